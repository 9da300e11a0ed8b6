// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the names of tasks to hashes computed elsewhere, and weeks to their Mondays.
#include <tramo/treatment/task_key.hpp>

#include <catch2/catch.hpp>

using namespace tramo::treatment;

namespace {

tramo::date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

}  // namespace

TEST_CASE("a key is the beginning of the SHA-256 of the four behind their lengths") {
    // Python: hashlib.sha256(b"3:abc5:X-1777:overdue10:2026-11-21").hexdigest()[:32] and the like
    CHECK(task_key("abc", "X-177", "overdue", day("2026-11-21")) == "3e970d4316d9b828e83c8ab2570c9c73");
    CHECK(task_key("abc", "X-177", "overdue", {}) == "ed81458dbeb0a8ef983fda896f8d0860");
    CHECK(task_key("", "", "", {}) == "8538098a725acce2a400276987f13475");
    CHECK(task_key("abc", "Ñandú", "overdue", day("2028-02-29")) == "5f1aa467e915564ec644861a774fb3ea");
}

TEST_CASE("the same four give the same key, and letters that move from one to the next another") {
    auto const key = task_key("p", "A-1", "overdue", day("2026-11-21"));
    CHECK(key.size() == 32);
    CHECK(task_key("p", "A-1", "overdue", day("2026-11-21")) == key);
    CHECK(task_key("pA", "-1", "overdue", day("2026-11-21")) != key);
    CHECK(task_key("p", "A-1o", "verdue", day("2026-11-21")) != key);
    CHECK(task_key("p", "A-1", "overdue", day("2026-11-22")) != key);
    CHECK(task_key("p", "A-1", "overdue10:2026-11-21", {}) != key);
    CHECK(task_key("q", "A-1", "overdue", day("2026-11-21")) != key);
}

TEST_CASE("a week begins on its Monday") {
    CHECK(start_of_week(day("2026-11-16")) == day("2026-11-16"));
    CHECK(start_of_week(day("2026-11-22")) == day("2026-11-16"));
    CHECK(start_of_week(day("2027-01-01")) == day("2026-12-28"));
    CHECK(start_of_week(day("1969-12-31")) == day("1969-12-29"));
}
