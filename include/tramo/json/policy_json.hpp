// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy's tree as JSON and back, exactly, for editors and stores that know no grammar.
#pragma once

#include <string>
#include <string_view>

#include <tramo/syntax/ast.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// The whole tree: comments, empty lines, labels and literals as written, places left out. Words are English
/// whatever the policy's language; members that have their default are left out; numbers with decimals, days
/// and moments are texts. An object or list stands on one line where it fits in 100 columns, else its members
/// stand on lines of their own, `indent` deeper; all stands on one line where `indent` is 0.
/// Requires a document read without errors.
[[nodiscard]] std::string to_json(ast::document const& what, int indent = 2);

/// The document that `to_json` wrote, or that somebody else did: `same` as that one, printed alike.
/// Every mistake is reported (T7001 …) by its JSON pointer, and with its place in `json`. What the language
/// cannot say is refused: the document is printed and read again. Places in the tree are those of
/// `print(value, value.language)`.
[[nodiscard]] checked<ast::document> document_from_json(std::string_view json);

/// What `to_json` writes, as JSON Schema 2020-12; what the schema refuses, `document_from_json` refuses too.
[[nodiscard]] std::string policy_json_schema();

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/json/policy_json.ipp>
#endif
