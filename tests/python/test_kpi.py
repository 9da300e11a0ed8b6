# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Key figures as Python calls them: their two sides, promises, buckets, and roll rates over tables of all kinds.

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest
from tramo import DataError, kpi
from tramo.offers import OfferError


def objections(call: Callable[..., Any], *args: Any, **named: Any) -> dict[str, str]:
    """What an OfferError says, by input."""
    with pytest.raises(OfferError) as error:
        call(*args, **named)
    return dict(error.value.objections)


# ---- Quotients


def test_every_figure_names_both_sides_of_its_quotient_and_what_it_is_mistaken_for() -> None:
    names = [one.name for one in kpi.kpis()]
    assert len(set(names)) == len(names) >= 25
    for one in kpi.kpis():
        assert one.label and one.numerator and one.denominator and one.trap
        assert one.numerator in one.formula and one.denominator in one.formula
        assert one.formula.startswith("100 * ") == one.is_percent


def test_the_three_denominators_of_contactability_are_three_figures() -> None:
    rates = {one.denominator for one in kpi.kpis() if one.name.startswith("contact_rate")}
    assert rates == {"accounts assigned", "accounts worked", "attempts"}


def test_a_figure_carries_its_formula_and_its_two_sides() -> None:
    made = kpi.kpi("contact_rate", 75, "200", decimals=1)
    assert made == (
        "contact_rate",
        "Contact rate by account",
        Decimal(75),
        Decimal(200),
        Decimal("37.5"),
        "100 * accounts with at least one contact / accounts assigned",
    )
    assert str(made) == "Contact rate by account: 37.5 %"


def test_sums_in_a_formula_stand_in_parentheses() -> None:
    (formula,) = (one.formula for one in kpi.kpis() if one.name == "collection_effectiveness")
    assert formula == "100 * (begin + sales - end total) / (begin + sales - end current)"


def test_an_intensity_is_no_percentage() -> None:
    made = kpi.kpi("intensity_assigned", 10200, 4000)
    assert (made.value, str(made)) == (Decimal("2.55"), "Intensity on accounts assigned: 2.55")


def test_a_figure_of_nothing_has_no_value() -> None:
    made = kpi.kpi("kept_rate", 3, 0)
    assert made.value is None and str(made) == "Promises kept: none"
    assert kpi.collection_effectiveness(10, 0, 5, 10) is None
    assert kpi.days_sales_outstanding(10, "0.00", 30) is None


def test_figures_are_rounded_half_up_and_once() -> None:
    assert kpi.kpi("intensity_worked", 23, 8).value == Decimal("2.88")
    assert kpi.kpi("intensity_worked", "0.0049999999", 1).value == Decimal("0.00")
    assert kpi.kpi("recovery_rate", -1, 32).value == Decimal("-3.13")
    large = kpi.kpi("recovery_rate", Decimal(10) ** 30, 3 * Decimal(10) ** 30, decimals=18).value
    assert large == Decimal("33.333333333333333333")


def test_what_cannot_be_computed_with_is_named() -> None:
    with pytest.raises(KeyError, match="is 'contact_rate' meant"):
        kpi.kpi("contact_rat", 1, 2)
    with pytest.raises(TypeError, match="numerator is a binary float"):
        kpi.kpi("contact_rate", 0.5, 2)  # type: ignore[arg-type]
    assert objections(kpi.kpi, "contact_rate", "x", 2, 19) == {
        "numerator": "'x' is no number",
        "decimals": "it is 19; it must be 0 to 18",
    }
    assert "38 digits" in objections(kpi.kpi, "intensity_worked", 10**37, "1e-10")["result"]
    assert objections(kpi.days_sales_outstanding, 1, 1, 0)["days"] == "it is 0; it must be above 0"


def test_a_chain_of_roll_rates_is_rounded_at_its_end() -> None:
    assert kpi.expected_charge_off(1000000, ["0.25", "50%", Decimal("0.7"), "0.9"]) == Decimal("78750.00")
    assert kpi.expected_charge_off("0.01", ["0.5", "0.5"]) == Decimal("0.00")
    assert kpi.expected_charge_off("0.02", ["0.5", "0.5"]) == Decimal("0.01")
    assert kpi.expected_charge_off(5, []) == Decimal("5.00")
    assert "below 0" in objections(kpi.expected_charge_off, 1, ["-1%"])["roll_rates[0].rate"]


