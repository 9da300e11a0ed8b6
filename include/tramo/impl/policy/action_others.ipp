// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What no palette knows of a feed of actions, and how often it was met.
#pragma once

#include <algorithm>
#include <map>

#include <tramo/impl/policy/met_texts.ipp>
#include <tramo/policy/best_actions.hpp>

namespace tramo::acting {

struct other_list {
    std::vector<other_code> listed;  ///< the most frequent first
    std::int64_t not_listed = 0;     ///< rows
};

/// Codes are noted for the rows of a block, and counted once it is known which of these rows count at all.
class other_codes {
public:
    static constexpr std::size_t most_listed = 1'000;

    explicit other_codes(met_texts const& texts) : texts_(texts) {}

    void note(std::size_t row, std::uint32_t text) {
        if (text == met_texts::passing)
            paths_met_.emplace_back(row, texts_.text(text));
        else
            texts_met_.emplace_back(row, text);
    }
    void note(std::size_t row, std::string path) { paths_met_.emplace_back(row, std::move(path)); }

    /// Ends a block. `counts(row)`: whether a row of it does.
    template <class Counts>
    void count(Counts counts) {
        for (auto const& [row, text] : texts_met_) {
            if (!counts(row)) continue;
            if (text >= of_text_.size()) of_text_.resize(std::size_t{text} + 1, 0);
            ++of_text_[text];
        }
        for (auto& [row, path] : paths_met_)
            if (counts(row)) add(std::move(path));
        texts_met_.clear();
        paths_met_.clear();
    }

    [[nodiscard]] other_list list() const {
        auto together = rows_;
        for (std::size_t i = 0; i < of_text_.size(); ++i)
            if (of_text_[i] > 0) together[texts_.text(static_cast<std::uint32_t>(i))] += of_text_[i];
        other_list made{{}, not_kept_};
        auto& all = made.listed;
        for (auto const& [code, rows] : together) all.push_back({code, rows});
        std::stable_sort(all.begin(), all.end(),
                         [](auto const& a, auto const& b) { return a.rows > b.rows; });
        for (auto i = most_listed; i < all.size(); ++i) made.not_listed += all[i].rows;
        if (all.size() > most_listed) all.resize(most_listed);
        return made;
    }

private:
    static constexpr std::size_t most_kept = 100'000;

    void add(std::string path) {
        if (rows_.size() >= most_kept && !rows_.contains(path)) drop_rare();
        ++rows_[std::move(path)];
    }

    /// Makes room for what comes: the rarer half goes, but its rows stay counted.
    void drop_rare() {
        std::vector<std::int64_t> counts;
        for (auto const& one : rows_) counts.push_back(one.second);
        auto const middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
        std::nth_element(counts.begin(), middle, counts.end());
        auto const most = *middle;
        for (auto one = rows_.begin(); one != rows_.end();) {
            bool const is_rare = one->second <= most;
            if (is_rare) not_kept_ += one->second;
            one = is_rare ? rows_.erase(one) : std::next(one);
        }
    }

    met_texts const& texts_;
    std::vector<std::pair<std::size_t, std::uint32_t>> texts_met_;  ///< of the block
    std::vector<std::pair<std::size_t, std::string>> paths_met_;
    std::vector<std::int64_t> of_text_;
    std::map<std::string, std::int64_t> rows_;
    std::int64_t not_kept_ = 0;
};

}  // namespace tramo::acting
