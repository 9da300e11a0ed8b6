// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random expressions, the same for the same seed on every machine: trees such as the parser could have built.
#pragma once

#include <random>
#include <string>
#include <vector>

#include <tramo/syntax/ast.hpp>

namespace tramo_test {

/// Draws without std::uniform_int_distribution, whose numbers differ between standard libraries.
class dice {
public:
    explicit dice(std::uint64_t seed) : engine_(seed) {}
    /// 0 to sides - 1.
    std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }
    bool one_in(std::size_t sides) { return roll(sides) == 0; }
    template <class T>
    T const& pick(std::vector<T> const& from) {
        return from[roll(from.size())];
    }

private:
    std::mt19937_64 engine_;
};

/// Expressions in the shape that parsing gives: no `or` directly inside an `or`, no negative numbers.
class random_expression {
public:
    explicit random_expression(dice& draw) : draw_(draw) {}

    tramo::ast::expression condition(int depth) {
        switch (draw_.roll(depth > 0 ? 12 : 2)) {
            case 0:
            case 1:
                return name();
            case 2:
            case 3:
                return chain(tramo::ast::node::or_, depth);
            case 4:
            case 5:
                return chain(tramo::ast::node::and_, depth);
            case 6:
                return unary(tramo::ast::node::not_, condition(depth - 1));
            case 7:
            case 8:
                return compare(depth);
            case 9:
                return membership(depth);
            case 10:
                return match(depth);
            default:
                return unknown_test(depth);
        }
    }

    tramo::ast::expression value(int depth) {
        switch (draw_.roll(depth > 0 ? 10 : 4)) {
            case 0:
            case 1:
                return literal();
            case 2:
            case 3:
                return name();
            case 4:
            case 5:
                return arithmetic(depth);
            case 6:
                return unary(tramo::ast::node::negate, value(depth - 1));
            case 7:
                return call(depth);
            case 8:
                return aggregate(depth);
            default:
                return condition(depth - 1);
        }
    }

    tramo::ast::expression literal() {
        tramo::ast::expression made;
        switch (draw_.roll(9)) {
            case 0:
                made.kind = tramo::ast::node::percent;
                break;
            case 1:
                made.kind = tramo::ast::node::money;
                break;
            case 2:
                made.kind = tramo::ast::node::duration;
                break;
            case 3:
                made.kind = tramo::ast::node::date;
                made.day = day();
                return made;
            case 4:
                made.kind = tramo::ast::node::timestamp;
                made.moment = moment();
                return made;
            case 5:
                made.kind = tramo::ast::node::text;
                made.text = text();
                return made;
            case 6:
                made.kind = tramo::ast::node::truth;
                made.is_true = draw_.one_in(2);
                return made;
            case 7:
                made.kind = draw_.one_in(5) ? tramo::ast::node::null : tramo::ast::node::as_of;
                return made;
            default:
                made.kind = tramo::ast::node::number;
        }
        made.number = number();
        if (made.kind == tramo::ast::node::money)
            made.text = draw_.pick<std::string>({"", "BRL", "CLF", "USD"});
        if (made.kind == tramo::ast::node::duration) made.word = draw_.pick(units);
        return made;
    }

    /// `30 days`
    tramo::ast::expression length() {
        tramo::ast::expression made;
        made.kind = tramo::ast::node::duration;
        made.number = number();
        made.word = draw_.pick(units);
        return made;
    }

