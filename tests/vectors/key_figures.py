# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds the key figures to the examples of glossaries and to their definitions.
"""kpi: quotients, promises, days past due, buckets, roll rates, the best action."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import tramo
from tramo import kpi

from vectors.checking import Vector, all_known, same

# By the expected value: the figure, and the inputs that are its two sides.
FIGURES = {
    "contact_rate_percent": ("contact_rate", "customers_contacted", "customers_assigned"),
    "contactabilidad_percent": ("contact_rate_attempts", "effective_contacts", "attempts"),
    "rpc_rate_percent": ("right_party_rate", "right_party_contacts", "total_contacts"),
    "recovery_percent": ("recovery_rate", "collected", "outstanding"),
    "liquidation_percent": ("liquidation_rate", "collected_to_date", "placed"),
    "penetration_percent": ("penetration", "accounts_worked", "accounts_assigned"),
    "intensity_on_worked": ("intensity_worked", "managements", "accounts_worked"),
    "intensity_on_assigned": ("intensity_assigned", "managements", "accounts_assigned"),
    "ptp_rate_percent": ("promise_rate", "promises", "right_party_contacts"),
    "kept_amount_percent": (
        "kept_rate_amount",
        "amount_received_within_tolerance",
        "amount_promised_due",
    ),
    "net_roll_percent": ("net_roll_rate", "this_bucket_balance_now", "prev_bucket_balance_prev_month"),
    "cure_percent": ("cure_rate", "current_at_end", "delinquent_start"),
    "cost_percent": ("cost_to_collect", "cost", "collected"),
}

# The words of a vector for an outcome.
OUTCOMES = {
    "kept": "kept",
    "partly_kept": "broken (partial)",
    "late": "broken (late payment)",
    "pending": "pending (grace)",
}

# The first day of a bucket, and of what has left it.
DAYS = {"cured": 0, "0": 0, "1-30": 1, "31-60": 31, "61-90": 61, "91+": 91}

RANKED = """tramo 1 en
policy "Ranked results" version "1"
field case_id : text key
palette results "Results" {{
{actions}
}}
"""


def figure(vector: Vector) -> str | None:
    """What is expected says what is asked for."""
    inputs, expected = vector["inputs"], vector["expected"]
    for key, check in CHECKS.items():
        if key in expected:
            check(inputs, expected)
            return None
    _quotients(inputs, expected)
    return None


def _quotients(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    all_known(expected, set(FIGURES))
    for key, published in expected.items():
        name, numerator, denominator = FIGURES[key]
        ours = kpi.kpi(name, inputs[numerator], inputs[denominator], decimals=4)
        same(name, ours.value, published)


def _kept_rates(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """Pending promises are in neither side."""
    all_known(expected, {"kept_rate_percent", "kept_incl_partial_percent"})
    due, kept = inputs["promises_due"], inputs["kept_full"]
    same("kept", kpi.kpi("kept_rate", kept, due).value, expected["kept_rate_percent"])
    some = kept + inputs["kept_partial"]
    ours = kpi.kpi("kept_rate_with_partial", some, due).value
    same("kept in part too", ours, expected["kept_incl_partial_percent"])


def _promise(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    all_known(expected, {"status", "paid_percent"})
    ours = kpi.promise_outcome(
        inputs["promise_amount"],
        inputs["due"],
        inputs["payments"],
        inputs["tolerance_days"],
        inputs.get("tolerance_percent", 0),
        inputs.get("as_of"),
    )
    same("status", OUTCOMES.get(ours.outcome, ours.outcome), expected["status"])
    if "paid_percent" in expected:
        same("paid", ours.paid_percent, expected["paid_percent"])


def _days_past_due(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """As a policy counts them; the bucket of a day less is not that of a day more."""
    all_known(expected, {"dpd"})
    due, as_of = date.fromisoformat(inputs["due"]), date.fromisoformat(inputs["as_of"])
    text = "tramo 1 en\nfield id : text key\nfield due : date\nsegment late = as_of - due = {} days"
    found = []
    for days in range((as_of - due).days - 3, (as_of - due).days + 4):
        asked = tramo.loads(text.format(days), "days.tramo")
        result = asked.evaluate([{"id": "A", "due": due}], as_of=as_of)
        found += [days] if result.segments["late"].true else []
    same("days past due", found, [expected["dpd"]])
    last = kpi.buckets([expected["dpd"] - 1, expected["dpd"]])
    same("bucket", last.of(found[0]), 1)


def _bucket(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    all_known(expected, {"bucket"})
    same("bucket", kpi.buckets().name_of(inputs["dpd"]), expected["bucket"])


def _account(number: int, days: int, balance: Any) -> dict[str, Any]:
    return {"account": f"A-{number}", "days_past_due": days, "balance": balance}


def _roll_rates(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """Of each bucket two accounts: what moves, and what stays."""
    all_known(expected, {"roll_percent"})
    same("buckets", list(kpi.buckets().names), inputs["buckets"])
    before, after = [], []
    for bucket, balance in inputs["month_start"].items():
        days, moved = DAYS[bucket], Decimal(inputs["moved_to_next"][bucket])
        for part, now in ((moved, days + 30), (Decimal(balance) - moved, days)):
            before.append(_account(len(before), days, part))
            after.append(_account(len(after), now, part))
    made = kpi.roll_rates(before, after, key="account")
    for steps, percent in expected["roll_percent"].items():
        begin, end = steps.split("->")
        same(steps, made.cell(begin, end)["percent"], percent)
        same(steps, made.rates[begin], percent)


def _transitions(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    all_known(expected, {"percent"})
    before, after = [], []
    for end, accounts in inputs["accounts"].items():
        for _ in range(accounts):
            if end != "paid_off":
                after.append(_account(len(before), DAYS[end], 1))
            before.append(_account(len(before), DAYS[inputs["from_bucket"]], 1))
    made = kpi.roll_rates(before, after, key="account")
    columns = {"cured": "0", "paid_off": "gone"}
    for end, percent in expected["percent"].items():
        cell = made.cell(inputs["from_bucket"], columns.get(end, end))
        same(end, cell["accounts_percent"], percent)
        ours = kpi.kpi("transition_rate", inputs["accounts"][end], len(before)).value
        same(end, ours, percent)


def _charge_off(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    all_known(expected, {"expected_charge_off"})
    ours = kpi.expected_charge_off(inputs["balance"], inputs["roll"])
    same("charge-off", ours, expected["expected_charge_off"])


def _effectiveness(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    all_known(expected, {"cei_percent"})
    sides = (inputs[name] for name in ("beginning", "credit_sales", "ending_total", "ending_current"))
    same("effectiveness", kpi.collection_effectiveness(*sides), expected["cei_percent"])


def _outstanding(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    all_known(expected, {"dso"})
    ours = kpi.days_sales_outstanding(inputs["receivables"], inputs["credit_sales"], inputs["days"])
    same("days", ours, expected["dso"])


def _best_action(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """A palette of that ranking, and a case with those actions, one a day."""
    all_known(expected, {"mejor_gestion"})
    ranking = inputs["rank"]
    names = {label: f"code_{place}" for place, label in enumerate(ranking)}
    actions = "\n".join(
        f'  action {names[label]} "{label}" rank {place}' for place, label in enumerate(ranking, 1)
    )
    policy = tramo.loads(RANKED.format(actions=actions), "ranked.tramo")
    feed = [
        {"case_id": "C-1", "code": label, "happened": f"2026-05-{day:02}T10:00", "id": str(day)}
        for day, label in enumerate(inputs["managements"], 1)
    ]
    found = policy.best_actions(feed, as_of="2026-05-31")
    best = [row.label for row in found.report().rows if row.kind == "node" and row.cases]
    same("best action", best, [expected["mejor_gestion"]])


CHECKS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "dpd": _days_past_due,
    "bucket": _bucket,
    "kept_rate_percent": _kept_rates,
    "status": _promise,
    "roll_percent": _roll_rates,
    "expected_charge_off": _charge_off,
    "cei_percent": _effectiveness,
    "dso": _outstanding,
    "mejor_gestion": _best_action,
    "percent": _transitions,
}
