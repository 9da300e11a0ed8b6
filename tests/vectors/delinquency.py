# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Replays Fineract's scripts of delinquency: days past due, pauses, classes that stand still while paused.
"""fineract_delinquency: scripts of a loan's days, and the bounds of classes.

The loan is a down payment of 25 % on the first day and equal installments; what is not yet paid of it, and so the
oldest unpaid due day, follows from the script's payments. Ours are the days past due and delinquent, the days
paused and the classes. The pauses are read as Fineract reads them (`whole`); where our own reading (`overlap`)
gives other days, the note says so. A pause is told with its end; the class stands still on that day too."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import tramo.offers as o
from tramo import treatment

from vectors.checking import Differs, Vector, all_known, same

NONE = "NO_DELINQUENCY"
ECHOED = "the actions are the script's own words; of ours are the days that they pause"


def delinquency(vector: Vector) -> str | None:
    inputs, expected = vector["inputs"], vector["expected"]
    if "script" not in expected:
        all_known(expected, {"range"})
        same("range", _class_of(inputs["delinquent_days"], RANGES), expected["range"])
        return None
    loan = _Loan(inputs)
    for step in expected["script"]:
        loan.take(step)
    notes = [ECHOED] if loan.only_echoed else list(dict.fromkeys(loan.notes))
    if "status" in vector:
        notes.append(str(vector["status"]))
    return "; ".join(notes) or None


# Those of the scripts, for the vectors that name none.
RANGES: dict[str, list[int | None]] = {
    "RANGE_1": [1, 3],
    "RANGE_3": [4, 30],
    "RANGE_30": [31, 60],
    "RANGE_60": [61, 90],
    "RANGE_90": [91, 120],
    "RANGE_120": [121, 150],
    "RANGE_150": [151, 180],
    "RANGE_180": [181, 240],
    "RANGE_240": [241, None],
}


def _class_of(days: int, ranges: dict[str, list[Any]]) -> str:
    return treatment.classify(days, [(name, *bounds) for name, bounds in ranges.items()]) or NONE


class _Installment:
    def __init__(self, due: date, amount: Decimal) -> None:
        self.due, self.unpaid = due, amount
        self.range = NONE


class _Loan:
    """What a script has done so far, and what it expects."""

    def __init__(self, inputs: dict[str, Any]) -> None:
        self.terms, self.ranges = inputs["loan"], inputs["ranges"]
        self.grace = inputs["grace_on_arrears_ageing"]
        self.today = date.fromisoformat(self.terms["submitted"])
        self.installments: list[_Installment] = []
        self.actions: list[dict[str, Any]] = []
        self.pauses: list[tuple[date, date]] = []
        self.range = NONE
        self.notes: list[str] = []
        self.only_echoed = True  # until something of ours but pauses is compared

    def take(self, step: dict[str, Any]) -> None:
        if "expect" in step and "do" not in step:
            for what, published in step["expect"].items():
                self._expect(what, published)
            return
        if "expect" in step:
            raise Differs(f"{step['do']} is taken, and not refused: {step['expect']['error']}")
        if step["do"] not in DONE:
            raise Differs(f"nothing does {step['do']}")
        DONE[step["do"]](self, step)

    # ---- What is done

    def _to_day(self, step: dict[str, Any]) -> None:
        self.today = date.fromisoformat(step["date"])

    def _disburse(self, step: dict[str, Any]) -> None:
        start, amount, count = date.fromisoformat(step["date"]), Decimal(step["amount"]), self.terms["n"]
        advance = amount * Decimal(self.terms["down_payment_percent"]) / 100
        dues = o.due_dates(start, self.terms["every"].lower(), count + 1)
        parts = [advance, *o.split(amount - advance, count)]
        self.installments = [_Installment(due, part) for due, part in zip(dues, parts, strict=True)]
        if self.terms["down_payment_auto"]:
            self._receive(advance)

    def _pay(self, step: dict[str, Any]) -> None:
        self._receive(Decimal(step["amount"]))

    def _receive(self, money: Decimal) -> None:
        """The oldest first; what is paid is in no class."""
        for one in self.installments:
            taken = min(money, one.unpaid)
            one.unpaid -= taken
            money -= taken
            if not one.unpaid:
                one.range = NONE
        if not self._overdue():
            self.range = NONE

    def _pause(self, step: dict[str, Any]) -> None:
        self.actions.append({"action": "PAUSE", "start": step["start"], "end": step["end"]})
        self.pauses.append((date.fromisoformat(step["start"]), date.fromisoformat(step["end"])))

    def _resume(self, step: dict[str, Any]) -> None:
        """The pause that is running ends that day."""
        end = date.fromisoformat(step["start"])
        self.actions.append({"action": "RESUME", "start": step["start"], "end": None})
        self.pauses = [(start, end if start <= end < until else until) for start, until in self.pauses]

    def _classify(self, _: dict[str, Any]) -> None:
        if self._is_paused():
            return
        days = self._days("whole").delinquent
        self.range = _class_of(days, self.ranges)
        for one in self.installments:  # in no class as long as the loan is not delinquent
            is_late = bool(one.unpaid and days)
            one.range = _class_of(self._days_of(one, "whole"), self.ranges) if is_late else NONE

    # ---- What stands

    def _overdue(self) -> list[_Installment]:
        return [one for one in self.installments if one.unpaid and one.due < self.today]

    def _is_paused(self) -> bool:
        return any(start <= self.today <= end for start, end in self.pauses)

    def _days(self, reading: str) -> treatment.DaysCounted:
        due = min((one.due for one in self._overdue()), default=None)
        return treatment.count_days(due, self.today, self.grace, self.pauses, reading)

    def _days_of(self, one: _Installment, reading: str) -> int:
        """Of an installment by itself Fineract grants no grace."""
        return treatment.count_days(one.due, self.today, 0, self.pauses, reading).delinquent

    # ---- What is expected

    def _expect(self, what: str, published: Any) -> None:
        if what not in EXPECTED:
            raise Differs(f"nothing compares {what}")
        self.only_echoed &= what == "actions"
        EXPECTED[what](self, published)

    def _actions(self, published: list[dict[str, Any]]) -> None:
        same("actions", self.actions, published)
        for start, end in self.pauses:  # a resumed pause is as long as it was lived
            days = treatment.days_covered(self.pauses, start, end + timedelta(days=1))
            same("days paused", days, (end - start).days)

    def _periods(self, published: list[dict[str, Any]]) -> None:
        ours = [
            {"active": start <= self.today <= end, "start": str(start), "end": str(end)}
            for start, end in self.pauses
        ]
        same("pause periods", ours, published)

    def _loan_level(self, published: dict[str, Any]) -> None:
        all_known(published, {"range", "amount", "delinquent_date", "delinquent_days", "past_due_days"})
        found = self._days("whole")
        same("past due days", found.past_due, published["past_due_days"])
        same("delinquent days", found.delinquent, published["delinquent_days"])
        same("amount", sum((one.unpaid for one in self._overdue()), Decimal(0)), published["amount"])
        self._delinquent_date(published["delinquent_date"])
        same("range", self.range, published["range"])
        ours = self._days("overlap")
        same("past due days, by overlap", ours.past_due, published["past_due_days"])
        if ours.delinquent != found.delinquent:
            told = f"{ours.delinquent} delinquent days on {self.today}, not {found.delinquent}"
            self.notes.append(f"by overlap a pause before the due day does not count: {told}")

    def _delinquent_date(self, published: str | None) -> None:
        due = min((one.due for one in self._overdue()), default=None)
        same("delinquent date", due and str(due + timedelta(days=self.grace)), published)

    def _range(self, published: str) -> None:
        same("range", self.range, published)

    def _installment_level(self, published: dict[str, str]) -> None:
        amounts: dict[str, Decimal] = {}
        for one in self.installments:
            if one.range != NONE:
                amounts[one.range] = amounts.get(one.range, Decimal(0)) + one.unpaid
        same("classes of installments", sorted(amounts), sorted(published))
        for name, amount in published.items():
            same(name, amounts[name], amount)
        if not self._is_paused() and any(
            self._days_of(one, "overlap") != self._days_of(one, "whole") for one in self._overdue()
        ):
            self.notes.append(f"by overlap installments that fell due in or behind a pause are later: {self.today}")

    def _next_payment(self, published: str) -> None:
        """The next due day, as the script's configuration has it, and no unpaid one before."""
        due = min(one.due for one in self.installments if one.unpaid and one.due > self.today)
        same("next payment", str(due), published)


Step = Callable[[_Loan, dict[str, Any]], None]


def _nothing(_: _Loan, __: dict[str, Any]) -> None:
    """What changes nothing of ours."""


DONE: dict[str, Step] = {
    "business_date": _Loan._to_day,
    "approve": _nothing,
    "config": _nothing,
    "disburse": _Loan._disburse,
    "payment": _Loan._pay,
    "credit": _Loan._pay,
    "pause": _Loan._pause,
    "resume": _Loan._resume,
    "classify": _Loan._classify,
}
EXPECTED: dict[str, Callable[[_Loan, Any], None]] = {
    "actions": _Loan._actions,
    "pause_periods": _Loan._periods,
    "loan_level": _Loan._loan_level,
    "installment_level": _Loan._installment_level,
    "range": _Loan._range,
    "delinquent_date": _Loan._delinquent_date,
    "next_payment_due_date": _Loan._next_payment,
}
