// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Turns a block of a field's values into bins (0 for unknown, then one number per interval or kind of text),
// so that every test on the field is a look at a bin.
#pragma once

#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

#include <tramo/impl/plan/match_text.ipp>
#include <tramo/impl/run/kernels.ipp>
#include <tramo/impl/run/read_floats.ipp>
#include <tramo/plan/plan.hpp>
#include <tramo/run/column_reader.hpp>

namespace tramo::running {

/// Bins from first to last, both included.
struct bin_range {
    std::uint32_t first = 0, last = 0;
};

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

/// Ranges for `kernels::range_cuts`, or none where cuts lie too close together for as many as are worth it.
[[nodiscard]] inline std::optional<kernels::cut_ranges> find_cut_ranges(
    std::vector<std::int64_t> const& cuts) {
    constexpr int most_bits = 13;
    kernels::cut_ranges found;
    found.base = cuts.front();
    found.last = cuts.back();
    auto const span = static_cast<std::uint64_t>(found.last) - static_cast<std::uint64_t>(found.base);
    found.shift = static_cast<unsigned>(std::max(0, static_cast<int>(std::bit_width(span)) - most_bits));
    found.starts.assign((span >> found.shift) + 2, 0);
    for (auto const cut : cuts)
        ++found.starts[((static_cast<std::uint64_t>(cut) - static_cast<std::uint64_t>(found.base)) >>
                        found.shift) +
                       1];
    if (std::any_of(found.starts.begin(), found.starts.end(), [](auto count) { return count > 2; }))
        return {};
    for (std::size_t i = 1; i < found.starts.size(); ++i) found.starts[i] += found.starts[i - 1];
    found.cuts = cuts;
    found.cuts.resize(cuts.size() + 2, std::numeric_limits<std::int64_t>::max());
    return found;
}

/// Bins of numbers.
class number_bins {
public:
    number_bins(field_use const& use, data_type const& type) : cuts_(use.cuts), type_(type) {
        for (auto const cut : cuts_) {
            bool const fits = cut > std::numeric_limits<std::int64_t>::min() &&
                              cut <= std::numeric_limits<std::int64_t>::max();
            if (fits) narrow_.push_back(static_cast<std::int64_t>(cut));
            below_ += cut <= std::numeric_limits<std::int64_t>::min();
        }
        while ((std::size_t{1} << levels_) - 1 < narrow_.size()) ++levels_;
        tree_ = narrow_;
        tree_.resize((std::size_t{1} << levels_) - 1, std::numeric_limits<std::int64_t>::max());
        build_table();
    }

    [[nodiscard]] std::size_t bin_count() const { return cuts_.size() + 2; }
    [[nodiscard]] std::uint32_t bin_of(int128 number) const {
        return static_cast<std::uint32_t>(std::upper_bound(cuts_.begin(), cuts_.end(), number) -
                                          cuts_.begin()) +
               1;
    }
    /// Whether tests on these bins say nothing but known or unknown.
    [[nodiscard]] bool is_trivial() const { return cuts_.empty(); }

    void bin(block const& values, std::size_t padded, std::vector<std::uint8_t>& bins) {
        if (values.form == block::form_t::narrow)
            return bin_narrow(values.narrow.data(), padded, bins.data());
        if (values.form == block::form_t::floats)
            return bin_floats(values.floats.data(), padded, bins.data());
        bin_wide(values, padded, bins.data());
    }
    void bin(block const& values, std::size_t padded, std::vector<std::uint32_t>& bins) {
        if (values.form == block::form_t::wide) return bin_wide(values, padded, bins.data());
        if (values.form == block::form_t::narrow) return search(values.narrow.data(), padded, bins.data());
        prepare_floats();
        search_floats(values.floats.data(), padded, bins.data());
    }

private:
    static constexpr std::int64_t widest_table = 8192;
    static constexpr std::size_t few_cuts = 4;

    void build_table() {
        if (narrow_.size() <= few_cuts) return;
        auto const base = narrow_.front() - 1;
        auto const last = narrow_.back();
        bool const is_far =
            static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(base) > widest_table;
        if (is_far || below_ != 0 || narrow_.size() > 253) {
            ranges_ = find_cut_ranges(narrow_);
            return;
        }
        base_ = base;
        last_ = last;
        for (int128 value = base; value <= last; ++value)
            table_.push_back(static_cast<std::uint8_t>(bin_of(value)));
    }

