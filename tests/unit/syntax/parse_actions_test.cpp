// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The feed of actions, palettes and worklists: what each clause becomes in the tree; and where `best.code`
// and its like are words or names.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using tramo::keyword;
using tramo::language;
using tramo::ast::actions_declaration;
using tramo::ast::palette_action;
using tramo::ast::palette_declaration;
using tramo::ast::worklist_declaration;

namespace {

palette_declaration palette(std::string const& members) {
    return only<palette_declaration>("palette p {\n" + members + "\n}\n");
}

/// The only action of a palette.
palette_action action(std::string const& text) {
    auto const all = palette(text).actions;
    REQUIRE(all.size() == 1);
    return all[0];
}

worklist_declaration worklist(std::string const& members) {
    return only<worklist_declaration>("worklist w {\n" + members + "\n}\n");
}

/// The only member of a worklist.
template <class Member>
Member member(std::string const& text) {
    auto const all = worklist(text).members;
    REQUIRE(all.size() == 1);
    REQUIRE(std::holds_alternative<Member>(all[0]));
    return std::get<Member>(all[0]);
}

/// `0 a, 1 b`: names and how deep they stand.
std::string depths(palette_declaration const& of) {
    std::string all;
    for (auto const& one : of.actions)
        all += (all.empty() ? "" : ", ") + std::to_string(one.depth) + " " + one.name.text;
    return all;
}

std::string text_of(std::optional<tramo::ast::text_literal> const& what) {
    return what ? what->text : "-";
}
std::string shape(std::optional<tramo::ast::expression> const& what) {
    return what ? tramo_test::shape(*what) : "-";
}

/// `code kind response`: a role and its columns.
std::string columns(actions_declaration const& of, std::size_t index) {
    auto const& one = std::get<tramo::ast::action_column>(of.members.at(index));
    std::string all(tramo::spelling(one.role, language::en));
    for (auto const& column : one.columns) all += " " + column.text;
    return all;
}

tramo::ast::window_member window(std::string const& text) {
    auto const read = only<actions_declaration>("actions { window " + text + " }");
    REQUIRE(read.members.size() == 1);
    return std::get<tramo::ast::window_member>(read.members[0]);
}

}  // namespace

TEST_CASE("a feed of actions says which columns say what") {
    auto const read = only<actions_declaration>(
        "actions {\n  account case_id\n  code kind, response,\n    agent\n  happened at\n  id `Número`\n"
        "  agent user\n}\n");
    REQUIRE(read.members.size() == 5);
    CHECK(columns(read, 0) == "account case_id");
    CHECK(columns(read, 1) == "code kind response agent");
    CHECK(columns(read, 2) == "happened at");
    CHECK(columns(read, 3) == "id Número");
    CHECK(columns(read, 4) == "agent user");
    CHECK(only<actions_declaration>("actions {}").members.empty());
}

TEST_CASE("a column may be called like the role it has") {
    auto const read = only<actions_declaration>("actions { code code id id window month account window }");
    REQUIRE(read.members.size() == 4);
    CHECK(columns(read, 0) == "code code");
    CHECK(columns(read, 1) == "id id");
    CHECK(columns(read, 3) == "account window");
}

TEST_CASE("the window of actions begins with a field, a month or some days ago") {
    CHECK(window("since assigned_on").what == keyword::since);
    CHECK(window("since assigned_on").field.text == "assigned_on");
    CHECK(window("month").what == keyword::month);
    CHECK_FALSE(window("month").length);
    CHECK(window("30 days").what == keyword::days);
    CHECK(shape(window("30 days").length) == "30 days");
}

TEST_CASE("an action is told by its clauses, in any order") {
    auto const one = action(
        "action promise state \"Done\" opens promise alias \"CP\", \"Promesa\" right party \"PROMISE\" "
        "closes "
        "rank 10 substate \"Paid\" raises claim channel \"phone\"");
    CHECK(one.name.text == "promise");
    CHECK(one.depth == 0);
    CHECK(text_of(one.label) == "PROMISE");
    CHECK(one.rank == 10);
    CHECK(one.contact == keyword::right_party);
    CHECK(text_of(one.channel) == "phone");
    CHECK(one.closes);
    CHECK(one.opens_promise);
    CHECK(one.raises_claim);
    CHECK(text_of(one.state) == "Done");
    CHECK(text_of(one.substate) == "Paid");
    REQUIRE(one.aliases.size() == 2);
    CHECK(one.aliases[1].text == "Promesa");
    CHECK_FALSE(one.is_open);
}

