// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One rule of react-querybuilder as a condition of the language.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <tramo/impl/json/query_values.ipp>

namespace tramo::query_json {

/// What became of a rule or a group: it is left out where it says nothing, and none after a finding.
struct read_part {
    tree condition;
    bool is_left_out = false;
};

[[nodiscard]] inline bool is_true_member(raw_value const& of, std::string_view key) {
    auto const* const found = of.member(key);
    return found != nullptr && found->is(form::truth) && found->is_true;
}

/// Tells members that mean more than this reads, and those that mean nothing here.
inline void judge_members(raw_value const& of, std::vector<std::string_view> const& known,
                          std::string const& at, query_findings& told) {
    static std::vector<std::string_view> const silent = {"id",    "path",       "meta",    "disabled",
                                                         "muted", "parameters", "language"};
    static std::vector<std::string_view> const beyond = {"match", "lhs", "rhs", "subproperties"};
    auto const is_in = [](auto const& all, auto const& key) {
        return std::find(all.begin(), all.end(), key) != all.end();
    };
    for (auto const& key : of.keys) {
        if (is_in(known, key) || is_in(silent, key)) continue;
        if (is_in(beyond, key))
            told.refuse("T7048", at + "/" + key, "the member " + in_quotes(key) + " is beyond the core",
                        {"say it in a rule of the field $expr, as text of the language"});
        else
            told.warn("T7053", at + "/" + key,
                      "the member " + in_quotes(key) + " says nothing to a policy: it is left out");
    }
}

class rule_reader {
public:
    rule_reader(std::vector<known_field> const& fields, query_findings& told) : told_(told), values_(told) {
        for (auto const& one : fields) {
            by_name_.emplace(one.name, &one);
            names_.push_back(one.name);
        }
    }

    [[nodiscard]] read_part read(raw_value const& rule, std::string const& at) {
        if (is_true_member(rule, "muted")) return leave_out(at, "the rule is muted");
        auto const* const field = text_member(rule, "field", at);
        auto const* const op = text_member(rule, "operator", at);
        judge_members(rule, {"field", "operator", "value", "valueSource"}, at, told_);
        if (field == nullptr || op == nullptr) return {};
        if (field->text == placeholder) return leave_out(at, "no field is chosen yet");
        if (op->text == placeholder) return leave_out(at, "no operator is chosen yet");
        if (field->text == expression_field) return {expression(rule, *op, at), false};
        auto const* const named = find_field(field->text, at + "/field");
        auto const* const what = find_operator_of(op->text, named, at + "/operator");
        if (named == nullptr || what == nullptr) return {};
        return {test(rule, *named, *what, at), false};
    }

    [[nodiscard]] read_part leave_out(std::string const& at, std::string const& why) {
        told_.warn("T7051", at, why + ": it is left out, as react-querybuilder's own exports do");
        return {{}, true};
    }

private:
    raw_value const* text_member(raw_value const& rule, std::string const& key, std::string const& at) {
        auto const* const found = rule.member(key);
        if (found == nullptr)
            told_.refuse("T7042", at, "the member " + in_quotes(key) + " is missing",
                         {"a rule has field, operator and value; a group has rules"});
        else if (!found->is(form::text))
            told_.refuse("T7042", at + "/" + key, "expected a text, found " + shown(*found));
        return found == nullptr || !found->is(form::text) ? nullptr : found;
    }

    known_field const* find_field(std::string const& name, std::string const& at) {
        auto const found = by_name_.find(to_nfc(name));
        if (found != by_name_.end()) return found->second;
        told_.refuse("T7043", at, "unknown field " + in_quotes(name), choices(name, "fields", names_));
        return nullptr;
    }

    query_operator const* find_operator_of(std::string const& name, known_field const* field,
                                           std::string const& at) {
        auto const* const what = find_operator(name);
        std::vector<std::string> known;
        for (auto const& one : query_operators())
            if (field == nullptr || suits(one, field->type)) known.emplace_back(one.name);
        if (what == nullptr) {
            told_.refuse("T7044", at, "unknown operator " + in_quotes(name),
                         choices(name, "operators", known));
            return nullptr;
        }
        if (field == nullptr) return what;
        bool const matches_parameter = field->is_parameter && is_match(*what);
        if (suits(*what, field->type) && !matches_parameter) return what;
        told_.refuse("T7044", at,
                     "the operator " + in_quotes(name) + " does not suit " + in_quotes(field->name) + ", " +
                         (matches_parameter ? "a parameter" : describe(field->type)),
                     choices("", "operators", known));
        return nullptr;
    }

