// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random cases and actions for random palettes, and both as columns of every layout that they can be read
// from.
#pragma once

#include <numeric>
#include <set>

#include "random_palettes.hpp"
#include "unit/run/made_columns.hpp"

namespace tramo_test {

class random_action_feed {
public:
    random_action_feed(dice& draw, acts_policy const& of) : draw_(draw), of_(of) {
        are_keys_numbers = draw_.one_in(2);
    }

    bool are_keys_numbers = false;

    std::vector<acts_case> cases(std::size_t count) {
        std::vector<acts_case> all;
        for (std::size_t i = 0; i < count; ++i) {
            acts_case one;
            one.key = key(i);
            if (!draw_.one_in(6)) one.creditor = draw_.pick<std::string>({"North", "South", "East"});
            if (!draw_.one_in(6)) one.portfolio = roll(8);
            if (!draw_.one_in(8)) one.balance = roll(10000);
            if (!draw_.one_in(4)) one.assigned = of_.as_of - roll(30);
            one.is_faulty = draw_.one_in(15);
            if (one.is_faulty) one.creditor = "West";
            all.push_back(one);
            // The first of a key counts, unless both are at fault, and then neither does.
            if (one.is_faulty || !draw_.one_in(10)) continue;
            all.push_back(one);
            all.back().balance = 777;
            all.back().portfolio = roll(8);
        }
        return all;
    }

    std::vector<acts_action> actions(std::size_t count, std::size_t cases) {
        std::vector<acts_action> all(count);
        std::vector<std::int64_t> ids(count);
        std::iota(ids.begin(), ids.end(), -5);
        for (auto i = count; i > 1; --i) std::swap(ids[i - 1], ids[draw_.roll(i)]);
        for (std::size_t i = 0; i < count; ++i) {
            auto& one = all[i];
            one.id = of_.are_ids_texts ? ids[i] + 5 : ids[i];
            if (!draw_.one_in(30)) one.key = key(draw_.roll(cases + 1));
            one.codes = codes();
            if (draw_.one_in(30)) one.codes[0].reset();
            auto const time = of_.are_days ? 0 : draw_.pick<std::int64_t>({0, acts_day / 2, acts_day - 1});
            if (!draw_.one_in(30)) one.moment = (of_.as_of + 2 - roll(30)) * acts_day + time;
            one.is_garbled = one.moment && draw_.one_in(40);
            if (!draw_.one_in(4)) one.agent = draw_.pick<std::string>({"Ana", "José", "Bo"});
        }
        return all;
    }

    tramo::batch batch_of(std::vector<acts_case> const& all) {
        made::cells<std::string> keys, creditors, portfolios, balances, days;
        for (auto const& one : all) {
            keys.push_back(one.key);
            creditors.push_back(one.creditor ? std::optional(spelled(*one.creditor)) : std::nullopt);
            portfolios.push_back(in_words(one.portfolio));
            balances.push_back(one.balance ? std::optional(cents(*one.balance)) : std::nullopt);
            days.push_back(one.assigned ? std::optional(day(*one.assigned)) : std::nullopt);
        }
        begin(all.size());
        add("case_id", key_column(keys));
        add("creditor", text_column(creditors));
        add("portfolio", text_column(portfolios));
        add("balance", text_column(balances));
        add("assigned", text_column(days));
        return finish();
    }

    tramo::batch batch_of(std::vector<acts_action> const& all) {
        begin(all.size());
        made::cells<std::string> keys, ids, agents;
        for (auto const& one : all) {
            keys.push_back(one.key);
            ids.push_back((of_.are_ids_texts ? "a" : "") + std::to_string(one.id));
            agents.push_back(one.agent);
        }
        add("who", key_column(keys));
        for (std::size_t level = 0; level < of_.levels; ++level) {
            made::cells<std::string> texts;
            for (auto const& one : all) texts.push_back(one.codes[level]);
            add("c" + std::to_string(level), text_column(texts));
        }
        add("at", moment_column(all));
        if (of_.has_ids) add("number", of_.are_ids_texts ? text_column(ids) : number_column(ids));
        if (of_.has_agents) add("by", text_column(agents));
        return finish();
    }

    /// Some batches, of which some may be empty.
    template <class Rows>
    std::shared_ptr<tramo::table const> table_of(Rows const& all, std::size_t parts) {
        auto made = std::make_shared<tramo::table>();
        auto from = all.begin();
        while (made->batches.size() + 1 < parts) {
            auto const left = static_cast<std::size_t>(all.end() - from);
            auto const to = from + static_cast<std::ptrdiff_t>(draw_.roll(left + 1));
            made->batches.push_back(batch_of(Rows(from, to)));
            from = to;
        }
        made->batches.push_back(batch_of(Rows(from, all.end())));
        return made;
    }

private:
    [[nodiscard]] std::int64_t roll(std::size_t sides) {
        return static_cast<std::int64_t>(draw_.roll(sides));
    }
    [[nodiscard]] std::string key(std::size_t which) const {
        return are_keys_numbers ? std::to_string(which * 7) : "K" + std::to_string(which);
    }
    static std::string cents(std::int64_t amount) {
        return std::to_string(amount / 100) + (amount % 100 < 10 ? ".0" : ".") + std::to_string(amount % 100);
    }
    static std::string day(std::int64_t of) {
        return tramo::to_string(tramo::date{static_cast<std::int32_t>(of)});
    }
    static std::optional<std::string> in_words(std::optional<std::int64_t> const& number) {
        return number ? std::optional(std::to_string(*number)) : std::nullopt;
    }

