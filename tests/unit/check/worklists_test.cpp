// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Worklists: their candidates, what these are worth, the order of accounts, and what is refused.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;

namespace {

std::string const declarations =
    "policy \"p\" { currency CLP }\n"
    "field debtor : text key\n"
    "field balance : money\n"
    "field dollars : money(USD)\n"
    "field days_late : integer\n"
    "field score : decimal\n"
    "field share : percent\n"
    "field due : date\n"
    "field seen_at : timestamp\n"
    "field owner : text\n"
    "field is_legal : boolean\n"
    "field tier : one of \"A\", \"B\"\n"
    "field product : one of \"card\" open\n"
    "parameter talk : integer = 7\n"
    "segment late = days_late > 30\n"
    "palette calls { action promise rank 1 action email rank 2 }\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + declarations + text);
}

checked_policy members(std::string const& text) {
    return policy("worklist daily {\n" + text + "\n}\n");
}

strings codes(std::string const& text) {
    return members(text).codes();
}

worklist sound(std::string const& text) {
    auto const read = members(text);
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    return read.policy.worklists.at(0);
}

/// One candidate, in that order.
strings ordered(std::string const& order) {
    return codes("candidate call\norder " + order);
}

/// One candidate in any order, with that behind its name.
strings candidate(std::string const& parts) {
    return codes("candidate call " + parts + "\norder balance");
}

}  // namespace

TEST_CASE("a candidate has a label, channel, skill, minutes, cost, value and a condition, each as written") {
    auto const list = sound(
        "candidate call \"Call\" channel \"phone\" skill \"voice\" minutes 7 cost 350 value balance * 20% if "
        "late "
        "and attempts.day < 3\n"
        "candidate mail value 10");
    REQUIRE(list.candidates.size() == 2);
    auto const& call = list.candidates[0];
    CHECK(call.name == "call");
    CHECK(call.label == "Call");
    CHECK(call.rule_id == "daily.call");
    CHECK(call.channel == "phone");
    CHECK(call.skill == "voice");
    CHECK(call.minutes == 7);
    REQUIRE((call.cost && call.value && call.condition));
    CHECK(call.condition->what == operation::and_);
    auto const& mail = list.candidates[1];
    CHECK((mail.label.empty() && mail.channel.empty() && mail.skill.empty()));
    CHECK(mail.minutes == 0);
    CHECK_FALSE((mail.cost || mail.condition));
}

TEST_CASE("bare numbers beside amounts are amounts, and the score is of their currency") {
    auto const list = sound("candidate mail value 10 cost 5\ncandidate call value dollars * 20% cost 0.50");
    CHECK(list.has_scores());
    CHECK(list.score.kind == kind::money);
    CHECK(list.score.currency == "USD");
    for (auto const& one : list.candidates) {
        CHECK(one.value->type == list.score);
        CHECK(one.cost->type == list.score);
    }
}

TEST_CASE("without an amount among the values the score is a number") {
    auto const list = sound("candidate call value score * 2\ncandidate mail value 10 cost days_late");
    CHECK(list.has_scores());
    CHECK(list.score.kind == kind::decimal);
    CHECK(list.order.empty());
}

TEST_CASE("costs without values give no score, and are in one currency") {
    CHECK_FALSE(sound("candidate call cost 5\ncandidate mail cost balance\norder balance").has_scores());
    CHECK(codes("candidate call cost dollars\ncandidate mail cost balance\norder balance") ==
          strings{"T2034"});
}

TEST_CASE("values and costs are amounts of one currency, or numbers") {
    CHECK(codes("candidate call value balance\ncandidate mail value dollars") == strings{"T2034"});
    CHECK(codes("candidate call value balance cost dollars") == strings{"T2034"});
    CHECK(codes("candidate call value balance cost days_late") == strings{"T2043"});
    CHECK(codes("candidate call value score\ncandidate mail value balance") == strings{"T2043"});
    for (std::string const other : {"owner", "due", "share", "20%", "late", "30 days", "tier", "best.code"}) {
        INFO(other);
        CHECK(candidate("value " + other) == strings{"T2043"});
        CHECK(candidate("cost " + other) == strings{"T2043"});
    }
    CHECK(candidate("value balnce") == strings{"T3001"});
}

TEST_CASE("minutes are a whole number from 1 to 1440 that is written out") {
    for (std::string const minutes : {"1", "7", "1440", "7.0", "3 + 4"})
        CHECK(candidate("minutes " + minutes).empty());
    for (std::string const minutes : {"0", "1441", "7.5", "3 - 4"})
        CHECK(candidate("minutes " + minutes) == strings{"T2044"});
    for (std::string const minutes : {"talk", "days_late", "balance", "7 days", "\"7\""})
        CHECK(candidate("minutes " + minutes) == strings{"T2043"});
}

TEST_CASE(
    "candidates have names of their own, conditions that are true or false, and skills that are not blank") {
    CHECK(codes("candidate a\ncandidate a\norder balance") == strings{"T3002"});
    CHECK(candidate("if balance") == strings{"T2002"});
    CHECK(candidate("skill \" \"") == strings{"T2039"});
}

