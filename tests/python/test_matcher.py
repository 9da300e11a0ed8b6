# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# That a single account's queue is the one that an evaluation finds, however the account comes.

import json
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tramo

TEXT = """tramo 1 en
policy "p" { currency BRL }
field id : text key
field days : integer
field balance : money optional
field rate : percent optional
field tier : one of "Gold" (alias "Oro"), "Silver" optional
field paid : date optional
field white : boolean optional
field note : text optional
segment late = days > 30 and not (tier = "Gold")
strategy daily {
  queue white if white
  queue early if days in 1..30 and balance > 100.50
  queue cheap if rate <= 2.5% or paid is unknown
  queue late if late
  rest others
}
"""
POLICY = tramo.loads(TEXT)
AS_OF = date(2026, 3, 31)
MATCHER = POLICY.matcher(as_of=AS_OF)


def queue_by_table(record: dict) -> str | None:
    rows = pa.table(POLICY.evaluate([record], as_of=AS_OF)).to_pylist()
    return rows[0]["daily"]


VALUES = {
    "days": st.one_of(st.integers(-5, 70), st.sampled_from([10**30, 2**63, "12", "twelve", 12.0, 12.5, True, None])),
    "balance": st.one_of(
        st.none(),
        st.decimals(-10, 200, places=2),
        st.sampled_from([100.5, 100.51, 100.505, "100.51", "1e3", "BRL 7", float("nan"), float("inf"), 10**20]),
        st.just(object()),
    ),
    "rate": st.sampled_from([None, 2.5, "2.5", "2.5%", 2.50001, Decimal("2.4"), 3, "x"]),
    "tier": st.sampled_from([None, "Gold", "oro", " SILVER ", "Bronze", "", 7]),
    "paid": st.sampled_from(
        [None, AS_OF, "2026-01-01", "2026-13-01", datetime(2026, 1, 1), datetime(2026, 1, 1, 5), 5]
    ),
    "white": st.sampled_from([None, True, False, "yes", 1, 2]),
    "note": st.sampled_from([None, "plain", "", "caf\u00e9", "cafe\u0301", 5, ["a list"], {"an": "object"}]),
}


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({"id": st.just("A-1")}, optional=VALUES))
def test_a_dictionary_goes_where_a_table_of_it_goes(record: dict) -> None:
    assert MATCHER.queue(record) == queue_by_table(record)


JSON_VALUES = [None, True, 12, -3, 2.5, 100.51, "2.5", "Gold", "Oro", "2026-01-01", "caf\u00e9", 10**25]
JSON_VALUES += [[], [1], {"a": {"b": [1]}}]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([*VALUES, "unheard"]), st.sampled_from(JSON_VALUES)))
def test_json_text_goes_where_a_table_of_it_goes(record: dict) -> None:
    record = {"id": "A-1", **record}
    read = {name: value for name, value in record.items() if name != "unheard"}
    assert MATCHER.queue(json.dumps(record)) == queue_by_table(read)
    assert MATCHER.queue(json.dumps(record).encode()) == queue_by_table(read)


def test_the_next_account_knows_nothing_of_the_last() -> None:
    assert MATCHER.queue({"id": "A-1", "days": 5, "white": True}) == "white"
    assert MATCHER.queue({"id": "A-2", "days": 5}) == "cheap"
    assert MATCHER.queue({"id": "A-3"}) is None
    assert MATCHER.queue('{"id": "A-4", "days": 5, "days": 40, "tier": "oro", "paid": "2026-01-01"}') == "others"
    assert MATCHER.queue('{"id": "A-5", "days": 40, "tier": "Silver", "paid": "2026-01-01"}') == "late"


def test_it_says_how_accounts_are_found() -> None:
    assert MATCHER.is_laid_out
    assert MATCHER.strategy == "daily"
    computing = tramo.loads(TEXT.replace("white if white", "white if balance * 2 > 10"))
    assert not computing.matcher(as_of=AS_OF).is_laid_out
    assert computing.matcher(as_of=AS_OF).queue({"id": "A-1", "days": 1, "balance": 6}) == "white"


NO_OBJECTS = ["", "7", "[]", '[{"id": "A-1"}]', '{"id": ', '{"id": "A-1"} {', "nonsense", "{'id': 1}"]


@pytest.mark.parametrize("text", NO_OBJECTS)
def test_what_is_no_json_object_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(tramo.DataError, match="JSON"):
        MATCHER.queue(text)


def test_wrong_questions_are_told() -> None:
    with pytest.raises(TypeError, match="dict or JSON text, not int"):
        MATCHER.queue(5)  # type: ignore[arg-type]
    with pytest.raises(tramo.QuestionError, match="no strategy `weekly` on that day; it has: daily"):
        POLICY.matcher("weekly", as_of=AS_OF)
    with pytest.raises(tramo.QuestionError, match="which strategy\\? it has: daily, other"):
        tramo.loads(TEXT + "strategy other {\n  rest all\n}\n").matcher(as_of=AS_OF)
    with_children = TEXT.replace("segment late", "collection debts {\n  field amount : money\n}\nsegment late")
    with pytest.raises(tramo.QuestionError, match="have children"):
        tramo.loads(with_children).matcher(as_of=AS_OF)
