// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The facts of a range of units, one after the other, and their changes put in order of units.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tramo/impl/alerts/partition.ipp>
#include <tramo/impl/alerts/replayed.ipp>
#include <tramo/impl/alerts/step.ipp>

namespace tramo::replaying {

/// Units [first, last), facts [begin, end).
struct unit_range {
    std::uint32_t first = 0, last = 0;
    std::size_t begin = 0, end = 0;
};

/// Facts where the caller has them.
struct columns {
    alerts::facts const& all;
    [[nodiscard]] heard_fact operator()(std::size_t i) const {
        return {all.happened[i], all.unit[i], static_cast<std::uint32_t>(i), all.signal[i]};
    }
};

/// Facts brought together by ranges.
struct gathered {
    packed_fact const* facts;
    std::uint32_t first_unit;  ///< of the 65,536 among which a packed fact names its own
    [[nodiscard]] heard_fact operator()(std::size_t i) const {
        auto const what = facts[i].what;
        return {facts[i].happened, first_unit + static_cast<std::uint32_t>(what & 0xFFFF),
                static_cast<std::uint32_t>(what >> 32), static_cast<std::size_t>(what >> 16 & 0xFFFF)};
    }
};

struct near_states {
    alerts::replayed& of;
    [[nodiscard]] unit_state load(std::size_t unit) const {
        auto const packed = of.packed[unit];
        return {code_in(packed), since_in(packed), nullptr};
    }
    void store(std::size_t unit, unit_state const& what) const {
        of.packed[unit] = packed(what.in, what.since);
    }
};

/// With deadlines, and with moments at any time.
struct all_states {
    alerts::replayed& of;
    [[nodiscard]] unit_state load(std::size_t unit) const {
        auto const packed = of.packed[unit];
        return {code_in(packed), of.far_since.empty() ? since_in(packed) : of.far_since[unit],
                of.deadlines.data() + unit * of.slots};
    }
    void store(std::size_t unit, unit_state const& what) const {
        of.packed[unit] = packed(what.in, what.since);
        if (!of.far_since.empty()) of.far_since[unit] = what.since;
    }
};

inline constexpr std::size_t facts_at_once = 1024;

/// False where a fact's moment is too far off for `near_states`: what was done is then of no use.
template <needs What, class Source, class States>
bool hear_all(compiled_machine const& by, Source const& source, unit_range range, States const& states,
              std::int64_t const* const* deadlines, change_log& log) {
    std::int64_t moments = 0;
    for (auto i = range.begin; i < range.end;) {
        log.make_room();
        auto* next = log.next();
        for (auto const end = std::min(range.end, i + facts_at_once); i < end; ++i) {
            auto const heard = source(i);
            moments |= heard.happened ^ heard.happened >> 63;
            auto of = states.load(heard.unit);
            auto const deadline_of = [&](std::size_t slot) {
                return deadlines == nullptr ? alerts::never : deadlines[slot][heard.index];
            };
            hear<What>(by, heard, deadline_of, of, log, next);
            states.store(heard.unit, of);
        }
        log.set_next(next);
    }
    return is_near(moments);
}

/// What time brings after the last fact of each unit.
template <class States>
void let_time_pass(compiled_machine const& by, unit_range range, States const& states, std::int64_t limit,
                   change_log& log) {
    for (auto unit = range.first; unit < range.last; ++unit) {
        auto of = states.load(unit);
        if (!by.fires_at_once && std::min(limit, end_of_time) - of.since < by.soonest[of.in]) continue;
        fire_due(by, INT64_MIN, limit, unit, of, log);
        states.store(unit, of);
    }
}

/// Changes of range after range, in order of units; and how often each unit was raised.
class ordered_changes {
public:
    ordered_changes(alerts::facts const& all, std::vector<std::uint32_t>& times) : all_(all), times_(times) {}

    /// `heard` of `expected` facts are in `log` and before.
    void add(unit_range range, change_log const& log, std::size_t heard, std::size_t expected) {
        make_room(log.size(), heard, expected);
        auto const before = changes_.size();
        auto const by_unit = [](auto const& one, auto const& other) { return one.unit < other.unit; };
        if (std::is_sorted(log.begin(), log.end(), by_unit)) {
            changes_.insert(changes_.end(), log.begin(), log.end());
            for (auto const& one : log) count_raise(one);
        } else {
            changes_.resize(before + log.size());
            put_in_order(range, log, changes_.data() + before);
        }
        if (all_.row == nullptr) return;
        for (auto i = before; i < changes_.size(); ++i)
            if (changes_[i].row != alerts::change::no_row) changes_[i].row = all_.row[changes_[i].row];
    }

    [[nodiscard]] std::vector<alerts::change>& changes() { return changes_; }

private:
    /// So much as there will be if it goes on like this, for memory is not moved for nothing.
    void make_room(std::size_t more, std::size_t heard, std::size_t expected) {
        auto const needed = changes_.size() + more;
        if (needed <= changes_.capacity()) return;
        auto const share =
            static_cast<double>(expected) / static_cast<double>(std::max<std::size_t>(heard, 1));
        auto const likely = static_cast<double>(needed) * std::clamp(share, 1.0, 1000.0) * 1.02;
        changes_.reserve(std::max(static_cast<std::size_t>(likely), needed + needed / 2));
        prefer_large_pages(changes_.data(), changes_.capacity() * sizeof(alerts::change));
    }

    void count_raise(alerts::change const& one) {
        times_[one.unit] += unsigned{one.from == alerts::no_alert} & unsigned{one.to != alerts::no_alert};
    }

    void put_in_order(unit_range range, change_log const& log, alerts::change* to) {
        next_.assign(range.last - range.first + std::size_t{1}, 0);
        auto* const next = next_.data();
        for (auto const& one : log) ++next[one.unit - range.first + std::size_t{1}];
        for (std::size_t i = 1; i < next_.size(); ++i) next[i] += next[i - 1];
        for (auto const& one : log) {
            to[next[one.unit - range.first]++] = one;
            count_raise(one);
        }
    }

    alerts::facts const& all_;
    std::vector<std::uint32_t>& times_;
    std::vector<alerts::change> changes_;
    std::vector<std::uint32_t> next_;  ///< by unit of a range, where its next change belongs
};

}  // namespace tramo::replaying
