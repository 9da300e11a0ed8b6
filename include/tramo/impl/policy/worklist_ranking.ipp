// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Accounts in the order of what a worklist asks: its keys, the score, then the account's own key.
#pragma once

#include <bit>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include <tramo/actions/worklist.hpp>
#include <tramo/impl/policy/worklist_keys.ipp>
#include <tramo/impl/policy/worklist_scores.ipp>

namespace tramo::worklisting {

/// Criteria put into as few numbers of 64 bits as hold them: smaller comes first.
class packed_order {
public:
    explicit packed_order(std::size_t rows)
        : rows_(rows), most_bits_(63 - static_cast<unsigned>(std::bit_width(rows))) {}

    /// Behind those added before: smallest first, or largest; unknown ones last.
    void add(number_column const& numbers, bool is_descending) {
        if (!numbers.has_any()) return;
        if (numbers.is_wide())
            add_wide(numbers, is_descending);
        else
            add_narrow(numbers, is_descending);
    }

    /// Largest first; scores of rows without a choice may be anything.
    void add_scores(best_choices const& best) {
        if (best.is_wide()) {
            add_parts([&](std::size_t row) { return ~(static_cast<uint128>(best.score(row)) ^ sign_); });
            return;
        }
        std::int64_t least = INT64_MAX, most = INT64_MIN;
        for (std::size_t row = 0; row < rows_; ++row) {
            if (best[row] == no_choice) continue;
            least = std::min(least, best.narrow_score(row));
            most = std::max(most, best.narrow_score(row));
        }
        if (least >= most) return;
        auto const range = below(most, least);
        auto const width = static_cast<unsigned>(std::bit_width(range));
        put(width, [&](std::size_t row) {
            return best[row] == no_choice ? 0 : below(most, best.narrow_score(row));
        });
    }

    /// Those that are equal in all of them are left as they were, and handed over: `use(begin, end)`.
    template <class Use>
    void order(std::vector<std::uint32_t>& accounts, Use use) const {
        order_run(accounts, 0, accounts.size(), 0, use);
    }

private:
    static constexpr std::size_t few_accounts = 512;
    static constexpr std::size_t ahead = 24;  // accounts lie anywhere: their keys are asked for early
    static constexpr unsigned word_bits = 64;
    static constexpr uint128 sign_ = uint128{1} << 127;

    [[nodiscard]] static std::uint64_t below(std::int64_t high, std::int64_t low) {
        return static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    }

    /// By one key, then what it does not tell apart by the next: seldom much is left to tell.
    template <class Use>
    void order_run(std::vector<std::uint32_t>& accounts, std::size_t begin, std::size_t end, std::size_t next,
                   Use& use) const {
        if (next == keys_.size()) return use(begin, end);
        auto const& key = keys_[next];
        auto const run = std::span(accounts).subspan(begin, end - begin);
        if (run.size() < few_accounts) {
            std::stable_sort(run.begin(), run.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return key[a] < key[b]; });
        } else {
            std::vector<std::uint32_t> sorted(run.begin(), run.end());
            actions::order_by(sorted, key);
            std::copy(sorted.begin(), sorted.end(), run.begin());
        }
        for (std::size_t first = begin, last = begin; first < end; first = last) {
            for (last = first + 1; last < end && key[accounts[last]] == key[accounts[first]];) ++last;
            if (last + ahead < end) __builtin_prefetch(&key[accounts[last + ahead]]);
            if (last - first > 1) order_run(accounts, first, last, next + 1, use);
        }
    }

    void add_narrow(number_column const& numbers, bool is_descending) {
        auto const least = static_cast<std::int64_t>(numbers.smallest());
        auto const most = static_cast<std::int64_t>(numbers.largest());
        auto const range = below(most, least);
        bool const knows_all = numbers.knows_all();
        auto const width = static_cast<unsigned>(std::bit_width(range + (knows_all ? 0 : 1)));
        if (width >= word_bits || range == UINT64_MAX) return add_wide(numbers, is_descending);
        auto const code = [&](std::size_t row) {
            return is_descending ? below(most, numbers.narrow(row)) : below(numbers.narrow(row), least);
        };
        if (knows_all)
            put(width, code);
        else
            put(width, [&](std::size_t row) { return numbers.knows(row) ? code(row) : range + 1; });
    }

    void add_wide(number_column const& numbers, bool is_descending) {
        if (!numbers.knows_all()) put(1, [&](std::size_t row) { return std::uint64_t{!numbers.knows(row)}; });
        add_parts([&](std::size_t row) {
            if (!numbers.knows(row)) return uint128{0};
            auto const code = static_cast<uint128>(numbers.coefficient(row)) ^ sign_;
            return is_descending ? ~code : code;
        });
    }

    template <class Code>
    void add_parts(Code code) {
        put(64, [&](std::size_t row) { return static_cast<std::uint64_t>(code(row) >> 64); });
        put(64, [&](std::size_t row) { return static_cast<std::uint64_t>(code(row)); });
    }

    /// Codes of so many bits. A key of its own that uses all 64 is compared as the signed number it is.
    template <class Code>
    void put(unsigned width, Code code) {
        if (width == 0) return;
        if (keys_.empty() || used_ + width > most_bits_) {
            auto& key = keys_.emplace_back();
            key.resize(rows_);
            auto const sign = width == word_bits ? std::uint64_t{1} << 63 : 0;
            for (std::size_t row = 0; row < rows_; ++row)
                key[row] = static_cast<std::int64_t>(code(row) ^ sign);
            used_ = width;
            return;
        }
        auto& key = keys_.back();
        for (std::size_t row = 0; row < rows_; ++row)
            key[row] = static_cast<std::int64_t>(static_cast<std::uint64_t>(key[row]) << width | code(row));
        used_ += width;
    }

    std::size_t rows_;
    unsigned most_bits_;  ///< a key that leaves room for the number of its account is moved in one word
    unsigned used_ = 0;
    std::vector<long_vector<std::int64_t>> keys_;  ///< those that count most first
};

struct ranking_key {
    number_column numbers;  ///< a member of a list is its index, a truth 0 and what is false 1
    bool is_descending = false;
};

/// Accounts with something to do, best first.
[[nodiscard]] inline std::vector<std::uint32_t> ranked(std::vector<ranking_key> const& keys,
                                                       best_choices const& best, account_keys& names) {
    auto const rows = best.all().size();
    packed_order order(rows);
    for (auto const& one : keys) order.add(one.numbers, one.is_descending);
    if (best.has_scores()) order.add_scores(best);
    bool const is_named_in_order = names.are_in_order();
    if (auto const* const numbers = is_named_in_order ? nullptr : names.numbers()) order.add(*numbers, false);
    std::vector<std::uint32_t> ranking;
    ranking.reserve(rows);
    for (std::uint32_t row = 0; row < rows; ++row)
        if (best[row] != no_choice) ranking.push_back(row);
    bool const has_texts = !is_named_in_order && names.numbers() == nullptr;
    order.order(ranking, [&](std::size_t begin, std::size_t end) {
        if (has_texts) names.order(std::span(ranking).subspan(begin, end - begin));
    });
    return ranking;
}

}  // namespace tramo::worklisting
