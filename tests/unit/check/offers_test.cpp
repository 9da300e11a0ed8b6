// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The debt, conditions of payment and matrices of discounts: what becomes of them, and what is refused.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;

namespace {

std::string const fields =
    "policy \"p\" { currency BRL }\n"
    "field debtor : text key\n"
    "field balance : money\n"
    "field costs : money\n"
    "field dollars : money(USD)\n"
    "field days_late : integer\n"
    "field score : decimal optional\n"
    "field share : percent\n"
    "field in_force : boolean\n"
    "field due : date\n"
    "field seen : timestamp\n"
    "field region : one of \"North\" (alias \"N\"), \"South\"\n"
    "field channel : one of \"web\" open\n"
    "segment late = days_late > 30\n";

std::string const debt = "debt { principal balance  overdue days_late }\n";
std::string const cash = "  lump sum cash\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + fields + text);
}

/// A condition of those members, beside a debt.
checked_policy condition(std::string const& members, std::string const& owed = debt) {
    return policy(owed + "condition any_time {\n" + members + "\n}\n");
}

strings codes(std::string const& members) {
    auto const read = condition(members + "\n" + cash);
    INFO(read.rendering());
    return read.codes();
}

payment_condition sound(std::string const& members, std::string const& before = debt) {
    auto const read = condition(members, before);
    INFO(read.rendering());
    for (auto const& one : read.found) REQUIRE(one.code == "T4039");  // the rest first, with a rate
    return read.policy.conditions.at(0);
}

decimal number(std::string const& text) {
    return *parse_decimal(text);
}

}  // namespace

TEST_CASE("a condition of every member becomes what it says") {
    auto const read = policy(
        debt +
        "condition november \"November\" version \"1\" id \"C-11\" from 2026-11-01 until 2026-11-30 default "
        "{\n"
        "  amounts from 100 until 5000 enforced\n  overdue from 30 until 90\n"
        "  billing \"Boleto\"\n  billing filter \"Carnê\"\n  first after 2 weeks\n  interest 1%\n  fine 2%\n "
        " base in turn\n"
        "  requires free \"No contract\" = not in_force and days_late >= 30\n"
        "  approval \"Credit team\" if balance > 1000\n"
        "  discount fine 100%\n  discount fine 50% for \"agent\"\n  rounding down 1 first\n"
        "  broken after 10 days\n  broken after 2 installments\n"
        "  lump sum cash \"Cash\"\n    discount interest 50%\n    discount total 10% for \"supervisor\"\n"
        "  installments plan \"Plan\" 2..12 every 1 month rate 1.5% minimum 50\n"
        "  installments with_entry 3..10 every 20 days entry 30%\n"
        "  installments fixed 4 every 2 weeks entry 100.50\n}\n");
    INFO(read.rendering());
    // The rest cannot stand first where there is a rate.
    for (auto const& one : read.found) REQUIRE(one.code == "T4039");
    CHECK(read.policy.reads_as_of);
    REQUIRE(read.policy.conditions.size() == 1);
    auto const& one = read.policy.conditions[0];
    CHECK(one.name == "november");
    CHECK(one.label == "November");
    CHECK(one.version == "1");
    CHECK(one.rule_id == "C-11");
    CHECK(one.period.from == parse_date("2026-11-01"));
    CHECK(one.period.until == parse_date("2026-11-30"));
    CHECK(one.is_default);
    CHECK(one.amount_from == number("100"));
    CHECK(one.amount_until == number("5000"));
    CHECK(one.are_amounts_enforced);
    CHECK(one.overdue_from == 30);
    CHECK(one.overdue_until == 90);
    CHECK(one.billing_form == "Boleto");
    CHECK(one.billing_filter == "Carnê");
    CHECK(one.first_after_days == 14);
    CHECK(one.interest == number("0.01"));
    CHECK(one.fine == number("0.02"));
    CHECK(one.base == discount_base::in_turn);
    REQUIRE(one.requirements.size() == 1);
    CHECK(one.requirements[0].name == "free");
    CHECK(one.requirements[0].label == "No contract");
    CHECK(one.requirements[0].rule_id == "november.free");
    CHECK(one.requirements[0].condition.what == operation::and_);
    CHECK(one.approval_by == "Credit team");
    REQUIRE(one.approval_when);
    CHECK(one.approval_when->what == operation::compare);
    REQUIRE(one.discounts.size() == 2);
    CHECK(one.discounts[0].what == component::fine);
    CHECK(one.discounts[0].share == number("1"));
    CHECK(one.discounts[0].role.empty());
    CHECK(one.discounts[1].role == "agent");
    CHECK(one.installment_rounding == rounding::down);
    CHECK(one.installment_unit == number("1"));
    CHECK(one.is_rest_first);
    CHECK(one.broken_after_days == 10);
    CHECK(one.broken_after_installments == 2);
    REQUIRE(one.alternatives.size() == 4);
    auto const& lump = one.alternatives[0];
    CHECK(lump.is_lump_sum);
    CHECK(lump.rule_id == "november.cash");
    CHECK(lump.fewest == 1);
    CHECK(lump.most == 1);
    CHECK(lump.every == 0);
    REQUIRE(lump.discounts.size() == 2);
    CHECK(lump.discounts[0].what == component::interest);
    CHECK(lump.discounts[1].is_total);
    CHECK(lump.discounts[1].role == "supervisor");
    auto const& plan = one.alternatives[1];
    CHECK(plan.label == "Plan");
    CHECK(plan.fewest == 2);
    CHECK(plan.most == 12);
    CHECK(plan.every == 1);
    CHECK(plan.every_unit == keyword::months);
    CHECK(plan.rate == number("0.015"));
    CHECK(plan.minimum == number("50"));
    CHECK_FALSE(plan.has_entry());
    CHECK(one.alternatives[2].entry_share == number("0.3"));
    CHECK(one.alternatives[2].every_unit == keyword::days);
    CHECK(one.alternatives[3].entry_amount == number("100.50"));
    CHECK(one.alternatives[3].fewest == 4);
    CHECK(one.alternatives[3].every_unit == keyword::weeks);
    CHECK(one.alternatives[3].every == 2);
}

