# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The main job on one screen: a policy, a portfolio made on the spot, and who is where and why.
"""Run by `make demo`; by hand: python examples/demo.py [--rows 200000] [--seed 7]"""

import argparse
import os
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import tramo
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

HERE = Path(__file__).resolve().parent
POLICY = HERE / "policies" / "demo_portfolio.tramo"
CARD_POLICY = HERE / "policies" / "credit_card.tramo"
SHARED = Path(os.environ.get("TRAMO_SHARED", HERE.parent.parent / "shared"))
CARD_ACCOUNTS = SHARED / "data" / "credit_card_accounts.csv"
AS_OF = "2026-11-21"
RUNS = 3

sys.path.insert(0, str(HERE / "data"))
import generate_portfolio  # noqa: E402


def shown(path: Path) -> str:
    return os.path.relpath(path)


def excerpt(policy: tramo.Policy) -> str:
    """The blocked segment and the strategy, as they stand in the document."""
    blocks = policy.source.split("\n\n")
    wanted = [block for block in blocks if "\nsegment blocked" in block or block.startswith("strategy ")]
    lines = "\n".join(wanted).splitlines()
    return "\n".join(line for line in lines if line.strip() and not line.lstrip().startswith("#"))


def grid(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        table.add_column(name, justify="right" if place else "left", no_wrap=True)
    return table


def count(value: int) -> str:
    return f"{value:,}"


def millions(value: Decimal | None) -> str:
    return "" if value is None else f"{value / 1_000_000:,.1f}"


def counts(result: tramo.Result) -> Table:
    segments = grid("segment", "count", "unknown", "BRL m")
    for name, found in result.segments.items():
        segments.add_row(name, count(found.true), count(found.unknown), millions(found.amount))
    queues = grid("queue", "count", "BRL m")
    for name, found in result.strategies["daily"].items():
        queues.add_row(name, count(found.rows), millions(found.amount))
    queues.add_row("[dim]set apart[/]", count(result.data_errors), "")
    queues.add_row("[dim]all rows read[/]", count(result.rows), "", style="bold")
    both = Table.grid(padding=(0, 3))
    both.add_row(segments, queues)
    return both


def first_in(result: tramo.Result, queue: str) -> str:
    """The key of the first account in a queue."""
    rows = result.to_arrow()
    queues = rows.column("daily").to_pylist()
    return rows.column("account")[queues.index(queue)].as_py()


def errors(result: tramo.Result) -> Table:
    table = grid("field", "count", "why", "for example")
    table.columns[2].justify = table.columns[3].justify = "left"
    table.columns[2].no_wrap = False
    examples: dict[tuple[str, str], str] = {}
    for error in result.errors:
        examples.setdefault((error.field, error.reason), f"{error.key}: {error.value}")
    for found in result.error_summary:
        table.add_row(found.field, count(found.count), found.message, examples[found.field, found.reason])
    return table


def timed(policy: tramo.Policy, table: Any) -> tuple[tramo.Result, float]:
    """The result, and the seconds that the fastest of some runs took."""
    fastest = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        result = policy.evaluate(table, as_of=AS_OF, sum="balance")
        fastest = min(fastest, time.perf_counter() - start)
    return result, fastest


def show_cards(console: Console) -> None:
    """The same on real accounts, where the file is at hand."""
    import pyarrow.csv

    result = tramo.load(CARD_POLICY).evaluate(pyarrow.csv.read_csv(CARD_ACCOUNTS), sum="BILL_AMT1")
    console.print(Rule(f"Real accounts: {shown(CARD_ACCOUNTS)}", align="left"))
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
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    console = Console(highlight=False)
    policy = tramo.load(POLICY)
    table = generate_portfolio.make_table(given.rows, given.seed)
    result, seconds = timed(policy, table)

    console.print(Rule(f"The policy: {shown(POLICY)} ({policy.hash[:12]})", align="left"))
    console.print(Text(excerpt(policy)), soft_wrap=True)
    console.print(Rule(f"{count(result.rows)} accounts on {AS_OF}", align="left"))
    console.print(counts(result))
    account = first_in(result, "blocked")
    why = policy.explain(table, row=account, segment="blocked", as_of=AS_OF).text.rstrip()
    console.print(Rule("One explanation", align="left"))
    why = why.replace(f"[{policy.name}:", "[line ").replace(policy.name, shown(POLICY))
    console.print(Text(why), soft_wrap=True)
    console.print(Rule(f"{count(result.data_errors)} accounts set apart, the others went on", align="left"))
    console.print(errors(result))
    speed = given.rows / seconds
    console.print(Rule(f"{speed / 1e6:.1f} million accounts a second, one thread, data in memory", align="left"))
    if CARD_ACCOUNTS.exists():
        show_cards(console)
    console.print(Rule("Next", align="left"))
    command = shown(HERE.parent / ".venv" / "bin" / "tramo")
    for line in (
        f"{command} check {shown(POLICY)}",
        f"{command} format {shown(POLICY)} --language es",
        "examples/README.md: the other policies, and how to run each",
    ):
        console.print(Text(f"  {line}"), soft_wrap=True)


if __name__ == "__main__":
    main()
