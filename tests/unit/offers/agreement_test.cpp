// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// An agreement is kept, late or broken on the very day its terms say, and says since when.
#include <tramo/offers/agreement.hpp>

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::offers;
using state = agreement_state;

date day(char const* text) {
    return parse_date(text).value();
}
decimal number(char const* text) {
    return parse_decimal(text).value();
}
/// Three installments of 100.00 from 2024-02-10 on, accepted on 2024-01-31, broken after 10 days.
agreement three() {
    agreement made;
    made.accepted_at = parse_timestamp("2024-01-31T15:00").value();
    made.installments = {{1, day("2024-02-10"), number("100.00")},
                         {2, day("2024-03-10"), number("100.00")},
                         {3, day("2024-04-10"), number("100.00")}};
    made.breaks.days_late = 10;
    return made;
}
payment paid(char const* on, char const* amount) {
    return {day(on), number(amount)};
}
agreement_standing at(char const* as_of, std::vector<payment> const& payments,
                      agreement const& what = three()) {
    return standing_of(what, payments, day(as_of));
}

/// Day by day, installment by installment, with nothing summed up beforehand.
agreement_standing told_slowly(agreement const& what, std::vector<payment> const& payments, date as_of) {
    agreement_standing now;
    now.since = day_of(what.accepted_at);
    for (date today = now.since; today <= as_of; ++today.days) {
        std::int64_t left = 0, overdue = 0, outstanding = 0;
        for (auto const& each : payments)
            if (each.day <= today) left += static_cast<std::int64_t>(each.amount.coefficient);
        now.paid = {left, 2};
        left = std::max<std::int64_t>(left, 0);
        now.installments_late = 0;
        now.days_late = 0;
        now.next_due.reset();
        now.is_paid_off = true;
        for (auto const& each : what.installments) {
            auto const asked = static_cast<std::int64_t>(each.amount.coefficient);
            auto const missing = std::max<std::int64_t>(asked - left, 0);
            left = std::max<std::int64_t>(left - asked, 0);
            bool const is_due = each.due<today, is_open = decimal(missing, 2)> what.breaks.tolerance;
            outstanding += missing;
            if (is_due) overdue += missing;
            if (is_open) now.is_paid_off = false;
            if (is_open && !is_due && !now.next_due) now.next_due = each.due;
            if (is_open && is_due && now.installments_late++ == 0) now.days_late = today.days - each.due.days;
        }
        now.overdue = {overdue, 2};
        now.outstanding = {outstanding, 2};
        auto const before = now.state;
        if (before == state::broken) continue;
        now.state = now.days_late > 0 ? state::late : state::kept;
        auto const& rule = what.breaks;
        if ((rule.days_late && now.days_late > *rule.days_late) ||
            (rule.installments_late > 0 && now.installments_late >= rule.installments_late)) {
            now.state = state::broken;
            now.broken_on = today;
        }
        if (now.state != before) now.since = today;
    }
    return now;
}

}  // namespace

TEST_CASE("an agreement is kept on its first due date, unpaid or not") {
    auto const now = at("2024-02-10", {});
    CHECK(now.state == state::kept);
    CHECK(now.since == day("2024-01-31"));
    CHECK(now.days_late == 0);
    CHECK(now.overdue == number("0"));
    CHECK(now.outstanding == number("300.00"));
    CHECK(now.next_due == day("2024-02-10"));
}

TEST_CASE("a payment on the due date is in time") {
    CHECK(at("2024-02-11", {paid("2024-02-10", "100.00")}).state == state::kept);
    CHECK(at("2024-02-11", {paid("2024-02-11", "100.00")}).state == state::kept);
    CHECK(history_of(three(), {paid("2024-02-10", "100.00")}, day("2024-03-10")).empty());
}

TEST_CASE("the day after the due date an unpaid installment is one day late") {
    auto const now = at("2024-02-11", {paid("2024-02-05", "99.99")});
    CHECK(now.state == state::late);
    CHECK(now.since == day("2024-02-11"));
    CHECK(now.days_late == 1);
    CHECK(now.installments_late == 1);
    CHECK(now.overdue == number("0.01"));
    CHECK(now.next_due == day("2024-03-10"));
}

