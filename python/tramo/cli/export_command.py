# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command that hands a policy, or one of its segments, to programs that do not know the language.
"""export."""

import json
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

import tramo

from . import writing
from .failures import OutputFormat, WrongUse, told, warn
from .options import AsOf, PolicyPath, day, pairs


class Target(str, Enum):
    """What a policy can be written as."""

    json = "json"
    sql = "sql"
    querybuilder = "querybuilder"


class Dialect(str, Enum):
    """Whose SQL."""

    duckdb = "duckdb"
    postgresql = "postgresql"


# Which options say something to which target.
SPEAKS_TO = {
    "--segment": {Target.sql, Target.querybuilder},
    "--dialect": {Target.sql},
    "--table": {Target.sql},
    "--as-of": {Target.sql, Target.querybuilder},
    "--param": {Target.sql, Target.querybuilder},
    "--language": {Target.json},
}


def export(
    policy: PolicyPath,
    to: Annotated[
        Target,
        typer.Option(
            "--to",
            help="json: the whole policy; sql: a query for the rows of a segment; querybuilder: a segment as "
            "react-querybuilder has it, or without --segment the fields it may use.",
        ),
    ],
    segment: Annotated[str | None, typer.Option("--segment", metavar="NAME", help="Which one.")] = None,
    dialect: Annotated[Dialect | None, typer.Option("--dialect", help="Of SQL; duckdb unless said.")] = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="In SQL; accounts unless said.")
    ] = None,
    as_of: AsOf = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "--set",
            metavar="NAME=VALUE",
            help="A parameter of the policy; may be given several times.",
        ),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Of the policy in JSON: en, es or pt; else its own.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "--out", metavar="FILE", help="Instead of printing it."),
    ] = None,
) -> None:
    """Write a policy as JSON, or a segment as SQL or for a query builder."""
    with told(OutputFormat.text):
        writing.refuse_to_overwrite({"--output": output}, [policy])
        given = {
            "--segment": segment,
            "--dialect": dialect,
            "--table": table,
            "--as-of": as_of,
            "--param": parameters,
            "--language": language,
        }
        _check(to, given)
        loaded = tramo.load(policy)
        warn(loaded.warnings)
        asked: dict[str, Any] = {"as_of": day(as_of), "parameters": pairs(parameters, "--param")}
        if dialect is not None:
            asked["dialect"] = dialect.value
        if table is not None:
            asked["table"] = table
        text = written(loaded, to, segment, language, {name: one for name, one in asked.items() if one})
        put(text, output)


def written(policy: Any, to: Target, segment: str | None, language: str | None, asked: dict[str, Any]) -> str:
    """The policy as text for another program; `asked` goes to SQL and query builders as it is."""
    if to is Target.json:
        if language is not None and language != policy.language:
            policy = tramo.loads(policy.format(language), policy.name)
        made: str = policy.to_json()
        return made
    if segment is not None:
        _check_segment(policy, segment)
    if to is Target.sql:
        query: str = policy.to_sql(segment, **asked)
        return query.rstrip("\n") + "\n"
    told_of = policy.query_builder_fields() if segment is None else policy.to_query_builder(segment, **asked)
    return json.dumps(told_of, ensure_ascii=False, indent=2) + "\n"


def put(text: str, output: Path | None) -> None:
    """Into the file, whole or not at all; else onto standard output."""
    if output is None:
        print(text, end="")
    else:
        writing.write_text(text, output, "--output")


def _check(to: Target, given: dict[str, Any]) -> None:
    """What nobody would heed is refused, and what is needed is asked for."""
    for option, value in given.items():
        if value and to not in SPEAKS_TO[option]:
            meant = " or ".join(f"--to {one.value}" for one in Target if one in SPEAKS_TO[option])
            raise WrongUse(f"{option} says nothing to --to {to.value}: it is for {meant}")
    if to is Target.sql and not given["--segment"]:
        raise WrongUse("--to sql writes one segment: give --segment NAME")
    if to is Target.querybuilder and not given["--segment"] and (given["--as-of"] or given["--param"]):
        raise WrongUse("--as-of and --param are for a segment: give --segment NAME too")


def _check_segment(policy: Any, name: str) -> None:
    known = [one.name for one in policy.segments]
    if name in known:
        return
    near = get_close_matches(name, known, n=1)
    meant = f" Is {near[0]!r} meant?" if near else ""
    listed = ", ".join(known) or "none"
    raise WrongUse(f"--segment {name}: the policy has no such segment.{meant} Its segments: {listed}")
