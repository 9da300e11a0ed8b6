# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What being late costs, and what of it the law allows, in Python's own types.
"""Late charges, the law as data, and charges that are posted once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from .. import _core
from ..exact import decimal_of
from .calendars import Calendar
from .found import OfferError
from .inputs import (
    Amount,
    Day,
    Rate,
    amount,
    amount_if,
    ask,
    core_calendar,
    date_of,
    day,
    day_if,
    flag,
    rate,
    rate_if,
    rounding_members,
    whole,
    whole_if,
    word,
    word_if,
)


@dataclass(frozen=True)
class LateInterest:
    """Interest from a day on: a fraction per month of `month_days` (1: per day), or per year as a
    convention counts days with `yearly`."""

    rate: Rate
    month_days: int = 30
    yearly: str | None = None
    calendar: Calendar | None = None  # BUS/252 needs one
    growth: str = "simple"  # or compound
    base: str = "principal"  # or principal_and_fine
    is_flat: bool = False  # once on the amount, whatever the days
    unpaid_days: int = 0  # so many days at the beginning bear none


class FeeBracket(NamedTuple):
    """A share of what lies above the bracket before, up to `until` units (None: no end)."""

    until: Amount | None
    share: Rate


@dataclass(frozen=True)
class LateTerms:
    """What is charged for being late; see `late_charges`. Fractions are 0.02 or "2%"."""

    free_days: int = 0  # nothing is charged up to and with this day late
    fee_free_days: int = 0  # no fees up to and with this day late
    fine: Rate = 0  # of the principal, once
    fine_cap: Rate | None = None
    interest: LateInterest | None = None
    interest_cap: Rate | None = None  # of the principal
    fees: Sequence[FeeBracket] = ()  # progressive, in units of …
    fee_unit: Amount = 1  # … so much money (the UF of the day)
    fee_reduction: Amount = 0  # taken off the fee, in units
    correction: Rate | None = None  # the principal is first raised by this fraction


class LateCharge(NamedTuple):
    """Amounts add up to `total`; `capped` names the caps that held."""

    corrected_principal: Decimal
    interest: Decimal
    fine: Decimal
    fees: Decimal
    total: Decimal
    fee_units: Decimal
    capped: tuple[str, ...]
    caveats: tuple[str, ...] = ()


def late_charges(
    principal: Amount,
    *,
    terms: LateTerms,
    days_late: int | None = None,
    due: Day | None = None,
    on: Day | None = None,
    rounding: str = "half_up",
    currency: str | None = None,
    decimals: int | None = None,
    rate_decimals: int | None = None,
    rate_rounding: str = "half_up",
    truncated_decimals: int | None = None,
) -> LateCharge:
    """What is owed on a principal that is `days_late`, or that was `due` and is not paid `on` a day;
    nothing is late on the due date.

    Interest, fine and fees are each rounded to the currency's smallest unit, so that they add up.
    rate_decimals, rate_rounding, truncated_decimals: of a daily rate. OfferError with every input that is
    wrong, TypeError for floats."""
    if (days_late is None) == (due is None) or (due is None) != (on is None):
        raise TypeError("late_charges takes either days_late, or both due and on")
    given = {
        "principal": amount(principal, "principal"),
        "terms": _terms_members(terms),
        "days_late": whole_if(days_late, "days_late"),
        "due": day_if(due, "due"),
        "on": day_if(on, "on"),
        "rate_decimals": whole_if(rate_decimals, "rate_decimals"),
        "rate_rounding": word(rate_rounding, "rate_rounding"),
        "truncated_decimals": whole_if(truncated_decimals, "truncated_decimals"),
        **rounding_members(rounding, currency, decimals),
    }
    told = ask(_core.late_charges, given)
    *amounts, capped = told.value
    return LateCharge._make([*(Decimal(text) for text in amounts), capped, told.caveats])


class LegalParameter(NamedTuple):
    """A value of a country's law, from a day to a day (included; None: still), and where it stands. `value`
    is an exact number, or brackets "10:0.09;50:0.06;*:0.03"; `note` says what is not settled."""

    country: str
    name: str
    value: str
    unit: str
    valid_from: date
    valid_until: date | None = None
    source: str = ""
    note: str = ""


def legal_parameters(
    country: str | None = None, name: str | None = None, *, on: Day | None = None
) -> list[LegalParameter]:
    """The rows that are kept, or those of a country, a name, a day. What is published every month is not
    kept."""
    rows = [_parameter(row) for row in _core.legal_parameters()]
    held = date.fromisoformat(day(on, "on")) if on is not None else None
    return [
        row
        for row in rows
        if (country is None or row.country == country)
        and (name is None or row.name == name)
        and (held is None or row.valid_from <= held <= (row.valid_until or date.max))
    ]


def find_legal_parameter(
    country: str, name: str, on: Day, *, own: Iterable[LegalParameter] = ()
) -> LegalParameter | None:
    """The row that holds on a day; rows of one's own come before those kept. None: nothing may be
    charged."""
    given = {"country": word(country, "country"), "name": word(name, "name")}
    told = ask(_core.find_legal_parameter, {**given, "on": day(on, "on"), "own": _own(own)})
    return None if told.value is None else _parameter(told.value)


def lawful_late_terms(
    country: str,
    on: Day,
    uf: Amount | None = None,
    *,
    had_useful_management: bool = True,
    own: Iterable[LegalParameter] = (),
) -> LateTerms:
    """What a country's law lets be charged on a day: "BR" (fine and interest of consumers), "CL" (fees of
    collection by brackets; `uf` is the day's UF in pesos, and without useful management there are none).

    OfferError for a country without rules, and where the law kept here has no value on the day: then
    nothing may be charged."""
    given = {
        "country": word(country, "country"),
        "on": day(on, "on"),
        "uf": amount_if(uf, "uf"),
        "had_useful_management": flag(had_useful_management, "had_useful_management"),
        "own": _own(own),
    }
    members = dict(ask(_core.lawful_late_terms, given).value)
    interest = members.pop("interest")
    fees = tuple(FeeBracket(decimal_of(until), Decimal(share)) for until, share in members.pop("fees"))
    days = {name: members.pop(name) for name in ("free_days", "fee_free_days")}
    amounts: dict[str, Any] = {name: decimal_of(text) for name, text in members.items()}
    if interest is not None:
        interest = LateInterest(**{**interest, "rate": Decimal(interest["rate"])})
    return LateTerms(**days, **amounts, interest=interest, fees=fees)


def legal_rate(selic: Rate, index: Rate, method: str = "factors", decimals: int = 8) -> Decimal:
    """Brazil's legal rate, a fraction a month, from Selic and IPCA-15 of the month before: by their
    `factors` (Res. CMN 5.171/2024), or their plain `difference`; not below 0, half to even. The published
    one counts."""
    given = {"selic": rate(selic, "selic"), "index": rate(index, "index")}
    asked = {**given, "method": word(method, "method"), "decimals": whole(decimals, "decimals")}
    return Decimal(ask(_core.legal_rate, asked).value)


def monthly_rate(annual: Rate, decimals: int = 8) -> Decimal:
    """A twelfth of an annual rate, half up, as Chile's maximum rates are given by month."""
    given = {"annual": rate(annual, "annual"), "decimals": whole(decimals, "decimals")}
    return Decimal(ask(_core.monthly_rate, given).value)


