// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds every message that a policy's text can draw to tests/diagnostics/*.tramo, to the character.
// With TRAMO_RECORD=1 in the environment the expected part of each file is written anew.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <tramo/policy/policy.hpp>
#include <tramo/text/render.hpp>

#include "unit/check/checked_policy.hpp"

#ifndef TRAMO_SOURCE_DIR
#    define TRAMO_SOURCE_DIR "."
#endif

namespace {

using tramo::testing::read_policy;

/// Raised when a policy is prepared or data are read: no text alone can draw them, or only one of a size
/// beyond examples.
std::set<std::string> const raised_later = {
    "T3010", "T3011", "T3012", "T4010", "T4038", "T4055", "T5001", "T5002", "T5003", "T5004",
    "T5005", "T5006", "T5007", "T5008", "T5009", "T5010", "T5011", "T5012", "T5013", "T5014",
    "T5015", "T5016", "T5017", "T5018", "T5019", "T5020", "T5021", "T5022", "T7001", "T7002",
    "T7003", "T7004", "T7005", "T7006", "T7007", "T7008", "T7009", "T7010", "T7021", "T7022",
    "T7023", "T7024", "T7025", "T7026", "T7027", "T7041", "T7042", "T7043", "T7044", "T7045",
    "T7046", "T7047", "T7048", "T7049", "T7050", "T7051", "T7052", "T7053", "T7054"};
/// Drawn by bytes that no text file should hold; see the tests at the end.
std::set<std::string> const raised_by_bytes = {"T1001", "T1014"};

std::string const expected_mark = "=== diagnostics\n";
std::string const good_mark = "=== good\n";

struct example {
    std::filesystem::path path;
    std::string bad, expected, good;
    [[nodiscard]] std::string name() const { return path.filename().string(); }
    [[nodiscard]] std::string code() const { return name().starts_with("T") ? name().substr(0, 5) : ""; }
};

example read_example(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    std::string const all{std::istreambuf_iterator<char>(file), {}};
    auto const expected_at = all.find("\n" + expected_mark);
    auto const good_at = all.find("\n" + good_mark, expected_at);
    INFO(path);
    REQUIRE(expected_at != std::string::npos);
    REQUIRE(good_at != std::string::npos);
    auto const expected_begin = expected_at + 1 + expected_mark.size();
    auto const expected_end = good_at + 1;
    return {path, all.substr(0, expected_at + 1),
            expected_end > expected_begin ? all.substr(expected_begin, expected_end - expected_begin) : "",
            all.substr(good_at + 1 + good_mark.size())};
}

std::vector<example> all_examples() {
    std::vector<example> all;
    for (auto const& entry : std::filesystem::directory_iterator(TRAMO_SOURCE_DIR "/tests/diagnostics"))
        if (entry.path().extension() == ".tramo") all.push_back(read_example(entry.path()));
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
    REQUIRE_FALSE(all.empty());
    return all;
}

/// Examples of what is wrong with the machine of an alert or a matrix are loaded; the others are only read
/// and checked, so that each speaks of one thing.
bool is_about_machines(std::string const& code) {
    return (code >= "T4021" && code <= "T4027") || (code >= "T4034" && code <= "T4037");
}

std::vector<tramo::diagnostic> found_in(std::string const& text, example const& from) {
    if (!is_about_machines(from.code())) return read_policy(text, from.name()).found;
    return tramo::load(text, from.name()).diagnostics;
}

std::string drawn(std::string const& text, example const& from) {
    return tramo::render(found_in(text, from), tramo::source(text, from.name()));
}

bool is_recording() {
    char const* const asked = std::getenv("TRAMO_RECORD");
    return asked != nullptr && std::string_view(asked) == "1";
}

}  // namespace

TEST_CASE("every bad example is drawn exactly as recorded") {
    for (auto const& one : all_examples()) {
        INFO(one.name());
        auto const rendering = drawn(one.bad, one);
        if (is_recording())
            std::ofstream(one.path, std::ios::binary)
                << one.bad << expected_mark << rendering << good_mark << one.good;
        else
            CHECK(rendering == one.expected);
    }
}

