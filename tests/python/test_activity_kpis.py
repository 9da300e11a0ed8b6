# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Key figures of what was done: the numbers of the report, each over the denominator that its name says.

from decimal import Decimal

import pytest
import tramo
from test_best_actions import ACTIONS, CASES, DAY, POLICY
from tramo.kpi import activity


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "best.tramo")


def test_key_figures_come_from_the_same_numbers(policy: tramo.Policy) -> None:
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY)
    assert found.activity == {
        "cases": 4,
        "attempted": 3,
        "contacted": 2,
        "attempts": 6,
        "contacts": 2,
        "right_party_contacts": 1,
        "promises": 1,
    }
    told = {name: one.value for name, one in activity(found).items()}
    assert told == {
        "contact_rate": Decimal("50.00"),
        "contact_rate_worked": Decimal("66.67"),
        "contact_rate_attempts": Decimal("33.33"),
        "right_party_rate": Decimal("50.00"),
        "right_party_rate_attempts": Decimal("16.67"),
        "penetration": Decimal("75.00"),
        "intensity_worked": Decimal("2.00"),
        "intensity_assigned": Decimal("1.50"),
        "promise_rate": Decimal("100.00"),
    }
    assert activity(found, assigned=10)["penetration"].value == Decimal("30.00")
    with pytest.raises(ValueError, match="at least the 3"):
        activity(found, assigned=2)


def test_kept_rates_leave_out_promises_that_are_not_due(policy: tramo.Policy) -> None:
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY)
    promises = [
        {"amount": 100, "due": "2026-11-10", "paid": 150},
        {"amount": "100", "due": "2026-11-10", "paid": "40"},
        {"amount": 100, "due": "2026-11-10", "paid": 0},
        {"amount": 100, "due": "2026-11-30", "paid": 0},
        {"amount": 100, "due": "2026-11-10", "outcome": "broken"},
    ]
    told = activity(found, promises=promises)
    assert told["kept_rate"].value == Decimal("25.00") and told["kept_rate"].denominator == 4
    assert told["kept_rate_with_partial"].value == Decimal("50.00")
    assert told["kept_rate_amount"].value == Decimal("35.00")
    assert told["broken_rate"].value == Decimal("75.00")
    for wrong, words in (
        ({"amount": 0, "paid": 1, "due": "2026-11-10"}, "row 0, column `amount`"),
        ({"amount": 5, "paid": "x", "due": "2026-11-10"}, "row 0, column `paid`"),
        ({"amount": 5, "due": "2026-11-10"}, "neither `paid` nor `outcome`"),
        ({"amount": 5, "outcome": "kep"}, "column `outcome`"),
        ({"amount": 5, "outcome": "partly_kept"}, "does not say how much"),
        ({"amount": 5, "paid": 1, "due": "hop"}, "column `due`"),
    ):
        with pytest.raises(tramo.DataError, match=words):
            activity(found, promises=[wrong])


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        ({"amount": 100, "due": "2026-11-10", "outcom": "kept"}, "no column `outcome`; is the column `outcom` meant"),
        ({"amont": 100, "due": "2026-11-10", "paid": 40}, "no column `amount`; is the column `amont` meant"),
        ({"amount": 99.5, "due": "2026-11-10", "paid": 40}, "row 0, column `amount`: 99.5 is a binary float"),
        ({"amount": 100, "due": "2026-11-10", "paid": 0.5}, "row 0, column `paid`: 0.5 is a binary float"),
        ({"amount": 100, "due": "soon", "paid": 40}, "row 0, column `due`: it is a day such as .* not 'soon'"),
        ({"amount": 100, "due": "2026-11-10", "paid": -40}, "column `paid`: an amount from 0 is due, not '-40'"),
    ],
)
def test_promises_that_cannot_be_read_name_row_and_column(
    policy: tramo.Policy, promise: dict[str, object], words: str
) -> None:
    with pytest.raises(tramo.DataError, match=words) as told:
        activity(policy.best_actions(ACTIONS, CASES, as_of=DAY), promises=[promise])
    assert "payments" not in str(told.value)
