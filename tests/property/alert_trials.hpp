// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Trials of random alerts: what the engine finds and what the slow reading says, in the same words.
#pragma once

#include <map>
#include <tuple>

#include <catch2/catch.hpp>

#include <tramo/check/program.hpp>
#include <tramo/policy/alerts.hpp>
#include <tramo/text/render.hpp>

#include "random_feed.hpp"

namespace tramo_test {

/// By alert and account or child: lines.
using lines = std::map<std::string, std::vector<std::string>>;

inline std::string unit_name(std::size_t alert, std::string const& account, std::string const& child) {
    return "m" + std::to_string(alert) + " " + account + (child.empty() ? "" : "/" + child);
}

inline std::string moment(std::int64_t micros) {
    return tramo::to_string(tramo::timestamp{micros});
}

struct answer_in_words {
    lines states, changes, counters;
    std::int64_t apart = 0, counted = 0, later = 0;
};

inline std::string state_in_words(int value, bool is_pending, std::int64_t since, std::int64_t times) {
    return std::to_string(value) + (is_pending ? "?" : "") + (value == 0 ? "" : " since " + moment(since)) +
           " times " + std::to_string(times);
}

inline std::string change_in_words(int from, int to, std::string const& why, std::int64_t happened, int id) {
    return std::to_string(from) + ">" + std::to_string(to) + " " + why + " " + moment(happened) +
           (id < 0 ? "" : " #" + std::to_string(id));
}

struct trial {
    random_machines alerts;
    tramo::policy policy;
    std::vector<slow_event> events;
    std::int64_t as_of = first_day + 75;  ///< a day
    std::optional<std::int64_t> known_at;

