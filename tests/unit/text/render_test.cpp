// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the drawing of a diagnostic to the character: which lines, which markers, whose text where.
#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/text/render.hpp>

using tramo::diagnostic;
using tramo::label;
using tramo::render;
using tramo::severity;
using tramo::source;
using tramo::span;

namespace {

span bytes(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Where the words stand for the first time.
span place(source const& text, std::string_view words) {
    auto const begin = text.text().find(words);
    REQUIRE(begin != std::string_view::npos);
    return bytes(begin, begin + words.size());
}

diagnostic problem(std::vector<label> labels, std::vector<std::string> help = {}) {
    return {"T2031", severity::error, "something is wrong", std::move(labels), std::move(help)};
}

/// The drawing without its first line, which all of these have in common.
std::string drawn(std::vector<label> labels, source const& text) {
    std::string const all = "\n" + render(problem(std::move(labels)), text);
    return all.substr(all.find('\n', 1));
}

}  // namespace

TEST_CASE("the drawing of the language page comes out as it is printed there") {
    source const text("tramo 1 en\n\nalert early {\n  when balance > 10%\n}\n", "early.tramo");
    diagnostic const what{
        "T2031",
        severity::error,
        "cannot compare money with a percentage",
        {{place(text, "10%"), "a percentage"},
         {place(text, "balance"), "money, because the schema declares `balance: money(BRL)`"}},
        {"compare an amount:  balance > R$ 10.00", "or a share:         balance / original_balance > 10%"}};
    CHECK("\n" + render(what, text) == R"(
error[T2031]: cannot compare money with a percentage
  --> early.tramo:4:18
 4 |   when balance > 10%
   |        ~~~~~~~   ^^^ a percentage
   |        money, because the schema declares `balance: money(BRL)`
 = help: compare an amount:  balance > R$ 10.00
         or a share:         balance / original_balance > 10%
)");
}

TEST_CASE("a diagnostic without labels is its message and its help") {
    CHECK(render(problem({}), source("a\n")) == "error[T2031]: something is wrong\n");
    CHECK(render(problem({}, {"do this", "", "  or that"}), source("a\n")) ==
          "error[T2031]: something is wrong\n = help: do this\n\n           or that\n");
}

TEST_CASE("a warning says so and a missing code leaves no brackets") {
    CHECK(render({"T3001", severity::warning, "mixed", {}, {}}, source()) == "warning[T3001]: mixed\n");
    CHECK(render({"", severity::error, "broken", {}, {}}, source()) == "error: broken\n");
}

TEST_CASE("a label at nothing without a text draws no excerpt") {
    CHECK(drawn({{{0, 0}, ""}}, source("abc")) == "\n");
}

TEST_CASE("a label at the very beginning with a text is drawn") {
    CHECK(drawn({{{0, 0}, "`tramo 1 en` is due"}}, source("abc")) == R"(
  --> policy:1:1
 1 | abc
   | ^ `tramo 1 en` is due
)");
}

TEST_CASE("an empty text is named but not drawn") {
    CHECK(drawn({{{0, 0}, ""}}, source("", "empty.tramo")) == "\n  --> empty.tramo\n");
    CHECK(drawn({{{0, 0}, "here"}}, source("")) == "\n  --> policy\n");
    CHECK(drawn({{{4, 9}, "here"}}, source("")) == "\n  --> policy\n");
    CHECK(drawn({}, source("")) == "\n");
}

TEST_CASE("a text without a name is shown by line and column") {
    CHECK(drawn({{{0, 1}, ""}}, source("abc", "")) == "\n  --> 1:1\n 1 | abc\n   | ^\n");
}

TEST_CASE("a label without a place leaves the first that has one the primary one") {
    CHECK(drawn({{{0, 0}, ""}, {{2, 3}, "here"}}, source("a b")) == R"(
  --> policy:1:3
 1 | a b
   |   ^ here
)");
}

TEST_CASE("a label without a text is a marker alone") {
    CHECK(drawn({{{2, 5}, ""}}, source("a bcd e")) == "\n  --> policy:1:3\n 1 | a bcd e\n   |   ^^^\n");
}

TEST_CASE("the primary text stands below where another label is further right") {
    source const text("when balance > 10%");
    CHECK(drawn({{place(text, "balance"), "money"}, {place(text, "10%"), "a percentage"}}, text) == R"(
  --> policy:1:6
 1 | when balance > 10%
   |      ^^^^^^^   ~~~ a percentage
   |      money
)");
}

TEST_CASE("no text stands beside the markers where the rightmost label has none") {
    source const text("when balance > 10%");
    CHECK(drawn({{place(text, "10%"), ""}, {place(text, "balance"), "money"}}, text) == R"(
  --> policy:1:16
 1 | when balance > 10%
   |      ~~~~~~~   ^^^
   |      money
)");
}

TEST_CASE("texts that fit side by side share a row") {
    source const text("alpha + beta123456 + gamma");
    CHECK(drawn({{place(text, "gamma"), "three"},
                 {place(text, "alpha"), "one"},
                 {place(text, "beta123456"), "two"}},
                text) == R"(
  --> policy:1:22
 1 | alpha + beta123456 + gamma
   | ~~~~~   ~~~~~~~~~~   ^^^^^ three
   | one     two
)");
}

TEST_CASE("texts that would touch do not share a row") {
    source const text("alpha, beta, c");
    CHECK(drawn({{place(text, "c"), ""}, {place(text, "alpha"), "123456"}, {place(text, "beta"), "2"}},
                text) == R"(
  --> policy:1:14
 1 | alpha, beta, c
   | ~~~~~  ~~~~  ^
   | |      2
   | 123456
)");
}

TEST_CASE("texts that would overlap stand below each other and a bar leads to the lower one") {
    source const text("alpha + beta + gamma");
    CHECK(drawn({{place(text, "gamma"), "three"},
                 {place(text, "alpha"), "the first of them"},
                 {place(text, "beta"), "the second of them"}},
                text) == R"(
  --> policy:1:16
 1 | alpha + beta + gamma
   | ~~~~~   ~~~~   ^^^^^ three
   | |       the second of them
   | the first of them
)");
}

TEST_CASE("bars lead past rows that several texts share") {
    source const text("a b ccccc ddddd e");
    CHECK(drawn({{place(text, "e"), "five"},
                 {place(text, "a"), "one"},
                 {place(text, "b"), "two"},
                 {place(text, "ccccc"), "3"},
                 {place(text, "ddddd"), "four"}},
                text) == R"(
  --> policy:1:17
 1 | a b ccccc ddddd e
   | ~ ~ ~~~~~ ~~~~~ ^ five
   | | | 3     four
   | | two
   | one
)");
}

TEST_CASE("two labels on the same words keep both texts and the primary marker") {
    source const text("a + balance");
    CHECK(drawn({{place(text, "balance"), "first"}, {place(text, "balance"), "second"}}, text) == R"(
  --> policy:1:5
 1 | a + balance
   |     ^^^^^^^ first
   |     second
)");
}

TEST_CASE("a label inside another one lies on it and both texts stand below") {
    source const text("(balance + 10%) * 2");
    CHECK(drawn({{place(text, "(balance + 10%)"), "sum"}, {place(text, "+"), "adds"}}, text) == R"(
  --> policy:1:1
 1 | (balance + 10%) * 2
   | ^^^^^^^^^~^^^^^
   | sum      adds
)");
}

TEST_CASE("a label inside another one and at its end has its text beside it") {
    source const text("balance + 10%");
    CHECK(drawn({{place(text, "10%"), "a percentage"}, {place(text, "balance + 10%"), "this sum"}}, text) ==
          R"(
  --> policy:1:11
 1 | balance + 10%
   | ~~~~~~~~~~^^^ a percentage
   | this sum
)");
}

TEST_CASE("of two labels that begin together the longer one has its text beside it") {
    source const text("balance + 10%");
    CHECK(drawn({{place(text, "balance + 10%"), "this sum"}, {place(text, "balance"), "money"}}, text) == R"(
  --> policy:1:1
 1 | balance + 10%
   | ~~~~~~~^^^^^^ this sum
   | money
)");
}

TEST_CASE("labels on neighbouring lines are drawn under their lines") {
    source const text("field a : text\nfield a : date\n");
    CHECK(drawn({{bytes(21, 22), "declared again"}, {bytes(6, 7), "declared here"}}, text) == R"(
  --> policy:2:7
 1 | field a : text
   |       ~ declared here
 2 | field a : date
   |       ^ declared again
)");
}

TEST_CASE("one line between two labels is drawn and more are left out") {
    source const text("a\nb\nc\nd\ne\nf\ng\n");
    CHECK(drawn({{place(text, "a"), "1"}, {place(text, "c"), "2"}, {place(text, "f"), "3"}}, text) == R"(
  --> policy:1:1
 1 | a
   | ^ 1
 2 | b
 3 | c
   | ~ 2
 ...
 6 | f
   | ~ 3
)");
}

TEST_CASE("line numbers are aligned at the right") {
    source const text("a\n2\n3\n4\n5\n6\n7\nh\ni\nj\n");
    CHECK(drawn({{place(text, "j"), "ten"}, {place(text, "h"), "eight"}, {place(text, "a"), "one"}}, text) ==
          R"(
  --> policy:10:1
  1 | a
    | ~ one
 ...
  8 | h
    | ~ eight
  9 | i
 10 | j
    | ^ ten
)");
}

TEST_CASE("a span of several lines is drawn to the end of its first one") {
    for (std::string const line_end : {"\n", "\r\n", "\r"}) {
        source const text("alert a {" + line_end + "  on x" + line_end + "}" + line_end);
        CHECK(drawn({{bytes(6, text.text().size()), "has no state"}}, text) == R"(
  --> policy:1:7
 1 | alert a {
   |       ^^^ has no state
)");
    }
}

TEST_CASE("a span at the end of a line is one column after it") {
    source const text("when a\r\nb\r\n");
    std::string const expected = R"(
  --> policy:1:7
 1 | when a
   |       ^ an operator is due
)";
    CHECK(drawn({{{6, 6}, "an operator is due"}}, text) == expected);
    CHECK(drawn({{{6, 8}, "an operator is due"}}, text) == expected);
    CHECK(drawn({{{7, 8}, "an operator is due"}}, text) == expected);
}

TEST_CASE("a span at the end of the text is drawn after the last character") {
    CHECK(drawn({{{2, 2}, "`}` is due"}}, source("a{")) == R"(
  --> policy:1:3
 1 | a{
   |   ^ `}` is due
)");
    CHECK(drawn({{{3, 3}, "`}` is due"}}, source("a{\n")) == R"(
  --> policy:2:1
 2 |
   | ^ `}` is due
)");
}

TEST_CASE("a span beyond the text is drawn at its end") {
    CHECK(drawn({{{70, 90}, "here"}}, source("abc")) == "\n  --> policy:1:4\n 1 | abc\n   |    ^ here\n");
    CHECK(drawn({{{1, 90}, "here"}}, source("abc")) == "\n  --> policy:1:2\n 1 | abc\n   |  ^^ here\n");
    CHECK(drawn({{{2, 1}, "here"}}, source("abc")) == "\n  --> policy:1:3\n 1 | abc\n   |   ^ here\n");
    CHECK(drawn({{{4294967295U, 4294967295U}, ""}}, source("a\nb")) ==
          "\n  --> policy:2:2\n 2 | b\n   |  ^\n");
}

TEST_CASE("many diagnostics are sorted by place, kept apart and counted") {
    source const text("a b\nc\n");
    std::vector<diagnostic> const all{{"T2", severity::error, "second", {{{4, 5}, ""}}, {}},
                                      {"T3", severity::warning, "first", {{{2, 3}, ""}}, {}},
                                      {"T1", severity::error, "nowhere", {}, {}}};
    CHECK("\n" + render(all, text) == R"(
error[T1]: nowhere

warning[T3]: first
  --> policy:1:3
 1 | a b
   |   ^

error[T2]: second
  --> policy:2:1
 2 | c
   | ^

2 errors, 1 warning
)");
}

TEST_CASE("the count says one error or two warnings and leaves out what there is none of") {
    diagnostic const error{"T1", severity::error, "e", {}, {}};
    diagnostic const warning{"T2", severity::warning, "w", {}, {}};
    CHECK(render(std::vector<diagnostic>{}, source("a")).empty());
    CHECK(render({error}, source("a"), 0) == "error[T1]: e\n\n1 error\n");
    CHECK(render({warning, warning}, source("a"), 0) == "warning[T2]: w\n\nwarning[T2]: w\n\n2 warnings\n");
}

TEST_CASE("beyond the limit diagnostics are counted, and errors are drawn before warnings") {
    source const text("abcd");
    std::vector<diagnostic> all;
    for (std::uint32_t i = 0; i < 4; ++i)
        all.push_back({"", i < 2 ? severity::warning : severity::error, "m", {{{i, i + 1}, "x"}}, {}});
    CHECK("\n" + render(all, text, 3) == R"(
warning: m
  --> policy:1:1
 1 | abcd
   | ^ x

error: m
  --> policy:1:3
 1 | abcd
   |   ^ x

error: m
  --> policy:1:4
 1 | abcd
   |    ^ x

2 errors, 2 warnings (1 not shown)
)");
    CHECK(render(all, text, 4) == render(all, text));
    CHECK(render(all, text, 9) == render(all, text, 0));
}
