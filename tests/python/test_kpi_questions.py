# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Key figures of what cannot be are refused in words, under the names that the caller has given.

from typing import Any

import pytest
from test_kpi import objections
from tramo import kpi


def test_payments_below_0_and_days_that_are_none_are_refused() -> None:
    said = objections(kpi.promise_outcome, 300, "2026-05-10", [("2026-05-09", -100), ("soon", 1)])
    assert set(said) == {"payments[0].amount", "payments[1].date"}
    assert "not below 0" in said["payments[0].amount"]


@pytest.mark.parametrize("payments", [[5], [("2026-05-09",)], "2026-05-09", 7, {"date": "2026-05-09", "amount": 1}])
def test_payments_of_another_form_are_refused(payments: Any) -> None:
    with pytest.raises(TypeError, match="a pair of a day and an amount|a list of pairs"):
        kpi.promise_outcome(300, "2026-05-10", payments)


def test_counts_below_0_are_refused_and_amounts_are_not() -> None:
    assert "accounts assigned are counted from 0" in objections(kpi.kpi, "contact_rate", 1, -2)["denominator"]
    assert "contacts are counted from 0" in objections(kpi.kpi, "contact_rate_attempts", -1, 2)["numerator"]
    assert kpi.kpi("recovery_rate", -1, 32).value is not None


def test_days_beyond_any_use_are_refused() -> None:
    with pytest.raises(ValueError, match="at most nine digits"):
        kpi.buckets([0, 10**30])
    with pytest.raises(ValueError, match="at most nine digits"):
        kpi.buckets().of(10**30)
    with pytest.raises(TypeError, match="bounds is a list of days"):
        kpi.buckets("30")  # type: ignore[arg-type]
