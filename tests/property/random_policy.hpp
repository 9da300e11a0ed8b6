// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random policies that check, over one schema with every kind of field, the same for the same seed on every
// machine.
#pragma once

#include <string>
#include <vector>

#include "random_expression.hpp"

namespace tramo_test {

/// Fields of every kind, optional and not. `random_portfolio` makes data for them.
inline std::string const random_schema =
    "tramo 1 en\n"
    "policy \"random\" { currency BRL }\n"
    "field id : text key\n"
    "field n : integer\n"
    "field m : integer optional\n"
    "field amount : money optional\n"
    "field limit : money\n"
    "field share : percent optional\n"
    "field rate : decimal optional\n"
    "field ratio : decimal(4) optional\n"
    "field due : date optional\n"
    "field opened : date\n"
    "field seen : timestamp optional\n"
    "field wait : duration optional\n"
    "field ok : boolean\n"
    "field maybe : boolean optional\n"
    "field size_of : one of \"S\", \"M\", \"L\" optional\n"
    "field status : one of \"A\" (alias \"first\"), \"B\", \"C\" open\n"
    "field name : text optional\n"
    "field city : text\n"
    "collection debts {\n"
    "  field amount : money optional\n  field late : integer\n  field due : date optional\n"
    "  field disputed : boolean optional\n  field kind_of : one of \"X\", \"Y\" optional\n  field tag : text "
    "optional\n"
    "}\n"
    "parameter p_n : integer = 7\n"
    "parameter p_amount : money = 100\n";

/// Writes conditions whose types fit. No literal stands where the compiler could fold a part away that fails
/// to fit.
class random_policy {
public:
    random_policy(dice& draw, bool with_children) : draw_(draw), with_children_(with_children) {}

    std::string make() {
        auto text = random_schema;
        text += "value v_number = " + number(2) + "\nvalue v_amount = " + money(2) +
                "\nvalue v_day = " + day(1) + "\nvalue v_truth = " + condition(2) + "\n";
        has_values_ = true;
        auto const count = 2 + draw_.roll(4);
        for (std::size_t i = 0; i < count; ++i) {
            text += "segment s" + std::to_string(i) + period() + " = " + condition(3) + "\n";
            segments_ = i + 1;
        }
        text += "strategy q {\n";
        for (int i = 0; i < 3; ++i)
            text += "  queue q" + std::to_string(i) + period() + " if " + condition(2) + "\n";
        return text + "  rest others\n}\n";
    }

private:
    std::string period() {
        switch (draw_.roll(12)) {
            case 0:
                return " inactive";
            case 1:
                return " until 2026-01-01";
            case 2:
                return " from 2026-03-31 until 2026-03-31";
            default:
                return "";
        }
    }

    std::string condition(int depth) {
        if (depth == 0 || draw_.one_in(3)) return leaf();
        switch (draw_.roll(5)) {
            case 0:
            case 1:
                return chain(" and ", depth);
            case 2:
            case 3:
                return chain(" or ", depth);
            default:
                return "not (" + condition(depth - 1) + ")";
        }
    }

    std::string chain(std::string const& word, int depth) {
        std::string text = "(" + condition(depth - 1) + ")";
        for (auto left = 1 + draw_.roll(3); left > 0; --left) text += word + "(" + condition(depth - 1) + ")";
        return text;
    }

    std::string leaf() {
        switch (draw_.roll(with_children_ ? 14 : 12)) {
            case 0:
            case 1:
                return compared(number(1), number_literal());
            case 2:
                return compared(money(1), money_literal());
            case 3:
                return compared(day(1), day_literal());
            case 4:
                return fraction();
            case 5:
                return truth();
            case 6:
                return enumeration();
            case 7:
                return text_test();
            case 8:
                return moment();
            case 9:
                return unknown_test();
            case 10:
                return length();
            case 11:
                return draw_.one_in(2) ? "(" + truth() + ") = (" + truth() + ")" : reference();
            default:
                return children();
        }
    }

    /// A comparison, a list or a range, with literals or with another expression of the kind.
    std::string compared(std::string const& subject, std::string const& literal) {
        switch (draw_.roll(5)) {
            case 0:
                return subject + " " + negation() + "in (" + literal + ", " + other(literal) + ", " +
                       other(literal) + ")";
            case 1:
                return subject + " in " + literal + (draw_.one_in(2) ? ".." : "..<") + other(literal);
            default:
                return subject + order() + literal;
        }
    }

    /// Another literal of the kind of the first.
    std::string other(std::string const& like) {
        if (like.find("2026-") == 0 || like.find("as_of") == 0) return day_literal();
        return like.find('.') == std::string::npos ? number_literal() : money_literal();
    }

