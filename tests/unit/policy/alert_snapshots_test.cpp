// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts that go on where a snapshot was taken: nothing is lost, told twice, or misread.
#include <catch2/catch.hpp>

#include "unit/policy/feed.hpp"

using namespace tramo;
using namespace tramo::testing;

using strings = std::vector<std::string>;

TEST_CASE("a snapshot goes on where it was taken, and what is older is set apart") {
    auto const before = found(prepared(timed, on("2026-01-20")),
                              feed({"client=A event=called happened=2026-01-02 id=1",
                                    "client=B event=promise happened=2026-01-03 due=2026-01-25 id=2",
                                    "client=B event=called happened=2026-01-22 id=3"}));
    auto const state = before.snapshot();
    CHECK(to_string(state.horizon) == "2026-01-20T23:59:59.999999");
    CHECK(state.standings.size() == 2);
    CHECK(state.kept_rows == std::vector<std::uint32_t>{2});
    auto const later = found(prepared(timed, on("2026-02-05")),
                             feed({"client=B event=called happened=2026-01-22 id=3",
                                   "client=A event=paid happened=2026-01-20T23:59:59 id=4",
                                   "client=C event=called happened=2026-02-04 id=5"}),
                             nullptr, {}, &state);
    CHECK(states_in_words(later) ==
          strings{"A stale 2026-02-01 x1", "B broken 2026-01-29 x1", "C fresh 2026-02-04 x1"});
    REQUIRE(later.log().errors.size() == 1);
    CHECK(later.log().errors[0].reason == fault_reason::before_horizon);
    CHECK(later.log().errors[0].row == 1);
    CHECK(later.changes().size() == 4);
}

TEST_CASE("a snapshot never lies behind what was not yet known or the day asked for") {
    auto const events = feed({"client=A event=called happened=2026-01-02",
                              "client=A event=paid happened=2026-01-05 recorded=2026-01-08"});
    alert_options then;
    then.known_at = parse_timestamp("2026-01-07T00:00:00");
    auto state = found(prepared(timed, on("2026-01-07")), events, nullptr, then).snapshot();
    CHECK(to_string(state.horizon) == "2026-01-04T23:59:59.999999");
    CHECK(state.kept_rows == std::vector<std::uint32_t>{1});
    auto const later =
        found(prepared(timed, on("2026-01-09")),
              feed({"client=A event=paid happened=2026-01-05 recorded=2026-01-08"}), nullptr, {}, &state);
    CHECK(states_in_words(later) == strings{"A none x1"});
    alert_options far;
    far.horizon = parse_date("2026-09-09");
    CHECK(to_string(found(prepared(timed, on("2026-01-07")), events, nullptr, far).snapshot().horizon) ==
          "2026-01-07T23:59:59.999999");
    far.horizon = parse_date("2026-01-03");
    CHECK(to_string(found(prepared(timed, on("2026-01-07")), events, nullptr, far).snapshot().horizon) ==
          "2026-01-03T23:59:59.999999");
}

TEST_CASE("a snapshot keeps what a reversal may still name") {
    auto const policy = heading +
                        "event paid { field amount : money }\nevent unpaid reverses paid by of\n"
                        "counter so_far = sum(paid.amount)\nalert it {\n  state owes\n  state paid_up\n"
                        "  on paid => paid_up\n  on unpaid => owes\n}\n";
    auto const with = prepared(policy, on("2026-01-10"));
    strings lines = {"client=A event=paid happened=2026-01-02 amount=3 id=1",
                     "client=A event=paid happened=2026-01-03 amount=4 id=2",
                     "client=A event=unpaid happened=2026-01-04 of=2 id=3"};
    auto const state = found(with, feed(lines)).snapshot();
    CHECK(state.kept_rows == std::vector<std::uint32_t>{0, 1, 2});
    lines.push_back("client=A event=unpaid happened=2026-01-12 of=1 id=4");
    auto const later = found(prepared(policy, on("2026-01-12")), feed(lines), nullptr, {}, &state);
    CHECK(lines_of(later.states(), {"alert.it", "so_far"}) == strings{"owes 0.00"});
    CHECK(later.log().rows_set_apart == 0);
}

TEST_CASE("a snapshot of another version is refused, or read by a migration") {
    auto const version = [](std::string const& states, std::string const& first) {
        return prepared(heading + "event called\nalert it {\n" + states + "  on called => " + first +
                        "\n  manual clear\n}\n");
    };
    auto const old = version("  state up\n  state down\n  manual raise down\n", "up");
    auto const state = found(old, feed({"client=A event=called happened=2026-01-02",
                                        "client=B event=manual alert=it action=raise state=down user=u "
                                        "happened=2026-01-02"}))
                           .snapshot();
    auto const changed = version("  state risen\n", "risen");
    auto const none = feed({"client=C event=called happened=2026-01-05"});
    auto const refused = find_alerts(changed, none, nullptr, {}, &state);
    CHECK(codes_of(refused.diagnostics) == strings{"T5010"});
    auto const moved = found(changed, none, nullptr, {}, &state, {{"it", {{"up", "risen"}, {"down", ""}}}});
    CHECK(states_in_words(moved) == strings{"A risen 2026-01-02 x1", "B none x1", "C risen 2026-01-05 x1"});
    auto const same = find_alerts(old, none, nullptr, {}, &state);
    CHECK(same.ok());
    auto const unknown = find_alerts(
        prepared(heading + "event called\nalert that { state up  on called => up  manual clear }\n"), none,
        nullptr, {}, &state);
    CHECK(codes_of(unknown.diagnostics) == strings{"T5010"});
}

TEST_CASE("a state that a migration does not speak of and the policy does not have is an error, not none") {
    auto const version = [](std::string const& name) {
        return prepared(heading + "event called\nalert it { state " + name + "  on called => " + name +
                        "  manual clear }\n");
    };
    auto const state = found(version("up"), feed({"client=A event=called happened=2026-01-02"})).snapshot();
    auto const read = find_alerts(version("risen"), feed({"client=A event=called happened=2026-01-05"}),
                                  nullptr, {}, &state, {{"it", {}}});
    CHECK(codes_of(read.diagnostics) == strings{"T5010"});
}
