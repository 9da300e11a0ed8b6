// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the candidates of a worklist are worth and cost: amounts of one currency, or numbers.
#pragma once

#include <tramo/impl/check/action_columns.ipp>

namespace tramo::checking {

class candidate_worths {
public:
    candidate_worths(workspace& work, worklist& of) : work_(work), match_(work), of_(of) {}

    /// Finds the kind that all have, and makes bare numbers amounts where it is money.
    void settle() {
        for (auto& one : of_.candidates) {
            keep_amount(one.value, keyword::value_);
            keep_amount(one.cost, keyword::cost);
        }
        require_all_values();
        auto due = due_type();
        for (auto& one : of_.candidates) {
            fit(one.value, due);
            fit(one.cost, due);
        }
        if (has_values_) of_.score = due;
    }

private:
    using worth = std::optional<typed_expression>;

    [[nodiscard]] static bool is_worth(typed_expression const& what) {
        return is_number(what.type.kind) || what.type.kind == kind::money;
    }

    /// What is neither an amount nor a number is said here, and not looked at again.
    void keep_amount(worth const& given, keyword what) {
        has_values_ = has_values_ || (given && what == keyword::value_);
        if (!given || is_invalid(*given) || is_worth(*given)) return;
        work_.report(problem("T2043", backquoted(work_.word(what)) + " is an amount or a number", given->at,
                             origin(*given, work_),
                             {"write an amount such as balance * 10%, or a number of points"}));
    }

    void require_all_values() {
        worklist_candidate const* first = nullptr;
        for (auto const& one : of_.candidates)
            if (one.value && first == nullptr) first = &one;
        if (first == nullptr) return;
        for (auto const& one : of_.candidates) {
            if (one.value) continue;
            auto const value = work_.word(keyword::value_);
            auto what = problem("T4047", "candidate " + backquoted(one.name) + " has no " + backquoted(value),
                                one.at, "better or worse than the others?",
                                {"say what it is worth: " + value + " 0, or take the values off the others"});
            what.labels.push_back({first->at, "this one has"});
            work_.report(std::move(what));
        }
    }

    /// Of the values, and of the costs where there are none: money where one of them is.
    [[nodiscard]] data_type due_type() const {
        for (auto const& one : of_.candidates) {
            auto const& given = has_values_ ? one.value : one.cost;
            if (given && !is_invalid(*given) && given->type.kind == kind::money) return given->type;
        }
        return type_of(kind::decimal, division_scale);
    }

    void fit(worth& given, data_type const& type) {
        if (!given || is_invalid(*given) || !is_worth(*given)) return;
        typed_expression due;
        due.type = type;
        auto const fits = match_.fit(due, *given);
        if (fits != fitting::no) return;
        if (given->type.kind == kind::money && type.kind == kind::money) {
            work_.report(problem("T2034", "the values and costs of a worklist are in one currency", given->at,
                                 origin(*given, work_),
                                 {"bring them into " + type.currency + " before the policy reads them"}));
            return;
        }
        work_.report(problem("T2043", "what candidates are worth cannot be compared", given->at,
                             origin(*given, work_) + ", beside " + describe(type),
                             {"take amounts for all values and costs, or numbers for all"}));
    }

    workspace& work_;
    operand_matcher match_;
    worklist& of_;
    bool has_values_ = false;
};

}  // namespace tramo::checking
