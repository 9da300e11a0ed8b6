# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command on decisions: accounts and what happened in, what must, may and must not be done out.
"""decide."""

import json
import sys
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

import tramo

from . import reading, showing, showing_decisions, surrounding_files, writing
from .failures import FAILED, ListFormat, WrongUse, told, warn
from .options import (
    SHOWN_LINE,
    ActionsFile,
    AsOf,
    ChildFiles,
    DataPath,
    Encoding,
    EventsFile,
    Key,
    PolicyPath,
    Set,
    children,
    day,
    pairs,
)
from .pictures import check_picture, drawn

PICTURES = (".png", ".svg")
OBJECTS = (".json", ".jsonl")


class Table(str, Enum):
    """The tables of decisions."""

    decisions = "decisions"
    effects = "effects"
    tasks = "tasks"
    holds = "holds"
    promises = "promises"
    contacts = "contacts"
    messages = "messages"
    advice = "advice"


def decide(
    policy: PolicyPath,
    data: DataPath,
    events: EventsFile = None,
    actions: ActionsFile = None,
    as_of: AsOf = None,
    now: Annotated[
        str | None,
        typer.Option(
            "--now",
            metavar="MOMENT",
            help="On the clock of the policy's zone and on the day asked for, such as 10:30; else it is about the day.",
        ),
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", metavar="KEY", help="Only this account, told at length.")
    ] = None,
    what: Annotated[
        Table | None, typer.Option("--what", help="Which table; else a summary, or whole decisions as JSON.")
    ] = None,
    key: Key = None,
    child_files: ChildFiles = None,
    parameters: Set = None,
    holiday_files: Annotated[
        list[str] | None,
        typer.Option(
            "--holidays",
            metavar="KEY=FILE",
            help="Holidays by the policy's name for them: a day a line, or JSON; else those of the package holidays. "
            "May be given several times, and then for all.",
        ),
    ] = None,
    pack_files: Annotated[
        list[Path] | None,
        typer.Option(
            "--pack", metavar="FILE", exists=True, dir_okay=False, help="A pack of limits besides the shipped ones."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Decisions, one a line: .jsonl, or one array: .json. With --what its rows, also .csv .parquet .arrow",
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option("--errors", metavar="FILE", help="Every data error, as for segment --errors."),
    ] = None,
    calendar: Annotated[
        Path | None,
        typer.Option("--calendar", metavar="FILE", help="With --account: its coming month as a picture: .png .svg"),
    ] = None,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Results do not depend on it.")] = 1,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when any row is set apart.")] = False,
    encoding: Encoding = "utf-8",
    output: Annotated[
        ListFormat, typer.Option("--format", help="How the result is printed.")
    ] = ListFormat.text,
) -> None:
    """Say what must, may and must not be done to each account today, and why."""
    with told(output):
        if calendar is not None and account is None:
            raise WrongUse("--calendar is the month of one account: give --account too")
        check_picture(calendar, "--calendar", PICTURES)
        written = {"--out": out, "--errors": errors, "--calendar": calendar}
        read = [policy, data, *(path for path in (events, actions, *(pack_files or ())) if path is not None)]
        read += [Path(path) for option in (child_files, holiday_files) for path in _paths(option)]
        _check_files(written, read, what)
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        warn(loaded.warnings)
        child_tables = children(child_files, encoding)
        cases, bad_lines = reading.read_cases(data, loaded, encoding, bool(child_tables), key)
        feed, bad_actions = reading.read_actions(actions, encoding)
        history, bad_events = reading.read_actions(events, encoding)
        packs = surrounding_files.packs(pack_files, loaded)
        found = loaded.decide(
            cases,
            history,
            day(as_of),
            actions=feed,
            children=child_tables or None,
            key=key,
            now=now,
            holidays=surrounding_files.holidays(pairs(holiday_files, "--holidays"), loaded, packs),
            packs=packs,
            contacts=account is not None or what in (None, Table.contacts),
            threads=threads,
            _bad_lines=[line[:SHOWN_LINE] for line in bad_lines],
            _bad_event_lines=[line[:SHOWN_LINE] for line in bad_events],
        )
        one = None if account is None else found.of(account)
        _write(found, one, what, written)
        if one is not None and calendar is not None:
            with drawn("--calendar"):
                one.calendar(path=calendar)
        if found.data_errors and (account is not None or what is not None or output is not ListFormat.text):
            print(showing_decisions.apart_text(data, found), file=sys.stderr)
        _tell_apart(loaded, found, (events, actions, len(bad_actions)))
        _print(loaded, found, one, what, output)
    apart = [found.data_errors, len(bad_actions)]
    apart += [each.data_errors for each in (found.alerts, found.best_actions) if each is not None]
    if strict and any(apart):
        raise typer.Exit(FAILED)


