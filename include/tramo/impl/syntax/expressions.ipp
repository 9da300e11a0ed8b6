// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of expressions: flat rows of operands and operators, folded by precedence afterwards.
#pragma once

#include <tramo/impl/syntax/fold.ipp>
#include <tramo/impl/syntax/scan_names.ipp>

namespace tramo::grammar {

/// Appends the attribute to a member of the rule's value, or sets it.
template <auto Member>
inline constexpr auto set =
    [](auto const& context) { x3::_val(context).*Member = std::move(x3::_attr(context)); };
template <auto Member>
inline constexpr auto add =
    [](auto const& context) { (x3::_val(context).*Member).push_back(std::move(x3::_attr(context))); };

struct operator_entry {
    std::string_view sign;
    std::string_view op;
};

/// Signs, longest first.
inline constexpr operator_entry operator_entries[] = {
    {"..<", ".."},    {"..", ".."},     {"<=", "<="},     {">=", ">="}, {"!=", "!="}, {"<>", "!="},
    {"\u2264", "<="}, {"\u2265", ">="}, {"\u2260", "!="}, {"==", "="},  {"=", "="},   {"<", "<"},
    {">", ">"},       {"+", "+"},       {"-", "-"},       {"*", "*"},   {"/", "/"}};

TRAMO_INLINE bool scan_operator_sign(lexeme::cursor& from, reading& in, item& read) {
    if (from.rest().starts_with("=>") || from.rest().starts_with("->")) return false;
    for (auto const& [sign, op] : operator_entries) {
        if (!from.rest().starts_with(sign)) continue;
        read.op = sign == "..<" ? "..<" : op;
        read.at = in.between(from.at, from.at + sign.size());
        from.at += sign.size();
        return true;
    }
    return false;
}

struct operator_word {
    keyword word;
    std::string_view op;
};

TRAMO_INLINE bool scan_operator_word(lexeme::cursor& from, reading& in, item& read) {
    constexpr operator_word words[] = {{keyword::or_, "or"},          {keyword::and_, "and"},
                                       {keyword::in, "in"},           {keyword::like, "like"},
                                       {keyword::between, "between"}, {keyword::starts_with, "starts_with"}};
    char const* const start = from.at;
    lexeme::cursor at = from;
    if (char const* const no = lexeme::match_keyword(at, keyword::not_, in.language)) {
        at.at = lexeme::skip({no, from.end});
        read.negated = true;
    }
    for (auto const& [word, op] : words) {
        char const* const end = lexeme::match_keyword(at, word, in.language);
        if (end == nullptr || (read.negated && (op == "or" || op == "and"))) continue;
        read.op = op;
        read.at = in.between(start, end);
        from.at = end;
        return true;
    }
    return false;
}

TRAMO_INLINE bool scan_binary(lexeme::cursor& from, reading& in, item& read) {
    if (from.at == from.end) return false;
    return lexeme::starts_word(*from.at) && lexeme::foreign_sign(from.rest()) == 0
               ? scan_operator_word(from, in, read)
               : scan_operator_sign(from, in, read);
}

TRAMO_INLINE bool scan_postfix(lexeme::cursor& from, reading& in, item& read) {
    for (auto word : {keyword::is_unknown, keyword::is_known}) {
        char const* const end = lexeme::match_keyword(from, word, in.language);
        if (end == nullptr) continue;
        read.op = "is_unknown";
        read.negated = word == keyword::is_known;
        read.at = in.between(from.at, end);
        from.at = end;
        return true;
    }
    return false;
}

TRAMO_INLINE bool scan_prefix(lexeme::cursor& from, reading& in, item& read) {
    char const* end = nullptr;
    if (from.at != from.end && *from.at == '-') {
        end = from.at + 1;
        read.op = "minus";
    } else {
        end = lexeme::match_keyword(from, keyword::not_, in.language);
        read.op = "not";
    }
    if (end == nullptr) return false;
    read.at = in.between(from.at, end);
    from.at = end;
    return true;
}

/// The word before an opening parenthesis.
TRAMO_INLINE bool scan_function(lexeme::cursor& from, reading& in, ast::expression& read) {
    auto const word = lexeme::word_at(from);
    if (word.empty() || is_reserved(word, in.language)) return false;
    lexeme::cursor const after{lexeme::skip({from.at + word.size(), from.end}), from.end};
    if (after.at == after.end || *after.at != '(') return false;
    read.kind = ast::node::call;
    read.op_at = in.between(from.at, from.at + word.size());
    read.text = word;
    from.at += word.size();
    return true;
}

struct argument_list {
    std::vector<ast::expression> values;
    std::optional<ast::expression> condition;
    std::int64_t within_days = 0;
};

[[nodiscard]] TRAMO_INLINE bool is_aggregate(keyword word, argument_list const& arguments) {
    switch (word) {
        case keyword::sum:
        case keyword::count:
        case keyword::any:
        case keyword::all:
        case keyword::oldest:
        case keyword::latest:
        case keyword::previous:
            return true;
        case keyword::max:
        case keyword::min:
            return arguments.values.size() == 1 || arguments.condition.has_value() ||
                   arguments.within_days > 0;
        default:
            return false;
    }
}

TRAMO_INLINE void report_unknown_function(ast::expression const& call, reading const& in) {
    std::vector<std::string> known;
    for (auto const& row : keyword_table())
        if (row.group == keyword_group::function) known.emplace_back(spelling(row.id, in.language));
    std::vector<std::string> help;
    if (auto const near = nearest(call.text, known); !near.empty())
        help.push_back("did you mean `" + std::string(near) + "`?");
    in.report(at_span("T3008", "unknown function `" + call.text + "`", call.op_at, "not a function",
                      std::move(help)));
}

/// In an aggregate `alert.amount` is a field of a collection called `alert`, `contacts.day` one of
/// `contacts`.
TRAMO_INLINE void read_as_collection(ast::expression& argument, reading const& in) {
    bool const is_alert = argument.kind == ast::node::alert && argument.word == keyword::state;
    bool const is_hold = argument.kind == ast::node::hold;
    bool const is_word = argument.kind == ast::node::activity || argument.kind == ast::node::treated;
    if (!is_alert && !is_hold && !is_word) return;
    auto const written = [&](span where) {
        return to_nfc(std::string_view(in.begin + where.begin, where.end - where.begin));
    };
    if (is_alert) argument.member = std::move(argument.text);
    if (is_word) argument.member = written(argument.member_at);
    argument.text = written(argument.op_at);
    argument.kind = ast::node::name;
}

/// Turns what was read as `word(…)` into a call, an aggregate, or a reported mistake.
TRAMO_INLINE void finish_call(ast::expression& call, argument_list arguments, reading const& in) {
    auto const word = find_keyword(call.text, in.language, keyword_group::function);
    if (!word) {
        report_unknown_function(call, in);
        call.kind = ast::node::invalid;
        return;
    }
    call.word = *word;
    if (!is_aggregate(*word, arguments)) {
        bool const is_bounded = !arguments.condition && arguments.within_days > 0;
        auto const second = spelling(is_bounded ? keyword::within : keyword::where, in.language);
        if (arguments.condition || is_bounded)
            in.report(at_span("T2033", "`" + call.text + "` takes no `" + std::string(second) + "`",
                              call.op_at, "not an aggregate over a collection"));
        call.text.clear();
        call.operands = std::move(arguments.values);
        grow(call, in);
        return;
    }
    if (arguments.values.size() == 1) read_as_collection(arguments.values[0], in);
    if (arguments.values.size() != 1 || arguments.values[0].kind != ast::node::name) {
        in.report(at_span("T2036", "`" + call.text + "` is taken over a collection", call.op_at,
                          "expected one collection or one of its fields",
                          {"write: " + call.text + "(debts.amount)"}));
        call.kind = ast::node::invalid;
        return;
    }
    call.kind = ast::node::aggregate;
    auto& over = arguments.values[0];
    call.text = std::move(over.text);
    call.member = std::move(over.member);
    call.member_at = over.at;
    call.within_days = arguments.within_days;
    if (arguments.condition) call.operands.push_back(std::move(*arguments.condition));
    grow(call, in);
}

inline constexpr auto keep_operand = [](auto const& context) {
    auto& value = x3::_val(context);
    value.value = std::move(x3::_attr(context));
    value.at = value.value.at;
    value.end = value.at.end;
};

inline constexpr auto keep_group = [](auto const& context) {
    auto& value = x3::_val(context);
    auto& parts = x3::_attr(context);
    value.grouped = true;
    if (parts.size() == 1)
        value.value = std::move(parts[0]);
    else
        value.list = std::move(parts);
};

inline constexpr auto keep_group_end = [](auto const& context) {
    x3::_val(context).end = x3::_val(context).at.end;
};

inline constexpr auto keep_call = [](auto const& context) {
    x3::_val(context) = std::move(x3::_attr(context));
};

inline constexpr auto keep_arguments = [](auto const& context) {
    finish_call(x3::_val(context), std::move(x3::_attr(context)), reading_of(context));
};

/// At most so many operands and operators in one expression.
inline constexpr std::size_t max_items = 200'000;

inline constexpr auto push = [](auto const& context) {
    auto& all = x3::_val(context);
    if (all.size() >= max_items)
        fail(at_span("T1013", "an expression of more than 200,000 operands and operators", all.front().at,
                     "begins here", {"compare with a list: value in (1, 2, 3)"}));
    all.push_back(std::move(x3::_attr(context)));
};

inline constexpr auto push_element = [](auto const& context) {
    x3::_val(context).push_back(folder(x3::_attr(context), reading_of(context)).fold_element());
};

inline constexpr auto fold_items = [](auto const& context) {
    x3::_val(context) = folder(x3::_attr(context), reading_of(context)).fold();
};

inline constexpr terminal<item> binary_operator{scan_binary};
inline constexpr terminal<item> postfix_operator{scan_postfix};
inline constexpr terminal<item> prefix_operator{scan_prefix};
inline constexpr terminal<ast::expression> literal_{scan_literal};
inline constexpr terminal<ast::expression> function_name{scan_function};
inline constexpr terminal<ast::expression> path_{scan_path};
inline constexpr terminal<std::int64_t> days_back{scan_days_back};

inline x3::rule<struct expression_rule, ast::expression> const expression_ = "expression";
inline x3::rule<struct flat_rule, std::vector<item>> const flat_ = "flat";
inline x3::rule<struct operand_rule, item> const operand_ = "operand";
inline x3::rule<struct group_rule, std::vector<ast::expression>> const group_ = "group";
inline x3::rule<struct call_rule, ast::expression> const call_ = "call";
inline x3::rule<struct arguments_rule, argument_list> const arguments_ = "arguments";

inline auto const expression__def = flat_[fold_items];
inline auto const flat__def = ((+prefix_operator[push] >> need("a value", operand_)[push]) |
                               operand_[push]) >>
                              *(postfix_operator[push] | (binary_operator[push] >> *prefix_operator[push] >>
                                                          need("a value", operand_)[push]));
inline auto const operand__def =
    spanned[literal_[keep_operand] | call_[keep_operand] | path_[keep_operand] |
            (sign('(') >> group_[keep_group] >> need("`)` or `,`", sign(')')))] >>
    x3::eps[keep_group_end];
inline auto const group__def = need("a value", flat_)[push_element] >>
                               *(sign(',') >> need("a value", flat_)[push_element]);
inline auto const call__def = spanned[function_name[keep_call] >> sign('(') >> arguments_[keep_arguments] >>
                                      need("`)` or `,`", sign(')'))];
inline auto const arguments__def =
    -(expression_[add<&argument_list::values>] >>
      *(sign(',') >> need("a value", expression_)[add<&argument_list::values>])) >>
    -(word(keyword::where) >> need("a condition", expression_)[set<&argument_list::condition>]) >>
    -(word(keyword::within) >>
      need("a number of days or weeks such as 90 days", days_back)[set<&argument_list::within_days>] >>
      misplaced{keyword::where, keyword::within});

BOOST_SPIRIT_DEFINE(expression_, flat_, operand_, group_, call_, arguments_)

}  // namespace tramo::grammar
