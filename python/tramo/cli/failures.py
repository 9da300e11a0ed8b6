# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# One place decides how a failure is told, and with which exit code.
"""Failures and exit codes: 1 for a wrong policy or data that cannot be read, 2 for wrong use."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

import typer

from .. import errors
from . import missing

FAILED = 1
WRONG_USE = 2


class OutputFormat(str, Enum):
    """How results are printed."""

    text = "text"
    json = "json"


class ListFormat(str, Enum):
    """How a list is printed."""

    text = "text"
    json = "json"
    csv = "csv"


class ReportFormat(str, Enum):
    """How a report is printed."""

    text = "text"
    json = "json"
    csv = "csv"
    html = "html"


class UnreadableFile(Exception):
    """A data file that cannot be read at all: exit code 1."""


class WrongUse(Exception):
    """A command that cannot be meant: exit code 2."""


def stop(
    message: str, code: int, output: OutputFormat, diagnostics: list[errors.Diagnostic] | None = None
) -> typer.Exit:
    """Tells the failure; as JSON it is one object on standard output."""
    if output is OutputFormat.json:
        found = [one.to_dict() for one in diagnostics or []]
        print(json.dumps({"message": message, "diagnostics": found}, ensure_ascii=False))
    else:
        print(message, file=sys.stderr)
    return typer.Exit(code)


def _for_the_command_line(
    error: errors.Error, code: int, output: OutputFormat
) -> tuple[str, int, OutputFormat, list[errors.Diagnostic]]:
    """The day is an option here, and children that are missing can be given as a file: no word of the engine
    says so."""
    text = str(error)
    found: list[errors.Diagnostic] = []
    for one in error.diagnostics:
        if one.code == "T4010":
            text = text.replace("give as_of: ", "give --as-of: ")
            one = one._replace(
                help=tuple(line.replace("give as_of: ", "give --as-of: ") for line in one.help),
                rendering=one.rendering.replace("give as_of: ", "give --as-of: "),
            )
        children = re.fullmatch(r"the children `(.+)` are missing", one.message)
        if one.code == "T5004" and children:
            advice = f"give --children {children[1]}=FILE"
            drawn = one.rendering.rstrip("\n")
            with_advice = f"{drawn}\n = help: {advice}"
            text = text.replace(drawn, with_advice, 1)
            one = one._replace(help=(*one.help, advice), rendering=with_advice + one.rendering[len(drawn) :])
        found.append(one)
    return text, code, output, found


@contextmanager
def told(form: OutputFormat | ListFormat | ReportFormat) -> Iterator[None]:
    """Turns what tramo raises into a message, as JSON where that is asked for, and an exit code."""
    output = OutputFormat.json if form.value == "json" else OutputFormat.text
    try:
        yield
    except errors.Error as error:
        code = WRONG_USE if isinstance(error, errors.QuestionError) else FAILED
        raise stop(*_for_the_command_line(error, code, output)) from None
    except (LookupError, TypeError, ValueError, WrongUse) as error:
        # A KeyError's own text is put in quotes.
        words = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
        raise stop(words, WRONG_USE, output) from None
    except UnreadableFile as error:
        raise stop(str(error), FAILED, output) from None
    except ModuleNotFoundError as error:
        raise stop(missing(error.name or ""), WRONG_USE, output) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        told_of = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise stop(told_of, WRONG_USE, output) from None


def warn(diagnostics: list[errors.Diagnostic]) -> None:
    """Draws warnings on standard error, where they disturb no result."""
    for one in diagnostics:
        print(one.rendering, file=sys.stderr)
