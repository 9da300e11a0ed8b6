// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds records from JSON to their text, and broken JSON to a diagnostic with its place.
#include <catch2/catch.hpp>

#include <clocale>

#include <tramo/json/records.hpp>
#include <tramo/run/column_reader.hpp>

#include "../run/made_columns.hpp"

using namespace made;
using tramo::kind;

namespace {

tramo::schema accounts() {
    auto const named = [](std::string name, tramo::field field) {
        field.name = std::move(name);
        return optional(std::move(field));
    };
    tramo::schema schema;
    schema.fields = {named("cliente", a_field(kind::text)), named("saldo", a_field(kind::money, 2)),
                     named("activo", a_field(kind::boolean))};
    schema.collections = {
        {"deudas", "", {named("monto", a_field(kind::money, 2)), named("nota", a_field(kind::text))}},
        {"pagos", "", {named("monto", a_field(kind::money, 2))}}};
    return schema;
}

words shown(tramo::column const& data) {
    words cells;
    for (std::int64_t row = 0; row < data.length; ++row) cells.push_back(cell_text(data, row));
    return cells;
}

tramo::column const& named(tramo::batch const& data, std::string_view name) {
    auto const* const found = find_column(data, name);
    REQUIRE(found != nullptr);
    return *found;
}

tramo::batch read(std::string_view json) {
    auto result = tramo::read_json_records(json, accounts());
    for (auto const& found : result.diagnostics) UNSCOPED_INFO(found.message);
    REQUIRE(result.diagnostics.empty());
    return std::move(result.value);
}

/// The raw text of a cell, so that nothing is cut or quoted.
std::string raw(tramo::batch const& data, std::string_view name, std::int64_t row = 0) {
    auto const& found = named(data, name);
    REQUIRE(is_valid(found, row));
    return std::string(text_at(found, row));
}

/// What the gate makes of a field of every record.
words gated(tramo::batch const& data, std::size_t index) {
    auto const schema = accounts();
    auto const& field = schema.fields[index];
    tramo::column_reader reader(field, named(data, field.name), "");
    tramo::block block;
    reader.read(0, static_cast<std::size_t>(data.rows), block);
    return rows_of(block);
}

std::string failure(std::string_view json) {
    auto const result = tramo::read_json_records(json, accounts());
    CHECK(result.value.rows == 0);
    CHECK(result.value.columns.empty());
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].code == "T5005");
    CHECK_FALSE(result.ok());
    return result.diagnostics[0].message;
}

/// Where the failure is said to be: "2:7".
std::string place(std::string_view json) {
    auto const message = failure(json);
    UNSCOPED_INFO(message);
    CHECK(message.find("xpected") != std::string::npos);
    auto const line = message.find("line "), column = message.find(", column ");
    REQUIRE(line != std::string::npos);
    REQUIRE(column != std::string::npos);
    return message.substr(line + 5, column - line - 5) + ':' +
           message.substr(column + 9, message.find(':', column) - column - 9);
}

}  // namespace

TEST_CASE("one object is one record") {
    auto const data = read(R"( {"cliente": "Ana", "saldo": 1250.50, "activo": true, "otro": 3} )");
    CHECK(data.rows == 1);
    CHECK(shown(named(data, "cliente")) == words{"\"Ana\""});
    CHECK(shown(named(data, "saldo")) == words{"\"1250.50\""});
    CHECK(shown(named(data, "activo")) == words{"\"true\""});
    CHECK(shown(named(data, "deudas")) == words{"null"});
    CHECK(gated(data, 1) == words{"125050"});
    CHECK(gated(data, 2) == words{"1"});
}

TEST_CASE("an array of objects is a record each, also with nothing in it") {
    auto const data = read(R"([{"cliente": "Ana"}, {"cliente": null}, {}])");
    CHECK(shown(named(data, "cliente")) == words{"\"Ana\"", "null", "null"});
    auto const none = read(" [ ] ");
    CHECK(none.rows == 0);
    CHECK(none.columns.size() == 5);
}

TEST_CASE("objects one a line are a record each, with blank lines between") {
    for (std::string const end : {"\n", "\r\n", "\n\n \t\n", "\r"}) {
        auto const data = read(end + R"({"cliente": "Ana"})" + end + R"({"cliente": "Eva"})" + end);
        CHECK(shown(named(data, "cliente")) == words{"\"Ana\"", "\"Eva\""});
    }
    CHECK(read("{\"cliente\":\n\"Ana\"\n}\n{\n}").rows == 2);
}

