// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Keeps memory from going back to the system between rounds, where fetching it again would be most of what is
// measured. It defines operator new and delete: for one source file of a program.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <mutex>
#include <new>

namespace tramo_bench {

/// The tables of the bare accesses are there before they are measured. So is the memory that replays need:
/// what is given back is kept for the next that asks for about as much.
class kept_memory {
public:
    static constexpr std::size_t page = std::size_t{1} << 21;

    void* take(std::size_t bytes) {
        std::lock_guard const alone(mutex_);
        auto best = count_;
        for (std::size_t i = 0; i < count_; ++i)
            if (!blocks_[i].is_taken && fits(blocks_[i].bytes, bytes) &&
                (best == count_ || blocks_[i].bytes < blocks_[best].bytes))
                best = i;
        if (best == count_ && count_ == most) return std::aligned_alloc(page, rounded(bytes));
        if (best == count_)
            blocks_[count_++] = {std::aligned_alloc(page, rounded(bytes)), rounded(bytes), false};
        blocks_[best].is_taken = true;
        return blocks_[best].begin;
    }
    void give_back(void* begin) {
        std::lock_guard const alone(mutex_);
        for (std::size_t i = 0; i < count_; ++i)
            if (blocks_[i].begin == begin) {
                blocks_[i].is_taken = false;
                return;
            }
        std::free(begin);
    }

private:
    struct block {
        void* begin = nullptr;
        std::size_t bytes = 0;
        bool is_taken = false;
    };
    static constexpr std::size_t most = 64;
    static std::size_t rounded(std::size_t bytes) { return (bytes + page - 1) / page * page; }
    static bool fits(std::size_t has, std::size_t asked) {
        return has >= asked && has / 4 * 3 <= rounded(asked);
    }

    std::mutex mutex_;
    block blocks_[most];
    std::size_t count_ = 0;
};

inline kept_memory large_blocks;

inline void* memory(std::size_t bytes) {
    auto* const made =
        bytes < kept_memory::page ? std::aligned_alloc(64, (bytes + 63) / 64 * 64) : large_blocks.take(bytes);
    if (made == nullptr) throw std::bad_alloc();
    return made;
}

}  // namespace tramo_bench

void* operator new(std::size_t bytes) {
    return tramo_bench::memory(bytes);
}
void* operator new(std::size_t bytes, std::align_val_t) {
    return tramo_bench::memory(bytes);
}
void operator delete(void* what) noexcept {
    if (what != nullptr) tramo_bench::large_blocks.give_back(what);
}
void operator delete(void* what, std::size_t) noexcept {
    operator delete(what);
}
void operator delete(void* what, std::align_val_t) noexcept {
    operator delete(what);
}
void operator delete(void* what, std::size_t, std::align_val_t) noexcept {
    operator delete(what);
}