TEST_CASE("what an action does not say is nowhere guessed") {
    auto const one = action("action promise");
    CHECK_FALSE(one.rank);
    CHECK_FALSE(one.contact);
    CHECK_FALSE((one.label || one.channel || one.state || one.substate));
    CHECK_FALSE((one.closes || one.opens_promise || one.raises_claim));
    CHECK(action("action a contact").contact == keyword::contact);
    CHECK(action("action a no contact").contact == keyword::no_contact);
}

TEST_CASE("the clauses of an action may go on over lines") {
    auto const one =
        action("  action a\n    \"A\"\n    state \"S\"\n    contact  # yes\n    rank\n    3\n  {\n  }");
    CHECK(text_of(one.state) == "S");
    CHECK(one.contact == keyword::contact);
    CHECK(one.rank == 3);
    CHECK(one.is_open);
}

TEST_CASE("responses stand within actions and other responses, as deep as needed") {
    CHECK(depths(palette("action a {\n response b {\n response c {\n response d\n }\n response e\n }\n}\n"
                         "action f\naction g { response h response i {} }\n")) ==
          "0 a, 1 b, 2 c, 3 d, 2 e, 0 f, 0 g, 1 h, 1 i");
    CHECK(palette("").actions.empty());
}

TEST_CASE("an action with braces ends where they close") {
    std::string const text = "palette p {\n  action a rank 1 {\n    response b\n  }\n}\n";
    auto const document = read(text);
    auto const& all = std::get<palette_declaration>(document.declarations.at(0)).actions;
    REQUIRE(all.size() == 2);
    CHECK(english(text).slice(all[0].at) == "action a rank 1 {\n    response b\n  }");
    CHECK(english(text).slice(all[1].at) == "response b");
}

TEST_CASE("a palette has a name, a label and the accounts it is for") {
    auto const one = only<palette_declaration>("palette p \"P\" if creditor = \"C\" and\n late {\n}\n");
    CHECK(one.name.text == "p");
    CHECK(text_of(one.label) == "P");
    CHECK(shape(one.condition) == "(and (= creditor \"C\") late)");
    CHECK_FALSE(palette("").condition);
}

TEST_CASE("a candidate is told by its clauses, in any order") {
    auto const one = member<tramo::ast::candidate_member>(
        "  candidate call \"Call\" if late and cost > 3 skill \"voice\" value balance * 20%\n    cost 350\n"
        "    channel \"phone\" minutes 7");
    CHECK(one.name.text == "call");
    CHECK(text_of(one.label) == "Call");
    CHECK(text_of(one.channel) == "phone");
    CHECK(text_of(one.skill) == "voice");
    CHECK(shape(one.minutes) == "7");
    CHECK(shape(one.cost) == "350");
    CHECK(shape(one.value) == "(* balance 20%)");
    CHECK(shape(one.condition) == "(and late (> cost 3))");
    CHECK(shape(member<tramo::ast::candidate_member>("candidate a").condition) == "-");
}

TEST_CASE("the value of a candidate may stand on a line of its own, and a value declared behind it is none") {
    CHECK(shape(member<tramo::ast::candidate_member>("candidate a\n value balance\n").value) == "balance");
    CHECK(codes("worklist w {\n candidate a\nvalue x = 3\n") == std::vector<std::string>{"T1010"});
    CHECK(codes("worklist w {\n candidate a\nvalue x \"X\" = 3\n") == std::vector<std::string>{"T1010"});
}

TEST_CASE("an order has one key or several, each in its direction") {
    auto const one = member<tramo::ast::order_member>("order late descending, balance + 1 ascending,\n tier");
    REQUIRE(one.keys.size() == 3);
    CHECK(shape(one.keys[0].what) == "late");
    CHECK(one.keys[0].direction == keyword::descending);
    CHECK(shape(one.keys[1].what) == "(+ balance 1)");
    CHECK(one.keys[1].direction == keyword::ascending);
    CHECK_FALSE(one.keys[2].direction);
    CHECK(member<tramo::ast::order_member>("order descending").keys.at(0).what.text == "descending");
}

