// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which of two accounts comes first when nothing else tells them apart: by their keys, where they lie.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/actions/worklist.hpp>
#include <tramo/impl/policy/worklist_numbers.ipp>
#include <tramo/impl/run/canonical_integer.ipp>
#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/impl/run/gather_rows.ipp>

namespace tramo::worklisting {

/// A key in the order of ids: whole numbers of 64 bits by number and before all others, which go byte by
/// byte.
struct ordered_key {
    std::string_view text;
    std::optional<std::int64_t> number;

    explicit ordered_key(std::string_view key) : text(key), number(running::canonical_integer(key)) {}

    friend bool operator<(ordered_key const& a, ordered_key const& b) {
        if (a.number && b.number) return *a.number < *b.number;
        return a.number || b.number ? a.number.has_value() : a.text < b.text;
    }
};

/// Keys in the order of `running::compare_ids`, as numbers if all of them are; where the policy has no key
/// rows are in order. Blanks around a text do not count, nor rows set apart.
class account_keys {
public:
    /// `column` is empty where the policy has no key. Both tables must outlive this.
    account_keys(table const& data, std::string const& column, account_bits const& set_apart)
        : set_apart_(set_apart) {
        std::int64_t first = 0;
        bool has_any = false;
        for (auto const& part : data.batches) {
            chunks_.push_back(column.empty() ? nullptr : find_column(part, column));
            first_rows_.push_back(first);
            first += part.rows;
            has_any = has_any || chunks_.back() != nullptr;
        }
        if (!has_any || are_numbers_that_rise() || read_integers()) return;
        numbers_.reset();  // what they said of the order holds no more
        in_order_ = is_distinct_ = true;
        read_texts();
    }

    [[nodiscard]] bool are_in_order() const { return in_order_; }
    /// Whether they are in order, and no two rows have the same.
    [[nodiscard]] bool are_plainly_distinct() const { return in_order_ && is_distinct_; }
    /// None where some key is no whole number, or where they are plainly distinct.
    [[nodiscard]] number_column const* numbers() const { return numbers_ ? &*numbers_ : nullptr; }

    /// Some accounts by their keys, of equals the first row first.
    void order(std::span<std::uint32_t> accounts) {
        entries_.clear();
        made_texts_.clear();
        running::chunk_finder finder(chunks_, first_rows_);
        for (auto const account : accounts) {
            auto const text = text_of(finder, account, made_texts_.emplace_back());
            if (made_texts_.back().empty()) made_texts_.pop_back();
            entries_.push_back({ordered_key(text), account});
        }
        auto const texts = std::partition(entries_.begin(), entries_.end(),
                                          [](entry const& one) { return one.key.number.has_value(); });
        std::sort(entries_.begin(), texts);
        if (entries_.end() - texts < few_accounts)
            std::sort(texts, entries_.end());
        else
            order_many({texts, entries_.end()});
        for (std::size_t i = 0; i < accounts.size(); ++i) accounts[i] = entries_[i].account;
    }

private:
    static constexpr std::ptrdiff_t few_accounts = 512;
    static constexpr std::size_t block_rows = 64;

    struct entry {
        ordered_key key;
        std::uint32_t account;
        friend bool operator<(entry const& a, entry const& b) {
            if (a.key < b.key) return true;
            return !(b.key < a.key) && a.account < b.account;
        }
    };

    [[nodiscard]] static std::string_view text_of(running::chunk_finder& finder, std::uint32_t row,
                                                  std::string& made) {
        auto const* const data = finder.find(row);
        return data == nullptr ? std::string_view()
                               : running::name_in_cell(*data, finder.row_in_chunk(row), made);
    }

    template <class Key>
    void note_order(Key const& before, Key const& now) {
        in_order_ = in_order_ && !(now < before);
        is_distinct_ = is_distinct_ && before < now;
    }

    /// Most tables are in the order of their keys: then nothing need be kept of them.
    [[nodiscard]] bool are_numbers_that_rise() const {
        std::optional<int128> last;
        for (auto const* const part : chunks_) {
            if (part == nullptr || !reading::is_integer_layout(part->physical) || part->validity != nullptr)
                return false;
            bool const rises = reading::with_integer_type(
                part->physical, [&](auto zero) { return rises_in<decltype(zero)>(*part, last); });
            if (!rises) return false;
        }
        return !last || *last <= INT64_MAX;
    }

