// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What one thread does with its blocks of a batch: verdicts into the batch's bitmaps, totals and faults of
// its own.
#pragma once

#include <tramo/impl/run/child_runner.ipp>
#include <tramo/run/evaluate.hpp>

namespace tramo::running {

/// Errors are listed up to here; beyond they are counted.
inline constexpr std::size_t most_errors = 1'000'000;

/// Sums kept by each thread and added at the end: addition of integers has no order. The halves of the
/// amounts are added apart, so that no sum on the way is too large.
struct running_total {
    std::int64_t rows = 0;
    int128 high = 0;
    uint128 low = 0;

    void add(int128 amount) {
        high += amount >> 64;
        low += static_cast<std::uint64_t>(amount);
    }
    void add(running_total const& other) {
        rows += other.rows;
        high += other.high;
        low += other.low;
    }
    /// The sum, or the largest or smallest number there is.
    [[nodiscard]] int128 amount() const {
        int128 const upper = high + static_cast<int128>(low >> 64);
        if (upper != static_cast<std::int64_t>(upper)) return upper > 0 ? highest_int128 : lowest_int128;
        return static_cast<int128>((static_cast<uint128>(upper) << 64) | static_cast<std::uint64_t>(low));
    }
};

struct partial_totals {
    std::vector<running_total> is_true, is_unknown;
    std::vector<std::vector<running_total>> queues;
    std::int64_t set_apart = 0;
    std::vector<data_error> errors;  ///< in row order
    std::int64_t errors_not_listed = 0;

    explicit partial_totals(plan const& prepared)
        : is_true(prepared.segments.size()), is_unknown(prepared.segments.size()) {
        for (auto const& strategy : prepared.strategies) queues.emplace_back(strategy.queues.size());
    }
};

/// The text by which a row is named.
[[nodiscard]] inline std::string key_text(column const& key, std::int64_t row) {
    if (!is_valid(key, row)) return {};
    bool const is_text = key.physical == layout::utf8 || key.physical == layout::large_utf8 ||
                         key.physical == layout::utf8_view;
    if (is_text) return std::string(text_at(key, row));
    auto text = cell_text(key, row);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return text;
}

class block_worker {
public:
    block_worker(program const& policy, plan const& prepared, batch const& data,
                 evaluation_options const& options, std::optional<std::size_t> amount, batch_verdicts& out)
        : plan_(prepared),
          data_(data),
          amount_(amount),
          out_(out),
          kernels_(kernels::chosen(options.instructions)),
          account_(prepared.account, policy.fields.fields, data, policy.zone, choice(prepared, options)),
          children_(policy, prepared, data, with_kernels(options)),
          totals_(prepared) {
        if (amount) account_.keep_exact(*amount);
        if (policy.key) key_ = find_column(data, policy.fields.fields[*policy.key].name);
    }

    /// Requires begin to be a multiple of 64.
    void run(std::int64_t begin, std::size_t count) {
        children_.run(begin, count);
        account_.run(begin, count, &children_);
        first_word_ = static_cast<std::size_t>(begin) / 64;
        sound_.assign(account_.word_count(), ~std::uint64_t{0});
        if (count % 64 != 0) sound_.back() = ~std::uint64_t{0} >> (64 - count % 64);
        set_apart(begin, count);
        for (std::size_t i = 0; i < plan_.segments.size(); ++i) segment(i);
        for (std::size_t i = 0; i < plan_.strategies.size(); ++i) strategy(i, begin, count);
        for (std::size_t i = 0; i < plan_.outputs.size(); ++i) output(i, begin);
    }

    /// Its last block is done.
    void finish() const { kernels_.settle(); }

    [[nodiscard]] partial_totals& totals() { return totals_; }
    [[nodiscard]] std::deque<field_column> const& columns() const { return account_.columns(); }

private:
    [[nodiscard]] static running_choice with_kernels(evaluation_options const& options) {
        running_choice how;
        how.kernels = &kernels::chosen(options.instructions);
        return how;
    }

    [[nodiscard]] static running_choice choice(plan const& prepared, evaluation_options const& options) {
        auto how = with_kernels(options);
        how.sides = side_finder(prepared, options.with_unknown).find();
        return how;
    }

    void fault(std::int64_t row, std::string field, std::string text, fault_reason reason, span at) {
        auto const local = static_cast<std::size_t>(row) - first_word_ * 64;
        sound_[local / 64] &= ~(std::uint64_t{1} << (local % 64));
        any_fault_ = true;
        if (totals_.errors.size() == most_errors) {
            ++totals_.errors_not_listed;
            return;
        }
        found_.push_back({out_.first_row + row, key_ == nullptr ? std::string() : key_text(*key_, row),
                          std::move(field), std::move(text), reason, at});
    }

    /// The block's errors in row order, as far as there is room.
    void list_errors() {
        std::stable_sort(found_.begin(), found_.end(),
                         [](auto const& a, auto const& b) { return a.row < b.row; });
        for (auto& error : found_) {
            if (totals_.errors.size() < most_errors)
                totals_.errors.push_back(std::move(error));
            else
                ++totals_.errors_not_listed;
        }
        found_.clear();
    }

