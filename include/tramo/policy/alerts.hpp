// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which alerts accounts carry: a policy's machines over a feed of events, as known at a moment, for a day.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/alerts/replay.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/run/event_log.hpp>
#include <tramo/run/log_evaluation.hpp>

namespace tramo {

struct alert_options {
    std::optional<timestamp> known_at;  ///< only what was recorded by then; none: all
    std::optional<date> horizon;        ///< of the snapshot: its end is what the snapshot still remembers the
                                        ///< beginning of; none: the day asked for, else the last event's
    int threads = 1;                    ///< changes no result
};

/// Where one machine stands for one account or child, by names.
struct snapshot_standing {
    std::string account;
    std::string child;  ///< empty for an alert of the account
    std::string alert;
    std::string state;  ///< empty: none
    bool clear_pending = false;
    timestamp since;
    std::uint32_t times = 0;
    std::vector<std::int64_t> deadlines;  ///< by slot of the machine, micros or `alerts::never`
    timestamp applied_until;              ///< events that happened by then are in the standing
};

struct alert_version {
    std::string alert;
    std::string version;  ///< as declared
    std::string hash;     ///< of the machine's text
};

/// What a host keeps to go on from. A feed that continues it begins with the rows kept: `kept_rows` of the
/// feed that it was taken from, in their order.
struct alert_snapshot {
    std::string policy_hash;
    std::vector<alert_version> alerts;
    timestamp horizon;  ///< events at or before it are set apart unless they are kept ones
    std::vector<snapshot_standing> standings;  ///< those that differ from none, never raised; and
                                               ///< every account where no table told of them
    std::int64_t kept_count = 0;
    std::vector<std::uint32_t>
        kept_rows;  ///< filled where a snapshot is taken; not looked at where one is given
};

/// An alert's states are taken for others when a snapshot of another version is read: pairs of old and new
/// names, the new one empty for none.
struct alert_migration {
    std::string alert;
    std::vector<std::pair<std::string, std::string>> states;
};

/// A change of state. `alert` and the numbers of states as in the policy; states count from 1, 0 is none.
struct alert_change {
    std::uint32_t account = 0;      ///< unit
    std::uint32_t child = no_unit;  ///< unit among the collection's children
    std::uint16_t alert = 0;
    std::uint8_t from = 0, to = 0;
    std::uint16_t transition = 0;  ///< index into the alert's transitions, or a code of `alerts::change`
    std::uint32_t row = event_log::none;  ///< of the feed; none where time alone led to it
    timestamp happened;
    timestamp recorded;  ///< when it could be known: the event's, else `happened`
};

/// Where accounts (units, in the order met: of the table of accounts, then of the feed) stand.
struct alert_column {
    std::vector<std::uint8_t> states;  ///< 0 none
    std::vector<std::int64_t> since;   ///< micros; of no meaning where none was ever carried
    std::vector<std::uint32_t> times;
    std::vector<bool> clear_pending;
};

/// The answer: states, changes, counters, and what could not be read.
class alert_verdicts {
public:
    alert_verdicts() = default;
    [[nodiscard]] prepared_policy const& with() const;
    [[nodiscard]] event_log const& log() const;  ///< for counts and errors
    [[nodiscard]] account_index const& accounts() const;
    [[nodiscard]] account_index const& children(
        std::size_t collection) const;  ///< keys as in `read_event_log`
    /// The account of each child of a collection.
    [[nodiscard]] std::vector<std::uint32_t> const& account_of_child(std::size_t collection) const;
    /// By alert of the policy: of accounts, also where the alert is per child (aggregated).
    [[nodiscard]] alert_column const& of_accounts(std::size_t alert) const;
    /// By alert: of the children, empty where it is not per child.
    [[nodiscard]] alert_column const& of_children(std::size_t alert) const;
    /// Where an alert stands for a unit: an account, or a child for an alert per child. With its deadlines.
    [[nodiscard]] alerts::standing standing(std::size_t alert, std::uint32_t unit) const;
    /// How many accounts are in each state of an alert; [0] carry none.
    [[nodiscard]] std::vector<std::int64_t> counts(std::size_t alert) const;
    /// By alert, account (and child), in order.
    [[nodiscard]] std::vector<alert_change> changes() const;
    /// The feed that was read.
    [[nodiscard]] table const& feed() const;
    /// The accounts' data that conditions on events read.
    [[nodiscard]] account_rows account_data() const;
    /// By counter: value and whether it is known, by account.
    [[nodiscard]] std::vector<std::vector<std::optional<decimal>>> const& counters() const;
    [[nodiscard]] alert_snapshot snapshot() const;

    /// One row for each account: the key and all computed fields under their names, as in `policy.fields()`.
    [[nodiscard]] batch states() const;
    /// One row for each child of a collection that some alert is about: the account's key, the child's, the
    /// computed fields of the collection.
    [[nodiscard]] batch child_states(std::size_t collection) const;
    /// One row for each change: key, `child`, alert, from, to, event, event_id, rule, line, happened,
    /// recorded, user, policy_hash.
    [[nodiscard]] batch transitions() const;
    /// A table of accounts with the computed fields added (taking the place of columns of these names),
    /// children's too. Accounts that the feed does not know carry none.
    [[nodiscard]] table attach(table const& accounts) const;

    struct model;  ///< for the engine's own modules

private:
    friend checked<alert_verdicts> find_alerts(prepared_policy const&, std::shared_ptr<table const>,
                                               std::shared_ptr<table const>, alert_options const&,
                                               alert_snapshot const*, std::vector<alert_migration> const&);
    std::shared_ptr<model const> model_;
};

/// Replays the policy's alerts over a feed. `accounts` may be null: then the accounts are those of the feed.
/// T5 errors where the feed cannot be read, T4010 where the day is needed and was not given, T5010 where a
/// snapshot is of another version. The result does not depend on the order of rows where the feed has
/// sequence and id.
[[nodiscard]] checked<alert_verdicts> find_alerts(prepared_policy const& with,
                                                  std::shared_ptr<table const> feed,
                                                  std::shared_ptr<table const> accounts = nullptr,
                                                  alert_options const& options = {},
                                                  alert_snapshot const* state = nullptr,
                                                  std::vector<alert_migration> const& migrations = {});

/// On request: every state that some transition of an alert passes over (T4027 as a warning), whether or not
/// the alert says `without skipping`.
[[nodiscard]] std::vector<diagnostic> skipped_states(policy const& of);

/// What an alert's transitions are called: "payment, promise where amount > 0", "after 30 days".
[[nodiscard]] std::vector<std::string> transition_captions(policy const& of, std::size_t alert);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/policy/alerts.ipp>
#endif
