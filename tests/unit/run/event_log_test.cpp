// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A feed as a log: what counts and in which order, and what is set apart and why; nothing is lost.
#include <catch2/catch.hpp>

#include "unit/run/read_log.hpp"

using namespace tramo;
using namespace tramo::testing;

TEST_CASE("each event that cannot be read is set apart with its reason, and the others count") {
    read_log const read(
        simple,
        {"client=A event=paid happened=2026-01-02 amount=5", "client=A event=dreamt happened=2026-01-02",
         "event=called happened=2026-01-02", "client=A event=called",
         "client=A event=called happened=tomorrow", "client=A event=called happened=0000-12-31",
         "client=A event=called happened=10000-01-01", "client=A event=called happened=2026-02-30",
         "client=A event=paid happened=2026-01-02 amount=a_lot", "client=A event=paid happened=2026-01-02",
         "client=A event=called happened=2026-01-02 result=maybe", "client=A happened=2026-01-02",
         "client=B event=called happened=2026-01-02 result=YES note=new"});
    CHECK(read.errors() == strings{"1 A event = dreamt unknown_event", "2  client = null missing",
                                   "3 A happened = null missing", "4 A happened = tomorrow wrong_type",
                                   "5 A happened = 0000-12-31 wrong_type",
                                   "6 A happened = 10000-01-01 wrong_type",
                                   "7 A happened = 2026-02-30 wrong_type", "8 A amount = a_lot wrong_type",
                                   "9 A amount = null missing", "10 A result = maybe not_a_member",
                                   "11 A event = null unknown_event"});
    CHECK(read.order() == "0:A 12:B");
    CHECK(read.log().rows_set_apart == 11);
    REQUIRE(read.log().new_values.size() == 1);
    CHECK(read.log().new_values[0].field == "called.note");
}

TEST_CASE("a row with several faults is told with each, and set apart once") {
    read_log const read(simple, {"client= event=paid happened=never amount=x recorded=?"});
    CHECK(read.errors().size() == 4);
    CHECK(read.log().rows_set_apart == 1);
    CHECK(read.log().size() == 0);
}

TEST_CASE("a key that the accounts lack is set apart when they are given") {
    event_log_options options;
    options.must_know_accounts = true;
    read_log const read(
        simple, {"client=A event=called happened=2026-01-02", "client=Z event=called happened=2026-01-02"},
        options, {"A", "B"});
    CHECK(read.errors() == strings{"1 Z client = Z unknown_account"});
    CHECK(read.order() == "0:A");
    CHECK(read.accounts.size() == 2);
}

TEST_CASE("an account's events go by time, then sequence, then id, numbers by their value") {
    read_log const read(simple, {"client=A event=called happened=2026-01-03 sequence=1 id=1",
                                 "client=A event=called happened=2026-01-02 sequence=2 id=2",
                                 "client=A event=called happened=2026-01-02 sequence=1 id=10",
                                 "client=B event=called happened=2026-01-01 sequence=9 id=4",
                                 "client=A event=called happened=2026-01-02 sequence=1 id=9",
                                 "client=A event=called happened=2026-01-02 sequence=1 id=1x",
                                 "client=A event=called happened=2026-01-02 sequence=1 id=x"});
    CHECK(read.order() == "4:A 2:A 5:A 6:A 1:A 0:A 3:B");
}

TEST_CASE("ids of any kind have one order, whatever order they come in") {
    strings lines;
    for (auto const* id : {"2", "10", "1x", "9", "95x", "-3", "07", "1"})
        lines.push_back("client=A event=called happened=2026-01-02 sequence=1 id=" + std::string(id));
    std::string first;
    for (int i = 0; i < 8; ++i) {
        std::rotate(lines.begin(), lines.begin() + 1, lines.end());
        if (i == 4) std::reverse(lines.begin(), lines.end());
        read_log const read(simple, lines);
        std::string ids;
        for (auto const row : read.log().rows) ids += event_id(read.policy.program(), read.held, row) + " ";
        CHECK(ids == "-3 1 2 9 10 07 1x 95x ");
    }
}

