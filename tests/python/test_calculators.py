# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The calculators as Python calls them, of schedules, rates and days: numbers published, and mistakes by name.

import json
import math
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tramo import offers
from tramo.offers import OfferError


def objections(call: Callable[..., Any], *args: Any, **named: Any) -> dict[str, str]:
    """What an OfferError says, by input."""
    with pytest.raises(OfferError) as error:
        call(*args, **named)
    return dict(error.value.objections)


# ---- Schedules


def test_a_price_table_is_the_published_one() -> None:
    # https://pt.scribd.com/document/622149570: 10,000 at 10 % over 4, each number
    # rounded for itself (interest_at="never")
    made = offers.schedule("price", principal=10000, rate="10%", count=4, interest_at="never")
    assert [str(row.payment) for row in made] == ["3154.71"] * 4
    assert [str(row.interest) for row in made] == ["1000.00", "784.53", "547.51", "286.79"]
    assert [str(row.balance) for row in made] == ["7845.29", "5475.11", "2867.92", "0.00"]


def test_a_schedule_has_rows_with_dates_and_a_total() -> None:
    made = offers.schedule(principal=10000, rate="2%", count=10, first="2026-12-21")
    assert made.rows[0] == (1, date(2026, 12, 21), *map(Decimal, ("1113.27", "913.27", "200.00", "9086.73")))
    assert made.rows[-1] == (10, date(2027, 9, 21), *map(Decimal, ("1113.22", "1091.39", "21.83", "0")))
    assert (made.total, made.total_interest) == (Decimal("11132.65"), Decimal("1132.65"))
    assert (made.financed, made.regular_payment) == (Decimal("10000.00"), Decimal("1113.27"))


def test_json_has_exact_texts_and_null_for_days_that_are_not_there() -> None:
    made = offers.schedule(principal=100, rate=0, count=3)
    assert json.loads(made.to_json()) == made.to_dict()
    assert made.to_dict() == {
        "rows": [
            {
                "number": number,
                "due": None,
                "payment": payment,
                "principal": payment,
                "interest": "0.00",
                "balance": balance,
            }
            for number, payment, balance in (
                (1, "33.33", "66.67"),
                (2, "33.33", "33.34"),
                (3, "33.34", "0.00"),
            )
        ],
        "total": "100.00",
        "effective_rate": "0.00000000",
    }


def test_the_effective_rate_is_by_days_where_there_are_a_start_and_dates() -> None:
    dated = offers.schedule(
        "single_payment", principal=1000, rate="10%", count=1, start="2026-01-01", first="2027-01-01"
    )
    assert dated.effective_rate == Decimal("0.10000000")  # 365 days
    leap = offers.schedule(
        "single_payment", principal=1000, rate="10%", count=1, start="2027-03-01", first="2028-03-01"
    )
    # 1.1^(365/366) - 1, by Python's decimal
    assert leap.effective_rate == Decimal("0.09971359")


@pytest.mark.parametrize(
    ("every", "a_year"), [("1 month", 12), ("2 months", 6), ("1 year", 1), ("1 week", Fraction(365, 7))]
)
def test_without_dates_the_step_says_how_many_periods_a_year_has(every: str, a_year: Fraction) -> None:
    made = offers.schedule("single_payment", principal=10**9, rate="1%", count=1, every=every)
    assert made.effective_rate == Decimal(repr(1.01 ** float(a_year) - 1)).quantize(Decimal("1e-8"))


@pytest.mark.parametrize(
    ("terms", "word"),
    [({"principal": 0, "rate": 0}, "any rate"), ({"principal": 100, "rate": 100}, "too large")],
)
def test_where_no_single_rate_is_told_a_caveat_says_why(terms: dict[str, Any], word: str) -> None:
    made = offers.schedule(count=2, **terms)
    assert made.effective_rate is None
    assert word in made.caveats[-1]
    assert made.to_dict()["effective_rate"] is None


@pytest.mark.parametrize(
    ("names", "total"),
    [
        (("level", "level_payment", "price", "french"), "1025.13"),
        (("constant_principal", "sac"), "1025.00"),
        (("flat",), "1040.00"),
        (("interest_only", "american", "bullet"), "1040.00"),
        (("single_payment",), "1040.60"),
    ],
)
def test_methods_have_their_names_in_use(names: tuple[str, ...], total: str) -> None:
    for name in (*names, names[0].upper()):
        assert offers.schedule(name, principal=1000, rate="1%", count=4).total == Decimal(total)