# ---- Buckets


def test_bounds_are_in_their_buckets() -> None:
    by = kpi.buckets()
    names = [by.name_of(days) for days in (-4, 0, 1, 30, 31, 60, 61, 90, 91, 4000)]
    assert names == ["0", "0", "1-30", "1-30", "31-60", "31-60", "61-90", "61-90", "91+", "91+"]
    assert (len(by), by.of(45), by.name(2)) == (5, 2, "31-60")
    assert kpi.buckets((7, 30)).names == ("0-7", "8-30", "31+")
    assert repr(kpi.buckets([0])) == "<Buckets: 0, 1+>"


def test_bounds_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="30 stands behind 30; they must rise"):
        kpi.buckets([0, 30, 30])
    with pytest.raises(ValueError, match="there is none"):
        kpi.buckets([])
    with pytest.raises(TypeError, match="bounds is an int"):
        kpi.buckets([0, 7.5])  # type: ignore[list-item]


# ---- Promises

PROMISE = {"amount": "300.00", "due": "2026-05-10", "tolerance_days": 3, "tolerance_percent": 5}


@pytest.mark.parametrize(
    ("payments", "as_of", "outcome", "percent"),
    [
        ([("2026-05-12", "286.00")], None, "kept", "95.3333"),
        ([("2026-05-12", "284.99")], None, "partly_kept", "94.9967"),
        ([("2026-05-14", "300.00")], None, "late", "0"),
        ([], "2026-05-12", "pending", "0"),
        ([], "2026-05-13", "pending", "0"),
        ([], "2026-05-14", "broken", "0"),
        ([("2026-05-11", "300.00")], "2026-05-10", "pending", "0"),
        ([("2026-05-09", "300.00")], "2026-05-09", "kept", "100"),
    ],
)
def test_a_promise_comes_to_what_was_paid_in_time(
    payments: list[Any], as_of: str | None, outcome: str, percent: str
) -> None:
    made = kpi.promise_outcome(**PROMISE, payments=payments, as_of=as_of)  # type: ignore[arg-type]
    assert (made.outcome, made.paid_percent) == (outcome, Decimal(percent))


def test_payments_are_pairs_or_dicts_and_days_are_dates_or_text() -> None:
    given = [{"date": datetime(2026, 5, 9, 18, 30), "amount": 100}, (date(2026, 5, 10), Decimal("200.00"))]
    made = kpi.promise_outcome(300, date(2026, 5, 10), given)
    assert made == ("kept", Decimal("300.00"), Decimal(100))


def test_a_promise_that_cannot_be_judged_is_refused_with_every_reason() -> None:
    said = objections(
        kpi.promise_outcome,
        0,
        "2026-05-32",
        [("2026-05-10", "x")],
        tolerance_days=-1,
        tolerance_percent=100,
    )
    assert set(said) == {"amount", "due", "payments[0].amount", "tolerance_days", "tolerance_percent"}
    with pytest.raises(TypeError, match=r"payments\[0\]: a day is due"):
        kpi.promise_outcome(1, "2026-05-10", [{"day": "2026-05-10", "amount": 1}])


# ---- Roll rates


def account(name: str, days: Any, balance: Any) -> dict[str, Any]:
    return {"account": name, "days_past_due": days, "balance": balance}


BEFORE = [account("A-1", 10, "100.50"), account("A-2", 40, "50"), account("A-3", 0, "7"), account("A-4", 70, "9")]
AFTER = [account("A-1", 40, "102.00"), account("A-2", 0, "0"), account("A-3", 0, "7"), account("A-5", 1, "33")]


