// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The little of Unicode that comparing names and values needs: validity, NFC, folding, display width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <tramo/config.hpp>

namespace tramo {

/// The offset of the first byte that is not UTF-8 (overlong forms and surrogates included), or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);
/// Canonical composition (NFC). Text that is plainly composed already is returned as it came, cheaply.
/// Requires valid UTF-8.
[[nodiscard]] std::string to_nfc(std::string_view text);
/// Whether `to_nfc` could change the text: false for ASCII and for most composed Latin text.
[[nodiscard]] bool may_need_nfc(std::string_view text);
/// Lower case without accents, for lists of values written by many hands: `NÃO ` stays with its space,
/// `Não` becomes `nao`, `SEÑAL` `senal`, `ß` `ss`. The result is composed. Requires valid UTF-8.
[[nodiscard]] std::string fold(std::string_view text);
/// The same without the blanks around (lines and tabs too), for names written by many hands; empty for what
/// is not UTF-8.
[[nodiscard]] std::string fold_name(std::string_view text);
/// Lower case with accents kept: `NÃO` becomes `não`.
[[nodiscard]] std::string to_lower(std::string_view text);
/// Columns the text takes in a terminal: combining marks 0, wide East Asian characters 2, a tab 1.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/unicode.ipp>
#endif
