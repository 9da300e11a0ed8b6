# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Measures offers: level schedules, a policy's offers and XIRR, in C++ and through Python, beside peers.
"""Rows for the report of bench.py. A ratio is how many times as long as tramo the peer takes: 1.43 where tramo takes
0.7 of the peer's time. Nothing is reported unless the peers tell the same schedules and rates, and both ways to tramo's
offers the same number of them. Everything runs on one core."""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import tramo
from offers_peers import (COUNT, Flows, NumpyFinancial, PythonDecimal, Pyxirr, TramoFromPython, disagreement,
                          drawn_loans, redeemed, repaid)

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "build" / "release" / "tests"
OUT = ROOT / "build" / "bench" / "offers"
PYTHON = f"tramo {tramo.__version__}, Python {platform.python_version()}"
A_CONDITION = "conditions:3/alternatives:12"
NEAR = 1e-9  # of 1 + rate: pyxirr stops about there


def row(name, value, unit, peer=None, ratio=None, versions=f"tramo {tramo.__version__}"):
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "peer": peer,
        "ratio": ratio,
        "versions": versions,
        "load": round(os.getloadavg()[0], 1),
    }


def told_by(program, *arguments):
    """The JSON lines of a program; it fails where an answer of its own is wrong."""
    command = [str(one) for one in (program, *arguments)]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def in_a_name(words):
    return words.replace(", ", "/").replace(" ", "_")


def schedule_rows(schedules, rounds, checked):
    """The C++ library beside the same in `double`, and how many schedules are wrong by a unit or more."""
    size = f"/rows:{COUNT}/schedules:{schedules}"
    for line in told_by(PROGRAMS / "tramo_offers_bench", schedules, rounds, checked):
        if "checked" in line:
            name = f"c++/offers/off_by_a_unit/{in_a_name(line['checked'])}/schedules:{line['schedules']}"
            ours = line["off"] + line.get("off_in_batches", 0)
            yield row(name, ours, "wrong")
            yield row(f"{name}/double", line["off_in_double"], "wrong")
            continue
        name, rate = "c++/offers/level/" + in_a_name(line["name"]) + size, 1e9 / line["ns_per_schedule"]
        for peer, ratio in line["time_ratios"].items() or [(None, None)]:
            yield row(name, rate, "schedules/s", peer, ratio and 1 / ratio)


