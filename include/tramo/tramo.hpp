// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Everything a host needs: load a policy, prepare it for a day, evaluate tables and records, explain.
#pragma once

#include <tramo/actions/kpi.hpp>
#include <tramo/alerts/diagram.hpp>
#include <tramo/explain/explain.hpp>
#include <tramo/json/contact_packs.hpp>
#include <tramo/json/decisions.hpp>
#include <tramo/json/offers.hpp>
#include <tramo/json/policy_json.hpp>
#include <tramo/json/records.hpp>
#include <tramo/json/report.hpp>
#include <tramo/policy/alerts.hpp>
#include <tramo/policy/best_actions.hpp>
#include <tramo/policy/decisions.hpp>
#include <tramo/policy/offers.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/policy/record.hpp>
#include <tramo/policy/worklists.hpp>
#include <tramo/run/export_arrow.hpp>
#include <tramo/run/export_table.hpp>
#include <tramo/run/import_arrow.hpp>
#include <tramo/text/render.hpp>