    [[nodiscard]] std::int64_t end() const { return (as_of + 1) * slow_day; }
    [[nodiscard]] tramo::prepared_policy prepared() const {
        auto made = policy.prepare({tramo::date{static_cast<std::int32_t>(as_of)}, {}});
        REQUIRE(made.ok());
        return made.value;
    }
};

/// A policy that loads: what is random is sometimes more than may be.
inline trial make_trial(dice& draw, machine_kinds kinds, std::size_t count) {
    for (;;) {
        random_machines made(draw, kinds);
        auto loaded = tramo::load(made.text);
        if (!loaded.ok()) continue;
        auto events = random_feed(draw, made).make(count);
        return {std::move(made), loaded.value, std::move(events), first_day + 75, {}};
    }
}

struct options {
    int threads = 1;
    std::vector<std::size_t> cuts = {};  ///< rows of batches; the last has the rest
    std::optional<std::int64_t> horizon = {};
    tramo::alert_snapshot const* state = nullptr;
};

inline tramo::alert_verdicts find(trial const& of, std::vector<slow_event> const& rows,
                                  options const& how = {}) {
    auto feed = std::make_shared<tramo::table>();
    std::size_t begin = 0;
    for (auto const size : how.cuts) {
        std::vector<slow_event> const part(rows.begin() + static_cast<std::ptrdiff_t>(begin),
                                           rows.begin() + static_cast<std::ptrdiff_t>(begin + size));
        feed->batches.push_back(feed_of(part));
        begin += size;
    }
    feed->batches.push_back(feed_of({rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.end()}));
    tramo::alert_options asked;
    asked.threads = how.threads;
    if (of.known_at) asked.known_at = tramo::timestamp{*of.known_at};
    if (how.horizon) asked.horizon = tramo::date{static_cast<std::int32_t>(*how.horizon)};
    auto made = tramo::find_alerts(of.prepared(), feed, nullptr, asked, how.state);
    INFO(tramo::render(made.diagnostics, tramo::source("")));
    REQUIRE(made.ok());
    return made.value;
}

inline std::string why_of(trial const& of, tramo::alert_change const& one) {
    using tramo::alerts::change;
    if (one.transition == change::by_hand) return "hand";
    if (one.transition == change::asked) return "asked";
    if (one.transition == change::cancelled) return "cancelled";
    auto const& all = of.alerts.alerts[one.alert].transitions;
    REQUIRE(one.transition < all.size());
    return all[one.transition].target == slow_transition::restore ? "restored"
                                                                  : "t" + std::to_string(one.transition);
}

inline std::string child_of(tramo::alert_verdicts const& found, std::uint32_t child) {
    auto const key = found.children(0).key(child);
    return key.substr(key.find('\x1F') + 1);
}

inline answer_in_words in_words(trial const& of, tramo::alert_verdicts const& found,
                                std::vector<slow_event> const& rows) {
    answer_in_words made;
    auto const& accounts = found.accounts();
    for (std::size_t alert = 0; alert < of.alerts.alerts.size(); ++alert) {
        bool const per_child = of.alerts.alerts[alert].is_per_child;
        auto const& column = per_child ? found.of_children(alert) : found.of_accounts(alert);
        for (std::uint32_t unit = 0; unit < column.states.size(); ++unit) {
            auto const account = per_child ? found.account_of_child(0)[unit] : unit;
            auto const name = unit_name(alert, accounts.key(account), per_child ? child_of(found, unit) : "");
            auto const text = state_in_words(column.states[unit], column.clear_pending[unit],
                                             column.since[unit], column.times[unit]);
            if (text != "0 times 0") made.states[name] = {text};
        }
    }
    for (std::size_t alert = 0; alert < of.alerts.alerts.size(); ++alert)
        for (std::uint32_t unit = 0; unit < accounts.size() && of.alerts.alerts[alert].is_per_child; ++unit)
            if (auto const shown = found.of_accounts(alert).states[unit]; shown != 0)
                made.states[unit_name(alert, accounts.key(unit), "")] = {std::to_string(shown)};
    for (auto const& one : found.changes()) {
        auto const child = one.child == tramo::no_unit ? "" : child_of(found, one.child);
        auto const id = one.row == tramo::event_log::none ? -1 : rows[one.row].id;
        made.changes[unit_name(one.alert, accounts.key(one.account), child)].push_back(
            change_in_words(one.from, one.to, why_of(of, one), one.happened.micros, id));
    }
    for (std::size_t i = 0; i < of.alerts.counters.size(); ++i)
        for (std::uint32_t unit = 0; unit < accounts.size(); ++unit) {
            auto const& value = found.counters()[i][unit];
            if (!value || value->coefficient != 0)
                made.counters["c" + std::to_string(i) + " " + accounts.key(unit)] = {
                    value ? tramo::to_string(*value) : "unknown"};
        }
    auto const& log = found.log();
    made.apart = log.rows_set_apart;
    made.counted = static_cast<std::int64_t>(log.size());
    made.later = log.not_yet_happened + log.not_yet_known;
    CHECK(log.rows_read == made.apart + made.counted + made.later + log.duplicates);
    return made;
}

/// What the slow reading makes of one account.
inline void read_slowly(trial const& of, std::string const& account, slow_log const& sorted,
                        answer_in_words& into) {
    auto const undone = find_undone(sorted, reversed_type);
    slow_log kept;
    for (auto const* one : sorted) {
        bool const is_void = one->type == reversal_type && undone.count(one->id) == 0;
        if (is_void) ++into.apart;
        bool const is_later = one->happened >= of.end();
        if (!is_void && is_later) ++into.later;
        if (!is_void && !is_later) kept.push_back(one);
    }
    into.counted += static_cast<std::int64_t>(kept.size());
    std::map<std::string, slow_log> of_child;
    for (auto const* one : kept)
        if (!one->child.empty()) of_child[one->child].push_back(one);
    auto const add = [&](std::size_t alert, std::string const& child, slow_log const& log) {
        auto const& what = of.alerts.alerts[alert];
        std::map<int, int> within;  // what undoes an event of another child undoes nothing here
        for (auto const& pair : undone) {
            auto const both = std::count_if(log.begin(), log.end(), [&](auto const* one) {
                return one->id == pair.first || one->id == pair.second;
            });
            if (both == 2) within.insert(pair);
        }
        auto const answer = what.restores() ? with_reversals(what, alert, log, within, of.end())
                                            : without_reversals(what, alert, log, of.end());
        auto const name = unit_name(alert, account, child);
        auto const text = state_in_words(answer.state.value, answer.state.is_pending, answer.state.since,
                                         answer.state.times);
        if (text != "0 times 0") into.states[name] = {text};
        for (auto const& one : answer.changes)
            into.changes[name].push_back(change_in_words(one.from, one.to, one.why, one.happened, one.id));
        return answer.state.value;
    };
    for (std::size_t alert = 0; alert < of.alerts.alerts.size(); ++alert) {
        if (!of.alerts.alerts[alert].is_per_child) add(alert, "", kept);
        if (!of.alerts.alerts[alert].is_per_child) continue;
        std::vector<int> states;
        for (auto const& [child, log] : of_child) states.push_back(add(alert, child, log));
        if (auto const shown = of_children(of.alerts.alerts[alert], states); shown != 0)
            into.states[unit_name(alert, account, "")] = {std::to_string(shown)};
    }
    slow_log standing;
    for (auto const* one : kept) {
        bool const is_undone = std::any_of(undone.begin(), undone.end(), [&](auto const& pair) {
            return pair.second == one->id && std::any_of(kept.begin(), kept.end(), [&](auto const* by) {
                       return by->id == pair.first;
                   });
        });
        if (!is_undone) standing.push_back(one);
    }
    for (std::size_t i = 0; i < of.alerts.counters.size(); ++i) {
        auto const value = slow_sum(standing, standing.size(), of.end() - 1, of.alerts.counters[i]);
        if (!value || *value != 0)
            into.counters["c" + std::to_string(i) + " " + account] = {value ? std::to_string(*value)
                                                                            : "unknown"};
    }
}

inline answer_in_words read_slowly(trial const& of) {
    answer_in_words made;
    std::map<std::string, slow_log> accounts;
    for (auto const& one : of.events) {
        if (of.known_at && one.recorded > *of.known_at)
            ++made.later;
        else
            accounts[one.account].push_back(&one);
    }
    for (auto& [account, log] : accounts) {
        put_in_order(log);
        read_slowly(of, account, log, made);
    }
    return made;
}

inline std::string text_of(lines const& all) {
    std::string text;
    for (auto const& [name, list] : all)
        for (auto const& one : list) text += name + ": " + one + "\n";
    return text;
}

inline std::string feed_text(std::vector<slow_event> all) {
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) {
        return std::tie(a.account, a.happened, a.sequence, a.id) <
               std::tie(b.account, b.happened, b.sequence, b.id);
    });
    std::string text;
    for (auto const& one : all)
        text +=
            one.account + "/" + one.child + " #" + std::to_string(one.id) + " " + moment(one.happened) + " " +
            (one.type < 0 ? "manual m" + std::to_string(one.hand.alert) + " " + std::to_string(one.hand.what)
                          : event_names[static_cast<std::size_t>(one.type)]) +
            " n=" + (one.n ? std::to_string(*one.n) : "-") +
            " d=" + (one.d ? tramo::to_string(tramo::date{static_cast<std::int32_t>(*one.d)}) : "-") +
            (one.undoes ? " undoes " + std::to_string(*one.undoes) : "") + "\n";
    return text;
}

