// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the law says on which day, and that nothing is charged where it says nothing.
#include <tramo/offers/legal_parameters.hpp>

#include <catch2/catch.hpp>

using namespace tramo;
using namespace tramo::offers;

namespace {

decimal number(char const* text) {
    return parse_decimal(text).value();
}

date day(char const* text) {
    return parse_date(text).value();
}

std::string value_on(char const* country, char const* name, char const* on) {
    auto const* found = find_legal_parameter(country, name, day(on));
    return found ? std::string(found->value) : "none";
}

}  // namespace

TEST_CASE("every row names its country, unit and source, and holds a value that can be read", "[offers]") {
    for (auto const& row : legal_parameters()) {
        INFO(row.country << " " << row.name);
        CHECK(row.country.size() == 2);
        CHECK_FALSE(row.name.empty());
        CHECK_FALSE(row.unit.empty());
        CHECK_FALSE(row.source.empty());
        CHECK_FALSE(row.note.empty());
        CHECK((legal_number(row).has_value() || legal_brackets(row).has_value()));
        if (row.until) CHECK(row.from <= *row.until);
    }
}

TEST_CASE("no two rows of a parameter hold on one day", "[offers]") {
    auto const rows = legal_parameters();
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = i + 1; j < rows.size(); ++j) {
            if (rows[i].country != rows[j].country || rows[i].name != rows[j].name) continue;
            INFO(rows[i].country << " " << rows[i].name);
            bool const meet = (!rows[i].until || rows[j].from <= *rows[i].until) &&
                              (!rows[j].until || rows[i].from <= *rows[j].until);
            CHECK_FALSE(meet);
        }
}

TEST_CASE("a parameter changes on its day", "[offers]") {
    CHECK(value_on("BR", "consumer_fine_cap", "1996-08-01") == "0.10");
    CHECK(value_on("BR", "consumer_fine_cap", "1996-08-02") == "0.02");
    CHECK(value_on("BR", "legal_rate_floor", "2024-08-29") == "none");
    CHECK(value_on("BR", "legal_rate_floor", "2024-08-30") == "0");
    CHECK(value_on("CL", "collection_fee_free_days", "2009-05-14") == "15");
    CHECK(value_on("CL", "collection_fee_free_days", "2019-03-21") == "20");
    CHECK(value_on("CL", "collection_fee_free_days", "1990-01-01") == "none");
    CHECK(value_on("XX", "consumer_fine_cap", "2026-01-01") == "none");
}

TEST_CASE("rows of one's own come first, the latest of them that holds", "[offers]") {
    std::vector<legal_parameter> const own{
        {"BR", "legal_rate", "0.0061", "fraction a month", day("2026-01-01"), {}, "published", ""},
        {"BR", "legal_rate", "0.0072", "fraction a month", day("2026-02-01"), day("2026-02-28"), "p", ""},
        {"BR", "consumer_fine_cap", "0.01", "fraction", day("2026-01-01"), {}, "house rule", ""}};
    CHECK(find_legal_parameter("BR", "legal_rate", day("2026-02-10"), own)->value == "0.0072");
    CHECK(find_legal_parameter("BR", "legal_rate", day("2026-03-01"), own)->value == "0.0061");
    CHECK(find_legal_parameter("BR", "legal_rate", day("2025-12-31"), own) == nullptr);
    CHECK(lawful_late_terms("BR", day("2026-02-10"), {}, {true, own}).value.fine == number("0.01"));
    CHECK(lawful_late_terms("BR", day("2025-02-10"), {}, {true, own}).value.fine == number("0.02"));
}

TEST_CASE("brackets are read, and what is none is not", "[offers]") {
    legal_parameter row{"CL", "x", "10:0.09;50:0.06;*:0.03", "UF", {}, {}, "", ""};
    auto const brackets = legal_brackets(row);
    REQUIRE(brackets);
    REQUIRE(brackets->size() == 3);
    CHECK((*brackets)[1].until == number("50"));
    CHECK((*brackets)[1].share == number("0.06"));
    CHECK_FALSE((*brackets)[2].until);
    CHECK_FALSE(legal_number(row));
    row.value = GENERATE("", "0.09", "10:0.09;", "10:x", "x:0.09", ":");
    CHECK_FALSE(legal_brackets(row));
}

TEST_CASE("Brazil's terms are 2 % and 1 % a month", "[offers]") {
    auto const terms = lawful_late_terms("BR", day("2026-05-10"));
    REQUIRE(terms.ok());
    auto const made = late_charges(number("100"), 10, terms.value, {});
    CHECK(made.value.total == number("102.33"));
    CHECK(made.value.capped.empty());
}

TEST_CASE("Chile's terms are fees from day 21 on, in the UF of the day", "[offers]") {
    auto const terms = lawful_late_terms("CL", day("2018-06-15"), number("27205.11"));
    REQUIRE(terms.ok());
    rounding_policy pesos;
    pesos.minor_units = 0;
    CHECK(late_charges(decimal(100000), 21, terms.value, pesos).value.fees == decimal(9000));
    CHECK(late_charges(decimal(100000), 20, terms.value, pesos).value.fees == decimal(0));
    auto const reduced = lawful_late_terms("CL", day("2018-06-15"), number("27205.11"), {false, {}});
    CHECK(late_charges(decimal(100000), 21, reduced.value, pesos).value.fees == decimal(3559));
    auto const old = lawful_late_terms("CL", day("2009-05-14"), number("20900"), {false, {}});
    CHECK(old.value.fee_free_days == 15);
    CHECK(old.value.fee_reduction == decimal(0));
}

