# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# How the demo lays out what it shows, so that its parts look alike.
"""Tables, numbers and paths for a terminal."""

import os
import re
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

import tramo
from tramo.offers import Offers

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("TRAMO_SHARED", HERE.parent.parent / "shared"))
AS_OF = "2026-11-21"


def shown(path: Path) -> str:
    return os.path.relpath(path)


def title(console: Console, words: str) -> None:
    console.print(Rule(words, align="left"))


def grid(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        table.add_column(name, justify="right" if place else "left", no_wrap=True)
    return table


def beside(*tables: Table) -> Table:
    both = Table.grid(padding=(0, 3))
    both.add_row(*tables)
    return both


def count(value: int) -> str:
    return f"{value:,}"


def millions(value: Decimal | None) -> str:
    return "" if value is None else f"{value / 1_000_000:,.1f}"


def excerpt(policy: tramo.Policy, beginnings: tuple[str, ...]) -> str:
    """The declarations whose first line begins so, as they stand in the document, without comments."""
    kept: list[str] = []
    last = None  # the line behind the declaration, or its own last one
    for line in policy.source.splitlines():
        if last is None and line.startswith(beginnings):
            last = "}" if line.endswith("{") else ""
        if last is None:
            continue
        if line.strip() and not line.lstrip().startswith("#"):
            kept.append(line.partition("  # ")[0])
        if line == last:
            last = None
    return "\n".join(kept)


def errors(found: tramo.Result | tramo.Alerts | Offers) -> Table:
    """Why rows were set apart, with one of each kind."""
    table = grid("field", "count", "why", "for example")
    table.columns[2].justify = table.columns[3].justify = "left"
    table.columns[2].no_wrap = False
    examples: dict[tuple[str, str], str] = {}
    for error in found.errors:
        key = f"{error.key}: " if error.key else ""
        # The summary counts a field of children once, whichever child it is.
        field = re.sub(r"\[\d+\]", "", error.field or "")
        examples.setdefault((field, error.reason), f"{key}{error.value}")
    for one in found.error_summary:
        table.add_row(one.field, count(one.count), one.message, Text(examples[one.field, one.reason]))
    return table