TEST_CASE("numbers arrive exactly as they are written, whatever their size") {
    words const numbers = {"1e400",
                           "-1E-4000",
                           "123456789012345678901234567890",
                           "-0",
                           "1E2",
                           "0",
                           "0.10",
                           "-12.50",
                           "1250.5",
                           "18446744073709551616",
                           "-9223372036854775809",
                           "1e+2",
                           "0e0",
                           std::string(500, '7'),
                           "99999999999999999999.99"};
    for (auto const& number : numbers) {
        CHECK(raw(read("{\"cliente\":" + number + "}"), "cliente") == number);
        CHECK(raw(read("[{\"cliente\" : " + number + " , \"otro\":1}]"), "cliente") == number);
        CHECK(raw(read("{\"otro\":[" + number + ",2],\"cliente\":\n" + number + "\n}"), "cliente") == number);
    }
    auto const data = read(R"([{"saldo": 1E2}, {"saldo": -0}, {"saldo": 1e400}, {"saldo": 0.005}])");
    CHECK(gated(data, 1) == words{"10000", "0", "!overflow", "!too_precise"});
}

TEST_CASE("a locale with a decimal comma changes no number") {
    std::string const before = std::setlocale(LC_NUMERIC, nullptr);
    for (auto const* const name : {"es_ES.UTF-8", "pt_BR.UTF-8", "de_DE.UTF-8", "C"})
        if (std::setlocale(LC_NUMERIC, name)) CHECK(raw(read(R"({"saldo": 1250.50})"), "saldo") == "1250.50");
    std::setlocale(LC_NUMERIC, before.c_str());
}

TEST_CASE("numbers and marks inside texts stay texts") {
    auto const data = read(R"({"cliente": "a \"1e400\" {[ -7, \\", "saldo": "7.5", "x": "\\\"12"})");
    CHECK(raw(data, "cliente") == R"(a "1e400" {[ -7, \)");
    CHECK(raw(data, "saldo") == "7.5");
    CHECK(raw(read(R"({"cliente": "\u00f1 \ud83d\ude00 \n"})"), "cliente") == "ñ 😀 \n");
    CHECK(gated(read(R"([{"saldo": ""}, {"saldo": " 7 "}, {"saldo": "siete"}])"), 1) ==
          words{"?", "700", "!wrong_type"});
}

TEST_CASE("of two members of one name the last wins") {
    auto const data =
        read(R"([{"cliente": "a, and longer", "cliente": "b"}, {"cliente": "a", "cliente": null},
        {"cliente": {"x": 1}, "cliente": "c"}, {"deudas": [{"monto": 1}, {"monto": 2}], "deudas": [{"monto": 3}]},
        {"deudas": [{"monto": 4}], "deudas": null}, {"deudas": 5, "deudas": [{"monto": 6}]},
        {"deudas": [{"monto": 7}], "deudas": []}, {"deudas": [{"monto": 8}], "deudas": {"monto": 9}}])");
    CHECK(shown(named(data, "cliente")) ==
          words{"\"b\"", "null", "\"c\"", "null", "null", "null", "null", "null"});
    auto const& debts = named(data, "deudas");
    CHECK(shown(debts) == words{"null", "null", "null", "a list of 1", "null", "a list of 1", "a list of 0",
                                "a broken list"});
    CHECK(shown(debts.children.at(0).children.at(0)) == words{"\"3\"", "\"6\""});
}

TEST_CASE("children are records of their own") {
    auto const data =
        read(R"([{"deudas": [{"monto": 10.50, "nota": "x", "deudas": [1]}, {"otro": [[]]}], "pagos": []},
        {"cliente": "Ana", "pagos": [{"monto": null}, {"monto": {"a": [{}]}, "cliente": "not a payment's"}]}])");
    auto const& debts = named(data, "deudas");
    CHECK(shown(debts) == words{"a list of 2", "null"});
    CHECK(shown(debts.children.at(0).children.at(0)) == words{"\"10.50\"", "null"});
    CHECK(shown(named(data, "pagos")) == words{"a list of 0", "a list of 2"});
    CHECK(shown(named(data, "pagos").children.at(0).children.at(0)) == words{"null", "an object"});
    CHECK(shown(named(data, "cliente")) == words{"null", "\"Ana\""});
}

