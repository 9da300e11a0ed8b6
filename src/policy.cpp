// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The policy as hosts hold it.
#include <tramo/impl/policy/alerts.ipp>
#include <tramo/impl/policy/best_actions.ipp>
#include <tramo/impl/policy/decisions.ipp>
#include <tramo/impl/policy/offers.ipp>
#include <tramo/impl/policy/policy.ipp>
#include <tramo/impl/policy/record.ipp>
#include <tramo/impl/policy/record_matcher.ipp>
#include <tramo/impl/policy/worklists.ipp>
