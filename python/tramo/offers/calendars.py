# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Days: which ones are worked on, which ones are due, and how long from one to another.
"""Calendars, due dates and day counts."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from .. import _core
from .inputs import Day, ask, core_calendar, day, day_if, flag, whole, word

WEEKEND = (6, 7)  # Saturday and Sunday


class Calendar:
    """Holidays as data, known from one day to another (both included).

    Holidays are any iterable of dates or ISO texts, such as what the package `holidays` makes; give the
    span for which they are complete. What needs a day outside of it gets an OfferError, never a guess.
    `weekend` holds the weekdays without work, Monday 1 to Sunday 7."""

    def __init__(
        self,
        name: str,
        holidays: Iterable[Day],
        known_from: Day,
        known_until: Day,
        weekend: Iterable[int] = WEEKEND,
    ) -> None:
        given = {
            "name": word(name, "name"),
            "holidays": [day(one, "holidays") for one in holidays],
            "known_from": day(known_from, "known_from"),
            "known_until": day(known_until, "known_until"),
            "weekend": [whole(one, "weekend") for one in weekend],
        }
        self._core: _core.Calendar = ask(_core.calendar_from, given).value
        self._span = f"{given['known_from']} to {given['known_until']}"

    @property
    def name(self) -> str:
        return self._core.name

    def is_business_day(self, on: Day) -> bool:
        """OfferError outside the known span."""
        return bool(ask(self._core.is_business_day, {"day": day(on, "day")}).value)

    def adjust(self, on: Day, how: str = "following") -> date:
        """The working day that a convention moves a day to: following, modified_following, preceding,
        modified_preceding, nearest, unadjusted. OfferError where the calendar ends too soon."""
        given = {"day": day(on, "day"), "adjust": word(how, "adjust")}
        return date.fromisoformat(ask(self._core.adjust, given).value)

    def business_days_between(self, from_: Day, until: Day) -> int:
        """Working days from one day (included) to another (excluded), negative the other way round."""
        given = {"from_": day(from_, "from_"), "until": day(until, "until")}
        return int(ask(self._core.business_days_between, given).value)

    def __repr__(self) -> str:
        return f"<Calendar {self.name}: {self._span}>"


def due_dates(
    first: Day,
    every: str,
    count: int,
    *,
    adjust: str = "unadjusted",
    calendar: Calendar | None = None,
    at_month_end: bool = False,
) -> list[date]:
    """Dates at equal steps, each counted from the first, so that none drifts: the 31st stays the 31st where
    the month has one, else its last day.

    every: "1 month", "2 weeks", "20 days". adjust: unadjusted, following, modified_following, preceding,
    modified_preceding, nearest; all but the first need a calendar. OfferError for a count below 0, a step
    that is none, dates beyond the year 9999, a calendar that ends too soon."""
    given = {
        "first": day(first, "first"),
        "every": word(every, "every"),
        "count": whole(count, "count"),
        "adjust": word(adjust, "adjust"),
        "calendar": core_calendar(calendar),
        "at_month_end": flag(at_month_end, "at_month_end"),
    }
    return [date.fromisoformat(text) for text in ask(_core.due_dates, given).value]


def day_count_days(
    convention: str,
    from_: Day,
    until: Day,
    *,
    calendar: Calendar | None = None,
    maturity: Day | None = None,
    regular_period: str = "months",
    payment_day: int = 0,
) -> int:
    """Days from one day to another as a convention counts them; see `year_fraction`."""
    given = _question(convention, from_, until, calendar, maturity, regular_period, payment_day)
    return int(ask(_core.days_between, given).value)


def year_fraction(
    convention: str,
    from_: Day,
    until: Day,
    *,
    calendar: Calendar | None = None,
    maturity: Day | None = None,
    regular_period: str = "months",
    payment_day: int = 0,
) -> Fraction:
    """Years from one day to another, exact; negative where `until` comes first.

    convention: ACT/ACT ISDA, ACT/365F, ACT/360, ACT/364, ACT/365.25, NL/365, 30/360, 30U/360, 30E/360,
    30E+/360, 30E/360 ISDA (treats `maturity` apart), BUS/252 (needs a calendar), EU APR (`regular_period`:
    days, weeks, months, years), equal months. payment_day: the day of the month that payments fall on, 0
    for that of `until`. OfferError for a convention that is not known and for a calendar that ends too
    soon."""
    given = _question(convention, from_, until, calendar, maturity, regular_period, payment_day)
    return Fraction(*ask(_core.year_fraction, given).value)


class UnitPeriods(NamedTuple):
    """`whole` unit-periods and `odd / length` of one, not in lowest terms: 1 and 22/90."""

    whole: int
    odd: int  # days; months where a year has whole months left
    length: int


def count_unit_periods(every: str, from_: Day, until: Day, *, payment_day: int = 0) -> UnitPeriods:
    """An interval in the unit-periods of Regulation Z, appendix J, (b)(5).

    every: "1 day", "2 weeks", "1 semimonth", "3 months" (below 12), "1 year". payment_day: the day of the
    month that payments fall on, 0 for that of `until`. OfferError for a unit-period that there is not, and
    where `until` comes first."""
    given = {
        "every": word(every, "every"),
        "from_": day(from_, "from_"),
        "until": day(until, "until"),
        "payment_day": whole(payment_day, "payment_day"),
    }
    return UnitPeriods(*ask(_core.count_unit_periods, given).value)


def _question(
    convention: str,
    from_: Day,
    until: Day,
    calendar: Calendar | None,
    maturity: Day | None,
    regular_period: str,
    payment_day: int,
) -> dict[str, object]:
    return {
        "convention": word(convention, "convention"),
        "from_": day(from_, "from_"),
        "until": day(until, "until"),
        "calendar": core_calendar(calendar),
        "maturity": day_if(maturity, "maturity"),
        "regular_period": word(regular_period, "regular_period"),
        "payment_day": whole(payment_day, "payment_day"),
    }
