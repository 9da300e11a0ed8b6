// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Why a condition is not offered, in words.
#pragma once

#include <string>

#include <tramo/check/program.hpp>
#include <tramo/policy/offers.hpp>

namespace tramo::offering {

[[nodiscard]] inline std::string named(std::string const& name, std::string const& label) {
    return label.empty() ? "`" + name + "`" : "`" + name + "` (" + label + ")";
}

class refusal_teller {
public:
    refusal_teller(program const& policy, date as_of) : policy_(policy), as_of_(as_of) {}

    [[nodiscard]] std::string tell(refused_offer const& of) const {
        auto const& condition = policy_.conditions[of.condition];
        switch (of.why) {
            case refusal::not_in_force:
                return tell_period(condition.period);
            case refusal::requirement:
                return "the requirement " + requirement_of(condition, of) + " does not hold";
            case refusal::requirement_unknown:
                return "the requirement " + requirement_of(condition, of) +
                       " is unknown: a value that it reads is missing";
            case refusal::overdue:
                return "the days overdue are " + outside(condition.overdue_from, condition.overdue_until);
            case refusal::overdue_unknown:
                return "the days overdue are unknown";
            case refusal::amount:
                return "the debt is " + outside_amounts(condition);
            case refusal::amount_unknown:
                return "the debt is unknown: an amount is missing";
            case refusal::amount_negative:
                return "a part of the debt is below 0";
            case refusal::amount_too_large:
                return "the debt is too large: more than 10^17 of the currency's smallest unit";
            default:
                return tell_alternative(of, condition);
        }
    }

private:
    [[nodiscard]] static std::string requirement_of(payment_condition const& condition,
                                                    refused_offer const& of) {
        auto const& one = condition.requirements[of.requirement];
        return named(one.name, one.label);
    }

    [[nodiscard]] std::string tell_period(period const& one) const {
        if (one.is_inactive) return "it is inactive";
        std::string text = "it is not in force on " + to_string(as_of_) + ", but";
        if (one.from) text += " from " + to_string(*one.from);
        if (one.until) text += " until " + to_string(*one.until);
        return text;
    }

    [[nodiscard]] static std::string outside(std::optional<std::int64_t> from,
                                             std::optional<std::int64_t> until) {
        if (!until) return "fewer than " + std::to_string(*from);
        if (!from) return "more than " + std::to_string(*until);
        return "not between " + std::to_string(*from) + " and " + std::to_string(*until);
    }

    [[nodiscard]] std::string amount_text(decimal const& amount) const {
        auto const shown = rescale(amount, policy_.debt->money.scale, rounding::half_up);
        return to_string(shown.value_or(amount)) + " " + policy_.debt->money.currency;
    }

    [[nodiscard]] std::string outside_amounts(payment_condition const& of) const {
        if (!of.amount_until) return "less than " + amount_text(*of.amount_from);
        if (!of.amount_from) return "more than " + amount_text(*of.amount_until);
        return "not between " + amount_text(*of.amount_from) + " and " + amount_text(*of.amount_until);
    }

    [[nodiscard]] std::string tell_alternative(refused_offer const& of,
                                               payment_condition const& condition) const {
        if (of.alternative == 0xFFFF) return "nothing is owed";
        auto const& one = condition.alternatives[of.alternative];
        auto const whose = named(one.name, one.label) + ": ";
        switch (of.why) {
            case refusal::entry_too_small:
                return whose + "the entry agreed is less than " + least_entry(one);
            case refusal::entry_too_large:
                return whose + "the entry leaves nothing for installments";
            case refusal::count_not_allowed:
                return whose + std::to_string(one.fewest) + " to " + std::to_string(one.most) +
                       " installments are allowed";
            case refusal::installment_too_small:
                return whose + (one.minimum
                                    ? "no installment would be as large as " + amount_text(*one.minimum)
                                    : "the amount cannot be paid in that number of installments");
            default:
                return whose + "nothing is left to pay";
        }
    }

    [[nodiscard]] std::string least_entry(offer_alternative const& of) const {
        if (of.entry_amount) return amount_text(*of.entry_amount);
        auto const points = multiply(*of.entry_share, decimal(100));
        return to_shortest_string(points.value_or(decimal(0))) + " % of what is to be paid";
    }

    program const& policy_;
    date as_of_;
};

}  // namespace tramo::offering
