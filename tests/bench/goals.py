# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What the engine is to reach, as ratios of the same run, and what was seen: in a table, in the README, in a picture.
"""`goals_of(report)` looks the rows of bench.py up by name and peer; what was not measured is left out."""

import re
from typing import NamedTuple

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
COUNTS = (1, 10, 50, 200)
SETS = {"std": "usual thresholds", "dist": "all thresholds distinct", "narrow": "narrow segments"}
FLOOR = {"best": (1.6, 2.0, 3.2, 8), "avx2": (3, 3, 7.5, 16)}
PEERS = {"clickhouse": (1.5, 7, 13, 20), "polars": (8, 25, 50, None), "numpy": (4, 12, 30, None),
         "duckdb": (8, 30, 100, None)}
READING = "reading the columns"


class Goal(NamedTuple):
    what: str
    case: str
    seen: float
    asked: float | None  # nothing is asked of what is only told
    is_most: bool  # else it is the least

    @property
    def is_met(self):
        return self.asked is None or (self.seen <= self.asked if self.is_most else self.seen >= self.asked)


class Report:
    def __init__(self, rows):
        self.rows = rows

    def find(self, name, peer=None):
        """The row of that name beside a peer whose name begins so, or None."""
        return next((row for row in self.rows if row["name"] == name
                     and (peer is None or (row["peer"] or "").startswith(peer))), None)

    def ratio(self, name, peer):
        row = self.find(name, peer)
        return row and row["ratio"]

    def value(self, name):
        row = self.find(name)
        return row and row["value"]


def case_of(segments):
    return f"{segments} segment{'s' if segments > 1 else ''}"


def floors(report):
    for way, asked in FLOOR.items():
        told = "the fastest instructions" if way == "best" else "AVX2"
        for rule_set, words in SETS.items():
            for segments, most in zip(COUNTS, asked, strict=True):
                ratio = report.ratio(f"c++/evaluate/{rule_set}/segments:{segments}/{way}", READING)
                what = f"bitmaps and first match ÷ {READING}, {told}, {words}"
                yield what, case_of(segments), ratio and 1 / ratio, most, True


def peers(report):
    for peer, asked in PEERS.items():
        for segments, least in zip(COUNTS, asked, strict=True):
            row = report.find(f"python/segments/std/segments:{segments}", peer)
            yield f"times as fast as {row and row['peer']}", case_of(segments), row and row["ratio"], least, False
    for peer in ("clickhouse", "duckdb"):
        for segments in (10, 50):
            row = report.find(f"python/first_match/narrow/segments:{segments}", peer)
            what = f"first match, narrow segments: times as fast as {row and row['peer']}"
            yield what, case_of(segments), row and row["ratio"], None, False


def shares(report):
    seconds = {count: report.value(f"c++/evaluate/std/segments:{count}/best") for count in COUNTS}
    read = report.find("c++/evaluate/std/segments:200/best", READING)
    if read and seconds[50]:
        reading = read["value"] * read["ratio"]
        more = (seconds[200] - seconds[50]) / 150 / reading
        yield "one more segment, of the time of reading", "50 to 200 segments", more, 0.04, True
    name = "c++/evaluate/std/segments:50"
    if told := report.ratio(f"{name}/best", "true alone"):
        yield "true and unknown ÷ true alone", case_of(50), 1 / told, 1.6, True
    for segments in COUNTS:
        name = f"c++/evaluate/std/segments:{segments}"
        scaling = report.ratio(f"{name}/best_2_threads", "1 thread")
        reads = report.ratio(f"{name}/read_2_threads", "1 thread")
        if scaling and reads:
            yield "two threads: times as fast as one", case_of(segments), scaling, 1.5 if reads >= 1.7 else None, False
            yield "reading on two threads: times as fast as on one", case_of(segments), reads, None, False
    ratio = report.ratio("c++/cities/segments:10/plain_texts", "one memcmp")
    yield "ten conditions on plain texts ÷ one memcmp of each", "one column", ratio and 1 / ratio, 1.2, True
    memory = report.find("c++/memory beyond input and output/segments:50")
    yield ("MB beyond input and output", f"{memory['rows'] / 1e6:.0f} million rows, 50 segments" if memory else "",
           memory and memory["value"], 40, True)


