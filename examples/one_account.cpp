// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A dialler asks, account by account, which queue a call belongs to: fields are looked up once, each account
// is set and judged. Amounts are exact, and a reason can be had for every answer.
#include <iostream>

#include <tramo/tramo.hpp>

namespace {

constexpr char const* text = R"(tramo 1 en
policy "Dialler" { currency BRL }
field account : text key
field days_past_due : integer
field balance : money
field do_not_call : boolean optional

segment callable = days_past_due in 5..60 and do_not_call = false
strategy today {
  queue large if callable and balance >= BRL 1000.00
  queue small if callable
  rest wait
}
)";

}  // namespace

int main() {
    auto const loaded = tramo::load(text, "dialler.tramo");
    if (!loaded) {
        std::cerr << tramo::render(loaded.diagnostics, tramo::source(text, "dialler.tramo"));
        return 1;
    }
    auto const prepared = loaded.value.prepare();

    tramo::record account(loaded.value);
    auto const id = account.slot("account").value();
    auto const days = account.slot("days_past_due").value();
    auto const balance = account.slot("balance").value();
    auto const do_not_call = account.slot("do_not_call").value();

    struct row {
        char const* id;
        int days;
        tramo::decimal balance;
    };
    for (auto const& [name, overdue, amount] : {row{"A-1", 12, {100000, 2}}, row{"A-2", 12, {99999, 2}}}) {
        account.set(id, name);
        account.set(days, overdue);
        account.set(balance, amount);
        account.set(do_not_call, false);
        auto const verdict = tramo::evaluate(prepared.value, account);
        auto const& queues = prepared.value.strategies()[0].queues;
        std::cout << name << ": " << queues[verdict.queues[0]].name << '\n';
    }

    account.clear(do_not_call);
    auto const why = tramo::explain_segment(prepared.value, account.as_batch(), 0, "callable");
    std::cout << '\n' << tramo::to_text(why.value, prepared.value);
}
