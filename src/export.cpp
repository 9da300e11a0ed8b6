// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Policies in the languages of other engines.
#include <tramo/impl/export/sql.ipp>
