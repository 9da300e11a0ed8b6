# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What several commands take, described once.
"""Arguments and options."""

from pathlib import Path
from typing import Annotated

import typer

from ..question import BEGINS_WITH_A_DAY
from . import reading
from .failures import OutputFormat, WrongUse

PolicyPath = Annotated[
    Path, typer.Argument(metavar="POLICY", exists=True, dir_okay=False, help="A policy document.")
]
DataPath = Annotated[
    Path,
    typer.Argument(
        metavar="DATA", exists=True, dir_okay=False, help="Accounts: .csv .parquet .json .jsonl .arrow"
    ),
]
Format = Annotated[OutputFormat, typer.Option("--format", help="How the result is printed.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day asked for, such as 2026-11-21; needed where the policy reads it.",
    ),
]
Key = Annotated[
    str | None, typer.Option("--key", metavar="COLUMN", help="The column that rows are called by.")
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="A parameter of the policy, as it would stand in a cell of data; may be given several times.",
    ),
]
ChildFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--children",
        metavar="NAME=FILE",
        help="Children of the accounts, joined by the key column; may be given several times.",
    ),
]
Encoding = Annotated[str, typer.Option("--encoding", help="Of CSV files.")]
EventsFile = Annotated[
    Path | None,
    typer.Option(
        "--events",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="The events that the accounts' alerts and counters come from.",
    ),
]
ActionsFile = Annotated[
    Path | None,
    typer.Option(
        "--actions",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="The actions that the accounts' best actions and attempts come from.",
    ),
]

SHOWN_LINE = 60  # characters of a line that is set apart


def pairs(given: list[str] | None, option: str) -> dict[str, str]:
    """`NAME=VALUE` options as a dictionary."""
    found: dict[str, str] = {}
    for one in given or []:
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise WrongUse(f"{option} takes NAME=VALUE, not {one!r}")
        if name in found:
            raise WrongUse(f"{option} {name} is given twice: as {found[name]!r} and as {value!r}")
        found[name] = value
    return found


def day(as_of: str | None, option: str = "--as-of") -> str | None:
    """The day as given; wrong use where it is none."""
    from datetime import date

    try:
        if as_of and not BEGINS_WITH_A_DAY.match(as_of):
            raise ValueError
        return as_of and date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise WrongUse(f"{option} takes a day such as 2026-11-21, not {as_of!r}") from None


def children(given: list[str] | None, encoding: str) -> dict[str, object]:
    return {
        name: reading.read_whole(Path(path), encoding) for name, path in pairs(given, "--children").items()
    }
