// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A question about one column, null logic included.
#pragma once

#include <algorithm>

#include <tramo/impl/export/sql_ranges.ipp>
#include <tramo/plan/plan.hpp>

namespace tramo::exporting {

/// A column as conditions read it. What is empty is null to the engine; where that is no error, SQL is told
/// so.
[[nodiscard]] inline std::string sql_column(field const& of) {
    bool const is_text = of.type.kind == kind::text || of.type.kind == kind::enumeration;
    return is_text && of.is_optional ? "NULLIF(" + sql_name(of.name) + ", '')" : sql_name(of.name);
}

[[nodiscard]] inline std::string_view sql_sign(comparison op) {
    switch (op) {
        case comparison::equal:
            return " = ";
        case comparison::not_equal:
            return " <> ";
        case comparison::less:
            return " < ";
        case comparison::less_or_equal:
            return " <= ";
        case comparison::greater:
            return " > ";
        case comparison::greater_or_equal:
            return " >= ";
    }
    return " = ";
}

class test_words {
public:
    test_words(field const& of, sql_dialect dialect) : of_(of), dialect_(dialect), column_(sql_column(of)) {}

    [[nodiscard]] piece write(field_test const& asked, bool negated) const {
        if (asked.asks_unknown) return compared(negated ? " IS NOT NULL" : " IS NULL");
        if (of_.type.kind == kind::text) return of_text(asked, negated);
        auto const numbers = negated ? asked.numbers.complement() : asked.numbers;
        if (of_.type.kind == kind::boolean) return of_truth(numbers);
        if (of_.type.kind == kind::enumeration) return of_members(numbers);
        if (auto found = range_words(column_, of_.type).write(numbers)) return std::move(*found);
        return the_same_for_all(!interval_set::intersect(numbers, domain()).empty());
    }

private:
    [[nodiscard]] piece compared(std::string const& rest) const {
        return atom(column_ + rest, binding::comparison);
    }
    [[nodiscard]] interval_set domain() const {
        auto const all = whole_range(of_.type.kind);
        return {all.low, all.high};
    }

    /// Every value answers alike, and a null stays unknown.
    [[nodiscard]] piece the_same_for_all(bool is_true) const {
        if (!of_.is_optional) return atom(is_true ? "TRUE" : "FALSE");
        return is_true ? atom("(" + column_ + " IS NOT NULL OR NULL)")
                       : atom("(" + column_ + " IS NULL AND NULL)");
    }

    [[nodiscard]] piece of_truth(interval_set const& numbers) const {
        bool const yes = numbers.contains(1), no = numbers.contains(0);
        if (yes == no) return the_same_for_all(yes);
        return yes ? atom(column_) : atom("NOT " + column_, binding::negation);
    }

    [[nodiscard]] piece listed(std::vector<std::string> const& texts, bool is_in) const {
        if (texts.size() == 1) return compared((is_in ? " = " : " <> ") + sql_text(texts.front()));
        std::string list;
        for (auto const& text : texts) list += (list.empty() ? "" : ", ") + sql_text(text);
        return compared((is_in ? " IN (" : " NOT IN (") + list + ")");
    }

    /// Of an open list every value that was not declared has one number, that behind the last. Of a closed one
    /// the values that pass are named, so that what is none of its values passes nowhere.
    [[nodiscard]] piece of_members(interval_set const& numbers) const {
        std::vector<std::string> in, out;
        auto const& values = of_.type.values;
        for (std::size_t i = 0; i < values.size(); ++i)
            (numbers.contains(static_cast<int128>(i)) ? in : out).push_back(values[i].value);
        bool const is_closed = !of_.type.is_open;
        bool const others_in = of_.type.is_open && numbers.contains(static_cast<int128>(values.size()));
        bool const others_out = of_.type.is_open && !others_in;
        if (in.empty() && !others_in) return the_same_for_all(false);
        if (out.empty() && others_in) return the_same_for_all(true);
        bool const says_in = is_closed || others_out;
        return says_in ? listed(in, true) : listed(out, false);
    }

    [[nodiscard]] piece of_text(field_test const& asked, bool negated) const {
        auto const& text = asked.texts.front();
        switch (asked.what) {
            case field_test::form::text_like:
                return compared((negated ? " NOT LIKE " : " LIKE ") + pattern(text));
            case field_test::form::text_prefix:
                return negated ? atom("NOT starts_with(" + column_ + ", " + sql_text(text) + ")",
                                      binding::negation)
                               : atom("starts_with(" + column_ + ", " + sql_text(text) + ")");
            case field_test::form::text_order:
                return in_bytes(asked.order, text, negated);
            default:
                return listed(asked.texts, !negated);
        }
    }

    [[nodiscard]] piece in_bytes(comparison order, std::string const& text, bool negated) const {
        auto const compares =
            atom(ordered() + std::string(sql_sign(order)) + sql_text(text), binding::comparison);
        return negated ? around("NOT (", compares, ")", binding::negation) : compares;
    }

    [[nodiscard]] std::string ordered() const {
        return dialect_ == sql_dialect::postgresql ? column_ + " COLLATE \"C\"" : column_;
    }

    /// `!` takes the place of the backslash: in PostgreSQL that one escapes where nothing is said, in DuckDB
    /// it does not.
    [[nodiscard]] static std::string pattern(std::string_view written) {
        std::string made;
        bool names_escape = false;
        for (std::size_t i = 0; i < written.size(); ++i) {
            bool const is_plain = written[i] == '\\' && i + 1 < written.size();
            char const c = is_plain ? written[++i] : written[i];
            bool const is_sign = c == '%' || c == '_';
            bool const is_escaped = c == '!' || (is_sign && is_plain);
            names_escape = names_escape || is_escaped || c == '\\';
            if (is_escaped) made += '!';
            made += c;
        }
        return sql_text(made) + (names_escape ? " ESCAPE '!'" : "");
    }

    field const& of_;
    sql_dialect dialect_;
    std::string column_;
};

}  // namespace tramo::exporting
