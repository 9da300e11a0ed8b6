// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The best action of each case, whatever the order in which the feed tells of them.
#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <random>

#include <tramo/actions/best_action.hpp>

using namespace tramo::actions;

namespace {

constexpr std::int64_t day = 86'400'000'000;

/// Kinds: email (rank 60), promise (10, a contact) with pickup within it, call (60 too, a contact).
palette_set small_palette() {
    palette_set all;
    auto const add = [&](std::string name, int rank, bool is_contact, std::uint16_t parent = no_kind) {
        action_kind made;
        made.name = made.label = std::move(name);
        made.rank = rank;
        made.is_contact = is_contact;
        made.parent = parent;
        all.kinds.push_back(std::move(made));
    };
    add("email", 60, false);
    add("promise", 10, true);
    add("pickup", 12, true, 1);
    add("call", 60, true);
    return all;
}

struct action {
    std::uint32_t of = 0;
    std::uint16_t kind = 0;
    std::int64_t moment = 0;
    int id = 0;
};

class ids_of : public id_order {
public:
    explicit ids_of(std::vector<action> const& feed) : feed_(feed) {}
    [[nodiscard]] bool is_smaller(std::uint32_t a, std::uint32_t b) const override {
        return feed_[a].id < feed_[b].id;
    }

private:
    std::vector<action> const& feed_;
};

case_standings find(palette_set const& all, std::size_t cases, std::vector<action> const& feed,
                    best_options options = {}) {
    ids_of const ids(feed);
    best_finder finder(all, cases, std::move(options), ids);
    std::vector<std::uint32_t> of;
    std::vector<std::uint16_t> kinds;
    std::vector<std::int64_t> moments;
    std::uint32_t first = 0;
    for (auto const& one : feed) {
        of.push_back(one.of);
        kinds.push_back(one.kind);
        moments.push_back(one.moment);
        if (of.size() < 100) continue;
        finder.add(first, of, kinds, moments);
        first += static_cast<std::uint32_t>(of.size());
        of.clear(), kinds.clear(), moments.clear();
    }
    finder.add(first, of, kinds, moments);
    return finder.finish();
}

}  // namespace

TEST_CASE("V-01: a promise outranks an e-mail, whichever came last") {
    auto const all = small_palette();
    CHECK(find(all, 1, {{0, 0, 1}, {0, 1, 2}}).best[0].kind == 1);
    CHECK(find(all, 1, {{0, 1, 1}, {0, 0, 2}}).best[0].kind == 1);
}

TEST_CASE("of equal ranks the latest is best, and of one moment the smallest id") {
    auto const all = small_palette();
    CHECK(find(all, 1, {{0, 0, 5, 1}, {0, 3, 4, 2}}).best[0].kind == 0);
    CHECK(find(all, 1, {{0, 0, 5, 9}, {0, 3, 5, 2}}).best[0].kind == 3);
    CHECK(find(all, 1, {{0, 3, 5, 2}, {0, 0, 5, 9}}).best[0].kind == 3);
}

TEST_CASE("a response has a rank of its own") {
    auto const all = small_palette();
    CHECK(find(all, 1, {{0, 2, 9}, {0, 1, 1}}).best[0].kind == 1);
}

TEST_CASE("what no palette knows is behind all ranks, and no contact") {
    auto const all = small_palette();
    auto const found = find(all, 2, {{0, all.other(), 9}, {0, 0, 1}, {1, all.other(), 3}});
    CHECK(found.best[0].kind == 0);
    CHECK(found.best[1].kind == all.other());
    CHECK(found.of_kind[0] == std::vector<std::int64_t>{1, 0, 0, 0, 2});
    CHECK(found.details[1].contacts == 0);
}

TEST_CASE("an action before the window counts in total and is not the best one") {
    auto const all = small_palette();
    best_options options;
    options.window_begin = 10 * day;
    options.before = 20 * day;
    options.day_begin = 19 * day;
    auto const found =
        find(all, 1, {{0, 1, 10 * day - 1}, {0, 0, 10 * day}, {0, 3, 19 * day}, {0, 1, 20 * day}}, options);
    CHECK(found.best[0].kind == 3);
    CHECK(found.attempts[0] == 2);
    CHECK(found.outside_window == 1);
    CHECK(found.left_out.too_late == 1);
    auto const& more = found.details[0];
    CHECK(more.total == 3);
    CHECK(more.day == 1);
    CHECK(more.contacts == 2);
    CHECK(more.contacts_window == 1);
    CHECK(more.contacts_day == 1);
    CHECK(more.first_contact == 10 * day - 1);
    CHECK(more.last_contact == 19 * day);
    CHECK(more.last.kind == 3);
}

