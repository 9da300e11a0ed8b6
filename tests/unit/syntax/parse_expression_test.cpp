// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Expressions: literals, operators and what binds tighter.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using tramo::language;

TEST_CASE("or binds least, then and, not, comparison, sum, product, minus") {
    CHECK(shape("a or b and not c = d + e * -f") == "(or a (and b (not (= c (+ d (* e (minus f)))))))");
    CHECK(shape("not a = b and c") == "(and (not (= a b)) c)");
    CHECK(shape("a - b - c") == "(- (- a b) c)");
    CHECK(shape("a / b * c") == "(* (/ a b) c)");
    CHECK(shape("- a * b") == "(* (minus a) b)");
    CHECK(shape("a - -b") == "(- a (minus b))");
    CHECK(shape("not not a") == "(not (not a))");
}

TEST_CASE("parentheses come first and leave no trace") {
    CHECK(shape("(a or b) and c") == "(and (or a b) c)");
    CHECK(shape("a * (b + c)") == "(* a (+ b c))");
    CHECK(shape("((a))") == "a");
    CHECK(shape("(a = b) = (c < d)") == "(= (= a b) (< c d))");
    CHECK(shape("a - (b - c)") == "(- a (- b c))");
}

TEST_CASE("chains of one operator are one node, also through parentheses") {
    CHECK(shape("a and b and (c and d)") == "(and a b c d)");
    CHECK(shape("(a or b) or c") == "(or a b c)");
}

TEST_CASE("and inside or without parentheses draws a warning that shows how it is read") {
    auto const found = only_finding("segment s = a or b and c between 1 and 3");
    CHECK(found.code == "T4001");
    CHECK(found.severity == tramo::severity::warning);
    CHECK(found.help.at(0) == "it is read as: a or (b and c in 1..3)");
    CHECK(code_in("a or (b and c)").empty());
    CHECK(code_in("a or c between 1 and 3").empty());
    CHECK(code_in("a between 1 and 2 or c between 1 and 3 and d") == "T4001");
}

TEST_CASE("comparisons have the usual signs and a few that people type instead") {
    CHECK(shape("a = b") == shape("a == b"));
    CHECK(shape("a <> b") == "(!= a b)");
    CHECK(shape("a ≤ b") == "(<= a b)");
    CHECK(shape("a≥b") == "(>= a b)");
    CHECK(shape("a ≠ b") == "(!= a b)");
    CHECK(shape("a<b") == "(< a b)");
}

TEST_CASE("between with and is a range with both ends") {
    CHECK(shape("x between 1 and 5 and y") == "(and (in x (.. 1 5)) y)");
    CHECK(shape("x not between a + 1 and b * 2") == "(not-in x (.. (+ a 1) (* b 2)))");
    CHECK(shape("x entre 1 y 5 y z", language::es) == "(and (in x (.. 1 5)) z)");
}

TEST_CASE("in takes a list, a range, or ranges in a list") {
    CHECK(shape("x in (1, 2, 3)") == "(in x 1 2 3)");
    CHECK(shape("x in 5") == "(in x 5)");
    CHECK(shape("x in 1..30") == "(in x (.. 1 30))");
    CHECK(shape("x in (1..30)") == "(in x (.. 1 30))");
    CHECK(shape("x in 1..<30") == "(in x (..< 1 30))");
    CHECK(shape("x not in (1..5, 8, 10..<12)") == "(not-in x (.. 1 5) 8 (..< 10 12))");
    CHECK(shape("x in -5..-1") == "(in x (.. (minus 5) (minus 1)))");
    CHECK(shape("x in a.b..c.d") == "(in x (.. a.b c.d))");
    CHECK(shape("x in 2026-01-01..2026-01-31") == "(in x (.. 2026-01-01 2026-01-31))");
    CHECK(shape("x in 1.5..2.5") == "(in x (.. 1.5 2.5))");
    CHECK(shape("x in 5%..10%") == "(in x (.. 5% 10%))");
}

TEST_CASE("texts are matched with like and starts with") {
    CHECK(shape("a like \"9%\"") == "(like a \"9%\")");
    CHECK(shape("a not like \"9%\"") == "(not-like a \"9%\")");
    CHECK(shape("a starts   with \"9\"") == "(starts_with a \"9\")");
    CHECK(shape("a no empieza con \"9\"", language::es) == "(not-starts_with a \"9\")");
    CHECK(shape("a começa com \"9\"", language::pt) == "(starts_with a \"9\")");
}

TEST_CASE("a value can be asked whether it is known") {
    CHECK(shape("a is unknown") == "(unknown a)");
    CHECK(shape("a + b is known and c") == "(and (known (+ a b)) c)");
    CHECK(shape("a es conocida", language::es) == "(known a)");
    CHECK(shape("not a is unknown") == "(not (unknown a))");
}

