# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The two commands on alerts, and how events are replayed for the others.
"""alerts and diagram."""

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

import tramo

from . import reading, showing, writing
from .failures import FAILED, OutputFormat, WrongUse, told, warn
from .options import SHOWN_LINE, AsOf, ChildFiles, Encoding, Format, PolicyPath, Set, children, day, pairs

EventsPath = Annotated[
    Path,
    typer.Argument(
        metavar="EVENTS", exists=True, dir_okay=False, help="Events: .csv .parquet .json .jsonl .arrow"
    ),
]
AccountsFile = Annotated[
    Path | None,
    typer.Option(
        "--accounts",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="The accounts; events of others are set apart. Without it they are those of the events.",
    ),
]


class DiagramFormat(str, Enum):
    """Whose words a machine is drawn in."""

    mermaid = "mermaid"
    dot = "dot"


def replay(
    policy: tramo.Policy,
    events: Path,
    encoding: str,
    *,
    accounts: Any = None,
    as_of: str | None = None,
    known_at: str | None = None,
    state: Path | None = None,
    horizon: str | None = None,
    children: dict[str, object] | None = None,
    threads: int = 1,
) -> tramo.Alerts:
    """Alerts from files."""
    before = _load_state(state) if state is not None else None
    bad_lines: list[str] = []
    feed = reading.read_events(events, encoding, on_bad_line=bad_lines.append)
    found = policy.alerts(
        feed,
        accounts,
        as_of=day(as_of),
        known_at=known_at,
        state=before,
        horizon=day(horizon, "--horizon"),
        children=children,
        threads=threads,
        _bad_lines=[line[:SHOWN_LINE] for line in bad_lines],
    )
    warn(found.warnings)
    return found


def _load_state(path: Path) -> tramo.AlertState:
    try:
        return tramo.AlertState.load(path)
    except ValueError as error:
        raise WrongUse(f"--state {error}") from None


def alerts(
    policy: PolicyPath,
    events: EventsPath,
    accounts: AccountsFile = None,
    child_files: ChildFiles = None,
    as_of: AsOf = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at",
            metavar="MOMENT",
            help="Only what was recorded by then, such as 2026-11-21T10:30; a day means its end.",
        ),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            "--state",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="The snapshot to go on from: EVENTS then holds the rows that were not given before.",
        ),
    ] = None,
    save_state: Annotated[
        Path | None,
        typer.Option("--save-state", metavar="FILE", help="A snapshot to go on from: .parquet .arrow .json"),
    ] = None,
    horizon: Annotated[
        str | None,
        typer.Option(
            "--horizon",
            metavar="DATE",
            help="The day at whose end the snapshot stands; else that of --as-of, else the last event.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Every transition: .csv .parquet .arrow .json .jsonl"),
    ] = None,
    states: Annotated[
        Path | None,
        typer.Option(
            "--states", metavar="FILE", help="Each account's states: .csv .parquet .arrow .json .jsonl"
        ),
    ] = None,
    parameters: Set = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors",
            metavar="FILE",
            help="Every event set apart, with its row, key, field, value, reason and message: "
            ".csv .parquet .arrow .json .jsonl",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 when any event is set apart.")
    ] = False,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Results do not depend on it.")] = 1,
    encoding: Encoding = "utf-8",
    output: Format = OutputFormat.text,
) -> None:
    """Say which alerts accounts carry after a feed of events."""
    with told(output):
        written = {"--out": out, "--states": states, "--errors": errors}
        child_paths = map(Path, pairs(child_files, "--children").values())
        used = [policy, events, *([accounts] if accounts else []), *child_paths]
        # A snapshot may take the place of the one before.
        writing.refuse_to_overwrite({**written, "--save-state": save_state}, used)
        writing.refuse_to_overwrite(written, [state] if state else [])
        if child_files and accounts is None:
            raise WrongUse("--children are those of accounts: give --accounts too")
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        warn(loaded.warnings)
        with (
            writing.open_writer(out) as writer,
            writing.open_writer(states, "--states") as state_writer,
            writing.open_writer(errors, "--errors") as error_writer,
        ):
            found = replay(
                loaded,
                events,
                encoding,
                accounts=reading.read_whole(accounts, encoding) if accounts else None,
                as_of=as_of,
                known_at=known_at,
                state=state,
                horizon=horizon,
                children=children(child_files, encoding) or None,
                threads=threads,
            )
            if writer is not None:
                writer.write(found.transitions)
            if state_writer is not None:
                state_writer.write(found.states)
            if error_writer is not None:
                writing.write_errors(found, error_writer)
                if found.errors_not_listed:
                    print(showing.not_listed_text(errors, found), file=sys.stderr)
            if save_state is not None:
                writing.save_state(found.snapshot(), save_state)
        if output is OutputFormat.json:
            print(found.to_json())
        else:
            showing.show_alerts(loaded, found)
    if strict and found.data_errors:
        raise typer.Exit(FAILED)


def diagram(
    policy: PolicyPath,
    alert: Annotated[
        str | None, typer.Argument(metavar="ALERT", help="The alert to draw; all where none is named.")
    ] = None,
    output: Annotated[
        DiagramFormat, typer.Option("--format", help="Mermaid, or Graphviz's dot.")
    ] = DiagramFormat.mermaid,
    events: Annotated[
        Path | None,
        typer.Option(
            "--events",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Events: with --account, draws how the account went through its alerts.",
        ),
    ] = None,
    account: Annotated[
        str | None, typer.Option("--account", metavar="KEY", help="The account whose timeline is drawn.")
    ] = None,
    png: Annotated[
        Path | None, typer.Option("--png", metavar="FILE", help="Write the timeline as a picture.")
    ] = None,
    accounts: AccountsFile = None,
    as_of: AsOf = None,
    parameters: Set = None,
    encoding: Encoding = "utf-8",
) -> None:
    """Draw the machine of an alert, or how one account went through it."""
    with told(OutputFormat.text):
        if (events is None) != (account is None):
            raise WrongUse("a timeline needs both --events and --account")
        if png is not None and events is None:
            raise WrongUse("--png draws a timeline: give --events and --account too")
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        warn(loaded.warnings)
        names = list(loaded.alert_machines)
        if not names:
            raise WrongUse(f"{policy} declares no alerts")
        if alert is not None:
            loaded.alert_machines[alert]  # a name that is not there is told with the one that may be meant
        if events is None:
            print(_drawn(loaded, [alert] if alert else names, output), end="")
            return
        used = [policy, events, *([accounts] if accounts else [])]
        writing.refuse_to_overwrite({"--png": png}, used)
        known = reading.read_whole(accounts, encoding) if accounts else None
        found = replay(loaded, events, encoding, accounts=known, as_of=as_of)
        if png is None:
            print(found.timeline(account, alert))
        elif png.suffix.lower() != ".png":
            raise WrongUse(f"--png {png}: a picture's file ends with .png")
        else:
            found.plot_timeline(account, png, alert)


def _drawn(policy: tramo.Policy, names: list[str], output: DiagramFormat) -> str:
    """One machine as it is; several of Mermaid as a document of Markdown, for they make no file together."""
    drawn = {name: policy.diagram(name, output.value).rstrip("\n") + "\n" for name in names}
    if output is DiagramFormat.dot or len(names) == 1:
        return "\n".join(drawn.values())
    parts = []
    for name, text in drawn.items():
        label = policy.alert_machines[name].label
        title = f"{name}: {label}" if label else name
        parts.append(f"## {title}\n\n```mermaid\n{text}```\n")
    return "\n".join(parts)
