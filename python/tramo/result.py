# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What came out of an evaluation, in Python's own types.
"""Counts, amounts, data errors, and every row's verdict through Arrow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, overload

from . import _core
from .columns import ArrowOut
from .errors import Diagnostic
from .exact import decimal_of
from .words import counted

if TYPE_CHECKING:
    import pyarrow

    from .alerts import Alerts
    from .best_actions import BestActions

PAGE = 10_000

Value = TypeVar("Value")


class SegmentCount(NamedTuple):
    """How many rows are in a segment, of how many that is unknown, and the sums of the money field."""

    true: int
    unknown: int
    amount: Decimal | None = None
    unknown_amount: Decimal | None = None


class QueueCount(NamedTuple):
    """How many rows are in a queue, and the sum of the money field asked for."""

    rows: int
    amount: Decimal | None = None


class DataErrorRow(NamedTuple):
    """A row set apart: in no segment and no queue. `row` counts from 0 over the whole table."""

    row: int
    key: str | None
    field: str
    value: str
    reason: str
    message: str


class ErrorCount(NamedTuple):
    """How often a field failed for one reason."""

    field: str
    reason: str
    message: str
    count: int  # type: ignore[assignment]  # no use of tuple.count is lost

    @property
    def place(self) -> str:
        """The field in words: lines of a file and expressions have none."""
        return self.field or ("a line of the file" if self.reason == "wrong_cells" else "an expression")


class Orphans(NamedTuple):
    """Children whose account is not there; `keys` names the first thousand of those accounts."""

    count: int  # type: ignore[assignment]
    keys: tuple[str, ...]


class DataErrors(Sequence[DataErrorRow]):
    """The rows set apart, in row order; read from the engine only as far as they are looked at."""

    def __init__(self, core: _core.Verdicts | _core.Alerts | _core.Offers | _core.RowsApart) -> None:
        self._core = core

    def __len__(self) -> int:
        return self._core.error_count

    @overload
    def __getitem__(self, index: int) -> DataErrorRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[DataErrorRow]: ...
    def __getitem__(self, index: int | slice) -> DataErrorRow | list[DataErrorRow]:
        if isinstance(index, slice):
            begin, end, step = index.indices(len(self))
            if step == 1:
                return self._read(begin, end)
            return [self[place] for place in range(begin, end, step)]
        place = range(len(self))[index]
        return self._read(place, place + 1)[0]

    def __iter__(self) -> Iterator[DataErrorRow]:
        for begin in range(0, len(self), PAGE):
            yield from self._read(begin, begin + PAGE)

    def __repr__(self) -> str:
        return f"<{len(self)} data errors>"

    def _read(self, begin: int, end: int) -> list[DataErrorRow]:
        import json

        return [
            DataErrorRow(*(row.get(name) for name in DataErrorRow._fields))
            for row in json.loads(self._core.errors_json(begin, end))
        ]


class Counts(list[dict[str, Any]]):
    """The counts as a small table: one dict for each segment and queue."""

    def to_arrow(self) -> "pyarrow.Table":
        import pyarrow as pa

        amount = pa.decimal128(
            38,
            max((-row["amount"].as_tuple().exponent for row in self if row["amount"] is not None), default=2),
        )
        types = {"rows": pa.int64(), "unknown": pa.int64(), "amount": amount, "unknown_amount": amount}
        names = ["kind", "strategy", "name", "rows", "unknown", "amount", "unknown_amount"]
        return pa.table(
            {name: pa.array([row[name] for row in self], types.get(name, pa.string())) for name in names}
        )


class Named(dict[str, Value]):
    """A dictionary that says which name may be meant where there is none of that name."""

    def __init__(self, kind: str, items: Iterable[tuple[str, Value]]) -> None:
        super().__init__(items)
        self._kind = kind

    def __missing__(self, name: str) -> Value:
        from difflib import get_close_matches

        near = get_close_matches(str(name), self, n=1)
        there = f"is {near[0]!r} meant?" if near else f"there are: {', '.join(self) or 'none'}"
        raise KeyError(f"no {self._kind} {name!r}; {there}")

    def __reduce__(self) -> tuple[Any, ...]:
        return Named, (self._kind, list(self.items()))


class Reading:
    """What was set apart while rows were read: of accounts, or of events and actions, whose `field` is the column
    of the feed."""

    _core: Any

    @property
    def _apart(self) -> "_core.Verdicts | _core.Alerts | _core.RowsApart":
        """Where the rows set apart are counted."""
        return self._core  # type: ignore[no-any-return]

    @property
    def data_errors(self) -> int:
        """How many rows were set apart."""
        return self._apart.data_errors

    @property
    def errors(self) -> DataErrors:
        """Every fault of every row set apart, up to a million (`errors_not_listed` counts the others)."""
        return DataErrors(self._apart)

    @property
    def errors_not_listed(self) -> int:
        return self._apart.errors_not_listed

    @property
    def error_summary(self) -> list[ErrorCount]:
        """The data errors by field (of a feed: its column) and reason, the most frequent first."""
        return [ErrorCount(*row) for row in self._apart.error_summary()]

    @property
    def new_values(self) -> dict[str, dict[str, int]]:
        """Values of open enumerations that the policy does not know, with how often they were met."""
        return {field: dict(values) for field, values in self._apart.new_values()}


class RowsApart(Reading):
    """Rows of a table beside the one that was asked about."""

    def __init__(self, core: _core.RowsApart) -> None:
        self._core = core


class Result(ArrowOut, Reading):
    """The verdict on a portfolio. `rows` = `data_errors` + the rows of each strategy's queues."""

    _core: "_core.Verdicts"

    def __init__(
        self,
        core: _core.Verdicts,
        warnings: Sequence[Diagnostic] = (),
        orphans: Mapping[str, Orphans] | None = None,
        alerts: "Alerts | None" = None,
        best_actions: "BestActions | None" = None,
    ) -> None:
        self._core = core
        self.warnings = list(warnings)
        self.alerts = alerts  # those that the accounts were evaluated with
        self.best_actions = best_actions  # likewise
        self.orphans: dict[str, Orphans] = dict(orphans or {})
        self.segments: dict[str, SegmentCount] = Named(
            "segment",
            (
                (name, SegmentCount(true, unknown, decimal_of(amount), decimal_of(unknown_amount)))
                for name, true, amount, unknown, unknown_amount in core.segments()
            ),
        )
        self.strategies: dict[str, dict[str, QueueCount]] = Named(
            "strategy",
            (
                (
                    name,
                    Named(
                        "queue",
                        ((queue, QueueCount(rows, decimal_of(amount))) for queue, rows, amount in queues),
                    ),
                )
                for name, queues in core.strategies()
            ),
        )

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self._core.rows

    def counts(self) -> Counts:
        """One row for each segment and each queue, in the policy's order."""
        rows = Counts()
        for name, count in self.segments.items():
            rows.append(
                _count_row(
                    "segment", None, name, count.true, count.unknown, count.amount, count.unknown_amount
                )
            )
        for strategy, queues in self.strategies.items():
            for name, found in queues.items():
                rows.append(_count_row("queue", strategy, name, found.rows, None, found.amount, None))
        return rows

    def to_dict(self) -> dict[str, Any]:
        """The object that `tramo segment --format json` prints."""
        import json

        found: dict[str, Any] = json.loads(self._core.counts_json())
        return found

    def to_json(self) -> str:
        """The same as text."""
        return self._core.counts_json()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Every row's verdict: the key, a column for each segment, two for each strategy, `data_error`."""
        return self._core.export_stream(requested_schema)

    def __repr__(self) -> str:
        errors = counted(self.data_errors, "data error")
        return f"<Result: {counted(self.rows, 'row')}, {errors}, {counted(len(self.segments), 'segment')}>"

    def _repr_html_(self) -> str:
        from .html import result_html

        return result_html(self)


def _count_row(*cells: Any) -> dict[str, Any]:
    names = ("kind", "strategy", "name", "rows", "unknown", "amount", "unknown_amount")
    return dict(zip(names, cells, strict=True))
