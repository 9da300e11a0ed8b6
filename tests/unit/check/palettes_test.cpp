// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Palettes and the feed of actions: what becomes of them, and what is refused.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;

namespace {

std::string const fields =
    "policy \"p\" { currency CLP }\n"
    "field debtor : text key\n"
    "field balance : money\n"
    "field creditor : one of \"CLARO\", \"ENTEL\"\n"
    "field is_legal : boolean\n"
    "field days_late : integer\n"
    "field assigned_on : date optional\n"
    "field seen_at : timestamp\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + fields + text);
}

strings codes(std::string const& text) {
    return policy(text).codes();
}

program sound(std::string const& text) {
    auto const read = policy(text);
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    return read.policy;
}

action_palette calls(std::string const& actions) {
    return sound("palette calls {\n" + actions + "\n}\n").palettes.at(0);
}

strings codes_of_calls(std::string const& actions) {
    return codes("palette calls {\n" + actions + "\n}\n");
}

std::string const one_for_all = "palette calls { action promise rank 1 }\n";

}  // namespace

TEST_CASE("a palette is a list of actions, each before those within it, with a label or else its name") {
    auto const palette = calls(
        "action promise \"COMPROMISO\" rank 10 alias \"CP\", \"Promesa\" {\n"
        "  response cheque \"CHEQUE\" { response pickup }\n"
        "  response whole\n}\n"
        "action email rank 60");
    CHECK(palette.name == "calls");
    CHECK(palette.label == "calls");
    CHECK_FALSE(palette.condition);
    REQUIRE(palette.actions.size() == 5);
    strings names, labels;
    std::vector<std::size_t> parents;
    std::vector<int> depths;
    for (auto const& one : palette.actions) {
        names.push_back(one.name);
        labels.push_back(one.label);
        parents.push_back(one.parent);
        depths.push_back(one.depth);
    }
    CHECK(names == strings{"promise", "cheque", "pickup", "whole", "email"});
    CHECK(labels == strings{"COMPROMISO", "CHEQUE", "pickup", "whole", "email"});
    CHECK(parents == std::vector<std::size_t>{no_index, 0, 1, 0, no_index});
    CHECK(depths == std::vector<int>{0, 1, 2, 1, 0});
    CHECK(palette.actions[0].aliases == strings{"CP", "Promesa"});
    CHECK(palette.actions[1].aliases.empty());
}

TEST_CASE("a response has the rank, contact, channel, effects, state and substate of what is around it") {
    auto const palette = calls(
        "action promise rank 10 right party channel \"phone\" opens promise state \"Done\" substate "
        "\"Promise\" "
        "{\n  response pickup { response today }\n"
        "  response sent rank 11 no contact channel \"mail\" closes raises claim state \"Open\" substate "
        "\"Sent\"\n}\n"
        "action talk rank 20 contact");
    for (auto const index : {0U, 1U, 2U}) {
        auto const& one = palette.actions.at(index);
        CHECK(one.rank == 10);
        CHECK((one.is_contact && one.is_right_party && one.opens_promise));
        CHECK_FALSE((one.closes || one.raises_claim));
        CHECK(one.channel == "phone");
        CHECK(one.state == "Done");
        CHECK(one.substate == "Promise");
    }
    auto const& sent = palette.actions.at(3);
    CHECK(sent.rank == 11);
    CHECK_FALSE((sent.is_contact || sent.is_right_party));
    CHECK((sent.opens_promise && sent.closes && sent.raises_claim));
    CHECK(sent.channel == "mail");
    CHECK(sent.state == "Open");
    CHECK(sent.substate == "Sent");
    auto const& talk = palette.actions.at(4);
    CHECK((talk.is_contact && !talk.is_right_party && !talk.opens_promise && talk.state.empty()));
}

TEST_CASE("an action without a rank is refused once, not again for those within it") {
    CHECK(codes_of_calls("action promise { response a { response b } }") == strings{"T4040"});
    CHECK(codes_of_calls("action promise\naction email") == strings{"T4040", "T4040"});
    CHECK(codes_of_calls("action promise rank 3 { response a }").empty());
}

TEST_CASE("a rank below 1 is refused, however it came about") {
    source const text("tramo 1 en\n" + one_for_all);
    auto document = parse(text).value;
    std::get<ast::palette_declaration>(document.declarations.at(0)).actions.at(0).rank = 0;
    auto const checked = check(std::move(document));
    REQUIRE(checked.diagnostics.size() == 1);
    CHECK(checked.diagnostics[0].code == "T2044");
}

