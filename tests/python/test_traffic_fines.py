# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
"""Real events: 10,000 fines, taken through their life by the engine, by a loop by hand and by DuckDB."""

import csv
import os
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.csv
import pytest

import tramo

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("TRAMO_SHARED", ROOT.parent / "shared")) / "data" / "traffic_fine_events.csv"
AS_OF = "2012-03-31"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")

APPEALS = {"Insert Date Appeal to Prefecture", "Send Appeal to Prefecture", "Appeal to Judge"}
ON_THE_WAY = {"created", "sent", "notified", "penalty_added", "partly_paid"}


@dataclass
class Fine:
    """One fine, as a clerk would keep it on paper."""

    state: str = "none"
    since: str = ""
    amount: Decimal = Decimal(0)
    expense: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    has_penalty: bool = False
    moves: list[tuple[str, str, str, int]] = field(default_factory=list)

    @property
    def due(self) -> Decimal:
        return self.amount + self.expense

    @property
    def missing(self) -> Decimal:
        return self.due - self.total


def next_state(fine: Fine, activity: str) -> str:
    """Where the row leads, once its amounts are in the books."""
    state = fine.state
    reopened = state == "paid_in_full" and fine.missing > 0
    if activity == "Create Fine":
        return "created" if state == "none" else state
    if activity == "Payment":
        if fine.missing <= 0:
            return "paid_in_full"
        return "partly_paid" if state in ON_THE_WAY else state
    if activity == "Send Fine":
        return "sent" if state in {"created", "partly_paid"} or reopened else state
    if activity == "Insert Fine Notification":
        return "notified" if state in {"created", "sent", "partly_paid"} else state
    if activity == "Add penalty":
        return "penalty_added" if state in ON_THE_WAY or reopened else state
    if activity in APPEALS:
        return "in_appeal" if state in ON_THE_WAY else state
    if activity == "Notify Result Appeal to Offender" and state == "in_appeal":
        return "penalty_added" if fine.has_penalty else "notified"
    if activity == "Send for Credit Collection":
        return "sent_to_collection" if state in ON_THE_WAY | {"in_appeal"} else state
    return state


class Books:
    """The whole log, row after row."""

    def __init__(self) -> None:
        self.fines: dict[str, Fine] = {}
        self.apart: list[tuple[int, str]] = []
        with DATA.open(encoding="utf-8", newline="") as file:
            for number, line in enumerate(csv.DictReader(file)):
                self.enter(number, line)

    def enter(self, number: int, line: dict[str, str]) -> None:
        fine = self.fines.setdefault(line["case_id"], Fine())
        activity = line["activity"]
        if activity == "Payment":
            total = Decimal(line["totalpaymentamount"])
            if total <= fine.total:
                self.apart.append((number, line["case_id"]))
                return
            fine.total = total
        elif activity == "Send Fine":
            fine.expense += Decimal(line["expense"])
        elif activity in {"Create Fine", "Add penalty"}:
            fine.amount = Decimal(line["amount"])
            fine.has_penalty = activity == "Add penalty"
        state = next_state(fine, activity)
        if state != fine.state:
            fine.moves.append((fine.state, state, line["timestamp"], number))
            fine.state, fine.since = state, line["timestamp"]


@pytest.fixture(scope="module")
def books() -> Books:
    return Books()


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.load(ROOT / "examples" / "policies" / "traffic_fines.tramo")


@pytest.fixture(scope="module")
def found(policy: tramo.Policy) -> "tramo.Alerts":
    names = DATA.open(encoding="utf-8").readline().strip().split(",")
    texts = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pyarrow.string()), strings_can_be_null=True)
    return policy.alerts(pyarrow.csv.read_csv(DATA, convert_options=texts), as_of=AS_OF)


def test_every_state_holds_the_fines_that_a_loop_by_hand_finds(found: "tramo.Alerts", books: Books) -> None:
    expected = Counter(fine.state for fine in books.fines.values())
    counted = {state: accounts for state, accounts in found.counts["fine"].items() if accounts}
    assert counted == expected
    assert sum(expected.values()) == 10_000


def test_every_fine_has_its_state_its_day_and_its_amounts(found: "tramo.Alerts", books: Books) -> None:
    columns = ["case_id", "alert.fine", "alert.fine.since", "alert.fine.times", "due", "paid"]
    rows = zip(*(found.states.column(name).to_pylist() for name in columns), strict=True)
    engine = {case: (state, str(since)[:10], times, due, paid) for case, state, since, times, due, paid in rows}
    by_hand = {case: (fine.state, fine.since, 1, fine.due, fine.total) for case, fine in books.fines.items()}
    assert engine == by_hand


