// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Packs from JSON: what is read, and each mistake with its path and how to mend it.
#include <tramo/json/contact_packs.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::contact;
using words = std::vector<std::string>;

std::string const head =
    R"("schema": "tramo-contact-pack/1", "id": "X", "jurisdiction": "X", "version": "1")";

/// What is said of a text, "code message | help | help".
words told(std::string const& json) {
    words all;
    for (auto const& one : read_contact_pack(json, "x.json").diagnostics) {
        auto text = one.message;
        for (auto const& help : one.help) text += " | " + help;
        all.push_back(one.code == "T5020" && one.severity == severity::error ? text : one.code);
    }
    return all;
}
words told_of_head(std::string const& members) {
    return told("{" + head + ", " + members + "}");
}
words told_of_limit(std::string const& members) {
    return told_of_head("\"limits\": [{\"id\": \"a\", " + members + "}]");
}

std::string content_of(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("all members of a pack are read") {
    auto const found = read_contact_pack(R"({
      "schema": "tramo-contact-pack/1", "id": "CL", "jurisdiction": "CL", "label": "Chile", "version": "2",
      "from": "2024-02-29", "until": "2030-12-31", "zone": "America/Santiago", "holidays": "CL", "verify": true,
      "sources": [{"norm": "art. 37", "url": "https://example.org"}, {"norm": "art. 38"}],
      "notes": ["a week is 7 days"],
      "limits": [
        {"id": "n", "label": "N", "source": "art. 37", "verify": true, "kind": "count", "strictness": "presumption",
         "channels": ["phone"], "counted": "attempt", "counted_channels": ["phone", "visit"],
         "only_unanswered": true, "most": 7, "within": {"days": 9}, "per": "debt"},
        {"id": "s", "kind": "spacing", "days": 2, "per": "creditor", "counted": "message"},
        {"id": "h", "kind": "hours", "hours": {"monday": ["08:00-12:00", "14:00-24:00"], "sunday": []},
         "holidays_rest": true},
        {"id": "q", "kind": "quiet_after", "days": 7},
        {"id": "o", "kind": "same_channel", "within": "week"},
        {"id": "a", "kind": "after_answer", "most": 0, "within": "day", "counted": "conversation"},
        {"id": "m", "kind": "count", "most": 4, "within": "month"},
        {"id": "c", "kind": "consent"}, {"id": "f", "kind": "forbidden", "channels": ["visit"]}]})",
                                         "cl.json");
    REQUIRE(found.diagnostics.empty());
    auto const& one = found.value;
    CHECK((one.id == "CL" && one.jurisdiction == "CL" && one.label == "Chile" && one.version == "2"));
    CHECK((to_string(*one.from) == "2024-02-29" && to_string(*one.until) == "2030-12-31"));
    CHECK((one.zone == "America/Santiago" && one.holidays == "CL" && one.verify));
    CHECK((one.sources.size() == 2 && one.sources[0].url == "https://example.org" &&
           one.sources[1].url.empty()));
    CHECK(one.notes == words{"a week is 7 days"});
    REQUIRE(one.limits.size() == 9);
    auto const& n = one.limits[0];
    CHECK((n.id == "n" && n.label == "N" && n.source == "art. 37" && n.verify));
    CHECK((n.what == limit::kind::count && n.how == strictness::presumption && n.counted == unit::attempt));
    CHECK((n.channels == words{"phone"} && n.counted_channels == words{"phone", "visit"}));
    CHECK((n.only_unanswered && n.most == 7 && n.within.days == 9 && n.per == scope::debt));
    CHECK((one.limits[1].what == limit::kind::spacing && one.limits[1].days == 2));
    CHECK((one.limits[1].per == scope::creditor && one.limits[1].counted == unit::message));
    auto const& h = one.limits[2];
    REQUIRE(h.open[0].size() == 2);
    CHECK((h.open[0][1].from == 840 && h.open[0][1].until == 1440 && h.open[6].empty() && h.holidays_rest));
    CHECK((one.limits[3].what == limit::kind::quiet_after && one.limits[3].how == strictness::cap));
    CHECK(
        (one.limits[4].within.what == window::kind::week && one.limits[5].within.what == window::kind::day));
    CHECK((one.limits[5].counted == unit::conversation && one.limits[6].within.what == window::kind::month));
    CHECK((one.limits[7].what == limit::kind::consent && one.limits[8].what == limit::kind::forbidden));
}

