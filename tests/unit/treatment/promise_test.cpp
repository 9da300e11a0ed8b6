// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds promises to pay to their contract: who is paid first, what may be missing, what is taken back.
#include <tramo/treatment/promise.hpp>

#include <catch2/catch.hpp>

using namespace tramo::treatment;

namespace {

using state = promise_state;

tramo::timestamp at(std::string_view text) {
    return tramo::parse_timestamp(text).value();
}

tramo::date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

/// Made on the first of March, at ten.
promise due(std::string_view text, std::int64_t amount) {
    return {at("2026-03-01T10:00"), day(text), amount, {}};
}

promise_payment paid(std::string_view when, std::int64_t amount, std::optional<std::size_t> directed = {}) {
    return {at(when), amount, directed, {}};
}

promise_payment taken_back(std::string_view when, std::int64_t amount, std::string_view reversed) {
    return {at(when), amount, {}, at(reversed)};
}

promise_standing one_of(promise const& promised, std::vector<promise_payment> const& payments,
                        std::string_view as_of, promise_tolerance const& tolerance = {}) {
    return settle_promises({promised}, payments, tolerance, day(as_of)).front();
}

std::vector<std::int64_t> sums(std::vector<promise> const& promises,
                               std::vector<promise_payment> const& payments,
                               promise_tolerance const& tolerance = {}) {
    std::vector<std::int64_t> all;
    for (auto const& one : settle_promises(promises, payments, tolerance, day("2026-12-31")))
        all.push_back(one.paid);
    return all;
}

using amounts = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a promise stays open to the end of its last day, and is broken on the next") {
    auto const promised = due("2026-03-10", 100);
    CHECK(one_of(promised, {}, "2026-03-10").state == state::open);
    CHECK_FALSE(one_of(promised, {}, "2026-03-10").decided);
    auto const broken = one_of(promised, {}, "2026-03-11");
    CHECK(broken.state == state::broken);
    CHECK(broken.decided == day("2026-03-11"));
    CHECK(broken.last_day == day("2026-03-10"));
}

TEST_CASE("nothing but payments, time and withdrawal changes a promise (V-23)") {
    auto const promised = due("2026-03-10", 100);
    for (auto const* as_of : {"2026-03-01", "2026-03-05", "2026-03-10"})
        CHECK(one_of(promised, {}, as_of).state == state::open);
}

TEST_CASE("a promise kept on the last day is kept, and one paid a day later is broken") {
    auto const promised = due("2026-03-10", 100);
    auto const kept = one_of(promised, {paid("2026-03-10T23:59:59", 100)}, "2026-03-20");
    CHECK(kept.state == state::kept);
    CHECK(kept.decided == day("2026-03-10"));
    auto const late = one_of(promised, {paid("2026-03-11T00:00", 100)}, "2026-03-20");
    CHECK(late.state == state::broken);
    CHECK(late.paid == 0);
}

TEST_CASE("days of tolerance move the last day") {
    promise_tolerance const three{3, 0, 0};
    auto const promised = due("2026-02-26", 100);
    CHECK(one_of(promised, {}, "2026-03-01", three).state == state::open);
    CHECK(one_of(promised, {}, "2026-03-02", three).decided == day("2026-03-02"));
    CHECK(one_of(promised, {paid("2026-03-01T10:00", 100)}, "2026-03-02", three).state == state::kept);
}