TEST_CASE("without a sequence events of one moment stay in the order of the rows") {
    read_log const read(simple, {"client=A event=called happened=2026-01-03 id=1",
                                 "client=A event=called happened=2026-01-02 id=9",
                                 "client=A event=called happened=2026-01-02 id=8"});
    CHECK(read.order() == "1:A 2:A 0:A");
    read_log const plain(
        "field client : text key\nevent called\nalert it { state up  on called => up  manual clear }\n",
        {"client=A event=called happened=2026-01-02", "client=B event=called happened=2026-01-02",
         "client=A event=called happened=2026-01-03"});
    CHECK(plain.order() == "0:A 1:B 2:A");
    CHECK_FALSE(plain.log().is_grouped);
}

TEST_CASE("an event that comes twice counts once: the one that was known first") {
    read_log const read(simple, {"client=A event=paid happened=2026-01-05 recorded=2026-01-09 id=p1 amount=1",
                                 "client=A event=paid happened=2026-01-02 recorded=2026-01-06 id=p1 amount=2",
                                 "client=A event=paid happened=2026-01-07 recorded=2026-01-07 id=p1 amount=3",
                                 "client=B event=paid happened=2026-01-05 recorded=2026-01-05 id=p1 amount=4",
                                 "client=A event=paid happened=2026-01-01 recorded=2026-01-08 amount=5",
                                 "client=A event=paid happened=2026-01-01 recorded=2026-01-08 amount=6"});
    CHECK(read.order() == "4:A 5:A 1:A 3:B");
    CHECK(read.log().duplicates == 2);
    CHECK(read.log().rows_set_apart == 0);
}

TEST_CASE("what was recorded later is not yet known, also where it is the first of two") {
    event_log_options options;
    options.known_at = micros("2026-01-06T12:00:00");
    read_log const read(
        simple,
        {"client=A event=paid happened=2026-01-05 recorded=2026-01-07 id=p1 amount=1",
         "client=A event=paid happened=2026-01-04 recorded=2026-01-06T12:00:00 id=p1 amount=2",
         "client=A event=paid happened=2026-01-06 id=p2 amount=3",
         "client=A event=paid happened=2026-01-07 id=p3 amount=3"},
        options);
    CHECK(read.order() == "1:A 2:A");
    CHECK(read.log().not_yet_known == 2);
}

TEST_CASE("what happens after the day asked for is put off") {
    event_log_options options;
    options.happens_before = micros("2026-01-03T00:00:00");
    strings const lines = {"client=A event=called happened=2026-01-02T23:59:59.999999",
                           "client=A event=called happened=2026-01-03"};
    read_log const read(simple, lines, options);
    CHECK(read.order() == "0:A");
    CHECK(read.log().not_yet_happened == 1);
    REQUIRE(read.log().waiting.size() == 1);
    CHECK(read.log().waiting[0].row == 1);
}

TEST_CASE("a payment read from a running total is its increase, in order of time") {
    read_log const read(
        "field client : text key\npolicy \"p\" { currency PEN }\n"
        "event paid { field amount : money from step of total }\n"
        "alert it { state up  on paid => up  manual clear }\n",
        {"client=A event=paid happened=2026-01-05 total=150",
         "client=A event=paid happened=2026-01-02 total=100",
         "client=A event=paid happened=2026-01-06 total=150",
         "client=B event=paid happened=2026-01-01 total=7",
         "client=A event=paid happened=2026-01-07 total=149.99",
         "client=A event=paid happened=2026-01-08 total=150.01",
         "client=B event=paid happened=2026-01-02 total=0"});
    CHECK(read.order() == "1:A 0:A 5:A 3:B");
    CHECK(read.amounts() == strings{"100.00", "50.00", "0.01", "7.00"});
    CHECK(read.errors() == strings{"2 A total = 150 not_increasing", "4 A total = 149.99 not_increasing",
                                   "6 B total = 0 not_increasing"});
}

