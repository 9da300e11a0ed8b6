// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Turns a block of a field's decoded values into bins, one number per interval or kind of text, so that every
// test on the field is a look at a bin.
#pragma once

#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

#include <tramo/impl/plan/match_text.ipp>
#include <tramo/impl/run/byte_bins.ipp>
#include <tramo/impl/run/read_floats.ipp>
#include <tramo/impl/run/wide_bins.ipp>
#include <tramo/plan/plan.hpp>
#include <tramo/run/column_reader.hpp>

namespace tramo::running {

/// The smallest double whose number, as the gate reads it, is not below `cut` at the field's scale; infinity
/// if none.
[[nodiscard]] inline double double_cut(int128 cut, data_type const& type) {
    bool const is_percent = type.kind == kind::percent;
    auto const not_below = [&](double number) {
        int128 kept = 0;
        auto const found = reading::read_finite(type.kind, type.scale - (is_percent ? 2 : 0), number, kept);
        return found == reading::outcome::known ? kept >= cut : number > 0;
    };
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double const guess = to_double(decimal(cut, type.scale)) * (is_percent ? 100.0 : 1.0);
    // The nearest double is at most a few steps away; around a rounding at the last decimal it can be
    // further, so the step doubles until both sides are known, and the rest is a search between them.
    double low = guess, high = guess;
    double const first_step = std::max(std::fabs(guess) * 1e-15, 1e-18);
    for (double step = first_step; not_below(low); step *= 2) low -= step;
    for (double step = first_step; !not_below(high); step *= 2) high += step;
    while (std::nextafter(low, infinity) < high) {
        double const middle = low + (high - low) / 2;
        (not_below(middle) ? high : low) = middle;
    }
    return high;
}

/// Bins of decoded numbers: how many of the field's cuts are not above each.
class number_bins {
public:
    number_bins(field_use const& use, data_type const& type, kernels::kernel_set const& with)
        : cuts_(use.cuts), type_(type), with_(with) {
        for (auto const cut : cuts_) {
            bool const fits = cut > std::numeric_limits<std::int64_t>::min() &&
                              cut <= std::numeric_limits<std::int64_t>::max();
            if (fits) narrow_.push_back(static_cast<std::int64_t>(cut));
            below_ += cut <= std::numeric_limits<std::int64_t>::min();
        }
        if (is_byte()) bytes_of_whole_.emplace(kernels::search_table<std::int64_t>(narrow_));
    }

    /// Whether a bin fits a byte.
    [[nodiscard]] bool is_byte() const {
        return cuts_.size() <= kernels::search_table<std::int64_t>::most_cuts;
    }
    [[nodiscard]] std::size_t bin_count() const { return cuts_.size() + 1; }
    [[nodiscard]] std::uint32_t bin_of(int128 number) const {
        return static_cast<std::uint32_t>(std::upper_bound(cuts_.begin(), cuts_.end(), number) -
                                          cuts_.begin());
    }
    /// Whether tests on these bins say nothing but known or unknown.
    [[nodiscard]] bool is_trivial() const { return cuts_.empty(); }

    void bin(block const& values, std::size_t padded, std::vector<std::uint8_t>& bins) {
        if (values.form == block::form_t::wide) return bin_wide(values, padded, bins.data());
        if (values.form == block::form_t::floats) {
            prepare_floats();
            return with_.search_doubles(values.floats.data(), padded / 64, *bytes_of_floats_, bins.data());
        }
        with_.search_64(values.narrow.data(), padded / 64, *bytes_of_whole_, bins.data());
        lift(padded, bins.data());
    }
    void bin(block const& values, std::size_t padded, std::vector<std::uint32_t>& bins) {
        if (values.form == block::form_t::wide) return bin_wide(values, padded, bins.data());
        if (values.form == block::form_t::floats) {
            prepare_floats();
            return search(values.floats.data(), padded, float_cuts_, float_tree_, bins.data());
        }
        search(values.narrow.data(), padded, narrow_, tree_, bins.data());
        lift(padded, bins.data());
    }

private:
    template <class Value>
    static void search(Value const* values, std::size_t padded, std::vector<Value> const& cuts,
                       std::vector<Value>& tree, std::uint32_t* bins) {
        unsigned levels = 0;
        while ((std::size_t{1} << levels) - 1 < cuts.size()) ++levels;
        if (tree.empty()) {
            using limits = std::numeric_limits<Value>;
            tree = cuts;
            tree.resize((std::size_t{1} << levels) - 1,
                        limits::has_infinity ? limits::infinity() : limits::max());
        }
        kernels::search_cuts(values, padded, tree.data(), levels, cuts.size(), bins);
    }

