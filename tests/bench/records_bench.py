# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Decisions a second: one record at a time and 100,000 in a table, beside engines that take one record.
"""Rows for the report of bench.py. The records are cut into parts; each turn takes another part, so that all of them
are decided once, and a rate is the median of its turns. Slow engines take fewer records, in as many turns."""

import platform
import statistics
import time

import pyarrow as pa
from in_turns import check_equal, row, wait_for_quiet
from records_peers import Cel, RuleEngine, Tramo, TramoBatch, ZenExpression, ZenLoop, ZenTable
from segments_data import coded_table, named_table, policy_text, touched

TURNS = 5
SLOW = {RuleEngine: 10, ZenTable: 2}  # they are given this part of the records
PYTHON = f"Python {platform.python_version()}"


def queue_names(segments):
    return [f"q{i}" for i in range(segments)] + ["others"]


def tables_of(folder, text, rows, count):
    """The first records with texts and dates for tramo, and with numbers for the peers."""
    coded = coded_table(folder, rows).slice(0, count).select(touched(text)).combine_chunks()
    named = named_table(coded)
    if "last_payment" in coded.column_names:
        at = coded.column_names.index("last_payment")
        coded = coded.set_column(at, "last_payment", coded["last_payment"].cast(pa.int32()))
    return named, coded


def parts_of(records, turns):
    size = len(records) // turns
    return [records[i * size : (i + 1) * size] for i in range(turns)]


def rates(engines, records):
    """Decisions a second by the engine's name, of engines that take records, in turns."""
    taken = {engine.name: [] for engine, _ in engines}
    parts = {engine.name: parts_of(records[kind][: len(records[kind]) // SLOW.get(type(engine), 1)], TURNS)
             for engine, kind in engines}
    for turn in range(TURNS):
        for engine, _ in engines:
            part = parts[engine.name][turn]
            wait_for_quiet()
            begin = time.perf_counter()
            engine.firsts(part)
            taken[engine.name].append(len(part) / (time.perf_counter() - begin))
    return {name: statistics.median(all_of_it) for name, all_of_it in taken.items()}


def batch_rate(engine, table):
    seconds = []
    for _ in range(TURNS):
        wait_for_quiet()
        begin = time.perf_counter()
        engine.evaluate(table)
        seconds.append(time.perf_counter() - begin)
    return table.num_rows / statistics.median(seconds)


def measure(folder, rows, rule_set, segments, count):
    text = policy_text(folder, rule_set, segments)
    named, coded = tables_of(folder, text, rows, count)
    records = {"named": named.to_pylist(), "coded": coded.to_pylist()}
    ours, batch = Tramo(text, queue_names(segments)), TramoBatch(text, queue_names(segments))
    peers = [make(text) for make in (Cel, ZenExpression, ZenTable, ZenLoop, RuleEngine)]
    few = min(count, 500)
    answers = {batch.name + ", table": batch.firsts(named)[:few], ours.name: ours.firsts(records["named"][:few])}
    check_equal(answers | {peer.name: peer.firsts(records["coded"][:few]) for peer in peers}, "first matches")
    found = rates([(ours, "named"), *((peer, "coded") for peer in peers)], records)
    size = f"{rule_set}/segments:{segments}"
    for name, rate in (("one by one", found[ours.name]), ("table", batch_rate(batch, named))):
        for peer in peers:
            yield row(f"python/records/{name}/{size}", rate, "decisions/s", peer.name, rate / found[peer.name],
                      f"{ours.name}, {peer.name}, {PYTHON}", records=count)


def rows(folder, rows_written, quick):
    """Narrow rules: there a first match decides almost nothing early."""
    return list(measure(folder, rows_written, "narrow", 50, 5_000 if quick else 100_000))
