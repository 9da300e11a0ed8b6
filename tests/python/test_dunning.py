# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
"""Dunning ladders of other systems, as small policies: each state on its own day, and none skipped."""

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import tramo

ROOT = Path(__file__).parents[2]
VECTORS = Path(os.environ.get("TRAMO_SHARED", ROOT.parent / "shared")) / "vectors" / "dunning_policies.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["vectors"] if VECTORS.exists() else []
NOT_THERE = pytest.mark.skipif(not CASES, reason=f"{VECTORS.name} is not beside the project")

# What a vector speaks of, where that is no state of an account over time.
OTHER_MATTER = {
    "oca_override": "which of three policies is in force is the host's choice of a document",
    "oca_override_3": "which of three policies is in force is the host's choice of a document",
    "oca_dup_level": "a rule about level numbers; states here have names",
    "reevaluate": "nothing is looked at again every so often: a state is computed for the day asked for",
}

HEAD = """tramo 1 en
policy "Ladder" version "1" { currency EUR  zone "UTC" }
field account : text key
event invoice { field due : date }
event balance { field oldest_unpaid : date optional }
"""


def ladder(*steps: str, states: list[str]) -> tramo.Policy:
    """A ladder of these states and transitions."""
    lines = [*(f"  state {name}" for name in states), *(f"  {step}" for step in steps), "  manual clear"]
    return tramo.loads(HEAD + "\n".join(["alert dunning without skipping {", *lines, "}"]) + "\n", "ladder.tramo")


def climbing(deadline: str, days: dict[str, int]) -> tramo.Policy:
    """Each state so many days after a deadline, from the state below."""
    steps, below = [], "none"
    for name, after in days.items():
        sign = "-" if after < 0 else "+"
        steps.append(f"when {deadline} {sign} {abs(after)} days reached from {below} => {name}")
        below = name
    return ladder(*steps, states=list(days))


def invoice(due: str, on: str | None = None) -> list[dict[str, Any]]:
    """One invoice, known long before it falls due."""
    day = on or str(date.fromisoformat(due) - timedelta(30))
    return [{"account": "A-1", "event": "invoice", "happened": day, "due": due}]


def balance(on: date, oldest_unpaid: date | None) -> dict[str, Any]:
    return {
        "account": "A-1",
        "event": "balance",
        "happened": str(on),
        "oldest_unpaid": oldest_unpaid and str(oldest_unpaid),
    }


def state(policy: tramo.Policy, events: list[dict[str, Any]], on: date | str) -> str:
    (found,) = policy.alerts(events, as_of=str(on)).states.column("alert.dunning").to_pylist()
    return found


def path(policy: tramo.Policy, events: list[dict[str, Any]], until: str) -> list[tuple[str, str]]:
    """Every state entered, and on which day."""
    transitions = policy.alerts(events, as_of=until).transitions
    days = transitions.column("happened").to_pylist()
    return [(to, str(day)[:10]) for to, day in zip(transitions.column("to").to_pylist(), days, strict=True)]


OCA = {"net_days": "invoice.due + {0} days", "end_of_month": "end_of_month(invoice.due + {0} days)"}


