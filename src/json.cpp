// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Records from JSON, results to JSON.
#include <tramo/impl/json/contact_packs.ipp>
#include <tramo/impl/json/decisions.ipp>
#include <tramo/impl/json/offers.ipp>
#include <tramo/impl/json/query_builder.ipp>
#include <tramo/impl/json/policy_json.ipp>
#include <tramo/impl/json/records.ipp>
#include <tramo/impl/json/report.ipp>
#include <tramo/impl/json/single_record.ipp>
