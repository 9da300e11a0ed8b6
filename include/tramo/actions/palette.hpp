// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What actions can be: trees of codes as creditors name them, each with its rank and what it means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>

namespace tramo::actions {

inline constexpr std::uint16_t no_kind = 0xFFFF;

/// A kind of action: a node of a palette's tree.
struct action_kind {
    std::string name;                ///< the canonical code: equal names in several palettes mean the same
    std::string label;               ///< as reports show it
    std::uint16_t parent = no_kind;  ///< index among the kinds, before this one
    std::uint16_t palette = 0;
    int rank = 1;  ///< 1 is best
    bool is_contact = false;
    bool is_right_party = false;
    std::string channel;
    bool closes = false;
    bool opens_promise = false;
    bool raises_claim = false;
    std::string state, substate;
    std::vector<std::string> aliases;
};

/// All palettes in one list: parents before children, palettes one behind the other. Behind the kinds stands
/// "other", whatever no palette knows: kind number `kinds.size()`, after all ranks and no contact.
struct palette_set {
    std::vector<action_kind> kinds;
    std::size_t palettes = 1;
    [[nodiscard]] std::uint16_t other() const { return static_cast<std::uint16_t>(kinds.size()); }
};

/// Finds kinds by what feeds call them: name, label or alias, without regard to case, accents and blanks
/// around.
class kind_finder {
public:
    explicit kind_finder(palette_set const& all);
    /// In a feed with one column of codes: the kind of that text anywhere in the palette's tree, or a path
    /// "COMPROMISO DE PAGO / RETIRO DE CHEQUE" of several; where a text means several, the first one that is
    /// not within another of them. `other()` where there is none.
    [[nodiscard]] std::uint16_t find(std::size_t palette, std::string_view text) const;
    /// In a feed with a column for each level: the kind of that text within `parent` (`no_kind`: at the top);
    /// `other()` where there is none.
    [[nodiscard]] std::uint16_t within(std::size_t palette, std::uint16_t parent,
                                       std::string_view text) const;

private:
    struct entry {
        std::uint64_t place = 0;  ///< palette and parent
        std::string text;         ///< folded
        std::uint16_t kind = 0;
    };
    [[nodiscard]] std::uint16_t look_up(std::vector<entry> const& in, std::uint64_t place,
                                        std::string const& text) const;
    std::uint16_t other_ = 0;
    std::vector<entry> anywhere_, by_parent_;  ///< sorted
};

}  // namespace tramo::actions

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/actions/palette.ipp>
#endif
