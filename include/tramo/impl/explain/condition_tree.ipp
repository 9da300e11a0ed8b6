// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A condition as a tree of verdicts, read off the bits that the plan computed for one row.
#pragma once

#include <map>
#include <set>

#include <tramo/explain/explain.hpp>
#include <tramo/impl/policy/parameters.ipp>
#include <tramo/impl/run/block_worker.ipp>
#include <tramo/syntax/print.hpp>

namespace tramo::explaining {

/// A value as the policy would write it.
[[nodiscard]] inline std::string in_words(data_type const& type, value const& what) {
    if (auto const* const number = std::get_if<decimal>(&what)) {
        if (type.kind == kind::percent)
            return to_shortest_string(multiply(*number, decimal(100)).value_or(decimal())) + "%";
        auto const exact = type.kind == kind::money ? rescale_exactly(*number, type.scale) : std::nullopt;
        return exact ? to_string(*exact) : to_shortest_string(*number);
    }
    if (auto const* const day = std::get_if<date>(&what)) return to_string(*day);
    if (auto const* const moment = std::get_if<timestamp>(&what)) return to_string(*moment);
    if (auto const* const truth = std::get_if<bool>(&what)) return *truth ? "true" : "false";
    if (auto const* const text = std::get_if<std::string>(&what)) return quote_text(*text);
    return "unknown";
}

/// One row with every node of the plan computed.
class computed_row {
public:
    computed_row(prepared_policy const& with, batch const& data, std::int64_t row)
        : with_(with),
          data_(data),
          row_(row),
          account_(with.plan().account, with.policy().fields().fields, data, with.policy().zone(),
                   every_node()),
          children_(with.policy().program(), with.plan(), data, every_node()) {
        for (std::size_t i = 0; i < with.policy().fields().fields.size(); ++i) account_.keep_exact(i);
        children_.run(row, 1);
        account_.run(row, 1, &children_);
    }

    [[nodiscard]] truth_value truth(node_index node) const {
        if (node == no_node) return truth_value::unknown;
        auto const bits = account_.condition(node);
        if ((bits.sure[0] & 1) != 0) return truth_value::yes;
        return (bits.maybe[0] & 1) != 0 ? truth_value::unknown : truth_value::no;
    }
    [[nodiscard]] std::optional<decimal> number(node_index node) const {
        auto const& all = account_.number(node);
        return all.knows(0) ? std::optional<decimal>(all.values[0]) : std::nullopt;
    }
    [[nodiscard]] used_value field_value(std::size_t field) const {
        auto const& of = with_.policy().fields().fields[field];
        auto const& values = account_.columns()[field].values();
        if ((values.known[0] & 1) == 0) return {of.name, "unknown", true};
        bool const is_new = of.type.kind == kind::enumeration &&
                            values.narrow[0] == static_cast<std::int64_t>(of.type.values.size());
        if (is_new) return {of.name, cell_text(*find_column(data_, of.name), row_), false};
        return {of.name, in_words(of.type, detail::first_value(values, of.type)), false};
    }
    [[nodiscard]] prepared_policy const& with() const { return with_; }

private:
    [[nodiscard]] static running::running_choice every_node() {
        running::running_choice how;
        how.all_nodes = true;
        how.directly = false;
        return how;
    }

    prepared_policy const& with_;
    batch const& data_;
    std::int64_t row_;
    running::space_runner account_;
    running::children children_;
};

class tree_builder {
public:
    explicit tree_builder(computed_row const& row)
        : row_(row), program_(row.with().policy().program()), plan_(row.with().plan()) {}