TEST_CASE("a key that is not known refuses the pack, with the path and the nearest name") {
    CHECK(
        told_of_head(R"("limits": [], "langauge": 1)") ==
        words{"x.json: the key 'langauge' is not known | known are schema, id, jurisdiction, label, version, "
              "from, until, zone, holidays, verify, sources, notes, limits"});
    auto const near = told_of_limit(R"("kind": "consent", "chanels": [])");
    REQUIRE(near.size() == 1);
    CHECK(near[0].find("x.json: limits[0]: the key 'chanels' is not known | did you mean 'channels'?") == 0);
    CHECK(told_of_limit(
              R"("kind": "hours", "hours": {"munday": ["08:00-09:00"], "friday": ["08:00-09:00"]})") ==
          words{"x.json: limits[0].hours: the key 'munday' is not known | did you mean 'monday'? | known are "
                "monday, tuesday, wednesday, thursday, friday, saturday, sunday"});
    CHECK(told_of_head(R"("limits": [], "sources": [{"norm": "a", "link": "b"}])") ==
          words{"x.json: sources[0]: the key 'link' is not known | known are norm, url"});
}

TEST_CASE("six mistakes are six messages, each with its path") {
    CHECK(
        told_of_head(R"("from": "2023-02-29", "verify": "yes", "limits": [
        {"id": "a", "kind": "hours", "hours": {"monday": ["22:00-06:00"], "tuesday": ["08:00-12:00", "11:00-13:00"]}},
        {"id": "a", "kind": "quiet_after", "days": 0}])") ==
        words{
            "x.json: verify: it is \"yes\"; true or false is due",
            "x.json: from: it is \"2023-02-29\", no day of the calendar; write one such as \"2026-11-21\"",
            "x.json: limits[0].hours.monday: 22:00-06:00 runs over midnight; write 22:00-24:00 on this day "
            "and "
            "00:00-06:00 on the next",
            "x.json: limits[0].hours.tuesday: 08:00-12:00 and 11:00-13:00 overlap at 11:00; make one of them",
            "x.json: limits[1].days: it is 0; it must be 1 to 366",
            "x.json: limits[1].id: 'a' is the id of an earlier limit; give each its own"});
}

TEST_CASE("words that are not known are told with those that are") {
    CHECK(
        told_of_limit(R"("kind": "quiet")") ==
        words{
            "x.json: limits[0].kind: it is \"quiet\", which is not known | known are count, spacing, hours, "
            "quiet_after, same_channel, after_answer, consent, forbidden"});
    CHECK(
        told_of_limit(R"("kind": "count", "most": 1, "within": "weak", "per": "debts", "counted": 3)") ==
        words{
            "x.json: limits[0].counted: it is 3, which is not known | known are any, attempt, conversation, "
            "message",
            "x.json: limits[0].within: it is \"weak\", which is not known | did you mean 'week'? | known are "
            "day, week, month",
            "x.json: limits[0].per: it is \"debts\", which is not known | did you mean 'debt'? | known are "
            "person, debt, creditor"});
    CHECK(told_of_limit(R"("kind": "consent", "strictness": "ban")").size() == 1);
}

TEST_CASE("what a kind needs and lacks, and what says nothing to it, are told once each") {
    CHECK(told_of_limit(R"("kind": "count", "days": 3)") ==
          words{"x.json: limits[0]: 'most' is missing; a limit of the kind 'count' needs it",
                "x.json: limits[0]: 'within' is missing; a limit of the kind 'count' needs it",
                "x.json: limits[0].days: a limit of the kind 'count' has none; leave it out"});
    CHECK(told_of_limit(R"("kind": "hours")") ==
          words{"x.json: limits[0]: 'hours' is missing; a limit of the kind 'hours' needs it"});
    CHECK(told_of_limit(R"("kind": "same_channel", "within": {})") ==
          words{"x.json: limits[0].within: 'days' is missing; write {\"days\": 7}, or \"week\""});
    CHECK(
        told_of_limit(R"("kind": "same_channel", "within": 7)") ==
        words{
            "x.json: limits[0].within: it is 7; {\"days\": 7}, or one of \"day\", \"week\", \"month\" of the "
            "calendar, is due"});
    CHECK(told_of_limit(R"("label": "b")").size() == 1);
    CHECK(told("{}") == words{"x.json: 'id' is missing", "x.json: 'jurisdiction' is missing",
                              "x.json: 'version' is missing", "x.json: 'schema' is missing",
                              "x.json: 'limits' is missing; a pack without any says [] there"});
}

