// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of tables of discounts: what the rows are told by, and the rows.
#pragma once

#include <tramo/impl/syntax/statements_offers.ipp>

namespace tramo::grammar {

/// Whether a cell may hold a value of this form: one that is written, or a name.
[[nodiscard]] TRAMO_INLINE bool is_cell_value(ast::expression const& what) {
    switch (what.kind) {
        case ast::node::number:
        case ast::node::percent:
        case ast::node::money:
        case ast::node::date:
        case ast::node::duration:
            return true;
        case ast::node::name:
            return what.member.empty();
        case ast::node::negate:
            return what.operands[0].kind != ast::node::negate && is_cell_value(what.operands[0]);
        default:
            return false;
    }
}

/// A value in a cell, or what people write in place of one.
[[nodiscard]] TRAMO_INLINE ast::expression cell_value(ast::expression read) {
    if (is_cell_value(read)) return read;
    if (read.kind == ast::node::compare && read.op == "=")
        fail(at_span("T1005", "expected `=>` and a percentage, found `=`", read.op_at, "expected `=>`",
                     {"write `=>`"}));
    fail(at_span("T1005", "expected `*`, a text, a value or a range", read.at,
                 "more than a cell of a matrix holds"));
}

TRAMO_INLINE void read_cell(ast::expression read, ast::matrix_cell& cell) {
    if (read.kind == ast::node::text) {
        cell.texts.push_back({std::move(read.text), read.at});
    } else if (read.kind == ast::node::truth) {
        cell.truth = read.is_true;
    } else if (read.kind == ast::node::range) {
        cell.half_open = read.half_open;
        cell.from = cell_value(std::move(read.operands[0]));
        cell.until = cell_value(std::move(read.operands[1]));
    } else {
        cell.from = cell_value(std::move(read));
        cell.until = cell.from;
    }
}

inline constexpr auto keep_cell = [](auto const& context) {
    read_cell(folder(x3::_attr(context), reading_of(context)).fold_element(), x3::_val(context));
};
template <auto Member>
inline constexpr auto keep_bound = [](auto const& context) {
    x3::_val(context).*Member = cell_value(folder(x3::_attr(context), reading_of(context)).fold());
};
inline constexpr auto add_axis = [](auto const& context) {
    x3::_val(context).declaration.axes.push_back(std::move(x3::_attr(context)));
};

inline x3::rule<struct matrix_rule, opening<ast::matrix_declaration>> const matrix_ = "matrix";
inline x3::rule<struct axis_rule, ast::matrix_axis> const axis_ = "axis";
inline x3::rule<struct row_rule, ast::matrix_row> const row_ = "row";
inline x3::rule<struct cell_rule, ast::matrix_cell> const cell_ = "cell";

inline auto const axis__def = spanned[word(keyword::role)[mark<&ast::matrix_axis::is_role>] |
                                      (reference_[set<&ast::matrix_axis::name>] >>
                                       -(word(keyword::rising)[mark<&ast::matrix_axis::is_rising>]))];

inline auto const matrix__def =
    spanned[opening_word{keyword::matrix} >> need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::matrix_declaration::label>]) >>
            (word(keyword::by) | missing{keyword::by, " and what the rows are told by"}) >>
            (need("a field, a value, a segment or the role", axis_)[add_axis] % sign(',')) >>
            need("`{`", sign('{'))[open_block]];

inline auto const cell__def =
    spanned[sign('*')[mark<&ast::matrix_cell::is_all>] | text_[add<&ast::matrix_cell::texts>] |
            (sign('(') >> text_[add<&ast::matrix_cell::texts>] >>
             *(sign(',') >> need("a text in quotes", text_)[add<&ast::matrix_cell::texts>]) >>
             need("`)` or `,`", sign(')'))) |
            (word(keyword::from) >> need("a value", flat_)[keep_bound<&ast::matrix_cell::from>] >>
             -(word(keyword::until) >> need("a value", flat_)[keep_bound<&ast::matrix_cell::until>])) |
            (word(keyword::until) >> need("a value", flat_)[keep_bound<&ast::matrix_cell::until>]) |
            flat_[keep_cell]];

inline auto const row__def =
    spanned[word(keyword::row) >>
            (need("`*`, a text, a value or a range", same_member{} >> cell_)[add<&ast::matrix_row::cells>] %
             sign(',')) >>
            arrow{"`=>` and a percentage"} >>
            need("a percentage", own_expression)[set<&ast::matrix_row::share>]];

BOOST_SPIRIT_DEFINE(matrix_, axis_, row_, cell_)

}  // namespace tramo::grammar