    std::string order() { return draw_.pick<std::string>({" = ", " != ", " < ", " <= ", " > ", " >= "}); }
    std::string negation() { return draw_.one_in(3) ? "not " : ""; }
    std::string number_literal() { return draw_.pick<std::string>({"0", "1", "2", "7", "30", "-3", "p_n"}); }
    std::string money_literal() {
        return draw_.pick<std::string>({"0.00", "10.50", "100.00", "-5.25", "99.995", "1000.01"});
    }
    std::string day_literal() {
        return draw_.pick<std::string>(
            {"2026-03-01", "2026-03-31", "2026-02-28", "as_of", "as_of - 30 days", "as_of - 1 month"});
    }

    std::string number(int depth) {
        if (depth == 0 || draw_.one_in(3))
            return has_values_ && draw_.one_in(4) ? "v_number" : draw_.pick<std::string>({"n", "m"});
        switch (draw_.roll(with_children_ ? 9 : 7)) {
            case 0:
                return "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
            case 1:
                return "(" + number(depth - 1) + " - " + number_literal() + ")";
            case 2:
                return "(" + number(depth - 1) + " * " + number(depth - 1) + ")";
            case 3:
                return draw_.pick<std::string>({"abs(", "-("}) + number(depth - 1) + ")";
            case 4:
                return draw_.pick<std::string>({"max(", "min(", "coalesce("}) + number(depth - 1) + ", " +
                       number(depth - 1) + ")";
            case 5:
                return draw_.pick<std::string>({"day(", "month(", "year(", "weekday("}) + day(0) + ")";
            case 6:
                return "(7 - " + number(depth - 1) + ")";
            case 7:
                return "count(debts" + where() + ")";
            default:
                return draw_.pick<std::string>({"sum", "max", "min"}) + "(debts.late" + where() + ")";
        }
    }

    std::string money(int depth) {
        if (depth == 0 || draw_.one_in(3))
            return has_values_ && draw_.one_in(4) ? "v_amount" : draw_.pick<std::string>({"amount", "limit"});
        switch (draw_.roll(with_children_ ? 8 : 7)) {
            case 0:
                return "(" + money(depth - 1) + " + " + money(depth - 1) + ")";
            case 1:
                return "(" + money(depth - 1) + " - p_amount)";
            case 2:
                return "(" + money(depth - 1) + " * " +
                       draw_.pick<std::string>({"n", "share", "rate", "ratio"}) + ")";
            case 3:
                return "(" + money(depth - 1) + " / " + draw_.pick<std::string>({"n", "m", "7", "ratio"}) +
                       ")";
            case 4:
                return "round(" + money(depth - 1) + ", " + draw_.pick<std::string>({"0", "1", "2"}) + ")";
            case 5:
                return draw_.pick<std::string>({"max(", "min(", "coalesce("}) + money(depth - 1) + ", " +
                       money(depth - 1) + ")";
            case 6:
                return "(-" + money(depth - 1) + ")";
            default:
                return draw_.pick<std::string>({"sum", "max", "min"}) + "(debts.amount" + where() + ")";
        }
    }

    std::string day(int depth) {
        if (depth == 0 || draw_.one_in(2))
            return has_values_ && draw_.one_in(4) ? "v_day" : draw_.pick<std::string>({"due", "opened"});
        switch (draw_.roll(with_children_ ? 8 : 7)) {
            case 0:
                return "(" + day(depth - 1) + " + " +
                       draw_.pick<std::string>({"30 days", "1 month", "wait", "2 weeks"}) + ")";
            case 1:
                return "(" + day(depth - 1) + " - " +
                       draw_.pick<std::string>({"30 days", "1 month", "wait", "1 year"}) + ")";
            case 2:
                return draw_.pick<std::string>({"start_of_month(", "end_of_month("}) + day(depth - 1) + ")";
            case 3:
                return draw_.pick<std::string>({"max(", "min(", "coalesce("}) + day(depth - 1) + ", " +
                       day(depth - 1) + ")";
            case 4:
                return "date(seen)";
            case 5:
            case 6:
                return "(" + day(depth - 1) + " + (seen - 2026-03-01T18:00))";
            default:
                return draw_.pick<std::string>({"oldest", "max"}) + "(debts.due" + where() + ")";
        }
    }

    std::string fraction() {
        switch (draw_.roll(5)) {
            case 0:
                return "share" + order() + draw_.pick<std::string>({"12.5%", "0%", "33.3333%", "100%"});
            case 1:
                return "rate" + order() +
                       draw_.pick<std::string>({"0.1", "0", "-2.5", "12.345", "0.333333333333333333"});
            case 2:
                return "ratio" + order() +
                       draw_.pick<std::string>({"0.1", "0.25", "-2.5", "12.345", "0.00005"});
            case 3:
                return "(" + money(0) + " / " + money(0) + ")" + order() + "0.5";
            default:
                return "(rate * 3 + ratio)" + order() + draw_.pick<std::string>({"0.3", "0.4", "1"});
        }
    }

