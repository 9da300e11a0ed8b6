// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Decisions in C++: one account with its history of twenty events, again and again; and many at once.
// usage: decisions_bench POLICY.tramo [ACCOUNTS] [EVENTS] [ROUNDS]     the policy of decide_bench.py --policy
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <tramo/impl/run/made_columns.ipp>
#include <tramo/policy/decisions.hpp>
#include <tramo/text/render.hpp>

namespace {

using namespace tramo;

constexpr std::int32_t today = 20'778;  // 2026-11-21
constexpr std::int64_t day_micros = 86'400'000'000;

batch accounts_of(std::size_t count, std::mt19937_64& draw) {
    std::vector<std::int64_t> account(count);
    std::vector<std::uint8_t> tier(count);
    std::vector<std::int64_t> balance(count);
    std::vector<std::int32_t> due(count), listed(count, today + 90);
    std::vector<bool> is_listed(count);
    for (std::size_t i = 0; i < count; ++i) {
        account[i] = static_cast<std::int64_t>(i);
        tier[i] = static_cast<std::uint8_t>(draw() % 4);
        balance[i] = static_cast<std::int64_t>(draw() % 9'000'000);
        due[i] = today - static_cast<std::int32_t>(draw() % 130);
        is_listed[i] = draw() % 50 == 0;
    }
    running::batch_maker made(static_cast<std::int64_t>(count));
    made.add("account", layout::int64, std::move(account));
    made.add_coded("tier", std::move(tier), {"Enterprise", "Large", "Wholesale", "Multinational"});
    made.add("balance", layout::int64, std::move(balance));
    made.add("oldest_due", layout::date32, std::move(due));
    made.add("listed_until", layout::date32, std::move(listed), is_listed);
    return made.finish();
}

batch events_of(std::size_t count, std::size_t accounts, std::mt19937_64& draw) {
    std::vector<std::int64_t> account(count), at(count), amount(count);
    std::vector<std::uint8_t> kind(count);
    std::vector<std::int32_t> due(count);
    std::vector<bool> is_promise(count), has_amount(count);
    for (std::size_t i = 0; i < count; ++i) {
        account[i] = static_cast<std::int64_t>(draw() % accounts);
        at[i] = (today - 180) * day_micros +
                static_cast<std::int64_t>(i) * (180 * day_micros / static_cast<std::int64_t>(count));
        auto const roll = draw() % 100;
        kind[i] = static_cast<std::uint8_t>(roll < 55 ? 0 : roll < 85 ? 1 : roll < 92 ? 2 : 3);
        is_promise[i] = kind[i] == 2;
        has_amount[i] = kind[i] >= 2;
        due[i] = static_cast<std::int32_t>(at[i] / day_micros) + 3 + static_cast<std::int32_t>(draw() % 18);
        amount[i] = 1 + static_cast<std::int64_t>(draw() % 900'000);
    }
    running::batch_maker made(static_cast<std::int64_t>(count));
    made.add("account", layout::int64, std::move(account));
    made.add_coded("kind", std::move(kind), {"call", "mail", "promise", "payment"});
    made.add("at", layout::timestamp, std::move(at)).unit = time_unit::micro;
    made.add("due_on", layout::date32, std::move(due), is_promise);
    made.add("amount", layout::int64, std::move(amount), has_amount);
    return made.finish();
}

std::shared_ptr<table const> table_of(batch one) {
    auto made = std::make_shared<table>();
    made->batches.push_back(std::move(one));
    return made;
}

decisions decide(prepared_policy const& with, std::shared_ptr<table const> accounts,
                 std::shared_ptr<table const> events, std::shared_ptr<surroundings const> around) {
    auto found = find_decisions_in(with, std::move(accounts), std::move(events), nullptr, std::move(around));
    if (found.ok()) return std::move(found.value);
    std::cerr << render(found.diagnostics, with.policy().source()) << '\n';
    std::exit(1);
}

double seconds_of(auto const& what) {
    auto const begin = std::chrono::steady_clock::now();
    what();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

prepared_policy prepared(char const* path) {
    std::ifstream file(path);
    auto loaded = load({std::istreambuf_iterator<char>(file), {}}, path);
    question asked;
    asked.as_of = date{today};
    if (loaded.ok()) {
        auto made = loaded.value.prepare(asked);
        if (made.ok()) return made.value;
    }
    std::cerr << path << " cannot be read as a policy\n";
    std::exit(1);
}

}  // namespace

int main(int count, char** words) {
    if (count < 2) {
        std::cerr << "usage: decisions_bench POLICY.tramo [ACCOUNTS] [EVENTS] [ROUNDS]\n";
        return 2;
    }
    auto const number = [&](int at, std::size_t otherwise) {
        return count > at ? static_cast<std::size_t>(std::strtoull(words[at], nullptr, 10)) : otherwise;
    };
    auto const accounts = number(2, 1'000'000), events = number(3, 20'000'000), rounds = number(4, 3);
    auto const with = prepared(words[1]);
    auto const around = std::make_shared<surroundings const>();
    std::mt19937_64 draw(7);
    auto const one = table_of(accounts_of(1, draw)), history = table_of(events_of(20, 1, draw));
    constexpr int times = 5'000;
    double fastest = 1e9;
    for (std::size_t round = 0; round < rounds; ++round)
        fastest = std::min(fastest, seconds_of([&] {
                               for (int i = 0; i < times; ++i) (void)decide(with, one, history, around);
                           }));
    std::cout << "one by one, 20 events: " << fastest / times * 1e6 << " us each\n";
    if (accounts == 0) return 0;
    auto const all = table_of(accounts_of(accounts, draw)),
               feed = table_of(events_of(events, accounts, draw));
    for (std::size_t round = 0; round < rounds; ++round) {
        std::size_t effects = 0;
        auto const taken = seconds_of([&] { effects = decide(with, all, feed, around).effects().size(); });
        std::cout << accounts << " accounts, " << events << " events: " << taken << " s, " << effects
                  << " effects\n";
    }
}