def maximum_rate(
    current: Rate, amount_uf: Amount | None, on: Day, *, own: Iterable[LegalParameter] = ()
) -> Decimal:
    """Chile's maximum conventional rate a year from the current one (Ley 18.010), by the amount in UF. To
    verify against the statute; the one published counts."""
    given = {"current": rate(current, "current"), "amount_uf": amount_if(amount_uf, "amount_uf")}
    return Decimal(ask(_core.maximum_rate, {**given, "on": day(on, "on"), "own": _own(own)}).value)


def maximum_rate_segment(amount_uf: Amount, on: Day, *, own: Iterable[LegalParameter] = ()) -> str:
    """Chile's segment of a loan: "<=50", "50-200", ">200" UF."""
    given = {"amount_uf": amount(amount_uf, "amount_uf"), "on": day(on, "on"), "own": _own(own)}
    return str(ask(_core.maximum_rate_segment, given).value)


class PostedCharge(NamedTuple):
    """A charge for a debt, of a kind ("interest", "fine", "fees"), for a period, both days included; one
    that is charged once for all has both days on the due date."""

    debt: str
    kind: str
    from_: Day
    until: Day
    amount: Amount


class ChargesToPost(NamedTuple):
    """Charges that are new; which were refused, and why; what is odd about the others."""

    new: tuple[PostedCharge, ...]
    refused: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]


