# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The calculators of treatment in Python's own types: what a policy's `arrears`, `promises` and effects count with.
"""Days past due, promises and permitted days, without a policy.

```python
from tramo import treatment
treatment.count_days("2026-10-01", "2026-11-21", grace=3, pauses=[("2026-10-06", "2026-10-30")]).delinquent
treatment.settle_promises([{"made": "2026-11-02", "due": "2026-11-10", "amount": 100}], [], "2026-11-21")[0].state
```

What is wrong with a question is told all at once, in an OfferError."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from . import _core
from .offers.calendars import Calendar
from .offers.found import OfferError
from .offers.inputs import (
    Amount,
    Day,
    Rate,
    amount,
    ask,
    core_calendar,
    date_of,
    day,
    day_if,
    flag,
    pair,
    rate,
    record,
    rounding_members,
    whole,
    whole_if,
    word,
)

__all__ = [
    "Class",
    "DaysCounted",
    "OfferError",
    "Payment",
    "PermittedDays",
    "Promise",
    "PromiseStanding",
    "classify",
    "count_days",
    "days_covered",
    "permitted_days",
    "settle_promises",
    "task_key",
]

Moment = datetime | date | str  # without a zone; a day is its beginning
Interval = tuple[Day, Day | None]  # the first day and the first one behind; None: no end


class DaysCounted(NamedTuple):
    """Never one number for the other: a delinquent day is one past due, behind the grace and not paused."""

    past_due: int
    paused: int
    delinquent: int


class Class(NamedTuple):
    """A class of delinquent days, both ends included; without an end all above."""

    name: str
    from_: int = 1
    until: int | None = None


class Promise(NamedTuple):
    """A promise to pay an amount by a day."""

    made: Moment
    due: Day
    amount: Amount
    withdrawn: Moment | None = None


class Payment(NamedTuple):
    """`promise` is the number of the promise that it is for, from 0; None: the oldest open one."""

    at: Moment
    amount: Amount
    promise: int | None = None
    reversed: Moment | None = None


class PromiseStanding(NamedTuple):
    """What became of a promise: open, kept, partly_kept, broken, or reversed (withdrawn)."""

    state: str
    paid: Decimal
    decided: date | None  # the day it got its state
    kept_once: date | None  # it was kept on that day, until a payment was taken back
    undone: date | None  # on this one
    last_day: date  # with its tolerance


class PermittedDays(NamedTuple):
    """On which days something may be done; `caveats` say what the calendar did not tell."""

    is_today: bool
    first: date | None
    next: date | None
    last: date | None
    is_late: bool
    caveats: tuple[str, ...] = ()


def count_days(
    due: Day | None,
    as_of: Day,
    grace: int = 0,
    pauses: Iterable[Interval] = (),
    reading: str = "overlap",
) -> DaysCounted:
    """Days from the due day of the oldest unpaid amount (None: nothing is due) to the day asked for.

    A pause holds its first day and not its end. reading: "overlap" counts paused days between the due day and
    the day asked for, "whole" all that have passed. OfferError for a pause of no day, a grace below 0."""
    given = {
        "due": day_if(due, "due"),
        "as_of": day(as_of, "as_of"),
        "grace": whole(grace, "grace"),
        "pauses": _intervals(pauses, "pauses"),
        "reading": word(reading, "reading"),
    }
    return DaysCounted(*ask(_core.count_days, given).value)


def days_covered(intervals: Iterable[Interval], from_: Day, end: Day) -> int:
    """Days from one (included) to another (excluded) that any of the intervals covers, each once."""
    given = {
        "intervals": _intervals(intervals, "intervals"),
        "from_": day(from_, "from_"),
        "end": day(end, "end"),
    }
    return int(ask(_core.days_covered, given).value)


def classify(days: int, classes: Sequence[Class | tuple[str, int, int | None]]) -> str | None:
    """The name of the class of so many delinquent days; None below the first.

    OfferError for classes with gaps, overlaps or an end, each with the first day that lies in it."""
    all_of_them = [record(Class, one, f"classes[{place}]") for place, one in enumerate(classes)]
    given = {
        "days": whole(days, "days"),
        "classes": [
            {
                "name": word(one.name, "name"),
                "from_": whole(one.from_, "from_"),
                "until": whole_if(one.until, "until"),
            }
            for one in all_of_them
        ],
    }
    found = ask(_core.classify, given).value
    return None if found is None else all_of_them[found].name


def settle_promises(
    promises: Iterable[Promise | Mapping[str, Any] | Sequence[Any]],
    payments: Iterable[Payment | Mapping[str, Any] | Sequence[Any]],
    as_of: Day,
    *,
    tolerance_days: int = 0,
    tolerance_share: Rate = 0,
    tolerance_amount: Amount = 0,
    currency: str | None = None,
    decimals: int | None = None,
) -> list[PromiseStanding]:
    """What became of each promise of one account, at the end of a day.

    A payment pays the oldest open promise made before it whose last day has not passed, what is too much the
    next; a directed one its own first. From when on it is taken back, it counts as never made. Of the share
    and the amount that may be missing the larger holds. Amounts have the decimals of `currency`, else
    `decimals`, else 2. OfferError for an amount that is not above 0 or has more decimals, a moment with a
    zone, a promise that there is not."""
    given = {
        "promises": [_promise(one, f"promises[{place}]") for place, one in enumerate(promises)],
        "payments": [_payment(one, f"payments[{place}]") for place, one in enumerate(payments)],
        "as_of": day(as_of, "as_of"),
        "tolerance_days": whole(tolerance_days, "tolerance_days"),
        "tolerance_share": rate(tolerance_share, "tolerance_share"),
        "tolerance_amount": amount(tolerance_amount, "tolerance_amount"),
        **rounding_members("half_up", currency, decimals),
    }
    return [
        PromiseStanding(state, Decimal(paid), date_of(decided), date_of(kept), date_of(undone), _date(last))
        for state, paid, decided, kept, undone, last in ask(_core.settle_promises, given).value
    ]


def permitted_days(
    anchor: Day,
    as_of: Day,
    *,
    after: int = 0,
    after_business: bool = False,
    within: int | None = None,
    within_business: bool = False,
    month_days: tuple[int, int] | None = None,
    weekdays: Iterable[int] = (),
    holidays: str = "keep",
    calendar: Calendar | None = None,
) -> PermittedDays:
    """On which days something may be done, and which is the next.

    It may be done from `after` days behind the anchor to `within` days behind it (working days where said),
    on the days of the month from one to the other and the weekdays (Monday 1 to Sunday 7) that are given.
    holidays: "keep", or a permitted day that is one goes to the "following" or the "preceding" working day.
    OfferError for what is out of bounds, a calendar that is missing or ends too soon."""
    is_month = month_days is not None
    month_from, month_until = pair(month_days, "month_days", "first, last") if is_month else (None, None)
    given = {
        "anchor": day(anchor, "anchor"),
        "as_of": day(as_of, "as_of"),
        "after": whole(after, "after"),
        "after_business": flag(after_business, "after_business"),
        "within": whole_if(within, "within"),
        "within_business": flag(within_business, "within_business"),
        "month_from": whole_if(month_from, "month_days"),
        "month_until": whole_if(month_until, "month_days"),
        "weekdays": [whole(one, f"weekdays[{place}]") for place, one in enumerate(_several(weekdays, "weekdays"))],
        "holidays": word(holidays, "holidays"),
        "calendar": core_calendar(calendar),
    }
    told = ask(_core.permitted_days, given)
    is_today, first, following, last, is_late = told.value
    return PermittedDays(is_today, date_of(first), date_of(following), date_of(last), is_late, told.caveats)


def task_key(policy_hash: str, account: str, rule: str, on: Day | None) -> str:
    """The name of a task by what it comes from: 32 hexadecimal digits. Without a day: once for ever."""
    given = {
        "policy_hash": word(policy_hash, "policy_hash"),
        "account": word(account, "account"),
        "rule": word(rule, "rule"),
        "day": day_if(on, "day"),
    }
    return str(ask(_core.task_key, given).value)


def _intervals(all_of_them: Iterable[Interval], name: str) -> list[dict[str, str | None]]:
    found = []
    for place, one in enumerate(all_of_them):
        start, end = pair(one, f"{name}[{place}]", "first day, first day behind it or None")
        found.append({"from_": day(start, f"{name}[{place}].from_"), "end": day_if(end, f"{name}[{place}].end")})
    return found


def _promise(one: Any, name: str) -> dict[str, Any]:
    made = record(Promise, one, name)
    return {
        "made": _moment(made.made, f"{name}.made"),
        "due": day(made.due, f"{name}.due"),
        "amount": amount(made.amount, f"{name}.amount"),
        "withdrawn": None if made.withdrawn is None else _moment(made.withdrawn, f"{name}.withdrawn"),
    }


def _payment(one: Any, name: str) -> dict[str, Any]:
    made = record(Payment, one, name)
    return {
        "at": _moment(made.at, f"{name}.at"),
        "amount": amount(made.amount, f"{name}.amount"),
        "promise": whole_if(made.promise, f"{name}.promise"),
        "reversed": None if made.reversed is None else _moment(made.reversed, f"{name}.reversed"),
    }


def _several(value: Any, name: str) -> Iterable[Any]:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise TypeError(f"{name} is a list, not {value!r}")
    return value


def _moment(value: Moment, name: str) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, date):
        what = type(value).__name__
        raise TypeError(f"{name} is a datetime, a date or text such as 2026-11-21T10:30, not {what}")
    return value.isoformat()


def _date(text: str) -> date:
    return date.fromisoformat(text)
