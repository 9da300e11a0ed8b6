// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Names a task by a hash of what it comes from.
#pragma once

#include <tramo/treatment/task_key.hpp>
#include <tramo/values/sha256.hpp>

namespace tramo::treatment {
namespace task_naming {

inline constexpr std::size_t key_length = 32;

/// `3:abc`: behind its length a text cannot be taken for the end of one and the beginning of the next.
inline void append(std::string& to, std::string_view text) {
    to += std::to_string(text.size());
    to += ':';
    to += text;
}

}  // namespace task_naming

TRAMO_INLINE std::string task_key(std::string_view policy_hash, std::string_view account,
                                  std::string_view rule, std::optional<date> day) {
    std::string told;
    task_naming::append(told, policy_hash);
    task_naming::append(told, account);
    task_naming::append(told, rule);
    task_naming::append(told, day ? to_string(*day) : std::string());
    return sha256(told).substr(0, task_naming::key_length);
}

TRAMO_INLINE date start_of_week(date day) {
    return {day.days - (iso_weekday(day) - 1)};
}

}  // namespace tramo::treatment
