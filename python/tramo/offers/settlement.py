# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What it costs to settle a debt: payoffs, rebates and discounts, in Python's own types.
"""Payoff quotes, rebates, discounts by component."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .. import _core
from .calendars import Calendar
from .inputs import (
    Amount,
    Day,
    Rate,
    amount,
    amount_if,
    ask,
    core_calendar,
    day,
    decimals_of,
    flag,
    part,
    parts_of,
    rate_if,
    rounding_members,
    whole,
    whole_if,
    word,
    word_if,
)
from .inputs import (
    rate as exact_rate,
)

Part = Fraction | Decimal | int | str


class PayoffQuote(NamedTuple):
    """What ends a loan: `total` is the sum of the parts less the credit, and never below 0."""

    principal: Decimal
    accrued_interest: Decimal
    arrears: Decimal
    compensation: Decimal
    credit: Decimal
    total: Decimal
    refund: Decimal  # credit beyond what is owed
    is_capped: bool  # less compensation is asked than its share would give
    as_of: date
    valid_until: date
    caveats: tuple[str, ...] = ()


def payoff_quote(
    *,
    balance: Amount,
    annual_rate: Rate,
    interest_from: Day,
    as_of: Day,
    valid_until: Day | None = None,
    convention: str = "ACT/365F",
    calendar: Calendar | None = None,
    arrears: Amount = 0,
    credit: Amount = 0,
    compensation: Rate = 0,
    compensation_cap_share: Rate | None = None,
    compensation_cap: Amount | None = None,
    charges_validity: bool = False,
    rounding: str = "half_up",
    currency: str | None = None,
    decimals: int | None = None,
    arrears_currency: str | None = None,
    credit_currency: str | None = None,
    compensation_currency: str | None = None,
) -> PayoffQuote:
    """A quote for a day, good until another: the balance, interest on it since `interest_from` (balance ·
    rate · years, as the convention counts them), arrears, compensation less credit.

    Interest is up to the day of validity with `charges_validity`. compensation: a share of the balance, at
    most the smaller of its caps; without either cap none is asked. OfferError for amounts that are
    negative, finer than the smallest unit or in another currency, days that go backwards, a calendar that
    ends too soon; TypeError for floats."""
    given = {
        "balance": amount(balance, "balance"),
        "annual_rate": exact_rate(annual_rate, "annual_rate"),
        "interest_from": day(interest_from, "interest_from"),
        "as_of": day(as_of, "as_of"),
        "valid_until": day(as_of if valid_until is None else valid_until, "valid_until"),
        "convention": word(convention, "convention"),
        "calendar": core_calendar(calendar),
        "arrears": amount(arrears, "arrears"),
        "credit": amount(credit, "credit"),
        "compensation": exact_rate(compensation, "compensation"),
        "compensation_cap_share": rate_if(compensation_cap_share, "compensation_cap_share"),
        "compensation_cap": amount_if(compensation_cap, "compensation_cap"),
        "charges_validity": flag(charges_validity, "charges_validity"),
        "arrears_currency": word_if(arrears_currency, "arrears_currency"),
        "credit_currency": word_if(credit_currency, "credit_currency"),
        "compensation_currency": word_if(compensation_currency, "compensation_currency"),
        **rounding_members(rounding, currency, decimals),
    }
    told = ask(_core.payoff_quote, given)
    *amounts, is_capped, quoted, until = told.value
    days = [date.fromisoformat(quoted), date.fromisoformat(until)]
    return PayoffQuote._make([*(Decimal(text) for text in amounts), is_capped, *days, told.caveats])


def present_value_payoff(
    *,
    payment: Amount,
    count: int,
    rate: Rate,
    part_of_period: Part = 0,
    rounding: str = "half_up",
    currency: str | None = None,
    decimals: int | None = None,
    rate_decimals: int | None = None,
    rate_rounding: str = "half_up",
) -> Decimal:
    """The present value of `count` payments that are left, at the contract's rate per period: payment · (1
    − (1 + r)^−n) / r · (1 + r)^part (Brazil: CDC art. 52 par. 2, Res. CMN 3.516/2007).

    part_of_period: gone since the last due date, exact: `Fraction(12, 30)` or "12/30"."""
    given = {
        "payment": amount(payment, "payment"),
        "count": whole(count, "count"),
        "rate": exact_rate(rate, "rate"),
        "part_of_period": part(part_of_period, "part_of_period"),
        "rate_decimals": whole_if(rate_decimals, "rate_decimals"),
        "rate_rounding": word(rate_rounding, "rate_rounding"),
        **rounding_members(rounding, currency, decimals),
    }
    return Decimal(ask(_core.present_value_payoff, given).value)


class UkQuote(NamedTuple):
    """`settlement` is what is outstanding less the rebate."""

    outstanding: Decimal
    rebate: Decimal
    settlement: Decimal


def uk_rebate(
    *,
    principal: Amount,
    payment: Amount,
    count: int,
    apr: Rate,
    settled_after: int,
    part_period: Part = 0,
    deferral_periods: int = 0,
    periods_a_year: int = 12,
    rounding: str = "half_up",
    currency: str | None = None,
    decimals: int | None = None,
    rate_decimals: int | None = 6,
    rate_rounding: str = "half_up",
) -> UkQuote:
    """The rebate of the UK's Consumer Credit (Early Settlement) Regulations 2004, reg. 4, for a loan repaid
    by `count` payments at equal periods, settled after so many of them and a part of a period
    (`Fraction(28, 30)`).

    rate_decimals: of the rate per period; six in the regulations' examples, None for an exact one."""
    given = {
        "principal": amount(principal, "principal"),
        "payment": amount(payment, "payment"),
        "count": whole(count, "count"),
        "apr": exact_rate(apr, "apr"),
        "settled_after": whole(settled_after, "settled_after"),
        "part_period": part(part_period, "part_period"),
        "deferral_periods": whole(deferral_periods, "deferral_periods"),
        "periods_a_year": whole(periods_a_year, "periods_a_year"),
        "rate_decimals": whole_if(rate_decimals, "rate_decimals"),
        "rate_rounding": word(rate_rounding, "rate_rounding"),
        **rounding_members(rounding, currency, decimals),
    }
    return UkQuote(*(Decimal(text) for text in ask(_core.uk_rebate, given).value))


