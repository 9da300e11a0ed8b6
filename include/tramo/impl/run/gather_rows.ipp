// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Picks rows out of a column, in any order and more than once: the fields of the events of one type, the
// data of the account that each event is of.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <tramo/impl/run/bits.ipp>
#include <tramo/impl/run/cells.ipp>
#include <tramo/run/column.hpp>
#include <tramo/values/long_vector.hpp>

namespace tramo::running {

/// `owner` keeps the buffers of `data`, save the entries of a dictionary: those stay with the column they
/// came from.
struct gathered {
    column data;
    std::shared_ptr<void const> owner;
};

/// A row that is nowhere: null.
inline constexpr std::uint32_t no_row = UINT32_MAX;

struct gathered_buffers {
    long_vector<char> values;
    std::vector<std::uint64_t> bits, validity, misfits;
    std::vector<std::int64_t> offsets;
    std::string bytes;
};

/// Finds the chunk that a row of the whole lies in. Rows that follow each other seldom change it.
class chunk_finder {
public:
    chunk_finder(std::vector<column const*> const& chunks, std::vector<std::int64_t> const& first_rows)
        : chunks_(chunks), first_rows_(first_rows) {}

    /// The row's chunk, or null where it has none.
    [[nodiscard]] column const* find(std::uint32_t row) {
        if (row == no_row) return nullptr;
        if (row < begin_ || row >= end_) move_to(row);
        return chunk_;
    }
    /// The place of the row found last in its chunk.
    [[nodiscard]] std::int64_t row_in_chunk(std::uint32_t row) const { return row - begin_; }
    [[nodiscard]] std::int64_t element(std::uint32_t row) const { return row + shift_; }

private:
    void move_to(std::int64_t row) {
        auto const begin = first_rows_.begin();
        auto const behind = std::upper_bound(begin, begin + static_cast<std::ptrdiff_t>(chunks_.size()), row);
        auto const at = static_cast<std::size_t>(behind - begin) - 1;
        begin_ = first_rows_[at];
        end_ = at + 1 < chunks_.size() ? first_rows_[at + 1] : INT64_MAX;
        chunk_ = chunks_[at];
        if (chunk_ != nullptr && chunk_->physical == layout::null) chunk_ = nullptr;
        shift_ = chunk_ == nullptr ? 0 : chunk_->offset - begin_;
    }

    std::vector<column const*> const& chunks_;
    std::vector<std::int64_t> const& first_rows_;
    column const* chunk_ = nullptr;
    std::int64_t begin_ = 0, end_ = 0, shift_ = 0;
};

using row_list = long_vector<std::uint32_t>;

/// One bit for each row, as `bit` says of its chunk and element; `otherwise` for rows without a chunk.
template <class Bit>
inline void gather_bits(chunk_finder from, row_list const& rows, std::vector<std::uint64_t>& to, Bit bit) {
    to.assign(reading::word_count(rows.size()), 0);
    for (std::size_t word = 0; word < to.size(); ++word) {
        std::size_t const end = std::min(rows.size(), word * 64 + 64);
        std::uint64_t bits = 0;
        for (std::size_t i = word * 64; i < end; ++i) {
            column const* const chunk = from.find(rows[i]);
            bits |= std::uint64_t{chunk != nullptr && bit(*chunk, from.element(rows[i]))} << (i % 64);
        }
        to[word] = bits;
    }
}

template <std::size_t Width>
inline void gather_fixed(chunk_finder from, row_list const& rows, char* to) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        column const* const chunk = from.find(rows[i]);
        if (chunk == nullptr) {
            std::memset(to + i * Width, 0, Width);
            continue;
        }
        auto const at = from.element(rows[i]) * static_cast<std::int64_t>(Width);
        std::memcpy(to + i * Width, static_cast<char const*>(chunk->values) + at, Width);
    }
}

