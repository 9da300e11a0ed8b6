// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Effects: each member where it is kept, versions, and what is refused.
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
    "field days_late : integer\n"
    "field balance : money\n"
    "field seller : text\n"
    "field seen_at : timestamp\n"
    "field oldest : date\n"
    "field paper : date optional\n"
    "field approved_by : text optional\n"
    "field tier : one of \"Large\", \"Small\"\n"
    "calendar working holidays \"PY\"\n"
    "table cuts by tier {\n  column block : integer\n  column boss : text\n"
    "  row \"Large\" => 60, \"Head\"\n  row \"Small\" => 90, \"Manager\"\n}\n"
    "template notice {\n  channel \"email\"\n  text \"Dear\"\n}\n"
    "segment late = days_late > 30\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + declarations + text);
}

/// An effect of that kind with one member a line.
checked_policy effect(std::string const& kind, std::string const& members) {
    return policy(kind + " it {\n  if late\n" + members + "\n}\n");
}

std::string said(checked_policy const& read) {
    std::string all;
    for (auto const& one : read.found) {
        all +=
            (all.empty() ? "" : "\n") + one.code + ": " + one.message + " [" + one.labels.front().text + "]";
        for (auto const& line : one.help) all += " {" + line + "}";
    }
    return all;
}

strings codes(std::string const& members, std::string const& kind = "task") {
    return effect(kind, members).codes();
}

effect_definition sound(checked_policy const& read) {
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    REQUIRE(read.policy.treatment.effects.size() == 1);
    return read.policy.treatment.effects.front();
}

std::string many(std::string const& member, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) {
        auto one = member;
        if (auto const at = one.find('#'); at != std::string::npos)
            one.replace(at, 1, "r" + std::to_string(i));
        all += one + "\n";
    }
    return all;
}

}  // namespace

TEST_CASE("a cut keeps its condition, days, lead, requirements and approvals") {
    auto const one = sound(
        policy("cut administrative \"Cut\" version \"2\" id \"T-093\" from 2026-01-01 until 2026-12-31 {\n"
               "  if days_late > cuts.block\n  stands if late\n  release if balance = 0\n  since oldest\n"
               "  after 66 days\n  within 30 business days\n  only on monday, friday\n  month days 1..10\n"
               "  calendar working\n  holidays following\n  lead 5..10 days \"Change of segment\"\n"
               "  requires told \"Told\" = days_late > 5\n"
               "  approval \"Head\", \"Manager\" by approved_by evidence paper if balance > 1000\n}\n"));
    CHECK(one.what == effect_kind::cut);
    CHECK(one.label == "Cut");
    CHECK(one.version == "2");
    CHECK(one.rule_id == "T-093");
    CHECK((one.period.from && one.period.until));
    CHECK((one.condition && one.stands && one.release && one.since));
    CHECK(one.after_days == 66);
    CHECK_FALSE(one.is_after_business);
    CHECK(one.within_days == 30);
    CHECK(one.is_within_business);
    CHECK(one.weekdays == 0b0010001);
    CHECK((one.month_from == 1 && one.month_until == 10));
    CHECK(one.calendar == 0);
    CHECK(one.holidays == holiday_rule::following);
    CHECK((one.lead_from == 5 && one.lead_until == 10));
    CHECK(one.lead_label == "Change of segment");
    REQUIRE(one.requirements.size() == 1);
    CHECK(one.requirements[0].rule_id == "administrative.told");
    REQUIRE(one.approvals.size() == 1);
    CHECK(one.approvals[0].roles == strings{"Head", "Manager"});
    CHECK(one.approvals[0].by_field == 7);
    CHECK(one.approvals[0].evidence_field == 6);
    CHECK(one.approvals[0].condition);
}

