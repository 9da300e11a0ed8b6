// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is counted over a log, against the plainest loop that says the same.
#include <catch2/catch.hpp>

#include <random>

#include <tramo/impl/run/log_aggregates.ipp>

#include "unit/run/made_columns.hpp"

using namespace tramo;

namespace {

constexpr std::size_t payment = 0, promise = 1;
constexpr std::int64_t hour = micros_a_day / 24;

/// A log of payments with an amount that may be missing, and of promises, account after account.
struct payments_and_promises {
    tramo::program policy;
    tramo::plan prepared;
    event_log log;
    log_sequence over;  ///< everything
    made::cells<int128> amounts;
    made::made_column column;
    account_rows nothing_known;
    std::vector<data_error> errors;

    payments_and_promises() {
        policy.events.resize(2);
        prepared.events.resize(2);
        field amount = made::optional(made::a_field(kind::money, 2));
        amount.name = "amount";
        policy.events[payment].fields = policy.events[payment].scope = {amount};
        log.is_grouped = true;
        log.starts = {0};
    }

    void pay(std::int64_t happened, std::optional<int128> amount) {
        log.places.push_back(static_cast<std::uint32_t>(amounts.size()));
        amounts.push_back(amount);
        add(payment, happened);
    }
    void promise_at(std::int64_t happened) {
        log.places.push_back(0);
        add(promise, happened);
    }
    void end_account() { log.starts.push_back(log.size()); }

    /// Payments above so many cents, as filter 0.
    void filter_above(int128 cents) {
        auto& before = prepared.events[payment].before;
        field_test test;
        test.numbers = interval_set(cents + 1, highest_int128);
        before.uses = {{0, {test}, {cents + 1}}};
        condition_node node;
        node.what = condition_node::form::test;
        node.is_certain = false;
        before.conditions = {node};
        prepared.events[payment].filters = {0};
        policy.events[payment].filters.resize(1);
    }

    /// The aggregate at each position, in words.
    made::words at_each(log_aggregate const& what) {
        running::sequence_view view = finish(what);
        running::log_aggregates all(policy, prepared, view, nothing_known, errors);
        running::row_list positions(view.size());
        for (std::size_t i = 0; i < positions.size(); ++i) positions[i] = static_cast<std::uint32_t>(i);
        return words_of(all.at_positions(0, positions));
    }
    made::words at_ends(log_aggregate const& what, std::int64_t until) {
        running::sequence_view view = finish(what);
        running::log_aggregates all(policy, prepared, view, nothing_known, errors);
        return words_of(all.at_ends(0, until));
    }

private:
    void add(std::size_t type, std::int64_t happened) {
        log.rows.push_back(static_cast<std::uint32_t>(100 + log.size()));
        log.units.push_back(static_cast<std::uint32_t>(log.starts.size() - 1));
        log.types.push_back(static_cast<std::uint16_t>(type));
        log.happened.push_back(happened);
    }
    running::sequence_view finish(log_aggregate const& what) {
        policy.aggregates = {what};
        column = made::fixed<int128>(layout::decimal128, amounts, 1, int128{-1});
        column.view.name = "amount";
        column.view.scale = 2;
        log.tables.assign(2, {});
        log.tables[payment] = {{column.view}, static_cast<std::int64_t>(amounts.size()), {}};
        running::sequence_view view(log, over);
        view.find_positions({true, true});
        return view;
    }
    static made::words words_of(running::aggregate_column const& made) {
        made::words found;
        for (std::int64_t row = 0; row < made.values.data.length; ++row)
            found.push_back(cell_text(made.values.data, row));
        return found;
    }
};

log_aggregate over_payments(keyword function, std::int64_t days = 0) {
    log_aggregate what;
    what.function = function;
    what.event = payment;
    what.within_days = days;
    what.type = made::a_field(kind::money, 2).type;
    if (function != keyword::count && function != keyword::any) what.field = 0;
    return what;
}

/// Four events of two accounts: 10.00, a promise, 5.00 a day later; then 7.00.
payments_and_promises two_accounts() {
    payments_and_promises made;
    made.pay(0, 1000);
    made.promise_at(hour);
    made.pay(micros_a_day, 500);
    made.end_account();
    made.pay(micros_a_day, 700);
    made.end_account();
    return made;
}

std::string money(int128 cents) {
    return to_string(decimal(cents, 2));
}

/// One by one, as the language page says it.
std::string plainly(payments_and_promises const& of, log_aggregate const& what, std::size_t begin,
                    std::size_t end, std::int64_t after) {
    std::vector<std::optional<int128>> seen;
    for (std::size_t i = begin; i < end; ++i) {
        if (of.log.types[i] != payment || of.log.happened[i] <= after) continue;
        auto const amount = of.amounts[of.log.places[i]];
        if (what.filter == no_index || (amount && *amount > 500)) seen.push_back(amount);
    }
    bool const is_choice = what.function == keyword::latest || what.function == keyword::previous;
    if (what.function == keyword::count) return std::to_string(seen.size());
    if (what.function == keyword::any) return seen.empty() ? "0" : "1";
    if (is_choice) return seen.empty() || !seen.back() ? "null" : money(*seen.back());
    if (what.function != keyword::sum && seen.empty()) return "null";
    int128 sum = 0;
    std::optional<int128> low, high;
    for (auto const& amount : seen) {
        if (!amount) return "null";
        sum += *amount;
        low = low ? std::min(*low, *amount) : *amount;
        high = high ? std::max(*high, *amount) : *amount;
    }
    return money(what.function == keyword::sum ? sum : what.function == keyword::min ? *low : *high);
}

payments_and_promises random_log(std::mt19937_64& engine) {
    payments_and_promises made;
    auto const roll = [&](std::uint64_t sides) { return static_cast<std::int64_t>(engine() % sides); };
    for (std::int64_t account = 0; account < 40; ++account) {
        std::int64_t happened = roll(5) * micros_a_day;
        for (auto left = roll(12); left > 0; --left) {
            happened += roll(4) * 12 * hour;
            if (roll(3) == 0)
                made.promise_at(happened);
            else
                made.pay(happened, roll(12) == 0 ? std::nullopt : std::optional<int128>(roll(1200) - 100));
        }
        made.end_account();
    }
    made.filter_above(500);
    return made;
}

}  // namespace

