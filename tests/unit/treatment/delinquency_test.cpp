// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds days past due and delinquent days apart, to Fineract's numbers and to the words of the law of gaps.
#include <tramo/treatment/delinquency.hpp>

#include <catch2/catch.hpp>

using namespace tramo::treatment;

namespace {

tramo::date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

interval of(std::string_view from, std::string_view end) {
    return {day(from), day(end)};
}

/// Past due, paused, delinquent; a grace of 3 days.
std::vector<std::int64_t> counted(std::string_view due, std::string_view as_of,
                                  std::vector<interval> const& pauses,
                                  pause_reading how = pause_reading::overlap) {
    auto const found = count_days(day(due), day(as_of), 3, pauses, how);
    return {found.past_due, found.paused, found.delinquent};
}

using numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("days past due count from the due day, delinquent ones after grace and without pauses") {
    CHECK(counted("2023-10-01", "2023-10-04", {}) == numbers{3, 0, 0});
    CHECK(counted("2023-10-01", "2023-10-05", {}) == numbers{4, 0, 1});
    std::vector const pause{of("2023-10-06", "2023-10-30")};
    CHECK(counted("2023-10-01", "2023-10-06", pause) == numbers{5, 0, 2});
    CHECK(counted("2023-10-01", "2023-10-30", pause) == numbers{29, 24, 2});
    CHECK(counted("2023-10-01", "2023-10-31", pause) == numbers{30, 24, 3});
}

TEST_CASE("a leap day counts") {
    CHECK(counted("2028-02-28", "2028-03-01", {}) == numbers{2, 0, 0});
    CHECK(counted("2026-02-28", "2026-03-01", {}) == numbers{1, 0, 0});
}

TEST_CASE("what is not due, or due today or later, is 0 days past due") {
    CHECK(count_days({}, day("2026-03-01"), 3, {of("2026-01-01", "2026-02-01")}) == days_counted{});
    CHECK(counted("2026-03-01", "2026-03-01", {}) == numbers{0, 0, 0});
    CHECK(counted("2026-03-02", "2026-03-01", {of("2026-02-01", "2026-02-20")}) == numbers{0, 0, 0});
}

TEST_CASE("a pause before the due day counts only where pauses are read as a whole") {
    // LoanDelinquency.feature:865: due on the 16th, paused from the 6th to the 25th
    std::vector const pause{of("2023-10-06", "2023-10-25")};
    CHECK(counted("2023-10-16", "2023-11-15", pause) == numbers{30, 9, 18});
    CHECK(counted("2023-10-16", "2023-11-15", pause, pause_reading::whole) == numbers{30, 19, 8});
}

TEST_CASE("pauses that overlap stop the count once, and one that lies ahead not yet") {
    std::vector const pauses{of("2026-03-05", "2026-03-15"), of("2026-03-10", "2026-03-20"),
                             of("2026-04-10", "2026-04-20")};
    CHECK(counted("2026-03-01", "2026-04-01", pauses) == numbers{31, 15, 13});
    CHECK(counted("2026-03-01", "2026-04-01", pauses, pause_reading::whole) == numbers{31, 15, 13});
}

TEST_CASE("classes without gaps hold their bounds") {
    std::vector<delinquency_class> const all{{"early", 1, 30}, {"late", 31, 60}, {"lost", 61, {}}};
    CHECK(problems_of(all).empty());
    CHECK_FALSE(class_of(all, 0));
    CHECK(class_of(all, 1) == 0u);
    CHECK(class_of(all, 30) == 0u);
    CHECK(class_of(all, 31) == 1u);
    CHECK(class_of(all, 60) == 1u);
    CHECK(class_of(all, 61) == 2u);
    CHECK(class_of(all, 100'000) == 2u);
}

TEST_CASE("gaps and overlaps of classes are named with the first day in them") {
    using words = std::vector<std::string>;
    CHECK(problems_of({{"late", 32, 60}, {"early", 1, 30}, {"lost", 61, {}}}) ==
          words{"no class holds 31 days"});
    CHECK(problems_of({{"early", 1, 30}, {"late", 30, 60}, {"lost", 61, {}}}) ==
          words{"classes 'early' and 'late' both hold 30 days"});
    CHECK(problems_of({{"all", 1, {}}, {"late", 31, 60}}) ==
          words{"classes 'all' and 'late' both hold 31 days"});
    CHECK(problems_of({{"wide", 1, 90}, {"late", 31, 60}, {"lost", 91, {}}}) ==
          words{"classes 'wide' and 'late' both hold 31 days"});
    CHECK(problems_of({{"early", 0, 30}}) == words{"no class holds 31 days or more"});
    CHECK(problems_of({{"one", 1, 1}, {"rest", 3, {}}}) == words{"no class holds 2 days"});
    CHECK(problems_of({}) == words{"there is no class"});
}

TEST_CASE("a class that ends before it begins, or begins below 0, is named") {
    using words = std::vector<std::string>;
    CHECK(problems_of({{"early", 1, {}}, {"odd", 60, 31}}) ==
          words{"class 'odd' ends with 31 days, before it begins with 60 days"});
    CHECK(problems_of({{"early", -1, {}}}) ==
          words{"class 'early' begins with -1 days; days are counted from 0 on"});
}
