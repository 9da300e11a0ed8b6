// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Numbers accounts (or the children of accounts) by their keys: units, from 0.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/run/column.hpp>

namespace tramo {

inline constexpr std::uint32_t no_unit = UINT32_MAX;

/// Keys are compared as text: a column of integers, one of whole floats (integers with gaps often come so)
/// and one of their digits name the same accounts. Blanks around a text do not count.
class account_index {
public:
    account_index();
    ~account_index();
    account_index(account_index&&) noexcept;
    account_index& operator=(account_index&&) noexcept;

    /// The unit of each row of a column of keys, `no_unit` where there is none: a null, an empty text, or a
    /// cell that is neither text nor a whole number within 64 bits (floats: within 2^53). New keys get the
    /// next units.
    void add(column const& keys, std::int64_t rows, std::uint32_t* units);
    std::uint32_t add(std::string_view key);
    /// The same without adding: `no_unit` for keys not met before.
    void find(column const& keys, std::int64_t rows, std::uint32_t* units) const;
    [[nodiscard]] std::uint32_t find(std::string_view key) const;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::string key(std::uint32_t unit) const;
    /// Whether every key is a whole number of 64 bits.
    [[nodiscard]] bool has_only_integers() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/account_index.ipp>
#endif
