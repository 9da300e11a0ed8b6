// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The first accounts one by one, with typed fields and as the text of JSON, and how one of them is decided.
#pragma once

#include <tramo/json/single_record.hpp>
#include <tramo/policy/record_matcher.hpp>

#include "policies.hpp"

namespace tramo_bench {

inline constexpr std::int64_t record_count = 256;

/// The one place where a record is decided.
class record_decider {
public:
    explicit record_decider(tramo::prepared_policy const& with) : matcher_(with), account_(with.policy()) {}

    [[nodiscard]] std::uint16_t queue_of(tramo::record const& account) { return matcher_.queue_of(account); }
    [[nodiscard]] std::uint16_t queue_of(std::string const& json) {
        return tramo::read_json_record(json, account_).empty() ? matcher_.queue_of(account_)
                                                               : tramo::no_queue;
    }

private:
    tramo::record_matcher matcher_;
    tramo::record account_;
};

inline std::int64_t code_at(tramo::column const& column, std::int64_t row) {
    return column.code_layout == tramo::layout::int16 ? static_cast<std::int16_t const*>(column.values)[row]
                                                      : static_cast<std::int8_t const*>(column.values)[row];
}

/// The value that a row of the portfolio holds, set into a typed record.
inline void set_from(tramo::record& account, tramo::batch const& from, tramo::field const& of,
                     std::size_t slot, std::int64_t row) {
    auto const& column = *tramo::find_column(from, of.name);
    auto const at = static_cast<std::size_t>(row);
    if (!tramo::is_valid(column, row)) return account.clear({slot});
    if (column.physical == tramo::layout::boolean)
        account.set({slot}, ((static_cast<std::uint8_t const*>(column.values)[at / 8] >> (at % 8)) & 1) != 0);
    if (column.physical == tramo::layout::int32)
        account.set({slot}, static_cast<std::int32_t const*>(column.values)[at]);
    if (column.physical == tramo::layout::int64)
        account.set({slot}, static_cast<std::int64_t const*>(column.values)[at]);
    if (column.physical == tramo::layout::date32)
        account.set({slot}, tramo::date{static_cast<std::int32_t const*>(column.values)[at]});
    if (column.physical == tramo::layout::float64)
        account.set({slot}, *tramo::from_double(static_cast<double const*>(column.values)[at]));
    if (column.physical == tramo::layout::dictionary)
        account.set({slot}, tramo::text_at(*column.dictionary, code_at(column, row)));
}

/// The same as an object of JSON.
inline std::string json_of(tramo::batch const& from, std::vector<std::string> const& columns,
                           std::int64_t row) {
    std::string text = "{";
    for (auto const& name : columns) {
        auto const& column = *tramo::find_column(from, name);
        text += (text.size() > 1 ? ", \"" : "\"") + name + "\": ";
        if (!tramo::is_valid(column, row))
            text += "null";
        else if (column.physical == tramo::layout::dictionary)
            text.append("\"").append(tramo::text_at(*column.dictionary, code_at(column, row))).append("\"");
        else if (column.physical == tramo::layout::date32)
            text.append("\"").append(tramo::cell_text(column, row)).append("\"");
        else
            text += tramo::cell_text(column, row);
    }
    return text + "}";
}

inline std::vector<tramo::record> typed_records(tramo::policy const& reader, tramo::batch const& from) {
    auto const& fields = reader.fields().fields;
    std::vector<tramo::record> records;
    for (std::int64_t row = 0; row < record_count; ++row) {
        records.emplace_back(reader);
        for (std::size_t i = 0; i < fields.size(); ++i) set_from(records.back(), from, fields[i], i, row);
    }
    return records;
}

inline std::vector<std::string> json_records(tramo::policy const& reader, tramo::batch const& from) {
    std::vector<std::string> records;
    for (std::int64_t row = 0; row < record_count; ++row)
        records.push_back(json_of(from, columns_of(reader), row));
    return records;
}

}  // namespace tramo_bench
