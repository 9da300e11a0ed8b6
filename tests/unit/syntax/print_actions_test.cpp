// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The canonical form of feeds of actions, palettes and worklists: layout, translation, names that must be
// quoted, and where comments go.
#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "printing.hpp"

using namespace tramo_test;
using tramo::language;

namespace {

std::string const whole =
    "actions {\n  account case_id\n  code kind, response\n  happened at\n  id number\n  agent user\n"
    "  window since assigned_on\n}\n"
    "palette claro \"Claro\" if creditor = \"CLARO\" {\n"
    "  action promise \"PROMISE\" rank 10 right party channel \"phone\" closes opens promise raises claim "
    "alias \"CP\", \"P\" state \"S\" substate \"T\" {\n"
    "    response pickup \"PICK UP\"\n"
    "    response whole rank 11 contact {\n      response deep\n    }\n  }\n"
    "  action email rank 60 no contact\n}\n"
    "worklist daily \"Daily\" version \"1\" from 2026-01-01 {\n"
    "  candidate call \"Call\" channel \"tel\" skill \"voice\" minutes 7 cost 5 value balance * 20% if "
    "late\n"
    "  candidate mail\n"
    "  order days_past_due descending, balance ascending, tier\n  agent owner\n}\n"
    "segment promised = best.code in (promise, other) and last.action != promise\n"
    "segment idle = attempts.day = 0 and contacts.first is unknown and attempts.total < "
    "contacts.window\n";

std::string printed(std::string const& text, language in) {
    auto const read = tramo::parse_expression(tramo::source(text), language::en);
    REQUIRE(read.diagnostics.empty());
    return tramo::print(read.value, in);
}

}  // namespace

TEST_CASE("actions and worklists stand one clause behind the other, responses further in") {
    CHECK(translated(whole, language::en) == whole);
    CHECK(formatted("palette p{action a contact rank 3\"A\"{response b{response c}response d}action e{}}") ==
          "palette p {\n  action a \"A\" rank 3 contact {\n    response b {\n      response c\n    }\n"
          "    response d\n  }\n  action e\n}\n");
    CHECK(formatted("actions{window 1 days code a,b}worklist w{order a,b descending candidate c if x skill "
                    "\"s\"}palette p{}actions{}worklist v{}") ==
          "actions {\n  window 1 day\n  code a, b\n}\nworklist w {\n  order a, b descending\n"
          "  candidate c skill \"s\" if x\n}\npalette p {\n}\nactions {\n}\nworklist v {\n}\n");
}

TEST_CASE("actions and worklists are translated word by word") {
    CHECK(translated(whole, language::es) ==
          "gestiones {\n  cuenta case_id\n  código kind, response\n  ocurrido at\n  id number\n"
          "  agente user\n  ventana desde assigned_on\n}\n"
          "paleta claro \"Claro\" si creditor = \"CLARO\" {\n"
          "  gestión promise \"PROMISE\" rango 10 con titular canal \"phone\" cierra abre promesa abre "
          "reclamo alias \"CP\", \"P\" estado \"S\" subestado \"T\" {\n"
          "    respuesta pickup \"PICK UP\"\n"
          "    respuesta whole rango 11 contacto {\n      respuesta deep\n    }\n  }\n"
          "  gestión email rango 60 sin contacto\n}\n"
          "lista daily \"Daily\" versión \"1\" desde 2026-01-01 {\n"
          "  candidata call \"Call\" canal \"tel\" habilidad \"voice\" minutos 7 costo 5 valor balance "
          "* 20% si late\n"
          "  candidata mail\n"
          "  orden days_past_due descendente, balance ascendente, tier\n  agente owner\n}\n"
          "segmento promised = mejor.código en (promise, other) y última.gestión != promise\n"
          "segmento idle =\n    intentos.día = 0\n    y contactos.primera es desconocido\n"
          "    y intentos.total < contactos.ventana\n");
    CHECK(translated(whole, language::pt) ==
          "ações {\n  conta case_id\n  código kind, response\n  ocorrido at\n  id number\n"
          "  agente user\n  janela desde assigned_on\n}\n"
          "paleta claro \"Claro\" se creditor = \"CLARO\" {\n"
          "  ação promise \"PROMISE\" posição 10 com titular canal \"phone\" encerra abre promessa abre "
          "reclamação alias \"CP\", \"P\" estado \"S\" subestado \"T\" {\n"
          "    resposta pickup \"PICK UP\"\n"
          "    resposta whole posição 11 contato {\n      resposta deep\n    }\n  }\n"
          "  ação email posição 60 sem contato\n}\n"
          "lista daily \"Daily\" versão \"1\" desde 2026-01-01 {\n"
          "  candidata call \"Call\" canal \"tel\" habilidade \"voice\" minutos 7 custo 5 valor balance "
          "* 20% se late\n"
          "  candidata mail\n"
          "  ordem days_past_due descendente, balance ascendente, tier\n  agente owner\n}\n"
          "segmento promised = melhor.código em (promise, other) e última.ação != promise\n"
          "segmento idle =\n    tentativas.dia = 0\n    e contatos.primeira é desconhecido\n"
          "    e tentativas.total < contatos.janela\n");
}

