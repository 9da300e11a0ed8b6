// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Whatever way accounts are handed over, their offers are the same, and they are those of a slow reading of
// the language page that shares nothing with the engine.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <tuple>

#include <tramo/offers/effective_rate.hpp>

#include "random_debtors.hpp"
#include "slow_offers.hpp"

using namespace tramo_test;

namespace {

struct offer_trial {
    slow_policy policy;
    tramo::prepared_policy with;
    tramo::offer_options asked;
    random_debtors debtors;
    tramo::batch data;

    [[nodiscard]] tramo::offer_finder finder() const {
        auto made = tramo::find_offers(with, asked);
        INFO(tramo::render(made.diagnostics, tramo::source("")));
        REQUIRE(made.ok());
        return std::move(made.value);
    }
};

tramo::offer_options random_question(dice& draw, slow_policy const& of) {
    tramo::offer_options asked;
    if (!of.roles.empty() && !draw.one_in(3)) asked.role = draw.pick(of.roles);
    auto const& condition = draw.pick(of.conditions);
    if (draw.one_in(8)) asked.condition = condition.name;
    if (draw.one_in(8)) asked.alternative = draw.pick(condition.alternatives).name;
    if (draw.one_in(8)) asked.installments = 1 + static_cast<int>(draw.roll(5));
    if (draw.one_in(5)) asked.entry = tramo::decimal(static_cast<int>(draw.roll(30'000)), of.scale);
    return asked;
}

offer_trial make_trial(dice& draw) {
    auto policy = random_conditions(draw).make();
    INFO(policy.text);
    auto loaded = tramo::load(policy.text);
    INFO(tramo::render(loaded.diagnostics, tramo::source(policy.text)));
    REQUIRE(loaded.ok());
    auto prepared = loaded.value.prepare({tramo::date{policy.as_of}, {}});
    REQUIRE(prepared.ok());
    auto const asked = random_question(draw, policy);
    random_debtors const nobody(draw, policy.scale);
    offer_trial made{std::move(policy), prepared.value, asked, nobody, {}};
    made.debtors.make(draw.pick<std::size_t>({1, 7, 30, 66}));
    made.data = tramo::testing::rows_of(loaded.value, made.debtors.cells);
    REQUIRE(made.finder().check(made.data).empty());
    return made;
}

std::string text_of(std::int64_t number) {
    return std::to_string(number);
}

std::string offer_in_words(offer_trial const& of, tramo::offer_finder const& by, tramo::offer const& one) {
    auto const& condition = of.policy.conditions[one.condition];
    std::string text = condition.name + "." + condition.alternatives[one.alternative].name + " " +
                       text_of(one.installments) + ": debt " + text_of(one.debt) + " forgiven";
    for (auto const part : one.forgiven) text += " " + text_of(part);
    text += " net " + text_of(one.net) + " total " + text_of(one.total) + " interest " +
            text_of(one.interest) + (one.needs_approval ? " approval" : "");
    for (auto const& paid : by.payments(one))
        text += " " + text_of(paid.number) + ":" + tramo::to_string(paid.due) + ":" + text_of(paid.amount);
    return text;
}

std::string reason_in_words(tramo::refused_offer const& one) {
    auto const requirement = "requirement " + text_of(one.requirement);
    using tramo::refusal;
    switch (one.why) {
        case refusal::not_in_force:
            return "not in force";
        case refusal::requirement:
            return requirement;
        case refusal::requirement_unknown:
            return requirement + " unknown";
        case refusal::overdue:
            return "overdue";
        case refusal::overdue_unknown:
            return "overdue unknown";
        case refusal::amount:
            return "amount";
        case refusal::amount_unknown:
            return "amount unknown";
        case refusal::amount_negative:
            return "amount negative";
        case refusal::amount_too_large:
            return "amount too large";
        case refusal::nothing_owed:
            return "nothing owed";
        case refusal::entry_too_small:
            return "entry too small";
        case refusal::entry_too_large:
            return "entry too large";
        case refusal::count_not_allowed:
            return "count not allowed";
        case refusal::installment_too_small:
            return "installment too small";
    }
    return "another reason";
}

std::string refusal_in_words(offer_trial const& of, tramo::refused_offer const& one) {
    auto const& condition = of.policy.conditions[one.condition];
    auto const way = one.alternative == 0xFFFF ? "" : "." + condition.alternatives[one.alternative].name;
    return condition.name + way + " " + reason_in_words(one);
}

/// All that an offer says, for comparing.
auto all_of(tramo::offer const& one) {
    return std::tuple(one.condition, one.alternative, one.installments, one.needs_approval, one.is_rest_first,
                      one.owed, one.forgiven, one.debt, one.net, one.entry, one.regular, one.odd,
                      one.interest, one.total, one.effective_rate);
}
auto all_of(tramo::refused_offer const& one) {
    return std::tuple(one.condition, one.alternative, one.why, one.requirement);
}

template <class Each>
bool is_told_before(Each const& a, Each const& b) {
    return std::tie(a.row, a.condition) < std::tie(b.row, b.condition);
}

/// Rows of a part in the place where they stand in the whole.
template <class Each>
void check_part(std::vector<Each> const& whole, std::size_t& at, std::vector<Each> const& part,
                std::int64_t first_row) {
    for (auto const& one : part) {
        REQUIRE(at < whole.size());
        REQUIRE(std::int64_t{whole[at].row} == one.row + first_row);
        REQUIRE(all_of(whole[at]) == all_of(one));
        ++at;
    }
}

void check_cut(offer_trial const& of, tramo::offer_batch const& whole,
               std::vector<std::int64_t> const& sizes) {
    auto finder = of.finder();
    std::size_t offers = 0, refused = 0;
    std::int64_t begin = 0;
    for (auto const size : sizes) {
        auto const part = finder.add(tramo::testing::sliced(of.data, begin, size));
        REQUIRE(part.first_row == begin);
        REQUIRE(part.rows == size);
        check_part(whole.offers, offers, part.offers, begin);
        check_part(whole.refused, refused, part.refused, begin);
        for (std::int64_t row = 0; row < size; ++row)
            REQUIRE(tramo::testing::bit(part.set_apart, static_cast<std::size_t>(row)) ==
                    tramo::testing::bit(whole.set_apart, static_cast<std::size_t>(begin + row)));
        begin += size;
    }
    REQUIRE(offers == whole.offers.size());
    REQUIRE(refused == whole.refused.size());
    REQUIRE(finder.totals().rows == of.data.rows);
}

void check_cuts(offer_trial const& of, tramo::offer_batch const& whole, dice& draw) {
    std::vector<std::int64_t> parts;
    for (auto left = of.data.rows; left > 0; left -= parts.back())
        parts.push_back(1 + static_cast<std::int64_t>(draw.roll(static_cast<std::size_t>(left))));
    check_cut(of, whole, std::vector<std::int64_t>(static_cast<std::size_t>(of.data.rows), 1));
    check_cut(of, whole, parts);
}

void check_words(offer_trial const& of, tramo::offer_finder const& by, tramo::offer_batch const& found) {
    slow_offers slow(of.policy, of.asked);
    std::size_t offer = 0, refused = 0;
    for (std::size_t row = 0; row < of.debtors.accounts.size(); ++row) {
        auto const& account = of.debtors.accounts[row];
        std::vector<std::string> offers, refusals;
        for (; offer < found.offers.size() && found.offers[offer].row == row; ++offer)
            offers.push_back(offer_in_words(of, by, found.offers[offer]));
        for (; refused < found.refused.size() && found.refused[refused].row == row; ++refused)
            refusals.push_back(refusal_in_words(of, found.refused[refused]));
        REQUIRE(tramo::testing::bit(found.set_apart, row) == !account.balance.has_value());
        auto due = account.balance ? slow.of(account) : offers_told();
        std::sort(due.refusals.begin(), due.refusals.end());
        std::sort(refusals.begin(), refusals.end());
        if (offers == due.offers && refusals == due.refusals) continue;
        std::string told;
        for (auto const& [name, text] : of.debtors.cells[row]) told += name + "=" + text + " ";
        INFO("row " << row << ": " << told);
        REQUIRE(refusals == due.refusals);
        REQUIRE(offers == due.offers);
    }
}

/// What the payments are worth on the day of the negotiation, less the net amount.
long double worth(std::vector<tramo::offered_payment> const& paid, std::int32_t as_of, std::int64_t net,
                  long double rate) {
    long double sum = -static_cast<long double>(net), exponent = -std::log1p(rate) / 365;
    for (auto const& one : paid)
        sum += static_cast<long double>(one.amount) *
               std::exp(exponent * static_cast<long double>(one.due.days - as_of));
    return sum;
}

void check_rate(offer_trial const& of, tramo::offer const& one,
                std::vector<tramo::offered_payment> const& paid) {
    if (one.interest == 0) {
        REQUIRE(one.effective_rate == 0);
        return;
    }
    auto const at = [&](long double rate) { return worth(paid, of.policy.as_of, one.net, rate); };
    if (one.effective_rate == tramo::no_rate) {
        REQUIRE(at(tramo::offers::largest_rate) > 0);
        return;
    }
    // Half a unit of the last decimal, and what a double cannot tell of a large rate.
    auto const rate = static_cast<long double>(one.effective_rate) / 1e8L, off = 0.5001e-8L + 1e-13L * rate;
    INFO("rate " << static_cast<double>(rate));
    REQUIRE(at(std::max(0.0L, rate - off)) >= 0);
    REQUIRE(at(rate + off) <= 0);
}

/// `xirr` knows the same rate.
void check_xirr(offer_trial const& of, tramo::offer const& one,
                std::vector<tramo::offered_payment> const& paid) {
    if (one.interest == 0 || one.effective_rate == tramo::no_rate) return;
    std::vector<tramo::offers::dated_flow> flows = {
        {tramo::date{of.policy.as_of}, tramo::decimal(-one.net, of.policy.scale)}};
    for (auto const& each : paid) flows.push_back({each.due, tramo::decimal(each.amount, of.policy.scale)});
    auto const found = tramo::offers::xirr(flows, tramo::offers::day_count::actual_365_fixed);
    REQUIRE(found.value.chosen);
    auto const rate = static_cast<double>(one.effective_rate) / 1e8;
    REQUIRE(*found.value.chosen == Approx(rate).epsilon(1e-8).margin(1e-8));
}

void check_sums(offer_trial const& of, tramo::offer const& one,
                std::vector<tramo::offered_payment> const& paid) {
    std::int64_t sum = 0, forgiven = 0;
    for (auto const& each : paid) {
        REQUIRE(each.amount >= (each.number == 0 ? 0 : 1));
        sum += each.amount;
    }
    REQUIRE(sum == one.total);
    for (std::size_t i = 0; i < tramo::component_count; ++i) {
        REQUIRE(one.forgiven[i] >= 0);
        REQUIRE(one.forgiven[i] <= one.owed[i]);
        forgiven += one.forgiven[i];
    }
    REQUIRE(one.net == one.debt - forgiven);
    REQUIRE(one.net > 0);
    REQUIRE(one.interest >= 0);
    REQUIRE(one.total == one.net + one.interest);
    REQUIRE(one.saving() == one.debt - one.total);
    auto const& by = of.policy.conditions[one.condition].alternatives[one.alternative];
    if (by.rate == 0) REQUIRE(one.effective_rate == 0);
}

void check_offer_trial(offer_trial const& of, dice& draw) {
    auto finder = of.finder();
    auto const found = finder.add(of.data);
    check_words(of, finder, found);
    REQUIRE(std::is_sorted(found.offers.begin(), found.offers.end(), is_told_before<tramo::offer>));
    REQUIRE(std::is_sorted(found.refused.begin(), found.refused.end(), is_told_before<tramo::refused_offer>));
    for (std::size_t i = 0; i < found.offers.size(); ++i) {
        auto const& one = found.offers[i];
        auto const paid = finder.payments(one);
        INFO("row " << one.row << ": " << offer_in_words(of, finder, one));
        check_sums(of, one, paid);
        check_rate(of, one, paid);
        if (i % 16 == 0) check_xirr(of, one, paid);
    }
    check_cuts(of, found, draw);
}

}  // namespace

TEST_CASE("offers are what a slow reading of the language page says, however the accounts are handed over") {
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        INFO("seed " << seed);
        dice draw(seed);
        auto const given = make_trial(draw);
        INFO(given.policy.text << "role " << given.asked.role << ", condition " << given.asked.condition
                               << ", alternative " << given.asked.alternative << ", installments "
                               << given.asked.installments << ", entry "
                               << (given.asked.entry ? tramo::to_string(*given.asked.entry) : "none"));
        check_offer_trial(given, draw);
    }
}

TEST_CASE("the random conditions and accounts reach every answer") {
    std::map<std::string, int> met;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        dice draw(seed);
        auto const given = make_trial(draw);
        auto const found = given.finder().add(given.data);
        for (auto const& one : found.refused) ++met[reason_in_words({0, 0, 0, one.why, 0})];
        for (auto const& one : found.offers) {
            met["an entry"] += one.entry > 0;
            met["a rate"] += one.effective_rate > 0;
            met["something forgiven"] += one.net < one.debt;
            met["an approval"] += one.needs_approval;
            met["the rest first"] += one.is_rest_first;
            met["a large debt"] += one.debt > 10'000'000'000'000;
        }
    }
    CHECK(met.size() == 14 + 6);
    for (auto const& [what, count] : met) {
        INFO(what);
        CHECK(count > 10);
    }
}
