// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Who, what and when of each row of a feed, before anything is put in order.
#pragma once

#include <algorithm>
#include <optional>

#include <tramo/impl/run/event_types.ipp>

namespace tramo::running {

inline constexpr std::size_t most_event_errors = 1'000'000;

/// Rows set apart, each with every reason found.
class event_errors {
public:
    event_errors(table const& feed, feed_rows const& rows, feed_column account)
        : rows_(rows), account_(std::move(account)), is_apart_(static_cast<std::size_t>(rows.total())) {
        (void)feed;
    }

    void add(std::int64_t row, feed_column const& at, fault_reason reason) {
        is_apart_[static_cast<std::size_t>(row)] = true;
        if (all_.size() >= most_event_errors) {
            ++not_listed_;
            return;
        }
        all_.push_back(
            {row, text_of_row(account_, rows_, row), at.name, cell_of(at, rows_, row), reason, {}});
    }
    [[nodiscard]] bool is_apart(std::int64_t row) const { return is_apart_[static_cast<std::size_t>(row)]; }
    [[nodiscard]] bool any() const { return !all_.empty(); }

    void move_into(event_log& log) {
        std::stable_sort(all_.begin(), all_.end(),
                         [](auto const& a, auto const& b) { return a.row < b.row; });
        log.errors = std::move(all_);
        log.errors_not_listed = not_listed_;
        log.rows_set_apart = std::count(is_apart_.begin(), is_apart_.end(), true);
    }

private:
    feed_rows const& rows_;
    feed_column account_;
    std::vector<bool> is_apart_;
    std::vector<data_error> all_;
    std::int64_t not_listed_ = 0;
};

/// By row of the feed; `sequence` and `recorded` are empty where the feed has no such column.
struct feed_entries {
    long_vector<std::uint32_t> units;
    long_vector<std::uint16_t> types;
    long_vector<std::int64_t> happened, recorded, sequence;
};

class entry_reader {
public:
    entry_reader(program const& policy, table const& feed, feed_rows const& rows, event_errors& errors)
        : policy_(policy), feed_(feed), rows_(rows), errors_(errors) {}

    [[nodiscard]] feed_entries read(account_index& accounts, bool must_know) {
        feed_entries all;
        all.types = event_type_finder(policy_, feed_).find(rows_.total());
        note_unknown_types(all.types);
        auto const& log = policy_.log;
        read_units(column_of(feed_, log.account), accounts, must_know, all.units);
        read_numbers(column_of(feed_, log.happened), feed_checker::moment(), all.happened);
        auto const recorded = column_of(feed_, log.recorded);
        auto const sequence = column_of(feed_, log.sequence);
        if (recorded.is_there()) {
            auto as = feed_checker::moment();
            as.is_optional = true;
            read_numbers(recorded, as, all.recorded, &all.happened);
        }
        if (sequence.is_there()) read_numbers(sequence, feed_checker::whole(), all.sequence);
        return all;
    }

private:
    void note_unknown_types(long_vector<std::uint16_t> const& types) {
        std::string name = policy_.log.event;
        for (auto const& type : policy_.events)
            if (!type.matches.empty()) {
                name = type.matches.front().column;
                break;
            }
        auto const told = column_of(feed_, name);
        for (std::size_t row = 0; row < types.size(); ++row)
            if (types[row] == no_event_type)
                errors_.add(static_cast<std::int64_t>(row), told, fault_reason::unknown_event);
    }

    void read_units(feed_column const& from, account_index& accounts, bool must_know,
                    long_vector<std::uint32_t>& units) {
        units.resize(static_cast<std::size_t>(rows_.total()));
        std::size_t first = 0;
        for (std::size_t i = 0; i < feed_.batches.size(); ++i) {
            auto const rows = feed_.batches[i].rows;
            auto* const out = units.data() + first;
            if (from.parts[i] != nullptr && must_know)
                accounts.find(*from.parts[i], rows, out);
            else if (from.parts[i] != nullptr)
                accounts.add(*from.parts[i], rows, out);
            else
                std::fill_n(out, rows, no_unit);
            for (std::int64_t j = 0; j < rows; ++j) {
                if (out[j] != no_unit) continue;
                bool const has_key = from.parts[i] != nullptr && !text_of_cell(*from.parts[i], j).empty();
                errors_.add(static_cast<std::int64_t>(first) + j, from,
                            has_key ? fault_reason::unknown_account : fault_reason::missing);
            }
            first += static_cast<std::size_t>(rows);
        }
    }

    /// Whole numbers of a column; where there are none those of `otherwise`, or 0. Written once: in a feed of
    /// many millions, memory touched twice is most of the time.
    void read_numbers(feed_column const& from, field const& as, long_vector<std::int64_t>& out,
                      long_vector<std::int64_t> const* otherwise = nullptr) {
        constexpr std::size_t block_rows = 4096;
        block read;
        out.reserve(static_cast<std::size_t>(rows_.total()));
        for (std::size_t i = 0; i < feed_.batches.size(); ++i) {
            auto const rows = static_cast<std::size_t>(feed_.batches[i].rows);
            std::optional<column_reader> reader;
            if (from.parts[i] != nullptr) reader.emplace(as, *from.parts[i], policy_.zone);
            for (std::size_t begin = 0; begin < rows; begin += block_rows) {
                auto const count = std::min(block_rows, rows - begin);
                if (!reader) {
                    note_missing(count, as, from, out.size());
                    append_others(count, otherwise, out);
                    continue;
                }
                reader->read(static_cast<std::int64_t>(begin), count, read);
                keep(read, from, otherwise, out);
            }
        }
    }

    /// A batch may lack a column that others have.
    void note_missing(std::size_t count, field const& as, feed_column const& from, std::size_t first) {
        for (std::size_t i = 0; i < count && !as.is_optional; ++i)
            errors_.add(static_cast<std::int64_t>(first + i), from, fault_reason::missing);
    }

    static void append_others(std::size_t count, long_vector<std::int64_t> const* otherwise,
                              long_vector<std::int64_t>& out) {
        if (otherwise == nullptr) {
            out.resize(out.size() + count, 0);
            return;
        }
        auto const first = otherwise->begin() + static_cast<std::ptrdiff_t>(out.size());
        out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(count));
    }

    void keep(block const& read, feed_column const& from, long_vector<std::int64_t> const* otherwise,
              long_vector<std::int64_t>& out) {
        if (read.all_known && read.form == block::form_t::narrow) {
            out.insert(out.end(), read.narrow.begin(),
                       read.narrow.begin() + static_cast<std::ptrdiff_t>(read.count));
            return;
        }
        auto const at = out.size();
        append_others(read.count, otherwise, out);
        for (std::size_t i = 0; i < read.count; ++i) {
            if (((read.known[i / 64] >> (i % 64)) & 1) == 0) continue;
            bool const is_wide = read.form == block::form_t::wide;
            bool const fits = !is_wide || read.wide[i] == static_cast<std::int64_t>(read.wide[i]);
            if (fits)
                out[at + i] = is_wide ? static_cast<std::int64_t>(read.wide[i]) : read.narrow[i];
            else
                errors_.add(static_cast<std::int64_t>(at + i), from, fault_reason::overflow);
        }
        for (auto const& one : read.faults)
            errors_.add(static_cast<std::int64_t>(at) + one.row - read.begin, from, one.reason);
    }

    program const& policy_;
    table const& feed_;
    feed_rows const& rows_;
    event_errors& errors_;
};

}  // namespace tramo::running
