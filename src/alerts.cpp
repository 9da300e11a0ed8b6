// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Compiles the definitions of the alerts module into the library.
#include <tramo/impl/alerts/diagram.ipp>
#include <tramo/impl/alerts/machine.ipp>
#include <tramo/impl/alerts/replay.ipp>
#include <tramo/impl/alerts/reversals.ipp>
#include <tramo/impl/alerts/timeline.ipp>
#include <tramo/impl/alerts/verify.ipp>