TEST_CASE("of a share and an amount that may be missing the larger holds, the share rounded down") {
    auto const promised = due("2026-03-10", 1'010);
    std::vector const short_by_fifty{paid("2026-03-05T08:00", 960)};
    promise_tolerance const share{0, 50'000, 0}, amount{0, 0, 50}, both{0, 10'000, 50},
        neither{0, 49'000, 49};
    CHECK(one_of(promised, short_by_fifty, "2026-03-20", share).state == state::kept);
    CHECK(one_of(promised, short_by_fifty, "2026-03-20", amount).state == state::kept);
    CHECK(one_of(promised, short_by_fifty, "2026-03-20", both).state == state::kept);
    CHECK(one_of(promised, short_by_fifty, "2026-03-20", neither).state == state::partly_kept);
    CHECK(one_of(promised, {paid("2026-03-05T08:00", 959)}, "2026-03-20", share).state == state::partly_kept);
}

TEST_CASE("a promise towards which nothing was paid is not kept, however much may be missing") {
    CHECK(one_of(due("2026-03-10", 100), {}, "2026-03-11", {0, 0, 500}).state == state::broken);
    CHECK(one_of(due("2026-03-10", 100), {paid("2026-03-05T08:00", 1)}, "2026-03-11", {0, 0, 500}).state ==
          state::kept);
}

TEST_CASE("what is paid in part keeps a promise in part, from the day after its last") {
    auto const promised = due("2026-03-10", 100);
    std::vector const part{paid("2026-03-05T08:00", 40), paid("2026-03-06T08:00", 20)};
    CHECK(one_of(promised, part, "2026-03-10").state == state::open);
    auto const found = one_of(promised, part, "2026-03-12");
    CHECK(found.state == state::partly_kept);
    CHECK(found.paid == 60);
    CHECK(found.decided == day("2026-03-11"));
}

TEST_CASE("a payment pays the oldest open promise, and what is too much the next") {
    std::vector const promises{due("2026-03-20", 100), due("2026-03-10", 100), due("2026-03-30", 100)};
    CHECK(sums(promises, {paid("2026-03-05T08:00", 150)}) == amounts{50, 100, 0});
    CHECK(sums(promises, {paid("2026-03-05T08:00", 500)}) == amounts{100, 100, 100});
    CHECK(sums(promises, {paid("2026-03-11T08:00", 150)}) == amounts{100, 0, 50});
}

TEST_CASE("promises of one due day are paid in the order in which they were made") {
    auto second = due("2026-03-10", 100), first = due("2026-03-10", 100);
    second.made = at("2026-03-01T11:00");
    CHECK(sums({second, first}, {paid("2026-03-05T08:00", 150)}) == amounts{50, 100});
    CHECK(sums({first, first}, {paid("2026-03-05T08:00", 150)}) == amounts{100, 50});
}

TEST_CASE("a directed payment pays its own first, and what is too much pays like any") {
    std::vector const promises{due("2026-03-10", 100), due("2026-03-20", 100), due("2026-03-30", 100)};
    CHECK(sums(promises, {paid("2026-03-05T08:00", 80, 1)}) == amounts{0, 80, 0});
    CHECK(sums(promises, {paid("2026-03-05T08:00", 130, 1)}) == amounts{30, 100, 0});
    CHECK(sums(promises, {paid("2026-03-15T08:00", 50, 0)}) == amounts{0, 50, 0});
}

TEST_CASE("of payments of one moment the directed ones pay first, whatever their order") {
    std::vector const promises{due("2026-03-10", 100), due("2026-03-20", 100)};
    auto const plain = paid("2026-03-05T08:00", 100), own = paid("2026-03-05T08:00", 60, 0);
    CHECK(sums(promises, {plain, own}) == amounts{100, 60});
    CHECK(sums(promises, {own, plain}) == amounts{100, 60});
}

TEST_CASE("a payment before every promise or behind all last days pays none, one of the same moment does") {
    auto const promised = due("2026-03-10", 100);
    CHECK(sums({promised}, {paid("2026-03-01T09:59", 100)}) == amounts{0});
    CHECK(sums({promised}, {paid("2026-03-01T10:00", 100)}) == amounts{100});
    CHECK(sums({promised}, {paid("2026-03-11T10:00", 100)}) == amounts{0});
}

TEST_CASE("a promise that is kept with its tolerance takes no more") {
    promise_tolerance const five{0, 50'000, 0};
    std::vector const promises{due("2026-03-10", 100), due("2026-03-20", 100)};
    CHECK(sums(promises, {paid("2026-03-05T08:00", 95), paid("2026-03-06T08:00", 50)}, five) ==
          amounts{95, 50});
    CHECK(sums(promises, {paid("2026-03-05T08:00", 145)}, five) == amounts{100, 45});
}

TEST_CASE("a kept promise whose payment is taken back is broken again, with both dates") {
    auto const promised = due("2026-03-10", 100);
    std::vector const back{taken_back("2026-03-05T08:00", 100, "2026-03-20T09:00")};
    CHECK(one_of(promised, back, "2026-03-19").state == state::kept);
    CHECK_FALSE(one_of(promised, back, "2026-03-19").undone);
    auto const found = one_of(promised, back, "2026-03-20");
    CHECK(found.state == state::broken);
    CHECK(found.paid == 0);
    CHECK(found.kept_once == day("2026-03-05"));
    CHECK(found.undone == day("2026-03-20"));
    CHECK(found.decided == day("2026-03-20"));
}

TEST_CASE("a promise whose payment is taken back in time is open again, and may be kept once more") {
    auto const promised = due("2026-03-10", 100);
    auto const back = taken_back("2026-03-05T08:00", 100, "2026-03-07T09:00");
    auto const open = one_of(promised, {back}, "2026-03-08");
    CHECK(open.state == state::open);
    CHECK_FALSE(open.decided);
    CHECK(open.undone == day("2026-03-07"));
    CHECK(one_of(promised, {back}, "2026-03-11").decided == day("2026-03-11"));
    auto const again = one_of(promised, {back, paid("2026-03-09T08:00", 100)}, "2026-03-11");
    CHECK(again.state == state::kept);
    CHECK(again.decided == day("2026-03-09"));
    CHECK(again.kept_once == day("2026-03-05"));
}

TEST_CASE("a payment that comes when another is taken back keeps the promise without a gap") {
    auto const promised = due("2026-03-10", 100);
    std::vector const swapped{taken_back("2026-03-05T08:00", 100, "2026-03-07T09:00"),
                              paid("2026-03-07T09:00", 100)};
    auto const found = one_of(promised, swapped, "2026-03-11");
    CHECK(found.state == state::kept);
    CHECK_FALSE(found.undone);
}

TEST_CASE("of a debt paid twice either payment may be taken back, and the promise is kept") {
    auto const promised = due("2026-03-10", 100);
    auto const first = taken_back("2026-03-05T08:00", 100, "2026-03-07T09:00");
    auto const second = taken_back("2026-03-06T08:00", 100, "2026-03-07T09:00");
    CHECK(one_of(promised, {first, paid("2026-03-06T08:00", 100)}, "2026-03-11").state == state::kept);
    CHECK(one_of(promised, {paid("2026-03-05T08:00", 100), second}, "2026-03-11").state == state::kept);
}

TEST_CASE("a promise partly kept whose payment is taken back later is broken from that day on") {
    auto const promised = due("2026-03-10", 100);
    auto const found =
        one_of(promised, {taken_back("2026-03-05T08:00", 40, "2026-03-20T09:00")}, "2026-03-25");
    CHECK(found.state == state::broken);
    CHECK(found.decided == day("2026-03-20"));
    CHECK_FALSE(found.kept_once);
}

TEST_CASE("a withdrawn promise is as if it had never been made: what had paid it pays the others") {
    auto first = due("2026-03-10", 100);
    first.withdrawn = at("2026-03-08T12:00");
    std::vector const promises{first, due("2026-03-20", 100)};
    std::vector const payments{paid("2026-03-05T08:00", 100)};
    auto const before = settle_promises(promises, payments, {}, day("2026-03-07"));
    CHECK(before[0].state == state::kept);
    CHECK(before[1].state == state::open);
    auto const after = settle_promises(promises, payments, {}, day("2026-03-08"));
    CHECK(after[0].state == state::reversed);
    CHECK(after[0].paid == 0);
    CHECK(after[0].decided == day("2026-03-08"));
    CHECK(after[1].state == state::kept);
    CHECK(after[1].decided == day("2026-03-05"));
}

TEST_CASE("a payment behind the day asked for has not been made, nor has one taken back by then") {
    auto const promised = due("2026-03-10", 100);
    CHECK(one_of(promised, {paid("2026-03-06T00:00", 100)}, "2026-03-05").paid == 0);
    CHECK(one_of(promised, {paid("2026-03-05T23:59:59", 100)}, "2026-03-05").paid == 100);
    CHECK(one_of(promised, {taken_back("2026-03-05T08:00", 100, "2026-03-05T23:59:59")}, "2026-03-05").paid ==
          0);
}

TEST_CASE("amounts at the edge of 64 bits neither overflow nor pay more than was promised") {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    std::vector const promises{due("2026-03-10", most), due("2026-03-20", 100)};
    auto const two = std::vector{paid("2026-03-05T08:00", most), paid("2026-03-05T08:00", most)};
    CHECK(sums(promises, two, {0, 1'000'000, 0}).front() == most);
    CHECK(settle_promises({}, two, {}, day("2026-03-10")).empty());
}
