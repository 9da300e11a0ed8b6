// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Payoff quotes, present values, rebates and caps of interest are the published ones, and refuse what is
// none.
#include <tramo/offers/payoff.hpp>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::offers;

date day(char const* text) {
    return parse_date(text).value();
}
decimal number(char const* text) {
    return parse_decimal(text).value();
}
rounding_policy const cents;

/// 12,000.00 EUR at 12 % in twelve installments, the first paid on 2026-06-30 (open-bank-oss,
/// SettlementTest).
running_loan after_one() {
    running_loan loan;
    loan.balance = number("11053.81");
    loan.annual_rate = number("0.12");
    loan.interest_from = day("2026-06-30");
    loan.currency = "EUR";
    return loan;
}
compensation one_percent() {
    compensation asked;
    asked.share = number("0.01");
    asked.cap_share = number("0.01");
    return asked;
}
uk_settlement uk(char const* principal, char const* payment, int count, char const* apr, int after,
                 fraction part = {}) {
    uk_settlement asked;
    asked.principal = number(principal);
    asked.payment = number(payment);
    asked.count = count;
    asked.apr = number(apr);
    asked.settled_after = after;
    asked.part_period = part;
    return asked;
}
rounding_policy six_decimals() {
    rounding_policy made;
    made.rate_decimals = 6;
    return made;
}

}  // namespace

TEST_CASE("a quote is principal, interest by day and the compensation (openbank_after_1)") {
    auto const made = payoff_quote(after_one(), one_percent(), day("2026-07-15"), day("2026-08-14"), cents);
    REQUIRE(made.ok());
    auto const& quote = made.value;
    CHECK(to_string(quote.principal) == "11053.81");
    CHECK(to_string(quote.accrued_interest) == "54.51");
    CHECK(to_string(quote.compensation) == "110.54");
    CHECK(to_string(quote.total) == "11218.86");
    CHECK_FALSE(quote.is_capped);
    CHECK(quote.valid_until == day("2026-08-14"));
    CHECK(quote.currency == "EUR");
}

TEST_CASE("a payoff on the day interest is paid up to is the principal (openbank_on_due)") {
    auto const made = payoff_quote(after_one(), {}, day("2026-06-30"), day("2026-06-30"), cents);
    CHECK(to_string(made.value.accrued_interest) == "0.00");
    CHECK(to_string(made.value.total) == "11053.81");
}

TEST_CASE("what was paid and not applied is taken off, and what is too much given back (openbank_credit)") {
    auto loan = after_one();
    loan.credit = number("500.00");
    CHECK(to_string(payoff_quote(loan, {}, day("2026-06-30"), day("2026-06-30"), cents).value.total) ==
          "10553.81");
    loan.credit = number("12000");
    auto const over = payoff_quote(loan, {}, day("2026-06-30"), day("2026-06-30"), cents).value;
    CHECK(to_string(over.total) == "0.00");
    CHECK(to_string(over.refund) == "946.19");
}

TEST_CASE("amounts of two currencies are never added (openbank_mixed_currency)") {
    auto loan = after_one();
    loan.credit = number("10.00");
    loan.credit_currency = "CZK";
    auto const made = payoff_quote(loan, {}, day("2026-06-30"), day("2026-06-30"), cents);
    REQUIRE(made.objections.size() == 1);
    CHECK(made.objections[0] ==
          objection{"loan.credit_currency",
                    "currency mismatch: the amount is in CZK, the loan in EUR; amounts are not converted"});
    loan.credit_currency = "EUR";
    CHECK(payoff_quote(loan, {}, day("2026-06-30"), day("2026-06-30"), cents).ok());
}

TEST_CASE("arrears are paid too, and a quote may charge the days it is valid") {
    auto loan = after_one();
    loan.arrears = number("66.19");
    auto const plain = payoff_quote(loan, {}, day("2026-07-15"), day("2026-08-14"), cents).value;
    CHECK(to_string(plain.total) == "11174.51");
    auto const charged = payoff_quote(loan, {}, day("2026-07-15"), day("2026-08-14"), cents, true).value;
    CHECK(to_string(charged.accrued_interest) == "163.54");  // 11,053.81 · 12 % · 45 / 365 = 163.5358
}

