// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The canonical form: layout, parentheses, quoting, and where comments go.
#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "reading.hpp"

using namespace tramo_test;
using tramo::language;

namespace {

/// The declarations of a text in canonical form, which must not change when it is printed again.
std::string formatted(std::string const& text) {
    std::string const heading = "tramo 1 en\n\n";
    auto const printed = tramo::print(read(text), language::en);
    CHECK(tramo::print(read(tramo::source(printed)), language::en) == printed);
    auto const at = printed.find(heading);
    REQUIRE(at != std::string::npos);
    return printed.substr(0, at) + printed.substr(at + heading.size());
}

/// One expression in canonical form.
std::string printed(std::string const& expression, language from = language::en, language to = language::en) {
    auto const result = tramo::parse_expression(tramo::source(expression), from);
    REQUIRE(result.ok());
    return tramo::print(result.value, to);
}

}  // namespace

TEST_CASE("a document is laid out with one declaration a line and its blocks indented") {
    CHECK(
        formatted("policy  \"P\" version\"1\"{zone \"Z\" currency UF}\n"
                  "field a:one of\"x\"( alias\"y\" ),\"z\" open optional key valid cl_rut valid digits 8 .. "
                  "9 \"A\"\n"
                  "field b:money( BRL )field c:decimal(4) valid digits 7..7\n"
                  "collection d \"D\" {field e : integer key field f : text}\n"
                  "strategy g\"G\"id \"r\"version \"v\"until 2026-12-31 from 2026-01-01 inactive{queue "
                  "h\"H\"if a rest i id\"j\" \"I\"}") ==
        "policy \"P\" version \"1\" {\n  currency CLF\n  zone \"Z\"\n}\n"
        "field a : one of \"x\" (alias \"y\"), \"z\" open optional key valid cl_rut valid digits 8..9 \"A\"\n"
        "field b : money(BRL)\nfield c : decimal(4) valid digits 7\n"
        "collection d \"D\" {\n  field e : integer key\n  field f : text\n}\n"
        "strategy g \"G\" version \"v\" id \"r\" from 2026-01-01 until 2026-12-31 inactive {\n"
        "  queue h \"H\" if a\n  rest i \"I\" id \"j\"\n}\n");
}

TEST_CASE("runs of empty lines become one") {
    CHECK(formatted("\n\n\nfield a : integer\nfield b : integer\n\n \t\n\nfield c : integer\n\n\n") ==
          "field a : integer\nfield b : integer\n\nfield c : integer\n");
    CHECK(formatted("strategy s {\n\n\n  queue a if b\n\n\n  rest c\n\n}\n") ==
          "strategy s {\n\n  queue a if b\n\n  rest c\n}\n");
}

TEST_CASE("an expression is printed with the parentheses it needs") {
    for (auto const text :
         {"a + b * c", "(a + b) * c", "a - (b - c)", "a - b - c", "-(a + b)", "--a", "not (a or b)",
          "not a = b", "(not a) = b", "(a = b) = c", "x in 1..30", "x not in (1, 2..<3)",
          "(a and b) is unknown", "a + b is known", "a not like \"x\"", "a starts with b + c"})
        CHECK(printed(text) == text);
    CHECK(printed("((a)) + (b * c)") == "a + b * c");
}

TEST_CASE("and inside or stands in parentheses") {
    CHECK(printed("a or b and c") == "a or (b and c)");
    CHECK(printed("(a or b) and c") == "(a or b) and c");
}

TEST_CASE("between becomes a range, and what people type instead of a sign the sign") {
    CHECK(printed("a between 1 and 5") == "a in 1..5");
    CHECK(printed("a ≤ 1 or a <> 2 or a == 3") == "a <= 1 or a != 2 or a = 3");
    CHECK(printed("x in 5") == "x in (5)");
}

TEST_CASE("literals keep their decimals, and currencies become codes") {
    CHECK(printed("1_000.50 + 0.10%") == "1000.50 + 0.10%");
    CHECK(printed("UF 2.50") == "CLF 2.50");
    CHECK(printed("R$10") == "BRL 10");
    CHECK(printed("$10") == "$ 10");
    CHECK(printed("2026-11-21T10:30") == "2026-11-21T10:30:00");
}

TEST_CASE("one day is singular in every language") {
    CHECK(printed("1 days + 2 day") == "1 day + 2 days");
    CHECK(printed("1 month", language::en, language::es) == "1 mes");
    CHECK(printed("1.0 year", language::en, language::pt) == "1.0 ano");
}

TEST_CASE("an expression is printed in any of the three languages") {
    auto const text = "any(debts where not due is unknown) or a between 1 and 2 and b starts with \"x\"";
    CHECK(printed(text, language::en, language::es) ==
          "alguna(debts donde no due es desconocido) o (a en 1..2 y b empieza con \"x\")");
    CHECK(printed(text, language::en, language::pt) ==
          "alguma(debts onde não due é desconhecido) ou (a em 1..2 e b começa com \"x\")");
}

TEST_CASE("names are quoted where the language would read them otherwise, and only there") {
    CHECK(tramo::quote_name("balance", language::en) == "balance");
    CHECK(tramo::quote_name("días_mora", language::en) == "días_mora");
    CHECK(tramo::quote_name("segment", language::en) == "segment");
    CHECK(tramo::quote_name("or", language::en) == "`or`");
    CHECK(tramo::quote_name("or", language::es) == "or");
    CHECK(tramo::quote_name("y", language::es) == "`y`");
    CHECK(tramo::quote_name("two words", language::en) == "`two words`");
    CHECK(tramo::quote_name("1st", language::en) == "`1st`");
    CHECK(tramo::quote_name("a–b", language::en) == "`a–b`");
    CHECK(printed("y and `in`", language::en, language::es) == "`y` y in");
}

