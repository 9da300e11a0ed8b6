// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Limits of contact: where people are, which events are contacts, consent, limits, and what is refused.
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
    "field place : text optional\n"
    "field country : one of \"CL\", \"BR\"\n"
    "field state : text optional\n"
    "field phone_ok : boolean optional\n"
    "field days_late : integer\n"
    "event call {\n  field result : text\n  field requested : boolean\n  field length : integer\n}\n"
    "event mail { field how : one of \"email\", \"letter\" }\n"
    "calendar working holidays \"CL\"\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + declarations + text);
}

checked_policy members(std::string const& text) {
    return policy("contact limits {\n" + text + "\n}\n");
}

strings codes(std::string const& text) {
    return members(text).codes();
}

contact_definition sound(std::string const& text) {
    auto const read = members(text);
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    return *read.policy.treatment.contact;
}

}  // namespace

TEST_CASE("people are somewhere: a zone, a jurisdiction in one part or two, packs and a calendar") {
    auto const limits =
        sound("zone place\njurisdiction country, state\npack \"CL\", \"own\"\ncalendar working");
    CHECK(limits.zone_field == 1);
    CHECK(limits.jurisdiction_fields == std::vector<std::size_t>{2, 3});
    CHECK(limits.packs == strings{"CL", "own"});
    CHECK(limits.calendar == 0);
    CHECK(sound("jurisdiction country").jurisdiction_fields == std::vector<std::size_t>{2});
    CHECK(sound("").zone_field == no_index);
}

TEST_CASE("an event is what its first line that fits says, through a channel written out or told by it") {
    auto const read = members(
        "on call where result = \"talked\" => conversation by \"phone\"\non call where requested => none\n"
        "on call => attempt by \"phone\"\non mail => message by how");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& all = read.policy.treatment.contact->mappings;
    REQUIRE(all.size() == 4);
    CHECK(all[0].unit == contact_unit::conversation);
    CHECK(all[0].channel == "phone");
    CHECK(all[0].on.guard == 0);
    CHECK(all[1].unit == contact_unit::none);
    CHECK(all[1].on.guard == 1);
    CHECK(all[2].unit == contact_unit::attempt);
    CHECK(all[2].on.guard == no_index);
    CHECK(all[3].on.event == 1);
    CHECK(all[3].channel.empty());
    CHECK(all[3].channel_field == 0);
    CHECK(read.policy.events[0].guards.size() == 2);
}

TEST_CASE("limits count in a rolling window or by the calendar, all channels or some") {
    auto const limits = sound(
        "on call => attempt by \"phone\"\non mail => message by how\n"
        "limit daily \"Once a day\" 1 attempt by \"phone\" within 1 day\nlimit weekly 3 messages per week\n"
        "limit any_at_all 9 contacts within 2 weeks");
    REQUIRE(limits.limits.size() == 3);
    CHECK(limits.limits[0].label == "Once a day");
    CHECK(limits.limits[0].most == 1);
    CHECK(limits.limits[0].channels == strings{"phone"});
    CHECK(limits.limits[0].within_days == 1);
    CHECK(limits.limits[1].unit == contact_unit::message);
    CHECK(limits.limits[1].within_days == 0);
    CHECK(limits.limits[1].calendar == keyword::weeks);
    CHECK(limits.limits[2].unit == contact_unit::any);
    CHECK(limits.limits[2].within_days == 14);
}

TEST_CASE("channels are all that a policy names, each once, as first written") {
    auto const read = policy(
        "contact limits {\non mail => message by how\non call => attempt by \"phone\"\n"
        "consent phone_ok for \"phone\", \"sms\"\n}\n"
        "palette calls { action visit rank 1 channel \"visit\" }\n"
        "worklist daily {\ncandidate chat channel \"chat\" minutes 2\norder days_late\n}\n"
        "notify told {\nif days_late > 3\nchannel \"push\"\n}\n"
        "template notice {\nchannel \"email\", \"fax\"\ntext \"Hello\"\n}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    CHECK(read.policy.treatment.contact->channels ==
          strings{"email", "letter", "phone", "sms", "visit", "chat", "push", "fax"});
    auto const& consents = read.policy.treatment.contact->consents;
    REQUIRE(consents.size() == 1);
    CHECK(consents[0].channels == strings{"phone", "sms"});
}

