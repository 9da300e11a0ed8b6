// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Measures a policy's offers: three conditions of twelve alternatives each, accounts by the thousand, one
// core. Prints one JSON object: accounts and offers a second, and the largest memory the process has held.
// usage: offer_search_bench [ACCOUNTS] [ROUNDS]
//        offer_search_bench --write FOLDER      policy.tramo and accounts.csv, to measure the same elsewhere
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <tramo/policy/offers.hpp>
#include <tramo/text/render.hpp>

namespace {

using namespace tramo;

constexpr std::int64_t rows_at_once = 4096;

char const* const policy_text = R"(tramo 1 en
policy "Offers" version "1" { currency BRL  zone "America/Sao_Paulo" }
field debtor : integer key
field balance : money
field accrued : money
field days_late : integer
debt {
  principal balance
  interest  accrued
  overdue   days_late
}
matrix haircut by days_late rising {
  row 0..89      => 10%
  row 90..359    => 25%
  row from 360   => 40%
}
condition parts {
  overdue from 10
  interest 1%
  fine 2%
  first after 10 days
  discount interest 50%
  discount total 10%
  installments spread 1..12 every 20 days entry 30%
}
condition level {
  first after 30 days
  requires young = days_late < 720
  installments even 1..12 every 1 month rate 1.5%
}
condition settled {
  first after 5 days
  discount interest 100%
  discount principal by haircut
  installments short 1..12 every 1 month
}
)";

struct accounts {
    std::vector<std::int64_t> debtor, balance, accrued, days_late;
    std::vector<int128> wide_balance, wide_accrued;
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

/// The same accounts again for every batch: what is measured does not grow with them.
batch some_accounts(accounts& held) {
    std::mt19937_64 draw(7);
    for (std::int64_t i = 0; i < rows_at_once; ++i) {
        held.debtor.push_back(i);
        held.days_late.push_back(static_cast<std::int64_t>(draw() % 900));
        held.wide_balance.push_back(static_cast<std::int64_t>(10'000 + draw() % 5'000'000));
        held.wide_accrued.push_back(static_cast<std::int64_t>(draw() % 100'000));
    }
    batch made;
    made.rows = rows_at_once;
    made.columns = {column_of("debtor", layout::int64, held.debtor.data(), rows_at_once),
                    column_of("balance", layout::decimal128, held.wide_balance.data(), rows_at_once),
                    column_of("accrued", layout::decimal128, held.wide_accrued.data(), rows_at_once),
                    column_of("days_late", layout::int64, held.days_late.data(), rows_at_once)};
    return made;
}

struct measured {
    double seconds = 0;
    std::int64_t offers = 0, payments = 0, refusals = 0;
};

/// All offers with all their payments and dates.
measured search(prepared_policy const& with, batch const& data, std::int64_t count) {
    auto finder = find_offers(with).value;
    measured out;
    std::int64_t checked = 0;
    auto const begin = std::chrono::steady_clock::now();
    for (std::int64_t done = 0; done < count; done += data.rows) {
        auto const found = finder.add(rows_of(data, 0, std::min(data.rows, count - done)));
        out.offers += static_cast<std::int64_t>(found.offers.size());
        out.refusals += static_cast<std::int64_t>(found.refused.size());
        for (auto const& one : found.offers) {
            auto const payments = finder.payments(one);
            out.payments += static_cast<std::int64_t>(payments.size());
            for (auto const& payment : payments) checked += payment.amount;
            checked -= one.total;
        }
    }
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (checked != 0) std::abort();  // every offer's payments add up to its total
    return out;
}

bool write_to(std::string const& folder) {
    std::ofstream policy(folder + "/policy.tramo"), rows(folder + "/accounts.csv");
    policy << policy_text;
    accounts held;
    some_accounts(held);
    auto const money = [&](int128 cents) {
        auto const whole = static_cast<std::int64_t>(cents);
        rows << whole / 100 << '.' << std::setw(2) << std::setfill('0') << whole % 100 << ',';
    };
    rows << "debtor,balance,accrued,days_late\n";
    for (std::size_t i = 0; i < held.debtor.size(); ++i) {
        rows << held.debtor[i] << ',';
        money(held.wide_balance[i]);
        money(held.wide_accrued[i]);
        rows << held.days_late[i] << '\n';
    }
    return bool(policy.flush()) && bool(rows.flush());
}

/// What rusage tells is at least what the process that started this one held then; Linux knows better.
long largest_memory_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (long kilobytes = 0; word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count > 2 && arguments[1] == std::string("--write")) return write_to(arguments[2]) ? 0 : 1;
    std::int64_t const count = argument_count > 1 ? std::atoll(arguments[1]) : 1'000'000;
    int const rounds = argument_count > 2 ? std::atoi(arguments[2]) : 3;
    auto const loaded = load(policy_text);
    if (!loaded.ok()) {
        std::cerr << render(loaded.diagnostics, source(policy_text));
        return 1;
    }
    question asked;
    asked.as_of = parse_date("2026-11-21");
    auto const with = loaded.value.prepare(asked).value;
    accounts held;
    auto const data = some_accounts(held);
    std::vector<measured> all;
    for (int i = 0; i < rounds; ++i) all.push_back(search(with, data, count));
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.seconds < b.seconds; });
    auto const& middle = all[all.size() / 2];
    std::cout << "{\"accounts\": " << count << ", \"offers\": " << middle.offers
              << ", \"payments\": " << middle.payments << ", \"refusals\": " << middle.refusals
              << ", \"seconds\": " << middle.seconds << ", \"largest_memory_mb\": " << largest_memory_mb()
              << "}\n";
}
