// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds and days past due: their bounds, what they freeze and need, their fields, and what is refused.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::meaning_of;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;

namespace {

std::string const declarations =
    "policy \"p\" { currency CLP }\n"
    "field debtor : text key\n"
    "field balance : money\n"
    "field days_late : integer\n"
    "field agreed : date\n"
    "field ends : date optional\n"
    "field seen_at : timestamp\n"
    "field owner : text optional\n"
    "field tier : one of \"A\", \"B\"\n"
    "field in_court : boolean\n"
    "collection claims {\n"
    "  field number : text key\n"
    "  field opened : date\n"
    "  field closed : date optional\n"
    "  field handler : text optional\n"
    "  field amount : money\n"
    "}\n"
    "event hardship { field kind : text }\n"
    "event hardship_over\n"
    "table cuts by tier { column boss : text\n column days : integer\n row \"A\" => \"X\", 1\n"
    " row \"B\" => \"Y\", 2\n }\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + declarations + text);
}

/// Of a hold with these members that freezes cuts.
strings codes(std::string const& members) {
    return policy("hold pause {\n" + members + "\nfreezes cuts\n}\n").codes();
}

hold_definition sound(std::string const& members) {
    auto const read = policy("hold pause {\n" + members + "\n}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    return read.policy.treatment.holds.at(0);
}

std::size_t field_of(checked_policy const& read, std::string const& name) {
    auto const& all = read.policy.fields.fields;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].name == name) return i;
    return no_index;
}

}  // namespace

TEST_CASE("a hold of the account has its days from expressions, the last one included or not") {
    auto const included = sound("from agreed\nuntil ends + 3 days\nfreezes days, cuts");
    REQUIRE((included.from && included.end));
    CHECK(included.from->what == operation::field);
    CHECK(included.end->what == operation::add);
    CHECK(included.is_end_included);
    CHECK(included.collection == no_index);
    CHECK(included.freezes == 5);
    CHECK_FALSE(sound("from agreed\nbefore ends\nfreezes cuts").is_end_included);
}

TEST_CASE("a hold of records names their dates, and whose text its owner is") {
    auto const hold = sound("of claims\nfrom opened\nbefore closed\nowner handler\nfreezes messages, queue");
    CHECK(hold.collection == 0);
    CHECK(hold.from_field == 1);
    CHECK(hold.end_field == 2);
    CHECK_FALSE(hold.from.has_value());
    CHECK(hold.owner.what == text_place::form::field);
    CHECK(hold.owner.field == 3);
    CHECK(hold.freezes == 34);
}

