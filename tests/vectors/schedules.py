# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds schedules to the textbooks' amortization tables.
"""br_amortization: PRICE, SAC, SAM, grace, balloon, down payment, splits, equivalent rates."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import tramo.offers as o

from vectors import rates
from vectors.checking import Vector, all_known, differs, same

METHODS = {
    "PRICE": "level",
    "PRICE with balloon paid together with the last instalment": "level",
    "PRICE, first instalment at disbursement (annuity due)": "level",
    "SAC": "constant_principal",
    "SAM": "mixed",
    "AMERICANO": "interest_only",
    "BULLET": "single_payment",
    "ALEMAO (juros antecipados)": "level_in_advance",
}
GRACE = {"capitalised": "capitalized", "paid": "paid"}
COLUMNS = {"interest_advance": "interest"}  # theirs to ours


def amortization(vector: Vector) -> str | None:
    """Tables are printed rounded from an exact schedule; `rows_rounded` rounds what is computed with."""
    inputs = vector["inputs"]
    if "conversion" in inputs:
        return rates.conversion(vector)
    if "total" in inputs:
        return split(vector)
    exact, rounded = _made(inputs, interest_at="never"), _made(inputs)
    if "caution" in vector:
        return _not_exact(vector, exact, rounded)
    all_known(vector["expected"], set(COMPARED))
    for key, published in vector["expected"].items():
        COMPARED[key](key, exact, rounded, published)
    for key in ("rows_rounded", "rows_closed_last"):
        if key in vector:
            _rows(key, rounded, vector[key])
    if "recomputed_unrounded" in vector:
        _payment("recomputed", exact, rounded, _to_cents(vector["recomputed_unrounded"]))
    return None


def split(vector: Vector) -> str | None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"regular", "last", "sum"})
    knobs = {"rounding": inputs["rounding"], "unit": inputs["step"], "residual": inputs["residual"]}
    parts = o.split(inputs["total"], inputs["n"], **knobs)
    same("count", len(parts), inputs["n"])
    for part in parts[:-1]:
        same("regular", part, expected["regular"])
    same("last", parts[-1], expected["last"])
    same("sum", sum(parts, Decimal(0)), expected["sum"])
    return None


def _made(inputs: dict[str, Any], **knobs: Any) -> o.Schedule:
    if "grace_periods" in inputs:
        knobs["grace"] = inputs["grace_periods"]
        knobs["grace_interest"] = GRACE[inputs["grace_interest"]]
    return o.schedule(
        METHODS[inputs["system"]],
        principal=inputs["principal"],
        rate=inputs["period_rate"],
        count=inputs["n"],
        balloon=inputs.get("balloon", 0),
        down_payment_share=inputs.get("down_payment_fraction", 0),
        is_due_at_start="annuity due" in inputs["system"],
        **knobs,
    )


def _not_exact(vector: Vector, exact: o.Schedule, rounded: o.Schedule) -> None:
    """The published payment follows from digits of the rate that the source does not print."""
    _payment("payment", exact, rounded, _to_cents(vector["recomputed_unrounded"]))
    differs("payment", exact.regular_payment, vector["expected"]["payment"])


def _to_cents(text: str) -> str:
    return str(Decimal(text).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _numbered(schedule: o.Schedule) -> list[o.ScheduleRow]:
    return [row for row in schedule if row.number > 0]


def _payment(key: str, exact: o.Schedule, rounded: o.Schedule, published: str) -> None:
    for made in (exact, rounded):
        is_single = made.regular_payment == 0
        same(key, made.rows[-1].payment if is_single else made.regular_payment, published)


def _payments(key: str, exact: o.Schedule, rounded: o.Schedule, published: list[str]) -> None:
    same(key, len(_numbered(exact)), len(published))
    for row, amount in zip(_numbered(exact), published, strict=True):
        same(f"{key} {row.number}", row.payment, amount)
    for row, amount in zip(_numbered(rounded)[:-1], published[:-1], strict=True):
        same(f"{key} {row.number}, rounded", row.payment, amount)


def _unclosed_payments(key: str, exact: o.Schedule, rounded: o.Schedule, published: list[str]) -> None:
    """The source does not place the rest; ours is in the last payment, and so not the published one."""
    for row, amount in zip(_numbered(rounded)[:-1], published[:-1], strict=True):
        same(f"{key} {row.number}", row.payment, amount)
    differs(key, rounded.rows[-1].payment, published[-1])


def _rest(key: str, exact: o.Schedule, rounded: o.Schedule, published: str) -> None:
    rows = _numbered(rounded)
    same(key, rows[-1].principal - rows[0].principal, published)
    same("our last balance", rows[-1].balance, "0")


def _column(key: str, exact: o.Schedule, rounded: o.Schedule, published: list[str]) -> None:
    rows = _numbered(exact)
    same(f"rows of {key}", len(rows), len(published))
    for row, amount in zip(rows, published, strict=True):
        same(f"{key} {row.number}", getattr(row, key), amount)


def _table(key: str, exact: o.Schedule, rounded: o.Schedule, published: list[dict[str, Any]]) -> None:
    _rows(key, exact, published)


def _rows(key: str, schedule: o.Schedule, published: list[dict[str, Any]]) -> None:
    rows = schedule.rows if "period" in published[0] else _numbered(schedule)
    same(key, len(rows), len(published))
    for row, cells in zip(rows, published, strict=True):
        for name, cell in cells.items():
            if name == "period":
                same(key, row.number, cell)
            else:
                same(f"{key} {row.number} {name}", getattr(row, COLUMNS.get(name, name)), cell)


def _balances_after_grace(key: str, exact: o.Schedule, rounded: o.Schedule, published: list[str]) -> None:
    for row, amount in zip(exact.rows, published, strict=False):
        same(f"{key} {row.number}", row.balance, amount)


def _first(column: str, row: int) -> Callable[[str, o.Schedule, o.Schedule, str], None]:
    def compare(key: str, exact: o.Schedule, rounded: o.Schedule, published: str) -> None:
        same(key, getattr(exact.rows[row], column), published)

    return compare


def _of_schedule(name: str) -> Callable[[str, o.Schedule, o.Schedule, str], None]:
    def compare(key: str, exact: o.Schedule, rounded: o.Schedule, published: str) -> None:
        same(key, getattr(exact, name), published)

    return compare


COMPARED: dict[str, Callable[[str, o.Schedule, o.Schedule, Any], None]] = {
    "payment": _payment,
    "payments": _payments,
    "payments_published": _unclosed_payments,
    "published_final_balance": _rest,
    "principal": _column,
    "interest": _column,
    "balance": _column,
    "rows": _table,
    "balance_after_grace": _balances_after_grace,
    "principal_constant": _first("principal", 0),
    "down_payment": _first("payment", 0),
    "last_total": _first("payment", -1),
    "financed": _of_schedule("financed"),
    "total_interest": _of_schedule("total_interest"),
}
