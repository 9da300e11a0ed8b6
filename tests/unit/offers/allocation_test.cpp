// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which part of a debt a payment pays, and that no cent is made or lost.
#include <tramo/offers/allocation.hpp>

#include <random>
#include <set>

#include <catch2/catch.hpp>

using namespace tramo;
using namespace tramo::offers;

namespace {

decimal number(std::string_view text) {
    return parse_decimal(text).value();
}

date day(char const* text) {
    return parse_date(text).value();
}

/// Open: principal, interest, fine, fees.
open_item item(char const* due, char const* principal, char const* interest = "0", char const* fine = "0",
               char const* fees = "0") {
    return {due, day(due), {number(principal), number(interest), number(fine), number(fees)}};
}

/// "1: 10.00 2.00 0.00 0.00 | left 3.00", amounts of components as they stand.
std::string told(outcome<allocation> const& made) {
    REQUIRE(made.ok());
    std::string text;
    for (auto const& part : made.value.parts) {
        text += std::to_string(part.item) + ":";
        for (auto const& paid : part.paid) text += " " + to_string(paid);
        text += " | ";
    }
    return text + "left " + to_string(made.value.unapplied);
}

std::string paid(char const* amount, std::vector<open_item> const& items, allocation_order const& order,
                 char const* on = "2026-02-28") {
    return told(allocate(number(amount), items, order, day(on)));
}

std::vector<open_item> two_due_items() {
    return {item("2026-01-10", "100.00", "10.00", "2.00", "1.00"), item("2026-02-10", "100.00", "8.00")};
}

}  // namespace

TEST_CASE("by installment the oldest item is paid in full first", "[offers]") {
    auto const order = find_allocation_order("penalty_fee_interest_principal").value();
    CHECK(paid("2.50", two_due_items(), order) == "0: 0.00 0.00 2.00 0.50 | left 0.00");
    CHECK(paid("120.00", two_due_items(), order) ==
          "0: 100.00 10.00 2.00 1.00 | 1: 0.00 7.00 0.00 0.00 | left 0.00");
}

TEST_CASE("by component all interest is paid before any principal", "[offers]") {
    auto order = find_allocation_order("interest_first").value();
    order.how = direction::by_component;
    CHECK(paid("22.00", two_due_items(), order) ==
          "0: 1.00 10.00 2.00 1.00 | 1: 0.00 8.00 0.00 0.00 | left 0.00");
}

TEST_CASE("the orders by name are those of ledgers and codes", "[offers]") {
    struct known {
        char const *name, *expected;  // of 112.50 on principal 100, interest 10, fine 2, fees 1
    };
    auto const given = GENERATE(values<known>({
        {"penalty_fee_interest_principal", "0: 99.50 10.00 2.00 1.00 | left 0.00"},
        {"penalty_fee_principal_interest", "0: 100.00 9.50 2.00 1.00 | left 0.00"},
        {"interest_principal_penalty_fee", "0: 100.00 10.00 2.00 0.50 | left 0.00"},
        {"principal_interest_penalty_fee", "0: 100.00 10.00 2.00 0.50 | left 0.00"},
        {"costs_interest_principal", "0: 99.50 10.00 2.00 1.00 | left 0.00"},
        {"interest_first", "0: 99.50 10.00 2.00 1.00 | left 0.00"},
    }));
    auto const order = find_allocation_order(given.name);
    REQUIRE(order);
    CHECK(paid("112.50", {two_due_items()[0]}, *order) == given.expected);
}

TEST_CASE("the first cent of each named order goes where it says", "[offers]") {
    auto const first = [](std::string_view name) {
        auto const order = find_allocation_order(name).value();
        auto const made = allocate(number("0.01"), two_due_items(), order, day("2026-02-28"));
        auto const& parts = made.value.parts[0].paid;
        for (std::size_t c = 0; c < component_count; ++c)
            if (parts[c] > decimal(0)) return component_names[c];
        return std::string_view("nothing");
    };
    CHECK(first("penalty_fee_interest_principal") == "fine");
    CHECK(first("interest_principal_penalty_fee") == "interest");
    CHECK(first("principal_interest_penalty_fee") == "principal");
    CHECK(first("costs_interest_principal") == "fees");  // § 367 BGB
    CHECK(first("interest_first") == "interest");        // Código Civil of Brazil art. 354
}

