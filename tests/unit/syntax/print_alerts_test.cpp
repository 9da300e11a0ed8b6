// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The canonical form of events and alerts: layout, words that change with the language, and where comments
// go.
#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "printing.hpp"

using namespace tramo_test;
using tramo::language;

TEST_CASE("events are laid out with one declaration a line and their fields indented") {
    CHECK(
        formatted(
            "log{happened at account\nclient}\n"
            "event a\"A\"from k=\"x\"and w in(\"y\",\"z\")reverses b by c{field d:money\"D\" from step of e "
            "optional}event f of g by h{}\nevent b from k in(\"x\")\n"
            "counter n\"N\"=count( f within 2 weeks )+latest(a.d where d>1 within 1 day)\n") ==
        "log {\n  happened at\n  account client\n}\n"
        "event a \"A\" reverses b by c from k = \"x\" and w in (\"y\", \"z\") {\n"
        "  field d : money optional from step of e \"D\"\n}\n"
        "event f of g by h\nevent b from k = \"x\"\n"
        "counter n \"N\" = count(f within 14 days) + latest(a.d where d > 1 within 1 day)\n");
}

TEST_CASE("an alert is laid out with its clauses in one order and a member a line") {
    CHECK(
        formatted(
            "alert a without skipping per p any version\"1\"\"A\"{state b manual only stops treatment "
            "severity 2 red\"B\" on e,f where x=1 from b,none=>b\nafter 1 days in b=>clear\n"
            "when e.d+3 day passed without f where y from b=>restore manual raise b with confirmation}\n") ==
        "alert a \"A\" version \"1\" per p any without skipping {\n"
        "  state b \"B\" red severity 2 stops treatment manual only\n"
        "  on e, f where x = 1 from b, none => b\n  after 1 day in b => clear\n"
        "  when e.d + 3 days passed without f where y from b => restore\n"
        "  manual raise b with confirmation\n}\n");
    CHECK(formatted("alert a {\n\n\n  state b\n\n  on c => b\n}\n") ==
          "alert a {\n\n  state b\n\n  on c => b\n}\n");
}

TEST_CASE("a condition that is too long is broken, and what follows it stands on a line of its own") {
    std::string const long_name(50, 'x');
    CHECK(formatted("alert a {\n on e where " + long_name + " and " + long_name + " from b => c\n}\n") ==
          "alert a {\n  on e where\n      " + long_name + "\n      and " + long_name +
              "\n      from b => c\n}\n");
    CHECK(formatted("alert a {\n when e.d passed without e where " + long_name + " and " + long_name +
                    " => c\n}\n") == "alert a {\n  when e.d passed without e where\n      " + long_name +
                                         "\n      and " + long_name + "\n      => c\n}\n");
}

TEST_CASE("an empty line before a block of one line stays before it and comes into none") {
    for (auto const& [written, printed] : std::vector<std::pair<std::string, std::string>>{
             {"event b { field c : integer }", "event b {\n  field c : integer\n}\n"},
             {"collection b { field c : integer  field d : date }",
              "collection b {\n  field c : integer\n  field d : date\n}\n"},
             {"alert b { state c  on d => c  manual clear }",
              "alert b {\n  state c\n  on d => c\n  manual clear\n}\n"},
             {"strategy b { queue c if d  rest e }", "strategy b {\n  queue c if d\n  rest e\n}\n"},
             {"indicator b { case c if d  rest e }", "indicator b {\n  case c if d\n  rest e\n}\n"}}) {
        CHECK(formatted("field a : text\n\n" + written + "\n") == "field a : text\n\n" + printed);
        CHECK(formatted("field a : text\n\n# about b\n" + written + "\n") ==
              "field a : text\n\n# about b\n" + printed);
        CHECK(tramo::content_hash(read("field a : text\n\n" + written)) ==
              tramo::content_hash(read("field a : text\n" + written)));
        CHECK(tramo::content_hash(read("field a : text\n\n" + written)) ==
              tramo::content_hash(read("field a : text\n\n" + printed)));
    }
    CHECK(formatted("field a : text\n\n \tfield b : text field c : text\n") ==
          "field a : text\n\nfield b : text\nfield c : text\n");
}

TEST_CASE("an indicator is printed with its cases") {
    CHECK(formatted("indicator i\"I\"{case a if b rest c}") ==
          "indicator i \"I\" {\n  case a if b\n  rest c\n}\n");
}