TEST_CASE("an aggregate looks at the account's own events up to the one at hand") {
    auto made = two_accounts();
    CHECK(made.at_each(over_payments(keyword::count)) == made::words{"1", "1", "2", "1"});
    CHECK(made.at_each(over_payments(keyword::sum)) == made::words{"10.00", "10.00", "15.00", "7.00"});
    CHECK(made.at_each(over_payments(keyword::min)) == made::words{"10.00", "10.00", "5.00", "7.00"});
    CHECK(made.at_each(over_payments(keyword::latest)) == made::words{"10.00", "10.00", "5.00", "7.00"});
}

TEST_CASE("previous leaves out the event at hand") {
    auto made = two_accounts();
    CHECK(made.at_each(over_payments(keyword::previous)) == made::words{"null", "10.00", "10.00", "null"});
}

TEST_CASE("an event exactly so many days ago is no longer within them") {
    auto made = two_accounts();
    CHECK(made.at_each(over_payments(keyword::count, 1)) == made::words{"1", "1", "1", "1"});
    CHECK(made.at_each(over_payments(keyword::count, 2)) == made::words{"1", "1", "2", "1"});
    CHECK(made.at_ends(over_payments(keyword::count, 1), 2 * micros_a_day) == made::words{"1", "1"});
    CHECK(made.at_ends(over_payments(keyword::count, 1), 2 * micros_a_day + 1) == made::words{"0", "0"});
}

TEST_CASE("a sum over none is zero, the largest of none unknown") {
    payments_and_promises made;
    made.promise_at(0);
    made.end_account();
    made.end_account();
    CHECK(made.at_each(over_payments(keyword::sum)) == made::words{"0.00"});
    CHECK(made.at_each(over_payments(keyword::max)) == made::words{"null"});
    CHECK(made.at_ends(over_payments(keyword::sum), 0) == made::words{"0.00", "0.00"});
    CHECK(made.at_ends(over_payments(keyword::any), 0) == made::words{"0", "0"});
}

TEST_CASE("a sum that does not fit is unknown and an error, one that fits again is not") {
    payments_and_promises made;
    made.pay(0, highest_int128);
    made.pay(0, 1);
    made.pay(0, -1);
    made.end_account();
    CHECK(made.at_each(over_payments(keyword::sum)) ==
          made::words{money(highest_int128), "null", money(highest_int128)});
    REQUIRE(made.errors.size() == 1);
    CHECK(made.errors[0].row == 101);
    CHECK(made.errors[0].reason == fault_reason::arithmetic);
}

TEST_CASE("where nobody says where accounts begin nothing is counted") {
    auto made = two_accounts();
    made.log.starts.clear();
    CHECK(made.at_each(over_payments(keyword::count)).empty());
    CHECK(made.at_ends(over_payments(keyword::count), 0).empty());
}

TEST_CASE("aggregates over random logs are what the plain loop says") {
    std::mt19937_64 engine(11);
    for (auto const function : {keyword::count, keyword::any, keyword::sum, keyword::min, keyword::max,
                                keyword::latest, keyword::previous})
        for (std::int64_t const days : {0, 1, 2, 3})
            for (auto const filter : {no_index, std::size_t{0}}) {
                auto made = random_log(engine);
                auto what = over_payments(function, days);
                what.filter = filter;
                made::words each, ends;
                auto const& log = made.log;
                std::int64_t const until = 9 * micros_a_day;
                for (std::size_t s = 0; s + 1 < log.starts.size(); ++s) {
                    for (std::size_t i = log.starts[s]; i < log.starts[s + 1]; ++i)
                        each.push_back(
                            plainly(made, what, log.starts[s], i + (function == keyword::previous ? 0 : 1),
                                    days == 0 ? INT64_MIN : log.happened[i] - days * micros_a_day));
                    ends.push_back(plainly(made, what, log.starts[s], log.starts[s + 1],
                                           days == 0 ? INT64_MIN : until - 1 - days * micros_a_day));
                }
                INFO("function " << static_cast<int>(function) << " within " << days << " days, filter "
                                 << filter);
                CHECK(made.at_each(what) == each);
                CHECK(made.at_ends(what, until) == ends);
            }
}