TEST_CASE("numbers may be grouped by underscores and keep their decimals") {
    CHECK(shape("1_000_000") == "1000000");
    CHECK(shape("12.50") == "12.50");
    CHECK(shape("99999999999999999999999999999999999999") == "99999999999999999999999999999999999999");
    CHECK(shape("0.000000000000000001") == "0.000000000000000001");
}

TEST_CASE("a percent sign makes a number a share") {
    CHECK(shape("12.5%") == "12.5%");
    CHECK(shape("a > 5% + b") == "(> a (+ 5% b))");
}

TEST_CASE("an amount bears its currency before it") {
    CHECK(shape("R$ 10.50") == "BRL$10.50");
    CHECK(shape("US$10") == "USD$10");
    CHECK(shape("€ 10") == "EUR$10");
    CHECK(shape("₲ 100_000") == "PYG$100000");
    CHECK(shape("UF 2.5") == "CLF$2.5");
    CHECK(shape("CLP 1000") == "CLP$1000");
    CHECK(shape("$ 10") == "$10");
    CHECK(shape("ABC + 1") == "(+ ABC 1)");
}

TEST_CASE("a number with a unit on its line is a length of time") {
    CHECK(shape("as_of - 30 days") == "(- as_of 30 days)");
    CHECK(shape("1 week") == "1 weeks");
    CHECK(shape("hoy - 3 meses", language::es) == "(- as_of 3 months)");
    CHECK(shape("1 año", language::es) == "1 years");
    CHECK(shape("2 mês", language::pt) == "2 months");
    CHECK(shape("30days") == "30 days");
}

TEST_CASE("days and moments are written as in ISO 8601") {
    CHECK(shape("2026-11-21") == "2026-11-21");
    CHECK(shape("2026-11-21T10:30") == "2026-11-21T10:30:00");
    CHECK(shape("2026-11-21T10:30:15.25") == "2026-11-21T10:30:15.25");
    CHECK(shape("2024-02-29") == "2024-02-29");
}

TEST_CASE("texts stand in quotes, with four escapes") {
    CHECK(shape(R"("a \"b\" \\ c")") == "\"a \"b\" \\ c\"");
    CHECK(shape("\"a\\nb\\tc\"") == "\"a\nb\tc\"");
    CHECK(shape("\"# ( ` in a text\"") == "\"# ( ` in a text\"");
    CHECK(shape("\"e\xCC\x81\"") == "\"\xC3\xA9\"");
}

TEST_CASE("truth, the day and null have words") {
    CHECK(shape("TRUE or false") == "(or true false)");
    CHECK(shape("verdadeiro ou hoje = nulo", language::pt) == "(or true (= as_of null))");
}

TEST_CASE("functions take values") {
    CHECK(shape("round(a / b, 2)") == "(round (/ a b) 2)");
    CHECK(shape("coalesce(a, b, 0) > abs ( -c )") == "(> (coalesce a b 0) (abs (minus c)))");
    CHECK(shape("max(a, b)") == "(max a b)");
    CHECK(shape("date(a) = end_of_month(as_of)") == "(= (to_date a) (end_of_month as_of))");
    CHECK(shape("redondear(a, 2)", language::es) == "(round a 2)");
}

TEST_CASE("aggregates take a collection, one of its fields, and a condition") {
    CHECK(shape("count(debts)") == "(count over debts)");
    CHECK(shape("max(debts.amount)") == "(max over debts.amount)");
    CHECK(shape("sum(debts.amount where due < as_of and open)") ==
          "(sum over debts.amount (and (< due as_of) open))");
    CHECK(shape("any(debts where disputed) or all(debts where not (paid))") ==
          "(or (any over debts disputed) (all over debts (not paid)))");
    CHECK(shape("más_antigua(deudas.vence donde saldo > 0)", language::es) ==
          "(oldest over deudas.vence (> saldo 0))");
}

TEST_CASE("an expression alone may have comments and line ends, and nothing behind it") {
    CHECK(shape("a # first\n and # second\n b # third") == "(and a b)");
    CHECK(code_in("a b") == "T1005");
    CHECK(code_in("") == "T1005");
    CHECK(code_in("segment a = b") == "T1005");
}

TEST_CASE("the height and the nesting of a tree are counted") {
    auto const tree =
        tramo::parse_expression(tramo::source("a or b and x in (1 + 2, 3)"), language::en).value;
    CHECK(tree.height == 5);
    CHECK(tree.nesting == 2);
    CHECK(tramo::parse_expression(tramo::source("((a))"), language::en).value.nesting == 0);
}
