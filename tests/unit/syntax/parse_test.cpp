// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Declarations as they are meant to be written, in three languages.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using tramo::keyword;
using tramo::language;

TEST_CASE("the first line names the version and the language of the text") {
    CHECK(read(tramo::source("tramo 1 es\nsegmento a = b\n")).language == language::es);
    CHECK(read(tramo::source("# first\n\n  tramo 1 pt # second\nsegmento a = b")).language == language::pt);
}

TEST_CASE("a policy has a title, a version, a currency and a zone") {
    auto const policy = only<tramo::ast::policy_declaration>(
        "policy \"North\" version \"2026.11\" { currency PYG zone \"America/Asuncion\" }");
    CHECK(policy.title->text == "North");
    CHECK(policy.version->text == "2026.11");
    CHECK(policy.currency->text == "PYG");
    CHECK(policy.zone->text == "America/Asuncion");
}

TEST_CASE("a policy needs neither version nor block, and UF is the currency CLF") {
    auto const bare = only<tramo::ast::policy_declaration>("policy \"North\"");
    CHECK_FALSE(bare.version);
    CHECK_FALSE(bare.currency);
    CHECK(only<tramo::ast::policy_declaration>("policy \"N\" {\n currency UF\n}").currency->text == "CLF");
}

TEST_CASE("a field has a name, a type, marks in any order, and a label") {
    auto const field = only<tramo::ast::field_declaration>(
        "field account : text valid cl_rut key valid digits 8..9 optional \"The account\"");
    CHECK(field.name.text == "account");
    CHECK(field.type.word == keyword::text);
    CHECK(field.is_key);
    CHECK(field.is_optional);
    REQUIRE(field.valid.size() == 2);
    CHECK(field.valid[0].tax_id->text == "cl_rut");
    CHECK(field.valid[1].min_digits == 8);
    CHECK(field.valid[1].max_digits == 9);
    CHECK(field.label->text == "The account");
}

TEST_CASE("an exact number of digits is a range of one") {
    auto const field = only<tramo::ast::field_declaration>("field phone : text valid digits 9");
    CHECK(field.valid.at(0).min_digits == 9);
    CHECK(field.valid.at(0).max_digits == 9);
}

TEST_CASE("the label behind a plain type is the field's and not a value of an enumeration") {
    auto const field = only<tramo::ast::field_declaration>("field late : integer \"Days late\"");
    CHECK(field.type.values.empty());
    CHECK(field.label->text == "Days late");
}

TEST_CASE("every type has its word, money its currency and decimal its decimals") {
    for (auto const& [text, word] :
         std::vector<std::pair<std::string, keyword>>{{"boolean", keyword::boolean},
                                                      {"integer", keyword::integer},
                                                      {"decimal", keyword::decimal},
                                                      {"money", keyword::money},
                                                      {"percent", keyword::percent},
                                                      {"date", keyword::date},
                                                      {"timestamp", keyword::timestamp},
                                                      {"duration", keyword::duration},
                                                      {"text", keyword::text}})
        CHECK(only<tramo::ast::field_declaration>("field x : " + text).type.word == word);
    CHECK(only<tramo::ast::field_declaration>("field x : money(BRL)").type.currency->text == "BRL");
    CHECK(only<tramo::ast::field_declaration>("field x : decimal( 4 )").type.scale == 4);
}

TEST_CASE("an enumeration lists its values with their aliases, may be open, and keeps its label apart") {
    auto const field = only<tramo::ast::field_declaration>(
        "field tier : one  of \"Large\" (alias \"L\", \"big\"), \"Small\" open optional \"Tier\"");
    REQUIRE(field.type.values.size() == 2);
    CHECK(field.type.values[0].value.text == "Large");
    REQUIRE(field.type.values[0].aliases.size() == 2);
    CHECK(field.type.values[0].aliases[1].text == "big");
    CHECK(field.type.is_open);
    CHECK(field.is_optional);
    CHECK(field.label->text == "Tier");
}

