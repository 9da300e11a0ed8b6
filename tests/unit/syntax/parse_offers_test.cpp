// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The debt, conditions of payment and tables of discounts: what each clause becomes in the tree, and where
// the words of their members are names.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using tramo::keyword;
using tramo::ast::condition_declaration;
using tramo::ast::debt_declaration;
using tramo::ast::matrix_declaration;

namespace {

/// The members of a condition that is written so.
condition_declaration condition(std::string const& members) {
    return only<condition_declaration>("condition c {\n" + members + "\n}\n");
}

/// The only member of a condition.
template <class Member>
Member member(std::string const& text) {
    auto const all = condition(text).members;
    REQUIRE(all.size() == 1);
    REQUIRE(std::holds_alternative<Member>(all[0]));
    return std::get<Member>(all[0]);
}

template <class Member>
Member nth(condition_declaration const& of, std::size_t index) {
    REQUIRE(index < of.members.size());
    REQUIRE(std::holds_alternative<Member>(of.members[index]));
    return std::get<Member>(of.members[index]);
}

/// The cells of a row, in a matrix of any width.
std::vector<tramo::ast::matrix_cell> cells(std::string const& text) {
    auto const matrix = only<matrix_declaration>("matrix m by a {\n  row " + text + " => 1%\n}\n");
    REQUIRE(matrix.rows.size() == 1);
    return matrix.rows[0].cells;
}

std::string shape(std::optional<tramo::ast::expression> const& what) {
    return what ? tramo_test::shape(*what) : "-";
}

/// The meaning of the only requirement of a condition.
std::string required(std::string const& text) {
    return tramo_test::shape(member<tramo::ast::requirement_member>("  requires r = " + text).condition);
}

}  // namespace

TEST_CASE("a debt says which expression is which part of it") {
    auto const debt = only<debt_declaration>(
        "debt {\n  principal balance\n  interest accrued + 0.00\n  fine 0 fees costs\n  overdue late\n}\n");
    REQUIRE(debt.members.size() == 5);
    std::vector<std::string> read;
    for (auto const& one : debt.members)
        read.push_back(std::string(tramo::entry_of(one.part).name) + " " + tramo_test::shape(one.amount));
    CHECK(read == std::vector<std::string>{"principal balance", "interest (+ accrued 0.00)", "fine 0",
                                           "fees costs", "overdue late"});
    CHECK(only<debt_declaration>("debt {}").members.empty());
}

TEST_CASE("a condition has a label, a period, an id and may be shown at once") {
    auto const read = only<condition_declaration>(
        "condition november \"November\" default version \"1\" until 2026-11-30 id \"C-11\" from 2026-11-01 "
        "inactive {}");
    CHECK(read.name.text == "november");
    CHECK(read.label->text == "November");
    CHECK(read.is_default);
    CHECK(read.period.version->text == "1");
    CHECK(read.period.id->text == "C-11");
    CHECK(to_string(*read.period.from) == "2026-11-01");
    CHECK(to_string(*read.period.until) == "2026-11-30");
    CHECK(read.period.is_inactive);
    CHECK(only<condition_declaration>("condition c inactive default {}").is_default);
    CHECK_FALSE(only<condition_declaration>("condition c {}").is_default);
}

TEST_CASE("amounts and days overdue lie between bounds, of which one may be missing") {
    auto const amounts = member<tramo::ast::extent_member>("amounts from 100 until 5000 enforced");
    CHECK(amounts.what == keyword::amounts);
    CHECK(shape(amounts.from) == "100");
    CHECK(shape(amounts.until) == "5000");
    CHECK(amounts.is_enforced);
    auto const overdue = member<tramo::ast::extent_member>("overdue until 90");
    CHECK(overdue.what == keyword::overdue);
    CHECK(shape(overdue.from) == "-");
    CHECK(shape(overdue.until) == "90");
    CHECK(shape(member<tramo::ast::extent_member>("amounts until b + 1 from a").from) == "a");
    CHECK_FALSE(member<tramo::ast::extent_member>("amounts from 1").is_enforced);
}

