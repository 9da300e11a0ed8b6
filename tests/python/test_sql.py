# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What Python asks of the export to SQL, and how it is told no.

from datetime import date
from typing import Any

import pytest
import tramo

AS_OF = date(2026, 11, 21)


def test_a_query_names_its_table_its_columns_and_its_day(policy: tramo.Policy) -> None:
    sql = policy.to_sql("recent", table="crm.cards", select="account", as_of=AS_OF)
    assert "-- as of 2026-11-21\n" in sql
    assert 'SELECT account\nFROM "crm"."cards"\nWHERE\n    "last_payment" >= DATE \'2026-10-22\'\n' in sql


def test_a_parameter_counts_as_in_every_question(policy: tramo.Policy) -> None:
    assert policy.to_sql_condition("large", as_of=AS_OF) == '"balance" >= 100.00'
    assert policy.to_sql_condition("large", as_of=AS_OF, parameters={"limit": 250}) == '"balance" >= 250.00'


@pytest.mark.parametrize(
    ("question", "kind", "words"),
    [
        ({"segment": "lates"}, tramo.QuestionError, "did you mean `late`?"),
        ({"segment": "late", "as_of": None}, tramo.QuestionError, "T4010"),
        ({"segment": "late", "dialect": "mysql"}, ValueError, "there are duckdb and postgresql"),
    ],
)
def test_a_wrong_question_is_told_so(
    policy: tramo.Policy, question: dict[str, Any], kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind) as caught:
        policy.to_sql(**{"as_of": AS_OF, **question})
    assert words in str(caught.value)


def test_what_sql_cannot_say_is_drawn_with_its_place() -> None:
    policy = tramo.loads(
        'tramo 1 en\npolicy "P" version "1" { currency BRL }\nfield a : money\nfield b : money\n'
        "segment it = a / b > 0.5\n"
    )
    with pytest.raises(tramo.QuestionError) as caught:
        policy.to_sql("it")
    assert [one.code for one in caught.value.diagnostics] == ["T7022"]
    assert "5 | segment it = a / b > 0.5" in str(caught.value)
    assert "^^^^^ divided here" in str(caught.value)


def test_the_query_is_the_same_each_time(policy: tramo.Policy) -> None:
    for dialect in ("duckdb", "postgresql"):
        for segment in policy.segments:
            first = policy.to_sql(segment.name, dialect, as_of=AS_OF)
            assert tramo.loads(policy.source).to_sql(segment.name, dialect, as_of=AS_OF) == first
