# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The financial functions of spreadsheets. They compute with floats, as there; exact money is `schedule`'s.
"""pmt, ipmt, ppmt, nper, pv, fv, rate, npv, mirr: names, order and signs as in numpy-financial.

Money received is positive, money paid negative; `when` is "end" (0) or "begin" (1) of a period. Each takes
any numbers and returns a float. OfferError where there is no answer: numpy-financial returns NaN there."""

from collections.abc import Callable, Iterable
from math import isfinite
from typing import Any

from .. import _core
from .found import OfferError
from .inputs import ask, number

Number = Any  # float, int, Decimal, a scalar of numpy; text such as "2%"
When = str | int

_TIMES = {"end": False, "e": False, 0: False, "begin": True, "b": True, "beginning": True, 1: True}
_TIMES |= {"start": True, "finish": False}


def pmt(rate: Number, nper: Number, pv: Number, fv: Number = 0, when: When = "end") -> float:
    """The level payment."""
    return _of(_core.pmt, when, rate=rate, nper=nper, pv=pv, fv=fv)


def ipmt(rate: Number, per: Number, nper: Number, pv: Number, fv: Number = 0, when: When = "end") -> float:
    """The interest in payment number `per`, counted from 1."""
    return _of(_core.ipmt, when, rate=rate, per=per, nper=nper, pv=pv, fv=fv)


def ppmt(rate: Number, per: Number, nper: Number, pv: Number, fv: Number = 0, when: When = "end") -> float:
    """The principal in payment number `per`, counted from 1."""
    return _of(_core.ppmt, when, rate=rate, per=per, nper=nper, pv=pv, fv=fv)


def nper(rate: Number, pmt: Number, pv: Number, fv: Number = 0, when: When = "end") -> float:
    """The number of payments; infinity where they never pay it off."""
    return _of(_core.nper, when, rate=rate, pmt=pmt, pv=pv, fv=fv)


def pv(rate: Number, nper: Number, pmt: Number, fv: Number = 0, when: When = "end") -> float:
    """The present value."""
    return _of(_core.pv, when, rate=rate, nper=nper, pmt=pmt, fv=fv)


def fv(rate: Number, nper: Number, pmt: Number, pv: Number, when: When = "end") -> float:
    """The future value."""
    return _of(_core.fv, when, rate=rate, nper=nper, pmt=pmt, pv=pv)


def rate(nper: Number, pmt: Number, pv: Number, fv: Number, when: When = "end") -> float:
    """The rate per period; no guess is needed. Of several the smallest that is not negative."""
    return _of(_core.rate, when, nper=nper, pmt=pmt, pv=pv, fv=fv)


def npv(rate: Number, values: Iterable[Number]) -> float:
    """The net present value; the first amount is at time 0."""
    return float(ask(_core.npv, _finite(rate=rate)["rate"], numbers_of(values)).value)


def mirr(values: Iterable[Number], finance_rate: Number, reinvest_rate: Number) -> float:
    """The modified internal rate of return."""
    rates = _finite(finance_rate=finance_rate, reinvest_rate=reinvest_rate)
    return float(ask(_core.mirr, numbers_of(values), *rates.values()).value)


def numbers_of(values: Iterable[Number]) -> list[float]:
    """Floats; OfferError that names those that are not finite."""
    made = {f"values[{place}]": number(value, f"values[{place}]") for place, value in enumerate(values)}
    return list(_finite(**made).values())


def _finite(**given: Number) -> dict[str, float]:
    """OfferError that names all that are no finite numbers."""
    made = {name: number(value, name) for name, value in given.items()}
    wrong = [(name, "it is no finite number") for name, value in made.items() if not isfinite(value)]
    if wrong:
        raise OfferError(wrong)
    return made


def _of(function: Callable[..., Any], when: When, **given: Number) -> float:
    time = when.lower() if isinstance(when, str) else when
    if time not in _TIMES:
        raise OfferError([("when", f"it is {when!r}; it must be 'end' (0) or 'begin' (1)")])
    return float(ask(function, *_finite(**given).values(), _TIMES[time]).value)
