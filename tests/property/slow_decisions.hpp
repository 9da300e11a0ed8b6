// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A slow reading of treatment, from what its words mean: day by day, moment by moment, one account at a time.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <tramo/values/date.hpp>

#include "chance.hpp"
#include "slow_evaluator.hpp"

namespace tramo_test {
namespace {

using dealt_day = std::optional<date>;
using dealt_number = std::optional<std::int64_t>;

struct dealt_claim {
    date opened;
    dealt_day closed;
    std::string handler;
};

struct dealt_account {
    std::string key;
    std::optional<int> tier;  ///< as declared
    dealt_number days, balance;
    dealt_day due, since, from, until;
    std::string reason, owner, approver, paper, zone;  ///< empty: unknown
    std::optional<bool> flag, phone_ok;
    std::vector<dealt_claim> claims;
    bool is_faulty = false;
};

/// `word`: how a promise was made, which promise a payment is for, what is undone, what kind of illness, what
/// came of a call, by which way a mail went.
struct dealt_event {
    std::string id, key, type, word;
    timestamp at;
    std::int64_t amount = 0;
    dealt_day due;
    bool was_asked_for = false;
};

struct dealt_interval {
    date from;
    dealt_day end;  ///< not included
    std::string reason, owner;
    bool counts = true;
    [[nodiscard]] bool covers(date day) const { return counts && from <= day && (!end || day < *end); }
};

struct dealt_promise {
    dealt_event const* made;
    std::int64_t paid = 0;
    bool is_enough = false, was_open = true;
    std::string state;
};

struct dealt_row {
    std::set<int> tiers;
    dealt_number from, until;  ///< days; none of both: any, known or not
    std::int64_t least = 0;
    std::string boss;
};

/// What conditions read.
struct dealt_facts {
    dealt_account const* account = nullptr;
    std::vector<std::vector<dealt_interval>> holds;  ///< by hold
    std::vector<bool> are_held;
    std::int64_t past_due = 0, delinquent = 0, paused = 0;
    std::vector<dealt_promise> promises;
    dealt_row const* row = nullptr;  ///< of the table; null: none
    date as_of;
    [[nodiscard]] std::int64_t promised(std::string const& state) const {
        return std::count_if(promises.begin(), promises.end(),
                             [&](auto const& one) { return one.state == state; });
    }
};

struct dealt_condition {
    std::string text;  ///< empty: there is none
    std::function<tri(dealt_facts const&)> meaning;
};

enum class dealt_source { account, claims, events };

struct dealt_hold {
    std::string name;
    dealt_source source = dealt_source::account;
    std::set<std::string> freezes;
    dealt_condition condition;
    bool has_from = false, has_end = false, is_end_included = false;
    bool has_texts = false, needs_reason = false, needs_owner = false, needs_end = false;
    bool is_of_grave = false;  ///< begins with a grave illness only
};

struct dealt_approval {
    std::vector<std::string> roles;  ///< none: the paper is enough
    bool needs_paper = false;
    dealt_condition condition;
};

struct dealt_effect {
    std::string kind, name, repeats;
    dealt_condition condition, stands, release;
    std::vector<dealt_condition> requirements;
    std::vector<dealt_approval> approvals;
    bool has_since = false, is_after_business = false, is_within_business = false, has_boss = false;
    int after = 0, month_from = 0, month_until = 0;
    std::optional<int> within;
    std::set<int> weekdays;  ///< ISO
    std::string holidays = "keep";
    dealt_day from, until;  ///< when it is a rule at all
};

struct dealt_limit {
    std::string name, unit, window;  ///< unit: attempt, conversation, message, contact
    std::set<std::string> channels;  ///< none: all
    int most = 1, within = 0;        ///< days; 0: the calendar's
};

struct dealt_policy {
    std::string head, tail;
    std::vector<std::string> row_texts;
    std::vector<dealt_row> rows;
    std::vector<dealt_hold> holds;
    std::vector<dealt_effect> effects;
    std::vector<dealt_condition> segments;
    std::vector<dealt_limit> limits;
    std::set<std::string> consented;  ///< channels that need consent
    std::set<std::int32_t> holidays;
    int grace = 0, tolerance_days = 0, tolerance_percent = 0, tolerance_amount = 0;
    bool has_zone = false, is_by_phone = false, excuses_calls = false, tells_talks = false;
    bool names_promises = false;
    [[nodiscard]] std::string text() const {
        auto all = head;
        for (auto const& one : row_texts) all += one;
        return all + tail;
    }
};

struct dealt_question {
    date as_of;
    std::optional<timestamp> now;
};

/// Intervals, days counted, promises and the row of the table of one account.
class slow_facts {
public:
    slow_facts(dealt_policy const& with, dealt_question const& asked, dealt_account const& of,
               std::vector<dealt_event> const& all)
        : with_(with), asked_(asked), of_(of) {
        for (auto const& one : all)
            if (one.key == of.key && day_of(one.at) <= asked.as_of) events.push_back(&one);
        std::sort(events.begin(), events.end(), [](auto const* a, auto const* b) {
            return std::pair(a->at, a->id) < std::pair(b->at, b->id);
        });
        for (auto const* const one : events)
            if (one->type == "undo" || one->type == "withdrawn" || one->type == "mistake")
                undone_.insert(one->word);
        found.account = &of;
        found.as_of = asked.as_of;
        for (auto const& one : with.rows)
            if (fits(one)) found.row = &one;
        for (auto const& one : with.holds) {
            found.holds.push_back(intervals(one));
            found.are_held.push_back(is_covered(found.holds.back(), asked.as_of));
        }
        count_days();
        settle();
    }