TEST_CASE("each order that is listed is found and holds each component once", "[offers]") {
    CHECK(allocation_order_names().size() == 6);
    for (auto const name : allocation_order_names()) {
        auto const order = find_allocation_order(name);
        REQUIRE(order);
        CHECK(std::set(order->components.begin(), order->components.end()).size() == component_count);
    }
    CHECK_FALSE(find_allocation_order("alphabetical"));
}

TEST_CASE("items are taken by due date, then as given", "[offers]") {
    auto const order = find_allocation_order("interest_first").value();
    CHECK(paid("15", {item("2026-02-10", "10"), item("2026-01-10", "10"), item("2026-01-10", "10")}, order) ==
          "1: 10.00 0.00 0.00 0.00 | 2: 5.00 0.00 0.00 0.00 | left 0.00");
}

TEST_CASE("what is more than due goes by the future rule", "[offers]") {
    std::vector const items{item("2026-01-10", "10.00"), item("2026-02-10", "10.00"),
                            item("2026-03-10", "10.00"), item("2026-04-10", "10.00")};
    auto order = find_allocation_order("interest_first").value();
    auto const with = [&](future_rule rule, char const* amount) {
        order.future = rule;
        return paid(amount, items, order, "2026-01-10");
    };
    CHECK(with(future_rule::next, "25.00") ==
          "0: 10.00 0.00 0.00 0.00 | 1: 10.00 0.00 0.00 0.00 | 2: 5.00 0.00 0.00 0.00 | left 0.00");
    CHECK(with(future_rule::last, "25.00") ==
          "0: 10.00 0.00 0.00 0.00 | 2: 5.00 0.00 0.00 0.00 | 3: 10.00 0.00 0.00 0.00 | left 0.00");
    CHECK(with(future_rule::spread, "25.00") ==
          "0: 10.00 0.00 0.00 0.00 | 1: 5.00 0.00 0.00 0.00 | 2: 5.00 0.00 0.00 0.00 | "
          "3: 5.00 0.00 0.00 0.00 | left 0.00");
    CHECK(with(future_rule::spread, "20.02") ==
          "0: 10.00 0.00 0.00 0.00 | 1: 3.34 0.00 0.00 0.00 | 2: 3.34 0.00 0.00 0.00 | "
          "3: 3.34 0.00 0.00 0.00 | left 0.00");
    CHECK(with(future_rule::spread, "20.01") ==
          "0: 10.00 0.00 0.00 0.00 | 1: 3.34 0.00 0.00 0.00 | 2: 3.34 0.00 0.00 0.00 | "
          "3: 3.33 0.00 0.00 0.00 | left 0.00");
    CHECK(with(future_rule::unapplied, "25.00") == "0: 10.00 0.00 0.00 0.00 | left 15.00");
    CHECK(with(future_rule::next, "41.00").find("left 1.00") != std::string::npos);
}

TEST_CASE("an item due on the day is due", "[offers]") {
    auto order = find_allocation_order("interest_first").value();
    order.future = future_rule::unapplied;
    CHECK(paid("5.00", {item("2026-03-01", "5.00")}, order, "2026-03-01") ==
          "0: 5.00 0.00 0.00 0.00 | left 0.00");
    CHECK(paid("5.00", {item("2026-03-01", "5.00")}, order, "2026-02-28") == "left 5.00");
}

TEST_CASE("what an item cannot take of its share goes to the others", "[offers]") {
    auto order = find_allocation_order("interest_first").value();
    order.future = future_rule::spread;
    CHECK(paid("10.00", {item("2026-03-01", "1.00"), item("2026-04-01", "9.00"), item("2026-05-01", "9.00")},
               order) ==
          "0: 1.00 0.00 0.00 0.00 | 1: 4.50 0.00 0.00 0.00 | 2: 4.50 0.00 0.00 0.00 | left 0.00");
    CHECK(paid("0.01", {item("2026-03-01", "0.005"), item("2026-04-01", "0.005")}, order) ==
          "0: 0.005 0.000 0.000 0.000 | 1: 0.005 0.000 0.000 0.000 | left 0.000");
}