TEST_CASE("a compensation is held to its caps, and is none where no cap is known") {
    auto asked = one_percent();
    asked.cap_share = number("0.005");
    auto const half = payoff_quote(after_one(), asked, day("2026-06-30"), day("2026-06-30"), cents).value;
    CHECK(to_string(half.compensation) == "55.27");
    CHECK(half.is_capped);
    asked.cap_amount = number("20.00");
    CHECK(to_string(payoff_quote(after_one(), asked, day("2026-06-30"), day("2026-06-30"), cents)
                        .value.compensation) == "20.00");
    compensation open;
    open.share = number("0.01");
    auto const none = payoff_quote(after_one(), open, day("2026-06-30"), day("2026-06-30"), cents);
    CHECK(to_string(none.value.compensation) == "0.00");
    CHECK(none.value.is_capped);
    CHECK(none.caveats == std::vector<std::string>{"no compensation is asked, since its cap is not given"});
}

TEST_CASE("a daily factor is cut where the policy cuts it") {
    auto cut = cents;
    cut.truncated_decimals = 4;
    auto const made = payoff_quote(after_one(), {}, day("2026-07-15"), day("2026-07-15"), cut);
    CHECK(to_string(made.value.accrued_interest) == "54.16");  // 11,053.81 · 0.0049
    cut.truncated_decimals = -1;
    CHECK_FALSE(payoff_quote(after_one(), {}, day("2026-07-15"), day("2026-07-15"), cut).ok());
}

TEST_CASE("a quote names all that speaks against it") {
    auto loan = after_one();
    loan.balance = number("-1");
    loan.arrears = number("0.001");
    loan.annual_rate = number("-0.1");
    compensation asked;
    asked.share = number("2");
    auto const made = payoff_quote(loan, asked, day("2026-06-29"), day("2026-06-28"), cents);
    REQUIRE(made.objections.size() == 6);
    CHECK(made.objections[0].input == "loan.balance");
    CHECK(made.objections[1].input == "loan.arrears");
    CHECK(made.objections[2].input == "loan.annual_rate");
    CHECK(made.objections[3] ==
          objection{"as_of", "the day is 2026-06-29; interest is paid up to 2026-06-30"});
    CHECK(made.objections[4].input == "valid_until");
    CHECK(made.objections[5].input == "asked.share");
    auto without_calendar = after_one();
    without_calendar.convention = day_count::business_252;
    CHECK_FALSE(payoff_quote(without_calendar, {}, day("2026-07-15"), day("2026-07-15"), cents).ok());
}

TEST_CASE("huge loans and rates have a right payoff, beyond that an objection") {
    auto loan = after_one();
    loan.balance = number("1000000000000000.00");
    loan.annual_rate = number("100");
    auto const made = payoff_quote(loan, {}, day("2026-07-15"), day("2026-07-15"), cents);
    CHECK(to_string(made.value.accrued_interest) == "4109589041095890.41");  // 10^17 · 15 / 365
    loan.balance = number("1e33");
    loan.annual_rate = number("1e30");
    auto const vast = payoff_quote(loan, {}, day("2026-07-15"), day("2026-07-15"), cents);
    CHECK(vast.objections.at(0).input == "loan.annual_rate");
}

TEST_CASE("what is left is worth less today (br_mora: early_payoff_pv, early_payoff_pv_midperiod)") {
    remaining_payments left{number("1113.27"), 5, number("0.02"), {}};
    CHECK(to_string(present_value_payoff(left, cents).value) == "5247.35");
    left.part_of_period = {12, 30};
    CHECK(to_string(present_value_payoff(left, cents).value) == "5289.08");
    left.part_of_period = {30, 30};
    CHECK(to_string(present_value_payoff(left, cents).value) == "5352.30");  // 5,247.353… · 1.02
}

TEST_CASE("without interest what is left is its sum, and nothing left is nothing") {
    CHECK(to_string(present_value_payoff({number("0.01"), 360, number("0"), {1, 3}}, cents).value) == "3.60");
    CHECK(to_string(present_value_payoff({number("100"), 0, number("0.02"), {}}, cents).value) == "0.00");
    CHECK(to_string(present_value_payoff({number("100"), 1200, number("100"), {}}, cents).value) == "1.00");
    CHECK(to_string(present_value_payoff({number("100"), 2, number("-0.5"), {}}, cents).value) == "600.00");
}

TEST_CASE("a present value of what cannot be is refused") {
    auto const made = present_value_payoff({number("-1"), 1201, number("-1"), {4, 3}}, cents);
    REQUIRE(made.objections.size() == 4);
    CHECK(made.objections[1] == objection{"left.count", "the count is 1201; it must be from 0 to 1200"});
    CHECK(made.objections[2].message == "the part is 4/3; it must be from 0 to 1");
    CHECK(made.objections[3].message == "the rate is -1; it must be above -1");
    CHECK_FALSE(present_value_payoff({number("1e33"), 1200, number("-0.99"), {}}, cents).ok());
}

