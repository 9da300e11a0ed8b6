// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random accounts and what happened to them, as values and as the tables that an engine reads.
#pragma once

#include <memory>
#include <utility>

#include "random_treatment.hpp"
#include "unit/policy/feed.hpp"

namespace tramo_test {
namespace {

class random_dealings {
public:
    explicit random_dealings(chance& draw) : draw_(draw) {}

    std::vector<dealt_account> accounts(int count) {
        std::vector<dealt_account> all;
        for (int i = 0; i < count; ++i) all.push_back(account("C-" + std::to_string(i)));
        return all;
    }

    std::vector<dealt_event> events(std::vector<dealt_account> const& of) {
        std::vector<dealt_event> all;
        for (auto const& one : of)
            for (int i = draw_.roll(12); i > 0; --i) add(all, one.key);
        return all;
    }

private:
    /// Half of them near the days asked for.
    dealt_day day() {
        if (draw_.once_in(4)) return {};
        return draw_.once_in(2) ? draw_.day(dealt_span) : date{first_day + 28 + draw_.roll(30)};
    }
    std::string text(std::vector<std::string> const& among) {
        return draw_.once_in(3) ? ""
                                : among[static_cast<std::size_t>(draw_.roll(static_cast<int>(among.size())))];
    }
    std::optional<bool> truth() { return draw_.once_in(4) ? std::optional<bool>() : draw_.once_in(2); }

    dealt_account account(std::string key) {
        dealt_account made;
        made.key = std::move(key);
        if (!draw_.once_in(5)) made.tier = draw_.roll(3);
        if (!draw_.once_in(5)) made.days = draw_.roll(45);
        if (!draw_.once_in(5)) made.balance = draw_.roll(70);
        made.due = day();
        made.since = day();
        made.from = day();
        made.until = day();
        made.reason = text({"agreed", "law"});
        made.owner = text({"o1", "o2"});
        made.approver = text({"head", "CHIEF", "clerk"});
        made.paper = text({"p"});
        made.zone = text({"-05:00", "+02:00"});
        made.flag = truth();
        made.phone_ok = truth();
        for (int i = draw_.roll(3); i > 0; --i)
            made.claims.push_back({draw_.day(dealt_span), day(), text({"o3"})});
        made.is_faulty = draw_.once_in(20);
        return made;
    }

    void add(std::vector<dealt_event>& to, std::string const& key) {
        dealt_event made;
        made.id = "x" + std::to_string(100 + draw_.roll(900)) + "-" + std::to_string(to.size());
        made.key = key;
        made.at = draw_.moment(draw_.once_in(2) ? dealt_span : 12);
        if (made.at < timestamp{(first_day + 12) * tramo::micros_a_day})
            made.at.micros += 33 * tramo::micros_a_day;
        auto const kind = draw_.roll(7);
        if (kind == 0) {
            made.type = "promise";
            made.amount = draw_.roll(30);
            made.due = date{day_of(made.at).days + draw_.roll(14) - 1};
            made.word = draw_.once_in(3) ? "mail" : "phone";
        } else if (kind == 1) {
            made.type = "payment";
            made.amount = draw_.roll(40);
            made.word = some_promise(to, key);
        } else if (kind == 2) {
            made.type = draw_.once_in(2) ? "illness" : "recovery";
            if (made.type == "illness") made.word = draw_.once_in(2) ? "grave" : "mild";
        } else if (kind < 5) {
            made.type = "call";
            made.word = draw_.once_in(2) ? "talked" : "no_answer";
            made.was_asked_for = draw_.once_in(4);
        } else if (kind == 5) {
            made.type = "mail";
            made.word = draw_.once_in(5) ? "fax" : draw_.once_in(2) ? "sms" : "email";
        } else {
            if (!undo(to, key, made)) return;
        }
        to.push_back(std::move(made));
    }

