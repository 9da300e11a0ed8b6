// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The entries of a log in the order in which they are looked at, and where those of each type stand.
#pragma once

#include <tramo/impl/run/gather_rows.ipp>
#include <tramo/run/log_evaluation.hpp>
#include <tramo/values/date.hpp>

namespace tramo::running {

class sequence_view {
public:
    sequence_view(event_log const& log, log_sequence const& over)
        : log_(log), over_(over), is_whole_log_(over.entries.empty()) {}

    [[nodiscard]] event_log const& log() const { return log_; }
    [[nodiscard]] std::size_t size() const { return is_whole_log_ ? log_.size() : over_.entries.size(); }
    [[nodiscard]] std::uint32_t entry(std::size_t position) const {
        return is_whole_log_ ? static_cast<std::uint32_t>(position) : over_.entries[position];
    }
    [[nodiscard]] std::int64_t happened(std::size_t position) const { return log_.happened[entry(position)]; }
    [[nodiscard]] std::uint32_t unit(std::size_t position) const { return log_.units[entry(position)]; }

    /// Where sequences begin, and the end. Empty where nobody said: then there is nothing to count over.
    [[nodiscard]] std::vector<std::size_t> const& starts() const {
        return is_whole_log_ ? log_.starts : over_.starts;
    }
    [[nodiscard]] std::size_t sequences() const { return starts().empty() ? 0 : starts().size() - 1; }

    /// Finds the positions of the types that are wanted.
    void find_positions(std::vector<bool> const& wanted) {
        positions_.assign(wanted.size(), {});
        if (std::find(wanted.begin(), wanted.end(), true) == wanted.end()) return;
        std::size_t const others = wanted.size();  // acts by hand
        std::vector<std::size_t> counts(others + 1, 0);
        for (std::size_t at = 0; at < size(); ++at)
            ++counts[std::min<std::size_t>(log_.types[entry(at)], others)];
        for (std::size_t type = 0; type < wanted.size(); ++type)
            if (wanted[type]) positions_[type].resize(counts[type]);
        fill_positions(wanted);
    }
    [[nodiscard]] row_list const& positions(std::size_t type) const { return positions_[type]; }

    /// The rows of the type's table for positions of that type.
    [[nodiscard]] row_list places(row_list const& positions) const {
        row_list rows(positions.size());
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = log_.places[entry(positions[i])];
        return rows;
    }

private:
    /// Types come in no order that a processor could guess: those that are not wanted are written too, to a
    /// place that nobody reads.
    void fill_positions(std::vector<bool> const& wanted) {
        struct writer {
            std::uint32_t* next;
            std::size_t step;
        };
        std::uint32_t unread = 0;
        std::vector<writer> writers(wanted.size() + 1, {&unread, 0});
        for (std::size_t type = 0; type < wanted.size(); ++type)
            if (wanted[type]) writers[type] = {positions_[type].data(), 1};
        for (std::size_t at = 0; at < size(); ++at) {
            auto& to = writers[std::min<std::size_t>(log_.types[entry(at)], wanted.size())];
            *to.next = static_cast<std::uint32_t>(at);
            to.next += to.step;
        }
    }

    event_log const& log_;
    log_sequence const& over_;
    bool is_whole_log_;
    std::vector<row_list> positions_;  ///< by type
};

/// Whether the rows are the first so many, in order: then a table can be read as it lies.
[[nodiscard]] inline bool are_in_order(row_list const& rows) {
    std::uint32_t wrong = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) wrong |= rows[i] ^ static_cast<std::uint32_t>(i);
    return wrong == 0;
}

/// The row of the account's data, or `no_row`.
[[nodiscard]] inline std::uint32_t row_of_unit(account_rows const& accounts, std::uint32_t unit) {
    std::uint32_t row = unit;
    if (!accounts.row_of_unit.empty())
        row = unit < accounts.row_of_unit.size() ? accounts.row_of_unit[unit] : no_unit;
    return accounts.data != nullptr && row < accounts.data->rows ? row : no_row;
}

}  // namespace tramo::running
