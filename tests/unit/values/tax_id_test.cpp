// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds check digits to invented numbers of every kind, and to the shared vectors where they are at hand.
#include <tramo/values/tax_id.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace {

using tramo::parse_tax_id;
using tramo::tax_id_error;
using tramo::tax_id_kind;

std::string word(tax_id_error error) {
    switch (error) {
        case tax_id_error::none:
            return "none";
        case tax_id_error::format:
            return "format";
        case tax_id_error::length:
            return "length";
        case tax_id_error::checksum:
            return "checksum";
        case tax_id_error::repeated:
            return "repeated";
    }
    return "?";
}

/// A vector's error is one of the words above, at times with an explanation after a colon.
std::string first_word(std::string const& error) {
    return error.substr(0, error.find(':'));
}

void check_vector(nlohmann::json const& vector) {
    INFO(vector.at("id").get<std::string>() << " " << vector.at("inputs").dump());
    auto const kind = tramo::tax_id_kind_of(vector.at("inputs").at("type").get<std::string>());
    REQUIRE(kind);
    auto const& expected = vector.at("expected");
    auto const result = parse_tax_id(*kind, vector.at("inputs").at("value").get<std::string>());
    CHECK(static_cast<bool>(result) == expected.at("valid").get<bool>());
    if (expected.contains("dv")) CHECK(result.id.check == expected["dv"].get<std::string>());
    if (expected.contains("formatted"))
        CHECK(result.id.formatted == expected["formatted"].get<std::string>());
    if (expected.contains("normalized"))
        CHECK(result.id.body + "-" + result.id.check == expected["normalized"].get<std::string>());
    if (expected.contains("error"))
        CHECK(word(result.error) == first_word(expected["error"].get<std::string>()));
    for (auto const& [key, value] : expected.items()) {
        INFO("an expectation this test does not know: " << key);
        CHECK(std::set<std::string>{"valid", "dv", "formatted", "normalized", "error"}.count(key) == 1);
    }
}

}  // namespace

TEST_CASE("tax ids pass all shared vectors") {
    char const* const shared = std::getenv("TRAMO_SHARED");
    std::string const path = std::string(shared ? shared : "../shared") + "/vectors/tax_ids.json";
    std::ifstream file(path);
    if (!file) {
        std::cout << "skipped: there is no " << path << " (set TRAMO_SHARED to the directory of vectors/)\n";
        return;
    }
    auto const document = nlohmann::json::parse(file);
    auto const& vectors = document.at("vectors");
    CHECK(vectors.size() == document.at("count").get<std::size_t>());
    for (auto const& vector : vectors) check_vector(vector);
}

