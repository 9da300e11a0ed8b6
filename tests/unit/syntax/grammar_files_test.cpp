// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the language's page, grammar and highlighting in grammar/ equal to the parser, both ways.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "reading.hpp"

#ifndef TRAMO_SOURCE_DIR
#    define TRAMO_SOURCE_DIR "."
#endif

using tramo::keyword_group;
using tramo::language;
using words = std::multiset<std::string>;

namespace {

constexpr language all_languages[] = {language::en, language::es, language::pt};

std::string file(std::string const& name) {
    std::ifstream in(std::string(TRAMO_SOURCE_DIR) + "/grammar/" + name, std::ios::binary);
    INFO("grammar/" << name << " under " << TRAMO_SOURCE_DIR);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines{""};
    for (char const c : text) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    return lines;
}

/// What stands between pairs of a sign.
std::vector<std::string> between(std::string const& text, char sign) {
    std::vector<std::string> found;
    for (auto at = text.find(sign); at != std::string::npos;) {
        auto const end = text.find(sign, at + 1);
        if (end == std::string::npos) break;
        found.push_back(text.substr(at + 1, end - at - 1));
        at = text.find(sign, end + 1);
    }
    return found;
}

/// The lines of the page from a heading to the next one of its level.
std::vector<std::string> section(std::string const& heading) {
    std::vector<std::string> found;
    bool inside = false;
    for (auto const& line : lines_of(file("README.md"))) {
        if (line.starts_with("## ")) inside = line == "## " + heading;
        if (inside) found.push_back(line);
    }
    REQUIRE(found.size() > 1);
    return found;
}

std::vector<std::string> cells(std::string const& row) {
    std::vector<std::string> found{""};
    for (char const c : row.substr(1)) {
        if (c == '|')
            found.emplace_back();
        else
            found.back() += c;
    }
    return found;
}

/// `declaration`, `operator`: how the page and the highlighting name a group.
std::string name_of(keyword_group group) {
    switch (group) {
        case keyword_group::declaration:
            return "declaration";
        case keyword_group::member:
            return "member";
        case keyword_group::modifier:
            return "modifier";
        case keyword_group::type:
            return "type";
        case keyword_group::operator_:
            return "operator";
        case keyword_group::phrase:
            return "phrase";
        case keyword_group::literal:
            return "literal";
        case keyword_group::unit:
            return "unit";
        default:
            return "function";
    }
}

/// The rule of a name in the EBNF, without comments.
std::string without_comments(std::string text) {
    for (auto at = text.find("(*"); at != std::string::npos; at = text.find("(*"))
        text.erase(at, text.find("*)", at) + 2 - at);
    return text;
}

std::string ebnf_rule(std::string const& name) {
    auto const text = without_comments(file("tramo.ebnf"));
    auto const at = text.find("\n" + name + " = ");
    INFO(name);
    REQUIRE(at != std::string::npos);
    return text.substr(at, text.find(" ;", at) - at);
}

words spellings_in(std::vector<keyword_group> const& groups, language in) {
    words all;
    for (auto const& row : tramo::keyword_table())
        if (std::find(groups.begin(), groups.end(), row.group) != groups.end())
            all.emplace(tramo::spelling(row.id, in));
    return all;
}

words quoted_in_rule(std::string const& name) {
    auto const all = between(ebnf_rule(name), '"');
    return {all.begin(), all.end()};
}

words signs() {
    words all;
    for (auto const sign : tramo::operator_signs()) all.emplace(sign);
    return all;
}

/// The alternatives of a pattern's first group that captures, backslashes taken off.
std::set<std::string> alternatives(nlohmann::json const& rule) {
    auto const pattern = rule.at("match").get<std::string>();
    auto at = pattern.find('(');
    while (pattern.at(at + 1) == '?') at = pattern.find('(', at + 1);
    std::set<std::string> found;
    std::string one;
    for (++at; pattern.at(at) != ')'; ++at) {
        if (pattern[at] == '|') {
            found.insert(std::exchange(one, ""));
        } else if (pattern.compare(at, 3, "\\s+") == 0) {
            one += ' ';
            at += 2;
        } else if (pattern[at] != '\\') {
            one += pattern[at];
        }
    }
    found.insert(one);
    return found;
}

}  // namespace

TEST_CASE("the keyword table of the language page is the parser's") {
    std::vector<std::vector<std::string>> written;
    for (auto const& line : section("Keywords"))
        if (line.starts_with("| ") && line.find('`') != std::string::npos) written.push_back(cells(line));
    auto const table = tramo::keyword_table();
    REQUIRE(written.size() == table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        INFO(table[i].name);
        CHECK(written[i].at(0) == " " + name_of(table[i].group) + " ");
        for (auto const in : all_languages) {
            auto const due = tramo::spellings(table[i].id, in);
            auto const found = between(written[i].at(static_cast<std::size_t>(in) + 1), '`');
            CHECK(std::equal(found.begin(), found.end(), due.begin(), due.end()));
        }
    }
}

