// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random policy documents, the same for the same seed on every machine: trees such as the parser could have built.
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
            case 0: case 1: return name();
            case 2: case 3: return chain(tramo::ast::node::or_, depth);
            case 4: case 5: return chain(tramo::ast::node::and_, depth);
            case 6: return unary(tramo::ast::node::not_, condition(depth - 1));
            case 7: case 8: return compare(depth);
            case 9: return membership(depth);
            case 10: return match(depth);
            default: return unknown_test(depth);
        }
    }

    tramo::ast::expression value(int depth) {
        switch (draw_.roll(depth > 0 ? 10 : 4)) {
            case 0: case 1: return literal();
            case 2: case 3: return name();
            case 4: case 5: return arithmetic(depth);
            case 6: return unary(tramo::ast::node::negate, value(depth - 1));
            case 7: return call(depth);
            case 8: return aggregate(depth);
            default: return condition(depth - 1);
        }
    }

    tramo::ast::expression literal() {
        tramo::ast::expression made;
        switch (draw_.roll(9)) {
            case 0: made.kind = tramo::ast::node::percent; break;
            case 1: made.kind = tramo::ast::node::money; break;
            case 2: made.kind = tramo::ast::node::duration; break;
            case 3: made.kind = tramo::ast::node::date; made.day = day(); return made;
            case 4: made.kind = tramo::ast::node::timestamp; made.moment = moment(); return made;
            case 5: made.kind = tramo::ast::node::text; made.text = text(); return made;
            case 6: made.kind = tramo::ast::node::truth; made.is_true = draw_.one_in(2); return made;
            case 7: made.kind = draw_.one_in(5) ? tramo::ast::node::null : tramo::ast::node::as_of; return made;
            default: made.kind = tramo::ast::node::number;
        }
        made.number = number();
        if (made.kind == tramo::ast::node::money) made.text = draw_.pick<std::string>({"", "BRL", "CLF", "USD"});
        if (made.kind == tramo::ast::node::duration) made.word = draw_.pick(units);
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

    tramo::decimal number() {
        if (draw_.one_in(3)) return tramo::decimal{1};
        auto const scale = draw_.one_in(2) ? 0 : static_cast<int>(draw_.roll(19));
        return {static_cast<tramo::int128>(draw_.roll(1'000'000'000'000)), scale};
    }

    tramo::timestamp moment() {
        auto const micros_a_day = std::int64_t{86'400'000'000};
        return {day().days * micros_a_day + static_cast<std::int64_t>(draw_.roll(86'400'000'000))};
    }

    tramo::ast::expression name() {
        tramo::ast::expression made;
        made.kind = tramo::ast::node::name;
        made.text = any_name();
        if (draw_.one_in(5)) made.member = any_name();
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
        return binary(tramo::ast::node::compare, draw_.pick<std::string>({"=", "!=", "<", "<=", ">", ">="}), depth);
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
        auto made = binary(draw_.one_in(2) ? tramo::ast::node::like : tramo::ast::node::starts_with, "", depth);
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
        auto made = name();
        made.kind = tramo::ast::node::aggregate;
        made.word = draw_.pick(aggregates);
        if (draw_.one_in(2)) made.operands.push_back(condition(depth - 1));
        return made;
    }

    dice& draw_;
};

inline std::vector<tramo::keyword> const random_expression::units = {tramo::keyword::days, tramo::keyword::weeks,
                                                                     tramo::keyword::months, tramo::keyword::years};
inline std::vector<tramo::keyword> const random_expression::calls = {
    tramo::keyword::abs, tramo::keyword::round, tramo::keyword::coalesce, tramo::keyword::day, tramo::keyword::month,
    tramo::keyword::year, tramo::keyword::weekday, tramo::keyword::start_of_month, tramo::keyword::end_of_month,
    tramo::keyword::to_date, tramo::keyword::max, tramo::keyword::min};
inline std::vector<tramo::keyword> const random_expression::aggregates = {
    tramo::keyword::sum, tramo::keyword::count, tramo::keyword::any, tramo::keyword::all, tramo::keyword::oldest,
    tramo::keyword::max, tramo::keyword::min};
/// Plain names, words that mean something in one language or in some place, and names that need back-quotes.
inline std::vector<std::string> const random_expression::names = {
    "balance", "days_past_due", "días_mora", "situação", "Ñandú", "x", "_1", "BRL", "UF", "T10", "y", "o", "e", "no",
    "or", "and", "not", "in", "em", "en", "like", "como", "between", "entre", "true", "falso", "hoy", "hoje", "as_of",
    "null", "nulo", "segment", "segmento", "value", "valor", "rest", "field", "queue", "fila", "if", "si", "se",
    "where", "donde", "is", "es", "é", "starts", "empieza", "days", "mes", "sum", "max", "data", "date", "version",
    "id", "from", "inactive", "optional", "key", "tramo", "policy", "money", "open", "alias", "two words", "#1", "1st",
    "a.b", "a-b", "(", "}", "\"", "\\", " ", "日付", "Über-Fälligkeit"};
inline std::vector<std::string> const random_expression::texts = {
    "", "Large", "Días de mora", "Não pagou", "a \"quoted\" word", "back\\slash", "two\nlines", "a\ttab", "# no comment",
    "`", "} {", "%50\\%", "日本", "—", "“typographic”", "\\n", "a very long label that says much about very little, "
    "so that the line on which it stands goes well beyond the hundred columns that a line may have"};

/// Whole documents, with comments where printing puts them.
class random_document {
public:
    explicit random_document(std::uint64_t seed) : draw_(seed), expressions_(draw_) {}

    tramo::ast::document make() {
        tramo::ast::document made;
        made.heading_comments = comment_lines();
        if (draw_.one_in(2)) made.declarations.push_back(policy());
        for (auto left = 1 + draw_.roll(6); left > 0; --left) made.declarations.push_back(declaration());
        made.closing_comments = comment_lines();
        return made;
    }

private:
    tramo::ast::declaration declaration() {
        switch (draw_.roll(6)) {
            case 0: return field();
            case 1: return collection();
            case 2: return parameter();
            case 3: return value();
            case 4: return strategy();
            default: return rule<tramo::ast::segment_declaration>();
        }
    }

    std::vector<std::string> comment_lines() {
        std::vector<std::string> lines;
        if (draw_.one_in(4))
            for (auto left = 1 + draw_.roll(2); left > 0; --left) lines.push_back(draw_.pick(remarks));
        return lines;
    }

    tramo::ast::comments comments() {
        return {comment_lines(), draw_.one_in(4) ? draw_.pick(remarks) : "", draw_.one_in(2)};
    }

    tramo::ast::name name() { return {expressions_.any_name(), {}}; }

    std::optional<tramo::ast::text_literal> maybe_text() {
        if (draw_.one_in(2)) return {};
        return tramo::ast::text_literal{expressions_.text(), {}};
    }

    tramo::ast::policy_declaration policy() {
        tramo::ast::policy_declaration made;
        made.title = tramo::ast::text_literal{expressions_.text(), {}};
        made.version = maybe_text();
        if (draw_.one_in(2)) made.currency = tramo::ast::name{"PYG", {}};
        made.zone = maybe_text();
        made.comments = comments();
        made.closing_comments = comment_lines();
        return made;
    }

    tramo::ast::type_expression type() {
        tramo::ast::type_expression made;
        made.word = draw_.pick<tramo::keyword>(
            {tramo::keyword::one_of, tramo::keyword::boolean, tramo::keyword::integer, tramo::keyword::decimal,
             tramo::keyword::money, tramo::keyword::percent, tramo::keyword::date, tramo::keyword::timestamp,
             tramo::keyword::duration, tramo::keyword::text});
        if (made.word == tramo::keyword::money && draw_.one_in(2)) made.currency = tramo::ast::name{"CLF", {}};
        if (made.word == tramo::keyword::decimal && draw_.one_in(2)) made.scale = static_cast<int>(draw_.roll(19));
        if (made.word != tramo::keyword::one_of) return made;
        for (auto left = 1 + draw_.roll(3); left > 0; --left) made.values.push_back(enum_value());
        made.is_open = draw_.one_in(2);
        return made;
    }

    tramo::ast::enum_value enum_value() {
        tramo::ast::enum_value made;
        made.value.text = expressions_.text();
        for (auto left = draw_.roll(3); left > 0; --left) made.aliases.push_back({expressions_.text(), {}});
        return made;
    }

    tramo::ast::validity validity() {
        tramo::ast::validity made;
        if (draw_.one_in(2)) {
            made.tax_id = name();
            return made;
        }
        made.min_digits = static_cast<int>(draw_.roll(20));
        made.max_digits = *made.min_digits + static_cast<int>(draw_.roll(3));
        return made;
    }

    tramo::ast::field_declaration field() {
        tramo::ast::field_declaration made;
        made.name = name();
        made.type = type();
        made.is_optional = draw_.one_in(2);
        made.is_key = draw_.one_in(5);
        for (auto left = draw_.roll(3); left > 0; --left) made.valid.push_back(validity());
        made.label = maybe_text();
        made.comments = comments();
        return made;
    }

    tramo::ast::collection_declaration collection() {
        tramo::ast::collection_declaration made;
        made.name = name();
        made.label = maybe_text();
        for (auto left = draw_.roll(4); left > 0; --left) made.fields.push_back(field());
        made.comments = comments();
        made.closing_comments = comment_lines();
        return made;
    }

    tramo::ast::parameter_declaration parameter() {
        tramo::ast::parameter_declaration made;
        made.name = name();
        made.type = type();
        if (draw_.one_in(2)) made.initial = expressions_.literal();
        made.label = maybe_text();
        made.comments = comments();
        return made;
    }

    tramo::ast::value_declaration value() {
        tramo::ast::value_declaration made;
        made.name = name();
        made.label = maybe_text();
        made.meaning = expressions_.value(4);
        remark(made.meaning, true);
        made.comments = comments();
        return made;
    }

    tramo::ast::validity_period period() {
        tramo::ast::validity_period made;
        if (draw_.one_in(2)) return made;
        made.version = maybe_text();
        made.id = maybe_text();
        if (draw_.one_in(2)) made.from = expressions_.day();
        if (draw_.one_in(2)) made.until = expressions_.day();
        made.is_inactive = draw_.one_in(2);
        return made;
    }

    template <class Rule>
    Rule rule() {
        Rule made;
        made.name = name();
        made.label = maybe_text();
        made.period = period();
        made.condition = expressions_.condition(4);
        remark(made.condition, true);
        made.comments = comments();
        return made;
    }

    tramo::ast::strategy_declaration strategy() {
        tramo::ast::strategy_declaration made;
        made.name = name();
        made.label = maybe_text();
        made.period = period();
        for (auto left = draw_.roll(4); left > 0; --left)
            made.queues.push_back(rule<tramo::ast::queue_declaration>());
        made.rest = tramo::ast::rest_declaration{name(), maybe_text(), maybe_text(), {}, comments()};
        made.comments = comments();
        made.closing_comments = comment_lines();
        return made;
    }

    /// Comments behind operands of `and` and `or`; behind the last one of all they belong to the declaration.
    void remark(tramo::ast::expression& tree, bool is_whole) {
        if (tree.kind != tramo::ast::node::and_ && tree.kind != tramo::ast::node::or_) return;
        for (auto& part : tree.operands) {
            bool const is_last = is_whole && &part == &tree.operands.back();
            if (!is_last && draw_.one_in(6)) part.comment = draw_.pick(remarks);
            remark(part, false);
        }
    }

    static std::vector<std::string> const remarks;
    dice draw_;
    random_expression expressions_;
};

inline std::vector<std::string> const random_document::remarks = {
    "why", "# twice", "with \"quotes\" and `back-quotes`", "  set in", "Años, não", "} ) ]", "a; b", "segment x = y"};

}  // namespace tramo_test
