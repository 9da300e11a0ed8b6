# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds late charges to what Brazil's and Chile's law and practice give.
"""br_mora, cl_gastos_cobranza: fines, interest, collection fees in UF, legal and maximum rates."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import tramo.offers as o

from vectors import settlement
from vectors.checking import Differs, Vector, all_known, differs, same, same_at_printed_scale

DAY = date(2026, 1, 1)  # of the law
SOME_UF = "38000"  # pesos, where any will do


def mora(vector: Vector) -> str | None:
    inputs = vector["inputs"]
    if "instalment" in inputs:
        return settlement.present_value(vector)
    if "selic_month" in inputs:
        return _legal_rate(vector)
    if "relation" in inputs:
        return _fine_cap(vector)
    terms, knobs = _mora_terms(inputs)
    expected = vector.get("correct") or vector["expected"]
    all_known(expected, {"multa", "juros", "total", "corrected", "simple", "compound"})
    if "compound" in expected:
        return _growth(vector, terms)
    charge = o.late_charges(inputs["principal"], terms=terms, days_late=inputs["days_late"], **knobs)
    ours = {
        "multa": charge.fine,
        "juros": charge.interest,
        "total": charge.total,
        "corrected": charge.corrected_principal,
    }
    for key, published in expected.items():
        same(key, ours[key], published)
    if "correct" in vector:
        all_known(vector["expected"], {"published_total"})
        differs("total", charge.total, vector["expected"]["published_total"])
    return None


def _mora_terms(inputs: dict[str, Any], growth: str = "simple") -> tuple[o.LateTerms, dict[str, Any]]:
    base = "principal_and_fine" if "interest_base" in inputs else "principal"
    rate, days = (inputs["daily_rate"], 1) if "daily_rate" in inputs else (inputs["juros_month"], 30)
    interest = o.LateInterest(rate, month_days=days, growth=growth, base=base)
    correction = inputs.get("correction_index_variation")
    knobs: dict[str, Any] = {"rounding": inputs.get("rounding", "half_up")}
    if "daily_rate_truncated_to" in inputs:
        exponent = Decimal(inputs["daily_rate_truncated_to"]).as_tuple().exponent
        knobs["truncated_decimals"] = -int(exponent)
    return o.LateTerms(fine=inputs.get("multa", 0), interest=interest, correction=correction), knobs


def _growth(vector: Vector, terms: o.LateTerms) -> None:
    inputs = vector["inputs"]
    for growth in ("simple", "compound"):
        terms, knobs = _mora_terms(inputs, growth)
        made = o.late_charges(inputs["principal"], terms=terms, days_late=inputs["days_late"], **knobs)
        same(growth, made.interest, vector["expected"][growth])


def _legal_rate(vector: Vector) -> None:
    inputs = vector["inputs"]
    method = "difference" if inputs["method"].startswith("difference") else "factors"
    ours = o.legal_rate(inputs["selic_month"], inputs["ipca15_month"], method)
    same("legal rate", ours, vector["expected"]["legal_rate"])


def _fine_cap(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"violates_cap", "max_multa"})
    cap = o.find_legal_parameter("BR", "consumer_fine_cap", DAY)
    if cap is None:
        raise Differs("the law kept has no cap")
    terms = o.LateTerms(fine=inputs["multa"], fine_cap=cap.value)
    charge = o.late_charges(inputs["principal"], terms=terms, days_late=1)
    same("violates_cap", "fine_cap" in charge.capped, expected["violates_cap"])
    same("max_multa", charge.fine, expected["max_multa"])


def chile(vector: Vector) -> str | None:
    inputs = vector["inputs"]
    if "tmc_annual_percent" in inputs:
        ours = o.monthly_rate(inputs["tmc_annual_percent"], 2)
        same("monthly", ours, vector["expected"]["tmc_monthly_percent"])
    elif "term_days" in inputs:
        ours_text = o.maximum_rate_segment(inputs["amount_uf"], DAY)
        same("segment", ours_text, vector["expected"]["segment_uf"])
    elif "tmc_percent" in vector["expected"]:
        _maximum_rate(vector)
    elif "charges" in inputs:
        _charged_once(vector)
    else:
        _fee(vector)
    return None


def _maximum_rate(vector: Vector) -> None:
    inputs = vector["inputs"]
    current = inputs.get("reference_rate_percent") or inputs["interes_corriente_percent"]
    ours = o.maximum_rate(f"{current}%", inputs.get("amount_uf"), DAY)
    same("maximum", ours * 100, vector["expected"]["tmc_percent"])


def _principal(inputs: dict[str, Any]) -> tuple[str, str, int]:
    """The debt, the UF and the decimals of the money it is in: UF themselves, or pesos."""
    if "debt_uf" in inputs:
        return inputs["debt_uf"], "1", 4
    uf = inputs["uf_value"]
    return inputs.get("debt_clp") or inputs["instalment_clp"], SOME_UF if uf.startswith("any") else uf, 0


def _charge(inputs: dict[str, Any], **changed: Any) -> o.LateCharge:
    principal, uf, decimals = _principal(inputs)
    managed = changed.pop("managed", inputs.get("free_useful_management_within_15_days", True))
    terms = o.lawful_late_terms("CL", DAY, uf, had_useful_management=managed)
    given = {"days_late": inputs.get("days_late", 21), "decimals": decimals, **changed}
    return o.late_charges(principal, terms=terms, **given)


def _charged_once(vector: Vector) -> None:
    """A fee is posted on each of the days; where there is none yet, nothing is."""
    inputs, due = vector["inputs"], date(2025, 12, 1)
    posted: list[o.PostedCharge] = []
    for one in inputs["charges"]:
        fees = _charge(inputs, days_late=one["day"]).fees
        asked = [o.PostedCharge("debt", "fees", due, due, fees)] if fees else []
        posted.extend(o.charges_to_post(posted, asked).new)
    total = sum((Decimal(charge.amount) for charge in posted), Decimal(0))
    same("total_fee_uf", total, vector["expected"]["total_fee_uf"])


def _fee(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    known = {"fee_uf", "fee_clp", "debt_uf", "effective_percent", "reduction_uf", "reduction_clp"}
    all_known(expected, {*known, "wrong_cliff_3pct", "wrong_cliff_9pct"})
    charge = _charge(inputs)
    if "fee_clp" in expected:
        same("fee_clp", charge.fees, expected["fee_clp"])
    if "fee_uf" in expected and "debt_uf" in inputs:
        same("fee_uf", charge.fees, expected["fee_uf"])
    for key in ("wrong_cliff_3pct", "wrong_cliff_9pct"):
        if key in expected:
            differs("fee_uf", charge.fees, expected[key])
    if "effective_percent" in expected:
        same("effective_percent", _effective_percent(inputs), expected["effective_percent"])
    if "debt_uf" in expected:
        _in_units(vector, charge)
    if "reduction_clp" in expected:
        _reduction(vector, charge)


def _in_units(vector: Vector, charge: o.LateCharge) -> None:
    """Printed with 2 decimals, recomputed with 6."""
    inputs = vector["inputs"]
    debt = Decimal(inputs["debt_clp"]) / Decimal(inputs["uf_value"])
    for published in (vector["expected"], vector["recomputed"]):
        same_at_printed_scale("debt_uf", debt, published["debt_uf"])
        same_at_printed_scale("fee_uf", charge.fee_units, published["fee_uf"])


def _reduction(vector: Vector, charge: o.LateCharge) -> None:
    """What a debtor who was not offered help in time pays less."""
    inputs, expected = vector["inputs"], vector["expected"]
    same("reduction_clp", _charge(inputs, managed=True).fees - charge.fees, expected["reduction_clp"])
    terms = o.lawful_late_terms("CL", DAY, inputs["uf_value"], had_useful_management=False)
    same("reduction_uf", Decimal(terms.fee_reduction), expected["reduction_uf"])
    same("recomputed", _charge(inputs, decimals=2).fees, vector["recomputed"])


def _effective_percent(inputs: dict[str, Any]) -> Decimal:
    debt = Decimal(inputs["debt_uf"])
    share = _charge(inputs, decimals=18).fees / debt if debt else Decimal(0)
    return (share * 100).quantize(Decimal("0.0001"), ROUND_HALF_UP)
