// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Mistakes: each is reported once, in its place, and leaves the rest to be read.
#include <catch2/catch.hpp>

#include <tramo/values/unicode.hpp>

#include "reading.hpp"

using namespace tramo_test;
using list = std::vector<std::string>;

TEST_CASE("a document with five mistakes reports five") {
    auto const text = english(
        "field a : intger\n"
        "segment b = a >\n"
        "segmnt c = a\n"
        "value d = (a + 1\n"
        "strategy e {\n  queue f if a = \"x\n  rest g\n}\n"
        "segment h = a > 1\n");
    auto const result = tramo::parse(text);
    INFO(render(result.diagnostics, text));
    CHECK(codes(text) == list{"T2001", "T1005", "T1004", "T1005", "T1006"});
    CHECK(std::get<tramo::ast::segment_declaration>(result.value.declarations.back()).name.text == "h");
}

TEST_CASE("what could not be read is remembered by name") {
    auto const result = tramo::parse(english("segment a = >\nfield b\nsegment c = x\n"));
    CHECK(result.value.broken_names == list{"a", "b"});
    CHECK(result.value.declarations.size() == 1);
}

TEST_CASE("a misspelled declaration is recognised, and the right word proposed") {
    auto const found = only_finding("segmnt late = days > 30\n");
    CHECK(found.code == "T1004");
    CHECK(found.help.at(0) == "did you mean `segment`?");
    CHECK(codes("segment a = b\nfeild c : integer\nstrtegy d = 1\n") == list{"T1004", "T1004"});
}

TEST_CASE("a misspelled type or function is named with the nearest one") {
    CHECK(only_finding("field a : desimal").help.at(0) == "did you mean `decimal`?");
    auto const found = only_finding("value a = coalese(b, 1)");
    CHECK(found.code == "T3008");
    CHECK(found.help.at(0) == "did you mean `coalesce`?");
}

TEST_CASE("a value missing at the end of a line is shown there, not on the next line") {
    auto const text = english("segment a =\nsegment b = c\n");
    auto const found = tramo::parse(text).diagnostics;
    REQUIRE(found.size() == 1);
    CHECK(found[0].message == "expected a condition, found `segment`");
    CHECK(text.at(found[0].labels.at(0).where.begin).line == 2);
    CHECK(codes("segment a = b and\n\nfield c : integer\n") == list{"T1005"});
    CHECK(codes("segment a = b +\nsegment c = d") == list{"T1005"});
    CHECK(codes("segment a = b and") == list{"T1005"});
}

TEST_CASE("the word that was due is named in the document's language") {
    auto const found =
        tramo::parse(tramo::source("tramo 1 es\nestrategia d {\n cola a b\n resto c\n}\n")).diagnostics;
    REQUIRE(found.size() == 1);
    CHECK(found[0].message == "expected `si` and a condition, found `b`");
}

TEST_CASE("a block without its end is shown where it opens") {
    CHECK(place_of("strategy a {\n  queue b if c\n  rest d\n") == "strategy a {");
    CHECK(codes("collection a {\n  field b : integer\nsegment c = d\n") == list{"T1010"});
    CHECK(codes("policy \"x\" {\n  currency BRL\nsegment c = d\n") == list{"T1010"});
}

TEST_CASE("a mistake on the line that closes a block does not hide its end") {
    CHECK(codes("strategy a { queue b c rest d }\nsegment e = f\n") == list{"T1005", "T1011"});
    CHECK(codes("collection a { field b : }\nsegment e = f\n") == list{"T1005"});
}

TEST_CASE("a brace that closes nothing, and members outside their blocks, are reported") {
    CHECK(codes("}\n") == list{"T1010"});
    CHECK(codes("queue a if b\n") == list{"T1010"});
    CHECK(codes("rest a\n") == list{"T1010"});
    CHECK(codes("currency BRL\n") == list{"T1010"});
    CHECK(codes("strategy a {\n rest b\n queue c if d\n}\n") == list{"T1010"});
}

TEST_CASE("members of a block that could not be opened are not reported too") {
    CHECK(codes("strategy {\n  queue a if b\n  rest c\n}\nsegment d = e\n") == list{"T1005"});
}

TEST_CASE("a strategy needs its rest") {
    CHECK(codes("strategy a {\n  queue b if c\n}\n") == list{"T1011"});
    CHECK(place_of("strategy a {\n  queue b if c\n}\n") == "a");
}

TEST_CASE("a text ends on its line") {
    auto const found = only_finding("segment a = b = \"open\nsegment c = d\n");
    CHECK(found.code == "T1006");
    CHECK(place_of("segment a = b = \"open\nsegment c = d\n") == "\"open");
    CHECK(only_finding("segment a = b = \"open\\\nsegment c = d\n").code == "T1006");
    CHECK(only_finding("segment a = `open\n").code == "T1006");
    CHECK(only_finding("segment a = ``\n").code == "T1005");
}

TEST_CASE("an escape that means nothing is shown whole, whatever character it has") {
    auto const found = only_finding("segment a = b = \"x\\é\"");
    CHECK(found.code == "T1017");
    CHECK(place_of("segment a = b = \"x\\é\"") == "\\é");
    CHECK(tramo::find_invalid_utf8(found.message) == std::string::npos);
    CHECK(only_finding("segment a = b = \"\\d+\"").code == "T1017");
}

TEST_CASE("comparisons cannot be chained") {
    CHECK(code_in("1 < a < 5") == "T1016");
    CHECK(code_in("a = b = c") == "T1016");
    CHECK(code_in("a is unknown = b") == "T1016");
    CHECK(code_in("a in (1, 2) in (3)") == "T1016");
    CHECK(code_in("(1 < a) = (a < 5)").empty());
}

