// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is wrong with a policy's tables of discounts, told where it is written.
#pragma once

#include <tramo/check/program.hpp>
#include <tramo/impl/policy/offer_roles.ipp>
#include <tramo/offers/settlement_matrix.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo::offering {

/// A table as the verifier takes it: roles are those the policy names, booleans the texts true and false.
class matrix_maker {
public:
    explicit matrix_maker(program const& policy) : roles_(roles_of(policy)) {}

    [[nodiscard]] offers::settlement_matrix make(discount_matrix const& from) const {
        offers::settlement_matrix made;
        for (auto const& axis : from.axes) made.axes.push_back(axis_of(axis));
        for (auto const& row : from.rows) {
            auto& added = made.rows.emplace_back();
            added.share = row.share;
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                added.ranges.push_back(range_of(row.cells[i], from.axes[i]));
        }
        return made;
    }

private:
    [[nodiscard]] offers::matrix_axis axis_of(discount_axis const& from) const {
        offers::matrix_axis axis;
        axis.name = from.name;
        axis.is_rising = from.is_rising;
        axis.scale = from.type.scale;
        if (from.is_role) axis.texts = roles_;
        if (!from.is_role && from.type.kind == kind::boolean) axis.texts = {"true", "false"};
        if (!from.is_role && from.type.kind == kind::enumeration)
            for (auto const& one : from.type.values) axis.texts.push_back(one.value);
        axis.is_text = !axis.texts.empty() || from.is_role;
        return axis;
    }

    [[nodiscard]] static offers::matrix_range range_of(discount_cell const& from, discount_axis const& axis) {
        offers::matrix_range range;
        range.is_all = from.is_all;
        range.texts = from.texts;
        if (from.truth && axis.type.kind == kind::boolean) range.texts = {*from.truth ? "true" : "false"};
        range.from = from.from;
        range.until = from.until;
        range.half_open = from.half_open;
        return range;
    }

    std::vector<std::string> roles_;
};

class matrix_teller {
public:
    explicit matrix_teller(discount_matrix const& of) : of_(of) {}

    [[nodiscard]] diagnostic tell(offers::matrix_finding const& one) const {
        auto const name = "`" + of_.name + "`";
        switch (one.what) {
            case offers::matrix_flaw::hole:
                return {"T4034",
                        severity::warning,
                        "the matrix " + name + " has a hole: " + one.message,
                        {{of_.at, "no row for it"}},
                        {"add a row; where none admits, nothing is forgiven"}};
            case offers::matrix_flaw::falling:
                return {"T4035",
                        severity::warning,
                        "the discounts of " + name + " fall where they should rise: " + one.message,
                        {{row(one.row), "less here"}, {row(one.row_before), "than here"}},
                        {}};
            case offers::matrix_flaw::hidden:
            case offers::matrix_flaw::empty_range:
                return {"T4036",
                        severity::warning,
                        "a row of the matrix " + name + " never decides",
                        {{row(one.row), "rows above it take all that it admits, or it admits nothing"}},
                        {"move it up, or take it out"}};
            case offers::matrix_flaw::splitting:
                return {"T4037",
                        severity::warning,
                        "by the matrix " + name + " a debt split in two gets more off: " + one.message,
                        {{of_.at, "by the amount of the debt"}},
                        {}};
            default:
                return {"T4038",
                        severity::warning,
                        "the matrix " + name + " was not looked through: " + one.message,
                        {{of_.at, "too many combinations"}},
                        {"use fewer axes, or rows that share their bounds"}};
        }
    }

private:
    [[nodiscard]] span row(std::size_t which) const {
        return which < of_.rows.size() ? of_.rows[which].at : of_.at;
    }
    discount_matrix const& of_;
};

/// The axis whose number is the debt itself: the field that the principal is read from.
[[nodiscard]] inline std::optional<std::size_t> debt_axis(program const& policy, discount_matrix const& of) {
    if (!policy.debt) return {};
    auto const& principal = policy.debt->amounts[index_of(component::principal)];
    if (!principal || principal->what != operation::field) return {};
    auto const& name = policy.fields.fields[principal->index].name;
    for (std::size_t i = 0; i < of.axes.size(); ++i)
        if (!of.axes[i].is_role && of.axes[i].name == name) return i;
    return {};
}

[[nodiscard]] inline std::vector<diagnostic> find_in_matrices(program const& policy) {
    std::vector<diagnostic> found;
    matrix_maker const maker(policy);
    for (auto const& one : policy.matrices) {
        matrix_teller const teller(one);
        auto const matrix = maker.make(one);
        for (auto const& finding : offers::verify(matrix)) found.push_back(teller.tell(finding));
        if (auto const axis = debt_axis(policy, one))
            if (auto const gain = offers::find_gain_from_splitting(matrix, *axis))
                found.push_back(teller.tell(*gain));
    }
    return found;
}

}  // namespace tramo::offering
