// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A condition as groups and rules of react-querybuilder. What they cannot say with exactly the same meaning
// stays text of the language.
#pragma once

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include <tramo/impl/json/query_literals.ipp>
#include <tramo/impl/json/query_operators.ipp>

namespace tramo::query_json {

/// Rules written so far, or none where one of them cannot be said.
using rules_json = std::optional<std::vector<std::string>>;

[[nodiscard]] inline std::string group_json(std::string_view combinator, bool negated,
                                            std::vector<std::string> const& rules) {
    auto text = "{\"combinator\": \"" + std::string(combinator) + "\"" + (negated ? ", \"not\": true" : "") +
                ", \"rules\": [";
    for (std::size_t i = 0; i < rules.size(); ++i) text += (i == 0 ? "" : ", ") + rules[i];
    return text + "]}";
}

[[nodiscard]] inline std::string list_json(std::vector<std::string> const& values) {
    std::string text = "[";
    for (std::size_t i = 0; i < values.size(); ++i) text += (i == 0 ? "" : ", ") + values[i];
    return text + "]";
}

/// A test of one field: `field`, operator and value.
[[nodiscard]] inline std::string rule_json(std::string const& field, std::string_view op,
                                           std::string const& value, bool is_field = false) {
    return "{\"field\": " + json_writing::json_string(field) + ", \"operator\": \"" + std::string(op) +
           "\", \"value\": " + value + (is_field ? ", \"valueSource\": \"field\"}" : "}");
}

[[nodiscard]] inline std::string mirrored_sign(std::string const& op) {
    if (op[0] == '<') return ">" + op.substr(1);
    if (op[0] == '>') return "<" + op.substr(1);
    return op;
}

/// What one test says in rules of its field.
class test_writer {
public:
    test_writer(program const& of, language in) : literals_(of, in) {
        for (std::size_t i = 0; i < of.declared_fields; ++i)
            fields_.emplace(of.fields.fields[i].name, &of.fields.fields[i]);
    }

    [[nodiscard]] field const* field_of(ast::expression const& what) const {
        if (what.kind != ast::node::name || !what.member.empty()) return nullptr;
        auto const at = fields_.find(what.text);
        return at == fields_.end() ? nullptr : at->second;
    }

    /// A rule or a group; none where the operators cannot say it.
    [[nodiscard]] std::optional<std::string> write(ast::expression const& what) const {
        switch (what.kind) {
            case ast::node::name: {
                auto const* const named = field_of(what);
                if (named == nullptr || named->type.kind != kind::boolean) return {};
                return rule_json(named->name, "=", "true");
            }
            case ast::node::compare:
                return comparison(what);
            case ast::node::in:
                return membership(what);
            case ast::node::like:
            case ast::node::starts_with:
                return match(what);
            case ast::node::is_unknown: {
                auto const* const named = field_of(what.operands[0]);
                if (named == nullptr) return {};
                return rule_json(named->name, what.negated ? "notNull" : "null", "null");
            }
            default:
                return {};
        }
    }

private:
    [[nodiscard]] std::optional<std::string> comparison(ast::expression const& what) const {
        auto const* const left = field_of(what.operands[0]);
        auto const* const right = field_of(what.operands[1]);
        if (left != nullptr) return against(*left, what.op, what.operands[1]);
        if (right != nullptr) return against(*right, mirrored_sign(what.op), what.operands[0]);
        return {};
    }

    [[nodiscard]] std::optional<std::string> against(field const& subject, std::string const& op,
                                                     ast::expression const& other) const {
        if (auto const* const named = field_of(other)) {
            if (!is_of_same_kind(subject.type, named->type)) return {};
            return rule_json(subject.name, op, json_writing::json_string(named->name), true);
        }
        auto const value = literals_.json(other, subject.type);
        if (!value) return {};
        return rule_json(subject.name, op, *value);
    }

