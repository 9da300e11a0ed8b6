// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Promises are what a slow reading of their contract says, moment by moment and coin by coin.
#include <algorithm>
#include <map>
#include <set>

#include <tramo/treatment/promise.hpp>

#include <catch2/catch.hpp>

#include "chance.hpp"

namespace {

using namespace tramo::treatment;
using tramo::date;
using tramo::timestamp;
using tramo_test::chance;
using tramo_test::first_day;

struct trial {
    std::vector<promise> promises;
    std::vector<promise_payment> payments;
    promise_tolerance tolerance;
    date as_of;
};

trial random_trial(chance& draw, bool has_reversals = true) {
    trial made;
    for (int i = draw.roll(5); i >= 0; --i) {
        promise one{draw.moment(12), draw.day(24), 1 + draw.roll(30), {}};
        if (draw.once_in(6))
            one.withdrawn = timestamp{one.made.micros + draw.roll(80) * (tramo::micros_a_day / 4)};
        made.promises.push_back(one);
    }
    for (int i = draw.roll(8); i > 0; --i) {
        promise_payment one{draw.moment(30), 1 + draw.roll(40), {}, {}};
        if (draw.once_in(3))
            one.directed = static_cast<std::size_t>(draw.roll(static_cast<int>(made.promises.size())));
        if (has_reversals && draw.once_in(3))
            one.reversed = timestamp{one.at.micros + draw.roll(60) * (tramo::micros_a_day / 4)};
        made.payments.push_back(one);
    }
    made.tolerance = {draw.roll(4), draw.once_in(2) ? draw.roll(300'000) : 0,
                      draw.once_in(2) ? draw.roll(6) : 0};
    made.as_of = draw.day(40);
    return made;
}

/// The contract read slowly: at each moment at which anything happens, all is paid anew, coin by coin, from
/// what has happened by then and is not taken back; what changed from the moment before is written down.
class slow_promises {
public:
    explicit slow_promises(trial const& of) : of_(of) {}

    std::vector<promise_standing> standings() const {
        std::vector<promise_standing> made(of_.promises.size());
        std::vector<promise_state> before(made.size(), promise_state::open);
        for (auto const moment : moments()) {
            auto const now = paid_by(moment);
            for (std::size_t i = 0; i < made.size(); ++i) advance(made[i], before[i], i, now[i], moment);
        }
        for (std::size_t i = 0; i < made.size(); ++i) {
            made[i].last_day = last_day(i);
            if (is_withdrawn(i))
                made[i] = {
                    promise_state::reversed, 0, day_of(*of_.promises[i].withdrawn), {}, {}, last_day(i)};
        }
        return made;
    }

private:
    struct coins {
        std::int64_t paid = 0;
        std::optional<date> kept;
    };

    date last_day(std::size_t i) const {
        return {of_.promises[i].due.days + static_cast<std::int32_t>(of_.tolerance.days)};
    }
    bool is_withdrawn(std::size_t i) const {
        auto const& at = of_.promises[i].withdrawn;
        return at && day_of(*at) <= of_.as_of;
    }
    bool is_enough(std::size_t i, std::int64_t paid) const {
        auto const amount = of_.promises[i].amount;
        auto const share = amount * of_.tolerance.share / 1'000'000;
        return paid > 0 && paid + std::max(share, of_.tolerance.amount) >= amount;
    }

    /// Whatever happens, and the beginnings of all days: time is what breaks a promise.
    std::set<timestamp> moments() const {
        std::set<timestamp> all;
        timestamp const end{(of_.as_of.days + 1) * tramo::micros_a_day};
        for (auto const& one : of_.payments) {
            all.insert(one.at);
            if (one.reversed) all.insert(*one.reversed);
        }
        for (std::int32_t day = first_day - 1; day <= of_.as_of.days; ++day)
            all.insert({day * tramo::micros_a_day});
        all.erase(all.lower_bound(end), all.end());
        return all;
    }

    /// Coin by coin, from the payments made by then and not taken back by then.
    std::vector<coins> paid_by(timestamp now) const {
        std::vector<coins> all(of_.promises.size());
        std::map<timestamp, std::vector<promise_payment>> by_moment;
        for (auto const& one : of_.payments)
            if (one.at <= now && !(one.reversed && *one.reversed <= now)) by_moment[one.at].push_back(one);
        for (auto const& [at, together] : by_moment) {
            std::int64_t left = 0;
            for (auto const& one : together) {
                auto money = one.amount;
                while (money > 0 && one.directed && takes(*one.directed, at, all))
                    --money, give(all, *one.directed, at);
                left += money;
            }
            spend(all, at, left);
        }
        return all;
    }

    bool takes(std::size_t i, timestamp at, std::vector<coins> const& all) const {
        return !is_withdrawn(i) && of_.promises[i].made <= at && day_of(at) <= last_day(i) &&
               all[i].paid < of_.promises[i].amount;
    }
    void give(std::vector<coins>& all, std::size_t i, timestamp at) const {
        ++all[i].paid;
        if (!all[i].kept && is_enough(i, all[i].paid)) all[i].kept = day_of(at);
    }

    /// The oldest that was open before this moment's money came takes what it can, then the next.
    void spend(std::vector<coins>& all, timestamp at, std::int64_t left) const {
        std::set<std::size_t> waiting;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!all[i].kept) waiting.insert(i);
        while (left > 0) {
            std::optional<std::size_t> oldest;
            for (auto const i : waiting)
                if (takes(i, at, all) && (!oldest || is_older(i, *oldest))) oldest = i;
            if (!oldest) return;
            give(all, *oldest, at);
            --left;
        }
    }
    bool is_older(std::size_t a, std::size_t b) const {
        auto const &x = of_.promises[a], &y = of_.promises[b];
        if (x.due != y.due) return x.due < y.due;
        return x.made != y.made ? x.made < y.made : a < b;
    }

    void advance(promise_standing& on, promise_state& before, std::size_t i, coins const& now,
                 timestamp moment) const {
        auto const day = day_of(moment);
        auto state = promise_state::open;
        if (now.kept)
            state = promise_state::kept;
        else if (day > last_day(i))
            state = now.paid > 0 ? promise_state::partly_kept : promise_state::broken;
        if (before == promise_state::kept && state != promise_state::kept) {
            on.kept_once = on.decided;
            on.undone = day;
        }
        if (state != before) on.decided = day;
        if (state == promise_state::kept) on.decided = now.kept;
        if (state == promise_state::open) on.decided.reset();
        on.state = before = state;
        on.paid = now.paid;
    }

    trial const& of_;
};

std::string in_words(std::vector<promise_standing> const& all) {
    std::string told;
    auto const text = [](std::optional<date> day) {
        return day ? std::to_string(day->days - first_day) : "-";
    };
    for (auto const& one : all)
        told += std::string(promise_state_names[static_cast<std::size_t>(one.state)]) + " " +
                std::to_string(one.paid) + " decided " + text(one.decided) + " kept once " +
                text(one.kept_once) + " undone " + text(one.undone) + " last " + text(one.last_day) + "\n";
    return told;
}

std::vector<promise_standing> settled(trial const& of) {
    return settle_promises(of.promises, of.payments, of.tolerance, of.as_of);
}

std::int64_t received(trial const& of) {
    std::int64_t sum = 0;
    for (auto const& one : of.payments)
        if (day_of(one.at) <= of.as_of && !(one.reversed && day_of(*one.reversed) <= of.as_of))
            sum += one.amount;
    return sum;
}

}  // namespace

