# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Agreements: what was accepted, in Python's own types, and how it stands.
"""An accepted offer, and what became of it."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from .. import _core
from ..question import Day, day_text

Payments = Iterable[tuple[Any, Any]]


class Standing(NamedTuple):
    """How an agreement stands at the end of a day."""

    state: str  # "kept", "late" or "broken"
    is_paid_off: bool
    since: date
    paid: Decimal
    overdue: Decimal
    outstanding: Decimal
    days_late: int
    installments_late: int
    next_due: date | None
    broken_on: date | None


class Change(NamedTuple):
    """A day on which an agreement came into another state, or was paid off."""

    day: date
    from_state: str
    to_state: str
    is_paid_off: bool


class Agreement:
    """Made by `Offer.accept`, and again by `from_dict`. Payments are pairs of a day and an amount, negative where
    one was reversed; installments are paid oldest first."""

    def __init__(self, core: "_core.Agreement") -> None:
        self._core = core
        self._members: dict[str, Any] = core.to_dict()

    @classmethod
    def from_dict(cls, members: dict[str, Any]) -> "Agreement":
        """ValueError when a member is missing or wrong."""
        return cls(_core.agreement_from(members))

    @classmethod
    def from_json(cls, text: str) -> "Agreement":
        return cls.from_dict(json.loads(text))

    def to_dict(self) -> dict[str, Any]:
        """All of it, amounts as exact text."""
        return dict(self._members)

    def to_json(self) -> str:
        return json.dumps(self._members, ensure_ascii=False)

    @property
    def id(self) -> str:
        return self._members["id"]

    @property
    def account(self) -> str:
        return self._members["account"]

    @property
    def rule(self) -> str:
        """`condition.alternative` of the policy."""
        return self._members["rule"]

    @property
    def accepted_at(self) -> datetime:
        return datetime.fromisoformat(self._members["accepted_at"])

    @property
    def installments(self) -> list[tuple[int, date, Decimal]]:
        """Number (0 is the entry), due date, amount."""
        return [
            (row["number"], date.fromisoformat(row["due"]), Decimal(row["amount"]))
            for row in self._members["installments"]
        ]

    def standing(self, payments: Payments = (), *, as_of: Day) -> Standing:
        """How it stands at the end of a day; later payments are left out."""
        return _standing(self._core.standing(_texts(payments), day_text(as_of)))

    def history(self, payments: Payments = (), *, as_of: Day) -> list[Change]:
        """Every change of state up to a day."""
        rows = self._core.history(_texts(payments), day_text(as_of))
        return [Change(date.fromisoformat(day), before, after, off) for day, before, after, off in rows]

    def simulate(self, payments: Payments, *, pays: Any, on: Day, as_of: Day = None) -> Standing:
        """What if the debtor pays so much on a day: how it would stand at the end of that day, or of `as_of`."""
        from .found import OfferError

        day = day_text(on, "on")
        ((_, paid),) = _texts([(day, pays)])
        told, objections = self._core.simulate(_texts(payments), day, paid, day_text(as_of) or day)
        if told is None:
            raise OfferError(objections)
        return _standing(told)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Agreement) and self._members == other._members

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<Agreement {self.id}: {self.rule}, {len(self._members['installments'])} payments>"


def agreement_states(
    agreements: Sequence[Agreement],
    payments: Iterable[tuple[str, Any, Any]] = (),
    *,
    as_of: Day,
    key: str = "account",
) -> list[dict[str, Any]]:
    """A row for each agreement, for a collection of a policy: the account under the name `key` (give the policy's),
    agreement, condition, state, is_paid_off, since, paid, overdue_amount, outstanding, days_late, installments_late,
    next_due.

    payments: agreement id, day, amount. ValueError for a payment of no agreement given, and for two of one id."""
    paid = _by_agreement(agreements, payments)
    rows = []
    for one in agreements:
        at = one.standing(paid.get(one.id, ()), as_of=as_of)
        rows.append(
            {
                key: one.account,
                "agreement": one.id,
                "condition": one._members["condition"],
                "state": at.state,
                "is_paid_off": at.is_paid_off,
                "since": at.since,
                "paid": at.paid,
                "overdue_amount": at.overdue,
                "outstanding": at.outstanding,
                "days_late": at.days_late,
                "installments_late": at.installments_late,
                "next_due": at.next_due,
            }
        )
    return rows


def agreement_events(
    agreements: Sequence[Agreement],
    payments: Iterable[tuple[str, Any, Any]] = (),
    *,
    as_of: Day,
    key: str = "account",
) -> list[dict[str, Any]]:
    """A row for each thing that happened, for a policy's alerts to hear: the account under the name
    `key`, agreement, event
    (agreement_accepted, agreement_late, agreement_kept, agreement_broken, agreement_paid_off), happened, id."""
    paid = _by_agreement(agreements, payments)
    day, rows = day_text(as_of), []
    for one in agreements:
        told = [("agreement_accepted", one.accepted_at)]
        for change in one.history(paid.get(one.id, ()), as_of=day):
            name = "paid_off" if change.is_paid_off else change.to_state
            told.append((f"agreement_{name}", datetime(change.day.year, change.day.month, change.day.day)))
        for number, (event, happened) in enumerate(told):
            rows.append(
                {
                    key: one.account,
                    "agreement": one.id,
                    "event": event,
                    "happened": happened,
                    "id": f"{one.id}/{number}",
                }
            )
    return rows


def _by_agreement(
    agreements: Sequence[Agreement], payments: Iterable[tuple[str, Any, Any]]
) -> dict[str, list[tuple[Any, Any]]]:
    found: dict[str, list[tuple[Any, Any]]] = {}
    for one in agreements:
        if one.id in found:
            raise ValueError(f"there are two agreements with the id {one.id!r}")
        found[one.id] = []
    unknown = []
    for agreement, day, amount in payments:
        if agreement in found:
            found[agreement].append((day, amount))
        else:
            unknown.append(agreement)
    if unknown:
        named = ", ".join(repr(one) for one in sorted(set(map(str, unknown)))[:10])
        raise ValueError(f"{len(unknown)} of the payments are of no agreement given: {named}")
    return found


def _texts(payments: Payments) -> list[tuple[str, str]]:
    from .inputs import amount

    pairs = list(payments)
    for pair in pairs:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise TypeError(f"a payment is a pair of a day and an amount, not {pair!r}")
    return [(day_text(day, "the day of a payment"), amount(paid, "a payment")) for day, paid in pairs]


def _standing(told: tuple[Any, ...]) -> Standing:
    state, off, since, paid, overdue, outstanding, days, late, next_due, broken = told
    return Standing(
        state,
        off,
        date.fromisoformat(since),
        Decimal(paid),
        Decimal(overdue),
        Decimal(outstanding),
        days,
        late,
        date.fromisoformat(next_due) if next_due else None,
        date.fromisoformat(broken) if broken else None,
    )