TEST_CASE("the operator table of the language page is the parser's") {
    auto due = signs();
    for (auto const& word : spellings_in({keyword_group::operator_}, language::en)) due.insert(word);
    for (auto const word : {"starts with", "is unknown", "is known", "-"}) due.insert(word);
    words written;
    for (auto const& line : section("Operators"))
        if (line.starts_with("| ") && line.find('`') != std::string::npos)
            for (auto const& one : between(cells(line).at(1), '`')) written.insert(one);
    CHECK(written == due);
}

TEST_CASE("the examples of the language page are read without a finding") {
    std::string text = file("README.md");
    std::string const fence = "```tramo\n";
    int count = 0;
    for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
        at += fence.size();
        auto const example = text.substr(at, text.find("```", at) - at);
        CHECK(tramo_test::read(tramo::source(example)).declarations.size() > 3);
        ++count;
    }
    CHECK(count == 7);
}

TEST_CASE("the rules of the EBNF are the parser's") {
    words written;
    for (auto const& line : lines_of(without_comments(file("tramo.ebnf")))) {
        auto const name = line.substr(0, line.find(" = "));
        bool const is_rule = name.size() < line.size() && !name.empty() && name[0] >= 'a' && name[0] <= 'z';
        if (is_rule) written.insert(name);
    }
    words due;
    for (auto const name : tramo::grammar_rules()) due.emplace(name);
    CHECK(written == due);
}

TEST_CASE("every name used in the EBNF is a rule of it") {
    auto const text = without_comments(file("tramo.ebnf"));
    std::string plain;
    char open = 0;
    for (char const c : text) {
        if (open == 0 && (c == '"' || c == '\'' || c == '?'))
            open = c;
        else if (c == open)
            open = 0;
        else if (open == 0)
            plain += c;
    }
    for (std::size_t i = 0; i < plain.size();) {
        std::string name;
        while (i < plain.size() &&
               (std::isalpha(static_cast<unsigned char>(plain[i])) != 0 || plain[i] == '_'))
            name += plain[i++];
        if (name.empty())
            ++i;
        else
            CHECK(text.find("\n" + name + " = ") != std::string::npos);
    }
}

TEST_CASE("the words and signs of the EBNF are the parser's") {
    CHECK(quoted_in_rule("SIGN") == signs());
    CHECK(quoted_in_rule("UNIT") == spellings_in({keyword_group::unit}, language::en));
    CHECK(quoted_in_rule("FUNCTION") == spellings_in({keyword_group::function}, language::en));
    CHECK(quoted_in_rule("RESERVED") ==
          spellings_in({keyword_group::operator_, keyword_group::literal}, language::en));
    auto types = quoted_in_rule("TYPE");
    types.insert("one of");
    CHECK(types == spellings_in({keyword_group::type}, language::en));
    auto operators = quoted_in_rule("OPERATOR");
    auto due = spellings_in({keyword_group::operator_}, language::en);
    due.insert("starts with");
    CHECK(operators == due);
}

TEST_CASE("every keyword stands in a rule of the EBNF, and every word in quotes there is a keyword") {
    std::set<std::string> written;
    for (auto const& name : tramo::grammar_rules())
        for (auto const& word : quoted_in_rule(std::string(name)))
            if (std::isalpha(static_cast<unsigned char>(word[0])) != 0) written.insert(word);
    for (auto const name : {"TYPE", "FUNCTION", "UNIT", "RESERVED"})
        for (auto const& word : quoted_in_rule(name)) written.insert(word);
    std::set<std::string> due{"tramo"};
    for (auto const& row : tramo::keyword_table()) due.emplace(tramo::spelling(row.id, language::en));
    CHECK(written == due);
}

TEST_CASE("the highlighting knows every spelling of every keyword, and no other") {
    auto const rules = nlohmann::json::parse(file("tramo.tmLanguage.json")).at("repository");
    for (auto const in : all_languages) {
        std::map<std::string, std::set<std::string>> due;
        for (auto const& row : tramo::keyword_table())
            for (auto const word : tramo::spellings(row.id, in)) due[name_of(row.group)].emplace(word);
        for (auto const& [group, spelled] : due) {
            auto const name = std::string(code_of(in)) + "-" + group;
            INFO(name);
            CHECK(alternatives(rules.at(name)) == spelled);
        }
    }
}

TEST_CASE("the highlighting knows every operator sign and no other, and no rule that is never used") {
    auto const grammar = nlohmann::json::parse(file("tramo.tmLanguage.json"));
    auto const& rules = grammar.at("repository");
    auto const due = signs();
    CHECK(alternatives(rules.at("sign")) == std::set<std::string>(due.begin(), due.end()));
    CHECK(grammar.at("scopeName") == "source.tramo");
    auto const text = grammar.dump();
    for (auto const& [name, rule] : rules.items()) {
        INFO(name);
        CHECK(text.find("{\"include\":\"#" + name + "\"}") != std::string::npos);
    }
    for (auto at = text.find("\"include\":\"#"); at != std::string::npos;
         at = text.find("\"include\":\"#", at + 1)) {
        auto const begin = at + std::string("\"include\":\"#").size();
        CHECK(rules.contains(text.substr(begin, text.find('"', begin) - begin)));
    }
}