def test_the_sums_of_the_counters_are_those_of_the_books(found: "tramo.Alerts", books: Books) -> None:
    for name, expected in (
        ("due", sum(fine.due for fine in books.fines.values())),
        ("paid", sum(fine.total for fine in books.fines.values())),
        ("outstanding", sum(fine.missing for fine in books.fines.values())),
    ):
        assert sum(found.states.column(name).to_pylist()) == expected, name


def test_payments_that_do_not_increase_the_total_are_set_apart_and_no_other_row(
    found: "tramo.Alerts", books: Books
) -> None:
    assert [(error.row, error.key) for error in found.errors] == books.apart
    assert {(error.field, error.reason) for error in found.errors} == {("totalpaymentamount", "not_increasing")}
    assert len(books.apart) == 6


def test_every_move_from_state_to_state_is_told_with_its_row(found: "tramo.Alerts", books: Books) -> None:
    columns = ["case_id", "from", "to", "happened", "event_id"]
    rows = zip(*(found.transitions.column(name).to_pylist() for name in columns), strict=True)
    engine = [(case, before, after, str(day)[:10], int(row)) for case, before, after, day, row in rows]
    by_hand = [(case, *move) for case, fine in books.fines.items() for move in fine.moves]
    assert sorted(engine) == sorted(by_hand)


def test_a_segment_of_each_state_counts_its_accounts(
    policy: tramo.Policy, found: "tramo.Alerts", books: Books
) -> None:
    segments = policy.evaluate(found.states, as_of=AS_OF).segments
    by_state = Counter(fine.state for fine in books.fines.values())
    for state in [*ON_THE_WAY, "in_appeal", "paid_in_full", "sent_to_collection"]:
        assert segments[state].true == by_state[state], state
    fines = books.fines.values()
    settled = {"paid_in_full", "sent_to_collection"}
    assert segments["unsettled"].true == sum(fine.state not in settled for fine in fines)
    assert segments["nearly_paid"].true == sum(fine.state == "partly_paid" and fine.missing < 5 for fine in fines)
    assert segments["overpaid"].true == sum(fine.missing < 0 for fine in fines)


# The same without a machine: what is missing after each row by a window, then the last row of each kind.
BY_WINDOWS = f"""
with log as (
    select row_number() over () as row, case_id, activity, amount::decimal(9, 2) as amount,
           expense::decimal(9, 2) as expense, totalpaymentamount::decimal(9, 2) as total
    from read_csv('{DATA}', all_varchar = true)
), running as (
    select *, max(total) over past as paid, coalesce(sum(expense) over past, 0)
           + last_value(amount ignore nulls) over past as due
    from log window past as (partition by case_id order by row)
), last_rows as (
    select case_id, arg_max(due, row) as due, arg_max(paid, row) as paid,
           max(row) filter (where activity = 'Send for Credit Collection') as collection,
           coalesce(max(row) filter (where paid >= due), 0) as full_until,
           max(row) filter (where contains(activity, 'Appeal') and not contains(activity, 'Result')) as appeal,
           max(row) filter (where activity = 'Notify Result Appeal to Offender') as answer,
           max(row) filter (where activity = 'Payment') as payment,
           max(row) filter (where activity = 'Add penalty') as penalty,
           max(row) filter (where activity = 'Insert Fine Notification') as notification,
           max(row) filter (where activity = 'Send Fine') as sending
    from running group by case_id
)
select case_id, due, paid, case
    when paid >= due then 'paid_in_full'
    when collection is not null then 'sent_to_collection'
    when appeal > greatest(coalesce(answer, 0), full_until) then 'in_appeal'
    when greatest(penalty, answer) > coalesce(payment, 0) then 'penalty_added'
    when payment > greatest(coalesce(notification, 0), coalesce(sending, 0)) then 'partly_paid'
    when notification is not null then 'notified'
    when sending is not null then 'sent'
    else 'created' end as state
from last_rows
"""


def test_windows_in_sql_find_the_same_states_and_amounts(found: "tramo.Alerts") -> None:
    expected = {case: (due, paid, state) for case, due, paid, state in duckdb.sql(BY_WINDOWS).fetchall()}
    columns = ["case_id", "due", "paid", "alert.fine"]
    rows = zip(*(found.states.column(name).to_pylist() for name in columns), strict=True)
    assert {case: (due, paid, state) for case, due, paid, state in rows} == expected
