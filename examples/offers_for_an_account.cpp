// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A debtor calls and wants to pay: what may be offered to him, why not something else, and how the agreement
// stands when he is late with it.
#include <iostream>
#include <string>

#include <tramo/tramo.hpp>

namespace {

constexpr char const* text = R"(tramo 1 en
policy "Payment conditions" { currency BRL }
field debtor : text key
field balance : money
field days_late : integer
field contract : boolean optional

debt {
  principal balance
  overdue   days_late
}
condition november "November campaign" from 2026-11-01 until 2026-11-30 {
  overdue  from 30
  first    after 10 days
  interest 1%
  fine     2%
  broken   after 10 days
  lump sum cash
    discount interest 50%
    discount total 10%
  installments plan 2..3 every 20 days entry 30%
}
condition refinancing {
  requires free "No contract in force" = not contract
  installments level 12..24 every 1 month rate 1.5%
}
)";

}  // namespace

int main() {
    auto loaded = tramo::load(text, "conditions.tramo");
    if (!loaded) return std::cerr << tramo::render(loaded.diagnostics, tramo::source(text)), 1;
    auto prepared = loaded.value.prepare({tramo::parse_date("2026-11-21"), {}});
    if (!prepared) return std::cerr << tramo::render(prepared.diagnostics, loaded.value.source()), 1;
    auto made = tramo::find_offers(prepared.value);
    if (!made) return std::cerr << tramo::render(made.diagnostics, loaded.value.source()), 1;
    auto& finder = made.value;

    tramo::record account(loaded.value);
    account.set(*account.slot("debtor"), "D-17");
    account.set(*account.slot("balance"), tramo::decimal(100000, 2));  // 1000.00
    account.set(*account.slot("days_late"), 45);
    auto const found = finder.add(account.as_batch());

    auto const amount = [&](std::int64_t units) { return to_string(tramo::decimal(units, finder.scale())); };
    for (auto const& offer : found.offers) {
        std::cout << "pays " << amount(offer.total) << ", saves " << amount(offer.saving()) << ":";
        for (auto const& payment : finder.payments(offer))
            std::cout << "  " << to_string(payment.due) << ' ' << amount(payment.amount);
        std::cout << '\n';
    }
    for (auto const& refused : found.refused) std::cout << "not offered: " << finder.reason(refused) << '\n';

    auto const agreed = tramo::accept(finder, found.offers.at(1), "D-17", "AG-1",
                                      *tramo::parse_timestamp("2026-11-21T10:30"));
    if (!agreed.ok()) return std::cerr << agreed.objections.front().message << '\n', 1;
    std::vector<tramo::offers::payment> const payments{
        {*tramo::parse_date("2026-12-01"), agreed.value.installments.front().amount}};
    for (auto const* const day : {"2026-12-01", "2026-12-22", "2027-01-05"}) {
        auto const at = tramo::offers::standing_of(agreed.value, payments, *tramo::parse_date(day));
        char const* const states[] = {"kept", "late", "broken"};
        std::cout << day << ": " << states[static_cast<int>(at.state)] << ", " << at.days_late
                  << " days late, to pay " << to_string(at.outstanding) << '\n';
    }
}
