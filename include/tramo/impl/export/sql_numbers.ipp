// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Numbers of a plan as SQL, each with a type wide enough that no engine rounds or overflows.
#pragma once

#include <tramo/impl/export/sql_days.ipp>
#include <tramo/impl/export/sql_division.ipp>

namespace tramo::exporting {

/// Digits of a column that is computed with.
[[nodiscard]] inline int column_width(data_type const& type) {
    constexpr int usual = 18, before_point = 10, percent_points = 6;
    if (type.kind == kind::percent) return column_scale(type) + percent_points;
    return type.kind == kind::decimal ? std::max(usual, type.scale + before_point) : usual;
}

class number_words {
public:
    number_words(space const& of, std::vector<field> const& fields, sql_dialect dialect, findings& found,
                 std::function<std::string(node_index)> condition)
        : shapes_(of, fields),
          found_(found),
          decimals_(found),
          division_(dialect, found),
          condition_(condition),
          days_(shapes_, found, {[this](node_index node) { return number(node); }, condition}) {}

    [[nodiscard]] std::vector<std::string> const& guards() const { return days_.guards(); }

    /// Whether a number is known.
    [[nodiscard]] piece known(node_index node) {
        auto const text = shapes_.is_moment(node) ? days_.moment(node).text
                          : shapes_.is_day(node)  ? days_.day(node).text
                                                  : number(node).text;
        return atom("(" + text + ") IS NOT NULL", binding::comparison);
    }

    [[nodiscard]] piece compare(node_index left, node_index right, comparison op) {
        if (shapes_.is_moment(left) || shapes_.is_moment(right))
            return compared(days_.moment(left), days_.moment(right), op);
        bool const are_days = (shapes_.is_day(left) || shapes_.is_day(right)) && shapes_.may_be_day(left) &&
                              shapes_.may_be_day(right);
        if (are_days) return compared(days_.day(left), days_.day(right), op);
        if (auto const alike = compare_columns(left, right, op)) return *alike;
        auto a = number(left), b = number(right);
        if (auto const constant = in_scale(right, a)) return compared({a.text, a.binds}, *constant, op);
        if (auto const constant = in_scale(left, b)) return compared(*constant, {b.text, b.binds}, op);
        if (a.is_bare && b.is_bare && a.scale == b.scale)
            return compared({a.text, a.binds}, {b.text, b.binds}, op);
        a = as_decimal(a);
        b = as_decimal(b);
        auto const at = shapes_.at(left).at;
        (void)decimals_.common(a, b, 0, at == span{} ? shapes_.at(right).at : at);
        return compared({a.text, a.binds}, {b.text, b.binds}, op);
    }

private:
    using form = number_node::form;

    [[nodiscard]] static piece compared(sql_words const& a, sql_words const& b, comparison op) {
        return atom(within(a.text, a.binds, binding::sum) + std::string(sql_sign(op)) +
                        within(b.text, b.binds, binding::sum),
                    binding::comparison);
    }

    /// Two columns of percentages, or of one list of values, whose numbers are not those of the plan.
    [[nodiscard]] std::optional<piece> compare_columns(node_index left, node_index right,
                                                       comparison op) const {
        auto const &a = shapes_.at(left), &b = shapes_.at(right);
        if (a.what != form::field || b.what != form::field) return {};
        auto const kind_of = [&](number_node const& node) { return shapes_.field_of(node).type.kind; };
        bool const are_alike =
            kind_of(a) == kind_of(b) && (kind_of(a) == kind::percent || kind_of(a) == kind::enumeration);
        if (!are_alike) return {};
        return compared({sql_column(shapes_.field_of(a))}, {sql_column(shapes_.field_of(b))}, op);
    }

    /// A constant as it stands beside a column or a difference of days: these need no other type than theirs.
    [[nodiscard]] std::optional<sql_words> in_scale(node_index constant, sql_number const& beside) const {
        auto const& known = shapes_.constant(constant);
        auto const found = known && beside.is_bare ? rescale_exactly(*known, beside.scale) : std::nullopt;
        if (!found || !has_at_most(18, found->coefficient)) return {};
        return sql_words{to_string(*found)};
    }

    /// The largest or smallest of numbers that are all known.
    [[nodiscard]] sql_number extreme(node_index index) {
        std::vector<std::string> all, unsure;
        sql_number made;
        for (auto const one : shapes_.extremes(index)) {
            auto const part = as_decimal(number(one));
            made = all.empty() ? part : decimals_.common(made, part, 0, shapes_.at(index).at);
            all.push_back(part.text);
            if (!shapes_.constant(one)) unsure.push_back(part.text);
        }
        return {sql_extreme(all, unsure, shapes_.at(index).op == operation::largest), made.width, made.scale};
    }