TEST_CASE("a collection holds fields") {
    auto const debts = only<tramo::ast::collection_declaration>(
        "collection debts \"Debts\" {\n  field amount : money\n  field due : date optional\n}");
    CHECK(debts.label->text == "Debts");
    REQUIRE(debts.fields.size() == 2);
    CHECK(debts.fields[1].name.text == "due");
    CHECK(debts.fields[1].is_optional);
}

TEST_CASE("a parameter may have a value to start with, and a label behind it") {
    auto const floor =
        only<tramo::ast::parameter_declaration>("parameter floor : money = R$ 10 \"Least balance\"");
    CHECK(shape(*floor.initial) == "BRL$10");
    CHECK(floor.label->text == "Least balance");
    CHECK_FALSE(only<tramo::ast::parameter_declaration>("parameter floor : money").initial);
}

TEST_CASE("a value and a segment have a label before the equals sign") {
    auto const share = only<tramo::ast::value_declaration>("value share \"Share\" = paid / due");
    CHECK(share.label->text == "Share");
    CHECK(shape(share.meaning) == "(/ paid due)");
    auto const late = only<tramo::ast::segment_declaration>("segment late \"Late\" = days > 30");
    CHECK(late.label->text == "Late");
    CHECK(shape(late.condition) == "(> days 30)");
}

TEST_CASE("a rule says its version, its id and its days in any order") {
    auto const late = only<tramo::ast::segment_declaration>(
        "segment late until 2026-12-31 id \"R-7\" inactive from 2026-01-01 version \"2\" = x");
    CHECK(late.period.version->text == "2");
    CHECK(late.period.id->text == "R-7");
    CHECK(to_string(*late.period.from) == "2026-01-01");
    CHECK(to_string(*late.period.until) == "2026-12-31");
    CHECK(late.period.is_inactive);
}

TEST_CASE("a strategy has queues in their order and ends with its rest") {
    auto const daily = only<tramo::ast::strategy_declaration>(
        "strategy daily \"Daily\" version \"1\" from 2026-01-01 {\n"
        "  queue first \"First\" id \"Q1\" if a\n  queue second inactive if b or c\n"
        "  rest others \"Others\" id \"Q3\"\n}");
    CHECK(daily.period.version->text == "1");
    REQUIRE(daily.queues.size() == 2);
    CHECK(daily.queues[0].period.id->text == "Q1");
    CHECK(daily.queues[1].period.is_inactive);
    CHECK(shape(daily.queues[1].condition) == "(or b c)");
    CHECK(daily.rest->label->text == "Others");
    CHECK(daily.rest->id->text == "Q3");
}

TEST_CASE("declarations need no lines of their own") {
    CHECK(read("field a : integer field b : date segment s = a > 1 segment t = not s").declarations.size() ==
          4);
}

TEST_CASE("keywords are contextual: a name may be spelled like one where no operator is meant") {
    auto const document = read(
        "field segment : text\nfield value : integer\nfield if : boolean\nfield days : integer\nfield is : "
        "boolean\n"
        "field sum : integer\nsegment rest = segment = \"x\" and value > 3 and if and days in 1..30\n"
        "segment where =\n    segment is unknown\n    and value starts with \"9\"\n"
        "strategy queue {\n  queue queue if if\n  rest rest\n}\n");
    CHECK(document.declarations.size() == 9);
    auto const& where = std::get<tramo::ast::segment_declaration>(document.declarations[7]);
    CHECK(shape(where.condition) == "(and (unknown segment) (starts_with value \"9\"))");
}

TEST_CASE("back-quotes make a name of anything") {
    auto const odd =
        only<tramo::ast::segment_declaration>("segment `not` = `or` and `two words` = `a#b`.`in`");
    CHECK(odd.name.text == "not");
    CHECK(shape(odd.condition) == "(and or (= two words a#b.in))");
}

TEST_CASE("names are composed, so that one typed with separate accents is the same") {
    auto const composed = only<tramo::ast::segment_declaration>("segment d\u00EDas = m\u00E1s");
    auto const separate = only<tramo::ast::segment_declaration>("segment di\u0301as = ma\u0301s");
    CHECK(composed.name.text == separate.name.text);
    CHECK(same(composed.condition, separate.condition));
}

