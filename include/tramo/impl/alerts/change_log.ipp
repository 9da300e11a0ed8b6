// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Changes as they are made, written without a branch: each is put down, and counts or is overwritten.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include <tramo/alerts/replay.hpp>

namespace tramo::replaying {

class change_log {
public:
    /// How many facts may be noted after one `make_room`; what time brings makes room for itself.
    explicit change_log(std::size_t facts_at_once) : at_once_(facts_at_once) { make_room(); }
    change_log(change_log const&) = delete;
    change_log& operator=(change_log const&) = delete;

    [[nodiscard]] alerts::change const* begin() const { return room_.data(); }
    [[nodiscard]] alerts::change const* end() const { return end_; }
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end_ - begin()); }
    void clear() { end_ = room_.data(); }

    void make_room() {
        auto const used = room_.empty() ? 0 : size();
        if (room_.size() - used > at_once_) return;
        room_.resize(std::max(2 * room_.size(), used + at_once_ + 1));
        end_ = room_.data() + used;
    }
    /// Where a loop writes next, in a register of its own until it gives it back.
    [[nodiscard]] alerts::change* next() { return end_; }
    void set_next(alerts::change* next) { end_ = next; }
    /// For what time brings, of which there may be any number.
    void note_timed(alerts::change const& what) {
        *end_++ = what;
        make_room();
    }

private:
    std::vector<alerts::change> room_;
    alerts::change* end_ = nullptr;
    std::size_t at_once_;
};

}  // namespace tramo::replaying
