// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Compiles the text module into the library.
#include <tramo/impl/text/diagnostic.ipp>
#include <tramo/impl/text/render.ipp>
#include <tramo/impl/text/source.ipp>
#include <tramo/impl/text/suggest.ipp>