def test_weights_advances_and_changes_of_rate_arrive() -> None:
    free = offers.schedule("free_series", principal=600, rate=0, count=3, weights=[1, 2, "3"])
    assert [row.payment for row in free] == [100, 200, 300]
    lent = offers.schedule(principal=600, rate=0, count=3, advances=[offers.Advance("200", after_period=1)])
    assert [row.payment for row in lent] == [200, 300, 300]
    by_mapping = offers.schedule("sac", principal=300, rate="1%", count=3, rates={2: "2%"})
    assert [row.interest for row in by_mapping] == [3, 4, 2]
    assert by_mapping == offers.schedule("sac", principal=300, rate="1%", count=3, rates=[(2, "2%")])


def test_down_payments_and_interest_by_days_arrive() -> None:
    made = offers.schedule(
        "interest_only",
        principal=1000,
        rate="36.5%",
        count=1,
        start=date(2026, 1, 1),
        first=datetime(2026, 1, 11, 9, 30),
        convention="act/365f",
        down_payment=100,
        down_payment_share="20%",
    )
    assert [row.number for row in made] == [0, 1]
    assert (made.financed, made.rows[1].interest) == (800, 8)  # ten days of 0.1 %


def test_a_schedule_goes_into_arrow_with_exact_amounts() -> None:
    pa = pytest.importorskip("pyarrow")
    made = offers.schedule(principal=1000, rate="1%", count=2, first="2026-01-31", currency="CLP")
    table = pa.table(made)
    assert table == made.to_arrow()
    assert table.schema.field("payment").type == pa.decimal128(38, 0)
    assert table.column("due").to_pylist() == [date(2026, 1, 31), date(2026, 2, 28)]
    assert table.column("payment").to_pylist() == [row.payment for row in made]


def test_a_level_payment_is_rounded_once_as_asked() -> None:
    # 10000 * 0.02 / (1 - 1.02^-10) = 1113.26527...
    ask: dict[str, Any] = {"principal": 10000, "rate": Decimal("0.02"), "count": 10}
    assert offers.level_payment(**ask) == Decimal("1113.27")
    assert offers.level_payment(**ask, rounding="down") == Decimal("1113.26")
    assert offers.level_payment(**ask, rounding="up", unit=10) == 1120
    assert offers.level_payment(**ask, decimals=4) == Decimal("1113.2653")
    assert str(offers.level_payment(**ask, currency="PYG")) == "1113"


def test_equal_parts_add_up_and_the_rest_is_placed() -> None:
    assert offers.split(100, 3) == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
    assert offers.split(100, 3, currency="CLP", residual="first") == [34, 33, 33]
    assert offers.split(100, 3, rounding="down", unit=30) == [30, 30, 40]


def test_every_wrong_term_is_named_as_python_names_it() -> None:
    unread = objections(
        offers.schedule,
        "german",
        principal="a lot",
        rate="x%",
        count=10**30,
        first="2026-02-30",
        every="0 months",
        currency="XXY",
        unit="1,5",
    )
    assert set(unread) == {"method", "principal", "rate", "count", "first", "every", "currency", "unit"}
    refused = objections(offers.schedule, principal=-1, rate=0, count=0, unit="0.001", grace=-1)
    assert set(refused) == {"principal", "count", "unit", "grace"}
    nested = objections(offers.schedule, principal=9, rate=0, count=3, rates={2: -1}, advances=[(-1, 9)])
    assert set(nested) == {"rates[0].rate", "advances[0].amount", "advances[0].after_period"}
    assert set(objections(offers.schedule, principal=9, rate=0, count=1, convention="ACT/360")) == {
        "start",
        "first",
    }
    assert set(objections(offers.level_payment, principal=9, rate=0, count=1, decimals=19)) == {"decimals"}
    assert "CLP" in objections(offers.split, 9, 1, currency="CLP", decimals=2)["decimals"]


@pytest.mark.parametrize("principal", ["0.01", 10**15, "1e15", 0])
@pytest.mark.parametrize("rate", [0, "1%", 100, "0.000001"])
@pytest.mark.parametrize("count", [1, 360])
def test_edges_have_a_right_answer(principal: Any, rate: Any, count: int) -> None:
    made = offers.schedule(principal=principal, rate=rate, count=count)
    assert sum(row.principal for row in made) == Decimal(principal)
    assert sum(row.payment for row in made) == made.total
    assert made.rows[-1].balance == 0


@pytest.mark.parametrize(
    "amount",
    [
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1E+999999999"),
        pytest.param(10**5000, id="long"),
        "",
        "1 0",
    ],
)
def test_what_is_no_number_or_too_long_is_objected_to(amount: Any) -> None:
    assert "principal" in objections(offers.schedule, principal=amount, rate=0, count=1)


# ---- What is refused by its type


def test_floats_are_refused_with_the_reason() -> None:
    with pytest.raises(TypeError, match=r'principal is a binary float.*"1.5"'):
        offers.schedule(principal=1.5, rate=0, count=1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="rate is a binary float"):
        offers.level_payment(principal=1, rate=0.02, count=1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"flows\[1\]"):
        offers.effective_rate([("2026-01-01", 1), ("2026-01-02", -1.0)])  # type: ignore[list-item]


