// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Flows: one question for each queue, conditions question by question, and what viewers need to open them.
#include <algorithm>

#include <tramo/explain/flow.hpp>

#include "unit/explain/every_kind.hpp"
#include "unit/policy/portfolio.hpp"

using namespace tramo::testing;
using tramo::flow;
using tramo::flow_node;
using tramo::language;
using strings = std::vector<std::string>;

namespace {

std::string const text =
    "policy \"p\" { currency BRL }\nfield account : text key\nfield a : integer\nfield b : boolean optional\n"
    "segment s = (a > 1 and not (a = 5 or b)) or a < -3\n"
    "strategy daily \"Daily\" {\n  queue first_one \"First\" if a > 3\n  queue off inactive if b\n  rest "
    "others "
    "\"Others\"\n}\n"
    "strategy twice version \"1\" until 2026-10-31 { queue x if a > 1  rest y }\n"
    "strategy twice version \"2\" from 2026-11-01 { queue z if a > 2  rest y }\n";

/// "question -yes-> answer"
strings ways(flow const& what) {
    strings all;
    for (auto const& one : what.edges)
        all.push_back(what.nodes[one.from].text + " -" + one.text + "-> " + what.nodes[one.to].text);
    return all;
}

std::size_t count(std::string const& in, std::string const& part) {
    std::size_t found = 0;
    for (auto at = in.find(part); at != std::string::npos; at = in.find(part, at + 1)) ++found;
    return found;
}

/// Whether the condition is said to hold where each question has that answer, in their order.
bool walk(flow const& what, std::vector<bool> const& answers) {
    std::size_t at = what.edges.front().to;
    while (what.nodes[at].what == flow_node::kind::decision) {
        bool const is_yes = answers[at - 1];
        auto const way = std::find_if(what.edges.begin(), what.edges.end(), [&](auto const& one) {
            return one.from == at && one.is_default != is_yes;
        });
        at = way->to;
    }
    return what.nodes[at].text == "Holds";
}

}  // namespace

TEST_CASE("a strategy asks its queues in order, and the rest takes whom none took") {
    auto const drawn = tramo::flow_of_strategy(loaded(text), "daily", language::en);
    REQUIRE(drawn);
    CHECK(drawn->title == "Daily");
    CHECK(ways(*drawn) == strings{"An account --> a is more than 3", "a is more than 3 -yes-> First",
                                  "a is more than 3 -no, or not known-> b is true",
                                  "b is true -nobody: inactive-> off",
                                  "b is true -no, or not known-> Others"});
    CHECK(drawn->edges[1].condition == "a > 3");
    CHECK(drawn->edges[3].condition == "false");
    CHECK_FALSE(tramo::flow_of_strategy(loaded(text), "nightly", language::en));
}

TEST_CASE("each version of a strategy has a start of its own") {
    auto const drawn = tramo::flow_of_strategy(loaded(text), "twice", language::es);
    REQUIRE(drawn);
    auto const starts = std::count_if(drawn->nodes.begin(), drawn->nodes.end(),
                                      [](auto const& one) { return one.what == flow_node::kind::start; });
    CHECK(starts == 2);
    CHECK(drawn->nodes[4].text == "Una cuenta, versión 2");
}

TEST_CASE("a segment's questions lead to the same answer as its condition") {
    auto const drawn = tramo::flow_of_segment(loaded(text), "s", language::en);
    REQUIRE(drawn);
    REQUIRE(drawn->nodes.size() == 7);
    CHECK(drawn->nodes[2].text == "a is not 5");
    CHECK(drawn->nodes[3].text == "b is false");
    for (unsigned bits = 0; bits < 16; ++bits) {
        std::vector<bool> const answers = {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0,
                                           (bits & 8) != 0};
        CHECK(walk(*drawn, answers) == ((answers[0] && answers[1] && answers[2]) || answers[3]));
    }
}

TEST_CASE("a policy's flow has its chapters, with segments and strategies within") {
    auto const drawn = tramo::flow_of_policy(loaded(text), language::en);
    strings steps;
    for (auto const& one : drawn.nodes) steps.push_back(one.text);
    CHECK(steps == strings{"An account", "Read data", "Segments", "Strategies and queues", "Done"});
    auto const& segments = drawn.nodes[2].inner.at(0);
    CHECK(segments.nodes.at(1).inner.at(0).nodes.size() == 7);
    CHECK(drawn.nodes[3].inner.at(0).nodes.at(1).text == "Daily");
    auto const whole = tramo::flow_of_policy(loaded(every_kind), language::en);
    CHECK(whole.nodes.size() == 13);
}

TEST_CASE("a condition of more questions than a picture shows has none") {
    std::string long_one = "a = 0";
    for (int i = 1; i <= 100; ++i) long_one += " or a = " + std::to_string(i);
    auto const policy =
        loaded("policy \"p\" { currency BRL }\nfield account : text key\nfield a : integer\nsegment s = " +
               long_one + "\n");
    CHECK_FALSE(tramo::flow_of_segment(policy, "s", language::en));
}

TEST_CASE("signs of Mermaid and XML in labels are no signs in pictures") {
    auto const policy = loaded(
        "policy \"p\" { currency BRL }\nfield account : text key\nfield a : integer \"<a> & \\\"b\\\" | {c} "
        "`d` _e_\"\n"
        "strategy s { queue q \"1. [x]\\ny\" if a > 1  rest r \"- end\" }\n");
    auto const drawn = *tramo::flow_of_strategy(policy, "s", language::en);
    CHECK(tramo::to_mermaid(drawn) ==
          "flowchart TD\n    n0([\"An account\"])\n"
          "    n1{\"#60;a#62; #38; #quot;b#quot; #124; #123;c#125; #96;d#96; #95;e#95; is more than 1\"}\n"
          "    n2([\"1#46; [x] y\"])\n    n3([\"#45; end\"])\n    n0 --> n1\n    n1 -->|\"yes\"| n2\n"
          "    n1 -->|\"no, or not known\"| n3\n");
    auto const xml = tramo::to_bpmn(drawn);
    CHECK(count(xml, "&lt;a&gt; &amp; &quot;b&quot; | {c} `d` _e_ is more than 1") == 2);
    CHECK(count(xml, "name=\"1. [x] y\"") == 1);
}

TEST_CASE("a process of BPMN has a shape for each node, an edge for each flow, a diagram for each chapter") {
    auto const xml = tramo::to_bpmn(tramo::flow_of_policy(loaded(text), language::en));
    CHECK(count(xml, "<bpmndi:BPMNDiagram ") == 7);
    CHECK(count(xml, "<bpmndi:BPMNEdge ") == count(xml, "<bpmn:sequenceFlow "));
    auto const nodes = count(xml, "<bpmn:startEvent ") + count(xml, "<bpmn:endEvent ") +
                       count(xml, "<bpmn:task ") + count(xml, "<bpmn:subProcess ") +
                       count(xml, "<bpmn:exclusiveGateway ");
    CHECK(count(xml, "<bpmndi:BPMNShape ") == nodes);
    CHECK(count(xml, " default=\"") == count(xml, "<bpmn:exclusiveGateway "));
}
