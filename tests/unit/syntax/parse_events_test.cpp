// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Events as they are meant to be written, in three languages: the feed, types of events, counters.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using tramo::keyword;
using tramo::ast::counter_declaration;
using tramo::ast::event_declaration;
using tramo::ast::log_declaration;

TEST_CASE("a log names the columns of a feed, in any order") {
    auto const log = only<log_declaration>(
        "log {\n  happened paid_at\n  event kind account `client id`\n  sequence n\n  id id\n  recorded "
        "known\n}\n");
    std::vector<std::pair<keyword, std::string>> found;
    for (auto const& one : log.columns) found.emplace_back(one.role, one.column.text);
    CHECK(found == std::vector<std::pair<keyword, std::string>>{{keyword::happened, "paid_at"},
                                                                {keyword::event, "kind"},
                                                                {keyword::account, "client id"},
                                                                {keyword::sequence, "n"},
                                                                {keyword::id, "id"},
                                                                {keyword::recorded, "known"}});
    CHECK(only<log_declaration>("log {}").columns.empty());
}

TEST_CASE("an event says which rows it is read from, and its fields from which columns") {
    auto const event = only<event_declaration>(
        "event payment \"Payment\" from kind = \"pay\" and way in (\"cash\", \"card\") {\n"
        "  field amount : money optional from step of total \"Paid\"\n"
        "  field code : one of \"a\", \"b\" open from `Result code`\n  field from : text\n}\n");
    CHECK(event.name.text == "payment");
    CHECK(event.label->text == "Payment");
    REQUIRE(event.matches.size() == 2);
    CHECK(event.matches[0].column.text == "kind");
    CHECK(event.matches[0].values.at(0).text == "pay");
    CHECK(event.matches[1].values.size() == 2);
    REQUIRE(event.fields.size() == 3);
    CHECK(event.fields[0].column->text == "total");
    CHECK(event.fields[0].is_step);
    CHECK(event.fields[0].is_optional);
    CHECK(event.fields[0].label->text == "Paid");
    CHECK(event.fields[1].column->text == "Result code");
    CHECK_FALSE(event.fields[1].is_step);
    CHECK_FALSE(event.fields[2].column);
}

TEST_CASE("an event needs neither rows nor block, and a field behind it is the account's") {
    auto const document = read("event visit\nfield a : text\nevent call {}\n");
    CHECK(document.declarations.size() == 3);
    CHECK(std::get<event_declaration>(document.declarations[0]).matches.empty());
}

TEST_CASE("an event may concern a child, or undo another") {
    auto const bounce = only<event_declaration>("event bounce of points by point_id from kind = \"b\"");
    CHECK(bounce.collection->text == "points");
    CHECK(bounce.child_column->text == "point_id");
    CHECK_FALSE(only<event_declaration>("event bounce of points").child_column);
    auto const undone =
        only<event_declaration>("event undone from kind = \"u\" reverses payment by paid_id \"U\"");
    CHECK(undone.reverses->text == "payment");
    CHECK(undone.reversed_column->text == "paid_id");
    CHECK(undone.label->text == "U");
}

TEST_CASE("the place of an event is all of it, that of its head its name") {
    auto const text = english("event a from b = \"c\" {\n  field d : text\n}\n");
    auto const event = std::get<event_declaration>(read(text).declarations.at(0));
    CHECK(text.slice(event.at) == "event a from b = \"c\" {\n  field d : text\n}");
    CHECK(text.slice(event.head_at) == "a");
    CHECK(text.slice(event.matches.at(0).column.at) == "b");
}

TEST_CASE("a counter is an expression over events") {
    auto const counter =
        only<counter_declaration>("counter paid \"Paid\" = coalesce(sum(payment.amount), $0)");
    CHECK(counter.name.text == "paid");
    CHECK(counter.label->text == "Paid");
    CHECK(shape(counter.meaning) == "(coalesce (sum over payment.amount) $0)");
}

