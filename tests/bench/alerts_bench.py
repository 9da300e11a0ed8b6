# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Measures alerts: the C++ library beside bare memory accesses, the Python package beside those and its peers.
"""Rows for the report of bench.py. Values are events a second, medians of interleaved rounds; a ratio is how many times
as fast as the peer tramo is. The machine's noise moves the values by far more than the ratios, so every row carries the
load average at which it was measured, and the bare accesses are measured again beside each case."""

import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
from alerts_peers import BEGIN, DAYS, ENOUGH, KINDS, PythonStatemachine, Tramo, Transitions

PROGRAM = Path(__file__).resolve().parents[2] / "build" / "release" / "tests" / "tramo_alerts_bench"
SEED = 1
OURS_IN_A_ROUND = 5  # a sample takes milliseconds, and the peers seconds
BARE_BYTE, BARE_WORD = "bare 1 byte", "bare 8 bytes"
PYTHON = f"Python {platform.python_version()}"
# By the beginning of what the C++ program calls it: the floor that it is held to.
FLOORS = {
    "one byte": BARE_BYTE,
    "value since and changes": BARE_WORD,
    "full": BARE_WORD,
    "by hand, one byte": BARE_BYTE,
    "by hand, full": BARE_WORD,
}


def row(name, value, peer=None, peer_value=None, versions=f"tramo {Tramo.version}"):
    return {
        "name": name,
        "value": value,
        "unit": "events/s",
        "peer": peer,
        "ratio": value / peer_value if peer else None,
        "versions": versions,
        "load": round(os.getloadavg()[0], 1),
    }


def run_program(accounts, events, rounds, selection=""):
    """Events a second by what was measured. The program fails when two ways do not come to the same states."""
    command = [PROGRAM, str(accounts), str(events), str(rounds), selection]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    assert told["all_agree"]
    return {name: rate * 1e6 for name, rate in told["millions_of_facts_per_second"].items()}


def program_rows(accounts, events, rounds):
    """The C++ library beside its floors and the switch written by hand."""
    rates = run_program(accounts, events, rounds)
    size = f"/accounts:{accounts}/events:{events}"
    told = lambda name: "c++/alerts/" + name.replace(", ", "/").replace(" ", "_") + size
    floor_of = lambda name: next(floor for start, floor in FLOORS.items() if name.startswith(start))
    for name, rate in rates.items():
        if name.startswith(("bare", "read")):
            alone = name.removesuffix(", 2 threads")
            yield row(told(name), rate, *((alone, rates[alone]) if alone != name else ()))
            continue
        # The table that one thread reaches at random is the floor of two threads and of order, too.
        yield row(told(name), rate, floor_of(name), rates[floor_of(name)])
        alone = name.removesuffix(", 2 threads")
        if alone != name:
            yield row(told(name), rate, "1 thread", rates[alone])
        elif "by hand, " + name in rates:
            yield row(told(name), rate, "by hand", rates["by hand, " + name])


def events_table(accounts, events):
    """Half a year of invented events, in order of time, of accounts at random, and the accounts."""
    draw = np.random.default_rng(SEED)
    micros = np.arange(events, dtype=np.int64) * (DAYS * 86_400_000_000 // events)
    columns = {
        "account": pa.array(draw.integers(0, accounts, events, dtype=np.int32)),
        "kind": pa.DictionaryArray.from_arrays(pa.array(draw.integers(0, len(KINDS), events, dtype=np.int8)),
                                               pa.array(KINDS)),
        "happened": pa.array(np.datetime64(BEGIN, "us") + micros.astype("timedelta64[us]")),
        "amount": pa.array(draw.integers(0, 2 * ENOUGH, events, dtype=np.int32)),
    }
    return pa.table(columns), pa.table({"account": pa.array(np.arange(accounts, dtype=np.int32))})


def in_order_of_accounts(events):
    order = np.argsort(events["account"].to_numpy(), kind="stable")
    return events.take(pa.array(order)).combine_chunks()


def seconds_of(engine):
    engine.prepare()
    gc.collect()
    gc.disable()  # or looking through the peers' models would be part of it
    begin = time.perf_counter()
    counts = engine.counts()
    taken = time.perf_counter() - begin
    gc.enable()
    return taken, counts


def agreed(engines, answers):
    for engine, counts in zip(engines, answers):
        if counts != answers[0]:
            sys.exit(f"{engine.name} counts {counts}, not {answers[0]} as {engines[0].name}: nothing is reported")


def arrow_rows(accounts, events, rounds):
    """From Arrow tables through Python: everything from reading the columns to the counts of states."""
    mixed, known = events_table(accounts, events)
    cases = {
        f"{order}{threads_told}": Tramo(table, known, threads)
        for order, table in (("random_order", mixed), ("in_order_of_accounts", in_order_of_accounts(mixed)))
        for threads, threads_told in ((1, ""), (2, "/2_threads"))
    }
    agreed(list(cases.values()), [engine.counts() for engine in cases.values()])  # the first round does not count
    seconds, floors = {name: [] for name in cases}, []
    for _ in range(rounds):
        for name, engine in cases.items():
            seconds[name].append(seconds_of(engine)[0])
            floors.append(run_program(accounts, events, 1, BARE_WORD)[BARE_WORD])
    rates = {name: events / statistics.median(taken) for name, taken in seconds.items()}
    size, versions = f"/accounts:{accounts}/events:{events}", f"tramo {Tramo.version}, {PYTHON}"
    for name, rate in rates.items():
        yield row("python/alerts/" + name + size, rate, BARE_WORD, statistics.median(floors), versions)
        alone = name.removesuffix("/2_threads")
        if alone != name:
            yield row("python/alerts/" + name + size, rate, "1 thread", rates[alone], versions)


def peer_rows(accounts, events, rounds, rate_of_all):
    """Peers in Python on a sample; tramo on the same, and what it does with all events beside them."""
    tables = events_table(accounts, events)
    engines = [make(*tables) for make in (Tramo, Transitions, PythonStatemachine)]
    seconds = {engine.name: [] for engine in engines}
    for _ in range(rounds):
        turn = [engines[0]] * OURS_IN_A_ROUND + engines[1:]
        answers = [seconds_of(engine) for engine in turn]
        agreed(turn, [counts for _, counts in answers])
        for engine, (taken, _) in zip(turn, answers):
            seconds[engine.name].append(taken)
    rates = {name: events / statistics.median(taken) for name, taken in seconds.items()}
    size = f"/accounts:{accounts}/events:{events}"
    for peer in engines[1:]:
        versions = f"tramo {Tramo.version}, {peer.name} {peer.version}, {PYTHON}"
        yield row("python/alerts/sample" + size, rates[Tramo.name], peer.name, rates[peer.name], versions)
        yield row("python/alerts/all_beside_sample" + size, rate_of_all, peer.name, rates[peer.name], versions)
        yield row(f"{peer.name}/sample" + size, rates[peer.name], versions=f"{peer.name} {peer.version}, {PYTHON}")


def rows(quick):
    """About a minute when quick, else some ten."""
    accounts, events, rounds = (1_000_000, 5_000_000, 3) if quick else (10_000_000, 50_000_000, 5)
    report = list(program_rows(accounts, events, rounds))
    through_python = list(arrow_rows(accounts, events, rounds))
    sampled, peer_rounds = (40_000, 1) if quick else (200_000, 3)
    return report + through_python + list(
        peer_rows(sampled * accounts // events, sampled, peer_rounds, through_python[0]["value"]))
