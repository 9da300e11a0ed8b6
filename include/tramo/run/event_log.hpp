// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A feed of events as a log: who, what, when and since when known, in order; what cannot be read is set
// apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/run/account_index.hpp>
#include <tramo/run/column.hpp>
#include <tramo/run/verdicts.hpp>
#include <tramo/text/diagnostic.hpp>
#include <tramo/values/long_vector.hpp>

namespace tramo {

struct program;

/// What a hand did to an alert.
struct hand_act {
    enum class kind : std::uint8_t { raise, clear, confirm, cancel };
    kind what = kind::clear;
    std::uint16_t alert = 0;
    std::uint8_t state = 0;  ///< raise: counted from 1
    std::string user;
};

/// Events in the order of the feed, or, `is_grouped`, account after account in the order of the feed's time,
/// sequence and id. All vectors are by entry unless said otherwise.
struct event_log {
    static constexpr std::uint16_t by_hand = UINT16_MAX;  ///< as a type
    static constexpr std::uint32_t none = UINT32_MAX;

    long_vector<std::uint32_t> rows;     ///< the row of the feed
    long_vector<std::uint32_t> units;    ///< the account
    long_vector<std::uint16_t> types;    ///< the policy's event type
    long_vector<std::int64_t> happened;  ///< micros
    long_vector<std::int64_t> recorded;  ///< micros; empty: when it happened
    long_vector<std::uint32_t>
        children;  ///< unit of the child in its collection's index, or `none`; empty: no child
    long_vector<std::uint32_t> places;  ///< the row of `tables[type]`, or the index into `acts`
    std::vector<std::uint32_t> undoes;  ///< the entry it undoes, or `none`; empty: nothing is undone
    bool is_grouped = false;
    std::vector<std::size_t> starts;  ///< grouped: entries of unit u at [starts[u], starts[u + 1])

    /// A row of the feed that is not in the log and may be in a later one: not yet known, not yet happened,
    /// or, `is_apart`, a reversal set apart because what it undoes may not have come yet.
    struct waiting_row {
        std::uint32_t row = 0;
        std::int64_t happened = 0;
        bool is_apart = false;
    };
    std::vector<waiting_row> waiting;

    std::vector<batch> tables;  ///< by event type: its fields, under their names; all sound
    std::vector<hand_act> acts;

    std::vector<data_error> errors;  ///< events set apart, in row order; `field` is the feed's column
    std::int64_t errors_not_listed = 0;
    std::int64_t rows_read = 0;  ///< of the feed
    std::int64_t rows_set_apart = 0;
    std::int64_t duplicates = 0;        ///< further rows with the id of an event of the same account
    std::int64_t not_yet_known = 0;     ///< recorded after the moment asked for
    std::int64_t not_yet_happened = 0;  ///< after the day asked for
    std::vector<field_new_values> new_values;

    [[nodiscard]] std::size_t size() const { return rows.size(); }
};

struct event_log_options {
    std::optional<std::int64_t> known_at;        ///< micros: only what was recorded by then
    std::optional<std::int64_t> happens_before;  ///< micros: only what happened before
    std::optional<std::int64_t> horizon;  ///< micros: rows from `first_new_row` on that happened at or before
                                          ///< it are set apart
    std::int64_t first_new_row = 0;       ///< rows before it come from a snapshot
    bool must_know_accounts = false;      ///< a key that `accounts` lacks is an error; else it is added
    bool must_know_children = false;
};

/// Reads a feed. T5 errors where it cannot be read at all. `children` holds an index for each collection of
/// the policy, of keys `account unit`, unit separator (0x1F), `child key`.
[[nodiscard]] checked<event_log> read_event_log(program const& policy, table const& feed,
                                                account_index& accounts, std::vector<account_index>& children,
                                                event_log_options const& options);

/// The id of a feed's row: the id column's text, else its number. For messages and transitions.
[[nodiscard]] std::string event_id(program const& policy, table const& feed, std::uint32_t row);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/event_log.ipp>
#endif
