// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What conditions may ask of an account's actions: `best.code`, `attempts.day` and the like.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::meaning_of;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;

namespace {

std::string const fields =
    "policy \"p\" { currency CLP }\n"
    "field debtor : text key\n"
    "field balance : money\n"
    "field is_legal : boolean\n"
    "field result : one of \"promise\", \"email\"\n"
    "collection bills { field open : money  field due : date }\n";

std::string const palettes =
    "actions { code kind, response }\n"
    "palette legal if is_legal {\n"
    "  action letter \"Carta\" rank 5 alias \"C\", \"x\"\n}\n"
    "palette calls {\n"
    "  action promise \"Compromiso\" rank 1 alias \"CP\" { response pickup \"Retiro\" alias \"email\" }\n"
    "  action email rank 9 alias \"x\"\n}\n";

checked_policy policy(std::string const& text, std::string const& before = palettes) {
    return read_policy("tramo 1 en\n" + fields + before + text);
}

strings codes(std::string const& text) {
    return policy(text).codes();
}

strings codes_of(std::string const& condition) {
    return codes("segment it = " + condition + "\n");
}

program sound(std::string const& text, std::string const& before = palettes) {
    auto const read = policy(text, before);
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    return read.policy;
}

field const& field_of(program const& of, action_field which) {
    return of.fields.fields.at(of.action_fields + static_cast<std::size_t>(which));
}

}  // namespace

TEST_CASE("what actions say stands in computed fields behind those declared, once there is a palette") {
    auto const with = sound("segment a = is_legal\n");
    CHECK(with.declared_fields == 4);
    CHECK(with.action_fields == 4);
    REQUIRE(with.fields.fields.size() == 4 + action_field_count);
    for (std::size_t i = 0; i < action_field_count; ++i) {
        auto const& one = with.fields.fields[with.action_fields + i];
        CHECK(one.name == action_field_names[i]);
        CHECK((one.is_computed && one.is_optional));
    }
    auto const without = sound("segment a = is_legal\n", "");
    CHECK(without.action_fields == no_index);
    CHECK(without.fields.fields.size() == 4);
}

TEST_CASE("computed fields of actions stand behind those of alerts and counters") {
    auto const read = sound("event payment { field amount : money }\ncounter paid = sum(payment.amount)\n");
    CHECK(read.counters.at(0).field == 4);
    CHECK(read.action_fields == 5);
}

TEST_CASE("each part has its type") {
    auto const read = sound("");
    using part = action_field;
    for (auto const one : {part::best_rank, part::attempts_total, part::attempts_window, part::attempts_day,
                           part::contacts_total, part::contacts_window, part::contacts_day, part::last_rank})
        CHECK(field_of(read, one).type.kind == kind::integer);
    for (auto const one : {part::best_day, part::last_day, part::contacts_first, part::contacts_last})
        CHECK(field_of(read, one).type.kind == kind::date);
    for (auto const one : {part::best_code, part::best_action, part::last_code, part::last_action})
        CHECK(field_of(read, one).type.kind == kind::enumeration);
    CHECK(field_of(read, part::best_contact).type.kind == kind::boolean);
    CHECK(field_of(read, part::last_agent).type.kind == kind::text);
}

TEST_CASE("the values of a code are the names, with labels and aliases that mean one of them alone") {
    auto const read = sound("");
    auto const& values = field_of(read, action_field::best_code).type.values;
    strings names;
    for (auto const& one : values) names.push_back(one.value);
    CHECK(names == strings{"letter", "promise", "pickup", "email", "other"});
    CHECK(values[0].aliases == strings{"Carta", "C"});
    CHECK(values[1].aliases == strings{"Compromiso", "CP"});
    CHECK(values[2].aliases == strings{"Retiro"});
    CHECK(values[3].aliases.empty());
    CHECK(field_of(read, action_field::last_action).type.values == values);
}

TEST_CASE("names of actions stand without quotes beside a code, on either side and in lists") {
    auto const read = sound(
        "segment a = best.code = promise\nsegment b = promise = best.action\n"
        "segment c = last.code in (promise, other)\nvalue code = best.code\nsegment d = code = pickup\n"
        "segment e = best.code = last.code\nsegment f = best.code = \"CP\"\n");
    auto const& a = meaning_of(read, "a");
    CHECK(a.operands.at(0).index == read.action_fields);
    CHECK(a.operands.at(1).literal == value(std::string("promise")));
    CHECK(meaning_of(read, "b").operands.at(0).literal == value(std::string("promise")));
    CHECK(meaning_of(read, "c").operands.at(2).literal == value(std::string("other")));
    CHECK(meaning_of(read, "d").operands.at(1).literal == value(std::string("pickup")));
    CHECK(meaning_of(read, "f").operands.at(1).literal == value(std::string("promise")));
}

TEST_CASE("a segment may be called like an action that it asks for") {
    auto const read = sound(
        "segment promise = best.code = promise\nsegment email = best.code in (email, promise) or promise\n");
    CHECK(meaning_of(read, "promise").what == operation::compare);
    CHECK(read.order.size() == 2);
}

