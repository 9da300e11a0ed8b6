// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Lays a log with reversals out as epochs that a replay takes for units of their own, and puts what it finds
// together again: so no replay needs to go back.
#pragma once

#include <utility>

#include <tramo/alerts/reversals.hpp>

namespace tramo::alerts {
namespace unfolding {

class unfolder {
public:
    explicit unfolder(std::vector<std::uint32_t> const& undoes) : undoes_(undoes), undone_(undoes.size()) {}

    void add_unit(std::uint32_t unit, std::uint32_t const* rows, std::size_t count, std::size_t most_epochs) {
        rows_ = rows;
        count_ = count;
        reversals_.clear();
        for (std::size_t place = 0; place < count; ++place)
            if (is_reversal(rows[place])) reversals_.push_back(place);
        auto const first = reversals_.size() > most_epochs ? reversals_.size() - most_epochs : 0;
        for (std::size_t number = first; number <= reversals_.size(); ++number)
            add_epoch(unit, number, number == first);
    }

    [[nodiscard]] unfolded take() { return std::move(result_); }

private:
    [[nodiscard]] bool is_reversal(std::uint32_t row) const {
        return !undoes_.empty() && undoes_[row] != undoes_nothing;
    }

    /// Marks what is undone after the first `passed` reversals. The last come first, since a reversal that is
    /// itself undone undoes nothing.
    void mark_undone(std::size_t passed) {
        for (auto const place : reversals_) undone_[undoes_[rows_[place]]] = false;
        for (auto number = passed; number-- > 0;) {
            auto const row = rows_[reversals_[number]];
            if (!undone_[row]) undone_[undoes_[row]] = true;
        }
    }

    /// Epoch `number` lies between reversal `number` (counted from 1) and the next.
    void add_epoch(std::uint32_t unit, std::size_t number, bool is_first) {
        if (!reversals_.empty()) mark_undone(number);
        epoch one;
        one.unit = unit;
        one.begin = one.first_lived = result_.rows.size();
        auto const opening = is_first ? count_ : reversals_[number - 1];
        auto const closing = number < reversals_.size() ? reversals_[number] : count_;
        for (std::size_t place = 0; place < closing; ++place) {
            auto const row = rows_[place];
            bool const is_undone = !undone_.empty() && undone_[row];
            if (is_undone && place != opening) continue;
            result_.rows.push_back(row);
            if (place != opening) continue;
            one.opens_at = row;
            one.first_lived = result_.rows.size();
        }
        if (closing < count_) {
            one.closes_at = rows_[closing];
            result_.rows.push_back(one.closes_at);
        }
        one.end = result_.rows.size();
        result_.epochs.push_back(one);
    }

    std::vector<std::uint32_t> const& undoes_;
    std::vector<bool> undone_;
    std::uint32_t const* rows_ = nullptr;
    std::size_t count_ = 0;
    std::vector<std::size_t> reversals_;  ///< places in `rows_`
    unfolded result_;
};

inline bool is_boundary(change const& one, std::uint32_t row) {
    return one.transition == change::boundary && one.row == row;
}

class folder {
public:
    folder(unfolded const& of, replayed const& over_epochs, std::size_t units, std::uint16_t restore_rule)
        : of_(of), over_(over_epochs), restore_rule_(restore_rule) {
        result_.prepare(units, over_);
    }

    [[nodiscard]] replayed take() {
        auto next = over_.changes.begin();
        for (std::uint32_t number = 0; number < of_.epochs.size(); ++number) {
            auto const begin = next;
            while (next != over_.changes.end() && next->unit == number) ++next;
            keep_lived(of_.epochs[number], begin, next);
            if (of_.epochs[number].closes_at == undoes_nothing)
                result_.take(of_.epochs[number].unit, over_, number);
        }
        return std::move(result_);
    }

private:
    using place = std::vector<change>::const_iterator;

    /// The changes between the boundaries of an epoch, and what its opening restores.
    void keep_lived(epoch const& one, place begin, place end) {
        bool is_lived = one.opens_at == undoes_nothing;
        for (auto at = begin; at != end; ++at) {
            if (is_boundary(*at, one.closes_at)) {
                left_in_ = at->to;
                return;
            }
            if (!is_lived && is_boundary(*at, one.opens_at)) {
                is_lived = true;
                if (at->to != left_in_) restore(one.unit, *at);
            } else if (is_lived) {
                result_.changes.push_back(*at);
                result_.changes.back().unit = one.unit;
            }
        }
    }

    void restore(std::uint32_t unit, change const& opening) {
        auto restored = opening;
        restored.unit = unit;
        restored.transition = restore_rule_;
        restored.from = left_in_;
        result_.changes.push_back(restored);
    }

    unfolded const& of_;
    replayed const& over_;
    std::uint16_t restore_rule_;
    state_number left_in_ = no_alert;  ///< where the epoch before was left
    replayed result_;
};

}  // namespace unfolding

TRAMO_INLINE unfolded unfold(std::vector<std::size_t> const& starts, std::vector<std::uint32_t> const& rows,
                             std::vector<std::uint32_t> const& undoes, std::size_t most_epochs) {
    unfolding::unfolder laid_out(undoes);
    for (std::size_t unit = 0; unit + 1 < starts.size(); ++unit)
        laid_out.add_unit(static_cast<std::uint32_t>(unit), rows.data() + starts[unit],
                          starts[unit + 1] - starts[unit], most_epochs);
    return laid_out.take();
}

TRAMO_INLINE replayed fold(unfolded const& of, replayed const& over_epochs, std::size_t units,
                           std::uint16_t restore_rule) {
    return unfolding::folder(of, over_epochs, units, restore_rule).take();
}

}  // namespace tramo::alerts
