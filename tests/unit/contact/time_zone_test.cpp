// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Clocks of real places over their changes: hours that do not exist, and hours that exist twice.
#include <tramo/contact/time_zone.hpp>

#include <chrono>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::contact;

timestamp clock_of(char const* text) {
    return parse_timestamp(text).value();
}
instant utc(char const* text) {
    return {parse_timestamp(text).value().micros};
}
std::int64_t second(char const* text) {
    return utc(text).micros / 1'000'000;
}
std::string shown(std::optional<timestamp> const& moment) {
    return moment ? to_string(*moment) : "none";
}
std::string shown(instant moment) {
    return to_string(timestamp{moment.micros}) + "Z";
}

/// Santiago in 2026: back an hour at the end of 4 April, ahead at the end of 5 September.
time_zone santiago() {
    return {"America/Santiago",
            "2025b",
            -3 * 3600,
            {{second("2026-04-05T03:00"), -4 * 3600}, {second("2026-09-06T04:00"), -3 * 3600}},
            second("2026-01-01T00:00"),
            second("2027-01-01T00:00")};
}

/// New York in 2026: ahead on 8 March at two, back on 1 November at two.
time_zone new_york() {
    return {"America/New_York",
            "2025b",
            -5 * 3600,
            {{second("2026-03-08T07:00"), -4 * 3600}, {second("2026-11-01T06:00"), -5 * 3600}}};
}

/// "one", "skipped" or "twice", and the instants.
std::string reading(time_zone const& zone, char const* clock) {
    auto const found = read_wall_clock(zone, clock_of(clock));
    if (!found) return "none";
    if (found->what == wall_reading::kind::one) return "one " + shown(found->first);
    if (found->what == wall_reading::kind::skipped) return "skipped " + shown(found->first);
    return "twice " + shown(found->first) + " " + shown(found->second);
}

/// As `date::time_zone` is asked: what holds at a moment, and until when.
struct fake_zone {
    struct info {
        std::chrono::sys_seconds begin, end;
        std::chrono::seconds offset;
    };
    std::vector<zone_change> changes;
    [[nodiscard]] info get_info(std::chrono::sys_seconds at) const {
        info made{std::chrono::sys_seconds::min(), std::chrono::sys_seconds::max(),
                  std::chrono::seconds(-18000)};
        for (auto const& one : changes) {
            std::chrono::sys_seconds const when{std::chrono::seconds(one.at)};
            if (at < when) {
                made.end = when;
                break;
            }
            made.begin = when;
            made.offset = std::chrono::seconds(one.offset);
        }
        return made;
    }
};

}  // namespace

TEST_CASE("a moment is shown on the clock of a place, with its daylight saving") {
    CHECK(shown(wall_clock(new_york(), utc("2026-01-15T12:00"))) == "2026-01-15T07:00:00");
    CHECK(shown(wall_clock(new_york(), utc("2026-07-15T12:00"))) == "2026-07-15T08:00:00");
    CHECK(shown(wall_clock(new_york(), utc("2026-03-08T06:59:59.5"))) == "2026-03-08T01:59:59.5");
    CHECK(shown(wall_clock(new_york(), utc("2026-03-08T07:00"))) == "2026-03-08T03:00:00");
    CHECK(shown(wall_clock(new_york(), utc("2026-11-01T05:59:59"))) == "2026-11-01T01:59:59");
    CHECK(shown(wall_clock(new_york(), utc("2026-11-01T06:00"))) == "2026-11-01T01:00:00");
    CHECK(shown(wall_clock(santiago(), utc("2026-07-01T12:00"))) == "2026-07-01T08:00:00");
    CHECK(shown(wall_clock(fixed_zone("UTC").value(), utc("1899-12-31T23:59:59.999999"))) ==
          "1899-12-31T23:59:59.999999");
}

TEST_CASE("an hour that the clock jumped over is read as the instant of the jump") {
    CHECK(reading(new_york(), "2026-03-08T01:59:59") == "one 2026-03-08T06:59:59Z");
    CHECK(reading(new_york(), "2026-03-08T02:00") == "skipped 2026-03-08T07:00:00Z");
    CHECK(reading(new_york(), "2026-03-08T02:59:59.9") == "skipped 2026-03-08T07:00:00Z");
    CHECK(reading(new_york(), "2026-03-08T03:00") == "one 2026-03-08T07:00:00Z");
    CHECK(reading(santiago(), "2026-09-05T23:59") == "one 2026-09-06T03:59:00Z");
    CHECK(reading(santiago(), "2026-09-06T00:30") == "skipped 2026-09-06T04:00:00Z");
    CHECK(shown(instant_of(santiago(), clock_of("2026-09-06T00:30")).value()) == "2026-09-06T04:00:00Z");
}

