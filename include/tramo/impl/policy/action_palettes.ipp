// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Palettes as the room `actions` takes them.
#pragma once

#include <tramo/actions/palette.hpp>
#include <tramo/check/program.hpp>

namespace tramo::acting {

[[nodiscard]] inline actions::palette_set make_palettes(program const& policy) {
    actions::palette_set all;
    all.palettes = policy.palettes.size();
    for (std::size_t p = 0; p < policy.palettes.size(); ++p) {
        auto const first = all.kinds.size();
        for (auto const& from : policy.palettes[p].actions) {
            auto& made = all.kinds.emplace_back();
            made.name = from.name;
            made.label = from.label;
            if (from.parent != no_index) made.parent = static_cast<std::uint16_t>(first + from.parent);
            made.palette = static_cast<std::uint16_t>(p);
            made.rank = from.rank;
            made.is_contact = from.is_contact;
            made.is_right_party = from.is_right_party;
            made.channel = from.channel;
            made.closes = from.closes;
            made.opens_promise = from.opens_promise;
            made.raises_claim = from.raises_claim;
            made.state = from.state;
            made.substate = from.substate;
            made.aliases = from.aliases;
        }
    }
    return all;
}

}  // namespace tramo::acting