def _paths(given: list[str] | None) -> Iterable[str]:
    return (one.partition("=")[2] for one in given or [])


def _check_files(written: dict[str, Path | None], read: list[Path], what: Table | None) -> None:
    writing.refuse_to_overwrite(written, read)
    writing.check_ending(written["--errors"], writing.ROWS, "--errors")
    writing.check_ending(written["--out"], writing.ROWS, "--out")
    out = written["--out"]
    if what is None and out is not None and out.suffix.lower() not in OBJECTS:
        raise WrongUse(f"--out {out}: whole decisions go into .json or .jsonl; for a table say which with --what")


def _write(
    found: tramo.Decisions, one: tramo.Decision | None, what: Table | None, written: dict[str, Path | None]
) -> None:
    out = written["--out"]
    with writing.open_writer(written["--errors"], "--errors") as error_writer:
        if error_writer is not None:
            writing.write_errors(found, error_writer)
    if out is not None and what is None:
        writing.write_lines(_objects([one] if one is not None else found, out.suffix.lower() == ".json"), out)
        return
    with writing.open_writer(out) as writer:
        if writer is not None:
            writer.write(showing_decisions.rows_of(found, one, (what or Table.decisions).value))


def _objects(decisions: Iterable[tramo.Decision], is_array: bool) -> Iterable[str]:
    """Line by line: a million decisions are never held as text."""
    between = "[\n" if is_array else ""
    for each in decisions:
        yield between + each.to_json()
        between = ",\n" if is_array else "\n"
    if is_array:
        yield "[]" if between == "[\n" else "\n]"
    if is_array or between:
        yield "\n"


def _tell_apart(
    policy: tramo.Policy, found: tramo.Decisions, feeds: tuple[Path | None, Path | None, int]
) -> None:
    """On standard error: what was left out of the data, where it is not part of the result."""
    events, actions, bad_actions = feeds
    warn(found.warnings)
    if found.alerts is not None and found.alerts.data_errors:
        print(showing.events_text(events, found.alerts), file=sys.stderr)
    best = found.best_actions
    if best is not None and (words := showing.actions_text(actions, best, bad_actions)):
        print(words, file=sys.stderr)
    for missing in showing.without_feeds(policy, found, events is not None, best is not None):
        print(missing, file=sys.stderr)
    for name, orphans in found.orphans.items():
        if orphans.count:
            print(showing.orphans_text(name, orphans), file=sys.stderr)
    for words in showing_decisions.remark_lines(found):
        print(words, file=sys.stderr)


def _print(
    policy: tramo.Policy,
    found: tramo.Decisions,
    one: tramo.Decision | None,
    what: Table | None,
    output: ListFormat,
) -> None:
    if what is None and output is ListFormat.json:
        for text in [one.to_json() + "\n"] if one is not None else _objects(found, is_array=True):
            sys.stdout.write(text)
    elif what is None and output is ListFormat.text:
        if one is not None:
            print(one)
        else:
            showing_decisions.show_decisions(policy, found)
    else:
        rows = showing_decisions.rows_of(found, one, (what or Table.decisions).value)
        if output is ListFormat.json:
            print(json.dumps(writing.as_plain_rows(rows), ensure_ascii=False, default=writing.as_text))
        elif output is ListFormat.csv:
            print(showing_decisions.csv_text(rows))
        else:
            showing_decisions.show_table(policy, rows, (what or Table.decisions).value)
