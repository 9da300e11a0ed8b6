// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a reader knows of its field and column, and how a cell's outcome reaches the block.
#pragma once

#include <algorithm>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <tramo/impl/run/bits.ipp>
#include <tramo/impl/run/cells.ipp>
#include <tramo/impl/run/text_memo.ipp>
#include <tramo/run/column_reader.hpp>

namespace tramo::reading {

struct dictionary_memo;

struct reader_state {
    field const* as = nullptr;
    column const* data = nullptr;
    std::optional<int> zone_offset;  ///< minutes east of UTC, where the policy's zone is fixed
    int number_scale = 0;            ///< of the column's numbers: percent points keep two decimals fewer
    bool is_required = true;
    bool nulls_are_faults = true;  ///< not so for the entries of a dictionary: only rows have faults
    text_memo memo;
    std::deque<std::string> memo_keys;  ///< of integers; texts stay in their column
    std::vector<new_value> met;         ///< new values of an open enumeration
    std::unordered_map<std::string, std::size_t> met_index;
    std::shared_ptr<dictionary_memo> dictionary;
};

[[nodiscard]] constexpr bool is_whole_kind(kind as) {
    return as == kind::integer || as == kind::duration;
}

template <class T>
inline void grow(std::vector<T>& to, std::size_t count) {
    if (to.size() < count) to.resize(count);
}

inline void add_fault(block& out, std::size_t i, fault_reason reason) {
    out.known[i / 64] &= ~(std::uint64_t{1} << (i % 64));
    out.faults.push_back({out.begin + static_cast<std::int64_t>(i), reason});
}

/// Takes row `i` out of the known ones: as a null, or as the fault it is.
inline void set_aside(reader_state const& reader, block& out, std::size_t i, outcome found) {
    if (is_fault(found)) return add_fault(out, i, reason_of(found));
    if (reader.nulls_are_faults) return add_fault(out, i, fault_reason::missing);
    out.known[i / 64] &= ~(std::uint64_t{1} << (i % 64));
}

/// Calls `use(i)` for each row known so far.
template <class Use>
inline void for_each_known(block const& out, Use&& use) {
    for_each_set(out.known.data(), out.count, use);
}

/// Zeroes the slots of rows that are not known: what lay there is anything.
template <class T>
inline void clear_unknown(block const& out, std::vector<T>& slots) {
    for_each_clear(out.known.data(), out.count, [&](std::size_t i) { slots[i] = T{}; });
}

[[nodiscard]] constexpr bool fits_narrow(int128 number) {
    return number == static_cast<std::int64_t>(number);
}

inline void widen(block& out) {
    if (out.form == block::form_t::wide) return;
    grow(out.wide, out.count);
    std::copy_n(out.narrow.begin(), out.count, out.wide.begin());
    out.form = block::form_t::wide;
}

/// Stores a coefficient, and makes the block wide when it must be.
inline void store(block& out, std::size_t i, int128 number) {
    if (out.form == block::form_t::narrow && fits_narrow(number)) {
        out.narrow[i] = static_cast<std::int64_t>(number);
        return;
    }
    widen(out);
    out.wide[i] = number;
}

/// Stores what a cell was read as, or sets its row aside.
inline void settle(reader_state const& reader, block& out, std::size_t i, outcome found, int128 number) {
    if (found == outcome::known)
        store(out, i, number);
    else
        set_aside(reader, out, i, found);
}

}  // namespace tramo::reading