TEST_CASE("a worklist has a period, and names the field that knows the agent") {
    auto const one = only<worklist_declaration>(
        "worklist w \"W\" version \"1\" id \"X\" from 2026-01-01 until 2026-12-31 inactive { agent agent }");
    CHECK(text_of(one.label) == "W");
    CHECK(text_of(one.period.version) == "1");
    CHECK(one.period.is_inactive);
    CHECK(std::get<tramo::ast::agent_member>(one.members.at(0)).field.text == "agent");
}

TEST_CASE("what an account's actions say is read in the words of the language") {
    CHECK(shape("best.code = promise") == "(= activity best.code promise)");
    CHECK(shape("LAST.Action = promise") == "(= activity last.action promise)");
    CHECK(shape("attempts.day + contacts.total") == "(+ activity attempts.day activity contacts.total)");
    CHECK(shape("contacts.first < contacts.last") == "(< activity contacts.first activity contacts.last)");
    CHECK(shape("mejor.código = promesa", language::es) == "(= activity best.code promesa)");
    CHECK(shape("última.gestión = otra", language::es) == "(= activity last.action otra)");
    CHECK(shape("intentos.día > 3", language::es) == "(> activity attempts.day 3)");
    CHECK(shape("contatos.primeira é desconhecido", language::pt) == "(unknown activity contacts.first)");
    CHECK(shape("melhor.posição * tentativas.janela", language::pt) ==
          "(* activity best.rank activity attempts.window)");
}

TEST_CASE("a place in the text is kept for both words of what actions say") {
    tramo::source const text("1 + best.code");
    auto const read = tramo::parse_expression(text, language::en);
    REQUIRE(read.diagnostics.empty());
    auto const& one = read.value.operands.at(1);
    CHECK(text.slice(one.at) == "best.code");
    CHECK(text.slice(one.op_at) == "best");
    CHECK(text.slice(one.member_at) == "code");
}

TEST_CASE("words of actions are names where no such part follows, in back-quotes, and in other languages") {
    CHECK(shape("best") == "best");
    CHECK(shape("best.amount") == "best.amount");
    CHECK(shape("promise.code") == "promise.code");
    CHECK(shape("`best`.code") == "best.code");
    CHECK(shape("best.`code`") == "best.code");
    CHECK(shape("mejor.code") == "mejor.code");
    CHECK(shape("best.code", language::es) == "best.code");
    CHECK(shape("best in 1..2 and code = action") == "(and (in best (.. 1 2)) (= code action))");
}

TEST_CASE("in an aggregate, a word of actions is a collection and its part a field of it") {
    CHECK(shape("sum(contacts.total)") == "(sum over contacts.total)");
    CHECK(shape("max(contacts.day where last.day > day)") ==
          "(max over contacts.day (> activity last.day day))");
    CHECK(shape("max(attempts.total, 3)") == "(max activity attempts.total 3)");
    CHECK(shape("count(contacts where rank = 1)") == "(count over contacts (= rank 1))");
    CHECK(shape("suma(ÚLTIMA.día)", language::es) == "(sum over ÚLTIMA.día)");
}

TEST_CASE("names of actions are compared without quotes, `other` among them") {
    CHECK(shape("best.code in (promise, other, `true`) and last.code != `and`") ==
          "(and (in activity best.code promise other true) (!= activity last.code and))");
    CHECK(shape("best.code = other", language::es) != shape("mejor.código = other", language::es));
    CHECK(shape("mejor.código = other", language::es) == "(= activity best.code other)");
}

TEST_CASE("the words of these blocks are names everywhere else") {
    auto const document = read(
        "field actions : integer\nfield palette : text\nfield code : text\nfield agent : text\n"
        "field window : integer\nfield action : boolean\nfield response : boolean\nfield order : integer\n"
        "segment worklist =\n    actions > 3\n    and palette = code\n    and\n    action\n    and (\n"
        "    palette = \"x\" or response)\nvalue candidate = actions +\n  window * order\n"
        "strategy s { queue agent if worklist queue order if\n  palette is unknown rest response }\n");
    CHECK(document.declarations.size() == 11);
}

TEST_CASE("a list in Spanish and Portuguese is a field unless a brace stands on its line") {
    for (std::string const in : {"es", "pt"}) {
        std::string const is_es =
            in == "es" ? "campo lista : texto\nsegmento s =\n  lista = \"A\" o\n  lista = \"B\"\n"
                       : "campo lista : texto\nsegmento s =\n  lista = \"A\" ou\n  lista = \"B\"\n";
        CHECK(read(tramo::source("tramo 1 " + in + "\n" + is_es)).declarations.size() == 2);
    }
}
