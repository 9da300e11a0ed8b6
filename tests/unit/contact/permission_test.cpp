// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Each kind of limit on the days around its edge, and what is told of a refusal.
#include <tramo/contact/permission.hpp>

#include <catch2/catch.hpp>

#include "unit/contact/asked.hpp"

using namespace tramo_tests;

TEST_CASE("without limits everything is allowed, now") {
    auto const told = asking({}, "phone", "2026-04-07T03:00:30").answer();
    CHECK(told.is_allowed);
    CHECK(told.is_allowed_by_caps);
    CHECK(told.binding.empty());
    CHECK(shown(told.first) == "2026-04-07T03:00:30");
    CHECK_FALSE(told.left);
    CHECK_FALSE(told.tightest);
    CHECK(told.unanswered.empty());
}

TEST_CASE("a rolling window forgets a contact on the day that lies its length behind") {
    std::vector<limit> const seven = {count(1, rolling(7))};
    CHECK(asking(seven, "phone", "2026-04-07T23:59").after("2026-04-01T00:00", "phone").first() ==
          "2026-04-08T00:00:00");
    CHECK(asking(seven, "phone", "2026-04-08T00:00").after("2026-04-01T23:59", "phone").first() == "yes");
    CHECK(asking({count(1, rolling(1))}, "phone", "2026-04-01T20:00")
              .after("2026-04-01T08:00", "phone")
              .first() == "2026-04-02T00:00:00");
}

TEST_CASE("windows of the calendar end with the day, the week on Sunday, the month") {
    auto const first = [](window::kind what, char const* now, char const* done) {
        return asking({count(1, {what, 0})}, "phone", now).after(done, "phone").first();
    };
    CHECK(first(window::kind::day, "2026-04-01T20:00", "2026-04-01T08:00") == "2026-04-02T00:00:00");
    CHECK(first(window::kind::week, "2026-04-05T20:00", "2026-03-30T08:00") == "2026-04-06T00:00:00");
    CHECK(first(window::kind::week, "2026-04-06T00:00", "2026-04-05T23:59") == "yes");
    CHECK(first(window::kind::month, "2026-02-28T20:00", "2026-02-01T08:00") == "2026-03-01T00:00:00");
    CHECK(first(window::kind::month, "2026-03-01T00:00", "2026-02-28T23:59") == "yes");
}

TEST_CASE("attempts and conversations count as attempts, messages as messages, excluded ones as nothing") {
    auto const left = [](unit counted, unit asked) {
        asking one({count(9, rolling(7), counted)}, "phone", "2026-04-07T10:00");
        one.after("2026-04-06T10:00", "phone").after("2026-04-06T11:00", "phone", unit::conversation);
        one.after("2026-04-06T12:00", "phone", unit::message)
            .after("2026-04-06T13:00", "phone", unit::message);
        one.after("2026-04-06T14:00", "phone").done.back().counts = false;
        one.of.what = asked;
        auto const told = one.answer();
        return told.left ? *told.left : -1;
    };
    CHECK(left(unit::attempt, unit::attempt) == 7);
    CHECK(left(unit::conversation, unit::attempt) == 8);
    CHECK(left(unit::message, unit::message) == 7);
    CHECK(left(unit::any, unit::attempt) == 5);
    CHECK(left(unit::any, unit::message) == 5);
    // A limit of messages says nothing of a call, nor one of calls of a message.
    CHECK(left(unit::message, unit::attempt) == -1);
    CHECK(left(unit::attempt, unit::message) == -1);
    CHECK(left(unit::message, unit::any) == 7);
}

TEST_CASE("contacts later than now do not count, the one of this moment does") {
    auto one = asking({count(1, rolling(7))}, "phone", "2026-04-07T10:00");
    CHECK(one.after("2026-04-07T10:00:01", "phone").first() == "yes");
    CHECK(one.after("2026-04-07T10:00", "phone").first() == "2026-04-14T00:00:00");
}

TEST_CASE("a limit holds for its channels and counts on those that it counts on") {
    auto limit = count(1, rolling(7), unit::any, {"phone"});
    CHECK(asking({limit}, "email", "2026-04-07T10:00").after("2026-04-07T09:00", "phone").first() == "yes");
    CHECK(asking({limit}, "phone", "2026-04-07T10:00").after("2026-04-07T09:00", "email").first() == "yes");
    limit.counted_channels = {"phone", "visit"};
    CHECK(asking({limit}, "phone", "2026-04-07T10:00").after("2026-04-07T09:00", "visit").first() ==
          "2026-04-14T00:00:00");
    CHECK(asking({limit}, "visit", "2026-04-07T10:00").after("2026-04-07T09:00", "visit").first() == "yes");
}