TEST_CASE("a range or a list stands only behind in") {
    for (auto const text : {"a = 1..5", "1..5", "(1..5) = a", "a + (1..5) > 2", "a > (1, 2)", "(a, b)",
                            "abs(1..2)", "-(1..2)", "a like (\"x\", \"y\")", "x in (1, 2..3) and (4..5)"})
        CHECK(code_in(text) == "T1015");
    CHECK(place_of("segment a = b = 1..5") == "1..5");
}

TEST_CASE("nothing of an expression is passed over in silence") {
    for (auto const text :
         {"a is unknown + 3", "a in (1, 2) + 3", "a in 1..2..3", "a like b .. c", "a in (1, 2) .. 4"})
        CHECK(code_in(text) == "T1005");
}

TEST_CASE("between needs its and, not needs parentheses behind a comparison") {
    CHECK(code_in("a between 1") == "T1005");
    CHECK(code_in("a between 1 or 2") == "T1005");
    CHECK(code_in("a = not b") == "T1005");
    CHECK(code_in("a = (not b)").empty());
}

TEST_CASE("parentheses and commas must be closed and followed") {
    for (auto const text : {"(a", "a)", "()", "(a,)", "abs(a", "abs(a,)", "a in (1,", "count(debts where)"})
        CHECK(code_in(text) == "T1005");
}

TEST_CASE("a reserved word needs back-quotes to be a name") {
    auto const found = only_finding("field in : integer");
    CHECK(found.code == "T1008");
    CHECK(found.help.at(0) == "write it in back-quotes, here and wherever it is used: `in`");
    CHECK(code_in("a = or") == "T1005");
}

TEST_CASE("days, moments and numbers must exist") {
    for (auto const text : {"2026-02-30", "2026-13-01", "0000-01-01", "2026-11-21T25:00", "2026-11-21T10:30Z",
                            "999999999999999999999999999999999999999", "0.0000000000000000001"})
        CHECK(code_in(text) == "T1007");
    CHECK(only_finding("segment a = b < 2026-11-21T10:30-03:00").message ==
          "a moment in a policy bears no zone");
    CHECK(codes("field a : decimal(12345)") == list{"T1007"});
    CHECK(code_in("5abc") == "T1005");
}

TEST_CASE("a decimal comma is recognised") {
    auto const found = only_finding("segment a = b > 1,5\n");
    CHECK(found.code == "T1004");
    CHECK(found.help.at(0) == "the decimal sign is a point: 1.50; to group digits write 1_000");
}

TEST_CASE("signs that word processors put in are named") {
    CHECK(only_finding("segment a = b = “x”").help.at(0) == "write plain quotes: \"text\"");
    CHECK(only_finding("segment a = b – c").help.at(0) == "write a plain minus: -");
    CHECK(only_finding("segment a = b\u00A0 and c").help.at(0) == "write a plain space");
    CHECK(only_finding("segment a = b ∧ c").code == "T1009");
    CHECK(place_of("segment a = b ∧ c") == "∧");
    CHECK(only_finding("segment a = b\n×").code == "T1009");
}

TEST_CASE("an accent that stands alone is no name") {
    CHECK(codes("segment \u1FEF = b") == list{"T1009"});
}

TEST_CASE("a currency must be one of ISO 4217") {
    CHECK(only_finding("field a : money(BLR)").help.at(0) == "did you mean `BRL`?");
    CHECK(code_in("XQQ 10") == "T3005");
}

TEST_CASE("what is said twice is shown where it is said again") {
    CHECK(place_of("policy \"x\" { currency BRL currency PYG }") == "currency PYG");
    CHECK(place_of("field a : text \"one\" \"two\"") == "\"two\"");
    CHECK(place_of("segment a from 2026-01-01 from 2026-01-02 = b") == "2026-01-02");
    CHECK(place_of("strategy a {\n rest b\n rest c\n}") == "rest c");
    CHECK(codes("tramo 1 en\nsegment a = b\n") == list{"T1019"});
}

TEST_CASE("a condition behind where belongs to an aggregate, and an aggregate to a collection") {
    CHECK(code_in("abs(a where b)") == "T2033");
    CHECK(code_in("sum(a + 1)") == "T2036");
    CHECK(code_in("count()") == "T2036");
}

TEST_CASE("the first line must be there, with a version and a language that exist") {
    CHECK(codes(tramo::source("segment a = b\n")) == list{"T1002"});
    CHECK(codes(tramo::source("tramo 2 en\nsegment a = b\n")) == list{"T1003"});
    CHECK(codes(tramo::source("tramo 1 fr\nsegment a = b\n")) == list{"T1003"});
    CHECK(codes(tramo::source("tramo\nsegment a = b\n")) == list{"T1005"});
}

TEST_CASE("a text with nothing in it is told what to begin with") {
    CHECK(codes(tramo::source("")) == list{"T1018"});
    CHECK(codes(tramo::source(" \n\t# only a comment\n")) == list{"T1018"});
    CHECK(codes(tramo::source("\xEF\xBB\xBF")) == list{"T1018"});
}

TEST_CASE("what is no text is refused as a whole") {
    CHECK(codes(std::string("segment a = b\0c", 15)) == list{"T1014"});
    CHECK(codes("segment a = \x01") == list{"T1014"});
    CHECK(codes("segment a = \"\xC3(\"\n") == list{"T1001"});
    CHECK(codes("segment a = \xFF\n") == list{"T1001"});
    CHECK(place_of("segment a = \xFF\n") == "\xFF");
}
