// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random events for random machines, as a list and as the rows of a feed.
#pragma once

#include <tramo/impl/run/made_columns.ipp>

#include "random_machines.hpp"

namespace tramo_test {

inline constexpr std::int64_t first_day = 20'454;  // 2026-01-01

/// Events of a few accounts within some seventy days, many at the same moment; ids in no order of time.
class random_feed {
public:
    random_feed(dice& draw, random_machines const& of) : draw_(draw), of_(of) {}

    std::vector<slow_event> make(std::size_t count) {
        std::vector<int> ids;
        for (std::size_t i = 0; i < count; ++i) ids.push_back(static_cast<int>(i) + 1);
        for (auto i = count; i > 1; --i) std::swap(ids[i - 1], ids[draw_.roll(i)]);
        std::vector<slow_event> all;
        for (auto const id : ids) {
            auto one = event();
            one.id = id;
            if (one.type == reversal_type && !all.empty()) undo(one, draw_.pick(all));
            one.recorded = one.happened + roll(4) * slow_day / 2;
            all.push_back(one);
        }
        for (auto& one : all)
            if (one.type == reversal_type || draw_.one_in(6)) maybe_by_hand(one);
        return all;
    }

private:
    [[nodiscard]] std::int64_t roll(std::size_t sides) {
        return static_cast<std::int64_t>(draw_.roll(sides));
    }

    slow_event event() {
        slow_event one;
        one.account = "A" + std::to_string(roll(3));
        if (of_.has_children) one.child = "p" + std::to_string(roll(2));
        auto const day = first_day + roll(70);
        one.happened = day * slow_day + roll(3) * slow_day / 4;
        one.sequence = roll(3);
        one.type = static_cast<int>(roll(event_types));
        if (!draw_.one_in(5)) one.n = roll(5);
        if (!draw_.one_in(5)) one.d = day - 3 + roll(15);
        return one;
    }

    /// Mostly something that can be undone.
    void undo(slow_event& one, slow_event const& undone) {
        one.undoes = undone.id;
        if (!draw_.one_in(4)) one.account = undone.account;
        if (draw_.one_in(2)) one.child = undone.child;
        if (!draw_.one_in(4)) one.happened = undone.happened + roll(9) * slow_day;
    }

    void maybe_by_hand(slow_event& one) {
        auto const alert = draw_.roll(of_.alerts.size());
        auto const& what = of_.alerts[alert];
        bool const may = one.type != reversal_type && (what.clears || !what.raises.empty());
        if (!may) return;
        one.type = -1;
        one.hand.alert = alert;
        if (!what.is_per_child) one.child.clear();
        if (!what.raises.empty() && (!what.clears || draw_.one_in(2))) {
            one.hand.what = slow_hand::raise;
            one.hand.state = what.raises[0];
            return;
        }
        auto const which = roll(3);
        one.hand.what = which == 0 ? slow_hand::clear : which == 1 ? slow_hand::confirm : slow_hand::cancel;
    }

    dice& draw_;
    random_machines const& of_;
};

/// A column of texts; nothing is null.
template <class TextOf>
void add_texts(tramo::running::batch_maker& to, char const* name, std::vector<slow_event> const& all,
               TextOf text_of) {
    std::vector<std::string> texts;
    std::vector<bool> known;
    for (auto const& one : all) {
        texts.push_back(text_of(one));
        known.push_back(!texts.back().empty());
    }
    to.add_texts(name, texts, known);
}

/// A column of moments, numbers or days.
template <class T, class NumberOf>
tramo::column& add_numbers(tramo::running::batch_maker& to, char const* name, tramo::layout physical,
                           std::vector<slow_event> const& all, NumberOf number_of) {
    std::vector<T> numbers;
    std::vector<bool> known;
    for (auto const& one : all) {
        std::optional<std::int64_t> const number = number_of(one);
        numbers.push_back(static_cast<T>(number.value_or(77)));
        known.push_back(number.has_value());
    }
    return to.add(name, physical, std::move(numbers), known);
}

/// The rows of a feed, in this order.
inline tramo::batch feed_of(std::vector<slow_event> const& all) {
    using event = slow_event const&;
    using maybe = std::optional<std::int64_t>;
    static constexpr std::array<char const*, 4> actions = {"raise", "clear", "confirm", "cancel"};
    tramo::running::batch_maker made(static_cast<std::int64_t>(all.size()));
    add_texts(made, "client", all, [](event one) { return one.account; });
    add_texts(made, "point", all, [](event one) { return one.child; });
    add_texts(made, "event", all, [](event one) {
        return one.type < 0 ? std::string("manual") : event_names[static_cast<std::size_t>(one.type)];
    });
    auto constexpr moment = tramo::layout::timestamp;
    add_numbers<std::int64_t>(made, "happened", moment, all, [](event one) { return one.happened; });
    add_numbers<std::int64_t>(made, "recorded", moment, all, [](event one) { return one.recorded; });
    add_texts(made, "id", all, [](event one) { return std::to_string(one.id); });
    add_numbers<std::int64_t>(made, "sequence", tramo::layout::int64, all,
                              [](event one) { return one.sequence; });
    add_numbers<std::int64_t>(made, "ref", tramo::layout::int64, all,
                              [](event one) { return one.undoes ? maybe(*one.undoes) : maybe(); });
    add_numbers<std::int64_t>(made, "n", tramo::layout::int64, all, [](event one) { return one.n; });
    add_numbers<std::int32_t>(made, "d", tramo::layout::date32, all, [](event one) { return one.d; });
    add_texts(made, "alert", all,
              [](event one) { return one.type < 0 ? "m" + std::to_string(one.hand.alert) : std::string(); });
    add_texts(made, "action", all, [](event one) {
        return one.type < 0 ? std::string(actions[static_cast<std::size_t>(one.hand.what)]) : std::string();
    });
    add_texts(made, "state", all, [](event one) {
        return one.hand.state > 0 ? "s" + std::to_string(one.hand.state) : std::string();
    });
    add_texts(made, "user", all, [](event one) { return std::string(one.type < 0 ? "u" : ""); });
    return made.finish();
}

}  // namespace tramo_test
