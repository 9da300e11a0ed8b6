// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy's tree as JSON: what is written, what is read back, and each mistake with its pointer and place.
#include <tramo/json/policy_json.hpp>

#include <cstdlib>
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
        CHECK(nlohmann::json::parse(to_json(parsed.value, 0)) == nlohmann::json::parse(json));
    }
}

TEST_CASE("words are English in JSON whatever the language, and what has its default is left out") {
    auto const document =
        read("# cabeza\ntramo 1 es\n\ncampo a : entero\n# una\nsegmento x \"X\" = a > 1 y a < 5 # dos\n");
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
        {"declaration": "segment", "nam": "x", "label": 5}, 7], "more": 1})") ==
        words{
            "T7006 /tramo: this is no version of the language | only version 1 is known here",
            "T7006 /language: the text \"fr\" is none of the words that may stand here | known are \"en\", "
            "\"es\", \"pt\"",
            "T7004 /declarations/0: the member \"name\" is missing",
            "T7004 /declarations/0: the member \"condition\" is missing",
            "T7003 /declarations/0/nam: there is no member \"nam\" here | did you mean \"name\"? | known are "
            "\"declaration\", \"name\", \"label\", \"period\", \"condition\", \"comments\"",
            "T7002 /declarations/0/label: expected a text, found the number 5 | write it as a text: \"5\"",
            "T7002 /declarations/1: expected an object, found the number 7",
            "T7003 /more: there is no member \"more\" here | known are \"tramo\", \"language\", "
            "\"heading_comments\", \"declarations\", \"closing_comments\""});
    CHECK(told("[]") == words{"T7002 the document: expected an object, which is a policy, found a list"});
    CHECK(told("{}").size() == 3);
}

TEST_CASE("a mistake has its line and column, also behind escapes and other values of its name") {
    std::string const json =
        "{\"tramo\": 1, \"language\": \"en\",\n \"declarations\": [\n"
        "  {\"declaration\": \"policy\", \"title\": \"a \\\"name\\\": {[\"},\n"
        "  {\"declaration\": \"segment\", \"name\": \"\", \"condition\": " +
        truth + "}]}";
    auto const found = document_from_json(json).diagnostics;
    REQUIRE(found.size() == 1);
    CHECK(found[0].message == "/declarations/1/name: the text \"\" is no name");
    source const text(json);
    auto const where = found[0].labels[0].where;
    CHECK(text.at(where.begin).line == 4);
    CHECK(text.slice(where) == "\"\"");
}

TEST_CASE("JSON that breaks off says where") {
    auto const found = document_from_json("{\"tramo\": 1,\n \"language\": }").diagnostics;
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "T7001");
    CHECK(source("{\"tramo\": 1,\n \"language\": }").at(found[0].labels[0].where.begin).column == 14);
    for (auto const* bad : {"", "nul", "{\"tramo\": 1e999}", "{\"a\": \"\xC3\"}", "{} {}", "\xEF\xBB"})
        CHECK(told(bad).at(0).substr(0, 5) == "T7001");
}

TEST_CASE("a member that stands twice is refused, whatever its values") {
    CHECK(told(R"({"tramo": 1, "language": "en", "declarations": [], "a/b": {"x": 1, "x": 1}})") ==
          words{"T7005 /a~1b/x: the member \"x\" stands twice | leave one of the two out"});
}

TEST_CASE("words, numbers, days and counts are held to what a policy may say") {
    CHECK(
        told(condition(R"({"node": "compare", "op": "=>", "operands": [)" + truth + "]}")) ==
        words{
            "T7006 /declarations/0/condition/op: the text \"=>\" is none of the words that may stand here | "
            "known are \"=\", \"!=\", \"<\", \"<=\", \">\", \">=\"",
            "T7007 /declarations/0/condition/operands: a list of 1, where 2 belong"});
    for (auto const* bad : {"-1", "01", "1.", ".5", "1e3", "1_000", "0.0000000000000000001", "", "x"})
        CHECK(told(condition(R"({"node": "number", "number": ")" + std::string(bad) + "\"}"))
                  .at(0)
                  .substr(0, 5) == "T7007");
    CHECK(
        told(condition(R"({"node": "number", "number": 10.50})")) ==
        words{"T7002 /declarations/0/condition/number: expected a number in quotes, found the number 10.5 | "
              "write it as a text: \"10.5\""});
    CHECK(told(condition(R"({"node": "date", "day": "2026-02-30"})")) ==
          words{"T7007 /declarations/0/condition/day: the text \"2026-02-30\" is no day of the calendar | "
                "write it "
                "such as \"2026-11-21\""});
    CHECK(told(condition(R"({"node": "money", "number": "1", "currency": "BRX"})")).at(0).substr(0, 5) ==
          "T7006");
    CHECK(told(condition(R"({"node": "nmae", "name": "x"})")).at(0).find("did you mean \"name\"?") !=
          std::string::npos);
    CHECK(told(whole(
              R"({"declaration": "field", "name": "a`b", "type": {"word": "integer", "scale": 12345}})")) ==
          words{"T7007 /declarations/0/name: the text \"a`b\" is no name | a name stands on one line and "
                "holds no "
                "back-quote",
                "T7007 /declarations/0/type/scale: the number 12345 is out of range | write a whole number "
                "from 0 "
                "to 9999"});
}

