// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Text to document.
#pragma once

#include <tramo/syntax/ast.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// Reads a policy. Every mistake found is reported; what could be read is in the value all the same.
/// Time and memory grow with the text's length only.
[[nodiscard]] checked<ast::document> parse(source const& text);

/// Reads one expression, such as a filter typed by a person.
[[nodiscard]] checked<ast::expression> parse_expression(source const& text, language in);

/// The names of the grammar's rules, as in grammar/tramo.ebnf.
[[nodiscard]] std::vector<std::string_view> grammar_rules();
/// The signs between two values, each way that is read; those made of words are keywords.
[[nodiscard]] std::vector<std::string_view> operator_signs();

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/syntax/parse.ipp>
#endif
