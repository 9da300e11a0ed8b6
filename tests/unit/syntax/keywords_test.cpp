// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The keyword table: complete, without collisions, looked up in any case.
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include <tramo/syntax/keywords.hpp>
#include <tramo/values/unicode.hpp>

using tramo::keyword;
using tramo::keyword_group;
using tramo::language;

namespace {
constexpr language all_languages[] = {language::en, language::es, language::pt};
}

TEST_CASE("a language has a code of two letters, and the code names it") {
    for (auto const which : all_languages) CHECK(tramo::language_of(code_of(which)) == which);
    CHECK(code_of(language::es) == "es");
    CHECK_FALSE(tramo::language_of("EN"));
    CHECK_FALSE(tramo::language_of("fr"));
    CHECK_FALSE(tramo::language_of(""));
}

TEST_CASE("the keyword table is in the order of the enumeration") {
    std::size_t index = 0;
    for (auto const& row : tramo::keyword_table()) {
        CHECK(static_cast<std::size_t>(row.id) == index++);
        CHECK(tramo::entry_of(row.id).name == row.name);
    }
}

TEST_CASE("every keyword has spellings in all three languages, in lower case and composed") {
    for (auto const& row : tramo::keyword_table()) {
        for (auto const in : all_languages) {
            auto const all = tramo::spellings(row.id, in);
            REQUIRE_FALSE(all.empty());
            CHECK(all.front() == tramo::spelling(row.id, in));
            for (auto const& one : all) {
                INFO(row.name << ": " << one);
                CHECK_FALSE(one.empty());
                CHECK(tramo::to_lower(one) == one);
                CHECK(tramo::to_nfc(one) == one);
                CHECK(one.size() < tramo::max_keyword_bytes / 2);
            }
        }
    }
}

TEST_CASE("within one group and language a spelling stands for one keyword only") {
    for (auto const in : all_languages) {
        std::map<keyword_group, std::set<std::string_view>> seen;
        for (auto const& row : tramo::keyword_table())
            for (auto const one : tramo::spellings(row.id, in)) {
                INFO(row.name << ": " << one);
                CHECK(seen[row.group].insert(one).second);
            }
    }
}

TEST_CASE("a unit has its plural first and its singular second") {
    for (auto const in : all_languages)
        for (auto const unit : {keyword::days, keyword::weeks, keyword::months, keyword::years})
            CHECK(tramo::spellings(unit, in).size() >= 2);
    CHECK(tramo::spellings(keyword::months, language::es)[1] == "mes");
}

TEST_CASE("a keyword is found in any case and with its accents composed or not, but not without them") {
    CHECK(tramo::find_keyword("SEGMENT", language::en, keyword_group::declaration) == keyword::segment);
    CHECK(tramo::find_keyword("Não", language::pt, keyword_group::operator_) == keyword::not_);
    CHECK(tramo::find_keyword("NA\xCC\x83O", language::pt, keyword_group::operator_) == keyword::not_);
    CHECK(tramo::find_keyword("ano", language::pt, keyword_group::unit) == keyword::years);
    CHECK_FALSE(tramo::find_keyword("ano", language::es, keyword_group::unit));
    CHECK_FALSE(tramo::find_keyword("segmento", language::en, keyword_group::declaration));
    CHECK_FALSE(tramo::find_keyword("", language::en, keyword_group::declaration));
    CHECK_FALSE(tramo::find_keyword("segment ", language::en, keyword_group::declaration));
    CHECK_FALSE(tramo::find_keyword(std::string(1'000'000, 'x'), language::en, keyword_group::declaration));
}

TEST_CASE("a word that is a unit, a function and a type at once is found in the group that is asked for") {
    CHECK(tramo::find_keyword("mes", language::es, keyword_group::unit) == keyword::months);
    CHECK(tramo::find_keyword("mes", language::es, keyword_group::function) == keyword::month);
    CHECK(tramo::find_keyword("data", language::pt, keyword_group::type) == keyword::date);
    CHECK(tramo::find_keyword("data", language::pt, keyword_group::function) == keyword::to_date);
    CHECK_FALSE(tramo::find_keyword("data", language::pt, keyword_group::operator_));
}

TEST_CASE("only operators and literals are reserved, each in its own language") {
    for (auto const word : {"or", "AND", "not", "in", "like", "between", "true", "as_of", "null"})
        CHECK(tramo::is_reserved(word, language::en));
    for (auto const word : {"segment", "sum", "days", "where", "is", "open", "y", "hoy"})
        CHECK_FALSE(tramo::is_reserved(word, language::en));
    CHECK(tramo::is_reserved("y", language::es));
    CHECK(tramo::is_reserved("E", language::pt));
    CHECK_FALSE(tramo::is_reserved("e", language::es));
    CHECK_FALSE(tramo::is_reserved("é", language::pt));
}
