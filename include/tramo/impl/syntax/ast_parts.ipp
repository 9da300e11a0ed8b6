// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Equality of what declarations are made of: texts, names, periods, members, cells.
#pragma once

#include <algorithm>

#include <tramo/syntax/ast.hpp>

namespace tramo::ast::detail {

template <class T, class Same>
bool all_same(std::vector<T> const& a, std::vector<T> const& b, Same equal) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
}

TRAMO_INLINE bool same_text(std::optional<text_literal> const& a, std::optional<text_literal> const& b) {
    return a.has_value() == b.has_value() && (!a || a->text == b->text);
}

TRAMO_INLINE bool same_name(std::optional<name> const& a, std::optional<name> const& b) {
    return a.has_value() == b.has_value() && (!a || a->text == b->text);
}

TRAMO_INLINE bool same_period(validity_period const& a, validity_period const& b) {
    return same_text(a.version, b.version) && same_text(a.id, b.id) && a.from == b.from &&
           a.until == b.until && a.is_inactive == b.is_inactive;
}

TRAMO_INLINE bool same_names(std::vector<name> const& a, std::vector<name> const& b) {
    return all_same(a, b, [](name const& x, name const& y) { return x.text == y.text; });
}

TRAMO_INLINE bool same_part(std::optional<expression> const& a, std::optional<expression> const& b) {
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

TRAMO_INLINE bool same_member(requirement_member const& a, requirement_member const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same(a.condition, b.condition);
}

TRAMO_INLINE bool same_cell(matrix_cell const& a, matrix_cell const& b) {
    return a.is_all == b.is_all && same_part(a.from, b.from) && same_part(a.until, b.until) &&
           a.half_open == b.half_open && a.truth == b.truth &&
           all_same(a.texts, b.texts, [](auto const& x, auto const& y) { return x.text == y.text; });
}

/// Of two members of a block, each one of several kinds.
template <class... Members>
bool same_alternative(std::variant<Members...> const& a, std::variant<Members...> const& b);

template <class Declaration>
bool same_members(Declaration const& a, Declaration const& b) {
    return all_same(a.members, b.members,
                    [](auto const& x, auto const& y) { return same_alternative(x, y); });
}

}  // namespace tramo::ast::detail