/// Bytes of a value; 0 for what has no fixed width.
[[nodiscard]] inline std::size_t width_of(layout physical) {
    switch (physical) {
        case layout::int8:
        case layout::uint8:
            return 1;
        case layout::int16:
        case layout::uint16:
            return 2;
        case layout::int32:
        case layout::uint32:
        case layout::float32:
        case layout::date32:
            return 4;
        case layout::int64:
        case layout::uint64:
        case layout::float64:
        case layout::date64:
        case layout::timestamp:
            return 8;
        case layout::decimal128:
            return 16;
        default:
            return 0;
    }
}

inline void gather_values(chunk_finder const& from, row_list const& rows, std::size_t width,
                          gathered_buffers& to) {
    to.values.resize(std::max<std::size_t>(rows.size() * width, 1));
    switch (width) {
        case 1:
            return gather_fixed<1>(from, rows, to.values.data());
        case 2:
            return gather_fixed<2>(from, rows, to.values.data());
        case 4:
            return gather_fixed<4>(from, rows, to.values.data());
        case 8:
            return gather_fixed<8>(from, rows, to.values.data());
        default:
            return gather_fixed<16>(from, rows, to.values.data());
    }
}

/// Whether the rows of both may lie in one column as they are.
[[nodiscard]] inline bool is_same_layout(column const& a, column const& b) {
    if (a.physical != b.physical || a.scale != b.scale || a.unit != b.unit || a.zone != b.zone) return false;
    if (a.physical != layout::dictionary) return true;
    if (a.code_layout != b.code_layout || !a.dictionary || !b.dictionary) return false;
    column const &x = *a.dictionary, &y = *b.dictionary;
    return a.dictionary == b.dictionary ||
           (x.physical == y.physical && x.length == y.length && x.offset == y.offset &&
            x.validity == y.validity && x.values == y.values && x.offsets == y.offsets && x.bytes == y.bytes);
}

/// What a cell that holds a value reads as; false for what no text stands for.
[[nodiscard]] inline bool text_of_cell(column const& data, std::int64_t row, std::string_view& text,
                                       std::string& made) {
    if (reading::is_text_layout(data.physical)) return reading::find_text(data, row, text);
    if (data.physical == layout::dictionary) {
        int128 const code = reading::integer_at(data.code_layout, data.values, data.offset + row);
        if (!data.dictionary || code < 0 || code >= data.dictionary->length) return false;
        auto const entry = static_cast<std::int64_t>(code);
        return is_valid(*data.dictionary, entry) && text_of_cell(*data.dictionary, entry, text, made);
    }
    made = cell_text(data, row);
    text = made;
    return true;
}

/// A null among the entries of a dictionary makes its rows null, as when they are read by code.
[[nodiscard]] inline bool is_null_entry(column const& data, std::int64_t element) {
    if (data.physical != layout::dictionary || !data.dictionary || !data.dictionary->validity) return false;
    int128 const code = reading::integer_at(data.code_layout, data.values, element);
    return code >= 0 && code < data.dictionary->length &&
           !is_valid(*data.dictionary, static_cast<std::int64_t>(code));
}

[[nodiscard]] inline bool has_value(column const& data, std::int64_t element) {
    return data.validity == nullptr || reading::bit_at(data.validity, element);
}

/// Texts of any layout, and cells of chunks that differ in theirs.
inline void gather_texts(chunk_finder from, row_list const& rows, gathered_buffers& to) {
    gather_bits(from, rows, to.validity, [](column const& data, std::int64_t element) {
        return has_value(data, element) && !is_null_entry(data, element);
    });
    to.offsets.reserve(rows.size() + 1);
    to.offsets.push_back(0);
    std::string made;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        column const* const chunk = from.find(rows[i]);
        bool const is_there = chunk != nullptr && (to.validity[i / 64] >> (i % 64) & 1) != 0;
        std::string_view text;
        if (is_there && text_of_cell(*chunk, from.row_in_chunk(rows[i]), text, made)) {
            to.bytes.append(text);
        } else if (is_there) {
            if (to.misfits.empty()) to.misfits.assign(to.validity.size(), 0);
            to.misfits[i / 64] |= std::uint64_t{1} << (i % 64);
        }
        to.offsets.push_back(static_cast<std::int64_t>(to.bytes.size()));
    }
}

