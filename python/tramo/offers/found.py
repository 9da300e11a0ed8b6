# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a policy offers, in Python's own types.
"""Offers: who may pay how, and why nobody may pay otherwise."""

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from .. import _core
from ..columns import ArrowOut
from ..errors import Diagnostic, Error
from ..words import counted
from .agreements import Agreement

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ..best_actions import BestActions
    from ..result import DataErrorRow, ErrorCount, Orphans, Result


class OfferError(Error, ValueError):
    """An offer that cannot be accepted, or a number that cannot be computed with; `objections` names each."""

    objections: list[tuple[str, str]]

    def __init__(self, objections: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{name}: {message}" for name, message in objections))
        self.objections = list(objections)


class Payment(NamedTuple):
    """Something to be paid; number 0 is the entry."""

    number: int
    due: date
    amount: Decimal


class Refusal(NamedTuple):
    """Why a condition, or where one is named an alternative of it, is not offered."""

    condition: str
    condition_label: str
    alternative: str | None
    reason: str


class Offer:
    """One way to pay, for one account. Amounts are Decimals in the debt's currency."""

    def __init__(self, among: "Offers", row: int, number: int, account: str, told: tuple[Any, ...]) -> None:
        self._among, self._row, self._number = among, row, number
        self.account = account
        (
            self.condition,
            self.condition_label,
            self.alternative,
            self.alternative_label,
            self.installments,
            debt,
            owed,
            discounts,
            net,
            entry,
            interest,
            total,
            saving,
            rate,
            approval,
            self.billing,
            self.is_default,
            self.rule,
            until,
            payments,
        ) = told
        #: What is owed, with the condition's own interest and fine, and the same by component.
        self.debt = Decimal(debt)
        self.owed: dict[str, Decimal] = {name: Decimal(text) for name, text in owed.items()}
        #: What is forgiven, by component.
        self.discounts: dict[str, Decimal] = {name: Decimal(text) for name, text in discounts.items()}
        #: The debt less what is forgiven.
        self.net = Decimal(net)
        self.entry = Decimal(entry)
        #: Within the installments.
        self.interest = Decimal(interest)
        #: What is paid in all: net and interest.
        self.total = Decimal(total)
        #: The debt less the total.
        self.saving = Decimal(saving)
        #: A year, as a fraction with 8 decimals; None where there is none.
        self.effective_rate = Decimal(rate) if rate is not None else None
        #: Who has to approve it; None where nobody has.
        self.approval: str | None = approval or None
        #: The last day on which it may be accepted; None where the condition has no end.
        self.valid_until = date.fromisoformat(until) if until else None
        self.payments = tuple(
            Payment(number, date.fromisoformat(due), Decimal(amount)) for number, due, amount in payments
        )

    def accept(self, *, id: str, at: datetime | str) -> Agreement:
        """The agreement that it becomes; the id and the moment are the caller's.

        OfferError when the offer holds no more at that moment."""
        if not isinstance(id, str):
            raise TypeError(f"id is text, not {type(id).__name__}")
        moment = at.replace(tzinfo=None).isoformat() if isinstance(at, datetime) else at
        made, objections = self._among._core.accept(self._row, self._number, self.account, id, moment)
        if made is None:
            raise OfferError(objections)
        return Agreement(made)

    def __repr__(self) -> str:
        return f"<Offer {self.rule}: {counted(self.installments, 'installment')}, {self.total} in all>"


class OfferRows(ArrowOut):
    """A table of results that is made as it is read: each reading goes over the accounts again."""

    def __init__(self, export: Any) -> None:
        self._export = export

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._export(requested_schema)


class Offers:
    """The answer of `Policy.offers`. It holds the accounts; offers are worked out as they are asked for, so that
    a million accounts with dozens of offers each need no more memory than the accounts."""

    def __init__(
        self,
        core: "_core.Offers",
        policy: _core.Policy,
        accounts: _core.Table,
        as_of: str,
        warnings: Sequence[Diagnostic] = (),
        bad_lines: "Result | None" = None,
        first_row: int = 0,
    ) -> None:
        self._core, self._policy, self._accounts = core, policy, accounts
        self._bad_lines, self._first_row = bad_lines, first_row
        self.as_of = as_of
        self.warnings = list(warnings)
        self.orphans: dict[str, Orphans] = {}
        self.best_actions: BestActions | None = None  # those that the accounts were asked with

    @cached_property
    def _counts(self) -> dict[str, Any]:
        return self._core.counts()

    @property
    def accounts(self) -> int:
        """How many rows were read."""
        return self._counts["rows"] + self._lines("rows")

    @property
    def data_errors(self) -> int:
        """Rows set apart: they have no offers and no refusals."""
        return self._counts["data_errors"] + self._lines("data_errors")

    @property
    def accounts_with_offers(self) -> int:
        return self._counts["accounts_with_offers"]

    @cached_property
    def errors(self) -> "list[DataErrorRow]":
        """The faults of the rows set apart, as in `Result.errors`; the first million."""
        from ..result import DataErrors

        found = list(DataErrors(self._core))
        behind = self._counts["rows"]
        if self._bad_lines is not None:
            found += [one._replace(row=one.row + behind) for one in self._bad_lines.errors]
        return [one._replace(row=one.row + self._first_row) for one in found] if self._first_row else found

    @property
    def errors_not_listed(self) -> int:
        return self._counts["errors_not_listed"] + self._lines("errors_not_listed")

    @property
    def error_summary(self) -> "list[ErrorCount]":
        """As in `Result.error_summary`."""
        from ..result import ErrorCount

        found = [ErrorCount(*row) for row in self._counts["error_summary"]]
        found += self._bad_lines.error_summary if self._bad_lines else []
        return sorted(found, key=lambda one: -one.count)

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """How many offers there are, by condition and alternative."""
        return {(condition, way): count for condition, way, count in self._counts["made"]}

    @property
    def refusals(self) -> dict[tuple[str, str], int]:
        """How often each reason spoke against each condition."""
        return {(condition, reason): count for condition, reason, count in self._counts["refused"]}

    @property
    def table(self) -> OfferRows:
        """A row for each offer: the key, condition, alternative, installments, debt, discount_<component>, net,
        entry, installment, interest, total, saving, effective_rate, first_due, last_due, valid_until, approval,
        billing, default, rule."""
        return OfferRows(self._core.export_offers)

    @property
    def payments(self) -> OfferRows:
        """A row for each payment of each offer: key, condition, alternative, installments, number, due, amount."""
        return OfferRows(self._core.export_payments)

    @property
    def refused(self) -> OfferRows:
        """A row for each reason: key, condition, alternative, reason, rule."""
        return OfferRows(self._core.export_refusals)

    def of(self, account: Any = None) -> list[Offer]:
        """An account's offers, by its key; of a table of one row without one. LookupError when there is none."""
        row, name = self._row_of(account)
        made, _, _ = self._core.at(row)
        return [Offer(self, row, number, name, told) for number, told in enumerate(made)]

    def why_not(self, account: Any = None) -> list[Refusal]:
        """Every reason against a condition for an account."""
        row, _ = self._row_of(account)
        _, refused, _ = self._core.at(row)
        return [Refusal(name, label, way or None, reason) for name, label, way, reason in refused]

    def compare(self, account: Any = None) -> str:
        """An account's offers side by side, as a table of text."""
        from .comparison import comparison_text

        return comparison_text(self.of(account))

    def plot(self, account: Any = None, path: str | os.PathLike[str] | None = None) -> "Figure":
        """What is left to pay under each offer over time, written to `path` where one is given. Needs matplotlib."""
        from .comparison import comparison_figure

        figure = comparison_figure(self.of(account), self.as_of)
        if path is not None:
            figure.savefig(path, dpi=150, bbox_inches="tight")
        return figure

    def json_parts(self) -> Iterator[str]:
        """The object that `tramo offers --format json` prints, piece by piece."""
        yield f'{{"accounts": {self.accounts}, "data_errors": {self.data_errors}, "offers": ['
        yield from _pieces(self._core.json(), "offers")
        yield '], "refused": ['
        yield from _pieces(self._core.json(), "refusals")
        yield "]}"

    def write_json(self, file: IO[str]) -> None:
        for part in self.json_parts():
            file.write(part)

    def to_json(self) -> str:
        return "".join(self.json_parts())

    def to_dict(self) -> dict[str, Any]:
        import json

        return json.loads(self.to_json())

    def _lines(self, count: str) -> int:
        return getattr(self._bad_lines, count) if self._bad_lines is not None else 0

    def _row_of(self, account: Any) -> tuple[int, str]:
        if account is None:
            if self._accounts.rows != 1:
                raise TypeError(f"of which of the {self._accounts.rows} accounts? Give its key")
            return 0, ""
        column = self._policy.key
        if column is None:
            raise TypeError("the policy has no key, so accounts have no names")
        text = _core.cell_text(account) or ""
        found = self._accounts.find(column, text)
        if found is None:
            raise LookupError(f"the table has no column {column!r} to find the account by")
        if found[1] == 0:
            raise LookupError(f"no account whose {column} is {text!r}")
        return found[0], text

    def __repr__(self) -> str:
        offers = sum(self.counts.values())
        accounts = f"{self.accounts_with_offers} of {counted(self.accounts, 'account')}"
        return f"<Offers: {counted(offers, 'offer')} to {accounts}>"

    def _repr_html_(self) -> str:
        from .comparison import offers_html

        return offers_html(self)


def _pieces(going: "_core.OfferPass", which: str) -> Iterator[str]:
    is_first = True
    while going.next():
        text = getattr(going, which)()
        if text:
            yield text if is_first else ", " + text
            is_first = False
