# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command on best actions: what it takes, and where its report and its cases go.
"""best."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

import tramo
from tramo.action_figures import ENDINGS
from tramo.action_html import report_page
from tramo.action_text import report_csv

from . import reading, showing, showing_actions, writing
from .failures import FAILED, ReportFormat, WrongUse, told, warn
from .options import (
    SHOWN_LINE,
    AsOf,
    ChildFiles,
    Encoding,
    EventsFile,
    PolicyPath,
    Set,
    children,
    day,
    pairs,
)
from .pictures import check_picture, drawn

ActionsPath = Annotated[
    Path,
    typer.Argument(
        metavar="ACTIONS", exists=True, dir_okay=False, help="Actions: .csv .parquet .json .jsonl .arrow"
    ),
]
Name = str | None


class _Shown(NamedTuple):
    """What of the answer is asked for."""

    group: str | None
    branch: str | None
    drill: str | None
    sort: str | None
    ascending: bool
    output: ReportFormat


class _Files(NamedTuple):
    """Where a result goes."""

    out: Path | None
    per_case: Path | None
    plot: Path | None
    errors: Path | None
    case_errors: Path | None

    def options(self) -> dict[str, Path | None]:
        return {f"--{name.replace('_', '-')}": path for name, path in self._asdict().items()}


def best(
    policy: PolicyPath,
    actions: ActionsPath,
    cases: Annotated[
        Path | None,
        typer.Option(
            "--cases",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="The cases there are; actions on others are left out. Without it they are those of the actions.",
        ),
    ] = None,
    as_of: AsOf = None,
    window: Annotated[
        str,
        typer.Option(
            "--window",
            metavar="WHICH",
            help="Which actions may be the best: policy (as it says), all, month, so many days (30), or those "
            "since a day (2026-11-01).",
        ),
    ] = "policy",
    agent: Annotated[Name, typer.Option("--agent", metavar="NAME", help="Only actions of this agent.")] = None,
    segment: Annotated[
        Name, typer.Option("--segment", metavar="NAME", help="Only cases in this segment.")
    ] = None,
    queue: Annotated[
        Name, typer.Option("--queue", metavar="STRATEGY.QUEUE", help="Only cases in this queue.")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="FIELD=VALUE",
            help="Only cases with this value, such as creditor=CLARO; may be given several times.",
        ),
    ] = None,
    by: Annotated[
        Name, typer.Option("--by", metavar="FIELD", help="A report for each value of this field.")
    ] = None,
    group: Annotated[
        Name, typer.Option("--group", metavar="VALUE", help="With --by: only the report of this value.")
    ] = None,
    amount: Annotated[
        Name,
        typer.Option("--amount", metavar="FIELD", help="The money field to add up; else the debt's principal."),
    ] = None,
    branch: Annotated[
        Name,
        typer.Option("--branch", metavar='"A / B"', help="Only the cases of this row of the report."),
    ] = None,
    drill: Annotated[
        Name,
        typer.Option("--drill", metavar='"A / B"', help="List the cases of this row in place of the report."),
    ] = None,
    sort: Annotated[
        Name,
        typer.Option(
            "--sort",
            metavar="FIELD",
            help="With --drill: by this field of the cases, or by what was found, such as best.day; largest first.",
        ),
    ] = None,
    ascending: Annotated[bool, typer.Option("--ascending", help="With --sort: smallest first.")] = False,
    events: EventsFile = None,
    child_files: ChildFiles = None,
    parameters: Set = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="The report: .csv .parquet .arrow .jsonl .json .html; with --drill the cases.",
        ),
    ] = None,
    per_case: Annotated[
        Path | None,
        typer.Option(
            "--per-case", metavar="FILE", help="Each case with its best action: .csv .parquet .arrow .json .jsonl"
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="The tree and the pie as a picture: .png .svg"),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors",
            metavar="FILE",
            help="Every action set apart, with its row, key, field, value, reason and message: "
            ".csv .parquet .arrow .json .jsonl",
        ),
    ] = None,
    case_errors: Annotated[
        Path | None, typer.Option("--case-errors", metavar="FILE", help="The same of cases set apart.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 when any action or case is set apart.")
    ] = False,
    encoding: Encoding = "utf-8",
    output: Annotated[
        ReportFormat, typer.Option("--format", help="How the result is printed.")
    ] = ReportFormat.text,
) -> None:
    """Report each case once, under its best action, on every level of the tree."""
    shown = _Shown(group, branch, drill, sort, ascending, output)
    files = _Files(out, per_case, plot, errors, case_errors)
    with told(output):
        read = [policy, actions, *(path for path in (cases, events) if path is not None)]
        _check(shown, files, [*read, *map(Path, pairs(child_files, "--children").values())], by)
        if cases is None and (events is not None or child_files):
            raise WrongUse("--events and --children are those of cases: give --cases too")
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        found = _find(
            loaded,
            actions,
            cases,
            encoding,
            as_of=day(as_of),
            window=window,
            agent=agent,
            segment=segment,
            queue=queue,
            where=pairs(where, "--where"),
            by=by,
            amount=amount,
            children=children(child_files, encoding) or None,
            events=reading.read_events(events, encoding) if events else None,
        )
        _answer(loaded, found, shown, files)
    if strict and (found.data_errors or found.cases_apart.data_errors):
        raise typer.Exit(FAILED)


def _answer(policy: tramo.Policy, found: tramo.BestActions, shown: _Shown, files: _Files) -> None:
    """Writes and prints what was asked for."""
    warn(found.warnings)
    # A name that is not there is told before anything is written.
    reports = _reports(found, shown) if shown.drill is None else []
    rows = _drilled(found, shown) if shown.drill is not None else None
    _write(found, reports, rows, files)
    if files.plot is not None:
        with drawn():
            found.plot(files.plot, shown.group, shown.branch or shown.drill)
    for name, orphans in found.orphans.items():
        if orphans.count:
            print(showing.orphans_text(name, orphans), file=sys.stderr)
    if rows is not None:
        _print_cases(found, rows, shown)
    else:
        _print(policy, found, reports, shown.output)


def _check(shown: _Shown, files: _Files, read: list[Path], by: str | None) -> None:
    """What cannot be meant is told before anything is read."""
    check_picture(files.plot, endings=ENDINGS)
    writing.refuse_to_overwrite(files.options(), read)
    writing.check_ending(files.out, writing.ROWS if shown.drill is not None else (*writing.ROWS, ".html"))
    for option, path in files.options().items():
        if option not in ("--out", "--plot"):
            writing.check_ending(path, writing.ROWS, option)
    if shown.group is not None and by is None:
        raise WrongUse("--group names one of the reports by a field: give --by FIELD too")
    if shown.drill is None and (shown.sort is not None or shown.ascending):
        raise WrongUse("--sort and --ascending are for the cases of a row: give --drill too")
    if shown.drill is not None and shown.branch is not None:
        raise WrongUse("best takes one of --branch and --drill")
    if by is not None and shown.group is None and (shown.drill is not None or files.plot is not None):
        raise WrongUse(f"which of the reports by {by} is meant? Give --group VALUE too")
    if shown.drill is not None and shown.output is ReportFormat.html:
        raise WrongUse("--drill lists cases as text, json or csv, not as html")


def _find(
    policy: tramo.Policy, actions: Path, cases: Path | None, encoding: str, **asked: Any
) -> tramo.BestActions:
    feed, bad_actions = reading.read_actions(actions, encoding)
    warn(policy.warnings)
    known, bad_cases = None, []
    if cases is not None:
        with_children = asked["children"] is not None
        known, bad_cases = reading.read_cases(cases, policy, encoding, with_children)
    return policy.best_actions(
        feed,
        known,
        **asked,
        _bad_lines=[line[:SHOWN_LINE] for line in bad_actions],
        _bad_case_lines=[line[:SHOWN_LINE] for line in bad_cases],
    )


def _reports(found: tramo.BestActions, shown: _Shown) -> list[tramo.ActionReport]:
    names = [shown.group] if shown.group is not None or found.by is None else found.groups
    return [found.report(name, shown.branch) for name in names]


def _drilled(found: tramo.BestActions, shown: _Shown) -> Any:
    return found.cases_of(shown.drill or "", shown.group, shown.sort, not shown.ascending)


def _write(
    found: tramo.BestActions, reports: list[tramo.ActionReport], rows: Any, files: _Files
) -> None:
    tables = {
        "--per-case": (files.per_case, lambda writer: writer.write(found.cases)),
        "--errors": (files.errors, lambda writer: writing.write_errors(found, writer)),
        "--case-errors": (files.case_errors, lambda writer: writing.write_errors(found.cases_apart, writer)),
    }
    if rows is not None:
        tables["--out"] = (files.out, lambda writer: writer.write(rows))
    elif files.out is not None:
        _write_report(found, reports, files.out)
    for option, (path, write) in tables.items():
        with writing.open_writer(path, option) as writer:
            if writer is not None:
                write(writer)
    if files.errors is not None and found.errors_not_listed:
        print(showing.not_listed_text(files.errors, found), file=sys.stderr)


def _write_report(found: tramo.BestActions, reports: list[tramo.ActionReport], out: Path) -> None:
    ending = out.suffix.lower()
    if ending == ".json":
        writing.write_text(_json(found, reports) + "\n", out)
    elif ending == ".csv":
        writing.write_text(report_csv(reports), out)
    elif ending == ".html":
        writing.write_text(report_page(reports), out)
    else:
        with writing.open_writer(out) as writer:
            if writer is not None:
                writer.write(showing_actions.report_rows(reports))


def _json(found: tramo.BestActions, reports: list[tramo.ActionReport]) -> str:
    """One report as it is; several under the values of the field."""
    told: dict[str, Any]
    if found.by is None:
        told = reports[0].to_dict()
    else:
        told = {"by": found.by, "groups": [{"group": one.name, **one.to_dict()} for one in reports]}
    told["ledger"] = found.ledger._asdict()
    told["others"] = found.others
    return json.dumps(told, ensure_ascii=False)


def _print_cases(found: tramo.BestActions, rows: Any, shown: _Shown) -> None:
    if shown.output is ReportFormat.text:
        showing_actions.show_cases(found.report(shown.group).row(shown.drill or ""), rows, shown.sort)
    else:
        print(showing_actions.rows_text(rows, shown.output is ReportFormat.json))


def _print(
    policy: tramo.Policy,
    found: tramo.BestActions,
    reports: list[tramo.ActionReport],
    output: ReportFormat,
) -> None:
    if output is ReportFormat.json:
        print(_json(found, reports))
    elif output is ReportFormat.csv:
        print(report_csv(reports), end="")
    elif output is ReportFormat.html:
        print(report_page(reports), end="")
    else:
        showing_actions.show_best(policy, found, reports)
