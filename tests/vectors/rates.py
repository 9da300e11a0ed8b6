# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds effective rates to the costs that regulators and others publish.
"""br_cet, eu_apr_ec_examples, us_apr, and the rates in br_amortization and settlement_and_uk_apr."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import tramo.offers as o

from vectors.checking import Differs, Vector, all_known, near, same

# What a double carries through a hundred steps; published digits are fewer.
DIGITS = 2e-13

CONVERSIONS: dict[str, Callable[[str], float]] = {
    "12% aa -> am compound": lambda rate: o.equivalent_rate(rate, 12),
    "1% am -> aa compound": lambda rate: o.effective_annual_rate(rate, 12),
    "10% am -> ad compound 30": lambda rate: o.equivalent_rate(rate, 30),
    "13.65% aa over 252 -> ad": lambda rate: o.equivalent_rate(rate, 252),
    "3% a quarter -> a year compound": lambda rate: o.effective_annual_rate(rate, 4),
    "26% a year -> a month compound": lambda rate: o.equivalent_rate(rate, 12),
}


def conversion(vector: Vector) -> str | None:
    inputs = vector["inputs"]
    ours = CONVERSIONS[inputs["conversion"]](inputs["rate"])
    near("rate", ours, vector["expected"]["rate"], within=6e-16)
    return None


def cet(vector: Vector) -> str | None:
    inputs = vector["inputs"]
    if "value" in inputs:
        return _half_even(vector)
    if "dates" in inputs:
        return _dated_cet(vector)
    return _discount(vector) if "face" in inputs else _equal_months(vector)


def _dated_cet(vector: Vector) -> None:
    """A fee at the start lessens what is lent, or is a first payment: the same rate."""
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"cet"})
    start, fee = inputs["start"], inputs.get("fee_at_start", "0")
    payments = [(day, inputs["payment"]) for day in inputs["dates"]]
    net = str(Decimal(inputs["principal"]) - Decimal(fee))
    for advance, paid in ((net, payments), (inputs["principal"], [(start, fee), *payments])):
        ours = _only(o.annual_percentage_rate([(start, advance)], paid, "cet"))
        near("cet", ours, expected["cet"], within=float(vector["tolerance"]))
        near("recomputed", ours, vector["recomputed"], relative=DIGITS)


def _equal_months(vector: Vector) -> None:
    inputs, expected, recomputed = vector["inputs"], vector["expected"], vector["recomputed"]
    all_known(expected, {"monthly_rate_percent", "cet_annual_percent"})
    monthly = _only(o.irr([inputs["net_advance"], *[-Decimal(inputs["payment"])] * inputs["n"]]))
    yearly = o.effective_annual_rate(monthly, 12)
    same("monthly", _percent(monthly, 2), expected["monthly_rate_percent"])
    same("annual", _percent(yearly, 2), expected["cet_annual_percent"])
    near("recomputed", monthly * 100, recomputed["monthly"], within=5e-10)
    near("recomputed", yearly * 100, recomputed["annual"], within=5e-9)


def _discount(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"net", "period_cost_percent"})
    ours = _only(o.irr([expected["net"], -Decimal(inputs["face"])]))
    same("cost", _percent(ours, 2), expected["period_cost_percent"])
    near("recomputed", ours * 100, vector["recomputed"], within=5e-8)


def _half_even(vector: Vector) -> None:
    """NBR 5891, as the rounding of interest has it: a hundred at so many percent."""
    inputs = vector["inputs"]
    same("decimals", inputs["decimals"], 2)
    rate = f"{inputs['value']}%"
    made = o.schedule("interest_only", principal=100, rate=rate, count=1, interest_rounding="half_even")
    same("rounded", made.total_interest, vector["expected"]["rounded"])


def eu(vector: Vector) -> str | None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"apr_percent_published", "apr_percent_1dp", "apr_percent_recomputed"})
    if "signed" in inputs:
        ours = _only(_eu_from_dates(inputs))
    else:
        flows = [*_flows(inputs["drawdowns"], 1), *_flows(inputs["payments"], -1)]
        ours = rate_of_times(flows)
    near(
        "published",
        ours * 100,
        expected["apr_percent_published"],
        within=float(vector["tolerance_vs_published_pp"]),
    )
    near("recomputed", ours * 100, expected["apr_percent_recomputed"], relative=DIGITS, within=5e-13)
    if "apr_percent_1dp" in expected:
        same("with one decimal", _percent(ours, 1), expected["apr_percent_1dp"])
    return None


def _eu_from_dates(inputs: dict[str, Any]) -> o.RateSolution:
    """Where odd days count, they are the convention's to count."""
    step = {"monthly": "1 month", "yearly": "1 year"}[inputs.get("frequency", "monthly")]
    due = o.due_dates(inputs["first_payment"], step, inputs["n"])
    start = inputs["signed"]
    payments = [(start, inputs["fee_at_conclusion"]), *((day, inputs["payment"]) for day in due)]
    return o.annual_percentage_rate([(start, inputs["credit"])], payments, "eu")


