// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The offers of one account as the language page tells them ("Offers"), in fractions and whole numbers
// without a bound, one after the other. Nothing is shared with the engine but the calendar.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "slow_conditions.hpp"

namespace tramo_test {

/// Lines of one account, as `offer_in_words` writes them.
struct offers_told {
    std::vector<std::string> offers, refusals;
};

/// The multiple of `unit` for a number from 0, with the first letter of the word for it.
inline whole rounded(exact const& number, char mode, whole const& unit = 1) {
    whole const over = numerator(number), under = whole(denominator(number) * unit);
    whole const down = over / under;
    bool const is_up = mode == 'u' ? down * under != over : mode == 'n' && (over - down * under) * 2 >= under;
    return whole((down + (is_up ? 1 : 0)) * unit);
}
inline whole half_up(exact const& number) {
    return rounded(number, 'n');
}

/// `first` and so many intervals more: the same day of the month, or its last one.
inline std::int32_t slow_due(std::int32_t first, int intervals, slow_alternative const& by) {
    if (by.every_unit != 'm') return first + intervals * by.every * (by.every_unit == 'w' ? 7 : 1);
    auto const seed = tramo::to_civil(tramo::date{first});
    auto const month = static_cast<int>(seed.month) - 1 + intervals * by.every;
    auto day = tramo::civil{seed.year + month / 12, static_cast<unsigned>(month % 12) + 1, seed.day};
    while (!tramo::to_date(day)) --day.day;
    return tramo::to_date(day)->days;
}

class slow_offers {
public:
    slow_offers(slow_policy const& policy, tramo::offer_options const& asked)
        : policy_(policy), asked_(asked) {}

    [[nodiscard]] offers_told of(slow_account const& account) {
        account_ = &account;
        made_ = {};
        std::vector<std::string> told;
        for (auto const& one : policy_.conditions) {
            if (!is_asked(one)) continue;
            if (one.holds_on(policy_.as_of)) {
                condition_ = &one;
                look_at_condition();
            } else if (!is_any_in_force(one.name) &&
                       std::find(told.begin(), told.end(), one.name) == told.end()) {
                told.push_back(one.name);
                made_.refusals.push_back(one.name + " not in force");
            }
        }
        return made_;
    }

private:
    static whole const& most() {
        static whole const made = 100'000'000'000'000'000;
        return made;
    }

    [[nodiscard]] bool is_asked(slow_condition const& one) const {
        auto const& ways = one.alternatives;
        return (asked_.condition.empty() || asked_.condition == one.name) &&
               (asked_.alternative.empty() || std::any_of(ways.begin(), ways.end(), [&](auto const& way) {
                    return way.name == asked_.alternative;
                }));
    }

    [[nodiscard]] bool is_any_in_force(std::string const& name) const {
        return std::any_of(policy_.conditions.begin(), policy_.conditions.end(),
                           [&](auto const& one) { return one.name == name && one.holds_on(policy_.as_of); });
    }

    void look_at_condition() {
        auto const before = made_.refusals.size();
        auto const refuse = [&](std::string const& why) {
            made_.refusals.push_back(condition_->name + " " + why);
        };
        for (std::size_t i = 0; i < condition_->requirements.size(); ++i) {
            auto const met = condition_->requirements[i].meaning(*account_);
            if (met == tri::yes) continue;
            refuse("requirement " + std::to_string(i) + (met == tri::unknown ? " unknown" : ""));
        }
        auto const& days = account_->days;
        if ((condition_->overdue_from || condition_->overdue_until) && !days) refuse("overdue unknown");
        if (days && (*days < condition_->overdue_from.value_or(*days) ||
                     *days > condition_->overdue_until.value_or(*days)))
            refuse("overdue");
        if (!read_debt()) refuse("amount unknown");
        if (is_negative_) refuse("amount negative");
        if (is_too_large_) refuse("amount too large");
        if (is_debt_known_ && !is_negative_ && !is_too_large_) look_at_sum(refuse);
        if (made_.refusals.size() == before)
            for (auto const& one : condition_->alternatives)
                if (asked_.alternative.empty() || asked_.alternative == one.name) look_at(one);
    }

    template <class Refuse>
    void look_at_sum(Refuse const& refuse) {
        if (condition_->interest) owed_[1] = half_up(exact(owed_[0] + owed_[3]) * *condition_->interest);
        if (condition_->fine) owed_[2] = half_up(exact(owed_[0] + owed_[3]) * *condition_->fine);
        debt_ = whole(owed_[0] + owed_[1] + owed_[2] + owed_[3]);
        if (debt_ > most()) refuse("amount too large");
        if (debt_ == 0) refuse("nothing owed");
        if (!condition_->are_amounts_enforced) return;
        exact const sum = debt_;
        if (sum < policy_.units(condition_->amount_from.value_or(exact(0))) ||
            (condition_->amount_until && sum > policy_.units(*condition_->amount_until)))
            refuse("amount");
    }

