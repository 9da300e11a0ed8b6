// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts as they are meant to be written, in three languages: states, transitions, hands, and conditions on
// them.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using tramo::keyword;
using tramo::language;
using tramo::ast::alert_declaration;
using tramo::ast::manual_declaration;
using tramo::ast::state_declaration;
using tramo::ast::transition_declaration;

namespace {

/// The only member of an alert.
template <class Member>
Member member(std::string const& text) {
    auto const alert = only<alert_declaration>("alert a {\n" + text + "\n}\n");
    REQUIRE(alert.members.size() == 1);
    REQUIRE(std::holds_alternative<Member>(alert.members[0]));
    return std::get<Member>(alert.members[0]);
}

std::vector<std::string> texts(std::vector<tramo::ast::name> const& names) {
    std::vector<std::string> all;
    for (auto const& one : names) all.push_back(one.text);
    return all;
}

using list = std::vector<std::string>;

}  // namespace

TEST_CASE("an alert has a name and, in any order, label, version, collection and ladder") {
    auto const alert = only<alert_declaration>(
        "alert phone \"Phone\" version \"2\" per points worst without skipping { state a }");
    CHECK(alert.name.text == "phone");
    CHECK(alert.label->text == "Phone");
    CHECK(alert.version->text == "2");
    CHECK(alert.collection->text == "points");
    CHECK(alert.aggregation == keyword::worst);
    CHECK(alert.without_skipping);
    auto const bare = only<alert_declaration>("alert phone per points { state a }");
    CHECK_FALSE(bare.aggregation);
    CHECK_FALSE(bare.without_skipping);
    CHECK(only<alert_declaration>("alert p without skipping per points any version \"1\" {}").aggregation ==
          keyword::any);
    CHECK(only<alert_declaration>("alert p per points all {}").aggregation == keyword::all);
}

TEST_CASE("a state has a label, a colour, a severity and marks in any order") {
    auto const state =
        member<state_declaration>("state refuses stops treatment severity 3 red \"R\" manual only");
    CHECK(state.name.text == "refuses");
    CHECK(state.label->text == "R");
    CHECK(state.colour == keyword::red);
    CHECK(state.severity == 3);
    CHECK(state.stops_treatment);
    CHECK(state.is_manual_only);
    auto const bare = member<state_declaration>("state refuses");
    CHECK_FALSE(bare.colour);
    CHECK_FALSE(bare.severity);
    for (auto const& [word, colour] : {std::pair{"orange", keyword::orange},
                                       {"yellow", keyword::yellow},
                                       {"green", keyword::green},
                                       {"blue", keyword::blue},
                                       {"grey", keyword::grey}})
        CHECK(member<state_declaration>(std::string("state a ") + word).colour == colour);
}

TEST_CASE("events lead from states to a state under a condition") {
    auto const on = member<transition_declaration>(
        "on talk, promise where result = \"x\" and amount > 3 from broken, none => refuses");
    CHECK(on.trigger == keyword::on);
    CHECK(texts(on.events) == list{"talk", "promise"});
    CHECK(shape(*on.condition) == "(and (= result \"x\") (> amount 3))");
    CHECK(texts(on.from) == list{"broken", "none"});
    CHECK(on.target.what == keyword::state);
    CHECK(on.target.state.text == "refuses");
    auto const bare = member<transition_declaration>("on talk=>a");
    CHECK(bare.from.empty());
    CHECK_FALSE(bare.condition);
}

TEST_CASE("a transition may clear or restore, and a state of that name stands in back-quotes") {
    CHECK(member<transition_declaration>("on talk => clear").target.what == keyword::clear);
    CHECK(member<transition_declaration>("on talk => restore").target.what == keyword::restore);
    auto const quoted = member<transition_declaration>("on talk => `clear`").target;
    CHECK(quoted.what == keyword::state);
    CHECK(quoted.state.text == "clear");
}

TEST_CASE("time leads from states to a state") {
    auto const after = member<transition_declaration>("after 2 weeks in a, b => c");
    CHECK(after.trigger == keyword::after);
    CHECK(shape(*after.length) == "2 weeks");
    CHECK(texts(after.from) == list{"a", "b"});
    CHECK(after.target.state.text == "c");
}

TEST_CASE("a day that an event set leads to a state once it has passed or is reached") {
    auto const passed = member<transition_declaration>(
        "when promise.due + 3 days passed without payment, talk where amount > 0 from a => b");
    CHECK(passed.trigger == keyword::when);
    CHECK(shape(*passed.deadline) == "(+ promise.due 3 days)");
    CHECK_FALSE(passed.is_reached);
    CHECK(texts(passed.without) == list{"payment", "talk"});
    CHECK(shape(*passed.without_condition) == "(> amount 0)");
    CHECK(texts(passed.from) == list{"a"});
    auto const reached = member<transition_declaration>("when promise.due reached => b");
    CHECK(reached.is_reached);
    CHECK(reached.without.empty());
    CHECK_FALSE(reached.without_condition);
}

TEST_CASE("hands may clear, and raise some or all states") {
    auto const clear = member<manual_declaration>("manual clear with confirmation");
    CHECK(clear.what == keyword::clear);
    CHECK(clear.with_confirmation);
    auto const raise = member<manual_declaration>("manual raise a, b");
    CHECK(raise.what == keyword::raise);
    CHECK(texts(raise.states) == list{"a", "b"});
    CHECK_FALSE(raise.with_confirmation);
    auto const all = member<manual_declaration>("manual raise with confirmation");
    CHECK(all.states.empty());
    CHECK(all.with_confirmation);
}