def test_floats_of_numpy_are_floats_and_its_integers_are_integers() -> None:
    np = pytest.importorskip("numpy")
    for value in (np.float64(1.5), np.float32(1.5)):
        with pytest.raises(TypeError, match=r'binary float.*"1.5"'):
            offers.split(value, 2)
    assert offers.split(np.int64(10), np.int32(2)) == [5, 5]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("principal", None),
        ("principal", True),
        ("count", "3"),
        ("first", 20260101),
        ("is_due_at_start", "no"),
    ],
)
def test_other_types_are_refused_by_the_name_of_the_argument(name: str, value: Any) -> None:
    with pytest.raises(TypeError, match=name):
        offers.schedule(**{"principal": 1, "rate": 0, "count": 1, name: value})


# ---- Rates and financial functions


def test_a_brazilian_cet_is_the_published_one() -> None:
    # github.com/andrewmurphy353/curo @65ad93b, test/daycounts/brazil_cet_test.dart, case yearly: 10.52 %
    paid = [(day, 40215) for day in ("2027-04-30", "2028-04-30", "2029-04-30")]
    found = offers.annual_percentage_rate([("2026-04-27", 99000)], paid, "cet")
    assert found.is_single
    assert found.rounded() == Decimal("0.10520946")


def test_roots_are_all_told_and_one_is_chosen() -> None:
    found = offers.irr([-100, 230, -132])
    assert [round(root, 12) for root in found.roots] == [0.1, 0.2]
    assert found.chosen == found.roots[0]
    assert not found.is_single
    assert found.caveats
    none = offers.irr([100, 100])
    assert (none.roots, none.chosen, none.rounded()) == ((), None, None)


def test_an_effective_rate_counts_days_by_the_convention_asked_for() -> None:
    flows = [(date(2026, 1, 1), -1000), ("2026-07-01", Decimal("1050"))]
    assert offers.effective_rate(flows).chosen == pytest.approx(1.05 ** (365 / 181) - 1, abs=1e-13)
    assert offers.effective_rate(flows, "30/360").chosen == pytest.approx(1.05**2 - 1, abs=1e-13)
    assert offers.xirr([(day, float(amount)) for day, amount in flows]) == offers.effective_rate(flows)
    assert offers.xnpv("5%", [("2026-01-01", -100.0), ("2027-01-01", 105)]) == pytest.approx(0, abs=1e-12)


def test_rates_that_cannot_be_are_objected_to() -> None:
    flows = [("2026-01-01", -100), ("2027-01-01", 110)]
    assert set(objections(offers.xnpv, -1, flows)) == {"rate"}
    assert set(objections(offers.effective_rate, flows[:1])) == {"flows"}
    assert "ACT/365F" in objections(offers.effective_rate, flows, "ACT/366")["convention"]
    assert set(objections(offers.effective_rate, flows, "BUS/252")) == {"calendar"}
    assert set(objections(offers.irr, [1, math.nan])) == {"values[1]"}
    assert set(objections(offers.annual_percentage_rate, [("2026-01-01", -1)], [])) == {
        "advances[0].amount",
        "payments",
    }
    assert set(objections(offers.effective_annual_rate, -1, 0)) == {"periodic"}
    assert set(objections(offers.equivalent_rate, 0.1, 0)) == {"periods_a_year"}


def test_rates_are_converted_both_ways() -> None:
    assert offers.effective_annual_rate("2%") == pytest.approx(1.02**12 - 1, rel=1e-14)
    assert offers.equivalent_rate(offers.effective_annual_rate(0.02)) == pytest.approx(0.02, rel=1e-14)


def test_financial_functions_answer_as_numpy_financial_documents() -> None:
    # numpy-financial 1.0 documentation, the examples of each function
    assert offers.fv(0.05 / 12, 10 * 12, -100, -100) == pytest.approx(15692.928894335748, rel=1e-13)
    assert offers.pv(0.05 / 12, 10 * 12, -100, 15692.93) == pytest.approx(-100.00067131625819, rel=1e-11)
    assert offers.pmt(0.075 / 12, 12 * 15, 200000) == pytest.approx(-1854.0247200054619, rel=1e-13)
    assert offers.nper(0.07 / 12, -150, 8000) == pytest.approx(64.073348770661852, rel=1e-13)
    assert offers.ipmt(0.0824 / 12, 1, 1 * 12, 2500) == pytest.approx(-17.166666666666668, rel=1e-13)
    assert offers.npv(0.281, [-100, 39, 59, 55, 20]) == pytest.approx(-0.0084785916384548798, abs=1e-12)
    assert offers.mirr([-100, 50, -60, 70], 0.10, 0.12) == pytest.approx(-0.03909366594356467, rel=1e-12)
    assert offers.rate(10, 0, -3500, 10000) == pytest.approx((10000 / 3500) ** 0.1 - 1, rel=1e-12)
    assert offers.irr([-100, 39, 59, 55, 20]).chosen == pytest.approx(0.28094842115996066, rel=1e-12)


