// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The policy that fuzzed data are held against: a field of every type, and conditions of every kind on them.
#pragma once

#include <tramo/policy/policy.hpp>

#include "laws.hpp"

namespace fuzz {

inline constexpr char const* policy_text = R"(tramo 1 en
policy "Held against any data" version "1" { currency BRL  zone "-03:00" }
field account  : text key
field tax      : text valid br_cpf optional
field phone    : text valid digits 8..9 optional
field note     : text optional
field is_open  : boolean optional
field marked   : boolean optional
field late     : integer optional
field score    : integer optional
field rate     : decimal(4) optional
field balance  : money
field limit    : money(BRL) optional
field share    : percent optional
field due      : date optional
field paid     : date optional
field seen     : timestamp optional
field grace    : duration optional
field tier     : one of "Gold" (alias "VIP"), "Silver", "Básico"
field channel  : one of "phone", "mail" open optional
collection debts {
  field id      : text key
  field amount  : money
  field since   : date optional
  field kind    : one of "card", "loan" open optional
  field settled : boolean optional
  field weight  : decimal optional
}
value owed = sum(debts.amount where since < as_of and not settled)
value ratio = balance / limit
segment late_ones = late > 30 and tier != "Gold" or score in (1, 5..9, 100)
segment gold = tier in ("Gold", "Silver") and (channel = "phone" or channel is unknown)
segment texts = note like "%a_c%" or note starts with "R" or note = "x" or phone like "9%" or tax is known
segment truths = is_open and not marked or marked is unknown
segment shares = share >= 12.5% or rate < 0.25 or rate in -1..<1
segment money_one = balance > 100 and limit between 50 and 1_000.50
segment computed = ratio > 10% or abs(balance - limit) * 2 > owed or round(rate * 3, 1) = 0.3
segment days = due < as_of - 1 month or paid + grace > as_of or grace >= 2 weeks
segment moments = seen >= 2026-01-31T10:30 or date(seen) = as_of or weekday(paid) in 6..7
segment children = owed > 10 or any(debts where kind = "card" and settled) or count(debts) > 2
segment extremes = oldest(debts.since) < 2025-01-01 or max(debts.weight) > min(debts.weight) + late * 7
segment whole = all(debts where amount > 0 or id = "7") and coalesce(score, late) * 1_000_000_000 > 5
strategy daily {
  queue first if late_ones and not gold
  queue second if computed or children
  rest others
}
)";

/// As of 31 March 2026.
inline tramo::prepared_policy const& prepared() {
    static tramo::prepared_policy const with = [] {
        auto const loaded = tramo::load(policy_text);
        hold(loaded.ok(), "the fixed policy is sound", drawn(loaded.diagnostics, tramo::source(policy_text)));
        return loaded.value.prepare({tramo::parse_date("2026-03-31"), {}}).value;
    }();
    return with;
}

}  // namespace fuzz