TEST_CASE("the short members of a condition") {
    auto const read = condition(
        "billing \"Boleto\" billing filter \"Carnê\" first after 10 days interest 1% fine rate * 2\n"
        "base total approval \"Team\" if balance > 1000\nbroken after 10 days broken after 2 installments");
    CHECK(nth<tramo::ast::billing_member>(read, 0).form.text == "Boleto");
    CHECK_FALSE(nth<tramo::ast::billing_member>(read, 0).is_filter);
    CHECK(nth<tramo::ast::billing_member>(read, 1).is_filter);
    CHECK(shape(nth<tramo::ast::first_due_member>(read, 2).length) == "10 days");
    CHECK(nth<tramo::ast::charge_member>(read, 3).what == keyword::interest);
    CHECK(shape(nth<tramo::ast::charge_member>(read, 3).share) == "1%");
    CHECK(shape(nth<tramo::ast::charge_member>(read, 4).share) == "(* rate 2)");
    CHECK(nth<tramo::ast::base_member>(read, 5).what == keyword::total);
    CHECK(nth<tramo::ast::approval_member>(read, 6).by.text == "Team");
    CHECK(shape(nth<tramo::ast::approval_member>(read, 6).condition) == "(> balance 1000)");
    CHECK(shape(nth<tramo::ast::broken_member>(read, 7).length) == "10 days");
    CHECK(nth<tramo::ast::broken_member>(read, 8).installments == 2);
    CHECK_FALSE(nth<tramo::ast::broken_member>(read, 8).length);
    CHECK(member<tramo::ast::base_member>("base in turn").what == keyword::in_turn);
    CHECK(member<tramo::ast::base_member>("base principal").what == keyword::principal);
    CHECK_FALSE(member<tramo::ast::approval_member>("approval \"Team\"").condition);
}

TEST_CASE("a requirement has a name, perhaps a label, and a condition over several lines") {
    auto const read = member<tramo::ast::requirement_member>(
        "requires overdue \"At least a month\" = late >= 30\n  and not in_force");
    CHECK(read.name.text == "overdue");
    CHECK(read.label->text == "At least a month");
    CHECK(tramo_test::shape(read.condition) == "(and (>= late 30) (not in_force))");
}

TEST_CASE("a discount is a share or comes from a matrix, for everybody or one role") {
    auto const read = condition(
        "discount interest 50%\ndiscount total max_share for \"supervisor\"\n"
        "discount principal by haircut discount fees by h for \"a\"\n");
    auto const first = nth<tramo::ast::discount_member>(read, 0);
    CHECK(first.what == keyword::interest);
    CHECK(shape(first.share) == "50%");
    CHECK_FALSE(first.matrix);
    CHECK_FALSE(first.role);
    CHECK(shape(nth<tramo::ast::discount_member>(read, 1).share) == "max_share");
    CHECK(nth<tramo::ast::discount_member>(read, 1).role->text == "supervisor");
    CHECK(nth<tramo::ast::discount_member>(read, 2).matrix->text == "haircut");
    CHECK_FALSE(nth<tramo::ast::discount_member>(read, 2).share);
    CHECK(nth<tramo::ast::discount_member>(read, 3).role->text == "a");
}

TEST_CASE("rounding has a direction, perhaps an amount, and the installment that takes the rest") {
    auto const read = [](std::string const& text) {
        auto const one = member<tramo::ast::round_member>("rounding " + text);
        return std::string(tramo::entry_of(one.mode).name) + " " + shape(one.unit) + " " +
               (one.rest ? std::string(tramo::entry_of(*one.rest).name) : "-");
    };
    CHECK(read("down 1 last") == "down 1 last");
    CHECK(read("up") == "up - -");
    CHECK(read("nearest first") == "nearest - first");
    CHECK(read("up `first` first") == "up first first");
    CHECK(read("down step\n  last") == "down step last");
    CHECK(read("down base") == "down base -");
}

TEST_CASE("first behind a rounding begins the next member where after or a new line makes it one") {
    for (std::string const text :
         {"rounding down first after 10 days", "rounding down 1\nfirst after 10 days",
          "rounding down\nfirst after 10 days"}) {
        auto const read = condition(text);
        REQUIRE(read.members.size() == 2);
        CHECK_FALSE(nth<tramo::ast::round_member>(read, 0).rest);
        CHECK(shape(nth<tramo::ast::first_due_member>(read, 1).length) == "10 days");
    }
    CHECK(nth<tramo::ast::round_member>(condition("rounding up first first after 1 day"), 0).rest ==
          keyword::first);
}

