// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds what compares equal in a schema and in the values of a record.
#include <tramo/values/schema.hpp>

#include <catch2/catch.hpp>

TEST_CASE("types are equal only when all that shapes their values is") {
    tramo::data_type const money{tramo::kind::money, "CLF", 4, {}, false};
    CHECK(money == tramo::data_type{tramo::kind::money, "CLF", 4, {}, false});
    CHECK_FALSE(money == tramo::data_type{tramo::kind::money, "CLP", 4, {}, false});
    CHECK_FALSE(money == tramo::data_type{tramo::kind::money, "CLF", 0, {}, false});
    tramo::data_type const segment{tramo::kind::enumeration, "", 0, {{"Large", {"lLarge"}}}, false};
    CHECK_FALSE(segment == tramo::data_type{tramo::kind::enumeration, "", 0, {{"Large", {}}}, false});
    CHECK_FALSE(segment == tramo::data_type{tramo::kind::enumeration, "", 0, {{"Large", {"lLarge"}}}, true});
}

TEST_CASE("a validity rule without a kind and without digits checks nothing") {
    tramo::validity_rule const none;
    CHECK_FALSE(none.tax_id);
    CHECK(none.max_digits == 0);
    CHECK_FALSE(none == tramo::validity_rule{tramo::tax_id_kind::br_cpf, 0, 0});
}

TEST_CASE("a value begins unknown, and numbers of equal worth are equal values") {
    CHECK(tramo::value{} == tramo::value{tramo::unknown_t{}});
    CHECK(tramo::value{tramo::decimal(150, 2)} == tramo::value{tramo::decimal(15, 1)});
    CHECK_FALSE(tramo::value{tramo::date{0}} == tramo::value{tramo::timestamp{0}});
    CHECK_FALSE(tramo::value{false} == tramo::value{});
}
