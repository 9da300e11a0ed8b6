// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A segment that went to react-querybuilder's JSON and came back takes the same accounts, and is unknown of
// the same ones.
#include <set>

#include <catch2/catch.hpp>

#include <tramo/json/query_builder.hpp>

#include "random_policy.hpp"
#include "random_portfolio.hpp"
#include "unit/policy/portfolio.hpp"

using namespace tramo_test;
using tramo::testing::bit;

namespace {

tramo::date const today = *tramo::parse_date("2026-03-31");

tramo::policy loaded(std::string const& text) {
    auto made = tramo::load(text);
    INFO(text);
    INFO(tramo::render(made.diagnostics, tramo::source(text)));
    REQUIRE(made.ok());
    return made.value;
}

tramo::verdicts evaluated(tramo::policy const& policy, random_table const& table) {
    auto const prepared = policy.prepare({today, {}});
    REQUIRE(prepared.ok());
    tramo::table all;
    all.batches = {table.data};
    auto result = prepared.value.evaluate(all);
    REQUIRE(result.ok());
    return result.value;
}

std::size_t index_of(tramo::policy const& policy, std::string const& segment) {
    auto const prepared = policy.prepare({today, {}});
    auto const& all = prepared.value.segments();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].name == segment) return i;
    FAIL("no such segment");
    return 0;
}

/// A mark for each row: `+` true, `~` unknown, `-` false, `!` set apart in either.
std::string answers(tramo::verdicts const& of, std::size_t segment, tramo::verdicts const& other) {
    std::string text;
    for (std::size_t part = 0; part < of.batches.size(); ++part)
        for (std::size_t row = 0; row < static_cast<std::size_t>(of.batches[part].rows); ++row) {
            auto const& in = of.batches[part];
            bool const is_apart = bit(in.set_apart, row) || bit(other.batches[part].set_apart, row);
            bool const is_true = bit(in.segments[segment].is_true, row);
            bool const is_unknown = bit(in.segments[segment].is_unknown, row);
            text += is_apart ? '!' : is_true ? '+' : is_unknown ? '~' : '-';
        }
    return text;
}

struct there_and_back {
    tramo::policy policy;
    random_table table;
    tramo::verdicts direct;

    void check(std::string const& segment, std::string const& query, std::string const& text) const {
        INFO(query);
        INFO(text);
        auto const back = loaded(text);
        auto const found = evaluated(back, table);
        CHECK(answers(found, index_of(back, "back"), direct) ==
              answers(direct, index_of(policy, segment), found));
        auto const again = tramo::to_query_builder(back, "back").value;
        auto const twice = tramo::from_query_builder(again, back, {"back", tramo::language::en});
        CHECK(twice.value == text);
    }
};

bool is_true_today(tramo::policy const& policy, std::string const& segment) {
    auto const prepared = policy.prepare({today, {}});
    for (auto const& one : prepared.value.segments())
        if (one.name == segment) return one.is_active;
    return false;
}

}  // namespace

TEST_CASE("a random segment means the same after it was a query of react-querybuilder") {
    std::size_t plain = 0, opaque = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        dice draw(seed);
        auto const policy = loaded(random_policy(draw, true).make());
        auto table = random_portfolio(draw, policy.fields()).make(130);
        there_and_back const trial{policy, table, evaluated(policy, table)};
        std::set<std::string> seen;
        for (auto const& segment : policy.segments()) {
            if (!seen.insert(segment.name).second || !is_true_today(policy, segment.name)) continue;
            INFO(policy.source().text());
            auto const query = tramo::to_query_builder(policy, segment.name, today);
            REQUIRE(query.ok());
            bool const is_opaque = query.value.find("\"$expr\"") != std::string::npos;
            ++(is_opaque ? opaque : plain);
            auto const back = tramo::from_query_builder(query.value, policy, {"back", tramo::language::en});
            for (auto const& one : back.diagnostics) UNSCOPED_INFO(one.message);
            REQUIRE(back.ok());
            trial.check(segment.name, query.value, back.value);
            if (is_opaque) continue;
            auto const alone = tramo::from_query_builder(query.value, tramo::query_builder_fields(policy),
                                                         {"back", tramo::language::en});
            REQUIRE(alone.ok());
            trial.check(segment.name, query.value, alone.value);
        }
    }
    CHECK(plain > 20);
    CHECK(opaque > 20);
}