TEST_CASE("an object or a list where a value is due is a fault of its row only, also for a text") {
    auto const data =
        read(R"([{"cliente": {"a": [1, {"b": 2}]}, "saldo": 1}, {"cliente": "Ana", "saldo": [1, [2]]},
        {"cliente": "Eva", "saldo": {}}, {"cliente": [], "saldo": 2}])");
    CHECK(gated(data, 0) == words{"!wrong_type", "Ana", "Eva", "!wrong_type"});
    CHECK(gated(data, 1) == words{"100", "!wrong_type", "!wrong_type", "200"});
    CHECK(shown(named(data, "cliente")) == words{"an object", "\"Ana\"", "\"Eva\"", "a list"});
}

TEST_CASE("what is no array of objects is a broken list of its row only") {
    auto const data =
        read(R"([{"deudas": [{"monto": 1}]}, {"deudas": [{"monto": 2}, 3, {"monto": 4}]}, {"deudas": "x"},
        {"deudas": {"monto": 5}}, {"deudas": [[{"monto": 6}]]}, {"deudas": [null]}, {"deudas": [{"monto": 7}]}])");
    auto const& debts = named(data, "deudas");
    CHECK(shown(debts) == words{"a list of 1", "a broken list", "a broken list", "a broken list",
                                "a broken list", "a broken list", "a list of 1"});
    CHECK(items_at(debts, 1).end == -1);
    CHECK(items_at(debts, 6).end - items_at(debts, 6).begin == 1);
    CHECK(cell_text(debts.children.at(0).children.at(0), items_at(debts, 6).begin) == "\"7\"");
}

