// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random policies with conditions of payment that load, their meaning beside their text; and random accounts.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "random_expression.hpp"
#include "slow_conditions.hpp"

namespace tramo_test {

inline std::vector<std::string> const component_words = {"principal", "interest", "fine", "fees", "total"};

class random_conditions {
public:
    explicit random_conditions(dice& draw) : draw_(draw) {}

    slow_policy make() {
        static std::vector<std::pair<std::string, int>> const currencies = {
            {"BRL", 2}, {"BRL", 2}, {"CLP", 0}, {"KWD", 3}};
        std::tie(made_.currency, made_.scale) = draw_.pick(currencies);
        made_.as_of = tramo::parse_date(draw_.pick<std::string>({"2026-03-31", "2024-01-31", "2023-12-30",
                                                                 "2024-02-29", "2026-07-15"}))
                          ->days;
        made_.text = "tramo 1 en\npolicy \"random\" { currency " + made_.currency + " }\n" +
                     "field debtor : text key\nfield balance : money\nfield accrued : money optional\n"
                     "field penalty : money optional\nfield costs : money optional\n"
                     "field days : integer optional\nfield vip : boolean optional\n";
        add_debt();
        add_matrix();
        auto const count = 1 + draw_.roll(3);
        for (std::size_t i = 0; i < count; ++i) add_condition(i);
        return std::move(made_);
    }

private:
    static std::optional<exact> times(std::optional<exact> const& amount, char const* share) {
        if (!amount) return {};
        return exact(*amount * number_of(share));
    }

    void add_debt() {
        using account = slow_account const&;
        made_.debt.resize(4);
        made_.debt[0] = slow_amount{"balance", [](account of) { return of.balance; }};
        if (draw_.one_in(4))
            made_.debt[0] =
                slow_amount{"balance * 33.35%", [](account of) { return times(of.balance, "33.35%"); }};
        if (!draw_.one_in(3)) made_.debt[1] = slow_amount{"accrued", [](account of) { return of.accrued; }};
        if (draw_.one_in(4))
            made_.debt[1] =
                slow_amount{"balance * 1.25%", [](account of) { return times(of.balance, "1.25%"); }};
        if (draw_.one_in(2)) made_.debt[2] = slow_amount{"penalty", [](account of) { return of.penalty; }};
        if (draw_.one_in(2)) made_.debt[3] = slow_amount{"costs", [](account of) { return of.costs; }};
        made_.text += "debt {\n  overdue days\n";
        for (std::size_t i = 0; i < 4; ++i)
            if (made_.debt[i]) made_.text += "  " + component_words[i] + " " + made_.debt[i]->text + "\n";
        made_.text += "}\n";
    }

    void add_matrix() {
        made_.text += "matrix haircut by role, days rising, vip {\n";
        auto const count = 1 + draw_.roll(4);
        for (std::size_t i = 0; i < count; ++i) {
            slow_row row;
            std::string roles = "*", days = "*", vip = "*";
            if (draw_.one_in(2)) row.roles = {role()}, roles = "\"" + row.roles[0] + "\"";
            if (draw_.one_in(6)) row.roles = {"boss", "agent"}, roles = "(\"boss\", \"agent\")";
            if (draw_.one_in(2)) row.from = 30 * static_cast<std::int64_t>(draw_.roll(4));
            if (draw_.one_in(3)) row.until = row.from.value_or(0) + static_cast<std::int64_t>(draw_.roll(60));
            if (row.from && row.until)
                days = std::to_string(*row.from) + ".." + std::to_string(*row.until);
            else if (row.from)
                days = "from " + std::to_string(*row.from);
            else if (row.until)
                days = "until " + std::to_string(*row.until);
            if (draw_.one_in(4)) row.vip = draw_.one_in(2), vip = *row.vip ? "true" : "false";
            auto const share = this->share();
            row.share = number_of(share);
            made_.text += "  row " + roles + ", " + days + ", " + vip + " => " + share + "\n";
            for (auto const& one : row.roles) note_role(one);
            made_.matrix.push_back(std::move(row));
        }
        made_.text += "}\n";
    }

    void add_condition(std::size_t number) {
        slow_condition made;
        made.name = "c" + std::to_string(number);
        std::string head = period(made, number);
        std::string text = "condition " + made.name + head + " {\n";
        text += extents(made);  // one by one: compilers differ on which operand comes first
        text += charges(made);
        text += requirements(made);
        text += rounding(made);
        if (draw_.one_in(3)) made.base = 'p', text += "  base principal\n";
        if (made.base == 't' && draw_.one_in(3)) made.base = 'i', text += "  base in turn\n";
        text += discounts(made.discounts, 3);
        auto const count = 1 + draw_.roll(3);
        for (std::size_t i = 0; i < count; ++i) text += alternative(made, i);
        made_.text += text + "}\n";
        made_.conditions.push_back(std::move(made));
    }

