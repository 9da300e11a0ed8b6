// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy as prose: every kind of declaration, sentences that are easy to get wrong, signs that Markdown
// reads.
#include <regex>
#include <set>

#include <tramo/explain/describe.hpp>

#include "unit/explain/every_kind.hpp"
#include "unit/policy/portfolio.hpp"

using namespace tramo::testing;
using tramo::language;

namespace {

std::string const head =
    "policy \"p\" { currency BRL }\nfield account : text key\nfield days : integer \"Days late\"\n"
    "field paid : date optional \"Last payment\"\nfield white : boolean optional\n"
    "field tier : one of \"A\", \"B\", \"C\"\n"
    "collection debts \"Debts\" { field amount : money  field due : date  field held : boolean }\n";

/// What stands between the heading of the last segment and the end, on one line for each paragraph.
std::string told(std::string const& condition, language in = language::en) {
    auto const text = tramo::describe(loaded(head + "segment s = " + condition + "\n"), in);
    auto const heading = text.find("`s`");
    REQUIRE(heading != std::string::npos);
    return text.substr(text.find("\n\n", heading) + 2);
}

bool has(std::string const& text, std::string const& part) {
    INFO(text);
    INFO("looked for: " + part);
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every kind of declaration is told, with its label, in all three languages") {
    auto const policy = loaded(every_kind);
    std::regex const labels("L-[a-z-]+");
    std::set<std::string> declared;
    for (std::sregex_iterator at(every_kind.begin(), every_kind.end(), labels), end; at != end; ++at)
        declared.insert(at->str());
    REQUIRE(declared.size() > 60);
    for (auto const in : {language::en, language::es, language::pt}) {
        auto const text = tramo::describe(policy, in);
        for (auto const& label : declared) CHECK(has(text, label));
        for (auto const* const name : {"open_claim", "illness", "undone", "bounce", "off_queue", "nobody",
                                       "wait", "once_a_day", "few", "running", "payment_id", "claim_id"})
            CHECK(has(text, std::string("`") + name + "`"));
        CHECK(text.find("{0}") == std::string::npos);
    }
}

TEST_CASE("a comparison is said by what is compared") {
    CHECK(told("days > 60") == "An account is in this segment when *Days late* is more than 60.\n");
    CHECK(told("days <= 60", language::es) ==
          "Una cuenta está en este segmento cuando *Days late* es como máximo 60.\n");
    CHECK(has(told("paid >= as_of - 1 month"), "*Last payment* is not before 1 month before today."));
    CHECK(has(told("paid < as_of - 30 days", language::pt),
              "*Last payment* é anterior a 30 dias antes de hoje."));
    CHECK(has(told("as_of - paid > 30 days"), "the time from *Last payment* to today is more than 30 days"));
    CHECK(has(told("tier in (\"A\", \"B\")"), "`tier` is “A” or “B”"));
    CHECK(has(told("tier not in (\"A\", \"B\")", language::es), "`tier` no es «A» ni «B»"));
    CHECK(has(told("days in 1..30"), "*Days late* is from 1 to 30"));
    CHECK(has(told("days in 1..<30"), "*Days late* is at least 1 and less than 30"));
}

TEST_CASE("a negation turns the comparison, and does not stand before it") {
    CHECK(has(told("not (days > 60)"), "*Days late* is at most 60"));
    CHECK(has(told("not white"), "`white` is false"));
    CHECK(has(told("not (days in 1..5)"), "*Days late* is not from 1 to 5"));
    CHECK(has(told("not any(debts where held)"), "for none of the records of *Debts*, `held` is true"));
    CHECK(has(told("not (days > 1 or (days < 0 and white))"), "when none of the following holds:"));
}

TEST_CASE("a preposition melts with the article behind it") {
    CHECK(has(told("paid >= start_of_month(as_of)", language::es),
              "no es anterior al primer día del mes de hoy"));
    CHECK(has(told("paid >= start_of_month(as_of)", language::pt),
              "não é anterior ao primeiro dia do mês de hoje"));
    CHECK(has(told("abs(max(days, 3)) > 2", language::es), "el valor absoluto del mayor de *Days late* y 3"));
}

TEST_CASE("in Spanish, or and and change before their own sound") {
    auto const or_text = told("tier = \"A\" and days > 1 or account in (\"sin\", \"otro\")", language::es);
    CHECK(has(or_text, "«sin» u «otro»"));
}

TEST_CASE("a condition of several parts is a list, and a short one a sentence") {
    CHECK(told("days > 60 and white") ==
          "An account is in this segment when *Days late* is more than 60 and `white` is true.\n\n"
          "If `white` is not known and the answer depends on it, the account is not in the segment.\n");
    CHECK(has(told("(days > 60 and (white or tier = \"A\")) or paid is unknown"),
              "when at least one of the following holds:\n\n1. All of the following:\n"
              "   - *Days late* is more than 60\n   - `white` is true or `tier` is “A”\n"
              "2. *Last payment* is not known\n"));
}

TEST_CASE("what is nested deeply is set out below instead of further to the right") {
    std::string condition = "days = 0";
    for (int i = 1; i < 40; ++i)
        condition = "days = " + std::to_string(i) + (i % 2 == 0 ? " and (" : " or (") + condition + ")";
    auto const text = told(condition);
    CHECK(has(text, "Condition C1, set out below"));
    CHECK(has(text, "Condition C9 is true when"));
    std::size_t widest = 0;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
        widest = std::max(widest, text.find_first_not_of(' ', at) - at);
    CHECK(widest <= 12);
    for (int i = 0; i < 40; ++i)
        CHECK(std::regex_search(text, std::regex("late\\* is " + std::to_string(i) + "\\b")));
}

TEST_CASE("an account's optional fields are told of where they decide, also through a segment") {
    auto const text = tramo::describe(
        loaded(head + "segment first_one = white\nsegment s = first_one and days > 3\n"), language::en);
    CHECK(has(text,
              "If `white` is not known and the answer depends on it, the account is not in the segment."));
    CHECK(told("paid is known and paid < as_of").find("If ") == std::string::npos);
}

TEST_CASE("values that rest on values of values are told without asking the same again and again") {
    std::string values = "value v0 = paid\n";
    for (int i = 1; i < 60; ++i) {
        auto const before = "v" + std::to_string(i - 1);
        values += "value v" + std::to_string(i) + " = max(" + before + ", " + before + " + 1 day)\n";
    }
    auto const text = tramo::describe(loaded(head + values + "segment s = v59 < as_of\n"), language::en);
    CHECK(has(text, "when `v59` is before today."));
}

TEST_CASE("labels keep their signs, and break neither lists nor tables") {
    auto const text = tramo::describe(
        loaded(
            "policy \"<b> & *x*\" { currency BRL }\nfield account : text key\n"
            "field a : integer \"a|b `c` <d> [e] _f_\"\nsegment `1 | 2` \"# no heading\\nhere\" = a > 1\n"),
        language::en);
    CHECK(has(text, "# \\<b\\> \\& \\*x\\*\n"));
    CHECK(has(text, "*a\\|b \\`c\\` \\<d\\> \\[e\\] \\_f\\_* (`a`)"));
    CHECK(has(text, "Segment: # no heading here (`1 \\| 2`)"));
}

TEST_CASE("a policy of one segment has a head and two chapters, and no pictures where none are wanted") {
    auto const policy = loaded("field account : text key\nsegment all_of_them = true\n");
    auto const text = tramo::describe(policy, language::en, {false});
    CHECK(text.starts_with("# Policy without a title\n"));
    CHECK(has(text, "## 1. Data\n"));
    CHECK(has(text, "## 2. Segments\n"));
    CHECK(has(text, "An account is in this segment when always."));
    CHECK(text.find("## 3.") == std::string::npos);
    CHECK(text.find("mermaid") == std::string::npos);
}

TEST_CASE("the versions of a rule, their days and whether they are off are told") {
    auto const text = tramo::describe(loaded(every_kind), language::en);
    CHECK(has(text, "Version 2. Rule `R-1`. Valid from 1 Jan 2026 until 31 Dec 2026, both included."));
    CHECK(has(text, "**Otherwise: *L-off* (`off_queue`)** (line 21)\n\n**Inactive: it applies to nobody.**"));
}
