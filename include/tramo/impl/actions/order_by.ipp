// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Sorts accounts by numbers, digit by digit from the last: as long for a million as a million looks.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <tramo/actions/worklist.hpp>
#include <tramo/values/long_vector.hpp>

namespace tramo::actions {

namespace listing {

/// 2^11 counters stay in the first-level cache.
inline constexpr unsigned most_digit_bits = 11;
/// Fewer accounts are compared sooner than their digits are counted.
inline constexpr std::size_t few_accounts = 512;

/// The bits of a key less the smallest one, and how many digits they make.
struct digit_layout {
    unsigned width = 0, digits = 0, digit_bits = 0;

    explicit digit_layout(std::uint64_t largest)
        : width(static_cast<unsigned>(std::bit_width(largest))),
          digits((width + most_digit_bits - 1) / most_digit_bits),
          digit_bits(digits == 0 ? 0 : (width + digits - 1) / digits) {}
};

/// A key and its account in one number: what is moved is half as much.
struct packed_key {
    std::uint64_t both;

    static packed_key of(std::uint64_t key, std::uint32_t account, unsigned shift) {
        return {key << shift | account};
    }
    [[nodiscard]] std::uint64_t digits(unsigned shift) const { return both >> shift; }
    [[nodiscard]] std::uint32_t account(unsigned shift) const {
        return static_cast<std::uint32_t>(both & ((std::uint64_t{1} << shift) - 1));
    }
};

struct plain_key {
    std::uint64_t key;
    std::uint32_t which;

    static plain_key of(std::uint64_t key, std::uint32_t account, unsigned) { return {key, account}; }
    [[nodiscard]] std::uint64_t digits(unsigned) const { return key; }
    [[nodiscard]] std::uint32_t account(unsigned) const { return which; }
};

/// How often each value of each digit occurs; then where the first key with it goes.
class digit_places {
public:
    explicit digit_places(digit_layout const& of)
        : layout_(of), counts_(of.digits * (std::size_t{1} << of.digit_bits), 0) {}

    [[nodiscard]] std::size_t value(std::uint64_t key, unsigned digit) const {
        return (key >> digit * layout_.digit_bits) & (size() - 1);
    }
    void count(std::uint64_t key) {
        for (unsigned digit = 0; digit < layout_.digits; ++digit) ++at(digit)[value(key, digit)];
    }
    /// False where all keys have the same digit, of which `key` is one.
    [[nodiscard]] bool tells(unsigned digit, std::uint64_t key, std::size_t keys) {
        return at(digit)[value(key, digit)] != keys;
    }
    [[nodiscard]] std::uint32_t* starts(unsigned digit) {
        std::uint32_t before = 0;
        for (std::size_t i = 0; i < size(); ++i) before += std::exchange(at(digit)[i], before);
        return at(digit);
    }

private:
    [[nodiscard]] std::size_t size() const { return std::size_t{1} << layout_.digit_bits; }
    [[nodiscard]] std::uint32_t* at(unsigned digit) { return counts_.data() + digit * size(); }

    digit_layout layout_;
    std::vector<std::uint32_t> counts_;
};

template <class Key>
inline void order_by_digits(std::vector<std::uint32_t>& accounts, std::span<std::int64_t const> keys,
                            std::int64_t smallest, digit_layout const& layout, unsigned shift) {
    long_vector<Key> now, next;
    now.resize(accounts.size());
    digit_places places(layout);
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        auto const above =
            static_cast<std::uint64_t>(keys[accounts[i]]) - static_cast<std::uint64_t>(smallest);
        now[i] = Key::of(above, accounts[i], shift);
        places.count(above);
    }
    std::vector<unsigned> digits;
    for (unsigned digit = 0; digit < layout.digits; ++digit)
        if (places.tells(digit, now.front().digits(shift), now.size())) digits.push_back(digit);
    if (digits.size() > 1) next.resize(accounts.size());
    for (auto const digit : digits) {
        auto* const starts = places.starts(digit);
        bool const is_last = digit == digits.back();
        for (auto const& one : now) {
            auto const to = starts[places.value(one.digits(shift), digit)]++;
            if (is_last)
                accounts[to] = one.account(shift);
            else
                next[to] = one;
        }
        now.swap(next);
    }
}

struct key_survey {
    std::int64_t smallest = INT64_MAX, largest = INT64_MIN;
    std::uint32_t last_account = 0;
    bool is_sorted = true;

    key_survey(std::vector<std::uint32_t> const& accounts, std::span<std::int64_t const> keys) {
        std::int64_t before = INT64_MIN;
        for (auto const account : accounts) {
            auto const key = keys[account];
            smallest = std::min(smallest, key);
            largest = std::max(largest, key);
            last_account = std::max(last_account, account);
            is_sorted = is_sorted && before <= key;
            before = key;
        }
    }
};

}  // namespace listing

TRAMO_INLINE void order_by(std::vector<std::uint32_t>& accounts, std::span<std::int64_t const> keys) {
    listing::key_survey const seen(accounts, keys);
    if (seen.is_sorted) return;
    if (accounts.size() < listing::few_accounts) {
        std::stable_sort(accounts.begin(), accounts.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
        return;
    }
    listing::digit_layout const layout(static_cast<std::uint64_t>(seen.largest) -
                                       static_cast<std::uint64_t>(seen.smallest));
    auto const shift = static_cast<unsigned>(std::bit_width(seen.last_account));
    if (layout.width + shift <= 64)
        listing::order_by_digits<listing::packed_key>(accounts, keys, seen.smallest, layout, shift);
    else
        listing::order_by_digits<listing::plain_key>(accounts, keys, seen.smallest, layout, 0);
}

}  // namespace tramo::actions
