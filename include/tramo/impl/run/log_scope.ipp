// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The rows that conditions on events are asked of, as a batch: fields of the event, of its account, and what
// was counted up to it.
#pragma once

#include <tramo/check/program.hpp>
#include <tramo/impl/run/asked_space.ipp>
#include <tramo/impl/run/sequence_view.ipp>
#include <tramo/impl/run/space_runner.ipp>

namespace tramo::running {

/// What was computed over the log, row by row, and the rows where it does not fit its type.
struct aggregate_column {
    gathered values;
    row_list lost;
};

/// Columns under the names of a cut-down scope's fields. A field that gets none is unknown everywhere.
class scope_batch {
public:
    scope_batch(asked_space const& asked, std::size_t rows, std::string_view zone)
        : asked_(asked), zone_(zone) {
        data_.rows = static_cast<std::int64_t>(rows);
        lost_.resize(asked.fields.size());
    }

    /// Fields [0, fields) of the scope are the event's own. `places` are rows of its table.
    void add_event_fields(event_type const& event, batch const& table, row_list const& places) {
        bool const as_it_lies = are_in_order(places);
        each_field(0, event.fields.size(), [&](std::size_t at, std::size_t scope) {
            auto const* const data = find_column(table, event.fields[scope].name);
            if (data == nullptr) return;
            add(at, as_it_lies ? gathered{*data, nullptr} : gather(data, places));
        });
    }

    /// The declared fields of the account stand behind them. `row_of(i)` is the account's row.
    template <class RowOf>
    void add_account_fields(program const& policy, std::size_t behind, account_rows const& accounts,
                            RowOf row_of) {
        if (accounts.data == nullptr) return;
        row_list rows;
        each_field(behind, behind + policy.declared_fields, [&](std::size_t at, std::size_t scope) {
            auto const* const data = find_column(*accounts.data, policy.fields.fields[scope - behind].name);
            if (data == nullptr) return;
            rows.resize(static_cast<std::size_t>(data_.rows));
            if (!has_account_rows_)
                for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = row_of(i);
            has_account_rows_ = true;
            add(at, gather(data, rows));
        });
    }

    /// Then come aggregates; `compute(i)` is the column of the i-th of them.
    template <class Compute>
    void add_aggregates(std::size_t behind, std::size_t count, Compute compute) {
        each_field(behind, behind + count, [&](std::size_t at, std::size_t scope) {
            aggregate_column made = compute(scope - behind);
            lost_[at] = std::move(made.lost);
            add(at, std::move(made.values));
        });
    }

    [[nodiscard]] batch const& data() const { return data_; }
    /// Rows where a field could not be computed, sorted.
    [[nodiscard]] row_list const& lost(std::size_t field) const { return lost_[field]; }

private:
    template <class Use>
    void each_field(std::size_t begin, std::size_t end, Use use) {
        for (std::size_t i = 0; i < asked_.scope_of.size(); ++i)
            if (asked_.scope_of[i] >= begin && asked_.scope_of[i] < end) use(i, asked_.scope_of[i]);
    }

    void add(std::size_t at, gathered made) {
        if (!column_reader::check(asked_.fields[at], made.data, zone_).empty()) return;
        made.data.name = asked_.fields[at].name;
        data_.columns.push_back(std::move(made.data));
        owners_.push_back(std::move(made.owner));
    }

    asked_space const& asked_;
    std::string_view zone_;
    batch data_;
    std::vector<std::shared_ptr<void const>> owners_;
    std::vector<row_list> lost_;
    bool has_account_rows_ = false;
};

/// Runs what is asked over all rows, block by block.
class scope_runner {
public:
    scope_runner(asked_space const& asked, scope_batch const& rows, std::string_view zone)
        : rows_(rows), runner_(asked.what, asked.fields, rows.data(), zone, decoding_all()) {}

    /// Calls `use(begin, count)` when a block has been run, `lose(row, at)` for what does not fit.
    template <class Use, class Lose>
    void run(Use use, Lose lose) {
        constexpr std::size_t block_rows = 4096;
        auto const rows = static_cast<std::size_t>(rows_.data().rows);
        for (begin_ = 0; begin_ < rows; begin_ += block_rows) {
            count_ = std::min(block_rows, rows - begin_);
            runner_.run(static_cast<std::int64_t>(begin_), count_, nullptr);
            for (auto const& fault : runner_.arithmetic_faults()) lose(begin_ + fault.row, fault.at);
            use(begin_, count_);
        }
    }

    /// The rows of the block where a condition is true; everything it is made of was there to be computed.
    [[nodiscard]] words const& is_true(asked_node const& of) {
        auto const* const sure = runner_.condition(of.node).sure;
        return sound_rows(of, sure);
    }
    [[nodiscard]] words const& is_known(asked_node const& of) {
        return sound_rows(of, runner_.number(of.node).known.data());
    }
    [[nodiscard]] std::vector<decimal> const& values(asked_node const& of) const {
        return runner_.number(of.node).values;
    }

private:
    words const& sound_rows(asked_node const& of, std::uint64_t const* bits) {
        sound_.assign(bits, bits + reading::word_count(count_));
        if (count_ % 64 != 0) sound_.back() &= reading::low_bits(count_ % 64);
        for (auto const field : of.required) {
            auto const& values = runner_.columns()[field].values();
            for (std::size_t i = 0; i < sound_.size() && !values.all_known; ++i) sound_[i] &= values.known[i];
        }
        for (auto const field : of.fields) leave_out(rows_.lost(field));
        for (auto const& fault : runner_.arithmetic_faults())
            if (std::find(of.computed.begin(), of.computed.end(), fault.at) != of.computed.end())
                clear(fault.row);
        return sound_;
    }

    void leave_out(row_list const& lost) {
        auto next = std::lower_bound(lost.begin(), lost.end(), begin_);
        for (; next != lost.end() && *next < begin_ + count_; ++next) clear(*next - begin_);
    }

    void clear(std::size_t row) { sound_[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }

    scope_batch const& rows_;
    [[nodiscard]] static running_choice decoding_all() {
        running_choice how;
        how.directly = false;
        return how;
    }

    space_runner runner_;
    words sound_;
    std::size_t begin_ = 0, count_ = 0;
};

}  // namespace tramo::running