inline void check_same(answer_in_words const& found, answer_in_words const& due) {
    CHECK(text_of(found.states) == text_of(due.states));
    CHECK(text_of(found.changes) == text_of(due.changes));
    CHECK(text_of(found.counters) == text_of(due.counters));
    CHECK(found.counted == due.counted);
}

template <class T>
void shuffle(dice& draw, std::vector<T>& all) {
    for (auto i = all.size(); i > 1; --i) std::swap(all[i - 1], all[draw.roll(i)]);
}

inline machine_kinds kinds_of(std::uint64_t seed) {
    return {seed % 4 != 3, seed % 3 != 2, seed % 5 != 4, seed % 2 == 1};
}

/// Changes after a moment.
inline lines after(tramo::alert_verdicts const& found, trial const& of, std::vector<slow_event> const& rows,
                   std::int64_t horizon) {
    answer_in_words made;
    for (auto const& one : found.changes()) {
        if (one.happened.micros <= horizon) continue;
        auto const child = one.child == tramo::no_unit ? "" : child_of(found, one.child);
        auto const id = one.row == tramo::event_log::none ? -1 : rows[one.row].id;
        made.changes[unit_name(one.alert, found.accounts().key(one.account), child)].push_back(
            change_in_words(one.from, one.to, why_of(of, one), one.happened.micros, id));
    }
    return made.changes;
}

}  // namespace tramo_test
