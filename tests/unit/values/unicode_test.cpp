// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds normalisation, case and width to Python's unicodedata, code point by code point.
#include <tramo/values/unicode.hpp>

#include <string>

#include <catch2/catch.hpp>

#include <tramo/values/sha256.hpp>

namespace {

std::string utf8(unsigned code) {
    auto const byte = [](unsigned b) { return static_cast<char>(static_cast<unsigned char>(b)); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F))};
    if (code < 0x10000)
        return {byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
    return {byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)), byte(0x80 | (code >> 6 & 0x3F)),
            byte(0x80 | (code & 0x3F))};
}

/// Calls `visit` with the sample of generate_unicode_tables.py --checksums: two planes and a part of one.
template <class Visit>
void for_each_sampled(Visit visit) {
    for (unsigned code = 0; code < 0x2FA20; ++code) {
        if (code == 0x20000) code = 0x2F800;
        if (code < 0xD800 || code > 0xDFFF) visit(utf8(code));
    }
}

template <class Transform>
std::string checksum(Transform transform) {
    std::string all;
    for_each_sampled([&](std::string const& text) { all += transform(text); });
    return tramo::sha256(all);
}

}  // namespace

TEST_CASE("every code point is treated as by Python's unicodedata") {
    // Each digest is the output of include/tramo/impl/values/generate_unicode_tables.py --checksums.
    CHECK(checksum([](auto const& c) { return tramo::to_nfc(c); }) ==
          "ca98293da980d950c57d6035d766bb6be7e6fc68b0678f82fa7f5dde4977876f");
    CHECK(checksum([](auto const& c) {
              return tramo::to_nfc(c +
                                   "\xCC\x81\xCC\xA7"
                                   "a");
          }) == "689926343fc8a8d380108c78f23ac7c3808ad9acc0b6e844d0f4ae1f10114725");
    CHECK(checksum([](auto const& c) { return tramo::to_nfc("e" + c + "\xCC\x82"); }) ==
          "0fe2c77872682c7642f16705b19cd4664a3a97ae3eb5346970e83886327fd496");
    CHECK(checksum([](auto const& c) { return tramo::fold(c); }) ==
          "55d08ad37ceb9b3cffd09b8bab1e6d2d38f9f76837dfeeb40af6ad3658ccd273");
    CHECK(checksum([](auto const& c) { return tramo::to_lower(c); }) ==
          "16dfaff4b8299dc0705efcbfea72a73e3364b020f4182da5dfdf53726c8b6e91");
    CHECK(checksum([](auto const& c) { return std::to_string(tramo::display_width(c)); }) ==
          "0550af6ebf206bde15b39dff49d9da6a7766a27d5be6e40ea90bc5ac00b17b13");
}

TEST_CASE("folding and composing again change nothing, and only text that may need it is composed") {
    int changed = 0;
    for_each_sampled([&](std::string const& c) {
        std::string const composed = tramo::to_nfc(c), folded = tramo::fold(c);
        if (tramo::to_nfc(composed) != composed || tramo::fold(folded) != folded) ++changed;
        if (tramo::fold(composed) != folded) ++changed;
        if (tramo::find_invalid_utf8(c) != std::string::npos) ++changed;
    });
    CHECK(changed == 0);
}

TEST_CASE("letters and their marks compose") {
    CHECK(tramo::to_nfc("ma\xC3\xB1"
                        "ana") ==
          "ma\xC3\xB1"
          "ana");
    CHECK(tramo::to_nfc("man\xCC\x83"
                        "ana") ==
          "ma\xC3\xB1"
          "ana");
    CHECK(tramo::to_nfc("n\xCC\x83") == "\xC3\xB1");
    CHECK(tramo::to_nfc("e\xCC\x82\xCC\x81") == "\xE1\xBA\xBF");          // ế, in two steps
    CHECK(tramo::to_nfc("a\xCC\x81\xCC\xA3") == "\xE1\xBA\xA1\xCC\x81");  // the dot below comes first
    CHECK(tramo::to_nfc("a\xCC\x81\xCC\x81") == "\xC3\xA1\xCC\x81");      // a second acute is blocked
    CHECK(tramo::to_nfc("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB") ==
          "\xED\x95\x9C");                                               // 한 from its three parts
    CHECK(tramo::to_nfc("\xED\x95\x98\xE1\x86\xAB") == "\xED\x95\x9C");  // 하 and a final
    CHECK(tramo::to_nfc("\xE2\x84\xAB") == "\xC3\x85");                  // the Ångström sign is a letter
    CHECK(tramo::to_nfc("\xCC\x83n") == "\xCC\x83n");
    CHECK(tramo::to_nfc("") == "");
}

