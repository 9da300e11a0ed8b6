// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Keys that are whole numbers are kept as such, in an open table or, where they count up one by one, in none
// at all; other texts in a map.
#pragma once

#include <algorithm>
#include <array>
#include <deque>

#include <tramo/impl/run/canonical_integer.ipp>
#include <tramo/impl/run/cells.ipp>
#include <tramo/run/account_index.hpp>

namespace tramo {

namespace running {

/// Whole numbers to units. Keys first, first + 1, … in the order of units need no table.
class integer_units {
public:
    [[nodiscard]] std::uint32_t find(std::int64_t key) const {
        if (slots_.empty()) {
            auto const at = static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(first_);
            return at < count_ ? first_unit_ + static_cast<std::uint32_t>(at) : no_unit;
        }
        for (auto at = hash(key) >> shift_;; at = (at + 1) & (slots_.size() - 1)) {
            if (slots_[at].unit == no_unit) return no_unit;
            if (slots_[at].key == key) return slots_[at].unit;
        }
    }

    /// Requires that it is not there.
    void add(std::int64_t key, std::uint32_t unit) {
        bool const counts_up =
            slots_.empty() &&
            (count_ == 0 || (static_cast<std::uint64_t>(key) == static_cast<std::uint64_t>(first_) + count_ &&
                             unit == first_unit_ + count_));
        if (counts_up) {
            if (count_++ == 0) {
                first_ = key;
                first_unit_ = unit;
            }
            return;
        }
        if (slots_.empty()) leave_counting();
        if (2 * (count_ + 1) > slots_.size()) grow();
        insert(key, unit);
        ++count_;
    }

    /// Whether keys would count up with this one too, so that a unit tells its key.
    [[nodiscard]] bool counts_up_to(std::int64_t key) const {
        auto const next = static_cast<std::uint64_t>(first_) + count_;
        return slots_.empty() && (count_ == 0 || static_cast<std::uint64_t>(key) == next);
    }
    [[nodiscard]] std::int64_t first() const { return first_; }
    [[nodiscard]] std::size_t count() const { return count_; }
    /// Requires that keys count up.
    [[nodiscard]] std::int64_t key(std::uint32_t unit) const {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(first_) + (unit - first_unit_));
    }

private:
    struct slot {
        std::int64_t key = 0;
        std::uint32_t unit = no_unit;
    };

    [[nodiscard]] static std::uint64_t hash(std::int64_t key) {
        auto mixed = static_cast<std::uint64_t>(key);
        mixed ^= mixed >> 32;
        return mixed * 0x9E3779B97F4A7C15U;
    }

    void insert(std::int64_t key, std::uint32_t unit) {
        auto at = hash(key) >> shift_;
        while (slots_[at].unit != no_unit) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = {key, unit};
    }

    void leave_counting() {
        resize_for(count_ + 1);
        for (std::size_t i = 0; i < count_; ++i)
            insert(static_cast<std::int64_t>(static_cast<std::uint64_t>(first_) + i),
                   first_unit_ + static_cast<std::uint32_t>(i));
    }

    void resize_for(std::size_t count) {
        std::size_t size = 16;
        while (size < 4 * count) size *= 2;
        slots_.assign(size, {});
        shift_ = 64 - __builtin_ctzll(size);
    }

    void grow() {
        auto const old = std::move(slots_);
        resize_for(count_ + 1);
        for (auto const& one : old)
            if (one.unit != no_unit) insert(one.key, one.unit);
    }

    std::vector<slot> slots_;
    int shift_ = 60;
    std::int64_t first_ = 0;
    std::uint32_t first_unit_ = 0;
    std::size_t count_ = 0;
};

[[nodiscard]] inline std::string_view trimmed_key(std::string_view text) {
    return reading::trim(text);
}

}  // namespace running

namespace running {

/// Texts to units: an open table of hashes; the texts themselves lie with the units.
class text_units {
public:
    /// `text_of(unit)` is the text that a unit was added with.
    template <class TextOf>
    [[nodiscard]] std::uint32_t find(std::string_view text, std::size_t hash, TextOf text_of) const {
        if (slots_.empty()) return no_unit;
        for (auto at = hash & mask_;; at = (at + 1) & mask_) {
            auto const& one = slots_[at];
            if (one.unit == no_unit) return no_unit;
            if (one.hash == static_cast<std::uint32_t>(hash >> 32) && text_of(one.unit) == text)
                return one.unit;
        }
    }

