// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy's tree as JSON: what is written, what is read back, and each mistake with its pointer and place.
#include <tramo/json/policy_json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>
#include <tramo/text/render.hpp>

#ifndef TRAMO_SOURCE_DIR
#    define TRAMO_SOURCE_DIR "."
#endif

namespace {

using namespace tramo;
using words = std::vector<std::string>;

std::string content_of(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The policies of the repository: examples, cases, and the mended half of each example of a diagnostic.
std::vector<std::pair<std::string, std::string>> all_policies() {
    std::vector<std::pair<std::string, std::string>> all;
    for (auto const* folder : {"examples/policies", "tests/cases", "tests/diagnostics"})
        for (auto const& entry :
             std::filesystem::recursive_directory_iterator(std::string(TRAMO_SOURCE_DIR) + "/" + folder)) {
            if (entry.path().extension() != ".tramo") continue;
            auto text = content_of(entry.path());
            if (auto const good = text.find("=== good\n"); good != std::string::npos)
                text = text.substr(good + 9);
            all.emplace_back(entry.path().string(), text);
        }
    return all;
}

ast::document read(std::string const& text) {
    auto found = parse(source(text));
    REQUIRE(found.ok());
    return std::move(found.value);
}

std::string const head = R"({"tramo": 1, "language": "en", "declarations": [)";
std::string whole(std::string const& declaration) {
    return head + declaration + "]}";
}
/// A segment whose condition this is.
std::string condition(std::string const& node) {
    return whole(R"({"declaration": "segment", "name": "x", "condition": )" + node + "}");
}

/// What is said of a text, "code message | help | help".
words told(std::string const& json) {
    words all;
    for (auto const& one : document_from_json(json).diagnostics) {
        auto text = one.code + " " + one.message;
        for (auto const& help : one.help) text += " | " + help;
        all.push_back(text);
    }
    return all;
}

std::string const truth = R"({"node": "truth", "value": true})";

/// `not not … true`, so many operations high.
std::string tall(int height) {
    std::string node = truth;
    for (int i = 1; i < height; ++i) node = R"({"node": "not", "operands": [)" + node + "]}";
    return node;
}

}  // namespace

TEST_CASE("every policy of the repository comes back from JSON as it was, with its comments") {
    auto const policies = all_policies();
    REQUIRE(policies.size() > 150);
    for (auto const& [name, text] : policies) {
        INFO(name);
        auto const parsed = parse(source(text));
        if (!parsed.ok()) continue;
        auto const json = to_json(parsed.value);
        auto const back = document_from_json(json);
        INFO(render(back.diagnostics, source(json), 5));
        REQUIRE(back.diagnostics.empty());
        CHECK(same(parsed.value, back.value));
        for (auto const in : {language::en, language::es, language::pt})
            CHECK(print(parsed.value, in) == print(back.value, in));
        CHECK(to_json(back.value) == to_json(document_from_json(to_json(back.value)).value));
        CHECK(nlohmann::json::parse(to_json(parsed.value, 0)) == nlohmann::json::parse(json));
    }
}

TEST_CASE("words are English in JSON whatever the language, and what has its default is left out") {
    auto const document =
        read("tramo 1 es\n# cabeza\n\ncampo a : entero\n# una\nsegmento x \"X\" = a > 1 y a < 5 # dos\n");
    CHECK(
        to_json(document, 0) ==
        R"({"tramo": 1, "language": "es", "heading_comments": ["cabeza"], "declarations": [)"
        R"({"declaration": "field", "name": "a", "type": {"word": "integer"}, )"
        R"("comments": {"blank_line_before": true}}, )"
        R"({"declaration": "segment", "name": "x", "label": "X", "condition": {"node": "and", "operands": [)"
        R"({"node": "compare", "op": ">", "operands": [{"node": "name", "name": "a"}, )"
        R"({"node": "number", "number": "1"}]}, {"node": "compare", "op": "<", "operands": [)"
        R"({"node": "name", "name": "a"}, {"node": "number", "number": "5"}]}]}, )"
        R"("comments": {"leading": ["una"], "trailing": "dos"}}]})"
        "\n");
}

TEST_CASE("literals are texts in JSON, exactly as written") {
    auto const json =
        to_json(read("tramo 1 en\nfield a : money\nfield d : date\nfield t : timestamp\n"
                     "segment x = a > R$ 10.50 and d < 2026-02-28 and t = 2026-11-21T10:30 and a < "
                     "99999999999999999999.000000000000000010\n"),
                0);
    CHECK(json.find(R"({"node": "money", "number": "10.50", "currency": "BRL"})") != std::string::npos);
    CHECK(json.find(R"({"node": "date", "day": "2026-02-28"})") != std::string::npos);
    CHECK(json.find(R"({"node": "timestamp", "moment": "2026-11-21T10:30:00"})") != std::string::npos);
    CHECK(json.find(R"("99999999999999999999.000000000000000010")") != std::string::npos);
}

TEST_CASE("what fits in 100 columns stands on one line, the rest is indented") {
    auto const document = read(
        "tramo 1 en\nfield days_late : integer\nsegment late = days_late > 30 or days_late is unknown\n");
    CHECK(to_json(document) == R"({
  "tramo": 1,
  "language": "en",
  "declarations": [
    {"declaration": "field", "name": "days_late", "type": {"word": "integer"}},
    {
      "declaration": "segment",
      "name": "late",
      "condition": {
        "node": "or",
        "operands": [
          {
            "node": "compare",
            "op": ">",
            "operands": [{"node": "name", "name": "days_late"}, {"node": "number", "number": "30"}]
          },
          {"node": "is unknown", "operands": [{"node": "name", "name": "days_late"}]}
        ]
      }
    }
  ]
}
)");
}

TEST_CASE("every mistake is told at once, in the order of the text, by its JSON pointer") {
    CHECK(
        told(R"({"tramo": 2, "language": "fr", "declarations": [
        {"declaration": "segmnt"}, {"declaration": "segment", "nam": "x", "label": 5}, 7, {}], "more": 1})") ==
        words{"T7006 /tramo: this is no version of the language | only version 1 is known here",
              "T7006 /language: the text \"fr\" is none of the words that may stand here | known are \"en\", "
              "\"es\", \"pt\"",
              "x"});
}