    /// Segments and values that a condition names more than once are unfolded where they come first.
    [[nodiscard]] explained_condition tree_of(typed_expression const& what) {
        missing_below_.clear();
        return build(what);
    }

private:
    [[nodiscard]] explained_condition build(typed_expression const& what) {
        explained_condition result;
        result.at = what.at;
        result.line = row_.with().policy().source().at(what.at.begin).line;
        result.holds = row_.truth(plan_.condition_of[what.id]);
        switch (what.what) {
            case operation::and_:
            case operation::or_:
            case operation::not_:
                result.kind = what.what == operation::and_  ? "and"
                              : what.what == operation::or_ ? "or"
                                                            : "not";
                result.text = spelled(what.what);
                for (auto const& part : what.operands) result.parts.push_back(build(part));
                return result;
            case operation::definition:
                return named(what, std::move(result));
            default:
                break;
        }
        result.kind = "condition";
        result.text = written(what.at);
        std::set<std::size_t> met;
        collect(what, result.values, met);
        return result;
    }

public:
    /// Fields without a value below conditions that are unknown.
    void missing(explained_condition const& why, std::vector<std::string>& names) const {
        if (why.holds != truth_value::unknown) return;
        auto const add = [&](std::string const& name) {
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        };
        bool const is_name = why.kind == "segment" || why.kind == "value";
        auto const known = is_name ? missing_below_.find(why.text) : missing_below_.end();
        if (known != missing_below_.end())
            for (auto const& name : known->second) add(name);
        else
            for (auto const& part : why.parts) missing(part, names);
        // A value is named only where nothing below it is missing: a division by zero, say.
        auto const is_value = [&](used_value const& used) {
            return is_column(used.name) ||
                   std::any_of(program_.definitions.begin(), program_.definitions.end(),
                               [&](auto const& one) { return one.name == used.name; });
        };
        bool const some_field = std::any_of(why.values.begin(), why.values.end(), [&](auto const& used) {
            return used.is_unknown && !is_value(used);
        });
        for (auto const& used : why.values)
            if (used.is_unknown && !(some_field && is_value(used))) add(used.name);
    }

private:
    /// Whether a name is that of a table's column: `cuts.block`.
    [[nodiscard]] bool is_column(std::string const& name) const {
        auto const& tables = program_.treatment.tables;
        return std::any_of(tables.begin(), tables.end(),
                           [&](auto const& one) { return name.starts_with(one.name + "."); });
    }

    [[nodiscard]] std::string spelled(operation what) const {
        auto const word = what == operation::and_  ? keyword::and_
                          : what == operation::or_ ? keyword::or_
                                                   : keyword::not_;
        return std::string(spelling(word, program_.document.language));
    }

    /// The source of a condition on one line, comments left out.
    [[nodiscard]] std::string written(span at) const {
        std::string text;
        bool in_comment = false, in_text = false, is_escaped = false;
        for (char const c : row_.with().policy().source().slice(at)) {
            if (c == '"' && !in_comment && !is_escaped) in_text = !in_text;
            is_escaped = in_text && c == '\\' && !is_escaped;
            if (c == '#' && !in_text) in_comment = true;
            bool const blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (c == '\n') in_comment = false;
            if (in_comment) continue;
            if (!blank || in_text)
                text += c;
            else if (!text.empty() && text.back() != ' ')
                text += ' ';
        }
        while (text.ends_with(' ')) text.pop_back();
        return text;
    }

    [[nodiscard]] explained_condition named(typed_expression const& what, explained_condition result) {
        auto const& definition = program_.definitions[what.index];
        result.kind = definition.is_segment ? "segment" : "value";
        result.text = definition.name;
        auto const* const meaning = active_meaning(what.index);
        auto const [below, is_first] = missing_below_.try_emplace(definition.name);
        if (meaning == nullptr || !is_first) return result;
        result.parts.push_back(build(*meaning));
        missing(result.parts.front(), below->second);
        return result;
    }

public:
    /// The version of a segment or value that holds, or null.
    [[nodiscard]] typed_expression const* active_meaning(std::size_t definition) const {
        auto const day = row_.with().asked().as_of.value_or(date{0});
        for (auto const& version : program_.definitions[definition].versions)
            if (version.period.holds_on(day)) return &version.meaning;
        return nullptr;
    }

private:
    static void add(std::vector<used_value>& values, used_value one) {
        for (auto const& known : values)
            if (known.name == one.name) return;
        values.push_back(std::move(one));
    }

