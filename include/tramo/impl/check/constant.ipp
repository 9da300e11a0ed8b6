// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Arithmetic on constants, and what a comparison with one selects.
#pragma once

#include <algorithm>
#include <limits>

#include <tramo/check/constant.hpp>
#include <tramo/values/interval_set.hpp>

namespace tramo {

TRAMO_INLINE std::optional<decimal> apply(operation what, decimal const& a, decimal const& b) {
    switch (what) {
        case operation::add:
            return add(a, b);
        case operation::subtract:
            return subtract(a, b);
        case operation::multiply:
            return multiply(a, b);
        case operation::divide:
            return b.coefficient == 0 ? std::nullopt : divide(a, b);
        case operation::largest:
            return a < b ? b : a;
        case operation::smallest:
            return b < a ? b : a;
        default:
            return {};
    }
}

TRAMO_INLINE decimal coefficient_of(data_type const& type, value const& constant) {
    if (auto const* truth = std::get_if<bool>(&constant)) return {*truth ? 1 : 0};
    if (auto const* day = std::get_if<date>(&constant)) return {day->days};
    if (auto const* moment = std::get_if<timestamp>(&constant)) return {moment->micros};
    if (auto const* number = std::get_if<decimal>(&constant)) return *number;
    if (auto const* text = std::get_if<std::string>(&constant)) {
        auto const found = std::find_if(type.values.begin(), type.values.end(),
                                        [&](enumerant const& one) { return one.value == *text; });
        return {static_cast<int128>(found - type.values.begin())};
    }
    return {};
}

TRAMO_INLINE interval_set selected_by(comparison op, data_type const& type, value const& constant) {
    return selected_by(op, type.scale, coefficient_of(type, constant));
}

TRAMO_INLINE interval_set selected_by(comparison op, int scale, decimal const& number) {
    bool const is_above = number > decimal(highest_int128, scale);
    if (is_above || number < decimal(lowest_int128, scale)) {
        bool const holds = op == comparison::not_equal ||
                           (is_above ? op == comparison::less || op == comparison::less_or_equal
                                     : op == comparison::greater || op == comparison::greater_or_equal);
        return holds ? interval_set::everything() : interval_set();
    }
    auto const low = ceil_at_scale(number, scale);
    auto const high = floor_at_scale(number, scale);
    interval_set const equal(low, high);
    switch (op) {
        case comparison::equal:
            return equal;
        case comparison::not_equal:
            return equal.complement();
        case comparison::less:
            return low == lowest_int128 ? interval_set() : interval_set(lowest_int128, low - 1);
        case comparison::less_or_equal:
            return {lowest_int128, high};
        case comparison::greater:
            return high == highest_int128 ? interval_set() : interval_set(high + 1, highest_int128);
        case comparison::greater_or_equal:
            return {low, highest_int128};
    }
    return {};
}

namespace detail {

class constant_folder {
public:
    explicit constant_folder(environment const& known) : known_(known) {}

    [[nodiscard]] std::optional<value> fold(typed_expression const& what) const {
        switch (what.what) {
            case operation::constant:
                return what.literal;
            case operation::as_of:
                return known_.as_of ? std::optional<value>(*known_.as_of) : std::nullopt;
            case operation::parameter:
                if (what.index >= known_.parameters.size() ||
                    std::holds_alternative<unknown_t>(known_.parameters[what.index]))
                    return {};
                return known_.parameters[what.index];
            case operation::add:
            case operation::subtract:
            case operation::multiply:
            case operation::divide:
            case operation::largest:
            case operation::smallest:
                return chain(what);
            case operation::negate:
            case operation::absolute:
            case operation::round:
                return number_function(what);
            case operation::add_months:
            case operation::day:
            case operation::month:
            case operation::year:
            case operation::weekday:
            case operation::start_of_month:
            case operation::end_of_month:
            case operation::to_date:
                return date_function(what);
            default:
                return {};
        }
    }

private:
    [[nodiscard]] static value back(data_type const& type, std::optional<decimal> const& number) {
        if (!number) return unknown_t{};
        if (type.kind != kind::timestamp && type.kind != kind::date) return *number;
        auto const whole = floor_at_scale(*number, 0);
        if (whole < std::numeric_limits<std::int64_t>::min() ||
            whole > std::numeric_limits<std::int64_t>::max())
            return unknown_t{};
        auto const count = static_cast<std::int64_t>(whole);
        if (type.kind == kind::timestamp) return timestamp{count};
        auto const day = add_days(date{0}, count);
        return day ? value(*day) : value(unknown_t{});
    }

