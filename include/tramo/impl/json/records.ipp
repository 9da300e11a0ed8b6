// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads accounts from JSON, and children from the cells of a column.
#pragma once

#include <memory>
#include <utility>

#include <tramo/impl/json/record_handler.ipp>
#include <tramo/impl/run/cells.ipp>
#include <tramo/json/records.hpp>

namespace tramo {
namespace json_reading {

inline constexpr std::string_view what_is_read = "an object, an array of objects, or objects one a line";

/// Reads the whole text; false when it stopped, which the handler then explains.
TRAMO_INLINE bool read_all(masked_text& text, record_handler& handler) {
    text.skip_blanks();
    if (text.is_at_end())
        return handler.fail(text.offset(), "the text is empty; expected " + std::string(what_is_read));
    bool const is_array = text.shown() == '[';
    for (bool is_first = true; !text.is_at_end(); is_first = false) {
        if (is_array && !is_first)
            return handler.fail(text.offset(), "something follows the array; expected the end");
        if (!is_array && text.shown() != '{')
            return handler.fail(text.offset(),
                                "expected " + (is_first ? std::string(what_is_read) : "an object"));
        if (!handler.read_value()) return false;
        bool const is_line_over = text.skip_blanks();
        if (!is_array && !is_line_over && !text.is_at_end())
            return handler.fail(text.offset(),
                                "something follows the object on its line; expected the line's end");
    }
    return true;
}

[[nodiscard]] inline std::vector<std::string> how_to_mend(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return {};
    switch (text[offset]) {
        case 'N':
        case 'I':
            return {"JSON has no NaN and no Infinity: write null where a number is missing"};
        case '\'':
            return {"texts and names stand in double quotes"};
        case '\0':
            return {"save the file as UTF-8"};
        default:
            return {};
    }
}

TRAMO_INLINE diagnostic cannot_be_read(masked_text const& text, record_handler const& handler) {
    auto const offset = handler.failure_offset();
    auto const at = source(std::string(text.text())).at(offset);
    return {"T5005",
            severity::error,
            "the JSON cannot be read at line " + std::to_string(at.line) + ", column " +
                std::to_string(at.column) + ": " + handler.failure(),
            {},
            how_to_mend(text.text(), offset)};
}

/// Whether the cells are texts, also behind a dictionary's codes.
[[nodiscard]] inline bool holds_texts(column const& data) {
    bool const is_coded = data.physical == layout::dictionary && data.dictionary;
    return reading::is_text_layout(is_coded ? data.dictionary->physical : data.physical);
}

/// The text of a cell, also behind a dictionary's code; false when it cannot be had.
TRAMO_INLINE bool find_cell(column const& data, std::int64_t row, std::string_view& text) {
    if (is_misfit(data, row)) return false;
    if (data.physical != layout::dictionary) return reading::find_text(data, row, text);
    int128 const code = reading::integer_at(data.code_layout, data.values, data.offset + row);
    if (code < 0 || code >= data.dictionary->length) return false;
    auto const entry = static_cast<std::int64_t>(code);
    return !is_valid(*data.dictionary, entry) || reading::find_text(*data.dictionary, entry, text);
}

/// Reads a cell as the value of the collection's member.
TRAMO_INLINE bool read_cell(std::string_view cell, std::string const& collection, text_batch& records) {
    masked_text text(cell);
    text.skip_blanks();
    if (text.is_at_end()) return true;
    record_handler handler(records, text);
    if (!handler.read_member(collection)) return false;
    text.skip_blanks();
    return text.is_at_end();
}

TRAMO_INLINE batch expand_column(column const& data, collection const& of) {
    schema only;
    only.collections = {of};
    text_batch records(only);
    for (std::int64_t row = 0; row < data.length; ++row) {
        std::string_view cell;
        bool const is_read =
            !is_valid(data, row) || (find_cell(data, row, cell) && read_cell(cell, of.name, records));
        if (!is_read) {
            records.end_child();
            records.set_misfit(of.name, "a text");
        }
        records.end_record();
    }
    return records.finish();
}

/// What a batch with expanded columns keeps alive.
struct expanded_owner {
    std::vector<std::shared_ptr<void const>> all;
};

}  // namespace json_reading

TRAMO_INLINE checked<batch> read_json_records(std::string_view json, schema const& fields) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (json.starts_with(byte_order_mark)) json.remove_prefix(byte_order_mark.size());
    checked<batch> result;
    text_batch records(fields);
    json_reading::masked_text text(json);
    json_reading::record_handler handler(records, text);
    if (json_reading::read_all(text, handler))
        result.value = records.finish();
    else
        result.diagnostics.push_back(json_reading::cannot_be_read(text, handler));
    return result;
}

TRAMO_INLINE batch expand_json_children(batch data, schema const& fields) {
    auto owner = std::make_shared<json_reading::expanded_owner>();
    owner->all.push_back(std::move(data.owner));
    for (column& each : data.columns) {
        if (!json_reading::holds_texts(each)) continue;
        for (collection const& of : fields.collections) {
            if (of.name != each.name) continue;
            batch expanded = json_reading::expand_column(each, of);
            each = std::move(expanded.columns.front());
            owner->all.push_back(std::move(expanded.owner));
            break;
        }
    }
    data.owner = std::move(owner);
    return data;
}

}  // namespace tramo
