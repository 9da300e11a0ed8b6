// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds results as JSON to the shapes that their header promises.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <tramo/json/records.hpp>
#include <tramo/json/report.hpp>

namespace {

using nlohmann::ordered_json;

constexpr char const* policy_text = R"(tramo 1 es
politica "Mora" version "1" { moneda PYG }

campo cliente   : texto clave
campo segmento  : uno de "Enterprise", "Wholesale"
campo dias_mora : entero
campo saldo     : dinero opcional
campo nota      : texto opcional

coleccion deudas { campo monto : dinero }

segmento grave "Mora grave" = dias_mora > 60
segmento alto = saldo > PYG 1000

estrategia diaria {
  cola bloqueados id "R-7" si grave
  cola altos               si alto
  resto seguimiento
}
)";

constexpr char const* accounts = R"([
  {"cliente": "c0", "segmento": "Enterprise", "dias_mora": 61, "saldo": 5000, "deudas": []},
  {"cliente": "c1", "segmento": "Enterprise", "dias_mora": 10, "saldo": null, "deudas": []},
  {"cliente": "c2", "segmento": "NNN", "dias_mora": {"n": 1}, "saldo": 1, "deudas": [{"monto": 1}]},
  {"cliente": "c3", "segmento": "Wholesale", "saldo": 0.5, "deudas": []},
  {"cliente": "c4", "segmento": "Wholesale", "dias_mora": 9, "saldo": 2000, "nota": ["\u00f1"], "deudas": []}])";

tramo::prepared_policy prepared() {
    auto const loaded = tramo::load(policy_text);
    for (auto const& found : loaded.diagnostics) UNSCOPED_INFO(found.code << ' ' << found.message);
    REQUIRE(loaded.ok());
    auto result = loaded.value.prepare();
    REQUIRE(result.ok());
    return result.value;
}

tramo::batch rows_of(tramo::prepared_policy const& with) {
    auto rows = tramo::read_json_records(accounts, with.policy().fields());
    REQUIRE(rows.ok());
    return rows.value;
}

tramo::verdicts evaluated(tramo::prepared_policy const& with) {
    tramo::table data;
    data.batches.push_back(rows_of(with));
    auto result = with.evaluate(data);
    for (auto const& found : result.diagnostics) UNSCOPED_INFO(found.code << ' ' << found.message);
    REQUIRE(result.ok());
    return result.value;
}

ordered_json parsed(std::string const& text) {
    INFO(text);
    auto made = ordered_json::parse(text, nullptr, false);
    REQUIRE_FALSE(made.is_discarded());
    return made;
}

}  // namespace

TEST_CASE("counts come in the policy's order, with their zeros") {
    auto const with = prepared();
    CHECK(counts_to_json(with, evaluated(with)) ==
          R"({"rows": 5, "data_errors": 3, "segments": {"grave": {"true": 1, "unknown": 0}, )"
          R"("alto": {"true": 1, "unknown": 1}}, )"
          R"("strategies": {"diaria": {"bloqueados": 1, "altos": 0, "seguimiento": 1}}})");
}

TEST_CASE("errors name row, key, field, value and reason, and say it in words") {
    auto const with = prepared();
    auto const errors = parsed(errors_to_json(evaluated(with)));
    REQUIRE(errors.size() == 5);
    CHECK(errors[0].dump() ==
          R"({"row":2,"key":"c2","field":"segmento","value":"\"NNN\"","reason":"not_a_member",)"
          R"("message":"segmento: \"NNN\" is not one of the declared values"})");
    CHECK(errors[1].at("message") == "dias_mora: an object cannot be read as the field's type");
    CHECK(errors[2].at("message") == "dias_mora: is missing");
    CHECK(errors[3].at("message") == "saldo: \"0.5\" has more decimals than the field keeps");
    CHECK(errors[4].at("message") == "nota: a list cannot be read as the field's type");
    CHECK(errors_to_json(tramo::verdicts{}) == "[]");
}

TEST_CASE("an expression whose result is too large has neither field nor value") {
    tramo::verdicts all;
    all.errors.push_back({7, "k", "", "", tramo::fault_reason::arithmetic, {}});
    auto const errors = parsed(errors_to_json(all));
    CHECK(errors.at(0).at("row") == 7);
    CHECK(errors.at(0).at("message") == "is too large to compute");
}

TEST_CASE("texts are escaped, and what is not UTF-8 is replaced") {
    tramo::verdicts all;
    all.errors.push_back({0, "a\"\\\n\x01", "f", "\xFF!", tramo::fault_reason::invalid_text, {}});
    auto const errors = parsed(errors_to_json(all));
    CHECK(errors.at(0).at("key") == "a\"\\\n\x01");
    CHECK(errors.at(0).at("value") == "\xEF\xBF\xBD!");
}