    /// Whether all of it that the condition does not replace is known.
    bool read_debt() {
        is_debt_known_ = true;
        is_negative_ = is_too_large_ = false;
        for (std::size_t i = 0; i < 4; ++i) {
            owed_[i] = 0;
            bool const is_replaced = (i == 1 && condition_->interest) || (i == 2 && condition_->fine);
            if (!policy_.debt[i] || is_replaced) continue;
            auto const amount = policy_.debt[i]->meaning(*account_);
            is_debt_known_ = is_debt_known_ && amount;
            if (!amount) continue;
            exact const size = *amount < 0 ? exact(-*amount) : *amount;
            owed_[i] = half_up(policy_.units(size));
            bool const is_below = *amount < 0 && owed_[i] > 0;
            is_negative_ = is_negative_ || is_below;
            is_too_large_ = is_too_large_ || (!is_below && owed_[i] > most());
        }
        return is_debt_known_;
    }

    [[nodiscard]] slow_ceiling const* ceiling(slow_alternative const& by, int what) const {
        for (auto const* const list : {&by.discounts, &condition_->discounts})
            for (bool const is_own : {true, false})
                for (auto const& one : *list)
                    if (one.what == what && one.role == (is_own ? asked_.role : "")) return &one;
        return nullptr;
    }

    [[nodiscard]] exact share(slow_alternative const& by, int what) const {
        auto const* const found = ceiling(by, what);
        if (!found) return 0;
        if (!found->is_by_matrix) return found->share;
        for (auto const& row : policy_.matrix) {
            bool const is_role = row.roles.empty() || std::find(row.roles.begin(), row.roles.end(),
                                                                asked_.role) != row.roles.end();
            auto const admits = is_role ? admits_account(row) : tri::no;
            if (admits == tri::yes) return row.share;
            if (admits == tri::unknown) return 0;  // what is missing must not give more
        }
        return 0;
    }

    [[nodiscard]] tri admits_account(slow_row const& row) const {
        auto const& days = account_->days;
        auto admits = tri::yes;
        if (row.from || row.until)
            admits = days ? sure(*days >= row.from.value_or(*days) && *days <= row.until.value_or(*days))
                          : tri::unknown;
        if (!row.vip) return admits;
        return both(admits, account_->vip ? sure(*account_->vip == *row.vip) : tri::unknown);
    }

    /// The parts forgiven; the one on the total is laid on components by what they weigh.
    void forgive(slow_alternative const& by) {
        net_ = debt_;
        for (int i = 0; i < 4; ++i) {
            auto& part = forgiven_[static_cast<std::size_t>(i)];
            part = half_up(exact(owed_[static_cast<std::size_t>(i)]) * share(by, i));
            net_ -= part;
        }
        whole weights[4] = {owed_[0], owed_[1], owed_[2], owed_[3]};
        for (std::size_t i = 0; i < 4; ++i) {
            if (condition_->base == 'i') weights[i] -= forgiven_[i];
            if (condition_->base == 'p' && i > 0) weights[i] = 0;
        }
        whole const sum = weights[0] + weights[1] + weights[2] + weights[3];
        whole const asked = std::min(net_, half_up(exact(sum) * share(by, 4)));
        net_ -= asked;
        if (asked > 0) lay(asked, weights, sum);
    }

    void lay(whole const& asked, whole const* weights, whole const& sum) {
        whole left = asked;
        auto const give = [&](std::size_t i, whole const& wanted) {
            whole const given = std::min({wanted, left, whole(owed_[i] - forgiven_[i])});
            forgiven_[i] += given;
            left -= given;
        };
        std::vector<std::pair<whole, std::size_t>> rests;  // the largest first, of equals the first
        for (std::size_t i = 0; i < 4; ++i) {
            rests.emplace_back(-(asked * weights[i] % sum), i);
            give(i, asked * weights[i] / sum);
        }
        std::sort(rests.begin(), rests.end());
        for (auto const& [rest, i] : rests)
            if (rest != 0) give(i, 1);
        for (std::size_t const i : {2U, 3U, 1U, 0U}) give(i, left);
    }

