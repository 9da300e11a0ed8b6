# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What money costs a year, in Python's own types.
"""Effective rates: IRR, XIRR, annual percentage rates."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from .. import _core
from .calendars import Calendar
from .financial import Number, numbers_of
from .found import OfferError
from .inputs import Amount, Day, Told, ask, core_calendar, flows_of, number, word

Flows = Iterable[tuple[Day, Amount]]


class RateSolution(NamedTuple):
    """The rates, as fractions, at which flows are worth nothing together; rising. `chosen` is the only one;
    of several the smallest that is not negative, else the negative one nearest to 0; None where there is
    none."""

    roots: tuple[float, ...]
    chosen: float | None
    caveats: tuple[str, ...] = ()

    @property
    def is_single(self) -> bool:
        return len(self.roots) == 1

    def rounded(self, decimals: int = 8) -> Decimal | None:
        """The chosen rate as a Decimal, half up; None where there is none."""
        if not 0 <= decimals <= 18:
            raise ValueError(f"decimals are 0 to 18, not {decimals}")
        return None if self.chosen is None else Decimal(_core.rounded_rate(self.chosen, decimals))


def effective_rate(
    flows: Flows, convention: str = "ACT/365F", *, calendar: Calendar | None = None
) -> RateSolution:
    """The effective annual rate of money on days, in any order: pairs of a day and an amount, positive
    where it comes in. Time runs from the earliest day, in years as the convention counts them (see
    `year_fraction`).

    OfferError for fewer than two flows; TypeError for amounts that are floats (`xirr` takes these). Flows
    all of one sign have no rate: `roots` is empty then."""
    return _solution(ask(_core.effective_rate, _question(flows, convention, calendar)))


def xirr(flows: Flows, convention: str = "ACT/365F", *, calendar: Calendar | None = None) -> RateSolution:
    """As `effective_rate`; amounts may be floats too, each being the number that it is written as."""
    return _solution(ask(_core.effective_rate, _question(flows, convention, calendar, may_be_float=True)))


def fast_xirr(days: Any, amounts: Any, guess: float = 0.1) -> float:
    """One root of an ordinary case, from arrays: days counted as int32 (numpy: `dates.astype("datetime64[D]")
    .astype("int32")`), amounts as float64, side by side; ACT/365F. NaN where there is none; which of several is not
    said (`xirr` tells them all). ValueError where the two differ in length, TypeError for other types."""
    return _core.fast_xirr(days, amounts, guess)


def xnpv(
    rate: Number, flows: Flows, convention: str = "ACT/365F", *, calendar: Calendar | None = None
) -> float:
    """What money on days is worth on the earliest of them, at an effective annual rate above −1."""
    asked = _question(flows, convention, calendar, may_be_float=True)
    return float(ask(_core.xnpv, number(rate, "rate"), asked).value)


def irr(values: Iterable[Number]) -> RateSolution:
    """The rates per period of amounts at equal intervals, the first at time 0."""
    return _solution(ask(_core.irr, numbers_of(values)))


def annual_percentage_rate(advances: Flows, payments: Flows, method: str = "eu") -> RateSolution:
    """The annual percentage rate of a credit: `advances` are what the debtor gets, `payments` what he pays,
    charges included, all of them positive.

    method: eu (2008/48/EC and 2014/17/EU, effective), uk (CONC App 1, effective), us (Regulation Z,
    appendix J, actuarial: nominal), cet (Brazil, Res. CMN 4.881/2020: effective, ACT/365F). OfferError for
    no advance, no payment, amounts below 0, payments before the first advance."""
    given = {
        "advances": flows_of(advances, "advances"),
        "payments": flows_of(payments, "payments"),
        "method": word(method, "method").lower(),
    }
    return _solution(ask(_core.annual_percentage_rate, given))


def effective_annual_rate(periodic: Number, periods_a_year: Number = 12) -> float:
    """(1 + periodic)^periods_a_year − 1, as a float."""
    asked = _rate_above(periodic, "periodic"), _periods(periods_a_year)
    return _told(float(_core.effective_annual_rate(*asked)))


def equivalent_rate(annual: Number, periods_a_year: Number = 12) -> float:
    """The rate per period that compounds to an annual one: (1 + annual)^(1 / periods_a_year) − 1, as a
    float."""
    return _told(float(_core.equivalent_rate(_rate_above(annual, "annual"), _periods(periods_a_year))))


def _question(
    flows: Flows, convention: str, calendar: Calendar | None, may_be_float: bool = False
) -> dict[str, Any]:
    return {
        "flows": flows_of(flows, "flows", may_be_float),
        "convention": word(convention, "convention"),
        "calendar": core_calendar(calendar),
    }


def _solution(told: Told) -> RateSolution:
    roots, chosen = told.value
    return RateSolution(roots, chosen, told.caveats)


def _rate_above(value: Number, name: str) -> float:
    made = number(value, name)
    if not -1 < made < float("inf"):
        raise OfferError([(name, f"it is {made}; it must be above -1 and finite")])
    return made


def _periods(value: Number) -> float:
    made = number(value, "periods_a_year")
    if not 0 < made < float("inf"):
        raise OfferError([("periods_a_year", f"it is {made}; it must be above 0 and finite")])
    return made


def _told(value: float) -> float:
    if value in (float("inf"), float("-inf")):
        raise OfferError([("result", "it is too large to be told")])
    return value
