# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# One meaning in three engines: a table, its records one by one, and the exported SQL run by DuckDB.

import datetime
from itertools import pairwise
from typing import Any

import pytest
import tramo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

duckdb = pytest.importorskip("duckdb", reason="SQL is asked of DuckDB, which is not installed")
pa = pytest.importorskip("pyarrow")

from differential import AS_OF, HEAD, policies, table_of  # noqa: E402

NAMES = [f"s{place}" for place in range(6)]
# What may be refused: quotients and products whose digits could be too many, days moved by parts of a day.
REFUSALS = {"T7022", "T7023", "T7024"}
SLOW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TABLES = st.tuples(st.integers(0, 9), st.sampled_from([1, 64, 130, 300]))


def told(policy: tramo.Policy, data: Any, **options: Any) -> list[dict[str, Any]]:
    """A row for each account: True, False or None by segment, and why it was set apart."""
    rows: list[dict[str, Any]] = policy.evaluate(data, as_of=AS_OF, **options).to_arrow().to_pylist()
    return rows


def conditions(policy: tramo.Policy, dialect: str = "duckdb") -> dict[str, str]:
    """By segment its condition in SQL; what is refused is left out."""
    made = {}
    for name in NAMES:
        try:
            made[name] = policy.to_sql_condition(name, dialect, as_of=AS_OF)
        except tramo.QuestionError as error:
            assert {one.code for one in error.diagnostics} <= REFUSALS, error
    return made


@SLOW
@given(policies(), TABLES)
def test_duckdb_finds_the_same_true_and_the_same_unknown(text: str, size: tuple[int, int]) -> None:
    policy, accounts = tramo.loads(text), table_of(*size)
    verdicts = {row["account"]: row for row in told(policy, accounts)}
    asked = conditions(policy)
    with duckdb.connect() as connection:
        connection.register("accounts", accounts)
        columns = "".join(f",\n{sql} AS {name}" for name, sql in asked.items())
        for row in connection.sql(f"SELECT account{columns} FROM accounts").fetchall():
            verdict = verdicts[row[0]]
            if verdict["data_error"] is None:
                assert dict(zip(asked, row[1:], strict=True)) == {name: verdict[name] for name in asked}
        for name in asked:
            sql = policy.to_sql(name, as_of=AS_OF, select="account")
            chosen = sorted(row[0] for row in connection.sql(sql).fetchall())
            assert chosen == sorted(account for account, row in verdicts.items() if row[name] is True)


@SLOW
@given(policies(), TABLES, st.data())
def test_a_table_its_slices_and_its_records_say_the_same(
    text: str, size: tuple[int, int], data: st.DataObject
) -> None:
    policy, accounts = tramo.loads(text), table_of(*size)
    whole = told(policy, accounts)
    edges = [0, *sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=4))), len(whole)]
    chunks = pa.concat_tables([accounts.slice(begin, end - begin) for begin, end in pairwise(edges)])
    threads = data.draw(st.integers(1, 4))
    block_rows = data.draw(st.sampled_from([0, 1, 64, 128]))
    assert told(policy, chunks, threads=threads, _block_rows=block_rows) == whole

    begin = data.draw(st.integers(0, len(whole)))
    assert told(policy, accounts.slice(begin), threads=threads, _block_rows=block_rows) == whole[begin:]
    for row in accounts.slice(begin, 5).to_pylist():
        assert told(policy, row) == [whole[int(row["account"][2:])]]


def test_most_random_segments_can_be_said_in_sql() -> None:
    said: list[int] = []

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(policies())
    def count(text: str) -> None:
        said.append(len(conditions(tramo.loads(text))))

    count()
    assert sum(said) > 0.8 * len(said) * len(NAMES)


def test_a_table_of_no_rows_selects_none() -> None:
    policy = tramo.loads(HEAD + "segment it = n > 1\n")
    accounts = table_of(1, 0)
    with duckdb.connect() as connection:
        connection.register("accounts", accounts)
        assert connection.sql(policy.to_sql("it", as_of=AS_OF)).fetchall() == []


def test_a_row_whose_days_leave_the_calendar_is_selected_by_neither() -> None:
    policy = tramo.loads(HEAD + "segment it = due + 1 week > paid or n > 0\n")
    accounts = table_of(1, 3).to_pylist()
    for row, due in zip(accounts, ["9999-12-30", "9999-12-20", "2026-01-01"], strict=True):
        row.update(due=datetime.date.fromisoformat(due), n=1, b=1, r=1, flag=True, tier="Gold", town="a")
    table = pa.Table.from_pylist(accounts, schema=table_of(1, 0).schema)
    assert [row["it"] for row in told(policy, table)] == [None, True, True]
    with duckdb.connect() as connection:
        connection.register("accounts", table)
        sql = policy.to_sql("it", as_of=AS_OF, select="account")
        assert [row[0] for row in connection.sql(sql).fetchall()] == ["A-1", "A-2"]
