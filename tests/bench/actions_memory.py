#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Measures what a report of best actions takes beyond its tables, in a process of its own.
"""usage: actions_memory.py ACTIONS CASES in_order|random     prints bytes for each case"""

import sys
from pathlib import Path

import actions_bench


def memory_now(what):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) * 1024
    raise LookupError(f"the system does not tell {what}")


def main():
    actions, cases, order = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    table, cents = actions_bench.case_table(cases)
    feed, _ = actions_bench.feed(actions, cases, order == "in_order")
    engine = actions_bench.Tramo(feed, None, table, cents)
    Path("/proc/self/clear_refs").write_text("5")  # the largest memory so far is forgotten
    before = memory_now("VmRSS:")
    engine.report()
    print((memory_now("VmHWM:") - before) / cases)


if __name__ == "__main__":
    main()
