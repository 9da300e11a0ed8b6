// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Makes columns whose buffers are as unkind as Arrow allows: unaligned, without padding, with junk under
// nulls.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tramo/run/column.hpp>
#include <tramo/run/column_reader.hpp>

namespace made {

using words = std::vector<std::string>;

template <class T>
using cells = std::vector<std::optional<T>>;

/// A column and the buffers that it views.
struct made_column {
    tramo::column view;
    std::vector<std::shared_ptr<char[]>> buffers;

    /// Exactly these bytes, at an odd address, so that a sanitizer sees a byte read beyond them.
    void* keep(void const* bytes, std::size_t size) {
        std::shared_ptr<char[]> buffer(new char[size + 1]);
        if (size > 0) std::memcpy(buffer.get() + 1, bytes, size);
        buffers.push_back(buffer);
        return buffer.get() + 1;
    }
    template <class T>
    void* keep(std::vector<T> const& elements) {
        return keep(elements.data(), elements.size() * sizeof(T));
    }
};

inline std::vector<std::uint8_t> packed(std::vector<bool> const& bits) {
    std::vector<std::uint8_t> bytes((bits.size() + 7) / 8);
    for (std::size_t i = 0; i < bits.size(); ++i)
        if (bits[i]) bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | 1U << (i % 8));
    return bytes;
}

/// Sets length, offset and validity; `offset` elements of junk go before the rows.
template <class T>
void describe_rows(made_column& column, cells<T> const& rows, std::size_t offset) {
    column.view.name = "x";
    column.view.length = static_cast<std::int64_t>(rows.size());
    column.view.offset = static_cast<std::int64_t>(offset);
    std::vector<bool> there;
    for (std::size_t i = 0; i < offset; ++i) there.push_back(i % 2 == 0);
    for (auto const& row : rows) there.push_back(row.has_value());
    if (std::all_of(rows.begin(), rows.end(), [](auto const& row) { return row.has_value(); })) return;
    column.view.validity = static_cast<std::uint8_t const*>(column.keep(packed(there)));
}

template <class T>
made_column fixed(tramo::layout physical, cells<T> const& rows, std::size_t offset = 0, T junk = T(99)) {
    made_column column;
    describe_rows(column, rows, offset);
    column.view.physical = physical;
    std::vector<T> values(offset, junk);
    for (auto const& row : rows) values.push_back(row.value_or(junk));
    column.view.values = column.keep(values);
    return column;
}

inline made_column booleans(cells<bool> const& rows, std::size_t offset = 0) {
    made_column column;
    describe_rows(column, rows, offset);
    column.view.physical = tramo::layout::boolean;
    std::vector<bool> values(offset, true);
    for (auto const& row : rows) values.push_back(row.value_or(true));
    column.view.values = column.keep(packed(values));
    return column;
}

template <class Offset>
made_column offset_texts(tramo::layout physical, cells<std::string> const& rows, std::size_t offset) {
    made_column column;
    describe_rows(column, rows, offset);
    column.view.physical = physical;
    std::string bytes;
    std::vector<Offset> offsets;
    auto const add = [&](std::string const& text) {
        offsets.push_back(static_cast<Offset>(bytes.size()));
        bytes += text;
    };
    for (std::size_t i = 0; i < offset; ++i) add("before");
    for (auto const& row : rows) add(row.value_or("\xFFjunk"));
    offsets.push_back(static_cast<Offset>(bytes.size()));
    column.view.offsets = column.keep(offsets);
    column.view.bytes = static_cast<char const*>(column.keep(bytes.data(), bytes.size()));
    return column;
}

inline made_column text_views(cells<std::string> const& rows, std::size_t offset) {
    made_column column;
    describe_rows(column, rows, offset);
    column.view.physical = tramo::layout::utf8_view;
    std::string views, bytes;
    auto const append_number = [&](std::size_t number) {
        auto const small = static_cast<std::int32_t>(number);
        views.append(reinterpret_cast<char const*>(&small), 4);
    };
    for (std::size_t i = 0; i < offset; ++i) views.append(16, '\x7F');
    for (auto const& row : rows) {
        if (!row) {
            views.append(16, '\x7F');
            continue;
        }
        append_number(row->size());
        if (row->size() <= 12) {
            views += *row + std::string(12 - row->size(), '\0');
            continue;
        }
        views += row->substr(0, 4);
        append_number(1);
        append_number(bytes.size());
        bytes += *row;
    }
    column.view.values = column.keep(views.data(), views.size());
    std::vector<void const*> const buffers = {column.keep("", 0), column.keep(bytes.data(), bytes.size())};
    std::shared_ptr<char[]> list(new char[sizeof(void*) * 2]);
    std::memcpy(list.get(), buffers.data(), sizeof(void*) * 2);
    column.buffers.push_back(list);
    column.view.view_buffers = reinterpret_cast<void const* const*>(list.get());
    column.view.view_count = 2;
    column.view.view_sizes =
        column.keep(std::vector<std::int64_t>{0, static_cast<std::int64_t>(bytes.size())});
    return column;
}

inline made_column texts(cells<std::string> const& rows, std::size_t offset = 0,
                         tramo::layout physical = tramo::layout::utf8) {
    if (physical == tramo::layout::utf8_view) return text_views(rows, offset);
    if (physical == tramo::layout::large_utf8) return offset_texts<std::int64_t>(physical, rows, offset);
    return offset_texts<std::int32_t>(physical, rows, offset);
}

template <class Code>
made_column dictionary(tramo::layout codes, cells<Code> const& rows, made_column const& entries,
                       std::size_t offset = 0, Code junk = Code(111)) {
    made_column column = fixed<Code>(codes, rows, offset, junk);
    column.view.code_layout = codes;
    column.view.physical = tramo::layout::dictionary;
    column.view.dictionary = std::make_shared<tramo::column>(entries.view);
    column.buffers.insert(column.buffers.end(), entries.buffers.begin(), entries.buffers.end());
    return column;
}

inline tramo::field a_field(tramo::kind kind, int scale = 0) {
    tramo::field field;
    field.name = "x";
    field.type.kind = kind;
    field.type.scale = scale;
    if (kind == tramo::kind::money) field.type.currency = "BRL";
    return field;
}

inline tramo::field optional(tramo::field field) {
    field.is_optional = true;
    return field;
}

/// Each row of a block in words: its number or text, `?` where unknown, `!reason` for a fault.
inline words rows_of(tramo::block const& read) {
    words rows;
    for (std::size_t i = 0; i < read.count; ++i) {
        bool const known = (read.known[i / 64] >> (i % 64) & 1) != 0;
        if (!known)
            rows.push_back("?");
        else if (read.form == tramo::block::form_t::narrow)
            rows.push_back(std::to_string(read.narrow[i]));
        else if (read.form == tramo::block::form_t::wide)
            rows.push_back(tramo::to_string(read.wide[i]));
        else if (read.form == tramo::block::form_t::texts)
            rows.push_back(std::string(read.texts[i]));
        else
            rows.push_back(std::to_string(read.floats[i]));
    }
    for (auto const& each : read.faults) {
        std::string& row = rows[static_cast<std::size_t>(each.row - read.begin)];
        row = (row == "?" ? "!" : "twice ") + std::string(tramo::name_of(each.reason));
    }
    return rows;
}

/// All rows of a column read as a field.
inline words read_all(tramo::field const& as, made_column const& column, std::string_view zone = "") {
    tramo::column_reader reader(as, column.view, zone);
    tramo::block read;
    reader.read(0, static_cast<std::size_t>(column.view.length), read);
    return rows_of(read);
}

}  // namespace made
