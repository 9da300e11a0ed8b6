// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What hands did, as a feed tells it.
#include <catch2/catch.hpp>

#include "unit/run/read_log.hpp"

using namespace tramo;
using namespace tramo::testing;

TEST_CASE("acts by hand name the alert, the act in any language, the state, and who did it") {
    std::string const before = "client=A event=manual happened=2026-01-02 ";
    strings lines;
    for (auto const* what : {"action=raise alert=it state=on_it user=u1",
                             "action=Marcar alert=IT state=on_it user=u1", "action=clear alert=it user=u1",
                             "action=quitar alert=it user=u1", "action=REMOVER alert=it user=u1",
                             "action=confirm alert=it user=u1", "action=confirmar alert=it user=u1",
                             "action=cancel alert=it user=u1", "action=cancelar alert=it user=u2"})
        lines.push_back(before + what);
    read_log const read(simple, lines);
    CHECK(read.errors().empty());
    REQUIRE(read.log().acts.size() == 9);
    std::string kinds;
    for (auto const& act : read.log().acts) kinds += std::to_string(static_cast<int>(act.what));
    CHECK(kinds == "001112233");
    CHECK(read.log().acts[0].state == 1);
    CHECK(read.log().acts[8].user == "u2");
}

TEST_CASE("an alert and a state may be called by their labels") {
    table feed;
    feed.batches.push_back(tramo::testing::texts_of({{{"client", "A"},
                                                      {"event", "Manual"},
                                                      {"happened", "2026-01-02"},
                                                      {"action", " raise "},
                                                      {"alert", "the ALERT"},
                                                      {"state", "carries it"},
                                                      {"user", "u"}}}));
    read_log const read(simple, std::move(feed));
    CHECK(read.errors().empty());
    REQUIRE(read.log().acts.size() == 1);
    CHECK(read.log().acts[0].state == 1);
}

TEST_CASE("acts by hand that are not allowed, or that nobody did, are set apart") {
    std::string const before = "client=A event=manual happened=2026-01-02 ";
    read_log const read(
        simple,
        {before + "action=raise alert=it state=other user=u",
         before + "action=raise alert=it state=nowhere user=u", before + "action=raise alert=it user=u",
         before + "action=clear alert=by_rule user=u", before + "action=clear alert=that user=u",
         before + "action=clear user=u", before + "action=wave alert=it user=u", before + "alert=it user=u",
         before + "action=clear alert=it", "event=manual happened=2026-01-02 action=clear alert=it user=u"});
    CHECK(read.errors() == strings{"0 A state = other not_by_hand", "1 A state = nowhere not_a_member",
                                   "2 A state = null missing", "3 A action = clear not_by_hand",
                                   "4 A alert = that not_a_member", "5 A alert = null missing",
                                   "6 A action = wave not_a_member", "7 A action = null missing",
                                   "8 A user = null missing", "9  client = null missing"});
    CHECK(read.log().size() == 0);
}
