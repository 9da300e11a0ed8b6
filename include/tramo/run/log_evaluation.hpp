// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions on events, and what is counted over them: for each event which conditions are true, the days it
// sets, and for each account its counters.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <tramo/run/event_log.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo {

struct program;
struct plan;

/// Which entries of a log are looked at, for which units. `entries` empty: all, in the log's own order, and
/// aggregates are then over the log's own accounts (it must be grouped where there are any).
struct log_sequence {
    std::vector<std::uint32_t>
        entries;  ///< sequence after sequence, each in order; an entry may come in several
    std::vector<std::size_t> starts;  ///< sequence s is [starts[s], starts[s + 1]) of `entries`
};

/// Account data that conditions on events may read.
struct account_rows {
    batch const* data = nullptr;  ///< columns under the names of the policy's fields; null: all unknown
    std::vector<std::uint32_t> row_of_unit;  ///< row of `data`, or `no_unit`; empty: the unit itself
};

/// For each position bits that say which conditions of the event's type are true: a byte where that is
/// enough.
class guard_answers {
public:
    void make(std::size_t positions, bool is_narrow) {
        if (is_narrow)
            narrow_.assign(positions, 0);
        else
            wide_.assign(positions, 0);
    }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::size_t size() const { return narrow_.size() + wide_.size(); }
    [[nodiscard]] std::uint64_t operator[](std::size_t position) const {
        return wide_.empty() ? narrow_[position] : wide_[position];
    }
    void set(std::size_t position, std::size_t condition) {
        if (wide_.empty())
            narrow_[position] = static_cast<std::uint8_t>(narrow_[position] | 1U << condition);
        else
            wide_[position] |= std::uint64_t{1} << condition;
    }
    friend bool operator==(guard_answers const& a, std::vector<std::uint64_t> const& b) {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < b.size(); ++i)
            if (a[i] != b[i]) return false;
        return true;
    }

private:
    long_vector<std::uint8_t> narrow_;
    long_vector<std::uint64_t> wide_;
};

struct log_answers {
    /// By position in the sequence: bit i is condition number i of the event's type. Empty: there are none.
    guard_answers guards;
    /// By event type and number of its deadlines, by position: the beginning of the day in micros, INT64_MAX
    /// where unknown or for events of another type. Inner vectors are empty for deadlines that are not asked
    /// for.
    std::vector<std::vector<std::vector<std::int64_t>>> deadlines;
    /// By counter, by sequence: its value over the whole sequence; `known` bits apart.
    struct counted {
        std::vector<decimal> values;
        std::vector<std::uint64_t> known;
    };
    std::vector<counted> counters;
    std::vector<data_error> errors;  ///< expressions too large to compute (`arithmetic`): the condition
                                     ///< counts as not true; `row` is the feed's
};

struct log_evaluation_options {
    bool with_counters = false;
    std::int64_t until = INT64_MAX;  ///< micros: where the day asked for ends and the next begins; windows of
                                     ///< counters end before it, and hold nothing where it is not given
    int threads = 1;
};

/// A condition that is unknown counts as not true; so does one that reads a field of an account without data,
/// or needs something too large to compute. Aggregates look at the events of the sequence, in its
/// order, up to and with the one at hand.
[[nodiscard]] log_answers evaluate_log(program const& policy, plan const& prepared, event_log const& log,
                                       log_sequence const& over, account_rows const& accounts,
                                       log_evaluation_options const& options);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/log_evaluation.ipp>
#endif
