# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Repayment schedules in Python's own types.
"""Schedules: what is paid when, and how much of it is interest."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from .. import _core
from ..columns import ArrowOut, library
from ..words import counted
from .calendars import Calendar
from .inputs import (
    Amount,
    Day,
    Rate,
    amount,
    amount_if,
    ask,
    core_calendar,
    date_of,
    day_if,
    flag,
    rounding_members,
    whole,
    whole_if,
    word,
    word_if,
)
from .inputs import (
    rate as exact_rate,
)

if TYPE_CHECKING:
    import pyarrow


class ScheduleRow(NamedTuple):
    """A payment; number 0 is one made when money is lent (down payments, interest in advance)."""

    number: int
    due: date | None
    payment: Decimal
    principal: Decimal
    interest: Decimal
    balance: Decimal  # principal left behind it


class Advance(NamedTuple):
    """More money lent later: at the end of a period (0 is the start), or on a day instead."""

    amount: Amount
    after_period: int = 0
    day: Day | None = None
    down_payment_share: Rate = 0  # of the amount, paid back at once


class Schedule(ArrowOut, Sequence[ScheduleRow]):
    """Rows that add up: principals to what is lent, payments to `total`, the last balance is 0."""

    def __init__(self, told: tuple[Any, ...], caveats: Sequence[str]) -> None:
        rows, total, total_interest, financed, regular_payment, effective_rate = told
        self.rows = tuple(
            ScheduleRow(number, date_of(due), *(Decimal(text) for text in amounts))
            for number, due, *amounts in rows
        )
        #: Of all payments.
        self.total = Decimal(total)
        self.total_interest = Decimal(total_interest)
        #: The principal less what was paid off it at the start.
        self.financed = Decimal(financed)
        #: Of the `count` payments before the rest was placed; 0 where they differ.
        self.regular_payment = Decimal(regular_payment)
        #: A year, as a fraction with 8 decimals, half up; None (and a caveat) where there is no single one.
        self.effective_rate = None if effective_rate is None else Decimal(effective_rate)
        #: What is true of the schedule and worth saying.
        self.caveats = tuple(caveats)

    def to_dict(self) -> dict[str, Any]:
        """As `tramo schedule --format json` prints it: amounts and the rate as exact text, days as ISO."""
        return {
            "rows": [
                {
                    "number": row.number,
                    "due": row.due.isoformat() if row.due else None,
                    **{name: format(getattr(row, name), "f") for name in ScheduleRow._fields[2:]},
                }
                for row in self.rows
            ],
            "total": format(self.total, "f"),
            "effective_rate": None if self.effective_rate is None else format(self.effective_rate, "f"),
        }

    def to_json(self, indent: int | None = None) -> str:
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False)

    def to_arrow(self) -> "pyarrow.Table":
        """Numbers as int32, days as date32, amounts as decimal128 with the currency's decimals."""
        pa = library("pyarrow")
        exponent = self.total.as_tuple().exponent
        money = pa.decimal128(38, -exponent if isinstance(exponent, int) else 0)
        types = [pa.int32(), pa.date32(), money, money, money, money]
        columns = [[row[place] for row in self.rows] for place in range(len(types))]
        arrays = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
        return pa.table(arrays, names=list(ScheduleRow._fields))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    @overload
    def __getitem__(self, place: int) -> ScheduleRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ScheduleRow]: ...
    def __getitem__(self, place: int | slice) -> ScheduleRow | Sequence[ScheduleRow]:
        return self.rows[place]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[ScheduleRow]:
        return iter(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Schedule) and self.rows == other.rows

    def __hash__(self) -> int:
        return hash(self.rows)

    def __repr__(self) -> str:
        return f"<Schedule: {counted(len(self.rows), 'row')}, {self.total} in all>"

    def __str__(self) -> str:
        heads = ScheduleRow._fields
        cells = [heads, *([str(cell) if cell is not None else "" for cell in row] for row in self.rows)]
        widths = [max(len(line[place]) for line in cells) for place in range(len(heads))]
        lines = [
            "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in cells
        ]
        return "\n".join([*lines, f"total {self.total}, interest {self.total_interest}"])


