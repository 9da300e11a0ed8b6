#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Writes grammar/nulls.md: what the engine and DuckDB answer today of what is null, empty or missing.
"""usage: write_nulls.py [--check]     --check writes nothing and exits 1 where the page is not what it should be"""

import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import tramo

PAGE = Path(__file__).resolve().parents[2] / "grammar" / "nulls.md"

HEAD = """tramo 1 en
policy "Nulls" version "1" { currency BRL  zone "UTC" }
field account : text key
field city    : text optional
field n       : integer optional
field vip     : boolean optional
collection debts { field amount : money optional  field open : boolean optional }
"""

# Each operator as the language and as SQL writes it.
OPERATORS = [
    ('city = "Lima"', "city = 'Lima'"),
    ('city != "Lima"', "city <> 'Lima'"),
    ('city < "M"', "city < 'M'"),
    ('city <= "M"', "city <= 'M'"),
    ('city in ("Lima", "Cusco")', "city IN ('Lima', 'Cusco')"),
    ('city not in ("Lima", "Cusco")', "city NOT IN ('Lima', 'Cusco')"),
    ('city like "%"', "city LIKE '%'"),
    ('city not like "L%"', "city NOT LIKE 'L%'"),
    ('city starts with "L"', "starts_with(city, 'L')"),
    ("city is unknown", "city IS NULL"),
    ("city is known", "city IS NOT NULL"),
    ("n > 30", "n > 30"),
    ("n >= 30", "n >= 30"),
    ("n between 1 and 30", "n BETWEEN 1 AND 30"),
    ("n not in 1..30", "n NOT BETWEEN 1 AND 30"),
    ("not vip", "NOT vip"),
    ("vip and false", "vip AND false"),
    ("vip or true", "vip OR true"),
    ("n + 1 > 30", "n + 1 > 30"),
    ("n - n = 0", "n - n = 0"),
    ("n * 0 = 0", "n * 0 = 0"),
    ("round(60 / n, 0) > 1", "round(60 / n, 0) > 1"),
    ("max(n, 40) > 30", "greatest(n, 40) > 30"),
    ("coalesce(n, 40) > 30", "coalesce(n, 40) > 30"),
]

# Over a list: what SQL says of the rows of a table that belong to the account.
AGGREGATES = [
    ("count(debts) = 0", "count(*) = 0"),
    ("sum(debts.amount) = 0", "sum(amount) = 0"),
    ("max(debts.amount) > 10", "max(amount) > 10"),
    ("any(debts.open)", "bool_or(open)"),
    ("all(debts.open)", "bool_and(open)"),
]

NOTES = """Where the two differ, in **bold**, and why:
- **Empty is null.** A text of no characters, as an empty cell of a file, is no value here; to SQL it is one. A number
  that is an empty cell is unknown here; SQL refuses to read it. The SQL that tramo exports says `NULLIF("city", '')`.
- **Missing is null, aloud.** A column that an optional field reads and the table has not is unknown for every row, with
  a warning (T5004); SQL refuses the query. Where the field is not optional both refuse.
- **`max` and `min` want all.** The largest of a number and of something unknown is not known; SQL's `greatest` and
  `least` pass over nulls, and so would turn a missing amount into a small one. `coalesce` says so where that is meant.
- **Aggregates tell none from unknown.** Over no records `sum` is 0, `any` false and `all` true; SQL says null of all
  three. Where an element is unknown the result is, but for what the others decide; SQL passes over it, and a debt
  without an amount would count for nothing.
- A null in a field that is **not optional** is neither true nor false nor unknown: its row is set apart.
"""

FIELDS = {"city": pa.string(), "n": pa.int64(), "vip": pa.bool_()}
DEBTS = pa.list_(pa.struct([("amount", pa.decimal128(18, 2)), ("open", pa.bool_())]))


def word(answer: Any) -> str:
    return answer if isinstance(answer, str) else {True: "true", False: "false", None: "unknown"}[answer]


def policy_of(conditions: list[str]) -> tramo.Policy:
    return tramo.loads(HEAD + "".join(f"segment s{place} = {one}\n" for place, one in enumerate(conditions)))