TEST_CASE("what is counted by debt or creditor leaves those of others out") {
    auto limit = count(1, rolling(7));
    limit.per = scope::debt;
    auto one = asking({limit}, "phone", "2026-04-07T10:00");
    one.after("2026-04-07T09:00", "phone", unit::attempt, 2).of.debt = 1;
    CHECK(one.first() == "yes");
    one.of.debt = 2;
    CHECK(one.first() == "2026-04-14T00:00:00");
    one.limits[0].per = scope::creditor;
    one.of.creditor = 5;
    CHECK(one.first() == "yes");
    one.done[0].creditor = 5;
    CHECK(one.first() == "2026-04-14T00:00:00");
}

TEST_CASE("attempts of a day on which somebody was reached in the end do not count as unanswered") {
    auto limit = count(2, rolling(7));
    limit.only_unanswered = true;
    auto one = asking({limit}, "phone", "2026-04-07T10:00");
    one.after("2026-04-05T09:00", "phone").after("2026-04-05T12:00", "phone", unit::conversation);
    CHECK(one.answer().left == 2);
    one.after("2026-04-05T13:00", "phone");  // nobody was reached after this one
    CHECK(one.answer().left == 1);
    one.after("2026-04-04T13:00", "phone");
    CHECK(one.answer().left == 0);
    CHECK(one.first() == "2026-04-11T00:00:00");
}

TEST_CASE("spacing is a difference of days, and quiet begins with the day of the conversation") {
    auto spacing = made(limit::kind::spacing);
    spacing.days = 2;
    CHECK(asking({spacing}, "email", "2026-03-03T09:00").after("2026-03-02T20:00", "email").first() ==
          "2026-03-04T00:00:00");
    CHECK(asking({spacing}, "email", "2026-03-04T00:00").after("2026-03-02T20:00", "email").first() == "yes");
    auto quiet = made(limit::kind::quiet_after);
    quiet.days = 7;
    CHECK(asking({quiet}, "phone", "2026-04-01T20:00").after("2026-04-01T08:00", "phone").first() == "yes");
    auto one = asking({quiet}, "phone", "2026-04-01T20:00");
    CHECK(one.after("2026-04-01T08:00", "phone", unit::conversation).first() == "2026-04-08T00:00:00");
}

TEST_CASE("after a conversation only its channel may be used, and only so often") {
    auto same = made(limit::kind::same_channel);
    same.within = rolling(7);
    auto one = asking({same}, "whatsapp", "2026-03-04T09:00");
    CHECK(one.after("2026-03-02T08:00", "phone").first() == "yes");
    CHECK(one.after("2026-03-02T09:00", "phone", unit::conversation).first() == "2026-03-09T00:00:00");
    one.of.channel = "phone";
    CHECK(one.first() == "yes");

    auto answered = made(limit::kind::after_answer);
    answered.within = {window::kind::day, 0};
    answered.most = 1;
    auto two = asking({answered}, "phone", "2026-03-02T15:00");
    two.after("2026-03-02T08:00", "phone").after("2026-03-02T08:30", "phone");
    two.after("2026-03-02T09:00", "phone", unit::conversation);
    CHECK(two.first() == "yes");
    two.after("2026-03-02T09:00", "email");
    CHECK(two.first() == "2026-03-03T00:00:00");
    answered.most = 0;
    CHECK(asking({answered}, "phone", "2026-03-02T15:00")
              .after("2026-03-02T15:00", "phone", unit::conversation)
              .first() == "2026-03-03T00:00:00");
}

TEST_CASE("hours begin with their first minute and end before their last") {
    auto const first = [](char const* now) { return asking({office_hours()}, "phone", now).first(); };
    CHECK(first("2026-03-02T07:59:59") == "2026-03-02T08:00:00");
    CHECK(first("2026-03-02T08:00") == "yes");
    CHECK(first("2026-03-02T19:59:59.999999") == "yes");
    CHECK(first("2026-03-02T20:00") == "2026-03-03T08:00:00");
    CHECK(first("2026-03-07T14:00") == "2026-03-09T08:00:00");
    CHECK(first("2026-03-08T10:00") == "2026-03-09T08:00:00");
    CHECK(first("1969-12-31T07:59:59.5") == "1969-12-31T08:00:00");
}

