# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Queries through react-querybuilder's own functions and back, and its SQL run by DuckDB beside our verdicts.

import json
import random
import shutil
import subprocess
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
import tramo
from conftest import ROOT

FOLDER = ROOT / "build" / "interchange"
missing = (
    "node is not installed"
    if shutil.which("node") is None
    else "bash tests/scripts/interchange.sh has not put react-querybuilder into build/interchange"
    if not (FOLDER / "node_modules" / "@react-querybuilder" / "core").is_dir()
    else ""
)
pytestmark = pytest.mark.skipif(bool(missing), reason=missing)

HEAD = """tramo 1 en
policy "Q" { currency BRL }
field account : text key
field tier : one of "Gold", "Silver", "Basic" optional
field days : integer optional
field score : decimal optional
field balance : money
field ceiling : money optional
field paid : date optional
field name : text optional
field active : boolean
field blocked : boolean optional
"""
# An empty text is unknown here, and in SQL a text: there is none among them.
TEXTS = ["Ana", "anaconda", "O'Reilly", 'say "x"', "a,b", "José", "x"]


class Conditions:
    """Random conditions that the core operators can say, as text of the language."""

    def __init__(self, seed):
        self.draw = random.Random(seed)

    def make(self, depth):
        kind = self.draw.randrange(8) if depth else 7
        if kind < 3:
            word = self.draw.choice([" and ", " or "])
            return "(" + word.join(self.make(depth - 1) for _ in range(self.draw.randrange(2, 4))) + ")"
        if kind == 3:
            return f"not ({self.make(depth - 1)})"
        tests = [self.number, self.amount, self.day, self.text, self.choice, self.truth, self.unknown]
        return self.draw.choice(tests)()

    def order(self):
        return self.draw.choice(["=", "!=", "<", "<=", ">", ">="])

    def maybe_not(self):
        return self.draw.choice(["", "not "])

    def number(self):
        low = self.draw.randrange(-3, 40)
        return self.draw.choice([
            f"days {self.order()} {low}",
            f"score {self.order()} {low}.25",
            f"days {self.maybe_not()}in {low}..{low + self.draw.randrange(20)}",
            f"days {self.maybe_not()}in ({low}, 7, 30)",
            f"days {self.order()} score",
            f"{low} < days",
        ])

    def amount(self):
        return self.draw.choice([
            f"balance {self.order()} {self.draw.randrange(200)}.10",
            f"balance {self.order()} ceiling",
            f"ceiling {self.maybe_not()}in 10.50..99.90",
            f"ceiling {self.maybe_not()}in 10..<100",
        ])

    def day(self):
        return self.draw.choice([
            f"paid {self.order()} 2026-01-{self.draw.randrange(10, 29)}",
            f"paid {self.maybe_not()}in 2026-01-05..2026-01-20",
        ])

    def text(self):
        quoted = json.dumps(self.draw.choice(TEXTS), ensure_ascii=False)
        inner = quoted[1:-1]
        return self.draw.choice([
            f"name {self.draw.choice(['=', '!='])} {quoted}",
            f'name {self.maybe_not()}like "%{inner}%"',
            f'name {self.maybe_not()}like "%{inner}"',
            f"name {self.maybe_not()}starts with {quoted}",
            f'name {self.maybe_not()}in ({quoted}, "x")',
        ])

    def choice(self):
        return self.draw.choice(['tier = "Gold"', 'tier != "Silver"', f'tier {self.maybe_not()}in ("Gold", "Basic")'])

    def truth(self):
        return self.draw.choice(["active", "not active", "blocked", "not blocked", "blocked = active"])

    def unknown(self):
        return f"{self.draw.choice(['days', 'paid', 'tier', 'name'])} is {self.draw.choice(['known', 'unknown'])}"


def accounts(seed, count):
    draw = random.Random(seed)

    def maybe(value):
        return value if draw.randrange(4) else None

    rows = [
        {
            "account": f"C-{i}",
            "tier": maybe(draw.choice(["Gold", "Silver", "Basic"])),
            "days": maybe(draw.randrange(-5, 60)),
            "score": maybe(Decimal(draw.randrange(-500, 5000)) / 100),
            "balance": Decimal(draw.randrange(20000)) / 100,
            "ceiling": maybe(Decimal(draw.randrange(20000)) / 100),
            "paid": maybe(date(2026, 1, 1) + timedelta(days=draw.randrange(31))),
            "name": maybe(draw.choice(TEXTS)),
            "active": bool(draw.randrange(2)),
            "blocked": maybe(bool(draw.randrange(2))),
        }
        for i in range(count)
    ]
    amount = pa.decimal128(12, 2)
    text, truth = pa.string(), pa.bool_()
    types = [text, text, pa.int64(), amount, amount, amount, pa.date32(), text, truth, truth]
    return pa.Table.from_pylist(rows, pa.schema(list(zip(rows[0], types, strict=True))))