TEST_CASE("comments in events and alerts stay where they were") {
    std::string const text =
        "# about the log\nlog {  # behind log\n  account a\n  # last in log\n}\n"
        "# about e\nevent e from k = \"x\" {  # behind e\n  # about f\n  field f : text from g  # behind f\n"
        "  # last in e\n}\nevent bare  # behind bare\n# about n\ncounter n = count(e)  # behind n\n\n"
        "# about a\nalert a {  # behind a\n  # about b\n  state b red  # behind b\n\n  # about on\n"
        "  on e => b  # behind on\n  on e where\n      x  # about x\n      and y\n      from b => clear  # "
        "all\n"
        "  after 3 days in b => clear  # behind after\n  # about hands\n  manual clear  # behind hands\n"
        "  # last in a\n}\n# at the end\n";
    CHECK(formatted(text) == text.substr(0, text.size() - 13) + "\n# at the end\n");
}

TEST_CASE("comments inside a transition are kept with it") {
    CHECK(formatted(
              "alert a {\n on e # one\n where x # two\n and y # three\n from b # four\n => c # five\n}\n") ==
          "alert a {\n  # one\n  on e where\n      x  # two\n      and y\n      from b => c  # three; four; "
          "five\n}\n");
    CHECK(formatted("event e # one\n from k = \"x\" # two\nsegment s = t\n") ==
          "event e from k = \"x\"  # one; two\nsegment s = t\n");
}

TEST_CASE("events and alerts are translated word by word") {
    std::string const text =
        "event e of p by q from k = \"x\" {\n  field f : money from step of g\n}\n"
        "alert a per p worst without skipping {\n  state b grey severity 2 stops treatment manual only\n"
        "  on e where count(e within 1 day) > 1 from none => b\n  after 3 weeks in b => clear\n"
        "  when e.f reached without e => restore\n  manual raise b with confirmation\n}\n"
        "segment s = alert.a = none and alert.a.days > alert.a.times and alert.a.since < as_of\n";
    CHECK(translated(text, language::en) == text);
    CHECK(translated(text, language::es) ==
          "evento e de p por q desde k = \"x\" {\n  campo f : dinero desde paso de g\n}\n"
          "alerta a por p peor sin saltos {\n  estado b gris severidad 2 detiene la gestión solo manual\n"
          "  ante e donde cuenta(e dentro de 1 día) > 1 desde ninguna => b\n  tras 3 semanas en b => quitar\n"
          "  cuando e.f alcanzado sin e => restaurar\n  manual marcar b con confirmación\n}\n"
          "segmento s = alerta.a = ninguna y alerta.a.días > alerta.a.veces y alerta.a.desde < hoy\n");
    CHECK(translated(text, language::pt) ==
          "evento `e` de p por q desde k = \"x\" {\n  campo f : dinheiro desde passo de g\n}\n"
          "alerta a por p pior sem saltos {\n  estado b cinza gravidade 2 interrompe o tratamento só manual\n"
          "  ante `e` onde contagem(`e` dentro de 1 dia) > 1 desde nenhum => b\n  após 3 semanas em b => "
          "remover\n"
          "  quando `e`.f alcançado sem `e` => restaurar\n  manual marcar b com confirmação\n}\n"
          "segmento s = alerta.a = nenhum e alerta.a.dias > alerta.a.vezes e alerta.a.desde < hoje\n");
}

TEST_CASE("names are quoted where a language has a word for something else there, and only there") {
    std::string const text =
        "alert a {\n  state ninguna\n  on quitar from ninguna => quitar\n  on e => `clear`\n  on e => "
        "`restore`\n}\n"
        "segment s = alert.a in (ninguna, none) and ninguna = sum(alerta.x)\nsegment t = sum(`alert`.x)\n";
    CHECK(translated(text, language::en) == text);
    CHECK(
        translated(text, language::es) ==
        "alerta a {\n  estado `ninguna`\n  ante quitar desde `ninguna` => `quitar`\n  ante e => clear\n"
        "  ante e => restore\n}\nsegmento s = alerta.a en (`ninguna`, ninguna) y ninguna = suma(`alerta`.x)\n"
        "segmento t = suma(alert.x)\n");
}