    /// Requires that it is not there.
    template <class TextOf>
    void add(std::size_t hash, std::uint32_t unit, TextOf text_of) {
        if (2 * (count_ + 1) > slots_.size()) grow(text_of);
        insert(hash, unit);
        ++count_;
    }

    [[nodiscard]] static std::size_t hash_of(std::string_view text) {
        return std::hash<std::string_view>()(text);
    }
    [[nodiscard]] bool empty() const { return count_ == 0; }

private:
    struct slot {
        std::uint32_t hash = 0;
        std::uint32_t unit = no_unit;
    };

    void insert(std::size_t hash, std::uint32_t unit) {
        auto at = hash & mask_;
        while (slots_[at].unit != no_unit) at = (at + 1) & mask_;
        slots_[at] = {static_cast<std::uint32_t>(hash >> 32), unit};
    }

    template <class TextOf>
    void grow(TextOf text_of) {
        auto const old = std::move(slots_);
        slots_.assign(std::max<std::size_t>(16, 4 * old.size()), {});
        mask_ = slots_.size() - 1;
        for (auto const& one : old)
            if (one.unit != no_unit) insert(hash_of(text_of(one.unit)), one.unit);
    }

    std::vector<slot> slots_;
    std::size_t mask_ = 0;
    std::size_t count_ = 0;
};

}  // namespace running

struct account_index::state {
    struct name {
        std::int64_t number = 0;
        std::string const* text = nullptr;  ///< null: `number`
    };

    running::integer_units integers;
    running::text_units texts;
    std::deque<std::string> held;
    std::vector<name> names;  ///< empty as long as all keys are whole numbers that count up with the units
    std::uint32_t count = 0;

    [[nodiscard]] auto text_of() const {
        return [this](std::uint32_t unit) { return std::string_view(*names[unit].text); };
    }

    [[nodiscard]] std::uint32_t find(std::string_view text) const {
        if (auto const number = running::canonical_integer(text)) return integers.find(*number);
        return texts.find(text, running::text_units::hash_of(text), text_of());
    }

    /// Where keys count up their unit is a difference.
    void find_counted(column const& keys, std::int64_t rows, std::uint32_t* units) const {
        auto const first = static_cast<std::uint64_t>(integers.first());
        auto const size = static_cast<std::uint64_t>(integers.count());
        for (std::int64_t i = 0; i < rows; ++i) {
            auto const at =
                static_cast<std::uint64_t>(reading::load_at<std::int64_t>(keys.values, keys.offset + i)) -
                first;
            units[i] = at < size ? static_cast<std::uint32_t>(at) : no_unit;
        }
    }

    std::uint32_t add(std::int64_t number) {
        auto const known = integers.find(number);
        if (known != no_unit) return known;
        if (names.empty() && !integers.counts_up_to(number)) name_units();
        integers.add(number, count);
        if (!names.empty()) names.push_back({number, nullptr});
        return count++;
    }

    void name_units() {
        names.reserve(std::size_t{count} + 1);
        for (std::uint32_t unit = 0; unit < count; ++unit) names.push_back({integers.key(unit), nullptr});
    }

    std::uint32_t add(std::string_view text) {
        if (auto const number = running::canonical_integer(text)) return add(*number);
        auto const hash = running::text_units::hash_of(text);
        auto const known = texts.find(text, hash, text_of());
        if (known != no_unit) return known;
        if (names.empty()) name_units();
        held.emplace_back(text);
        names.push_back({0, &held.back()});
        texts.add(hash, count, text_of());
        return count++;
    }

    /// Calls `of_number` or `of_text` for each row that has a key.
    template <class OfNumber, class OfText>
    static void each(column const& keys, std::int64_t rows, std::uint32_t* units, OfNumber of_number,
                     OfText of_text) {
        if (keys.physical == layout::dictionary && keys.dictionary) {
            each_coded(keys, rows, units, of_number, of_text);
            return;
        }
        if (reading::is_integer_layout(keys.physical))
            return reading::with_integer_type(keys.physical, [&](auto zero) {
                each_integer<decltype(zero)>(keys, rows, units, of_number, of_text);
            });
        if (reading::is_float_layout(keys.physical)) return each_float(keys, rows, units, of_number);
        std::string_view last;  // rows of one account often stand together
        std::uint32_t last_unit = no_unit;
        for (std::int64_t i = 0; i < rows; ++i) {
            std::string_view text;
            bool const there = reading::is_text_layout(keys.physical) && is_valid(keys, i) &&
                               !is_misfit(keys, i) && reading::find_text(keys, i, text);
            text = running::trimmed_key(text);
            if (!there || text.empty()) {
                units[i] = no_unit;
                continue;
            }
            if (text != last) last_unit = of_text(text);
            units[i] = last_unit;
            last = text;
        }
    }