TEST_CASE("a condition of one way to pay has the usual values for all else") {
    auto const one = sound(cash);
    CHECK(one.rule_id == "any_time");
    CHECK_FALSE(one.is_default);
    CHECK_FALSE(one.interest);
    CHECK_FALSE(one.amount_from);
    CHECK_FALSE(one.overdue_from);
    CHECK_FALSE(one.broken_after_days);
    CHECK_FALSE(one.installment_unit);
    CHECK(one.base == discount_base::total);
    CHECK(one.first_after_days == 0);
    CHECK_FALSE(policy(debt + "condition c {\n" + cash + "}\n").policy.reads_as_of);
    CHECK(policy(debt + "condition c {\n requires r = due < as_of\n" + cash + "}\n").policy.reads_as_of);
}

TEST_CASE("the debt is amounts of one currency and whole days") {
    auto const read = policy(
        "debt { fees costs * 2  principal balance + 1  interest 0  fine balance * share  overdue as_of - due "
        "}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    REQUIRE(read.policy.debt);
    auto const& owed = *read.policy.debt;
    CHECK(owed.money.currency == "BRL");
    for (auto const& amount : owed.amounts) {
        REQUIRE(amount);
        CHECK(amount->type.kind == kind::money);
        CHECK(amount->type.currency == "BRL");
    }
    REQUIRE(owed.overdue);
    CHECK(owed.overdue->type.kind == kind::duration);
    CHECK(policy("debt { principal dollars }\n").policy.debt->money.currency == "USD");
}

TEST_CASE("a debt of the wrong kind is refused") {
    CHECK(policy("debt { principal days_late }\n").codes() == strings{"T2040"});
    CHECK(policy("debt { principal balance / costs }\n").codes() == strings{"T2040"});
    CHECK(policy("debt { principal balance  fees dollars }\n").codes() == strings{"T2034"});
    CHECK(policy("debt { principal balance  overdue score }\n").codes() == strings{"T2040"});
    CHECK(policy("debt { principal balance  overdue due }\n").codes() == strings{"T2040"});
    CHECK(policy("debt { principal balance  overdue seen - seen }\n").codes() == strings{"T2040"});
    CHECK(policy("debt { principal balanse }\n").codes() == strings{"T3001"});
    CHECK(policy("debt { overdue days_late }\n").codes() == strings{"T4028"});
    CHECK(policy("debt { principal balance  principal costs }\n").codes() == strings{"T1019"});
    CHECK(policy(debt + debt).codes() == strings{"T1019"});
    CHECK(read_policy("tramo 1 en\nfield a : money(CLP)\nsegment s = a > 1\ndebt { principal a  fees 5 }\n")
              .found.empty());
}

TEST_CASE("conditions need a debt and a way to pay") {
    CHECK(condition(cash, "").codes() == strings{"T4028"});
    CHECK(condition("  interest 1%").codes() == strings{"T4029"});
    CHECK(condition("  overdue from 30\n" + cash, "debt { principal balance }\n").codes() ==
          strings{"T4028"});
    CHECK(codes("  installments plan 2..3 every 1 month") == strings{});
}

TEST_CASE("shares are percentages from nothing to all, written out") {
    for (std::string const member : {"interest", "fine", "discount total"}) {
        INFO(member);
        CHECK(codes("  " + member + " 100%") == strings{});
        CHECK(codes("  " + member + " 0%") == strings{});
        CHECK(codes("  " + member + " 100.01%") == strings{"T2042"});
        CHECK(codes("  " + member + " 1") == strings{"T2040"});
        CHECK(codes("  " + member + " share") == strings{"T2041"});
        CHECK(codes("  " + member + " balance") == strings{"T2040"});
    }
    CHECK(codes("  interest -1%") == strings{"T2042"});
    CHECK(policy("parameter p : percent = 10%\n" + debt + "condition c {\n  interest p\n" + cash + "}\n")
              .codes() == strings{"T2041"});
    CHECK(codes("  installments a 2..3 every 1 month rate 100.5%") == strings{"T2042"});
    CHECK(codes("  installments a 2..3 every 1 month entry 99.99%") == strings{});
    CHECK(codes("  installments a 2..3 every 1 month entry 100%") == strings{"T2042"});
    CHECK(codes("  installments a 2..3 every 1 month entry -5") == strings{"T2042"});
}

TEST_CASE("amounts are constants in the currency of the debt") {
    CHECK(sound("  amounts until BRL 10.50\n" + cash).amount_until == number("10.50"));
    CHECK(sound("  amounts from 5 * 2\n" + cash).amount_from == number("10"));
    CHECK(codes("  amounts from USD 10") == strings{"T2034"});
    CHECK(codes("  amounts from 10%") == strings{"T2040"});
    CHECK(codes("  amounts from balance") == strings{"T2041"});
    CHECK(codes("  amounts from 10.0001") == strings{"T2042"});
    CHECK(codes("  amounts from 10 until 9") == strings{"T2042"});
    CHECK(codes("  amounts from 10 until 10") == strings{});
    CHECK(codes("  rounding up 0") == strings{"T2042"});
    CHECK(codes("  rounding up 0.01") == strings{});
    CHECK(codes("  installments a 2..3 every 1 month minimum 0.0001") == strings{"T2042"});
    auto const pesos = read_policy(
        "tramo 1 en\nfield a : money(CLP)\ndebt { principal a }\ncondition c { rounding down 0.5  lump sum x "
        "}\n");
    CHECK(pesos.codes() == strings{"T2042"});
}

TEST_CASE("days overdue are a range of whole days") {
    CHECK(sound("  overdue from 30\n" + cash).overdue_from == 30);
    CHECK(sound("  overdue until 2 weeks\n" + cash).overdue_until == 14);
    CHECK(sound("  overdue from -5\n" + cash).overdue_from == -5);
    CHECK(codes("  overdue from 90 until 30") == strings{"T2042"});
    CHECK(codes("  overdue from 1.5") == strings{"T2040"});
    CHECK(codes("  overdue from 2 months") == strings{"T2040"});
    CHECK(codes("  overdue from days_late") == strings{"T2041"});
    CHECK(codes("  overdue from 99999999999999999999") == strings{"T2042"});
}

TEST_CASE("lengths of time are written out, in units that a day can be counted in") {
    CHECK(sound("  first after 0 days\n" + cash).first_after_days == 0);
    CHECK(codes("  first after 1 month") == strings{"T2040"});
    CHECK(codes("  first after 200000 days") == strings{"T2042"});
    CHECK(codes("  broken after 1 month") == strings{"T2040"});
    CHECK(codes("  broken after 0 days") == strings{});
    CHECK(codes("  installments a 2..3 every 1 year") == strings{"T2040"});
    CHECK(codes("  installments a 2..3 every 0 days") == strings{"T2042"});
    CHECK(codes("  installments a 2..3 every 1201 months") == strings{"T2042"});
    CHECK(codes("  installments a 2..3 every 1200 months") == strings{});
}

TEST_CASE("there are 1 to 1,200 installments") {
    CHECK(codes("  installments a 1..1200 every 1 month") == strings{});
    CHECK(codes("  installments a 0..12 every 1 month") == strings{"T2042"});
    CHECK(codes("  installments a 12..2 every 1 month") == strings{"T2042"});
    CHECK(codes("  installments a 2..1201 every 1 month") == strings{"T2042"});
}

TEST_CASE("what is said once is not said twice") {
    for (std::string const member :
         {"amounts from 1", "overdue from 1", "billing \"A\"", "billing filter \"A\"", "first after 1 day",
          "interest 1%", "fine 1%", "base total", "approval \"A\"", "rounding up 1", "broken after 1 day",
          "broken after 1 installments"}) {
        INFO(member);
        CHECK(codes("  " + member) == strings{});
        CHECK(codes("  " + member + "\n  " + member) == strings{"T1019"});
    }
}

TEST_CASE("names of requirements and alternatives are one set, of conditions and matrices the policy's") {
    CHECK(codes("  requires cash = in_force") == strings{"T3002"});
    CHECK(codes("  requires a = in_force\n  requires a = in_force") == strings{"T3002"});
    CHECK(policy(debt + "condition late {\n" + cash + "}\n").codes() == strings{"T3002"});
    CHECK(policy("matrix late by in_force { row * => 1% }\n").codes() == strings{"T3002"});
    CHECK(policy(debt + "condition c {\n" + cash + "}\ncondition c {\n" + cash + "}\n").codes() ==
          strings{"T3002"});
    CHECK(policy(debt + "condition c {\n" + cash + "}\nsegment s = c\n").codes() == strings{"T4012"});
    CHECK(policy("matrix m by in_force { row * => 1% }\nsegment s = m > 1\n").codes() == strings{"T4012"});
}

TEST_CASE("versions of a condition hold on different days") {
    auto const version = [](std::string const& period) {
        return "condition c " + period + " {\n" + cash + "}\n";
    };
    auto const read =
        policy(debt + version("version \"1\" until 2026-11-30") + version("version \"2\" from 2026-12-01"));
    INFO(read.rendering());
    CHECK(read.found.empty());
    REQUIRE(read.policy.conditions.size() == 2);
    CHECK(read.policy.conditions[1].version == "2");
    CHECK(policy(debt + version("until 2026-11-30") + version("from 2026-11-30")).codes() ==
          strings{"T4005"});
    CHECK(policy(debt + version("until 2026-11-30") + version("from 2026-11-01 inactive")).codes() ==
          strings{});
    CHECK(policy(debt + version("from 2026-12-01 until 2026-11-30")).codes() == strings{"T4006"});
}

TEST_CASE("requirements are conditions on the account, of fields, segments, parameters and the day") {
    auto const read = policy(
        "parameter least : integer = 30\n" + debt +
        "condition c {\n  requires a = late and days_late > least\n  requires b = due < as_of - 10 days\n"
        "  requires d = score > 1\n" +
        cash + "}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& all = read.policy.conditions.at(0).requirements;
    CHECK_FALSE(all.at(0).condition.may_be_unknown);
    CHECK(all.at(2).condition.may_be_unknown);
    CHECK(codes("  requires r = balance") == strings{"T2002"});
    CHECK(codes("  requires r = balanse > 1") == strings{"T3001"});
    CHECK(codes("  approval \"A\" if balance") == strings{"T2002"});
    CHECK(codes("  approval \" \"") == strings{"T2039"});
}

TEST_CASE("ceilings are one for each role and component") {
    CHECK(codes("  discount total 10%\n  discount total 20%") == strings{"T4030"});
    CHECK(codes("  discount total 10% for \"Agent\"\n  discount total 20% for \"agent\"") ==
          strings{"T4030"});
    CHECK(codes("  discount total 10%\n  discount total 20% for \"agent\"\n  discount principal 5%") ==
          strings{});
    CHECK(condition("  discount total 10%\n" + cash + "    discount total 20%").found.empty());
    CHECK(condition(cash + "    discount total 10%\n    discount total 20%").codes() == strings{"T4030"});
    CHECK(codes("  discount total 10% for \"\"") == strings{"T2039"});
}

TEST_CASE("a discount on what nobody owes is warned of") {
    CHECK(codes("  discount interest 10%") == strings{"T4031"});
    CHECK(codes("  discount fine 10%") == strings{"T4031"});
    CHECK(codes("  discount fees 10%") == strings{"T4031"});
    CHECK(codes("  discount interest 10%\n  interest 1%") == strings{});
    CHECK(codes("  fine 2%\n  discount fine 10%") == strings{});
    CHECK(
        condition("  discount fees 10%\n" + cash, "debt { principal balance  fees costs }\n").found.empty());
    CHECK(condition(cash + "    discount fees 10%").codes() == strings{"T4031"});
}

TEST_CASE("a condition that nobody can be offered is warned of") {
    CHECK(codes("  requires r = days_late > 5 and days_late < 3") == strings{"T4033"});
    CHECK(codes("  overdue from 30 until 90\n  requires r = days_late > 90") == strings{"T4033"});
    CHECK(codes("  overdue from 30 until 90\n  requires r = in_force and days_late > 90") ==
          strings{"T4033"});
    CHECK(codes("  overdue from 30 until 90\n  requires r = days_late >= 90") == strings{});
}