TEST_CASE("texts are escaped as they are read") {
    CHECK(tramo::quote_text("a \"b\" \\ c\n\td") == R"("a \"b\" \\ c\n\td")");
    CHECK(tramo::quote_text("") == "\"\"");
    CHECK(printed(R"("a \"b\" \\ \n\t")") == R"("a \"b\" \\ \n\t")");
}

TEST_CASE("a condition of more than 100 columns is broken at its operators") {
    std::string const long_name(60, 'x');
    CHECK(formatted("segment a = " + long_name + " and (b or c) and " + long_name) ==
          "segment a =\n    " + long_name + "\n    and (b or c)\n    and " + long_name + "\n");
    CHECK(formatted("segment a = b or (" + long_name + " and not " + long_name + ")") ==
          "segment a =\n    b\n    or (\n        " + long_name + "\n        and not " + long_name +
              "\n    )\n");
    CHECK(formatted("strategy s {\n queue q if " + long_name + " or " + long_name + "\n rest r\n}\n") ==
          "strategy s {\n  queue q if\n      " + long_name + "\n      or " + long_name + "\n  rest r\n}\n");
}

TEST_CASE("columns are counted, not bytes") {
    std::string accented;
    for (int i = 0; i < 80; ++i) accented += "é";
    CHECK(formatted("segment a = b = \"" + accented + "\"\n") == "segment a = b = \"" + accented + "\"\n");
}

TEST_CASE("comments before, behind and after declarations stay where they were") {
    std::string const text =
        "# about a\n# and more\nfield a : integer  # behind a\n\n# about c\ncollection c {  # behind c\n"
        "  # about d\n  field d : integer  # behind d\n  # last in c\n}\n# about p\n"
        "policy \"P\" {  # behind p\n  currency BRL\n  # last in p\n}\n# about s\n"
        "strategy s {  # behind s\n  # about q\n  queue q if a  # behind q\n  rest r  # behind r\n  # last "
        "in s\n}\n"
        "\n# at the end\n#\n# of all\n";
    CHECK(formatted(text) == text);
}

TEST_CASE("comments at the first line stay with it, and those of the first declaration with that") {
    auto const text = tramo::source("# one\ntramo 1 en # two\n# three\n\n# four\nfield a : integer\n");
    auto const document = read(text);
    CHECK(document.heading_comments == std::vector<std::string>{"one", "two"});
    CHECK(tramo::print(document, language::en) ==
          "# one\n# two\ntramo 1 en\n\n# three\n\n# four\nfield a : integer\n");
}

TEST_CASE("comments stay behind the operands they speak of") {
    std::string const text =
        "segment a =\n    b  # about b\n    and (\n        c  # about c\n        or d\n    )  # about both\n"
        "    and e  # about all\n";
    CHECK(formatted(text) == text);
    CHECK(formatted("segment a = (b or c) # why\n and d\n") ==
          "segment a =\n    (b or c)  # why\n    and d\n");
    CHECK(formatted("segment a = b # why\n and (c # what\n or d # who\n) and e\n") ==
          "segment a =\n    b  # why\n    and (\n        c  # what\n        or d  # who\n    )\n    and e\n");
}

TEST_CASE("comments in other places inside a declaration are kept too") {
    CHECK(formatted("segment a = # one\n  b + # two\n  c > 1 # three\n") ==
          "# one\n# two\nsegment a = b + c > 1  # three\n");
    CHECK(formatted("segment a = (b or c # why\n)\n") == "segment a = b or c  # why\n");
    CHECK(formatted("field a : # one\n integer # two\n") == "# one\nfield a : integer  # two\n");
    CHECK(formatted("strategy s # one\n{ # two\n rest r } # three\n") ==
          "strategy s {  # one; two\n  rest r\n  # three\n}\n");
    CHECK(formatted("segment a = b and # one\n # two\n c\n") ==
          "segment a =\n    b  # one; two\n    and c\n");
}

TEST_CASE("what looks like a comment in a text or a quoted name is none") {
    CHECK(formatted("segment a = b = \"# no\" or `#c` # yes\n") ==
          "segment a = b = \"# no\" or `#c`  # yes\n");
}

TEST_CASE("a translated document says the same, and is the original again when translated back") {
    auto const original =
        read("# why\nfield y : date optional\nsegment e = y is known and y > as_of - 1 week # so\n");
    auto const spanish = tramo::print(original, language::es);
    CHECK(spanish ==
          "tramo 1 es\n\n# why\ncampo `y` : fecha opcional\n"
          "segmento e = `y` es conocido y `y` > hoy - 1 semana  # so\n");
    auto const portuguese = tramo::print(read(tramo::source(spanish)), language::pt);
    CHECK(portuguese ==
          "tramo 1 pt\n\n# why\ncampo y : data opcional\n"
          "segmento `e` = y é conhecido e y > hoje - 1 semana  # so\n");
    auto const back = read(tramo::source(portuguese));
    CHECK(tramo::print(back, language::en) == tramo::print(original, language::en));
    CHECK(tramo::content_hash(back) == tramo::content_hash(original));
}

TEST_CASE("the content hash is the SHA-256 of the canonical form and does not change between versions") {
    auto const hash = tramo::content_hash(read("segment a = b\n"));
    CHECK(hash == "ba7950f3f542bb75f14e1641c0a1cb9af360c185506044236bd22c4c9dd56aed");
}