TEST_CASE("a number that no machine holds refuses the pack") {
    CHECK(told_of_limit(R"("kind": "count", "most": 1e400, "within": "day")") ==
          words{"x.json: the JSON cannot be read: number overflow parsing '1e400'"});
}

TEST_CASE("values of the wrong type are told with what they are, and nothing follows from them") {
    CHECK(told_of_limit(R"("kind": "count", "most": 1.5, "within": {"days": "7"}, "channels": "phone")") ==
          words{"x.json: limits[0].channels: it is \"phone\"; a list is due",
                "x.json: limits[0].most: it is 1.5; a whole number of up to a million is due",
                "x.json: limits[0].within.days: it is \"7\"; a whole number of up to a million is due"});
    CHECK(
        told_of_limit(
            R"("kind": "count", "most": 99999999999999999999, "within": {"days": -99999999999}, "label": 1)")
            .size() == 3);
    CHECK(
        told_of_limit(R"("kind": "hours", "hours": {"monday": ["8:00-20:00", 8, "24:00-24:00"]})") ==
        words{
            "x.json: limits[0].hours.monday[0]: it is \"8:00-20:00\", no hours of a clock; write them such "
            "as "
            "\"08:00-20:00\"",
            "x.json: limits[0].hours.monday[1]: it is 8, no hours of a clock; write them such as "
            "\"08:00-20:00\"",
            "x.json: limits[0].hours.monday[2]: it is \"24:00-24:00\", no hours of a clock; write them such "
            "as \"08:00-20:00\""});
    CHECK(told_of_limit(R"("kind": "hours", "hours": [])") ==
          words{"x.json: limits[0].hours: it is a list; an object is due"});
    CHECK(told_of_head(R"("limits": {}, "sources": [7], "notes": [null])") ==
          words{"x.json: notes[0]: it is null; a text in double quotes is due",
                "x.json: sources[0]: it is 7; an object is due",
                "x.json: limits: it is an object; a list is due"});
    CHECK(told_of_head(R"("limits": ["a"])") == words{"x.json: limits[0]: it is \"a\"; an object is due"});
    CHECK(told("[]") == words{"x.json: it is a list; an object is due"});
}

TEST_CASE("another schema, and a period that ends before it begins, are told") {
    CHECK(
        told(
            R"({"schema": "tramo-contact-pack/2", "id": "X", "jurisdiction": "X", "version": "1", "limits": []})") ==
        words{"x.json: schema: it is \"tramo-contact-pack/2\"; this release reads \"tramo-contact-pack/1\""});
    CHECK(told_of_head(R"("limits": [], "from": "2026-02-01", "until": "2026-01-31")") ==
          words{"x.json: until: it is 2026-01-31, before 'from', which is 2026-02-01"});
}

TEST_CASE("a text that is no JSON is told with the place, and a key that stands twice by its name") {
    auto const broken = told("{\n  \"id\": 'X'\n}");
    REQUIRE(broken.size() == 1);
    CHECK(broken[0].find("x.json: the JSON cannot be read at line 2, column 9: ") == 0);
    CHECK(told("").size() == 1);
    CHECK(told("{\"id\": \"\xFF\"}").size() == 1);
    CHECK(told_of_limit(R"("kind": "consent", "kind": "forbidden")") ==
          words{"x.json: the key 'kind' stands twice in one object; keep one"});
}

TEST_CASE("every pack that is shipped can be read, has sources, and bears the name of its file") {
    std::size_t count = 0;
    for (auto const& file : std::filesystem::directory_iterator("python/tramo/packs")) {
        auto const found = read_contact_pack(content_of(file.path()), file.path().filename().string());
        INFO(file.path());
        for (auto const& one : found.diagnostics) UNSCOPED_INFO(one.message);
        CHECK(found.diagnostics.empty());
        CHECK(found.value.id + ".json" == file.path().filename().string());
        CHECK(found.value.from);
        CHECK_FALSE(found.value.sources.empty());
        CHECK_FALSE(found.value.limits.empty());
        for (auto const& one : found.value.limits) {
            CHECK_FALSE(one.label.empty());
            CHECK_FALSE(one.source.empty());
            CHECK((!one.verify || found.value.verify));
            CHECK((!one.holidays_rest || !found.value.holidays.empty()));
        }
        ++count;
    }
    CHECK(count >= 9);
}
