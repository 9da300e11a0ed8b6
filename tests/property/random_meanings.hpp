// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random conditions on accounts and on what treatment knows of them, each as its text and its meaning.
#pragma once

#include <utility>

#include "slow_decisions.hpp"

namespace tramo_test {
namespace {

inline char const* const dealt_tiers[] = {"gold", "silver", "bronze"};

/// Conditions with their meanings, of accounts alone or of all that is known of them.
class random_meanings {
public:
    explicit random_meanings(chance& draw) : draw_(draw) {}

    /// `holds`: how many there are; none: only of the account.
    dealt_condition condition(int depth, std::size_t holds) {
        if (depth > 0 && draw_.once_in(3)) {
            auto const a = condition(depth - 1, holds), b = condition(depth - 1, holds);
            bool const is_and = draw_.once_in(2);
            return {"(" + a.text + (is_and ? " and " : " or ") + b.text + ")", [=](dealt_facts const& of) {
                        return is_and ? both(a.meaning(of), b.meaning(of))
                                      : either(a.meaning(of), b.meaning(of));
                    }};
        }
        if (depth > 0 && draw_.once_in(6)) {
            auto const a = condition(depth - 1, holds);
            return {"not " + a.text, [=](dealt_facts const& of) { return negated(a.meaning(of)); }};
        }
        return holds == 0 || draw_.once_in(2) ? of_account() : of_treatment(holds);
    }

private:
    using number = std::function<dealt_number(dealt_facts const&)>;

    dealt_condition compared(std::string const& name, int bound, number const& read) {
        static char const* const signs[] = {">", "<=", "="};
        auto const sign = draw_.roll(3);
        return {name + " " + signs[sign] + " " + std::to_string(bound), [=](dealt_facts const& of) {
                    auto const one = read(of);
                    if (!one) return tri::unknown;
                    return sure(sign == 0 ? *one > bound : sign == 1 ? *one <= bound : *one == bound);
                }};
    }

    dealt_condition of_account() {
        switch (draw_.roll(4)) {
            case 0:
                return compared("days", draw_.roll(40), [](auto const& of) { return of.account->days; });
            case 1:
                return compared("balance", draw_.roll(60),
                                [](auto const& of) { return of.account->balance; });
            case 2: {
                auto const tier = draw_.roll(3);
                return {std::string("tier = \"") + dealt_tiers[tier] + "\"", [=](dealt_facts const& of) {
                            return of.account->tier ? sure(*of.account->tier == tier) : tri::unknown;
                        }};
            }
            default:
                return {"flag", [](dealt_facts const& of) {
                            return of.account->flag ? sure(*of.account->flag) : tri::unknown;
                        }};
        }
    }

    dealt_condition of_treatment(std::size_t holds) {
        switch (draw_.roll(7)) {
            case 0:
            case 1: {
                auto const hold = static_cast<std::size_t>(draw_.roll(static_cast<int>(holds)));
                return {"hold.h" + std::to_string(hold),
                        [=](dealt_facts const& of) { return sure(of.are_held[hold]); }};
            }
            case 2:
                return of_arrears();
            case 3:
                return of_promises();
            case 4:
                return of_next_promise();
            default:
                return of_table();
        }
    }

    dealt_condition of_arrears() {
        auto const bound = draw_.roll(40);
        switch (draw_.roll(3)) {
            case 0:
                return compared("arrears.past_due", bound, [](auto const& of) { return of.past_due; });
            case 1:
                return compared("arrears.delinquent", bound, [](auto const& of) { return of.delinquent; });
            default:
                return compared("arrears.paused", bound / 4, [](auto const& of) { return of.paused; });
        }
    }

    dealt_condition of_promises() {
        static char const* const states[] = {"open", "kept", "partly_kept", "broken", "reversed"};
        if (draw_.once_in(4))
            return compared("promises.amount", draw_.roll(30), [](dealt_facts const& of) {
                std::int64_t left = 0;
                for (auto const& one : of.promises)
                    if (one.state == "open") left += one.made->amount - one.paid;
                return left;
            });
        std::string const state = states[draw_.roll(5)];
        return compared("promises." + state, draw_.roll(2),
                        [=](auto const& of) { return of.promised(state); });
    }

    dealt_condition of_next_promise() {
        return {"promises.due >= as_of", [](dealt_facts const& of) {
                    dealt_day next;
                    for (auto const& one : of.promises)
                        if (one.state == "open")
                            next = std::min(next.value_or(*one.made->due), *one.made->due);
                    return next ? sure(*next >= of.as_of) : tri::unknown;
                }};
    }

    dealt_condition of_table() {
        if (draw_.once_in(3))
            return compared("cuts.least", draw_.roll(40), [](dealt_facts const& of) {
                return of.row == nullptr ? dealt_number() : of.row->least;
            });
        return {"days > cuts.least", [](dealt_facts const& of) {
                    if (of.row == nullptr || !of.account->days) return tri::unknown;
                    return sure(*of.account->days > of.row->least);
                }};
    }

    chance& draw_;
};

}  // namespace
}  // namespace tramo_test
