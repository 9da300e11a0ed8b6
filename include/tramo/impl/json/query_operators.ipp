// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The operators of react-querybuilder, what each means here, and which types they suit.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/check/program.hpp>

namespace tramo::query_json {

/// The field of rules whose value is an expression of the language.
inline constexpr std::string_view expression_field = "$expr";
/// What react-querybuilder puts where nothing was chosen yet.
inline constexpr std::string_view placeholder = "~";

enum class operator_form { compare, contains, begins, ends, null, in, between };

struct query_operator {
    std::string_view name;   ///< as in the JSON
    std::string_view label;  ///< as react-querybuilder shows it
    operator_form form = operator_form::compare;
    bool negated = false;
};

[[nodiscard]] inline std::vector<query_operator> const& query_operators() {
    using shape = operator_form;
    static std::vector<query_operator> const all = {
        {"=", "=", shape::compare, false},
        {"!=", "!=", shape::compare, true},
        {"<", "<", shape::compare, false},
        {">", ">", shape::compare, false},
        {"<=", "<=", shape::compare, false},
        {">=", ">=", shape::compare, false},
        {"contains", "contains", shape::contains, false},
        {"beginsWith", "begins with", shape::begins, false},
        {"endsWith", "ends with", shape::ends, false},
        {"doesNotContain", "does not contain", shape::contains, true},
        {"doesNotBeginWith", "does not begin with", shape::begins, true},
        {"doesNotEndWith", "does not end with", shape::ends, true},
        {"null", "is null", shape::null, false},
        {"notNull", "is not null", shape::null, true},
        {"in", "in", shape::in, false},
        {"notIn", "not in", shape::in, true},
        {"between", "between", shape::between, false},
        {"notBetween", "not between", shape::between, true}};
    return all;
}

[[nodiscard]] inline query_operator const* find_operator(std::string_view name) {
    auto const& all = query_operators();
    auto const at = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.name == name; });
    return at == all.end() ? nullptr : &*at;
}

[[nodiscard]] inline bool is_equality(query_operator const& what) {
    return what.name == "=" || what.name == "!=";
}

/// Whether values of the type can be asked so, wherever they come from.
[[nodiscard]] inline bool suits(query_operator const& what, data_type const& type) {
    bool const has_order = type.kind != kind::boolean && type.kind != kind::enumeration;
    switch (what.form) {
        case operator_form::compare:
            return has_order || is_equality(what);
        case operator_form::between:
            return has_order;
        case operator_form::contains:
        case operator_form::begins:
        case operator_form::ends:
            return type.kind == kind::text || (type.kind == kind::enumeration && !type.is_open);
        default:
            return true;
    }
}

/// Whether both values mean the same outside: percentages and other numbers do not.
[[nodiscard]] inline bool is_of_same_kind(data_type const& a, data_type const& b) {
    auto const is_number = [](data_type const& one) {
        return one.kind == kind::integer || one.kind == kind::decimal;
    };
    if (is_number(a) && is_number(b)) return true;
    if (a.kind != b.kind) return false;
    if (a.kind == kind::money) return a.currency == b.currency;
    return a.kind != kind::enumeration || (a.values == b.values && !(a.is_open && b.is_open));
}

/// A text as a pattern that matches exactly it.
[[nodiscard]] inline std::string escaped_pattern(std::string_view text) {
    std::string pattern;
    for (char const c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern;
}

}  // namespace tramo::query_json
