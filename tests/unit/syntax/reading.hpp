// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Short ways to read a text in tests, and to write a tree down on one line.
#pragma once

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <tramo/syntax/parse.hpp>
#include <tramo/text/render.hpp>

namespace tramo_test {

/// Declarations of an English policy; the heading is put before them.
inline tramo::source english(std::string const& declarations) {
    return tramo::source("tramo 1 en\n" + declarations);
}

inline tramo::ast::document read(tramo::source const& text) {
    auto result = tramo::parse(text);
    INFO(text.text().substr(0, 2000) << "\n" << render(result.diagnostics, text));
    REQUIRE(result.diagnostics.empty());
    return std::move(result.value);
}
inline tramo::ast::document read(std::string const& declarations) {
    return read(english(declarations));
}

/// The only declaration of a text.
template <class Declaration>
Declaration only(std::string const& text) {
    auto document = read(text);
    REQUIRE(document.declarations.size() == 1);
    REQUIRE(std::holds_alternative<Declaration>(document.declarations[0]));
    return std::get<Declaration>(std::move(document.declarations[0]));
}

/// The codes of what is found in a text, in order.
inline std::vector<std::string> codes(tramo::source const& text) {
    std::vector<std::string> all;
    for (auto const& found : tramo::parse(text).diagnostics) all.push_back(found.code);
    return all;
}
inline std::vector<std::string> codes(std::string const& declarations) {
    return codes(english(declarations));
}

/// The only thing found in a text.
inline tramo::diagnostic only_finding(std::string const& declarations) {
    auto const text = english(declarations);
    auto const found = tramo::parse(text).diagnostics;
    INFO(text.text().substr(0, 2000) << "\n" << render(found, text));
    REQUIRE(found.size() == 1);
    return found[0];
}

/// The text that the primary label of the only finding points at.
inline std::string place_of(std::string const& declarations) {
    return std::string(english(declarations).slice(only_finding(declarations).labels.at(0).where));
}

/// A tree as `(or a (and b c))`.
inline std::string shape(tramo::ast::expression const& what);

inline std::string shape_of_literal(tramo::ast::expression const& what) {
    using tramo::ast::node;
    switch (what.kind) {
        case node::number:
            return to_string(what.number);
        case node::percent:
            return to_string(what.number) + "%";
        case node::money:
            return what.text + "$" + to_string(what.number);
        case node::date:
            return to_string(what.day);
        case node::timestamp:
            return to_string(what.moment);
        case node::duration:
            return to_string(what.number) + " " + std::string(tramo::entry_of(what.word).name);
        case node::text:
            return "\"" + what.text + "\"";
        case node::truth:
            return what.is_true ? "true" : "false";
        case node::as_of:
            return "as_of";
        case node::null:
            return "null";
        case node::name:
            return what.text + (what.member.empty() ? "" : "." + what.member);
        case node::alert:
            return "alert " + what.text + "." + std::string(tramo::entry_of(what.word).name);
        case node::activity:
            return "activity " + what.text + "." + what.member;
        case node::hold:
            return "hold " + what.member;
        case node::treated:
            return "treated " + what.text + "." + what.member;
        default:
            return "invalid";
    }
}

inline std::string head_of(tramo::ast::expression const& what) {
    using tramo::ast::node;
    auto const no = std::string(what.negated ? "not-" : "");
    switch (what.kind) {
        case node::call:
            return std::string(tramo::entry_of(what.word).name);
        case node::aggregate:
            return std::string(tramo::entry_of(what.word).name) + " over " + what.text +
                   (what.member.empty() ? "" : "." + what.member) +
                   (what.within_days == 0 ? "" : " within " + std::to_string(what.within_days));
        case node::negate:
            return "minus";
        case node::arithmetic:
        case node::compare:
            return what.op;
        case node::in:
            return no + "in";
        case node::range:
            return what.half_open ? "..<" : "..";
        case node::like:
            return no + "like";
        case node::starts_with:
            return no + "starts_with";
        case node::is_unknown:
            return what.negated ? "known" : "unknown";
        case node::not_:
            return "not";
        case node::and_:
            return "and";
        case node::or_:
            return "or";
        default:
            return "";
    }
}

inline std::string shape(tramo::ast::expression const& what) {
    auto const head = head_of(what);
    if (head.empty()) return shape_of_literal(what);
    std::string text = "(" + head;
    for (auto const& operand : what.operands) text += " " + shape(operand);
    return text + ")";
}

/// The shape of an expression; warnings are allowed, errors not.
inline std::string shape(std::string const& text, tramo::language in = tramo::language::en) {
    tramo::source const from(text);
    auto const result = tramo::parse_expression(from, in);
    INFO(render(result.diagnostics, from));
    REQUIRE(result.ok());
    return shape(result.value);
}

/// The code of the first thing found in an expression; empty when nothing is.
inline std::string code_in(std::string const& expression) {
    auto const found = tramo::parse_expression(tramo::source(expression), tramo::language::en).diagnostics;
    return found.empty() ? "" : found[0].code;
}

}  // namespace tramo_test
