// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A slow reading of effects, their days, and contacts, from what is known of an account.
#pragma once

#include "slow_decisions.hpp"

namespace tramo_test {
namespace {

inline std::string dealt_text(dealt_day day) {
    return day ? to_string(*day) : "-";
}

struct dealt_contact {
    bool is_allowed = true;
    std::optional<timestamp> first;
    std::optional<int> left;
    std::set<std::string> binding;
    bool is_held = false;
};

struct dealt_status {
    std::string status;
    bool stands = false, is_late = false;
    dealt_day first, next, last;
    std::set<std::string> holds;
    std::set<std::string> missing;  ///< r0, r1 …, a0, a1 …
    dealt_day key;                  ///< that a task's key holds
};

/// All permitted days of an effect, found by moving every day that it names.
class slow_effect_days {
public:
    slow_effect_days(dealt_effect const& of, std::set<std::int32_t> const& holidays, date anchor)
        : of_(of), holidays_(holidays), from(counted(anchor, of.after, of.is_after_business)) {
        dealt_day named_until;
        if (of.within) named_until = counted(anchor, *of.within, of.is_within_business);
        if (named_until) last = moved(*named_until);
        bool const looks_back = of.after == 0 && of.holidays != "keep";
        for (date day{from.days - (looks_back ? 60 : 0)}; day.days < from.days + 520; ++day.days) {
            if ((named_until && *named_until < day) || !is_named(day)) continue;
            auto const at = moved(day);
            if (from <= at && (!last || at <= *last)) days.insert(at);
        }
    }

    [[nodiscard]] dealt_day at_or_after(date day) const {
        auto const at = days.lower_bound(std::max(day, from));
        return at == days.end() ? dealt_day() : *at;
    }

private:
    dealt_effect const& of_;
    std::set<std::int32_t> const& holidays_;

public:
    std::set<date> days;
    date from;
    dealt_day last;

private:
    [[nodiscard]] bool works(date day) const {
        return iso_weekday(day) != 7 && holidays_.count(day.days) == 0;
    }
    [[nodiscard]] date counted(date day, int many, bool is_business) const {
        if (!is_business) return {day.days + many};
        if (many == 0)
            while (!works(day)) ++day.days;
        while (many > 0) many -= works({++day.days}) ? 1 : 0;
        return day;
    }
    [[nodiscard]] date moved(date day) const {
        if (of_.holidays == "keep") return day;
        while (!works(day)) day.days += of_.holidays == "following" ? 1 : -1;
        return day;
    }
    [[nodiscard]] bool is_named(date day) const {
        if (!of_.weekdays.empty() && of_.weekdays.count(iso_weekday(day)) == 0) return false;
        if (of_.month_from == 0) return true;
        auto const length = static_cast<int>(to_civil(end_of_month(day)).day);
        auto const at = static_cast<int>(to_civil(day).day);
        for (int one = of_.month_from; one <= of_.month_until; ++one)
            if (std::min(one, length) == at) return true;
        return false;
    }
};

class slow_treatment {
public:
    slow_treatment(dealt_policy const& with, dealt_question const& asked, dealt_account const& of,
                   std::vector<dealt_event> const& events)
        : with_(with), asked_(asked), of_(of), facts_(with, asked, of, events) {}

    [[nodiscard]] dealt_facts const& facts() const { return facts_.found; }

    /// None: it is not told.
    [[nodiscard]] std::optional<dealt_status> status(dealt_effect const& of) const {
        if ((of.from && asked_.as_of < *of.from) || (of.until && *of.until < asked_.as_of)) return {};
        auto const due = of.condition.text.empty() ? tri::yes : truth(of.condition);
        auto const stands = of.stands.text.empty() ? tri::no : truth(of.stands);
        auto const holds = either(due, stands);
        if (holds == tri::no) return {};
        dealt_status made;
        made.stands = due != tri::yes && stands == tri::yes;
        bool const lacks_day = of.has_since && !of_.since;
        bool const is_permitted = put_days(of, made);
        put_what_keeps(of, made);
        if (lacks_day) made.first = made.next = made.last = {};
        if (holds == tri::unknown || lacks_day)
            made.status = "unknown";
        else if (!of.release.text.empty() && truth(of.release) == tri::yes)
            made.status = "released";
        else if (!made.holds.empty())
            made.status = "held";
        else if (made.missing.lower_bound("r") != made.missing.end())
            made.status = "lacking";
        else if (!made.missing.empty())
            made.status = "unapproved";
        else
            made.status = is_permitted ? "in_force" : "waiting";
        return made;
    }

    [[nodiscard]] tri truth(dealt_condition const& of) const { return of.meaning(facts_.found); }

    [[nodiscard]] dealt_contact contact(std::string const& channel) const {
        dealt_contact made;
        auto const now = person_now();
        for (auto const& one : with_.limits)
            if (applies(one, channel)) {
                auto const left = std::max(0, one.most - used(one, now, now));
                if (left == 0) made.binding.insert(one.name);
                made.left = std::min(made.left.value_or(left), left);
            }
        if (lacks_consent(channel)) made.binding.insert("phone_ok");
        made.is_held = facts_.is_frozen("messages", asked_.as_of);
        made.is_allowed = made.binding.empty() && !made.is_held;
        made.first = first(channel, now);
        return made;
    }

