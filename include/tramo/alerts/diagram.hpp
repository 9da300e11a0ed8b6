// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Pictures of a machine, and of how one unit went through it, as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tramo/alerts/replay.hpp>

namespace tramo::alerts {

/// What the transitions are called: by transition of the machine "payment, promise [amount > 0]", "after 30
/// days".
struct captions {
    std::vector<std::string> transitions;
    std::string none = "none";        ///< the state of no alert
    std::string by_hand = "by hand";  ///< on the edges of manual raise and clear
    std::string confirmed = "by hand, confirmed";
};

/// A stateDiagram-v2 of Mermaid: none is `s0`, the n-th state `s<n>`, in its colour, with a thick edge where
/// the unit is left alone. Transitions from any state are drawn from each state they can leave. `restore`
/// leads to a state `back` of its own. The same machine gives the same text, to the byte.
[[nodiscard]] std::string to_mermaid(machine const& what, captions const& words);
/// A digraph of Graphviz with the same nodes and edges; what hands do is dashed.
[[nodiscard]] std::string to_graphviz(machine const& what, captions const& words);

/// One line of a timeline: when, what happened and what it led to.
struct timeline_entry {
    std::int64_t happened = 0;  ///< micros
    state_number from = no_alert;
    state_number to = no_alert;
    std::string caption;
};

/// How one unit went through the machine, as text of at most `width` columns (at least 40): a bar of states
/// over time, and a line for each entry. Entries are in their order in time. The bar runs from the first
/// entry to `until` (micros), or to the last entry where `until` lies before it or is `never`; of several
/// states in one of its columns it shows the last.
[[nodiscard]] std::string timeline(machine const& what, std::vector<timeline_entry> const& entries,
                                   std::int64_t until, captions const& words, std::size_t width = 80);

}  // namespace tramo::alerts

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/alerts/diagram.ipp>
#    include <tramo/impl/alerts/timeline.ipp>
#endif