TEST_CASE("promises stand as a slow replay of every moment says") {
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        chance draw(seed);
        auto const of = random_trial(draw);
        INFO("seed " << seed << ", as of " << of.as_of.days - first_day);
        REQUIRE(in_words(settled(of)) == in_words(slow_promises(of).standings()));
    }
}

TEST_CASE("promises are never paid more than came in, nor more than was promised") {
    for (std::uint64_t seed = 1; seed <= 5'000; ++seed) {
        chance draw(seed);
        auto const of = random_trial(draw);
        auto const found = settled(of);
        INFO("seed " << seed);
        std::int64_t paid = 0;
        for (std::size_t i = 0; i < found.size(); ++i) {
            paid += found[i].paid;
            REQUIRE((found[i].paid >= 0 && found[i].paid <= of.promises[i].amount));
            REQUIRE(found[i].decided.has_value() == (found[i].state != promise_state::open));
            REQUIRE(found[i].kept_once.has_value() == found[i].undone.has_value());
        }
        REQUIRE(paid <= received(of));
        REQUIRE(found.size() == of.promises.size());
    }
}

TEST_CASE("the order in which payments are told changes nothing") {
    for (std::uint64_t seed = 1; seed <= 5'000; ++seed) {
        chance draw(seed);
        auto of = random_trial(draw);
        auto const before = in_words(settled(of));
        for (std::size_t i = of.payments.size(); i > 1; --i)
            std::swap(of.payments[i - 1],
                      of.payments[static_cast<std::size_t>(draw.roll(static_cast<int>(i)))]);
        INFO("seed " << seed);
        REQUIRE(in_words(settled(of)) == before);
    }
}

TEST_CASE("taking one payment back breaks no promise earlier, and pays none of what it took") {
    for (std::uint64_t seed = 1; seed <= 5'000; ++seed) {
        chance draw(seed);
        auto of = random_trial(draw, false);
        if (of.payments.empty()) continue;
        auto const before = settled(of);
        auto& back = of.payments[static_cast<std::size_t>(draw.roll(static_cast<int>(of.payments.size())))];
        back.reversed = timestamp{back.at.micros + 1 + draw.roll(20) * tramo::micros_a_day};
        auto const after = settled(of);
        INFO("seed " << seed);
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < after.size(); ++i) {
            sum += after[i].paid;
            bool const was_broken = before[i].state == promise_state::broken;
            bool const is_broken = after[i].state == promise_state::broken;
            if (is_broken) REQUIRE(*after[i].decided > after[i].last_day);
            if (was_broken && is_broken) REQUIRE(*after[i].decided >= *before[i].decided);
            bool const was_kept_then = before[i].state == promise_state::kept &&
                                       *before[i].decided < day_of(*back.reversed) &&
                                       day_of(*back.reversed) <= of.as_of;
            if (was_kept_then && is_broken) REQUIRE(after[i].undone.has_value());
        }
        REQUIRE(sum <= received(of));
    }
}