def test_roll_rates_tell_by_account_and_by_snapshot() -> None:
    made = kpi.roll_rates(BEFORE, AFTER, key="account")
    assert made.cell("1-30", "31-60") == {
        "from": "1-30",
        "to": "31-60",
        "accounts": 1,
        "before": Decimal("100.50"),
        "after": Decimal("102.00"),
        "percent": Decimal("100.00"),
        "accounts_percent": Decimal("100.00"),
    }
    assert made.rates == {"0": 0, "1-30": 100, "31-60": 0, "61-90": 0}
    assert made.account_rates == {"0": 0, "1-30": 100, "31-60": 0, "61-90": 0}
    assert made.net == {"0": Decimal("471.43"), "1-30": Decimal("101.49"), "31-60": 0, "61-90": 0}
    assert (made.cure_rate, made.cure_rate_with_gone) == (Decimal("33.33"), Decimal("66.67"))
    assert made.cell("61-90", "gone")["before"] == 9
    assert [one["balance"] for one in made.entered] == [0, 33, 0, 0, 0]
    assert made.set_apart == [] and made.set_apart_count == 0


def test_where_there_is_nothing_to_divide_by_there_is_no_rate() -> None:
    made = kpi.roll_rates([], [], key="account")
    assert set(made.rates.values()) == {None} and made.cure_rate is None
    assert made.rows_before == made.rows_after == 0
    assert len(made.matrix) == 30


def test_a_name_that_is_no_bucket_is_told() -> None:
    made = kpi.roll_rates(BEFORE, AFTER, key="account")
    with pytest.raises(KeyError, match="is '31-60' meant"):
        made.cell("31-6", "0")


def test_columns_and_bounds_are_the_callers() -> None:
    before = [{"id": 1, "mora": 8, "saldo": 5}]
    made = kpi.roll_rates(before, before, key="id", days="mora", balance="saldo", bounds=(7, 30))
    assert made.buckets == ("0-7", "8-30", "31+")
    assert made.cell("8-30", "8-30")["accounts"] == 1


def apart(made: kpi.RollRates) -> list[tuple[str, int, str, str]]:
    return [(one.table, one.row, one.column, one.reason) for one in made.set_apart]


def test_rows_that_cannot_be_used_are_set_apart_with_their_reason_and_their_account_with_them() -> None:
    before = [
        account("A-1", 10, "100"),
        account("", 10, "1"),
        account("A-2", None, "1"),
        account("A-3", "x", "1"),
        account("A-4", 1, None),
        account("A-5", 1, "1.1234567"),
        account("A-6", 1, "1"),
        account(" A-6 ", 2, "2"),
        account("A-7", 1, "99999999999999999999"),
        account("A-8", 1.5, "1"),
    ]
    after = [account("A-1", 40, "100"), account("A-6", 5, "3"), account("A-2", 5, "3")]
    made = kpi.roll_rates(before, after, key="account")
    assert apart(made) == [
        ("before", 1, "account", "missing"),
        ("before", 2, "days_past_due", "missing"),
        ("before", 3, "days_past_due", "wrong_type"),
        ("before", 4, "balance", "missing"),
        ("before", 5, "balance", "too_precise"),
        ("before", 6, "account", "twice"),
        ("before", 7, "account", "twice"),
        ("before", 8, "balance", "overflow"),
        ("before", 9, "days_past_due", "wrong_type"),
        ("after", 1, "account", "other_side"),
        ("after", 2, "account", "other_side"),
    ]
    assert sum(cell["accounts"] for cell in made.matrix) == 1
    assert sum(one["accounts"] for one in made.entered) == 0
    assert made.set_apart_summary[0][:3] == ("after", "account", "other_side")
    assert sum(one.count for one in made.set_apart_summary) == made.set_apart_count == 11
    assert '`days_past_due` is no whole number of days ("x")' in str(made.set_apart[2])


def test_a_column_that_is_missing_or_holds_something_else_is_refused_for_both_tables_at_once() -> None:
    strange = pyarrow.table({"acount": [1.5], "days_past_due": [date(2026, 1, 1)], "balance": [True]})
    with pytest.raises(DataError) as error:
        kpi.roll_rates(strange, BEFORE, key="account")
    text = str(error.value)
    assert "`before` has no column `account`" in text and "did you mean the column `acount`?" in text
    assert "`days_past_due` of `before` holds date32, which cannot be read as whole days" in text
    assert "`balance` of `before` holds boolean, which cannot be read as amounts" in text
    with pytest.raises(DataError, match="which names no account"):
        kpi.roll_rates(strange, strange, key="balance")
    with pytest.raises(TypeError, match="no accounts: int"):
        kpi.roll_rates(3, BEFORE, key="account")


