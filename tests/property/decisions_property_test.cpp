// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Decisions are what a slow reading of the same policy, accounts and events says, however these are told.
#include <tramo/json/decisions.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "told_decisions.hpp"

using namespace tramo_test;

namespace {

std::string in_words(dealt_question const& asked) {
    return "as of " + to_string(asked.as_of) + ", now " + (asked.now ? to_string(*asked.now) : "-");
}

std::string in_words(std::vector<dealt_event> const& all, std::string const& key) {
    std::string text;
    for (auto const& one : all) {
        if (one.key != key) continue;
        for (auto const& [name, cell] : dealt_cells(one)) text += name + "=" + cell + " ";
        text += "\n";
    }
    return text;
}

template <class Thing>
void shuffle(chance& draw, std::vector<Thing>& all) {
    for (auto i = all.size(); i > 1; --i)
        std::swap(all[i - 1], all[static_cast<std::size_t>(draw.roll(static_cast<int>(i)))]);
}

/// What is told of each account must be the same, and nothing of others.
void require_same(dealt_trial const& of, tramo::decisions const& due) {
    told_decisions const expected(due);
    auto const made = dealt_decisions(of);
    told_decisions const found(made);
    REQUIRE(found.all == expected.all);
    REQUIRE(found.facts == expected.facts);
}

/// Keys of tasks by account and rule.
std::map<std::pair<std::string, std::string>, std::string> keys_of(tramo::decisions const& of) {
    std::map<std::pair<std::string, std::string>, std::string> keys;
    auto const tasks = of.task_table();
    for (std::int64_t row = 0; row < tasks.rows; ++row) {
        auto const place = std::pair(dealt_cell(tasks, "client", row), dealt_cell(tasks, "rule", row));
        REQUIRE(keys.emplace(place, dealt_cell(tasks, "idempotency_key", row)).second);
    }
    return keys;
}

std::set<std::string> all_of(std::map<std::pair<std::string, std::string>, std::string> const& keys) {
    std::set<std::string> all;
    for (auto const& [place, key] : keys) all.insert(key);
    return all;
}

dealt_account const& account_of(dealt_trial const& of, std::string const& key) {
    for (auto const& one : of.accounts)
        if (one.key == key) return one;
    FAIL("no account " << key);
    return of.accounts.front();
}

dealt_effect const& effect_of(dealt_trial const& of, std::string const& name) {
    for (auto const& one : of.policy.effects)
        if (one.name == name) return one;
    FAIL("no effect " << name);
    return of.policy.effects.front();
}

/// An account told of two calls on its only day, asked at noon: one of the morning, one of the evening.
dealt_trial calls_around_noon(std::string const& tail) {
    dealt_trial made;
    made.policy.head = dealt_fields + "table cuts by tier, days {\n  column least : integer\n";
    made.policy.row_texts = {"  row *, * => 1\n"};
    made.policy.tail = "}\ncontact limits {\n  on call => attempt by \"phone\"\n" + tail;
    made.accounts.resize(1);
    made.accounts[0].key = "C-0";
    made.asked = {{first_day + 2},
                  timestamp{(first_day + 2) * tramo::micros_a_day + tramo::micros_a_day / 2}};
    for (int const part : {1, 3})
        made.events.push_back({"x" + std::to_string(part),
                               "C-0",
                               "call",
                               "talked",
                               {(first_day + 2) * tramo::micros_a_day + part * (tramo::micros_a_day / 4)},
                               0,
                               {},
                               false});
    return made;
}

}  // namespace

TEST_CASE("a contact behind the moment asked for does not count, however far a hold puts the answer off") {
    auto of = calls_around_noon(
        "  limit l0 2 attempts within 9 days\n}\nhold h0 { from from_day until until_day"
        "  freezes messages }\n");
    of.accounts[0].from = of.accounts[0].until = of.asked.as_of;
    auto const found = dealt_decisions(of).contacts();
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found[0].may.is_allowed);
    CHECK(found[0].may.first == timestamp{(first_day + 3) * tramo::micros_a_day});
}

