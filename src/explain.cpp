// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Why.
#include <tramo/impl/explain/explain.ipp>
