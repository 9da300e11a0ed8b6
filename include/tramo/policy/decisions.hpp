// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What must, may and must not be done to each account on a day: segments, alerts, holds, promises, permitted
// contacts, effects, tasks and messages together, with the reasons.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/contact/pack.hpp>
#include <tramo/contact/permission.hpp>
#include <tramo/contact/time_zone.hpp>
#include <tramo/policy/alerts.hpp>
#include <tramo/policy/best_actions.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/treatment/delinquency.hpp>
#include <tramo/treatment/promise.hpp>
#include <tramo/values/business_calendar.hpp>

namespace tramo {

/// Data that a policy names and the world decides. Named as the policy and its packs name them.
struct surroundings {
    std::vector<business_calendar> holidays;  ///< by name: "PY"; days of rest are the policy's
    std::vector<contact::time_zone> zones;    ///< by name; offsets such as -03:00 need none
    std::vector<contact::pack> packs;
    bool are_sound = false;  ///< `check_surroundings` found nothing wrong: they are not looked at again
};

/// What is wrong with the data in themselves (T5022); where nothing is, notes that they are sound.
[[nodiscard]] std::vector<diagnostic> check_surroundings(surroundings& of);

struct decision_options {
    /// The moment of the question, on the clock of the policy's zone, on the day asked for. None: the
    /// question is about that day, of whose contacts all count as made: a channel may be used where some hour
    /// of the day allows it, and `first` is the first one.
    std::optional<timestamp> now;
    bool with_contacts = true;  ///< false: no permissions are worked out
    bool with_messages = true;
    int threads = 1;  ///< changes no result
};

/// Where an effect stands.
enum class effect_status : std::uint8_t {
    in_force,    ///< a block that holds; anything else: to be done today
    waiting,     ///< its condition holds, and today is not one of its days
    held,        ///< a hold keeps it from being done
    lacking,     ///< a requirement is not met
    unapproved,  ///< an approval is missing, or its evidence
    released,    ///< its condition holds, and so does its release
    unknown  ///< whether its condition holds, or its day, cannot be told: something that it reads is missing
};
inline constexpr std::string_view effect_status_names[] = {"in_force",   "waiting",  "held",   "lacking",
                                                           "unapproved", "released", "unknown"};

/// One effect of one account; those whose condition is not true are not told.
struct decided_effect {
    std::uint32_t row = 0;
    std::uint16_t effect = 0;  ///< index into the program's effects
    effect_status status = effect_status::in_force;
    bool stands = false;                    ///< it holds because it still stands, not by its condition
    bool is_late = false;                   ///< its last day has passed
    bool lacks_calendar = false;            ///< unknown: the holidays given say nothing of a day that counts
    std::optional<date> first, next, last;  ///< as `treatment::permitted_days`
    std::uint64_t holds = 0;                ///< bits of the program's holds that keep it
    std::uint32_t missing = 0;    ///< bits of its requirements that are not met; approvals from bit 16
    std::optional<date> key_day;  ///< that its task's key holds
};

/// An interval of a hold of an account, in force or not.
struct decided_hold {
    std::uint32_t row = 0;
    std::uint16_t hold = 0;
    treatment::interval when;
    std::string reason, owner;
    std::string refused;  ///< why it does not count: "has no owner", "ends before it begins"; empty: it does
};

struct decided_promise {
    std::uint32_t row = 0;
    std::string id;
    treatment::promise promised;
    treatment::promise_standing standing;
};

/// Whether a channel may be used.
struct decided_contact {
    std::uint32_t row = 0;
    std::uint16_t channel = 0;  ///< index into the program's channels
    contact::permission may;
    std::vector<std::string> binding;  ///< ids of the limits that say no
    std::string held_by;  ///< a hold that freezes messages; empty: none. `may.first` is then, and
                          ///< where one begins before it, on the first day that none freezes
};

/// The answer for a table of accounts; a record is a table of one row.
class decisions {
public:
    decisions() = default;
    [[nodiscard]] prepared_policy const& with() const;
    [[nodiscard]] std::int64_t rows() const;
    /// The accounts with all computed fields attached, and the verdicts on them.
    [[nodiscard]] table const& accounts() const;
    [[nodiscard]] tramo::verdicts const& verdicts() const;
    [[nodiscard]] alert_verdicts const* alerts() const;  ///< null where the policy declares no event
    [[nodiscard]] best_actions const* best() const;  ///< null where no actions were given, or none are read
    /// Rows of accounts, of events set apart: as in `verdicts().errors` and `alerts()->log().errors`.