    /// A second condition may have the first one's name, in another period.
    std::string period(slow_condition& made, std::size_t number) {
        auto const text = [](std::int32_t day) { return tramo::to_string(tramo::date{day}); };
        auto const day = made_.as_of;
        if (number == 1 && made_.conditions[0].until && !made_.conditions[0].from) {
            made.name = "c0";
            made.from = *made_.conditions[0].until + 1;
            return " from " + text(*made.from);
        }
        switch (draw_.roll(8)) {
            case 0:
                made.is_inactive = true;
                return " inactive";
            case 1:
                made.until = day - static_cast<int>(draw_.roll(3));
                return " until " + text(*made.until);
            case 2:
                made.from = day - 1 + static_cast<int>(draw_.roll(3));
                made.until = *made.from + static_cast<int>(draw_.roll(3));
                return " from " + text(*made.from) + " until " + text(*made.until);
            default:
                return "";
        }
    }

    std::string extents(slow_condition& made) {
        std::string text;
        if (draw_.one_in(3)) {
            std::string const from = amount(1000), until = amount(1000, 1000);
            text += "  amounts";
            if (!draw_.one_in(3)) made.amount_from = number_of(from), text += " from " + from;
            if (!made.amount_from || draw_.one_in(2))
                made.amount_until = number_of(until), text += " until " + until;
            made.are_amounts_enforced = !draw_.one_in(4);
            text += made.are_amounts_enforced ? " enforced\n" : "\n";
        }
        if (draw_.one_in(3)) {
            auto const from = static_cast<std::int64_t>(draw_.roll(60));
            text += "  overdue";
            if (!draw_.one_in(3)) made.overdue_from = from, text += " from " + std::to_string(from);
            if (!made.overdue_from || draw_.one_in(2))
                made.overdue_until = from + static_cast<std::int64_t>(draw_.roll(90)),
                text += " until " + std::to_string(*made.overdue_until);
            text += "\n";
        }
        return text;
    }

    std::string charges(slow_condition& made) {
        std::string text;
        auto const add = [&](char const* word, std::optional<exact>& into) {
            if (!draw_.one_in(3)) return;
            auto const written = share();
            into = number_of(written);
            text += std::string("  ") + word + " " + written + "\n";
        };
        add("interest", made.interest);
        add("fine", made.fine);
        if (draw_.one_in(2)) {
            made.first_after = draw_.pick<int>({1, 10, 30, 31});
            text += "  first after " + std::to_string(made.first_after) + " days\n";
        }
        return text;
    }

    std::string requirements(slow_condition& made) {
        std::string text;
        for (auto left = draw_.roll(4); left > 1; --left) {
            made.requirements.push_back(test());
            text += "  requires r" + std::to_string(made.requirements.size()) + " = " +
                    made.requirements.back().text + "\n";
        }
        made.has_approval = draw_.one_in(3);
        if (!made.has_approval) return text;
        text += "  approval \"credit\"";
        if (draw_.one_in(2)) return text + "\n";
        made.approval = test();
        return text + " if " + made.approval->text + "\n";
    }

    slow_test test() {
        using account = slow_account const&;
        auto const vip = [](account of) { return of.vip ? sure(*of.vip) : tri::unknown; };
        auto const is_old = [](account of) { return of.days ? sure(*of.days > 60) : tri::unknown; };
        switch (draw_.roll(6)) {
            case 0:
                return {"vip", vip};
            case 1:
                return {"not vip", [=](account of) { return negated(vip(of)); }};
            case 2:
                return {"vip or days > 60", [=](account of) { return either(vip(of), is_old(of)); }};
            case 3:
                return {"not vip and days > 60",
                        [=](account of) { return both(negated(vip(of)), is_old(of)); }};
            case 4:
                return {"days is known", [](account of) { return sure(of.days.has_value()); }};
            default:
                return {"balance >= 10", [](account of) { return sure(*of.balance >= 10); }};
        }
    }

