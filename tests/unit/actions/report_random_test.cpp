// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reports of random trees against a count that looks at every case for every row.
#include <tramo/actions/report.hpp>

#include <map>
#include <random>

#include <catch2/catch.hpp>

#include "unit/actions/report_sums.hpp"
#include "unit/actions/told_cases.hpp"

namespace {

using namespace tramo;
using namespace tramo::actions;
using told::add_case;
using told::add_kind;
using told::check_that_rows_add_up;
using told::path_of;

struct random_report {
    palette_set all;
    case_standings found;
    std::vector<std::int64_t> amounts;
    std::vector<std::string> path;  ///< by kind
};

random_report draw(std::mt19937_64& random) {
    auto const below = [&](std::uint64_t end) { return static_cast<std::uint16_t>(random() % end); };
    random_report made;
    made.all.palettes = 1U + below(3);
    for (std::uint16_t palette = 0; palette < made.all.palettes; ++palette) {
        auto const first = made.all.other();
        for (int number = below(12); number > 0; --number) {
            auto const size = static_cast<std::uint16_t>(made.all.other() - first);
            bool const is_top = size == 0 || below(3) == 0;
            auto const parent = is_top ? no_kind : static_cast<std::uint16_t>(first + below(size));
            auto const name = std::string(1, static_cast<char>('a' + below(4)));
            auto const kind = add_kind(made.all, name, parent, palette, 1 + below(50));
            made.path.push_back(is_top ? name : made.path[parent] + " / " + name);
            made.all.kinds[kind].label = name;
        }
    }
    made.path.insert(made.path.end(), {"(other)", "(no action)"});
    made.found = told::no_cases(made.all, 2);
    for (int number = below(60); number > 0; --number) {
        auto const best = below(4) == 0 ? no_kind : below(made.all.other() + 1U);
        auto const group = below(4) == 0 ? no_group : below(2);
        add_case(made.found, best, 1U + below(3));
        made.found.groups.push_back(group);
        made.amounts.push_back(static_cast<std::int64_t>(random()) / 4);
        if (group == no_group) continue;
        for (auto left = made.found.attempts.back(); left > 0; --left)
            ++made.found.of_kind[group][below(made.all.other() + 1U)];
    }
    return made;
}

bool is_within(std::string const& path, std::string const& above) {
    return path == above || path.rfind(above + " / ", 0) == 0;
}

/// The row's cases by its path alone, told from the path of each case's best action.
std::vector<std::uint32_t> plain_cases(random_report const& from, report_row const& row,
                                       std::uint16_t group) {
    auto above = path_of(row);
    bool const is_rest = row.what == row_kind::unspecified;
    if (is_rest) above.resize(above.size() - std::string(" / (unspecified)").size());
    std::vector<std::uint32_t> made;
    for (std::uint32_t number = 0; number < from.found.best.size(); ++number) {
        auto const& best = from.found.best[number];
        auto const& path = best.is_there() ? from.path[best.kind] : from.path.back();
        bool const is_its = is_rest ? path == above : is_within(path, above);
        if (is_its && from.found.groups[number] == group) made.push_back(number);
    }
    return made;
}

void check_against_plain_count(random_report const& from, action_report const& made, std::uint16_t group,
                               std::size_t place) {
    auto const& row = made.rows[place];
    INFO(path_of(row));
    auto const cases = plain_cases(from, row, group);
    int128 amount = 0;
    std::int64_t on_cases = 0, actions = 0;
    for (auto const number : cases) {
        amount += from.amounts[number];
        on_cases += from.found.attempts[number];
    }
    for (std::uint16_t kind = 0; kind <= from.all.other(); ++kind)
        if (row.what != row_kind::unspecified && is_within(from.path[kind], path_of(row)))
            actions += from.found.of_kind[group][kind];
    CHECK(row.cases == static_cast<std::int64_t>(cases.size()));
    CHECK(row.actions_on_cases == on_cases);
    CHECK((row.amount == amount));
    if (row.what != row_kind::unspecified) CHECK(row.actions == actions);
    CHECK(cases_of(made, from.found, group, place) == cases);
}

}  // namespace

TEST_CASE("in random trees of random palettes every row is what a slow count finds, and sums add up") {
    std::mt19937_64 random(7);
    for (int round = 0; round < 300; ++round) {
        auto const from = draw(random);
        for (std::uint16_t group = 0; group < 2; ++group) {
            auto const made = report(from.all, from.found, group, from.amounts);
            check_that_rows_add_up(made);
            std::map<std::string, int> paths;
            for (std::size_t place = 0; place < made.rows.size(); ++place) {
                check_against_plain_count(from, made, group, place);
                CHECK(++paths[path_of(made.rows[place])] == 1);
            }
        }
    }
}