TEST_CASE("unpaid for ten days is late, for eleven broken") {
    CHECK(at("2024-02-20", {}).state == state::late);
    CHECK(at("2024-02-20", {}).days_late == 10);
    auto const now = at("2024-02-21", {});
    CHECK(now.state == state::broken);
    CHECK(now.days_late == 11);
    CHECK(now.broken_on == day("2024-02-21"));
    CHECK(at("2024-02-21", {paid("2024-02-21", "100")}).state == state::kept);
}

TEST_CASE("once broken an agreement stays so, and later payments count") {
    auto const now = at("2024-04-30", {paid("2024-02-22", "300.00")});
    CHECK(now.state == state::broken);
    CHECK(now.since == day("2024-02-21"));
    CHECK(now.is_paid_off);
    CHECK(now.outstanding == number("0"));
    CHECK(now.days_late == 0);
}

TEST_CASE("a reversed payment opens again what it had paid") {
    std::vector<payment> const payments{paid("2024-02-10", "300.00"), paid("2024-02-15", "-300.00")};
    CHECK(at("2024-02-14", payments).is_paid_off);
    auto const now = at("2024-02-15", payments);
    CHECK(now.state == state::late);
    CHECK(now.days_late == 5);
    CHECK_FALSE(now.is_paid_off);
    CHECK(now.since == day("2024-02-15"));
    auto const late = at("2024-02-29", payments);
    CHECK(late.broken_on == day("2024-02-21"));
}

TEST_CASE("a payment reversed long after its due date breaks the agreement at once") {
    auto const now = at("2024-03-05", {paid("2024-02-10", "100.00"), paid("2024-03-05", "-100.00")});
    CHECK(now.broken_on == day("2024-03-05"));
    CHECK(now.days_late == 24);
}

TEST_CASE("payments pay the oldest installments first") {
    auto const now = at("2024-03-20", {paid("2024-03-01", "150.00")});
    CHECK(now.state == state::broken);  // the first was 20 days late on the first of March
    auto patient = three();
    patient.breaks.days_late.reset();
    auto const later = at("2024-03-20", {paid("2024-03-01", "150.00")}, patient);
    CHECK(later.state == state::late);
    CHECK(later.days_late == 10);
    CHECK(later.overdue == number("50.00"));
}

TEST_CASE("so many installments unpaid at once break an agreement") {
    auto what = three();
    what.breaks = {{}, 2, {}};
    CHECK(at("2024-03-10", {}, what).state == state::late);
    auto const now = at("2024-03-11", {}, what);
    CHECK(now.state == state::broken);
    CHECK(now.installments_late == 2);
    CHECK(at("2024-03-11", {paid("2024-03-11", "0.01")}, what).state == state::broken);
    CHECK(at("2024-03-11", {paid("2024-03-11", "100.00")}, what).state == state::late);
}

TEST_CASE("without a rule an agreement is late for ever") {
    auto what = three();
    what.breaks = {};
    auto const now = at("2034-02-10", {}, what);
    CHECK(now.state == state::late);
    CHECK(now.days_late == 3653);
    CHECK_FALSE(now.broken_on);
}

TEST_CASE("what is missing within the tolerance counts as paid and is told all the same") {
    auto what = three();
    what.breaks.tolerance = number("0.50");
    auto const now = at("2024-02-11", {paid("2024-02-10", "99.50")}, what);
    CHECK(now.state == state::kept);
    CHECK(now.overdue == number("0.50"));
    CHECK(at("2024-02-11", {paid("2024-02-10", "99.49")}, what).state == state::late);
    // Of the second installment one is missing now: the shortfalls add up.
    CHECK(at("2024-03-11", {paid("2024-02-10", "99.50"), paid("2024-03-10", "99.50")}, what).state ==
          state::late);
    CHECK(at("2024-03-11", {paid("2024-02-10", "299.50")}, what).is_paid_off);
}

