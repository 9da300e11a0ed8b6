# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The demo's fourth part: what three million actions of a campaign came to, and who calls whom tomorrow.
"""Best actions, their report, and the lists of the day. Called by demo.py."""

import csv
import sys
import time
from typing import Any

import pyarrow.csv
import pyarrow.parquet
from demo_screen import AS_OF, HERE, SHARED, beside, count, grid, shown, title
from rich.console import Console
from rich.table import Table
from rich.text import Text

import tramo

MANUAL_POLICY = HERE / "policies" / "foco_best_action.tramo"
MANUAL_ACTIONS, MANUAL_CASES = HERE / "data" / "foco_actions.csv", HERE / "data" / "foco_cases.csv"
POLICY = HERE / "policies" / "call_campaign.tramo"
SHIFTS = HERE / "data" / "shifts.csv"
FINES_POLICY = HERE / "policies" / "traffic_fine_actions.tramo"
FINES = SHARED / "data" / "traffic_fine_events.csv"
GENERATED = HERE / "data" / "generated"
ACTIONS, ACCOUNTS = GENERATED / "campaign_actions.parquet", GENERATED / "campaign_accounts.parquet"
PICTURE = GENERATED / "best_actions.png"
LEFT_OUT_SHOWN = 3

sys.path.insert(0, str(HERE / "data"))
import generate_campaign  # noqa: E402


def rows_of(report: Any, deepest: int) -> Table:
    table = grid("best action", "actions", "cases", "ratio", "%")
    for row in report.rows:
        if row.depth <= deepest and (row.actions or row.cases):
            name = "  " * row.depth + row.path[-1]
            table.add_row(Text(name), count(row.actions), count(row.cases), str(row.ratio), str(row.percent))
    return table


def show_manual(console: Console) -> None:
    """The report that a collections manual prints, from a data set that was built to match it."""
    title(console, f"The report of a manual, to the digit: {shown(MANUAL_POLICY)}")
    policy = tramo.load(MANUAL_POLICY)
    report = policy.report(
        pyarrow.csv.read_csv(MANUAL_ACTIONS), pyarrow.csv.read_csv(MANUAL_CASES), as_of=AS_OF
    )
    console.print(rows_of(report, 1))
    console.print(Text(f"{count(report.actions)} actions, {count(report.base)} cases, each counted once"))


def show_campaign(console: Console, accounts: int, actions: int, seed: int) -> None:
    """Two months of calls and messages: the best action of each account, and the lists of the next day."""
    policy = tramo.load(POLICY)
    title(console, f"{count(actions)} actions on {count(accounts)} accounts: {shown(POLICY)}")
    feed, portfolio = generate_campaign.make_tables(accounts, actions, seed)
    GENERATED.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(portfolio, ACCOUNTS)
    pyarrow.parquet.write_table(feed, ACTIONS)
    start = time.perf_counter()
    best = policy.best_actions(feed, portfolio, as_of=AS_OF, amount="balance")
    report = best.report()
    seconds = time.perf_counter() - start
    console.print(rows_of(report, 0))
    console.print(
        Text(f"{actions / seconds / 1e6:.1f} million actions a second, one thread; rows apart: {best.data_errors:,}")
    )
    best.plot(PICTURE)
    console.print(Text(f"as a picture: {shown(PICTURE)}"), soft_wrap=True)
    show_lists(console, policy, portfolio, best)


def show_lists(console: Console, policy: tramo.Policy, portfolio: Any, best: Any) -> None:
    with SHIFTS.open(encoding="utf-8", newline="") as file:
        shifts = list(csv.DictReader(file))
    start = time.perf_counter()
    lists = policy.worklists(portfolio, shifts, best, as_of=AS_OF)
    seconds = time.perf_counter() - start
    title(console, f"Who works whom: {count(lists.counts['taken'])} accounts for {count(len(shifts))} shifts")
    busiest = grid("agent", "shift", "calls", "minutes")
    for one in lists.shifts[:6]:
        busiest.add_row(one.agent, one.shift, count(one.calls), f"{one.minutes_used} of {one.minutes}")
    told = grid("left out", "accounts")
    for why, number in lists.counts.items():
        if why not in ("taken", "nothing_to_do"):
            told.add_row(why, count(number))
    console.print(beside(busiest, told))
    for row in lists.left_out.to_arrow().slice(0, LEFT_OUT_SHOWN).to_pylist():
        console.print(Text(f"{row['account']}: {row['reason']}"), soft_wrap=True)
    console.print(Text(f"ranked and dealt out in {seconds:.2f} s"))


def show_real(console: Console) -> None:
    """The log of an Italian police force, where it is at hand: events of fines read as actions on cases."""
    if not FINES.exists():
        return
    report = tramo.load(FINES_POLICY).report(pyarrow.csv.read_csv(FINES))
    title(console, f"Real actions: {shown(FINES)}")
    console.print(rows_of(report, 0))


def show(console: Console, accounts: int, actions: int, seed: int) -> None:
    show_manual(console)
    show_campaign(console, accounts, actions, seed)
    show_real(console)