TEST_CASE("a hold of events puts their conditions among those of their types") {
    auto const read = policy(
        "hold pause {\nstarts on hardship where kind = \"illness\"\nends on hardship_over\nfreezes tasks, "
        "blocks\n}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& hold = read.policy.treatment.holds.at(0);
    REQUIRE((hold.starts && hold.ends));
    CHECK(hold.starts->event == 0);
    CHECK(hold.starts->guard == 0);
    CHECK(hold.ends->event == 1);
    CHECK(hold.ends->guard == no_index);
    CHECK(read.policy.events[0].guards.size() == 1);
    CHECK(hold.freezes == 24);
}

TEST_CASE("texts of a hold are written out, fields or columns of a table") {
    auto const hold = sound(
        "from agreed\nuntil ends\nreason \"Fair\"\nowner cuts.boss\nneeds reason, owner, until\nfreezes "
        "cuts");
    CHECK(hold.reason.what == text_place::form::literal);
    CHECK(hold.reason.text == "Fair");
    CHECK(hold.owner.what == text_place::form::table);
    CHECK(hold.owner.column == 0);
    CHECK((hold.needs_reason && hold.needs_owner && hold.needs_end));
    CHECK(codes("from agreed\nowner cuts.days") == strings{"T2047"});
    CHECK(codes("from agreed\nowner balance") == strings{"T2047"});
    CHECK(codes("from agreed\nowner ownr") == strings{"T3001"});
    CHECK(codes("of claims\nfrom opened\nowner amount") == strings{"T2047"});
    CHECK(codes("of claims\nfrom opened\nowner owner") == strings{"T3001"});
}

TEST_CASE("whether a hold is in force is a computed field, and asks for the day") {
    auto const read = policy("hold pause {\nif in_court\nfreezes cuts\n}\nsegment quiet = not hold.pause\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& hold = read.policy.treatment.holds.at(0);
    auto const& field = read.policy.fields.fields.at(hold.field);
    CHECK(field.name == "hold.pause");
    CHECK(field.type.kind == kind::boolean);
    CHECK(field.is_computed);
    auto const& quiet = meaning_of(read.policy, "quiet");
    CHECK(quiet.operands.at(0).index == hold.field);
    CHECK(read.policy.reads_as_of);
}

TEST_CASE("the bounds of a hold come from one source, and what ends has a beginning") {
    CHECK(codes("from agreed\nstarts on hardship") == strings{"T4070"});
    CHECK(codes("of claims\nfrom opened\nstarts on hardship") == strings{"T4070"});
    CHECK(codes("ends on hardship_over") == strings{"T4070"});
    CHECK(codes("of claims\nbefore closed") == strings{"T4070"});
    CHECK(codes("of claims") == strings{"T4070"});
    CHECK(codes("owner owner") == strings{"T4070"});
    CHECK(codes("until ends").empty());
}

TEST_CASE("a hold that freezes days says since when") {
    CHECK(policy("hold pause {\nuntil ends\nfreezes days\n}\n").codes() == strings{"T4070"});
    CHECK(policy("hold pause {\nif in_court\nfreezes cuts, days\n}\n").codes() == strings{"T4070"});
    CHECK(policy("hold pause {\nif in_court\nfreezes cuts\n}\n").codes().empty());
    CHECK(policy("hold pause {\nstarts on hardship\nfreezes days\n}\n").codes().empty());
}

TEST_CASE("what stands once in a hold is refused a second time") {
    CHECK(codes("from agreed\nfrom agreed") == strings{"T1019"});
    CHECK(codes("from agreed\nuntil ends\nuntil ends") == strings{"T1019"});
    CHECK(codes("from agreed\nuntil ends\nbefore ends") == strings{"T1019"});
    CHECK(codes("from agreed\nif in_court\nif in_court") == strings{"T1019"});
    CHECK(codes("starts on hardship\nstarts on hardship_over") == strings{"T1019"});
    CHECK(policy("hold pause {\nfrom agreed\nfreezes days, days\n}\n").codes() == strings{"T1019"});
    CHECK(codes("from agreed\nfreezes cuts") == strings{"T1019"});
    CHECK(codes("from agreed\nowner owner\nneeds owner, owner") == strings{"T1019"});
    CHECK(policy("hold pause {\nfrom agreed\nfreezes cuts\n}\nhold pause {\nfrom agreed\nfreezes cuts\n}\n")
              .codes() == strings{"T3002"});
}

TEST_CASE("bounds of a hold are days") {
    CHECK(codes("from days_late") == strings{"T2047"});
    CHECK(codes("from seen_at") == strings{"T2047"});
    CHECK(codes("from date(seen_at)").empty());
    CHECK(codes("of claims\nfrom amount") == strings{"T2047"});
    CHECK(codes("of claims\nfrom opened + 1 days") == strings{"T2047"});
    CHECK(codes("of claims\nfrom opend") == strings{"T3001"});
    CHECK(codes("of clams\nfrom opened") == strings{"T3007"});
    CHECK(codes("starts on hardships") == strings{"T3013"});
    CHECK(codes("starts on hardship where knd = \"x\"") == strings{"T3001"});
}

TEST_CASE("what a hold needs it has to say") {
    CHECK(codes("from agreed\nneeds reason") == strings{"T4072"});
    CHECK(codes("from agreed\nneeds owner") == strings{"T4072"});
    CHECK(codes("from agreed\nneeds until") == strings{"T4072"});
    CHECK(codes("if in_court\nneeds until") == strings{"T4072"});
    CHECK(codes("starts on hardship\nneeds until") == strings{"T4072"});
    CHECK(codes("starts on hardship\nends on hardship_over\nneeds until").empty());
    CHECK(codes("of claims\nfrom opened\nbefore closed\nneeds until").empty());
    CHECK(policy("hold pause { from agreed }\n").codes() == strings{"T4071"});
}

TEST_CASE("bounds that are written out leave a day between them") {
    CHECK(codes("from 2026-01-02\nuntil 2026-01-02").empty());
    CHECK(codes("from 2026-01-02\nbefore 2026-01-02") == strings{"T4074"});
    CHECK(codes("from 2026-01-02\nuntil 2026-01-01") == strings{"T4074"});
    CHECK(codes("from 2026-01-02\nuntil ends").empty());
}

TEST_CASE("what is worked out before holds asks for nothing that follows from them") {
    std::string const block = "arrears { due agreed }\n";
    CHECK(policy(block + "hold pause {\nif arrears.past_due > 3\nfreezes cuts\n}\n").codes() ==
          strings{"T4073"});
    CHECK(policy("hold one {\nif in_court\nfreezes cuts\n}\nvalue since = coalesce(ends, agreed)\n"
                 "indicator how { \n  case held if hold.one\n  rest free\n}\n"
                 "hold pause {\nif how = held\nfrom since\nfreezes cuts\n}\n")
              .codes() == strings{"T4073"});
    CHECK(policy("hold pause {\nif in_court\nfreezes cuts\n}\n"
                 "palette calls if hold.pause { action promise rank 1 }\npalette rest { action other_one "
                 "rank 1 }\n")
              .codes() == strings{"T4073"});
    CHECK(policy("hold one {\nif in_court\nfreezes cuts\n}\narrears {\n"
                 "due agreed + days_late * 1 days\n}\n")
              .codes()
              .empty());
}

TEST_CASE("days past due are three whole numbers") {
    auto const read = policy(
        "arrears {\ndue ends\ngrace 2 weeks\n}\nsegment old = arrears.delinquent > 30 and arrears.paused = "
        "0\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& block = *read.policy.treatment.arrears;
    CHECK(block.grace == 14);
    CHECK(block.due.what == operation::field);
    CHECK(block.fields == field_of(read, "arrears.past_due"));
    CHECK(block.fields + 1 == field_of(read, "arrears.delinquent"));
    CHECK(block.fields + 2 == field_of(read, "arrears.paused"));
    for (std::size_t i = 0; i < arrears_field_count; ++i) {
        auto const& field = read.policy.fields.fields[block.fields + i];
        CHECK(field.type.kind == kind::integer);
        CHECK(field.is_computed);
    }
    CHECK(meaning_of(read.policy, "old").operands.at(0).operands.at(0).index == block.fields + 1);
    CHECK(read.policy.reads_as_of);
}

TEST_CASE("that something is other than what is known of treatment draws no warning of gaps") {
    std::string const blocks = "arrears { due ends }\nhold pause {\nif in_court\nfreezes cuts\n}\n";
    CHECK(policy(blocks + "segment s = arrears.paused != 3 or hold.pause != true\n").codes().empty());
}

TEST_CASE("days past due alone ask for no day until they are read") {
    auto const read = policy("arrears { due ends }\nsegment old = days_late > 30\n");
    CHECK(read.found.empty());
    CHECK_FALSE(read.policy.reads_as_of);
}

TEST_CASE("days past due are counted from one day, with a grace of up to ten years") {
    CHECK(policy("arrears { grace 3 days }\n").codes() == strings{"T4075"});
    CHECK(policy("arrears {\ndue ends\ndue agreed\n}\n").codes() == strings{"T1019"});
    CHECK(policy("arrears {\ndue ends\ngrace 3 days\ngrace 4 days\n}\n").codes() == strings{"T1019"});
    CHECK(policy("arrears {\ndue days_late\n}\n").codes() == strings{"T2047"});
    CHECK(policy("arrears {\ndue ends\ngrace 3650 days\n}\n").codes().empty());
    CHECK(policy("arrears {\ndue ends\ngrace 3651 days\n}\n").codes() == strings{"T2048"});
    CHECK(policy("arrears { due ends }\narrears { due ends }\n").codes() == strings{"T1019"});
}

TEST_CASE("words of treatment that nothing stands behind are told what there is") {
    CHECK(policy("segment s = arrears.past_due > 1\n").codes() == strings{"T3021"});
    CHECK(policy("segment s = hold.pause\n").codes() == strings{"T3020"});
    CHECK(policy("arrears { due ends }\nsegment s = arrears.late > 1\n").codes() == strings{"T3001"});
    CHECK(policy("hold pause {\nif in_court\nfreezes cuts\n}\nsegment s = any(claims where hold.pause)\n")
              .codes() == strings{"T4012"});
    CHECK(policy("hold pause {\nif in_court\nfreezes cuts\n}\ncounter c = count(hardship where hold.pause)\n")
              .codes() == strings{"T4012"});
}

TEST_CASE("a field of the account cannot be called like one of treatment") {
    CHECK(policy("field `hold.pause` : boolean\nhold pause {\nif in_court\nfreezes cuts\n}\n").codes() ==
          strings{"T3002"});
}