TEST_CASE("an invented number of each kind is read, however it is written") {
    // Check digits computed apart, in Python, from each authority's weights written out in full.
    struct {
        tax_id_kind kind;
        char const* text;
        char const* body;
        char const* check;
        char const* formatted;
    } const cases[] = {
        {tax_id_kind::cl_rut, " 76.000.000-0 ", "76000000", "0", "76.000.000-0"},
        {tax_id_kind::cl_rut, "10000013k", "10000013", "K", "10.000.013-K"},
        {tax_id_kind::cl_rut, "076000000-0", "76000000", "0", "76.000.000-0"},
        {tax_id_kind::br_cpf, "123.456.789-09", "123456789", "09", "123.456.789-09"},
        {tax_id_kind::br_cnpj, "a1.b2c.3d4/0001-93", "A1B2C3D40001", "93", "A1.B2C.3D4/0001-93"},
        {tax_id_kind::br_cnpj, "11222333000181", "112223330001", "81", "11.222.333/0001-81"},
        {tax_id_kind::py_ruc, "80012345-0", "80012345", "0", "80012345-0"},
        {tax_id_kind::py_ruc, "1234567A-2", "1234567A", "2", "1234567A-2"},
        {tax_id_kind::py_ruc, "12345678A-8", "12345678A", "8", "12345678A-8"},
        {tax_id_kind::py_ruc, "12345-5", "12345", "5", "12345-5"},
        {tax_id_kind::pe_ruc, "20-12345678-6", "2012345678", "6", "20123456786"},
        {tax_id_kind::pe_ruc, "20000000010", "2000000001", "0", "20000000010"},
        {tax_id_kind::pe_ruc, "20000000061", "2000000006", "1", "20000000061"},
        {tax_id_kind::ar_cuit, "30123456781", "3012345678", "1", "30-12345678-1"},
        {tax_id_kind::ar_cuit, "20-12345678-6", "2012345678", "6", "20-12345678-6"},
        {tax_id_kind::co_nit, "900.123.456-8", "900123456", "8", "900.123.456-8"},
        {tax_id_kind::co_nit, "9999999999999992", "999999999999999", "2", "999.999.999.999.999-2"},
        {tax_id_kind::mx_rfc, "abc010203ab9", "ABC010203AB", "9", "ABC010203AB9"},
        {tax_id_kind::mx_rfc, "ABC010203AGA", "ABC010203AG", "A", "ABC010203AGA"},
        {tax_id_kind::mx_rfc, "&ñA991231A18", "&ÑA991231A1", "8", "&ÑA991231A18"},
        {tax_id_kind::mx_rfc, "ÑAÑE000229ZZ9", "ÑAÑE000229ZZ", "9", "ÑAÑE000229ZZ9"},
        {tax_id_kind::mx_rfc, "XAXX010101000", "XAXX01010100", "0", "XAXX010101000"},
        {tax_id_kind::uy_rut, "211234560019", "21123456001", "9", "21-123456-001-9"},
        {tax_id_kind::do_rnc, "1-23-45678-6", "12345678", "6", "1-23-45678-6"},
        {tax_id_kind::do_rnc, "101000007", "10100000", "7", "1-01-00000-7"},
        {tax_id_kind::ve_rif, "j-12345678-4", "J12345678", "4", "J-12345678-4"},
        {tax_id_kind::ve_rif, "G200000015", "G20000001", "5", "G-20000001-5"},
        {tax_id_kind::ve_rif, "C000000018", "C00000001", "8", "C-00000001-8"},
    };
    for (auto const& one : cases) {
        INFO(tramo::name_of(one.kind) << " " << one.text);
        auto const result = parse_tax_id(one.kind, one.text);
        REQUIRE(word(result.error) == "none");
        CHECK(result.id.body == one.body);
        CHECK(result.id.check == one.check);
        CHECK(result.id.formatted == one.formatted);
        CHECK(parse_tax_id(one.kind, result.id.formatted));
    }
}