    std::vector<dealt_event const*> events;
    dealt_facts found;

    [[nodiscard]] static bool is_covered(std::vector<dealt_interval> const& all, date day) {
        return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.covers(day); });
    }
    [[nodiscard]] bool is_frozen(std::string const& what, date day) const {
        for (std::size_t i = 0; i < with_.holds.size(); ++i)
            if (with_.holds[i].freezes.count(what) != 0 && is_covered(found.holds[i], day)) return true;
        return false;
    }

private:
    [[nodiscard]] bool fits(dealt_row const& row) const {
        if (!of_.tier || row.tiers.count(*of_.tier) == 0) return false;
        if (!row.from && !row.until) return true;
        return of_.days && (!row.from || *row.from <= *of_.days) && (!row.until || *of_.days <= *row.until);
    }

    [[nodiscard]] std::vector<dealt_interval> intervals(dealt_hold const& of) const {
        if (!of.condition.text.empty() && of.condition.meaning(found) != tri::yes) return {};
        if (of.source == dealt_source::events) return days_of_events(of);
        std::vector<dealt_interval> all;
        auto const keep = [&](date from, dealt_day end, std::string reason, std::string owner) {
            if (end && of.is_end_included) ++end->days;
            bool const is_right = (!end || from < *end) && (!of.needs_reason || !reason.empty()) &&
                                  (!of.needs_owner || !owner.empty()) && (!of.needs_end || end);
            all.push_back({from, end, std::move(reason), std::move(owner), is_right});
        };
        if (of.source == dealt_source::claims) {
            for (auto const& one : of_.claims)
                keep(one.opened, of.has_end ? one.closed : dealt_day(), "", of.has_texts ? one.handler : "");
        } else {
            if (of.has_from && !of_.from) return all;
            keep(of.has_from ? *of_.from : asked_.as_of, of.has_end ? of_.until : dealt_day(),
                 of.has_texts ? of_.reason : "", of.has_texts ? of_.owner : "");
            bool const is_past = !of.has_from && all[0].end && *all[0].end <= all[0].from;
            if (is_past) all.clear();
        }
        std::stable_sort(all.begin(), all.end(),
                         [](auto const& a, auto const& b) { return a.from < b.from; });
        return all;
    }

