// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds lines and columns to what an editor shows.
#include <catch2/catch.hpp>

#include <string>

#include <tramo/text/source.hpp>

using tramo::source;
using tramo::span;

namespace {

bool stands_at(source const& text, std::size_t offset, std::size_t line, std::size_t column) {
    auto const found = text.at(offset);
    UNSCOPED_INFO("offset " << offset << " found at " << found.line << ":" << found.column);
    return found.line == line && found.column == column;
}

}  // namespace

TEST_CASE("LF, CRLF and CR each end a line") {
    source const text("a\nb\r\nc\rd");
    REQUIRE(text.line_count() == 4);
    CHECK(text.line(1) == "a");
    CHECK(text.line(2) == "b");
    CHECK(text.line(3) == "c");
    CHECK(text.line(4) == "d");
    CHECK(text.line_start(1) == 0);
    CHECK(text.line_start(2) == 2);
    CHECK(text.line_start(3) == 5);
    CHECK(text.line_start(4) == 7);
}

TEST_CASE("LF before CR are two line ends") {
    source const text("a\n\rb");
    REQUIRE(text.line_count() == 3);
    CHECK(text.line(1) == "a");
    CHECK(text.line(2).empty());
    CHECK(text.line(3) == "b");
}

TEST_CASE("a line end at the end of the text begins an empty last line") {
    CHECK(source("a").line_count() == 1);
    CHECK(source("a\n").line_count() == 2);
    CHECK(source("a\r\n").line_count() == 2);
    CHECK(source("a\n").line(2).empty());
    CHECK(stands_at(source("a\n"), 2, 2, 1));
}

TEST_CASE("an empty text has one empty line") {
    for (auto const& text : {source(), source("")}) {
        CHECK(text.line_count() == 1);
        CHECK(text.line(1).empty());
        CHECK(text.line_start(1) == 0);
        CHECK(stands_at(text, 0, 1, 1));
        CHECK(stands_at(text, 9, 1, 1));
    }
}

TEST_CASE("a text is called policy unless it has a name") {
    CHECK(source("a").name() == "policy");
    CHECK(source("a", "early.tramo").name() == "early.tramo");
}

TEST_CASE("a byte-order mark is not part of the text") {
    source const text("\xEF\xBB\xBFrule");
    CHECK(text.text() == "rule");
    CHECK(text.line(1) == "rule");
    CHECK(stands_at(text, 0, 1, 1));
    CHECK(source("\xEF\xBB\xBF").text().empty());
    CHECK(source("a\xEF\xBB\xBF").text() == "a\xEF\xBB\xBF");
}

TEST_CASE("a line that does not exist is empty") {
    source const text("a\nb");
    CHECK(text.line(0).empty());
    CHECK(text.line(3).empty());
}

TEST_CASE("a place is found on its line") {
    source const text("ab\ncd\n\nef");
    CHECK(stands_at(text, 0, 1, 1));
    CHECK(stands_at(text, 1, 1, 2));
    CHECK(stands_at(text, 2, 1, 3));
    CHECK(stands_at(text, 3, 2, 1));
    CHECK(stands_at(text, 6, 3, 1));
    CHECK(stands_at(text, 7, 4, 1));
    CHECK(stands_at(text, 8, 4, 2));
}

TEST_CASE("a place inside a CRLF is the end of its line") {
    source const text("ab\r\ncd");
    CHECK(stands_at(text, 2, 1, 3));
    CHECK(stands_at(text, 3, 1, 3));
    CHECK(stands_at(text, 4, 2, 1));
}

TEST_CASE("a place beyond the text is its end") {
    source const text("ab\ncd");
    CHECK(stands_at(text, 5, 2, 3));
    CHECK(stands_at(text, 500, 2, 3));
}

TEST_CASE("columns count characters, not bytes") {
    source const text("mañana € 😀 x");
    CHECK(stands_at(text, 2, 1, 3));
    CHECK(stands_at(text, 4, 1, 4));
    CHECK(stands_at(text, 8, 1, 8));
    CHECK(stands_at(text, 11, 1, 9));
    CHECK(stands_at(text, 12, 1, 10));
    CHECK(stands_at(text, 16, 1, 11));
    CHECK(stands_at(text, 17, 1, 12));
}

TEST_CASE("a place inside a character is that character") {
    source const text("añ€😀b");
    CHECK(stands_at(text, 2, 1, 2));
    CHECK(stands_at(text, 4, 1, 3));
    CHECK(stands_at(text, 5, 1, 3));
    for (std::size_t offset = 6; offset < 10; ++offset) CHECK(stands_at(text, offset, 1, 4));
    CHECK(stands_at(text, 10, 1, 5));
}

TEST_CASE("columns in a long line of accented text are exact") {
    std::string long_line;
    for (int i = 0; i < 1000; ++i) long_line += "añb€";
    source const text("x\n" + long_line + "\ny");
    for (std::size_t i = 0; i < 1000; i += 37) {
        CHECK(stands_at(text, 2 + 7 * i, 2, 4 * i + 1));
        CHECK(stands_at(text, 2 + 7 * i + 3, 2, 4 * i + 3));
    }
}

TEST_CASE("every offset of a text of many lines lies on the line that holds it") {
    std::string written;
    for (std::size_t i = 0; i < 200; ++i) written += std::string(i % 5, 'x') + (i % 3 == 0 ? "\r\n" : "\n");
    source const text(written);
    REQUIRE(text.line_count() == 201);
    std::size_t line = 1;
    for (std::size_t offset = 0; offset < written.size(); ++offset) {
        CHECK(text.at(offset).line == line);
        if (written[offset] == '\n') ++line;
    }
}

TEST_CASE("bytes that are not UTF-8 still have a place") {
    source const text("a\x80\xFF\xC3");
    CHECK(stands_at(text, 0, 1, 1));
    for (std::size_t offset = 1; offset <= 4; ++offset) CHECK(text.at(offset).line == 1);
}

TEST_CASE("a slice is the text of a span and ends with the text") {
    source const text("balance > 10");
    CHECK(text.slice({0, 7}) == "balance");
    CHECK(text.slice({10, 12}) == "10");
    CHECK(text.slice({10, 90}) == "10");
    CHECK(text.slice({90, 95}).empty());
    CHECK(text.slice({5, 2}).empty());
    CHECK(source().slice({0, 4}).empty());
}
