// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The answers of an evaluation, row by row.
#pragma once

#include <span>

#include <tramo/run/verdicts.hpp>

namespace tramo::detail {

/// What is asked of each row of a batch, as the evaluation answered it.
class row_answers {
public:
    row_answers(batch_verdicts const& from, std::size_t row) : from_(from), row_(row) {}

    [[nodiscard]] bool is_true(std::size_t segment) const { return bit(from_.segments[segment].is_true); }
    [[nodiscard]] bool is_unknown(std::size_t segment) const {
        return bit(from_.segments[segment].is_unknown);
    }
    [[nodiscard]] bool is_set_apart() const { return bit(from_.set_apart); }
    [[nodiscard]] decimal const* number(std::size_t output) const {
        auto const& one = from_.outputs[output];
        return bit(one.known) ? &one.values[row_] : nullptr;
    }

private:
    [[nodiscard]] bool bit(std::span<std::uint64_t const> bits) const {
        return !bits.empty() && ((bits[row_ / 64] >> (row_ % 64)) & 1) != 0;
    }
    batch_verdicts const& from_;
    std::size_t row_;
};

}  // namespace tramo::detail
