// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Compiles the room `treatment`.
#include <tramo/impl/treatment/delinquency.ipp>
#include <tramo/impl/treatment/hold.ipp>
#include <tramo/impl/treatment/permitted_days.ipp>
#include <tramo/impl/treatment/promise.ipp>
#include <tramo/impl/treatment/task_key.ipp>
#include <tramo/impl/treatment/wording.ipp>
