#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Measures the C++ library and, on the same data and rules, the Python package against its peers.
"""usage: bench.py [--quick] [--full] [--only PART] [--write-readme]

Prints two tables, of all that was measured and of what was to be reached, and writes build/bench/report.json.
--write-readme only puts the goals of the last report into README.md, between its marks, and draws the picture beside.

Every row of the report says what was measured (name, value, unit), beside whom (peer), and how many times as long the
peer takes (ratio; below 1 the peer is faster, as reading the columns alone always is). Values are medians. All
engines run on one thread unless the name says otherwise, in turns, and must count the same accounts."""

import argparse
import json
import os
import platform
from pathlib import Path

import actions_bench
import alerts_bench
import decide_bench
import goals
import in_turns
import offers_bench
import records_bench
import scaling_bench
import segments_bench

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench"
REPORT = OUT / "report.json"
PICTURE = ROOT / "tests" / "bench" / "rows_per_second.svg"
COMMAND = "make bench"


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


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.processor()


def tiers():
    """The instructions that the engine could choose from."""
    flags = Path("/proc/cpuinfo").read_text()
    return [name for name, needed in (("AVX-512", "avx512_vbmi2"), ("AVX2", "avx2")) if f" {needed}" in flags]


def records(quick, full):
    rows = segments_bench.rows_of(quick)
    segments_bench.write_accounts(rows)
    return records_bench.rows(segments_bench.FOLDER, rows, quick)


def alone(part):
    """Parts that know of no fuller measure."""
    return lambda quick, full: part(quick)


PARTS = {
    "segments": alone(segments_bench.rows),
    "records": records,
    "scaling": scaling_bench.rows,
    "alerts": alone(alerts_bench.rows),
    "offers": alone(offers_bench.rows),
    "actions": alone(actions_bench.rows),
    "decide": alone(decide_bench.rows),
}


def measure(asked):
    load = os.getloadavg()
    rows = []
    in_turns.Patience.is_there &= not asked.quick
    for name, part in PARTS.items():
        if asked.only in (None, name):
            print(f"measuring {name} …", flush=True)
            rows += part(asked.quick, asked.full)
    about = {"processor": processor(), "processors": os.cpu_count(), "instructions": tiers(), "quick": asked.quick,
             "load_before": round(load[0], 1), "load_after": round(os.getloadavg()[0], 1)}
    reached = [goal._asdict() | {"is_met": goal.is_met} for goal in goals.goals_of(rows)]
    REPORT.write_text(json.dumps({"about": about, "goals": reached, "rows": rows}, indent=1) + "\n")
    return about, rows


def show(about, rows):
    print(table_of(rows))
    if reached := goals.goals_of(rows):
        print("\n" + goals.as_text(reached))
    print(f"\nload average {about['load_before']} before and {about['load_after']} after, {about['processors']} "
          "processors: the more others do meanwhile, the less values mean; ratios stand longer")
    print(f"written to {REPORT.relative_to(ROOT)}")


def write_readme(path=ROOT / "README.md"):
    """From the last report."""
    report = json.loads(REPORT.read_text())
    about = report["about"]
    if about["quick"]:
        raise SystemExit("the last report is a quick one: run `make bench`, then this again")
    words = (f"{about['processor']}, {' and '.join(about['instructions']) or 'plain instructions'}; "
             "ratios of medians of one run. In brackets what is asked; bold is what is missed.")
    text = goals.as_markdown(goals.goals_of(report["rows"]), words, COMMAND)
    goals.draw(report["rows"], PICTURE)
    picture = PICTURE.relative_to(ROOT)
    text += f"\n\n![Rows a second against the number of segments]({picture})"
    goals.write_between_marks(path, text)
    print(f"{path.name} and {picture} are of the last report")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rows and cases, for a look")
    parser.add_argument("--full", action="store_true", help="also a hundred million rows streamed")
    parser.add_argument("--only", choices=list(PARTS), help="one part of it")
    parser.add_argument("--write-readme", action="store_true", help="measure nothing; the last report into README.md")
    asked = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    if asked.write_readme:
        write_readme()
    else:
        show(*measure(asked))


if __name__ == "__main__":
    main()
