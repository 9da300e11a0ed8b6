// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Looks at day after day: a few dozen at most before one is found, and no rule is too odd for it.
#pragma once

#include <algorithm>

#include <tramo/treatment/permitted_days.hpp>

namespace tramo::treatment {
namespace permitting {

inline constexpr std::int64_t days_ahead = 400;

/// Whether a day may be one, or that nothing is known of it.
enum class answer { no, yes, unknown };

/// The first day found, or the one at which nothing more was known.
struct finding {
    std::optional<date> day, unknown;
};

/// From the first permitted day to the last.
struct span {
    std::optional<date> from, until;
    std::string problem;
};

[[nodiscard]] inline date later(date day, std::int64_t days) {
    return {static_cast<std::int32_t>(day.days + days)};
}

[[nodiscard]] TRAMO_INLINE std::string beyond(business_calendar const& calendar) {
    return "the holidays of '" + calendar.name + "' are known from " + to_string(calendar.known_from) +
           " to " + to_string(calendar.known_until) + " only";
}

[[nodiscard]] inline bool has_month_days(day_rule const& rule) {
    return rule.month_from > 0 || rule.month_until > 0;
}

/// Days that a shorter month lacks are its last.
[[nodiscard]] TRAMO_INLINE bool is_in_month_days(day_rule const& rule, date day) {
    int const last = static_cast<int>(to_civil(end_of_month(day)).day);
    int const at = static_cast<int>(to_civil(day).day);
    int const from = std::min(std::max(rule.month_from, 1), last);
    int const until = std::min(rule.month_until > 0 ? rule.month_until : 31, last);
    bool const is_over_the_end = rule.month_until > 0 && rule.month_until < rule.month_from;
    return is_over_the_end ? at >= from || at <= until : from <= at && at <= until;
}

/// Whether the rule names a day, whatever holidays there are.
[[nodiscard]] TRAMO_INLINE bool names(day_rule const& rule, date day) {
    if (rule.weekdays != 0 && (rule.weekdays >> (iso_weekday(day) - 1) & 1) == 0) return false;
    return !has_month_days(rule) || is_in_month_days(rule, day);
}

/// Whether the rule names a day, or one without work beside it that is moved here. `first` and `last` are the
/// days that the rule is asked of.
[[nodiscard]] TRAMO_INLINE answer stands_for(day_rule const& rule, date day, std::optional<date> first,
                                             std::optional<date> last) {
    bool const is_inside = (!first || *first <= day) && (!last || day <= *last);
    if (rule.holidays == holiday_policy::keep)
        return is_inside && names(rule, day) ? answer::yes : answer::no;
    auto const works = is_business_day(*rule.calendar, day);
    if (!works) return answer::unknown;
    if (!*works) return answer::no;
    if (is_inside && names(rule, day)) return answer::yes;
    int const step = rule.holidays == holiday_policy::following ? -1 : 1;
    for (date beside = later(day, step);; beside = later(beside, step)) {
        if ((step < 0 && first && beside < *first) || (step > 0 && last && *last < beside)) return answer::no;
        auto const rests = is_business_day(*rule.calendar, beside);
        if (!rests) return answer::unknown;
        if (*rests) return answer::no;
        if (names(rule, beside) && (step > 0 || !last || beside <= *last)) return answer::yes;
    }
}

/// So many days from the anchor on; none where the calendar ends too soon.
[[nodiscard]] inline std::optional<date> counted_from(date anchor, std::int64_t days, bool is_business,
                                                      business_calendar const* calendar) {
    return is_business ? add_business_days(*calendar, anchor, days) : add_days(anchor, days);
}

/// The last day, moved where it is a holiday.
[[nodiscard]] TRAMO_INLINE std::optional<date> moved(day_rule const& rule, std::optional<date> day) {
    if (!day || rule.holidays == holiday_policy::keep) return day;
    return adjust(*rule.calendar, *day,
                  rule.holidays == holiday_policy::following ? business_day_convention::following
                                                             : business_day_convention::preceding);
}

[[nodiscard]] TRAMO_INLINE std::string problem_of_calendar(day_rule const& rule) {
    if (rule.calendar) return {};
    if (rule.is_after_business || rule.is_within_business)
        return "working days are counted, and there is no calendar that names them";
    if (rule.holidays != holiday_policy::keep)
        return "holidays move a permitted day, and there is no calendar that names them";
    return {};
}

/// What the rule is asked of: the days as counted, before the last is moved.
[[nodiscard]] TRAMO_INLINE span counted_span(day_rule const& rule, date anchor) {
    span made;
    made.from = counted_from(anchor, rule.after, rule.is_after_business, rule.calendar);
    if (rule.within) made.until = counted_from(anchor, *rule.within, rule.is_within_business, rule.calendar);
    if (!made.from || (rule.within && !made.until)) {
        bool const is_business = !made.from ? rule.is_after_business : rule.is_within_business;
        made.problem = is_business ? beyond(*rule.calendar) : "the day is beyond the year 9999";
    }
    return made;
}

/// Looks from a day on, to the last or to as far as one looks.
class search {
public:
    search(day_rule const& rule, span const& asked, std::optional<date> last)
        : rule_(rule), last_named_(asked.until), last_(last) {
        bool const waits = rule.after != 0;
        if (waits || rule.holidays == holiday_policy::keep) first_named_ = asked.from;
    }

    [[nodiscard]] finding first_from(date day) const {
        for (std::int64_t i = 0; i <= days_ahead; ++i) {
            date const at = later(day, i);
            if (last_ && *last_ < at) return {};
            auto const found = stands_for(rule_, at, first_named_, last_named_);
            if (found == answer::unknown) return {{}, at};
            if (found == answer::yes) return {at, {}};
        }
        return {};
    }

private:
    day_rule const& rule_;
    std::optional<date> first_named_, last_named_, last_;
};

}  // namespace permitting

TRAMO_INLINE permitted_days find_permitted_days(day_rule const& rule, date anchor, date as_of) {
    permitted_days made;
    made.unanswered = permitting::problem_of_calendar(rule);
    if (!made.unanswered.empty()) return made;
    auto const asked = permitting::counted_span(rule, anchor);
    made.unanswered = asked.problem;
    if (!made.unanswered.empty()) return made;
    made.last = permitting::moved(rule, asked.until);
    if (asked.until && !made.last) {
        made.unanswered = permitting::beyond(*rule.calendar);
        return made;
    }
    made.is_late = made.last && *made.last < as_of;
    permitting::search const days(rule, asked, made.last);
    auto const first = days.first_from(*asked.from);
    made.first = first.day;
    auto const next = days.first_from(std::max(*asked.from, as_of));
    made.next = next.day;
    made.is_today = made.next == as_of;
    if (first.unknown || next.unknown)
        made.unanswered = permitting::beyond(*rule.calendar);
    else if (!made.next && !made.is_late && !made.last)
        made.unanswered = "no day within " + std::to_string(permitting::days_ahead) + " days is permitted";
    return made;
}

TRAMO_INLINE std::optional<date> add_business_days(business_calendar const& calendar, date from,
                                                   std::int64_t days) {
    if (days == 0) return adjust(calendar, from, business_day_convention::following);
    int const step = days > 0 ? 1 : -1;
    for (date at = permitting::later(from, step);; at = permitting::later(at, step)) {
        auto const works = is_business_day(calendar, at);
        if (!works) return {};
        days -= *works ? step : 0;
        if (days == 0) return at;
    }
}

}  // namespace tramo::treatment
