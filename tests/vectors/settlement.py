# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds payoffs, rebates and discounts by component to what others publish.
"""settlement_and_uk_apr, and the early payoffs in br_mora."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import tramo.offers as o

from vectors import rates
from vectors.checking import Differs, Vector, all_known, same, same_at_printed_scale

OURS = {"penalty": "fine"}  # their component to ours
PERIODS = {"month": 12, "week": 52, "year": 1}


def settlement(vector: Vector) -> str | None:
    inputs = vector["inputs"]
    if "year_days" in inputs:
        return rates.single_payment(vector)
    if "advance" in inputs:
        return rates.uk(vector)
    if "loan" in inputs:
        return _payoff(vector)
    if "apr" in inputs:
        return _rebate(vector)
    if "accrued" in inputs:
        return _interest_cap(vector)
    return _waterfall(vector) if "waterfall" in inputs else _discounts(vector)


def present_value(vector: Vector) -> str | None:
    inputs = vector["inputs"]
    gone = Fraction(inputs.get("days_since_last_due", 0), inputs.get("month_days", 30))
    ours = o.present_value_payoff(
        payment=inputs["instalment"],
        count=inputs["remaining"],
        rate=inputs["period_rate"],
        part_of_period=gone,
    )
    same("payoff", ours, vector["expected"]["payoff"])
    return None


def _rebate(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"rebate", "settlement"})
    given = {
        "principal": inputs["principal"],
        "payment": inputs["payment"],
        "count": inputs["n"],
        "apr": inputs["apr"],
        "settled_after": inputs["settled_after_periods"],
        "part_period": inputs["part_period"],
        "periods_a_year": PERIODS[inputs["unit_period"]],
    }
    quote = o.uk_rebate(**given, rate_decimals=inputs["periodic_rate_decimals"])
    same("rebate", quote.rebate, expected["rebate"])
    same("settlement", quote.settlement, expected["settlement"])
    # With more decimals than the cent: what was recomputed tells them.
    for key, decimals in (("rebate_rate_6dp", 6), ("rebate_exact_rate", None)):
        finer = o.uk_rebate(**given, rate_decimals=decimals, decimals=8)
        same_at_printed_scale(key, finer.rebate, vector["recomputed"][key])


def _interest_cap(vector: Vector) -> None:
    inputs = vector["inputs"]
    percent = inputs["cap_percent_of_principal"]
    share = None if percent is None else f"{percent}%"
    added, _ = o.capped_interest(inputs["principal"], inputs["accrued"], inputs["new_interest"], share)
    same("added", added, vector["expected"]["added"])


def _payoff(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {*QUOTED, "error"})
    if "error" in expected:
        _refused(vector)
        return
    quote = _quote(inputs)
    for key, published in expected.items():
        ours = getattr(quote, QUOTED[key])
        same(key, str(ours) if isinstance(ours, date) else ours, published)


QUOTED = {
    "principal": "principal",
    "interest": "accrued_interest",
    "compensation": "compensation",
    "total": "total",
    "capped": "is_capped",
    "valid_until": "valid_until",
}


def _quote(inputs: dict[str, Any]) -> o.PayoffQuote:
    loan, paid = inputs["loan"], inputs["paid_through"]
    monthly = Decimal(loan["annual_rate"]) / 12
    shared = {"principal": loan["principal"], "count": loan["n"], "currency": loan["currency"]}
    table = o.schedule(**shared, rate=monthly, first=loan["first_due"])
    last = table.rows[paid - 1]
    as_of = date.fromisoformat(inputs["as_of"])
    credit, _, currency = inputs.get("unapplied_credit", "0").partition(" ")
    return o.payoff_quote(
        balance=last.balance,
        annual_rate=loan["annual_rate"],
        interest_from=last.due or as_of,
        as_of=as_of,
        valid_until=as_of + timedelta(inputs.get("validity_days", 0)),
        convention="ACT/365F",
        compensation=inputs.get("compensation_rate", 0),
        compensation_cap_share=inputs.get("legal_cap"),
        credit=credit,
        credit_currency=currency or None,
        currency=loan["currency"],
    )


def _refused(vector: Vector) -> None:
    try:
        quote = _quote(vector["inputs"])
    except o.OfferError as error:
        if not any(message.startswith(vector["expected"]["error"]) for _, message in error.objections):
            raise Differs(f"refused for another reason: {error}") from error
        return
    raise Differs(f"was to be refused, ours is {quote.total}")


def _debt(inputs: dict[str, Any]) -> dict[str, str]:
    debt = {OURS.get(name, name): amount for name, amount in inputs["debt"].items()}
    same("total of the debt", sum(map(Decimal, debt.values())) - Decimal(debt["total"]), debt.pop("total"))
    return debt


def _shares(percents: dict[str, str]) -> dict[str, str]:
    return {OURS.get(name, name): f"{percent}%" for name, percent in percents.items()}


def _forgiven(ours: dict[str, Decimal], published: dict[str, str]) -> None:
    for name, amount in published.items():
        same(f"discount of {name}", ours.get(OURS.get(name, name), Decimal(0)), amount)
    same("discounts", sum(ours.values(), Decimal(0)), str(sum(map(Decimal, published.values()))))


def _discounts(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"discount", "discount_total", "to_pay", "effective_percent_of_total"})
    made = o.apply_discounts(_debt(inputs), _shares(inputs["discount_percent"]))
    _forgiven(made.forgiven, expected["discount"])
    same("discount_total", made.total - made.net, expected["discount_total"])
    same("to_pay", made.net, expected["to_pay"])
    same("effective_percent_of_total", made.share * 100, expected["effective_percent_of_total"])


def _waterfall(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"discount", "to_pay", "max_discount", "feasible", "reason"})
    debt = _debt(inputs)
    made = o.settle(
        debt,
        waterfall=[OURS.get(name, name) for name in inputs["waterfall"]],
        forgive_share=f"{inputs['target_discount_percent_of_total']}%",
        ceilings=_shares(inputs["max_percent"]),
    )
    same("feasible", made.is_feasible, expected.get("feasible", True))
    same("reason", made.reason, expected.get("reason", ""))
    if "discount" in expected:
        _forgiven(made.forgiven, expected["discount"])
        same("to_pay", made.net, expected["to_pay"])
    if "max_discount" in expected:
        same("max_discount", sum(map(Decimal, debt.values())) - made.net, expected["max_discount"])
