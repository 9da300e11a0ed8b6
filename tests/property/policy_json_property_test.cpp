// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The laws of policies as JSON, on random documents and on JSON with random damage.
#include <string>

#include <catch2/catch.hpp>

#include <tramo/json/policy_json.hpp>
#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>
#include <tramo/text/render.hpp>

#include <nlohmann/json.hpp>

#include "chance.hpp"
#include "random_document.hpp"
#include "random_treatment.hpp"

using tramo::language;
using tramo_test::dice;

namespace {

constexpr language all_languages[] = {language::en, language::es, language::pt};

/// Whether a document comes back from JSON as it was; tells what was wrong when it does not.
bool survives(tramo::ast::document const& made) {
    auto const json = tramo::to_json(made);
    auto const back = tramo::document_from_json(json);
    auto const again = tramo::to_json(back.value);
    bool is_same = back.diagnostics.empty() && same(made, back.value) &&
                   tramo::to_json(tramo::document_from_json(again).value) == again;
    for (auto const in : all_languages)
        is_same = is_same && tramo::print(made, in) == tramo::print(back.value, in);
    if (!is_same)
        UNSCOPED_INFO(tramo::print(made, made.language)
                      << "\n"
                      << json << "\n"
                      << render(back.diagnostics, tramo::source(json), 3) << "\nand back:\n"
                      << tramo::to_json(back.value));
    return is_same;
}

/// Some values of a JSON tree, by their pointers.
std::vector<std::string> pointers_of(nlohmann::json const& whole) {
    std::vector<std::string> all;
    auto const flat = whole.flatten();
    for (auto const& one : flat.items()) all.push_back(one.key());
    return all;
}

/// One value moved, dropped, doubled or replaced.
nlohmann::json damaged(nlohmann::json whole, dice& draw) {
    auto const all = pointers_of(whole);
    nlohmann::json::json_pointer at(draw.pick(all));
    for (auto up = draw.roll(3); up > 0 && !at.empty(); --up) at = at.parent_pointer();
    auto const other = whole[nlohmann::json::json_pointer(draw.pick(all))];
    switch (draw.roll(6)) {
        case 0:
            whole[at] = other;
            break;
        case 1:
            whole[at] = draw.pick<nlohmann::json>({nullptr, 0, -1, 99999999, 1.5, true, "", "x", "\n", "a`b",
                                                   "R$", nlohmann::json::array(), nlohmann::json::object()});
            break;
        case 2:
            if (whole[at].is_array() && !whole[at].empty()) whole[at].erase(draw.roll(whole[at].size()));
            break;
        case 3:
            if (whole[at].is_object() && !whole[at].empty()) {
                auto member = whole[at].begin();
                std::advance(member, static_cast<std::ptrdiff_t>(draw.roll(whole[at].size())));
                whole[at].erase(member);
            }
            break;
        case 4:
            if (whole[at].is_array()) whole[at].push_back(other);
            break;
        default:
            if (whole[at].is_object())
                whole[at][draw.pick<std::string>({"name", "comment", "operands"})] = other;
    }
    return whole;
}

/// What must hold of any JSON: places inside the text, no crash; what is taken is a document like any other.
bool is_well_read(std::string const& json) {
    auto const read = tramo::document_from_json(json);
    for (auto const& found : read.diagnostics) {
        if (!found.code.starts_with("T70")) return false;
        for (auto const& label : found.labels)
            if (label.where.begin > label.where.end || label.where.end > json.size()) return false;
    }
    if (!read.ok()) return true;
    auto const text = tramo::print(read.value, read.value.language);
    auto const parsed = tramo::parse(tramo::source(text));
    return parsed.ok() && same(parsed.value, read.value) && survives(read.value);
}

}  // namespace

TEST_CASE("a random document comes back from JSON the same, printed alike in all languages") {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        INFO("seed " << seed);
        auto made = tramo_test::random_document(seed).make();
        made.language = all_languages[seed % 3];
        REQUIRE(survives(made));
    }
}

TEST_CASE("a random policy of treatment comes back from JSON the same") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        tramo_test::chance draw(seed);
        tramo::source const text("tramo 1 en\n" + tramo_test::random_treatment(draw).make().text());
        auto const parsed = tramo::parse(text);
        INFO(render(parsed.diagnostics, text, 3));
        REQUIRE(parsed.ok());
        REQUIRE(survives(parsed.value));
    }
}

TEST_CASE(
    "no damage to the JSON of a policy makes the reader crash, point outside, or take what it cannot print") {
    std::size_t taken = 0;
    for (std::uint64_t seed = 1; seed <= 800; ++seed) {
        dice draw(seed);
        auto const made = tramo_test::random_document(1 + seed % 200).make();
        auto json = nlohmann::json::parse(tramo::to_json(made, 0));
        for (auto left = 1 + draw.roll(2); left > 0; --left) json = damaged(std::move(json), draw);
        auto const text = json.dump(static_cast<int>(draw.roll(3)));
        if (tramo::document_from_json(text).ok()) ++taken;
        INFO("seed " << seed << "\n" << text);
        REQUIRE(is_well_read(text));
    }
    CHECK(taken > 20);
    CHECK(taken < 650);
}

TEST_CASE("no damage to the bytes of JSON makes the reader crash or point outside") {
    auto const sound = tramo::to_json(tramo_test::random_document(7).make());
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        dice draw(seed);
        auto text = sound;
        for (auto left = 1 + draw.roll(3); left > 0; --left) {
            auto const at = draw.roll(text.size());
            if (draw.one_in(2))
                text.erase(at, 1 + draw.roll(6));
            else
                text.insert(at,
                            draw.pick<std::string>({"{", "}", "[", "]", ",", ":", "\"", "\\", "1e999", "\xC3",
                                                    "null", "\n", std::string(1, '\0'), "\"node\":"}));
        }
        INFO("seed " << seed << "\n" << text);
        REQUIRE(is_well_read(text));
    }
}
