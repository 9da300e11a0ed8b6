# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The demo's fifth part: a procedure of a hundred items decides about twenty thousand companies on one day.
"""Decisions: what must, may and must not be done today, and a month of one account. Called by demo.py."""

import sys
import time
from collections.abc import Iterable
from typing import Any

import pyarrow.compute
import pyarrow.parquet
from demo_screen import AS_OF, HERE, beside, count, errors, grid, shown, title
from rich.console import Console
from rich.table import Table
from rich.text import Text

import tramo

POLICY = HERE / "policies" / "b2b_procedure.tramo"
GENERATED = HERE / "data" / "generated"
ACCOUNTS, EVENTS = GENERATED / "b2b_accounts.parquet", GENERATED / "b2b_events.parquet"
CALENDAR = HERE.parent / "build" / "demo" / "calendar.png"
STATUSES = ["in_force", "waiting", "held", "lacking", "unapproved", "released", "unknown"]

sys.path.insert(0, str(HERE / "data"))
import generate_b2b  # noqa: E402


def counted(rows: Any, *columns: str) -> dict[Any, int]:
    """How many rows there are of each value, or pair of values."""
    grouped = rows.to_arrow().group_by(list(columns)).aggregate([([], "count_all")]).to_pylist()
    return {tuple(row[column] for column in columns): row["count_all"] for row in grouped}


def effects(found: Any) -> Table:
    """Each effect in the order of its number in force, with what keeps the others from being done."""
    numbers = counted(found.effects, "kind", "effect", "status")
    of_effect: dict[tuple[str, str], dict[str, int]] = {}
    for (kind, effect, status), number in numbers.items():
        of_effect.setdefault((kind, effect), {})[status] = number
    used = [status for status in STATUSES if any(status in by for by in of_effect.values())]
    table = grid("effect", "kind", *used)
    table.columns[1].justify = "left"
    for (kind, effect), by in sorted(of_effect.items(), key=lambda one: -one[1].get("in_force", 0)):
        table.add_row(effect, kind, *(count(by[status]) if status in by else "" for status in used))
    return table


def listed(heading: str, numbers: Iterable[tuple[str, int]]) -> Table:
    table = grid(heading, "accounts")
    for name, number in numbers:
        table.add_row(name, count(number))
    return table


def show_states(console: Console, found: Any) -> None:
    told = found.to_dict()
    holds = listed("hold", told["holds"].items())
    promises = listed("promises", told["promises"].items())
    channels = listed("may be contacted by", told["contacts"].items())
    console.print(beside(holds, promises, channels))


def busiest(found: Any) -> str:
    """The account with most to say of it: a cut to come and most effects; of equals the first."""
    effects = found.effects.to_arrow()
    keys = effects.column_names[0]
    waiting = set(effects.filter(pyarrow.compute.equal(effects["status"], "waiting"))[keys].to_pylist())
    numbers = counted(found.effects, keys)
    return max(sorted(numbers), key=lambda key: (key[0] in waiting, numbers[key]))[0]


def show_account(console: Console, found: Any) -> None:
    one = found.of(busiest(found))
    title(console, f"One account: {one.account}")
    console.print(Text(str(one).rstrip()), soft_wrap=True)
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return
    CALENDAR.parent.mkdir(parents=True, exist_ok=True)
    one.calendar(path=CALENDAR)
    console.print(Text(f"its coming month as a picture: {shown(CALENDAR)}"), soft_wrap=True)


def show(console: Console, accounts: int, events: int, seed: int) -> None:
    policy = tramo.load(POLICY)
    title(console, f"What to do on {AS_OF} with {count(accounts)} companies: {shown(POLICY)}")
    log, clients = generate_b2b.make_tables(accounts, events, seed)
    GENERATED.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(clients, ACCOUNTS)
    pyarrow.parquet.write_table(log, EVENTS)
    start = time.perf_counter()
    found = policy.decide(clients, log, as_of=AS_OF)
    seconds = time.perf_counter() - start
    console.print(effects(found))
    show_states(console, found)
    tasks = len(found.tasks)
    console.print(Text(f"{count(tasks)} tasks for a CRM; asked again, the same keys: nothing is created twice"))
    console.print(Text(f"{accounts / seconds:,.0f} decisions a second, {count(events)} events, one thread"))
    title(console, f"{count(found.data_errors)} companies set apart, the others went on")
    console.print(errors(found.result))
    show_account(console, found)
