// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The name of a task by what it comes from, so that a run repeated creates nothing twice.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tramo/config.hpp>
#include <tramo/values/date.hpp>

namespace tramo::treatment {

/// 32 hexadecimal digits: the beginning of the SHA-256 of the four, each behind its length, so that no two
/// different fours are told alike. Without a day: once for ever.
[[nodiscard]] std::string task_key(std::string_view policy_hash, std::string_view account,
                                   std::string_view rule, std::optional<date> day);

/// The Monday of a day's week.
[[nodiscard]] date start_of_week(date day);

}  // namespace tramo::treatment

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/treatment/task_key.ipp>
#endif