def ask(queries=(), sql=(), cel=()):
    asked = json.dumps({"queries": list(queries), "sql": list(sql), "cel": list(cel)})
    done = subprocess.run(
        ["node", FOLDER / "query_builder.mjs"], input=asked.encode(), capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def chosen(policy, table, segment):
    """The accounts that a segment takes."""
    verdicts = pa.table(policy.evaluate(table))
    taken = [index for index, holds in enumerate(verdicts[segment].to_pylist()) if holds]
    return [table["account"][index].as_py() for index in taken]


def selected(table, where):
    duckdb.register("accounts", table)
    return [row[0] for row in duckdb.sql(f"SELECT account FROM accounts WHERE {where}").fetchall()]


@pytest.fixture(scope="module")
def policy():
    conditions = Conditions(7)
    return tramo.loads(HEAD + "\n".join(f"segment s{i} = {conditions.make(3)}" for i in range(200)))


@pytest.fixture(scope="module")
def answer(policy):
    return ask([policy.to_query_builder(one.name) for one in policy.segments])


def test_its_core_has_the_operators_that_we_know(policy, answer):
    assert "$expr" not in json.dumps([policy.to_query_builder(one.name) for one in policy.segments])
    known = {one["name"] for field in policy.query_builder_fields() for one in field["operators"]}
    assert known == set(answer["operators"])
    assert all(answer["groups"])


def test_whatever_its_functions_do_to_a_query_the_condition_stays_the_same(policy, answer):
    for segment, ways in zip(policy.segments, answer["ways"], strict=True):
        due = tramo.from_query_builder(policy.to_query_builder(segment.name), policy, "s")
        for way, query in ways.items():
            back = tramo.from_query_builder(query, policy, "s")
            assert back.format() == due.format(), way
            assert back.hash == due.hash, way


def test_its_sql_selects_the_accounts_that_the_segment_takes(policy, answer):
    table = accounts(3, 400)
    sizes = set()
    for segment, where in zip(policy.segments, answer["sql"], strict=True):
        taken = chosen(policy, table, segment.name)
        assert taken == selected(table, where), where
        sizes.add(len(taken))
    assert len(sizes) > 50


def test_opaque_rules_pass_through_unharmed():
    policy = tramo.loads(HEAD + 'segment s = days + 1 > 30 and not (name like "%50\\\\%%" or balance / 3 > ceiling)')
    query = policy.to_query_builder("s")
    for way, made in ask([query])["ways"][0].items():
        assert tramo.from_query_builder(made, policy, "s").to_query_builder("s") == query, way


SQL = [
    "days > 30 AND tier = 'Gold' OR NOT (score BETWEEN 1.25 AND 20 AND active = TRUE) AND name IS NULL",
    "name LIKE '%na%' OR name NOT LIKE 'x%' AND days NOT IN (1, 2, 30)",
    "(days >= 10 OR balance <= 50.10) AND (paid < '2026-01-15' OR paid IS NOT NULL)",
    "tier IN ('Gold', 'Basic') AND days NOT BETWEEN 5 AND 25",
    "name LIKE '%a' AND blocked = FALSE OR ceiling != 10",
]


def is_mixed(group):
    """Whether a flat list has both `and` and `or` between its rules."""
    words = {one for one in group["rules"] if isinstance(one, str)}
    return len(words) > 1 or any(is_mixed(one) for one in group["rules"] if "rules" in one)


def test_queries_that_it_reads_from_sql_select_what_the_sql_selects(policy):
    table = accounts(5, 400)
    seen = set()
    for where, shapes in zip(SQL, ask(sql=SQL)["from_sql"], strict=True):
        for shape, query in shapes.items():
            made = tramo.from_query_builder(query, policy, "s")
            assert chosen(made, table, "s") == selected(table, where), (where, shape)
            mixed = [one.code for one in made.warnings if one.code == "T4001"]
            assert bool(mixed) == is_mixed(query), (where, shape)
            seen.add(bool(mixed))
    assert seen == {True, False}


def test_queries_that_it_reads_from_cel_are_read():
    texts = ['days > 30 && (tier == "Gold" || name.startsWith("x"))', "active == true || days == -1 && ceiling != null"]
    made = [
        tramo.from_query_builder(query, tramo.loads(HEAD + "segment s = active"), "s").format()
        for query in ask(cel=texts)["from_cel"]
    ]
    assert made[0].endswith('segment s = days > 30 and (tier = "Gold" or name starts with "x")\n')
    assert made[1].endswith("segment s = active or (days = -1 and ceiling is known)\n")
