#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Measures the C++ library and, on the same data and rules, the Python package against its peers.
"""usage: bench.py [--quick] [--only PART]     prints a table and writes build/bench/report.json

Every row of the report says what was measured (name, value, unit), beside whom (peer), and how many times as long the
peer takes (ratio; below 1 the peer is faster, as reading the columns alone always is). Values are medians. All
engines run on one thread unless the name says otherwise, in turns, and must count the same accounts."""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "1"  # polars reads it once, when it is imported

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import tramo

import actions_bench
import alerts_bench
import decide_bench
import offers_bench

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench"
PROGRAM = ROOT / "build" / "release" / "tests" / "tramo_bench"
AS_OF = date(2024, 10, 4)
SEED = 1
ENUMERATIONS = {"segment_of": (10, "SEG"), "city": (300, "CITY"), "product": (12, "PROD"), "alert": (4, "ALERT"),
                "contact": (5, "CONTACT")}


def portfolio(rows):
    """Columns of invented accounts: uncorrelated, and with nulls as masks where a column has some."""
    draw = np.random.default_rng(SEED)
    decaying = lambda mean, most: np.minimum(most, draw.exponential(mean, rows)).astype(np.int32)
    skewed = lambda values, power: np.floor(draw.random(rows) ** power * values)
    columns = {
        "days_overdue": np.where(draw.random(rows) < 0.25, 0, decaying(95, 1500)).astype(np.int32),
        "balance": np.exp(draw.normal(10.5, 1.5, rows)).astype(np.int64),
        "last_payment": np.datetime64(AS_OF, "D") - decaying(70, 3000),
        "invoices": 1 + decaying(2.5, 40),
        "score": np.floor(draw.random(rows) * 100_000) / 100,
        "broken_promises": decaying(1.3, 12),
        "whitelisted": draw.random(rows) < 0.03,
        "segment_of": skewed(10, 2).astype(np.int8),
        "city": skewed(300, 3).astype(np.int16),
        "product": skewed(12, 1.5).astype(np.int8),
        "alert": skewed(4, 1).astype(np.int8),
        "contact": skewed(5, 2).astype(np.int8),
    }
    return columns, {"last_payment": draw.random(rows) < 0.3, "alert": draw.random(rows) < 0.6}


def arrow_tables(columns, nulls):
    """With values of enumerations as dictionaries, as data come, and as their codes, which is fastest for the peers."""
    coded = {name: pa.array(values, mask=nulls.get(name)) for name, values in columns.items()}
    named = dict(coded)
    for name, (count, prefix) in ENUMERATIONS.items():
        texts = pa.array([f"{prefix}{i}" for i in range(count)])
        named[name] = pa.DictionaryArray.from_arrays(coded[name], texts)
    return pa.table(named), pa.table(coded)


def conditions_of(policy_text):
    """Each segment's condition as SQL over codes and days."""

    def day(match):
        return f"DATE '{AS_OF - timedelta(days=int(match[1]))}'"

    found = []
    for condition in re.findall(r"^segment \w+ = (.*)$", policy_text, re.MULTILINE):
        sql = re.sub(r"as_of - (\d+) days", day, condition)
        sql = re.sub(r'"[A-Z]+(\d+)"', r"\1", sql)
        found.append(sql.replace("is unknown", "IS NULL").replace("is known", "IS NOT NULL"))
    return found


class Tramo:
    name = "tramo"
    version = tramo.__version__

    def __init__(self, policy_text, named, coded):
        self.policy, self.table = tramo.loads(policy_text), named

    def counts(self):
        """Everything that an evaluation gives: the bitmaps of all segments and the first queue of each account too."""
        result = self.policy.evaluate(self.table, as_of=AS_OF, threads=1)
        assert result.data_errors == 0
        return [count.true for count in result.segments.values()]


class DuckDB:
    name = "duckdb"
    version = duckdb.__version__

    def __init__(self, policy_text, named, coded):
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.register("arrow", coded)
        self.connection.execute("CREATE TABLE accounts AS SELECT * FROM arrow")
        counted = ", ".join(f"count_if({one})" for one in conditions_of(policy_text))
        self.query = f"SELECT {counted} FROM accounts"

    def counts(self):
        return list(self.connection.execute(self.query).fetchone())


class Polars:
    name = "polars"
    version = pl.__version__

    def __init__(self, policy_text, named, coded):
        self.frame = pl.from_arrow(coded)
        self.expressions = [pl.sql_expr(one).sum().alias(f"s{i}") for i, one in enumerate(conditions_of(policy_text))]

    def counts(self):
        return list(self.frame.lazy().select(self.expressions).collect().row(0))


