// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables in through the Arrow C Data and Stream interfaces, without copying.
#pragma once

#include <tramo/run/arrow_abi.h>
#include <tramo/run/column.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// Takes a record batch (a struct array) over: both structs are moved from (their release set to null)
/// whatever the outcome, and released when the last owner of the result goes.
/// Columns of a type that no field can be read from (binary, union, …) keep their name with layout null and
/// are reported only if a policy asks for them (see `unsupported`).
[[nodiscard]] checked<batch> import_batch(ArrowArray* array, ArrowSchema* schema);

/// Reads a whole stream and releases it. The stream's own errors become a T5 diagnostic with its words.
[[nodiscard]] checked<table> import_stream(ArrowArrayStream* stream);

/// One batch at a time, for portfolios larger than memory.
class stream_reader {
public:
    /// Takes the stream over.
    explicit stream_reader(ArrowArrayStream* stream);
    stream_reader(stream_reader&&) noexcept;
    stream_reader& operator=(stream_reader&&) noexcept;
    ~stream_reader();
    /// The next batch; no batch (`columns` and `owner` empty) at the end.
    [[nodiscard]] checked<batch> next();

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/import_arrow.ipp>
#endif