TEST_CASE("each case may have a window of its own") {
    auto const all = small_palette();
    best_options options;
    options.since = {3, 5};
    auto const found =
        find(all, 2, {{0, 1, 2 * day}, {0, 0, 3 * day}, {1, 1, 5 * day - 1}, {1, 0, 5 * day}}, options);
    CHECK(found.best[0].kind == 0);
    CHECK(found.best[1].kind == 0);
    CHECK(found.outside_window == 2);
}

TEST_CASE("rows of cases out of scope are told apart from those of no case and those set apart") {
    auto const all = small_palette();
    best_options options;
    options.groups = {1, no_group, 0};
    options.group_count = 2;
    auto const found = find(
        all, 3, {{0, 0, 1}, {1, 0, 1}, {2, 3, 1}, {no_case, 0, 1}, {excluded_case, 0, 1}, {0, no_kind, 1}},
        options);
    CHECK(found.left_out.out_of_scope == 2);
    CHECK(found.left_out.without_case == 1);
    CHECK(found.left_out.set_apart == 1);
    CHECK(found.of_kind[0][3] == 1);
    CHECK(found.of_kind[1][0] == 1);
    CHECK(found.rows == 6);
}

TEST_CASE("the best action and all counts do not depend on the order of rows") {
    auto const all = small_palette();
    std::mt19937 draw(3);
    auto const roll = [&](int sides) { return static_cast<int>(draw() % static_cast<unsigned>(sides)); };
    for (int round = 0; round < 200; ++round) {
        constexpr int cases = 7;
        std::vector<action> feed;
        for (int i = 0, count = roll(400); i < count; ++i)
            feed.push_back({static_cast<std::uint32_t>(roll(cases)), static_cast<std::uint16_t>(roll(5)),
                            roll(30) * day / 2, i});
        best_options options;
        options.window_begin = roll(8) * day;
        options.before = (8 + roll(8)) * day;
        options.day_begin = options.before - day;
        auto const found = find(all, cases, feed, options);
        auto mixed = feed;
        std::shuffle(mixed.begin(), mixed.end(), draw);
        auto const again = find(all, cases, mixed, options);
        std::int64_t counted = found.outside_window + found.left_out.too_late;
        for (auto const one : found.of_kind[0]) counted += one;
        REQUIRE(counted == static_cast<std::int64_t>(feed.size()));
        REQUIRE(found.of_kind == again.of_kind);
        for (std::uint32_t unit = 0; unit < cases; ++unit) {
            // The plain reading: sort what is in the window, take the first.
            std::vector<action> own;
            for (auto const& one : feed)
                if (one.of == unit && one.moment >= options.window_begin && one.moment < options.before)
                    own.push_back(one);
            auto const rank = [&](action const& one) {
                return one.kind < all.kinds.size() ? all.kinds[one.kind].rank : 1000;
            };
            std::sort(own.begin(), own.end(), [&](auto const& a, auto const& b) {
                if (rank(a) != rank(b)) return rank(a) < rank(b);
                return a.moment != b.moment ? a.moment > b.moment : a.id < b.id;
            });
            REQUIRE(found.attempts[unit] == own.size());
            REQUIRE(found.best[unit].is_there() == !own.empty());
            REQUIRE(again.best[unit].is_there() == !own.empty());
            if (own.empty()) continue;
            REQUIRE(feed[found.best[unit].row].id == own.front().id);
            REQUIRE(mixed[again.best[unit].row].id == own.front().id);
            REQUIRE(feed[found.details[unit].last.row].id == mixed[again.details[unit].last.row].id);
        }
    }
}

TEST_CASE("of rows with one id the kind that stands first counts, then the row, and all are counted") {
    auto const all = small_palette();
    std::vector<action> feed = {{0, 3, day, 1}, {0, 0, day, 1}, {0, 0, day, 1}};
    auto const found = find(all, 1, feed);
    CHECK(found.best[0].kind == 0);
    CHECK(found.best[0].row == 1);
    CHECK(found.details[0].last.row == 1);
    CHECK(found.attempts[0] == 3);
}

TEST_CASE("rows of a case that was set apart are told apart from those out of scope") {
    best_options options;
    options.groups = {apart_group, no_group, 0};
    auto const found = find(small_palette(), 3, {{0, 1, day, 1}, {1, 1, day, 2}, {2, 1, day, 3}}, options);
    CHECK(found.left_out.case_set_apart == 1);
    CHECK(found.left_out.out_of_scope == 1);
    CHECK(found.attempts[2] == 1);
}
