// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What each number of a plan is: a constant, a day, a moment, or a number to reckon with.
#pragma once

#include <optional>

#include <tramo/check/constant.hpp>
#include <tramo/impl/export/sql_layout.ipp>
#include <tramo/plan/plan.hpp>
#include <tramo/values/schema.hpp>

namespace tramo::exporting {

/// Operands come before their users, so one pass tells them all.
class number_shapes {
public:
    using form = number_node::form;

    number_shapes(space const& of, std::vector<field> const& fields) : of_(of), fields_(fields) {
        for (std::size_t i = 0; i < of.numbers.size(); ++i) {
            constants_.push_back(fold(of.numbers[i]));
            days_.push_back(finds_day(of.numbers[i]));
            moments_.push_back(finds_moment(of.numbers[i]));
        }
    }

    [[nodiscard]] std::optional<decimal> const& constant(node_index node) const {
        return constants_[static_cast<std::size_t>(node)];
    }
    [[nodiscard]] bool is_day(node_index node) const { return days_[static_cast<std::size_t>(node)]; }
    [[nodiscard]] bool is_moment(node_index node) const { return moments_[static_cast<std::size_t>(node)]; }

    /// A constant that is a day of the calendar.
    [[nodiscard]] std::optional<date> constant_day(node_index node) const {
        auto const& number = constant(node);
        auto const whole = number ? rescale_exactly(*number, 0) : std::nullopt;
        if (!whole || whole->coefficient > 4'000'000 || whole->coefficient < -4'000'000) return {};
        return add_days(date{0}, static_cast<std::int64_t>(whole->coefficient));
    }
    [[nodiscard]] bool may_be_day(node_index node) const {
        return is_day(node) || constant_day(node).has_value();
    }

    /// The operands of `max(a, b, c)`: a chain in the plan.
    [[nodiscard]] std::vector<node_index> extremes(node_index index) const {
        std::vector<node_index> all;
        auto const op = at(index).op;
        while (at(index).what == form::binary && at(index).op == op) {
            all.insert(all.begin(), at(index).right);
            index = at(index).left;
        }
        all.insert(all.begin(), index);
        return all;
    }

    [[nodiscard]] field const& field_of(number_node const& node) const {
        return fields_[of_.uses[node.use].field];
    }
    [[nodiscard]] number_node const& at(node_index node) const {
        return of_.numbers[static_cast<std::size_t>(node)];
    }

    /// Of two or more numbers the largest, or the smallest.
    [[nodiscard]] static bool is_extreme(number_node const& node) {
        return node.what == form::binary && (node.op == operation::largest || node.op == operation::smallest);
    }

private:
    [[nodiscard]] static bool chooses(number_node const& node) {
        return node.what == form::coalesce || is_extreme(node);
    }

    [[nodiscard]] std::optional<decimal> fold(number_node const& node) const {
        if (node.what == form::constant) return node.number;
        if (node.left == no_node) return {};
        auto const& left = constant(node.left);
        if (!left) return {};
        if (node.what == form::unary && node.op == operation::round)
            return rescale(*left, node.digits, rounding::half_up);
        bool const is_plain =
            node.op == operation::add || node.op == operation::subtract || node.op == operation::multiply;
        if (node.what != form::binary || !is_plain) return {};
        auto const& right = constant(node.right);
        return right ? apply(node.op, *left, *right) : std::nullopt;
    }

    [[nodiscard]] bool finds_day(number_node const& node) const {
        if (node.what == form::field) return field_of(node).type.kind == kind::date;
        if (node.what == form::add_months) return true;
        if (node.what == form::unary)
            return node.op == operation::to_date || node.op == operation::start_of_month ||
                   node.op == operation::end_of_month;
        if (node.what == form::when) return is_day(node.left);
        return chooses(node) && (is_day(node.left) || is_day(node.right));
    }

    [[nodiscard]] bool finds_moment(number_node const& node) const {
        if (node.what == form::field) return field_of(node).type.kind == kind::timestamp;
        if (node.what == form::when) return is_moment(node.left);
        if (node.what == form::binary && node.op == operation::add)
            return is_moment(node.left) || is_moment(node.right);
        if (node.what == form::binary && node.op == operation::subtract)
            return is_moment(node.left) && !is_moment(node.right);
        return chooses(node) && (is_moment(node.left) || is_moment(node.right));
    }

    space const& of_;
    std::vector<field> const& fields_;
    std::vector<std::optional<decimal>> constants_;
    std::vector<bool> days_, moments_;
};

struct sql_words {
    std::string text;
    binding binds = binding::atom;
};

/// The largest or smallest of numbers that are all known; `unsure` are those that may not be. SQL would pass
/// over what is null.
[[nodiscard]] inline std::string sql_extreme(std::vector<std::string> const& all,
                                             std::vector<std::string> const& unsure, bool largest) {
    std::string list, known;
    for (auto const& one : all) list += (list.empty() ? "" : ", ") + one;
    for (auto const& one : unsure) known += (known.empty() ? "" : " AND ") + ("(" + one + ") IS NOT NULL");
    auto const chosen = (largest ? "GREATEST(" : "LEAST(") + list + ")";
    return known.empty() ? chosen : "CASE WHEN " + known + " THEN " + chosen + " END";
}

}  // namespace tramo::exporting