    [[nodiscard]] static bool is_match(query_operator const& what) {
        return what.form == operator_form::contains || what.form == operator_form::begins ||
               what.form == operator_form::ends;
    }

    tree test(raw_value const& rule, known_field const& field, query_operator const& what,
              std::string const& at) {
        auto const among_fields = is_among_fields(rule, at);
        if (what.form == operator_form::null) return null_test(field, what);
        auto const* const value = rule.member("value");
        if (value == nullptr) {
            told_.refuse("T7046", at, "the value is missing", {"add the member \"value\""});
            return {};
        }
        auto const where = at + "/value";
        if (!among_fields) return {};
        switch (what.form) {
            case operator_form::in:
                return list_test(*value, field, what, *among_fields, where);
            case operator_form::between:
                return range_test(*value, field, what, *among_fields, where);
            case operator_form::compare:
                return comparison(*value, field, what, *among_fields, where);
            default:
                return match(*value, field, what, *among_fields, where);
        }
    }

    /// Whether the value names fields; none after a finding.
    std::optional<bool> is_among_fields(raw_value const& rule, std::string const& at) {
        auto const* const source = rule.member("valueSource");
        if (source == nullptr || source->is(form::null)) return false;
        if (source->is(form::text) && (source->text == "value" || source->text == "field"))
            return source->text == "field";
        told_.refuse("T7042", at + "/valueSource",
                     "expected \"value\" or \"field\", found " + shown(*source));
        return {};
    }

    static ast::expression null_test(known_field const& field, query_operator const& what) {
        auto made = node_of(ast::node::is_unknown, {name_node(field.name)});
        made.negated = what.negated;
        return made;
    }

    /// One operand of a test: a literal, or another field.
    tree operand(raw_value const& value, known_field const& field, bool among_fields, std::string const& at) {
        if (!among_fields) return values_.read(value, field, at);
        if (!value.is(form::text)) {
            told_.refuse("T7045", at, "expected the name of a field, found " + shown(value));
            return {};
        }
        auto const* const other = find_field(value.text, at);
        if (other == nullptr) return {};
        if (is_comparable(field.type, other->type)) return name_node(other->name);
        told_.refuse("T7045", at,
                     in_quotes(field.name) + ", " + describe(field.type) + ", cannot be compared with " +
                         in_quotes(other->name) + ", " + describe(other->type));
        return {};
    }

    [[nodiscard]] static bool is_comparable(data_type const& a, data_type const& b) {
        bool const is_ratio = (a.kind == kind::percent && b.kind == kind::decimal) ||
                              (a.kind == kind::decimal && b.kind == kind::percent);
        return is_ratio || is_of_same_kind(a, b);
    }

    tree comparison(raw_value const& value, known_field const& field, query_operator const& what,
                    bool among_fields, std::string const& at) {
        auto right = operand(value, field, among_fields, at);
        if (!right) return {};
        auto left = name_node(field.name);
        if (right->kind == ast::node::truth && !what.negated)
            return right->is_true ? left : node_of(ast::node::not_, {std::move(left)});
        auto made = node_of(ast::node::compare, {std::move(left), std::move(*right)});
        made.op = what.name;
        return made;
    }

    tree match(raw_value const& value, known_field const& field, query_operator const& what,
               bool among_fields, std::string const& at) {
        if (among_fields) {
            told_.refuse("T7044", at, "texts are matched with a text written out, not with another field",
                         {"choose the value source \"value\""});
            return {};
        }
        auto pattern = value.is(form::null) ? values_.read(value, field, at) : values_.text(value, at);
        if (!pattern) return {};
        bool const begins = what.form == operator_form::begins;
        if (!begins) {
            auto const open_behind = what.form == operator_form::contains ? "%" : "";
            pattern->text = "%" + escaped_pattern(pattern->text) + open_behind;
        }
        auto made = node_of(begins ? ast::node::starts_with : ast::node::like,
                            {name_node(field.name), std::move(*pattern)});
        made.negated = what.negated;
        return made;
    }