    /// In another case, without accents, with blanks around.
    std::string spelled(std::string text) {
        if (draw_.one_in(4)) text = acts_folded(text);
        if (draw_.one_in(4))
            for (auto& each : text)
                if (each >= 'a' && each <= 'z') each = static_cast<char>(each - 'a' + 'A');
        if (draw_.one_in(6)) text = " " + text + "  ";
        return text;
    }

    std::vector<std::optional<std::string>> codes() {
        std::vector<std::optional<std::string>> made(of_.levels);
        auto const& in = draw_.pick(of_.palettes);
        std::vector<std::string> path;
        for (auto at = static_cast<int>(draw_.roll(in.nodes.size())); at >= 0; at = in.at(at).parent) {
            auto const& node = in.at(at);
            std::vector<std::string> called = node.aliases;
            called.push_back(node.name);
            if (!node.label.empty()) called.push_back(node.label);
            path.insert(path.begin(), spelled(draw_.pick(called)));
        }
        if (draw_.one_in(10)) path[draw_.roll(path.size())] = "zz" + std::to_string(draw_.roll(2));
        if (draw_.one_in(10)) path.emplace_back("zz9");
        if (of_.levels > 1) {
            for (std::size_t i = 0; i < std::min(of_.levels, path.size()); ++i) made[i] = path[i];
            return made;
        }
        made[0] = path.back();
        if (draw_.one_in(3)) {
            made[0] = path[0];
            for (std::size_t i = 1; i < path.size(); ++i)
                *made[0] += draw_.pick<std::string>({" / ", "/"}) + path[i];
        }
        return made;
    }

    void begin(std::size_t rows) {
        batch_ = {};
        batch_.rows = static_cast<std::int64_t>(rows);
        kept_ = std::make_shared<std::vector<made::made_column>>();
    }
    void add(std::string name, made::made_column column) {
        column.view.name = std::move(name);
        batch_.columns.push_back(column.view);
        kept_->push_back(std::move(column));
    }
    tramo::batch finish() {
        batch_.owner = kept_;
        return std::move(batch_);
    }

    made::made_column text_column(made::cells<std::string> const& texts) {
        if (draw_.one_in(2))
            return made::texts(texts, draw_.roll(9),
                               draw_.pick<tramo::layout>({tramo::layout::utf8, tramo::layout::large_utf8,
                                                          tramo::layout::utf8_view}));
        made::cells<std::string> entries = {"unused"};
        made::cells<std::int32_t> codes;
        for (auto const& text : texts) {
            codes.emplace_back();
            if (!text) continue;
            auto const known = std::find(entries.begin(), entries.end(), text);
            codes.back() = static_cast<std::int32_t>(known - entries.begin());
            if (known == entries.end() || draw_.one_in(20)) entries.push_back(text);
        }
        return made::dictionary<std::int32_t>(tramo::layout::int32, codes,
                                              made::texts(entries, draw_.roll(3)), draw_.roll(9));
    }
    made::made_column number_column(made::cells<std::string> const& texts) {
        if (draw_.one_in(3)) return text_column(texts);
        made::cells<std::int32_t> narrow;
        made::cells<std::int64_t> wide;
        for (auto const& text : texts) {
            narrow.emplace_back();
            wide.emplace_back();
            if (text) narrow.back() = std::stoi(*text);
            if (text) wide.back() = std::stoi(*text);
        }
        if (draw_.one_in(2)) return made::fixed<std::int32_t>(tramo::layout::int32, narrow, draw_.roll(9));
        return made::fixed<std::int64_t>(tramo::layout::int64, wide, draw_.roll(9));
    }
    made::made_column key_column(made::cells<std::string> const& keys) {
        return are_keys_numbers ? number_column(keys) : text_column(keys);
    }

    made::made_column moment_column(std::vector<acts_action> const& all) {
        bool const is_sound =
            std::none_of(all.begin(), all.end(), [](auto const& one) { return one.is_garbled; });
        made::cells<std::string> texts;
        made::cells<std::int64_t> moments;
        made::cells<std::int32_t> days;
        for (auto const& one : all) {
            moments.push_back(one.moment);
            days.emplace_back();
            texts.emplace_back();
            if (!one.moment) continue;
            auto const of = (*one.moment - (*one.moment % acts_day + acts_day) % acts_day) / acts_day;
            days.back() = static_cast<std::int32_t>(of);
            texts.back() = of_.are_days ? day(of) : tramo::to_string(tramo::timestamp{*one.moment});
            if (one.is_garbled) texts.back() = "some day";
        }
        if (!is_sound || draw_.one_in(3)) return text_column(texts);
        if (of_.are_days && draw_.one_in(2))
            return made::fixed<std::int32_t>(tramo::layout::date32, days, draw_.roll(9));
        return made::fixed<std::int64_t>(tramo::layout::timestamp, moments, draw_.roll(9));
    }

    dice& draw_;
    acts_policy const& of_;
    tramo::batch batch_;
    std::shared_ptr<std::vector<made::made_column>> kept_;
};

}  // namespace tramo_test