TEST_CASE("a window is written in the words of each language") {
    CHECK(translated("actions {\n  window month\n}\n", language::es) == "gestiones {\n  ventana mes\n}\n");
    CHECK(translated("actions {\n  window 30 days\n}\n", language::pt) == "ações {\n  janela 30 dias\n}\n");
}

TEST_CASE("a collection or event that would be read as what actions say stands in back-quotes") {
    CHECK(printed("`best`.code", language::en) == "`best`.code");
    CHECK(printed("best.`code`", language::en) == "`best`.code");
    CHECK(printed("best.amount", language::en) == "best.amount");
    CHECK(printed("`best`.code", language::es) == "best.code");
    CHECK(printed("mejor.código", language::es) == "`mejor`.código");
    CHECK(printed("sum(contacts.total)", language::en) == "sum(`contacts`.total)");
    CHECK(printed("count(contacts)", language::en) == "count(contacts)");
}

TEST_CASE("names of actions are the same in all languages, and quoted where they are words") {
    CHECK(printed("best.code = other", language::es) == "mejor.código = other");
    CHECK(printed("best.code = y", language::es) == "mejor.código = `y`");
    CHECK(printed("`true` = last.action", language::en) == "`true` = last.action");
    CHECK(printed("best.code in (hoy, hoje)", language::pt) == "melhor.código em (hoy, `hoje`)");
    CHECK(printed("best.code = none", language::es) == "mejor.código = none");
}

TEST_CASE("names in the blocks are quoted where they are reserved, and only there") {
    std::string const text =
        "actions {\n  account `and`\n  code code, `in`\n  window since since\n}\n"
        "palette palette {\n  action `or` rank 1 {\n    response response\n  }\n  action rank\n}\n"
        "worklist worklist {\n  candidate `not` cost cost value value if if\n  order order descending\n"
        "  agent `like`\n}\n";
    CHECK(formatted(text) == text);
}

TEST_CASE("a condition that is too long for its line is broken before the brace or behind `if`") {
    std::string const names =
        "a_rather_long_name_of_a_field > 30\n    and another_rather_long_name_of_a_field < 60\n"
        "    and the_third_of_these_names\n";
    CHECK(formatted("palette p if " + names + "{action a}")
              .starts_with("palette p if\n    " + names + "    {\n"));
    CHECK(formatted("worklist w{candidate c if " + names + "}") ==
          "worklist w {\n  candidate c if\n      a_rather_long_name_of_a_field > 30\n"
          "      and another_rather_long_name_of_a_field < 60\n      and the_third_of_these_names\n}\n");
}

TEST_CASE("comments stay where they are, within nested braces too") {
    std::string const text =
        "# before\nactions {  # feed\n  # of the account\n  account a  # trailing\n  # last\n}\n"
        "palette p {  # head\n  # about a\n  action a {  # open\n    # about b\n    response b {  # deep\n"
        "      # nothing within\n    }\n\n    response c  # end of c\n    # end of a\n  }\n\n  # about d\n"
        "  action d  # end of d\n  # end of p\n}\n"
        "worklist w {\n  # about c\n  candidate c if x  # why\n\n  order a  # first\n  agent b\n  # end of "
        "w\n}\n";
    CHECK(formatted(text) == text);
}

TEST_CASE("a comment behind the brace of an action stays within it") {
    CHECK(formatted("palette p {\n  action a {\n    response b\n  }  # behind\n  action c\n}\n") ==
          "palette p {\n  action a {\n    response b\n    # behind\n  }\n  action c\n}\n");
}

TEST_CASE("comments behind the operands of a palette's condition stay behind them") {
    std::string const text =
        "palette p if\n    a  # first\n    and (\n        b  # second\n        or c\n    )\n    {  # third\n"
        "  action x\n}\n";
    CHECK(formatted(text) == text);
}

TEST_CASE("every part of an action, a candidate and an order changes the content hash") {
    auto const hash = [](std::string const& text) { return tramo::content_hash(read(text)); };
    auto const with = [&](std::string const& from, std::string const& to) {
        auto text = whole;
        auto const at = text.find(from);
        REQUIRE(at != std::string::npos);
        return hash(text.replace(at, from.size(), to));
    };
    auto const before = hash(whole);
    for (auto const& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"account case_id", "account case"},
             {"kind, response", "kind"},
             {"since assigned_on", "month"},
             {"\"Claro\"", ""},
             {"if creditor = \"CLARO\"", ""},
             {"rank 10", "rank 9"},
             {"right party", "contact"},
             {"channel \"phone\"", ""},
             {"closes", ""},
             {"opens promise", ""},
             {"raises claim", ""},
             {", \"P\"", ""},
             {"state \"S\"", ""},
             {"substate \"T\"", ""},
             {"response pickup \"PICK UP\"\n", ""},
             {"response deep\n    }\n  }", "}\n  response deep\n  }"},
             {"\"Daily\"", ""},
             {"version \"1\"", ""},
             {"skill \"voice\"", ""},
             {"minutes 7", ""},
             {"cost 5", ""},
             {"value balance * 20%", ""},
             {"if late", ""},
             {"due descending", "due"},
             {"ascending", ""},
             {"agent owner", ""},
             {"best.code", "last.code"},
             {"attempts.day", "attempts.total"}}) {
        INFO(from << " -> " << to);
        CHECK(with(from, to) != before);
    }
    CHECK(with("response deep", "response deep {}") == before);
}
