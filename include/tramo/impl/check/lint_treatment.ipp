// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Messages that say of an account that a rule applies where it does not.
#pragma once

#include <tramo/impl/check/implication.ipp>
#include <tramo/impl/check/templates.ipp>

namespace tramo::checking {

class treatment_lint {
public:
    treatment_lint(program& policy, std::vector<diagnostic>& found)
        : logic_(policy), policy_(policy), found_(found) {}

    /// Says nothing where the rule's condition is too much to look through.
    void read(template_statement const& one) {
        auto const& of = policy_.treatment.templates[one.of];
        if (of.period.is_inactive) return;
        auto const said = joined(operation::and_, one.condition, of.condition);
        for (auto const& rule : policy_.treatment.effects) {
            if (rule.name != one.rule || rule.period.is_inactive || !rule.condition) continue;
            auto const holds = joined(operation::or_, *rule.condition, rule.stands);
            if (logic_.implies(said, holds)) continue;
            if (report(one, of, said, rule, holds)) return;
        }
    }

private:
    [[nodiscard]] typed_expression joined(operation how, typed_expression const& one,
                                          std::optional<typed_expression> const& other) {
        if (!other) return one;
        typed_expression both;
        both.what = how;
        both.type = type_of(kind::boolean);
        both.at = one.at;
        both.id = policy_.expression_count++;
        both.operands = {one, *other};
        return both;
    }

    /// False where nothing can be said for certain.
    bool report(template_statement const& one, message_template const& of, typed_expression const& said,
                effect_definition const& rule, typed_expression const& holds) {
        auto const told = selected(said);
        if (!told) return false;
        auto const due = needed(holds, told->field, 0);
        if (!due) return report_unshown(one, of, *told, rule, holds);
        auto const wrong = interval_set::intersect(told->numbers, due->complement());
        auto const witness = smallest(wrong, told->field);
        if (!witness) return false;
        auto const& field = policy_.fields.fields[told->field].name;
        auto what = problem(
            "T4079",
            "template " + backquoted(of.name) + " says that " + backquoted(one.rule) +
                " applies where it does not",
            one.condition.at, "an account with " + backquoted(field) + " = " + *witness + " is told so",
            {"ask here for what the rule asks for: what the message says does not change the rule"},
            severity::warning);
        what.labels.push_back({rule.condition->at, backquoted(one.rule) + where(*due, told->field)});
        found_.push_back(std::move(what));
        return true;
    }

    /// " applies from 61 on": for which values of a field a rule can apply.
    [[nodiscard]] std::string where(interval_set const& due, std::size_t field) const {
        auto const what = policy_.fields.fields[field].type.kind;
        bool const is_list = what == kind::enumeration || what == kind::boolean;
        if (is_list || due.ranges().size() != 1) return " does not apply to it";
        auto const& only = due.ranges().front();
        if (only.low != lowest_int128 && only.high == highest_int128)
            return " applies from " + shown(only.low, field) + " on";
        if (only.low == lowest_int128 && only.high != highest_int128)
            return " applies up to " + shown(only.high, field);
        return " does not apply to it";
    }

    bool report_unshown(template_statement const& one, message_template const& of, selection const& told,
                        effect_definition const& rule, typed_expression const& holds) {
        auto const* const asked = logic_.selects(holds);
        if (asked == nullptr || asked->field == told.field) return false;
        auto const name = [&](std::size_t field) { return backquoted(policy_.fields.fields[field].name); };
        auto what = problem("T4079",
                            "it cannot be shown that " + backquoted(one.rule) + " applies where template " +
                                backquoted(of.name) + " says so",
                            one.condition.at, "asks for " + name(told.field),
                            {"ask in both for the same, or make it a segment and name that in both"},
                            severity::warning);
        what.labels.push_back({rule.condition->at, "the rule asks for " + name(asked->field)});
        found_.push_back(std::move(what));
        return true;
    }

    /// What the parts of a condition select of one field, where each part is about one field alone: of the
    /// others some value is left.
    [[nodiscard]] std::optional<selection> selected(typed_expression const& what) {
        if (auto const* const whole = logic_.selects(what)) return *whole;
        if (what.what != operation::and_) return {};
        std::map<std::size_t, interval_set> by_field;
        std::optional<std::size_t> first;
        for (auto const& part : what.operands) {
            auto const one = selected_parts(part, by_field);
            if (!one) return {};
            if (!first) first = one;
        }
        for (auto const& [field, numbers] : by_field)
            if (numbers.empty()) return {};
        return selection{*first, by_field[*first]};
    }