TEST_CASE("a task keeps where its owner, cause, route, reason and recipients are read") {
    auto const one = sound(effect(
        "task",
        "owner cuts.boss\ncause seller\nroute \"New > Cuts\" alias \"Ticket > Cuts\"\nreason \"Late\"\n"
        "to tier, \"billing\"\ncopy \"head\"\nchannel \"email\", \"phone\"\ntemplate notice\nonce per week"));
    CHECK(one.owner.what == text_place::form::table);
    CHECK((one.owner.table == 0 && one.owner.column == 1));
    CHECK(one.cause.what == text_place::form::field);
    CHECK(one.cause.field == 3);
    CHECK(one.route.text == "New > Cuts");
    CHECK(one.route_aliases == strings{"Ticket > Cuts"});
    CHECK(one.reason.what == text_place::form::literal);
    REQUIRE(one.to.size() == 2);
    CHECK(one.to[0].field == 8);
    CHECK(one.to[1].text == "billing");
    CHECK(one.copy.size() == 1);
    CHECK(one.channels == strings{"email", "phone"});
    CHECK(one.template_name == "notice");
    CHECK(one.repeats == recurrence::weekly);
    CHECK(one.rule_id == "it");
}

TEST_CASE("once alone is never again, once per month is monthly, and nothing is daily") {
    CHECK(sound(effect("task", "once")).repeats == recurrence::ever);
    CHECK(sound(effect("task", "once per month")).repeats == recurrence::monthly);
    CHECK(sound(effect("task", "")).repeats == recurrence::daily);
}

TEST_CASE("any effect makes the policy ask for the day, and is enough of a policy") {
    CHECK(effect("task", "").policy.reads_as_of);
    CHECK_FALSE(policy("").policy.reads_as_of);
    CHECK(read_policy("tramo 1 en\nfield a : boolean\ntask t {\n  if a\n}\n").found.empty());
}

TEST_CASE("only blocks stop actions of others, and blocks send nothing") {
    CHECK(sound(effect("block", "stops \"shipment\", \"plan\"")).stops == strings{"shipment", "plan"});
    CHECK(said(effect("cut", "stops \"shipment\"")) ==
          "T4060: `stops` is no member of `cut` [only a block stops what others would do] {take it out, or "
          "declare: block …}");
    CHECK(said(effect("block", "template notice")) ==
          "T4060: `template` is no member of `block` [a block sends nothing] {take it out, or tell it in: "
          "notify …}");
    CHECK(codes("channel \"email\"", "block") == strings{"T4060"});
}

TEST_CASE("a member is said once") {
    CHECK(codes("if balance > 0") == strings{"T1019"});
    for (std::string const one : {"since oldest", "after 1 day", "within 1 day", "month days 1..2",
                                  "only on monday", "calendar working", "template notice", "holidays keep",
                                  "lead 1..2 days", "once", "owner seller", "to seller"}) {
        INFO(one);
        std::string const day = one == "after 1 day" ? "since oldest\n" : "";
        CHECK(codes(day + one + "\n" + one) == strings{"T1019"});
    }
}

TEST_CASE("business days and moved holidays need a calendar") {
    CHECK(said(effect("task", "within 3 business days")) ==
          "T4061: `within` counts business days, and no calendar says which are [by which calendar?] {name "
          "one: calendar …}");
    CHECK(said(effect("task", "holidays following")) ==
          "T4061: `holidays` moves days, and no calendar says which are holidays [by which calendar?] {name "
          "one: calendar …}");
    CHECK(codes("holidays keep") == strings{});
    CHECK(codes("since oldest\nafter 2 business days\nholidays preceding") == strings{"T4061", "T4061"});
    CHECK(said(effect("task", "since oldest\ncalendar wroking\nafter 2 business days")) ==
          "T3019: unknown calendar `wroking` [not declared] {did you mean `working`?}");
}

TEST_CASE("days of the month and leads are in order, and such as there are") {
    CHECK(said(effect("task", "month days 10..1")) ==
          "T4062: the days of the month end before they begin [1 is before 10] {write the smaller day first: "
          "month days 1..10}");
    CHECK(codes("month days 1..32") == strings{"T1007"});
    CHECK(said(effect("task", "lead 10..5 days")) ==
          "T4062: `lead` ends before it begins [5 is less than 10] {write the smaller number first: lead "
          "5..10 days}");
    CHECK(codes("lead 0..0 days") == strings{"T4062"});
    CHECK(said(effect("task", "after 40000 days")) ==
          "T4062: `after` is at most a hundred years [too long] {write: after 30 days}");
    CHECK(said(effect("task", "only on monday, monday")) ==
          "T1019: `monday` is said twice [in this list] {leave one of them out}");
}