    /// Held is each day at whose end it is on, one after the other.
    [[nodiscard]] std::vector<dealt_interval> days_of_events(dealt_hold const& of) const {
        std::vector<dealt_interval> all;
        for (date day{first_day - 100}; day <= asked_.as_of; ++day.days) {
            bool const is_on = is_on_at_end(of, day);
            bool const was_on = !all.empty() && !all.back().end;
            if (is_on && !was_on) all.push_back({day, {}, "", "", true});
            if (!is_on && was_on) all.back().end = day;
        }
        return all;
    }

    /// Of one moment what begins comes before what ends.
    [[nodiscard]] bool is_on_at_end(dealt_hold const& of, date day) const {
        bool is_on = false;
        timestamp ended{INT64_MIN};
        for (auto const* const one : events) {
            if (day < day_of(one->at) || undone_.count(one->id) != 0) continue;
            bool const begins = one->type == "illness" && (!of.is_of_grave || one->word == "grave");
            if (begins && ended < one->at) is_on = true;
            if (one->type != "recovery") continue;
            is_on = false;
            ended = one->at;
        }
        return is_on;
    }

    void count_days() {
        if (!of_.due) return;
        for (date day = *of_.due; day < asked_.as_of; ++day.days) {
            ++found.past_due;
            if (is_frozen("days", day)) ++found.paused;
        }
        found.delinquent = std::max<std::int64_t>(0, found.past_due - with_.grace - found.paused);
    }

    /// Money goes, moment by moment, to the promise it names, then to the oldest that was open before.
    void settle() {
        for (auto const* const one : events)
            if (one->type == "promise" && one->amount > 0 && (!with_.is_by_phone || one->word == "phone"))
                found.promises.push_back({one, 0, false, true, ""});
        std::map<timestamp, std::vector<dealt_event const*>> moments;
        for (auto const* const one : events)
            if (one->type == "payment" && undone_.count(one->id) == 0) moments[one->at].push_back(one);
        for (auto const& [at, together] : moments) {
            std::int64_t left = 0;
            for (auto const* const one : together) left += give_named(*one);
            for (auto& one : found.promises) one.was_open = !one.is_enough;
            while (auto* const next = oldest(at, left)) pay(*next, left);
        }
        for (auto& one : found.promises) one.state = state_of(one);
    }

    /// What is left of it.
    [[nodiscard]] std::int64_t give_named(dealt_event const& payment) {
        auto left = payment.amount;
        for (auto& one : found.promises)
            if (with_.names_promises && one.made->id == payment.word && takes(one, payment.at))
                pay(one, left);
        return left;
    }
    [[nodiscard]] dealt_promise* oldest(timestamp at, std::int64_t left) {
        dealt_promise* best = nullptr;
        for (auto& one : found.promises) {
            if (left == 0 || !one.was_open || !takes(one, at)) continue;
            if (best == nullptr || one.made->due < best->made->due) best = &one;
        }
        return best;
    }
    void pay(dealt_promise& to, std::int64_t& from) const {
        auto const part = std::min(from, to.made->amount - to.paid);
        to.paid += part;
        from -= part;
        auto const missing =
            std::max<std::int64_t>(to.made->amount * with_.tolerance_percent / 100, with_.tolerance_amount);
        to.is_enough = to.paid > 0 && to.paid + missing >= to.made->amount;
    }
    [[nodiscard]] bool takes(dealt_promise const& one, timestamp at) const {
        return undone_.count(one.made->id) == 0 && one.made->at <= at && day_of(at) <= last_day(one) &&
               one.paid < one.made->amount;
    }
    [[nodiscard]] date last_day(dealt_promise const& of) const {
        return {of.made->due->days + with_.tolerance_days};
    }
    [[nodiscard]] std::string state_of(dealt_promise const& of) const {
        if (undone_.count(of.made->id) != 0) return "reversed";
        if (of.is_enough) return "kept";
        if (asked_.as_of <= last_day(of)) return "open";
        return of.paid > 0 ? "partly_kept" : "broken";
    }

    dealt_policy const& with_;
    dealt_question const& asked_;
    dealt_account const& of_;
    std::set<std::string> undone_;  ///< ids
};

}  // namespace
}  // namespace tramo_test