TEST_CASE("where the law is silent nothing is charged", "[offers]") {
    auto const refused = [](outcome<late_terms> const& terms) {
        CHECK_FALSE(terms.ok());
        CHECK(terms.value.fine == decimal(0));
        CHECK_FALSE(terms.value.interest);
        CHECK(terms.value.fees.empty());
        return terms.objections.empty() ? "" : terms.objections[0].input;
    };
    CHECK(refused(lawful_late_terms("PY", day("2026-01-01"))) == "country");
    CHECK(refused(lawful_late_terms("BR", day("1980-01-01"))) == "consumer_fine_cap");
    CHECK(refused(lawful_late_terms("BR", day("2000-01-01"))) == "agreed_late_interest");
    CHECK(refused(lawful_late_terms("CL", day("1990-01-01"), number("1"))) == "collection_fee");
    CHECK(refused(lawful_late_terms("CL", day("2026-01-01"))) == "uf");
    CHECK(refused(lawful_late_terms("CL", day("2026-01-01"), decimal(0))) == "uf");
}

TEST_CASE("a row of one's own that cannot be read is refused", "[offers]") {
    std::vector<legal_parameter> const own{
        {"BR", "consumer_fine_cap", "two", "fraction", day("2026-01-01"), {}, "", ""}};
    auto const terms = lawful_late_terms("BR", day("2026-02-10"), {}, {true, own});
    REQUIRE_FALSE(terms.ok());
    CHECK(terms.objections[0].input == "consumer_fine_cap");
}

TEST_CASE("Brazil's legal rate is Selic less inflation, not below zero", "[offers]") {
    // Lei 14.905/2024; illustrative months
    auto const difference = [](char const* selic, char const* index) {
        return legal_rate(number(selic), number(index), legal_rate_method::difference).value;
    };
    CHECK(difference("0.0090", "0.0044") == number("0.0046"));
    CHECK(difference("0.0107", "0.0026") == number("0.0081"));
    CHECK(difference("0.0100", "0.0120") == decimal(0));
    // Res. CMN 5.171/2024 art. 2, by hand: 1.0090 / 1.0044 - 1 = 0.00457984...
    auto const factors = [](char const* selic, char const* index) {
        return legal_rate(number(selic), number(index), legal_rate_method::factors, 8).value;
    };
    CHECK(factors("0.0090", "0.0044") == number("0.00457985"));
    CHECK(factors("0.0100", "0.0120") == decimal(0));
    CHECK_FALSE(legal_rate(number("0.01"), decimal(-1), legal_rate_method::factors).ok());
    CHECK_FALSE(legal_rate(number("0.01"), number("0.01"), legal_rate_method::factors, 39).ok());
}

TEST_CASE("a month of Chile's maximum rate is a twelfth", "[offers]") {
    // sernac.cl/portal/619/w3-article-7105.html, rows of 2014
    CHECK(monthly_rate(number("40.63"), 2).value == number("3.39"));
    CHECK(monthly_rate(number("38.95"), 2).value == number("3.25"));
    CHECK(monthly_rate(number("43.29"), 2).value == number("3.61"));
    CHECK_FALSE(monthly_rate(number("43.29"), -1).ok());
}

TEST_CASE("a loan's segment is by its amount in UF, the end included", "[offers]") {
    auto const segment = [](char const* amount) {
        return maximum_rate_segment(number(amount), day("2026-01-01")).value;
    };
    CHECK(segment("0") == "<=50");
    CHECK(segment("50") == "<=50");
    CHECK(segment("50.01") == "50-200");
    CHECK(segment("200") == "50-200");
    CHECK(segment("200.01") == ">200");
    CHECK_FALSE(maximum_rate_segment(decimal(-1), day("2026-01-01")).ok());
    CHECK_FALSE(maximum_rate_segment(decimal(1), day("2010-01-01")).ok());
}

TEST_CASE("Chile's maximum rate adds points or multiplies", "[offers]") {
    // Ley 18.010 arts. 6 and 6 bis as recalled: to verify against the statute
    auto const today = day("2026-01-01");
    CHECK(maximum_rate(number("0.15"), decimal(30), today).value == number("0.36"));
    CHECK(maximum_rate(number("0.15"), decimal(100), today).value == number("0.29"));
    CHECK(maximum_rate(number("0.08"), {}, today).value == number("0.12"));
    CHECK(maximum_rate(number("0.08"), decimal(201), today).value == number("0.12"));
    CHECK(maximum_rate(number("0.04"), {}, today).value == number("0.06"));
    CHECK(maximum_rate(number("0.005"), {}, today).value == number("0.025"));
    CHECK_FALSE(maximum_rate(number("0.08"), {}, today).caveats.empty());
    CHECK_FALSE(maximum_rate(number("-0.01"), {}, today).ok());
    CHECK_FALSE(maximum_rate(number("0.08"), {}, day("2010-01-01")).ok());
}
