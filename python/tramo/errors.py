# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The three ways in which a question can fail, each with all that was found.
"""Exceptions, and the diagnostics that they carry."""

from collections.abc import Sequence, Set
from typing import Any, NamedTuple


class Label(NamedTuple):
    """A place in the policy and what is to be said of it; lines and columns count from 1, in characters."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Diagnostic(NamedTuple):
    """One finding. `str()` draws it with the lines it speaks of; the first label is the primary one."""

    code: str
    severity: str  # "error" or "warning"
    message: str
    help: tuple[str, ...]
    labels: tuple[Label, ...]
    rendering: str

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON output of the command line."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "help": list(self.help),
            "labels": [label._asdict() for label in self.labels],
        }

    def __str__(self) -> str:
        return self.rendering


class Error(Exception):
    """What tramo raises. `diagnostics` lists all that was found, warnings too; `str()` draws it."""

    diagnostics: list[Diagnostic]

    def __init__(self, text: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(text, list(diagnostics))
        self.diagnostics = list(diagnostics)

    def __str__(self) -> str:
        return str(self.args[0])


class PolicyError(Error, ValueError):
    """The policy has mistakes."""


class QuestionError(PolicyError):
    """The policy is sound, but cannot be asked this: `as_of`, a parameter, or a name is missing or wrong."""


class DataError(Error, ValueError):
    """The table cannot be read at all. Single rows that cannot are no exception: they are set apart."""


def diagnostics_of(findings: Sequence[tuple[Any, ...]]) -> list[Diagnostic]:
    """Names the members of what the core found."""
    return [
        Diagnostic(code, severity, message, help_lines, tuple(Label(*label) for label in labels), rendering)
        for code, severity, message, help_lines, labels, rendering in findings
    ]


def raise_either(findings: Sequence[tuple[Any, ...]], drawing: str, of_question: Set[str]) -> list[Diagnostic]:
    """Raises where a finding is an error: QuestionError where the code of one is `of_question`, else DataError;
    returns the warnings."""
    is_question = any(code in of_question for code, severity, *_ in findings if severity == "error")
    return raise_errors(QuestionError if is_question else DataError, findings, drawing)


def raise_errors(kind: type[Error], findings: Sequence[tuple[Any, ...]], drawing: str) -> list[Diagnostic]:
    """Raises where a finding is an error; else returns the warnings."""
    found = diagnostics_of(findings)
    if any(one.is_error for one in found):
        raise kind(drawing.rstrip("\n"), found)
    return found
