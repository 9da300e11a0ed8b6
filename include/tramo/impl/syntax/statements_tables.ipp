// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of tables of parameters, and of calendars whose holidays are an argument.
#pragma once

#include <tramo/impl/syntax/statements_treatment.ipp>

namespace tramo::grammar {

/// The type of a column: one that is a word of its own.
TRAMO_INLINE bool scan_column_type(lexeme::cursor& from, reading& in, keyword& read) {
    lexeme::cursor const start = from;
    type_word type;
    bool const is_next = on_later_line(from, in) && match_member(from, in) != nullptr;
    if (is_next || !scan_type(from, in, type)) return false;
    if (type.word == keyword::one_of || type.word == keyword::timestamp)
        fail(at_span("T2001",
                     "a column of a table holds no `" + std::string(spelling(*type.word, in.language)) + "`",
                     in.between(start.at, from.at), "not a type of a column",
                     {"a name from a list is a `" + std::string(spelling(keyword::text, in.language)) +
                      "`, a moment a `" + std::string(spelling(keyword::date, in.language)) + "`"}));
    read = type.word.value_or(keyword::text);
    return true;
}

inline constexpr terminal<keyword> column_type{scan_column_type};

inline x3::rule<struct table_rule, opening<ast::table_declaration>> const table_ = "table";
inline x3::rule<struct table_axis_rule, ast::matrix_axis> const table_axis_ = "table_axis";
inline x3::rule<struct table_column_rule, ast::table_column> const table_column_ = "table_column";
inline x3::rule<struct table_row_rule, ast::table_row> const table_row_ = "table_row";
inline x3::rule<struct table_value_rule, ast::table_value> const table_value_ = "table_value";
inline x3::rule<struct table_member_rule, ast::table_member> const table_member_ = "table_member";
inline x3::rule<struct calendar_rule, ast::calendar_declaration> const calendar_ = "calendar";

inline auto const table_axis__def = spanned[reference_[set<&ast::matrix_axis::name>]];

inline auto const table__def =
    spanned[opening_word{keyword::table} >> need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::table_declaration::label>]) >>
            (word(keyword::by) | missing{keyword::by, " and what the rows are told by"}) >>
            (need("a field, a value or a segment", table_axis_)[add_axis] % sign(',')) >>
            need("`{`", sign('{'))[open_block]];

inline auto const table_column__def =
    spanned[word(keyword::column) >> need("a name", member_name)[set<&ast::table_column::name>] >>
            need("`:` and a type", sign(':')) >> need("a type", column_type)[set<&ast::table_column::type>] >>
            -(text_[once<&ast::table_column::label>])];

inline auto const table_value__def = need("a value", own_expression)[set<&ast::table_value::what>] >>
                                     -(word(keyword::inferred)[mark<&ast::table_value::is_inferred>]);

inline auto const table_row__def =
    spanned[word(keyword::row) >>
            (need("`*`, a text, a value or a range", same_member{} >> cell_)[add<&ast::table_row::cells>] %
             sign(',')) >>
            arrow{"`=>` and the values of the columns"} >>
            (table_value_[add<&ast::table_row::values>] % sign(','))];

inline auto const table_member__def = table_column_[keep_member] | table_row_[keep_member];

inline auto const calendar__def =
    spanned[word(keyword::calendar) >> need("a name", new_name)[set<&ast::calendar_declaration::name>] >>
            -(text_[once<&ast::calendar_declaration::label>]) >>
            (word(keyword::holidays) | missing{keyword::holidays, " and whose they are, in quotes"}) >>
            need("whose holidays in quotes, such as \"PY\"",
                 text_)[set<&ast::calendar_declaration::holidays>] >>
            -(word(keyword::rests) >>
              (need("a day of the week", weekday_)[add<&ast::calendar_declaration::rests>] % sign(',')))];

BOOST_SPIRIT_DEFINE(table_, table_axis_, table_column_, table_row_, table_value_, table_member_, calendar_)

}  // namespace tramo::grammar
