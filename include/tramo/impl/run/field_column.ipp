// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One field of one batch while a thread works on it: read, gated, binned, its tests answered.
#pragma once

#include <tramo/impl/run/binner.ipp>

namespace tramo::running {

[[nodiscard]] inline std::size_t padded_rows(std::size_t rows) {
    return (rows + 63) / 64 * 64;
}

using words = std::vector<std::uint64_t>;

/// The bins of a field, however wide they are.
class field_bins {
public:
    field_bins(field_use const& use, field const& of, kernels::kernel_set const& with)
        : use_(use), with_(with) {
        if (of.type.kind == kind::text)
            texts_.emplace(use);
        else
            numbers_.emplace(use, of.type, with);
        is_byte_ = numbers_ && numbers_->is_byte();
        if (numbers_) find_ranges();
    }

    /// Requires that the block's vectors reach to `padded`.
    void bin(block const& values, std::size_t padded) {
        if (numbers_ && numbers_->is_trivial()) return;
        if (is_byte_) {
            bytes_.resize(std::max(bytes_.size(), padded));
            return numbers_->bin(values, padded, bytes_);
        }
        wide_.resize(std::max(wide_.size(), padded));
        if (texts_) return texts_->bin(values, padded, wide_);
        numbers_->bin(values, padded, wide_);
    }

    /// Bits of the rows whose known value passes the test.
    void answer(std::size_t test, block const& values, std::size_t padded, std::uint64_t* out) {
        auto const word_count = padded / 64;
        if (use_.tests[test].asks_unknown) {
            for (std::size_t i = 0; i < word_count; ++i) out[i] = ~values.known[i];
            return;
        }
        if (texts_) return answer_texts(test, padded, out);
        answer_numbers(test, padded, out);
        for (std::size_t i = 0; i < word_count; ++i) out[i] &= values.known[i];
    }

private:
    static constexpr std::size_t most_ranges = 4;

    void find_ranges() {
        for (auto const& test : use_.tests) {
            auto& ranges = ranges_.emplace_back();
            for (auto const& part : test.numbers.ranges())
                ranges.push_back({numbers_->bin_of(part.low), numbers_->bin_of(part.high)});
            auto& table = tables_.emplace_back();
            if (ranges.size() <= most_ranges) continue;
            table.assign(numbers_->bin_count(), 0);
            for (auto const& range : ranges)
                for (auto bin = range.first; bin <= range.last; ++bin) table[bin] = 1;
        }
    }

    void answer_numbers(std::size_t test, std::size_t padded, std::uint64_t* out) {
        auto const& ranges = ranges_[test];
        if (ranges.empty() || numbers_->is_trivial())
            return static_cast<void>(std::fill_n(out, padded / 64, ranges.empty() ? 0 : ~std::uint64_t{0}));
        if (ranges.size() > most_ranges) return answer_by_table(test, padded, out);
        answer_range(ranges[0], padded, out);
        more_.resize(std::max(more_.size(), padded / 64));
        for (std::size_t r = 1; r < ranges.size(); ++r) {
            answer_range(ranges[r], padded, more_.data());
            for (std::size_t i = 0; i < padded / 64; ++i) out[i] |= more_[i];
        }
    }

    void answer_range(bin_range const& range, std::size_t padded, std::uint64_t* out) const {
        if (is_byte_)
            with_.test_range(bytes_.data(), padded / 64, static_cast<std::uint8_t>(range.first),
                             static_cast<std::uint8_t>(range.last - range.first), out);
        else
            kernels::range_bits(wide_.data(), padded, range.first, range.last - range.first, out);
    }

    void answer_by_table(std::size_t test, std::size_t padded, std::uint64_t* out) const {
        if (is_byte_)
            kernels::table_bits(bytes_.data(), padded, tables_[test].data(), out);
        else
            kernels::table_bits(wide_.data(), padded, tables_[test].data(), out);
    }

    void answer_texts(std::size_t test, std::size_t padded, std::uint64_t* out) const {
        if (texts_->bin_count() == 1)
            std::fill_n(out, padded / 64, std::uint64_t{0});
        else
            kernels::table_bits(wide_.data(), padded, texts_->table(test).data(), out);
    }

    field_use const& use_;
    kernels::kernel_set const& with_;
    std::optional<number_bins> numbers_;
    std::optional<text_bins> texts_;
    bool is_byte_ = false;
    std::vector<std::vector<bin_range>> ranges_;
    std::vector<std::vector<std::uint8_t>> tables_;
    std::vector<std::uint8_t> bytes_;
    std::vector<std::uint32_t> wide_;
    words more_;
};

/// A declared field with its column, read block by block. A field without a column is unknown everywhere.
class field_column {
public:
    field_column(field const& of, column const* data, std::string_view zone) : of_(of) {
        if (data != nullptr) reader_.emplace(of, *data, zone);
    }

    void read(std::int64_t begin, std::size_t count, bool floats_allowed) {
        auto const padded = padded_rows(count);
        reserve(padded);
        if (reader_) return reader_->read(begin, count, values_, floats_allowed);
        values_.form = of_.type.kind == kind::text ? block::form_t::texts : block::form_t::narrow;
        values_.begin = begin;
        values_.count = count;
        values_.all_known = false;
        std::fill(values_.known.begin(), values_.known.end(), 0);
        std::fill(values_.narrow.begin(), values_.narrow.end(), 0);
    }

    /// The block's values are of no use, and it has no faults.
    void skip() { values_.faults.clear(); }

    [[nodiscard]] block const& values() const { return values_; }
    [[nodiscard]] field const& of() const { return of_; }
    [[nodiscard]] std::vector<new_value> const* new_values() const {
        return reader_ && of_.type.is_open ? &reader_->new_values() : nullptr;
    }

private:
    void reserve(std::size_t padded) {
        if (values_.known.size() < padded / 64) values_.known.resize(padded / 64);
        if (of_.type.kind == kind::text) {
            if (values_.texts.size() < padded) values_.texts.resize(padded);
            return;
        }
        if (values_.narrow.size() < padded) values_.narrow.resize(padded);
        if (values_.wide.size() < padded) values_.wide.resize(padded);
        bool const floats = of_.type.kind == kind::decimal || of_.type.kind == kind::percent;
        if (floats && values_.floats.size() < padded) values_.floats.resize(padded);
    }

    field const& of_;
    std::optional<column_reader> reader_;
    block values_;
};

}  // namespace tramo::running