    /// `x in (1, 2)` is one rule; lists that also hold fields or ranges are a group of rules, one for each
    /// part, as their `or` is unknown exactly where the list's answer is.
    [[nodiscard]] std::optional<std::string> membership(ast::expression const& what) const {
        auto const* const subject = field_of(what.operands[0]);
        if (subject == nullptr) return {};
        std::vector<std::string> values, names, rules;
        for (auto i = what.operands.begin() + 1; i != what.operands.end(); ++i) {
            if (!add_member(*subject, *i, what.negated, values, names, rules)) return {};
        }
        auto const op = what.negated ? "notIn" : "in";
        if (!names.empty()) rules.insert(rules.begin(), rule_json(subject->name, op, list_json(names), true));
        if (!values.empty()) rules.insert(rules.begin(), rule_json(subject->name, op, list_json(values)));
        return rules.size() == 1 ? rules[0] : group_json(what.negated ? "and" : "or", false, rules);
    }

    [[nodiscard]] bool add_member(field const& subject, ast::expression const& member, bool negated,
                                  std::vector<std::string>& values, std::vector<std::string>& names,
                                  std::vector<std::string>& rules) const {
        if (member.kind == ast::node::range) {
            auto rule = range(subject, member, negated);
            if (rule) rules.push_back(std::move(*rule));
            return rule.has_value();
        }
        if (auto const* const named = field_of(member)) {
            names.push_back(json_writing::json_string(named->name));
            return is_of_same_kind(subject.type, named->type);
        }
        auto value = literals_.json(member, subject.type);
        if (value) values.push_back(std::move(*value));
        return value.has_value();
    }

    [[nodiscard]] std::optional<std::string> range(field const& subject, ast::expression const& what,
                                                   bool negated) const {
        auto const& low = what.operands[0];
        auto const& high = what.operands[1];
        auto const* const from = field_of(low);
        auto const* const to = field_of(high);
        auto const op = negated ? "notBetween" : "between";
        bool const are_fields = from != nullptr && to != nullptr && !what.half_open;
        if (are_fields && is_of_same_kind(subject.type, from->type) &&
            is_of_same_kind(subject.type, to->type))
            return rule_json(
                subject.name, op,
                list_json({json_writing::json_string(from->name), json_writing::json_string(to->name)}),
                true);
        auto const first = literals_.json(low, subject.type), last = literals_.json(high, subject.type);
        if (first && last && !what.half_open && literals_.is_in_order(low, high))
            return rule_json(subject.name, op, list_json({*first, *last}));
        auto const above = against(subject, negated ? "<" : ">=", low);
        auto const below = against(subject, upper_sign(what.half_open, negated), high);
        if (!above || !below) return {};
        return group_json(negated ? "or" : "and", false, {*above, *below});
    }

    [[nodiscard]] static std::string upper_sign(bool half_open, bool negated) {
        if (negated) return half_open ? ">=" : ">";
        return half_open ? "<" : "<=";
    }

    /// Signs that are wildcards to SQL are not, or not to all that read these rules: such texts stay
    /// patterns.
    [[nodiscard]] std::optional<std::string> match(ast::expression const& what) const {
        auto const* const subject = field_of(what.operands[0]);
        auto text = what.operands[1].text;
        if (subject == nullptr || what.operands[1].kind != ast::node::text) return {};
        bool const is_pattern = what.kind == ast::node::like;
        bool const is_open_before = is_pattern && text.starts_with('%');
        if (is_open_before) text.erase(0, 1);
        bool const is_open_behind = !is_pattern || text.ends_with('%');
        if (is_pattern && is_open_behind) text.pop_back();
        if (text.empty() || text.find_first_of("%_\\") != std::string::npos) return {};
        auto const value = json_writing::json_string(text);
        if (is_open_before || is_open_behind)
            return rule_json(subject->name, match_operator(is_open_before, is_open_behind, what.negated),
                             value);
        if (subject->type.kind != kind::text) return {};
        return rule_json(subject->name, what.negated ? "!=" : "=", value);
    }

    [[nodiscard]] static std::string_view match_operator(bool before, bool behind, bool negated) {
        if (before && behind) return negated ? "doesNotContain" : "contains";
        if (before) return negated ? "doesNotEndWith" : "endsWith";
        return negated ? "doesNotBeginWith" : "beginsWith";
    }

    literal_writer literals_;
    std::unordered_map<std::string, field const*> fields_;
};

/// Segments that are the same every day, by name.
class lasting_segments {
public:
    explicit lasting_segments(program const& of) {
        for (auto const& one : of.document.declarations) {
            auto const* const segment = std::get_if<ast::segment_declaration>(&one);
            if (segment == nullptr) continue;
            auto const [at, is_new] = all_.emplace(segment->name.text, entry{segment, 0});
            auto const& period = segment->period;
            if (!is_new || period.from || period.until || period.is_inactive) at->second.written = nullptr;
        }
    }

