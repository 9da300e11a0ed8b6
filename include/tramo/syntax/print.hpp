// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Document to text: the canonical formatter, in any of the three languages.
#pragma once

#include <string>

#include <tramo/syntax/ast.hpp>

namespace tramo {

/// The document in canonical form: one declaration a line where it fits in 100 columns, `and` inside `or` in
/// parentheses, comments kept, one empty line where there was at least one. Printing what was printed gives
/// the same text. Requires a document without `invalid` nodes.
[[nodiscard]] std::string print(ast::document const& what, language in);
/// One expression on one line.
[[nodiscard]] std::string print(ast::expression const& what, language in);

/// SHA-256 of the canonical form in English without comments: equal for a policy and its translations,
/// different when any name, label, number or rule differs.
[[nodiscard]] std::string content_hash(ast::document const& what);

/// A name as it must be written in expressions of that language: in back-quotes where it would be read
/// otherwise.
[[nodiscard]] std::string quote_name(std::string_view name, language in);
/// Text in quotes with `\"`, `\\`, `\n`, `\t` escaped.
[[nodiscard]] std::string quote_text(std::string_view text);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/syntax/print.ipp>
#endif
