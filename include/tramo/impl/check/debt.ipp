// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Where the debt of an account stands in its data.
#pragma once

#include <tramo/impl/check/offer_constants.ipp>

namespace tramo::checking {

/// Component of the debt by the word for it.
[[nodiscard]] inline component component_of(keyword word) {
    switch (word) {
        case keyword::interest:
            return component::interest;
        case keyword::fine:
            return component::fine;
        case keyword::fees:
            return component::fees;
        default:
            return component::principal;
    }
}

class debt_checker {
public:
    explicit debt_checker(workspace& work) : work_(work), match_(work) {}

    void add(ast::debt_declaration const& written) {
        if (auto& first = work_.program.debt) {
            auto twice = problem("T1019", "the debt is described twice", written.at, "again here",
                                 {"put all of it into one block"});
            twice.labels.push_back({first->at, "first described here"});
            return work_.report(std::move(twice));
        }
        debt_.at = written.at;
        debt_.money = type_of(kind::money, minor_units(work_.program.currency).value_or(2));
        debt_.money.currency = work_.program.currency;
        // The principal first: it says in which currency the others are.
        for (auto const& one : written.members)
            if (one.part == keyword::principal) add_principal(one);
        for (auto const& one : written.members)
            if (one.part == keyword::overdue)
                add_overdue(one);
            else if (one.part != keyword::principal)
                add_amount(one);
        require_principal(written);
        work_.program.debt = std::move(debt_);
    }

private:
    void require_principal(ast::debt_declaration const& written) {
        bool const is_written = std::any_of(written.members.begin(), written.members.end(),
                                            [](auto const& one) { return one.part == keyword::principal; });
        if (is_written || !work_.broken.empty()) return;
        auto const principal = work_.word(keyword::principal);
        work_.report(problem("T4028", "the debt has no " + backquoted(principal), written.at,
                             "how much is owed?",
                             {"name the field with the amount: " + principal + " balance"}));
    }

    void add_principal(ast::debt_member const& written) {
        auto given = expression_checker(work_).value_of(written.amount);
        if (is_invalid(given)) return;
        if (given.type.kind == kind::money && !given.type.currency.empty()) debt_.money = given.type;
        if (given.is_literal_number && debt_.money.currency.empty())
            work_.report(
                problem("T4009", "the currency of this money is not known", given.at, "which currency?",
                        {"write " + work_.word(keyword::currency) + " BRL in the block of the policy"}));
        place(written, std::move(given));
    }

    void add_amount(ast::debt_member const& written) {
        auto given = expression_checker(work_).value_of(written.amount);
        if (!is_invalid(given)) place(written, std::move(given));
    }

    void place(ast::debt_member const& written, typed_expression given) {
        typed_expression due;
        due.type = debt_.money;
        auto const fits = match_.fit(due, given);
        if (fits == fitting::reported) return;
        auto const part = backquoted(work_.word(written.part));
        if (fits == fitting::no && given.type.kind == kind::money) {
            work_.report(
                problem("T2034", "the parts of a debt are in one currency", given.at, origin(given, work_),
                        {"bring them into " + debt_.money.currency + " before the policy reads them"}));
            return;
        }
        if (fits == fitting::no) {
            work_.report(problem("T2040", part + " is an amount", given.at, origin(given, work_),
                                 {"name a field of " + work_.word(keyword::money)}));
            return;
        }
        debt_.amounts[index_of(component_of(written.part))] = std::move(given);
    }

    void add_overdue(ast::debt_member const& written) {
        auto given = expression_checker(work_).value_of(written.amount);
        if (is_invalid(given)) return;
        auto steps = most_steps;
        if (is_whole_days(given, steps)) {
            debt_.overdue = std::move(given);
            return;
        }
        bool const is_day = given.type.kind == kind::date;
        work_.report(problem("T2040", backquoted(work_.word(keyword::overdue)) + " is a whole number of days",
                             given.at, origin(given, work_),
                             {is_day ? "count from that day: " + work_.word(keyword::as_of) + " - …"
                                     : "name a field with the days past due"}));
    }

    /// Whether a number of days cannot carry a part of a day, as that between two moments does. Gives up
    /// after some steps: values used by values could make the way as long as they like.
    [[nodiscard]] bool is_whole_days(typed_expression const& what, std::size_t& steps) const {
        if (steps == 0 || what.is_calendar_duration) return false;
        --steps;
        if (what.type.kind == kind::integer) return true;
        if (what.type.kind != kind::duration) return false;
        switch (what.what) {
            case operation::constant:
            case operation::field:
            case operation::parameter:
                return true;
            case operation::definition:
                return is_whole_days(work_.program.definitions[what.index].versions.front().meaning, steps);
            case operation::subtract:
                if (what.operands[0].type.kind == kind::date) return true;
                break;
            case operation::add:
            case operation::multiply:
            case operation::negate:
            case operation::absolute:
            case operation::largest:
            case operation::smallest:
            case operation::coalesce:
                break;
            default:
                return false;
        }
        return std::all_of(what.operands.begin(), what.operands.end(),
                           [&](auto const& one) { return is_whole_days(one, steps); });
    }

    static constexpr std::size_t most_steps = 2'000;

    workspace& work_;
    operand_matcher match_;
    offered_debt debt_;
};

}  // namespace tramo::checking
