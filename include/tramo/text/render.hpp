// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Draws a diagnostic with the lines it speaks of.
#pragma once

#include <string>
#include <vector>

#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// The drawing of design and language page:
/// ```
/// error[T2031]: cannot compare money with a percentage
///   --> early.tramo:4:18
///  4 |   when balance > 10%
///    |        ~~~~~~~   ^^^ a percentage
///    |        money, because the schema declares `balance: money(BRL)`
///  = help: compare an amount:  balance > BRL 10.00
/// ```
/// The primary label is drawn with `^`, the others with `~`, on their own lines of the text where they
/// stand elsewhere. Long lines are cut around the place. Ends with a newline.
[[nodiscard]] std::string render(diagnostic const& what, source const& text);
/// All of them, an empty line between two, sorted by place; then `N errors, M warnings`.
/// At most `limit` are drawn and the rest counted (0 draws all).
[[nodiscard]] std::string render(std::vector<diagnostic> const& all, source const& text,
                                 std::size_t limit = 0);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/text/render.ipp>
#endif
