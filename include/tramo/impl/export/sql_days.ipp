// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Days and moments as SQL, and the guards for rows whose days leave the calendar.
#pragma once

#include <functional>

#include <tramo/impl/export/sql_decimals.ipp>
#include <tramo/impl/export/sql_shapes.ipp>
#include <tramo/impl/export/sql_tests.ipp>

namespace tramo::exporting {

/// What days are made of beside days.
struct day_parts {
    std::function<sql_number(node_index)> number;
    std::function<std::string(node_index)> condition;
};

class day_words {
public:
    day_words(number_shapes const& shapes, findings& found, day_parts parts)
        : shapes_(shapes), found_(found), parts_(std::move(parts)) {}

    /// Requires `may_be_day`, or a number of whole days that is meant as a day.
    [[nodiscard]] sql_words day(node_index index) {
        if (auto const constant = shapes_.constant_day(index)) return {sql_day(*constant)};
        auto const& node = shapes_.at(index);
        if (number_shapes::is_extreme(node))
            return extreme(index, [this](node_index one) { return day(one); });
        switch (node.what) {
            case form::field:
                return {sql_name(shapes_.field_of(node).name)};
            case form::add_months:
                return moved(node);
            case form::coalesce:
                return {"COALESCE(" + day(node.left).text + ", " + day(node.right).text + ")"};
            case form::when:
                return {"CASE WHEN " + parts_.condition(node.condition) + " THEN " + day(node.left).text +
                        " END"};
            case form::unary:
                return of_one(node);
            default:
                return of_two(node);
        }
    }

    [[nodiscard]] sql_words moment(node_index index) {
        auto const& node = shapes_.at(index);
        if (auto const& constant = shapes_.constant(index))
            if (auto const whole = rescale_exactly(*constant, 0);
                whole && has_at_most(18, whole->coefficient))
                return {sql_moment({static_cast<std::int64_t>(whole->coefficient)})};
        if (node.what == form::field) return {sql_name(shapes_.field_of(node).name)};
        if (node.what == form::coalesce)
            return {"COALESCE(" + moment(node.left).text + ", " + moment(node.right).text + ")"};
        if (node.what == form::when)
            return {"CASE WHEN " + parts_.condition(node.condition) + " THEN " + moment(node.left).text +
                    " END"};
        if (number_shapes::is_extreme(node))
            return extreme(index, [this](node_index one) { return moment(one); });
        return later(node);
    }

    /// Conditions that are false where a day leaves the calendar.
    [[nodiscard]] std::vector<std::string> const& guards() const { return guards_; }

    [[nodiscard]] sql_words lost(span at) {
        found_.refuse("T7024", "days or moments are moved by a length of time that SQL cannot add exactly",
                      at, "moved here", "move them by whole days, weeks, months or years");
        return {"NULL"};
    }

private:
    using form = number_node::form;

    template <class Write>
    [[nodiscard]] sql_words extreme(node_index index, Write write) {
        std::vector<std::string> all, unsure;
        for (auto const one : shapes_.extremes(index)) {
            all.push_back(write(one).text);
            if (!shapes_.constant(one)) unsure.push_back(all.back());
        }
        return {sql_extreme(all, unsure, shapes_.at(index).op == operation::largest)};
    }

    /// By months, or by nothing: then what was moved by days must be in the calendar.
    [[nodiscard]] sql_words moved(number_node const& node) {
        auto from = day(node.left);
        if (shapes_.is_day(node.left) && node.months == 0) return from;
        if (!shapes_.is_day(node.left)) guard(from);
        if (node.months == 0) return from;
        auto const length = " INTERVAL '" + std::to_string(std::abs(node.months)) + " months'";
        sql_words const to{cast_to(
            within(from.text, from.binds, binding::sum) + (node.months < 0 ? " -" : " +") + length, "DATE")};
        guard(to);
        return to;
    }