    /// Past the cuts that lie below every 64-bit number.
    template <class Bin>
    void lift(std::size_t padded, Bin* bins) const {
        for (std::size_t i = 0; below_ != 0 && i < padded; ++i) bins[i] = static_cast<Bin>(bins[i] + below_);
    }

    /// Float columns are compared as floats, with cuts moved to exactly where the decimal reading changes.
    void prepare_floats() {
        if (!float_cuts_.empty()) return;
        for (auto const cut : cuts_) float_cuts_.push_back(double_cut(cut, type_));
        if (is_byte()) bytes_of_floats_.emplace(float_cuts_);
    }

    template <class Bin>
    void bin_wide(block const& values, std::size_t padded, Bin* bins) const {
        for (std::size_t i = 0; i < padded; ++i)
            bins[i] = i < values.count ? static_cast<Bin>(bin_of(values.wide[i])) : Bin{0};
    }

    std::vector<int128> const& cuts_;
    data_type const& type_;
    kernels::kernel_set const& with_;
    std::uint32_t below_ = 0;  ///< cuts that every 64-bit number is above
    std::vector<std::int64_t> narrow_, tree_;
    std::vector<double> float_cuts_, float_tree_;
    std::optional<kernels::search_table<std::int64_t>> bytes_of_whole_;
    std::optional<kernels::search_table<double>> bytes_of_floats_;
};

/// Whether a text passes a test on texts.
[[nodiscard]] inline bool passes(field_test const& test, std::string_view text) {
    switch (test.what) {
        case field_test::form::text_equal:
            return std::binary_search(test.texts.begin(), test.texts.end(), text,
                                      std::less<std::string_view>());
        case field_test::form::text_like:
            return planning::matches_like(text, test.texts[0]);
        case field_test::form::text_prefix:
            return text.starts_with(test.texts[0]);
        case field_test::form::text_order:
            return compares(text.compare(test.texts[0]), test.order);
        default:
            return false;
    }
}

/// Bins of texts: two texts share one where every test on the field answers alike. Texts met are remembered.
class text_bins {
public:
    explicit text_bins(field_use const& use) : tests_(use.tests) {}

    void bin(block const& values, std::size_t padded, std::vector<std::uint32_t>& bins) {
        if (std::size_t{next_bin_} * tests_.size() > most_answers) forget();
        for (std::size_t i = 0; i < values.count; ++i) {
            bool const known = (values.known[i / 64] >> (i % 64)) & 1;
            bins[i] = known ? bin_of(values.texts[i]) : 0;
        }
        std::fill(bins.begin() + static_cast<std::ptrdiff_t>(values.count),
                  bins.begin() + static_cast<std::ptrdiff_t>(padded), 0U);
    }

    /// For each bin whether the test holds; bin 0 is no text. Grows as texts are met.
    [[nodiscard]] std::vector<std::uint8_t> const& table(std::size_t test) const { return tables_[test]; }
    [[nodiscard]] std::size_t bin_count() const { return next_bin_; }

private:
    /// Texts remembered at most; beyond, each is tested anew.
    static constexpr std::size_t most_remembered = 1U << 16;
    /// Answers kept from block to block at most: many patterns and ever new texts would make a kind of each
    /// text.
    static constexpr std::size_t most_answers = 1U << 26;

    /// Bins have a meaning only within their block.
    void forget() {
        remembered_.clear();
        classes_.clear();
        tables_.clear();
        next_bin_ = 1;
    }

    struct text_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    [[nodiscard]] std::uint32_t bin_of(std::string_view text) {
        auto const known = remembered_.find(text);
        if (known != remembered_.end()) return known->second;
        auto const bin = classify(text);
        if (remembered_.size() < most_remembered) remembered_.emplace(std::string(text), bin);
        return bin;
    }

    [[nodiscard]] std::uint32_t classify(std::string_view text) {
        std::vector<bool> answers;
        answers.reserve(tests_.size());
        for (auto const& test : tests_) answers.push_back(passes(test, text));
        auto const [at, is_new] = classes_.try_emplace(answers, next_bin_);
        if (!is_new) return at->second;
        if (tables_.empty()) tables_.assign(tests_.size(), {0});
        for (std::size_t i = 0; i < tests_.size(); ++i) tables_[i].push_back(answers[i]);
        return next_bin_++;
    }

    std::vector<field_test> const& tests_;
    std::unordered_map<std::string, std::uint32_t, text_hash, std::equal_to<>> remembered_;
    std::map<std::vector<bool>, std::uint32_t> classes_;
    std::vector<std::vector<std::uint8_t>> tables_;
    std::uint32_t next_bin_ = 1;
};

}  // namespace tramo::running
