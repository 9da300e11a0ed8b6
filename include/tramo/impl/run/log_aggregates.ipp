// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is counted over the events of an account: up to each event that asks, or over all of them.
#pragma once

#include <map>
#include <utility>

#include <tramo/impl/run/log_filters.ipp>
#include <tramo/impl/run/log_windows.ipp>

namespace tramo::running {

/// A column of numbers that was computed.
struct computed_numbers {
    std::vector<std::int64_t> narrow;  ///< counts, moments
    std::vector<std::int32_t> days;
    std::vector<int128> wide;
    words known;

    void forget(std::size_t row) { known[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
};

[[nodiscard]] inline gathered column_of(std::shared_ptr<computed_numbers> numbers, std::size_t rows) {
    gathered out;
    out.data.length = static_cast<std::int64_t>(rows);
    out.data.physical = layout::int64;
    out.data.values = numbers->narrow.data();
    if (!numbers->known.empty())
        out.data.validity = reinterpret_cast<std::uint8_t const*>(numbers->known.data());
    out.owner = std::move(numbers);
    return out;
}

/// Coefficients as a column that a field of the type reads them from.
[[nodiscard]] inline gathered column_of(std::shared_ptr<computed_numbers> numbers, data_type const& type) {
    auto& all = *numbers;
    auto const rows = all.wide.size();
    bool const is_day = type.kind == kind::date, is_moment = type.kind == kind::timestamp;
    if (is_day)
        for (auto const number : all.wide) all.days.push_back(static_cast<std::int32_t>(number));
    if (is_moment || type.kind == kind::duration)
        for (auto const number : all.wide) all.narrow.push_back(static_cast<std::int64_t>(number));
    gathered out = column_of(numbers, rows);
    if (is_day) {
        out.data.physical = layout::date32;
        out.data.values = all.days.data();
    } else if (is_moment) {
        out.data.physical = layout::timestamp;
    } else if (type.kind != kind::duration) {
        out.data.physical = layout::decimal128;
        out.data.values = all.wide.data();
        out.data.scale = type.kind == kind::percent ? type.scale - 2 : type.scale;
    }
    return out;
}

class log_aggregates {
public:
    log_aggregates(program const& policy, plan const& prepared, sequence_view const& over,
                   account_rows const& accounts, std::vector<data_error>& errors)
        : policy_(policy), over_(over), filters_(policy, prepared, over, accounts, errors), errors_(errors) {}

    /// Up to and with the events at `positions`; `previous` without them.
    [[nodiscard]] aggregate_column at_positions(std::size_t which, row_list const& positions) {
        auto const& what = policy_.aggregates[which];
        auto const& starts = over_.starts();
        if (starts.empty()) return {};
        std::size_t sequence = 0;
        std::size_t const own = what.function == keyword::previous ? 0 : 1;
        return compute(
            what, positions.size(),
            [&](std::size_t i) {
                std::size_t const at = positions[i];
                while (starts[sequence + 1] <= at) ++sequence;
                return look_back{
                    starts[sequence], at + own,
                    days_before(what.within_days > 0 ? over_.happened(at) : 0, what.within_days)};
            },
            [&](std::size_t i) { return positions[i]; });
    }

    /// Over whole sequences; windows end before `until`.
    [[nodiscard]] aggregate_column at_ends(std::size_t which, std::int64_t until) {
        auto const& what = policy_.aggregates[which];
        auto const& starts = over_.starts();
        return compute(
            what, over_.sequences(),
            [&](std::size_t i) {
                return look_back{starts[i], starts[i + 1], days_before(until - 1, what.within_days)};
            },
            [&](std::size_t i) { return starts[i + 1] - 1; });
    }

private:
    /// `position_of`: of the event to name in an error.
    template <class Back, class PositionOf>
    aggregate_column compute(log_aggregate const& what, std::size_t count, Back back,
                             PositionOf position_of) {
        auto const& events = events_of(what);
        switch (what.function) {
            case keyword::count:
            case keyword::any:
                return counts(what, events, count, back);
            case keyword::sum:
                return sums(what, events, count, back, position_of);
            case keyword::min:
            case keyword::max:
                return extremes(what, events, count, back);
            default:
                return choices(what, events, count, back);
        }
    }

    template <class Back>
    aggregate_column counts(log_aggregate const& what, counted_events const& events, std::size_t count,
                            Back back) {
        auto numbers = std::make_shared<computed_numbers>();
        numbers->narrow.resize(count);
        bool const any = what.function == keyword::any;
        for_each_look_back(over_, events.positions, count, back,
                           [&](std::size_t i, std::size_t low, std::size_t high) {
                               auto const seen = static_cast<std::int64_t>(high - low);
                               numbers->narrow[i] = any ? std::int64_t{seen > 0} : seen;
                           });
        return {column_of(std::move(numbers), count), {}};
    }

    template <class Back>
    aggregate_column choices(log_aggregate const& what, counted_events const& events, std::size_t count,
                             Back back) {
        row_list rows(count, no_row);
        for_each_look_back(over_, events.positions, count, back,
                           [&](std::size_t i, std::size_t low, std::size_t high) {
                               if (high > low) rows[i] = events.places[high - 1];
                           });
        auto const& name = policy_.events[what.event].fields[what.field].name;
        return {gather(find_column(over_.log().tables[what.event], name), rows), {}};
    }

    /// Room for `count` numbers, all of them known.
    [[nodiscard]] static std::shared_ptr<computed_numbers> room_for(std::size_t count) {
        auto numbers = std::make_shared<computed_numbers>();
        numbers->wide.assign(count, 0);
        numbers->known.assign(reading::word_count(count), ~std::uint64_t{0});
        return numbers;
    }

    /// Over none it is 0; over one that is unknown, unknown.
    template <class Back, class PositionOf>
    aggregate_column sums(log_aggregate const& what, counted_events const& events, std::size_t count,
                          Back back, PositionOf position_of) {
        auto const& values = values_of(what);
        auto numbers = room_for(count);
        row_list lost;
        sliding_sum sum;
        sliding_range range(values, events.places);
        for_each_look_back(
            over_, events.positions, count, back, [&](std::size_t i, std::size_t low, std::size_t high) {
                range.move(
                    low, high, [&](std::size_t, int128 number) { sum.add(number); },
                    [&](int128 number) { sum.take_back(number); });
                auto const total = sum.total();
                bool const fits = total && (what.type.kind != kind::duration || reading::fits_narrow(*total));
                if (range.all_known() && fits) {
                    numbers->wide[i] = *total;
                    return;
                }
                numbers->forget(i);
                if (range.all_known()) lost.push_back(static_cast<std::uint32_t>(i));
            });
        for (auto const i : lost)
            errors_.push_back({over_.log().rows[over_.entry(position_of(i))], "", "", "",
                               fault_reason::arithmetic, what.at});
        return {column_of(std::move(numbers), what.type), std::move(lost)};
    }

    /// Over none it is unknown, as over one that is unknown.
    template <class Back>
    aggregate_column extremes(log_aggregate const& what, counted_events const& events, std::size_t count,
                              Back back) {
        auto const& values = values_of(what);
        auto numbers = room_for(count);
        sliding_best best(what.function == keyword::max);
        sliding_range range(values, events.places);
        for_each_look_back(
            over_, events.positions, count, back, [&](std::size_t i, std::size_t low, std::size_t high) {
                range.move(
                    low, high, [&](std::size_t index, int128 number) { best.add(index, number); },
                    [](int128) {});
                best.forget_before(low);
                auto const found = best.best();
                if (range.all_known() && found)
                    numbers->wide[i] = *found;
                else
                    numbers->forget(i);
            });
        return {column_of(std::move(numbers), what.type), {}};
    }

    /// Those of the aggregate's type for which its filter is true.
    counted_events const& events_of(log_aggregate const& what) {
        auto const [found, is_new] = events_.try_emplace({what.event, what.filter});
        auto& events = found->second;
        if (!is_new) return events;
        events.positions = over_.positions(what.event);
        events.places = over_.places(events.positions);
        if (what.filter == no_index) return events;
        auto const& passes = filters_.passing(what.event, what.filter);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < events.places.size(); ++i) {
            auto const place = events.places[i];
            events.positions[kept] = events.positions[i];
            events.places[kept] = place;
            kept += passes[place / 64] >> (place % 64) & 1;
        }
        events.positions.resize(kept);
        events.places.resize(kept);
        return events;
    }

    exact_values const& values_of(log_aggregate const& what) {
        auto const [found, is_new] = values_.try_emplace({what.event, what.field});
        if (!is_new) return found->second;
        auto const& of = policy_.events[what.event].fields[what.field];
        auto const& table = over_.log().tables[what.event];
        auto const* const data = find_column(table, of.name);
        return found->second = read_exactly(of, data, static_cast<std::size_t>(table.rows), policy_.zone);
    }

    program const& policy_;
    sequence_view const& over_;
    log_filters filters_;
    std::vector<data_error>& errors_;
    std::map<std::pair<std::size_t, std::size_t>, counted_events> events_;  ///< by event and filter
    std::map<std::pair<std::size_t, std::size_t>, exact_values> values_;    ///< by event and field
};

}  // namespace tramo::running