    void set_apart(std::int64_t begin, std::size_t count) {
        any_fault_ = false;
        for (auto const& column : account_.columns())
            for (auto const& found : column.values().faults) {
                auto const* const data = find_column(data_, column.of().name);
                fault(found.row, column.of().name, cell_text(*data, found.row), found.reason, {});
            }
        for (auto const& lost : account_.arithmetic_faults())
            fault(begin + static_cast<std::int64_t>(lost.row), "", "", fault_reason::arithmetic, lost.at);
        for (auto const& lost : children_.arithmetic_faults())
            fault(begin + static_cast<std::int64_t>(lost.row), "", "", fault_reason::arithmetic, lost.at);
        for (auto const& runner : children_.runners()) child_faults(runner, begin);
        if (!any_fault_) return;
        list_errors();
        for (std::size_t word = 0; word < sound_.size(); ++word) {
            auto const left = count - word * 64;
            auto const rows = left >= 64 ? ~std::uint64_t{0} : ~std::uint64_t{0} >> (64 - left);
            out_.set_apart[first_word_ + word] = rows & ~sound_[word];
            totals_.set_apart += std::popcount(rows & ~sound_[word]);
        }
    }

    void child_faults(child_runner const& runner, std::int64_t begin) {
        for (auto const& found : runner.faults()) {
            auto name = runner.of().name;
            std::string text;
            if (found.child >= 0) name += "[" + std::to_string(found.child) + "]";
            if (found.of != nullptr) {
                name += "." + found.of->name;
                text = cell_text(*find_column(runner.items(), found.of->name), found.item);
            }
            fault(begin + static_cast<std::int64_t>(found.row), std::move(name), std::move(text),
                  found.reason, found.at);
        }
    }

    /// Adds `rows` rows, which are those of `bits`.
    void count(running_total& into, std::int64_t rows, std::uint64_t const* bits) {
        into.rows += rows;
        if (!amount_ || rows == 0) return;
        auto const& values = account_.columns()[*amount_].values();
        bool const wide = values.form == block::form_t::wide;
        for (std::size_t i = 0; i < sound_.size(); ++i) {
            std::int64_t sum = 0;  // of at most 64 values, each within 57 bits, else the slow way
            for (auto rest = bits[i]; rest != 0; rest &= rest - 1) {
                auto const row = i * 64 + static_cast<std::size_t>(std::countr_zero(rest));
                auto const value = wide ? 0 : values.narrow[row];
                bool const small =
                    !wide && value < (std::int64_t{1} << 56) && value > -(std::int64_t{1} << 56);
                if (small)
                    sum += value;
                else
                    into.add(wide ? values.wide[row] : int128{value});
            }
            into.add(int128{sum});
        }
    }

    void segment(std::size_t index) {
        auto const bits = account_.condition(plan_.segments[index].condition);
        auto& out = out_.segments[index];
        auto* const is_true = out.is_true.data() + first_word_;
        count(totals_.is_true[index], kernels_.publish(bits.sure, sound_.data(), sound_.size(), is_true),
              is_true);
        if (out.is_unknown.empty()) return;
        auto* const is_unknown = out.is_unknown.data() + first_word_;
        auto const rows =
            kernels_.publish_unknown(bits.maybe, bits.sure, sound_.data(), sound_.size(), is_unknown);
        count(totals_.is_unknown[index], rows, is_unknown);
    }

    /// Each row goes to the first queue that wants it, the rest to the last.
    void strategy(std::size_t index, std::int64_t begin, std::size_t rows) {
        auto const& queues = plan_.strategies[index].queues;
        auto const word_count = sound_.size();
        free_ = sound_;
        taken_.resize(word_count);
        auto const plane_count = static_cast<unsigned>(std::bit_width(queues.size() - 1));
        planes_.assign(plane_count * word_count, 0);
        kernels::first_taken const into{free_.data(), planes_.data(), word_count, plane_count};
        for (std::size_t queue = 0; queue < queues.size(); ++queue) {
            auto const* const wanted =
                queue + 1 == queues.size() ? sound_.data() : account_.condition(queues[queue].condition).sure;
            auto const taken = kernels_.take(wanted, word_count, queue, into, taken_.data());
            count(totals_.queues[index][queue], taken, taken_.data());
        }
        auto* const ids = out_.queues[index].data() + begin;
        auto const whole = rows / 64;
        kernels_.number_rows(into, sound_.data(), whole, ids);
        if (rows % 64 == 0) return;
        std::uint16_t last[64];
        kernels_.number_rows({into.free, into.planes + whole, word_count, plane_count}, sound_.data() + whole,
                             1, last);
        std::copy_n(last, rows % 64, ids + whole * 64);
    }

    /// What is not known stays 0, so that no result depends on what the block before held.
    void output(std::size_t index, std::int64_t begin) {
        auto const& numbers = account_.number(plan_.outputs[index]);
        auto* const values = out_.outputs[index].values.data() + begin;
        auto* const known = out_.outputs[index].known.data() + first_word_;
        for (std::size_t word = 0; word < sound_.size(); ++word) {
            known[word] = numbers.known[word] & sound_[word];
            reading::for_each_bit(known[word], word * 64,
                                  [&](std::size_t row) { values[row] = numbers.values[row]; });
        }
    }

    plan const& plan_;
    batch const& data_;
    std::optional<std::size_t> amount_;
    batch_verdicts& out_;
    kernels::kernel_set const& kernels_;
    space_runner account_;
    children children_;
    partial_totals totals_;
    column const* key_ = nullptr;
    std::size_t first_word_ = 0;
    words sound_, free_, taken_, planes_;
    std::vector<data_error> found_;  ///< in the block
    bool any_fault_ = false;
};

}  // namespace tramo::running
