// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A set of numbers or days that a column's value lies in, said in the fewest words.
#pragma once

#include <limits>

#include <tramo/impl/export/sql_layout.ipp>
#include <tramo/impl/export/sql_words.ipp>
#include <tramo/values/interval_set.hpp>
#include <tramo/values/schema.hpp>

namespace tramo::exporting {

/// What a column of that type can hold in both dialects; ranges that reach its end are open there.
[[nodiscard]] inline interval whole_range(kind of) {
    auto const first = *to_date({1, 1, 1}), last = *to_date({9999, 12, 31});
    switch (of) {
        case kind::integer:
        case kind::duration:
            return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
        case kind::date:
            return {first.days, last.days};
        case kind::timestamp:
            return {int128{first.days} * micros_a_day, (int128{last.days} + 1) * micros_a_day - 1};
        default:
            return {-(power_of_ten(most_digits) - 1), power_of_ten(most_digits) - 1};
    }
}

/// The decimals of a column: percentages stand in percent points.
[[nodiscard]] inline int column_scale(data_type const& type) {
    return type.kind == kind::percent ? type.scale - 2 : type.scale;
}

/// A coefficient of the type as a constant of its column.
[[nodiscard]] inline std::string sql_constant(data_type const& type, int128 coefficient) {
    constexpr int safe_digits = 18;  // beyond, a whole number is no decimal to every engine
    switch (type.kind) {
        case kind::date:
            return sql_day({static_cast<std::int32_t>(coefficient)});
        case kind::timestamp:
            return sql_moment({static_cast<std::int64_t>(coefficient)});
        case kind::integer:
        case kind::duration:
            return to_string(coefficient);
        default:
            break;
    }
    auto text = to_string(decimal(coefficient, column_scale(type)));
    bool const is_plain = column_scale(type) > 0 || has_at_most(safe_digits, coefficient);
    return is_plain ? text : cast_to(sql_text(text), sql_decimal_type(most_digits, 0));
}

class range_words {
public:
    range_words(std::string column, data_type const& type)
        : column_(std::move(column)), type_(type), all_(whole_range(type.kind)) {}

    /// None where every value of the column's type passes, or none does.
    [[nodiscard]] std::optional<piece> write(interval_set const& asked) const {
        interval_set const domain(all_.low, all_.high);
        auto const within_reach = interval_set::intersect(asked, domain);
        auto const others = interval_set::intersect(asked.complement(), domain);
        if (within_reach.empty() || others.empty()) return {};
        bool const is_contrary = others.ranges().size() < within_reach.ranges().size();
        return one_of((is_contrary ? others : within_reach).ranges(), is_contrary);
    }

private:
    [[nodiscard]] std::string constant(int128 number) const { return sql_constant(type_, number); }

    /// Whether the number before reads better: 30 than 31, 100.00 than 100.01.
    [[nodiscard]] bool is_rounder(int128 one, int128 other) const {
        if (type_.kind == kind::date || type_.kind == kind::timestamp) return false;
        for (; one != 0 && other != 0; one /= 10, other /= 10) {
            if (one % 10 != 0) return false;
            if (other % 10 != 0) return true;
        }
        return one == 0 && other != 0;
    }

    [[nodiscard]] piece compared(std::string const& op, int128 with) const {
        return atom(column_ + " " + op + " " + constant(with), binding::comparison);
    }

    [[nodiscard]] piece above(int128 low) const {
        return is_rounder(low - 1, low) ? compared(">", low - 1) : compared(">=", low);
    }
    [[nodiscard]] piece below(int128 high) const {
        return is_rounder(high + 1, high) ? compared("<", high + 1) : compared("<=", high);
    }

    [[nodiscard]] piece between(interval const& range, bool is_contrary) const {
        bool const starts = range.low == all_.low, ends = range.high == all_.high;
        if (starts) return is_contrary ? above(range.high + 1) : below(range.high);
        if (ends) return is_contrary ? below(range.low - 1) : above(range.low);
        if (range.low == range.high) return compared(is_contrary ? "<>" : "=", range.low);
        return atom(column_ + (is_contrary ? " NOT BETWEEN " : " BETWEEN ") + constant(range.low) + " AND " +
                        constant(range.high),
                    binding::comparison);
    }

    [[nodiscard]] piece one_of(std::vector<interval> const& ranges, bool is_contrary) const {
        std::vector<piece> parts;
        std::string listed;
        int singles = 0;
        for (auto const& range : ranges) singles += range.low == range.high;
        for (auto const& range : ranges) {
            if (range.low == range.high && singles > 1)
                listed += (listed.empty() ? "" : ", ") + constant(range.low);
            else
                parts.push_back(between(range, is_contrary));
        }
        auto const in = is_contrary ? " NOT IN (" : " IN (";
        if (!listed.empty())
            parts.insert(parts.begin(), atom(column_ + in + listed + ")", binding::comparison));
        return parts.size() == 1 ? std::move(parts.front()) : joined(std::move(parts), is_contrary);
    }

    std::string column_;
    data_type const& type_;
    interval all_;
};

}  // namespace tramo::exporting