    /// By row; within a row in the order of the policy.
    [[nodiscard]] std::vector<decided_effect> const& effects() const;
    [[nodiscard]] std::vector<decided_hold> const& holds() const;
    [[nodiscard]] std::vector<decided_promise> const& promises() const;
    [[nodiscard]] std::vector<decided_contact> contacts() const;
    [[nodiscard]] treatment::days_counted days(std::uint32_t row) const;
    /// Why an effect stands as it does, in words of the policy's language.
    [[nodiscard]] std::string reason(decided_effect const& of) const;

    /// A row for each account: key, segments (names, joined by ", "), each strategy's queue under its name,
    /// each indicator's value, alerts (name=state), past_due, delinquent, paused, holds, blocked (actions of
    /// the host that a block stops, joined), effects (in force, joined), tasks (a number), next_action.
    [[nodiscard]] batch decision_table() const;
    /// A row for each effect told: key, rule, kind, effect, label, status, first, next, last, late, holds,
    /// missing, stops, inferred (whether a value of a table that it reads is), reason, policy_hash.
    [[nodiscard]] batch effect_table() const;
    /// A row for each effect in force that is a task, an escalation, a notification or a cut:
    /// idempotency_key, key, type (the effect's kind), title (its label), owner, due, cause, route, to, copy,
    /// channel, template, reason, rule, day, policy_hash.
    [[nodiscard]] batch task_table() const;
    /// key, hold, label, from, until (the last day, null: open), freezes, reason, owner, in_force, refused.
    [[nodiscard]] batch hold_table() const;
    /// key, promise, state, amount, paid, made, due, last_day, decided, kept_once, undone.
    [[nodiscard]] batch promise_table() const;
    /// key, channel, allowed, first_allowed (on the clock of the zone), zone, binding (ids), label,
    /// presumption, left, tightest, held_by, unanswered, pack.
    [[nodiscard]] batch contact_table() const;
    /// key, template, channel, subject, text, language, to, copy, effect, locked, problem. Those of effects
    /// to be done today that name a template, and of templates that no effect names whose condition holds.
    /// `problem` names the placeholders that are unknown, or says that no version of the template holds: then
    /// subject and text are null. None while a hold freezes messages.
    [[nodiscard]] batch message_table() const;
    /// What should have been done by now or is still possible before an effect (a recommendation): key,
    /// effect, advice, from, until (days), in_time.
    [[nodiscard]] batch advice_table() const;

    /// Problems of the data that set no row apart: a hold that does not count, a zone that is unknown.
    [[nodiscard]] std::vector<data_error> const& remarks() const;

    struct model;  ///< for the engine's own modules
    [[nodiscard]] model const& found() const;

private:
    friend checked<decisions> find_decisions_in(prepared_policy const&, std::shared_ptr<table const>,
                                                std::shared_ptr<table const>, std::shared_ptr<table const>,
                                                std::shared_ptr<surroundings const>, decision_options const&);
    std::shared_ptr<model const> model_;
};

/// Decides for every account. `events` and `actions` may be null. T4010 without a day, T5021 for a zone, a
/// holiday calendar or a pack that the policy names and `around` lacks (each named, with those there are),
/// T5022 for surroundings that are wrong in themselves, T5 errors where a table cannot be read.
[[nodiscard]] checked<decisions> find_decisions(prepared_policy const& with,
                                                std::shared_ptr<table const> accounts,
                                                std::shared_ptr<table const> events = nullptr,
                                                std::shared_ptr<table const> actions = nullptr,
                                                surroundings const& around = {},
                                                decision_options const& options = {});
/// The same, for questions that come one by one: the surroundings are shared, not copied.
[[nodiscard]] checked<decisions> find_decisions_in(prepared_policy const& with,
                                                   std::shared_ptr<table const> accounts,
                                                   std::shared_ptr<table const> events,
                                                   std::shared_ptr<table const> actions,
                                                   std::shared_ptr<surroundings const> around,
                                                   decision_options const& options = {});

/// A table of accounts with holds, days past due and promises added, in place of columns of these names, so
/// that segments read them. The accounts must have what their alerts and actions say of them already. The
/// same table where the policy declares none of these, or no day was given.
[[nodiscard]] checked<table> attach_treatment(prepared_policy const& with, table const& accounts,
                                              alert_verdicts const* alerts = nullptr);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/policy/decisions.ipp>
#endif
