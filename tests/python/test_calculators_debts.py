# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The calculators as Python calls them, of debts: what being late costs, what pays it, what is forgiven.

from datetime import date
from decimal import Decimal

import pytest
from test_calculators import objections
from tramo import offers

DEBT = {"principal": "1000", "interest": 300, "fine": Decimal("80.00"), "fees": 20}


# ---- Late charges and the law


def test_brazilian_late_charges_are_the_published_ones() -> None:
    # https://ajuda.kobana.com.br/pt-BR/articles/8843476-multa-e-juros-de-mora: 100, 5 days, truncated
    terms = offers.lawful_late_terms("BR", "2026-11-21")
    made = offers.late_charges(100, terms=terms, days_late=5, rounding="down")
    assert (made.fine, made.interest, made.total) == (2, Decimal("0.16"), Decimal("102.16"))
    assert offers.late_charges(100, terms=terms, due="2026-11-16", on="2026-11-21", rounding="down") == made
    assert offers.late_charges(100, terms=terms, due="2026-11-16", on="2026-11-16").total == 100


def test_chilean_fees_are_the_published_ones() -> None:
    # https://www.sernac.cl/portal/617/w3-article-55954.html: 100,000 pesos are 3.68 UF, 9 % of them
    terms = offers.lawful_late_terms("CL", date(2026, 11, 21), "27205.11")
    assert terms.fees[0] == (10, Decimal("0.09"))
    assert offers.late_charges(100_000, terms=terms, days_late=21, currency="CLP").fees == 9000
    assert offers.late_charges(100_000, terms=terms, days_late=20, currency="CLP").fees == 0


def test_what_is_wrong_with_late_terms_is_named() -> None:
    terms = offers.LateTerms(
        fine=-1, interest=offers.LateInterest("1%", month_days=0), fees=[(10, "9%"), (5, 0)]
    )
    wrong = objections(offers.late_charges, -1, terms=terms, days_late=-3)
    assert {"principal", "days_late", "terms.fine", "terms.interest.month_days"} < set(wrong)
    assert any(name.startswith("terms.fees[1]") for name in wrong)
    assert set(objections(offers.lawful_late_terms, "CL", "2026-11-21")) == {"uf"}
    assert set(objections(offers.lawful_late_terms, "FR", "2026-11-21")) == {"country"}
    with pytest.raises(TypeError, match="either days_late, or both"):
        offers.late_charges(1, terms=terms, days_late=1, due="2026-01-01", on="2026-01-02")


def test_the_law_is_data_with_days_and_sources() -> None:
    rows = offers.legal_parameters("BR")
    assert rows and all(row.country == "BR" and row.source for row in rows)
    now = offers.find_legal_parameter("BR", "consumer_fine_cap", "2026-11-21")
    assert now is not None and now.value == "0.02"
    assert now in offers.legal_parameters(name="consumer_fine_cap", on=date(2026, 11, 21))
    own = offers.LegalParameter("BR", "consumer_fine_cap", "0.01", "fraction", date(2026, 1, 1))
    assert offers.find_legal_parameter("BR", "consumer_fine_cap", "2026-11-21", own=[own]) == own
    assert offers.find_legal_parameter("BR", "consumer_fine_cap", "1900-01-01") is None
    lower = offers.lawful_late_terms("BR", "2026-11-21", own=[own])
    assert lower.fine_cap == Decimal("0.01")


def test_a_charge_is_posted_once() -> None:
    fine = offers.PostedCharge("d-1", "fine", date(2026, 1, 1), date(2026, 1, 1), Decimal("2.00"))
    first = offers.charges_to_post([], [fine, fine])
    assert first == ((fine,), (), ())
    other = fine._replace(amount=3)
    longer = fine._replace(until="2026-01-05")
    again = offers.charges_to_post(first.new, [other, longer])
    assert again.new == ()
    assert [name for name, _ in again.refused] == ["asked[1]"]
    assert "2.00" in again.caveats[0]


# ---- Allocation, payoff, discounts

ITEMS = [
    offers.OpenItem("a", "2026-10-01", principal=100, interest=10, fine=2, fees=1),
    offers.OpenItem("b", "2026-11-01", principal=100, interest=10),
    offers.OpenItem("c", "2026-12-01", principal=100),
]