TEST_CASE("equal shares of a currency without minor units are whole", "[offers]") {
    auto order = find_allocation_order("interest_first").value();
    order.future = future_rule::spread;
    order.minor_units = 0;
    CHECK(paid("100", {item("2026-03-01", "90"), item("2026-04-01", "90"), item("2026-05-01", "90")},
               order) == "0: 34 0 0 0 | 1: 33 0 0 0 | 2: 33 0 0 0 | left 0");
}

TEST_CASE("a component that is not in the order gets nothing", "[offers]") {
    allocation_order order;
    order.components = {component::interest};
    CHECK(paid("20.00", two_due_items(), order) ==
          "0: 0.00 10.00 0.00 0.00 | 1: 0.00 8.00 0.00 0.00 | left 2.00");
}

TEST_CASE("a payment of nothing or on nothing stays what it is", "[offers]") {
    auto const order = find_allocation_order("interest_first").value();
    CHECK(paid("0", two_due_items(), order) == "left 0.00");
    CHECK(paid("7", {}, order) == "left 7.00");
}

TEST_CASE("what cannot be allocated is named", "[offers]") {
    auto order = find_allocation_order("interest_first").value();
    auto const objection = [&](char const* amount, open_item const& on) {
        auto const made = allocate(number(amount), {on}, order, day("2026-02-28"));
        return made.objections.empty() ? "" : made.objections[0].input;
    };
    CHECK(objection("-1", item("2026-01-10", "1")) == "amount");
    CHECK(objection("1", item("2026-01-10", "1", "-0.01")) == "items[0].open.interest");
    CHECK(objection("99999999999999999999999999999999999999", item("2026-01-10", "1")) == "amount");
    order.components.push_back(component::interest);
    CHECK(objection("1", item("2026-01-10", "1")) == "order.components");
}

TEST_CASE("open amounts that together do not fit are no trouble", "[offers]") {
    auto order = find_allocation_order("interest_first").value();
    order.future = future_rule::spread;
    auto const huge = "999999999999999999999999999999999999.99";
    std::vector const items{item("2026-03-01", huge, huge, huge, huge), item("2026-04-01", huge, huge, huge)};
    auto const made = allocate(number(huge), items, order, day("2026-01-01"));
    REQUIRE(made.ok());
    CHECK(made.value.unapplied == decimal(0));
    CHECK(add(made.value.parts[0].paid[1], made.value.parts[1].paid[1]) == number(huge));
}

TEST_CASE("parts and rest add up to the amount, and no part exceeds what is open", "[offers]") {
    std::mt19937 random(20260101);
    auto const upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    auto const names = allocation_order_names();
    for (int round = 0; round < 500; ++round) {
        std::vector<open_item> items(static_cast<std::size_t>(upto(8)));
        decimal open_total;
        for (auto& one : items) {
            one.due = {20000 + upto(60)};
            for (auto& open : one.open) {
                open = {upto(3) == 0 ? 0 : upto(20000), 2 + upto(1)};
                open_total = add(open_total, open).value();
            }
        }
        auto order = find_allocation_order(names[random() % names.size()]).value();
        order.how = upto(1) ? direction::by_component : direction::by_installment;
        order.future = static_cast<future_rule>(upto(3));
        order.minor_units = upto(2);
        decimal const amount{upto(200000), 2};
        auto const made = allocate(amount, items, order, {20000 + upto(60)});
        REQUIRE(made.ok());
        auto sum = made.value.unapplied;
        for (auto const& part : made.value.parts)
            for (std::size_t c = 0; c < component_count; ++c) {
                REQUIRE(part.paid[c] >= decimal(0));
                REQUIRE(part.paid[c] <= items[part.item].open[c]);
                sum = add(sum, part.paid[c]).value();
            }
        REQUIRE(sum == amount);
        if (order.future == future_rule::unapplied) continue;
        REQUIRE((made.value.unapplied == decimal(0) || subtract(sum, made.value.unapplied) == open_total));
    }
}
