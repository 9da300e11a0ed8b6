// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is wrong with a limit, told by the member that is to be mended.
#pragma once

#include <algorithm>
#include <cstddef>

#include <tramo/contact/limit.hpp>

namespace tramo::contact {
namespace limits {

inline constexpr int minutes_a_day = 1440;
inline constexpr int most_days = 366;
inline constexpr char const* weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                           "friday", "saturday", "sunday"};

/// "08:00"
[[nodiscard]] inline std::string clock(int minute) {
    std::string text = "00:00";
    auto const put = [&](std::size_t at, int number) {
        text[at] = static_cast<char>('0' + number / 10);
        text[at + 1] = static_cast<char>('0' + number % 10);
    };
    put(0, minute / 60);
    put(3, minute % 60);
    return text;
}
[[nodiscard]] inline std::string shift(hours const& one) {
    return clock(one.from) + "-" + clock(one.until);
}

[[nodiscard]] inline std::string out_of(int found, int least, int most) {
    return "it is " + std::to_string(found) + "; it must be " + std::to_string(least) + " to " +
           std::to_string(most);
}

TRAMO_INLINE std::string problem_of(hours const& one) {
    if (one.from < 0 || one.from >= minutes_a_day || one.until < 0 || one.until > minutes_a_day)
        return "minutes " + std::to_string(one.from) + " to " + std::to_string(one.until) +
               " are not within a day, 0 to 1440";
    if (one.from == one.until) return shift(one) + " is no time at all; leave it out";
    if (one.from < one.until) return {};
    return shift(one) + " runs over midnight; write " + clock(one.from) + "-24:00 on this day" +
           (one.until > 0 ? " and 00:00-" + clock(one.until) + " on the next" : "");
}

TRAMO_INLINE void judge_day(std::vector<hours> all, std::string const& path, std::vector<std::string>& told) {
    bool is_sound = true;
    for (auto const& one : all) {
        auto const wrong = problem_of(one);
        if (!wrong.empty()) told.push_back(path + ": " + wrong);
        is_sound = is_sound && wrong.empty();
    }
    if (!is_sound) return;
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < all.size(); ++i)
        if (all[i].from < all[i - 1].until)
            told.push_back(path + ": " + shift(all[i - 1]) + " and " + shift(all[i]) + " overlap at " +
                           clock(all[i].from) + "; make one of them");
}

TRAMO_INLINE void judge_hours(limit const& one, std::vector<std::string>& told) {
    for (std::size_t day = 0; day < one.open.size(); ++day)
        judge_day(one.open[day], std::string("hours.") + weekdays[day], told);
    if (std::all_of(one.open.begin(), one.open.end(), [](auto const& day) { return day.empty(); }))
        told.push_back("hours: they are open on no day; give a weekday hours, or take the kind 'forbidden'");
}

TRAMO_INLINE void judge_channels(std::vector<std::string> const& all, std::string const& path,
                                 std::vector<std::string>& told) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].empty()) told.push_back(path + ": a channel without a name; name it, such as 'phone'");
        if (std::find(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), all[i]) !=
            all.begin() + static_cast<std::ptrdiff_t>(i))
            told.push_back(path + ": '" + all[i] + "' stands twice; name it once");
    }
}

[[nodiscard]] inline bool has_window(limit::kind what) {
    return what == limit::kind::count || what == limit::kind::same_channel ||
           what == limit::kind::after_answer;
}

TRAMO_INLINE void judge_numbers(limit const& one, std::vector<std::string>& told) {
    auto const is_days = [](int days) { return days >= 1 && days <= most_days; };
    bool const rolls = has_window(one.what) && one.within.what == window::kind::rolling;
    if (rolls && !is_days(one.within.days))
        told.push_back("within.days: " + out_of(one.within.days, 1, most_days));
    bool const has_days = one.what == limit::kind::spacing || one.what == limit::kind::quiet_after;
    if (has_days && !is_days(one.days)) told.push_back("days: " + out_of(one.days, 1, most_days));
    if (one.what == limit::kind::count && one.most < 1)
        told.push_back("most: it is " + std::to_string(one.most) +
                       "; it must be 1 or more; what may not be at all is of the kind 'forbidden'");
    if (one.what == limit::kind::after_answer && one.most < 0)
        told.push_back("most: it is " + std::to_string(one.most) + "; it must be 0 or more");
}

}  // namespace limits

TRAMO_INLINE std::vector<std::string> problems_of(limit const& one) {
    std::vector<std::string> told;
    if (one.id.empty()) told.push_back("id: a limit needs one; answers name it");
    limits::judge_channels(one.channels, "channels", told);
    limits::judge_channels(one.counted_channels, "counted_channels", told);
    limits::judge_numbers(one, told);
    if (one.what == limit::kind::hours) limits::judge_hours(one, told);
    return told;
}

TRAMO_INLINE std::optional<int> read_minutes(std::string_view clock) {
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (clock.size() != 5 || clock[2] != ':') return {};
    for (auto const at : {0U, 1U, 3U, 4U})
        if (!is_digit(clock[at])) return {};
    int const hour = (clock[0] - '0') * 10 + (clock[1] - '0');
    int const minute = (clock[3] - '0') * 10 + (clock[4] - '0');
    bool const is_end = hour == 24 && minute == 0;
    if (minute > 59 || (hour > 23 && !is_end)) return {};
    return hour * 60 + minute;
}

}  // namespace tramo::contact
