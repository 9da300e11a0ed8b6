// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The data gate: prepares a block, lets the field's own file read it, and leaves it in order.
#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include <tramo/impl/run/check_column.ipp>
#include <tramo/impl/run/read_dates.ipp>
#include <tramo/impl/run/read_dictionary.ipp>
#include <tramo/impl/run/read_enumerations.ipp>
#include <tramo/impl/run/read_numbers.ipp>
#include <tramo/impl/run/read_texts.ipp>
#include <tramo/run/column_reader.hpp>

namespace tramo {
namespace reading {

inline constexpr std::array<std::pair<std::string_view, std::string_view>, 21> fault_words = {
    {{"missing", "is missing"},
     {"not_a_member", "is not one of the declared values"},
     {"wrong_type", "cannot be read as the field's type"},
     {"too_precise", "has more decimals than the field keeps"},
     {"overflow", "is too large"},
     {"infinite", "is infinite"},
     {"invalid_tax_id", "is not a valid tax id"},
     {"wrong_length", "has not the number of digits that the policy asks for"},
     {"invalid_text", "is not UTF-8 text"},
     {"wrong_cells", "has not as many cells as the file has columns"},
     {"broken_list", "is a list that cannot be read"},
     {"arithmetic", "is too large to compute"},
     {"unknown_event", "is no event that the policy knows"},
     {"unknown_account", "is not among the accounts"},
     {"unknown_child", "is not among the account's children"},
     {"not_increasing", "is no increase of the running total"},
     {"undoes_nothing", "names no event that it could undo"},
     {"before_horizon", "happened before what the snapshot still remembers"},
     {"not_by_hand", "is nothing that the policy lets a hand do"},
     {"repeated_key", "is the key of a row before it"},
     {"not_positive", "is not above 0"}}};

/// Empties the block and marks the rows that hold a value; nulls are faults where one is due.
TRAMO_INLINE void prepare_block(reader_state const& reader, std::int64_t begin, std::size_t count,
                                block& out) {
    out.form = block::form_t::narrow;
    out.begin = begin;
    out.count = count;
    out.composed.clear();
    out.faults.clear();
    std::size_t const words = word_count(count);
    grow(out.known, words);
    std::fill(out.known.begin() + static_cast<std::ptrdiff_t>(words), out.known.end(), 0);
    column const& data = *reader.data;
    bool const is_null = data.physical == layout::null;
    std::fill_n(out.known.begin(), words, is_null ? 0 : ~std::uint64_t{0});
    if (!is_null && count % 64 != 0) out.known[words - 1] = low_bits(count % 64);
    if (!is_null && data.validity) copy_bits(data.validity, data.offset + begin, count, out.known.data());
    if (reader.nulls_are_faults)
        for_each_clear(out.known.data(), count,
                       [&](std::size_t i) { add_fault(out, i, fault_reason::missing); });
    if (!data.misfits) return;
    for_each_known(out, [&](std::size_t i) {
        if (is_misfit(data, begin + static_cast<std::int64_t>(i)))
            add_fault(out, i, fault_reason::wrong_type);
    });
}

TRAMO_INLINE void read_nulls(reader_state const& reader, block& out) {
    bool const is_text = reader.as->type.kind == kind::text;
    out.form = is_text ? block::form_t::texts : block::form_t::narrow;
    if (is_text)
        grow(out.texts, out.count);
    else
        grow(out.narrow, out.count);
}

TRAMO_INLINE void read_values(reader_state& reader, block& out, bool floats_allowed) {
    if (reader.data->physical == layout::null) return read_nulls(reader, out);
    if (reader.data->physical == layout::dictionary) return read_dictionary(reader, out);
    switch (reader.as->type.kind) {
        case kind::boolean:
            return read_booleans(reader, out);
        case kind::integer:
        case kind::decimal:
        case kind::money:
        case kind::percent:
        case kind::duration:
            return read_numbers(reader, out, floats_allowed);
        case kind::date:
            return read_dates(reader, out);
        case kind::timestamp:
            return read_timestamps(reader, out);
        case kind::text:
            return read_texts(reader, out);
        case kind::enumeration:
            return read_enumerations(reader, out);
    }
}

/// Empties the slots of unknown rows and puts the faults in the order of rows.
TRAMO_INLINE void finish_block(block& out) {
    out.all_known = true;
    for_each_clear(out.known.data(), out.count, [&](std::size_t) { out.all_known = false; });
    if (out.all_known) return;
    switch (out.form) {
        case block::form_t::narrow:
            clear_unknown(out, out.narrow);
            break;
        case block::form_t::wide:
            clear_unknown(out, out.wide);
            break;
        case block::form_t::floats:
            clear_unknown(out, out.floats);
            break;
        case block::form_t::texts:
            clear_unknown(out, out.texts);
            break;
    }
    auto const comes_first = [](fault const& a, fault const& b) { return a.row < b.row; };
    if (!std::is_sorted(out.faults.begin(), out.faults.end(), comes_first))
        std::sort(out.faults.begin(), out.faults.end(), comes_first);
}

TRAMO_INLINE void read_block(reader_state& reader, std::int64_t begin, std::size_t count, block& out,
                             bool floats_allowed) {
    prepare_block(reader, begin, count, out);
    read_values(reader, out, floats_allowed);
    finish_block(out);
}

}  // namespace reading

TRAMO_INLINE std::string_view describe(fault_reason reason) {
    return reading::fault_words[static_cast<std::size_t>(reason)].second;
}

TRAMO_INLINE std::string_view name_of(fault_reason reason) {
    return reading::fault_words[static_cast<std::size_t>(reason)].first;
}

struct column_reader::state {
    reading::reader_state reader;
};

TRAMO_INLINE std::vector<diagnostic> column_reader::check(field const& as, column const& data,
                                                          std::string_view zone) {
    column const& values = reading::values_of(data);
    if (!reading::is_readable(as.type.kind, values)) return {reading::wrong_type_of_column(as, data)};
    bool const has_zone = values.physical == layout::timestamp && !values.zone.empty();
    if (has_zone && !fixed_offset(zone)) return {reading::zone_without_offset(as, data, zone)};
    return {};
}

TRAMO_INLINE column_reader::column_reader(field const& as, column const& data, std::string_view zone)
    : state_(std::make_unique<state>()) {
    reading::reader_state& reader = state_->reader;
    reader.as = &as;
    reader.data = &data;
    reader.zone_offset = fixed_offset(zone);
    reader.is_required = !as.is_optional || as.is_key;
    reader.nulls_are_faults = reader.is_required;
    if (as.type.kind == kind::decimal || as.type.kind == kind::money) reader.number_scale = as.type.scale;
    if (as.type.kind == kind::percent) reader.number_scale = as.type.scale - 2;
}

TRAMO_INLINE column_reader::~column_reader() = default;
TRAMO_INLINE column_reader::column_reader(column_reader&&) noexcept = default;
TRAMO_INLINE column_reader& column_reader::operator=(column_reader&&) noexcept = default;

TRAMO_INLINE void column_reader::read(std::int64_t begin, std::size_t count, block& out,
                                      bool floats_allowed) {
    reading::read_block(state_->reader, begin, count, out, floats_allowed);
}

TRAMO_INLINE std::vector<new_value> const& column_reader::new_values() const {
    return state_->reader.met;
}

}  // namespace tramo
