// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Puts events in order, account after account, and finds those that came more than once.
#pragma once

#include <numeric>

#include <tramo/impl/run/compare_ids.ipp>
#include <tramo/impl/run/event_entries.ipp>
#include <tramo/impl/run/gather_rows.ipp>

namespace tramo::running {

/// The rows to be looked at, and their order.
class event_order {
public:
    event_order(feed_entries const& all, feed_column ids, table const& feed, feed_rows const& rows)
        : all_(all), ids_(std::move(ids)), feed_(feed), rows_(rows), has_ids_(ids_.is_there()) {}

    /// Whether rows are in order of time as they came, so that none needs to be moved.
    [[nodiscard]] bool is_in_order(row_list const& kept) const {
        if (!all_.sequence.empty()) return false;
        if (kept.size() == all_.happened.size())
            return std::is_sorted(all_.happened.begin(), all_.happened.end());
        for (std::size_t i = 1; i < kept.size(); ++i)
            if (all_.happened[kept[i]] < all_.happened[kept[i - 1]]) return false;
        return true;
    }
    [[nodiscard]] bool has_ids() const { return has_ids_; }

    /// Rows by account; those of an account in order. `starts` gets where each account's rows begin.
    [[nodiscard]] row_list group(row_list const& kept, std::size_t units,
                                 std::vector<std::size_t>& starts) const {
        starts.assign(units + 1, 0);
        for (auto const row : kept) ++starts[all_.units[row] + 1];
        std::partial_sum(starts.begin(), starts.end(), starts.begin());
        row_list grouped(kept.size());
        auto next = starts;
        for (auto const row : kept) grouped[next[all_.units[row]]++] = row;
        for (std::size_t unit = 0; unit < units; ++unit)
            sort(grouped.begin() + static_cast<std::ptrdiff_t>(starts[unit]),
                 grouped.begin() + static_cast<std::ptrdiff_t>(starts[unit + 1]));
        return grouped;
    }

    /// Of the rows of one account that bear one id, all but the one known first. Marks them in `is_repeated`.
    void find_repeated(std::uint32_t const* first, std::size_t count, std::vector<bool>& is_repeated) {
        if (count < 2) return;
        auto& by_hash = by_hash_;
        by_hash.clear();
        for (std::size_t i = 0; i < count; ++i) {
            auto const id = id_view(first[i]);
            if (!id.empty()) by_hash.emplace_back(std::hash<std::string_view>()(id), first[i]);
        }
        std::sort(by_hash.begin(), by_hash.end());
        for (std::size_t begin = 0; begin < by_hash.size();) {
            auto end = begin + 1;
            while (end < by_hash.size() && by_hash[end].first == by_hash[begin].first) ++end;
            if (end - begin > 1) mark_repeated(begin, end, is_repeated);
            begin = end;
        }
    }

    [[nodiscard]] std::string id_of(std::uint32_t row) const { return text_of_row(ids_, rows_, row); }

private:
    using position = row_list::iterator;

    /// Of rows whose ids have one hash.
    void mark_repeated(std::size_t begin, std::size_t end, std::vector<bool>& is_repeated) {
        std::vector<std::pair<std::string, std::uint32_t>> by_id;
        for (auto i = begin; i < end; ++i)
            by_id.emplace_back(id_view(by_hash_[i].second), by_hash_[i].second);
        std::sort(by_id.begin(), by_id.end(), [&](auto const& a, auto const& b) {
            return a.first != b.first ? a.first < b.first : was_known_before(a.second, b.second);
        });
        for (std::size_t i = 1; i < by_id.size(); ++i)
            if (by_id[i].first == by_id[i - 1].first) is_repeated[by_id[i].second] = true;
    }

    /// Good until the next call.
    [[nodiscard]] std::string_view id_view(std::uint32_t row) {
        auto const batch = rows_.batch_of(row);
        auto const* const part = ids_.parts[batch];
        if (part == nullptr) return {};
        return name_in_cell(*part, row - rows_.first_rows()[batch], made_);
    }

    [[nodiscard]] std::int64_t recorded(std::uint32_t row) const {
        return all_.recorded.empty() ? all_.happened[row] : all_.recorded[row];
    }
    [[nodiscard]] std::int64_t sequence(std::uint32_t row) const {
        return all_.sequence.empty() ? 0 : all_.sequence[row];
    }

    [[nodiscard]] bool was_known_before(std::uint32_t a, std::uint32_t b) const {
        if (recorded(a) != recorded(b)) return recorded(a) < recorded(b);
        if (all_.happened[a] != all_.happened[b]) return all_.happened[a] < all_.happened[b];
        if (sequence(a) != sequence(b)) return sequence(a) < sequence(b);
        if (all_.types[a] != all_.types[b]) return all_.types[a] < all_.types[b];
        auto const left = content_of(a), right = content_of(b);  // so that the order of arrival tells nothing
        return left != right ? left < right : a < b;
    }

    [[nodiscard]] std::string content_of(std::uint32_t row) const {
        auto const batch = rows_.batch_of(row);
        std::string content;
        for (auto const& one : feed_.batches[batch].columns)
            content += one.name + '\x1F' + cell_text(one, row - rows_.first_rows()[batch]) + '\x1E';
        return content;
    }

    [[nodiscard]] bool comes_before(std::uint32_t a, std::uint32_t b) const {
        if (all_.happened[a] != all_.happened[b]) return all_.happened[a] < all_.happened[b];
        if (all_.sequence.empty()) return a < b;
        if (sequence(a) != sequence(b)) return sequence(a) < sequence(b);
        auto const order = has_ids_ ? compare_ids(id_of(a), id_of(b)) : 0;
        return order != 0 ? order < 0 : a < b;
    }

    void sort(position first, position last) const {
        auto const before = [this](std::uint32_t a, std::uint32_t b) { return comes_before(a, b); };
        if (last - first > 1 && !std::is_sorted(first, last, before)) std::sort(first, last, before);
    }

    feed_entries const& all_;
    feed_column ids_;
    table const& feed_;
    feed_rows const& rows_;
    bool has_ids_;
    std::string made_;
    std::vector<std::pair<std::size_t, std::uint32_t>> by_hash_;
};

}  // namespace tramo::running
