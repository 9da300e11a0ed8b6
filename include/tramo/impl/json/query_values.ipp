// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Values of react-querybuilder's JSON as literals of the language, by the type of the field beside them.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/json/query_findings.ipp>
#include <tramo/impl/json/query_operators.ipp>
#include <tramo/syntax/parse.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::query_json {

using tree = std::optional<ast::expression>;

[[nodiscard]] inline ast::expression node_of(ast::node kind, std::vector<ast::expression> operands = {}) {
    ast::expression made;
    made.kind = kind;
    made.operands = std::move(operands);
    return made;
}

[[nodiscard]] inline ast::expression name_node(std::string const& name) {
    auto made = node_of(ast::node::name);
    made.text = name;
    return made;
}

[[nodiscard]] inline ast::expression text_node(std::string const& text) {
    auto made = node_of(ast::node::text);
    made.text = text;
    return made;
}

/// Text that stands on one line of a policy.
[[nodiscard]] inline bool can_be_written(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t') || c == '\x7f';
    });
}

[[nodiscard]] inline std::string trimmed(std::string_view text) {
    auto const begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

/// A field that rules may name.
struct known_field {
    std::string name;
    data_type type;
    bool is_parameter = false;
};

class value_reader {
public:
    explicit value_reader(query_findings& told) : told_(told) {}

    /// The literal; none after a finding.
    [[nodiscard]] tree read(raw_value const& value, known_field const& beside, std::string const& at) {
        if (value.is(form::null)) return refuse_null(at);
        if (value.is(form::object)) return refuse_object(value, at);
        if (value.is(form::list)) return refuse(value, at, "one value", {});
        switch (beside.type.kind) {
            case kind::boolean:
                return truth(value, at);
            case kind::integer:
            case kind::decimal:
            case kind::money:
                return number(value, beside, at);
            case kind::percent:
                return percent(value, at);
            case kind::date:
                return day(value, at);
            case kind::timestamp:
                return moment(value, at);
            case kind::duration:
                return length(value, at);
            default:
                return beside.type.kind == kind::text ? text(value, at) : choice(value, beside, at);
        }
    }

    [[nodiscard]] tree text(raw_value const& value, std::string const& at) {
        if (value.is(form::number))
            return refuse(value, at, "a text", {"put it in quotes: " + in_quotes(value.text)});
        if (!value.is(form::text)) return refuse(value, at, "a text", {});
        if (can_be_written(value.text)) return text_node(value.text);
        return refuse(value, at, "a text without control characters", {});
    }

private:
    tree refuse(raw_value const& value, std::string const& at, std::string const& due,
                std::vector<std::string> help) {
        told_.refuse("T7045", at, "expected " + due + ", found " + shown(value), std::move(help));
        return {};
    }

    tree refuse_null(std::string const& at) {
        told_.refuse("T7045", at, "nothing is equal to null",
                     {"ask whether there is a value with the operator null or notNull"});
        return {};
    }

    tree refuse_object(raw_value const& value, std::string const& at) {
        if (value.member("mode") == nullptr) return refuse(value, at, "one value", {});
        told_.refuse("T7048", at, "relative days are not read",
                     {"write the day, such as \"2026-11-21\"",
                      "or say it in a rule of the field $expr: day >= as_of - 30 days"});
        return {};
    }

    tree truth(raw_value const& value, std::string const& at) {
        bool const is_word = value.is(form::text) && (value.text == "true" || value.text == "false");
        if (!value.is(form::truth) && !is_word) return refuse(value, at, "true or false", {});
        auto made = node_of(ast::node::truth);
        made.is_true = is_word ? value.text == "true" : value.is_true;
        return made;
    }

    /// With its sign outside, as the grammar reads it.
    static ast::expression signed_node(ast::node kind, decimal const& number) {
        auto made = node_of(kind);
        made.number = number.coefficient < 0 ? decimal(-number.coefficient, number.scale) : number;
        return made;
    }
    static ast::expression with_sign(ast::expression made, decimal const& number) {
        return number.coefficient < 0 ? node_of(ast::node::negate, {std::move(made)}) : made;
    }

    /// As exact as it is written, within what the language can say.
    std::optional<decimal> digits(raw_value const& value, std::string_view text, std::string const& at,
                                  std::string const& due) {
        auto read = parse_decimal(text);
        while (read && read->scale > division_scale && read->coefficient % 10 == 0)
            read = decimal(read->coefficient / 10, read->scale - 1);
        if (read && read->scale <= division_scale) return read;
        if (is_number(text))
            told_.refuse("T7045", at, "the number " + shown(value) + " is too long",
                         {"at most 38 digits, 18 of them decimals"});
        else
            refuse(value, at, due, {"write it with a point as decimal sign and nothing else: 1000.50"});
        return {};
    }

    tree number(raw_value const& value, known_field const& beside, std::string const& at) {
        bool const is_money = beside.type.kind == kind::money;
        auto const due = is_money ? "an amount" : "a number";
        if (!value.is(form::number) && !value.is(form::text)) return refuse(value, at, due, {});
        auto const read = digits(value, trimmed(value.text), at, due);
        if (!read) return {};
        auto made = signed_node(is_money ? ast::node::money : ast::node::number, *read);
        if (is_money) made.text = beside.type.currency;
        return with_sign(std::move(made), *read);
    }

    tree percent(raw_value const& value, std::string const& at) {
        auto const written = trimmed(value.text);
        bool const has_sign = value.is(form::text) && written.ends_with('%');
        if (has_sign) {
            auto const read =
                digits(value, trimmed(written.substr(0, written.size() - 1)), at, "a percentage");
            if (!read) return {};
            return with_sign(signed_node(ast::node::percent, *read), *read);
        }
        return refuse(
            value, at, "a percentage",
            {"write it in quotes with its sign, such as \"12.5%\": a bare number may mean percent or "
             "the share"});
    }

    tree day(raw_value const& value, std::string const& at) {
        auto const read = value.is(form::text) ? parse_date(value.text) : std::nullopt;
        if (!read) return refuse(value, at, "a day", {"write it such as \"2026-11-21\""});
        auto made = node_of(ast::node::date);
        made.day = *read;
        return made;
    }

    tree moment(raw_value const& value, std::string const& at) {
        auto const read = value.is(form::text) ? parse_timestamp(value.text) : std::nullopt;
        if (!read)
            return refuse(value, at, "a moment on the clock of the policy's zone",
                          {"write it such as \"2026-11-21T10:30\", without a zone"});
        auto made = node_of(ast::node::timestamp);
        made.moment = *read;
        return made;
    }

    tree length(raw_value const& value, std::string const& at) {
        for (auto const in : {language::en, language::es, language::pt}) {
            if (!value.is(form::text)) break;
            auto read = parse_expression(source(value.text), in);
            auto const* inner = &read.value;
            while (inner->kind == ast::node::negate) inner = &inner->operands[0];
            if (read.ok() && inner->kind == ast::node::duration) return std::move(read.value);
        }
        return refuse(value, at, "a length of time",
                      {"write it in quotes with its unit, such as \"30 days\""});
    }

    tree choice(raw_value const& value, known_field const& beside, std::string const& at) {
        if (!value.is(form::text)) return refuse(value, at, "one of a list of values", {});
        auto const& values = beside.type.values;
        auto const meant = values.find_folded(fold_name(value.text));
        if (meant != values.size()) return text_node(values[meant].value);
        std::vector<std::string> known;
        for (auto const& one : values) known.push_back(one.value);
        told_.refuse("T7045", at, shown(value) + " is not a value of " + in_quotes(beside.name),
                     choices(value.text, "values", known));
        return {};
    }

    query_findings& told_;
};

/// The values of a list: those of an array, or of a text with commas between them, in which a backslash
/// makes a comma plain.
[[nodiscard]] inline std::vector<raw_value> values_of(raw_value const& list) {
    if (list.is(form::list)) return list.elements;
    if (!list.is(form::text)) return {list};
    std::vector<raw_value> all;
    std::string one;
    auto const finish = [&] {
        all.push_back({form::text, false, trimmed(one), {}, {}});
        one.clear();
    };
    for (std::size_t i = 0; i < list.text.size(); ++i) {
        bool const is_plain = list.text[i] == '\\' && i + 1 < list.text.size() && list.text[i + 1] == ',';
        if (list.text[i] == ',')
            finish();
        else
            one += list.text[is_plain ? ++i : i];
    }
    finish();
    if (all.size() == 1 && all[0].text.empty()) all.clear();
    return all;
}

}  // namespace tramo::query_json