    void bin_narrow(std::int64_t const* values, std::size_t padded, std::uint8_t* bins) const {
        if (narrow_.size() <= few_cuts)
            kernels::count_cuts(values, padded, narrow_.data(), narrow_.size(), bins);
        else if (!table_.empty())
            return kernels::look_up_cuts(values, padded, base_, last_, table_.data(), bins);
        else
            return search(values, padded, bins);
        lift(padded, bins);
    }

    template <class Bin>
    void search(std::int64_t const* values, std::size_t padded, Bin* bins) const {
        if (ranges_)
            kernels::range_cuts(values, padded, *ranges_, bins);
        else
            kernels::search_cuts(values, padded, tree_.data(), levels_, narrow_.size(), bins);
        lift(padded, bins);
    }

    /// Past the cuts that lie below every 64-bit number.
    template <class Bin>
    void lift(std::size_t padded, Bin* bins) const {
        for (std::size_t i = 0; below_ != 0 && i < padded; ++i) bins[i] = static_cast<Bin>(bins[i] + below_);
    }

    template <class Bin>
    void search_floats(double const* values, std::size_t padded, Bin* bins) const {
        if (float_ranges_) return kernels::range_cuts(values, padded, *float_ranges_, bins);
        kernels::search_cuts(values, padded, float_tree_.data(), float_levels_, float_cuts_.size(), bins);
    }

    /// Float columns are compared as floats, with cuts moved to exactly where the decimal reading changes.
    void prepare_floats() {
        if (floats_ready_) return;
        floats_ready_ = true;
        for (auto const cut : cuts_) float_cuts_.push_back(double_cut(cut, type_));
        std::vector<std::int64_t> keys;
        for (auto const cut : float_cuts_) keys.push_back(kernels::order_key(cut));
        if (keys.size() > few_cuts) float_ranges_ = find_cut_ranges(keys);
        while ((std::size_t{1} << float_levels_) - 1 < float_cuts_.size()) ++float_levels_;
        float_tree_ = float_cuts_;
        float_tree_.resize((std::size_t{1} << float_levels_) - 1, std::numeric_limits<double>::infinity());
    }

    void bin_floats(double const* values, std::size_t padded, std::uint8_t* bins) {
        prepare_floats();
        if (float_cuts_.size() <= few_cuts)
            kernels::count_cuts(values, padded, float_cuts_.data(), float_cuts_.size(), bins);
        else
            search_floats(values, padded, bins);
    }

    template <class Bin>
    void bin_wide(block const& values, std::size_t padded, Bin* bins) const {
        for (std::size_t i = 0; i < padded; ++i)
            bins[i] = i < values.count ? static_cast<Bin>(bin_of(values.wide[i])) : Bin{0};
    }

    std::vector<int128> const& cuts_;
    data_type const& type_;
    std::uint32_t below_ = 0;  ///< cuts that every 64-bit number is above
    std::vector<std::int64_t> narrow_, tree_;
    unsigned levels_ = 0;
    std::int64_t base_ = 0, last_ = 0;
    std::vector<std::uint8_t> table_;
    bool floats_ready_ = false;
    std::vector<double> float_cuts_, float_tree_;
    unsigned float_levels_ = 0;
    std::optional<kernels::cut_ranges> ranges_, float_ranges_;
};

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
        for (auto const& test : tests_) answers.push_back(holds(test, text));
        auto const [at, is_new] = classes_.try_emplace(answers, next_bin_);
        if (!is_new) return at->second;
        if (tables_.empty()) tables_.assign(tests_.size(), {0});
        for (std::size_t i = 0; i < tests_.size(); ++i) tables_[i].push_back(answers[i]);
        return next_bin_++;
    }

    [[nodiscard]] static bool holds(field_test const& test, std::string_view text) {
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

    std::vector<field_test> const& tests_;
    std::unordered_map<std::string, std::uint32_t, text_hash, std::equal_to<>> remembered_;
    std::map<std::vector<bool>, std::uint32_t> classes_;
    std::vector<std::vector<std::uint8_t>> tables_;
    std::uint32_t next_bin_ = 1;
};

}  // namespace tramo::running
