// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Events that are undone: from the reversal on, a unit stands where it would stand had the event undone never
// happened; before it, its history stays as it was lived.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <tramo/alerts/replay.hpp>

namespace tramo::alerts {

inline constexpr std::uint32_t undoes_nothing = UINT32_MAX;

/// The rows of one unit's log between two reversals, as if what was undone by then had never happened: all
/// rows from the beginning on but those undone. A unit without reversals has one epoch. The rows `opens_at`
/// and `closes_at` are boundaries: whoever replays gives them a signal of kind `boundary`, whatever they are
/// otherwise; no other row of the epoch is one.
struct epoch {
    std::uint32_t unit = 0;
    std::size_t begin = 0, end = 0;  ///< into `unfolded::rows`
    /// Row of the reversal that opens it, at `first_lived - 1`; `undoes_nothing` for the first of a unit.
    std::uint32_t opens_at = undoes_nothing;
    /// Row of the reversal that closes it, at `end - 1`; `undoes_nothing` for the last of a unit.
    std::uint32_t closes_at = undoes_nothing;
    std::size_t first_lived = 0;  ///< into `unfolded::rows`: rows from here on are lived in this epoch
};

struct unfolded {
    std::vector<epoch> epochs;        ///< by unit, then in time; the last of a unit has no `closes_at`
    std::vector<std::uint32_t> rows;  ///< of each epoch in order
};

/// `rows` holds each unit's rows in their order, unit after unit: those of unit u at
/// [starts[u], starts[u + 1]). `undoes[row]` is the row that it undoes (of the same unit, before it, and not
/// undone before), or `undoes_nothing`; empty when nothing is. A reversal that is undone itself undoes
/// nothing from then on. A unit with more than `most_epochs` reversals has its earliest epochs joined: its
/// history before the last `most_epochs` is told as if what was undone by then had never happened. Room
/// needed: for each unit its rows times its epochs.
[[nodiscard]] unfolded unfold(std::vector<std::size_t> const& starts, std::vector<std::uint32_t> const& rows,
                              std::vector<std::uint32_t> const& undoes, std::size_t most_epochs = 1000);

/// Puts the results over epochs (units numbered like `of.epochs`, each boundary noted) together to results
/// over units: standings are those of each last epoch; changes those lived, and at each reversal that changes
/// the value one with transition `restore_rule` and the reversal's row. One that changes only since when it
/// is held is not among the changes: `since` and `times` are as if what was undone had never happened.
[[nodiscard]] replayed fold(unfolded const& of, replayed const& over_epochs, std::size_t units,
                            std::uint16_t restore_rule);

}  // namespace tramo::alerts

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/alerts/reversals.ipp>
#endif