    std::string any_name() { return draw_.pick(names); }
    std::string text() { return draw_.pick(texts); }
    tramo::date day() { return tramo::date{static_cast<std::int32_t>(draw_.roll(3'000'000)) - 700'000}; }

private:
    static std::vector<tramo::keyword> const units;
    static std::vector<tramo::keyword> const calls;
    static std::vector<tramo::keyword> const aggregates;
    static std::vector<std::string> const names;
    static std::vector<std::string> const texts;
    /// Words of all languages that mean something with a point between them, unless back-quoted.
    static std::vector<std::string> const activity_owners, activity_parts;

    tramo::decimal number() {
        if (draw_.one_in(3)) return tramo::decimal{1};
        auto const scale = draw_.one_in(2) ? 0 : static_cast<int>(draw_.roll(19));
        return {static_cast<tramo::int128>(draw_.roll(1'000'000'000'000)), scale};
    }

    tramo::timestamp moment() {
        auto const micros_a_day = std::int64_t{86'400'000'000};
        return {day().days * micros_a_day + static_cast<std::int64_t>(draw_.roll(86'400'000'000))};
    }

    tramo::ast::expression alert() {
        tramo::ast::expression made;
        made.kind = tramo::ast::node::alert;
        made.text = any_name();
        made.word = draw_.pick<tramo::keyword>(
            {tramo::keyword::state, tramo::keyword::days, tramo::keyword::since, tramo::keyword::times});
        return made;
    }

    tramo::ast::expression activity() {
        tramo::ast::expression made;
        made.kind = tramo::ast::node::activity;
        made.text = draw_.pick<std::string>({"best", "last", "attempts", "contacts"});
        made.member = draw_.pick<std::string>(
            {"code", "action", "rank", "contact", "day", "agent", "total", "window", "first", "last"});
        return made;
    }

    tramo::ast::expression name() {
        if (draw_.one_in(8)) return alert();
        if (draw_.one_in(8)) return activity();
        return plain_name();
    }

    tramo::ast::expression plain_name() {
        tramo::ast::expression made;
        made.kind = tramo::ast::node::name;
        made.text = any_name();
        if (draw_.one_in(5)) made.member = any_name();
        if (draw_.one_in(20)) {
            made.text = draw_.pick(activity_owners);
            made.member = draw_.pick(activity_parts);
        }
        return made;
    }

    tramo::ast::expression unary(tramo::ast::node kind, tramo::ast::expression of) {
        tramo::ast::expression made;
        made.kind = kind;
        made.operands.push_back(std::move(of));
        return made;
    }

    tramo::ast::expression chain(tramo::ast::node kind, int depth) {
        tramo::ast::expression made;
        made.kind = kind;
        auto const length = 2 + draw_.roll(3);
        while (made.operands.size() < length) {
            auto part = draw_.one_in(8) ? value(depth - 1) : condition(depth - 1);
            if (part.kind != kind) made.operands.push_back(std::move(part));
        }
        return made;
    }

    tramo::ast::expression binary(tramo::ast::node kind, std::string op, int depth) {
        auto made = unary(kind, value(depth - 1));
        made.op = std::move(op);
        made.operands.push_back(value(depth - 1));
        return made;
    }

    tramo::ast::expression compare(int depth) {
        return binary(tramo::ast::node::compare, draw_.pick<std::string>({"=", "!=", "<", "<=", ">", ">="}),
                      depth);
    }

    tramo::ast::expression arithmetic(int depth) {
        return binary(tramo::ast::node::arithmetic, draw_.pick<std::string>({"+", "-", "*", "/"}), depth);
    }

    tramo::ast::expression range(int depth) {
        auto made = binary(tramo::ast::node::range, "", depth);
        made.half_open = draw_.one_in(2);
        return made;
    }

    tramo::ast::expression membership(int depth) {
        auto made = unary(tramo::ast::node::in, value(depth - 1));
        made.negated = draw_.one_in(2);
        auto const length = 1 + draw_.roll(3);
        while (made.operands.size() <= length)
            made.operands.push_back(draw_.one_in(2) ? range(depth - 1) : value(depth - 1));
        return made;
    }

    tramo::ast::expression match(int depth) {
        auto made =
            binary(draw_.one_in(2) ? tramo::ast::node::like : tramo::ast::node::starts_with, "", depth);
        made.negated = draw_.one_in(2);
        return made;
    }

    tramo::ast::expression unknown_test(int depth) {
        auto made = unary(tramo::ast::node::is_unknown, value(depth - 1));
        made.negated = draw_.one_in(2);
        return made;
    }

    tramo::ast::expression call(int depth) {
        tramo::ast::expression made;
        made.kind = tramo::ast::node::call;
        made.word = draw_.pick(calls);
        bool const is_extreme = made.word == tramo::keyword::max || made.word == tramo::keyword::min;
        auto const length = (is_extreme ? 2 : 0) + draw_.roll(3);
        while (made.operands.size() < length) made.operands.push_back(value(depth - 1));
        return made;
    }

    tramo::ast::expression aggregate(int depth) {
        auto made = plain_name();
        made.kind = tramo::ast::node::aggregate;
        made.word = draw_.pick(aggregates);
        if (draw_.one_in(2)) made.operands.push_back(condition(depth - 1));
        if (draw_.one_in(3)) made.within_days = 1 + static_cast<std::int64_t>(draw_.roll(400));
        return made;
    }

    dice& draw_;
};

inline std::vector<tramo::keyword> const random_expression::units = {
    tramo::keyword::days, tramo::keyword::weeks, tramo::keyword::months, tramo::keyword::years};
inline std::vector<tramo::keyword> const random_expression::calls = {
    tramo::keyword::abs,          tramo::keyword::round,
    tramo::keyword::coalesce,     tramo::keyword::day,
    tramo::keyword::month,        tramo::keyword::year,
    tramo::keyword::weekday,      tramo::keyword::start_of_month,
    tramo::keyword::end_of_month, tramo::keyword::to_date,
    tramo::keyword::max,          tramo::keyword::min};
inline std::vector<tramo::keyword> const random_expression::aggregates = {
    tramo::keyword::sum, tramo::keyword::count,  tramo::keyword::any,
    tramo::keyword::all, tramo::keyword::oldest, tramo::keyword::max,
    tramo::keyword::min, tramo::keyword::latest, tramo::keyword::previous};
/// Plain names, words that mean something in one language or in some place, and names that need back-quotes.
inline std::vector<std::string> const random_expression::names = {"balance",   "days_past_due",
                                                                  "días_mora", "situação",
                                                                  "Ñandú",     "x",
                                                                  "_1",        "BRL",
                                                                  "UF",        "T10",
                                                                  "y",         "o",
                                                                  "e",         "no",
                                                                  "or",        "and",
                                                                  "not",       "in",
                                                                  "em",        "en",
                                                                  "like",      "como",
                                                                  "between",   "entre",
                                                                  "true",      "falso",
                                                                  "hoy",       "hoje",
                                                                  "as_of",     "null",
                                                                  "nulo",      "segment",
                                                                  "segmento",  "value",
                                                                  "valor",     "rest",
                                                                  "field",     "queue",
                                                                  "fila",      "if",
                                                                  "si",        "se",
                                                                  "where",     "donde",
                                                                  "is",        "es",
                                                                  "é",         "starts",
                                                                  "empieza",   "days",
                                                                  "mes",       "sum",
                                                                  "max",       "data",
                                                                  "date",      "version",
                                                                  "id",        "from",
                                                                  "inactive",  "optional",
                                                                  "key",       "tramo",
                                                                  "policy",    "money",
                                                                  "open",      "alias",
                                                                  "two words", "#1",
                                                                  "1st",       "a.b",
                                                                  "a-b",       "(",
                                                                  "}",         "\"",
                                                                  "\\",        " ",
                                                                  "日付",      "Über-Fälligkeit",
                                                                  "alert",     "alerta",
                                                                  "none",      "ninguna",
                                                                  "nenhum",    "state",
                                                                  "estado",    "on",
                                                                  "ante",      "event",
                                                                  "clear",     "quitar",
                                                                  "remover",   "by",
                                                                  "por",       "within",
                                                                  "passed",    "without",
                                                                  "sin",       "step",
                                                                  "manual",    "debt",
                                                                  "condition", "matrix",
                                                                  "principal", "interest",
                                                                  "fine",      "first",
                                                                  "base",      "row",
                                                                  "último",    "last",
                                                                  "role",      "until",
                                                                  "desde",     "até",
                                                                  "juros",     "multa",
                                                                  "mora",      "lump",
                                                                  "actions",   "palette",
                                                                  "lista",     "gestiones",
                                                                  "worklist",  "action",
                                                                  "response",  "code",
                                                                  "agent",     "window",
                                                                  "candidate", "order",
                                                                  "orden",     "best",
                                                                  "mejor",     "contact",
                                                                  "contacts",  "rank",
                                                                  "minutes",   "cost",
                                                                  "channel",   "descending",
                                                                  "day",       "total",
                                                                  "other",     "closes",
                                                                  "account"};
inline std::vector<std::string> const random_expression::activity_owners = {
    "best", "last", "Contacts", "mejor", "última", "contactos", "melhor", "tentativas"};
inline std::vector<std::string> const random_expression::activity_parts = {
    "code", "day", "first", "código", "DÍA", "gestión", "ação", "total"};
inline std::vector<std::string> const random_expression::texts = {
    "",
    "Large",
    "Días de mora",
    "Não pagou",
    "a \"quoted\" word",
    "back\\slash",
    "two\nlines",
    "a\ttab",
    "# no comment",
    "`",
    "} {",
    "%50\\%",
    "日本",
    "—",
    "“typographic”",
    "\\n",
    "a very long label that says much about very little, "
    "so that the line on which it stands goes well beyond the hundred columns that a line may have"};

}  // namespace tramo_test