def test_a_payment_goes_to_the_oldest_item_first() -> None:
    made = offers.allocate(150, ITEMS, on="2026-11-21")
    assert [(part.id, part.total, part.principal) for part in made.parts] == [("a", 113, 100), ("b", 37, 27)]
    assert made.unapplied == 0


def test_directions_orders_and_what_is_left_can_be_chosen() -> None:
    across = offers.allocate(30, ITEMS, "interest_first", by="component", on="2026-11-21")
    assert [(part.id, part.interest, part.fine) for part in across.parts] == [("a", 10, 2), ("b", 10, 0)]
    left = offers.allocate(500, ITEMS, ["principal"], future="unapplied", on="2026-11-21")
    assert (sum(part.total for part in left.parts), left.unapplied) == (200, 300)


def test_what_is_wrong_with_an_allocation_is_named() -> None:
    wrong = objections(offers.allocate, -1, [("a", "2026-01-01", -5)], ["fine", "fine"], on="2026-11-21")
    assert set(wrong) == {"amount", "items[0].principal", "order"}
    unread = objections(
        offers.allocate, 1, [("a", "x", "y")], "oldest", on="2026-11-21", by="all", future="?"
    )
    assert set(unread) == {"items[0].due", "items[0].principal", "order", "by", "future"}


def test_a_payoff_on_the_first_day_is_the_principal() -> None:
    loan = {"balance": 1000, "annual_rate": "12%", "interest_from": "2026-01-01"}
    assert offers.payoff_quote(**loan, as_of="2026-01-01").total == 1000
    later = offers.payoff_quote(
        **loan, as_of="2026-07-01", compensation="1%", compensation_cap_share="0.5%", credit=10
    )
    assert later.accrued_interest == Decimal("59.51")  # 1000 * 0.12 * 181 / 365 = 59.5068...
    assert (later.compensation, later.is_capped) == (5, True)
    assert later.total == 1000 + Decimal("59.51") + 5 - 10


def test_what_is_wrong_with_a_payoff_is_named() -> None:
    wrong = objections(
        offers.payoff_quote,
        balance=-1,
        annual_rate="-1%",
        interest_from="2026-01-01",
        as_of="2025-01-01",
        valid_until="2024-01-01",
        compensation=2,
    )
    assert set(wrong) == {"balance", "annual_rate", "as_of", "valid_until", "compensation"}
    left = {"payment": 100, "count": 10, "rate": "2%"}
    assert set(objections(offers.present_value_payoff, **left, part_of_period="13/12")) == {"part_of_period"}
    for part in ("a half", "1/0", "1e999999999", Decimal("1E+999999999"), 10**5000):
        assert set(objections(offers.present_value_payoff, **left, part_of_period=part)) == {"part_of_period"}


def test_rebates_are_the_published_ones() -> None:
    # Consumer Credit (Early Settlement) Regulations 2004, reg. 4, example 1
    made = offers.uk_rebate(principal=5000, payment="134.57", count=48, apr="14%", settled_after=12)
    assert made.rebate == Decimal("860.52")
    assert made.settlement == made.outstanding - made.rebate
    # 100 * 6 * 7 / (12 * 13) = 26.923...
    assert offers.rule_of_78_rebate(100, 12, 6) == Decimal("26.92")
    assert offers.capped_interest(100, 90, 20, "100%") == (10, True)
    # 100 * (1 - 1.02^-10) / 0.02 = 898.258...
    assert offers.present_value_payoff(payment=100, count=10, rate="2%") == Decimal("898.26")


def test_discounts_are_taken_by_component_and_off_the_total() -> None:
    made = offers.apply_discounts(DEBT, {"interest": "50%"}, of_total="10%", base="in_turn")
    assert made.forgiven == {"principal": 100, "interest": 165, "fine": 8, "fees": 2}
    assert (made.total, made.net, made.share) == (1400, 1125, Decimal("0.196429"))