def charges_to_post(before: Iterable[PostedCharge], asked: Iterable[PostedCharge]) -> ChargesToPost:
    """Those asked for that were not posted before, nor earlier in the run: running twice charges once.

    One that was posted with another amount stays as it was (a caveat says so); one whose period overlaps
    another of its debt and kind is refused, and the others go on. OfferError for what cannot be read."""
    given = {"before": _charges(before, "before"), "asked": _charges(asked, "asked")}
    posted, objections, caveats = _core.charges_to_post(given)
    if posted is None:
        raise OfferError(objections)
    new = tuple(
        PostedCharge(debt, kind, date.fromisoformat(begin), date.fromisoformat(end), Decimal(text))
        for debt, kind, begin, end, text in posted
    )
    return ChargesToPost(new, tuple(objections), tuple(caveats))


def _terms_members(terms: LateTerms) -> dict[str, Any]:
    interest = terms.interest
    return {
        "free_days": whole(terms.free_days, "terms.free_days"),
        "fee_free_days": whole(terms.fee_free_days, "terms.fee_free_days"),
        "fine": rate(terms.fine, "terms.fine"),
        "fine_cap": rate_if(terms.fine_cap, "terms.fine_cap"),
        "interest": None if interest is None else _interest_members(interest),
        "interest_cap": rate_if(terms.interest_cap, "terms.interest_cap"),
        "fees": [
            {"until": amount_if(until, "terms.fees"), "share": rate(share, "terms.fees")}
            for until, share in terms.fees
        ],
        "fee_unit": amount(terms.fee_unit, "terms.fee_unit"),
        "fee_reduction": amount(terms.fee_reduction, "terms.fee_reduction"),
        "correction": rate_if(terms.correction, "terms.correction"),
    }


def _interest_members(interest: LateInterest) -> dict[str, Any]:
    return {
        "rate": rate(interest.rate, "terms.interest.rate"),
        "month_days": whole(interest.month_days, "terms.interest.month_days"),
        "yearly": word_if(interest.yearly, "terms.interest.yearly"),
        "calendar": core_calendar(interest.calendar),
        "growth": word(interest.growth, "terms.interest.growth"),
        "base": word(interest.base, "terms.interest.base"),
        "is_flat": flag(interest.is_flat, "terms.interest.is_flat"),
        "unpaid_days": whole(interest.unpaid_days, "terms.interest.unpaid_days"),
    }


def _own(rows: Iterable[LegalParameter]) -> list[dict[str, Any]]:
    return [
        {
            **row._asdict(),
            "valid_from": day(row.valid_from, "own.valid_from"),
            "valid_until": day_if(row.valid_until, "own.valid_until"),
        }
        for row in rows
    ]


def _parameter(told: tuple[Any, ...]) -> LegalParameter:
    country, name, value, unit, begin, end, source, note = told
    return LegalParameter(country, name, value, unit, date.fromisoformat(begin), date_of(end), source, note)


def _charges(charges: Iterable[PostedCharge], name: str) -> list[dict[str, str]]:
    return [
        {
            "debt": word(debt, f"{name}[{place}].debt"),
            "kind": word(kind, f"{name}[{place}].kind"),
            "from_": day(begin, f"{name}[{place}].from_"),
            "until": day(end, f"{name}[{place}].until"),
            "amount": amount(value, f"{name}[{place}].amount"),
        }
        for place, (debt, kind, begin, end, value) in enumerate(charges)
    ]