    template <class Number>
    [[nodiscard]] static bool rises_in(column const& part, std::optional<int128>& last) {
        if (part.length == 0) return true;
        auto const at = [&](std::int64_t row) {
            return reading::load_at<Number>(part.values, part.offset + row);
        };
        if (last && *last >= at(0)) return false;
        for (std::int64_t row = 1; row < part.length; ++row)
            if (at(row - 1) >= at(row)) return false;
        last = at(part.length - 1);
        return true;
    }

    /// False at the first key that is no whole number.
    [[nodiscard]] bool read_integers() {
        numbers_.emplace();
        numbers_->reserve(set_apart_.size());
        running::chunk_finder finder(chunks_, first_rows_);
        number_output block;
        block.values.resize(block_rows);
        int128 before = std::numeric_limits<int128>::min();
        for (std::size_t begin = 0; begin < set_apart_.size(); begin += block_rows) {
            auto const count = std::min(block_rows, set_apart_.size() - begin);
            block.known.assign(1, reading::low_bits(count) & ~set_apart_.words()[begin / block_rows]);
            for (std::size_t i = 0; i < count; ++i) {
                if ((block.known[0] >> i & 1) == 0) continue;
                auto const number = integer_of(finder, static_cast<std::uint32_t>(begin + i));
                if (!number) return false;
                note_order(before, *number);
                block.values[i].coefficient = before = *number;
            }
            numbers_->append(block, count);
        }
        return true;
    }

    [[nodiscard]] std::optional<int128> integer_of(running::chunk_finder& finder, std::uint32_t row) {
        auto const* const data = finder.find(row);
        if (data == nullptr) return {};
        if (reading::is_integer_layout(data->physical)) {
            auto const number = reading::integer_at(data->physical, data->values, finder.element(row));
            return number <= INT64_MAX ? std::optional(number) : std::nullopt;
        }
        auto const read = running::canonical_integer(text_of(finder, row, made_));
        return read ? std::optional<int128>(*read) : std::nullopt;
    }

    void read_texts() {
        running::chunk_finder finder(chunks_, first_rows_);
        std::string made[2];  // one for the text before
        ordered_key before{{}};
        std::size_t met = 0;
        for (std::uint32_t row = 0; row < set_apart_.size() && in_order_; ++row) {
            if (set_apart_[row]) continue;
            ordered_key const now(text_of(finder, row, made[met % 2]));
            if (met++ > 0) note_order(before, now);
            before = now;
        }
    }

    /// Texts by the eight bytes behind what all begin with; then those that share these.
    static void order_many(std::span<entry> texts) {
        auto const common = common_length(texts);
        std::vector<std::int64_t> heads;
        heads.reserve(texts.size());
        for (auto const& one : texts) heads.push_back(head_of(one.key.text.substr(common)));
        std::vector<std::uint32_t> order(texts.size());
        std::iota(order.begin(), order.end(), 0U);
        actions::order_by(order, heads);
        std::vector<entry> sorted;
        sorted.reserve(texts.size());
        for (auto const i : order) sorted.push_back(texts[i]);
        for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
            for (end = begin + 1; end < order.size() && heads[order[end]] == heads[order[begin]];) ++end;
            if (end - begin > 1)
                std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin),
                          sorted.begin() + static_cast<std::ptrdiff_t>(end));
        }
        std::copy(sorted.begin(), sorted.end(), texts.begin());
    }

    [[nodiscard]] static std::size_t common_length(std::span<entry const> texts) {
        auto const first = texts.front().key.text;
        auto common = first.size();
        for (auto const& one : texts) {
            common = std::min(common, one.key.text.size());
            while (first.compare(0, common, one.key.text, 0, common) != 0) --common;
        }
        return common;
    }

    /// The first eight bytes as a number of the same order; zeros where there are fewer.
    [[nodiscard]] static std::int64_t head_of(std::string_view text) {
        std::uint64_t head = 0;
        for (std::size_t i = 0; i < 8; ++i)
            head = head << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
        return static_cast<std::int64_t>(head ^ std::uint64_t{1} << 63);
    }

    account_bits const& set_apart_;
    std::vector<column const*> chunks_;
    std::vector<std::int64_t> first_rows_;
    bool in_order_ = true, is_distinct_ = true;
    std::optional<number_column> numbers_;
    std::vector<entry> entries_;
    std::deque<std::string> made_texts_;  ///< of keys that are no texts: what they read as
    std::string made_;
};

}  // namespace tramo::worklisting