TEST_CASE("diagnostics bear their places in lines and characters") {
    tramo::source const text("uno\nañó dos\n");
    tramo::diagnostic first{
        "T2031", tramo::severity::error, "no", {{{9, 12}, "here"}, {{0, 3}, ""}}, {"one", "two"}};
    tramo::diagnostic second{"T5004", tramo::severity::warning, "data", {{{0, 0}, ""}}, {}};
    CHECK(to_json({first, second}, text) ==
          R"([{"code": "T2031", "severity": "error", "message": "no", "help": ["one", "two"], "labels": )"
          R"([{"line": 2, "column": 4, "end_line": 2, "end_column": 7, "text": "here"}, )"
          R"({"line": 1, "column": 1, "end_line": 1, "end_column": 4, "text": ""}]}, )"
          R"({"code": "T5004", "severity": "warning", "message": "data", "help": [], "labels": []}])");
    CHECK(to_json(std::vector<tramo::diagnostic>{}, text) == "[]");
}

TEST_CASE("the verdict on one account names segments, queues, rules and errors") {
    auto const with = prepared();
    auto const all = evaluated(with);
    CHECK(to_json(verdict_of(all, 0, 0), with) ==
          R"({"segments": {"grave": true, "alto": true}, "queues": {"diaria": "bloqueados"}, )"
          R"("rules": {"diaria": "R-7"}, "errors": []})");
    CHECK(to_json(verdict_of(all, 0, 1), with) ==
          R"({"segments": {"grave": false, "alto": null}, "queues": {"diaria": "seguimiento"}, )"
          R"("rules": {"diaria": "diaria.seguimiento"}, "errors": []})");
    auto const apart = parsed(to_json(verdict_of(all, 0, 2), with));
    CHECK(apart.at("segments").dump() == R"({"grave":false,"alto":false})");
    CHECK(apart.at("queues").dump() == R"({"diaria":null})");
    CHECK(apart.at("rules").dump() == R"({"diaria":null})");
    CHECK(apart.at("errors").size() == 2);
}

TEST_CASE("an explanation is written with its tree") {
    tramo::explanation what;
    what.row = 3;
    what.key = "c3";
    what.strategy = "diaria";
    what.queue = "altos";
    what.rule = {"altos", "Saldos altos", "R-8", "1", true};
    what.holds = tramo::truth_value::unknown;
    what.taken_by = "seguimiento";
    what.unknown_because = {"saldo"};
    tramo::explained_condition leaf{
        "condition", "saldo > PYG 1000", tramo::truth_value::unknown, 14, {}, {{"saldo", "unknown", true}},
        {}};
    tramo::explained_condition tree{"segment", "alto", tramo::truth_value::unknown, 14, {}, {}, {leaf}};
    what.steps = {{what.rule, tramo::truth_value::unknown, false, tree},
                  {{}, tramo::truth_value::yes, true, {}}};
    auto const made = parsed(to_json(what));
    CHECK(made.at("row") == 3);
    CHECK(made.at("segment").is_null());
    CHECK(made.at("holds").is_null());
    CHECK(made.at("why").is_null());
    CHECK(made.at("unknown_because").dump() == R"(["saldo"])");
    CHECK(made.at("rule").dump() ==
          R"({"name":"altos","label":"Saldos altos","rule_id":"R-8","version":"1","is_active":true})");
    CHECK(
        made.at("steps").at(0).at("why").dump() ==
        R"({"kind":"segment","text":"alto","holds":null,"line":14,"values":[],"parts":[{"kind":"condition",)"
        R"("text":"saldo > PYG 1000","holds":null,"line":14,"values":[{"name":"saldo","value":"unknown",)"
        R"("is_unknown":true}],"parts":[]}]})");
    CHECK(made.at("steps").at(1).at("is_rest") == true);
    CHECK(made.at("steps").at(1).at("holds") == true);
    CHECK(made.at("steps").at(1).at("why").is_null());
}

TEST_CASE("what the engine explains can be written") {
    auto const with = prepared();
    auto const answer = explain_segment(with, rows_of(with), 1, "alto");
    REQUIRE(answer.ok());
    auto const made = parsed(to_json(answer.value));
    CHECK(made.at("segment") == "alto");
    CHECK(made.at("queue").is_null());
    CHECK(made.at("key") == "c1");
    CHECK(made.at("holds").is_null());
    CHECK(made.at("unknown_because").dump() == R"(["saldo"])");
    CHECK(made.at("why").at("kind") == "condition");
}