TEST_CASE("codes are the names of all palettes, each once, and other behind them") {
    auto const read = sound(
        "palette claro if creditor = \"CLARO\" { action promise rank 1 { response pickup } action email rank "
        "2 }\n"
        "palette all_others { action visit rank 1 action promise rank 2 }\n");
    CHECK(read.action_codes == strings{"promise", "pickup", "email", "visit", "other"});
    CHECK(read.palettes.at(0).actions.at(2).code == 2);
    CHECK(read.palettes.at(1).actions.at(0).code == 3);
    CHECK(read.palettes.at(1).actions.at(1).code == 0);
}

TEST_CASE("two actions of one name in a palette are refused, in two palettes they are one code") {
    CHECK(codes_of_calls("action a rank 1 { response b }\naction c rank 2 { response b }") ==
          strings{"T3002"});
    CHECK(codes("palette x if is_legal { action a rank 1 }\npalette y { action a rank 2 }\n").empty());
    CHECK(
        codes(
            "palette x if is_legal { action a rank 1 }\npalette y { action A rank 2 action `á` rank 3 }\n") ==
        strings{"T3009", "T3009"});
}

TEST_CASE("actions side by side with a text in common, but for case, accents and blanks, are refused") {
    CHECK(codes_of_calls("action a \"Promesa\" rank 1\naction b \"PROMÉSA \" rank 2") == strings{"T3009"});
    CHECK(codes_of_calls("action a rank 1\naction b rank 2 alias \"A\"") == strings{"T3009"});
    CHECK(codes_of_calls("action a rank 1 alias \"x\"\naction b rank 2 alias \"X\"") == strings{"T3009"});
    CHECK(codes_of_calls("action a rank 1 alias \"x\", \"y\"\naction b rank 2 alias \"X\", \"Y\"") ==
          strings{"T3009"});
    CHECK(codes_of_calls("action a \"A\" rank 1 alias \"Á\"\naction b rank 2").empty());
}

TEST_CASE(
    "in one column of codes a text of two branches is refused, and one of an action around it warned of") {
    std::string const branches =
        "palette calls {\n  action a rank 1 { response b \"Yes\" }\n  action c rank 2 { response d \"Yes\" "
        "}\n}\n";
    std::string const within =
        "palette calls {\n  action a \"Yes\" rank 1 { response b { response c \"Yes\" } }\n}\n";
    CHECK(codes(branches) == strings{"T3009"});
    CHECK(codes("actions { code result }\n" + branches) == strings{"T3009"});
    CHECK(codes("actions { code kind, response }\n" + branches).empty());
    CHECK(codes(within) == strings{"T4041"});
    CHECK(codes("actions { code kind, response, detail }\n" + within).empty());
}

TEST_CASE("no action is called like what no palette knows, and no text is blank") {
    CHECK(codes_of_calls("action Other rank 1") == strings{"T3009"});
    CHECK(codes_of_calls("action a \" \" rank 1") == strings{"T2039"});
    CHECK(codes_of_calls("action a rank 1 alias \"\"") == strings{"T2039"});
}

TEST_CASE("a palette has an action, and a name that nothing else has") {
    CHECK(codes("palette calls { }\n") == strings{"T4046"});
    CHECK(codes(one_for_all + "palette calls { action a rank 1 }\n") == strings{"T3002"});
    CHECK(codes(one_for_all + "segment calls = days_late > 1\n") == strings{"T3002"});
}

TEST_CASE("a field called like what is known of actions is refused") {
    CHECK(codes("field `best.code` : text\n" + one_for_all) == strings{"T3002"});
    CHECK(codes("field `best.code` : text\nsegment a = `best.code` = \"x\"\n").empty());
}

TEST_CASE("without a block the feed has one column of codes, and the account stands in that of the key") {
    auto const read = sound(one_for_all);
    CHECK(read.actions.account == "debtor");
    CHECK(read.actions.code == strings{"code"});
    CHECK(read.actions.happened == "happened");
    CHECK(read.actions.id == "id");
    CHECK(read.actions.agent == "agent");
    CHECK(read.window.what == action_window::kind_t::all);
    CHECK(read_policy("tramo 1 en\n" + one_for_all).policy.actions.account == "account");
}

TEST_CASE("a block names the columns of the feed") {
    auto const read = sound(
        "actions {\n  account client\n  code kind, response\n  happened at\n  id number\n  agent user\n}\n" +
        one_for_all);
    CHECK(read.actions.account == "client");
    CHECK(read.actions.code == strings{"kind", "response"});
    CHECK(read.actions.happened == "at");
    CHECK(read.actions.id == "number");
    CHECK(read.actions.agent == "user");
    CHECK(codes("actions { code a, a }\n" + one_for_all) == strings{"T1019"});
    CHECK(codes("actions { happened at }\nactions { id x }\n" + one_for_all) == strings{"T1019"});
}