TEST_CASE("the history tells each change once, with its day") {
    std::vector<payment> const payments{paid("2024-02-15", "100.00"), paid("2024-03-10", "200.00"),
                                        paid("2024-03-12", "-200.00")};
    auto const changes = history_of(three(), payments, day("2024-12-31"));
    REQUIRE(changes.size() == 5);
    CHECK((changes[0].day == day("2024-02-11") && changes[0].to == state::late));
    CHECK((changes[1].day == day("2024-02-15") && changes[1].from == state::late));
    CHECK(changes[1].to == state::kept);
    CHECK((changes[2].day == day("2024-03-10") && changes[2].is_paid_off));
    CHECK(changes[2].to == state::kept);
    CHECK((changes[3].day == day("2024-03-12") && changes[3].to == state::late));
    CHECK_FALSE(changes[3].is_paid_off);
    CHECK((changes[4].day == day("2024-03-21") && changes[4].to == state::broken));
}

TEST_CASE("what happens after the day asked for is left out") {
    CHECK(at("2024-02-11", {paid("2024-02-12", "100.00")}).state == state::late);
    CHECK(at("2024-01-01", {}).state == state::kept);
    CHECK(at("2024-01-01", {}).next_due == day("2024-02-10"));
}

TEST_CASE("a simulated payment is one more payment") {
    auto const saved = simulate(three(), {}, paid("2024-02-20", "100.00"), day("2024-02-29"));
    REQUIRE(saved.ok());
    CHECK(saved.value.state == state::kept);
    CHECK(saved.value.since == day("2024-02-20"));
    CHECK(simulate(three(), {}, paid("2024-02-20", "99"), day("2024-02-29")).value.state == state::broken);
}

TEST_CASE("a simulation of nothing, before the agreement or after the day asked for is refused") {
    auto const refused = simulate(three(), {}, paid("2024-01-30", "0"), day("2024-01-29"));
    REQUIRE(refused.objections.size() == 3);
    CHECK(refused.objections[0] == objection{"also.amount", "the amount is 0; it must be above 0"});
    CHECK(refused.objections[1] ==
          objection{"also.day", "the day is 2024-01-30; the agreement is of 2024-01-31"});
    CHECK(refused.objections[2].input == "as_of");
}

TEST_CASE("huge amounts, odd rules and no installments do no harm") {
    auto what = three();
    what.installments[0].amount = number("1e15");
    what.breaks.days_late = std::numeric_limits<std::int64_t>::max();
    CHECK(at("2024-05-01", {paid("2024-02-01", "1e15")}, what).overdue == number("200.00"));
    CHECK(at("2024-05-01", {paid("2024-02-01", "1e38"), paid("2024-02-01", "1e38")}, what).is_paid_off);
    what.breaks.days_late = -5;
    CHECK(at("2024-02-10", {}, what).state == state::kept);
    CHECK(at("2024-02-11", {}, what).state == state::broken);
    what.installments.clear();
    CHECK(at("2024-05-01", {}, what).is_paid_off);
}

TEST_CASE("a standing is the same as one followed day by day") {
    std::mt19937_64 random(7);
    auto const below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    for (int round = 0; round < 1500; ++round) {
        auto what = three();
        what.installments.clear();
        for (int count = 1 + below(6), k = 0; k < count; ++k)
            what.installments.push_back(
                {k + 1, {day("2024-02-01").days + below(20) + 15 * k}, {below(400), 2}});
        std::stable_sort(what.installments.begin(), what.installments.end(),
                         [](auto const& a, auto const& b) { return a.due < b.due; });
        what.breaks = {{}, below(4), {below(3) == 0 ? below(150) : 0, 2}};
        if (below(3) > 0) what.breaks.days_late = below(30);
        std::vector<payment> payments;
        for (int count = below(9); count > 0; --count)
            payments.push_back({{day("2024-02-01").days + below(120)}, {below(500) - 120, 2}});
        date const as_of{day("2024-02-01").days + below(150)};
        auto const now = standing_of(what, payments, as_of), slow = told_slowly(what, payments, as_of);
        CHECK(now.state == slow.state);
        CHECK(now.since == slow.since);
        CHECK(now.broken_on == slow.broken_on);
        CHECK(now.days_late == slow.days_late);
        CHECK(now.installments_late == slow.installments_late);
        CHECK(now.is_paid_off == slow.is_paid_off);
        CHECK(now.next_due == slow.next_due);
        CHECK((now.paid == slow.paid && now.overdue == slow.overdue && now.outstanding == slow.outstanding));
        std::shuffle(payments.begin(), payments.end(), random);
        CHECK(standing_of(what, payments, as_of).since == now.since);
    }
}