TEST_CASE("without a block there are no limits of contact") {
    CHECK_FALSE(policy("segment s = days_late > 3\n").policy.treatment.contact.has_value());
}

TEST_CASE("where people are is told by texts of the account") {
    CHECK(codes("zone days_late") == strings{"T2047"});
    CHECK(codes("zone country") == strings{"T2047"});
    CHECK(codes("zone plaze") == strings{"T3001"});
    CHECK(codes("jurisdiction days_late") == strings{"T2047"});
    CHECK(codes("jurisdiction country, state, place") == strings{"T2047"});
    CHECK(codes("zone place\nzone state") == strings{"T1019"});
    CHECK(codes("pack \"CL\", \"CL\"") == strings{"T1019"});
    CHECK(codes("pack \" \"") == strings{"T2039"});
    CHECK(codes("calendar workng") == strings{"T3019"});
    CHECK(policy("contact limits { zone place }\ncontact limits { zone place }\n").codes() ==
          strings{"T1019"});
}

TEST_CASE("a contact is through a channel, by an event that there is") {
    CHECK(codes("on call => attempt") == strings{"T4080"});
    CHECK(codes("on call => none").empty());
    CHECK(codes("on cal => attempt by \"phone\"") == strings{"T3013"});
    CHECK(codes("on call => attempt by reslt") == strings{"T3001"});
    CHECK(codes("on call => attempt by length") == strings{"T2047"});
    CHECK(codes("on call => attempt by \" \"") == strings{"T2039"});
    CHECK(codes("on call where days = 1 => attempt by \"phone\"") == strings{"T3001"});
}

TEST_CASE("a line behind one for all events of its type is never reached") {
    CHECK(codes("on call => attempt by \"phone\"\non call => none") == strings{"T4081"});
    CHECK(codes("on call where requested => none\non call => attempt by \"phone\"").empty());
    CHECK(codes("on call => attempt by \"phone\"\non mail => message by how").empty());
}

TEST_CASE("consent is true or false, and said once of each channel") {
    CHECK(codes("consent place for \"phone\"") == strings{"T2047"});
    CHECK(codes("consent phone_no for \"phone\"") == strings{"T3001"});
    CHECK(codes("consent phone_ok for \"phone\"\nconsent phone_ok for \"sms\", \"phone\"") ==
          strings{"T1019"});
}

TEST_CASE("a limit admits one contact or more, and looks back a year at most") {
    std::string const call = "on call => attempt by \"phone\"\n";
    CHECK(codes(call + "limit a 1 attempt within 366 days").empty());
    CHECK(codes(call + "limit a 1 attempt within 367 days") == strings{"T2048"});
    CHECK(codes(call + "limit a 0 attempts within 1 day") == strings{"T2048"});
    CHECK(codes(call + "limit a 1 attempt within 1 day\nlimit a 2 attempts within 7 days") ==
          strings{"T3002"});
}

TEST_CASE("a limit that no event can reach is warned of") {
    CHECK(codes("limit a 1 attempt within 1 day") == strings{"T4082"});
    CHECK(codes("on call => none\nlimit a 1 contact within 1 day") == strings{"T4082"});
    CHECK(codes("on call => attempt by \"phone\"\nlimit a 1 message within 1 day") == strings{"T4082"});
    CHECK(codes("on call => attempt by \"phone\"\nlimit a 1 attempt by \"sms\" within 1 day") ==
          strings{"T4082"});
    CHECK(codes("on call => conversation by \"phone\"\nlimit a 1 attempt by \"phone\" within 1 day").empty());
    CHECK(codes("on mail => message by how\nlimit a 1 message by \"letter\" within 1 day").empty());
}
