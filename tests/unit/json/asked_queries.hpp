// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy whose conditions go to react-querybuilder and come back, for the tests of both ways.
#pragma once

#include <tramo/json/query_builder.hpp>

#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>

namespace asked {

using namespace tramo;
using words = std::vector<std::string>;

inline std::string const head = R"(tramo 1 en
policy "Q" { currency BRL }
field account : text key
field tier    : one of "Gold" (alias "VIP"), "Silver", "Basic"
field mood    : one of "calm", "cross" open optional
field days    : integer
field score   : decimal optional
field balance : money
field limit   : money(BRL) optional
field share   : percent optional
field paid    : date optional
field called  : timestamp optional
field age     : duration optional
field name    : text optional
field code    : text
field active  : boolean
field blocked : boolean optional
collection debts { field amount : money }
parameter floor : money = 50
value rate = balance / 7
)";

inline policy with(std::string const& rest) {
    auto loaded = load(head + rest);
    INFO(rest);
    for (auto const& one : loaded.diagnostics) INFO(one.message);
    REQUIRE(loaded.ok());
    return loaded.value;
}

inline std::string exported(std::string const& condition) {
    auto const made = to_query_builder(with("segment s = " + condition), "s");
    REQUIRE(made.ok());
    return made.value;
}
inline std::string rule(std::string const& text) {
    return R"({"combinator": "and", "rules": [)" + text + "]}";
}

/// The condition of the segment in a policy's text.
inline std::string condition_in(std::string const& text) {
    auto const read = parse(source(text));
    auto const* const segment = std::get_if<ast::segment_declaration>(&read.value.declarations.back());
    REQUIRE(segment != nullptr);
    return print(segment->condition, read.value.language);
}

inline std::string imported(std::string const& query, std::string const& rest = "segment s = active") {
    auto const made = from_query_builder(query, with(rest));
    for (auto const& one : made.diagnostics) UNSCOPED_INFO(one.message);
    REQUIRE(made.ok());
    REQUIRE(load(made.value).ok());
    return condition_in(made.value);
}
inline std::string of_rule(std::string const& members) {
    return imported(rule("{" + members + "}"));
}

/// "code message | help | help"
inline words told(checked<std::string> const& made) {
    words all;
    for (auto const& one : made.diagnostics) {
        auto text = one.code + " " + one.message;
        for (auto const& help : one.help) text += " | " + help;
        all.push_back(text);
    }
    return all;
}
inline words told_of(std::string const& query) {
    return told(from_query_builder(query, with("segment s = active")));
}
inline words told_of_rule(std::string const& members) {
    return told_of(rule("{" + members + "}"));
}

}  // namespace asked