    /// Durations count days; beside moments they count microseconds.
    [[nodiscard]] static std::optional<decimal> scaled(typed_expression const& operand, value const& constant,
                                                       bool micros) {
        auto const number = coefficient_of(operand.type, constant);
        if (!micros || operand.type.kind != kind::duration) return number;
        auto const exact = multiply(number, decimal(micros_a_day));
        auto const whole = exact ? rescale(*exact, 0, rounding::half_up) : std::nullopt;
        return whole;
    }

    [[nodiscard]] std::optional<value> chain(typed_expression const& what) const {
        std::optional<decimal> result;
        bool const micros = what.type.kind == kind::timestamp;
        for (std::size_t i = 0; i < what.operands.size(); ++i) {
            auto const operand = fold(what.operands[i]);
            if (!operand) return {};
            if (std::holds_alternative<unknown_t>(*operand)) return unknown_t{};
            auto const number = scaled(what.operands[i], *operand, micros);
            if (!number) return unknown_t{};
            result = i == 0 ? number : apply(what.what, *result, *number);
            if (!result) return unknown_t{};
        }
        bool const between_moments = what.type.kind == kind::duration && !what.operands.empty() &&
                                     what.operands[0].type.kind == kind::timestamp;
        if (between_moments && result) result = divide(*result, decimal(micros_a_day));
        return back(what.type, result);
    }

    [[nodiscard]] std::optional<value> number_function(typed_expression const& what) const {
        auto const operand = fold(what.operands[0]);
        if (!operand || std::holds_alternative<unknown_t>(*operand)) return operand;
        auto const number = std::get<decimal>(*operand);
        if (what.what == operation::round)
            return back(what.type, rescale(number, static_cast<int>(what.index), rounding::half_up));
        bool const flips = what.what == operation::negate || number.coefficient < 0;
        return back(what.type, flips ? subtract(decimal(), number) : std::optional<decimal>(number));
    }

    [[nodiscard]] std::optional<value> date_function(typed_expression const& what) const {
        auto const operand = fold(what.operands[0]);
        if (!operand || std::holds_alternative<unknown_t>(*operand)) return operand;
        if (what.what == operation::to_date) return day_of(std::get<timestamp>(*operand));
        auto const day = std::get<date>(*operand);
        switch (what.what) {
            case operation::add_months: {
                auto const moved = add_months(day, months_of(what));
                return moved ? value(*moved) : value(unknown_t{});
            }
            case operation::day:
                return decimal(static_cast<int128>(to_civil(day).day));
            case operation::month:
                return decimal(static_cast<int128>(to_civil(day).month));
            case operation::year:
                return decimal(to_civil(day).year);
            case operation::weekday:
                return decimal(iso_weekday(day));
            case operation::start_of_month:
                return start_of_month(day);
            default:
                return end_of_month(day);
        }
    }

    [[nodiscard]] static std::int64_t months_of(typed_expression const& what) {
        return static_cast<std::int64_t>(std::get<decimal>(what.literal).coefficient);
    }

    environment const& known_;
};

}  // namespace detail

TRAMO_INLINE std::optional<value> constant_value(typed_expression const& what, environment const& known) {
    return detail::constant_folder(known).fold(what);
}

}  // namespace tramo
