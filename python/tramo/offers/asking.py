# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The way from accounts and a question to the core, and to offers.
"""Finds offers."""

from collections.abc import Sequence
from typing import Any

from .. import _core
from ..errors import QuestionError, raise_either, raise_errors
from ..result import Result
from .found import Offers

# What is wrong with the question, and not with the table.
OF_THE_QUESTION = {"T4010", "T5007", "T5012"}


def find_offers(
    policy: _core.Policy,
    prepared: _core.PreparedPolicy,
    accounts: _core.Table,
    as_of: str,
    wanted: tuple[str, str, str, int],
    entry: Any,
    bad_lines: Sequence[str] = (),
    first_row: int = 0,
) -> Offers:
    """What `Policy.offers` does once its question is ready."""
    role, condition, alternative, installments = wanted
    if not isinstance(installments, int):
        raise TypeError(f"installments is an int, not {type(installments).__name__}")
    if installments < 0:
        raise ValueError(f"installments is at least 1, not {installments}")
    agreed = "" if entry is None else (_core.cell_text(entry) or "")
    core, findings, drawing = _core.find_offers(
        prepared, accounts, role, condition, alternative, installments, agreed
    )
    warnings = raise_either(findings, drawing, OF_THE_QUESTION)
    assert core is not None
    return Offers(core, policy, accounts, as_of, warnings, _as_rows(prepared, bad_lines), first_row)


def _as_rows(prepared: _core.PreparedPolicy, bad_lines: Sequence[str]) -> Result | None:
    """Lines of a file that have more or fewer cells than it has columns, as rows set apart."""
    if not bad_lines:
        return None
    core, findings, drawing = _core.begin(prepared, 1, 0, "", "")
    raise_errors(QuestionError, findings, drawing)
    assert core is not None
    for line in bad_lines:
        core.set_apart("", line)
    return Result(core.finish())
