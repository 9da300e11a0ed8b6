# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds the lengths of intervals to what others publish, by every convention.
"""day_count: year fractions, days of 30-day months, the EU's intervals, Regulation Z's unit-periods."""

from datetime import date, timedelta
from fractions import Fraction

import tramo.offers as o

from vectors.checking import Vector, all_known, same

# Their names of conventions that ours has under another one.
NAMES = {"EU CCD/MCD remark (c)": "EU APR", "Brazil CET actual/365F": "ACT/365F"}
DAYS = {
    "days_30U_360": "30U/360",
    "days_30E_360": "30E/360",
    "days_30E_360_ISDA": "30E/360 ISDA",
    "days_actual": "ACT/360",
}
UNIT_PERIODS = {
    "month": "1 month",
    "week": "1 week",
    "quarter": "3 months",
    "half-year": "6 months",
    "year": "1 year",
}


def interval(vector: Vector) -> str | None:
    inputs, expected = vector["inputs"], vector["expected"]
    if "unit_period" in inputs:
        return _unit_periods(vector)
    if "convention" not in inputs:
        all_known(expected, set(DAYS))
        for key, published in expected.items():
            same(key, o.day_count_days(DAYS[key], inputs["start"], inputs["end"]), published)
        return None
    all_known(expected, {"year_fraction"})
    convention = NAMES.get(inputs["convention"], inputs["convention"])
    regular = f"{inputs.get('regular_period', 'month')}s"
    ours = o.year_fraction(convention, inputs["start"], inputs["end"], regular_period=regular)
    same("year_fraction", ours, _sum(expected["year_fraction"]))
    return None


def _sum(text: str) -> Fraction:
    """ "4/365+58/366" """
    return sum((Fraction(part) for part in text.split("+")), Fraction(0))


def _unit_periods(vector: Vector) -> None:
    inputs, expected = vector["inputs"], vector["expected"]
    all_known(expected, {"whole_unit_periods", "fraction"})
    end = date.fromisoformat(inputs["end"])
    is_last_of_month = (end + timedelta(1)).day == 1  # appendix J, (b)(2): payments on last days
    every = UNIT_PERIODS[inputs["unit_period"]]
    found = o.count_unit_periods(every, inputs["start"], end, payment_day=31 if is_last_of_month else 0)
    same("whole_unit_periods", found.whole, expected["whole_unit_periods"])
    same("fraction", Fraction(found.odd, found.length), _sum(expected["fraction"]))
    if "/" in expected["fraction"]:
        same("in days", f"{found.odd}/{found.length}", expected["fraction"])
