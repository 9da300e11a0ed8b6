// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Permissions against a slow reading of the limits that knows no shortcut: every half hour is asked anew.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "unit/contact/asked.hpp"

using namespace tramo_tests;

namespace {

constexpr std::int64_t half_hour = 30 * 60'000'000LL;
using random_source = std::mt19937;

int number(random_source& source, int from, int until) {
    return std::uniform_int_distribution<int>(from, until)(source);
}

bool contains(std::vector<std::string> const& all, std::string const& one) {
    return all.empty() || std::count(all.begin(), all.end(), one) > 0;
}

std::vector<made_contact> looked_at(limit const& by, question const& asked) {
    std::vector<made_contact> seen;
    for (auto const& one : *asked.made) {
        bool const same = by.per == scope::person || (by.per == scope::debt && one.debt == asked.debt) ||
                          (by.per == scope::creditor && one.creditor == asked.creditor);
        auto const& channels = by.counted_channels.empty() ? by.channels : by.counted_channels;
        if (same && one.counts && one.at <= asked.now && contains(channels, one.channel)) seen.push_back(one);
    }
    std::stable_sort(seen.begin(), seen.end(), [](auto const& a, auto const& b) { return a.at < b.at; });
    return seen;
}

bool is_of(unit counted, unit what) {
    static std::map<unit, std::vector<unit>> const all = {
        {unit::attempt, {unit::attempt, unit::conversation}},
        {unit::conversation, {unit::conversation}},
        {unit::message, {unit::message}},
        {unit::any, {unit::attempt, unit::conversation, unit::message}}};
    auto const& which = all.at(counted);
    return std::find(which.begin(), which.end(), what) != which.end();
}

/// Whether a contact of one day lies in the window of another.
bool is_within(window const& of, date done, date asked) {
    auto const a = to_civil(done), b = to_civil(asked);
    if (of.what == window::kind::rolling) return asked.days - of.days < done.days && done <= asked;
    if (of.what == window::kind::day) return done == asked;
    if (of.what == window::kind::month) return a.month == b.month && a.year == b.year && done <= asked;
    for (auto monday = asked.days;; --monday)
        if (iso_weekday(date{monday}) == 1) return monday <= done.days && done <= asked;
}

bool counts_at(limit const& by, std::vector<made_contact> const& seen, made_contact const& one, date when) {
    if (!is_within(by.within, day_of(one.at), when) || !is_of(by.counted, one.what)) return false;
    if (!by.only_unanswered) return true;
    return std::none_of(seen.begin(), seen.end(), [&](auto const& other) {
        return other.what == unit::conversation && day_of(other.at) == day_of(one.at) && one.at <= other.at;
    });
}

int used_at(limit const& by, std::vector<made_contact> const& seen, date when) {
    return static_cast<int>(std::count_if(seen.begin(), seen.end(),
                                          [&](auto const& one) { return counts_at(by, seen, one, when); }));
}

bool says_no_after_answer(limit const& by, std::vector<made_contact> const& seen, date when) {
    int further = 0;
    std::optional<std::size_t> answer;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (!answer && seen[i].what == unit::conversation && is_within(by.within, day_of(seen[i].at), when))
            answer = i;
    for (std::size_t i = 0; answer && i < seen.size(); ++i)
        if (i != *answer && seen[*answer].at <= seen[i].at && is_of(by.counted, seen[i].what)) ++further;
    return answer && further >= by.most;
}

bool says_no(limit const& by, question const& asked, timestamp then) {
    auto const when = day_of(then);
    auto const seen = looked_at(by, asked);
    auto const any = [&](auto test) { return std::any_of(seen.begin(), seen.end(), test); };
    auto const minute = (then.micros - when.days * micros_a_day) / 60'000'000;
    switch (by.what) {
        case limit::kind::count:
            return used_at(by, seen, when) + 1 > by.most;
        case limit::kind::spacing:
            return any([&](auto const& one) {
                return is_of(by.counted, one.what) && when.days - day_of(one.at).days < by.days;
            });
        case limit::kind::quiet_after:
            return any([&](auto const& one) {
                return one.what == unit::conversation && when.days < day_of(one.at).days + by.days;
            });
        case limit::kind::same_channel:
            return any([&](auto const& one) {
                return one.what == unit::conversation && is_within(by.within, day_of(one.at), when) &&
                       one.channel != asked.channel;
            });
        case limit::kind::after_answer:
            return says_no_after_answer(by, seen, when);
        case limit::kind::hours: {
            auto const& open = by.open[static_cast<std::size_t>(iso_weekday(when)) - 1];
            bool const is_open = std::any_of(open.begin(), open.end(), [&](hours const& one) {
                return one.from <= minute && minute < one.until;
            });
            auto const& rest = asked.calendar->holidays;
            return !is_open || (by.holidays_rest && std::count(rest.begin(), rest.end(), when) > 0);
        }
        case limit::kind::consent:
            return !asked.has_consent;
        case limit::kind::forbidden:
            return true;
    }
    return false;
}

bool speaks_of(limit const& by, question const& asked) {
    if (!contains(by.channels, asked.channel)) return false;
    if (by.what != limit::kind::count && by.what != limit::kind::spacing) return true;
    bool const of_messages = by.counted == unit::message, is_message = asked.what == unit::message;
    return by.counted == unit::any || of_messages == is_message;
}

std::vector<std::string> some_channels(random_source& source) {
    static std::vector<std::vector<std::string>> const all = {{}, {"a"}, {"b"}, {"a", "b"}, {"c", "a"}};
    return all[static_cast<std::size_t>(number(source, 0, 4))];
}

limit some_limit(random_source& source) {
    auto one = made(static_cast<limit::kind>(number(source, 0, 19) == 0 ? 6 : number(source, 0, 5)));
    one.channels = some_channels(source);
    one.counted_channels = some_channels(source);
    one.counted = static_cast<unit>(number(source, 0, 3));
    one.only_unanswered = number(source, 0, 1) == 1;
    one.most = number(source, one.what == limit::kind::count ? 1 : 0, 3);
    one.days = number(source, 1, 9);
    one.within = {static_cast<window::kind>(number(source, 0, 3)), number(source, 1, 12)};
    one.per = static_cast<scope>(number(source, 0, 2));
    one.how = static_cast<strictness>(number(source, 0, 1));
    one.holidays_rest = number(source, 0, 1) == 1;
    for (auto& weekday : one.open) {
        int const from = number(source, 0, 30), length = number(source, 1, 17);
        if (number(source, 0, 3) > 0) weekday.push_back({from * 30, std::min(48, from + length) * 30});
    }
    return one;
}

made_contact some_contact(random_source& source, date around) {
    made_contact one;
    one.at.micros =
        around.days * micros_a_day + number(source, number(source, 0, 1) == 0 ? -500 : -70, 60) * half_hour;
    one.channel = std::string(1, static_cast<char>('a' + number(source, 0, 2)));
    one.what = static_cast<unit>(number(source, 0, 2));
    one.counts = number(source, 0, 5) > 0;
    one.debt = static_cast<std::uint64_t>(number(source, 0, 1));
    one.creditor = static_cast<std::uint64_t>(number(source, 0, 1));
    return one;
}

asking some_question(random_source& source, business_calendar const& calendar) {
    asking one({}, "a", "2026-03-02T00:00");
    for (int i = number(source, 1, 4); i > 0; --i) one.limits.push_back(some_limit(source));
    auto const today = date{day("2026-03-02").days + number(source, 0, 40)};
    for (int i = number(source, 0, 8); i > 0; --i) one.done.push_back(some_contact(source, today));
    one.of.now.micros =
        today.days * micros_a_day + number(source, 0, 47) * half_hour + number(source, 0, 1) * 17;
    one.of.what = static_cast<unit>(number(source, 0, 2));
    one.of.calendar = &calendar;
    one.of.has_consent = number(source, 0, 3) > 0;
    one.of.debt = 1;
    return one;
}

/// The first half hour from now on to which no limit says no.
std::optional<timestamp> slow_first(std::vector<limit> const& all, question const& asked) {
    auto const end = (day_of(asked.now).days + 401) * micros_a_day;
    for (auto then = asked.now; then.micros < end; then.micros += half_hour - then.micros % half_hour)
        if (std::none_of(all.begin(), all.end(), [&](auto const& by) { return says_no(by, asked, then); }))
            return then;
    return {};
}

struct slow_answer {
    std::vector<limit> speaking;
    std::vector<std::size_t> binding;
    std::optional<int> left;
    bool by_caps = true;
};

slow_answer ask_slowly(std::vector<limit> const& all, question const& asked) {
    slow_answer made;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const& by = all[i];
        if (!speaks_of(by, asked)) continue;
        made.speaking.push_back(by);
        bool const no = says_no(by, asked, asked.now);
        if (no) made.binding.push_back(i);
        made.by_caps = made.by_caps && (!no || by.how == strictness::presumption);
        int const rest = std::max(0, by.most - used_at(by, looked_at(by, asked), day_of(asked.now)));
        if (by.what == limit::kind::count) made.left = std::min(made.left.value_or(rest), rest);
    }
    return made;
}

}  // namespace