    /// What a leaf looked at: fields, parameters, the day, values by name, aggregates.
    void collect(typed_expression const& what, std::vector<used_value>& values,
                 std::set<std::size_t>& met) const {
        switch (what.what) {
            case operation::field:
                add(values, row_.field_value(what.index));
                return;
            case operation::as_of:
                add(values, {std::string(spelling(keyword::as_of, program_.document.language)),
                             to_string(row_.with().asked().as_of.value_or(date{0})), false});
                return;
            case operation::parameter:
                add(values, parameter_value(what.index));
                return;
            case operation::aggregate:
                add(values, computed(what, written(what.at)));
                return;
            case operation::definition: {
                auto const& definition = program_.definitions[what.index];
                auto const* const meaning = active_meaning(what.index);
                if (meaning != nullptr && meaning->what == operation::choice)
                    add(values, {definition.name, chosen(*meaning), false});
                if (definition.type.kind != kind::boolean && meaning != nullptr &&
                    plan_.number_of[meaning->id] != no_node)
                    add(values, computed(*meaning, definition.name));
                if (meaning != nullptr && met.insert(what.index).second) collect(*meaning, values, met);
                return;
            }
            case operation::lookup:
                add(values, looked_up(what));
                for (auto const& operand : what.operands) collect(operand, values, met);
                return;
            default:
                for (auto const& operand : what.operands) collect(operand, values, met);
        }
    }

    /// What the row that holds gives: `cuts.block = 60`.
    [[nodiscard]] used_value looked_up(typed_expression const& lookup) const {
        auto const name = written(lookup.at);
        for (std::size_t i = 0; i + 1 < lookup.operands.size(); i += 2)
            if (row_.truth(plan_.condition_of[lookup.operands[i].id]) == truth_value::yes)
                return {name, in_words(lookup.type, lookup.operands[i + 1].literal), false};
        return {name, "unknown", true};
    }

    /// The value of an indicator: the first of its cases that is true.
    [[nodiscard]] std::string chosen(typed_expression const& choice) const {
        std::size_t value = 0;
        for (; value < choice.operands.size(); ++value)
            if (row_.truth(plan_.condition_of[choice.operands[value].id]) == truth_value::yes) break;
        return choice.type.values[value].value;
    }

    [[nodiscard]] used_value parameter_value(std::size_t index) const {
        auto const& name = program_.parameters[index].name;
        for (auto const& [given, text] : row_.with().asked().parameters)
            if (given == name) return {name, text, false};
        auto const& initial = program_.parameters[index].initial;
        return {name, initial ? in_words(program_.parameters[index].type, *initial) : "unknown", !initial};
    }

    [[nodiscard]] used_value computed(typed_expression const& what, std::string name) const {
        if (what.type.kind == kind::boolean) {
            auto const holds = row_.truth(plan_.condition_of[what.id]);
            auto const text = holds == truth_value::yes  ? "true"
                              : holds == truth_value::no ? "false"
                                                         : "unknown";
            return {std::move(name), text, holds == truth_value::unknown};
        }
        auto const node = plan_.number_of[what.id];
        auto const number = node == no_node ? std::nullopt : row_.number(node);
        if (!number) return {std::move(name), "unknown", true};
        if (what.type.kind == kind::date)
            return {std::move(name), to_string(date{static_cast<std::int32_t>(number->coefficient)}), false};
        if (what.type.kind == kind::timestamp)
            return {std::move(name), to_string(timestamp{static_cast<std::int64_t>(number->coefficient)}),
                    false};
        return {std::move(name), in_words(what.type, *number), false};
    }

    computed_row const& row_;
    tramo::program const& program_;
    tramo::plan const& plan_;
    std::map<std::string, std::vector<std::string>> missing_below_;  ///< for each name unfolded in this tree
};

}  // namespace tramo::explaining