def measure_in_turns(engines, repetitions):
    """The median seconds of each engine; their counts must be equal."""
    due = engines[0].counts()
    for engine in engines[1:]:
        if engine.counts() != due:
            sys.exit(f"{engine.name} counts other accounts than {engines[0].name}: nothing is reported")
    seconds = {engine.name: [] for engine in engines}
    for _ in range(repetitions):
        for engine in engines:
            begin = time.perf_counter()
            engine.counts()
            seconds[engine.name].append(time.perf_counter() - begin)
    return {name: statistics.median(all_of_it) for name, all_of_it in seconds.items()}


def compare_with_peers(rows, cases, repetitions):
    python = platform.python_version()
    named, coded = arrow_tables(*portfolio(rows))
    for rule_set, segments in cases:
        text = (OUT / "rules" / f"{rule_set}_{segments}.tramo").read_text()
        engines = [make(text, named, coded) for make in (Tramo, DuckDB, Polars)]
        medians = measure_in_turns(engines, repetitions)
        ours = engines[0]
        for peer in engines[1:]:
            yield {
                "name": f"python/segments/{rule_set}/rows:{rows}/segments:{segments}",
                "value": medians[ours.name],
                "unit": "s",
                "peer": peer.name,
                "ratio": medians[peer.name] / medians[ours.name],
                "versions": f"{ours.name} {ours.version}, {peer.name} {peer.version}, Python {python}",
            }


def run_program(selection, repetitions):
    """Medians by the name of the benchmark, in nanoseconds."""
    out = OUT / "program.json"
    command = [PROGRAM, f"--benchmark_filter={selection}", f"--benchmark_repetitions={repetitions}",
               "--benchmark_report_aggregates_only=true", "--benchmark_enable_random_interleaving=true",
               "--benchmark_min_time=0.1", f"--benchmark_out={out}", "--benchmark_out_format=json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    units = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}
    return {
        one["run_name"]: one["real_time"] * units[one["time_unit"]]
        for one in json.loads(out.read_text())["benchmarks"]
        if one.get("aggregate_name") == "median"
    }


def numbers_apart(name):
    """A key that sorts 50 before 200; the program measures in random order."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


def measure_program(selections, repetitions):
    """The C++ library: tables beside reading their columns, the others alone."""
    medians = {}
    for selection in selections:
        medians |= run_program(selection, repetitions)
    for name, value in sorted(medians.items(), key=lambda one: numbers_apart(one[0])):
        if name.startswith("read_columns"):
            continue
        beside = name.replace("evaluate", "read_columns").replace("/threads:1", "")
        floor = medians.get(beside) if beside != name else None
        yield {
            "name": "c++/" + name,
            "value": value / 1e9,
            "unit": "s",
            "peer": "reading the columns" if floor else None,
            "ratio": floor / value if floor else None,
            "versions": f"tramo {tramo.__version__}",
        }


def seconds_in_words(value):
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value * 1e9:.3g} ns"


def value_in_words(row):
    value, unit = row["value"], row["unit"]
    if unit == "s":
        return seconds_in_words(value)
    if unit.endswith("/s"):
        return f"{value / 1e6:.3g} M/s" if value >= 1e5 else f"{value:.0f} /s"
    return f"{value:.0f} {unit}"


def table_of(report):
    lines = [("what", "takes, or does", "peer", "takes times as long")]
    for row in report:
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.3g}"
        lines.append((row["name"], value_in_words(row), row["peer"] or "", ratio))
    widths = [max(len(line[i]) for line in lines) for i in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)


def segments(quick):
    (OUT / "rules").mkdir(parents=True, exist_ok=True)
    subprocess.run([PROGRAM, f"--write_rules={OUT / 'rules'}"], check=True)
    if quick:
        rows, cases = 200_000, [("std", 1), ("std", 10), ("narrow", 50)]
        selections = ["load_and_prepare|record", "rows:1000000/segments:(10|50)(/|$)"]
    else:
        rows = 1_000_000
        cases = [("std", 1), ("std", 10), ("std", 50), ("dist", 50), ("narrow", 50), ("std", 200)]
        selections = ["load_and_prepare|record", "rows:1000000/", "rows:10000000/"]
    return list(measure_program(selections, 5)) + list(compare_with_peers(rows, cases, 5))


PARTS = {"segments": segments, "alerts": alerts_bench.rows, "offers": offers_bench.rows, "actions": actions_bench.rows,
         "decide": decide_bench.rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rows and cases, for a look")
    parser.add_argument("--only", choices=list(PARTS), help="one part of it")
    asked = parser.parse_args()
    load = os.getloadavg()
    OUT.mkdir(parents=True, exist_ok=True)
    report = [row for name, rows in PARTS.items() if asked.only in (None, name) for row in rows(asked.quick)]
    (OUT / "report.json").write_text(json.dumps(report, indent=1) + "\n")
    print(table_of(report))
    print(f"\nload average {load[0]:.1f} before and {os.getloadavg()[0]:.1f} after, {os.cpu_count()} processors: "
          "the more others do meanwhile, the less values mean; ratios stand longer")
    print(f"written to {(OUT / 'report.json').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