def shapes_of(rows: list[dict[str, Any]]) -> list[Any]:
    exact = [{**row, "balance": Decimal(row["balance"])} for row in rows]
    arrow = pyarrow.Table.from_pylist(exact)
    halves = pyarrow.concat_tables([arrow.slice(0, 2), arrow.slice(2)])
    names = arrow.set_column(0, "account", arrow.column("account").dictionary_encode())
    wide = arrow.set_column(2, "balance", arrow.column("balance").cast(pyarrow.decimal128(38, 9)))
    floats = arrow.set_column(2, "balance", arrow.column("balance").cast(pyarrow.float64()))
    return [rows, exact, arrow, halves, names, wide, floats, polars.from_arrow(arrow), pandas.DataFrame(exact)]


@pytest.mark.parametrize("shape", range(9))
def test_tables_of_every_kind_say_the_same(shape: int) -> None:
    due = kpi.roll_rates(BEFORE, AFTER, key="account")
    made = kpi.roll_rates(shapes_of(BEFORE)[shape], shapes_of(AFTER)[shape], key="account")
    assert made.to_dict() == due.to_dict()


def test_integers_and_their_digits_name_the_same_account() -> None:
    numbers = pyarrow.table({"account": [7, 8], "days_past_due": [1, 1], "balance": [10, 20]})
    texts = [account("8", 40, 20), account("7", 1, 10)]
    made = kpi.roll_rates(numbers, texts, key="account")
    assert made.cell("1-30", "31-60")["before"] == 20
    assert made.cell("1-30", "gone")["accounts"] == 0


def test_amounts_stay_exact_whatever_their_decimals() -> None:
    before = [account("A-1", 1, "0.000001"), account("A-2", 1, "90000000000.10")]
    made = kpi.roll_rates(before, before, key="account")
    assert made.totals[1]["before"] == Decimal("90000000000.100001")
    whole = kpi.roll_rates([account("A-1", 1, 5)], [], key="account")
    assert str(whole.totals[1]["before"]) == "5"
    cents = kpi.roll_rates([account("A-1", 1, "5.10")], [], key="account")
    assert str(cents.totals[1]["before"]) == "5.10"


def test_a_random_portfolio_comes_out_as_a_slow_count_says_and_every_row_is_somewhere() -> None:
    draw = random.Random(5)
    by = kpi.buckets()

    def snapshot() -> list[dict[str, Any]]:
        numbers = draw.sample(range(400), 300)
        return [account(f"A-{one}", draw.randrange(-3, 120), draw.randrange(10**6)) for one in numbers]

    before, after = snapshot(), snapshot()
    made = kpi.roll_rates(before, after, key="account")
    now = {row["account"]: row for row in after}
    slow: Counter[tuple[str, str]] = Counter()
    for row in before:
        there = now.get(row["account"])
        end = by.name_of(there["days_past_due"]) if there else "gone"
        slow[by.name_of(row["days_past_due"]), end] += 1
    assert {(one["from"], one["to"]): one["accounts"] for one in made.matrix if one["accounts"]} == slow
    assert sum(one["before"] for one in made.totals) == sum(row["balance"] for row in before)
    stayed = sum(one["accounts"] for one in made.matrix if one["to"] != "gone")
    assert stayed + sum(one["accounts"] for one in made.entered) == made.rows_after == 300


def test_roll_rates_are_written_as_json_html_and_a_picture(tmp_path: Path) -> None:
    made = kpi.roll_rates([*BEFORE, account("", 1, 1)], AFTER, key="account")
    assert json.loads(made.to_json()) == made.to_dict()
    assert made.to_dict()["rates"]["1-30"] == "100.00"
    assert made.to_dict()["set_apart"] == 1
    page = made._repr_html_()
    assert "31-60" in page and "100.00 %" in page and "names no account" in page
    for name in ("rolled.png", "rolled.svg"):
        made.plot(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    with pytest.raises(ValueError, match="ends with .png or .svg"):
        made.plot(tmp_path / "rolled.txt")
    assert "5 rows before, 4 after, 1 set apart" in repr(made)
