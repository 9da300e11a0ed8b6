// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Compiles the room `offers`.
#include <tramo/impl/offers/agreement.ipp>
#include <tramo/impl/offers/allocation.ipp>
#include <tramo/impl/offers/day_count.ipp>
#include <tramo/impl/offers/discount.ipp>
#include <tramo/impl/offers/due_dates.ipp>
#include <tramo/impl/offers/effective_rate.ipp>
#include <tramo/impl/offers/financial.ipp>
#include <tramo/impl/offers/forgiveness.ipp>
#include <tramo/impl/offers/late_charges.ipp>
#include <tramo/impl/offers/legal_parameters.ipp>
#include <tramo/impl/offers/level_schedules.ipp>
#include <tramo/impl/offers/payment_plan.ipp>
#include <tramo/impl/offers/payoff.ipp>
#include <tramo/impl/offers/schedule.ipp>
#include <tramo/impl/offers/settlement_matrix.ipp>