TEST_CASE("the UK's rebates are those of the regulations' examples (cca_1, cca_1a, cca_2)") {
    auto const one = uk_rebate(uk("5000", "134.57", 48, "0.14", 12), six_decimals()).value;
    CHECK(to_string(one.rebate) == "860.52");
    CHECK(to_string(one.settlement) == "3984.00");
    auto const part = uk_rebate(uk("5000", "134.57", 48, "0.14", 12, {28, 30}), six_decimals()).value;
    CHECK(to_string(part.rebate) == "819.71");
    CHECK(to_string(part.settlement) == "4024.81");
    auto const two = uk_rebate(uk("10000", "139.51", 180, "0.16", 73), six_decimals()).value;
    CHECK(to_string(two.rebate) == "6702.45");
    CHECK(to_string(two.settlement) == "8225.12");
}

TEST_CASE("with the exact rate the UK's rebate is another") {
    CHECK(to_string(uk_rebate(uk("5000", "134.57", 48, "0.14", 12), cents).value.rebate) == "860.53");
    CHECK(to_string(uk_rebate(uk("5000", "134.57", 48, "0.14", 12, {28, 30}), cents).value.rebate) ==
          "819.72");
    CHECK(to_string(uk_rebate(uk("10000", "139.51", 180, "0.16", 73), cents).value.rebate) == "6702.30");
}

TEST_CASE("a settlement put back is one on the later date") {
    auto put_back = uk("5000", "134.57", 48, "0.14", 12);
    put_back.deferral_periods = 1;
    auto const later = uk_rebate(uk("5000", "134.57", 48, "0.14", 13), six_decimals()).value;
    CHECK(uk_rebate(put_back, six_decimals()).value.rebate == later.rebate);
    put_back.deferral_periods = 100;
    CHECK(to_string(uk_rebate(put_back, six_decimals()).value.rebate) == "0.00");
}

TEST_CASE("a loan without charge has no rebate, one of other terms is refused") {
    auto const free = uk_rebate(uk("1200", "100", 12, "0", 5), cents);
    CHECK(to_string(free.value.rebate) == "0.00");
    CHECK(to_string(free.value.settlement) == "700.00");
    CHECK(uk_rebate(uk("1200", "500", 12, "0.1", 5), cents).objections.at(0).input == "asked.payment");
    auto const odd = uk_rebate(uk("1", "1", 0, "-1", 1, {1, 0}), cents);
    REQUIRE(odd.objections.size() == 4);
    CHECK(odd.objections[0].input == "asked.count");
    CHECK(odd.objections[1].input == "asked.part_period");
    CHECK(odd.objections[2].input == "asked.apr");
    CHECK(odd.objections[3].input == "asked.settled_after");
}

TEST_CASE("by the sum of digits the last periods bear little interest") {
    // 1 + … + 12 = 78; of the last three 1 + 2 + 3 = 6.
    CHECK(to_string(rule_of_78_rebate(number("780"), 12, 3, cents).value) == "60.00");
    CHECK(to_string(rule_of_78_rebate(number("100"), 12, 3, cents).value) == "7.69");
    CHECK(to_string(rule_of_78_rebate(number("100"), 12, 12, cents).value) == "100.00");
    CHECK(to_string(rule_of_78_rebate(number("100"), 12, 0, cents).value) == "0.00");
    CHECK(rule_of_78_rebate(number("100"), 0, 1, cents).objections.size() == 2);
}

TEST_CASE("interest is added up to its cap (cap_total_100pct, cap_none)") {
    auto const add = [](char const* accrued, std::optional<decimal> cap) {
        return capped_interest(number("200"), number(accrued), number("150"), cap, cents).value;
    };
    CHECK(to_string(add("75", decimal(1)).added) == "125.00");
    CHECK(add("75", decimal(1)).is_capped);
    CHECK(to_string(add("75", {}).added) == "150.00");
    CHECK_FALSE(add("75", {}).is_capped);
    CHECK_FALSE(add("50", decimal(1)).is_capped);
    CHECK(to_string(add("250", decimal(1)).added) == "0.00");
    CHECK(to_string(add("0", number("0.333333")).added) == "66.66");
    CHECK_FALSE(capped_interest(number("200"), number("0"), number("-1"), {}, cents).ok());
}
