// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Folds the flat row of operands and operators that the grammar reads into a tree, by precedence:
//   or · and · not · comparison, in, like, is · range · + - · * / · minus
#pragma once

#include <iterator>

#include <tramo/impl/syntax/print_expression.ipp>
#include <tramo/impl/syntax/scan_literals.ipp>

namespace tramo::grammar {

/// One piece of a flat expression. `op` is empty for an operand.
struct item {
    std::string op;
    bool negated = false;
    span at;
    ast::expression value;
    std::vector<ast::expression> list;  ///< more than one value in parentheses
    std::uint32_t end = 0;              ///< where the operand ends, closing parenthesis included
    bool grouped = false;               ///< stood in parentheses
};

/// Counts the node on top of its operands, and refuses a tree that is too tall to be walked or printed.
TRAMO_INLINE void grow(ast::expression& node, reading const& in) {
    tramo::detail::measure(node);
    bool const is_tall = node.height > ast::max_height;
    if (!is_tall && node.nesting <= ast::max_nesting) return;
    auto what =
        is_tall ? at_span("T1013", "an expression of more than 1,000 operations", node.op_at, "one too many")
                : at_span("T1012", "parentheses are nested more than 200 deep", node.op_at,
                          "one too many, with those that precedence implies");
    what.help = {"give parts of it a name: " + std::string(spelling(keyword::value_, in.language)) +
                 " name = …"};
    fail(std::move(what));
}

class folder {
public:
    folder(std::vector<item>& items, reading& in) : items_(items), in_(in) {}

    [[nodiscard]] ast::expression fold() {
        auto whole = disjunction();
        refuse_rest();
        return whole;
    }

    /// One of several values in parentheses, which may be a range.
    [[nodiscard]] ast::expression fold_element() {
        allows_range_ = true;
        return fold();
    }

private:
    [[nodiscard]] static bool is_comparison(std::string_view op) {
        return op == "=" || op == "!=" || op == "<" || op == "<=" || op == ">" || op == ">=";
    }
    [[nodiscard]] bool done() const { return next_ == items_.size(); }
    [[nodiscard]] std::string_view peek() const { return done() ? std::string_view{} : items_[next_].op; }
    [[nodiscard]] item& take() { return items_[next_++]; }

    [[nodiscard]] span span_of(std::size_t first, std::size_t last) const {
        auto const& back = items_[last - 1];
        return {items_[first].at.begin, back.op.empty() ? back.end : back.at.end};
    }

    [[nodiscard]] std::string word_of(keyword which) const {
        return std::string(spelling(which, in_.language));
    }

    [[nodiscard]] ast::expression grown(ast::expression node) const {
        grow(node, in_);
        return node;
    }

    /// What no rule of precedence took in: `a is unknown + 3`.
    void refuse_rest() const {
        if (done()) return;
        fail(at_span("T1005", "an operator cannot stand here", items_[next_].at,
                     "what is before it is complete", {"put into parentheses what belongs together"}));
    }

    /// `a or b or c` as one node; ors directly inside are taken in, as they mean the same.
    template <class Next>
    ast::expression chain(std::string_view op, ast::node kind, Next next) {
        auto const first = next_;
        ast::expression left = next();
        if (peek() != op) return left;
        ast::expression all;
        all.kind = kind;
        all.op_at = items_[next_].at;
        append(all, std::move(left));
        while (peek() == op) {
            ++next_;
            append(all, next());
        }
        all.at = span_of(first, next_);
        return grown(std::move(all));
    }

    static void append(ast::expression& all, ast::expression part) {
        if (part.kind != all.kind) {
            all.operands.push_back(std::move(part));
            return;
        }
        for (auto& operand : part.operands) all.operands.push_back(std::move(operand));
    }

    ast::expression disjunction() {
        auto const first = next_;
        auto all = chain("or", ast::node::or_, [this] { return conjunction(); });
        if (all.kind == ast::node::or_) warn_mixed(first, all);
        return all;
    }

    ast::expression conjunction() {
        return chain("and", ast::node::and_, [this] { return negation(); });
    }