def schedule(
    method: str = "level",
    *,
    principal: Amount,
    rate: Rate,
    count: int,
    first: Day | None = None,
    every: str = "1 month",
    start: Day | None = None,
    adjust: str = "unadjusted",
    calendar: Calendar | None = None,
    at_month_end: bool = False,
    convention: str | None = None,
    charged_from: Day | None = None,
    down_payment: Amount = 0,
    down_payment_share: Rate = 0,
    balloon: Amount = 0,
    grace: int = 0,
    grace_interest: str = "paid",
    is_due_at_start: bool = False,
    rates: Mapping[int, Rate] | Iterable[tuple[int, Rate]] = (),
    weights: Iterable[Amount] = (),
    advances: Iterable[Advance] = (),
    adjusts_level_payment: bool = False,
    is_flat_on_down_payment: bool = False,
    rounding: str = "half_up",
    unit: Amount | None = None,
    currency: str | None = None,
    decimals: int | None = None,
    interest_rounding: str = "half_up",
    interest_at: str = "each_period",
    residual: str = "last",
    rate_decimals: int | None = None,
    rate_rounding: str = "half_up",
    display_rounding: str = "half_up",
    truncated_decimals: int | None = None,
) -> Schedule:
    """A repayment schedule, exact to the smallest unit.

    method: level (level_payment, price, french), constant_principal (sac), mixed (sam), flat, interest_only
    (american, bullet), single_payment, level_in_advance (the German system with interest paid in advance),
    free_series (payments in the proportion of `weights`).

    principal, balloon (paid with the last payment), down_payment and down_payment_share (the larger
    counts): money, in the currency. rate: a fraction per period, 0.02 or "2%"; where a `convention` counts
    days (`year_fraction` lists them) it is a year's, no interest accrues before `charged_from`, and `start`
    and `first` are needed. rates: from a period, counted from 1, on another rate: `{7: "3%"}`. count:
    payments, 1 to 1,200, behind `grace` periods, whose interest is paid, capitalized, deferred or free.

    first: the first due date (with grace: of the first period of it), then `every` step, adjusted as
    `due_dates` has it; without it rows have no dates. start: the day the principal is owed from.

    rounding: of payments, to multiples of `unit`, the smallest unit where none is given: half_up,
    half_even, half_down, up, down, ceiling, floor; currency (ISO 4217) or decimals say what the smallest
    unit is, two decimals where neither does. interest_rounding: of interest, to the smallest unit;
    interest_at: each_period, or never: numbers are then only rounded (display_rounding) to be shown.
    residual: which payment takes what the others leave: last, first, largest, spread. rate_decimals,
    rate_rounding: of the rate before use. truncated_decimals: factors computed on the way are cut.

    The effective rate is a year's: by days, ACT/365F, where there are a start and dates, else of as many
    periods as `every` has in a year. OfferError with every input that is wrong; TypeError for floats."""
    given = {
        "method": word(method, "method").lower(),
        "principal": amount(principal, "principal"),
        "rate": exact_rate(rate, "rate"),
        "count": whole(count, "count"),
        "first": day_if(first, "first"),
        "every": word(every, "every"),
        "start": day_if(start, "start"),
        "adjust": word(adjust, "adjust"),
        "calendar": core_calendar(calendar),
        "at_month_end": flag(at_month_end, "at_month_end"),
        "convention": word_if(convention, "convention"),
        "charged_from": day_if(charged_from, "charged_from"),
        "down_payment": amount(down_payment, "down_payment"),
        "down_payment_share": exact_rate(down_payment_share, "down_payment_share"),
        "balloon": amount(balloon, "balloon"),
        "grace": whole(grace, "grace"),
        "grace_interest": word(grace_interest, "grace_interest"),
        "is_due_at_start": flag(is_due_at_start, "is_due_at_start"),
        "rates": _changes(rates),
        "weights": [{"weight": amount(one, f"weights[{place}]")} for place, one in enumerate(weights)],
        "advances": [_advance(Advance(*one), f"advances[{place}]") for place, one in enumerate(advances)],
        "adjusts_level_payment": flag(adjusts_level_payment, "adjusts_level_payment"),
        "is_flat_on_down_payment": flag(is_flat_on_down_payment, "is_flat_on_down_payment"),
        "unit": amount_if(unit, "unit"),
        "interest_rounding": word(interest_rounding, "interest_rounding"),
        "interest_at": word(interest_at, "interest_at"),
        "residual": word(residual, "residual"),
        "rate_decimals": whole_if(rate_decimals, "rate_decimals"),
        "rate_rounding": word(rate_rounding, "rate_rounding"),
        "display_rounding": word(display_rounding, "display_rounding"),
        "truncated_decimals": whole_if(truncated_decimals, "truncated_decimals"),
        **rounding_members(rounding, currency, decimals),
    }
    told = ask(_core.make_schedule, given)
    return Schedule(told.value, told.caveats)