    void guard(sql_words const& of) {
        auto text = "(" + of.text + " BETWEEN DATE '0001-01-01' AND DATE '9999-12-31') IS NOT FALSE";
        if (std::find(guards_.begin(), guards_.end(), text) == guards_.end())
            guards_.push_back(std::move(text));
    }

    [[nodiscard]] sql_words of_one(number_node const& node) {
        if (node.op == operation::to_date) {
            if (shapes_.is_moment(node.left)) return {cast_to(moment(node.left).text, "DATE")};
            return whole_day(node);
        }
        bool const starts = node.op == operation::start_of_month;
        if (!starts && node.op != operation::end_of_month) return lost(node.at);
        auto const month = "DATE_TRUNC('month', " + cast_to(day(node.left).text, "TIMESTAMP") + ")";
        if (starts) return {cast_to(month, "DATE")};
        return {cast_to(month + " + INTERVAL '1 month'", "DATE") + " - 1", binding::sum};
    }

    /// A day that a number of days was added to which might have carried a part of one, in microseconds.
    [[nodiscard]] sql_words whole_day(number_node const& node) {
        auto const& micros = shapes_.at(node.left);
        bool const is_scaled = micros.what == form::binary && micros.op == operation::multiply &&
                               shapes_.constant(micros.right) == decimal(micros_a_day);
        if (!is_scaled) return lost(node.at);
        auto const made = day(micros.left);
        if (!shapes_.is_day(micros.left)) guard(made);
        return made;
    }

    [[nodiscard]] sql_words of_two(number_node const& node) {
        if (node.what != form::binary) return lost(node.at);
        bool const minus = node.op == operation::subtract;
        if (!minus && node.op != operation::add) return lost(node.at);
        bool const is_left = shapes_.is_day(node.left) || minus || !is_inner_day(node.right);
        auto const from = day(is_left ? node.left : node.right);
        return {within(from.text, from.binds, binding::sum) + (minus ? " - " : " + ") +
                    whole_days(is_left ? node.right : node.left, node.at),
                binding::sum};
    }

    /// A chain such as `due + a + b` has a day at its beginning only.
    [[nodiscard]] bool is_inner_day(node_index index) const {
        auto const& node = shapes_.at(index);
        if (shapes_.is_day(index)) return true;
        bool const is_moved =
            node.what == form::binary && (node.op == operation::add || node.op == operation::subtract);
        return is_moved && (is_inner_day(node.left) || is_inner_day(node.right));
    }

    [[nodiscard]] std::string whole_days(node_index index, span at) {
        if (auto const& constant = shapes_.constant(index)) {
            auto const whole = rescale_exactly(*constant, 0);
            if (!whole || !has_at_most(9, whole->coefficient)) return lost(at).text;
            return whole->coefficient < 0 ? "(" + to_string(whole->coefficient) + ")"
                                          : to_string(whole->coefficient);
        }
        auto const days = parts_.number(index);
        return days.scale > 0 ? lost(at).text : cast_to(days.text, "INTEGER");
    }

    [[nodiscard]] sql_words later(number_node const& node) {
        bool const minus = node.op == operation::subtract;
        bool const is_left = node.left != no_node && shapes_.is_moment(node.left);
        if (node.what != form::binary || (!is_left && minus)) return lost(node.at);
        auto const& constant = shapes_.constant(is_left ? node.right : node.left);
        auto const whole = constant ? rescale_exactly(*constant, 0) : std::nullopt;
        if (!whole || !has_at_most(18, whole->coefficient)) return lost(node.at);
        auto const micros = whole->coefficient;
        auto const length = micros % micros_a_day == 0 ? to_string(micros / micros_a_day) + " days"
                                                       : to_string(micros) + " microseconds";
        auto const from = moment(is_left ? node.left : node.right);
        return {from.text + (minus ? " - " : " + ") + "INTERVAL '" + length + "'", binding::sum};
    }

    number_shapes const& shapes_;
    findings& found_;
    day_parts parts_;
    std::vector<std::string> guards_;
};

}  // namespace tramo::exporting