    /// The operands that a list names; none after a finding.
    std::optional<std::vector<ast::expression>> operands(raw_value const& list, known_field const& field,
                                                         bool among_fields, std::string const& at) {
        std::vector<ast::expression> all;
        auto const values = values_of(list);
        for (std::size_t i = 0; i < values.size(); ++i) {
            auto const where = list.is(form::list) ? at + "/" + std::to_string(i) : at;
            if (auto one = operand(values[i], field, among_fields, where)) all.push_back(std::move(*one));
        }
        if (all.size() != values.size()) return {};
        return all;
    }

    tree list_test(raw_value const& value, known_field const& field, query_operator const& what,
                   bool among_fields, std::string const& at) {
        auto all = operands(value, field, among_fields, at);
        if (!all) return {};
        if (all->empty()) {
            told_.refuse(
                "T7046", at, "the list has no values",
                {"react-querybuilder's own exports leave such a rule out; add a value or remove it"});
            return {};
        }
        all->insert(all->begin(), name_node(field.name));
        auto made = node_of(ast::node::in, std::move(*all));
        made.negated = what.negated;
        return made;
    }

    tree range_test(raw_value const& value, known_field const& field, query_operator const& what,
                    bool among_fields, std::string const& at) {
        auto const count = values_of(value).size();
        if (count != 2) {
            told_.refuse(
                "T7046", at,
                in_quotes(std::string(what.name)) + " takes two values, found " + std::to_string(count),
                {"write the lower and the upper bound: [30, 59] or \"30,59\""});
            return {};
        }
        auto bounds = operands(value, field, among_fields, at);
        if (!bounds || refuse_reversed(*bounds, at)) return {};
        auto range = node_of(ast::node::range, std::move(*bounds));
        auto made = node_of(ast::node::in, {name_node(field.name), std::move(range)});
        made.negated = what.negated;
        return made;
    }

    /// Numbers in the wrong order: its exports to SQL swap them, others take nobody.
    bool refuse_reversed(std::vector<ast::expression> const& bounds, std::string const& at) {
        auto const number = [](ast::expression const& one) {
            bool const is_negative = one.kind == ast::node::negate;
            auto const& read = is_negative ? one.operands[0].number : one.number;
            return decimal(is_negative ? -read.coefficient : read.coefficient, read.scale);
        };
        auto const is_number = [](ast::expression const& one) {
            auto const kind = one.kind == ast::node::negate ? one.operands[0].kind : one.kind;
            return kind == ast::node::number || kind == ast::node::money || kind == ast::node::percent;
        };
        bool const is_reversed = is_number(bounds[0]) && is_number(bounds[1])
                                     ? number(bounds[1]) < number(bounds[0])
                                     : bounds[0].kind == ast::node::date && bounds[1].day < bounds[0].day;
        if (!is_reversed) return false;
        told_.refuse("T7046", at, "the range ends before it begins",
                     {"write the smaller bound first: some readers swap the two, others find nobody"});
        return true;
    }

    /// A rule that is text of the language.
    tree expression(raw_value const& rule, raw_value const& op, std::string const& at) {
        auto const* const value = rule.member("value");
        bool const is_sound = op.text == "=" && value != nullptr && value->is(form::text);
        if (!is_sound) {
            told_.refuse("T7049", at,
                         "a rule of the field $expr has the operator \"=\" and a text as its value",
                         {"write the condition as its value: \"balance / limit > 10%\""});
            return {};
        }
        auto const* const written_in = rule.member("language");
        auto const in = written_in == nullptr ? language::en : language_of(written_in->text);
        if (!in) {
            told_.refuse("T7049", at + "/language", "there is no language " + shown(*written_in),
                         {"the languages are: en, es, pt"});
            return {};
        }
        return parsed(value->text, *in, at + "/value");
    }

    tree parsed(std::string const& text, language in, std::string const& at) {
        auto read = parse_expression(source(text), in);
        for (auto const& one : read.diagnostics) {
            auto const place = one.labels.empty() ? std::string() : place_in(text, one.labels[0].where);
            if (one.severity == severity::error)
                told_.refuse("T7049", at, one.message + place, one.help);
            else
                told_.warn(one.code.c_str(), at, one.message + place, one.help);
        }
        if (!read.ok()) return {};
        return std::move(read.value);
    }

    [[nodiscard]] static std::string place_in(std::string const& text, span where) {
        auto const at = source(text).at(where.begin);
        return ", at line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
    }

    query_findings& told_;
    value_reader values_;
    std::unordered_map<std::string, known_field const*> by_name_;
    std::vector<std::string> names_;
};

}  // namespace tramo::query_json