    /// Its condition, where it may be written out; none for what is no such segment, or too large.
    [[nodiscard]] ast::expression const* find(ast::expression const& what) {
        if (what.kind != ast::node::name || !what.member.empty()) return nullptr;
        auto const at = all_.find(what.text);
        if (at == all_.end() || at->second.written == nullptr) return nullptr;
        auto const& condition = at->second.written->condition;
        if (at->second.size == 0) at->second.size = size_of(condition, 0);
        return at->second.size <= most_nodes ? &condition : nullptr;
    }

private:
    static constexpr std::size_t most_nodes = 1000;
    static constexpr int most_levels = 100;
    struct entry {
        ast::segment_declaration const* written = nullptr;
        std::size_t size =
            0;  ///< of the condition with the segments in it written out; 0 until it is asked for
    };

    /// Nodes, as far as they are counted: segments of segments may be more than anybody could hold.
    [[nodiscard]] std::size_t size_of(ast::expression const& what, int level) {
        auto const at = all_.find(what.kind == ast::node::name && what.member.empty() ? what.text : "");
        if (at != all_.end() && at->second.written != nullptr) {
            if (level > most_levels) return most_nodes + 1;
            if (at->second.size == 0) at->second.size = size_of(at->second.written->condition, level + 1);
            return std::min(at->second.size, most_nodes + 1);
        }
        std::size_t size = 1;
        for (auto const& part : what.operands) size = std::min(size + size_of(part, level), most_nodes + 1);
        return size;
    }

    std::unordered_map<std::string, entry> all_;
};

class query_writer {
public:
    query_writer(program const& of, language in) : tests_(of, in), segments_(of), in_(in) {}

    [[nodiscard]] std::string root(ast::expression const& what) {
        auto text = write(what, 0);
        auto const is_group = text.starts_with("{\"combinator\"");
        return is_group ? text : group_json("and", false, {std::move(text)});
    }

private:
    /// Groups that stand deeper are no help to anybody, and stay text.
    static constexpr int deepest = 100;

    [[nodiscard]] std::string write(ast::expression const& what, int depth) {
        if (auto const* const meaning = depth < deepest ? segments_.find(what) : nullptr)
            return write(*meaning, depth + 1);
        if (depth < deepest) {
            if (what.kind == ast::node::and_ || what.kind == ast::node::or_) return chain(what, false, depth);
            if (what.kind == ast::node::not_) return negation(what.operands[0], depth);
        }
        if (what.kind == ast::node::truth && what.is_true) return group_json("and", false, {});
        if (auto test = tests_.write(what)) return std::move(*test);
        return opaque(what);
    }

    [[nodiscard]] std::string chain(ast::expression const& what, bool negated, int depth) {
        std::vector<std::string> rules;
        for (auto const& part : what.operands) rules.push_back(write(part, depth + 1));
        return group_json(what.kind == ast::node::and_ ? "and" : "or", negated, rules);
    }

    [[nodiscard]] std::string negation(ast::expression const& of, int depth) {
        auto const* const meaning = segments_.find(of);
        auto const& inner = meaning == nullptr ? of : *meaning;
        if (inner.kind == ast::node::and_ || inner.kind == ast::node::or_) return chain(inner, true, depth);
        auto const* const field = tests_.field_of(inner);
        if (field != nullptr && field->type.kind == kind::boolean)
            return rule_json(field->name, "=", "false");
        // A group of none under `not` is true to some readers and false to others.
        if (inner.kind == ast::node::truth) return opaque_negation(inner);
        return group_json("and", true, {write(inner, depth + 1)});
    }

    [[nodiscard]] std::string opaque_negation(ast::expression const& of) const {
        return group_json("and", true, {opaque(of)});
    }

    [[nodiscard]] std::string opaque(ast::expression const& what) const {
        auto rule =
            rule_json(std::string(expression_field), "=", json_writing::json_string(print(what, in_)));
        if (in_ == language::en) return rule;
        rule.insert(rule.size() - 1, ", \"language\": \"" + std::string(code_of(in_)) + "\"");
        return rule;
    }

    test_writer tests_;
    lasting_segments segments_;
    language in_;
};

}  // namespace tramo::query_json