def told(policy: tramo.Policy, table: pa.Table) -> list[str]:
    (row,) = policy.evaluate(table).to_arrow().to_pylist()
    assert row["data_error"] is None, row
    return [word(row[one.name]) for one in policy.segments]


def asked(connection: duckdb.DuckDBPyConnection, expression: str, source: str = "accounts") -> str:
    try:
        ((answer,),) = connection.sql(f"SELECT {expression} FROM {source}").fetchall()
    except duckdb.Error:
        return "refused"
    return word(answer)


def of_table(expressions: list[str], table: pa.Table) -> list[str]:
    with duckdb.connect() as connection:
        connection.register("accounts", table)
        return [asked(connection, one) for one in expressions]


def operator_rows() -> list[tuple[str, ...]]:
    """Operator, SQL, then engine and DuckDB of null, empty and missing."""
    policy = policy_of([one for one, _ in OPERATORS])
    debts = ("debts", pa.array([[]], DEBTS))
    key = {"account": pa.array(["A-1"])}
    null = {name: pa.array([None], kind) for name, kind in FIELDS.items()}
    empty = {name: pa.array([""]) for name in FIELDS}
    tables = [pa.table({**key, **columns, debts[0]: debts[1]}) for columns in (null, empty, {})]
    exported = [policy.to_sql_condition(one.name) for one in policy.segments]
    assert of_table(exported, tables[0]) == told(policy, tables[0]), "the exported SQL says something else"
    columns: list[list[str]] = []
    for table in tables:
        columns += [told(policy, table), of_table([sql for _, sql in OPERATORS], table)]
    return [(f"`{one}`", f"`{sql}`", *answers) for (one, sql), *answers in zip(OPERATORS, *columns, strict=True)]


def aggregate_rows() -> list[tuple[str, ...]]:
    """Aggregate, SQL, then engine and DuckDB of none and of one record that is null; the engine of a missing list."""
    policy = policy_of([one for one, _ in AGGREGATES])
    lists = [[[]], [None], [[{"amount": None, "open": None}, {"amount": 0, "open": False}]]]
    columns: list[list[str]] = []
    for one in lists:
        accounts = pa.table({"account": ["A-1"], "debts": pa.array(one, DEBTS)})
        records = pa.table({"amount": pa.array([], pa.decimal128(18, 2)), "open": pa.array([], pa.bool_())})
        if one[0]:
            records = pa.Table.from_pylist(one[0], schema=records.schema)
        columns += [told(policy, accounts), of_table([sql for _, sql in AGGREGATES], records)]
    return [(f"`{one}`", f"`{sql}`", *answers) for (one, sql), *answers in zip(AGGREGATES, *columns, strict=True)]


def marked(row: tuple[str, ...]) -> str:
    """The engine's answer in bold where SQL's, which stands behind it, is another."""
    cells = list(row[:2])
    for mine, theirs in zip(row[2::2], row[3::2], strict=True):
        cells += [mine if mine == theirs else f"**{mine}**", theirs]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def section(heads: list[str], rows: list[tuple[str, ...]]) -> str:
    return "| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads) + "\n" + "".join(map(marked, rows))


def page() -> str:
    licence = "<!-- Copyright 2026 The tramo authors -->\n<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
    states = ["null", "SQL", "empty", "SQL", "missing", "SQL"]
    lists = ["none", "SQL", "null", "SQL", "some unknown", "SQL"]
    return (
        licence + "# What is null, empty or missing\n\n"
        "What the engine says of each operator where its field is null, an empty text (a cell of a file with nothing\n"
        "in it) or has no column at all; beside it what DuckDB says of the same in SQL. This page is written by\n"
        "`tests/nulls/write_nulls.py` from what both answer today; a test holds them equal.\n\n"
        + section(["operator", "in SQL", *states], operator_rows())
        + "\nOver the records of an account: none, a list that is null, and two records, one of which is unknown in\n"
        "all its fields, the other 0 and false:\n\n"
        + section(["aggregate", "in SQL", *lists], aggregate_rows())
        + "\n" + NOTES
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    made = page()
    if "--check" not in arguments:
        PAGE.write_text(made, encoding="utf-8")
        print(f"wrote {PAGE}")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    print(f"{PAGE.name} is not what the engine and DuckDB say: run {Path(__file__).name} and read what changed")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
