// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Messages: versions and languages, what stands in braces, and statements held against the rules.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;
using form = message_part::form;

namespace {

std::string const declarations =
    "policy \"p\" { currency CLP }\n"
    "field client : text key\n"
    "field balance : money\n"
    "field days_late : integer\n"
    "field share : percent\n"
    "field due_since : date optional\n"
    "field agreed : date\n"
    "field seen_at : timestamp\n"
    "field owner : text optional\n"
    "field tier : one of \"A\", \"B\"\n"
    "field in_court : boolean\n"
    "parameter city : text = \"Lima\"\n"
    "parameter grace_days : integer = 3\n"
    "value who = owner\n"
    "value rest_of = balance * 10%\n"
    "value last_day = due_since + 10 days\n"
    "collection debts { field amount : money }\n"
    "table cuts by tier {\n  column block : integer\n  column boss : text\n"
    "  row \"A\" => 60, \"X\"\n  row \"B\" => 90, \"Y\"\n}\n"
    "hold pause {\n  if in_court\n  freezes cuts\n}\n"
    "arrears { due due_since }\n"
    "cut administrative {\n  if days_late > 66\n  since agreed\n}\n"
    "block requests {\n  if days_late > cuts.block\n  stops \"order\"\n}\n"
    "block equipment {\n  if days_late > 60\n  stops \"equipment\"\n}\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + declarations + text);
}

checked_policy members(std::string const& text) {
    return policy("template notice {\n" + text + "\n}\n");
}

/// Of one line, with that behind the text.
strings line(std::string const& text, std::string const& behind = "") {
    return members("text \"" + text + "\" " + behind).codes();
}

std::vector<message_part> parts(std::string const& text) {
    auto const read = members("text \"" + text + "\"");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    return read.policy.treatment.templates.at(0).text.at(0).parts;
}

strings statement(std::string const& text) {
    return members("text \"Stopped\"\nstates " + text).codes();
}

}  // namespace