TEST_CASE("permissions are those of a slow reading of the limits, on thousands of questions") {
    random_source source(20260302);
    business_calendar calendar;
    calendar.known_from = day("2026-01-01");
    calendar.known_until = day("2027-12-31");
    for (int i = 0; i < 60; ++i) calendar.holidays.push_back(date{day("2026-03-03").days + i * 4});
    int refused = 0, later = 0;
    for (int round = 0; round < 3000; ++round) {
        auto one = some_question(source, calendar);
        one.of.made = &one.done;
        auto const told = may_contact(one.limits, one.of);
        auto const due = ask_slowly(one.limits, one.of);
        INFO("round " << round << " at " << to_string(one.of.now));
        REQUIRE(told.binding == due.binding);
        REQUIRE(told.is_allowed == due.binding.empty());
        REQUIRE(told.is_allowed_by_caps == due.by_caps);
        REQUIRE(told.left == due.left);
        REQUIRE(told.unanswered.empty());
        refused += due.binding.empty() ? 0 : 1;
        later += told.first && !due.binding.empty() ? 1 : 0;
        // To the horizon it is a long way: one in ten of those that find nothing goes it.
        if (told.first || number(source, 0, 9) == 0)
            REQUIRE(shown(told.first) == shown(slow_first(due.speaking, one.of)));
    }
    CHECK(refused > 800);
    CHECK(later > 700);
}