def test_a_target_is_reached_by_the_waterfall_or_it_is_said_what_is_missing() -> None:
    reached = offers.settle(DEBT, waterfall=["fine", "interest"], pay_amount=1200)
    assert reached.is_feasible
    assert reached.forgiven == {"principal": 0, "interest": 120, "fine": 80, "fees": 0}
    short = offers.settle(
        DEBT, waterfall=["fine", "interest"], forgive_share="40%", ceilings={"interest": "70%"}
    )
    assert not short.is_feasible
    assert (short.short_by, short.held) == (270, ("interest",))
    assert short.reason == "max 290.00 (20.71%) < requested 560.00"


def test_what_is_wrong_with_discounts_is_named() -> None:
    assert set(objections(offers.apply_discounts, {"capital": 1})) == {"owed.capital"}
    wrong = objections(offers.apply_discounts, {"fine": "0.001"}, {"fine": 2}, of_total=-1)
    assert set(wrong) == {"owed.fine", "shares.fine", "of_total"}
    both = objections(offers.settle, DEBT, waterfall=["fine", "fine"], pay_amount=1, forgive_share=1)
    assert set(both) == {"waterfall", "forgive_share"}


# ---- Matrices

ROLES = offers.Axis("role", texts=["agent", "manager"])
AGE = offers.Axis("age", is_rising=True)


def test_the_first_row_that_admits_a_point_decides() -> None:
    matrix = offers.SettlementMatrix(
        [ROLES, AGE],
        [
            ({"role": "agent", "age": offers.Between(None, 90)}, "20%"),
            ({"role": ["manager"]}, Decimal("0.5")),
        ],
    )
    assert matrix.discount(role="agent", age=90) == Decimal("0.20")
    assert matrix.discount(role="agent", age=91) is None
    assert matrix.deciding_row(role="manager", age=1) == 1
    with pytest.raises(TypeError, match="missing: age"):
        matrix.discount(role="agent")
    assert set(objections(matrix.discount, role="chief", age="old")) == {"role", "age"}


def test_a_published_hole_is_found_with_its_witness() -> None:
    # Finvi's published example leaves out an age of 100 with a balance of 5,000: "< 100" and "> 100" there
    age, balance = offers.Axis("age"), offers.Axis("balance", scale=2)
    small, large = offers.Between(None, 5000, half_open=True), offers.Between("5000.01")
    matrix = offers.SettlementMatrix(
        [age, balance],
        [({"age": between, "balance": amount}, "10%")
         for between in (offers.Between(0, 99), offers.Between(101))
         for amount in (small, large)],
    )  # fmt: skip
    holes = [found for found in matrix.verify() if found.flaw == "hole"]
    assert {"age": 100, "balance": 5000} in [found.witness for found in holes]
    assert "age = 100" in str(holes[0]) or "balance = 5000" in str(holes[0])


def test_an_older_debt_with_less_off_and_a_gain_from_splitting_are_found() -> None:
    falling = offers.SettlementMatrix([AGE], [({"age": offers.Between(0, 90)}, "20%"), ({}, "10%")])
    (fall,) = falling.verify()
    assert (fall.flaw, fall.witness, fall.row, fall.row_before) == ("falling", {"age": 91}, 1, 0)
    debts = offers.Axis("debt", scale=2)
    split = offers.SettlementMatrix([debts], [({"debt": offers.Between(until=1000)}, "50%"), ({}, "10%")])
    gain = split.gain_from_splitting("debt")
    assert gain is not None
    first, second = Decimal(gain.before["debt"]), Decimal(gain.witness["debt"])
    assert max(first, second) <= 1000 < first + second
    one_share = offers.SettlementMatrix([debts], [({}, "10%")])
    assert one_share.verify() == [] and one_share.gain_from_splitting("debt") is None
    assert set(objections(split.gain_from_splitting, "age")) == {"axis"}


def test_what_is_wrong_with_a_matrix_is_named() -> None:
    matrix = offers.SettlementMatrix
    assert set(objections(matrix, [AGE], [({"ages": offers.Between(1)}, 1)])) == {"rows[0].ages"}
    wrong = objections(matrix, [offers.Axis("age", scale=-1)], [({"age": ["x"]}, "much")])
    assert set(wrong) == {"axes[0].scale", "rows[0].share", "rows[0].age.from_"}
    assert set(objections(matrix, [], [])) == {"axes"}
