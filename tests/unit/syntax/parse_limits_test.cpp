// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Texts that no person writes: they must neither crash the reader nor keep it busy for long.
#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "reading.hpp"

using namespace tramo_test;
using list = std::vector<std::string>;

namespace {

std::string repeated(std::string const& what, std::size_t times) {
    std::string all;
    all.reserve(what.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += what;
    return all;
}

std::string nested(std::string const& opening, std::size_t depth) {
    return repeated(opening, depth) + "a" + repeated(")", depth);
}

bool reads_back(std::string const& text) {
    auto const first = tramo::parse(english(text));
    if (!first.ok()) return false;
    auto const printed = tramo::print(first.value, tramo::language::en);
    auto const second = tramo::parse(tramo::source(printed));
    return second.ok() && same(first.value, second.value);
}

}  // namespace

TEST_CASE("parentheses may be nested 200 deep and no deeper") {
    auto const limit = static_cast<std::size_t>(tramo::ast::max_nesting);
    CHECK(reads_back("segment a = " + nested("(", limit)));
    CHECK(reads_back("segment a = " + nested("abs(", limit)));
    CHECK(codes("segment a = " + nested("(", limit + 1)) == list{"T1012"});
    CHECK(codes("segment a = " + nested("(", 10'000)) == list{"T1012"});
    CHECK(codes("segment a = " + repeated("(", 10'000)) == list{"T1012"});
}

TEST_CASE("parentheses in texts, names and comments are not counted") {
    auto const many = repeated("(", 500);
    CHECK(reads_back("segment a = b = \"\\\"" + many + "\" or `" + many + "` # " + many));
}

TEST_CASE("parentheses that printing would add are counted before they are needed") {
    CHECK(reads_back("segment a = " + nested("x or (y and (", 50) + repeated(")", 50)));
    CHECK(codes("segment a = " + nested("x or y and (", 150)).back() == "T1012");
}

TEST_CASE("operations may be 1000 high and no higher, through parentheses too") {
    CHECK(reads_back("segment a = " + repeated("not ", 999) + "b"));
    CHECK(codes("segment a = " + repeated("not ", 1000) + "b") == list{"T1013"});
    CHECK(codes("segment a = " + repeated("not ", 5000) + "b") == list{"T1013"});
    CHECK(codes("segment a = 0 < " + repeated("-", 5000) + "b") == list{"T1013"});
    CHECK(codes("segment a = " + nested(repeated("not ", 20) + "(", 100)) == list{"T1013"});
    auto const high = repeated("(", 100) + "b" + repeated(repeated(" - 1", 20) + ")", 100);
    CHECK(codes("segment a = 0 < " + high) == list{"T1013"});
    CHECK(reads_back("segment a = 0 < " + nested(repeated("1 - ", 20) + "(", 100)));
}

TEST_CASE("many conditions side by side are not high") {
    CHECK(reads_back("segment a = b" + repeated(" and not c", 5000)));
    CHECK(reads_back("segment a = b" + repeated(" or c - 1 > 2", 5000)));
}

TEST_CASE("a sum of 100,000 numbers is refused, and a list of as many values is read") {
    CHECK(codes("segment a = 1 < 0" + repeated(" + 1", 100'000)) == list{"T1013"});
    CHECK(read("segment a = b in (0" + repeated(", 1", 100'000) + ")").declarations.size() == 1);
    CHECK(codes("segment a = b" + repeated(" or c", 100'001)) == list{"T1013"});
}

TEST_CASE("a line of ten megabytes is read") {
    CHECK(read("segment a = b = \"" + std::string(10'000'000, 'x') + "\"").declarations.size() == 1);
    CHECK(read("segment " + std::string(10'000'000, 'x') + " = b").declarations.size() == 1);
    CHECK(codes("segment a = b " + std::string(10'000'000, '+')) == list{"T1005"});
}

TEST_CASE("100,000 segments are read, on as many lines or on one") {
    std::string lines;
    for (int i = 0; i < 100'000; ++i)
        lines += "segment s" + std::to_string(i) + " = days > " + std::to_string(i) + "\n";
    CHECK(read(lines).declarations.size() == 100'000);
    for (char& c : lines)
        if (c == '\n') c = ' ';
    CHECK(read(lines).declarations.size() == 100'000);
}

TEST_CASE("100,000 comments are kept, wherever they stand") {
    auto const many = repeated("# why\n", 100'000);
    CHECK(std::get<tramo::ast::segment_declaration>(read(many + "segment a = b").declarations.at(0))
              .comments.leading.size() == 100'000);
    CHECK(read("segment a = b\n" + many).closing_comments.size() == 100'000);
    CHECK(read("segment a = b" + repeated(" # why\n or c", 50'000)).declarations.size() == 1);
}

TEST_CASE("20,000 mistakes are reported one by one") {
    CHECK(codes(repeated("segmnt a = b\n", 20'000)).size() == 20'000);
}
