# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command that makes a policy's text from what other programs wrote.
"""import."""

import json
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

import tramo

from . import writing
from .export_command import put
from .failures import OutputFormat, UnreadableFile, WrongUse, told, warn


class Origin(str, Enum):
    """What a policy can be read from."""

    json = "json"
    querybuilder = "querybuilder"


def import_policy(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A policy as JSON, or a query."),
    ],
    origin: Annotated[
        Origin | None,
        typer.Option("--from", help="What the file is; else it is seen from what is in it."),
    ] = None,
    fields: Annotated[
        Path | None,
        typer.Option(
            "--fields",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Of a query: a policy whose fields it uses, or the fields of the query builder as .json",
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Of the segment that a query becomes.")
    ] = None,
    language: Annotated[str | None, typer.Option("--language", help="Of the policy: en, es or pt.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "--out", metavar="FILE", help="Instead of printing it."),
    ] = None,
) -> None:
    """Make a policy from JSON or from a query of a query builder."""
    with told(OutputFormat.text):
        writing.refuse_to_overwrite({"--output": output}, [file, *([fields] if fields else [])])
        if language is not None and language not in ("en", "es", "pt"):
            raise WrongUse(f"--language takes en, es or pt, not {language!r}")
        text = file.read_bytes()
        kind = origin or guessed(text, file)
        if kind is Origin.json:
            policy = tramo.from_json(text, str(file))
            if fields is not None or name is not None:
                raise WrongUse("--fields and --name are for a query: a policy as JSON has its own")
        else:
            given = {"name": name, "language": language}
            policy = _from_query(text, file, fields, {key: one for key, one in given.items() if one})
        warn(policy.warnings)
        put(policy.format(language), output)


def guessed(text: bytes, file: Path) -> Origin:
    """What a file is, by the members that only one of them has."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Origin.json  # whose reader says where it cannot be read
    keys = set(found) if isinstance(found, dict) else set()
    if keys & {"tramo", "declarations"}:
        return Origin.json
    if keys & {"rules", "combinator"}:
        return Origin.querybuilder
    raise WrongUse(
        f"{file}: is it a policy or a query? A policy as JSON has the member 'tramo', a query 'rules'; "
        "say which with --from json or --from querybuilder"
    )


def _from_query(text: bytes, file: Path, fields: Path | None, given: dict[str, Any]) -> tramo.Policy:
    from_query_builder: Any = getattr(tramo, "from_query_builder")  # noqa: B009
    made: tramo.Policy = from_query_builder(read_json(text, file), _fields(fields), **given)
    return made


def _fields(path: Path | None) -> Any:
    """A list of fields, or a policy that declares them."""
    if path is None:
        return None
    if path.suffix.lower() != ".json":
        return tramo.load(path)
    text = path.read_bytes()
    found = read_json(text, path)
    if isinstance(found, dict) and "tramo" in found:
        return tramo.from_json(text, str(path))
    if not isinstance(found, list):
        raise UnreadableFile(f"--fields {path}: a list of fields is due, or a policy")
    return found


def read_json(text: bytes, path: Path) -> Any:
    """What is in a file of JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{path} cannot be read as JSON: {error}") from None