TEST_CASE("keywords may be written with separate accents and in capitals") {
    auto const document = read(tramo::source("tramo 1 pt\nSEGMENTO a = na\u0303o b E NÃO c"));
    CHECK(shape(std::get<tramo::ast::segment_declaration>(document.declarations.at(0)).condition) ==
          "(and (not b) (not c))");
}

TEST_CASE("a byte-order mark, CRLF and CR line ends make no difference") {
    auto const plain = read("field a : integer # one\nsegment s = a > 1\n  and b # two\n");
    for (std::string const end : {"\r\n", "\r"}) {
        auto const text = "\xEF\xBB\xBFtramo 1 en" + end + "field a : integer # one" + end +
                          "segment s = a > 1" + end + "  and b # two" + end;
        auto const read_back = read(tramo::source(text));
        CHECK(same(plain, read_back));
        CHECK(std::get<tramo::ast::field_declaration>(read_back.declarations.at(0)).comments.trailing ==
              "one");
        CHECK(std::get<tramo::ast::segment_declaration>(read_back.declarations.at(1)).comments.trailing ==
              "two");
    }
}

TEST_CASE("the same policy in English, Spanish and Portuguese is one tree") {
    auto const english_one = read(
        "policy \"P\" version \"1\" { currency BRL }\nfield tier : one of \"A\" (alias \"B\") open optional\n"
        "field due : date key\ncollection debts { field amount : money }\nparameter p : percent = 5%\n"
        "value v = max(sum(debts.amount where amount > 1), abs(-2)) * 3\n"
        "segment s from 2026-01-01 inactive = tier in (\"A\") and not (due is unknown or due < as_of - 2 "
        "months)\n"
        "strategy d { queue q if s rest r }");
    auto const spanish = read(tramo::source(
        "tramo 1 es\npolitica \"P\" version \"1\" { moneda BRL }\n"
        "campo tier : uno de \"A\" (alias \"B\") abierto opcional\n"
        "campo due : fecha clave\ncoleccion debts { campo amount : dinero }\nparametro p : porcentaje = 5%\n"
        "valor v = maximo(suma(debts.amount donde amount > 1), abs(-2)) * 3\n"
        "segmento s desde 2026-01-01 inactivo = tier en (\"A\") y no (due es desconocido o due < hoy - 2 "
        "meses)\n"
        "estrategia d { cola q si s resto r }"));
    auto const portuguese = read(tramo::source(
        "tramo 1 pt\npolítica \"P\" versão \"1\" { moeda BRL }\n"
        "campo tier : uma de \"A\" (alias \"B\") aberta opcional\n"
        "campo due : data chave\ncoleção debts { campo amount : dinheiro }\nparâmetro p : porcentagem = 5%\n"
        "valor v = máximo(soma(debts.amount onde amount > 1), abs(-2)) * 3\n"
        "segmento s desde 2026-01-01 inativa = tier em (\"A\") e não (due é desconhecida ou due < hoje - 2 "
        "meses)\n"
        "estratégia d { fila q se s resto r }"));
    CHECK(same(english_one, spanish));
    CHECK(same(english_one, portuguese));
}

TEST_CASE("places reach from the first to the last character of what they name") {
    auto const text = english("segment late = (a or b) and count(debts) > 3\n");
    auto const document = read(text);
    auto const& late = std::get<tramo::ast::segment_declaration>(document.declarations.at(0));
    CHECK(text.slice(late.at) == "segment late = (a or b) and count(debts) > 3");
    CHECK(text.slice(late.name.at) == "late");
    CHECK(text.slice(late.condition.at) == "(a or b) and count(debts) > 3");
    CHECK(text.slice(late.condition.op_at) == "and");
    CHECK(text.slice(late.condition.operands.at(0).at) == "a or b");
    CHECK(text.slice(late.condition.operands.at(1).operands.at(0).op_at) == "count");
}