    std::optional<std::size_t> selected_parts(typed_expression const& what,
                                              std::map<std::size_t, interval_set>& by_field) {
        if (auto const* const one = logic_.selects(what)) {
            auto const [at, is_new] = by_field.try_emplace(one->field, one->numbers);
            if (!is_new) at->second = interval_set::intersect(at->second, one->numbers);
            return one->field;
        }
        if (what.what != operation::and_) return {};
        std::optional<std::size_t> first;
        for (auto const& part : what.operands) {
            auto const one = selected_parts(part, by_field);
            if (!one) return {};
            if (!first) first = one;
        }
        return first;
    }

    /// Values of a field without which a condition cannot be true; none where it may be with any.
    [[nodiscard]] std::optional<interval_set> needed(typed_expression const& what, std::size_t field,
                                                     int depth) {
        if (auto const* const one = logic_.selects(what))
            return one->field == field ? std::optional(one->numbers) : std::nullopt;
        if (depth > max_depth) return {};
        if (what.what == operation::compare) return needed_beside_table(what, field);
        if (what.what != operation::and_ && what.what != operation::or_) return {};
        bool const narrows = what.what == operation::and_;
        std::optional<interval_set> all;
        for (auto const& part : what.operands) {
            auto const one = needed(part, field, depth + 1);
            if (!one && !narrows) return {};
            if (!one) continue;
            all = !all      ? *one
                  : narrows ? interval_set::intersect(*all, *one)
                            : interval_set::unite(*all, *one);
        }
        return all;
    }

    /// `days_late > cuts.block`: whatever the row, one of its constants is compared with.
    [[nodiscard]] std::optional<interval_set> needed_beside_table(typed_expression const& what,
                                                                  std::size_t field) {
        bool const is_turned = what.operands[0].what == operation::lookup;
        auto const& asked = what.operands[is_turned ? 1 : 0];
        auto const& column = what.operands[is_turned ? 0 : 1];
        bool const is_about_it = asked.what == operation::field && !asked.is_scoped && asked.index == field &&
                                 asked.type.kind != kind::text;
        if (!is_about_it || column.what != operation::lookup) return {};
        interval_set all;
        for (std::size_t i = 1; i < column.operands.size(); i += 2) {
            auto const constant = constant_value(column.operands[i], {});
            if (!constant || std::holds_alternative<unknown_t>(*constant)) return {};
            auto const op = is_turned ? mirrored(what.op) : what.op;
            all = interval_set::unite(all, selected_by(op, asked.type, *constant));
        }
        return all;
    }

    /// The smallest value among these that the field can have, as it is written; none where there is none.
    [[nodiscard]] std::optional<std::string> smallest(interval_set const& among, std::size_t index) const {
        auto const& type = policy_.fields.fields[index].type;
        bool const is_list = type.kind == kind::enumeration || type.kind == kind::boolean;
        auto const last =
            type.kind == kind::boolean ? int128{1} : static_cast<int128>(type.values.size()) - 1;
        auto const set = is_list ? interval_set::intersect(among, interval_set(0, last)) : among;
        if (set.empty()) return {};
        auto const& first = set.ranges().front();
        auto const value = first.low != lowest_int128     ? first.low
                           : first.high != highest_int128 ? first.high
                                                          : int128{0};
        return shown(value, index);
    }

    [[nodiscard]] std::string shown(int128 value, std::size_t index) const {
        auto const& type = policy_.fields.fields[index].type;
        switch (type.kind) {
            case kind::boolean:
                return std::string(
                    spelling(value == 0 ? keyword::false_ : keyword::true_, policy_.document.language));
            case kind::enumeration:
                return quote_text(type.values[static_cast<std::size_t>(value)].value);
            case kind::date:
                return to_string(date{static_cast<std::int32_t>(value)});
            case kind::timestamp:
                return to_string(timestamp{static_cast<std::int64_t>(value)});
            default:
                return shown_number(decimal(value, type.scale), type);
        }
    }

    static constexpr int max_depth = 24;

    implication logic_;
    program& policy_;
    std::vector<diagnostic>& found_;
};

}  // namespace tramo::checking
