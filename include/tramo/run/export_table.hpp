// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables out through the Arrow C Stream Interface, as they lie in memory.
#pragma once

#include <memory>

#include <tramo/run/arrow_abi.h>
#include <tramo/run/column.hpp>

namespace tramo {

/// Exports a table as a stream of one record batch per batch. Buffers are passed without copying and stay
/// alive through `data`. The first batch says names and types for all: a batch whose columns differ ends the
/// stream with an error. Structures, lists of them, and columns of types that no field can be read from are
/// left out.
void export_table(std::shared_ptr<table const> data, ArrowArrayStream* out);

/// Batches one after the other, for tables that are never held whole.
class batch_source {
public:
    virtual ~batch_source();
    /// Fills `into`, whose owner keeps its buffers alive; false at the end.
    virtual bool next(batch& into) = 0;
};

/// Exports batches as they are made; the first is made when the schema is asked for, and says names and
/// types.
void export_batches(std::shared_ptr<batch_source> from, ArrowArrayStream* out);

/// How many columns of the first batch are exported.
[[nodiscard]] std::int64_t exported_columns(table const& data);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/export_table.ipp>
#endif