TEST_CASE("a member that belongs to another block is refused there") {
    auto const found = told(whole(R"({"declaration": "template", "name": "t", "members": [
        {"member": "owner", "texts": [{"text": "x"}]}]})"));
    CHECK(found ==
          words{"T7006 /declarations/0/members/0/member: the text \"owner\" is none of the words that may "
                "stand here | known are \"if\", \"channel\", \"text\", \"subject\", \"states\""});
}

TEST_CASE("what the grammar refuses, or reads otherwise, is refused with the line that would be written") {
    auto const odd = told(whole(R"({"declaration": "condition", "name": "c", "members": [
        {"member": "first", "length": {"node": "number", "number": "3"}}]})"));
    REQUIRE(odd.size() == 1);
    CHECK(odd[0].substr(0, 22) == "T7009 /declarations/0:");
    CHECK(odd[0].find("it would be written: first after 3") != std::string::npos);
    CHECK(told(whole(R"({"declaration": "event", "name": "e", "child_column": "c"})"))
              .at(0)
              .find("it would be written: event e by c") != std::string::npos);
    // Of one name `max` is an aggregate over a collection.
    CHECK(told(condition(
              R"({"node": "call", "function": "max", "operands": [{"node": "name", "name": "a"}]})")) ==
          words{"T7009 /declarations/0: what this says is read otherwise once it is written | it would be "
                "written: "
                "segment x = max(a)"});
}

TEST_CASE("a comment that printing would lose is refused, and one on several lines") {
    auto const lost = R"({"node": "not", "operands": [{"node": "truth", "value": true, "comment": "why"}]})";
    CHECK(told(condition(lost)).at(0).substr(0, 5) == "T7010");
    auto const long_one = R"({"node": "truth", "value": true, "comment": "a\nb"})";
    CHECK(told(condition(long_one)).at(0).substr(0, 5) == "T7007");
}

TEST_CASE("names and texts are composed as in any policy, so that accents do not depend on who typed them") {
    auto const found = document_from_json(
        whole("{\"declaration\": \"segment\", \"name\": \"a\u0301\", \"condition\": " + truth + "}"));
    REQUIRE(found.ok());
    CHECK(std::get<ast::segment_declaration>(found.value.declarations[0]).name.text == "\u00E1");
}

TEST_CASE(
    "an expression as tall as the language allows is read, one taller and JSON of any depth are refused") {
    CHECK(document_from_json(condition(tall(180))).ok());
    CHECK(told(condition(tall(ast::max_height + 1))).at(0).substr(0, 5) == "T7008");
    for (char const bracket : {'[', '{'}) {
        std::string deep;
        for (int i = 0; i < 200'000; ++i) deep += bracket == '[' ? "[" : "{\"a\":";
        CHECK(told(deep + "1" + std::string(200'000, bracket == '[' ? ']' : '}')).size() == 1);
        CHECK(told(deep).size() == 1);
    }
}

TEST_CASE("what is read has its places in its canonical text") {
    auto const found = document_from_json(condition(truth));
    REQUIRE(found.ok());
    source const text(print(found.value, found.value.language));
    CHECK(text.slice(std::get<ast::segment_declaration>(found.value.declarations[0]).name.at) == "x");
}

TEST_CASE("grammar/policy.schema.json is the schema") {
    // To write it anew: TRAMO_RECORD=1
    auto const path = std::string(TRAMO_SOURCE_DIR) + "/grammar/policy.schema.json";
    if (std::getenv("TRAMO_RECORD") != nullptr) std::ofstream(path, std::ios::binary) << policy_json_schema();
    CHECK(content_of(path) == policy_json_schema());
}
