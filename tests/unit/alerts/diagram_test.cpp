// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Pictures of machines and timelines, to the byte.
#include <tramo/alerts/diagram.hpp>

#include <sstream>

#include <tramo/values/date.hpp>
#include <tramo/values/unicode.hpp>

#include <catch2/catch.hpp>

namespace {

using namespace tramo::alerts;

machine payment_problem() {
    machine what;
    what.name = "payment_problem";
    what.label = "Problema de no pago";
    what.states = {{"refuses", "No quiere \"pagar\"", "red", 4, true, false},
                   {"cannot", "No puede; pagar", "yellow", 2, false, false}};
    transition contact{transition::trigger::on, {{0, 0}}, 0, 0, {}, effect::enter, 1, 0};
    transition payment{transition::trigger::on, {{1}}, 0, 0, {1, 2}, effect::clear, 0, 1};
    transition timer{transition::trigger::after, {}, 30, 0, {2}, effect::enter, 1, 2};
    what.transitions = {contact, payment, timer};
    return what;
}
captions words() {
    captions all;
    all.transitions = {"contact [result = \"refuses\"]", "payment", "after 30 days"};
    return all;
}
std::int64_t on(std::string_view moment) {
    return tramo::parse_timestamp(moment).value().micros;
}
std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    std::istringstream all(text);
    for (std::string line; std::getline(all, line);) lines.push_back(line);
    return lines;
}
bool holds(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a machine in Mermaid") {
    CHECK(to_mermaid(payment_problem(), words()) ==
          "stateDiagram-v2\n"
          "    direction LR\n"
          "    state \"none\" as s0\n"
          "    state \"No quiere #quot;pagar#quot;\" as s1\n"
          "    state \"No puede#59; pagar\" as s2\n"
          "    [*] --> s0\n"
          "    s0 --> s1 : contact [result = #quot;refuses#quot;]\n"
          "    s2 --> s1 : contact [result = #quot;refuses#quot;]\n"
          "    s1 --> s0 : payment\n"
          "    s2 --> s0 : payment\n"
          "    s2 --> s1 : after 30 days\n"
          "    classDef noneAlert fill:#ffffff,stroke:#666666,color:#111111\n"
          "    class s0 noneAlert\n"
          "    classDef redAlert fill:#f8c9c4,stroke:#a93226,color:#111111\n"
          "    class s1 redAlert\n"
          "    classDef yellowAlert fill:#fcf3b0,stroke:#9a7d0a,color:#111111\n"
          "    class s2 yellowAlert\n"
          "    classDef stopsTreatment stroke-width:4px\n"
          "    class s1 stopsTreatment\n");
}

TEST_CASE("a machine in Graphviz") {
    auto what = payment_problem();
    what.clears_by_hand = true;
    what.transitions.pop_back();
    CHECK(
        to_graphviz(what, words()) ==
        "digraph \"payment_problem\" {\n"
        "    rankdir=LR;\n"
        "    label=\"Problema de no pago\";\n"
        "    node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\"];\n"
        "    edge [fontname=\"Helvetica\", fontsize=10];\n"
        "    s0 [label=\"none\", fillcolor=\"#ffffff\", color=\"#666666\"];\n"
        "    s1 [label=\"No quiere \\\"pagar\\\"\", fillcolor=\"#f8c9c4\", color=\"#a93226\", penwidth=3];\n"
        "    s2 [label=\"No puede; pagar\", fillcolor=\"#fcf3b0\", color=\"#9a7d0a\"];\n"
        "    s0 -> s1 [label=\"contact [result = \\\"refuses\\\"]\"];\n"
        "    s2 -> s1 [label=\"contact [result = \\\"refuses\\\"]\"];\n"
        "    s1 -> s0 [label=\"payment\"];\n"
        "    s2 -> s0 [label=\"payment\"];\n"
        "    s1 -> s0 [label=\"by hand\", style=dashed];\n"
        "    s2 -> s0 [label=\"by hand\", style=dashed];\n"
        "}\n");
}

TEST_CASE("what hands do stands on edges of its own, and says whether it is confirmed") {
    auto what = payment_problem();
    what.clears_by_hand = what.needs_confirmation = true;
    what.raised_by_hand = {2};
    auto const mermaid = to_mermaid(what, words());
    CHECK(holds(mermaid, "    s0 --> s2 : by hand\n    s1 --> s2 : by hand\n"));
    CHECK(holds(mermaid, "    s1 --> s0 : by hand, confirmed\n    s2 --> s0 : by hand, confirmed\n"));
    CHECK(holds(to_graphviz(what, words()), "s1 -> s2 [label=\"by hand\", style=dashed];"));
}

TEST_CASE("restoring leads to a state of its own") {
    auto what = payment_problem();
    what.transitions.push_back({transition::trigger::on, {{2}}, 0, 0, {}, effect::restore, 0, 3});
    auto const mermaid = to_mermaid(what, words());
    CHECK(holds(mermaid, "    state \"\u21BA\" as back\n"));
    CHECK(holds(mermaid, "    s0 --> back\n    s1 --> back\n    s2 --> back\n"));
    CHECK(holds(to_graphviz(what, words()), "    back [label=\"\u21BA\""));
    CHECK_FALSE(holds(to_mermaid(payment_problem(), words()), "back"));
}

