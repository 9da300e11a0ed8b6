// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One piece of memory for all verdicts of a batch: in large pages, each column at a line of the cache.
#pragma once

#include <memory>

#include <tramo/plan/plan.hpp>
#include <tramo/run/verdicts.hpp>
#include <tramo/values/long_vector.hpp>

namespace tramo::running {

/// What is cut out is not written yet.
class verdict_room {
public:
    verdict_room(plan const& prepared, std::size_t rows, bool with_unknown) : rows_(rows) {
        std::size_t columns = 0;
        for (auto const& segment : prepared.segments) {
            bool const is_certain =
                prepared.account.conditions[static_cast<std::size_t>(segment.condition)].is_certain;
            columns += with_unknown && !is_certain ? 2 : 1;
        }
        all_->resize(columns * bit_stride() + prepared.strategies.size() * queue_stride() + line);
        auto const misplaced = reinterpret_cast<std::uintptr_t>(all_->data()) % line;
        next_ = all_->data() + (line - misplaced) % line;
    }

    [[nodiscard]] shared_values<std::uint64_t> bits() {
        return {all_, reinterpret_cast<std::uint64_t*>(std::exchange(next_, next_ + bit_stride())),
                (rows_ + 63) / 64};
    }
    [[nodiscard]] shared_values<std::uint16_t> queues() {
        return {all_, reinterpret_cast<std::uint16_t*>(std::exchange(next_, next_ + queue_stride())), rows_};
    }

private:
    static constexpr std::size_t line = 64;  ///< bytes of a line of the cache

    [[nodiscard]] static std::size_t whole_lines(std::size_t bytes) {
        return (bytes + line - 1) / line * line;
    }
    [[nodiscard]] std::size_t bit_stride() const { return whole_lines((rows_ + 63) / 64 * 8); }
    [[nodiscard]] std::size_t queue_stride() const { return whole_lines(rows_ * sizeof(std::uint16_t)); }

    std::size_t rows_;
    std::shared_ptr<long_vector<std::byte>> all_ = std::make_shared<long_vector<std::byte>>();
    std::byte* next_ = nullptr;
};

}  // namespace tramo::running
