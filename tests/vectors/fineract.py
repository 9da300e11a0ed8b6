# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds schedules to the tables that Apache Fineract's end-to-end tests assert.
"""fineract_schedules: due dates, days, principal, interest and balance, row by row.

The columns fees, penalties, paid, late, in_advance and outstanding belong to the ledger of a loan; `total` is
compared with our payment and their fees and penalties."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import tramo.offers as o

from vectors.checking import Differs, Vector, same

METHODS = {"FLAT": "flat", "DECLINING_BALANCE": "level"}
PERIODS_A_YEAR = {"DAYS": 365, "WEEKS": 52, "MONTHS": 12, "YEARS": 1}
BY_DAYS = {("ACTUAL", "ACTUAL"): "ACT/ACT ISDA", ("360", "30"): "30/360 ISDA"}  # year, month
ROUNDING = {"HALF_EVEN (Fineract default)": "half_even", "HALF_EVEN": "half_even", "HALF_UP": "half_up"}


def table(vector: Vector) -> str | None:
    inputs = vector["inputs"]
    if "amount" in inputs:
        return _equal_parts(vector)
    if "product" not in inputs:
        raise Differs("the rows are those of a loan whose ledger was changed")
    made, note = _made(inputs)
    published, of_charges = _installments(vector["expected"]["rows"])
    same("rows", len(made), len(published))
    for ours, theirs in zip(made, published, strict=True):
        _row(ours, theirs)
    note = _balances(made, published, inputs["events"]) or of_charges or note
    _days(made, published, inputs)
    if "totals" in vector["expected"]:
        _totals(made, vector["expected"]["totals"])
    return note


def _made(inputs: dict[str, Any]) -> tuple[o.Schedule, str | None]:
    """The cumulative generator computes the level payment from the rate of the first period, as if all had
    as many days; ours is that of the unequal periods. Where these are rounded apart, ours is rounded their
    way."""
    given = terms(inputs)
    made = o.schedule(**given)
    if given["method"] != "level" or given.get("convention") != "ACT/ACT ISDA":
        return made, None
    days = (given["first"] - date.fromisoformat(given["start"])).days
    rate = Decimal(given["rate"].rstrip("%")) / 100 * days / 365
    shared = {name: given[name] for name in ("principal", "count", "rounding", "unit", "decimals")}
    payment = o.level_payment(**shared, rate=rate)
    if payment == made.regular_payment:
        return made, None
    way = "down" if payment < made.regular_payment else "up"
    made = o.schedule(**{**given, "rounding": way})
    same("level payment by the first period's rate", made.regular_payment, str(payment))
    return made, f"their level payment, by the first period's rate, is {payment}: ours was rounded {way}"


def _installments(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], str | None]:
    """Without the last row where it has nothing but charges that fall due later."""
    found = [row for row in rows if row["kind"] == "installment"]
    last = {name: Decimal(found[-1][name]) for name in ("principal", "interest", "total")}
    if len(found) > 1 and last["principal"] == last["interest"] == 0 < last["total"]:
        return found[:-1], "a last row of charges only is the ledger's"
    return found, None


def _row(ours: o.ScheduleRow, theirs: dict[str, Any]) -> None:
    name = f"row {theirs['nr']}"
    same(f"{name} due", str(ours.due), theirs["due"])
    for column in ("principal", "interest"):
        same(f"{name} {column}", getattr(ours, column), theirs[column])
    charges = Decimal(theirs["fees"]) + Decimal(theirs["penalties"])
    same(f"{name} total", ours.payment + charges, theirs["total"])


def _balances(made: o.Schedule, published: list[dict[str, Any]], events: list[dict[str, Any]]) -> str | None:
    """Row by row; on a day when money is lent twice, at its end: within it, ours pays down each advance
    before the next one is lent, theirs lends all first."""
    lent = [event["date"] for event in events if event["type"] == "disburse"]
    note = None
    for place, (ours, theirs) in enumerate(zip(made, published, strict=True)):
        is_last_of_day = place + 1 == len(published) or published[place + 1]["due"] != theirs["due"]
        if is_last_of_day or lent.count(theirs["due"]) < 2:
            same(f"row {theirs['nr']} balance", ours.balance, theirs["balance"])
        elif ours.balance != Decimal(theirs["balance"]):
            note = "balances on a day when money is lent twice are compared at its end"
    return note


def _days(made: o.Schedule, published: list[dict[str, Any]], inputs: dict[str, Any]) -> None:
    """Of a period; a down payment, number 0, ends none."""
    before = date.fromisoformat(_advances(inputs)[0]["date"])
    for ours, theirs in zip(made, published, strict=True):
        if ours.due is None or theirs.get("days") is None:
            continue
        same(f"row {theirs['nr']} days", (ours.due - before).days if ours.number > 0 else 0, theirs["days"])
        before = ours.due if ours.number > 0 else before


def _totals(made: o.Schedule, published: dict[str, str]) -> None:
    same("total principal", sum((row.principal for row in made), Decimal(0)), published["Principal due"])
    same("total interest", made.total_interest, published["Interest"])


def _equal_parts(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    parts = o.split(inputs["amount"], inputs["n"], rounding="half_even")
    same("count", len(parts), len(expected["installments"]))
    for part, published in zip(parts, expected["installments"], strict=True):
        same("installment", part, published)
    same("sum", sum(parts, Decimal(0)), expected["sum"])


def _advances(inputs: dict[str, Any]) -> list[dict[str, Any]]:
    lent = sorted((e for e in inputs["events"] if e["type"] == "disburse"), key=lambda e: e["date"])
    return lent or [{"date": inputs["submitted"], "amount": inputs["principal"]}]


def terms(inputs: dict[str, Any]) -> dict[str, Any]:
    """What a loan of theirs is in ours."""
    product = inputs["product"]
    every, unit = inputs["repay_every"].split()
    start, *later = _advances(inputs)
    rounding = ROUNDING[product["rounding"]]
    share = f"{product.get('down_payment_percent', 0)}%"
    is_flat = inputs["interest_type"] == "FLAT"
    step = f"{every} {unit.lower()}"
    first = o.due_dates(start["date"], step, 2)[1]
    made = {
        "method": METHODS[inputs["interest_type"]],
        "principal": start["amount"],
        "start": start["date"],
        "count": inputs["n"],
        "first": first,
        "every": step,
        "decimals": product["decimals"],
        "rounding": rounding,
        "interest_rounding": rounding,
        "unit": product["installment_in_multiples_of"],
        "down_payment_share": share,
        "is_flat_on_down_payment": is_flat,
        "adjusts_level_payment": not is_flat and product["schedule_type"] == "PROGRESSIVE",
        "advances": [o.Advance(one["amount"], day=one["date"], down_payment_share=share) for one in later],
        "rates": _new_rates(inputs, first),
        **_rate(inputs, int(every), unit),
    }
    for event in inputs["events"]:
        if event["type"] == "reschedule" and event.get("rescheduleFromDate") == str(first):
            made |= _rescheduled(event, made)
    return made


def _rescheduled(event: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """All installments moved before the first fell due: other terms."""
    return {
        "first": date.fromisoformat(event.get("adjustedDueDate", str(made["first"]))),
        "count": made["count"] + int(event.get("extraTerms", 0)),
        "grace": int(event.get("graceOnPrincipal", 0)),
    }


def _rate(inputs: dict[str, Any], every: int, unit: str) -> dict[str, Any]:
    """By days, a year's; else a period's, and where that is no decimal, a year's in equal months."""
    product, percent = inputs["product"], inputs["annual_rate_percent"]
    if inputs["interest_calc"] == "DAILY":
        days = product["days_in_year"], product["days_in_month"]
        return {"rate": f"{percent}%", "convention": BY_DAYS[days]}
    period = Fraction(percent) / 100 * every / PERIODS_A_YEAR[unit]
    exact = Decimal(period.numerator) / Decimal(period.denominator)
    if Fraction(exact) == period:
        return {"rate": exact}
    if unit != "MONTHS":
        raise Differs(f"the rate of {every} {unit} is no decimal")
    return {"rate": f"{percent}%", "convention": "equal months"}


def _new_rates(inputs: dict[str, Any], first: date) -> dict[int, Decimal]:
    """Rates from the installment on whose due date they are to hold."""
    every, unit = inputs["repay_every"].split()
    due = o.due_dates(first, f"{every} {unit.lower()}", inputs["n"])
    found = {}
    for event in inputs["events"]:
        if event["type"] == "reschedule" and "newInterestRate" in event:
            since = date.fromisoformat(event["rescheduleFromDate"])
            number = next(place for place, day in enumerate(due, start=1) if day >= since)
            found[number] = Decimal(event["newInterestRate"]) / 100 * int(every) / PERIODS_A_YEAR[unit]
    return found