def rule_of_78_rebate(
    interest: Amount,
    count: int,
    remaining: int,
    *,
    rounding: str = "half_up",
    currency: str | None = None,
    decimals: int | None = None,
) -> Decimal:
    """Sum of digits: interest · m·(m + 1) / (n·(n + 1)), of the last m = `remaining` of n = `count`
    periods."""
    given = {
        "interest": amount(interest, "interest"),
        "count": whole(count, "count"),
        "remaining": whole(remaining, "remaining"),
        **rounding_members(rounding, currency, decimals),
    }
    return Decimal(ask(_core.rule_of_78_rebate, given).value)


def capped_interest(
    principal: Amount,
    accrued: Amount,
    more: Amount,
    cap_share: Rate | None = None,
    *,
    rounding: str = "half_up",
    currency: str | None = None,
    decimals: int | None = None,
) -> tuple[Decimal, bool]:
    """How much of `more` interest may be added to what has accrued before a cap, a share of the principal,
    is reached, and whether it was. Without a cap all of it."""
    given = {
        "principal": amount(principal, "principal"),
        "accrued": amount(accrued, "accrued"),
        "more": amount(more, "more"),
        "cap_share": rate_if(cap_share, "cap_share"),
        **rounding_members(rounding, currency, decimals),
    }
    added, is_capped = ask(_core.capped_interest, given).value
    return Decimal(added), is_capped


class Discounted(NamedTuple):
    """What is owed and forgiven by component; `share` is what is forgiven of the total, 6 decimals half
    up."""

    owed: dict[str, Decimal]
    forgiven: dict[str, Decimal]
    total: Decimal
    net: Decimal
    share: Decimal
    is_capped: bool  # the shares together asked for more than there is
    caveats: tuple[str, ...] = ()


def apply_discounts(
    owed: Mapping[str, Amount],
    shares: Mapping[str, Rate] | None = None,
    *,
    of_total: Rate = 0,
    base: str = "total",
    rounding: str = "half_up",
    currency: str | None = None,
    decimals: int | None = None,
) -> Discounted:
    """Takes shares off components (principal, interest, fine, fees), and one off the total, so that the
    parts add up and none is more than its component.

    base: what the total's share is taken from: total (undiscounted), principal, or in_turn (what the shares
    by component leave). OfferError for amounts that are negative or finer than the smallest unit and shares
    outside 0 to 1; TypeError for floats."""
    given = {
        "owed": parts_of(owed, "owed"),
        "shares": parts_of(shares or {}, "shares"),
        "of_total": exact_rate(of_total, "of_total"),
        "base": word(base, "base"),
        **rounding_members(rounding, currency, decimals),
    }
    told = ask(_core.apply_discounts, given)
    debt, forgiven, total, net, share, is_capped = told.value
    amounts = Decimal(total), Decimal(net), Decimal(share)
    return Discounted(decimals_of(debt), decimals_of(forgiven), *amounts, is_capped, told.caveats)


class Settlement(NamedTuple):
    """What is forgiven by component; where the target is not feasible, the most there is, and why no
    more."""

    forgiven: dict[str, Decimal]
    net: Decimal
    is_feasible: bool
    short_by: Decimal
    reason: str
    held: tuple[str, ...]  # components whose ceiling holds
    caveats: tuple[str, ...] = ()


def settle(
    owed: Mapping[str, Amount],
    *,
    waterfall: Sequence[str],
    forgive_share: Rate | None = None,
    pay_amount: Amount | None = None,
    ceilings: Mapping[str, Rate] | None = None,
    rounding: str = "half_up",
    currency: str | None = None,
    decimals: int | None = None,
) -> Settlement:
    """Forgives components in the waterfall's order, each up to its ceiling (a share of it, 1 where none is
    given), until so much of the total is forgiven, or no more than `pay_amount` is left: give one of the
    two.

    OfferError as for discounts, for a component named twice, and for more to pay than is owed."""
    given = {
        "owed": parts_of(owed, "owed"),
        "waterfall": [word(one, "waterfall") for one in waterfall],
        "forgive_share": rate_if(forgive_share, "forgive_share"),
        "pay_amount": amount_if(pay_amount, "pay_amount"),
        "ceilings": parts_of(ceilings or {}, "ceilings"),
        **rounding_members(rounding, currency, decimals),
    }
    told = ask(_core.settle, given)
    forgiven, net, is_feasible, short_by, reason, held = told.value
    amounts = decimals_of(forgiven), Decimal(net), is_feasible, Decimal(short_by)
    return Settlement(*amounts, reason, tuple(held), told.caveats)