    /// Entries of the dictionary that no row uses are no keys.
    template <class OfNumber, class OfText>
    static void each_coded(column const& keys, std::int64_t rows, std::uint32_t* units, OfNumber of_number,
                           OfText of_text) {
        std::vector<std::uint32_t> of_entry(static_cast<std::size_t>(keys.dictionary->length));
        std::vector<bool> is_met(of_entry.size());
        for (std::int64_t i = 0; i < rows; ++i) {
            units[i] = no_unit;
            if (!is_valid(keys, i)) continue;
            auto const code = reading::integer_at(keys.code_layout, keys.values, keys.offset + i);
            if (code < 0 || code >= keys.dictionary->length) continue;
            auto const entry = static_cast<std::size_t>(code);
            if (!is_met[entry]) {
                auto one = *keys.dictionary;
                one.offset += static_cast<std::int64_t>(entry);
                one.length = 1;
                each(one, 1, &of_entry[entry], of_number, of_text);
                is_met[entry] = true;
            }
            units[i] = of_entry[entry];
        }
    }

    template <class OfNumber>
    static void each_float(column const& keys, std::int64_t rows, std::uint32_t* units, OfNumber of_number) {
        for (std::int64_t i = 0; i < rows; ++i) {
            auto const number =
                is_valid(keys, i) ? reading::whole_number_at(keys, keys.offset + i) : std::nullopt;
            units[i] = number ? of_number(*number) : no_unit;
        }
    }

    template <class T, class OfNumber, class OfText>
    static void each_integer(column const& keys, std::int64_t rows, std::uint32_t* units, OfNumber of_number,
                             OfText of_text) {
        T last{};
        auto last_unit = no_unit;
        for (std::int64_t i = 0; i < rows; ++i) {
            if (keys.validity != nullptr && !is_valid(keys, i)) {
                units[i] = no_unit;
                continue;
            }
            auto const key = reading::load_at<T>(keys.values, keys.offset + i);
            if (last_unit != no_unit && key == last) {
                units[i] = last_unit;
                continue;
            }
            last = key;
            auto const number = static_cast<std::int64_t>(key);
            units[i] = last_unit =
                int128{number} == int128{key} ? of_number(number) : of_text(to_string(int128{key}));
        }
    }
};

TRAMO_INLINE account_index::account_index() : state_(std::make_unique<state>()) {}
TRAMO_INLINE account_index::~account_index() = default;
TRAMO_INLINE account_index::account_index(account_index&&) noexcept = default;
TRAMO_INLINE account_index& account_index::operator=(account_index&&) noexcept = default;

TRAMO_INLINE void account_index::add(column const& keys, std::int64_t rows, std::uint32_t* units) {
    state::each(
        keys, rows, units, [&](std::int64_t number) { return state_->add(number); },
        [&](std::string_view text) { return state_->add(text); });
}

TRAMO_INLINE std::uint32_t account_index::add(std::string_view key) {
    return state_->add(running::trimmed_key(key));
}

TRAMO_INLINE void account_index::find(column const& keys, std::int64_t rows, std::uint32_t* units) const {
    bool const is_plain = keys.physical == layout::int64 && keys.validity == nullptr;
    if (is_plain && state_->names.empty()) return state_->find_counted(keys, rows, units);
    state::each(
        keys, rows, units, [&](std::int64_t number) { return state_->integers.find(number); },
        [&](std::string_view text) { return state_->find(text); });
}

TRAMO_INLINE std::uint32_t account_index::find(std::string_view key) const {
    return state_->find(running::trimmed_key(key));
}

TRAMO_INLINE std::size_t account_index::size() const {
    return state_->count;
}

TRAMO_INLINE bool account_index::has_only_integers() const {
    return state_->texts.empty();
}

TRAMO_INLINE std::string account_index::key(std::uint32_t unit) const {
    if (state_->names.empty()) return std::to_string(state_->integers.key(unit));
    auto const& name = state_->names[unit];
    return name.text != nullptr ? *name.text : std::to_string(name.number);
}

}  // namespace tramo
