// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Equal parts of a total without interest.
#pragma once

#include <algorithm>
#include <vector>

#include <tramo/impl/offers/schedule_rounding.ipp>

namespace tramo::offers::scheduling {

/// Gives what is missing to one part, or takes what is too much from it and, where it has not that much, from
/// those next to it.
TRAMO_INLINE void put_rest(std::vector<integer>& parts, std::size_t at, integer rest) {
    std::size_t const size = parts.size();
    for (std::size_t i = 0; i < size && rest != 0; ++i) {
        auto& part = at == 0 ? parts[i] : parts[size - 1 - i];
        integer const next = std::max(integer(0), integer(part + rest));
        rest -= next - part;
        part = next;
    }
}

[[nodiscard]] TRAMO_INLINE std::vector<integer> parts_of(integer const& total, int count, frame const& money,
                                                         residual_placement residual) {
    integer const regular = round_to_unit({total, integer(count)}, money);
    std::vector<integer> parts(static_cast<std::size_t>(count), regular);
    integer rest = total - regular * count;
    if (residual == residual_placement::spread) {
        auto const moves = spread(rest / money.unit, money.unit, parts.size());
        for (std::size_t i = 0; i < parts.size(); ++i) parts[i] += moves[i];
        rest %= money.unit;
    }
    bool const is_first = residual == residual_placement::first || residual == residual_placement::largest;
    put_rest(parts, is_first ? 0 : parts.size() - 1, rest);
    return parts;
}

}  // namespace tramo::offers::scheduling