    std::string truth() {
        switch (draw_.roll(4)) {
            case 0:
                return "ok";
            case 1:
                return "maybe";
            case 2:
                return "maybe" + std::string(draw_.one_in(2) ? " = " : " != ") +
                       draw_.pick<std::string>({"true", "ok"});
            default:
                return "not maybe";
        }
    }

    std::string enumeration() {
        switch (draw_.roll(5)) {
            case 0:
                return "size_of" + std::string(draw_.one_in(2) ? " = " : " != ") +
                       draw_.pick<std::string>({"\"S\"", "\"M\""});
            case 1:
                return "size_of " + negation() + "in (\"S\", \"L\")";
            case 2:
                return "status = " + draw_.pick<std::string>({"\"A\"", "\"C\""});
            case 3:
                return "status " + negation() + "in (\"A\", \"B\")";
            default:
                return "size_of " + negation() + draw_.pick<std::string>({"like \"_\"", "starts with \"B\""});
        }
    }

    std::string text_test() {
        auto const field = draw_.pick<std::string>({"name", "city"});
        auto const literal =
            draw_.pick<std::string>({"\"Ana\"", "\"Bo\"", "\"a_b\"", "\"Zed the second of that name\""});
        switch (draw_.roll(5)) {
            case 0:
                return field + order() + literal;
            case 1:
                return field + " " + negation() + "in (" + literal + ", \"Ana\", \"Cy\")";
            case 2:
                return field + " " + negation() + "like " +
                       draw_.pick<std::string>(
                           {"\"A%\"", "\"%a%\"", "\"__\"", "\"%e%e%\"", "\"a\\\\_b\"", "\"%\""});
            case 3:
                return field + " " + negation() + "starts with " +
                       draw_.pick<std::string>({"\"A\"", "\"Zed\"", "\"Bo\""});
            default:
                return "name" + order() + "city";
        }
    }

    std::string moment() {
        switch (draw_.roll(3)) {
            case 0:
                return "seen" + order() +
                       draw_.pick<std::string>({"2026-03-31T12:00", "2026-03-01T18:00:00.000001"});
            case 1:
                return "seen + wait" + order() + "2026-03-31T12:00";
            default:
                return "seen - 2026-03-01T18:00" + order() + draw_.pick<std::string>({"30 days", "0 days"});
        }
    }

    std::string length() {
        switch (draw_.roll(3)) {
            case 0:
                return "wait" + order() + draw_.pick<std::string>({"5 days", "1 week"});
            case 1:
                return "as_of - " + day(0) + order() + "30 days";
            default:
                return day(0) + " - " + day(0) + order() + "wait";
        }
    }

    std::string unknown_test() {
        auto const word = draw_.pick<std::string>({" is unknown", " is known"});
        switch (draw_.roll(4)) {
            case 0:
                return "(" + money(1) + " / amount)" + word;
            case 1:
                return "(maybe or size_of = \"S\")" + word;
            default:
                return draw_.pick<std::string>({"m", "amount", "name", "due", "size_of", "maybe", "seen"}) +
                       word;
        }
    }

    std::string reference() {
        if (segments_ > 0 && draw_.one_in(2)) return "s" + std::to_string(draw_.roll(segments_));
        return has_values_ ? "v_truth" : "ok";
    }

    std::string where() { return draw_.one_in(2) ? " where " + child_condition() : ""; }

    std::string child_condition() {
        switch (draw_.roll(7)) {
            case 0:
                return "late" + order() + number_literal();
            case 1:
                return "amount" + order() + money_literal();
            case 2:
                return "disputed";
            case 3:
                return "due < as_of - 30 days or disputed is unknown";
            case 4:
                return "kind_of " + negation() + "in (\"X\")";
            case 5:
                return "amount * late > p_amount";
            default:
                return "not (tag like \"t%\" and late > 1)";
        }
    }

    std::string children() {
        switch (draw_.roll(5)) {
            case 0:
                return draw_.pick<std::string>({"any", "all"}) + "(debts where " + child_condition() + ")";
            case 1:
                return draw_.pick<std::string>({"any", "all"}) + "(debts.disputed" + where() + ")";
            case 2:
                return "(any(debts where " + child_condition() + ")) is unknown";
            case 3:
                return "sum(debts.amount" + where() + ") / count(debts)" + order() + money_literal();
            default:
                return compared("sum(debts.amount" + where() + ")", money_literal());
        }
    }

    dice& draw_;
    bool with_children_;
    bool has_values_ = false;
    std::size_t segments_ = 0;
};

}  // namespace tramo_test
