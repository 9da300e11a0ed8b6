// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Worklists of a million accounts and five hundred agents: the whole answer, and ranking and lists alone.
// usage: worklist_bench [ACCOUNTS] [ROUNDS]
//        worklist_bench --write FOLDER [ACCOUNTS]   policy.tramo and accounts.csv, to rank the same elsewhere
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <tramo/policy/worklists.hpp>
#include <tramo/text/render.hpp>

namespace {

using namespace tramo;

char const* const policy_text = R"(tramo 1 en
policy "Worklists" version "1" { currency BRL  zone "America/Sao_Paulo" }
field case_id : integer key
field balance : money
field days_past_due : integer
worklist daily "Calls of the day" version "1" {
  candidate call "Call"   channel "phone" skill "voice"  minutes 7 cost 350 value balance * 20% if days_past_due > 5
  candidate mail "E-mail" channel "email" skill "digital" minutes 1 cost 5   value balance * 1%
  order days_past_due descending, balance descending
}
)";

struct accounts {
    std::vector<std::int64_t> case_id, days_past_due;
    std::vector<int128> balance;
};

column column_of(char const* name, layout physical, void const* values, std::int64_t rows) {
    column made;
    made.name = name;
    made.physical = physical;
    made.values = values;
    made.length = rows;
    made.scale = physical == layout::decimal128 ? 2 : 0;
    return made;
}

void draw_accounts(accounts& held, std::int64_t count) {
    std::mt19937_64 draw(7);
    for (std::int64_t i = 0; i < count; ++i) {
        held.case_id.push_back(i + 1);
        held.days_past_due.push_back(static_cast<std::int64_t>(draw() % 900));
        held.balance.push_back(static_cast<std::int64_t>(10'000 + draw() % 5'000'000));
    }
}

std::shared_ptr<table const> table_of(accounts const& held) {
    auto const rows = static_cast<std::int64_t>(held.case_id.size());
    batch made;
    made.rows = rows;
    made.columns = {column_of("case_id", layout::int64, held.case_id.data(), rows),
                    column_of("balance", layout::decimal128, held.balance.data(), rows),
                    column_of("days_past_due", layout::int64, held.days_past_due.data(), rows)};
    auto all = std::make_shared<table>();
    all->batches.push_back(std::move(made));
    return all;
}

worklist_options five_hundred_agents() {
    worklist_options options;
    options.skills = {"voice", "digital"};
    for (int i = 0; i < 500; ++i) {
        actions::shift one;
        one.agent = "A-" + std::to_string(i);
        one.skills = i % 5 == 0 ? std::vector<std::uint16_t>{0, 1} : std::vector<std::uint16_t>{0};
        one.minutes = 240;
        options.shifts.push_back(std::move(one));
    }
    return options;
}

template <class Work>
double seconds_of(Work const& work) {
    auto const begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Of so many rounds the one in the middle.
template <class Work>
double middle_of(int rounds, Work const& work) {
    std::vector<double> all;
    for (int i = 0; i < rounds; ++i) all.push_back(seconds_of(work));
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

/// Days and amounts in columns that are ready: days first, then amounts, both largest first.
struct ready_columns {
    std::vector<std::int64_t> days, amounts;
    std::vector<std::uint16_t> skill, minutes;

    explicit ready_columns(accounts const& of) : skill(of.case_id.size(), 0), minutes(of.case_id.size(), 7) {
        for (auto const one : of.days_past_due) days.push_back(-one);
        for (auto const one : of.balance) amounts.push_back(-static_cast<std::int64_t>(one));
    }
};

std::vector<std::uint32_t> ranked(ready_columns const& of) {
    std::vector<std::uint32_t> ranking(of.days.size());
    std::iota(ranking.begin(), ranking.end(), 0U);
    actions::order_by(ranking, of.amounts);
    actions::order_by(ranking, of.days);
    return ranking;
}

bool write_to(std::string const& folder, std::int64_t count) {
    std::ofstream policy(folder + "/policy.tramo"), rows(folder + "/accounts.csv");
    policy << policy_text;
    accounts held;
    draw_accounts(held, count);
    rows << "case_id,balance,days_past_due\n";
    for (std::size_t i = 0; i < held.case_id.size(); ++i) {
        auto const cents = static_cast<std::int64_t>(held.balance[i]);
        rows << held.case_id[i] << ',' << cents / 100 << '.' << std::setw(2) << std::setfill('0')
             << cents % 100 << ',' << held.days_past_due[i] << '\n';
    }
    return bool(policy.flush()) && bool(rows.flush());
}

}  // namespace

int main(int argument_count, char** arguments) {
    bool const writes = argument_count > 2 && arguments[1] == std::string("--write");
    if (writes)
        return write_to(arguments[2], argument_count > 3 ? std::atoll(arguments[3]) : 1'000'000) ? 0 : 1;
    std::int64_t const count = argument_count > 1 ? std::atoll(arguments[1]) : 1'000'000;
    int const rounds = argument_count > 2 ? std::atoi(arguments[2]) : 5;
    auto const loaded = load(policy_text);
    if (!loaded.ok()) {
        std::cerr << render(loaded.diagnostics, source(policy_text));
        return 1;
    }
    question asked;
    asked.as_of = parse_date("2026-11-21");
    auto const with = loaded.value.prepare(asked).value;
    accounts held;
    draw_accounts(held, count);
    auto const data = table_of(held);
    auto const options = five_hundred_agents();
    worklist_answer answer;
    auto const whole = middle_of(rounds, [&] { answer = find_worklists(with, data, options).value; });
    ready_columns const ready(held);
    std::vector<std::uint32_t> ranking;
    auto const ranking_alone = middle_of(rounds, [&] { ranking = ranked(ready); });
    actions::worklists lists;
    auto const lists_alone = middle_of(rounds, [&] {
        lists =
            actions::assign(options.shifts, {ranking, ready.skill, ready.minutes, {}, {}}, ready.days.size());
    });
    auto const tables = middle_of(rounds, [&] {
        if (answer.worklists().rows != answer.count(actions::placed::taken)) std::abort();
    });
    auto const left_out = seconds_of([&] { (void)answer.left_out(); });
    std::cout << "{\"accounts\": " << count << ", \"agents\": " << options.shifts.size()
              << ", \"taken\": " << answer.count(actions::placed::taken)
              << ", \"full\": " << answer.count(actions::placed::full) << ", \"seconds\": " << whole
              << ", \"ranking_seconds\": " << ranking_alone << ", \"lists_seconds\": " << lists_alone
              << ", \"lists_as_table_seconds\": " << tables << ", \"left_out_as_table_seconds\": " << left_out
              << "}\n";
}
