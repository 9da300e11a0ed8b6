// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What each candidate is worth to each account, and which one is best.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include <tramo/impl/policy/worklist_numbers.ipp>

namespace tramo::worklisting {

/// The choice of an account to which nothing is open.
inline constexpr std::uint16_t no_choice = UINT16_MAX;

/// A candidate over all accounts. Value and cost are known where it is open.
struct candidate_answers {
    account_bits open;
    number_column value, cost;
};

/// 2^62: the difference of two numbers within is one of 64 bits.
inline constexpr std::int64_t safely_narrow = std::int64_t{1} << 62;

/// Numbers that no 128 bits hold are so far apart that the largest there is tells enough.
[[nodiscard]] inline int128 difference(int128 a, int128 b) {
    constexpr int128 most = std::numeric_limits<int128>::max(), least = -most;
    if (b < 0 && a > most + b) return most;
    if (b > 0 && a < least + b) return least;
    return a - b;
}

/// The best candidate of each account: the one with the largest score, the first of equals; the first one
/// open where there are no scores. Requires fewer than 65,535 candidates.
class best_choices {
public:
    /// Gives all values and costs one scale.
    best_choices(std::vector<candidate_answers>& all, bool has_scores, std::size_t rows)
        : has_scores_(has_scores) {
        choice_.assign(rows, no_choice);
        if (has_scores) make_scale_common(all);
        if (!has_scores)
            take_first(all);
        else if (is_wide_)
            take_best(all, wide_, [](auto const& of, std::size_t row) {
                return difference(of.value.coefficient(row), of.cost.coefficient(row));
            });
        else
            take_best(all, narrow_, [](auto const& of, std::size_t row) {
                return of.value.narrow(row) - of.cost.narrow(row);
            });
    }

    [[nodiscard]] bool has_scores() const { return has_scores_; }
    [[nodiscard]] int scale() const { return scale_; }
    [[nodiscard]] bool is_wide() const { return is_wide_; }
    [[nodiscard]] std::uint16_t operator[](std::size_t row) const { return choice_[row]; }
    [[nodiscard]] long_vector<std::uint16_t> const& all() const { return choice_; }
    /// Requires scores, and a row that has a choice.
    [[nodiscard]] int128 score(std::size_t row) const { return is_wide_ ? wide_[row] : int128{narrow_[row]}; }
    /// Requires scores that are not wide; of rows without a choice anything.
    [[nodiscard]] std::int64_t narrow_score(std::size_t row) const { return narrow_[row]; }

private:
    void make_scale_common(std::vector<candidate_answers>& all) {
        for (auto const& one : all) scale_ = std::max({scale_, one.value.scale(), one.cost.scale()});
        auto const all_fit = [&] {
            return std::all_of(all.begin(), all.end(), [&](auto const& one) {
                return one.value.fits(scale_) && one.cost.fits(scale_);
            });
        };
        while (scale_ > 0 && !all_fit()) --scale_;
        for (auto& one : all) {
            one.value.rescale_to(scale_);
            one.cost.rescale_to(scale_);
            for (auto const* const part : {&one.value, &one.cost})
                is_wide_ = is_wide_ || part->is_wide() || part->smallest() < -safely_narrow ||
                           part->largest() > safely_narrow;
        }
    }

    void take_first(std::vector<candidate_answers> const& all) {
        for (auto i = all.size(); i-- > 0;)
            each_open(all[i], [&](std::size_t row) { choice_[row] = static_cast<std::uint16_t>(i); });
    }

    template <class Number, class Score>
    void take_best(std::vector<candidate_answers> const& all, long_vector<Number>& best, Score score) {
        best.assign(choice_.size(), 0);
        for (std::size_t i = 0; i < all.size(); ++i)
            each_open(all[i], [&](std::size_t row) {
                Number const mine = score(all[i], row);
                if (choice_[row] != no_choice && mine <= best[row]) return;
                choice_[row] = static_cast<std::uint16_t>(i);
                best[row] = mine;
            });
    }

    template <class Use>
    static void each_open(candidate_answers const& of, Use use) {
        auto const& words = of.open.words();
        for (std::size_t i = 0; i < words.size(); ++i) reading::for_each_bit(words[i], i * 64, use);
    }

    bool has_scores_;
    int scale_ = 0;
    bool is_wide_ = false;
    long_vector<std::uint16_t> choice_;
    long_vector<std::int64_t> narrow_;
    long_vector<int128> wide_;
};

}  // namespace tramo::worklisting