    /// The person's clock against that of the policy, which is 3 hours behind UTC.
    [[nodiscard]] std::int64_t ahead() const {
        auto const hours = !with_.has_zone || of_.zone.empty() ? 0 : of_.zone == "-05:00" ? -2 : 5;
        return hours * (tramo::micros_a_day / 24);
    }

private:
    bool put_days(dealt_effect const& of, dealt_status& into) const {
        date const anchor = of.has_since && of_.since ? *of_.since : asked_.as_of;
        slow_effect_days const slow(of, with_.holidays, anchor);
        into.first = slow.at_or_after(slow.from);
        into.next = slow.at_or_after(asked_.as_of);
        into.last = slow.last;
        into.is_late = slow.last && *slow.last < asked_.as_of;
        if (of.repeats.empty()) into.key = asked_.as_of;
        if (of.repeats == "once" && of.has_since) into.key = anchor;
        for (date day = asked_.as_of; of.repeats == "once per week" && !into.key; --day.days)
            if (iso_weekday(day) == 1) into.key = day;
        for (date day = asked_.as_of; of.repeats == "once per month" && !into.key; --day.days)
            if (to_civil(day).day == 1) into.key = day;
        if (!into.is_late) return slow.days.count(asked_.as_of) == 1;
        auto unbounded = of;
        unbounded.within.reset();
        slow_effect_days const still(unbounded, with_.holidays, anchor);
        into.next = still.at_or_after(asked_.as_of);
        return still.days.count(asked_.as_of) == 1;
    }

    void put_what_keeps(dealt_effect const& of, dealt_status& into) const {
        std::string const frozen = of.kind == "block"    ? "blocks"
                                   : of.kind == "cut"    ? "cuts"
                                   : of.kind == "notify" ? "messages"
                                                         : "tasks";
        for (std::size_t i = 0; i < with_.holds.size(); ++i)
            if (with_.holds[i].freezes.count(frozen) != 0 && facts_.found.are_held[i])
                into.holds.insert(with_.holds[i].name);
        for (std::size_t i = 0; i < of.requirements.size(); ++i)
            if (truth(of.requirements[i]) != tri::yes) into.missing.insert("r" + std::to_string(i));
        for (std::size_t i = 0; i < of.approvals.size(); ++i)
            if (!is_approved(of.approvals[i])) into.missing.insert("a" + std::to_string(i));
    }

    [[nodiscard]] bool is_approved(dealt_approval const& one) const {
        if (!one.condition.text.empty() && truth(one.condition) == tri::no) return true;
        auto const small = [](std::string text) {
            for (auto& letter : text) letter = static_cast<char>(std::tolower(letter));
            return text;
        };
        bool has_role = one.roles.empty();
        for (auto const& role : one.roles) has_role = has_role || small(role) == small(of_.approver);
        return has_role && (!one.needs_paper || !of_.paper.empty());
    }

    /// Without a moment the day begins with the person's midnight.
    [[nodiscard]] timestamp person_now() const {
        return asked_.now ? shown(*asked_.now) : timestamp{asked_.as_of.days * tramo::micros_a_day};
    }
    [[nodiscard]] timestamp shown(timestamp at) const { return {at.micros + ahead()}; }

    [[nodiscard]] static bool is_message(std::string const& channel) { return channel != "phone"; }
    [[nodiscard]] bool applies(dealt_limit const& by, std::string const& channel) const {
        if (!by.channels.empty() && by.channels.count(channel) == 0) return false;
        return by.unit == "contact" || (by.unit == "message") == is_message(channel);
    }
    [[nodiscard]] bool lacks_consent(std::string const& channel) const {
        return with_.consented.count(channel) != 0 && of_.phone_ok != true;
    }

    /// How many contacts made by `known` are in the window that ends with `then`.
    [[nodiscard]] int used(dealt_limit const& by, timestamp known, timestamp then) const {
        int count = 0;
        for (auto const* const one : facts_.events) {
            if (!is_counted(by, *one)) continue;
            auto at = shown(one->at);
            if (!asked_.now) at = std::min(at, known);
            if (at <= known && is_in_window(by, day_of(at), day_of(then))) ++count;
        }
        return count;
    }
    [[nodiscard]] bool is_counted(dealt_limit const& by, dealt_event const& one) const {
        std::string unit, channel;
        if (one.type == "mail") {
            unit = "message";
            channel = one.word;
        } else if (one.type == "call") {
            if (with_.excuses_calls && one.was_asked_for) return false;
            unit = with_.tells_talks && one.word == "talked" ? "conversation" : "attempt";
            channel = "phone";
        } else {
            return false;
        }
        if (!by.channels.empty() && by.channels.count(channel) == 0) return false;
        return by.unit == "contact" || by.unit == unit || (by.unit == "attempt" && unit == "conversation");
    }
    [[nodiscard]] static bool is_in_window(dealt_limit const& by, date day, date last) {
        if (by.within > 0) return last.days - day.days < by.within;
        if (by.window == "day") return day == last;
        if (by.window == "month")
            return to_civil(day).year == to_civil(last).year && to_civil(day).month == to_civil(last).month;
        return last.days - day.days < iso_weekday(last);
    }

    /// The first moment at which no limit says no and no hold is on, on the policy's days.
    [[nodiscard]] std::optional<timestamp> first(std::string const& channel, timestamp now) const {
        if (lacks_consent(channel)) return {};
        auto const hour = tramo::micros_a_day / 24;
        for (auto moment = now.micros; moment <= now.micros + 400 * tramo::micros_a_day;
             moment = (moment / hour + 1) * hour) {
            timestamp const then{moment};
            bool is_allowed =
                !facts_.is_frozen("messages", day_of(timestamp{moment - (asked_.now ? ahead() : 0)}));
            for (auto const& one : with_.limits)
                is_allowed = is_allowed && (!applies(one, channel) || used(one, now, then) < one.most);
            if (is_allowed) return then;
        }
        return {};
    }

    dealt_policy const& with_;
    dealt_question const& asked_;
    dealt_account const& of_;
    slow_facts facts_;
};

}  // namespace
}  // namespace tramo_test