def median_seconds(runs, rounds):
    """Of each by its name, in turns; the first turn does not count."""
    seconds = {name: [] for name in runs}
    for turn in range(rounds + 1):
        for name, run in runs.items():
            begin = time.perf_counter()
            run()
            if turn:
                seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def schedule_peer_rows(sample, rounds, rates):
    """Peers on fewer schedules of the same kind; `rates` is what the C++ library has just done with all."""
    loans = drawn_loans(10 * sample)
    if said := disagreement(loans.part(0, 500)):
        sys.exit(f"{said}: nothing is reported")
    few = loans.part(0, sample)
    engines = [NumpyFinancial(loans), PythonDecimal(few), TramoFromPython(few.part(0, sample // 10))]
    sizes = {NumpyFinancial.name: 10 * sample, PythonDecimal.name: sample, TramoFromPython.name: sample // 10}
    seconds = median_seconds({engine.name: engine.run for engine in engines}, rounds)
    done = {name: sizes[name] / taken for name, taken in seconds.items()}
    for peer in engines[:2]:
        versions = f"{PYTHON}, {peer.name} {peer.version}"
        for name in ("one_at_a_time", "batch"):
            yield row(f"c++/offers/level/{name}/beside_sample", rates[name], "schedules/s", peer.name,
                      rates[name] / done[peer.name], versions)
        yield row(f"{peer.name}/level/rows:{COUNT}/schedules:{sizes[peer.name]}", done[peer.name], "schedules/s",
                  versions=versions)
    ours, size = done[TramoFromPython.name], sizes[TramoFromPython.name]
    yield row(f"python/offers/schedule/rows:{COUNT}/schedules:{size}", ours, "schedules/s", PythonDecimal.name,
              ours / done[PythonDecimal.name], PYTHON)


def search_rows(accounts, rounds):
    """All offers to so many accounts, and to a fifth of them, which should need about as much memory."""
    told_by(PROGRAMS / "tramo_offer_search_bench", "--write", OUT)
    for count, times in ((accounts // 5, 1), (accounts, rounds)):
        size = f"/{A_CONDITION}/accounts:{count}"
        found = told_by(PROGRAMS / "tramo_offer_search_bench", count, times)[0]
        yield row("c++/offers/search" + size, found["seconds"], "s")
        yield row("c++/offers/search/memory" + size, found["largest_memory_mb"], "MB")
        for what, due in (("table", found["offers"]), ("payments", found["payments"])):
            told = told_by(sys.executable, ROOT / "tests" / "bench" / "offers_search.py", OUT, count, what)[0]
            if told["rows"] != due:
                sys.exit(f"Python tells {told['rows']} rows of {what}, C++ {due}: nothing is reported")
            yield row(f"python/offers/{what}{size}", told["seconds"], "s", versions=PYTHON)
            yield row(f"python/offers/{what}/memory_beyond_accounts{size}", told["memory_mb"], "MB", versions=PYTHON)


def of_one(run, cases):
    """Seconds that each of the cases takes, run again and again for about a fiftieth of a second."""
    times, begin = 0, time.perf_counter()
    while (taken := time.perf_counter() - begin) < 0.02:
        run(cases)
        times += 1
    return taken / times / len(cases)


def same_rates(flows, rates):
    """Every way tells the same rates, as far as pyxirr goes."""
    from_python = [tramo.offers.xirr(*pairs).chosen for pairs in flows.pairs]
    for others in (rates, from_python, Pyxirr.rates(flows.pairs)):
        for rate, due in zip(others, Pyxirr.rates(flows.arrays), strict=True):
            if rate is None or due is None or not abs(rate - due) <= NEAR * (1 + due):
                sys.exit(f"{flows.name}: a rate of {rate} and one of {due}: nothing is reported")


def measured_flows(groups, rounds):
    """Median seconds of a case, by the name of the flows and how."""
    (OUT / "flows.txt").write_text("".join(line for flows in groups for line in flows.lines()))
    ours = lambda cases: [tramo.offers.xirr(*case) for case in cases]
    taken = {}
    for turn in range(rounds):
        lines = told_by(PROGRAMS / "tramo_offers_bench", "xirr", OUT / "flows.txt", 1)
        for flows, line in zip(groups, lines, strict=True):
            if turn == 0:
                same_rates(flows, line["rates"])
            one = {"fast": line["fast_ns"] / 1e9, "every_root": line["every_root_ns"] / 1e9,
                   "python": of_one(ours, flows.pairs)}
            for form, cases in (("arrays", flows.arrays), ("pairs", flows.pairs)):
                one[form] = of_one(Pyxirr.rates, cases)
                one[form, "taken"] = of_one(Pyxirr.taken, flows.one_way[form])
            for how, seconds in one.items():
                taken.setdefault((flows.name, how), []).append(seconds)
    return {which: statistics.median(seconds) for which, seconds in taken.items()}


def xirr_rows(rounds, cases=16):
    """XIRR of numbers that are there, in C++, beside pyxirr called in the form that it is faster in, and beside what is
    left of that call without the taking of its arguments, which C++ has no need of; and through Python."""
    groups = [Flows(kind, count, cases) for kind in (repaid, redeemed) for count in (5, 30, 300, 2000)]
    seconds = measured_flows(groups, rounds)
    versions = f"{PYTHON}, {Pyxirr.name} {Pyxirr.version}"
    for flows in groups:
        of = lambda how: seconds[flows.name, how]
        form = min(("arrays", "pairs"), key=of)
        searching = of(form) - of((form, "taken"))
        peer = f"pyxirr, from {form}"
        for name, value, beside, theirs in (
            ("c++/offers/xirr/fast", of("fast"), peer, of(form)),
            ("c++/offers/xirr/fast", of("fast"), f"{peer}, less taking arguments", searching),
            ("c++/offers/xirr/every_root", of("every_root"), peer, of(form)),
            ("python/offers/xirr/every_root", of("python"), "pyxirr, from pairs", of("pairs")),
        ):
            yield row(f"{name}/{flows.name}", value, "s", beside, theirs / value, versions)


def rows(quick):
    """About half a minute when quick, else some three minutes."""
    OUT.mkdir(parents=True, exist_ok=True)
    schedules, rounds, checked = (200_000, 3, 2_000) if quick else (1_000_000, 7, 20_000)
    report = list(schedule_rows(schedules, rounds, checked))
    rates = {name: next(one["value"] for one in report if one["name"].startswith(f"c++/offers/level/{name}/rows"))
             for name in ("one_at_a_time", "batch")}
    sample, peer_rounds, accounts = (2_000, 2, 100_000) if quick else (20_000, 5, 1_000_000)
    report += schedule_peer_rows(sample, peer_rounds, rates)
    report += search_rows(accounts, 1 if quick else 3)
    return report + list(xirr_rows(peer_rounds))
