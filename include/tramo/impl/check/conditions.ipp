// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions under which a debt may be paid.
#pragma once

#include <tramo/impl/check/alternatives.ipp>
#include <tramo/impl/check/periods.ipp>

namespace tramo::checking {

class condition_reader {
public:
    /// `money` is the currency of the debt.
    condition_reader(workspace& work, data_type const& money)
        : work_(work), constants_(work), alternatives_(work, money), discounts_(work), money_(money) {}

    [[nodiscard]] payment_condition read(ast::condition_declaration const& written) {
        out_.name = written.name.text;
        if (written.label) out_.label = written.label->text;
        if (written.period.version) out_.version = written.period.version->text;
        out_.rule_id = written.period.id ? written.period.id->text : out_.name;
        out_.period = read_period(written.period, work_);
        out_.is_default = written.is_default;
        out_.at = written.head_at;
        for (auto const& member : written.members) std::visit([this](auto const& one) { add(one); }, member);
        require_alternatives();
        warn_of_empty_discounts();
        return std::move(out_);
    }

private:
    void require_alternatives() {
        if (out_.alternatives.empty() && work_.broken.empty())
            work_.report(problem("T4029", "condition " + backquoted(out_.name) + " offers no way to pay",
                                 out_.at, "no alternative",
                                 {"add one: " + work_.word(keyword::lump_sum) + " cash, or " +
                                  work_.word(keyword::installments) + " plan 2..12 " +
                                  work_.word(keyword::every) + " 30 " + work_.word(keyword::days)}));
        if (out_.requirements.size() > most_parts || out_.alternatives.size() > most_parts)
            work_.report(problem("T4017", "a condition has at most 60,000 requirements and alternatives",
                                 out_.at, "too many", {"make several conditions of it"}));
    }

    void warn_of_empty_discounts() {
        if (!work_.program.debt) return;
        by_component<bool> is_owed{};
        for (std::size_t i = 0; i < component_count; ++i)
            is_owed[i] = work_.program.debt->amounts[i].has_value() || i == 0;
        if (out_.interest) is_owed[index_of(component::interest)] = true;
        if (out_.fine) is_owed[index_of(component::fine)] = true;
        discounts_.warn_of_nothing(out_.discounts, is_owed);
        for (auto const& one : out_.alternatives) discounts_.warn_of_nothing(one.discounts, is_owed);
    }

    void add(ast::extent_member const& written) {
        if (written.what == keyword::amounts)
            add_amounts(written);
        else
            add_overdue(written);
    }

    void add_amounts(ast::extent_member const& written) {
        auto const word = work_.word(keyword::amounts);
        if (written.from) out_.amount_from = constants_.amount(*written.from, word, money_);
        if (written.until) out_.amount_until = constants_.amount(*written.until, word, money_);
        out_.are_amounts_enforced = written.is_enforced;
        if (out_.amount_from && out_.amount_until && *out_.amount_until < *out_.amount_from)
            refuse_reversed(written);
    }

    void add_overdue(ast::extent_member const& written) {
        auto const word = work_.word(keyword::overdue);
        if (written.from) out_.overdue_from = constants_.number_of_days(*written.from, word);
        if (written.until) out_.overdue_until = constants_.number_of_days(*written.until, word);
        if (out_.overdue_from && out_.overdue_until && *out_.overdue_until < *out_.overdue_from)
            refuse_reversed(written);
        require_days_overdue(written.at);
    }

    void require_days_overdue(span at) {
        auto const& debt = work_.program.debt;
        if (!debt || debt->overdue || is_overdue_written() || !work_.broken.empty()) return;
        auto const word = work_.word(keyword::overdue);
        auto what = problem("T4028", "the debt does not declare for how long it is " + backquoted(word), at,
                            "of what?", {"add to the debt: " + word + " days_past_due"});
        what.labels.push_back({debt->at, "the debt"});
        work_.report(std::move(what));
    }

    /// Days overdue that are not there although they are written were refused in the debt.
    [[nodiscard]] bool is_overdue_written() const {
        for (auto const& one : work_.program.document.declarations)
            if (auto const* const debt = std::get_if<ast::debt_declaration>(&one))
                for (auto const& part : debt->members)
                    if (part.part == keyword::overdue) return true;
        return false;
    }

    void refuse_reversed(ast::extent_member const& written) {
        auto what = problem("T2042",
                            "the range of " + backquoted(work_.word(written.what)) + " ends before it begins",
                            written.until->at, "ends here", {"write the smaller bound first"});
        what.labels.push_back({written.from->at, "begins here"});
        work_.report(std::move(what));
    }

    void add(ast::billing_member const& written) {
        (written.is_filter ? out_.billing_filter : out_.billing_form) = written.form.text;
    }

    void add(ast::first_due_member const& written) {
        auto const days = constants_.length_in_days(written.length, work_.word(keyword::first));
        out_.first_after_days = static_cast<int>(days.value_or(0));
    }

    void add(ast::charge_member const& written) {
        auto const share = constants_.share(written.share, work_.word(written.what));
        (written.what == keyword::interest ? out_.interest : out_.fine) = share.value_or(decimal());
    }

    void add(ast::base_member const& written) {
        out_.base = written.what == keyword::principal ? discount_base::principal
                    : written.what == keyword::in_turn ? discount_base::in_turn
                                                       : discount_base::total;
    }

    void add(ast::requirement_member const& written) {
        (void)names_.declare(written.name, {symbol_kind::definition, 0, written.name.at}, work_.found);
        out_.requirements.push_back(
            {written.name.text, written.label ? written.label->text : "", out_.name + "." + written.name.text,
             expression_checker(work_).condition(written.condition), written.name.at});
    }

    void add(ast::approval_member const& written) {
        constants_.refuse_blank(written.by, "approver");
        out_.approval_by = written.by.text;
        if (written.condition) out_.approval_when = expression_checker(work_).condition(*written.condition);
    }

    /// Behind an alternative it is that one's.
    void add(ast::discount_member const& written) {
        auto& into = out_.alternatives.empty() ? out_.discounts : out_.alternatives.back().discounts;
        discounts_.read(written, into);
    }

    void add(ast::round_member const& written) {
        out_.installment_rounding = written.mode == keyword::up     ? rounding::up
                                    : written.mode == keyword::down ? rounding::down
                                                                    : rounding::half_up;
        out_.is_rest_first = written.rest == keyword::first;
        if (written.unit)
            out_.installment_unit =
                constants_.amount(*written.unit, work_.word(keyword::rounding), money_, true);
    }

    void add(ast::broken_member const& written) {
        if (written.length)
            out_.broken_after_days = constants_.length_in_days(*written.length, work_.word(keyword::broken));
        else
            out_.broken_after_installments = written.installments;
    }

    void add(ast::alternative_member const& written) {
        (void)names_.declare(written.name, {symbol_kind::definition, 0, written.name.at}, work_.found);
        out_.alternatives.push_back(alternatives_.read(written, out_.name));
    }

    /// Offers number them in 16 bits.
    static constexpr std::size_t most_parts = 60'000;

    workspace& work_;
    offer_constants constants_;
    alternative_reader alternatives_;
    discount_reader discounts_;
    symbol_table names_;
    data_type money_;
    payment_condition out_;
};

}  // namespace tramo::checking