TEST_CASE("a window is since a day of the account, the month, or a number of days or weeks") {
    auto const window = [](std::string const& written) {
        return sound("actions { window " + written + " }\n" + one_for_all).window;
    };
    auto const since = window("since assigned_on");
    CHECK(since.what == action_window::kind_t::since_field);
    CHECK(since.field == 5);
    CHECK_FALSE(since.reads_as_of());
    CHECK(window("month").what == action_window::kind_t::month);
    CHECK(window("month").reads_as_of());
    CHECK(window("30 days").what == action_window::kind_t::rolling);
    CHECK(window("30 days").days == 30);
    CHECK(window("2 weeks").days == 14);
}

TEST_CASE("a window of anything else is refused") {
    auto const found = [](std::string const& written) {
        return codes("actions { window " + written + " }\n" + one_for_all);
    };
    CHECK(found("since seen_at") == strings{"T2043"});
    CHECK(found("since creditor") == strings{"T2043"});
    CHECK(codes("actions { window since late }\nsegment late = days_late > 1\n" + one_for_all) ==
          strings{"T2043"});
    CHECK(found("since asigned_on") == strings{"T3001"});
    CHECK(found("0 days") == strings{"T2044"});
    CHECK(found("36601 days") == strings{"T2044"});
    CHECK(found("3 months") == strings{"T2043"});
    CHECK(found("1.5 days") == strings{"T1007"});
}

TEST_CASE("a feed without a palette is warned of, and a palette below the feed's columns") {
    CHECK(codes("actions { happened at }\nsegment late = days_late > 30\n") == strings{"T4045"});
    CHECK(codes("actions { code a, b }\npalette x { action p rank 1 { response q { response r } } }\n") ==
          strings{"T4044"});
}

TEST_CASE("a palette that takes what palettes before it take is warned of") {
    auto const palettes = [](strings const& conditions) {
        std::string text;
        for (std::size_t i = 0; i < conditions.size(); ++i)
            text += "palette p" + std::to_string(i) + (conditions[i].empty() ? "" : " if " + conditions[i]) +
                    " { action promise rank 1 }\n";
        return codes(text);
    };
    CHECK(palettes({"days_late > 30", "days_late > 90", ""}) == strings{"T4043"});
    CHECK(palettes({"", "days_late > 90"}) == strings{"T4043"});
    CHECK(palettes({"is_legal", "not is_legal", ""}) == strings{"T4043"});
    CHECK(palettes({"days_late < 0 and days_late > 5", ""}) == strings{"T4043"});
    CHECK(palettes({"days_late < 10", "days_late > 5", "days_late in 7..90", ""}) ==
          strings{"T4043", "T4043"});
    CHECK(palettes({"days_late > 90", "days_late > 30", ""}).empty());
}

TEST_CASE("accounts that no palette takes are warned of, unless the conditions take each value of a field") {
    auto const one = [](std::string const& condition) {
        return "palette p" + std::to_string(condition.size()) + " if " + condition +
               " { action promise rank 1 }\n";
    };
    CHECK(codes(one("creditor = \"CLARO\"")) == strings{"T4042"});
    CHECK(codes(one("creditor = \"CLARO\"") + one("not (creditor = \"CLARO\")")).empty());
    CHECK(codes(one("is_legal") + one("not is_legal")).empty());
    CHECK(codes(one("days_late > 30") + one("days_late <= 30")).empty());
    CHECK(codes(one("assigned_on > 2026-01-01") + one("not (assigned_on > 2026-01-01)")) == strings{"T4042"});
}

TEST_CASE("a palette's condition is one, and may use segments and values") {
    auto const read =
        sound("segment claro = creditor = \"CLARO\"\npalette calls if claro { action a rank 1 }\n" +
              std::string("palette all_others { action a rank 1 }\n"));
    REQUIRE(read.palettes.at(0).condition);
    CHECK(read.palettes.at(0).condition->what == operation::definition);
    CHECK(codes("palette calls if balance { action a rank 1 }\npalette z { action a rank 1 }\n") ==
          strings{"T2002"});
}

TEST_CASE("a palette's condition does not look at what actions say, by whatever way") {
    auto const found = [](std::string const& condition, std::string const& before = "") {
        return codes(before + "palette calls if " + condition + " { action a rank 1 }\n" +
                     "palette all_others { action a rank 1 }\n");
    };
    CHECK(found("attempts.total = 0") == strings{"T4012"});
    CHECK(found("is_legal and best.code = a") == strings{"T4012"});
    CHECK(found("touched", "segment touched = contacts.total > 0\n") == strings{"T4012"});
    CHECK(found("often", "value tries = attempts.total + 1\nsegment often = tries * 2 > 9 and is_legal\n") ==
          strings{"T4012"});
    CHECK(found("stage = warm", "indicator stage { case warm if best.contact rest cold }\n") ==
          strings{"T4012"});
    CHECK(found("late", "segment late = days_late > 3\nsegment b = best.rank = 1\n").empty());
}

TEST_CASE("a policy of palettes alone is no empty one") {
    CHECK(codes(one_for_all).empty());
}