def oca_level(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    deadline = OCA[inputs["mode"]].format(inputs["delay_days"])
    policy = ladder(f"when {deadline} reached from none => reminder", states=["reminder"])
    events = invoice(inputs["due"])
    assert state(policy, events, inputs["control_date"]) == ("reminder" if expected["reached"] else "none")
    if "threshold" in expected:
        assert path(policy, events, "2030-01-01") == [("reminder", expected["threshold"])]


THREE_TIMES = (
    "when invoice.due + 10 days reached from none => level_1",
    "when end_of_month(invoice.due + 30 days) reached from level_1 => level_2",
    "after 10 days in level_2 => level_3",
)


def oca_runs(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    policy = ladder(*THREE_TIMES, states=["level_1", "level_2", "level_3"])
    events = invoice(inputs["due"])
    before, new_levels = "none", []
    for run in inputs["runs"]:
        level = state(policy, events, run)
        new_levels.append({"run": run, "new_level": None if level == before else int(level[-1])})
        before = level
    assert new_levels == expected["levels"]
    # A single late run tells the same levels, each with the day that was its own.
    days = [("level_1", "2026-01-25"), ("level_2", "2026-02-28"), ("level_3", "2026-03-10")]
    assert path(policy, events, inputs["runs"][-1]) == days


DAY_0 = date(2026, 5, 1)
TUTORIAL = {"warning": 10, "blocked": 14, "cancellation": 21}


def kill_bill_day(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    thresholds = {name.lower(): days for name, days in inputs["thresholds"].items()}
    policy = climbing("balance.oldest_unpaid", dict(sorted(thresholds.items(), key=lambda one: one[1])))
    day = DAY_0 + timedelta(inputs["days_since_earliest_unpaid"])
    wanted = {"CLEAR": "none"}.get(expected["state"], expected["state"].lower())
    assert state(policy, [balance(DAY_0, DAY_0)], day) == wanted


def kill_bill_shift(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    assert (len(inputs["day0_unpaid"]), expected["state"]) == (2, "CLEAR")
    policy = climbing("balance.oldest_unpaid", TUTORIAL)
    paid_on, next_oldest = DAY_0 + timedelta(15), DAY_0 + timedelta(10)
    events = [balance(DAY_0, DAY_0), balance(paid_on, next_oldest)]
    assert state(policy, events, paid_on - timedelta(1)) == "blocked"
    assert state(policy, events, paid_on) == "none"
    # And from there on every state again, counted from the invoice that is now the oldest.
    climbed = [(name, str(next_oldest + timedelta(days))) for name, days in TUTORIAL.items()]
    assert path(policy, events, "2026-12-31")[-3:] == climbed


ODOO = ["pre-due reminder", "first reminder", "second reminder", "third reminder"]


def odoo_level(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    names = [name.replace("-", "_").replace(" ", "_") for name in ODOO]
    policy = climbing("invoice.due", dict(zip(names, inputs["levels"], strict=True)))
    day = DAY_0 + timedelta(inputs["days_overdue"])
    wanted = expected["level"].removesuffix(" (already reached)")
    assert state(policy, invoice(str(DAY_0)), day) == names[ODOO.index(wanted)]


Check = Callable[[dict[str, Any], dict[str, Any]], None]
CHECKS: dict[str, Check] = {
    "oca_net_": oca_level,
    "oca_eom_": oca_level,
    "oca_3time_monthly_runs": oca_runs,
    "killbill_partial_shift": kill_bill_shift,
    "killbill_": kill_bill_day,
    "odoo_": odoo_level,
}


@NOT_THERE
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_vector_about_states_over_time_holds(case: dict[str, Any]) -> None:
    if case["id"] in OTHER_MATTER:
        pytest.skip(OTHER_MATTER[case["id"]])
    check = next((check for prefix, check in CHECKS.items() if case["id"].startswith(prefix)), None)
    assert check is not None, f"no test knows what to do with {case['id']}"
    check(case["inputs"], case["expected"])


@NOT_THERE
def test_no_vector_is_passed_over_but_those_of_another_matter() -> None:
    assert set(OTHER_MATTER) <= {case["id"] for case in CASES}
    assert len(CASES) - len(OTHER_MATTER) == 13


def test_a_partial_payment_that_moves_the_oldest_invoice_does_not_skip_the_warning() -> None:
    """Kill Bill issue 2297: the account went from clear to blocked, because its timer was not set anew."""
    policy = climbing("balance.oldest_unpaid", {"warning": 5, "blocked": 7, "cancellation": 11})
    anchor, moved = date(2026, 5, 31), date(2026, 6, 2)
    events = [balance(anchor, anchor), balance(date(2026, 6, 4), moved)]
    assert state(policy, events, "2026-06-06") == "none"
    assert state(policy, events, "2026-06-07") == "warning"
    days = [("warning", "2026-06-07"), ("blocked", "2026-06-09"), ("cancellation", "2026-06-13")]
    assert path(policy, events, "2026-06-30") == days


def test_a_payment_of_everything_ends_the_ladder_and_takes_its_days_back() -> None:
    policy = climbing("balance.oldest_unpaid", TUTORIAL)
    events = [balance(DAY_0, DAY_0), balance(DAY_0 + timedelta(12), None)]
    assert state(policy, events, DAY_0 + timedelta(11)) == "warning"
    assert state(policy, events, DAY_0 + timedelta(12)) == "none"
    assert state(policy, events, DAY_0 + timedelta(100)) == "none"


def test_an_invoice_told_months_late_passes_every_level() -> None:
    policy = climbing("invoice.due", {"first": 10, "second": 20, "third": 30})
    events = invoice("2026-01-15", on="2026-06-01")
    entered = path(policy, events, "2026-06-01")
    assert entered == [("first", "2026-06-01"), ("second", "2026-06-01"), ("third", "2026-06-01")]


def test_a_ladder_that_an_event_would_shorten_is_refused() -> None:
    days = {"first": 0, "second": 9, "third": 19}
    below = dict(zip(days, ["none", *days], strict=False))
    climbs = [f"when invoice.due + {after} days reached from {below[name]} => {name}" for name, after in days.items()]
    with pytest.raises(tramo.PolicyError, match="passes over the state `second`"):
        ladder(*climbs, "on balance from first => third", states=list(days))
    assert ladder(*climbs, "on balance from first => second", states=list(days)).warnings == []