TEST_CASE("a contact that one hold and then a limit put off into the next hold waits for its end too") {
    auto of = calls_around_noon(
        "  limit l0 1 attempt within 3 days\n}\nhold h0 { of claims  from opened until closed"
        "  freezes messages }\n");
    for (auto const day : {first_day + 2, first_day + 5, first_day + 7})
        of.accounts[0].claims.push_back({{day}, date{day == first_day + 2 ? day : day + 1}, ""});
    auto const found = dealt_decisions(of).contacts();
    REQUIRE(found.size() == 1);
    CHECK(found[0].held_by == "h0");
    CHECK(found[0].may.first == timestamp{(first_day + 9) * tramo::micros_a_day});
}

TEST_CASE("decisions are what a slow reading of the policy, the accounts and their events says") {
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        auto const of = random_dealt_trial(seed, 10);
        INFO("seed " << seed << ", " << in_words(of.asked) << "\n" << of.policy.text());
        auto const made = dealt_decisions(of);
        told_decisions const found(made);
        auto const& channels = made.with().policy().program().treatment.contact->channels;
        for (auto const& account : of.accounts) {
            INFO(account.key << "\n" << in_words(of.events, account.key));
            slow_treatment const slow(of.policy, of.asked, account, of.events);
            CHECK(found.all.at(account.key) == slowly_decided(of, slow, channels, account.is_faulty));
            if (!account.is_faulty) CHECK(found.facts.at(account.key) == slowly_found(of, slow));
        }
    }
}

TEST_CASE("neither batches nor the order of accounts, events and rows of a table change a decision") {
    for (std::uint64_t seed = 1'001; seed <= 1'120; ++seed) {
        auto of = random_dealt_trial(seed, 12);
        INFO("seed " << seed << ", " << in_words(of.asked) << "\n" << of.policy.text());
        auto const due = dealt_decisions(of);
        chance draw(seed);
        told_decisions const expected(due);
        auto const cut = dealt_decisions(of, &draw);
        REQUIRE(told_decisions(cut).all == expected.all);
        REQUIRE(told_decisions(cut).facts == expected.facts);
        auto turned = of;
        shuffle(draw, turned.accounts);
        require_same(turned, due);
        turned = of;
        shuffle(draw, turned.events);
        require_same(turned, due);
        turned = of;
        shuffle(draw, turned.policy.row_texts);
        require_same(turned, due);
    }
}

TEST_CASE("an account alone is decided as among others") {
    for (std::uint64_t seed = 2'001; seed <= 2'040; ++seed) {
        auto const of = random_dealt_trial(seed, 8);
        INFO("seed " << seed << ", " << in_words(of.asked) << "\n" << of.policy.text());
        auto const all = dealt_decisions(of);
        told_decisions const expected(all);
        for (auto const& account : of.accounts) {
            auto alone = of;
            alone.accounts = {account};
            std::erase_if(alone.events, [&](auto const& one) { return one.key != account.key; });
            auto const made = dealt_decisions(alone);
            told_decisions const found(made);
            REQUIRE(found.all == told_accounts{{account.key, expected.all.at(account.key)}});
            REQUIRE(found.facts == told_accounts{{account.key, expected.facts.at(account.key)}});
        }
    }
}

TEST_CASE("a task has a key of its own, the same again as often as its rule says") {
    for (std::uint64_t seed = 3'001; seed <= 3'150; ++seed) {
        auto const of = random_dealt_trial(seed, 12);
        INFO("seed " << seed << ", " << in_words(of.asked) << "\n" << of.policy.text());
        auto const keys = keys_of(dealt_decisions(of));
        REQUIRE(keys_of(dealt_decisions(of)) == keys);
        REQUIRE(all_of(keys).size() == keys.size());
        auto later = of;
        later.asked.as_of.days += 1 + chance(seed).roll(9);
        later.asked.now.reset();
        for (auto const& [place, key] : keys_of(dealt_decisions(later))) {
            auto const& account = account_of(of, place.first);
            auto const& effect = effect_of(of, place.second);
            auto const was = slow_treatment(of.policy, of.asked, account, of.events).status(effect);
            auto const is = slow_treatment(of.policy, later.asked, account, of.events).status(effect);
            auto const before = keys.find(place);
            if (before != keys.end()) CHECK((before->second == key) == (was->key == is->key));
            for (auto const& [other, taken] : keys) CHECK((other == place || taken != key));
        }
        auto other = of;
        other.policy.head.replace(other.policy.head.find("version \"1\""), 11, "version \"2\"");
        for (auto const& [place, key] : keys_of(dealt_decisions(other))) CHECK(all_of(keys).count(key) == 0);
    }
}