TEST_CASE("a ladder is drawn rung by rung") {
    auto what = payment_problem();
    what.without_skipping = true;
    what.transitions = {{transition::trigger::deadline, {}, 0, 0, {}, effect::enter, 1, 0},
                        {transition::trigger::deadline, {}, 0, 1, {}, effect::enter, 2, 1}};
    auto const mermaid = to_mermaid(what, {});
    CHECK(holds(mermaid, "    s0 --> s1\n    s1 --> s2\n"));
    CHECK_FALSE(holds(mermaid, "s0 --> s2"));
}

TEST_CASE("no text breaks out of a picture") {
    machine what;
    what.name = "a\"b\\";
    what.states = {{"x", "one\"two\\\n%%three:-->{four}", "", 0, false, false}};
    what.transitions = {{transition::trigger::on, {{0}}, 0, 0, {}, effect::enter, 1, 0}};
    captions all;
    all.transitions = {"a;b:c\n#d"};
    CHECK(holds(to_graphviz(what, all), "digraph \"a\\\"b\\\\\" {"));
    CHECK(holds(to_graphviz(what, all), "[label=\"one\\\"two\\\\ %%three:-->{four}\","));
    CHECK(holds(to_mermaid(what, all),
                "state \"one#quot;two#92; #37;#37;three#58;--#62;#123;four#125;\" as s1\n"));
    CHECK(holds(to_mermaid(what, all), "s0 --> s1 : a#59;b#58;c #35;d\n"));
}

TEST_CASE("a timeline of one account") {
    std::vector<timeline_entry> const entries = {
        {on("2026-01-01T00:00"), 0, 2, "contact"},
        {on("2026-01-31T00:00"), 2, 1, "after 30 days"},
        {on("2026-02-10T10:30"), 1, 1, "asked to clear"},
        {on("2026-02-20T16:45:10"), 1, 0, "confirmed by hand because the client came to the branch and paid"},
    };
    CHECK(timeline(payment_problem(), entries, on("2026-03-02T00:00"), {}, 60) ==
          "Problema de no pago\n"
          "2026-01-01                                        2026-03-02\n"
          "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBAAAAAAAAAAAAAAAAAAAA··········\n"
          "· none   A No quiere \"pagar\"   B No puede; pagar\n"
          "\n"
          "2026-01-01           none → No puede; pagar: contact\n"
          "2026-01-31           No puede; pagar → No quiere \"pagar\":\n"
          "                     after 30 days\n"
          "2026-02-10 10:30     No quiere \"pagar\": asked to clear\n"
          "2026-02-20 16:45:10  No quiere \"pagar\" → none: confirmed by\n"
          "                     hand because the client came to the\n"
          "                     branch and paid\n");
}

TEST_CASE("a timeline ends with its last entry where time has no end, or an earlier one") {
    std::vector<timeline_entry> const entries = {{on("2026-01-01T00:00"), 0, 1, ""},
                                                 {on("2026-01-11T00:00"), 1, 0, ""}};
    auto const endless = timeline(payment_problem(), entries, never, {}, 40);
    CHECK(endless == timeline(payment_problem(), entries, INT64_MIN, {}, 40));
    CHECK(lines_of(endless)[1] == "2026-01-01" + std::string(20, ' ') + "2026-01-11");
    CHECK(lines_of(endless)[2] == std::string(39, 'A') + "·");
    CHECK(lines_of(endless)[5] == "2026-01-01  none → No quiere \"pagar\"");
}

TEST_CASE("of several states in one column the last is shown") {
    std::vector<timeline_entry> const entries = {{on("2026-01-01T00:00"), 0, 1, ""},
                                                 {on("2026-01-01T00:00"), 1, 2, ""},
                                                 {on("2026-01-01T00:10"), 2, 0, ""}};
    auto const bar = lines_of(timeline(payment_problem(), entries, on("2026-12-31T00:00"), {}, 40))[2];
    CHECK(tramo::display_width(bar) == 40);
    CHECK_FALSE(holds(bar, "A"));
    CHECK_FALSE(holds(bar, "B"));
}

TEST_CASE("a timeline of ten thousand years is as wide as it should be") {
    std::vector<timeline_entry> const entries = {
        {on("0001-01-01T00:00"), 0, 1, std::string(300, 'x')},
        {on("9999-12-31T00:00"), 1, 0, "ñandú " + std::string(99, 'y')}};
    for (std::size_t const width : {0U, 40U, 41U, 80U, 200U})
        for (auto const& line : lines_of(timeline(payment_problem(), entries, never, {}, width)))
            CHECK(tramo::display_width(line) <= std::max<std::size_t>(width, 40));
}

TEST_CASE("an account without an entry has a timeline of none") {
    CHECK(timeline(payment_problem(), {}, 0, {}) == "Problema de no pago\nnone\n");
}
