// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The language's text: keywords, tree, grammar (one translation unit) and formatter.
#include <tramo/impl/syntax/ast.ipp>
#include <tramo/impl/syntax/keywords.ipp>
#include <tramo/impl/syntax/parse.ipp>
#include <tramo/impl/syntax/print.ipp>
