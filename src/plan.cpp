// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Programs to plans.
#include <tramo/impl/plan/action_plan.ipp>
#include <tramo/impl/plan/compile.ipp>
#include <tramo/impl/plan/offer_plan.ipp>
#include <tramo/impl/plan/treatment_plan.ipp>
