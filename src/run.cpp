// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Data in, verdicts out.
#include <tramo/impl/run/account_index.ipp>
#include <tramo/impl/run/column.ipp>
#include <tramo/impl/run/column_reader.ipp>
#include <tramo/impl/run/evaluate.ipp>
#include <tramo/impl/run/event_log.ipp>
#include <tramo/impl/run/export_arrow.ipp>
#include <tramo/impl/run/export_table.ipp>
#include <tramo/impl/run/import_arrow.ipp>
#include <tramo/impl/run/log_evaluation.ipp>
#include <tramo/impl/run/text_batch.ipp>
