// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the drawing of text that is wide, endless or not text at all.
#include <catch2/catch.hpp>

#include <chrono>
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

span place(source const& text, std::string_view words) {
    auto const begin = text.text().find(words);
    REQUIRE(begin != std::string_view::npos);
    return bytes(begin, begin + words.size());
}

/// The drawing without its message.
std::string drawn(std::vector<label> labels, source const& text) {
    std::string const all = render({"T1009", severity::error, "wrong", std::move(labels), {}}, text);
    return all.substr(all.find('\n'));
}

/// `012345678901...`, so that a cut is seen to the column.
std::string digits(std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) result += static_cast<char>('0' + i % 10);
    return result;
}

std::string blanks(std::size_t count) {
    return std::string(count, ' ');
}

}  // namespace

TEST_CASE("a tab is four columns, and one in the column shown") {
    CHECK(drawn({{{2, 3}, "here"}}, source("\t\tx\ty")) == R"(
  --> policy:1:3
 1 |         x    y
   |         ^ here
)");
    CHECK(drawn({{{1, 2}, "a tab"}}, source("x\ty")) == R"(
  --> policy:1:2
 1 | x    y
   |  ^^^^ a tab
)");
}

TEST_CASE("markers stand under accented, wide and combining characters") {
    source const accented("señal = razón");
    CHECK(drawn({{place(accented, "razón"), "r"}, {place(accented, "señal"), "s"}}, accented) == R"(
  --> policy:1:9
 1 | señal = razón
   | ~~~~~   ^^^^^ r
   | s
)");
    source const wide("名前 = 値x");
    CHECK(drawn({{place(wide, "値"), "v"}, {place(wide, "名前"), "n"}}, wide) == R"(
  --> policy:1:6
 1 | 名前 = 値x
   | ~~~~   ^^ v
   | n
)");
    source const combining("e\xCC\x81t = x");
    CHECK(drawn({{place(combining, "x"), "here"}}, combining) ==
          "\n  --> policy:1:7\n 1 | e\xCC\x81t = x\n   |      ^ here\n");
}

TEST_CASE("texts beside accented texts do not overlap") {
    source const text("alpha, beta, c");
    CHECK(drawn({{place(text, "c"), "c"}, {place(text, "alpha"), "ñandú"}, {place(text, "beta"), "é"}},
                text) == R"(
  --> policy:1:14
 1 | alpha, beta, c
   | ~~~~~  ~~~~  ^ c
   | ñandú  é
)");
}

TEST_CASE("a span that begins or ends inside a character covers it whole") {
    CHECK(drawn({{{2, 3}, "here"}}, source("a名b")) == "\n  --> policy:1:2\n 1 | a名b\n   |  ^^ here\n");
    CHECK(drawn({{{0, 2}, "here"}}, source("a名b")) == "\n  --> policy:1:1\n 1 | a名b\n   | ^^^ here\n");
}

