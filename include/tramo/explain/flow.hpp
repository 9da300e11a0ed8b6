// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy's strategies, and the policy as a whole, as flows that business people can look at.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/policy/policy.hpp>

namespace tramo {

struct flow;

struct flow_node {
    enum class kind {
        start,
        decision,  ///< one way out where its condition holds, one where it does not
        step,      ///< something that is worked out
        chapter,   ///< a step with a flow of its own within
        end
    };
    kind what = kind::step;
    std::string text;    ///< in the language asked for
    std::string detail;  ///< the whole of it, where `text` had to be cut; which line says so
    int column = 0, row = 0;
    std::vector<flow> inner;  ///< of a chapter: one
};

struct flow_edge {
    std::size_t from = 0, to = 0;  ///< of the nodes
    std::string text;
    std::string condition;    ///< as an expression of the policy's language; empty where it is taken always
    bool is_default = false;  ///< taken where no other one out of its decision is
};

/// Nodes stand on a grid: a column of questions, what comes of them beside it. Edges lead down or across.
struct flow {
    std::string name;
    std::string title;
    std::vector<flow_node> nodes;
    std::vector<flow_edge> edges;
};

/// Level 1: the chapters in the order in which they are worked out. Within a chapter, level 2: its segments,
/// alerts, strategies and so on; within a segment, level 3: its condition.
[[nodiscard]] flow flow_of_policy(policy const& of, language in);
/// Level 2: the queues of a strategy in order, each with its question, and the rest. Versions of a strategy
/// stand one below the other, each with a start of its own. None where there is no such strategy.
[[nodiscard]] std::optional<flow> flow_of_strategy(policy const& of, std::string_view name, language in);
/// Level 3: the condition of a segment, question by question. None where there is no such segment.
[[nodiscard]] std::optional<flow> flow_of_segment(policy const& of, std::string_view name, language in);

/// A flowchart of Mermaid; of chapters only the outside. The same flow gives the same text, to the byte.
[[nodiscard]] std::string to_mermaid(flow const& what);
/// A process of BPMN 2.0 with its diagram; chapters are collapsed subprocesses with a diagram each.
[[nodiscard]] std::string to_bpmn(flow const& what);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/explain/flow.ipp>
#endif
