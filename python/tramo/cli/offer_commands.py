# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command on offers: what it takes, and how accounts and events come to the policy.
"""offers."""

import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

import tramo
from tramo.offers import Offers

from . import alert_commands, reading, showing, writing
from .failures import FAILED, OutputFormat, WrongUse, told, warn
from .options import (
    SHOWN_LINE,
    ActionsFile,
    AsOf,
    ChildFiles,
    DataPath,
    Encoding,
    EventsFile,
    Format,
    PolicyPath,
    Set,
    children,
    day,
    pairs,
)
from .pictures import check_picture, drawn

TableFile = Path | None


class _Wanted(NamedTuple):
    """Of all that could be offered, what is asked for."""

    role: str | None
    condition: str | None
    alternative: str | None
    installments: int | None
    entry: str | None


class _Files(NamedTuple):
    """Where accounts come from, and what belongs to them."""

    data: Path
    events: Path | None
    actions: Path | None
    children: dict[str, object]
    encoding: str


class _Answer(NamedTuple):
    offers: Offers
    alerts: tramo.Alerts | None
    bad_actions: list[str]


def offers(
    policy: PolicyPath,
    data: DataPath,
    as_of: AsOf = None,
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="NAME", help="Whose ceilings of discounts hold; else everybody's."),
    ] = None,
    condition: Annotated[
        str | None, typer.Option("--condition", metavar="NAME", help="Only offers of this condition.")
    ] = None,
    alternative: Annotated[
        str | None, typer.Option("--alternative", metavar="NAME", help="Only offers of this alternative.")
    ] = None,
    installments: Annotated[
        int | None, typer.Option("--installments", min=1, help="Only offers of so many installments.")
    ] = None,
    entry: Annotated[
        str | None,
        typer.Option(
            "--entry",
            metavar="AMOUNT",
            help="The entry agreed with the debtor, such as 300.00; else the least that the policy asks for.",
        ),
    ] = None,
    events: EventsFile = None,
    actions: ActionsFile = None,
    child_files: ChildFiles = None,
    parameters: Set = None,
    account: Annotated[
        str | None,
        typer.Option(
            "--account",
            metavar="KEY",
            help="Only this account: its offers side by side, and why there are no others.",
        ),
    ] = None,
    out: Annotated[
        TableFile,
        typer.Option("--out", metavar="FILE", help="Every offer: .csv .parquet .arrow .json .jsonl"),
    ] = None,
    payments: Annotated[
        TableFile,
        typer.Option(
            "--payments", metavar="FILE", help="Every payment of them: .csv .parquet .arrow .json .jsonl"
        ),
    ] = None,
    refused: Annotated[
        TableFile,
        typer.Option(
            "--refused", metavar="FILE", help="Every reason against: .csv .parquet .arrow .json .jsonl"
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="With --account: what is left to pay, as a picture."),
    ] = None,
    errors: Annotated[
        TableFile,
        typer.Option(
            "--errors",
            metavar="FILE",
            help="Every data error, with its row, key, field, value, reason and message: "
            ".csv .parquet .arrow .json .jsonl",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when any row is set apart.")] = False,
    encoding: Encoding = "utf-8",
    output: Format = OutputFormat.text,
) -> None:
    """Say who may pay how, on which terms, and why not otherwise."""
    with told(output):
        child_paths = pairs(child_files, "--children")
        written = {
            "--out": out,
            "--payments": payments,
            "--refused": refused,
            "--errors": errors,
            "--plot": plot,
        }
        feeds = [path for path in (events, actions) if path is not None]
        used = [policy, data, *feeds, *map(Path, child_paths.values())]
        writing.refuse_to_overwrite(written, used)
        check_picture(plot)
        if plot is not None and account is None:
            raise WrongUse("--plot draws the offers of one account: give --account too")
        wanted = _Wanted(role, condition, alternative, installments, _amount(entry))
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        warn(loaded.warnings)
        if account is not None and loaded.key is None:
            raise WrongUse(f"{policy} declares no field as key, so --account can name none")
        with (
            writing.open_writer(out) as offer_writer,
            writing.open_writer(payments, "--payments") as payment_writer,
            writing.open_writer(refused, "--refused") as refusal_writer,
            writing.open_writer(errors, "--errors") as error_writer,
        ):
            files = _Files(data, events, actions, children(child_files, encoding), encoding)
            answer = _find(loaded, files, day(as_of), wanted, account)
            found = answer.offers
            for rows, writer in (
                (found.table, offer_writer),
                (found.payments, payment_writer),
                (found.refused, refusal_writer),
            ):
                if writer is not None:
                    writing.write_rows(rows, writer)
            if error_writer is not None:
                writing.write_errors(found, error_writer)
            if plot is not None:
                with drawn():
                    found.plot(account, plot)
        _tell_apart(loaded, answer, files, errors, is_alone=account is not None)
        _print(loaded, found, account, output)
    apart = [found.data_errors, len(answer.bad_actions)]
    apart += [answer.alerts.data_errors] if answer.alerts is not None else []
    if found.best_actions is not None and account is None:
        apart.append(found.best_actions.data_errors)
    if strict and any(apart):
        raise typer.Exit(FAILED)


def _find(
    policy: tramo.Policy, files: _Files, as_of: str | None, wanted: _Wanted, account: str | None
) -> _Answer:
    as_records = bool(files.children) or account is not None
    whole, bad_lines = reading.read_cases(files.data, policy, files.encoding, as_records)
    alerts = None
    if files.events is not None:
        alerts = alert_commands.replay(
            policy, files.events, files.encoding, accounts=whole, as_of=as_of, children=files.children
        )
    feed, bad_actions = reading.read_actions(files.actions, files.encoding)
    first_row = 0
    if account is not None:
        row = reading.find_row([whole], policy, account, None)
        whole, first_row = _row_alone(whole, row.place), row.place
        bad_lines = []
    found = policy.offers(
        whole,
        as_of=as_of,
        **wanted._asdict(),
        children=files.children,
        alerts=alerts,
        actions=feed,
        _bad_lines=[line[:SHOWN_LINE] for line in bad_lines],
        _first_row=first_row,
    )
    return _Answer(found, alerts, bad_actions)


def _row_alone(table: Any, place: int) -> Any:
    return [table[place]] if isinstance(table, list) else table.slice(place, 1)


def _amount(entry: str | None) -> str | None:
    try:
        is_amount = entry is None or Decimal(entry).is_finite()
    except InvalidOperation:
        is_amount = False
    if not is_amount:
        raise WrongUse(f"--entry takes an amount such as 300.00, not {entry!r}")
    return entry


def _tell_apart(
    policy: tramo.Policy, answer: _Answer, files: _Files, errors: Path | None, is_alone: bool
) -> None:
    """On standard error: what was left out of the data, where it is not part of the result."""
    found = answer.offers
    warn(found.warnings)
    if errors is not None and found.errors_not_listed:
        print(showing.not_listed_text(errors, found), file=sys.stderr)
    if answer.alerts is not None and answer.alerts.data_errors:
        print(showing.events_text(files.events, answer.alerts), file=sys.stderr)
    best = found.best_actions
    # Of one account alone the actions of all others would be told as those of none.
    if best is not None and not is_alone:
        words = showing.actions_text(files.actions, best, len(answer.bad_actions))
        print(words, end="\n" if words else "", file=sys.stderr)
    for missing in showing.without_feeds(policy, found, answer.alerts is not None, best is not None):
        print(missing, file=sys.stderr)
    for name, orphans in found.orphans.items():
        if orphans.count and not is_alone:
            print(showing.orphans_text(name, orphans), file=sys.stderr)


def _print(policy: tramo.Policy, found: Offers, account: str | None, output: OutputFormat) -> None:
    if output is OutputFormat.json:
        found.write_json(sys.stdout)
        print()
    elif account is not None:
        showing.show_account(policy, found, account)
    else:
        showing.show_offers(policy, found)