TEST_CASE("every good example draws nothing") {
    for (auto const& one : all_examples()) {
        INFO(one.name());
        CHECK(drawn(one.good, one) == "");
    }
}

TEST_CASE("an example draws the code it is named by and no other") {
    for (auto const& one : all_examples()) {
        if (one.code().empty()) continue;
        INFO(one.name());
        auto const found = found_in(one.bad, one);
        CHECK_FALSE(found.empty());
        for (auto const& what : found) CHECK(what.code == one.code());
    }
}

TEST_CASE("every code that a text can draw has an example, and no example a code unknown to the catalogue") {
    std::set<std::string> shown;
    for (auto const& one : all_examples())
        if (!one.code().empty()) shown.insert(one.code());
    for (auto const& entry : tramo::diagnostic_catalogue()) {
        std::string const code(entry.code);
        INFO(code);
        bool const is_elsewhere = raised_later.contains(code) || raised_by_bytes.contains(code);
        CHECK(shown.contains(code) == !is_elsewhere);
        shown.erase(code);
    }
    CHECK(shown.empty());
}

TEST_CASE("the codes raised elsewhere are in the catalogue") {
    std::set<std::string> known;
    for (auto const& entry : tramo::diagnostic_catalogue()) known.insert(std::string(entry.code));
    for (auto const& code : raised_later) CHECK(known.contains(code));
    for (auto const& code : raised_by_bytes) CHECK(known.contains(code));
}

TEST_CASE("a diagnostic bears the severity its code has in the catalogue") {
    for (auto const& example : all_examples())
        for (auto const& one : found_in(example.bad, example)) {
            INFO(example.name());
            for (auto const& entry : tramo::diagnostic_catalogue())
                if (entry.code == one.code) CHECK(entry.severity == one.severity);
        }
}

TEST_CASE("a policy with five mistakes draws five, each once") {
    for (std::string const language : {"en", "es", "pt"}) {
        auto const one =
            read_example(TRAMO_SOURCE_DIR "/tests/diagnostics/five_mistakes_" + language + ".tramo");
        auto codes = read_policy(one.bad).codes();
        INFO(one.name());
        CHECK(codes.size() == 5);
        std::sort(codes.begin(), codes.end());
        CHECK(std::unique(codes.begin(), codes.end()) - codes.begin() == 5);
    }
}

TEST_CASE("a byte-order mark and line ends of any kind change no message") {
    std::string const lines[] = {"tramo 1 en", "field days : integer", "segment late = dayz > 30"};
    std::string drawn_with_lf;
    for (std::string const end : {"\n", "\r\n", "\r"})
        for (std::string const mark : {"", "\xEF\xBB\xBF"}) {
            auto const drawn =
                read_policy(mark + lines[0] + end + lines[1] + end + lines[2] + end).rendering();
            if (drawn_with_lf.empty()) drawn_with_lf = drawn;
            CHECK(drawn == drawn_with_lf);
        }
    CHECK(drawn_with_lf ==
          "error[T3001]: unknown name `dayz`\n"
          "  --> policy:3:16\n"
          " 3 | segment late = dayz > 30\n"
          "   |                ^^^^ not declared\n"
          " = help: did you mean `days`?\n"
          "\n"
          "1 error\n");
}

TEST_CASE("text that is not UTF-8 draws T1001 and nothing else") {
    CHECK(read_policy("tramo 1 en\nsegment sur = region = \"Pe\xF1\x61\"\n").rendering() ==
          "error[T1001]: the text is not UTF-8\n"
          "  --> policy:2:27\n"
          " 2 | segment sur = region = \"Pe\uFFFDa\"\n"
          "   |                           ^ this byte begins no character\n"
          " = help: save the policy as UTF-8 (in many editors: Save with encoding)\n"
          "\n"
          "1 error\n");
}

TEST_CASE("a file that is no text draws T1014 and nothing else") {
    CHECK(read_policy(std::string("tramo 1 en\n") + '\0' + "\n").rendering() ==
          "error[T1014]: this is not a text file\n"
          "  --> policy:2:1\n"
          " 2 | \uFFFD\n"
          "   | ^ a control character\n"
          " = help: give the policy's text file, in UTF-8\n"
          "\n"
          "1 error\n");
}