    /// Something of the account that was not undone yet.
    bool undo(std::vector<dealt_event> const& all, std::string const& key, dealt_event& made) {
        for (auto const& one : all) {
            bool const is_taken = std::any_of(all.begin(), all.end(), [&](auto const& other) {
                return other.word == one.id && other.type != "payment";
            });
            if (one.key != key || is_taken || draw_.once_in(3)) continue;
            made.type = one.type == "promise"   ? "withdrawn"
                        : one.type == "payment" ? "undo"
                        : one.type == "illness" ? "mistake"
                                                : "";
            if (made.type.empty()) continue;
            made.word = one.id;
            made.at = {one.at.micros + 1 + draw_.roll(30) * (tramo::micros_a_day / 2)};
            return true;
        }
        return false;
    }

    std::string some_promise(std::vector<dealt_event> const& all, std::string const& key) {
        for (auto const& one : all)
            if (one.key == key && one.type == "promise" && draw_.once_in(2)) return one.id;
        return draw_.once_in(4) ? "nothing" : "";
    }

    chance& draw_;
};

inline tramo::testing::cells dealt_cells(dealt_account const& of) {
    tramo::testing::cells made{{"client", of.key}};
    auto const put = [&](char const* name, std::string const& text) {
        if (!text.empty()) made.emplace_back(name, text);
    };
    auto const day = [&](char const* name, dealt_day one) { put(name, one ? to_string(*one) : ""); };
    if (of.is_faulty || of.tier) put("tier", of.is_faulty ? "tin" : dealt_tiers[*of.tier]);
    if (of.days) put("days", std::to_string(*of.days));
    if (of.balance) put("balance", std::to_string(*of.balance));
    if (of.flag) put("flag", *of.flag ? "true" : "false");
    if (of.phone_ok) put("phone_ok", *of.phone_ok ? "true" : "false");
    day("due", of.due);
    day("since_day", of.since);
    day("from_day", of.from);
    day("until_day", of.until);
    put("why", of.reason);
    put("who", of.owner);
    put("approver", of.approver);
    put("paper", of.paper);
    put("place", of.zone);
    return made;
}

/// In so many batches, more or less.
inline std::shared_ptr<tramo::table const> dealt_table(tramo::policy const& of,
                                                       std::vector<dealt_account> const& all, chance* cut) {
    auto made = std::make_shared<tramo::table>();
    tramo::text_batch rows(of.fields());
    for (auto const& one : all) {
        for (auto const& [name, text] : dealt_cells(one)) REQUIRE(rows.set(name, text));
        rows.set_empty("claims");
        for (auto const& claim : one.claims) {
            REQUIRE(rows.begin_child("claims"));
            rows.set("opened", to_string(claim.opened));
            if (claim.closed) rows.set("closed", to_string(*claim.closed));
            if (!claim.handler.empty()) rows.set("handler", claim.handler);
            rows.end_child();
        }
        rows.end_record();
        if (cut != nullptr && cut->once_in(4)) made->batches.push_back(rows.finish());
    }
    if (rows.rows() > 0 || made->batches.empty()) made->batches.push_back(rows.finish());
    return made;
}

/// Of one moment the ids tell the order.
inline tramo::testing::cells dealt_cells(dealt_event const& of) {
    static std::map<std::string, std::string> const words = {
        {"promise", "via"}, {"payment", "promised"}, {"undo", "of"},     {"withdrawn", "of"},
        {"mistake", "of"},  {"illness", "kind"},     {"call", "result"}, {"mail", "via"}};
    tramo::testing::cells made{{"client", of.key},
                               {"event", of.type},
                               {"id", of.id},
                               {"happened", to_string(of.at)},
                               {"sequence", "0"}};
    if (!of.word.empty()) made.emplace_back(words.at(of.type), of.word);
    if (of.type == "promise" || of.type == "payment") made.emplace_back("amount", std::to_string(of.amount));
    if (of.due) made.emplace_back("due", to_string(*of.due));
    if (of.was_asked_for) made.emplace_back("asked", "true");
    return made;
}

inline std::shared_ptr<tramo::table const> dealt_feed(std::vector<dealt_event> const& all) {
    if (all.empty()) return nullptr;
    std::vector<tramo::testing::cells> rows;
    for (auto const& one : all) rows.push_back(dealt_cells(one));
    return tramo::testing::table_of(rows);
}

}  // namespace
}  // namespace tramo_test