TEST_CASE("an alternative is a lump sum or installments with their clauses in any order") {
    auto const cash = member<tramo::ast::alternative_member>("lump sum cash \"Cash\"");
    CHECK(cash.is_lump_sum);
    CHECK(cash.name.text == "cash");
    CHECK(cash.label->text == "Cash");
    CHECK((cash.fewest == 1 && cash.most == 1 && !cash.every));
    auto const plan = member<tramo::ast::alternative_member>(
        "installments plan \"Plan\" 2..12 minimum 50 entry 30% every 1 month\n  rate 1.5%");
    CHECK_FALSE(plan.is_lump_sum);
    CHECK((plan.fewest == 2 && plan.most == 12));
    CHECK(shape(plan.every) == "1 months");
    CHECK(shape(plan.entry) == "30%");
    CHECK(shape(plan.rate) == "1.5%");
    CHECK(shape(plan.minimum) == "50");
    auto const six = member<tramo::ast::alternative_member>("installments six 6 every 20 days");
    CHECK((six.fewest == 6 && six.most == 6 && !six.entry && !six.rate && !six.minimum));
}

TEST_CASE("the axes of a matrix are the role and names, some of them rising") {
    auto const read =
        only<matrix_declaration>("matrix haircut \"Haircut\" by role, late rising, `role` {\n}\n");
    CHECK(read.name.text == "haircut");
    CHECK(read.label->text == "Haircut");
    REQUIRE(read.axes.size() == 3);
    CHECK((read.axes[0].is_role && !read.axes[0].is_rising));
    CHECK((read.axes[1].name.text == "late" && read.axes[1].is_rising));
    CHECK((read.axes[2].name.text == "role" && !read.axes[2].is_role));
}

TEST_CASE("a cell is all, texts, a truth, a value, or a range with or without its ends") {
    auto const all =
        cells("*, \"a\", (\"a\", \"b\"), true, 5, 0..90, 0..<91, from 91, until -5, from 1 until 2");
    REQUIRE(all.size() == 10);
    CHECK(all[0].is_all);
    CHECK(all[1].texts.at(0).text == "a");
    CHECK((all[2].texts.size() == 2 && all[2].texts[1].text == "b"));
    CHECK(all[3].truth == true);
    CHECK((shape(all[4].from) == "5" && shape(all[4].until) == "5" && !all[4].half_open));
    CHECK((shape(all[5].from) == "0" && shape(all[5].until) == "90" && !all[5].half_open));
    CHECK((shape(all[6].until) == "91" && all[6].half_open));
    CHECK((shape(all[7].from) == "91" && !all[7].until));
    CHECK((!all[8].from && shape(all[8].until) == "(minus 5)"));
    CHECK((shape(all[9].from) == "1" && shape(all[9].until) == "2"));
    CHECK(shape(cells("BRL 5..<limit")[0].until) == "limit");
    CHECK(cells("(\"a\")")[0].texts.size() == 1);
    CHECK(cells("false")[0].truth == false);
}

TEST_CASE("rows follow one another on one line or many") {
    auto const read = only<matrix_declaration>(
        "matrix m by a, b { row *, 1 => 10% row 2, * => share * 2\n  row \"x\",\n    * =>\n    5% }");
    REQUIRE(read.rows.size() == 3);
    CHECK(tramo_test::shape(read.rows[1].share) == "(* share 2)");
    CHECK(read.rows[2].cells.at(1).is_all);
}

TEST_CASE("the words of members are names outside of their blocks") {
    for (std::string const name :
         {"principal", "interest",  "fine",     "fees",     "overdue",  "amounts", "billing",      "first",
          "base",      "requires",  "approval", "discount", "rounding", "broken",  "installments", "row",
          "debt",      "condition", "matrix",   "last",     "total",    "role",    "every",        "rate"}) {
        INFO(name);
        auto const document = read("field " + name + " : integer\nsegment s = x and\n  " + name +
                                   " > 3 and\n  " + name + "\nsegment t = " + name + "\n");
        REQUIRE(document.declarations.size() == 3);
        auto const& s = std::get<tramo::ast::segment_declaration>(document.declarations[1]);
        CHECK(tramo_test::shape(s.condition) == "(and x (> " + name + " 3) " + name + ")");
    }
}

TEST_CASE("a collection, an event and a state may be called like the new words, on a line of their own too") {
    CHECK(
        read("collection debts { field a : money }\nevent e of\n  debts by debt_id\n").declarations.size() ==
        2);
    CHECK(
        read(
            "alert a per\n  debts any {\n  state debt\n  state matrix\n  manual raise\n    debt, matrix\n}\n")
            .declarations.size() == 1);
    CHECK(read("log {\n  account debt\n  event condition\n}\n").declarations.size() == 1);
}

