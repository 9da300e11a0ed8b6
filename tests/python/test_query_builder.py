# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Segments as queries of react-querybuilder and back, as Python asks for it.

import json
from datetime import date
from decimal import Decimal

import pytest
import tramo
from conftest import AS_OF, ROWS


def rule(field, operator, value, **more):
    return {"field": field, "operator": operator, "value": value, **more}


def group(*rules, combinator="and", **more):
    return {"combinator": combinator, "rules": list(rules), **more}


def test_a_segment_is_a_dict_that_json_can_write(policy):
    assert policy.to_query_builder("late") == group(rule("days", ">", 30))
    assert policy.to_query_builder("dear") == group(rule("rate", ">", "12.5%"))
    assert policy.to_query_builder("recent") == group(rule("$expr", "=", "last_payment >= as_of - 30 days"))
    json.dumps(policy.to_query_builder("late"))


def test_every_segment_takes_the_same_accounts_after_it_came_back(policy):
    for segment in policy.segments:
        back = tramo.from_query_builder(policy.to_query_builder(segment.name), policy, segment.name)
        assert [one.name for one in back.segments] == [segment.name]
        before = policy.evaluate(ROWS, as_of=AS_OF).segments[segment.name]
        after = back.evaluate(ROWS, as_of=AS_OF).segments[segment.name]
        assert (after.true, after.unknown) == (before.true, before.unknown)
        assert back.to_query_builder(segment.name) == policy.to_query_builder(segment.name)


def test_a_query_of_its_own_is_a_policy_with_one_segment(policy):
    query = group(rule("days", "between", "30,59"), rule("product", "=", "au"))
    made = tramo.from_query_builder(query, policy, name="mild")
    assert made.format("en").endswith('\nsegment mild = days in 30..59 and product = "Gold"\n')
    assert made.warnings == []
    assert made.currency == "BRL"
    assert tramo.from_query_builder(json.dumps(query), policy, "mild") == made


def test_the_fields_of_an_editor_rebuild_the_declarations(policy):
    fields = policy.query_builder_fields()
    assert [one["name"] for one in fields] == [one.name for one in policy.fields] + ["$expr"]
    balance = next(one for one in fields if one["name"] == "balance")
    assert balance["inputType"] == "number"
    assert balance["tramo"] == {"declaration": "field balance : money(BRL)"}
    made = tramo.from_query_builder(group(rule("balance", ">=", "100.10")), fields)
    declared = [line for line in made.format("en").splitlines() if line.startswith("field ")]
    assert declared == [
        line.replace(": money", ": money(BRL)")
        for line in policy.format("en").splitlines()
        if line.startswith("field ")
    ]


def test_operators_that_an_editor_offers_are_those_that_come_back(policy):
    for field in policy.query_builder_fields()[:-1]:
        values = {"number": 1, "date": "2026-01-01", "checkbox": True}
        one = values.get(field["inputType"], "x")
        if "values" in field:
            one = field["values"][0]["name"]
        if field["name"] == "rate":
            one = "1%"
        for operator in field["operators"]:
            many = [one, one] if "etween" in operator["name"] or "n" in operator["name"][:1] else one
            value = many if operator["name"] in ("between", "notBetween", "in", "notIn") else one
            made = tramo.from_query_builder(group(rule(field["name"], operator["name"], value)), policy)
            assert len(made.segments) == 1


def test_numbers_are_never_rounded():
    exact = Decimal("12345678901234567.89")
    made = tramo.from_query_builder(group(rule("x", "=", exact)), [{"name": "x", "inputType": "number"}])
    assert made.format("en").endswith("= x = 12345678901234567.89\n")
    text = '{"combinator": "and", "rules": [{"field": "x", "operator": "=", "value": 12345678901234567.89}]}'
    assert tramo.from_query_builder(text, [{"name": "x", "inputType": "number"}]) == made
    assert made.to_query_builder("imported") == group(rule("x", "=", "12345678901234567.89"))


def test_days_of_python_are_days():
    made = tramo.from_query_builder(group(rule("d", ">", date(2026, 1, 31))))
    assert "field d : date optional" in made.format("en")


def test_warnings_are_those_of_both_ways():
    flat = {"rules": [rule("a", "!=", 1), "and", rule("b", "=", 1), "or", rule("c", "=", 1)]}
    made = tramo.from_query_builder(flat)
    assert [one.code for one in made.warnings] == ["T7054", "T4001", "T4003"]
    assert made.warnings[1].help[1] == "it is read as: (a != 1 and b = 1) or c = 1"


def test_the_policy_is_in_the_language_asked_for(policy):
    made = tramo.from_query_builder(policy.to_query_builder("recent"), policy, "reciente", "es")
    assert made.language == "es"
    assert made.format().endswith("\nsegmento reciente = last_payment >= hoy - 30 días\n")


def test_all_mistakes_are_raised_with_their_pointers(policy):
    query = group(rule("dayz", ">", 1), group(rule("days", "about", 1), combinator="or"))
    with pytest.raises(tramo.PolicyError) as raised:
        tramo.from_query_builder(query, policy)
    assert [one.message for one in raised.value.diagnostics] == [
        '/rules/0/field: unknown field "dayz"',
        '/rules/1/rules/0/operator: unknown operator "about"',
    ]
    assert 'did you mean "days"?' in str(raised.value)


def test_what_only_the_whole_policy_shows_is_raised_too(policy):
    with pytest.raises(tramo.PolicyError) as raised:
        tramo.from_query_builder(group(rule("$expr", "=", "dayz > 1")), policy)
    assert [one.code for one in raised.value.diagnostics] == ["T3001"]


def test_a_segment_that_is_not_there_is_a_wrong_question(policy):
    with pytest.raises(tramo.QuestionError, match='did you mean "late"'):
        policy.to_query_builder("lat")


def test_a_day_picks_one_of_several_versions():
    policy = tramo.loads(
        "tramo 1 en\nfield d : integer\nsegment s until 2025-12-31 = d > 1\nsegment s from 2026-01-01 = d > 2\n"
    )
    with pytest.raises(tramo.QuestionError, match="2 versions"):
        policy.to_query_builder("s")
    assert policy.to_query_builder("s", as_of="2026-01-01") == group(rule("d", ">", 2))


def test_an_unknown_language_is_refused(policy):
    with pytest.raises(ValueError, match="there are en, es and pt"):
        tramo.from_query_builder(group(), policy, language="fr")


def test_conditions_on_alerts_bring_their_policy_along():
    policy = tramo.loads("""tramo 1 en
policy "A" version "1" { currency PEN }
field client : text key
log {
  account client_id
  happened action_time
}
event talk from type = "action"
alert payment_problem { state refuses  on talk => refuses }
segment hard = alert.payment_problem = refuses
segment other = client = "x"
""")
    made = tramo.from_query_builder(policy.to_query_builder("hard"), policy, "hard")
    assert made.to_query_builder("hard") == group(rule("$expr", "=", "alert.payment_problem = refuses"))
    assert [one.name for one in made.segments] == ["other", "hard"]
