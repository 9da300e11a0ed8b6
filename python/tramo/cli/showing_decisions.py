# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a person reads on the terminal about decisions: how many of what, and tables of them.
"""Decisions as text."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

import tramo
from tramo.words import counted

from .showing import MOST_ERRORS, number_text, plain_table, show_errors
from .showing_actions import rows_text, show_rows
from .writing import plain

MOST_ROWS = 50
EFFECT_KINDS = ("block", "cut", "notify", "task", "escalate")
STATUSES = ("in_force", "waiting", "held", "lacking", "unapproved", "released", "unknown")


def show_decisions(policy: tramo.Policy, found: tramo.Decisions) -> None:
    """Effects by kind and status, holds, promises, contacts, tasks and messages, and the rows set apart."""
    console = Console(highlight=False, soft_wrap=False)
    told = found.to_dict()
    accounts = f"{counted(len(found), 'account')} on {found.as_of}, {found.data_errors:,} set apart"
    console.print(Text(f"{policy.title or policy.name}: {accounts}"))
    if told["effects"]:
        console.print("", _effects(told["effects"]), sep="\n")
    parts = (
        ("hold", "accounts", told["holds"]),
        ("promise", "promises", told["promises"] if any(told["promises"].values()) else {}),
        ("contact by", _reached_when(found), told["contacts"]),
        ("to be done today", "", {"tasks": told["tasks"], "messages": told["messages"]}),
    )
    for title, column, counts in parts:
        if counts:
            table = plain_table(title, column)
            for name, count in counts.items():
                table.add_row(Text(name.replace("_", " ")), number_text(count))
            console.print("", table, sep="\n")
    if found.data_errors:
        console.print()
        show_errors(console, found)
    if told["sources"]["zones"]:
        console.print(Text(f"\ntime zones as of {told['sources']['zones']}"))


def _reached_when(found: tramo.Decisions) -> str:
    """Without --now the question is about the day: some hour of it is enough."""
    return f"accounts that may be reached {'now' if found.now else 'at some hour of the day'}"


def _effects(counts: dict[str, dict[str, int]]) -> Any:
    states = [name for name in STATUSES if any(by.get(name) for by in counts.values())]
    table = plain_table("effects", *(name.replace("_", " ") for name in states))
    for kind in EFFECT_KINDS:
        if kind in counts:
            table.add_row(Text(kind), *(number_text(counts[kind].get(name, 0)) for name in states))
    return table


def rows_of(found: tramo.Decisions, one: tramo.Decision | None, what: str) -> Any:
    """A table of the decisions; of one account only its own rows."""
    table = getattr(found, what)
    if one is None:
        return table
    import pyarrow.compute

    data = plain(table)
    key = data.column(data.column_names[1 if what == "tasks" else 0])  # a task has a key of its own before
    return data.filter(pyarrow.compute.equal(key.cast(pyarrow.string()), one.account or ""))


def show_table(policy: tramo.Policy, rows: Any, what: str) -> None:
    """The first rows; columns without any value are left out."""
    data = plain(rows)
    names = [name for name in data.column_names if data.column(name).null_count < data.num_rows]
    hidden = ("policy_hash", "idempotency_key")
    names = [name for name in names if name not in hidden]
    show_rows(f"{policy.title or policy.name}: {counted(data.num_rows, 'row')} of {what}", data, names, MOST_ROWS)


def csv_text(rows: Any) -> str:
    return rows_text(rows, as_json=False)


def remark_lines(found: tramo.Decisions) -> Iterator[str]:
    """What is wrong with data that set no row apart, the first of it; of contacts how many of each."""
    remarks = found.remarks
    for row in remarks[:MOST_ERRORS]:
        who = row.key or f"row {row.row}"
        yield f"{who}: {row.field}: {row.value}" if row.field else f"{who}: {row.value or row.message}"
    if len(remarks) > MOST_ERRORS:
        yield f"and {counted(len(remarks) - MOST_ERRORS, 'more remark')}"
    yield from _unanswered_lines(found)


def _unanswered_lines(found: tramo.Decisions) -> Iterator[str]:
    if not len(found.contacts):
        return
    reasons = plain(found.contacts).column("unanswered").drop_null().value_counts().to_pylist()
    reasons.sort(key=lambda one: (-one["counts"], one["values"]))
    for one in reasons[:MOST_ERRORS]:
        yield f"{counted(one['counts'], 'contact')} not told: {one['values']}"
    if len(reasons) > MOST_ERRORS:
        yield f"and {counted(len(reasons) - MOST_ERRORS, 'more reason')}"


def apart_text(data: Any, found: tramo.Decisions) -> str:
    """How many accounts were set apart, and why."""
    words = ", ".join(f"{one.count:,} {one.place} {one.message}" for one in found.error_summary[:MOST_ERRORS])
    return f"{data}: {counted(found.data_errors, 'account')} set apart: {words}"
