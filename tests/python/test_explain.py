# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Explanations: of segments and queues, by key and by number, true, false and unknown.

import json

import pytest
import tramo
from conftest import AS_OF, ROWS, row


def test_a_segment_is_explained_by_the_values_used(policy: tramo.Policy) -> None:
    explanation = policy.explain(ROWS, row="C-1", segment="late", as_of=AS_OF)
    assert explanation.holds is True
    assert (
        "days > 30" in explanation.text
        and "days = 31" in explanation.text
        and "[line 16]" in explanation.text
    )
    found = explanation.to_dict()
    assert (found["row"], found["key"], found["segment"], found["holds"]) == (0, "C-1", "late", True)
    assert found["why"]["values"] == [{"name": "days", "value": "31", "is_unknown": False}]
    assert json.loads(explanation.to_json()) == found
    assert str(explanation) == explanation.text and "C-1" in repr(explanation)
    assert "days &gt; 30" in explanation._repr_html_()


def test_a_missing_field_is_named(policy: tramo.Policy) -> None:
    explanation = policy.explain(ROWS, row="C-4", segment="dear", as_of=AS_OF)
    assert explanation.holds is None and explanation.to_dict()["unknown_because"] == ["rate"]


def test_a_queue_is_explained_by_those_before_it(policy: tramo.Policy) -> None:
    explanation = policy.explain(ROWS, row="C-2", queue="daily.others", as_of=AS_OF)
    assert explanation.holds is True
    assert [(step["queue"]["name"], step["holds"]) for step in explanation.to_dict()["steps"]] == [
        ("blocked", False), ("late", False), ("small", False), ("others", True),
    ]  # fmt: skip
    assert policy.explain(ROWS, row="C-5", queue="late", as_of=AS_OF).to_dict()["taken_by"] == "blocked"


def test_a_row_set_apart_is_explained_by_its_errors(policy: tramo.Policy) -> None:
    found = policy.explain(ROWS, row="C-3", segment="late", as_of=AS_OF).to_dict()
    assert [(error["row"], error["key"], error["field"]) for error in found["errors"]] == [
        (2, "C-3", "product")
    ]
    assert found["holds"] is False


def test_a_row_is_found_by_number_too(policy: tramo.Policy) -> None:
    assert policy.explain(ROWS, index=4, segment="late", as_of=AS_OF).to_dict()["key"] == "C-5"
    assert policy.explain(ROWS[1], segment="late", as_of=AS_OF).holds is False
    assert policy.explain([*ROWS, row("C-1", days=0)], row="C-1", segment="late", as_of=AS_OF).holds is True


def test_parameters_reach_the_explanation(policy: tramo.Policy) -> None:
    explanation = policy.explain(ROWS, row="C-1", segment="large", as_of=AS_OF, parameters={"limit": "50"})
    assert explanation.holds is True and "limit = 50" in explanation.text


def test_rows_that_are_not_there_are_told(policy: tramo.Policy) -> None:
    with pytest.raises(LookupError, match="C-99"):
        policy.explain(ROWS, row="C-99", segment="late", as_of=AS_OF)
    for index in (-1, 5):
        with pytest.raises(LookupError, match="counted from 0"):
            policy.explain(ROWS, index=index, segment="late", as_of=AS_OF)
    with pytest.raises(TypeError, match="which of the 5 rows"):
        policy.explain(ROWS, segment="late", as_of=AS_OF)
    with pytest.raises(TypeError, match="one of row= and index="):
        policy.explain(ROWS, row="C-1", index=0, segment="late", as_of=AS_OF)
    with pytest.raises(LookupError):
        policy.explain([], index=0, segment="late", as_of=AS_OF)


def test_names_that_are_not_there_are_told(policy: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="did you mean `late`"):
        policy.explain(ROWS, row="C-1", segment="lat", as_of=AS_OF)
    with pytest.raises(tramo.QuestionError, match="no queue"):
        policy.explain(ROWS, row="C-1", queue="nobody", as_of=AS_OF)
    with pytest.raises(TypeError, match="one of segment= and queue="):
        policy.explain(ROWS, row="C-1", as_of=AS_OF)


def test_rows_have_no_names_without_a_key() -> None:
    keyless = tramo.loads("tramo 1 en\nfield days : integer\nsegment late = days > 30\n")
    rows = [{"days": 1, "id": "a"}, {"days": 31, "id": "b"}]
    with pytest.raises(TypeError, match="no key"):
        keyless.explain(rows, row="b", segment="late")
    assert keyless.explain(rows, row="b", segment="late", key="id").holds is True
    with pytest.raises(LookupError, match="no column 'name'"):
        pa = pytest.importorskip("pyarrow")
        keyless.explain(pa.table({"days": [1]}), row="b", segment="late", key="name")


def test_a_row_is_found_across_batches() -> None:
    pa = pytest.importorskip("pyarrow")
    policy = tramo.loads("tramo 1 en\nfield id : text key\nfield days : integer\nsegment late = days > 30\n")
    table = pa.table({"id": pa.array(["a", "b", "c"]).dictionary_encode(), "days": [1, 31, 2]})
    chunks = pa.Table.from_batches(table.to_batches(max_chunksize=1))
    explanation = policy.explain(chunks, row="b", segment="late")
    assert explanation.holds is True and explanation.to_dict()["row"] == 1