/// Marks rows whose chunk has a misfit there, beside those that are marked.
inline void gather_misfits(chunk_finder const& from, row_list const& rows, gathered_buffers& to) {
    std::vector<std::uint64_t> bits;
    gather_bits(from, rows, bits, [](column const& data, std::int64_t element) {
        return data.misfits != nullptr && reading::bit_at(data.misfits, element);
    });
    if (to.misfits.empty()) return to.misfits.swap(bits);
    for (std::size_t i = 0; i < bits.size(); ++i) to.misfits[i] |= bits[i];
}

/// What must be known of the chunks before their rows are gathered.
struct chunk_survey {
    column const* model = nullptr;  ///< the first chunk that holds anything
    bool is_uniform = true;
    bool any_nulls = false;
    bool any_misfits = false;

    explicit chunk_survey(std::vector<column const*> const& chunks) {
        for (column const* const chunk : chunks) {
            if (chunk == nullptr || chunk->physical == layout::null) {
                any_nulls = true;
                continue;
            }
            if (model == nullptr) model = chunk;
            is_uniform = is_uniform && is_same_layout(*model, *chunk);
            any_nulls = any_nulls || chunk->validity != nullptr;
            any_misfits = any_misfits || chunk->misfits != nullptr;
        }
    }
};

/// The rows as they lie in their chunks: fixed widths, booleans, codes.
inline void gather_as_they_are(chunk_finder const& from, row_list const& rows, chunk_survey const& survey,
                               std::size_t width, gathered_buffers& to, column& out) {
    out = *survey.model;
    out.length = static_cast<std::int64_t>(rows.size());
    out.offset = 0;
    out.validity = out.misfits = nullptr;
    if (width > 0) {
        gather_values(from, rows, width, to);
        out.values = to.values.data();
    } else {
        gather_bits(from, rows, to.bits, [](column const& data, std::int64_t element) {
            return reading::bit_at(data.values, element);
        });
        out.values = to.bits.data();
    }
    if (survey.any_nulls || std::find(rows.begin(), rows.end(), no_row) != rows.end())
        gather_bits(from, rows, to.validity, has_value);
}

/// The rows of a column that lies in chunks; chunk i holds the rows from `first_rows[i]` on. A chunk may be
/// null: its rows, and `no_row`, become nulls. Fixed widths, booleans and the codes of one dictionary stay
/// what they are; texts, and what differs from chunk to chunk, become large_utf8; lists and structures nulls.
/// Requires that every row is one of a chunk, and first_rows[0] = 0.
[[nodiscard]] inline gathered gather(std::vector<column const*> const& chunks,
                                     std::vector<std::int64_t> const& first_rows, row_list const& rows) {
    chunk_survey const survey(chunks);
    gathered out;
    out.data.length = static_cast<std::int64_t>(rows.size());
    if (survey.model == nullptr || survey.model->physical > layout::dictionary) return out;
    auto const buffers = std::make_shared<gathered_buffers>();
    chunk_finder const from(chunks, first_rows);
    layout const physical = survey.model->physical;
    std::size_t const width =
        physical == layout::dictionary ? width_of(survey.model->code_layout) : width_of(physical);
    if (survey.is_uniform && (width > 0 || physical == layout::boolean)) {
        gather_as_they_are(from, rows, survey, width, *buffers, out.data);
    } else {
        gather_texts(from, rows, *buffers);
        out.data.name = survey.model->name;
        out.data.physical = layout::large_utf8;
        out.data.offsets = buffers->offsets.data();
        out.data.bytes = buffers->bytes.data();
    }
    if (survey.any_misfits) gather_misfits(from, rows, *buffers);
    if (!buffers->validity.empty())
        out.data.validity = reinterpret_cast<std::uint8_t const*>(buffers->validity.data());
    if (!buffers->misfits.empty())
        out.data.misfits = reinterpret_cast<std::uint8_t const*>(buffers->misfits.data());
    out.owner = buffers;
    return out;
}

/// The same of one column.
[[nodiscard]] inline gathered gather(column const* data, row_list const& rows) {
    return gather(std::vector<column const*>{data}, std::vector<std::int64_t>{0}, rows);
}

}  // namespace tramo::running
