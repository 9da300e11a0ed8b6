// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which pack holds: the most specific one of the day.
#include <tramo/contact/pack.hpp>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::contact;

date day(char const* text) {
    return parse_date(text).value();
}

pack made(char const* id, char const* jurisdiction, char const* from = nullptr, char const* until = nullptr) {
    pack one;
    one.id = id;
    one.jurisdiction = jurisdiction;
    if (from) one.from = day(from);
    if (until) one.until = day(until);
    return one;
}

std::string found(std::vector<pack> const& all, char const* jurisdiction, char const* on) {
    auto const* one = pack_for(all, jurisdiction, day(on));
    return one ? one->id : "none";
}

}  // namespace

TEST_CASE("a pack of a country is for its parts, and for no other country that begins alike") {
    CHECK(is_for(made("BR", "BR"), "BR"));
    CHECK(is_for(made("BR", "BR"), "BR-SP"));
    CHECK_FALSE(is_for(made("BR-SP", "BR-SP"), "BR"));
    CHECK_FALSE(is_for(made("BR-SP", "BR-SP"), "BR-RJ"));
    CHECK_FALSE(is_for(made("B", "B"), "BR"));
    CHECK_FALSE(is_for(made("none", ""), "BR"));
}

TEST_CASE("the most specific pack that holds on the day wins, and of equals the later") {
    std::vector<pack> const all = {made("BR", "BR"), made("SP-2014", "BR-SP", "2014-05-23", "2025-12-31"),
                                   made("SP-2020", "BR-SP", "2020-01-01", "2025-12-31"),
                                   made("SP-old", "BR-SP", nullptr, "2013-12-31")};
    CHECK(found(all, "BR-SP", "2019-12-31") == "SP-2014");
    CHECK(found(all, "BR-SP", "2020-01-01") == "SP-2020");
    CHECK(found(all, "BR-SP", "2025-12-31") == "SP-2020");
    CHECK(found(all, "BR-SP", "2026-01-01") == "BR");
    CHECK(found(all, "BR-SP", "2013-12-31") == "SP-old");
    CHECK(found(all, "BR-SP", "2014-01-01") == "BR");
    CHECK(found(all, "BR-RJ", "2020-01-01") == "BR");
    CHECK(found(all, "PY", "2020-01-01") == "none");
}

TEST_CASE("what is wrong with a pack is told by the member that is to be mended") {
    pack one = made("", "", "2026-02-01", "2026-01-31");
    limit sound;
    sound.what = limit::kind::consent;
    sound.id = "a";
    limit wrong = sound;
    wrong.what = limit::kind::quiet_after;
    one.limits = {sound, wrong};
    CHECK(problems_of(one) ==
          std::vector<std::string>{
              "id: a pack needs one; policies name it",
              "jurisdiction: a pack needs one, such as 'CL', or 'BR-SP' for a part of a country",
              "until: it is 2026-01-31, before 'from', which is 2026-02-01",
              "limits[1].days: it is 0; it must be 1 to 366",
              "limits[1].id: 'a' is the id of an earlier limit; give each its own"});
    CHECK(problems_of(made("CL", "CL", "2026-02-01", "2026-02-01")).empty());
}