    /// V-21: `a and b or c` is read as `(a and b) or c`, and said so.
    void warn_mixed(std::size_t first, ast::expression const& all) {
        bool mixed = false;
        for (auto i = first; i < next_; ++i) mixed = mixed || items_[i].op == "and";
        if (!mixed || !has_loose_and(first)) return;
        auto const and_word = word_of(keyword::and_);
        auto const or_word = word_of(keyword::or_);
        in_.report({"T4001",
                    severity::warning,
                    "`" + and_word + "` and `" + or_word + "` are mixed without parentheses",
                    {{all.op_at, "`" + and_word + "` binds tighter than this `" + or_word + "`"}},
                    {"it is read as: " + parenthesised(all)}});
    }

    /// Whether an `and` of a comparison chain stands free (that of `between` does not).
    [[nodiscard]] bool has_loose_and(std::size_t first) const {
        int open_betweens = 0;
        for (auto i = first; i < next_; ++i) {
            if (items_[i].op == "between") ++open_betweens;
            if (items_[i].op == "and" && open_betweens-- <= 0) return true;
        }
        return false;
    }

    [[nodiscard]] std::string source_of(std::size_t first, std::size_t last) const {
        auto const where = span_of(first, last);
        return {in_.begin + where.begin, in_.begin + where.end};
    }

    [[nodiscard]] std::string parenthesised(ast::expression const& all) const {
        std::string fixed;
        if (all.operands.size() <= 10 && all.at.end - all.at.begin <= 1000)
            fixed = tramo::detail::expression_printer(in_.language).print(all);
        bool const fits = !fixed.empty() && fixed.size() <= 200;
        return fits ? fixed : "… (the parts joined by `" + word_of(keyword::and_) + "` in parentheses)";
    }

    /// Prefixes are folded from the innermost out, without a call for each.
    template <class Next>
    ast::expression prefixed(std::string_view op, ast::node kind, Next next) {
        auto const first = next_;
        while (peek() == op) ++next_;
        auto const inner = next_;
        ast::expression value = next();
        for (auto i = inner; i-- != first;) {
            ast::expression outer;
            outer.kind = kind;
            outer.op_at = items_[i].at;
            outer.operands.push_back(std::move(value));
            outer.at = span_of(i, next_);
            value = grown(std::move(outer));
        }
        return value;
    }

    ast::expression negation() {
        return prefixed("not", ast::node::not_, [this] { return comparison(); });
    }

    ast::expression comparison() {
        auto const first = next_;
        auto left = range();
        auto const op = std::string(peek());
        if (first == 0 && done() && allows_range_) return left;
        if (!is_comparison(op) && !is_test(op)) return plain(std::move(left));
        auto test = is_comparison(op) ? compare(std::move(left)) : special(std::move(left));
        test.at = span_of(first, next_);
        name_no_alert(test);
        refuse_chain(first);
        return grown(std::move(test));
    }

    [[nodiscard]] static bool is_test(std::string_view op) {
        return op == "in" || op == "between" || op == "like" || op == "starts_with" || op == "is_unknown";
    }

    /// `alert.x = ninguna`: the word for no alert is one name in all languages.
    void name_no_alert(ast::expression& test) const {
        if (!tramo::detail::compares_alert(test)) return;
        for (auto& part : test.operands)
            if (part.kind == ast::node::name && part.member.empty() && in_.begin[part.at.begin] != '`' &&
                is_none(part.text, in_.language))
                part.text = no_alert;
    }

    void refuse_chain(std::size_t first) {
        if (!is_comparison(peek()) && !is_test(peek())) return;
        fail(at_span("T1016", "comparisons cannot be chained", items_[next_].at, "a second comparison",
                     {"write `" + source_of(first, next_) + "` " + word_of(keyword::and_) +
                      " the second one with its own left side"}));
    }

    ast::expression compare(ast::expression left) {
        ast::expression test;
        test.kind = ast::node::compare;
        test.op_at = items_[next_].at;
        test.op = take().op;
        test.operands.push_back(plain(std::move(left)));
        test.operands.push_back(plain(range()));
        return test;
    }

