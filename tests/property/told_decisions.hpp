// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the engine and the slow reading decide of random accounts, in the same words.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <tramo/policy/decisions.hpp>

#include "random_dealings.hpp"
#include "slow_treatment.hpp"

namespace tramo_test {
namespace {

using told_accounts = std::map<std::string, std::string>;
using dealt_strings = std::vector<std::string>;

/// A question with all that it is about.
struct dealt_trial {
    dealt_policy policy;
    std::vector<dealt_account> accounts;
    std::vector<dealt_event> events;
    dealt_question asked;
};

inline dealt_trial random_dealt_trial(std::uint64_t seed, int count) {
    chance draw(seed);
    dealt_trial made;
    made.policy = random_treatment(draw).make();
    random_dealings random(draw);
    made.accounts = random.accounts(count);
    made.events = random.events(made.accounts);
    made.asked.as_of = {first_day + 30 + draw.roll(draw.once_in(3) ? 35 : 15)};
    if (draw.once_in(2))
        made.asked.now = timestamp{made.asked.as_of.days * tramo::micros_a_day +
                                   draw.roll(24) * (tramo::micros_a_day / 24)};
    return made;
}

inline tramo::decisions dealt_decisions(dealt_trial const& of, chance* cut = nullptr) {
    tramo::question on_day;
    on_day.as_of = of.asked.as_of;
    auto const with = tramo::testing::prepared(of.policy.text(), on_day);
    tramo::surroundings around;
    around.holidays.push_back({"PY", {}, {first_day - 400}, {first_day + 1'200}, {}});
    for (auto const one : of.policy.holidays) around.holidays[0].holidays.push_back({one});
    tramo::decision_options options;
    options.now = of.asked.now;
    auto made = find_decisions(with, dealt_table(with.policy(), of.accounts, cut), dealt_feed(of.events),
                               nullptr, around, options);
    INFO(tramo::render(made.diagnostics, tramo::source("")));
    REQUIRE(made.ok());
    return made.value;
}

inline std::string dealt_cell(tramo::batch const& of, char const* name, std::int64_t row) {
    auto const* const column = tramo::find_column(of, name);
    REQUIRE(column != nullptr);
    auto text = tramo::cell_text(*column, row);
    std::erase(text, '"');
    return text == "null" ? "" : text;
}

inline std::string joined(std::set<std::string> const& all) {
    std::string text;
    for (auto const& one : all) text += (text.empty() ? "" : ",") + one;
    return text;
}

inline std::string told(std::string const& name, dealt_status const& of, bool is_task) {
    return name + " " + of.status + (of.stands ? " stands" : "") + (of.is_late ? " late" : "") + " first " +
           dealt_text(of.first) + " next " + dealt_text(of.next) + " last " + dealt_text(of.last) +
           " holds " + joined(of.holds) + " missing " + joined(of.missing) +
           (is_task ? " key " + dealt_text(of.key) : "") + "\n";
}

inline std::string told(std::string const& channel, dealt_contact const& of) {
    return channel + (of.is_allowed ? " yes" : " no") + " first " + (of.first ? to_string(*of.first) : "-") +
           " left " + (of.left ? std::to_string(*of.left) : "-") + " binding " + joined(of.binding) +
           (of.is_held ? " held" : "") + "\n";
}

inline std::string told(std::string const& name, dealt_interval const& of) {
    return name + " " + to_string(of.from) + ".." + dealt_text(of.end) + " " + of.reason + " " + of.owner +
           (of.counts ? "" : " refused") + "\n";
}

/// Intervals of events that touch are one.
inline void join_touching(std::vector<dealt_interval>& all) {
    for (std::size_t i = 1; i < all.size();)
        if (all[i - 1].end == all[i].from) {
            all[i - 1].end = all[i].end;
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
}

/// What the engine says of each account, in words that the slow reading uses too.
class told_decisions {
public:
    explicit told_decisions(tramo::decisions const& of) : of_(of), program_(of.with().policy().program()) {
        auto const table = of.decision_table();
        for (std::int64_t row = 0; row < table.rows; ++row) {
            keys_.push_back(dealt_cell(table, "client", row));
            all[keys_.back()];
        }
        add_segments();
        add_effects();
        add_contacts();
        add_holds();
        add_promises();
        add_next_promises();
        for (std::uint32_t row = 0; row < keys_.size(); ++row) {
            auto const days = of.days(row);
            facts[keys_[row]] += "days " + std::to_string(days.past_due) + " " +
                                 std::to_string(days.delinquent) + " " + std::to_string(days.paused) + "\n";
        }
    }

    told_accounts all;    ///< what was decided
    told_accounts facts;  ///< what was found, of accounts set apart too

private:
    void add_segments() {
        std::size_t row = 0;
        for (auto const& part : of_.verdicts().batches)
            for (std::size_t at = 0; at < static_cast<std::size_t>(part.rows); ++at, ++row) {
                std::string marks;
                for (std::size_t i = 0; i < part.segments.size(); ++i)
                    marks += tramo::testing::bit(part.set_apart, at)                ? '!'
                             : tramo::testing::bit(part.segments[i].is_true, at)    ? '+'
                             : tramo::testing::bit(part.segments[i].is_unknown, at) ? '~'
                                                                                    : '-';
                all[keys_[row]] += "segments " + marks + "\n";
            }
    }

    void add_effects() {
        for (auto const& one : of_.effects()) {
            auto const& effect = program_.treatment.effects[one.effect];
            dealt_status made;
            made.status = tramo::effect_status_names[static_cast<std::size_t>(one.status)];
            made.stands = one.stands;
            made.is_late = one.is_late;
            made.first = one.first;
            made.next = one.next;
            made.last = one.last;
            for (std::size_t i = 0; i < program_.treatment.holds.size(); ++i)
                if (((one.holds >> i) & 1) != 0) made.holds.insert(program_.treatment.holds[i].name);
            for (std::size_t i = 0; i < 32; ++i)
                if (((one.missing >> i) & 1) != 0)
                    made.missing.insert((i < 16 ? "r" : "a") + std::to_string(i % 16));
            made.key = one.key_day;
            bool const is_task = made.status == "in_force" && effect.what != tramo::effect_kind::block;
            all[keys_[one.row]] += told(effect.name, made, is_task);
        }
    }

    void add_contacts() {
        for (auto const& one : of_.contacts()) {
            dealt_contact made;
            made.is_allowed = one.may.is_allowed;
            made.first = one.may.first;
            made.left = one.may.left;
            made.binding = {one.binding.begin(), one.binding.end()};
            made.is_held = !one.held_by.empty();
            CHECK(one.may.unanswered.empty());
            all[keys_[one.row]] += told(program_.treatment.contact->channels[one.channel], made);
        }
    }

    void add_holds() {
        std::map<std::pair<std::uint32_t, std::size_t>, std::vector<dealt_interval>> by_hold;
        for (auto const& one : of_.holds())
            by_hold[{one.row, one.hold}].push_back(
                {one.when.from, one.when.end, one.reason, one.owner, one.refused.empty()});
        for (auto& [place, intervals] : by_hold) {
            auto const& hold = program_.treatment.holds[place.second];
            if (hold.starts) join_touching(intervals);
            for (auto const& one : intervals) facts[keys_[place.first]] += told(hold.name, one);
        }
    }

    void add_promises() {
        for (auto const& one : of_.promises())
            facts[keys_[one.row]] +=
                one.id + " " +
                std::string(
                    tramo::treatment::promise_state_names[static_cast<std::size_t>(one.standing.state)]) +
                " " + std::to_string(one.standing.paid) + "\n";
    }

    /// As conditions read them.
    void add_next_promises() {
        std::size_t row = 0;
        for (auto const& part : of_.accounts().batches)
            for (std::int64_t at = 0; at < part.rows; ++at)
                facts[keys_[row++]] += "next " + dealt_cell(part, "promises.due", at) + " " +
                                       dealt_cell(part, "promises.amount", at) + "\n";
    }

    tramo::decisions const& of_;
    tramo::program const& program_;
    dealt_strings keys_;
};

inline std::string slowly_decided(dealt_trial const& of, slow_treatment const& slow,
                                  dealt_strings const& channels, bool is_faulty) {
    if (is_faulty) return "segments " + std::string(of.policy.segments.size() + 1, '!') + "\n";
    std::string all = "segments ";
    all += slow.facts().account->tier ? '+' : '-';
    for (auto const& one : of.policy.segments) {
        auto const truth = slow.truth(one);
        all += truth == tri::yes ? '+' : truth == tri::no ? '-' : '~';
    }
    all += "\n";
    for (auto const& one : of.policy.effects)
        if (auto const status = slow.status(one))
            all += told(one.name, *status, status->status == "in_force" && one.kind != "block");
    for (auto const& one : channels) all += told(one, slow.contact(one));
    return all;
}

inline std::string slowly_found(dealt_trial const& of, slow_treatment const& slow) {
    std::string all;
    for (std::size_t i = 0; i < of.policy.holds.size(); ++i)
        for (auto const& one : slow.facts().holds[i]) all += told(of.policy.holds[i].name, one);
    for (auto const& one : slow.facts().promises)
        all += one.made->id + " " + one.state + " " + std::to_string(one.state == "reversed" ? 0 : one.paid) +
               "\n";
    auto const& facts = slow.facts();
    dealt_day next;
    std::int64_t left = 0;
    for (auto const& one : facts.promises)
        if (one.state == "open") {
            next = std::min(next.value_or(*one.made->due), *one.made->due);
            left += one.made->amount - one.paid;
        }
    all += "next " + (next ? to_string(*next) : "") + " " + std::to_string(left) + "\n";
    return all + "days " + std::to_string(facts.past_due) + " " + std::to_string(facts.delinquent) + " " +
           std::to_string(facts.paused) + "\n";
}

}  // namespace
}  // namespace tramo_test