TEST_CASE("a name that is no action is refused, with the nearest one") {
    auto const read = policy("segment it = best.code = promis\n");
    CHECK(read.codes() == strings{"T3004"});
    CHECK(read.found.at(0).help.at(0) == "did you mean promise?");
}

TEST_CASE("codes are not compared by order, nor with the values of another list") {
    CHECK(codes_of("best.code > promise") == strings{"T2031"});
    CHECK(codes_of("best.code = result") == strings{"T2031"});
    CHECK(codes_of("best.rank = promise") == strings{"T3001"});
    CHECK(codes_of("best.contact and best.day >= 2026-01-01").empty());
    CHECK(codes_of("best.agent = \"a-1\"").empty());
}

TEST_CASE("other than an action does not select accounts without one, and says so") {
    CHECK(codes("segment it = best.code != promise\n") == strings{"T4003"});
    CHECK(codes("segment it = last.rank not in (1, 2)\n") == strings{"T4003"});
    CHECK(codes("value code = best.code\nsegment it = code != promise\n") == strings{"T4003"});
    CHECK(codes("segment it = best.code != promise and best.code is known\n").empty());
    CHECK(codes("segment it = best.code != promise and best.rank is known\n").empty());
    CHECK(codes("segment it = best.agent != \"a\" and best.rank is known\n") == strings{"T4003"});
    CHECK(codes("segment it = last.code != promise and best.code is known\n") == strings{"T4003"});
    CHECK(codes("segment it = attempts.total != 3 and contacts.day != 1\n").empty());
    CHECK(codes("segment it = contacts.first != 2026-01-01\n") == strings{"T4003"});
}

TEST_CASE("without a palette nothing of actions can be asked") {
    auto const found = [](std::string const& text) { return policy(text, "").codes(); };
    CHECK(found("segment it = best.code = promise\n") == strings{"T3017"});
    CHECK(found("segment it = best.code in (promise, other)\n") == strings{"T3017"});
    CHECK(found("segment it = attempts.total = 0\n") == strings{"T3017"});
}

TEST_CASE("what a palette that could not be read would say is not missed") {
    auto const read =
        policy("segment it = best.code = promise\n", "palette calls if { action promise rank 1 }\n");
    CHECK(read.codes() == strings{"T1005"});
}

TEST_CASE("parts that actions do not have are refused") {
    CHECK(codes_of("best.total = 1") == strings{"T3001"});
    CHECK(codes_of("attempts.code = promise") == strings{"T3001"});
    CHECK(codes_of("contacts.rank = 1") == strings{"T3001"});
    CHECK(codes_of("best.colour = 1") == strings{"T3001"});
}

TEST_CASE("conditions on events, counters and children do not look at actions") {
    std::string const before = palettes + "event payment { field amount : money }\n";
    auto const found = [&](std::string const& text) { return policy(text, before).codes(); };
    CHECK(found("counter c = count(payment where best.code = promise)\n") == strings{"T4012"});
    CHECK(found("counter c = sum(payment.amount) * attempts.total\n") == strings{"T4012"});
    CHECK(found("alert a { state s  on payment where attempts.day > 1 => s  manual clear }\n") ==
          strings{"T4012"});
    CHECK(found("segment s = count(bills where best.day > due) > 0\n") == strings{"T4012"});
    CHECK(found("segment s = count(bills) > 0 and best.day is known\n").empty());
}

TEST_CASE("the day is asked for where a part counts for it, or the window ends with it") {
    auto const reads = [](std::string const& window, std::string const& condition) {
        return sound("segment it = " + condition + "\n", "actions { code kind, response" + window + " }\n" +
                                                             palettes.substr(palettes.find("palette")))
            .reads_as_of;
    };
    CHECK(reads("", "attempts.day < 3"));
    CHECK(reads("", "contacts.day < 3"));
    CHECK_FALSE(reads("", "best.code = promise or attempts.window < 3"));
    CHECK(reads("  window month", "best.code = promise"));
    CHECK(reads("  window 30 days", "attempts.window < 3"));
    CHECK(reads("  window 30 days", "contacts.window < 3"));
    CHECK_FALSE(reads("  window 30 days", "last.code = promise or attempts.total > 3"));
    CHECK_FALSE(reads("  window month", "is_legal"));
}

TEST_CASE("actions are asked for in the words of each language, and named in them") {
    auto const read = read_policy(
        "tramo 1 es\npaleta gestiones_de_voz { gestión promesa rango 1 }\n"
        "segmento a = mejor.código = promesa y intentos.total > 1 y contactos.primero es conocido\n"
        "segmento b = mejor.total = 1\n");
    REQUIRE(read.codes() == strings{"T3001"});
    CHECK(read.found[0].message == "unknown name `mejor.total`");
    CHECK(read.found[0].help.at(0).starts_with("there are: mejor.código, mejor.gestión, "));
}

TEST_CASE("strategies, values and indicators ask for actions like segments do") {
    auto const read = sound(
        "value tries = attempts.total * 2\n"
        "strategy s { queue a if best.code = promise and tries > 4 rest b }\n"
        "indicator warm { case yes if best.contact rest no }\nsegment w = warm = yes\n");
    CHECK(read.strategies.size() == 2);
}