    ast::expression special(ast::expression left) {
        ast::expression test;
        auto const& op = take();
        test.op_at = op.at;
        test.negated = op.negated;
        test.operands.push_back(plain(std::move(left)));
        if (op.op == "is_unknown") {
            test.kind = ast::node::is_unknown;
        } else if (op.op == "between") {
            test.kind = ast::node::in;
            test.operands.push_back(bounds());
        } else if (op.op == "in") {
            test.kind = ast::node::in;
            members(test);
        } else {
            test.kind = op.op == "like" ? ast::node::like : ast::node::starts_with;
            test.operands.push_back(plain(additive()));
        }
        return test;
    }

    /// `between a and b` is the range a..b.
    ast::expression bounds() {
        auto const first = next_;
        ast::expression both;
        both.kind = ast::node::range;
        both.operands.push_back(plain(additive()));
        if (peek() != "and") {
            auto const where = done() ? items_.back().at : items_[next_].at;
            fail(at_span("T1005",
                         "expected `" + word_of(keyword::and_) + "` and the upper bound after `" +
                             word_of(keyword::between) + "`",
                         where, "the upper bound is missing"));
        }
        both.op_at = take().at;
        both.operands.push_back(plain(additive()));
        both.at = span_of(first, next_);
        return grown(std::move(both));
    }

    void members(ast::expression& test) {
        auto& piece = items_[next_];
        if (!piece.list.empty()) {
            test.operands.insert(test.operands.end(), std::move_iterator(piece.list.begin()),
                                 std::move_iterator(piece.list.end()));
            ++next_;
        } else if (piece.value.kind == ast::node::range) {
            test.operands.push_back(std::move(take().value));
        } else {
            test.operands.push_back(range());
        }
    }

    /// A range may stand only behind `in`: everything else takes plain values.
    ast::expression plain(ast::expression value) const {
        if (value.kind == ast::node::range)
            fail(at_span("T1015", "a range stands only after `" + word_of(keyword::in) + "`", value.at,
                         "a range", {"write: value " + word_of(keyword::in) + " 1..30"}));
        return value;
    }

    ast::expression range() {
        auto const first = next_;
        auto low = additive();
        if (peek() != ".." && peek() != "..<") return low;
        ast::expression both;
        both.kind = ast::node::range;
        both.op_at = items_[next_].at;
        both.half_open = take().op == "..<";
        both.operands.push_back(std::move(low));
        both.operands.push_back(additive());
        both.at = span_of(first, next_);
        return grown(std::move(both));
    }

    template <class Next>
    ast::expression left_to_right(std::string_view a, std::string_view b, Next next) {
        auto const first = next_;
        auto left = next();
        while (peek() == a || peek() == b) {
            ast::expression sum;
            sum.kind = ast::node::arithmetic;
            sum.op_at = items_[next_].at;
            sum.op = take().op;
            sum.operands.push_back(std::move(left));
            sum.operands.push_back(next());
            sum.at = span_of(first, next_);
            left = grown(std::move(sum));
        }
        return left;
    }

    ast::expression additive() {
        return left_to_right("+", "-", [this] { return multiplicative(); });
    }
    ast::expression multiplicative() {
        return left_to_right("*", "/", [this] { return signed_operand(); });
    }

    ast::expression signed_operand() {
        return prefixed("minus", ast::node::negate, [this] { return single(); });
    }

    ast::expression single() {
        if (peek() == "not")
            fail(at_span("T1005", "expected a value, found `" + word_of(keyword::not_) + "`",
                         items_[next_].at, "expected a value",
                         {"put what is negated into parentheses: a = (" + word_of(keyword::not_) + " b)"}));
        auto& piece = take();
        if (!piece.list.empty())
            fail(at_span("T1015", "a list of values stands only after `" + word_of(keyword::in) + "`",
                         piece.at, "a list"));
        return plain(std::move(piece.value));
    }

    std::vector<item>& items_;
    reading& in_;
    std::size_t next_ = 0;
    bool allows_range_ = false;
};

}  // namespace tramo::grammar
