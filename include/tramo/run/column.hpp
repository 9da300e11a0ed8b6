// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A column of data as it lies in memory: a view of Arrow buffers, whoever owns them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>

namespace tramo {

enum class layout {
    null,
    boolean,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float32,
    float64,
    decimal128,
    date32,
    date64,
    timestamp,
    utf8,
    large_utf8,
    utf8_view,
    dictionary,
    list,
    large_list,
    structure
};

enum class time_unit { second, milli, micro, nano };

/// Row `r` of the column is element `offset + r` of its buffers. No buffer is assumed to be aligned or
/// padded, and slots of nulls hold anything.
struct column {
    std::string name;
    tramo::layout physical = tramo::layout::null;
    std::int64_t length = 0;
    std::int64_t offset = 0;
    std::uint8_t const* validity = nullptr;  ///< bit-packed from element 0; null when every value is there
    std::uint8_t const* misfits = nullptr;  ///< bits of the rows that hold what no field can be read from: an
                                            ///< object of JSON where a value is due; null when there are none
    void const* values =
        nullptr;  ///< fixed-width values, bit-packed booleans, string views, dictionary codes
    void const* offsets = nullptr;              ///< utf8 and list: int32; large_utf8 and large_list: int64
    char const* bytes = nullptr;                ///< utf8, large_utf8
    std::int64_t byte_count = -1;               ///< of `bytes`; negative: as the end of the last row says
    void const* const* view_buffers = nullptr;  ///< utf8_view: the variadic buffers
    void const* view_sizes = nullptr;           ///< utf8_view: int64, the bytes in each variadic buffer
    std::int64_t view_count = 0;                ///< utf8_view: how many variadic buffers there are
    int precision = 38;                         ///< decimal128: as declared, for messages
    int scale = 0;                              ///< decimal128
    time_unit unit = time_unit::micro;          ///< timestamp
    std::string zone;                           ///< timestamp: empty for wall-clock time
    tramo::layout code_layout = tramo::layout::int32;  ///< dictionary: the type of its codes
    std::shared_ptr<column const> dictionary;
    std::vector<column> children;  ///< list: its items; structure: its fields
    std::string unsupported;       ///< layout null: the Arrow format that no field can be read from
};

/// Whether row `row` holds a value. Requires 0 <= row < length.
[[nodiscard]] bool is_valid(column const& data, std::int64_t row);
/// Whether row `row` holds a misfit: a fault whatever the field. Requires 0 <= row < length.
[[nodiscard]] bool is_misfit(column const& data, std::int64_t row);
/// The text of a row of utf8, large_utf8 or utf8_view. Requires a valid row.
[[nodiscard]] std::string_view text_at(column const& data, std::int64_t row);
/// Where the list of a row begins and ends among its items (`children[0]`, whose own offset then applies);
/// `end` is -1 where the offsets are out of order or lie outside the items, and for a misfit.
struct item_range {
    std::int64_t begin = 0, end = 0;
};
[[nodiscard]] item_range items_at(column const& data, std::int64_t row);
/// The value of a row in words, for a message: at most about 40 characters; "null" when there is none.
[[nodiscard]] std::string cell_text(column const& data, std::int64_t row);
/// "int32", "decimal(18, 2)", "timestamp(us, UTC)", "dictionary of utf8": for messages.
[[nodiscard]] std::string describe(column const& data);

/// Columns of equal length.
struct batch {
    std::vector<column> columns;
    std::int64_t rows = 0;
    std::shared_ptr<void const> owner;  ///< keeps the buffers alive
};

/// A portfolio: batches with the same columns in the same order.
struct table {
    std::vector<batch> batches;
    [[nodiscard]] std::int64_t rows() const {
        std::int64_t total = 0;
        for (auto const& part : batches) total += part.rows;
        return total;
    }
};

/// The column of that name, else null.
[[nodiscard]] column const* find_column(batch const& data, std::string_view name);

/// Some rows of a batch, where they lie. Requires 0 <= from, from + rows <= data.rows.
[[nodiscard]] batch rows_of(batch const& data, std::int64_t from, std::int64_t rows);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/column.ipp>
#endif
