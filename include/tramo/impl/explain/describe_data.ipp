// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Describes data: fields, records, parameters, tables, calendars.
#pragma once

#include <tramo/impl/explain/describe_telling.ipp>

namespace tramo::describing {

[[nodiscard]] inline std::string values_text(telling const& in, ast::type_expression const& type) {
    strings values;
    for (auto const& one : type.values) {
        auto const told = in.with.text(one.value.text);
        values.push_back(one.aliases.empty()
                             ? told
                             : in.say(said::also_written, {told, in.texts(one.aliases, said::or_word)}));
    }
    auto const text = in.say(said::type_one_of, {listed(values, said::or_word, in.with.in())});
    return type.is_open ? in.say(said::open_list, {text}) : text;
}

[[nodiscard]] inline std::string type_text(telling const& in, ast::type_expression const& type) {
    switch (type.word.value_or(keyword::text)) {
        case keyword::boolean:
            return in.say(said::type_boolean);
        case keyword::integer:
            return in.say(said::type_integer);
        case keyword::decimal:
            return type.scale ? in.say(said::type_decimals, {std::to_string(*type.scale)})
                              : in.say(said::type_decimal);
        case keyword::money:
            return in.say(said::type_money,
                          {plain(type.currency ? type.currency->text : in.what.currency())});
        case keyword::percent:
            return in.say(said::type_percent);
        case keyword::date:
            return in.say(said::type_date);
        case keyword::timestamp:
            return in.say(said::type_timestamp);
        case keyword::duration:
            return in.say(said::type_duration);
        case keyword::one_of:
            return values_text(in, type);
        default:
            return in.say(said::type_text);
    }
}

[[nodiscard]] inline std::string validity_text(telling const& in, ast::validity const& one) {
    if (one.tax_id) return in.say(said::valid_tax_id, {coded(one.tax_id->text)});
    auto const least = std::to_string(one.min_digits.value_or(0));
    auto const most = std::to_string(one.max_digits.value_or(one.min_digits.value_or(0)));
    return least == most ? in.say(said::valid_digits, {least})
                         : in.say(said::valid_digit_range, {least, most});
}

[[nodiscard]] inline std::string field_notes(telling const& in, ast::field_declaration const& one) {
    strings notes;
    if (one.is_key) notes.push_back(in.say(said::is_key_field));
    if (one.is_optional) notes.push_back(in.say(said::may_be_missing));
    for (auto const& each : one.valid) notes.push_back(validity_text(in, each));
    if (one.column)
        notes.push_back(in.say(one.is_step ? said::from_step : said::from_column, {coded(one.column->text)}));
    std::string text;
    for (auto const& each : notes) text += (text.empty() ? "" : "; ") + each;
    return text;
}

[[nodiscard]] inline std::string line_number(telling const& in, span at) {
    return std::to_string(in.what.source().at(at.begin).line);
}

inline void tell_fields(telling& in, std::vector<ast::field_declaration const*> const& fields) {
    std::vector<strings> rows;
    for (auto const* const one : fields)
        rows.push_back({introduced(one->name.text, text_of(one->label)), type_text(in, one->type),
                        field_notes(in, *one), line_number(in, one->at)});
    in.out.table({in.say(said::column_field), in.say(said::column_type), in.say(said::column_notes),
                  in.say(said::column_line)},
                 rows);
}

inline void tell_fields(telling& in, std::vector<ast::field_declaration> const& fields) {
    std::vector<ast::field_declaration const*> all;
    for (auto const& one : fields) all.push_back(&one);
    tell_fields(in, all);
}

/// Those of the account stand together, wherever they are declared.
inline void tell_account(telling& in, std::vector<ast::field_declaration const*> const& fields) {
    if (fields.empty()) return;
    in.heading(in.say(said::the_account), fields.front()->at);
    tell_fields(in, fields);
}

inline void tell(telling& in, ast::collection_declaration const& one) {
    in.heading_of(said::collection_head, one);
    in.out.paragraph(in.say(said::collection_note));
    tell_fields(in, one.fields);
}

inline void tell_parameters(telling& in, std::vector<ast::parameter_declaration const*> const& all) {
    std::vector<strings> rows;
    for (auto const* const one : all)
        rows.push_back({introduced(one->name.text, text_of(one->label)), type_text(in, one->type),
                        one->initial ? in.value(*one->initial) : in.say(said::must_be_given),
                        line_number(in, one->at)});
    in.out.table({in.say(said::column_parameter), in.say(said::column_type), in.say(said::column_value),
                  in.say(said::column_line)},
                 rows);
}

[[nodiscard]] inline std::string axis_text(telling const& in, ast::matrix_axis const& one) {
    if (one.is_role) return in.say(said::column_role);
    auto const name = in.with.show(one.name.text);
    return one.is_rising ? in.say(said::matrix_rising, {name}) : name;
}

[[nodiscard]] inline strings row_of(telling& in, ast::table_row const& one) {
    strings cells;
    for (auto const& each : one.cells) cells.push_back(in.cell(each));
    for (auto const& each : one.values) {
        auto const text = in.value(each.what);
        cells.push_back(each.is_inferred ? in.say(said::inferred_mark, {text}) : text);
    }
    cells.push_back(line_number(in, one.at));
    return cells;
}

inline void tell(telling& in, ast::table_declaration const& one) {
    in.heading_of(said::table_head, one);
    strings axes, head;
    for (auto const& each : one.axes) axes.push_back(axis_text(in, each));
    in.out.paragraph(in.say(said::table_note, {listed(axes, said::and_word, in.with.in())}));
    head = axes;
    std::vector<strings> rows;
    for (auto const& member : one.members) {
        if (auto const* const column = std::get_if<ast::table_column>(&member))
            head.push_back(introduced(column->name.text, text_of(column->label)));
        else
            rows.push_back(row_of(in, std::get<ast::table_row>(member)));
    }
    head.push_back(in.say(said::column_line));
    in.out.table(head, rows);
}

[[nodiscard]] inline std::string weekdays_text(telling const& in, std::vector<keyword> const& days) {
    strings words;
    for (auto const one : days) words.push_back(in.with.word(one));
    return listed(words, said::and_word, in.with.in());
}

inline void tell(telling& in, ast::calendar_declaration const& one) {
    in.heading_of(said::calendar_head, one);
    auto const days = one.rests.empty() ? in.say(said::weekend) : weekdays_text(in, one.rests);
    in.out.paragraph(in.say(said::calendar_note, {days, in.with.text(one.holidays.text)}));
}

}  // namespace tramo::describing
