// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Asks each limit of a moment, and looks for the first moment at which all of them agree.
#pragma once

#include <algorithm>
#include <cstddef>

#include <tramo/contact/permission.hpp>

namespace tramo::contact {
namespace permitting {

inline constexpr int horizon_days = 400;
inline constexpr std::int64_t micros_a_minute = 60'000'000;

/// What a limit says of a moment; it cannot tell where it does not know whether the day is a holiday.
enum class answer { yes, no, unknown };

[[nodiscard]] inline bool is_among(std::vector<std::string> const& channels, std::string const& one) {
    return channels.empty() || std::find(channels.begin(), channels.end(), one) != channels.end();
}

[[nodiscard]] inline bool is_counted(unit counted, unit what) {
    if (counted == unit::any || what == unit::any || counted == what) return true;
    return counted == unit::attempt && what == unit::conversation;
}

/// Whether a limit speaks of what is asked. An attempt may become a conversation, never a message.
[[nodiscard]] inline bool applies(limit const& by, question const& asked) {
    if (!is_among(by.channels, asked.channel)) return false;
    bool const counts = by.what == limit::kind::count || by.what == limit::kind::spacing;
    if (!counts || by.counted == unit::any || asked.what == unit::any) return true;
    return (by.counted == unit::message) == (asked.what == unit::message);
}

[[nodiscard]] inline date first_day(window const& of, date day) {
    switch (of.what) {
        case window::kind::rolling:
            return date{day.days - of.days + 1};
        case window::kind::day:
            return day;
        case window::kind::week:
            return date{day.days - iso_weekday(day) + 1};
        case window::kind::month:
            return start_of_month(day);
    }
    return day;
}

/// Whether a limit looks at a contact at all.
[[nodiscard]] inline bool concerns(limit const& by, question const& asked, made_contact const& one) {
    if (!one.counts || asked.now < one.at) return false;
    if (by.per == scope::debt && one.debt != asked.debt) return false;
    if (by.per == scope::creditor && one.creditor != asked.creditor) return false;
    return is_among(by.counted_channels.empty() ? by.channels : by.counted_channels, one.channel);
}

/// Calls `see` with each contact that the limit looks at and that fell on `from` or later.
template <class See>
inline void each_since(limit const& by, question const& asked, date from, See see) {
    if (!asked.made) return;
    for (auto const& one : *asked.made)
        if (concerns(by, asked, one) && from <= day_of(one.at)) see(one);
}

[[nodiscard]] inline bool is_conversation(made_contact const& one) {
    return one.what == unit::conversation || one.what == unit::any;
}

/// Whether somebody was reached on the day of a contact, by it or after it.
TRAMO_INLINE bool is_answered(limit const& by, question const& asked, made_contact const& what) {
    bool found = false;
    each_since(by, asked, day_of(what.at), [&](made_contact const& one) {
        found |= is_conversation(one) && what.at <= one.at && day_of(one.at) == day_of(what.at);
    });
    return found;
}

/// How many contacts count in the window of a day.
TRAMO_INLINE int used(limit const& by, question const& asked, date day) {
    int count = 0;
    each_since(by, asked, first_day(by.within, day), [&](made_contact const& one) {
        if (!is_counted(by.counted, one.what)) return;
        count += by.only_unanswered && is_answered(by, asked, one) ? 0 : 1;
    });
    return count;
}

TRAMO_INLINE bool is_too_near(limit const& by, question const& asked, date day) {
    bool found = false;
    auto const counted = by.what == limit::kind::quiet_after ? unit::conversation : by.counted;
    each_since(by, asked, date{day.days - by.days + 1},
               [&](made_contact const& one) { found |= is_counted(counted, one.what); });
    return found;
}

TRAMO_INLINE bool has_spoken_elsewhere(limit const& by, question const& asked, date day) {
    bool found = false;
    each_since(by, asked, first_day(by.within, day), [&](made_contact const& one) {
        found |= is_conversation(one) && one.channel != asked.channel;
    });
    return found;
}

TRAMO_INLINE bool is_answered_enough(limit const& by, question const& asked, date day) {
    std::optional<timestamp> answered;
    auto const from = first_day(by.within, day);
    each_since(by, asked, from, [&](made_contact const& one) {
        if (is_conversation(one) && (!answered || one.at < *answered)) answered = one.at;
    });
    if (!answered) return false;
    int further = is_counted(by.counted, unit::conversation) ? -1 : 0;  // the answer itself is none
    each_since(by, asked, from, [&](made_contact const& one) {
        further += *answered <= one.at && is_counted(by.counted, one.what) ? 1 : 0;
    });
    return further >= by.most;
}

/// Whether a limit is against a day as a whole, whatever the hour.
TRAMO_INLINE bool forbids(limit const& by, question const& asked, date day) {
    switch (by.what) {
        case limit::kind::count:
            return used(by, asked, day) >= by.most;
        case limit::kind::spacing:
        case limit::kind::quiet_after:
            return is_too_near(by, asked, day);
        case limit::kind::same_channel:
            return has_spoken_elsewhere(by, asked, day);
        case limit::kind::after_answer:
            return is_answered_enough(by, asked, day);
        case limit::kind::hours:
            return by.open[static_cast<std::size_t>(iso_weekday(day) - 1)].empty();
        case limit::kind::consent:
            return !asked.has_consent;
        case limit::kind::forbidden:
            return true;
    }
    return true;
}

/// The first minute from `minute` on at which a limit of hours is open that day; holidays left aside.
TRAMO_INLINE std::optional<int> open_from(limit const& by, date day, int minute) {
    std::optional<int> first;
    for (auto const& one : by.open[static_cast<std::size_t>(iso_weekday(day) - 1)])
        if (minute < one.until) first = std::min(first.value_or(1440), std::max(minute, one.from));
    return first;
}

[[nodiscard]] inline answer works_on(limit const& by, question const& asked, date day) {
    if (by.what != limit::kind::hours || !by.holidays_rest) return answer::yes;
    if (!asked.calendar || !asked.calendar->covers(day)) return answer::unknown;
    auto const& all = asked.calendar->holidays;
    return std::binary_search(all.begin(), all.end(), day) ? answer::no : answer::yes;
}

TRAMO_INLINE answer ask(limit const& by, question const& asked, date day, int minute) {
    if (forbids(by, asked, day)) return answer::no;
    if (by.what == limit::kind::hours && open_from(by, day, minute) != minute) return answer::no;
    return works_on(by, asked, day);
}

TRAMO_INLINE std::string why_unknown(limit const& by, question const& asked, date day) {
    auto const limit_named = "limit '" + by.id + "' rests on holidays, and ";
    if (!asked.calendar) return limit_named + "no calendar was given; give one that knows " + to_string(day);
    return limit_named + "the holidays of " + asked.calendar->name + " are known from " +
           to_string(asked.calendar->known_from) + " to " + to_string(asked.calendar->known_until) +
           " only, not on " + to_string(day);
}

/// The first minute from `minute` on at which all hours are open; none on that day.
TRAMO_INLINE std::optional<int> all_open_from(std::vector<limit const*> const& all, date day, int minute) {
    for (bool has_moved = true; has_moved;) {
        has_moved = false;
        for (auto const* by : all) {
            if (by->what != limit::kind::hours) continue;
            auto const first = open_from(*by, day, minute);
            if (!first) return {};
            has_moved |= *first != minute;
            minute = *first;
        }
    }
    return minute;
}

/// What a day says: a minute of it, none, or that it cannot be told, with the limit that cannot tell.
struct found_minute {
    std::optional<int> minute;
    limit const* unknown = nullptr;
};

TRAMO_INLINE found_minute first_on(std::vector<limit const*> const& all, question const& asked, date day,
                                   int minute) {
    for (auto const* by : all)
        if (forbids(*by, asked, day)) return {};
    auto const open = all_open_from(all, day, minute);
    if (!open) return {};
    found_minute found{open, nullptr};
    for (auto const* by : all) {
        auto const works = works_on(*by, asked, day);
        if (works == answer::no) return {};
        if (works == answer::unknown && !found.unknown) found.unknown = by;
    }
    return found;
}

TRAMO_INLINE void find_first(std::vector<limit const*> const& all, question const& asked, permission& told) {
    for (auto const* by : all)
        if (by->what == limit::kind::forbidden || (by->what == limit::kind::consent && !asked.has_consent))
            return;
    date const today = day_of(asked.now);
    auto const now = static_cast<int>((asked.now.micros - today.days * micros_a_day) / micros_a_minute);
    for (int ahead = 0; ahead <= horizon_days; ++ahead) {
        date const day{today.days + ahead};
        auto const found = first_on(all, asked, day, ahead == 0 ? now : 0);
        if (found.unknown) {
            if (told.unanswered.empty()) told.unanswered = why_unknown(*found.unknown, asked, day);
            return;
        }
        if (!found.minute) continue;
        bool const is_now = ahead == 0 && *found.minute == now;
        told.first =
            is_now ? asked.now : timestamp{day.days * micros_a_day + *found.minute * micros_a_minute};
        return;
    }
}

TRAMO_INLINE void put_left(limit const& by, std::size_t number, question const& asked, permission& told) {
    if (by.what != limit::kind::count) return;
    int const left = std::max(0, by.most - used(by, asked, day_of(asked.now)));
    if (told.left && *told.left <= left) return;
    told.left = left;
    told.tightest = number;
}

}  // namespace permitting

TRAMO_INLINE permission may_contact(std::vector<limit> const& limits, question const& asked) {
    using permitting::answer;
    permission told;
    date const today = day_of(asked.now);
    auto const minute =
        static_cast<int>((asked.now.micros - today.days * micros_a_day) / permitting::micros_a_minute);
    std::vector<limit const*> applying;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        auto const& by = limits[i];
        if (!permitting::applies(by, asked)) continue;
        applying.push_back(&by);
        permitting::put_left(by, i, asked, told);
        auto const said = permitting::ask(by, asked, today, minute);
        if (said == answer::yes) continue;
        told.is_allowed = false;
        if (said == answer::no) told.binding.push_back(i);
        if (said == answer::unknown || by.how == strictness::cap) told.is_allowed_by_caps = false;
        if (said == answer::unknown && told.unanswered.empty())
            told.unanswered = permitting::why_unknown(by, asked, today);
    }
    permitting::find_first(applying, asked, told);
    return told;
}

}  // namespace tramo::contact
