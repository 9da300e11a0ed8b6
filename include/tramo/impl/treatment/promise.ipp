// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Lays payments on promises, once for each time at which one was taken back, and compares before with after.
#pragma once

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include <tramo/treatment/promise.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::treatment {
namespace settling {

/// What a promise is at a moment.
struct account {
    std::int64_t paid = 0;
    std::optional<date> kept;
};

/// A promise as it is asked about.
struct terms {
    std::int64_t amount = 0, required = 0;
    timestamp made;
    date last_day;
    bool is_withdrawn = false;
};

/// A moment on the line of what was done.
struct edge {
    timestamp at;
    bool is_included = true;  ///< what happens at that very moment
};

[[nodiscard]] TRAMO_INLINE std::int64_t required_of(std::int64_t amount, promise_tolerance const& tolerance) {
    constexpr std::int64_t millionths = 1'000'000;
    int128 const share = int128{amount} * tolerance.share / millionths;
    int128 const required = amount - std::max<int128>(share, tolerance.amount);
    return static_cast<std::int64_t>(std::max<int128>(1, required));
}

[[nodiscard]] TRAMO_INLINE terms terms_of(promise const& one, promise_tolerance const& tolerance,
                                          date as_of) {
    terms made;
    made.amount = one.amount;
    made.required = required_of(one.amount, tolerance);
    made.made = one.made;
    made.last_day = add_days(one.due, tolerance.days).value_or(*to_date({9999, 12, 31}));
    made.is_withdrawn = one.withdrawn && day_of(*one.withdrawn) <= as_of;
    return made;
}

[[nodiscard]] inline bool is_before(timestamp at, edge const& limit) {
    return limit.is_included ? at <= limit.at : at < limit.at;
}

/// The promises and payments of one account, in the order in which they count.
class ledger {
public:
    ledger(std::vector<promise> const& promises, std::vector<promise_payment> const& payments,
           promise_tolerance const& tolerance, date as_of)
        : payments_(payments) {
        for (auto const& one : promises) terms_.push_back(terms_of(one, tolerance, as_of));
        oldest_first_.resize(promises.size());
        std::iota(oldest_first_.begin(), oldest_first_.end(), std::size_t{0});
        std::stable_sort(oldest_first_.begin(), oldest_first_.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(promises[a].due, promises[a].made) <
                   std::pair(promises[b].due, promises[b].made);
        });
        std::erase_if(oldest_first_, [&](std::size_t i) { return terms_[i].is_withdrawn; });
        std::stable_sort(payments_.begin(), payments_.end(),
                         [](promise_payment const& a, promise_payment const& b) { return a.at < b.at; });
    }

    [[nodiscard]] std::vector<terms> const& all() const { return terms_; }

    /// The moments at which a payment that had counted was taken back, each once.
    [[nodiscard]] std::vector<timestamp> reversals(date as_of) const {
        std::vector<timestamp> found;
        for (auto const& one : payments_)
            if (one.reversed && one.at < *one.reversed && day_of(*one.reversed) <= as_of)
                found.push_back(*one.reversed);
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

    /// By promise, from the payments until then that are not taken back until then.
    [[nodiscard]] std::vector<account> settled(edge const& until) const {
        std::vector<account> accounts(terms_.size());
        std::vector<promise_payment const*> together;
        for (auto const& one : payments_) {
            if (!is_before(one.at, until)) break;
            if (one.reversed && is_before(*one.reversed, until)) continue;
            if (!together.empty() && together.front()->at != one.at) pay(accounts, together);
            together.push_back(&one);
        }
        pay(accounts, together);
        return accounts;
    }

private:
    [[nodiscard]] bool may_take(std::size_t which, timestamp at) const {
        auto const& one = terms_[which];
        return !one.is_withdrawn && one.made <= at && day_of(at) <= one.last_day;
    }

    /// Puts what fits of the money on a promise.
    void put(account& on, terms const& of, date day, std::int64_t& money) const {
        auto const taken = std::min(money, std::max<std::int64_t>(0, of.amount - on.paid));
        on.paid += taken;
        money -= taken;
        if (taken > 0 && !on.kept && on.paid >= of.required) on.kept = day;
    }

    /// Payments of one moment: what is directed, then what is left of all.
    void pay(std::vector<account>& accounts, std::vector<promise_payment const*>& together) const {
        if (together.empty()) return;
        auto const at = together.front()->at;
        std::int64_t left = 0;
        for (auto const* one : together) {
            auto money = std::max<std::int64_t>(0, one->amount);
            if (one->directed && *one->directed < terms_.size() && may_take(*one->directed, at))
                put(accounts[*one->directed], terms_[*one->directed], day_of(at), money);
            left = money > std::numeric_limits<std::int64_t>::max() - left
                       ? std::numeric_limits<std::int64_t>::max()
                       : left + money;
        }
        for (auto const which : oldest_first_)
            if (left > 0 && !accounts[which].kept && may_take(which, at))
                put(accounts[which], terms_[which], day_of(at), left);
        together.clear();
    }

    std::vector<terms> terms_;
    std::vector<std::size_t> oldest_first_;
    std::vector<promise_payment> payments_;  ///< by time
};

[[nodiscard]] inline promise_state state_on(account const& one, date last_day, date day) {
    if (one.kept) return promise_state::kept;
    if (day <= last_day) return promise_state::open;
    return one.paid > 0 ? promise_state::partly_kept : promise_state::broken;
}

/// Notes what taking a payment back did to a promise.
TRAMO_INLINE void note_change(promise_standing& on, account const& before, account const& after, date day) {
    auto const state = state_on(after, on.last_day, day);
    if (before.kept && !after.kept) {
        on.kept_once = before.kept;
        on.undone = day;
    }
    if (state != state_on(before, on.last_day, day)) on.decided = day;
}

/// `on.decided` is the day on which the state last changed because a payment was taken back.
TRAMO_INLINE void conclude(promise_standing& on, terms const& of, account const& now, promise const& from,
                           date as_of) {
    if (of.is_withdrawn) {
        on = {promise_state::reversed, 0, day_of(*from.withdrawn), {}, {}, of.last_day};
        return;
    }
    on.paid = now.paid;
    on.state = state_on(now, of.last_day, as_of);
    if (on.state == promise_state::open)
        on.decided.reset();
    else if (on.state == promise_state::kept)
        on.decided = now.kept;
    else
        on.decided = std::max(date{of.last_day.days + 1}, on.decided.value_or(of.last_day));
}

}  // namespace settling

TRAMO_INLINE std::vector<promise_standing> settle_promises(std::vector<promise> const& promises,
                                                           std::vector<promise_payment> const& payments,
                                                           promise_tolerance const& tolerance, date as_of) {
    settling::ledger const ledger(promises, payments, tolerance, as_of);
    auto const& terms = ledger.all();
    std::vector<promise_standing> made(promises.size());
    for (std::size_t i = 0; i < made.size(); ++i) made[i].last_day = terms[i].last_day;
    for (auto const moment : ledger.reversals(as_of)) {
        auto const before = ledger.settled({moment, false}), after = ledger.settled({moment, true});
        for (std::size_t i = 0; i < made.size(); ++i)
            settling::note_change(made[i], before[i], after[i], day_of(moment));
    }
    timestamp const end{(std::int64_t{as_of.days} + 1) * micros_a_day};
    auto const now = ledger.settled({end, false});
    for (std::size_t i = 0; i < made.size(); ++i)
        settling::conclude(made[i], terms[i], now[i], promises[i], as_of);
    return made;
}

}  // namespace tramo::treatment
