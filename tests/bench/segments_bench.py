# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Segments over tables: the C++ library beside merely reading the columns, and Python beside engines for columns.
"""Rows for the report of bench.py. Everything that is compared is measured in turns within one process; values are
medians, of seconds unless the name says otherwise. The C++ program also writes the accounts and the policies, so that
all engines have the same."""

import json
import platform
import re
import subprocess
from pathlib import Path

from in_turns import Patience, check_equal, medians, row
from segments_data import coded_table, named_table, policy_text
from segments_peers import ClickHouse, DuckDB, Numpy, Polars, Tramo

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build" / "release" / "tests" / "tramo_bench"
OUT = ROOT / "build" / "bench"
FOLDER = OUT / "segments"
PYTHON = f"Python {platform.python_version()}"
READING, ONE_THREAD = "reading the columns", "1 thread"
# Whatever else a case tells is a way to evaluate, in seconds.
ABOUT = ("rate_least", "rate_median", "rate_most", "rows", "bytes", "read", "read_2_threads")


def run_program(rows, rounds, selection):
    """What Google Benchmark tells of each case that the selection names."""
    out = OUT / "program.json"
    command = [PROGRAM, f"--rows={rows}", f"--rounds={rounds}", f"--benchmark_filter={selection}",
               f"--benchmark_out={out}", "--benchmark_out_format=json"]
    command += [] if Patience.is_there else ["--hurried"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    cases = json.loads(out.read_text())["benchmarks"]
    if failed := [f"{one['name']}: {one['error_message']}" for one in cases if one.get("error_occurred")]:
        raise SystemExit("\n".join(failed))
    return cases


def counters_of(case):
    """Google Benchmark writes what was counted beside its own numbers."""
    own = {"name", "family_index", "per_family_instance_index", "run_name", "run_type", "repetitions",
           "repetition_index", "threads", "iterations", "real_time", "cpu_time", "time_unit", "label"}
    return {name: value for name, value in case.items() if name not in own}


def name_of(case):
    return "c++/" + re.sub(r"/(iterations:\d+|manual_time)", "", case["name"])


def table_rows(case):
    """A way to evaluate beside reading on as many threads; two threads also beside one."""
    told, name = counters_of(case), name_of(case)
    about = {key: told[key] for key in ("rows", "bytes", "rate_least", "rate_median", "rate_most")}
    about["gigabytes_per_second"] = told["bytes"] / told["read"] / 1e9
    for way in (key for key in told if key not in ABOUT):
        read = told["read_2_threads" if way.endswith("2_threads") else "read"]
        yield row(f"{name}/{way}", told[way], "s", READING, read / told[way], **about)
    if "best_2_threads" in told:
        yield row(f"{name}/best_2_threads", told["best_2_threads"], "s", ONE_THREAD,
                  told["best"] / told["best_2_threads"], **about)
        yield row(f"{name}/read_2_threads", told["read_2_threads"], "s", ONE_THREAD,
                  told["read"] / told["read_2_threads"], **about)
    if "true_only" in told:
        yield row(f"{name}/best", told["best"], "s", "true alone", told["true_only"] / told["best"], **about)


def city_rows(case):
    told, name = counters_of(case), name_of(case)
    for peer in ("one_memcmp", "dictionary"):
        yield row(f"{name}/plain_texts", told["plain_texts"], "s", peer.replace("_", " "),
                  told[peer] / told["plain_texts"])


def record_rows(case):
    """Seconds of one record."""
    told, name = counters_of(case), name_of(case)
    for way in ("typed", "json"):
        yield row(f"{name}/{way}", told[way], "s", "row bytecode", told["row_bytecode"] / told[way])


def program_rows(rows, rounds, selection):
    for case in run_program(rows, rounds, selection):
        if case["name"].startswith("cities"):
            yield from city_rows(case)
        elif case["name"].startswith("record"):
            yield from record_rows(case)
        elif "read" in case:
            yield from table_rows(case)
        else:
            units = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
            yield row(name_of(case), case["real_time"] * units[case["time_unit"]], "s")


def compare(engines, ask, what, name, rounds, rows):
    """Rows of ours beside each of the others, once they have answered alike."""
    check_equal({engine.name: ask(engine) for engine in engines}, what)
    taken = medians({engine.name: lambda engine=engine: ask(engine) for engine in engines}, rounds)
    ours = engines[0].name
    for peer in engines[1:]:
        yield row(name, taken[ours], "s", peer.name, taken[peer.name] / taken[ours],
                  f"{ours}, {peer.name}, {PYTHON}", rows=rows)


def peer_rows(rows, rounds, counted, first):
    coded = coded_table(FOLDER, rows)
    named = named_table(coded)
    for rule_set, segments, makers in counted:
        text = policy_text(FOLDER, rule_set, segments)
        engines = [make(text, named, coded) for make in (Tramo, *makers)]
        name = f"python/segments/{rule_set}/segments:{segments}"
        yield from compare(engines, lambda engine: engine.counts(), name, name, rounds, rows)
    for rule_set, segments in first:
        text = policy_text(FOLDER, rule_set, segments)
        engines = [make(text, named, coded) for make in (Tramo, ClickHouse, DuckDB)]
        name = f"python/first_match/{rule_set}/segments:{segments}"
        yield from compare(engines, lambda engine: engine.queues(), name, name, rounds, rows)


def memory_row(rows):
    command = [PROGRAM, f"--rows={rows}", "--memory"]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return row(f"c++/memory beyond input and output/segments:{told['segments']}", told["beyond"] / 1e6, "MB",
               rows=rows, input=told["input"] / 1e6, output=told["output"] / 1e6)


def write_accounts(rows):
    """Also the policies; not again when so many are there, and the program has not been built since."""
    done = FOLDER / f"{rows}.rows"
    if done.exists() and done.stat().st_mtime > PROGRAM.stat().st_mtime:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for other in FOLDER.glob("*.rows"):
        other.unlink()
    subprocess.run([PROGRAM, f"--rows={rows}", f"--write={FOLDER}"], check=True)
    done.touch()


def rows_of(quick):
    return 1_000_000 if quick else 10_000_000


def rows(quick):
    """A minute or two when quick, else about twelve minutes. Ten segments and one at once take DuckDB seconds, 200
    more than a minute each time: there it is left out."""
    number, rounds = rows_of(quick), 3 if quick else 5
    write_accounts(number)
    all_of_them = (ClickHouse, Polars, Numpy, DuckDB)
    counted = [("std", 1, all_of_them), ("std", 10, all_of_them), ("std", 50, all_of_them),
               ("std", 200, (ClickHouse,)), ("dist", 50, (ClickHouse, Polars)), ("narrow", 50, (ClickHouse, Polars))]
    first = [("narrow", 10), ("narrow", 50)]
    selection = "^(evaluate|plain_texts|cities|record|load_and_prepare)/"
    return [*program_rows(number, rounds, selection), memory_row(number), *peer_rows(number, rounds, counted, first)]