def records(report):
    typed = {count: report.value(f"c++/record/narrow/segments:{count}/typed") for count in COUNTS}
    code = report.ratio("c++/record/narrow/segments:50/typed", "row bytecode")
    yield "typed record: times as fast as row bytecode", case_of(50), code, 5, False
    yield "typed record: ns", case_of(50), typed[50] and typed[50] * 1e9, 130, True
    yield "typed record: 200 segments ÷ 10", "", typed[10] and typed[200] / typed[10], 2.5, True
    json_text = report.value("c++/record/narrow/segments:50/json")
    yield "record of JSON: µs", case_of(50), json_text and json_text * 1e6, 3, True
    one, table = "python/records/one by one/narrow/segments:50", "python/records/table/narrow/segments:50"
    rate = report.value(one)
    yield "Python dictionary: µs", case_of(50), rate and 1e6 / rate, 3, True
    zen = sorted({row["peer"] for row in report.rows if row["name"] == one and row["peer"].startswith("zen-engine")})
    for peer in zen:
        if not peer.endswith("in a call"):
            yield f"Python, one by one: times {peer}", case_of(50), report.ratio(one, peer), 50, False
        if not peer.endswith("decision table"):  # which takes longer without a loop of its own
            yield f"Python, a table: times {peer}", case_of(50), report.ratio(table, peer), 1000, False
    yield "Python, one by one: times a compiled CEL expression", case_of(50), report.ratio(one, "cel-"), 20, False
    yield "Python, a table: times a compiled CEL expression", case_of(50), report.ratio(table, "cel-"), None, False
    yield "Python, a table: times rule-engine", case_of(50), report.ratio(table, "rule-engine"), None, False


def streamed(report):
    memory = {row["rows"]: row["value"] for row in report.rows if row["name"].startswith("python/streamed/")
              and row["unit"] == "MB"}
    if memory and max(memory) > 10**6:
        most, least = max(memory), 10**6
        case = f"{least:,} to {most:,} rows"
        grown = memory[most] / memory[least]
        yield "streamed from Parquet: largest memory ÷ at a million rows", case, grown, 1.25, True


def goals_of(rows):
    report = Report(rows)
    found = (goal for part in (floors, peers, shares, records, streamed) for goal in part(report))
    return [Goal(*goal) for goal in found if goal[2]]


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def asked_in_words(goal):
    if goal.asked is None:
        return "–"
    return f"{'≤' if goal.is_most else '≥'} {number(goal.asked)}"


def as_text(goals):
    lines = [("goal", "case", "seen", "asked", "")]
    lines += [(goal.what, goal.case, number(goal.seen), asked_in_words(goal), "" if goal.is_met else "missed")
              for goal in goals]
    widths = [max(len(line[i]) for line in lines) for i in range(5)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)


def as_markdown(goals, about, command):
    """Cases side by side where they are numbers of segments; what is missed is in bold."""
    by_what = {}
    for goal in goals:
        by_what.setdefault(goal.what, {})[goal.case] = goal
    wide = {what: cases for what, cases in by_what.items() if case_of(10) in cases and len(cases) > 1}
    lines = ["| | " + " | ".join(case_of(count) for count in COUNTS) + " |", "|---" * 5 + "|"]
    for what, cases in wide.items():
        lines.append(f"| {what} | " + " | ".join(cell_of(cases.get(case_of(count))) for count in COUNTS) + " |")
    lines += ["", "| | case | seen | asked |", "|---|---|---|---|"]
    for what, cases in by_what.items():
        if what not in wide:
            lines += [f"| {what} | {goal.case} | {seen_of(goal)} | {asked_in_words(goal)} |" for goal in cases.values()]
    return "\n".join([f"Made by `{command}`: {about}", "", *lines])


def seen_of(goal):
    return number(goal.seen) if goal.is_met else f"**{number(goal.seen)}**"


def cell_of(goal):
    if goal is None:
        return ""
    return seen_of(goal) + (f" ({asked_in_words(goal)})" if goal.asked is not None else "")


def write_between_marks(path, text):
    """Replaces what stands between the two marks; the file must have both."""
    before = path.read_text(encoding="utf-8")
    if before.count(BEGIN) != 1 or before.count(END) != 1 or before.index(BEGIN) > before.index(END):
        raise SystemExit(f"{path.name} needs a line `{BEGIN}` and, below it, a line `{END}`: the table goes between")
    marks = re.escape(BEGIN) + ".*" + re.escape(END)
    path.write_text(re.sub(marks, lambda _: f"{BEGIN}\n{text}\n{END}", before, flags=re.DOTALL), encoding="utf-8")


def draw(rows, path):
    """Rows a second against the number of segments: ours, what reading allows, and the peers."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "tramo", "svg.fonttype": "none"}
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    for label, points in sorted(series_of(rows).items(), key=lambda one: -max(rate for _, rate in one[1])):
        axes.plot(*zip(*sorted(points)), marker="o", markersize=3, label=label)
    axes.set(xscale="log", yscale="log", xlabel="segments", ylabel="rows a second, one thread")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def series_of(rows):
    """Points (segments, rows a second) by what they are of."""
    series = {}
    for row in rows:
        found = re.fullmatch(r"(c\+\+/(?:evaluate|scaling)|python/segments)/std/segments:(\d+)(/best)?", row["name"])
        if not found or not row["peer"]:
            continue
        segments, rate = int(found[2]), row["rows"] / row["value"]
        if row["peer"] == READING:
            series.setdefault(f"tramo, {row['rows'] / 1e6:g} million rows", set()).add((segments, rate))
            if found[1] == "c++/evaluate":
                series.setdefault(READING, set()).add((segments, rate / row["ratio"]))
        elif found[1] == "python/segments":
            series.setdefault(row["peer"], set()).add((segments, rate / row["ratio"]))
    return series