TEST_CASE("foreign members may be nested as deep as they like") {
    std::string const deep(1'000'000, '[');
    auto const data = read("{\"otro\":" + deep + std::string(deep.size(), ']') + ",\"cliente\":\"Ana\"}");
    CHECK(raw(data, "cliente") == "Ana");
    std::string objects;
    for (int level = 0; level < 200'000; ++level) objects += "{\"cliente\":";
    auto const inner = read(objects + "1" + std::string(200'000, '}'));
    CHECK(shown(named(inner, "cliente")) == words{"an object"});
    CHECK(place(deep) == "1:2");
}

TEST_CASE("a byte-order mark is passed over") {
    CHECK(raw(read("\xEF\xBB\xBF{\"cliente\": \"Ana\"}"), "cliente") == "Ana");
}

TEST_CASE("text that is not JSON of the shape due is said with line and column") {
    CHECK(place("") == "1:1");
    CHECK(place(" \n ") == "2:2");
    CHECK(place("cliente;saldo\nAna;5") == "1:1");
    CHECK(place("{\"cliente\": \"Ana\"") == "1:18");
    CHECK(place("[{}, {}") == "1:8");
    CHECK(place("[{},\n {\"año\": 1,}]") == "2:12");
    CHECK(place("[{},\n {\"año\" 123}]") == "2:9");
    CHECK(place("[{},\n {\"año\": 1 \"saldo\": 2}]") == "2:12");
    CHECK(place("[{}, {cliente: 1}]") == "1:7");
    CHECK(place("{\"cliente\": 01}") == "1:14");
    CHECK(place("{}\n{}\n5") == "3:1");
    CHECK(place("{}\n[]") == "2:1");
    CHECK(place("{} {}") == "1:4");
    CHECK(place("[{}] {}") == "1:6");
    CHECK(place("[{}, 12 ]") == "1:6");
    CHECK(place("[{}, \"Ana\"]") == "1:6");
    CHECK(place("[{}, false]") == "1:6");
    CHECK(place("[[{}]]") == "1:2");
    CHECK(place("\"Ana\"") == "1:1");
}

TEST_CASE("a text or word that JSON does not know is said with its place") {
    CHECK(failure("{\"cliente\": nada}") == "the JSON cannot be read at line 1, column 13: invalid literal");
    CHECK(failure("{\"cliente\": [1, NaN]}") ==
          "the JSON cannot be read at line 1, column 17: invalid literal");
    CHECK(failure("{\"cliente\": 1.2.3}").find("line 1, column 16: ") != std::string::npos);
    CHECK(failure("{\"cliente\": 1.}").find("line 1, column 15: invalid number") != std::string::npos);
    CHECK(failure("{\"cliente\": \"Ana}").find("line 1, column 13: invalid string: missing closing quote") !=
          std::string::npos);
    CHECK(failure("{\"cliente\": \"A\xFFna\"}")
              .find("line 1, column 15: invalid string: ill-formed UTF-8 byte") != std::string::npos);
    CHECK(failure(std::string_view("{}\0", 3)).find("line 1, column 3: ") != std::string::npos);
    CHECK(failure(std::string_view("{\"cliente\": \0 1}", 16)) ==
          "the JSON cannot be read at line 1, column 13: a NUL character, which JSON never holds");
    CHECK(failure(std::string_view("{\0\"\0a\0\"\0:\0001\0}\0", 14)).find("a NUL character") !=
          std::string::npos);
}

TEST_CASE("a message stays short whatever was read before the mistake") {
    std::string const long_text(100'000, 'x');
    CHECK(failure("{\"cliente\": \"" + long_text + "\xFF\"}").size() < 200);
    CHECK(failure("{\"cliente\": \"" + long_text + "\" \"'; expected \"}").size() < 200);
    CHECK(failure(std::string(100'000, '[')).size() < 200);
}

TEST_CASE("nothing is read of a text with a mistake") {
    CHECK(failure("{\"cliente\": \"Ana\"}\n{\"cliente\": }\n").find("line 2, column 13: ") !=
          std::string::npos);
}

TEST_CASE("children that come as JSON texts in a column become lists") {
    cells<std::string> const rows = {R"([{"monto": 10.50}, {"monto": "7"}])",
                                     std::nullopt,
                                     "",
                                     "[]",
                                     " null ",
                                     "{}",
                                     R"([{"monto": 1}, {"monto": )",
                                     "[1]",
                                     "Ana",
                                     R"([{"monto": 1}] x)",
                                     "5",
                                     R"([{"monto": {"a": 1}, "otro": [3]}])"};
    for (auto const physical : {tramo::layout::utf8, tramo::layout::large_utf8, tramo::layout::utf8_view}) {
        auto const made = texts(rows, 2, physical);
        tramo::batch data;
        data.rows = static_cast<std::int64_t>(rows.size());
        data.columns = {made.view, made.view, made.view};
        data.columns[0].name = "deudas";
        data.columns[2].name = "cliente";
        auto const expanded = expand_json_children(data, accounts());
        REQUIRE(expanded.columns.size() == 3);
        CHECK(expanded.rows == data.rows);
        auto const& debts = named(expanded, "deudas");
        std::string const broken = "a broken list";
        CHECK(shown(debts) == words{"a list of 2", "null", "null", "a list of 0", "null", broken, broken,
                                    broken, broken, broken, broken, "a list of 1"});
        CHECK(shown(debts.children.at(0).children.at(0)) == words{"\"10.50\"", "\"7\"", "an object"});
        CHECK(shown(named(expanded, "x")) == shown(made.view));
        CHECK(expanded.columns[2].physical == physical);
    }
}

TEST_CASE("children behind a dictionary's codes are expanded, and other columns keep their owner") {
    auto const entries = texts({R"([{"monto": 1}])", std::nullopt, "x"});
    auto const made = dictionary<std::int8_t>(tramo::layout::int8, {0, 0, 1, 2, 7, std::nullopt}, entries);
    auto owner = std::make_shared<int>(1);
    std::weak_ptr<int> const watched = owner;
    tramo::batch data;
    data.rows = 6;
    data.columns = {made.view};
    data.columns[0].name = "deudas";
    data.owner = std::move(owner);
    auto expanded = expand_json_children(std::move(data), accounts());
    CHECK_FALSE(watched.expired());
    CHECK(shown(named(expanded, "deudas")) ==
          words{"a list of 1", "a list of 1", "null", "a broken list", "a broken list", "null"});
    auto const numbers = fixed<std::int32_t>(tramo::layout::int32, {1, 2, 3, 4, 5, 6});
    tramo::batch other;
    other.rows = 6;
    other.columns = {numbers.view};
    other.columns[0].name = "deudas";
    CHECK(expand_json_children(other, accounts()).columns[0].physical == tramo::layout::int32);
}