def test_financial_functions_take_any_number_and_both_ways_to_say_when() -> None:
    assert offers.pmt("2%", 10, Decimal(1000)) == offers.pmt(0.02, 10, 1000)
    assert offers.pmt(0.02, 10, 1000, when="begin") == offers.pmt(0.02, 10, 1000, 0, 1)
    assert offers.pmt(0.02, 10, 1000, when=0) == offers.pmt(0.02, 10, 1000, 0, "end")
    assert set(objections(offers.pmt, 0.02, 10, 1000, 0, "soon")) == {"when"}
    assert offers.nper(0.02, -20, 1000) == math.inf
    assert set(objections(offers.pmt, math.nan, 10, math.inf)) == {"rate", "pv"}
    assert set(objections(offers.pmt, -1, 0, 1)) == {"rate", "nper"}
    assert set(objections(offers.mirr, [1, 2], 0.1, 0.1)) == {"values"}


# ---- Days


def test_holidays_are_any_iterable_of_days_and_nothing_is_guessed_outside_them() -> None:
    holidays = {date(2026, 12, 25): "Natal", date(2026, 1, 1): "Confraternização"}
    calendar = offers.Calendar("BR", holidays, "2026-01-01", date(2026, 12, 31))
    assert not calendar.is_business_day("2026-12-25")
    assert calendar.adjust("2026-12-25") == date(2026, 12, 28)
    assert calendar.adjust("2026-12-25", "preceding") == date(2026, 12, 24)
    assert calendar.business_days_between("2026-12-20", "2026-12-31") == 7
    assert set(objections(calendar.is_business_day, "2027-01-04")) == {"day"}
    everyday = offers.Calendar("always open", [], "2026-01-01", "2026-12-31", weekend=())
    assert everyday.is_business_day("2026-11-22")
    assert set(objections(offers.Calendar, "x", ["?"], "a", "b", [8])) == {
        "holidays",
        "known_from",
        "known_until",
        "weekend",
    }


def test_dates_do_not_drift_and_a_calendar_that_ends_too_soon_is_no_answer() -> None:
    days = offers.due_dates("2027-10-31", "1 month", 6)
    assert [day.day for day in days] == [31, 30, 31, 31, 29, 31]
    calendar = offers.Calendar("BR", ["2026-12-25"], "2026-01-01", "2026-12-31")
    moved = offers.due_dates("2026-12-25", "1 week", 1, adjust="following", calendar=calendar)
    assert moved == [date(2026, 12, 28)]
    asked = {"adjust": "following", "calendar": calendar}
    assert set(objections(offers.due_dates, "2026-12-25", "1 week", 2, **asked)) == {"calendar"}
    assert set(objections(offers.due_dates, "2026-12-25", "1 week", -1, at_month_end=True)) == {
        "count",
        "at_month_end",
    }


def test_day_counts_are_exact() -> None:
    assert offers.year_fraction("30/360", "2026-01-31", "2026-03-31") == Fraction(1, 6)
    assert offers.year_fraction("act/360", "2026-01-01", "2026-01-31") == Fraction(1, 12)
    assert offers.day_count_days("30E/360", "2026-01-31", "2026-03-31") == 60
    calendar = offers.Calendar("BR", ["2026-01-01"], "2026-01-01", "2026-12-31")
    assert offers.year_fraction("BUS/252", "2026-01-01", "2026-02-01", calendar=calendar) == Fraction(21, 252)
    assert set(objections(offers.year_fraction, "BUS/252", "2026-01-01", "2026-02-01")) == {"calendar"}
    assert set(objections(offers.year_fraction, "ACT/ACT?", "2026-01-01", "x")) == {"convention", "until"}


def test_fast_xirr_takes_arrays_and_finds_the_root_that_xirr_finds() -> None:
    import array

    flows = [("2026-01-10", "-9800"), ("2026-07-10", "500"), ("2027-01-10", "10400")]
    days = array.array("i", [(date.fromisoformat(day) - date(1970, 1, 1)).days for day, _ in flows])
    amounts = array.array("d", [float(amount) for _, amount in flows])
    assert offers.fast_xirr(days, amounts) == pytest.approx(offers.xirr(flows).chosen, rel=1e-12)
    with pytest.raises(ValueError, match="3 days and 2 amounts"):
        offers.fast_xirr(days, amounts[:2])
    with pytest.raises(TypeError):
        offers.fast_xirr(amounts, amounts)