    std::string rounding(slow_condition& made) {
        if (!draw_.one_in(3)) return "";
        std::string text = "  rounding ";
        made.rounding = draw_.pick<char>({'u', 'd', 'n'});
        text += made.rounding == 'u' ? "up" : made.rounding == 'd' ? "down" : "nearest";
        if (!draw_.one_in(3)) {
            auto const unit = draw_.pick<std::string>({"1", "5", "50"});
            made.unit = number_of(unit);
            text += " " + unit;
        }
        made.is_rest_first = draw_.one_in(3);
        if (made.is_rest_first || draw_.one_in(2)) text += made.is_rest_first ? " first" : " last";
        return text + "\n";
    }

    std::string discounts(std::vector<slow_ceiling>& into, std::size_t most) {
        std::string text;
        for (auto left = draw_.roll(most + 1); left > 0; --left) {
            slow_ceiling one;
            one.what = static_cast<int>(draw_.roll(5));
            if (draw_.one_in(2)) one.role = role();
            bool const is_there = std::any_of(into.begin(), into.end(), [&](auto const& other) {
                return other.what == one.what && other.role == one.role;
            });
            if (is_there) continue;
            one.is_by_matrix = draw_.one_in(3);
            auto const written = share();
            one.share = number_of(written);
            text += "    discount " + component_words[static_cast<std::size_t>(one.what)] + " " +
                    (one.is_by_matrix ? "by haircut" : written) +
                    (one.role.empty() ? "" : " for \"" + one.role + "\"") + "\n";
            note_role(one.role);
            into.push_back(std::move(one));
        }
        return text;
    }

    std::string alternative(slow_condition& made, std::size_t number) {
        slow_alternative one;
        one.name = "a" + std::to_string(number);
        one.is_lump_sum = draw_.one_in(4);
        std::string text = std::string("  ") + (one.is_lump_sum ? "lump sum " : "installments ") + one.name;
        if (!one.is_lump_sum) text += installments(one);
        text += "\n" + discounts(one.discounts, 2);
        made.alternatives.push_back(std::move(one));
        return text;
    }

    std::string installments(slow_alternative& one) {
        one.fewest = 1 + static_cast<int>(draw_.roll(4));
        one.most = one.fewest + static_cast<int>(draw_.roll(4));
        if (draw_.one_in(40)) one.fewest = one.most = 60 + static_cast<int>(draw_.roll(1141));
        static std::vector<std::pair<int, char>> const intervals = {{20, 'd'}, {1, 'd'}, {2, 'w'},
                                                                    {1, 'm'},  {1, 'm'}, {12, 'm'}};
        std::tie(one.every, one.every_unit) = draw_.pick(intervals);
        if (one.most > 60) one.every = 1, one.every_unit = 'm';
        std::string text = " " + std::to_string(one.fewest) + ".." + std::to_string(one.most) + " every " +
                           std::to_string(one.every) +
                           (one.every_unit == 'd'   ? " days"
                            : one.every_unit == 'w' ? " weeks"
                                                    : " months");
        if (draw_.one_in(2)) {
            auto const entry = draw_.one_in(2)
                                   ? draw_.pick<std::string>({"0%", "10%", "30%", "33.33%", "99.99%"})
                                   : amount(200);
            (entry.back() == '%' ? one.entry_share : one.entry_amount) = number_of(entry);
            text += " entry " + entry;
        }
        if (draw_.one_in(2)) {
            auto const rate = draw_.pick<std::string>(
                {"0%", "1%", "1.5%", "0.3333333%", "2.75%", "10%", "61.8%", "60%", "100%", "0.0000001%"});
            one.rate = number_of(rate);
            text += " rate " + rate;
        }
        if (draw_.one_in(3)) {
            auto const minimum = amount(50);
            one.minimum = number_of(minimum);
            text += " minimum " + minimum;
        }
        return text;
    }

    std::string role() { return draw_.pick<std::string>({"boss", "agent"}); }
    void note_role(std::string const& role) {
        auto const& all = made_.roles;
        if (!role.empty() && std::find(all.begin(), all.end(), role) == all.end())
            made_.roles.push_back(role);
    }
    std::string share() {
        return draw_.pick<std::string>(
            {"0%", "1%", "2%", "10%", "33.333333%", "50%", "50%", "99.5%", "100%", "12.3456789%"});
    }
    std::string amount(std::size_t most, std::size_t least = 0) {
        std::string text = std::to_string(least + draw_.roll(most + 1));
        for (int i = 0; i < made_.scale; ++i) text += (i == 0 ? "." : "") + std::to_string(draw_.roll(10));
        return text;
    }

    dice& draw_;
    slow_policy made_;
};

}  // namespace tramo_test
