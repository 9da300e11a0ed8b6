// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Compiles the room `actions`.
#include <tramo/impl/actions/best_action.ipp>
#include <tramo/impl/actions/kpi.ipp>
#include <tramo/impl/actions/palette.ipp>
#include <tramo/impl/actions/report.ipp>
#include <tramo/impl/actions/worklist.ipp>
