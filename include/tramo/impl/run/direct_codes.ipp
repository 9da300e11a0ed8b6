// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Dictionary columns of up to 512 entries: each test becomes a set of codes, looked up without decoding.
#pragma once

#include <cstring>

#include <tramo/impl/run/binner.ipp>
#include <tramo/impl/run/kernel_set.ipp>

namespace tramo::running {

inline constexpr std::int64_t most_direct_codes = 512;

/// Codes are read without a sign: entries that a negative one could be taken for are too many.
[[nodiscard]] inline std::int64_t most_codes(layout codes) {
    return codes == layout::int8 ? 128 : most_direct_codes;
}

/// The width in bytes of codes that kernels read; 0 for others.
[[nodiscard]] inline unsigned width_of_codes(layout codes) {
    switch (codes) {
        case layout::int8:
        case layout::uint8:
            return 1;
        case layout::int16:
        case layout::uint16:
            return 2;
        case layout::int32:
        case layout::uint32:
            return 4;
        default:
            return 0;
    }
}

class direct_codes {
public:
    [[nodiscard]] static bool is_possible(column const& data) {
        return data.physical == layout::dictionary && width_of_codes(data.code_layout) != 0 &&
               data.dictionary->length > 0 && data.dictionary->length <= most_codes(data.code_layout);
    }

    /// `use` is null where nothing is asked.
    direct_codes(field const& of, column const& data, field_use const* use, std::string_view zone,
                 kernels::kernel_set const& with)
        : with_(with),
          width_(width_of_codes(data.code_layout)),
          size_(static_cast<std::uint32_t>(data.dictionary->length)),
          from_(static_cast<char const*>(data.values) + data.offset * width_) {
        auto as_optional = of;
        as_optional.is_optional = true;
        as_optional.is_key = false;
        column_reader reader(as_optional, *data.dictionary, zone);
        block entries;
        reader.read(0, size_, entries);
        find_odd(of, entries);
        if (use == nullptr) return;
        for (auto const& test : use->tests) add_set(test, entries);
    }

    /// False where some row must be read the long way: its code is none of the dictionary's, or its entry is
    /// a null, a fault or a new value.
    [[nodiscard]] bool take(std::int64_t begin, std::size_t count, std::uint64_t const* known) {
        auto const words = (count + 63) / 64;
        reserve(words);
        auto const* const from = from_ + begin * width_;
        auto const whole = count / 64;
        auto largest = load(from, whole, 0);
        if (count % 64 != 0) {
            alignas(64) char tail[64 * 4] = {};
            std::memcpy(tail, from + whole * 64 * width_, count % 64 * width_);
            largest = std::max(largest, load(tail, 1, whole));
        }
        if (largest >= size_ && has_strange_code(from, count, known)) return false;
        return !has_odd_ || !has_odd_row(words, count, known);
    }

    void answer(std::size_t test, std::size_t words, std::uint64_t* out) const {
        answer(sets_[test], words, out);
    }

private:
    static constexpr std::uint32_t most_whole_codes = 64;

    [[nodiscard]] bool is_split() const { return size_ > most_whole_codes; }

    void reserve(std::size_t words) {
        if (high_.size() >= words * 64) return;
        high_.resize(words * 64);
        if (is_split()) bit_.resize(words * 64);
    }

    [[nodiscard]] std::uint32_t load(char const* from, std::size_t words, std::size_t at_word) {
        if (words == 0) return 0;
        auto* const codes = high_.data() + at_word * 64;
        if (!is_split()) return with_.narrow_codes(from, width_, words, codes);
        return with_.split(from, width_, words, {codes, bit_.data() + at_word * 64});
    }

    [[nodiscard]] std::uint32_t code_at(char const* from, std::size_t row) const {
        std::uint32_t code = 0;
        std::memcpy(&code, from + row * width_, width_);
        return code;
    }

    /// Slots of nulls hold anything; only codes of values count.
    [[nodiscard]] bool has_strange_code(char const* from, std::size_t count,
                                        std::uint64_t const* known) const {
        if (known == nullptr) return true;
        for (std::size_t i = 0; i < count; ++i)
            if ((known[i / 64] >> (i % 64) & 1) != 0 && code_at(from, i) >= size_) return true;
        return false;
    }

    [[nodiscard]] bool has_odd_row(std::size_t words, std::size_t count, std::uint64_t const* known) {
        found_.resize(words);
        answer(odd_, words, found_.data());
        if (count % 64 != 0) found_.back() &= reading::low_bits(count % 64);
        for (std::size_t i = 0; i < words; ++i)
            if ((found_[i] & (known == nullptr ? ~std::uint64_t{0} : known[i])) != 0) return true;
        return false;
    }

    void answer(kernels::code_set const& set, std::size_t words, std::uint64_t* out) const {
        if (!is_split()) return with_.test_codes(high_.data(), words, set, size_, out);
        with_.test_split({const_cast<std::uint8_t*>(high_.data()), const_cast<std::uint8_t*>(bit_.data())},
                         words, set, out);
    }

    void insert(kernels::code_set& into, std::size_t code) const {
        if (is_split())
            into.bytes[code / 8] = static_cast<std::uint8_t>(into.bytes[code / 8] | 1U << (code % 8));
        else
            into.bytes[code] = 0xFF;
    }

    [[nodiscard]] static bool is_known(block const& entries, std::size_t code) {
        return (entries.known[code / 64] >> (code % 64) & 1) != 0;
    }

    void find_odd(field const& of, block const& entries) {
        auto const new_value = static_cast<std::int64_t>(of.type.values.size());
        for (std::size_t code = 0; code < size_; ++code) {
            bool const is_new = of.type.kind == kind::enumeration && is_known(entries, code) &&
                                entries.narrow[code] == new_value;
            if (is_known(entries, code) && !is_new) continue;
            has_odd_ = true;
            insert(odd_, code);
        }
    }

    void add_set(field_test const& test, block const& entries) {
        auto& set = sets_.emplace_back();
        for (std::size_t code = 0; code < size_; ++code) {
            if (!is_known(entries, code)) continue;
            bool const holds = entries.form == block::form_t::texts ? passes(test, entries.texts[code])
                               : entries.form == block::form_t::wide
                                   ? test.numbers.contains(entries.wide[code])
                                   : test.numbers.contains(entries.narrow[code]);
            if (holds) insert(set, code);
        }
    }

    kernels::kernel_set const& with_;
    unsigned width_;
    std::uint32_t size_;
    char const* from_;  ///< of row 0
    std::vector<kernels::code_set> sets_;
    kernels::code_set odd_;
    bool has_odd_ = false;
    std::vector<std::uint8_t> high_, bit_;
    std::vector<std::uint64_t> found_;
};

}  // namespace tramo::running
