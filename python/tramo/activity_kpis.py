# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The key figures of what was done, taken from best actions, so that each has the numbers of the report.
"""Contact, penetration, intensity and promise rates of a feed of actions."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .errors import DataError
from .frame import check_columns, rows_of
from .question import day_text
from .result import Named

if TYPE_CHECKING:
    from .best_actions import BestActions
    from .kpi import Kpi

COLUMNS = ("amount", "due", "paid", "outcome")
OUTCOMES = ("kept", "partly_kept", "late", "broken", "pending")


class Promises(NamedTuple):
    """Promises that were due, and what came of them; pending ones are in none of the numbers but their own."""

    due: int
    kept: int
    partly_kept: int
    pending: int
    promised: Decimal
    #: Each promise with what was promised at most.
    paid: Decimal


def activity(
    best_actions: "BestActions", assigned: int | None = None, promises: Any = None, decimals: int = 2
) -> "dict[str, Kpi]":
    """The figures of `kpis()` that a feed of actions tells, by name: contact, right-party, penetration, intensity
    and promise rates, each with its own denominator.

    assigned: how many accounts there were to work; else the cases in scope, which without a table of cases are
    those that have actions. promises: a table or dicts with amount, due, and paid (by the end of the tolerance)
    or outcome (kept, partly_kept, late, broken, pending), for kept and broken rates; promises whose day has not
    passed on the day asked for are pending. DataError where one cannot be read."""
    from .kpi import kpi

    done = best_actions.activity
    accounts = done["cases"] if assigned is None else assigned
    if isinstance(accounts, bool) or not isinstance(accounts, int) or accounts < done["attempted"]:
        raise ValueError(
            f"assigned is at least the {done['attempted']:,} accounts that have actions, not {accounts!r}"
        )
    sides: dict[str, tuple[int | Decimal, int | Decimal]] = {
        "contact_rate": (done["contacted"], accounts),
        "contact_rate_worked": (done["contacted"], done["attempted"]),
        "contact_rate_attempts": (done["contacts"], done["attempts"]),
        "right_party_rate": (done["right_party_contacts"], done["contacts"]),
        "right_party_rate_attempts": (done["right_party_contacts"], done["attempts"]),
        "penetration": (done["attempted"], accounts),
        "intensity_worked": (done["attempts"], done["attempted"]),
        "intensity_assigned": (done["attempts"], accounts),
        "promise_rate": (done["promises"], done["right_party_contacts"]),
    }
    if promises is not None:
        told = promises_of(promises, best_actions.as_of)
        sides |= {
            "kept_rate": (told.kept, told.due),
            "kept_rate_with_partial": (told.kept + told.partly_kept, told.due),
            "kept_rate_amount": (told.paid, told.promised),
            "broken_rate": (told.due - told.kept, told.due),
        }
    return Named("key figure", ((name, kpi(name, *pair, decimals)) for name, pair in sides.items()))


def promises_of(promises: Any, as_of: str | None) -> Promises:
    """Adds up a table of promises. DataError that names the row, counted from 0, and the column."""
    rows = rows_of(promises)
    if rows is None:
        raise TypeError(f"no promises: {type(promises).__name__}. Give a table, or a list of dicts")
    _check_rows(rows)
    counts = dict.fromkeys(OUTCOMES, 0)
    promised = paid = Decimal(0)
    for number, row in enumerate(rows):
        amount = _amount(row, number, "amount")
        if amount is None or amount <= 0:
            raise DataError(f"promises: row {number}, column `amount`: an amount above 0 is due, not {amount}")
        came = _amount(row, number, "paid")
        outcome = _outcome(row, number, amount, came, as_of)
        counts[outcome] += 1
        if outcome != "pending":
            promised += amount
            paid += min(amount, _paid(number, amount, came, outcome))
    due = len(rows) - counts["pending"]
    return Promises(due, counts["kept"], counts["partly_kept"], counts["pending"], promised, paid)


def _check_rows(rows: list[Any]) -> None:
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise DataError(f"promises: row {number} is no record: {row!r}")
    check_columns("promises", rows, COLUMNS, ("amount",), DataError)


def _outcome(
    row: Mapping[Any, Any], number: int, amount: Decimal, paid: Decimal | None, as_of: str | None
) -> str:
    told = _text(row, "outcome")
    if told:
        if told not in OUTCOMES:
            raise DataError(
                f"promises: row {number}, column `outcome`: one of {', '.join(OUTCOMES)} is due, not {told!r}"
            )
        return told
    if paid is None:
        raise DataError(f"promises: row {number} has neither `paid` nor `outcome`: one of them is due")
    from .kpi import promise_outcome

    try:
        due = day_text(_text(row, "due"), "it")
    except ValueError as error:
        raise DataError(f"promises: row {number}, column `due`: {error}") from None
    try:
        return promise_outcome(amount, due, [(due, paid)] if paid else [], as_of=as_of).outcome
    except ValueError as error:
        raise DataError(f"promises: row {number}: {error}") from None


def _paid(number: int, amount: Decimal, paid: Decimal | None, outcome: str) -> Decimal:
    """What came by the end of the tolerance, where the outcome alone can say it."""
    if paid is None and outcome == "partly_kept":
        raise DataError(f"promises: row {number} is partly_kept, and the column `paid` does not say how much")
    if paid is not None:
        return paid
    return amount if outcome == "kept" else Decimal(0)


def _amount(row: Mapping[Any, Any], number: int, column: str) -> Decimal | None:
    if isinstance(row.get(column), float) and row[column] == row[column]:
        raise DataError(
            f"promises: row {number}, column `{column}`: {row[column]!r} is a binary float, which carries no exact "
            "amount: give a Decimal, an int or text"
        )
    text = _text(row, column)
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        raise DataError(f"promises: row {number}, column `{column}`: an amount from 0 is due, not {text!r}")
    return found


def _text(row: Mapping[Any, Any], column: str) -> str:
    return (_core.cell_text(row.get(column)) or "").strip()
