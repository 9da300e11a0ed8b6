# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Laws of the calculators, and random cases against an independent computation at 60 digits.

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from hypothesis import given, settings
from hypothesis import strategies as st
from tramo import offers

DIGITS = Context(prec=60, rounding=ROUND_HALF_UP)
METHODS = ["level", "sac", "sam", "flat", "american", "single_payment"]
ROUNDINGS = ["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"]

CENTS = st.integers(0, 10**12)
RATES = st.decimals(0, "0.5", places=6)
COUNTS = st.integers(1, 60)
COMPONENTS = st.fixed_dictionaries(
    {name: st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100) for name in
     ("principal", "interest", "fine", "fees")}
)  # fmt: skip
SHARES = st.decimals(0, 1, places=4)


def money(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def to_cents(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def independent_level(principal: Decimal, rate: Decimal, count: int) -> list[tuple[Decimal, ...]]:
    """Payment, principal, interest, balance: the textbook's way."""
    with localcontext(DIGITS):
        factor = rate / (1 - (1 + rate) ** -count) if rate else Decimal(1) / count
        payment = to_cents(principal * factor)
        balance = principal
        rows: list[tuple[Decimal, ...]] = []
        for number in range(1, count + 1):
            interest = to_cents(balance * rate)
            part = balance if number == count else min(balance, payment - interest)
            balance -= part
            rows.append((part + interest, part, interest, balance))
        return rows


@given(CENTS, RATES, COUNTS)
@settings(deadline=None)
def test_a_level_schedule_is_the_independent_one(cents: int, rate: Decimal, count: int) -> None:
    # below this the rounded payment may not pay its interest, which has a rule of its own
    principal = money(cents + 100_000)
    made = offers.schedule(principal=principal, rate=rate, count=count)
    assert [tuple(row[2:]) for row in made] == independent_level(principal, rate, count)


@given(
    st.sampled_from(METHODS),
    CENTS,
    RATES,
    COUNTS,
    st.sampled_from(ROUNDINGS),
    st.sampled_from(["0.01", "0.05", "10"]),
)
@settings(deadline=None)
def test_rows_add_up_whatever_is_asked(
    method: str, cents: int, rate: Decimal, count: int, rounding: str, unit: str
) -> None:
    principal = money(cents)
    made = offers.schedule(method, principal=principal, rate=rate, count=count, rounding=rounding, unit=unit)
    assert len(made) == count
    assert sum(row.principal for row in made) == principal
    assert sum(row.payment for row in made) == made.total
    assert sum(row.interest for row in made) == made.total_interest
    assert all(row.payment == row.principal + row.interest for row in made)
    assert all(row.interest >= 0 and row.payment >= 0 for row in made)
    assert made.rows[-1].balance == 0


@given(st.sampled_from(METHODS), st.decimals("0.001", "0.05", places=4), st.integers(1, 36))
@settings(deadline=None)
def test_a_schedule_without_costs_costs_its_nominal_equivalent(
    method: str, rate: Decimal, count: int
) -> None:
    if method == "flat":
        return  # whose nominal rate is not what is charged
    made = offers.schedule(method, principal=10**12, rate=rate, count=count)
    assert made.effective_rate is not None
    assert abs(float(made.effective_rate) - offers.effective_annual_rate(rate)) < 2e-8


@given(CENTS, COUNTS, st.sampled_from(ROUNDINGS), st.sampled_from(["last", "first", "largest", "spread"]))
def test_parts_add_up_to_the_total(cents: int, count: int, rounding: str, residual: str) -> None:
    parts = offers.split(money(cents), count, rounding=rounding, residual=residual)
    assert len(parts) == count
    assert sum(parts) == money(cents)
    assert min(parts) >= 0


@given(COMPONENTS, SHARES, st.sampled_from(["total", "principal", "in_turn"]), st.data())
def test_a_discount_never_exceeds_its_component(
    owed: dict[str, Decimal], of_total: Decimal, base: str, data: st.DataObject
) -> None:
    shares = {name: data.draw(SHARES) for name in owed}
    made = offers.apply_discounts(owed, shares, of_total=of_total, base=base)
    assert all(0 <= made.forgiven[name] <= owed[name] for name in owed)
    assert made.net == sum(owed.values()) - sum(made.forgiven.values())


@given(COMPONENTS, SHARES, st.data())
def test_a_settlement_stays_below_its_ceilings(
    owed: dict[str, Decimal], target: Decimal, data: st.DataObject
) -> None:
    ceilings = {name: data.draw(SHARES) for name in owed}
    made = offers.settle(owed, waterfall=list(owed), forgive_share=target, ceilings=ceilings)
    assert all(made.forgiven[name] <= owed[name] * ceilings[name] for name in owed)
    assert made.net == sum(owed.values()) - sum(made.forgiven.values())
    assert made.is_feasible == (made.short_by == 0)


@given(
    CENTS,
    st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2027, 1, 1)), COMPONENTS), max_size=6),
    st.sampled_from(["penalty_fee_interest_principal", "interest_first", "costs_interest_principal"]),
    st.sampled_from(["installment", "component"]),
    st.sampled_from(["next", "last", "spread", "unapplied"]),
)
def test_allocation_conserves_money(
    cents: int, debts: list[tuple[date, dict[str, Decimal]]], order: str, by: str, future: str
) -> None:
    items = [offers.OpenItem(str(place), due, **owed) for place, (due, owed) in enumerate(debts)]
    made = offers.allocate(money(cents), items, order, by=by, future=future, on="2026-07-01")
    assert sum(part.total for part in made.parts) + made.unapplied == money(cents)
    for part in made.parts:
        assert all(0 <= getattr(part, name) <= debts[int(part.id)][1][name] for name in debts[0][1])


@given(CENTS, st.integers(0, 4000))
def test_late_charges_add_up_and_grow_with_the_days(cents: int, days: int) -> None:
    terms = offers.lawful_late_terms("BR", "2026-11-21")
    now = offers.late_charges(money(cents), terms=terms, days_late=days)
    later = offers.late_charges(money(cents), terms=terms, days_late=days + 1)
    assert now.total == money(cents) + now.fine + now.interest + now.fees
    assert later.total >= now.total


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 20)), max_size=20))
def test_running_twice_charges_once(asked: list[tuple[str, int]]) -> None:
    charges = [
        offers.PostedCharge(debt, "interest", date(2026, 1, day), date(2026, 1, day), day)
        for debt, day in asked
    ]
    first = offers.charges_to_post([], charges)
    assert {(one.debt, one.from_.day) for one in first.new if isinstance(one.from_, date)} == set(asked)
    assert offers.charges_to_post(first.new, charges).new == ()


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 5), st.integers(1, 40))
def test_dates_never_drift(first: date, step: int, count: int) -> None:
    days = offers.due_dates(first, f"{step} months", count)
    assert days == sorted(days)
    for place, day in enumerate(days):
        months = first.month - 1 + place * step
        assert (day.year, day.month) == (first.year + months // 12, months % 12 + 1)
        assert day.day <= first.day and (
            day.day == first.day or (date.fromordinal(day.toordinal() + 1).day == 1)
        )
