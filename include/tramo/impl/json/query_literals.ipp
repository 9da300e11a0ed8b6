// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Literals of the language as values of react-querybuilder's JSON, exact whatever reads them.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include <tramo/check/program.hpp>
#include <tramo/impl/json/json_text.ipp>
#include <tramo/syntax/print.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::query_json {

/// A literal with its sign and the type of the field that it is compared with.
struct signed_literal {
    ast::expression const* written = nullptr;
    bool is_negative = false;

    [[nodiscard]] decimal number() const {
        auto const& number = written->number;
        return {is_negative ? -number.coefficient : number.coefficient, number.scale};
    }
};

[[nodiscard]] inline bool is_number_node(ast::node kind) {
    return kind == ast::node::number || kind == ast::node::percent || kind == ast::node::money ||
           kind == ast::node::duration;
}

[[nodiscard]] inline signed_literal literal_of(ast::expression const& what) {
    auto const* inner = &what;
    bool is_negative = false;
    for (; inner->kind == ast::node::negate; inner = &inner->operands[0]) is_negative = !is_negative;
    if (inner != &what && !is_number_node(inner->kind)) return {};
    return {inner, is_negative};
}

/// A whole number that every reader of JSON keeps as it is, else a text of digits: nothing passes through a
/// binary float.
[[nodiscard]] inline std::string number_json(decimal const& number) {
    constexpr std::int64_t largest = 9'007'199'254'740'991;
    bool const is_safe = number.scale == 0 && number.coefficient <= largest && number.coefficient >= -largest;
    auto const digits = to_string(number);
    return is_safe ? digits : json_writing::json_string(digits);
}

/// A length of time in days, to be compared.
[[nodiscard]] inline decimal days_of(signed_literal const& what) {
    auto const number = what.number();
    return what.written->word == keyword::weeks ? multiply(number, decimal(7)).value_or(number) : number;
}

class literal_writer {
public:
    literal_writer(program const& of, language in) : program_(of), in_(in) {}

    /// The JSON of a literal beside a field of that type; none for what is no literal, or of another type.
    [[nodiscard]] std::optional<std::string> json(ast::expression const& what, data_type const& type) const {
        auto const literal = literal_of(what);
        if (literal.written == nullptr) return {};
        using ast::node;
        auto const& written = *literal.written;
        bool const is_count = type.kind == kind::integer || type.kind == kind::decimal;
        switch (written.kind) {
            case node::number:
                return is_count || type.kind == kind::money ? std::optional(number_json(literal.number()))
                                                            : std::nullopt;
            case node::percent:
                return percent(literal, type);
            case node::money:
                return is_in_currency(written.text, type) ? std::optional(number_json(literal.number()))
                                                          : std::nullopt;
            case node::duration:
                return length(what, written, type);
            case node::truth:
                return type.kind == kind::boolean
                           ? std::optional<std::string>(written.is_true ? "true" : "false")
                           : std::nullopt;
            default:
                return text_json(written, type);
        }
    }

    /// Whether a closed range of two literals begins where it ends or before; react-querybuilder puts bounds
    /// that do not into the other order.
    [[nodiscard]] bool is_in_order(ast::expression const& low, ast::expression const& high) const {
        auto const a = literal_of(low), b = literal_of(high);
        if (a.written == nullptr || b.written == nullptr || a.written->kind != b.written->kind) return false;
        switch (a.written->kind) {
            case ast::node::number:
            case ast::node::money:
            case ast::node::percent:
                return a.number() <= b.number();
            case ast::node::duration:
                return days_of(a) <= days_of(b);
            case ast::node::date:
                return a.written->day <= b.written->day;
            case ast::node::timestamp:
                return a.written->moment <= b.written->moment;
            default:
                return a.written->kind == ast::node::text && a.written->text <= b.written->text;
        }
    }

private:
    [[nodiscard]] bool is_in_currency(std::string const& written, data_type const& type) const {
        if (type.kind != kind::money) return false;
        if (!written.empty()) return written == type.currency;
        return program_.currency.empty() || program_.currency == type.currency;
    }

    [[nodiscard]] std::optional<std::string> percent(signed_literal const& what,
                                                     data_type const& type) const {
        if (type.kind == kind::percent) return json_writing::json_string(to_string(what.number()) + "%");
        auto const points = what.number();
        if (type.kind != kind::decimal || points.scale + 2 > max_scale) return {};
        return number_json(decimal(points.coefficient, points.scale + 2));
    }

    [[nodiscard]] std::optional<std::string> length(ast::expression const& what,
                                                    ast::expression const& written,
                                                    data_type const& type) const {
        bool const is_fixed = written.word == keyword::days || written.word == keyword::weeks;
        if (type.kind != kind::duration || !is_fixed) return {};
        return json_writing::json_string(print(what, in_));
    }

    [[nodiscard]] std::optional<std::string> text_json(ast::expression const& written,
                                                       data_type const& type) const {
        if (written.kind == ast::node::date && type.kind == kind::date)
            return json_writing::json_string(to_string(written.day));
        if (written.kind == ast::node::timestamp && type.kind == kind::timestamp)
            return json_writing::json_string(to_string(written.moment));
        if (written.kind != ast::node::text) return {};
        if (type.kind == kind::text) return json_writing::json_string(written.text);
        if (type.kind != kind::enumeration) return {};
        auto const meant = type.values.find_folded(fold_name(written.text));
        if (meant == type.values.size()) return {};
        return json_writing::json_string(type.values[meant].value);
    }

    program const& program_;
    language in_;
};

}  // namespace tramo::query_json
