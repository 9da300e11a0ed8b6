// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Laws of accepted offers: a state at a time, told by its changes, and no money but what was paid.
#include <catch2/catch.hpp>

#include <tramo/offers/agreement.hpp>

#include "random_terms.hpp"

using namespace tramo_test;
using namespace tramo::offers;
using tramo::date;
using tramo::decimal;
using tramo::int128;
using state = agreement_state;

namespace {

constexpr std::int32_t accepted_on = 20'500;

agreement random_agreement(dice& draw) {
    agreement made;
    made.id = "A-1";
    made.accepted_at = {accepted_on * tramo::micros_a_day + static_cast<std::int64_t>(draw.roll(86'400))};
    int const count = 1 + static_cast<int>(draw.roll(5));
    auto due = accepted_on + static_cast<std::int32_t>(draw.roll(10));
    for (int k = 0; k < count; ++k) {
        made.installments.push_back({k, date{due}, decimal(static_cast<int>(draw.roll(5)) * 1000 + 1, 2)});
        due += static_cast<std::int32_t>(draw.roll(12));
    }
    if (draw.one_in(2)) made.breaks.days_late = static_cast<std::int64_t>(draw.roll(15));
    if (draw.one_in(3)) made.breaks.installments_late = 1 + static_cast<int>(draw.roll(3));
    if (draw.one_in(3)) made.breaks.tolerance = decimal(static_cast<int>(draw.roll(300)), 2);
    return made;
}

std::vector<payment> random_payments(dice& draw) {
    std::vector<payment> made;
    for (auto left = draw.roll(7); left > 0; --left) {
        auto amount = static_cast<std::int64_t>(draw.roll(4000));
        if (draw.one_in(5)) amount = -amount;
        made.push_back({date{accepted_on + static_cast<std::int32_t>(draw.roll(70))}, decimal(amount, 2)});
    }
    return made;
}

void check_standing(agreement const& what, std::vector<payment> const& payments, date day,
                    agreement_standing const& now) {
    int128 paid = 0, asked = 0;
    for (auto const& one : payments)
        if (one.day <= day) paid += units_of(one.amount, 2);
    for (auto const& one : what.installments) asked += units_of(one.amount, 2);
    REQUIRE(units_of(now.paid, 2) == paid);
    REQUIRE(units_of(now.outstanding, 2) == std::max<int128>(0, asked - std::max<int128>(0, paid)));
    REQUIRE(now.overdue <= now.outstanding);
    bool const is_late = now.days_late > 0;
    REQUIRE(is_late == (now.installments_late > 0));
    if (now.state == state::kept) REQUIRE(!is_late);
    if (now.state == state::late) REQUIRE(is_late);
    REQUIRE(now.broken_on.has_value() == (now.state == state::broken));
    if (now.is_paid_off) REQUIRE(!is_late);
    if (now.is_paid_off) REQUIRE(!now.next_due);
    REQUIRE(now.since <= day);
    bool const can_break = what.breaks.days_late || what.breaks.installments_late > 0;
    if (!can_break) REQUIRE(now.state != state::broken);
}

}  // namespace

TEST_CASE("the standing of any day is what the last change before it says") {
    std::vector<int> met(3, 0);
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        INFO("seed " << seed);
        dice draw(seed);
        auto const what = random_agreement(draw);
        auto const payments = random_payments(draw);
        auto const changes = history_of(what, payments, date{accepted_on + 90});
        std::size_t next = 0;
        agreement_change last;
        date since{accepted_on};
        for (date day{accepted_on}; day.days <= accepted_on + 90; ++day.days) {
            for (; next < changes.size() && changes[next].day == day; ++next) {
                REQUIRE(changes[next].from == last.to);
                last = changes[next];
                if (last.from != last.to) since = day;
            }
            INFO(to_string(day));
            auto const now = standing_of(what, payments, day);
            check_standing(what, payments, day, now);
            REQUIRE(now.state == last.to);
            REQUIRE(now.is_paid_off == last.is_paid_off);
            REQUIRE(now.since == since);
            ++met[static_cast<std::size_t>(now.state)];
        }
        REQUIRE(next == changes.size());
    }
    for (int const one : met) CHECK(one > 1000);
}

TEST_CASE(
    "the history up to a day is the beginning of the history up to a later one, and broken is for good") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        INFO("seed " << seed);
        dice draw(seed);
        auto const what = random_agreement(draw);
        auto const payments = random_payments(draw);
        auto const day = date{accepted_on + static_cast<std::int32_t>(draw.roll(90))};
        auto const early = history_of(what, payments, day);
        auto const all = history_of(what, payments, date{accepted_on + 90});
        REQUIRE(early.size() <= all.size());
        for (std::size_t i = 0; i < early.size(); ++i) {
            REQUIRE(early[i].day == all[i].day);
            REQUIRE(early[i].to == all[i].to);
            REQUIRE(early[i].is_paid_off == all[i].is_paid_off);
        }
        if (early.size() < all.size()) REQUIRE(all[early.size()].day > day);
        for (auto const& one : all)
            if (one.from == state::broken) REQUIRE(one.to == state::broken);
    }
}

TEST_CASE("what if is what would be, in whatever order payments are told") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        INFO("seed " << seed);
        dice draw(seed);
        auto const what = random_agreement(draw);
        auto payments = random_payments(draw);
        payment const also{date{accepted_on + static_cast<std::int32_t>(draw.roll(80))},
                           decimal(1 + static_cast<int>(draw.roll(4000)), 2)};
        date const as_of{also.day.days + static_cast<std::int32_t>(draw.roll(10))};
        auto const asked = simulate(what, payments, also, as_of);
        REQUIRE(asked.ok());
        payments.insert(payments.begin() + static_cast<std::ptrdiff_t>(draw.roll(payments.size() + 1)), also);
        auto const due = standing_of(what, payments, as_of);
        REQUIRE(asked.value.state == due.state);
        REQUIRE(asked.value.since == due.since);
        REQUIRE(asked.value.paid == due.paid);
        REQUIRE(asked.value.overdue == due.overdue);
        REQUIRE(asked.value.outstanding == due.outstanding);
        REQUIRE(asked.value.next_due == due.next_due);
        REQUIRE(asked.value.broken_on == due.broken_on);
    }
}
