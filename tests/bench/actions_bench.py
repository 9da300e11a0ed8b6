# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Best actions and worklists beside DuckDB and polars doing the same in the same run.
"""The peers get what a careful user would give them: codes as numbers in the order of their ranks, and one number for
rank and moment together, so that the best action is the smallest one. Cases and counts must be equal."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import tramo

SEED = 7
AS_OF = "2026-11-21"
CODES = 25
MOMENT_BITS = 46  # 180 days in microseconds
DAYS = 180
HERE = Path(__file__).parent

POLICY = "\n".join(
    [
        "tramo 1 en",
        'policy "Best action" version "1" { currency BRL  zone "America/Sao_Paulo" }',
        "field case_id : integer key",
        "field balance : money",
        "palette p {",
        *(f'  action c{i:02} "CODE {i:02}" rank {i + 1} {"contact" if i < 12 else "no contact"}' for i in range(CODES)),
        "}",
    ]
)

WORK_POLICY = """tramo 1 en
policy "Work" version "1" { currency BRL  zone "America/Sao_Paulo" }
field account : integer key
field balance : money
field days : integer
field line : one of "voice", "mobile", "fixed", "web"
worklist daily {
  candidate voice  skill "voice"  minutes 7 if line = "voice"
  candidate mobile skill "mobile" minutes 7 if line = "mobile"
  candidate fixed  skill "fixed"  minutes 7 if line = "fixed"
  candidate web    skill "web"    minutes 7 if line = "web"
  order balance descending
}
"""


def feed(actions, cases, in_order):
    """Actions of cases that have five each in the middle, some none; moments are days of half a year, all different."""
    draw = np.random.default_rng(SEED)
    case = draw.integers(0, cases, actions, dtype=np.int64)
    if in_order:
        case.sort()
    code = np.floor(draw.random(actions) ** 0.5 * CODES).astype(np.int8)
    first = np.datetime64("2026-05-20", "us").astype(np.int64)
    moment = first + draw.integers(0, DAYS * 86_400_000_000, actions, dtype=np.int64)
    texts = pa.array([f"CODE {i:02}" for i in range(CODES)])
    table = pa.table(
        {
            "case_id": case,
            "code": pa.DictionaryArray.from_arrays(pa.array(code), texts),
            "happened": pa.array(moment, type=pa.timestamp("us")),
            "id": np.arange(actions, dtype=np.int64),
        }
    )
    latest_first = np.int64(first + DAYS * 86_400_000_000) - moment
    best_first = pa.table({"case_id": case, "code": code, "key": (code.astype(np.int64) << MOMENT_BITS) + latest_first})
    return table, best_first


def case_table(cases):
    draw = np.random.default_rng(SEED + 1)
    cents = draw.integers(0, 5_000_000, cases)
    return pa.table({"case_id": np.arange(cases, dtype=np.int64), "balance": cents}), cents


def with_money(table, cents):
    """The balance as money of two decimals, as it comes from a database."""
    wide = np.zeros((len(cents), 2), dtype=np.int64)
    wide[:, 0] = cents
    money = pa.Array.from_buffers(pa.decimal128(18, 2), len(cents), [None, pa.py_buffer(wide)])
    return table.set_column(1, "balance", money)


class Tramo:
    name = "tramo"

    def __init__(self, actions, keyed, cases, cents):
        self.policy = tramo.loads(POLICY)
        self.actions, self.cases = actions, with_money(cases, cents)

    def report(self):
        """By code: cases, their actions of all kinds, cents, actions of that code."""
        report = self.policy.report(self.actions, self.cases, as_of=AS_OF, amount="balance")
        return [
            (row.cases, row.actions_on_cases, int(row.amount.scaleb(2)), row.actions)
            for row in report.rows
            if row.path[0].startswith("CODE")
        ]


class DuckDB:
    name = "duckdb"

    def __init__(self, actions, keyed, cases, cents):
        self.connection = duckdb.connect(config={"threads": 1})
        for name, table in {"keyed": keyed, "cases": cases}.items():
            self.connection.register(f"given_{name}", table)
            self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given_{name}")

    def report(self):
        best = f"""SELECT best.key >> {MOMENT_BITS} AS code, count(*), sum(best.n)::BIGINT, sum(cases.balance)::BIGINT
            FROM cases LEFT JOIN (SELECT case_id, min(key) AS key, count(*) AS n FROM keyed GROUP BY case_id) best
            USING (case_id) WHERE best.key IS NOT NULL GROUP BY 1 ORDER BY 1"""
        rows = self.connection.execute(best).fetchall()
        counts = dict(self.connection.execute("SELECT code, count(*) FROM keyed GROUP BY code").fetchall())
        return complete({code: rest for code, *rest in rows}, counts)


class Polars:
    name = "polars"

    def __init__(self, actions, keyed, cases, cents):
        self.keyed, self.cases = pl.from_arrow(keyed), pl.from_arrow(cases)
        if np.all(np.diff(keyed["case_id"].to_numpy()) >= 0):
            self.keyed = self.keyed.with_columns(pl.col("case_id").set_sorted())
        self.cases = self.cases.with_columns(pl.col("case_id").set_sorted())

    def report(self):
        best = self.keyed.lazy().group_by("case_id").agg(pl.col("key").min(), pl.len().alias("n"))
        joined = best.join(self.cases.lazy(), on="case_id", how="left")
        grouped = joined.group_by(pl.col("key") // (1 << MOMENT_BITS)).agg(
            pl.len(), pl.col("n").sum(), pl.col("balance").sum()
        )
        rows = {code: rest for code, *rest in grouped.collect().rows()}
        counts = dict(self.keyed.lazy().group_by("code").len().collect().rows())
        return complete(rows, counts)


def complete(rows, counts):
    return [(*map(int, rows.get(code, (0, 0, 0))), int(counts.get(code, 0))) for code in range(CODES)]


def in_turns(engines, ask, rounds):
    """The median seconds of each engine; their answers must be equal."""
    due = ask(engines[0])
    for engine in engines[1:]:
        if ask(engine) != due:
            sys.exit(f"{engine.name} answers otherwise than {engines[0].name}: nothing is reported")
    seconds = {engine.name: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            begin = time.perf_counter()
            ask(engine)
            seconds[engine.name].append(time.perf_counter() - begin)
    return {name: statistics.median(each) for name, each in seconds.items()}


def told(name, medians):
    versions = f"tramo {tramo.__version__}, duckdb {duckdb.__version__}, polars {pl.__version__}"
    for peer in medians:
        if peer != "tramo":
            yield {
                "name": name,
                "value": medians["tramo"],
                "unit": "s",
                "peer": peer,
                "ratio": medians[peer] / medians["tramo"],
                "versions": versions,
            }


def best_rows(actions, cases, rounds):
    table, cents = case_table(cases)
    for order in ("in_order", "random"):
        given = (*feed(actions, cases, order == "in_order"), table, cents)
        engines = [make(*given) for make in (Tramo, DuckDB, Polars)]
        medians = in_turns(engines, lambda engine: engine.report(), rounds)
        yield from told(f"python/best_actions/{order}/actions:{actions}/cases:{cases}", medians)
        del engines, given
        yield {
            "name": f"python/best_actions/{order}/memory",
            "value": memory_per_case(actions, cases, order),
            "unit": "B/case",
            "peer": None,
            "ratio": None,
            "versions": f"tramo {tramo.__version__}",
        }


def memory_per_case(actions, cases, order):
    """The largest memory beyond the tables, in a process of its own."""
    command = [sys.executable, HERE / "actions_memory.py", str(actions), str(cases), order]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def portfolio(accounts):
    draw = np.random.default_rng(SEED + 2)
    cents = np.exp(draw.normal(10.5, 1.5, accounts)).astype(np.int64)
    line = draw.integers(0, 4, accounts, dtype=np.int8)
    table = pa.table(
        {
            "account": np.arange(accounts, dtype=np.int64),
            "balance": cents,
            "days": draw.integers(0, 400, accounts, dtype=np.int32),
            "line": pa.DictionaryArray.from_arrays(pa.array(line), pa.array(["voice", "mobile", "fixed", "web"])),
        }
    )
    return table, cents


def worklist_rows(accounts, agents, rounds):
    """Ours ranks, fills the lists of all agents and tells each account left out by how much; DuckDB ranks alone."""
    table, cents = portfolio(accounts)
    ours = tramo.loads(WORK_POLICY)
    money = with_money(table, cents)
    skills = ["voice", "mobile", "fixed", "web"]
    shifts = [{"agent": f"A-{i:03}", "minutes": 240, "skills": skills[i % 4]} for i in range(agents)]
    peer = duckdb.connect(config={"threads": 1})
    peer.register("given", table)
    peer.execute("CREATE TABLE accounts AS SELECT account, balance, line::VARCHAR AS line FROM given")
    peer.execute("ALTER TABLE accounts ALTER line TYPE ENUM ('voice', 'mobile', 'fixed', 'web')")
    ranking = "row_number() OVER (PARTITION BY line ORDER BY balance DESC, account)"
    count = 240 // 7 * (agents // 4)
    query = f"SELECT count(*) FROM (SELECT {ranking} AS place FROM accounts) WHERE place <= {count}"
    seconds = {"tramo": [], "duckdb": []}
    for _ in range(rounds + 1):
        begin = time.perf_counter()
        lists = ours.worklists(money, shifts, as_of=AS_OF)
        seconds["tramo"].append(time.perf_counter() - begin)
        begin = time.perf_counter()
        (taken,) = peer.execute(query).fetchone()
        seconds["duckdb"].append(time.perf_counter() - begin)
        if taken != lists.counts["taken"]:
            sys.exit(f"DuckDB takes {taken} accounts, tramo {lists.counts['taken']}: nothing is reported")
    medians = {name: statistics.median(each[1:]) for name, each in seconds.items()}
    yield from told(f"python/worklists/accounts:{accounts}/agents:{agents}", medians)


def rows(quick):
    actions, cases, rounds = (1_000_000, 200_000, 3) if quick else (50_000_000, 10_000_000, 3)
    return [*best_rows(actions, cases, rounds), *worklist_rows(100_000 if quick else 1_000_000, 500, 5)]