TEST_CASE("hours that never meet allow nothing within the horizon") {
    auto morning = made(limit::kind::hours), evening = morning;
    for (auto& weekday : morning.open) weekday = {{480, 720}};
    evening.open[2] = {{720, 1200}};
    CHECK(asking({morning, evening}, "phone", "2026-03-02T10:00").first() == "none");
    evening.open[2] = {{700, 1200}, {480, 490}};
    CHECK(asking({morning, evening}, "phone", "2026-03-02T10:00").first() == "2026-03-04T08:00:00");
    CHECK(asking({morning, evening}, "phone", "2026-03-04T08:10").first() == "2026-03-04T11:40:00");
}

TEST_CASE("a holiday rests, and a calendar that does not say leaves the question unanswered") {
    business_calendar may;
    may.name = "CL";
    may.holidays = {day("2026-05-01")};
    may.known_from = day("2026-01-01");
    may.known_until = day("2026-05-03");
    auto one = asking({office_hours(true)}, "phone", "2026-04-30T20:30");
    one.of.calendar = &may;
    CHECK(one.first() == "2026-05-02T08:00:00");
    one.of.now = at("2026-05-01T10:00");
    CHECK(one.answer().binding == std::vector<std::size_t>{0});
    CHECK(one.answer().unanswered.empty());

    one.of.now = at("2026-05-02T14:00");  // closed whatever the day, but the next days cannot be told
    auto told = one.answer();
    CHECK_FALSE(told.is_allowed);
    CHECK(told.binding.size() == 1);
    CHECK_FALSE(told.first);
    CHECK(told.unanswered ==
          "limit 'x' rests on holidays, and the holidays of CL are known from 2026-01-01 to "
          "2026-05-03 only, not on 2026-05-04");
    one.of.now = at("2026-05-04T14:00");
    told = one.answer();
    CHECK_FALSE(told.is_allowed);
    CHECK_FALSE(told.is_allowed_by_caps);
    CHECK(told.binding.empty());
    CHECK_FALSE(told.unanswered.empty());
    one.of.calendar = nullptr;
    CHECK(one.answer().unanswered ==
          "limit 'x' rests on holidays, and no calendar was given; give one that knows 2026-05-04");
}

TEST_CASE("without consent, or where a channel is forbidden, there is no first moment") {
    asking one({made(limit::kind::consent, {"sms"})}, "sms", "2026-03-02T10:00");
    CHECK(one.first() == "yes");
    one.of.has_consent = false;
    CHECK(one.first() == "none");
    one.of.channel = "email";
    CHECK(one.first() == "yes");
    CHECK(asking({made(limit::kind::forbidden)}, "sms", "2026-03-02T10:00").first() == "none");
}

TEST_CASE("a presumption is no cap, and all limits that say no are named") {
    auto calls = count(1, rolling(7));
    calls.how = strictness::presumption;
    auto one = asking({calls}, "phone", "2026-03-02T10:00");
    one.after("2026-03-02T09:00", "phone");
    CHECK_FALSE(one.answer().is_allowed);
    CHECK(one.answer().is_allowed_by_caps);
    CHECK(one.first() == "2026-03-09T00:00:00");
    one.limits.insert(one.limits.begin(), count(5, rolling(7)));
    one.limits.push_back(office_hours());
    one.of.now = at("2026-03-02T20:00");
    CHECK(one.answer().binding == std::vector<std::size_t>{1, 2});
    CHECK_FALSE(one.answer().is_allowed_by_caps);
    CHECK(one.first() == "2026-03-09T08:00:00");
}

TEST_CASE("what is left is that of the tightest count, and never below nothing") {
    auto one = asking({count(5, rolling(30)), office_hours(), count(2, rolling(7)), count(2, rolling(8))},
                      "phone", "2026-03-02T10:00");
    CHECK(one.answer().left == 2);
    CHECK(one.answer().tightest == 2U);
    for (int i = 0; i < 4; ++i) one.after("2026-02-22T09:00", "phone");
    CHECK(one.answer().left == 1);
    CHECK(one.answer().tightest == 0U);
    for (int i = 0; i < 4; ++i) one.after("2026-03-01T09:00", "phone");
    CHECK(one.answer().left == 0);
}

TEST_CASE("a contact that never leaves the window within the horizon leaves no first moment") {
    auto one = asking({count(1, rolling(366))}, "phone", "2026-03-02T10:00");
    CHECK(one.after("2026-03-02T09:00", "phone").first() == "2027-03-03T00:00:00");
    auto hours = made(limit::kind::hours);
    hours.open[0] = {{0, 1}};
    one.limits.push_back(hours);
    CHECK(one.first() == "2027-03-08T00:00:00");
}
