# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Which part of a debt a payment pays, in Python's own types.
"""Allocation of payments."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from .. import _core
from .inputs import COMPONENTS, Amount, Day, ask, day, decimals_of, whole_if, word, word_if
from .inputs import amount as exact


class OpenItem(NamedTuple):
    """An installment, or a debt: what is still open of each component."""

    id: str
    due: Day
    principal: Amount = 0
    interest: Amount = 0
    fine: Amount = 0
    fees: Amount = 0


class Allocated(NamedTuple):
    """What an item got."""

    id: str
    principal: Decimal
    interest: Decimal
    fine: Decimal
    fees: Decimal

    @property
    def total(self) -> Decimal:
        return self.principal + self.interest + self.fine + self.fees


class Allocation(NamedTuple):
    """Parts, of the items that got something, in the order of these; with `unapplied` they add up to the
    amount."""

    parts: tuple[Allocated, ...]
    unapplied: Decimal
    caveats: tuple[str, ...] = ()


def allocate(
    amount: Amount,
    items: Iterable[OpenItem],
    order: str | Sequence[str] = "penalty_fee_interest_principal",
    *,
    on: Day,
    by: str = "installment",
    future: str = "next",
    currency: str | None = None,
    decimals: int | None = None,
) -> Allocation:
    """Lays a payment made `on` a day on items, the oldest first.

    order: penalty_fee_interest_principal, penalty_fee_principal_interest, interest_principal_penalty_fee,
    principal_interest_penalty_fee, costs_interest_principal (§ 367 BGB), interest_first (civil codes of
    Chile, Brazil, Colombia), or a list of components; one that it lacks gets nothing. by: item by item
    (installment) or component by component across all (component). future: where money beyond what is due
    goes: to the next items, the last, spread over all to come in the smallest unit that `currency` or
    `decimals` tell (2 decimals without), or unapplied. OfferError for negative amounts and a component
    named twice; TypeError for floats."""
    listed = [OpenItem(*one) for one in items]
    given = {
        "amount": exact(amount, "amount"),
        "items": [_item(one, place) for place, one in enumerate(listed)],
        "order": order if isinstance(order, str) else [word(one, "order") for one in order],
        "is_listed": not isinstance(order, str),
        "on": day(on, "on"),
        "by": word(by, "by"),
        "future": word(future, "future"),
        "currency": word_if(currency, "currency"),
        "decimals": whole_if(decimals, "decimals"),
    }
    told = ask(_core.allocate, given, without=".open.")
    parts, unapplied = told.value
    made = tuple(Allocated(str(listed[item].id), **decimals_of(paid)) for item, paid in parts)
    return Allocation(made, Decimal(unapplied), told.caveats)


def _item(item: OpenItem, place: int) -> dict[str, Any]:
    name = f"items[{place}]"
    return {
        "id": str(item.id),
        "due": day(item.due, f"{name}.due"),
        "open": {part: exact(getattr(item, part), f"{name}.{part}") for part in COMPONENTS},
    }
