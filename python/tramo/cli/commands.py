# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What the commands take and print. Reading, writing and drawing live in their own files.
"""check, format, segment and explain; the others are registered here."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

import tramo

from . import (
    alert_commands,
    best_command,
    decide_command,
    describe_command,
    export_command,
    import_command,
    offer_commands,
    reading,
    schedule_command,
    showing,
    worklist_command,
    writing,
)
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
    Key,
    PolicyPath,
    Set,
    children,
    day,
    pairs,
)

app = typer.Typer(
    help="Debt collection policy as code.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def check(
    policy: PolicyPath,
    ladders: Annotated[
        bool,
        typer.Option("--ladders", help="Read every alert as a ladder: warn where a state is passed over."),
    ] = False,
    output: Format = OutputFormat.text,
) -> None:
    """Look for mistakes in a policy: all of them are shown at once."""
    with told(output):
        try:
            loaded = tramo.load(policy)
        except tramo.PolicyError as error:
            if output is OutputFormat.json:
                print(json.dumps(showing.checked(None, error.diagnostics), ensure_ascii=False))
            else:
                print(error)
            raise typer.Exit(FAILED) from None
        found = [*loaded.warnings, *(loaded.skipped_states() if ladders else ())]
        if output is OutputFormat.json:
            print(json.dumps(showing.checked(loaded, found), ensure_ascii=False))
        else:
            print(showing.checked_text(loaded, found))


@app.command("format")
def format_policy(
    policy: PolicyPath,
    language: Annotated[str | None, typer.Option("--language", help="en, es or pt.")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the result into the policy's file instead of printing it.")
    ] = False,
    output: Format = OutputFormat.text,
) -> None:
    """Print a policy in its canonical form, in any of its three languages."""
    with told(output):
        loaded = tramo.load(policy)
        text = loaded.format(language)
        is_changed = text != loaded.source
        if write and is_changed:
            policy.write_text(text, encoding="utf-8", newline="\n")
        if output is OutputFormat.json:
            told_language = language or loaded.language
            print(
                json.dumps(
                    {"language": told_language, "changed": is_changed, "text": text}, ensure_ascii=False
                )
            )
        elif not write:
            print(text, end="")


@app.command()
def segment(
    policy: PolicyPath,
    data: DataPath,
    as_of: AsOf = None,
    key: Key = None,
    parameters: Set = None,
    child_files: ChildFiles = None,
    events: EventsFile = None,
    actions: ActionsFile = None,
    amount: Annotated[
        str | None, typer.Option("--sum", metavar="FIELD", help="The money field to add up.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Each row's verdict: .csv .parquet .json .jsonl"),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors",
            metavar="FILE",
            help="Every data error, with its row, key, field, value, reason and message: "
            ".csv .parquet .json .jsonl",
        ),
    ] = None,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Results do not depend on it.")] = 1,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when any row is set apart.")] = False,
    encoding: Encoding = "utf-8",
    output: Format = OutputFormat.text,
) -> None:
    """Sort a portfolio into segments and queues."""
    with told(output):
        used = [
            policy,
            data,
            *([events] if events else []),
            *([actions] if actions else []),
            *map(Path, pairs(child_files, "--children").values()),
        ]
        writing.refuse_to_overwrite({"--out": out, "--errors": errors}, used)
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        warn(loaded.warnings)
        child_tables = children(child_files, encoding)
        bad_lines: list[str] = []
        tables = reading.read(data, loaded, key, encoding, bool(child_files), on_bad_line=bad_lines.append)
        found = None
        if events is not None or actions is not None:
            whole = reading.as_one(tables, data)
            tables = iter([whole])
        if events is not None:
            found = alert_commands.replay(
                loaded,
                events,
                encoding,
                accounts=whole,
                as_of=as_of,
                children=child_tables,
                threads=threads,
            )
        feed, bad_actions = reading.read_actions(actions, encoding)
        run = loaded.start(
            as_of=day(as_of),
            children=child_tables,
            key=key,
            sum=amount,
            alerts=found,
            actions=feed,
            threads=threads,
        )
        with writing.open_writer(out) as writer, writing.open_writer(errors, "--errors") as error_writer:
            for table in tables:
                run.add(table, keep=writer is not None)
                if writer is not None:
                    writer.write(run.take())
            for line in bad_lines:
                run.set_apart("", line[:SHOWN_LINE])
            result = run.finish()
            if error_writer is not None:
                writing.write_errors(result, error_writer)
                if result.errors_not_listed:
                    print(showing.not_listed_text(errors, result), file=sys.stderr)
        warn(result.warnings)
        if found is not None and found.data_errors:
            print(showing.events_text(events, found), file=sys.stderr)
        best = result.best_actions
        if best is not None and (words := showing.actions_text(actions, best, len(bad_actions))):
            print(words, file=sys.stderr)
        for missing in showing.without_feeds(loaded, result, found is not None, best is not None):
            print(missing, file=sys.stderr)
        for name, orphans in result.orphans.items():
            if orphans.count:
                print(showing.orphans_text(name, orphans), file=sys.stderr)
        if output is OutputFormat.json:
            print(result.to_json())
        else:
            showing.show_result(loaded, result)
    apart = [result.data_errors, len(bad_actions)]
    apart += [one.data_errors for one in (found, best) if one is not None]
    if strict and any(apart):
        raise typer.Exit(FAILED)


@app.command()
def explain(
    policy: PolicyPath,
    data: DataPath,
    row: Annotated[
        str, typer.Option("--row", metavar="VALUE", help="The row's key; without a key its number, from 0.")
    ],
    segment: Annotated[
        str | None, typer.Option("--segment", metavar="NAME", help="The segment asked about.")
    ] = None,
    queue: Annotated[
        str | None,
        typer.Option(
            "--queue",
            metavar="NAME",
            help="The queue asked about: QUEUE, or STRATEGY.QUEUE where strategies share the name.",
        ),
    ] = None,
    as_of: AsOf = None,
    key: Key = None,
    parameters: Set = None,
    child_files: ChildFiles = None,
    events: EventsFile = None,
    actions: ActionsFile = None,
    encoding: Encoding = "utf-8",
    output: Format = OutputFormat.text,
) -> None:
    """Say why an account is, or is not, in a segment or queue."""
    with told(output):
        if (segment is None) == (queue is None):
            raise WrongUse("explain takes one of --segment and --queue")
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        warn(loaded.warnings)
        loaded.start(
            as_of=day(as_of), key=key
        )  # what is wrong with the question is told before the data is read
        tables = reading.read(data, loaded, key, encoding, bool(child_files), on_bad_line=lambda line: None)
        child_tables, alerts = children(child_files, encoding), None
        if events is not None or actions is not None:
            whole = reading.as_one(tables, data)
            tables = iter([whole])
        if events is not None:
            alerts = alert_commands.replay(
                loaded, events, encoding, accounts=whole, as_of=as_of, children=child_tables
            )
        found = reading.find_row(tables, loaded, row, key)
        explanation = loaded.explain(
            found.table,
            index=found.place,
            segment=segment,
            queue=queue,
            as_of=day(as_of),
            children=child_tables,
            key=key,
            alerts=alerts,
            actions=reading.read_actions(actions, encoding)[0],
            _first_row=found.first_row,
        )
        print(explanation.to_json() if output is OutputFormat.json else explanation.text)


app.command()(alert_commands.alerts)
app.command()(alert_commands.diagram)
app.command()(offer_commands.offers)
app.command()(best_command.best)
app.command()(worklist_command.worklist)
app.command()(decide_command.decide)
app.command()(describe_command.describe)
app.command()(schedule_command.schedule)
app.command()(export_command.export)
app.command("import")(import_command.import_policy)


@app.callback(invoke_without_command=True)
def version(
    context: typer.Context,
    is_asked: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if is_asked:
        print(f"tramo {tramo.__version__}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit()
