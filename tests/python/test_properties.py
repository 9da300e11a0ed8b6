# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Laws: a table gives what its records give one by one, however it is cut, blocked and shared among threads.

import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
import tramo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")

AS_OF = datetime.date(2026, 11, 21)

HEAD = """tramo 1 en
policy "random" {
  currency BRL
}
field id : text key
field days : integer optional
field balance : money optional
field rate : percent optional
field paid : date optional
field product : one of "A", "B" (alias "bee"), "C" optional
field note : text optional
field blocked : boolean optional
collection debts {
  field amount : money optional
  field due : date optional
}
"""

# Bounds that values come to lie on as well as beside.
DAYS = st.one_of(st.none(), st.sampled_from([-1, 0, 1, 30, 31, 60, 2**40]))
AMOUNTS = st.one_of(
    st.none(),
    st.sampled_from(["0.00", "0.01", "99.99", "100.00", "-5.00", "123456789012345.67"]).map(Decimal),
)
RATES = st.one_of(st.none(), st.sampled_from(["0", "12.5", "12.51", "100"]).map(Decimal))
DATES = st.one_of(
    st.none(), st.sampled_from([0, 29, 30, 31, 400]).map(lambda days: AS_OF - datetime.timedelta(days))
)

ROW = st.fixed_dictionaries(
    {
        "days": DAYS,
        "balance": AMOUNTS,
        "rate": RATES,
        "paid": DATES,
        "product": st.sampled_from([None, "A", "b", "BEE", "C", "D"]),
        "note": st.sampled_from([None, "", "call", "caller", "São"]),
        "blocked": st.sampled_from([None, True, False]),
        "debts": st.one_of(
            st.none(), st.lists(st.fixed_dictionaries({"amount": AMOUNTS, "due": DATES}), max_size=3)
        ),
    }
)

LEAF = st.sampled_from(
    [
        "days > 30",
        "days in 1..30",
        "days in 1..<30",
        "days in (30, 60)",
        "days <= 0",
        "days * 2 > 61",
        "days = 31",
        "balance >= 100",
        "balance in 0..100",
        "balance > BRL 0",
        "balance / 2 < 50",
        "balance > sum(debts.amount)",
        "rate > 12.5%",
        "rate is known",
        "paid >= as_of - 30 days",
        "paid + 1 month > as_of",
        "paid is unknown",
        'product = "A"',
        'product in ("A", "B")',
        "product is known",
        'note starts with "call"',
        'note like "c%r"',
        'note = "São"',
        "blocked",
        "blocked is unknown",
        "count(debts) > 1",
        "sum(debts.amount) > 0",
        "any(debts where amount > 50)",
        "oldest(debts.due) < as_of",
        "max(debts.amount) > min(debts.amount)",
        "true",
    ]
)
CONDITION = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        inner.map(lambda one: f"not ({one})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) and ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) or ({two[1]})"),
    ),
    max_leaves=6,
)


@st.composite
def policies(draw: st.DrawFn) -> str:
    segments = draw(st.lists(CONDITION, min_size=1, max_size=5))
    queues = draw(st.lists(CONDITION, max_size=4))
    text = HEAD + "".join(f"segment s{number} = {one}\n" for number, one in enumerate(segments))
    text += "segment again = s0 and not s0\n"
    return (
        text
        + "strategy q {\n"
        + "".join(f"  queue q{n} if {one}\n" for n, one in enumerate(queues))
        + "  rest others\n}\n"
    )


SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("days", pa.int64()),
        ("balance", pa.decimal128(20, 2)),
        ("rate", pa.decimal128(9, 2)),
        ("paid", pa.date32()),
        ("product", pa.string()),
        ("note", pa.string()),
        ("blocked", pa.bool_()),
        ("debts", pa.list_(pa.struct([("amount", pa.decimal128(20, 2)), ("due", pa.date32())]))),
    ]
)


def seen(result: tramo.Result) -> tuple[Any, ...]:
    errors = [(one.row, one.key, one.field, one.reason) for one in result.errors]
    return result.to_arrow().to_pylist(), list(result.counts()), errors


SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOW
@given(policies(), st.lists(ROW, max_size=40), st.data())
def test_a_table_says_what_its_records_say(
    text: str, rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    policy = tramo.loads(text)
    rows = [{"id": str(number), **row} for number, row in enumerate(rows)]
    whole = seen(policy.evaluate(rows, as_of=AS_OF, sum="balance"))

    one_by_one = [policy.evaluate(row, as_of=AS_OF, sum="balance") for row in rows]
    assert [row for one in one_by_one for row in one.to_arrow().to_pylist()] == whole[0]
    for place, counted in enumerate(whole[1]):
        parts = [one.counts()[place] for one in one_by_one]
        assert counted["rows"] == sum(part["rows"] for part in parts)
        assert counted["amount"] == sum((part["amount"] for part in parts), Decimal(0))

    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=4)))
    edges = [0, *cuts, len(rows)]
    pieces = pa.concat_tables([table.slice(begin, end - begin) for begin, end in pairwise(edges)])
    threads = data.draw(st.integers(1, 4))
    block_rows = data.draw(st.sampled_from([0, 1, 64, 128]))
    cut = policy.evaluate(pieces, as_of=AS_OF, sum="balance", threads=threads, _block_rows=block_rows)
    assert seen(cut)[1:] == (whole[1], whole[2]) and seen(cut)[0] == whole[0]


@SLOW
@given(policies(), ROW)
def test_an_explanation_says_what_the_evaluation_says(text: str, row: dict[str, Any]) -> None:
    policy = tramo.loads(text)
    record = {"id": "1", **row}
    (verdict,) = policy.evaluate(record, as_of=AS_OF).to_arrow().to_pylist()
    for name in policy.evaluate(record, as_of=AS_OF).segments:
        explanation = policy.explain(record, segment=name, as_of=AS_OF)
        if verdict["data_error"] is None:
            assert explanation.holds is verdict[name]
        else:
            assert explanation.to_dict()["errors"]
    if verdict["data_error"] is None:
        assert policy.explain(record, queue=verdict["q"], as_of=AS_OF).holds is True


@SLOW
@given(policies())
def test_a_policy_is_the_same_in_every_language(text: str) -> None:
    policy = tramo.loads(text)
    for language in ("en", "es", "pt"):
        assert tramo.loads(policy.format(language)).hash == policy.hash
