# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The four commands: what they take and print. Reading, writing and drawing live in their own files.
"""check, format, segment and explain."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

import tramo

from . import reading, showing, writing
from .failures import FAILED, OutputFormat, WrongUse, told, warn

app = typer.Typer(
    help="Debt collection policy as code.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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


SHOWN_LINE = 60  # characters of a line that is set apart


def pairs(given: list[str] | None, option: str) -> dict[str, str]:
    """`NAME=VALUE` options as a dictionary."""
    found: dict[str, str] = {}
    for one in given or []:
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise WrongUse(f"{option} takes NAME=VALUE, not {one!r}")
        found[name] = value
    return found


def day(as_of: str | None) -> str | None:
    """The day as given; wrong use where it is none."""
    from datetime import date

    try:
        return as_of and date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise WrongUse(f"--as-of takes a day such as 2026-11-21, not {as_of!r}") from None


def children(given: list[str] | None, encoding: str) -> dict[str, object]:
    return {
        name: reading.read_whole(Path(path), encoding) for name, path in pairs(given, "--children").items()
    }


@app.command()
def check(policy: PolicyPath, output: Format = OutputFormat.text) -> None:
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
        if output is OutputFormat.json:
            print(json.dumps(showing.checked(loaded, loaded.warnings), ensure_ascii=False))
        else:
            print(showing.checked_text(loaded))


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
        used = [policy, data, *map(Path, pairs(child_files, "--children").values())]
        writing.refuse_to_overwrite({"--out": out, "--errors": errors}, used)
        loaded = tramo.load(policy, pairs(parameters, "--set"))
        warn(loaded.warnings)
        run = loaded.start(
            as_of=day(as_of), children=children(child_files, encoding), key=key, sum=amount, threads=threads
        )
        with writing.open_writer(out) as writer, writing.open_writer(errors, "--errors") as error_writer:
            bad_lines: list[str] = []
            for table in reading.read(
                data, loaded, key, encoding, bool(child_files), on_bad_line=bad_lines.append
            ):
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
        for name, orphans in result.orphans.items():
            if orphans.count:
                print(showing.orphans_text(name, orphans), file=sys.stderr)
        if output is OutputFormat.json:
            print(result.to_json())
        else:
            showing.show_result(loaded, result)
    if strict and result.data_errors:
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
        tables = reading.read(
            data, loaded, key, encoding, bool(child_files), on_bad_line=lambda line: None
        )
        found = reading.find_row(tables, loaded, row, key)
        explanation = loaded.explain(
            found.table,
            index=found.place,
            segment=segment,
            queue=queue,
            as_of=day(as_of),
            children=children(child_files, encoding),
            key=key,
            _first_row=found.first_row,
        )
        print(explanation.to_json() if output is OutputFormat.json else explanation.text)


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