TEST_CASE("an hour that the clock showed twice is two instants, and the earlier counts") {
    CHECK(reading(new_york(), "2026-11-01T00:59") == "one 2026-11-01T04:59:00Z");
    CHECK(reading(new_york(), "2026-11-01T01:00") == "twice 2026-11-01T05:00:00Z 2026-11-01T06:00:00Z");
    CHECK(reading(new_york(), "2026-11-01T01:59:59") == "twice 2026-11-01T05:59:59Z 2026-11-01T06:59:59Z");
    CHECK(reading(new_york(), "2026-11-01T02:00") == "one 2026-11-01T07:00:00Z");
    CHECK(reading(santiago(), "2026-04-04T23:15") == "twice 2026-04-05T02:15:00Z 2026-04-05T03:15:00Z");
    CHECK(shown(instant_of(santiago(), clock_of("2026-04-04T23:15")).value()) == "2026-04-05T02:15:00Z");
}

TEST_CASE("there and back is the same moment, whatever the moment") {
    auto const zone = santiago();
    for (auto at = utc("2026-01-01T00:00"); at < utc("2027-01-01T00:00"); at.micros += 17 * 60'000'000LL) {
        auto const read = read_wall_clock(zone, wall_clock(zone, at).value());
        INFO(shown(at));
        REQUIRE(read);
        REQUIRE(read->what != wall_reading::kind::skipped);
        REQUIRE((read->first == at || read->second == at));
    }
}

TEST_CASE("outside of the span that the rules are known for there is no answer") {
    CHECK(shown(wall_clock(santiago(), utc("2026-01-01T00:00"))) == "2025-12-31T21:00:00");
    CHECK(shown(wall_clock(santiago(), utc("2025-12-31T23:59:59"))) == "none");
    CHECK(shown(wall_clock(santiago(), utc("2027-01-01T00:00"))) == "none");
    CHECK(reading(santiago(), "2025-12-31T20:59:59") == "none");
    CHECK(reading(santiago(), "2025-12-31T21:00") == "one 2026-01-01T00:00:00Z");
    CHECK(reading(santiago(), "2026-12-31T21:00") == "none");
    CHECK_FALSE(instant_of(santiago(), clock_of("2030-05-05T10:00")));
}

TEST_CASE("moments at the edge of what 64 bits hold are no answer, and no overflow") {
    auto const zone = fixed_zone("+14:00").value();
    for (auto const micros : {INT64_MAX, INT64_MIN}) {
        CHECK_FALSE(wall_clock(zone, instant{micros}));
        CHECK_FALSE(instant_of(zone, timestamp{micros}));
    }
}

TEST_CASE("offsets are zones of their own, and nothing else is") {
    auto const zone = fixed_zone("-03:00").value();
    CHECK(zone.name == "-03:00");
    CHECK(zone.release.empty());
    CHECK(shown(wall_clock(zone, utc("2026-07-01T12:00"))) == "2026-07-01T09:00:00");
    CHECK(fixed_zone("UTC").value().first_offset == 0);
    CHECK(fixed_zone("+05:30").value().first_offset == 19800);
    for (auto const* name : {"America/Santiago", "", "-19:00", "+3", "CET"}) CHECK_FALSE(fixed_zone(name));
}

TEST_CASE("data of a zone that cannot be are told with what is wrong") {
    CHECK(problem_of(santiago()).empty());
    CHECK(problem_of(new_york()).empty());
    auto nameless = santiago();
    nameless.name.clear();
    CHECK(problem_of(nameless) == "a zone needs a name");
    auto unsorted = santiago();
    std::swap(unsorted.changes[0], unsorted.changes[1]);
    CHECK(problem_of(unsorted) ==
          "the changes of the zone America/Santiago are not in the order of time: 1775358000 stands behind "
          "1788667200");
    auto far = santiago();
    far.changes[1].offset = 64801;
    CHECK(problem_of(far) ==
          "the zone America/Santiago is 64801 seconds ahead of UTC; no clock is more than 18 "
          "hours (64800 seconds) off");
    far = santiago();
    far.first_offset = -64801;
    CHECK(problem_of(far).find("-64801 seconds") != std::string::npos);
    auto empty = santiago();
    empty.known_until = empty.known_from;
    CHECK(problem_of(empty).find("which is not after") != std::string::npos);
}

TEST_CASE("rules are taken out of a library's zone, as far as the span goes") {
    fake_zone const source{new_york().changes};
    auto const made = zone_from<std::chrono::sys_seconds>(
        source, "America/New_York", "2025b", second("2026-01-01T00:00"), second("2026-06-01T00:00"));
    CHECK(problem_of(made).empty());
    CHECK(made.release == "2025b");
    CHECK(made.first_offset == -18000);
    REQUIRE(made.changes.size() == 1);
    CHECK(made.changes[0].at == second("2026-03-08T07:00"));
    CHECK(made.changes[0].offset == -14400);
    CHECK(reading(made, "2026-03-08T02:30") == "skipped 2026-03-08T07:00:00Z");
    CHECK(reading(made, "2026-11-01T01:30") == "none");
}
