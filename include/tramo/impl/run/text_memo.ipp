// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Remembers what a spelling was read as: a column of names holds few distinct ones, many times over.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/run/column_reader.hpp>

namespace tramo::reading {

/// What became of a cell: known, null, or a fault (its reason follows `null`).
enum class outcome : std::uint8_t { known, null, first_fault };

[[nodiscard]] constexpr outcome faulty(fault_reason reason) {
    return static_cast<outcome>(static_cast<int>(outcome::first_fault) + static_cast<int>(reason));
}
[[nodiscard]] constexpr bool is_fault(outcome found) {
    return found >= outcome::first_fault;
}
[[nodiscard]] constexpr fault_reason reason_of(outcome found) {
    return static_cast<fault_reason>(static_cast<int>(found) - static_cast<int>(outcome::first_fault));
}

inline constexpr std::uint32_t not_new = 0xFFFFFFFF;

/// A spelling resolved: the value's index, and for a new value of an open enumeration its place among those
/// met.
struct resolved_text {
    std::int64_t index = 0;
    std::uint32_t met = not_new;
    outcome found = outcome::known;
};

/// A text with its first and last eight bytes (zeros where it is shorter): with its size they are all of a
/// text of up to 16 bytes, so that most are compared without a look at their bytes.
struct text_key {
    std::string_view text;
    std::uint64_t first = 0, last = 0;
    std::uint64_t hash = 0;  ///< never 0
};

[[nodiscard]] inline std::uint64_t mixed(std::uint64_t hash) {
    return (hash ^ hash >> 29) * 0x9E3779B97F4A7C15;
}

/// Loads up to 8 bytes of which `readable` may be touched.
[[nodiscard]] inline std::uint64_t load_up_to_8(char const* bytes, std::size_t size, std::size_t readable) {
    std::uint64_t word = 0;
    if (readable < 8) {
        if (size > 0) std::memcpy(&word, bytes, size < 8 ? size : 8);
        return word;
    }
    std::memcpy(&word, bytes, 8);
    return size < 8 ? word & ((std::uint64_t{1} << 8 * size) - 1) : word;
}

/// `readable`: how many bytes from the text's beginning belong to its buffer.
[[nodiscard]] inline text_key key_of(std::string_view text, std::size_t readable) {
    std::size_t const size = text.size();
    text_key key{text, load_up_to_8(text.data(), size, readable), 0, 0};
    if (size > 8) {
        std::size_t const at = size < 16 ? 8 : size - 8;
        key.last = load_up_to_8(text.data() + at, size - at, readable - at);
    }
    std::uint64_t hash = mixed(mixed(key.first + size) ^ key.last);
    for (std::size_t at = 8; at + 16 <= size; at += 8)
        hash = mixed(hash ^ load_up_to_8(text.data() + at, 8, 8));
    key.hash = (hash ^ hash >> 32) | 1;
    return key;
}

/// A bounded open-addressing table. Keys are views: they must outlive it.
class text_memo {
public:
    static constexpr std::size_t most_entries = 65'536;

    [[nodiscard]] resolved_text const* find(text_key const& key) const {
        if (slots_.empty()) return nullptr;
        for (std::size_t at = place(key.hash);; at = (at + 1) & (slots_.size() - 1)) {
            slot const& each = slots_[at];
            if (each.key.hash == 0) return nullptr;
            if (is_same(each.key, key)) return &each.text;
        }
    }

    [[nodiscard]] bool is_full() const { return used_ == most_entries; }

    /// Requires that the key is not there yet and that the memo is not full.
    void insert(text_key const& key, resolved_text const& text) {
        if (slots_.size() < 2 * (used_ + 1)) rehash(slots_.empty() ? 256 : slots_.size() * 2);
        put({key, text});
        ++used_;
    }

private:
    struct slot {
        text_key key;  ///< its hash is 0 where nothing is stored
        resolved_text text;
    };

    static bool is_same(text_key const& a, text_key const& b) {
        return a.first == b.first && a.last == b.last && a.text.size() == b.text.size() &&
               (a.text.size() <= 16 || a.text == b.text);
    }

    [[nodiscard]] std::size_t place(std::uint64_t hash) const { return (hash >> 7) & (slots_.size() - 1); }

    void put(slot const& stored) {
        std::size_t at = place(stored.key.hash);
        while (slots_[at].key.hash != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = stored;
    }

    void rehash(std::size_t size) {
        std::vector<slot> const before = std::move(slots_);
        slots_.assign(size, {});
        for (slot const& each : before)
            if (each.key.hash != 0) put(each);
    }

    std::vector<slot> slots_;
    std::size_t used_ = 0;
};

}  // namespace tramo::reading