TEST_CASE("a template has versions, a language, channels, a condition, a subject and lines of text") {
    auto const read = policy(
        "template notice \"Cut notice\" version \"1\" id \"T-9\" until 2025-12-31 { text \"Old\" }\n"
        "template notice \"Cut notice\" version \"2\" from 2026-01-01 language es {\n"
        "if tier = \"A\"\nchannel \"email\", \"sms\"\nsubject \"Aviso\" locked\ntext \"Uno\"\n"
        "text \"Dos\" locked if balance > 0\n}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& all = read.policy.treatment.templates;
    REQUIRE(all.size() == 2);
    CHECK(all[0].rule_id == "T-9");
    CHECK(all[0].language == "en");
    CHECK(all[1].name == "notice");
    CHECK(all[1].label == "Cut notice");
    CHECK(all[1].version == "2");
    CHECK(all[1].language == "es");
    CHECK(all[1].channels == strings{"email", "sms"});
    CHECK(all[1].condition.has_value());
    REQUIRE(all[1].subject.has_value());
    CHECK(all[1].subject->is_locked);
    REQUIRE(all[1].text.size() == 2);
    CHECK_FALSE(all[1].text[0].is_locked);
    CHECK(all[1].text[1].is_locked);
    CHECK(all[1].text[1].condition.has_value());
}

TEST_CASE("two versions of a template do not hold on the same day, and two without a day are one too many") {
    CHECK(policy("template a from 2026-01-01 { text \"1\" }\ntemplate a from 2026-02-01 { text \"2\" }\n")
              .codes() == strings{"T4005"});
    CHECK(policy("template a { text \"1\" }\ntemplate a { text \"2\" }\n").codes() == strings{"T3002"});
    CHECK(policy("template requests { text \"1\" }\n").codes().empty());
}

TEST_CASE("a name in braces stands for a text, a number, a truth or the day of an effect") {
    auto const all =
        parts("To {client}: {balance}, {share} { days_late } {tier} {in_court} {agreed} {administrative}!");
    REQUIRE(all.size() == 17);
    CHECK(all[0].text == "To ");
    CHECK(all[1].what == form::text_field);
    CHECK(all[1].field == 0);
    CHECK(all[1].text == "client");
    CHECK(all[3].what == form::number);
    CHECK(all[3].meaning->type.kind == kind::money);
    CHECK(all[5].meaning->type.kind == kind::percent);
    CHECK(all[7].meaning->type.kind == kind::integer);
    CHECK(all[9].what == form::text_field);
    CHECK(all[11].what == form::truth);
    CHECK(all[13].meaning->type.kind == kind::date);
    CHECK(all[14].text == " ");
    CHECK(all[15].what == form::effect_day);
}

TEST_CASE("values, parameters, columns of tables and what is computed stand in braces too") {
    auto const all = parts("{rest_of}{grace_days}{cuts.block}{arrears.past_due}{hold.pause}");
    REQUIRE(all.size() == 5);
    CHECK(all[0].meaning->what == operation::definition);
    CHECK(all[1].meaning->what == operation::parameter);
    CHECK(all[2].meaning->what == operation::lookup);
    CHECK(all[3].meaning->what == operation::field);
    CHECK(all[4].what == form::truth);
    auto const named = members("text \"{who}\" if owner is known").policy.treatment.templates.at(0);
    CHECK(named.text.at(0).parts.at(0).field == 7);
}

TEST_CASE("what is computed is named in the words of the policy") {
    auto const read = read_policy(
        "tramo 1 es\ncampo cliente : texto clave\ncampo debe_desde : fecha opcional\nmora { vence debe_desde "
        "}\n"
        "plantilla aviso { texto \"Hace {mora.vencidos} días\" }\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& of = read.policy.treatment;
    CHECK(of.templates.at(0).text.at(0).parts.at(1).meaning->index == of.arrears->fields);
    CHECK(of.templates[0].language == "es");
}

TEST_CASE("braces written twice are braces") {
    auto const all = parts("{{client}} }}{{");
    REQUIRE(all.size() == 1);
    CHECK(all[0].text == "{client} }{");
}

TEST_CASE("a brace without its other one is refused, and so is a name that stands for nothing") {
    CHECK(line("You {client") == strings{"T4077"});
    CHECK(line("You client}") == strings{"T4077"});
    CHECK(line("You {a{client}}") == strings{"T4077"});
    CHECK(line("You {}") == strings{"T4077"});
    CHECK(line("You { }") == strings{"T4077"});
    CHECK(line("You {clint}") == strings{"T3022"});
    CHECK(line("You {debts.amount}") == strings{"T3022"});
    CHECK(line("You {cuts}") == strings{"T3022"});
    CHECK(line("You {cuts.blok}") == strings{"T3018"});
    CHECK(line("You {hold.pauze}") == strings{"T3020"});
    CHECK(line("You {arrears.late}") == strings{"T3001"});
    CHECK(line("You {balance * 2}") == strings{"T3022"});
}

TEST_CASE("what cannot be written in a message is refused") {
    CHECK(line("{seen_at}") == strings{"T2047"});
    CHECK(line("{city}") == strings{"T2047"});
    CHECK(line("{cuts.boss}") == strings{"T4012"});
    CHECK(line("{debts}") == strings{"T2036"});
}

TEST_CASE("what may be unknown is warned of once, but where a condition thinks of it") {
    CHECK(line("{owner} {owner}") == strings{"T4078"});
    CHECK(line("{last_day}") == strings{"T4078"});
    CHECK(line("{owner}", "if owner is known").empty());
    CHECK(line("{last_day}", "if due_since is known").empty());
    CHECK(members("if owner is known\ntext \"{owner}\"").codes().empty());
    CHECK(policy("template notice { text \"{owner}\" }\n"
                 "notify told {\nif owner is known\ntemplate notice\n}\n")
              .codes()
              .empty());
    CHECK(policy("template notice { text \"{owner}\" }\n"
                 "notify told {\nif owner is known\ntemplate notice\n}\n"
                 "notify others {\nif days_late > 3\ntemplate notice\n}\n")
              .codes() == strings{"T4078"});
}

TEST_CASE("a message has a text, and says what it is once") {
    CHECK(members("channel \"email\"").codes() == strings{"T4077"});
    CHECK(members("subject \"a\"\nsubject \"b\"\ntext \"c\"").codes() == strings{"T1019"});
    CHECK(members("if in_court\nif in_court\ntext \"c\"").codes() == strings{"T1019"});
    CHECK(members("channel \"email\"\nchannel \"email\"\ntext \"c\"").codes() == strings{"T1019"});
    CHECK(members("channel \" \"\ntext \"c\"").codes() == strings{"T2039"});
    CHECK(members("text \"c\" if balance").codes() == strings{"T2002"});
}

TEST_CASE("a statement that the rule proves is not spoken of") {
    CHECK(statement("equipment if days_late > 60").empty());
    CHECK(statement("equipment if days_late > 90 and in_court").empty());
    CHECK(statement("requests if days_late > cuts.block").empty());
    CHECK(statement("requests if days_late > 90").empty());
    CHECK(members("if days_late > 70\ntext \"Stopped\"\nstates equipment if in_court").codes().empty());
}

TEST_CASE("a statement to accounts that the rule leaves out is warned of with the smallest of them") {
    auto const read = members("text \"Stopped\"\nstates equipment if days_late > 0");
    REQUIRE(read.codes() == strings{"T4079"});
    CHECK(read.found[0].labels.at(0).text == "an account with `days_late` = 1 is told so");
    CHECK(read.found[0].labels.at(1).text == "`equipment` applies from 61 on");
    CHECK(statement("requests if days_late > 59") == strings{"T4079"});
    CHECK(statement("requests if days_late > 60").empty());
    CHECK(members("if tier = \"A\"\ntext \"Stopped\"\nstates equipment if days_late > 60").codes().empty());
    CHECK(members("if tier = \"A\"\ntext \"Stopped\"\nstates equipment if days_late > 5").codes() ==
          strings{"T4079"});
}

TEST_CASE(
    "a statement about something else than its rule cannot be shown, and one too rich is not looked "
    "through") {
    CHECK(statement("equipment if balance > 0") == strings{"T4079"});
    CHECK(statement("requests if balance > 0").empty());
    CHECK(statement("equipment if any(debts where amount > 0)").empty());
}

TEST_CASE("a statement is of a rule that there is") {
    CHECK(statement("equipmnt if days_late > 60") == strings{"T3024"});
    CHECK(statement("balance if days_late > 60") == strings{"T3024"});
}

TEST_CASE("a policy that declares a template alone is a policy") {
    CHECK(read_policy("tramo 1 en\nfield client : text key\ntemplate notice { text \"Hello {client}\" }\n")
              .codes()
              .empty());
}
