// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Computes number nodes over a block of rows, exactly.
#pragma once

#include <tramo/check/constant.hpp>
#include <tramo/impl/run/field_column.ipp>

namespace tramo::running {

/// A number for each row of a block. Rows whose bit of `known` is clear hold anything.
struct number_vector {
    std::vector<decimal> values;
    words known;

    /// The first `known_rows` rows are known then; what follows them up to `padded` is no row.
    void reset(std::size_t padded, std::size_t known_rows) {
        if (values.size() < padded) values.resize(padded);
        known.assign(padded / 64, 0);
        std::fill_n(known.begin(), known_rows / 64, ~std::uint64_t{0});
        if (known_rows % 64 != 0) known[known_rows / 64] = reading::low_bits(known_rows % 64);
    }
    [[nodiscard]] bool knows(std::size_t row) const { return (known[row / 64] >> (row % 64)) & 1; }
    void forget(std::size_t row) { known[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
};

/// A row whose expression does not fit, and the expression.
struct arithmetic_fault {
    std::size_t row = 0;
    span at;
};

inline void load_field(block const& values, data_type const& type, std::size_t padded, number_vector& out) {
    out.reset(padded, 0);
    std::copy_n(values.known.begin(), padded / 64, out.known.begin());
    for (std::size_t i = 0; i < values.count; ++i)
        out.values[i] = {values.form == block::form_t::wide ? values.wide[i] : int128{values.narrow[i]},
                         type.scale};
}

class number_computer {
public:
    number_computer(std::vector<number_vector>& all, std::vector<arithmetic_fault>& faults, std::size_t count)
        : all_(all), faults_(faults), count_(count), padded_(padded_rows(count)) {}

    void compute(number_node const& node, number_vector& out) {
        switch (node.what) {
            case number_node::form::constant:
                out.reset(padded_, count_);
                std::fill_n(out.values.begin(), count_, node.number);
                return;
            case number_node::form::binary:
                return binary(node, out);
            case number_node::form::unary:
                return unary(node, out);
            case number_node::form::add_months:
                return months(node, out);
            case number_node::form::coalesce:
                return coalesce(node, out);
            default:
                return;
        }
    }

private:
    [[nodiscard]] number_vector const& operand(node_index of) const {
        return all_[static_cast<std::size_t>(of)];
    }

    void lose(number_vector& out, std::size_t row, span at) {
        out.forget(row);
        faults_.push_back({row, at});
    }

    template <class Compute>
    void each_known(number_vector& out, Compute compute) {
        for (std::size_t word = 0; word < padded_ / 64; ++word)
            for (auto bits = out.known[word]; bits != 0; bits &= bits - 1)
                compute(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
    }

    void binary(number_node const& node, number_vector& out) {
        auto const& left = operand(node.left);
        auto const& right = operand(node.right);
        out.reset(padded_, 0);
        for (std::size_t i = 0; i < padded_ / 64; ++i) out.known[i] = left.known[i] & right.known[i];
        each_known(out, [&](std::size_t row) {
            auto const& divisor = right.values[row];
            if (node.op == operation::divide && divisor.coefficient == 0) return out.forget(row);
            if (auto const result = apply(node.op, left.values[row], divisor))
                out.values[row] = *result;
            else
                lose(out, row, node.at);
        });
    }

    void unary(number_node const& node, number_vector& out) {
        auto const& from = operand(node.left);
        out.reset(padded_, 0);
        std::copy_n(from.known.begin(), padded_ / 64, out.known.begin());
        each_known(out, [&](std::size_t row) {
            if (auto const result = one(node, from.values[row]))
                out.values[row] = *result;
            else
                lose(out, row, node.at);
        });
    }

    /// Whole days of a number that may carry decimals, when it is a day of the calendar.
    [[nodiscard]] static std::optional<date> day_of_number(decimal const& number) {
        auto const whole = rescale(number, 0, rounding::floor);
        if (!whole || whole->coefficient > 4'000'000 || whole->coefficient < -4'000'000) return {};
        return add_days(date{0}, static_cast<std::int64_t>(whole->coefficient));
    }

    [[nodiscard]] static std::optional<decimal> one(number_node const& node, decimal const& from) {
        switch (node.op) {
            case operation::negate:
                return subtract(decimal(), from);
            case operation::absolute:
                return from.coefficient < 0 ? subtract(decimal(), from) : from;
            case operation::round:
                return rescale(from, node.digits, rounding::half_up);
            case operation::to_date: {
                auto const days = divide(from, decimal(micros_a_day));
                auto const whole = days ? day_of_number(*days) : std::nullopt;
                return whole ? std::optional<decimal>(decimal(whole->days)) : std::nullopt;
            }
            default:
                break;
        }
        auto const day = day_of_number(from);
        if (!day) return {};
        switch (node.op) {
            case operation::day:
                return decimal(static_cast<int128>(to_civil(*day).day));
            case operation::month:
                return decimal(static_cast<int128>(to_civil(*day).month));
            case operation::year:
                return decimal(to_civil(*day).year);
            case operation::weekday:
                return decimal(iso_weekday(*day));
            case operation::start_of_month:
                return decimal(start_of_month(*day).days);
            default:
                return decimal(end_of_month(*day).days);
        }
    }

    void months(number_node const& node, number_vector& out) {
        auto const& from = operand(node.left);
        out.reset(padded_, 0);
        std::copy_n(from.known.begin(), padded_ / 64, out.known.begin());
        each_known(out, [&](std::size_t row) {
            auto const day = day_of_number(from.values[row]);
            auto const moved = day ? add_months(*day, node.months) : std::nullopt;
            if (moved)
                out.values[row] = decimal(moved->days);
            else
                lose(out, row, node.at);
        });
    }

    void coalesce(number_node const& node, number_vector& out) {
        auto const& first = operand(node.left);
        auto const& second = operand(node.right);
        out.reset(padded_, 0);
        for (std::size_t i = 0; i < padded_ / 64; ++i) out.known[i] = first.known[i] | second.known[i];
        each_known(out, [&](std::size_t row) {
            out.values[row] = first.knows(row) ? first.values[row] : second.values[row];
        });
    }

    std::vector<number_vector>& all_;
    std::vector<arithmetic_fault>& faults_;
    std::size_t count_, padded_;
};

}  // namespace tramo::running