TEST_CASE("a reversal names an event of its account that stands and came before it, or is set apart") {
    read_log const read(simple, {"client=A event=paid happened=2026-01-02 id=p1 amount=1",
                                 "client=A event=unpaid happened=2026-01-03 id=r1 paid_id=p1",
                                 "client=A event=unpaid happened=2026-01-04 id=r2 paid_id=p1",
                                 "client=A event=unpaid happened=2026-01-04 id=r3 paid_id=nobody",
                                 "client=B event=unpaid happened=2026-01-04 id=r4 paid_id=p1",
                                 "client=A event=unpaid happened=2026-01-04 id=r5",
                                 "client=A event=unpaid happened=2026-01-04 id=r6 paid_id=c1",
                                 "client=A event=called happened=2026-01-02 id=c1",
                                 "client=A event=unpaid happened=2026-01-01 id=r7 paid_id=p2",
                                 "client=A event=paid happened=2026-01-02 id=p2 amount=1"});
    CHECK(read.errors() == strings{"2 A paid_id = p1 undoes_nothing", "3 A paid_id = nobody undoes_nothing",
                                   "4 B paid_id = p1 undoes_nothing", "5 A paid_id = null undoes_nothing",
                                   "6 A paid_id = c1 undoes_nothing", "8 A paid_id = p2 undoes_nothing"});
    CHECK(read.order() == "0:A 7:A 9:A 1:A");
    CHECK(read.log().undoes ==
          std::vector<std::uint32_t>{event_log::none, event_log::none, event_log::none, 0});
}

TEST_CASE("batches of one feed may differ in their columns; what one lacks is null there") {
    table feed;
    feed.batches = {rows({"client=A event=called happened=2026-01-02 id=2 sequence=1"}),
                    rows({"client=A event=called"}),
                    rows({"event=called happened=2026-01-01"}),
                    rows({"happened=2026-01-01 client=A"}),
                    batch{},
                    rows({"happened=2026-01-01 client=A event=called"})};
    read_log const read(simple, std::move(feed));
    CHECK(read.errors() == strings{"1 A happened = null missing", "2  client = null missing",
                                   "3 A event = null unknown_event"});
    CHECK(read.log().rows_read == 5);
}

TEST_CASE("a feed without rows, and without columns, has no events") {
    CHECK(read_log(simple, table{}).log().size() == 0);
    table feed;
    feed.batches.push_back(rows({"client=A event=paid happened=2026-01-02 amount=1"}));
    feed.batches[0].rows = 0;
    for (auto& one : feed.batches[0].columns) one.length = 0;
    CHECK(read_log(simple, std::move(feed)).log().size() == 0);
}

TEST_CASE("a column that every feed needs is asked for, with the one that was meant") {
    auto const missing = read_log(simple, strings{"clint=A event=called happend=2026-01-02"});
    REQUIRE(codes_of(missing.result.diagnostics) == strings{"T5004", "T5004"});
    CHECK(missing.result.diagnostics[0].message.find("`client`") != std::string::npos);
    CHECK(missing.result.diagnostics[0].help[0] == "did you mean the column `clint`?");
    CHECK(missing.result.diagnostics[1].help[0] == "did you mean the column `happend`?");
    auto const field = read_log(simple, strings{"client=A event=paid happened=2026-01-02 amout=3"});
    REQUIRE(codes_of(field.result.diagnostics) == strings{"T5004"});
    CHECK(field.result.diagnostics[0].help[0] == "did you mean the column `amout`?");
    auto const twice = read_log(simple, table{{[] {
                                    auto made = rows({"client=A event=called happened=2026-01-02"});
                                    made.columns.push_back(made.columns[0]);
                                    return made;
                                }()}});
    CHECK(codes_of(twice.result.diagnostics) == strings{"T5006"});
}

TEST_CASE("optional columns may be missing, unless the policy names them") {
    strings const lines = {"client=A event=called happened=2026-01-02"};
    CHECK(read_log(simple, lines).log().size() == 1);
    CHECK(codes_of(read_log("log { recorded known_since }\n" + simple, lines).result.diagnostics) ==
          strings{"T5004"});
    CHECK(codes_of(read_log("log { sequence nr }\n" + simple, lines).result.diagnostics) == strings{"T5004"});
}