    [[nodiscard]] sql_number number(node_index index) {
        if (auto const& constant = shapes_.constant(index))
            return of_constant(*constant, shapes_.at(index).at);
        if (shapes_.is_day(index)) return days_since(days_.day(index), sql_words{sql_day(date{0})});
        auto const& node = shapes_.at(index);
        if (shapes_.is_moment(index)) return {days_.lost(node.at).text};
        if (number_shapes::is_extreme(node)) return extreme(index);
        switch (node.what) {
            case form::field:
                return column(shapes_.field_of(node));
            case form::binary:
                return binary(node);
            case form::unary:
                return unary(node);
            case form::coalesce: {
                auto const a = as_decimal(number(node.left)), b = as_decimal(number(node.right));
                auto made = decimals_.common(a, b, 0, node.at);
                made.text = "COALESCE(" + a.text + ", " + b.text + ")";
                return made;
            }
            case form::when: {
                auto const given = as_decimal(number(node.left));
                return {"CASE WHEN " + condition_(node.condition) + " THEN " + given.text + " END",
                        given.width, given.scale};
            }
            default:
                found_.refuse("T7021", "it counts or sums over the records of an account", node.at,
                              "an aggregate",
                              "compute it as a column of the table, and declare a field for it");
                return {"NULL"};
        }
    }

    [[nodiscard]] sql_number of_constant(decimal const& number, span at) {
        auto const made = literal(number);
        decimals_.keep_within(made.width, at);
        return made;
    }

    [[nodiscard]] static sql_number days_since(sql_words const& day, sql_words const& other) {
        constexpr int digits_of_days = 7;
        return {within(day.text, day.binds, binding::sum) + " - " +
                    within(other.text, other.binds, binding::product),
                digits_of_days, 0, binding::sum, true};
    }

    [[nodiscard]] static sql_number column(field const& of) {
        auto const name = sql_name(of.name);
        int const width = column_width(of.type), scale = column_scale(of.type);
        if (of.type.kind != kind::percent) return {name, width, scale, binding::atom, true};
        auto const hundredth = literal(decimal(1, 2));
        return {cast_to(name, sql_decimal_type(width, scale)) + " * " + hundredth.text,
                width + hundredth.width, scale + 2, binding::product, false};
    }

    [[nodiscard]] sql_number binary(number_node const& node) {
        bool const minus = node.op == operation::subtract;
        bool const some_day = shapes_.is_day(node.left) || shapes_.is_day(node.right);
        if (minus && some_day && shapes_.may_be_day(node.left) && shapes_.may_be_day(node.right))
            return days_since(days_.day(node.left), days_.day(node.right));
        if (node.op == operation::divide) {
            found_.refuse("T7022", "a quotient is used that is not rounded", node.at, "divided here",
                          "round it: round(a / b, 2); or, where b is above 0, multiply: a > b * 80% for a / b > 80%");
            return {"NULL"};
        }
        auto const a = as_decimal(number(node.left)), b = as_decimal(number(node.right));
        return node.op == operation::multiply ? decimals_.product(a, b, node.at)
                                              : decimals_.sum(a, b, minus, node.at);
    }

    [[nodiscard]] sql_number unary(number_node const& node) {
        if (node.op == operation::round) return round(node);
        if (node.op == operation::negate || node.op == operation::absolute) {
            auto const of = as_decimal(number(node.left));
            if (node.op == operation::absolute) return {"ABS(" + of.text + ")", of.width, of.scale};
            return {"-" + within(of.text, of.binds, binding::atom), of.width, of.scale, binding::sum};
        }
        constexpr int digits_of_year = 4;
        auto const part = node.op == operation::day     ? "DAY"
                          : node.op == operation::month ? "MONTH"
                          : node.op == operation::year  ? "YEAR"
                                                        : "ISODOW";
        return {cast_to("EXTRACT(" + std::string(part) + " FROM " + days_.day(node.left).text + ")",
                        sql_decimal_type(digits_of_year, 0)),
                digits_of_year, 0};
    }

    [[nodiscard]] sql_number round(number_node const& node) {
        auto const& inner = shapes_.at(node.left);
        bool const divides = inner.what == form::binary && inner.op == operation::divide;
        if (!divides) return decimals_.rounded(as_decimal(number(node.left)), node.digits, node.at);
        return division_.rounded(as_decimal(number(inner.left)), as_decimal(number(inner.right)), node.digits,
                                 node.at);
    }

    number_shapes shapes_;
    findings& found_;
    decimal_words decimals_;
    division_words division_;
    std::function<std::string(node_index)> condition_;
    day_words days_;
};

}  // namespace tramo::exporting