def _flows(parts: list[dict[str, Any]], sign: int) -> Iterable[tuple[Fraction, Decimal]]:
    for part in parts:
        if "days" in part:
            raise Differs("odd days, and no dates to count them from")
        first = part["first_t_num"] if part.get("stream") else part["t_num"]
        for place in range(part.get("count", 1)):
            yield Fraction(first + place * part.get("step", 0), part["t_den"]), sign * Decimal(part["amount"])


def rate_of_times(flows: Iterable[tuple[Fraction, Decimal]]) -> float:
    """A year's effective rate of money at fractions of years, by way of amounts at equal intervals."""
    listed = list(flows)
    a_year = lcm(*(time.denominator for time, _ in listed))
    values = [Decimal(0)] * (int(max(time for time, _ in listed) * a_year) + 1)
    for time, amount in listed:
        values[int(time * a_year)] += amount
    return o.effective_annual_rate(_only(o.irr(values)), a_year)


def uk(vector: Vector) -> str | None:
    """Published as days / 365; where CONC App 1 counts whole months, the note says what it gives."""
    inputs, wanted = vector["inputs"], float(vector["expected"]["apr_percent"])
    all_known(vector["expected"], {"apr_percent"})
    within = float(vector["tolerance"].split()[0])
    advance = [(inputs["advance"]["date"], inputs["advance"]["amount"])]
    payments = [(one["date"], one["amount"]) for one in inputs["payments"]]
    by_days = o.annual_percentage_rate(advance, payments, "cet")
    near("published", _chosen(by_days) * 100, wanted, within=within)
    by_months = _chosen(o.annual_percentage_rate(advance, payments, "uk")) * 100
    if abs(by_months - wanted) <= within:
        return None
    return f"published as days / 365; in calendar months, as CONC App 1 counts, {by_months:.3f} %"


def single_payment(vector: Vector) -> str | None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"apr_percent"})
    for key, year in (("year_365_25", Decimal("365.25")), ("year_365", Decimal(365))):
        ours = _single(inputs, year)
        near(key, ours * 100, vector["recomputed"][key], relative=1e-11)
        if str(year) == inputs["year_days"]:
            same("published", _percent(ours, inputs["decimals"]), expected["apr_percent"])
    return None


def _single(inputs: dict[str, Any], year: Decimal) -> float:
    days = Fraction(1)
    for place, text in enumerate(inputs["days"].split("/")):
        days = Fraction(text) if place == 0 else days / Fraction(text)
    lent, paid = Decimal(inputs["advance"]), -Decimal(inputs["payment"])
    if days.denominator > 1:
        return rate_of_times([(Fraction(0), lent), (days / Fraction(year), paid)])
    start = date(2026, 1, 1)
    flows = [(start, lent), (start + timedelta(int(days)), paid)]
    return _only(o.effective_rate(flows, f"ACT/{year}" if year != 365 else "ACT/365F"))


def us(vector: Vector) -> str | None:
    """Regulation Z, appendix J: flows on days, and the rate with two decimals."""
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"apr_percent"})
    payments = [(day, run["amount"]) for run in inputs["payments"] for day in _days_of(run)]
    advances = [(one["date"], one["amount"]) for one in inputs["advances"]]
    ours = _only(o.annual_percentage_rate(advances, payments, "us"))
    same("apr", _percent(ours, 2), expected["apr_percent"])
    return None


def _days_of(run: dict[str, Any]) -> list[date]:
    return o.due_dates(run["first"], run.get("every", "1 month"), run["count"])


def _only(solution: o.RateSolution) -> float:
    if not solution.is_single:
        raise Differs(f"one rate was to be found, not {len(solution.roots)}")
    return _chosen(solution)


def _chosen(solution: o.RateSolution) -> float:
    if solution.chosen is None:
        raise Differs("no rate was found")
    return solution.chosen


def _percent(rate: float, decimals: int) -> Decimal:
    return (Decimal(repr(rate)) * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
