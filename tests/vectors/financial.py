# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds the financial functions to what numpy-financial's own tests publish.
"""numpy_financial: pmt, ipmt, ppmt, nper, pv, fv, rate, npv, irr, mirr."""

import re
from math import isinf
from typing import Any

import tramo.offers as o

from vectors.checking import Differs, Vector, all_known, near

ORDER = {
    "pmt": ("rate", "nper", "pv", "fv"),
    "ipmt": ("rate", "per", "nper", "pv", "fv"),
    "ppmt": ("rate", "per", "nper", "pv", "fv"),
    "nper": ("rate", "pmt", "pv", "fv"),
    "pv": ("rate", "nper", "pmt", "fv"),
    "fv": ("rate", "nper", "pmt", "pv"),
    "rate": ("nper", "pmt", "pv", "fv"),
}
EXPECTED = {"value", "meaning", "note", "other_root", "npv_at_irr", "wrong_value_returned_by_npf"}

# Of the value recomputed with more digits; doubles carry 16.
DIGITS = 1e-13
# Of what numpy-financial prints where it names no tolerance that doubles can have.
PRINTED = 1e-9


def function(vector: Vector) -> str | None:
    expected = vector["expected"]
    all_known(expected, EXPECTED)
    ours = _computed(vector["function"], vector["inputs"])
    if vector["function"] == "irr":
        _irr_members(vector, ours)
    if "value" in expected:
        _value(vector, ours)
    elif vector["function"] != "irr":
        raise Differs("there is no value to compare")
    return None


def _computed(name: str, inputs: dict[str, Any]) -> float | None:
    """None where there is no answer."""
    try:
        if name == "irr":
            return o.irr(inputs["values"]).chosen
        if name == "npv":
            return o.npv(_number(inputs["rate"]), inputs["values"])
        if name == "mirr":
            return o.mirr(inputs["values"], inputs["finance_rate"], inputs["reinvest_rate"])
        numbers = [_number(inputs[part]) for part in ORDER[name]]
        return float(getattr(o, name)(*numbers, when=inputs["when"]))
    except o.OfferError:
        return None


def _number(text: str) -> float:
    """ "0.08/12" is a quotient of doubles, as where it was published."""
    first, *rest = (float(part) for part in text.split("/"))
    return first / rest[0] if rest else first


def _value(vector: Vector, ours: float | None) -> None:
    published = vector["expected"]["value"]
    if published == "NaN":
        if ours is not None:
            raise Differs(f"there is no answer, ours is {ours!r}")
        return
    if ours is None:
        raise Differs(f"published {published}, ours is none")
    if published == "Infinity":
        if not isinf(ours):
            raise Differs(f"published {published}, ours {ours!r}")
        return
    near("published", ours, published, **_tolerance(vector["tolerance"]))
    if "recomputed" in vector:
        near("recomputed", ours, vector["recomputed"], relative=DIGITS)
    wrong = vector["expected"].get("wrong_value_returned_by_npf")
    if wrong is not None and abs(ours - float(wrong)) < 1:
        raise Differs(f"ours is {ours!r}, which is known to be wrong")


def _tolerance(text: str) -> dict[str, float]:
    """The one named, but none finer than doubles are."""
    found = re.fullmatch(r"(rtol|atol)? ?(1e-\d+)", text)
    if not found:
        return {"relative": PRINTED}
    if found[1] == "rtol":
        return {"relative": float(found[2])}
    return {"within": float(found[2]), "relative": PRINTED}


def _irr_members(vector: Vector, ours: float | None) -> None:
    """What the rate of return makes of the amounts: nothing. Another root is told too."""
    values = [float(value) for value in vector["inputs"]["values"]]
    roots = o.irr(vector["inputs"]["values"]).roots
    if vector["expected"].get("value") == "NaN":
        return
    if ours is None:
        raise Differs("ours is none")
    worth = vector["expected"].get("npv_at_irr", "0")
    near("present value at the rate", o.npv(ours, values), worth, within=1e-9 * max(map(abs, values)))
    if "other_root" in vector["expected"]:
        wanted = float(vector["expected"]["other_root"].split()[0])
        if not any(abs(root - wanted) < 0.01 for root in roots if root != ours):
            raise Differs(f"the root near {wanted} is not among {roots}")