TEST_CASE("a worklist has a candidate, and ranks by an order or by values of all") {
    CHECK(codes("order balance") == strings{"T4046"});
    CHECK(codes("") == strings{"T4046"});
    CHECK(codes("candidate a minutes 7") == strings{"T4047"});
    CHECK(codes("candidate a value 1\ncandidate b\ncandidate c") == strings{"T4047", "T4047"});
    CHECK(codes("candidate a value 1\ncandidate b\norder balance") == strings{"T4047"});
    CHECK(codes("candidate a value balnce") == strings{"T3001"});
    CHECK(ordered("balnce") == strings{"T3001"});
}

TEST_CASE("accounts are ordered by numbers, conditions and lists of values, captioned as written") {
    auto const list = sound(
        "candidate call\norder days_late descending, balance, due ascending, seen_at, best.rank,\n"
        "  late, days_late > 90 or is_legal, tier descending, best.code");
    std::vector<worklist_order::form> forms;
    strings captions;
    std::vector<bool> descends;
    for (auto const& one : list.order) {
        forms.push_back(one.what);
        captions.push_back(one.caption);
        descends.push_back(one.is_descending);
    }
    using form = worklist_order::form;
    CHECK(forms == std::vector{form::number, form::number, form::number, form::number, form::number,
                               form::truth, form::truth, form::member, form::member});
    CHECK(captions == strings{"days_late descending", "balance", "due ascending", "seen_at", "best.rank",
                              "late", "days_late > 90 or is_legal", "tier descending", "best.code"});
    CHECK(descends == std::vector{true, false, false, false, false, false, false, true, false});
}

TEST_CASE("what has no order, or is the same for every account, is refused as one") {
    CHECK(ordered("owner") == strings{"T2043"});
    CHECK(ordered("balance, owner descending") == strings{"T2043"});
    CHECK(ordered("talk") == strings{"T2043"});
    CHECK(ordered("7") == strings{"T2043"});
    CHECK(ordered("as_of") == strings{"T2043"});
    CHECK(ordered("days_late + talk").empty());
    CHECK(ordered("as_of - due").empty());
    CHECK(ordered("product") == strings{"T4048"});
    CHECK(ordered("product = \"card\"").empty());
}

TEST_CASE("indicators and values of lists are an order too") {
    auto const read = policy(
        "indicator stage { case hot if late rest cold }\nvalue level = tier\n"
        "worklist daily { candidate call  order stage descending, level }\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    CHECK(read.policy.worklists.at(0).order.at(0).what == worklist_order::form::member);
    CHECK(read.policy.worklists.at(0).order.at(1).what == worklist_order::form::member);
}

TEST_CASE("the agent who has an account is a field of text") {
    auto const agent = [](std::string const& name) {
        return codes("candidate call\norder balance\nagent " + name);
    };
    CHECK(sound("candidate call\norder balance\nagent owner").agent_field == 8);
    CHECK(sound("candidate call\norder balance").agent_field == no_index);
    CHECK(agent("balance") == strings{"T2043"});
    CHECK(agent("tier") == strings{"T2043"});
    CHECK(agent("late") == strings{"T2043"});
    CHECK(agent("ownr") == strings{"T3001"});
}

TEST_CASE("versions of a worklist hold on different days") {
    std::string const inside = " { candidate call  order balance }\n";
    auto const versions = policy("worklist daily \"Calls\" version \"1\" id \"W-1\" until 2026-06-30" +
                                 inside + "worklist daily version \"2\" from 2026-07-01" + inside);
    INFO(versions.rendering());
    REQUIRE(versions.found.empty());
    REQUIRE(versions.policy.worklists.size() == 2);
    auto const& first = versions.policy.worklists[0];
    CHECK(first.label == "Calls");
    CHECK(first.version == "1");
    CHECK(first.rule_id == "W-1");
    CHECK(first.period.until == parse_date("2026-06-30"));
    CHECK(versions.policy.worklists[1].rule_id == "daily");
    CHECK(versions.policy.reads_as_of);
    CHECK(policy("worklist daily until 2026-07-01" + inside + "worklist daily from 2026-07-01" + inside)
              .codes() == strings{"T4005"});
    CHECK(policy("worklist daily" + inside + "worklist daily" + inside).codes() == strings{"T3002"});
    CHECK(policy("worklist late" + inside).codes() == strings{"T3002"});
    CHECK(policy("worklist daily from 2026-07-01 until 2026-01-01" + inside).codes() == strings{"T4006"});
    CHECK(
        policy("worklist daily inactive from 2026-01-01" + inside + "worklist daily from 2026-01-01" + inside)
            .codes()
            .empty());
}

TEST_CASE("a policy of worklists alone is no empty one, and a worklist is no value") {
    CHECK(read_policy("tramo 1 en\nfield n : integer\nworklist daily { candidate call  order n }\n")
              .codes()
              .empty());
    CHECK(policy("worklist daily { candidate call  order balance }\nsegment s = daily\n").codes() ==
          strings{"T4012"});
}

TEST_CASE("an order of more than 100 keys is refused once") {
    std::string keys = "balance";
    for (int i = 1; i < 100; ++i) keys += ", balance";
    CHECK(ordered(keys).empty());
    CHECK(ordered(keys + ", balance, balance") == strings{"T4017"});
}