TEST_CASE("an event without a recorded time was known when it happened") {
    event_log_options options;
    options.known_at = micros("2026-01-02T00:00:00");
    read_log const read(
        simple,
        {"client=A event=called happened=2026-01-02 recorded=2026-01-01",
         "client=A event=called happened=2026-01-02", "client=A event=called happened=2026-01-03",
         "client=A event=called happened=2026-01-03 recorded=soon"},
        options);
    CHECK(read.order() == "0:A 1:A");
    CHECK(read.errors() == strings{"3 A recorded = soon wrong_type"});
}

TEST_CASE("an event is of the first type whose columns hold what it asks for") {
    read_log const read(
        "field client : text key\n"
        "event big from kind = \"Pago\" and size in (\"L\", \"XL\")\n"
        "event any_paid from kind = \"pago\"\n"
        "event other from size = \"s\"\n"
        "alert it { state up  on big, any_paid, other => up  manual clear }\n",
        {"client=A kind=PAGO size=xl happened=2026-01-02", "client=A kind=pago size=S happened=2026-01-02",
         "client=A kind=x size=s happened=2026-01-02", "client=A kind=x size=L happened=2026-01-02"});
    CHECK(read.log().types == std::vector<std::uint16_t>{0, 1, 2});
    CHECK(read.errors() == strings{"3 A kind = x unknown_event"});
}

namespace {

std::string const with_points =
    "field client : text key\ncollection points { field point : text key }\n"
    "event bounce of points by contact\nevent called\n"
    "alert it per points any { state bad  on bounce => bad  manual clear }\n";

}  // namespace

TEST_CASE("the child that an event concerns belongs to its account") {
    read_log const read(
        with_points,
        {"client=A event=bounce happened=2026-01-02 contact=p1",
         "client=B event=bounce happened=2026-01-02 contact=p1",
         "client=A event=bounce happened=2026-01-03 contact=p1", "client=A event=bounce happened=2026-01-03",
         "client=A event=called happened=2026-01-03",
         "client=A event=manual action=clear alert=it user=u happened=2026-01-03 point=p1",
         "client=A event=manual action=clear alert=it user=u happened=2026-01-03"});
    CHECK(read.log().children == std::vector<std::uint32_t>{0, 1, 0, event_log::none, 0});
    CHECK(read.children[0].size() == 2);
    CHECK(read.errors() == strings{"3 A contact = null missing", "6 A point = null missing"});
}

TEST_CASE("a child that the account lacks is set apart when children are given") {
    event_log_options options;
    options.must_know_children = true;
    read_log const read(with_points, strings{"client=A event=bounce happened=2026-01-02 contact=p1"},
                        options);
    CHECK(read.errors() == strings{"0 A contact = p1 unknown_child"});
}

TEST_CASE("what is set apart or not yet there makes no child known") {
    event_log_options options;
    options.happens_before = micros("2026-01-03T00:00:00");
    options.known_at = micros("2026-01-02T00:00:00");
    read_log const read(with_points,
                        {"client=A event=bounce happened=2026-01-04 contact=p1",
                         "client=A event=bounce happened=2026-01-01 recorded=2026-01-03 contact=p2",
                         "client=A event=bounce happened=someday contact=p3",
                         "client=A event=bounce happened=2026-01-01 contact=p4"},
                        options);
    CHECK(read.children[0].size() == 1);
    CHECK(read.log().size() == 1);
}

TEST_CASE("rows of a snapshot may lie before its horizon, new ones may not") {
    event_log_options options;
    options.horizon = micros("2026-01-02T23:59:59.999999");
    options.first_new_row = 1;
    read_log const read(
        simple,
        {"client=A event=called happened=2026-01-02 id=1", "client=A event=called happened=2026-01-02 id=2",
         "client=A event=called happened=2026-01-03 id=3"},
        options);
    CHECK(read.order() == "0:A 2:A");
    CHECK(read.errors() == strings{"1 A happened = 2026-01-02 before_horizon"});
}
