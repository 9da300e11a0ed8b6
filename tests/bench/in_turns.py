# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Times what is compared in turns, each begun when the machine is quiet: others' work then spoils a few turns at most.
"""`medians` is what a comparison is made of: everybody once, then everybody again, and the middle of each."""

import gc
import statistics
import sys
import time
from pathlib import Path

import tramo

STAT = Path("/proc/stat")


def busy_ticks():
    """Ticks (of 10 ms) that all processors together have been busy."""
    ticks = list(map(int, STAT.read_text().splitlines()[0].split()[1:9]))
    return sum(ticks) - ticks[3] - ticks[4]  # idle, and waiting for a disk


class Patience:
    """Off for a look in a hurry, whose numbers nobody quotes."""

    is_there = STAT.exists()


def wait_for_quiet():
    """Waits for a twentieth of a second in which nobody works, at most 0.6 s."""
    for _ in range(12 if Patience.is_there else 0):
        before = busy_ticks()
        time.sleep(0.05)
        if busy_ticks() - before <= 1:
            return


def seconds_of(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def medians(works, rounds):
    """The median seconds of each by its name."""
    seconds = {name: [] for name in works}
    gc.collect()
    for _ in range(rounds):
        for name, work in works.items():
            wait_for_quiet()
            seconds[name].append(seconds_of(work))
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def check_equal(answers, what):
    """Nothing is reported of engines that answer differently."""
    (first, due), *others = answers.items()
    for name, answer in others:
        if answer != due:
            sys.exit(f"{what}: {name} answers {told(answer)}, {first} {told(due)}: nothing is reported")


def told(answer):
    text = str(answer)
    return text if len(text) < 300 else text[:300] + " …"


def row(name, value, unit, peer=None, ratio=None, versions=f"tramo {tramo.__version__}", **more):
    """A line of the report."""
    return {"name": name, "value": value, "unit": unit, "peer": peer, "ratio": ratio, "versions": versions, **more}
