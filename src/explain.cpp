// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Why, and what a policy says in plain words.
#include <tramo/impl/explain/describe.ipp>
#include <tramo/impl/explain/explain.ipp>
#include <tramo/impl/explain/flow.ipp>
