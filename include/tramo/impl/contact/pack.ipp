// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which pack holds where and when.
#pragma once

#include <cstddef>
#include <set>

#include <tramo/contact/pack.hpp>

namespace tramo::contact {
namespace packs {

/// Of two packs that hold: whether `one` says more of the place, or says it later.
[[nodiscard]] inline bool goes_before(pack const& one, pack const& other) {
    if (one.jurisdiction.size() != other.jurisdiction.size())
        return one.jurisdiction.size() > other.jurisdiction.size();
    return one.from && (!other.from || *other.from < *one.from);
}

}  // namespace packs

TRAMO_INLINE std::vector<std::string> problems_of(pack const& one) {
    std::vector<std::string> told;
    if (one.id.empty()) told.push_back("id: a pack needs one; policies name it");
    if (one.jurisdiction.empty())
        told.push_back("jurisdiction: a pack needs one, such as 'CL', or 'BR-SP' for a part of a country");
    if (one.from && one.until && *one.until < *one.from)
        told.push_back("until: it is " + to_string(*one.until) + ", before 'from', which is " +
                       to_string(*one.from));
    std::set<std::string> ids;
    for (std::size_t i = 0; i < one.limits.size(); ++i) {
        auto const path = "limits[" + std::to_string(i) + "].";
        for (auto const& wrong : problems_of(one.limits[i])) told.push_back(path + wrong);
        auto const& id = one.limits[i].id;
        if (!id.empty() && !ids.insert(id).second)
            told.push_back(path + "id: '" + id + "' is the id of an earlier limit; give each its own");
    }
    return told;
}

TRAMO_INLINE bool is_for(pack const& one, std::string_view jurisdiction) {
    if (one.jurisdiction.empty() || !jurisdiction.starts_with(one.jurisdiction)) return false;
    return jurisdiction.size() == one.jurisdiction.size() || jurisdiction[one.jurisdiction.size()] == '-';
}

TRAMO_INLINE pack const* pack_for(std::vector<pack> const& all, std::string_view jurisdiction, date day) {
    pack const* best = nullptr;
    for (auto const& one : all)
        if (is_for(one, jurisdiction) && one.holds_on(day) && (!best || packs::goes_before(one, *best)))
            best = &one;
    return best;
}

}  // namespace tramo::contact