TEST_CASE("control characters do not reach the terminal") {
    source const text(std::string("a\x1B[31mb\0c\x7F d\xC2\x9B", 14));
    CHECK(drawn({{{1, 2}, "escape"}}, text) == R"(
  --> policy:1:2
 1 | a�[31mb�c� d�
   |  ^ escape
)");
}

TEST_CASE("characters that turn the line around or hide are made visible") {
    CHECK(drawn({{place(source("a\u202Eb"), "\u202E"), "here"}},
                source("a\u202Eb\u2066\u200Bc\uFEFF\u061C")) == R"(
  --> policy:1:2
 1 | a�b��c��
   |  ^ here
)");
}

TEST_CASE("bytes that are not UTF-8 are shown one by one as replacement characters") {
    CHECK(drawn({{{1, 2}, "here"}}, source("a\xFF\x80z")) == "\n  --> policy:1:2\n 1 | a��z\n   |  ^ here\n");
    CHECK(drawn({{{3, 4}, "here"}}, source("a\xE2\x82z")) ==
          "\n  --> policy:1:3\n 1 | a��z\n   |    ^ here\n");
    CHECK(drawn({{{0, 3}, "here"}}, source("\xC0\x80\xC3")) ==
          "\n  --> policy:1:1\n 1 | ���\n   | ^^^ here\n");
}

TEST_CASE("a name, a message, a label and a help line that quote such text are harmless too") {
    diagnostic const what{"T1", severity::error, "no `\x1B[2J`\nhere", {{{0, 1}, "a\tb\x07"}}, {"x\r\x80y"}};
    CHECK("\n" + render(what, source("a", "po\x1Blicy")) == R"(
error[T1]: no `�[2J` here
  --> po�licy:1:1
 1 | a
   | ^ a b�
 = help: x �y
)");
}

TEST_CASE("blanks at the end of a line are not drawn, but a marker under them is") {
    CHECK(drawn({{{1, 3}, ""}}, source("a  ")) == "\n  --> policy:1:2\n 1 | a\n   |  ^^\n");
}

TEST_CASE("a line of 100 columns is drawn whole and one of 101 is cut") {
    std::string const full = digits(100);
    CHECK(drawn({{{0, 1}, "x"}}, source(full)) == "\n  --> policy:1:1\n 1 | " + full + "\n   | ^ x\n");
    CHECK(drawn({{{99, 100}, "x"}}, source(full)) ==
          "\n  --> policy:1:100\n 1 | " + full + "\n   | " + blanks(99) + "^ x\n");
    CHECK(drawn({{{0, 1}, "x"}}, source(full + "0")) ==
          "\n  --> policy:1:1\n 1 | " + full.substr(0, 97) + "...\n   | ^ x\n");
}

TEST_CASE("a long line is drawn from its beginning while the place is in sight from there") {
    std::string const line = digits(200);
    CHECK(drawn({{{90, 97}, "x"}}, source(line)) ==
          "\n  --> policy:1:91\n 1 | " + line.substr(0, 97) + "...\n   | " + blanks(90) + "^^^^^^^ x\n");
}

TEST_CASE("a long line is cut on both sides of a place in its middle") {
    std::string const line = digits(500);
    CHECK(drawn({{{250, 254}, "x"}}, source(line)) == "\n  --> policy:1:251\n 1 | ..." +
                                                          line.substr(205, 94) + "...\n   | " +
                                                          blanks(3 + 45) + "^^^^ x\n");
}

TEST_CASE("a long line is drawn to its end where the place is near it") {
    std::string const line = digits(500);
    CHECK(drawn({{{490, 500}, "x"}}, source(line)) == "\n  --> policy:1:491\n 1 | ..." + line.substr(406) +
                                                          "\n   | " + blanks(3 + 84) + "^^^^^^^^^^ x\n");
    CHECK(drawn({{{500, 500}, "x"}}, source(line)) ==
          "\n  --> policy:1:501\n 1 | ..." + line.substr(406) + "\n   | " + blanks(3 + 94) + "^ x\n");
}

TEST_CASE("a marker longer than the window ends with it") {
    std::string const line = digits(500);
    CHECK(drawn({{{200, 450}, "x"}}, source(line)) == "\n  --> policy:1:201\n 1 | ..." +
                                                          line.substr(173, 94) + "...\n   | " +
                                                          blanks(3 + 27) + std::string(67, '^') + " x\n");
    CHECK(drawn({{{0, 500}, "x"}}, source(line)) ==
          "\n  --> policy:1:1\n 1 | " + line.substr(0, 97) + "...\n   | " + std::string(97, '^') + " x\n");
}

TEST_CASE("labels near each other in a long line share a window") {
    std::string const line = digits(500);
    CHECK(drawn({{{300, 302}, "x"}, {{250, 252}, "y"}}, source(line)) ==
          "\n  --> policy:1:301\n 1 | ..." + line.substr(229, 94) + "...\n   | " + blanks(3 + 21) + "~~" +
              blanks(48) + "^^ x\n   | " + blanks(3 + 21) + "y\n");
}

TEST_CASE("labels far from each other in a long line have a window each") {
    std::string const line = digits(500);
    CHECK(drawn({{{300, 302}, "x"}, {{10, 12}, "y"}}, source(line)) ==
          "\n  --> policy:1:301\n 1 | " + line.substr(0, 97) + "...\n   | " + blanks(10) + "~~ y\n 1 | ..." +
              line.substr(254, 94) + "...\n   | " + blanks(3 + 46) + "^^ x\n");
}

TEST_CASE("a cut falls between characters and counts their width") {
    std::string line;
    for (int i = 0; i < 200; ++i) line += "名";
    std::string const shown = line.substr(3 * 77, 3 * 47);
    std::string const expected =
        "\n  --> policy:1:101\n 1 | ..." + shown + "...\n   | " + blanks(3 + 46) + "^^ x\n";
    CHECK(drawn({{{300, 303}, "x"}}, source(line)) == expected);
    CHECK(drawn({{{301, 302}, "x"}}, source(line)) == expected);
}

TEST_CASE("marks that take no column do not make a drawing endless") {
    std::string line = "a";
    for (int i = 0; i < 100'000; ++i) line += "\xCC\x81";
    line += "b";
    CHECK(drawn({{{0, 1}, "x"}}, source(line)).size() < 2'000);
    CHECK(drawn({{bytes(line.size() - 1, line.size()), "x"}}, source(line)).size() < 2'000);
    CHECK(drawn({{{100'000, 100'010}, "x"}}, source(line)).size() < 4'000);
}

TEST_CASE("a line of ten megabytes is drawn as fast as a short one") {
    std::string const line = digits(10'000'000);
    source const text("first\n" + line + "\nlast");
    diagnostic what{"T1", severity::error, "wrong", {{bytes(9'000'006, 9'000'007), "x"}}, {}};
    CHECK("\n" + render(what, text) == "\nerror[T1]: wrong\n  --> policy:2:9000001\n 2 | ..." +
                                           line.substr(8'999'954, 94) + "...\n   | " + blanks(3 + 46) +
                                           "^ x\n");
    what.labels[0].where = bytes(6, 10'000'006);
    what.labels.resize(100, what.labels[0]);
    auto const begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) CHECK(render(what, text).size() < 30'000);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

TEST_CASE("any bytes at any place are drawn on short lines without control characters") {
    std::uint32_t state = 12345;
    auto const next = [&] { return state = state * 1664525U + 1013904223U; };
    for (int round = 0; round < 300; ++round) {
        std::string noise;
        std::size_t const size = next() % 700U;
        for (std::size_t i = 0; i < size; ++i) noise += static_cast<char>(next() >> 24);
        std::vector<label> labels;
        for (int i = 0; i < 4; ++i) labels.push_back({{next() % 800U, next() % 800U}, "x\xC3"});
        std::string const out = render({"T1", severity::error, "wrong", labels, {}}, source(noise));
        for (char const byte : out) CHECK((byte == '\n' || static_cast<unsigned char>(byte) >= 0x20U));
        CHECK(out.ends_with('\n'));
    }
}