TEST_CASE("since is a day, and fields of approvals are there and of their kind") {
    CHECK(codes("since seen_at") == strings{"T2047"});
    CHECK(codes("since balance") == strings{"T2047"});
    CHECK(codes("approval \"Head\" by balance") == strings{"T2047"});
    CHECK(codes("approval \"Head\" by approvd_by") == strings{"T3001"});
    CHECK(codes("approval \"Head\" evidence papr") == strings{"T3001"});
    CHECK(codes("approval \" \" evidence paper") == strings{"T2039"});
}

TEST_CASE("texts are written out, fields of text or of a list, or text columns of a table") {
    CHECK(said(effect("task", "owner balance")) ==
          "T2047: `owner` of an effect is a text, or a value of a list [money (CLP)] {name another field, or "
          "declare it so: field balance : text}");
    CHECK(said(effect("task", "owner cuts.block")) ==
          "T2047: `owner` of an effect is a text, or a value of a list [a whole number] {name a column of "
          "texts}");
    CHECK(
        said(effect("task", "owner cuts.bos")) ==
        "T3018: the table `cuts` has no column `bos` [not a column] {did you mean `boss`?} {its columns are: "
        "block, boss}");
    CHECK(said(effect("task", "owner cutz.boss")) ==
          "T3001: unknown table `cutz` [not declared] {did you mean `cuts`?}");
    CHECK(said(effect("task", "owner cuts")) ==
          "T2047: `owner` of an effect is a text, or a value of a list [a table of parameters] {name one of "
          "its columns: cuts.…}");
    CHECK(codes("reason \" \"") == strings{"T2039"});
}

TEST_CASE("a template that there is not is refused with the nearest one") {
    CHECK(said(effect("notify", "template notise")) ==
          "T3023: unknown template `notise` [not declared] {did you mean `notice`?}");
    CHECK(codes("template late", "notify") == strings{"T3023"});
}

TEST_CASE("requirements have names of their own, and there are at most 16 of them and of approvals") {
    CHECK(codes("requires a = late\nrequires a = late") == strings{"T3002"});
    CHECK(codes(many("requires # = late", 16)) == strings{});
    CHECK(said(effect("task", many("requires # = late", 17))) ==
          "T4017: an effect has at most 16 requirements [one too many] {make segments of some, or several "
          "effects}");
    CHECK(said(effect("task", many("approval \"Head\"", 17))) ==
          "T4017: an effect has at most 16 approvals [one too many] {make segments of some, or several "
          "effects}");
}

TEST_CASE("a cut or block without a condition draws a warning, other effects do not") {
    CHECK(said(policy("cut all_of_them {\n  month days 1..3\n}\n")) ==
          "T4063: `cut` `all_of_them` is for every account [no condition] {say for whom: if days_past_due > "
          "60}");
    CHECK(policy("block b {\n  stops \"x\"\n}\n").codes() == strings{"T4063"});
    for (std::string const kind : {"task", "notify", "escalate"})
        CHECK(policy(kind + " t {\n  reason \"x\"\n}\n").found.empty());
}

TEST_CASE("versions of a name have periods that do not overlap, and are of one kind") {
    auto const two = [](std::string const& first, std::string const& second) {
        return policy(first + " {\n  if late\n}\n" + second + " {\n  if late\n}\n").codes();
    };
    CHECK(two("task t until 2026-01-31", "task t from 2026-02-01") == strings{});
    CHECK(two("task t until 2026-01-31", "task t from 2026-01-31") == strings{"T4005"});
    CHECK(two("task t", "task t") == strings{"T3002"});
    CHECK(two("task t", "task late") == strings{"T3002"});
    CHECK(two("task t until 2026-01-31", "cut t from 2026-02-01") == strings{"T4060"});
}