TEST_CASE("a number that is wrong says in what") {
    struct {
        tax_id_kind kind;
        char const* text;
        char const* error;
    } const cases[] = {
        {tax_id_kind::cl_rut, "76.000.000-1", "checksum"},
        {tax_id_kind::cl_rut, "76.000.000-", "format"},
        {tax_id_kind::cl_rut, "-76000000", "format"},
        {tax_id_kind::cl_rut, "76..000.000-0", "format"},
        {tax_id_kind::cl_rut, "7K000000-0", "format"},
        {tax_id_kind::cl_rut, "76000000-X", "format"},
        {tax_id_kind::cl_rut, "760000000-0", "length"},
        {tax_id_kind::cl_rut, "00-0", "length"},
        {tax_id_kind::cl_rut, "7", "length"},
        {tax_id_kind::cl_rut, "", "format"},
        {tax_id_kind::br_cpf, "11111111111", "repeated"},
        {tax_id_kind::br_cpf, "1234567890", "length"},
        {tax_id_kind::br_cpf, "1234567890A", "format"},
        {tax_id_kind::br_cpf, "123.456.789-19", "checksum"},
        {tax_id_kind::br_cnpj, "00.000.000/0000-00", "repeated"},
        {tax_id_kind::br_cnpj, "1122233300018", "length"},
        {tax_id_kind::br_cnpj, "11222333&00181", "format"},
        {tax_id_kind::br_cnpj, "1122233300018A", "format"},
        {tax_id_kind::py_ruc, "80012345-1", "checksum"},
        {tax_id_kind::py_ruc, "123456789-0", "length"},
        {tax_id_kind::py_ruc, "1A34567-0", "format"},
        {tax_id_kind::py_ruc, "8001234A", "format"},
        {tax_id_kind::pe_ruc, "20123456787", "checksum"},
        {tax_id_kind::pe_ruc, "30123456786", "format"},
        {tax_id_kind::pe_ruc, "2012345678", "length"},
        {tax_id_kind::ar_cuit, "20000000019", "checksum"},
        {tax_id_kind::ar_cuit, "20000000010", "checksum"},
        {tax_id_kind::ar_cuit, "99123456781", "format"},
        {tax_id_kind::co_nit, "900.123.456-7", "checksum"},
        {tax_id_kind::co_nit, "12345", "length"},
        {tax_id_kind::co_nit, "0000000000", "length"},
        {tax_id_kind::mx_rfc, "ABC010203AB8", "checksum"},
        {tax_id_kind::mx_rfc, "ABC011303AB9", "format"},
        {tax_id_kind::mx_rfc, "ABCD-850229-XX5", "format"},
        {tax_id_kind::mx_rfc, "AB1010203AB9", "format"},
        {tax_id_kind::mx_rfc, "ABC010203", "length"},
        {tax_id_kind::mx_rfc, "#BC010203AB9", "format"},
        {tax_id_kind::uy_rut, "211234560018", "checksum"},
        {tax_id_kind::uy_rut, "231234560019", "format"},
        {tax_id_kind::uy_rut, "211234560029", "format"},
        {tax_id_kind::uy_rut, "21123456001", "length"},
        {tax_id_kind::do_rnc, "123456785", "checksum"},
        {tax_id_kind::do_rnc, "000000002", "repeated"},
        {tax_id_kind::do_rnc, "12345678", "length"},
        {tax_id_kind::ve_rif, "J-12345678-5", "checksum"},
        {tax_id_kind::ve_rif, "X-12345678-4", "format"},
        {tax_id_kind::ve_rif, "J-1234567-4", "length"},
        {tax_id_kind::ve_rif, "J-1234567A-4", "format"},
        {tax_id_kind::ve_rif, "\xC3\x28", "format"},
    };
    for (auto const& one : cases) {
        INFO(tramo::name_of(one.kind) << " " << one.text);
        CHECK(word(parse_tax_id(one.kind, one.text).error) == one.error);
    }
}

TEST_CASE("a single wrong digit never passes") {
    struct {
        tax_id_kind kind;
        std::string text;
    } const cases[] = {
        {tax_id_kind::cl_rut, "760000000"},    {tax_id_kind::br_cpf, "12345678909"},
        {tax_id_kind::ve_rif, "J123456784"},   {tax_id_kind::ar_cuit, "20123456786"},
        {tax_id_kind::uy_rut, "211234560019"}, {tax_id_kind::co_nit, "9001234568"},
    };
    for (auto const& one : cases)
        for (std::size_t at = 0; at < one.text.size(); ++at)
            for (char digit = '0'; digit <= '9'; ++digit) {
                if (one.text[at] == digit) continue;
                std::string wrong = one.text;
                wrong[at] = digit;
                INFO(tramo::name_of(one.kind) << " " << wrong);
                auto const result = parse_tax_id(one.kind, wrong);
                // In Brazil and Venezuela 10 and 11 share the digit 0: such twins do exist, and only those.
                bool const shares_zero = one.kind == tax_id_kind::br_cpf || one.kind == tax_id_kind::ve_rif;
                if (result) CHECK((shares_zero && result.id.check.find('0') != std::string::npos));
            }
}

TEST_CASE("kinds have names and errors have words") {
    for (auto const name : tramo::tax_id_kinds()) CHECK(name_of(tramo::tax_id_kind_of(name).value()) == name);
    CHECK(tramo::tax_id_kinds().size() == 11);
    CHECK(tramo::tax_id_kind_of("ve_rif") == tax_id_kind::ve_rif);
    CHECK(tramo::tax_id_kind_of("br_cnpj") == tax_id_kind::br_cnpj);
    CHECK_FALSE(tramo::tax_id_kind_of("BR_CPF"));
    CHECK_FALSE(tramo::tax_id_kind_of(""));
    CHECK(tramo::describe(tax_id_error::checksum) == "its check digit is wrong");
    std::set<std::string_view> words;
    for (auto const error : {tax_id_error::none, tax_id_error::format, tax_id_error::length,
                             tax_id_error::checksum, tax_id_error::repeated})
        words.insert(tramo::describe(error));
    CHECK(words.size() == 5);
}
