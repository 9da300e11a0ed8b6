# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
"""Best actions of 200,000 random actions, by the engine, by dicts and by SQL: one report, three ways."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import pyarrow
import pytest
import tramo

ROWS, CASES = 200_000, 20_000
AS_OF = date(2026, 11, 21)
DAYS = 30

POLICY = f"""tramo 1 en
policy "Beside others" version "1" {{ currency CLP }}
field case_id : text key
field creditor : one of "North", "South", "East"
field balance : money
actions {{
  code code
  happened done_at
  id number
  window {DAYS} days
}}
palette north "North" if creditor = "North" {{
  action promise "PROMESA" rank 10 right party {{
    response whole "TODO" rank 9
    response part "PARTE"
  }}
  action call "LLAMADA" rank 30 contact
  action mail "CORREO" rank 60 no contact
}}
palette others "Others" if creditor = "South" {{
  action mail "CORREO" rank 10 contact
  action call "LLAMADA" rank 10
}}
"""

# By creditor and code: the rank, and whether somebody was reached. Of East no palette speaks.
MEANING = {
    ("North", "PROMESA"): (10, True),
    ("North", "TODO"): (9, True),
    ("North", "PARTE"): (10, True),
    ("North", "LLAMADA"): (30, True),
    ("North", "CORREO"): (60, False),
    ("South", "CORREO"): (10, True),
    ("South", "LLAMADA"): (10, False),
}
CODES = ["PROMESA", "TODO", "PARTE", "LLAMADA", "CORREO", "VISITA"]
OTHER = (10_000, False)


class Feed(NamedTuple):
    cases: dict[str, str]  # creditor by case
    balances: dict[str, int]
    actions: list[tuple[str, str, datetime, int]]


@pytest.fixture(scope="module")
def feed() -> Feed:
    draw = random.Random(5)
    names = [f"C-{number}" for number in range(CASES)]
    ids = draw.sample(range(10 * ROWS), ROWS)
    first = datetime(2026, 10, 1)
    # Few moments, so that many actions of a case have the same; some are after the day asked for.
    moments = [first + timedelta(hours=12 * number) for number in range(2 * 56)]
    actions = list(
        zip(
            draw.choices(names[: CASES - 500] + ["C-none"], k=ROWS),
            draw.choices(CODES, weights=[1, 1, 1, 4, 8, 1], k=ROWS),
            draw.choices(moments, k=ROWS),
            ids,
            strict=True,
        )
    )
    creditors = {name: draw.choice(["North", "South", "East"]) for name in names}
    return Feed(creditors, {name: draw.randrange(1, 1000) for name in names}, actions)


@pytest.fixture(scope="module")
def tables(feed: Feed) -> tuple[pyarrow.Table, pyarrow.Table]:
    names, codes, moments, ids = zip(*feed.actions, strict=True)
    times = pyarrow.array(moments, pyarrow.timestamp("us"))
    actions = {"case_id": names, "code": codes, "done_at": times, "number": ids}
    columns = [list(feed.cases), list(feed.cases.values()), list(feed.balances.values())]
    cases = dict(zip(["case_id", "creditor", "balance"], columns, strict=True))
    return pyarrow.table(actions), pyarrow.table(cases)


@pytest.fixture(scope="module")
def found(tables: tuple[pyarrow.Table, pyarrow.Table]) -> "tramo.BestActions":
    return tramo.loads(POLICY).best_actions(*tables, as_of=AS_OF, amount="balance")


def code_of(creditor: str, code: str) -> str:
    return code if (creditor, code) in MEANING else "(other)"


@pytest.fixture(scope="module")
def best(feed: Feed) -> dict[str, tuple[int, datetime, int, str]]:
    """By case: the rank, moment, id and code of its best action."""
    begin, end = datetime(2026, 11, 21) - timedelta(days=DAYS - 1), datetime(2026, 11, 22)
    kept: dict[str, tuple[Any, ...]] = {}
    for name, code, moment, number in feed.actions:
        if name not in feed.cases or not begin <= moment < end:
            continue
        rank = MEANING.get((feed.cases[name], code), OTHER)[0]
        one = (rank, end - moment, number, moment, code_of(feed.cases[name], code))
        if name not in kept or one < kept[name]:
            kept[name] = one
    return {name: (rank, moment, number, code) for name, (rank, _, number, moment, code) in kept.items()}


def test_dicts_find_the_same_best_action_of_every_case(found: "tramo.BestActions", feed: Feed, best: Any) -> None:
    columns = found.cases.to_arrow().select(["case_id", "best.rank", "best.at", "best.id", "best.label"]).to_pydict()
    engine = dict(zip(columns["case_id"], zip(*list(columns.values())[1:], strict=True), strict=True))
    assert len(engine) == CASES
    for name in feed.cases:
        rank, moment, number, label = engine[name]
        if name not in best:
            assert (rank, moment, number, label) == (None, None, None, None)
            continue
        due = best[name]
        assert (rank or OTHER[0], moment.replace(tzinfo=None), str(number), label or "(other)") == (
            due[0],
            due[1],
            str(due[2]),
            due[3],
        )


def test_dicts_find_the_same_report_and_every_row_is_counted_once(
    found: "tramo.BestActions", feed: Feed, best: Any
) -> None:
    begin, end = datetime(2026, 11, 21) - timedelta(days=DAYS - 1), datetime(2026, 11, 22)
    counted = [one for one in feed.actions if one[0] in feed.cases and begin <= one[2] < end]
    of_code = Counter(code_of(feed.cases[name], code) for name, code, _, _ in counted)
    of_case = Counter(name for name, _, _, _ in counted)
    cases = Counter(code for _, _, _, code in best.values())
    on_cases: Counter[str] = Counter()
    for name, (_, _, _, code) in best.items():
        on_cases[code] += of_case[name]
    for each in (of_code, cases, on_cases):
        each["(unspecified)"] = each["PROMESA"]
        each["PROMESA"] += each["TODO"] + each["PARTE"]
    cases["(no action)"] = CASES - len(best)
    report = found.report()
    assert {row.label: (row.actions, row.cases, row.actions_on_cases) for row in report.rows} == {
        label: (of_code[label], cases[label], on_cases[label]) for label in [*of_code, "(no action)"]
    }
    assert (report.base, report.actions) == (CASES, len(counted))
    ledger = found.ledger
    assert ledger.rows == ROWS == sum(ledger[1:])
    assert ledger.too_late == sum(one[2] >= end and one[0] in feed.cases for one in feed.actions)
    assert ledger.without_case == sum(one[0] not in feed.cases for one in feed.actions)


def test_sql_finds_the_same_cases_and_amounts(
    found: "tramo.BestActions", tables: tuple[pyarrow.Table, pyarrow.Table]
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="SQL is asked of DuckDB, which is not installed")
    actions, cases = tables
    ranks = ", ".join(f"('{creditor}', '{code}', {rank})" for (creditor, code), (rank, _) in MEANING.items())
    rows = duckdb.sql(
        f"""with ranked as (
              select actions.case_id, coalesce(label, '(other)') as label, balance, row_number() over (
                partition by actions.case_id order by coalesce(rank, {OTHER[0]}), done_at desc, number) as place
              from actions join cases using (case_id)
              left join (values {ranks}) known(whose, label, rank) on whose = creditor and label = code
              where done_at >= date '{AS_OF}' - {DAYS - 1} and done_at < date '{AS_OF}' + 1)
            select label, count(*), sum(balance) from ranked where place = 1 group by label"""
    ).fetchall()
    names = {"(unspecified)": "PROMESA"}
    nodes = [row for row in found.report().rows if row.label not in ("PROMESA", "(no action)")]
    engine = {names.get(row.label, row.label): (row.cases, int(row.amount)) for row in nodes}
    assert engine == {label: (count, int(amount)) for label, count, amount in rows}


def test_actions_in_another_order_and_in_batches_are_the_same(
    found: "tramo.BestActions", tables: tuple[pyarrow.Table, pyarrow.Table]
) -> None:
    actions, cases = tables
    order = random.Random(7).sample(range(ROWS), ROWS)
    mixed = actions.take(pyarrow.array(order))
    parts = pyarrow.concat_tables([mixed.slice(at, 30_001) for at in range(0, ROWS, 30_001)])
    again = tramo.loads(POLICY).best_actions(parts, cases, as_of=AS_OF, amount="balance")
    assert again.cases.to_arrow().equals(found.cases.to_arrow())
    assert again.ledger == found.ledger
    assert [str(row) for row in again.report().rows] == [str(row) for row in found.report().rows]