    void look_at(slow_alternative const& by) {
        auto const refuse = [&](char const* why) {
            made_.refusals.push_back(condition_->name + "." + by.name + " " + why);
        };
        auto const& wanted = asked_.installments;
        if (wanted > 0 && (wanted < by.fewest || wanted > by.most)) return refuse("count not allowed");
        forgive(by);
        if (net_ == 0) return refuse("nothing owed");
        entry_ = 0;
        bool const has_entry = by.entry_share || by.entry_amount;
        if (has_entry) {
            whole const least = by.entry_share ? half_up(exact(net_) * *by.entry_share)
                                               : half_up(policy_.units(*by.entry_amount));
            entry_ =
                asked_.entry ? half_up(policy_.units(number_of(tramo::to_string(*asked_.entry)))) : least;
            if (entry_ < least) return refuse("entry too small");
            if (entry_ >= net_) return refuse("entry too large");
        }
        bool is_any = false;
        for (int count = by.fewest; count <= by.most; ++count)
            if (wanted == 0 || wanted == count) is_any = offer(by, count, has_entry) || is_any;
        if (!is_any) refuse("installment too small");
    }

    bool offer(slow_alternative const& by, int count, bool has_entry) {
        whole interest = 0;
        auto const paid = installments(by, count, interest);
        if (paid.empty()) return false;
        whole const least = by.minimum ? half_up(policy_.units(*by.minimum)) : whole(1);
        if (*std::min_element(paid.begin(), paid.end()) < std::max(least, whole(1))) return false;
        if (net_ + interest > most()) return false;
        std::string text = condition_->name + "." + by.name + " " + std::to_string(count) + ": debt " +
                           debt_.str() + " forgiven";
        for (auto const& one : forgiven_) text += " " + one.str();
        text += " net " + net_.str() + " total " + whole(net_ + interest).str() + " interest " +
                interest.str() + (needs_approval() ? " approval" : "");
        int due = 0;
        auto const pay = [&](int number, whole const& amount) {
            auto const day = slow_due(policy_.as_of + condition_->first_after, due++, by);
            text +=
                " " + std::to_string(number) + ":" + tramo::to_string(tramo::date{day}) + ":" + amount.str();
        };
        if (entry_ > 0) pay(0, entry_);
        due = has_entry ? 1 : 0;
        for (int k = 1; k <= count; ++k) pay(k, paid[static_cast<std::size_t>(k) - 1]);
        made_.offers.push_back(text);
        return true;
    }

    [[nodiscard]] bool needs_approval() const {
        return condition_->has_approval &&
               (!condition_->approval || condition_->approval->meaning(*account_) != tri::no);
    }

    /// None where there is no such number of installments.
    [[nodiscard]] std::vector<whole> installments(slow_alternative const& by, int count,
                                                  whole& interest) const {
        whole const financed = net_ - entry_;
        whole const unit = condition_->unit ? half_up(policy_.units(*condition_->unit)) : whole(1);
        auto const n = static_cast<std::size_t>(count);
        if (by.rate == 0) {
            whole const part = rounded(exact(financed, count),
                                       condition_->rounding == ' ' ? 'd' : condition_->rounding, unit);
            std::vector<whole> all(n, part);
            (condition_->is_rest_first ? all.front() : all.back()) = financed - part * (count - 1);
            return all;
        }
        char const mode = condition_->rounding == ' ' ? 'n' : condition_->rounding;
        whole const part = count == 1 ? whole(0) : level(financed, by.rate, count, mode, unit);
        std::vector<whole> all(n, part);
        whole balance = financed;
        whole const over = numerator(by.rate), under = denominator(by.rate);
        for (std::size_t k = 0; k < n; ++k) {
            whole const due = (balance * over * 2 + under) / (under * 2);
            interest += due;
            balance += due;
            if (k + 1 == n) all[k] = balance;
            balance -= all[k];
            if (k + 1 < n && (all[k] <= due || balance <= 0)) return {};
        }
        return all;
    }

    /// P · r / (1 − (1 + r)^−n).
    [[nodiscard]] static whole level(whole const& principal, exact const& rate, int count, char mode,
                                     whole const& unit) {
        static std::map<std::pair<exact, int>, std::pair<whole, whole>> factors;
        auto& [over, under] = factors[{rate, count}];
        if (under == 0) {
            auto const n = static_cast<unsigned>(count);
            whole const grown = pow(whole(numerator(rate) + denominator(rate)), n);
            over = grown * numerator(rate);
            under = (grown - pow(denominator(rate), n)) * denominator(rate);
        }
        whole const step = under * unit, sum = principal * over, down = sum / step;
        bool const is_up = mode == 'u' ? down * step != sum : mode == 'n' && (sum - down * step) * 2 >= step;
        return whole((down + (is_up ? 1 : 0)) * unit);
    }

    slow_policy const& policy_;
    tramo::offer_options const& asked_;
    slow_account const* account_ = nullptr;
    slow_condition const* condition_ = nullptr;
    offers_told made_;
    bool is_debt_known_ = false, is_negative_ = false, is_too_large_ = false;
    whole owed_[4], forgiven_[4], debt_, net_, entry_;
};

}  // namespace tramo_test
