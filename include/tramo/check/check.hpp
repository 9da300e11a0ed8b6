// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Document to program: names, types, and what a careful reader would notice.
#pragma once

#include <tramo/check/program.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// Resolves and types a document, and adds the warnings of `lint`. All mistakes are reported, each once.
[[nodiscard]] checked<program> check(ast::document document);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/check/check.ipp>
#endif