TEST_CASE("an aggregate may look back over days or weeks, behind its condition") {
    CHECK(shape("count(promise where amount > 100 within 90 days)") ==
          "(count over promise within 90 (> amount 100))");
    CHECK(shape("count(promise within 1 day)") == "(count over promise within 1)");
    CHECK(shape("max(payment.amount within 2 weeks)") == "(max over payment.amount within 14)");
    CHECK(shape("suma(pago.monto donde x dentro de 3 días)", tramo::language::es) ==
          "(sum over pago.monto within 3 x)");
    CHECK(shape("contagem(a dentro de 1 semana)", tramo::language::pt) == "(count over a within 7)");
}

TEST_CASE("the latest and the previous event of a type are aggregates") {
    CHECK(shape("latest(payment.amount) - previous(payment.amount where amount > 0)") ==
          "(- (latest over payment.amount) (previous over payment.amount (> amount 0)))");
    CHECK(shape("última(a.b) + anterior(a.b)", tramo::language::es) ==
          "(+ (latest over a.b) (previous over a.b))");
}

TEST_CASE("words of events and alerts are names wherever a name may stand") {
    for (std::string const word :
         {"log", "event", "counter", "indicator", "case", "alert", "state", "on", "after", "when", "manual",
          "none", "clear", "restore", "since", "times", "red", "step", "by"}) {
        INFO(word);
        auto const document =
            read("field " + word + " : integer\nsegment a = " + word + " > 1 and\n  " + word +
                 " in (1, 2)\n  and (" + word + " is unknown and\n  " + word + " = 2 and\n  " + word +
                 ")\nsegment b = sum(" + word + ".x where\n  " + word + " within 3 days) = -" + word + "\n");
        CHECK(document.declarations.size() == 3);
    }
}

TEST_CASE("an indicator is a strategy with cases") {
    auto const indicator = only<tramo::ast::strategy_declaration>(
        "indicator reach \"Reach\" version \"2\" {\n  case bad \"Bad\" id \"B\" if x\n  rest fine\n}\n");
    CHECK(indicator.is_indicator);
    CHECK(indicator.period.version->text == "2");
    CHECK(indicator.queues.at(0).name.text == "bad");
    CHECK(indicator.rest->name.text == "fine");
    CHECK_FALSE(only<tramo::ast::strategy_declaration>("strategy s { rest a }").is_indicator);
}

TEST_CASE("events are read in Spanish and Portuguese") {
    auto const spanish = read(tramo::source(
        "tramo 1 es\nregistro { cuenta c  evento tipo  ocurrido h  registrado r  id i  secuencia s }\n"
        "evento rebote de puntos por punto desde tipo = \"r\" y canal en (\"a\", \"b\") { campo m : dinero "
        "desde paso de t }\n"
        "evento anulado revierte pago por pago_id\ncontador c = cuenta(pago dentro de 30 días)\n"
        "indicador i { caso a si b  resto d }\n"));
    auto const portuguese = read(tramo::source(
        "tramo 1 pt\nregistro { conta c  evento tipo  ocorrido h  registrado r  id i  sequência s }\n"
        "evento rebote de puntos por punto desde tipo = \"r\" e canal em (\"a\", \"b\") { campo m : dinheiro "
        "desde passo de t }\n"
        "evento anulado estorna pago por pago_id\ncontador c = contagem(pago dentro de 30 dias)\n"
        "indicador i { caso a se b  resto d }\n"));
    auto const english_text = read(
        "log { account c  event tipo  happened h  recorded r  id i  sequence s }\n"
        "event rebote of puntos by punto from tipo = \"r\" and canal in (\"a\", \"b\") { field m : money "
        "from step of t }\n"
        "event anulado reverses pago by pago_id\ncounter c = count(pago within 30 days)\n"
        "indicator i { case a if b  rest d }\n");
    CHECK(same(spanish, english_text));
    CHECK(same(portuguese, english_text));
}
