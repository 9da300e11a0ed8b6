// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Limits of one jurisdiction, dated and with their sources: which of several hold on a day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/contact/limit.hpp>

namespace tramo::contact {

struct pack_source {
    std::string norm;  ///< "Ley 19.496 art. 37"
    std::string url;
};

struct pack {
    std::string id;            ///< "CL"; "CL-2021" of an earlier one
    std::string jurisdiction;  ///< "CL", or "BR-SP": a part of a country
    std::string label;
    std::string version;
    std::optional<date> from, until;  ///< both included
    std::string zone;                 ///< of its own clock, where there is one: "America/Santiago"
    std::string holidays;             ///< whose holidays are meant: "CL"; empty: none
    bool verify = false;              ///< as a whole
    std::vector<pack_source> sources;
    std::vector<std::string> notes;  ///< what no count can say: questions that may not be asked
    std::vector<limit> limits;

    [[nodiscard]] bool holds_on(date day) const {
        return (!from || *from <= day) && (!until || day <= *until);
    }
};

/// What is wrong with a pack, each in words: limits that are wrong in themselves, an id twice, a period that
/// ends before it begins.
[[nodiscard]] std::vector<std::string> problems_of(pack const& one);

/// Whether a pack is for a jurisdiction: "BR" is for "BR-SP" too.
[[nodiscard]] bool is_for(pack const& one, std::string_view jurisdiction);

/// The pack of a jurisdiction on a day: the most specific one that holds. None where there is none. Of two
/// that are equally specific the later `from` wins.
[[nodiscard]] pack const* pack_for(std::vector<pack> const& all, std::string_view jurisdiction, date day);

}  // namespace tramo::contact

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/contact/pack.ipp>
#endif