TEST_CASE("members may stand on one line, and their places are those of the text") {
    auto const text =
        english("alert a { state b orange on c => b manual raise on d => clear after 3 days in b => clear }");
    auto const alert = std::get<alert_declaration>(read(text).declarations.at(0));
    list found;
    for (auto const& member : alert.members)
        found.emplace_back(std::visit([&](auto const& one) { return text.slice(one.at); }, member));
    CHECK(found ==
          list{"state b orange", "on c => b", "manual raise", "on d => clear", "after 3 days in b => clear"});
    CHECK(text.slice(alert.head_at) == "a");
    CHECK(text.slice(alert.at).back() == '}');
}

TEST_CASE("a transition may be written over several lines") {
    auto const on = member<transition_declaration>("on talk\n  where a\n    and b\n  from\n    c, d\n  => e");
    CHECK(texts(on.from) == list{"c", "d"});
    CHECK(shape(*on.condition) == "(and a b)");
}

TEST_CASE("states and events may be called like words of the language") {
    auto const alert = only<alert_declaration>(
        "alert state {\n  state state\n  state on red\n  on on, state where green => on\n"
        "  after 3 days in after, on => when\n  when when passed without state, from from on => from\n"
        "  manual raise state, on\n  on state => `restore`\n}\n");
    CHECK(alert.members.size() == 7);
}

TEST_CASE("the state of an alert, and for how long it is held, stand in conditions") {
    CHECK(shape("alert.payment = cannot and alert.payment.days > 30") ==
          "(and (= alert payment.state cannot) (> alert payment.days 30))");
    CHECK(shape("alert.payment not in (a, `b c`) or alert.payment.times in 2..3") ==
          "(or (not-in alert payment.state a b c) (in alert payment.times (.. 2 3)))");
    CHECK(shape("alert.payment.since < as_of - 1 month") == "(< alert payment.since (- as_of 1 months))");
    CHECK(shape("x in alert.`two words`.days..alert.y.times") ==
          "(in x (.. alert two words.days alert y.times))");
}

TEST_CASE("no alert is one name in all languages, and only beside an alert") {
    CHECK(shape("alerta.x = ninguna o ninguno = alerta.x", language::es) ==
          "(or (= alert x.state none) (= none alert x.state))");
    CHECK(shape("alerta.x em (nenhum, a)", language::pt) == "(in alert x.state none a)");
    CHECK(shape("ninguna = x y alerta.x.días = ninguna", language::es) ==
          "(and (= ninguna x) (= alert x.days ninguna))");
    CHECK(shape("alerta.x = `ninguna`", language::es) == "(= alert x.state ninguna)");
    auto const document = read(tramo::source("tramo 1 es\nalerta a {\n  ante b desde ninguno, c => c\n}\n"));
    auto const& on = std::get<transition_declaration>(
        std::get<alert_declaration>(document.declarations.at(0)).members.at(0));
    CHECK(texts(on.from) == list{"none", "c"});
}

TEST_CASE("a field called alert is a name as long as no point follows it") {
    CHECK(shape("alert = 3 and alert > (alert)") == "(and (= alert 3) (> alert alert))");
    CHECK(shape("x in alert..5") == "(in x (.. alert 5))");
    CHECK(shape("sum(`alert`.amount)") == "(sum over alert.amount)");
    CHECK(shape("sum(alert.amount where alert > 3)") == "(sum over alert.amount (> alert 3))");
    CHECK(code_in("max(alert.x.days)") == "T2036");
    CHECK(shape("alerta = 3", language::es) == "(= alerta 3)");
    CHECK(shape("alert.x", language::es) == "alert.x");
}

TEST_CASE("alerts are read in Spanish and Portuguese") {
    auto const meant = read(
        "alert a version \"1\" per p worst without skipping {\n  state b red severity 2 stops treatment "
        "manual only\n"
        "  on ev where x from none => b\n  on ev => clear\n  on f => restore\n  after 30 days in b => b\n"
        "  when ev.d + 3 days passed without f where x from b => b\n  when ev.d reached => b\n"
        "  manual clear with confirmation\n  manual raise b\n}\nsegment s = alert.a = none and alert.a.days "
        "> alert.a.times\n"
        "segment t = alert.a.since > as_of\n");
    CHECK(same(meant,
               read(tramo::source(
                   "tramo 1 es\nalerta a versión \"1\" por p peor sin saltos {\n  estado b rojo severidad 2 "
                   "detiene la gestión solo manual\n"
                   "  ante ev donde x desde ninguna => b\n  ante ev => quitar\n  ante f => restaurar\n  tras "
                   "30 días en b => b\n"
                   "  cuando ev.d + 3 días vencido sin f donde x desde b => b\n  cuando ev.d alcanzado => b\n"
                   "  manual quitar con confirmación\n  manual marcar b\n}\nsegmento s = alerta.a = ninguna "
                   "y alerta.a.días > alerta.a.veces\n"
                   "segmento t = alerta.a.desde > hoy\n"))));
    CHECK(
        same(meant,
             read(tramo::source(
                 "tramo 1 pt\nalerta a versão \"1\" por p pior sem saltos {\n  estado b vermelho gravidade "
                 "2 interrompe o tratamento só manual\n"
                 "  ante ev onde x desde nenhum => b\n  ante ev => remover\n  ante f => restaurar\n  após 30 "
                 "dias em b => b\n"
                 "  quando ev.d + 3 dias vencido sem f onde x desde b => b\n  quando ev.d alcançado => b\n"
                 "  manual remover com confirmação\n  manual marcar b\n}\nsegmento s = alerta.a = nenhum e "
                 "alerta.a.dias > alerta.a.vezes\n"
                 "segmento t = alerta.a.desde > hoje\n"))));
}
