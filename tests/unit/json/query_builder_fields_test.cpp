// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Fields to editors of react-querybuilder, and from their lists, or from the values of a query alone.
#include "unit/json/asked_queries.hpp"

using namespace asked;

TEST_CASE("a policy's fields go to an editor and come back as they were declared") {
    auto const policy = with("segment s = active");
    auto const fields = query_builder_fields(policy);
    CHECK(fields.starts_with(
        R"([{"name": "account", "label": "account", "inputType": "text", "valueEditorType": "text", "operators": [)"));
    CHECK(fields.find(R"x("tramo": {"declaration": "field balance : money(BRL)"})x") != std::string::npos);
    CHECK(fields.find(R"("values": [{"name": "Gold", "label": "Gold"},)") != std::string::npos);
    CHECK(fields.ends_with(
        R"({"name": "$expr", "label": "Expression", "inputType": "text", "valueEditorType": "textarea", )"
        R"("operators": [{"name": "=", "label": "="}], "valueSources": ["value"]}])"));
    auto const made =
        from_query_builder(rule(R"({"field": "balance", "operator": "=", "value": "1.50"})"), fields, {});
    CHECK(made.value == R"(tramo 1 en

field account : text key
field tier : one of "Gold" (alias "VIP"), "Silver", "Basic"
field mood : one of "calm", "cross" open optional
field days : integer
field score : decimal optional
field balance : money(BRL)
field limit : money(BRL) optional
field share : percent optional
field paid : date optional
field called : timestamp optional
field age : duration optional
field name : text optional
field code : text
field active : boolean
field blocked : boolean optional

segment imported = balance = BRL 1.50
)");
}

namespace {
std::string const active = R"({"field": "active", "operator": "=", "value": true})";
}  // namespace

TEST_CASE("fields of an editor that knows nothing of tramo are read by their inputs") {
    auto const made = from_query_builder(
        rule(R"({"field": "n", "operator": ">", "value": "5"})"),
        R"([{"label": "Some", "options": [{"name": "n", "inputType": "number"}, {"value": "d", "inputType": "date"}]},
            {"name": "t", "valueEditorType": "select", "values": [{"name": "A", "label": "a"}, {"name": "B"}]},
            {"name": "two words"}, {"name": "b", "valueEditorType": "checkbox"},
            {"name": "m", "inputType": "datetime-local"}])",
        {"s", language::pt});
    CHECK(made.ok());
    CHECK(made.value == R"(tramo 1 pt

campo n : decimal opcional
campo d : data opcional
campo t : um de "A", "B" opcional
campo `two words` : texto opcional
campo b : lógico opcional
campo m : instante opcional

segmento s = n > 5
)");
    auto const wrong = [](std::string const& fields) {
        return told(from_query_builder(rule(active), fields, {}));
    };
    CHECK(wrong("{}") ==
          words{"T7050 the fields: expected a list of fields, found an object | a field is {\"name\": "
                "\"balance\", \"inputType\": \"number\"}"});
    CHECK(
        wrong(
            R"([7, {}, {"name": "a"}, {"name": "a"}, {"name": "b", "tramo": {"declaration": "field c : text"}}])") ==
        words{"T7050 the fields, /0: expected a field, found 7",
              "T7050 the fields, /1: the field has no name | a name is a text without line ends and "
              "back-quotes",
              "T7050 the fields, /3: the field \"a\" stands twice in the list",
              "T7050 the fields, /4/tramo: the declaration of \"b\" cannot be read | write: "
              "{\"declaration\": \"field "
              "balance : money(BRL) optional\"} | or leave \"tramo\" out, to have the type from "
              "\"inputType\""});
}

TEST_CASE("without fields they are inferred from the values, all optional, and said") {
    auto const query = R"({"combinator": "and", "rules": [
      {"field": "days", "operator": ">", "value": 5}, {"field": "age", "operator": "between", "value": "18,65"},
      {"field": "code", "operator": "=", "value": "10"}, {"field": "flag", "operator": "=", "value": false},
      {"field": "day", "operator": "in", "value": "2026-01-01, 2026-01-02"},
      {"field": "twin", "operator": "=", "value": "days", "valueSource": "field"},
      {"field": "who", "operator": "null"}]})";
    auto const made = from_query_builder(query, std::string_view(), {});
    CHECK(told(made) == words{"T7054 the query: no fields were given: they are inferred from the values, all "
                              "optional | read as: days "
                              "(decimal), age (decimal), code (text), flag (boolean), day (date), twin "
                              "(decimal), who (text) | give "
                              "the fields to have their exact types"});
    CHECK(made.value == R"(tramo 1 en

field days : decimal optional
field age : decimal optional
field code : text optional
field flag : boolean optional
field day : date optional
field twin : decimal optional
field who : text optional

segment imported =
    days > 5
    and age in 18..65
    and code = "10"
    and not flag
    and day in (2026-01-01, 2026-01-02)
    and twin = days
    and who is unknown
)");
    auto const mixed = from_query_builder(
        R"({"combinator": "and", "rules": [{"field": "x", "operator": "=", "value": 5},
            {"field": "x", "operator": "=", "value": "five"}]})",
        std::string_view(), {});
    CHECK(told(mixed).at(0) ==
          "T7050 /rules/0/field: the values of \"x\" are of different types | give the fields, so that its "
          "type is known");
    CHECK(mixed.value.empty());
}
