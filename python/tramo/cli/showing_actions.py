# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a person reads on the terminal about actions: reports, cases, ranked lists and worklists.
"""Actions as text."""

import io
import json
import shutil
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.text import Text

import tramo
from tramo.action_report import BETWEEN, ReportRow
from tramo.action_text import report_text
from tramo.words import counted

from .showing import number_text, plain_table, show_errors
from .writing import as_plain_rows, as_text, plain

MOST_CASES = 50
MOST_WHOLE = 3  # reports, with all their rows
MOST_OTHERS = 10
MOST_LEFT_OUT = 20
CASE_COLUMNS = ("best.label", "best.at", "best.agent", "last.label", "attempts.total", "contacts.total")
LEDGER_WORDS = {
    "counted": "counted",
    "outside_window": "outside the window",
    "too_late": "after the day asked for",
    "without_case": "on no case, or on one that is not known",
    "out_of_scope": "not asked for",
    "case_set_apart": "on cases set apart",
    "set_apart": "set apart",
}


def show_best(
    policy: tramo.Policy, found: tramo.BestActions, reports: Sequence[tramo.ActionReport]
) -> None:
    """The reports, where the rows of the feed are, codes that no palette knows, and what was set apart."""
    print(f"{policy.title or policy.name}")
    for place, report in enumerate(reports):
        print(f"\n{report_text(report, with_empty=place < MOST_WHOLE)}")  # its columns are as wide as they are
    if len(reports) > MOST_WHOLE:
        print(f"\nBehind the first {MOST_WHOLE} reports, rows without actions and cases are not shown.")
    told = [f"{getattr(found, name):,} {words}" for name, words in LEDGER_WORDS.items() if getattr(found, name)]
    print(f"\n{counted(found.rows, 'row')} of actions read: {', '.join(told) or 'none'}")
    if found.others:
        named = [f"{code!r} ({rows:,})" for code, rows in list(found.others.items())[:MOST_OTHERS]]
        dots = ", …" if len(found.others) > MOST_OTHERS or found.others_not_listed else ""
        print(f"codes that no palette knows: {', '.join(named)}{dots}")
    if found.cases_apart.data_errors:
        print(f"{counted(found.cases_apart.data_errors, 'row')} of cases set apart")
    console = Console(highlight=False, soft_wrap=False)
    for what, apart in (("data errors of actions", found), ("data errors of cases", found.cases_apart)):
        if apart.data_errors:
            console.print()
            show_errors(console, apart, what)


def show_cases(row: ReportRow, cases: Any, sort: str | None = None) -> None:
    """The first cases of a row of the report, with what they are sorted by and what matters most of each."""
    data = plain(cases)
    title = f"{BETWEEN.join(row.path)}: {counted(data.num_rows, 'case')}"
    sorted_by = [sort] if sort else []
    names = list(dict.fromkeys([data.column_names[0], *sorted_by, *CASE_COLUMNS]))
    show_rows(title, data, names, MOST_CASES)


def show_next(policy: tramo.Policy, found: tramo.NextActions) -> None:
    """The ranked list, its first rows."""
    some = found.counts["something_to_do"]
    apart = f", {found.data_errors:,} set apart" if found.data_errors else ""
    title = f"{policy.title or policy.name}: {counted(found.accounts, 'account')}, {some:,} with something to do{apart}"
    data = plain(found)
    names = [name for name in data.column_names if name not in ("label", "value", "cost")]
    show_rows(title, data, names, MOST_CASES)
    _show_apart(found)


def show_worklists(policy: tramo.Policy, found: tramo.Worklists) -> None:
    """How far each shift is filled, how many were left out and why, and those that missed by least."""
    console = Console(highlight=False, soft_wrap=False)
    parts = [f"{count:,} {name.replace('_', ' ')}" for name, count in found.counts.items() if count]
    parts += [f"{found.data_errors:,} set apart"] if found.data_errors else []
    console.print(Text(f"{policy.title or policy.name}: {counted(found.accounts, 'account')}: {', '.join(parts)}"))
    table = plain_table("agent", "calls", "minutes used", "minutes", "shift", numbers=3)
    for one in found.shifts:
        numbers = map(number_text, (one.calls, one.minutes_used, one.minutes))
        table.add_row(Text(one.agent), *numbers, Text(one.shift))
    console.print("", table, sep="\n")
    data = plain(found.left_out)
    if data.num_rows:
        print()
        names = [data.column_names[0], "place", "action", "why", "missed_by_places", "missed_by_score", "reason"]
        show_rows(f"left out: {counted(data.num_rows, 'account')}", data, names, MOST_LEFT_OUT)
    _show_apart(found)


def show_list(agent: str, rows: Any) -> None:
    """An agent's whole list of the day."""
    data = plain(rows)
    show_rows(f"{agent}: {counted(data.num_rows, 'account')}", data, data.column_names[1:], data.num_rows)


def report_rows(reports: Sequence[tramo.ActionReport]) -> Any:
    """The rows of all reports as one table of pyarrow; of several with the value that each is of."""
    import pyarrow

    parts = []
    for report in reports:
        table = pyarrow.table(report.table)
        if report.by:
            names = pyarrow.array([report.name] * table.num_rows, pyarrow.string())
            table = table.add_column(0, report.by, names)
        parts.append(table)
    return pyarrow.concat_tables(parts)


def rows_text(rows: Any, as_json: bool) -> str:
    """A table as JSON, an array of objects, or as CSV."""
    if as_json:
        return json.dumps(as_plain_rows(rows), ensure_ascii=False, default=as_text)
    import pyarrow.csv

    out = io.BytesIO()
    pyarrow.csv.write_csv(plain(rows), out)
    return out.getvalue().decode().rstrip("\n")


def show_rows(title: str, data: Any, names: Sequence[str], most: int) -> None:
    """The first rows, in columns as wide as they are; cells that are not known are blank."""
    print(title)
    there = [name for name in names if name in data.column_names]
    shown = data.select(there).slice(0, most).to_pylist()
    rows = [there, *([_cell(row[name]) for name in there] for row in shown)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    is_number = [all(isinstance(row[name], (int, Decimal, type(None))) for row in shown) for name in there]
    # Only on a terminal, where longer lines would break.
    widest = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    print()
    for cells in rows:
        line = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(cells, widths, is_number, strict=True)
        ]
        told = "  ".join(line).rstrip()
        print(told if widest is None or len(told) <= widest else told[: widest - 1] + "…")
    if data.num_rows > most:
        print(f"and {data.num_rows - most:,} more")


def _cell(value: Any) -> str:
    return "" if value is None else as_text(value)


def _show_apart(found: tramo.NextActions | tramo.Worklists) -> None:
    if found.data_errors:
        console = Console(highlight=False, soft_wrap=False)
        console.print()
        show_errors(console, found)
