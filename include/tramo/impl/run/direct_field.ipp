// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A field that is only tested, on a column that lies as the tests want it: gated and answered without
// decoding a value. A block that holds anything out of the ordinary is left to the reader.
#pragma once

#include <tramo/impl/run/direct_codes.ipp>
#include <tramo/impl/run/direct_numbers.ipp>

namespace tramo::running {

class direct_field {
public:
    /// `use` is null where nothing is asked of the field; the gate still looks at every row.
    direct_field(field const& of, column const* data, field_use const* use, std::string_view zone,
                 kernels::kernel_set const& with)
        : data_(data), use_(use), is_required_(!of.is_optional || of.is_key) {
        if (data == nullptr || data->misfits != nullptr) return;
        if (direct_numbers::is_possible(of, *data)) {
            numbers_.emplace(of, *data, use, with);
            if (numbers_->is_full()) numbers_.reset();
        } else if (direct_codes::is_possible(*data)) {
            codes_.emplace(of, *data, use, zone, with);
        }
    }

    /// Rows [begin, begin + count), or false: then they are read the long way.
    [[nodiscard]] bool take(std::int64_t begin, std::size_t count) {
        is_taken_ = (numbers_ || codes_) && take_known(begin, count) && take_values(begin, count);
        return is_taken_;
    }
    [[nodiscard]] bool is_taken() const { return is_taken_; }

    /// Null where every row is known.
    [[nodiscard]] std::uint64_t const* known() const { return all_known_ ? nullptr : known_.data(); }

    /// Bits of the rows whose known value passes the test; what stands behind the last row is anything.
    void answer(std::size_t test, std::size_t words, std::uint64_t* out) {
        if (use_->tests[test].asks_unknown) {
            for (std::size_t i = 0; i < words; ++i) out[i] = all_known_ ? 0 : ~known_[i];
            return;
        }
        if (numbers_)
            numbers_->answer(test, words, out);
        else
            codes_->answer(test, words, out);
        if (all_known_) return;
        for (std::size_t i = 0; i < words; ++i) out[i] &= known_[i];
    }

private:
    [[nodiscard]] bool take_known(std::int64_t begin, std::size_t count) {
        all_known_ = true;
        auto const words = (count + 63) / 64;
        known_.resize(std::max(known_.size(), words));
        bool const may_drop = data_->physical == layout::float64;
        if (data_->validity != nullptr)
            reading::copy_bits(data_->validity, data_->offset + begin, count, known_.data());
        else if (may_drop)
            std::fill_n(known_.begin(), words, ~std::uint64_t{0});
        return data_->validity == nullptr || is_sound(count);
    }

    /// Notes whether all are known, and says whether the field allows it.
    [[nodiscard]] bool is_sound(std::size_t count) {
        auto const whole = count / 64;
        auto all = ~std::uint64_t{0};
        for (std::size_t i = 0; i < whole; ++i) all &= known_[i];
        if (count % 64 != 0) all &= known_[whole] | ~reading::low_bits(count % 64);
        all_known_ = all == ~std::uint64_t{0};
        return all_known_ || !is_required_;
    }

    [[nodiscard]] bool take_values(std::int64_t begin, std::size_t count) {
        if (codes_) return codes_->take(begin, count, known());
        if (!numbers_->take(begin, count, known_.data())) return false;
        return data_->physical != layout::float64 || is_sound(count);
    }

    column const* data_;
    field_use const* use_;
    bool is_required_, is_taken_ = false, all_known_ = true;
    std::optional<direct_numbers> numbers_;
    std::optional<direct_codes> codes_;
    std::vector<std::uint64_t> known_;
};

}  // namespace tramo::running
