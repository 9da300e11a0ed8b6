// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Verdicts out through the Arrow C Stream Interface.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tramo/run/arrow_abi.h>
#include <tramo/run/verdicts.hpp>

namespace tramo {

/// What the columns of the exported table are called and hold besides the bits.
struct export_names {
    std::string key;                    ///< empty: no key column
    std::vector<std::string> segments;  ///< a boolean column each: null is unknown, or a row set apart
    /// A dictionary column each, of the queue's name; null for rows set apart.
    std::vector<std::string> strategies;
    std::vector<std::vector<std::string>> queues;  ///< of each strategy
    /// Of each strategy, for a second dictionary column `<strategy>_rule`.
    std::vector<std::vector<std::string>> rule_ids;
};

/// Exports `all` as a stream of one record batch per batch of the evaluation: the key (utf8, from `data`) if
/// named, the segments, the strategies with their rules, and `data_error` (utf8: "field: reason; …", null for
/// sound rows). Bitmaps are passed without copying and stay alive through `all`; `data` may be null when
/// there is no key.
void export_stream(std::shared_ptr<verdicts const> all, std::shared_ptr<table const> data, export_names names,
                   ArrowArrayStream* out);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/export_arrow.ipp>
#endif
