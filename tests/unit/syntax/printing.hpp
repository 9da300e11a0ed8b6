// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Texts printed and read again, which must change nothing.
#pragma once

#include <string>

#include <catch2/catch.hpp>

#include <tramo/syntax/print.hpp>

#include "reading.hpp"

namespace tramo_test {

/// The declarations of a text in canonical form, which must not change when it is printed again.
inline std::string formatted(std::string const& text) {
    std::string const heading = "tramo 1 en\n\n";
    auto const document = read(text);
    auto const printed = tramo::print(document, tramo::language::en);
    auto const again = read(tramo::source(printed));
    CHECK(tramo::print(again, tramo::language::en) == printed);
    CHECK(same(document, again));
    REQUIRE(printed.starts_with(heading));
    return printed.substr(heading.size());
}

/// A text of English declarations in another language, without its first line; and back again.
inline std::string translated(std::string const& text, tramo::language to) {
    auto const document = read(text);
    auto const printed = tramo::print(document, to);
    auto const back = read(tramo::source(printed));
    CHECK(same(document, back));
    CHECK(tramo::content_hash(document) == tramo::content_hash(back));
    return printed.substr(printed.find("\n\n") + 2);
}

}  // namespace tramo_test
