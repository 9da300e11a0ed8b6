// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions of payment that are offered to nobody, and rates that do what is seldom meant.
#pragma once

#include <tramo/impl/check/implication.ipp>

namespace tramo::checking {

class condition_lint {
public:
    condition_lint(program const& policy, std::vector<diagnostic>& found)
        : logic_(policy), policy_(policy), found_(found) {}

    void read(payment_condition const& one) {
        for (auto const& way : one.alternatives)
            if (way.rate && way.rate->coefficient != 0) look_at_rate(one, way);
        if (one.period.is_inactive) return;
        auto const range = overdue_of(one);
        for (auto const& required : one.requirements) {
            if (logic_.is_never(required.condition))
                report(one, required, "never true", "mend it, or take the condition out");
            else if (range && is_outside(required.condition, *range))
                report(one, required, "never true of debts so long overdue", "mend one of the two");
        }
    }

private:
    /// Days overdue, as far as they are a field that requirements can name too.
    [[nodiscard]] std::optional<selection> overdue_of(payment_condition const& one) const {
        auto const& overdue = policy_.debt ? policy_.debt->overdue : std::optional<typed_expression>();
        bool const is_bounded = one.overdue_from || one.overdue_until;
        if (!is_bounded || !overdue || overdue->what != operation::field) return {};
        return selection{overdue->index,
                         interval_set(one.overdue_from ? int128{*one.overdue_from} : lowest_int128,
                                      one.overdue_until ? int128{*one.overdue_until} : highest_int128)};
    }

    [[nodiscard]] bool is_outside(typed_expression const& condition, selection const& range) {
        auto const* const one = logic_.selects(condition);
        if (one != nullptr && one->field == range.field)
            return interval_set::intersect(one->numbers, range.numbers).empty();
        return condition.what == operation::and_ &&
               std::any_of(condition.operands.begin(), condition.operands.end(), [&](auto const& part) {
                   auto const* const narrow = logic_.selects(part);
                   return narrow != nullptr && narrow->field == range.field &&
                          interval_set::intersect(narrow->numbers, range.numbers).empty();
               });
    }

    void look_at_rate(payment_condition const& one, offer_alternative const& way) {
        auto const warn = [&](std::string message, std::string why, std::string help) {
            found_.push_back(problem("T4039", std::move(message), way.at, std::move(why), {std::move(help)},
                                     severity::warning));
        };
        if (!way.has_entry() && one.first_after_days == 0)
            warn("the first installment of " + backquoted(way.name) +
                     " is due at once, with the interest of a whole interval",
                 "due on the day of the negotiation", "say when the first one is due, or ask for an entry");
        if (one.is_rest_first)
            warn("the rest of " + backquoted(way.name) + " goes into the last installment",
                 "level payments leave it there", "take the word off the rounding");
    }

    void report(payment_condition const& one, requirement const& required, std::string why,
                std::string help) {
        auto what = problem("T4033", "condition " + backquoted(one.name) + " is offered to nobody",
                            required.condition.at, std::move(why), {std::move(help)}, severity::warning);
        what.labels.push_back({one.at, "this condition"});
        found_.push_back(std::move(what));
    }

    implication logic_;
    program const& policy_;
    std::vector<diagnostic>& found_;
};

}  // namespace tramo::checking