TEST_CASE("each task is of an effect in force, and the row of the table that holds says whose it is") {
    for (std::uint64_t seed = 4'001; seed <= 4'150; ++seed) {
        auto const of = random_dealt_trial(seed, 12);
        INFO("seed " << seed << ", " << in_words(of.asked) << "\n" << of.policy.text());
        auto const tasks = dealt_decisions(of).task_table();
        for (std::int64_t row = 0; row < tasks.rows; ++row) {
            auto const& account = account_of(of, dealt_cell(tasks, "client", row));
            auto const& effect = effect_of(of, dealt_cell(tasks, "rule", row));
            slow_treatment const slow(of.policy, of.asked, account, of.events);
            REQUIRE(slow.status(effect).has_value());
            CHECK(slow.status(effect)->status == "in_force");
            CHECK(dealt_cell(tasks, "type", row) == effect.kind);
            auto const* const parameters = slow.facts().row;
            bool const has_owner = effect.has_boss && parameters != nullptr;
            CHECK(dealt_cell(tasks, "owner", row) == (has_owner ? parameters->boss : ""));
        }
    }
}

TEST_CASE("JSON of an account can be read, and lists what the tables have of it") {
    for (std::uint64_t seed = 5'001; seed <= 5'060; ++seed) {
        auto const of = random_dealt_trial(seed, 8);
        INFO("seed " << seed << ", " << in_words(of.asked) << "\n" << of.policy.text());
        auto const made = dealt_decisions(of);
        std::map<std::string, tramo::batch> const tables = {{"effects", made.effect_table()},
                                                            {"holds", made.hold_table()},
                                                            {"promises", made.promise_table()},
                                                            {"contacts", made.contact_table()},
                                                            {"tasks", made.task_table()}};
        for (std::uint32_t row = 0; row < of.accounts.size(); ++row) {
            auto const json = nlohmann::json::parse(decision_to_json(made, row));
            CHECK(json["account"] == of.accounts[row].key);
            for (auto const& [name, table] : tables) {
                std::size_t count = 0;
                for (std::int64_t i = 0; i < table.rows; ++i)
                    count += dealt_cell(table, "client", i) == of.accounts[row].key ? 1 : 0;
                INFO(name);
                CHECK(json[name].size() == count);
            }
        }
    }
}

TEST_CASE("at the first moment told of a contact it is allowed") {
    std::int64_t const hour = tramo::micros_a_day / 24;
    for (std::uint64_t seed = 6'001; seed <= 6'060; ++seed) {
        auto of = random_dealt_trial(seed, 6);
        if (!of.asked.now) of.asked.now = timestamp{of.asked.as_of.days * tramo::micros_a_day + 9 * hour};
        std::erase_if(of.events, [&](auto const& one) { return *of.asked.now < one.at; });
        INFO("seed " << seed << ", " << in_words(of.asked) << "\n" << of.policy.text());
        auto const made = dealt_decisions(of);
        for (auto const& one : made.contacts()) {
            auto const& account = of.accounts[one.row];
            slow_treatment const slow(of.policy, of.asked, account, of.events);
            if (!one.may.first) continue;
            auto again = of;
            again.accounts = {account};
            again.asked.now = timestamp{one.may.first->micros - slow.ahead()};
            CHECK(*of.asked.now <= *again.asked.now);
            CHECK((*again.asked.now == *of.asked.now) == one.may.is_allowed);
            again.asked.as_of = day_of(*again.asked.now);
            if (one.may.is_allowed) continue;
            auto const then = dealt_decisions(again).contacts();
            INFO(account.key << " asked again " << in_words(again.asked) << "\n"
                             << in_words(of.events, account.key));
            for (auto const& other : then)
                if (other.channel == one.channel) CHECK(other.may.is_allowed);
        }
    }
}
