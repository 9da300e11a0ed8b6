// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which charges are new: a run that is run again charges nothing more.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include <tramo/offers/late_charges.hpp>

namespace tramo::offers {
namespace posting {

/// Charges by key, and how long the longest of each debt and kind is: further back none reaches a day.
struct ledger {
    std::map<charge_key, decimal> charges;
    std::map<std::pair<std::string, std::string>, std::int64_t> longest;

    void post(posted_charge const& charge) {
        auto& length = longest[{charge.key.debt, charge.key.kind}];
        length = std::max(length, std::int64_t{charge.key.until.days} - charge.key.from.days);
        charges.emplace(charge.key, charge.amount);
    }

    [[nodiscard]] charge_key const* overlapping(charge_key const& asked) const {
        auto const length = longest.find({asked.debt, asked.kind});
        if (length == longest.end()) return nullptr;
        auto here = charges.upper_bound({asked.debt, asked.kind, asked.until, date{INT32_MAX}});
        while (here != charges.begin()) {
            auto const& known = (--here)->first;
            if (known.debt != asked.debt || known.kind != asked.kind) return nullptr;
            if (known.until >= asked.from) return &known;
            if (std::int64_t{asked.from.days} - known.from.days > length->second) return nullptr;
        }
        return nullptr;
    }
};

[[nodiscard]] inline std::string told(charge_key const& key) {
    return key.kind + " of " + key.debt + " from " + to_string(key.from) + " to " + to_string(key.until);
}

}  // namespace posting

TRAMO_INLINE outcome<std::vector<posted_charge>> charges_to_post(std::vector<posted_charge> const& before,
                                                                 std::vector<posted_charge> const& asked) {
    outcome<std::vector<posted_charge>> made;
    posting::ledger known;
    for (auto const& charge : before) known.post(charge);
    for (std::size_t k = 0; k < asked.size(); ++k) {
        auto const& charge = asked[k];
        auto const name = "asked[" + std::to_string(k) + "]";
        if (charge.key.until < charge.key.from) {
            made.object(name, posting::told(charge.key) + " ends before it begins");
        } else if (auto const same = known.charges.find(charge.key); same != known.charges.end()) {
            if (same->second != charge.amount)
                made.caveats.push_back(posting::told(charge.key) + " is posted with " +
                                       to_string(same->second) +
                                       "; asked for now: " + to_string(charge.amount));
        } else if (auto const* other = known.overlapping(charge.key)) {
            made.object(name, posting::told(charge.key) + " overlaps " + posting::told(*other));
        } else {
            known.post(charge);
            made.value.push_back(charge);
        }
    }
    return made;
}

}  // namespace tramo::offers
