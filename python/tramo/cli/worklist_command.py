# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command on worklists: accounts, actions and shifts in, the ranked list or the lists of the day out.
"""worklist."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import tramo

from . import reading, showing, showing_actions, writing
from .failures import FAILED, ListFormat, WrongUse, told, warn
from .options import (
    SHOWN_LINE,
    ActionsFile,
    AsOf,
    ChildFiles,
    DataPath,
    Encoding,
    EventsFile,
    PolicyPath,
    Set,
    children,
    day,
    pairs,
)

Found = tramo.NextActions | tramo.Worklists


def worklist(
    policy: PolicyPath,
    data: DataPath,
    actions: ActionsFile = None,
    as_of: AsOf = None,
    capacity: Annotated[
        Path | None,
        typer.Option(
            "--capacity",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Shifts: agent, minutes, and where there are any shift and skills (voice;mail, no commas). Without it "
            "accounts are ranked, and no list is filled.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--worklist", metavar="NAME", help="Which; else the first that holds on the day."),
    ] = None,
    minutes_per_call: Annotated[
        int | None,
        typer.Option("--minutes-per-call", min=1, help="For candidates that say no minutes."),
    ] = None,
    choices: Annotated[
        int, typer.Option("--choices", min=0, help="So many for each account, best first; 0: all.")
    ] = 1,
    agent: Annotated[
        str | None, typer.Option("--agent", metavar="NAME", help="With --capacity: only this agent's list.")
    ] = None,
    events: EventsFile = None,
    child_files: ChildFiles = None,
    parameters: Set = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="The lists; without --capacity the ranked list: .csv .parquet .arrow .json .jsonl",
        ),
    ] = None,
    left_out: Annotated[
        Path | None,
        typer.Option(
            "--left-out",
            metavar="FILE",
            help="With --capacity: accounts on no list, and by how much each missed.",
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option("--errors", metavar="FILE", help="Every data error, as for segment --errors."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when any row is set apart.")] = False,
    encoding: Encoding = "utf-8",
    output: Annotated[
        ListFormat, typer.Option("--format", help="How the result is printed.")
    ] = ListFormat.text,
) -> None:
    """Say what to do next with whom and why; with shifts, who does it today."""
    with told(output):
        if capacity is None and any(one is not None for one in (left_out, agent, minutes_per_call)):
            raise WrongUse("--left-out, --agent and --minutes-per-call are for lists: give --capacity too")
        if capacity is not None and choices != 1:
            raise WrongUse("--choices is for the ranked list: lists take the best choice of each account")
        written = {"--out": out, "--left-out": left_out, "--errors": errors}
        read = [policy, data, *(path for path in (actions, capacity, events) if path is not None)]
        read += map(Path, pairs(child_files, "--children").values())
        _check_files(written, read)
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        warn(loaded.warnings)
        child_tables = children(child_files, encoding)
        cases, bad_lines = reading.read_cases(data, loaded, encoding, bool(child_tables))
        feed, bad_actions = reading.read_actions(actions, encoding)
        asked: dict[str, Any] = {
            "as_of": day(as_of),
            "worklist": name,
            "children": child_tables or None,
            "events": reading.read_events(events, encoding) if events else None,
            "_bad_lines": [line[:SHOWN_LINE] for line in bad_lines],
        }
        found: Found
        if capacity is None:
            found = loaded.next_actions(cases, feed, choices=choices, **asked)
            rows: Any = found
        else:
            shifts = _shifts(capacity, encoding)
            found = loaded.worklists(cases, shifts, feed, minutes_per_call=minutes_per_call, **asked)
            rows = found.for_agent(agent) if agent is not None else found.lists
        _write(found, rows, written)
        _tell_apart(loaded, found, (actions, len(bad_actions)), has_events=events is not None)
        _print(loaded, found, rows, agent, output)
    apart = [found.data_errors, len(bad_actions)]
    apart += [one.data_errors for one in (found.alerts, found.best_actions) if one is not None]
    if strict and any(apart):
        raise typer.Exit(FAILED)


def _check_files(written: dict[str, Path | None], read: list[Path]) -> None:
    writing.refuse_to_overwrite(written, read)
    for option, path in written.items():
        writing.check_ending(path, writing.ROWS, option)


def _write(found: Found, rows: Any, written: dict[str, Path | None]) -> None:
    with (
        writing.open_writer(written["--out"]) as writer,
        writing.open_writer(written["--left-out"], "--left-out") as left_writer,
        writing.open_writer(written["--errors"], "--errors") as error_writer,
    ):
        if writer is not None:
            writer.write(rows)
        if left_writer is not None and isinstance(found, tramo.Worklists):
            left_writer.write(found.left_out)
        if error_writer is not None:
            writing.write_errors(found, error_writer)


def _shifts(path: Path, encoding: str) -> Any:
    bad_lines: list[str] = []
    shifts = reading.read_events(path, encoding, on_bad_line=bad_lines.append)
    if bad_lines:
        number = _line_of(bad_lines[0], path, encoding)
        raise WrongUse(
            f"--capacity {path}: line {number} has other cells than the header: {bad_lines[0][:SHOWN_LINE]!r}"
        )
    return shifts


def _line_of(text: str, path: Path, encoding: str) -> int:
    """The number of a line, the header's being 1."""
    lines = path.read_text(encoding).splitlines()
    return next((number for number, line in enumerate(lines, 1) if line == text.rstrip("\r\n")), 0)


def _tell_apart(
    policy: tramo.Policy, found: Found, actions: tuple[Path | None, int], has_events: bool
) -> None:
    """On standard error: what was left out of the data, where it is not part of the result."""
    path, bad_lines = actions
    warn(found.warnings)
    best = found.best_actions
    if best is not None and (words := showing.actions_text(path, best, bad_lines)):
        print(words, file=sys.stderr)
    for missing in showing.without_feeds(policy, found, has_events, best is not None):
        print(missing, file=sys.stderr)
    for name, orphans in found.orphans.items():
        if orphans.count:
            print(showing.orphans_text(name, orphans), file=sys.stderr)


def _print(policy: tramo.Policy, found: Found, rows: Any, agent: str | None, output: ListFormat) -> None:
    if output is ListFormat.csv:
        print(showing_actions.rows_text(rows, as_json=False))
    elif output is ListFormat.json:
        print(json.dumps(_told(found, rows), ensure_ascii=False, default=writing.as_text))
    elif isinstance(found, tramo.NextActions):
        showing_actions.show_next(policy, found)
    elif agent is not None:
        showing_actions.show_list(agent, rows)
    else:
        showing_actions.show_worklists(policy, found)


def _told(found: Found, rows: Any) -> dict[str, Any]:
    """The counts, and every row of the lists, of those left out, or of the ranked list."""
    if isinstance(found, tramo.NextActions):
        counts = {"accounts": found.accounts, "data_errors": found.data_errors, **found.counts}
        return {**counts, "next_actions": writing.as_plain_rows(rows)}
    lists, left_out = writing.as_plain_rows(rows), writing.as_plain_rows(found.left_out)
    return {**found.to_dict(), "lists": lists, "left_out": left_out}
