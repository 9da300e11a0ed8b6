# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The main jobs in a minute: who of a portfolio is where and why, which alerts two million events leave behind, what may
# be agreed with fifty thousand debtors, what three million actions came to, and what to do with twenty thousand
# companies.
"""Run by `make demo`; by hand:

    python examples/demo.py [--rows 200000] [--events 2000000] [--debtors 50000]
           [--actions 3000000] [--companies 20000] [--seed 7]"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import demo_actions
import demo_alerts
import demo_offers
import demo_treatment
from demo_screen import AS_OF, HERE, SHARED, beside, count, errors, excerpt, grid, millions, shown, title
from rich.console import Console
from rich.table import Table
from rich.text import Text

import tramo

POLICY = HERE / "policies" / "demo_portfolio.tramo"
CARD_POLICY = HERE / "policies" / "credit_card.tramo"
CARD_ACCOUNTS = SHARED / "data" / "credit_card_accounts.csv"
RUNS = 3

sys.path.insert(0, str(HERE / "data"))
import generate_portfolio  # noqa: E402


def counts(result: tramo.Result) -> Table:
    segments = grid("segment", "count", "unknown", "BRL m")
    for name, found in result.segments.items():
        segments.add_row(name, count(found.true), count(found.unknown), millions(found.amount))
    queues = grid("queue", "count", "BRL m")
    for name, found in result.strategies["daily"].items():
        queues.add_row(name, count(found.rows), millions(found.amount))
    queues.add_row("[dim]set apart[/]", count(result.data_errors), "")
    queues.add_row("[dim]all rows read[/]", count(result.rows), "", style="bold")
    return beside(segments, queues)


def first_in(result: tramo.Result, queue: str) -> str:
    """The key of the first account in a queue."""
    rows = result.to_arrow()
    queues = rows.column("daily").to_pylist()
    return rows.column("account")[queues.index(queue)].as_py()


def timed(policy: tramo.Policy, table: Any) -> tuple[tramo.Result, float]:
    """The result, and the seconds that the fastest of some runs took."""
    fastest = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        result = policy.evaluate(table, as_of=AS_OF, sum="balance")
        fastest = min(fastest, time.perf_counter() - start)
    return result, fastest


def show_portfolio(console: Console, rows: int, seed: int) -> None:
    """One policy, one invented portfolio: segments, queues, an explanation, and what did not fit."""
    policy = tramo.load(POLICY)
    title(console, f"The policy: {shown(POLICY)} ({policy.hash[:12]})")
    console.print(Text(excerpt(policy, ("segment blocked", "strategy "))), soft_wrap=True)
    console.print(Text(f"inventing {count(rows)} accounts", "dim"))
    table = generate_portfolio.make_table(rows, seed)
    result, seconds = timed(policy, table)
    title(console, f"{count(result.rows)} accounts on {AS_OF}")
    console.print(counts(result))
    account = first_in(result, "blocked")
    why = policy.explain(table, row=account, segment="blocked", as_of=AS_OF).text.rstrip()
    title(console, "One explanation")
    why = why.replace(f"[{policy.name}:", "[line ").replace(policy.name, shown(POLICY))
    console.print(Text(why), soft_wrap=True)
    title(console, f"{count(result.data_errors)} accounts set apart, the others went on")
    console.print(errors(result))
    title(console, f"{rows / seconds / 1e6:.1f} million accounts a second, one thread, data in memory")


def show_cards(console: Console) -> None:
    """The same on real accounts, where the file is at hand."""
    if not CARD_ACCOUNTS.exists():
        return
    import pyarrow.csv

    result = tramo.load(CARD_POLICY).evaluate(pyarrow.csv.read_csv(CARD_ACCOUNTS), sum="BILL_AMT1")
    title(console, f"Real accounts: {shown(CARD_ACCOUNTS)}")
    queues = (f"{name} {count(found.rows)}" for name, found in result.strategies["collections"].items())
    console.print(Text(f"{count(result.rows)} accounts, by queue: {', '.join(queues)}"))
    codes = (
        f"{field} {value!r} {count(rows)} times"
        for field, values in result.new_values.items()
        for value, rows in values.items()
    )
    apart = (f"{found.field} {found.message}: {count(found.count)}" for found in result.error_summary)
    console.print(Text(f"set apart: {'; '.join(apart)}. Kept and reported as new: {', '.join(codes)}"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=200_000, help="accounts of the portfolio")
    options.add_argument("--accounts", type=int, default=200_000, help="accounts of the log, and of the campaign")
    options.add_argument("--events", type=int, default=2_000_000)
    options.add_argument("--debtors", type=int, default=50_000, help="those who are offered agreements")
    options.add_argument("--actions", type=int, default=3_000_000, help="calls and messages of a campaign")
    options.add_argument("--companies", type=int, default=20_000, help="those that are decided about")
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    console = Console(highlight=False)
    show_portfolio(console, given.rows, given.seed)
    show_cards(console)
    demo_alerts.show_invented(console, given.accounts, given.events, given.seed)
    demo_alerts.show_real(console)
    demo_offers.show(console, given.debtors, given.seed)
    demo_actions.show(console, given.accounts, given.actions, given.seed)
    demo_treatment.show(console, given.companies, 10 * given.companies, given.seed)

    title(console, "Next")
    command = shown(HERE.parent / ".venv" / "bin" / "tramo")
    alerts, events = shown(demo_alerts.POLICY), shown(demo_alerts.EVENTS)
    offers, debtors = shown(demo_offers.POLICY), shown(demo_offers.DEBTORS)
    manual, actions = shown(demo_actions.MANUAL_POLICY), shown(demo_actions.MANUAL_ACTIONS)
    campaign = f"{shown(demo_actions.POLICY)} {shown(demo_actions.ACCOUNTS)} --actions {shown(demo_actions.ACTIONS)}"
    companies = f"{shown(demo_treatment.ACCOUNTS)} --events {shown(demo_treatment.EVENTS)}"
    for line in (
        f"{command} check {shown(POLICY)}",
        f"{command} format {shown(POLICY)} --language es",
        f"{command} alerts {alerts} {events} --as-of {AS_OF} --out transitions.csv",
        f"{command} diagram {alerts} promesa",
        f"{command} offers {offers} {debtors} --as-of {AS_OF} --role {demo_offers.ROLE} --account D-0000002",
        f"{command} best {manual} {actions} --cases {shown(demo_actions.MANUAL_CASES)} --as-of 2026-11-21",
        f"{command} worklist {campaign} --as-of {AS_OF} --capacity {shown(demo_actions.SHIFTS)}",
        f"{command} decide {shown(demo_treatment.POLICY)} {companies} --as-of {AS_OF} --account C-0000017",
        "examples/README.md: the other policies, and how to run each",
    ):
        console.print(Text(f"  {line}"), soft_wrap=True)


if __name__ == "__main__":
    main()
