// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What feeds write finds the node that it means, and nothing else.
#include <tramo/actions/palette.hpp>

#include <catch2/catch.hpp>

#include "unit/actions/told_cases.hpp"

namespace {

using namespace tramo::actions;
using told::add_kind;

/// promise {pickup, whole {whole}, charge}, paid; and in palette 1 promise, letter.
palette_set two_palettes() {
    palette_set all;
    all.palettes = 2;
    auto const promise = add_kind(all, "promise");
    all.kinds[promise].label = "COMPROMISO DE PAGO";
    all.kinds[promise].aliases = {"CP", "Promesa de Acción"};
    auto const pickup = add_kind(all, "pickup", promise);
    all.kinds[pickup].label = "RETIRO DE CHEQUE";
    auto const whole = add_kind(all, "whole", promise);
    add_kind(all, "whole", whole);
    auto const charge = add_kind(all, "charge", promise);
    all.kinds[charge].label = "RECARGO PAC/PAT";
    auto const paid = add_kind(all, "paid");
    all.kinds[paid].aliases = {"pickup"};
    add_kind(all, "promise", no_kind, 1);
    add_kind(all, "letter", no_kind, 1);
    return all;
}
auto const palettes = two_palettes();
enum : std::uint16_t { promise, pickup, whole, inner_whole, charge, paid, promise_of_1, letter, other };

}  // namespace

TEST_CASE("a kind is found by its name, its label and each of its aliases") {
    kind_finder const finder(palettes);
    for (auto const* text : {"promise", "COMPROMISO DE PAGO", "CP", "Promesa de Acción"})
        CHECK(finder.find(0, text) == promise);
    CHECK(finder.find(0, "RETIRO DE CHEQUE") == pickup);
}

TEST_CASE("case, accents and blanks around do not matter, blanks within do") {
    kind_finder const finder(palettes);
    CHECK(finder.find(0, "  compromiso de pago\t") == promise);
    CHECK(finder.find(0, "PROMESA DE ACCION") == promise);
    CHECK(finder.find(0, "promesa de acci\u00f3n") == promise);
    CHECK(finder.find(0, "compromiso  de pago") == other);
}

TEST_CASE("what no kind is called is other") {
    kind_finder const finder(palettes);
    for (auto const* text : {"", " ", "LLAMADA", "compromiso", "promise/", "/", "//", "\xFF\xFE"}) {
        INFO(text);
        CHECK(finder.find(0, text) == other);
        CHECK(finder.within(0, no_kind, text) == other);
    }
    CHECK(finder.find(2, "promise") == other);
    CHECK(kind_finder(palette_set()).find(0, "promise") == 0);
}

TEST_CASE("a palette's kinds are found in it alone") {
    kind_finder const finder(palettes);
    CHECK(finder.find(1, "promise") == promise_of_1);
    CHECK(finder.find(1, "CP") == other);
    CHECK(finder.find(0, "letter") == other);
    CHECK(finder.find(1, "letter") == letter);
}

TEST_CASE("of several kinds of one text the first is meant that is not within another") {
    kind_finder const finder(palettes);
    CHECK(finder.find(0, "whole") == whole);
    CHECK(finder.find(0, "pickup") == pickup);
}

TEST_CASE("a path leads through the levels by whatever each is called") {
    kind_finder const finder(palettes);
    CHECK(finder.find(0, "COMPROMISO DE PAGO / RETIRO DE CHEQUE") == pickup);
    CHECK(finder.find(0, "cp/pickup") == pickup);
    CHECK(finder.find(0, "promise / whole / whole") == inner_whole);
    CHECK(finder.find(0, "promise/recargo pac/pat") == charge);
    CHECK(finder.find(0, "recargo pac/pat") == charge);
    CHECK(finder.find(0, "paid / pickup") == other);
    CHECK(finder.find(0, "whole / whole") == other);
}

TEST_CASE("a text of nothing but slashes costs no more than another") {
    kind_finder const finder(palettes);
    CHECK(finder.find(0, std::string(1'000'000, '/')) == other);
    std::string path = "whole";
    for (int step = 0; step < 90; ++step) path += "/whole";
    CHECK(finder.find(0, path) == other);
}

TEST_CASE("with a column for each level the text counts within its parent only") {
    kind_finder const finder(palettes);
    CHECK(finder.within(0, no_kind, "Compromiso de Pago") == promise);
    CHECK(finder.within(0, no_kind, "whole") == other);
    CHECK(finder.within(0, promise, "WHOLE") == whole);
    CHECK(finder.within(0, whole, "whole") == inner_whole);
    CHECK(finder.within(0, inner_whole, "whole") == other);
    CHECK(finder.within(0, no_kind, "pickup") == paid);
    CHECK(finder.within(0, promise, "pickup") == pickup);
    CHECK(finder.within(0, other, "pickup") == other);
    CHECK(finder.within(1, promise, "pickup") == other);
}

TEST_CASE("a kind without a label is not found by an empty text") {
    palette_set all;
    add_kind(all, "promise");
    all.kinds.front().label.clear();
    CHECK(kind_finder(all).find(0, "") == all.other());
    CHECK(kind_finder(all).find(0, "promise") == 0);
}
