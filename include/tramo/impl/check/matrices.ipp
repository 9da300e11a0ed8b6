// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables of discounts: what their axes are, and each row as one condition on the account.
#pragma once

#include <tramo/impl/check/axis_rows.ipp>

namespace tramo::checking {

class matrix_reader {
public:
    explicit matrix_reader(workspace& work)
        : work_(work), constants_(work), rows_(work, {"matrix", "T2040", "T4032"}) {}

    [[nodiscard]] discount_matrix read(ast::matrix_declaration const& written) {
        out_.name = written.name.text;
        if (written.label) out_.label = written.label->text;
        out_.at = written.head_at;
        for (auto const& one : written.axes) add_axis(one);
        for (auto const& one : written.rows) add_row(one, written);
        if (written.rows.empty() && work_.broken.empty())
            work_.report(problem("T4032", "matrix " + backquoted(out_.name) + " has no row", out_.at,
                                 "no discount for anybody",
                                 {"add one: " + work_.word(keyword::row) + " * => 10%"}));
        return std::move(out_);
    }

private:
    void add_axis(ast::matrix_axis const& written) {
        discount_axis added;
        added.name = written.is_role ? work_.word(keyword::role) : written.name.text;
        added.is_role = written.is_role;
        added.is_rising = written.is_rising;
        added.at = written.at;
        auto const seen = written.is_role
                              ? typed_expression()
                              : expression_checker(work_).value_of(row_reader::named(written.name));
        added.type = seen.type;
        is_sound_.push_back(written.is_role || (!is_invalid(seen) && is_axis(seen)));
        rows_.refuse_second(added, out_.axes);
        out_.axes.push_back(added);
        if (!written.is_rising || !is_sound_.back() ||
            (!written.is_role && row_reader::has_order(seen.type.kind)))
            return;
        work_.report(problem("T2040", backquoted(added.name) + " does not rise", written.at,
                             written.is_role ? "roles have no order" : describe(seen.type),
                             {"take " + backquoted(work_.word(keyword::rising)) + " off"}));
    }

    bool is_axis(typed_expression const& seen) {
        bool const suits = row_reader::has_order(seen.type.kind) || seen.type.kind == kind::boolean ||
                           (seen.type.kind == kind::enumeration && !seen.type.is_open);
        if (suits && seen.what != operation::parameter) return true;
        bool const is_list = seen.type.kind == kind::enumeration;
        work_.report(problem("T2040", "a matrix cannot be drawn up by this", seen.at,
                             suits     ? "the same for every account"
                             : is_list ? "an open list: not all its values are known"
                                       : origin(seen, work_),
                             {"name a number, an amount, a percentage, a list of values or a segment"}));
        return false;
    }

    void add_row(ast::matrix_row const& written, ast::matrix_declaration const& of) {
        discount_row added;
        added.at = written.at;
        added.share = constants_.share(written.share, work_.word(keyword::discount)).value_or(decimal());
        if (!rows_.has_all_cells(written.cells.size(), of.axes.size(), written.at, of.head_at)) return;
        auto row = rows_.read(written.cells, of.axes, out_.axes, is_sound_, written.at);
        added.cells = std::move(row.cells);
        added.condition = std::move(row.condition);
        out_.rows.push_back(std::move(added));
    }

    workspace& work_;
    offer_constants constants_;
    row_reader rows_;
    discount_matrix out_;
    std::vector<bool> is_sound_;  ///< of each axis, whether its cells can be looked at
};

}  // namespace tramo::checking
