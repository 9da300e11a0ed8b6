// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What comes out of an evaluation: bitmaps, queues, counts, and the rows set apart.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <tramo/run/column.hpp>
#include <tramo/run/column_reader.hpp>
#include <tramo/text/source.hpp>

namespace tramo {

/// Which instructions of the processor the inner loops use; what it lacks is done with the next fewer.
enum class instructions { best, avx512, avx2, plain };

/// None of these changes a result; without the rows where segments are unknown, these are neither told nor
/// counted.
struct evaluation_options {
    int threads = 1;
    std::size_t block_rows = 0;  ///< 0 chooses; else rounded up to a multiple of 64
    tramo::instructions instructions = tramo::instructions::best;
    bool with_unknown = true;
};

/// A row set apart: in no segment and no queue.
struct data_error {
    std::int64_t row = 0;  ///< from 0, over all batches
    std::string key;       ///< the value of the key field, empty where there is none
    std::string field;     ///< `amount`, or `debts[2].amount`
    std::string value;     ///< as it lies in the data, shortened
    fault_reason reason = fault_reason::missing;
    span at;  ///< the expression, for `arithmetic`
};

/// How many rows, and the sum of the money field asked for (the largest coefficient there is where it does
/// not fit).
struct tally {
    std::int64_t rows = 0;
    decimal amount;
};

struct segment_tally {
    tally is_true;
    tally is_unknown;
};

/// Values of verdicts, in memory that the verdicts of a batch share: copies are the same values.
template <class Element>
class shared_values {
public:
    shared_values() = default;
    /// Requires that `owner` keeps them.
    shared_values(std::shared_ptr<void const> owner, Element* begin, std::size_t count)
        : owner_(std::move(owner)), begin_(begin), count_(count) {}
    shared_values(std::vector<Element> values)  // NOLINT(google-explicit-constructor): a vector is values
        : count_(values.size()) {
        auto kept = std::make_shared<std::vector<Element>>(std::move(values));
        begin_ = kept->data();
        owner_ = std::move(kept);
    }

    [[nodiscard]] Element* data() { return begin_; }
    [[nodiscard]] Element const* data() const { return begin_; }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] Element& operator[](std::size_t at) { return begin_[at]; }
    [[nodiscard]] Element const& operator[](std::size_t at) const { return begin_[at]; }
    [[nodiscard]] Element const* begin() const { return begin_; }
    [[nodiscard]] Element const* end() const { return begin_ + count_; }
    friend bool operator==(shared_values const& a, shared_values const& b) {
        if (a.count_ != b.count_) return false;
        for (std::size_t i = 0; i < a.count_; ++i)
            if (!(a.begin_[i] == b.begin_[i])) return false;
        return true;
    }

private:
    std::shared_ptr<void const> owner_;
    Element* begin_ = nullptr;
    std::size_t count_ = 0;
};

/// Bit i speaks of row i of the batch. `is_unknown` is empty where the segment is never unknown.
struct segment_bits {
    shared_values<std::uint64_t> is_true;
    shared_values<std::uint64_t> is_unknown;
};

/// One of the plan's outputs: row i's value where bit i of `known` is set.
struct number_output {
    std::vector<decimal> values;
    std::vector<std::uint64_t> known;
};

/// The queue of a row that was set apart.
inline constexpr std::uint16_t no_queue = 0xFFFF;

struct batch_verdicts {
    std::int64_t first_row = 0;
    std::int64_t rows = 0;
    std::vector<segment_bits> segments;  ///< as in the plan
    std::vector<shared_values<std::uint16_t>>
        queues;                            ///< for each strategy of the plan, the queue of each row
    std::vector<std::uint64_t> set_apart;  ///< rows with a data error
    std::vector<number_output> outputs;    ///< as in the plan
};

struct field_new_values {
    std::string field;
    std::vector<new_value> values;
};

/// `rows` = rows set apart + the rows of every strategy's queues.
struct verdicts {
    std::int64_t rows = 0;
    std::int64_t rows_set_apart = 0;
    std::vector<data_error> errors;      ///< every fault of every row set apart, in row order
    std::int64_t errors_not_listed = 0;  ///< beyond the first million
    std::vector<segment_tally> segments;
    std::vector<std::vector<tally>> queues;    ///< for each strategy, each queue
    std::vector<field_new_values> new_values;  ///< of open enumerations
    std::vector<batch_verdicts> batches;
};

}  // namespace tramo