TEST_CASE("within a block a member's word is a name wherever a value is due") {
    auto const debt = only<debt_declaration>(
        "debt {\n  principal principal\n  overdue overdue\n  interest interest +\n    fine -\n    fees\n}\n");
    REQUIRE(debt.members.size() == 3);
    CHECK(tramo_test::shape(debt.members[2].amount) == "(- (+ interest fine) fees)");
    CHECK(required("interest > 10 and\n    fine = 0") == "(and (> interest 10) (= fine 0))");
    CHECK(required("\n    base") == "base");
    CHECK(required("(\n    first\n    + fine) > 3") == "(> (+ first fine) 3)");
    CHECK(required("x in (fine,\n    base, 2)") == "(in x fine base 2)");
    CHECK(required("x or not\n    overdue is known") == "(or x (not (known overdue)))");
    CHECK(required("principal >\n    total") == "(> principal total)");
    auto const two = condition("approval \"A\" if\n  fine > 3\ninterest fine");
    CHECK(shape(nth<tramo::ast::approval_member>(two, 0).condition) == "(> fine 3)");
    CHECK(shape(nth<tramo::ast::charge_member>(two, 1).share) == "fine");
}

TEST_CASE("a line that begins with a member's word begins a member where the line before is at its end") {
    auto const read = condition("requires a = b\nfine 2%\nrequires c = d > e\ninterest (1%)\nbase total");
    REQUIRE(read.members.size() == 5);
    CHECK(nth<tramo::ast::charge_member>(read, 1).what == keyword::fine);
    CHECK(shape(nth<tramo::ast::charge_member>(read, 3).share) == "1%");
}

TEST_CASE("in Spanish and Portuguese the words are theirs") {
    auto const es = read(
        tramo::source("tramo 1 es\ncondición c predeterminada {\n  al contado a\n  cuotas b 2..3 cada 1 mes "
                      "pie 30% tasa 2% "
                      "mínimo 5\n  exige r = juros > 10 y\n    multa = 0\n  redondeo abajo último\n}\n"));
    auto const& one = std::get<condition_declaration>(es.declarations.at(0));
    CHECK(one.is_default);
    CHECK(nth<tramo::ast::alternative_member>(one, 0).is_lump_sum);
    CHECK(shape(nth<tramo::ast::alternative_member>(one, 1).minimum) == "5");
    CHECK(tramo_test::shape(nth<tramo::ast::requirement_member>(one, 2).condition) ==
          "(and (> juros 10) (= multa 0))");
    auto const pt =
        read(tramo::source("tramo 1 pt\ndívida { principal principal juros juros multa multa }\n"
                           "matriz m por papel, atraso crescente {\n  linha \"a\", até 90 => 10%\n}\n"
                           "condição c {\n  a vista x\n  à vista y\n  desconto juros 5% para \"z\"\n}\n"));
    REQUIRE(pt.declarations.size() == 3);
    CHECK(std::get<debt_declaration>(pt.declarations[0]).members.size() == 3);
    CHECK(std::get<matrix_declaration>(pt.declarations[1]).axes.at(1).is_rising);
    CHECK(std::get<condition_declaration>(pt.declarations[2]).members.size() == 3);
}

TEST_CASE("members know where they stand") {
    std::string const text = "condition c {\n  lump sum cash  # why\n    discount total 5%\n}\n";
    auto const whole = english(text);
    auto const read = only<condition_declaration>(text);
    CHECK(whole.slice(read.at) == text.substr(0, text.size() - 1));
    CHECK(whole.slice(nth<tramo::ast::alternative_member>(read, 0).at) == "lump sum cash");
    CHECK(whole.slice(nth<tramo::ast::discount_member>(read, 1).at) == "discount total 5%");
    auto const matrix = only<matrix_declaration>("matrix m by role {\n  row \"a\" => 5%\n}\n");
    auto const again = english("matrix m by role {\n  row \"a\" => 5%\n}\n");
    CHECK(again.slice(matrix.axes[0].at) == "role");
    CHECK(again.slice(matrix.rows[0].at) == "row \"a\" => 5%");
    CHECK(again.slice(matrix.rows[0].cells[0].at) == "\"a\"");
}

TEST_CASE("100,000 members of a condition and as many rows of a matrix are read") {
    std::string members;
    std::string rows;
    for (int i = 0; i < 100'000; ++i) {
        members += "discount total 5% for \"r" + std::to_string(i) + "\"\n";
        rows += "row " + std::to_string(i) + ".." + std::to_string(i + 1) + " => 1%\n";
    }
    CHECK(condition(members).members.size() == 100'000);
    CHECK(only<matrix_declaration>("matrix m by a {\n" + rows + "}").rows.size() == 100'000);
}
