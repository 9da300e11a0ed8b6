# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The trade's key figures in Python's own types, each with its formula.
"""Key figures of collections: exact, rounded once, half up, and with the denominator named.

```python
from tramo import kpi
print(kpi.kpi("contact_rate", 75, 200))       # Contact rate by account: 37.50 %
kpi.roll_rates(september, october, key="account", days="days", balance="balance").rates["31-60"]
```
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from . import _core
from .activity_kpis import activity
from .exact import decimal_of
from .offers.found import OfferError
from .offers.inputs import Amount, Day, Rate, amount, ask, day, day_if, rate, whole, word
from .result import Named
from .roll_rates import RollRates, SetApart, lay_over

__all__ = [
    "Buckets",
    "Kpi",
    "KpiDefinition",
    "PromiseResult",
    "RollRates",
    "SetApart",
    "activity",
    "buckets",
    "collection_effectiveness",
    "days_sales_outstanding",
    "expected_charge_off",
    "kpi",
    "kpis",
    "promise_outcome",
    "roll_rates",
]

BOUNDS = (0, 30, 60, 90)
OF_MONEY = ("amount", "balance", "cost", "sales", "loss", "interest", "principal")  # a count is none of these
MOST_DAYS = 999_999_999


class KpiDefinition(NamedTuple):
    """A figure that is a quotient, and what it is mistaken for."""

    name: str
    label: str
    numerator: str
    denominator: str
    is_percent: bool
    trap: str

    @property
    def formula(self) -> str:
        """`100 * promises kept / promises due`"""
        sides = f"{_side(self.numerator)} / {_side(self.denominator)}"
        return f"100 * {sides}" if self.is_percent else sides


class Kpi(NamedTuple):
    """A figure with both its sides; `value` is None where the denominator is 0."""

    name: str
    label: str
    numerator: Decimal
    denominator: Decimal
    value: Decimal | None
    formula: str

    def __str__(self) -> str:
        shown = "none" if self.value is None else str(self.value)
        unit = " %" if self.value is not None and _definitions()[self.name].is_percent else ""
        return f"{self.label}: {shown}{unit}"


class PromiseResult(NamedTuple):
    """What became of a promise: kept, partly_kept, late, broken or pending. `paid` is what came by the last
    day of the tolerance, or by `as_of`; `paid_percent` has four decimals."""

    outcome: str
    paid: Decimal
    paid_percent: Decimal


def kpis() -> list[KpiDefinition]:
    """All figures that are quotients, each denominator under a name of its own."""
    return list(_definitions().values())


def kpi(name: str, numerator: Amount, denominator: Amount, decimals: int = 2) -> Kpi:
    """A figure from both sides of its quotient, rounded half up to `decimals` (0 to 18).

    KeyError for a name that `kpis()` does not have; TypeError for floats, which carry no exact amount."""
    of = _definitions()[word(name, "name")]
    given = {
        "name": of.name,
        "numerator": amount(numerator, "numerator"),
        "denominator": amount(denominator, "denominator"),
        "decimals": whole(decimals, "decimals"),
    }
    value = ask(_core.kpi_value, given).value
    sides = Decimal(given["numerator"]), Decimal(given["denominator"])
    for side, what, number in (("numerator", of.numerator, sides[0]), ("denominator", of.denominator, sides[1])):
        if number < 0 and not any(word in what for word in OF_MONEY):
            raise OfferError([(side, f"it is {number}; {what} are counted from 0")])
    return Kpi(of.name, of.label, *sides, decimal_of(value), of.formula)


def collection_effectiveness(
    begin: Amount, sales: Amount, end_total: Amount, end_current: Amount, decimals: int = 2
) -> Decimal | None:
    """The collection effectiveness index of a period, in percent: what was collected of what could be.

    100 * (begin + sales - end_total) / (begin + sales - end_current); None where that divides by 0."""
    given = {
        "begin": amount(begin, "begin"),
        "sales": amount(sales, "sales"),
        "end_total": amount(end_total, "end_total"),
        "end_current": amount(end_current, "end_current"),
        "decimals": whole(decimals, "decimals"),
    }
    return decimal_of(ask(_core.collection_effectiveness, given).value)


def days_sales_outstanding(
    receivables: Amount, sales: Amount, days: int, decimals: int = 2
) -> Decimal | None:
    """receivables / sales * days, `sales` being those of the `days`, on credit; None where these are 0."""
    given = {
        "receivables": amount(receivables, "receivables"),
        "sales": amount(sales, "sales"),
        "days": whole(days, "days"),
        "decimals": whole(decimals, "decimals"),
    }
    return decimal_of(ask(_core.days_sales_outstanding, given).value)


def expected_charge_off(balance: Amount, roll_rates: Iterable[Rate], decimals: int = 2) -> Decimal:
    """What of a balance is charged off when it rolls from bucket to bucket at these rates: fractions, 0.27,
    or text such as "27%". Exact until it is rounded, half up."""
    given = {
        "balance": amount(balance, "balance"),
        "roll_rates": [
            {"rate": rate(one, f"roll_rates[{place}]")} for place, one in enumerate(roll_rates)
        ],
        "decimals": whole(decimals, "decimals"),
    }
    return Decimal(ask(_core.expected_charge_off, given).value)


class Buckets:
    """Ranges of days past due; made by `buckets`. Both ends are included, days below 0 are in the first."""

    def __init__(self, bounds: Iterable[int] = BOUNDS) -> None:
        if isinstance(bounds, str) or not isinstance(bounds, Iterable):
            raise TypeError(f"bounds is a list of days, such as [0, 30, 60, 90], not {bounds!r}")
        self._core = _core.buckets_from([_days(one, "bounds") for one in bounds])
        #: What the ranges are called, in order.
        self.names: tuple[str, ...] = self._core.names()

    def of(self, days: int) -> int:
        """The number of the bucket, from 0, that so many days past due are in."""
        return self._core.of(_days(days, "days"))

    def name(self, bucket: int) -> str:
        """What a bucket is called: "31-60"."""
        return self.names[bucket]

    def name_of(self, days: int) -> str:
        """The name of the bucket that so many days past due are in."""
        return self.names[self.of(days)]

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return f"<Buckets: {', '.join(self.names)}>"


def buckets(bounds: Iterable[int] = BOUNDS) -> Buckets:
    """Ranges of days past due by the last day of each: 0, 30, 60, 90 make 0, 1-30, 31-60, 61-90 and 91+.

    ValueError where bounds do not rise."""
    return Buckets(bounds)


def promise_outcome(
    amount: Amount,
    due: Day,
    payments: Iterable[tuple[Day, Amount] | Mapping[str, Any]] = (),
    tolerance_days: int = 0,
    tolerance_percent: Amount = 0,
    as_of: Day | None = None,
) -> PromiseResult:
    """What became of a promise, from the payments after it, none below 0: pairs of a day and an amount, or dicts
    with `date` and `amount`.

    kept: at least the amount less `tolerance_percent` was paid by the due day and `tolerance_days` more;
    partly_kept: less, but something; late: nothing by then and something after; pending: the tolerance has not
    passed at the end of `as_of` and the promise is not kept yet; broken: else. Payments after `as_of` are not
    known; without it all that there is to know is."""
    given = {
        "amount": _exact(amount, "amount"),
        "due": day(due, "due"),
        "payments": [_payment(one, f"payments[{place}]") for place, one in enumerate(_listed(payments))],
        "tolerance_days": whole(tolerance_days, "tolerance_days"),
        "tolerance_percent": _exact(tolerance_percent, "tolerance_percent"),
        "as_of": day_if(as_of, "as_of"),
    }
    outcome, paid, percent = ask(_core.promise_outcome, given).value
    return PromiseResult(outcome, Decimal(paid), Decimal(percent))


def roll_rates(
    before: Any,
    after: Any,
    *,
    key: str,
    days: str = "days_past_due",
    balance: str = "balance",
    bounds: Sequence[int] = BOUNDS,
) -> RollRates:
    """Two snapshots of a portfolio laid over each other: from which bucket to which its accounts and balances
    went.

    before, after: tables (pyarrow, polars, pandas, duckdb) or lists of dicts, with a row for each account;
    `key`, `days` and `balance` name their columns. Rows that cannot be read, and accounts that a table has
    twice, are in `set_apart`; then no row of that account counts, for it would seem to have come or gone.
    DataError where a column is missing or holds something else altogether."""
    by = Buckets(bounds)
    columns = word(key, "key"), word(days, "days"), word(balance, "balance")
    return lay_over(before, after, columns, by._core, by.names)


_exact = amount  # `promise_outcome` has an argument of that name


def _listed(payments: Any) -> Iterable[Any]:
    if isinstance(payments, str | Mapping) or not isinstance(payments, Iterable):
        raise TypeError(f"payments is a list of pairs of a day and an amount, not {type(payments).__name__}")
    return payments


def _payment(given: "tuple[Day, Amount] | Mapping[str, Any]", name: str) -> dict[str, str]:
    is_pair = isinstance(given, tuple | list) and len(given) == 2
    if not is_pair and not isinstance(given, Mapping):
        raise TypeError(f"{name}: a pair of a day and an amount, or a dict with date and amount, is due, not {given!r}")
    when, value = (given.get("date"), given.get("amount")) if isinstance(given, Mapping) else given
    if not isinstance(when, str | date):
        raise TypeError(f"{name}: a day is due, a date or text such as 2026-11-21, not {type(when).__name__}")
    return {"date": day(when, name), "amount": _exact(value, name)}


def _days(value: int, name: str) -> int:
    found = whole(value, name)
    if abs(found) > MOST_DAYS:
        raise ValueError(f"{name}: a number of days has at most nine digits")
    return found


@cache
def _definitions() -> Named[KpiDefinition]:
    all_of_them = (KpiDefinition(*row) for row in _core.kpi_definitions())
    return Named("key figure", ((one.name, one) for one in all_of_them))


def _side(text: str) -> str:
    return f"({text})" if any(sign in text for sign in (" + ", " - ", " * ")) else text
