# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Two snapshots of a portfolio laid over each other, in Python's own types.
"""Roll rates; `tramo.kpi.roll_rates` makes them."""

import os
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .errors import DataError, raise_errors
from .exact import decimal_of
from .frame import feed_to_core
from .result import Named
from .words import counted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GONE = "gone"


class SetApart(NamedTuple):
    """A row that counts nowhere. `table` is "before" or "after"; `row` counts from 0."""

    table: str
    row: int
    key: str
    column: str
    value: str
    reason: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row} of `{self.table}`: `{self.column}` {self.message} ({self.value})"


class SetApartCount(NamedTuple):
    """How often rows of a table were set apart for one reason."""

    table: str
    column: str
    reason: str
    message: str
    count: int  # type: ignore[assignment]  # no use of tuple.count is lost


class RollRates:
    """From which bucket to which, between two days. Percentages are rounded half up to two decimals; None where
    there is nothing to divide by.

    Accounts in `matrix` and in `set_apart` are all rows of `before`; those in `matrix` that are not gone, in
    `entered` and in `set_apart` all rows of `after`."""

    def __init__(self, core: _core.RollRates, names: tuple[str, ...]) -> None:
        self._core = core
        #: What the buckets are called, in order.
        self.buckets = names

    @cached_property
    def matrix(self) -> list[dict[str, Any]]:
        """A dict for each bucket of the first day and each of the second, and "gone" (not in `after`): from,
        to, accounts, before (their balance on the first day), after (on the second), percent (of the balance of
        `from`), accounts_percent."""
        return [
            {
                "from": self.buckets[begin],
                "to": self._column(end),
                "accounts": accounts,
                "before": Decimal(before),
                "after": Decimal(after),
                "percent": decimal_of(percent),
                "accounts_percent": decimal_of(share),
            }
            for begin, end, accounts, before, after, percent, share in self._core.cells()
        ]

    @cached_property
    def rates(self) -> dict[str, Decimal | None]:
        """Roll rate by account: balance that went from a bucket to the next, in percent of the bucket's."""
        return self._next("percent")

    @cached_property
    def account_rates(self) -> dict[str, Decimal | None]:
        """The same of accounts."""
        return self._next("accounts_percent")

    @cached_property
    def net(self) -> dict[str, Decimal | None]:
        """Roll rate by snapshot: the next bucket's balance on the second day in percent of the bucket's on the
        first. It nets entries and exits, and is another number than `rates`."""
        shares = [decimal_of(row[6]) for row in self._core.totals()]
        return Named("bucket", zip(self.buckets[:-1], shares, strict=False))

    @cached_property
    def totals(self) -> list[dict[str, Any]]:
        """By bucket: accounts_before, before, accounts_after, after."""
        names = ("bucket", "accounts_before", "before", "accounts_after", "after")
        return [
            dict(zip(names, (bucket, row[0], Decimal(row[1]), row[2], Decimal(row[3])), strict=True))
            for bucket, row in zip(self.buckets, self._core.totals(), strict=True)
        ]

    @cached_property
    def entered(self) -> list[dict[str, Any]]:
        """By bucket: accounts and balance that are in `after` only."""
        return [
            {"bucket": bucket, "accounts": row[4], "balance": Decimal(row[5])}
            for bucket, row in zip(self.buckets, self._core.totals(), strict=True)
        ]

    @property
    def cure_rate(self) -> Decimal | None:
        """Accounts behind the first bucket that are in the first on the second day, in percent."""
        return decimal_of(self._core.cure_rate(False))

    @property
    def cure_rate_with_gone(self) -> Decimal | None:
        """The same with those that are gone taken for cured."""
        return decimal_of(self._core.cure_rate(True))

    @property
    def rows_before(self) -> int:
        return self._core.rows_before

    @property
    def rows_after(self) -> int:
        return self._core.rows_after

    @property
    def set_apart_count(self) -> int:
        """Rows of both tables that count nowhere."""
        return self._core.set_apart_count

    @cached_property
    def set_apart(self) -> list[SetApart]:
        """Those rows, each with its reason; the first million."""
        return [SetApart(*row) for row in self._core.set_apart()]

    @cached_property
    def set_apart_summary(self) -> list[SetApartCount]:
        """How often each reason set a row apart, the most frequent first."""
        found = [SetApartCount(*row) for row in self._core.set_apart_summary()]
        return sorted(found, key=lambda one: -one.count)

    def cell(self, begin: str, end: str) -> dict[str, Any]:
        """The cell of `matrix` from one bucket to another, or to "gone". KeyError for other names."""
        return self._cells[begin][end]

    def to_dict(self) -> dict[str, Any]:
        """All of it, for JSON: exact numbers are text."""
        return {
            "buckets": list(self.buckets),
            "rows_before": self.rows_before,
            "rows_after": self.rows_after,
            "matrix": [_plain(cell) for cell in self.matrix],
            "totals": [_plain(row) for row in self.totals],
            "entered": [_plain(row) for row in self.entered],
            "rates": _plain(self.rates),
            "account_rates": _plain(self.account_rates),
            "net": _plain(self.net),
            "cure_rate": _text(self.cure_rate),
            "cure_rate_with_gone": _text(self.cure_rate_with_gone),
            "set_apart": self.set_apart_count,
            "set_apart_summary": [one._asdict() for one in self.set_apart_summary],
        }

    def to_json(self) -> str:
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False)

    def plot(self, path: str | os.PathLike[str] | None = None) -> "Figure":
        """The matrix as a heat map, written to `path` (.png or .svg) where one is given. Needs matplotlib."""
        from .action_figures import saved
        from .roll_figures import roll_figure

        return saved(roll_figure(self), path)

    @cached_property
    def _cells(self) -> dict[str, dict[str, dict[str, Any]]]:
        width = len(self.buckets) + 1
        rows = [self.matrix[place : place + width] for place in range(0, len(self.matrix), width)]
        return Named(
            "bucket", ((row[0]["from"], Named("bucket", ((one["to"], one) for one in row))) for row in rows)
        )

    def _column(self, place: int) -> str:
        return self.buckets[place] if place < len(self.buckets) else GONE

    def _next(self, share: str) -> dict[str, Decimal | None]:
        pairs = zip(self.buckets, self.buckets[1:], strict=False)
        return Named("bucket", ((begin, self.cell(begin, end)[share]) for begin, end in pairs))

    def __repr__(self) -> str:
        rows = f"{counted(self.rows_before, 'row')} before, {self.rows_after:,} after"
        return f"<RollRates: {rows}, {self.set_apart_count:,} set apart, cured {_percent(self.cure_rate)}>"

    def _repr_html_(self) -> str:
        from .html import table

        heads = ["from", *self.buckets, GONE, "before", "net"]
        lines = []
        for row in self.totals:
            cells = self._cells[row["bucket"]].values()
            shares = [_percent(cell["percent"]) for cell in cells]
            lines.append([row["bucket"], *shares, row["before"], _percent(self.net.get(row["bucket"]))])
        after = [row["after"] for row in self.totals]
        lines.append(["entered", *(row["balance"] for row in self.entered), None, None, None])
        lines.append(["after", *after, None, None, None])
        apart = ""
        if self.set_apart_count:
            reasons = [(one.table, one.column, one.message, one.count) for one in self.set_apart_summary]
            apart = table(["table", "column", "set apart because it", "count"], reasons)
        head = (
            f"<p>{counted(self.rows_before, 'row')} before, {self.rows_after:,} after, "
            f"{self.set_apart_count:,} set apart; cured {_percent(self.cure_rate)}</p>"
        )
        return head + table(heads, lines) + apart


def lay_over(
    before: Any, after: Any, columns: Sequence[str], by: _core.Buckets, names: tuple[str, ...]
) -> RollRates:
    """`columns`: the key's, the days', the balance's."""
    tables = feed_to_core(before, "accounts"), feed_to_core(after, "accounts")
    made, findings, drawing = _core.roll_rates(*tables, *columns, by)
    raise_errors(DataError, findings, drawing)
    assert made is not None
    return RollRates(made, names)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _text(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{value} %"