def level_payment(
    *,
    principal: Amount,
    rate: Rate,
    count: int,
    rounding: str = "half_up",
    unit: Amount | None = None,
    currency: str | None = None,
    decimals: int | None = None,
    balloon: Amount = 0,
    is_due_at_start: bool = False,
    rate_decimals: int | None = None,
    rate_rounding: str = "half_up",
    truncated_decimals: int | None = None,
) -> Decimal:
    """The level payment of a loan: principal · rate / (1 − (1 + rate)^−count), or principal / count at rate
    0.

    rate: a fraction per period. Rounded once, from the exact value, to a multiple of `unit` (the currency's
    smallest unit where none is given); see `schedule` for the rest. OfferError, and TypeError for
    floats."""
    given = {
        "principal": amount(principal, "principal"),
        "rate": exact_rate(rate, "rate"),
        "count": whole(count, "count"),
        "balloon": amount(balloon, "balloon"),
        "is_due_at_start": flag(is_due_at_start, "is_due_at_start"),
        "unit": amount_if(unit, "unit"),
        "rate_decimals": whole_if(rate_decimals, "rate_decimals"),
        "rate_rounding": word(rate_rounding, "rate_rounding"),
        "truncated_decimals": whole_if(truncated_decimals, "truncated_decimals"),
        **rounding_members(rounding, currency, decimals),
    }
    return Decimal(ask(_core.level_payment, given).value)


def split(
    total: Amount,
    count: int,
    *,
    rounding: str = "half_up",
    unit: Amount | None = None,
    residual: str = "last",
    currency: str | None = None,
    decimals: int | None = None,
) -> list[Decimal]:
    """Equal parts of a total that add up to it: multiples of `unit`, the rest in the last part, the first
    one (`first`, `largest`), or spread a unit each over the first ones. OfferError, and TypeError for
    floats."""
    given = {
        "total": amount(total, "total"),
        "count": whole(count, "count"),
        "unit": amount_if(unit, "unit"),
        "residual": word(residual, "residual"),
        **rounding_members(rounding, currency, decimals),
    }
    return [Decimal(text) for text in ask(_core.split, given).value]


def _changes(rates: Mapping[int, Rate] | Iterable[tuple[int, Rate]]) -> list[dict[str, Any]]:
    pairs = rates.items() if isinstance(rates, Mapping) else rates
    return [
        {"from": whole(begin, f"rates[{place}].from"), "rate": exact_rate(value, f"rates[{place}].rate")}
        for place, (begin, value) in enumerate(pairs)
    ]


def _advance(one: Advance, name: str) -> dict[str, Any]:
    return {
        "amount": amount(one.amount, f"{name}.amount"),
        "after_period": whole(one.after_period, f"{name}.after_period"),
        "day": day_if(one.day, f"{name}.day"),
        "down_payment_share": exact_rate(one.down_payment_share, f"{name}.down_payment_share"),
    }
