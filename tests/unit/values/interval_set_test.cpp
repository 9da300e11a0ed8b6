// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds unions, complements and inclusions to a set of bits, and to the ends of the numbers.
#include <catch2/catch.hpp>

#include <bitset>
#include <random>

#include <tramo/values/interval_set.hpp>

using tramo::highest_int128;
using tramo::int128;
using tramo::interval;
using tramo::interval_set;
using tramo::lowest_int128;

namespace {

/// Members among -8 to 7, and one place for all numbers below, one for all above.
using bits = std::bitset<18>;

int128 number_at(std::size_t place) {
    return static_cast<int128>(place) - 9;
}

bits bits_of(interval_set const& set) {
    bits all;
    for (std::size_t place = 0; place < all.size(); ++place) all[place] = set.contains(number_at(place));
    return all;
}

std::vector<interval> random_parts(std::mt19937& draw) {
    std::vector<interval> parts;
    for (auto left = draw() % 5; left > 0; --left) {
        int128 low = static_cast<int128>(draw() % 16) - 8;
        int128 high = low + static_cast<int128>(draw() % 6) - 1;
        if (draw() % 12 == 0) low = lowest_int128;
        if (draw() % 12 == 0) high = highest_int128;
        parts.push_back({low, std::min<int128>(high, high == highest_int128 ? high : 7)});
    }
    return parts;
}

bool is_tidy(interval_set const& set) {
    auto const& all = set.ranges();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].low > all[i].high) return false;
        if (i > 0 && (all[i - 1].high == highest_int128 || all[i].low <= all[i - 1].high + 1)) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("sets of ranges behave like sets of bits") {
    std::mt19937 draw(11);
    for (int round = 0; round < 3000; ++round) {
        auto const parts = random_parts(draw);
        auto const a = interval_set::unite(parts);
        auto const b = interval_set::unite(random_parts(draw));
        bits of_parts;
        for (auto const& part : parts) of_parts |= bits_of({part.low, part.high});
        CHECK(bits_of(a) == of_parts);
        CHECK(bits_of(a.complement()) == ~bits_of(a));
        CHECK(bits_of(interval_set::unite(a, b)) == (bits_of(a) | bits_of(b)));
        CHECK(bits_of(interval_set::intersect(a, b)) == (bits_of(a) & bits_of(b)));
        CHECK(a.within(b) == ((bits_of(a) & ~bits_of(b)).none()));
        CHECK(a.empty() == bits_of(a).none());
        CHECK(a.is_everything() == bits_of(a).all());
    }
}

TEST_CASE("ranges stay sorted and apart, so that equal sets are equal") {
    std::mt19937 draw(12);
    for (int round = 0; round < 2000; ++round) {
        auto const a = interval_set::unite(random_parts(draw));
        auto const b = interval_set::unite(random_parts(draw));
        CHECK(is_tidy(a));
        CHECK(is_tidy(a.complement()));
        CHECK(is_tidy(interval_set::unite(a, b)));
        CHECK(is_tidy(interval_set::intersect(a, b)));
        CHECK(a.complement().complement() == a);
        CHECK(interval_set::unite(a, b) == interval_set::unite(b, a));
        CHECK((bits_of(a) == bits_of(b)) == (a == b));
    }
}

TEST_CASE("a range whose ends are crossed is empty") {
    CHECK(interval_set(3, 2).empty());
    CHECK(interval_set::unite(std::vector<interval>{{3, 2}, {5, 4}}).empty());
    CHECK_FALSE(interval_set(3, 3).empty());
}

TEST_CASE("neighbours join") {
    auto const joined = interval_set::unite(interval_set(1, 3), interval_set(4, 6));
    REQUIRE(joined.ranges().size() == 1);
    CHECK(joined == interval_set(1, 6));
    CHECK(interval_set::unite(interval_set(1, 3), interval_set(5, 6)).ranges().size() == 2);
}

TEST_CASE("the ends of the numbers are members like all others") {
    CHECK(interval_set::everything().complement().empty());
    CHECK(interval_set().complement().is_everything());
    CHECK(interval_set(lowest_int128, 5).complement() == interval_set(6, highest_int128));
    CHECK(interval_set(6, highest_int128).complement() == interval_set(lowest_int128, 5));
    CHECK(interval_set(highest_int128, highest_int128).contains(highest_int128));
    CHECK(interval_set(lowest_int128, lowest_int128).contains(lowest_int128));
    CHECK(interval_set::unite(interval_set(5, highest_int128), interval_set(7, 9)) ==
          interval_set(5, highest_int128));
    CHECK(
        interval_set::unite(interval_set(lowest_int128, 0), interval_set(1, highest_int128)).is_everything());
}

TEST_CASE("the empty set is within every set, and every set within everything") {
    CHECK(interval_set().within(interval_set()));
    CHECK(interval_set().within(interval_set(1, 2)));
    CHECK(interval_set(1, 2).within(interval_set::everything()));
    CHECK_FALSE(interval_set::everything().within(interval_set(1, 2)));
}