TEST_CASE("plain text is known to be composed") {
    CHECK_FALSE(tramo::may_need_nfc("Enterprise"));
    CHECK_FALSE(tramo::may_need_nfc("não está na mañana ß Ž €"));
    CHECK_FALSE(tramo::may_need_nfc("\xED\x95\x9C \xD0\xB9"));
    CHECK(
        tramo::may_need_nfc("man\xCC\x83"
                            "ana"));
    CHECK(tramo::may_need_nfc("\xE2\x84\xAB"));
    CHECK(tramo::may_need_nfc("\xE1\x84\x92\xE1\x85\xA1"));
}

TEST_CASE("names written by many hands fold to one") {
    CHECK(tramo::fold("NÃO ") == "nao ");
    CHECK(tramo::fold("Não") == "nao");
    CHECK(tramo::fold("NA\xCC\x83O") == "nao");
    CHECK(tramo::fold("SEÑAL") == "senal");
    CHECK(tramo::fold("Straße") == "strasse");
    CHECK(tramo::fold("ﬁn") == "fin");
    CHECK(tramo::fold("Ação Cobrança") == "acao cobranca");
    CHECK(tramo::fold("İstanbul") == "istanbul");
    CHECK(tramo::fold("ΣΊΣΥΦΟΣ") == tramo::fold("σίσυφος"));
    CHECK(tramo::fold("lLarge") == "llarge");
    CHECK(tramo::fold("") == "");
    CHECK(tramo::fold("\xE3\x81\x8C") == "\xE3\x81\x8C");  // が keeps the mark that makes it another syllable
}

TEST_CASE("lower case keeps its accents") {
    CHECK(tramo::to_lower("NÃO") == "não");
    CHECK(tramo::to_lower("ÉTAPE Ž Я") == "étape ž я");
    CHECK(tramo::to_lower("ABC-xyz") == "abc-xyz");
    CHECK(tramo::to_lower("[@`{") == "[@`{");
}

TEST_CASE("the first byte that is not UTF-8 is found") {
    struct {
        std::string text;
        std::size_t at;
    } const cases[] = {
        {"plain text of more than eight bytes", std::string::npos},
        {"não \xF0\x9F\x98\x80", std::string::npos},
        {"\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF", std::string::npos},
        {"\xFF", 0},
        {"abc\x80", 3},
        {"n\xE3o", 1},            // Latin-1
        {"12345678901\xC3", 11},  // cut short
        {"ab\xE2\x82", 2},
        {"\xF0\x9F\x98", 0},
        {"a\xC0\xAF", 1},  // overlong
        {"\xC1\xBF", 0},
        {"\xE0\x9F\xBF", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xED\xA0\x80", 0},      // a surrogate
        {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
        {"\xF5\x80\x80\x80", 0},
        {"\xE2(\xA1", 0},
        {"\xE2\x82(", 0},
    };
    for (auto const& one : cases) {
        INFO(one.text);
        CHECK(tramo::find_invalid_utf8(one.text) == one.at);
    }
}

TEST_CASE("bytes that are not UTF-8 are never read past the end") {
    for (std::string const text : {"\xF0", "a\xE2\x82", "\xC3", "\xFF\xFE"}) {
        CHECK(tramo::display_width(text) >= 1);
        CHECK_FALSE(tramo::to_nfc(text + "\xCC\x83").empty());
        CHECK_FALSE(tramo::fold(text).empty());
    }
}

TEST_CASE("names are compared without blanks, case and accents, and bytes that are no text are no name") {
    CHECK(tramo::fold_name(" \t\r\nNÃO  Paga\v\f ") == "nao  paga");
    CHECK(tramo::fold_name(" \n ").empty());
    CHECK(tramo::fold_name("a\xFF").empty());
}

TEST_CASE("width counts columns, not bytes") {
    CHECK(tramo::display_width("não") == 3);
    CHECK(tramo::display_width("na\xCC\x83o") == 3);
    CHECK(tramo::display_width("a\tb") == 3);
    CHECK(tramo::display_width("日本") == 4);
    CHECK(tramo::display_width("\xF0\x9F\x98\x80") == 2);
    CHECK(tramo::display_width("\xED\x95\x9C") == 2);
    CHECK(tramo::display_width("₲ €") == 3);
    CHECK(tramo::display_width("") == 0);
}
