# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The report of best actions: each case once, under its best action, on every level of the tree.
"""Reports that add up."""

import os
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .columns import Columns
from .exact import decimal_of
from .words import counted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .best_asking import Path

BETWEEN = " / "  # the labels of a path written as one text


class ReportRow(NamedTuple):
    """A node of the tree of actions; `(unspecified)`, `(other)` and `(no action)` stand for what is in none.

    Ratios and percentages have two decimals, rounded half up; a ratio of no cases is 0.00."""

    path: tuple[str, ...]
    depth: int
    #: Of that kind, or of a kind within it.
    actions: int
    #: Whose best action it is, or one within it.
    cases: int
    #: actions / cases: of two populations, as the manual has it.
    ratio: Decimal
    #: Of the base.
    percent: Decimal
    #: All actions on those cases, whatever their kind.
    actions_on_cases: int
    ratio_on_cases: Decimal
    #: Of those cases; None where no amounts were summed.
    amount: Decimal | None
    amount_percent: Decimal | None
    #: 1 is best; None where there is none, or where palettes that share this action rank it differently.
    rank: int | None
    #: Whether it is a contact in any of the palettes that share this action; `contacted` says of each case.
    is_contact: bool
    #: `node`, `unspecified`, `other` or `no_action`.
    kind: str
    #: Of the cases, those whose best action is itself a contact: a response may say otherwise than its action.
    contacted: int

    @property
    def label(self) -> str:
        return self.path[-1]

    def to_dict(self) -> dict[str, Any]:
        """As the command line prints it: ratios, percentages and amounts as text, so that none loses a digit."""
        amounts = {}
        if self.amount is not None:
            amounts = {"amount": str(self.amount), "amount_percent": str(self.amount_percent)}
        return {
            "path": list(self.path),
            "actions": self.actions,
            "cases": self.cases,
            "ratio": str(self.ratio),
            "percent": str(self.percent),
            "actions_on_cases": self.actions_on_cases,
            "ratio_on_cases": str(self.ratio_on_cases),
            "contacted": self.contacted,
            **amounts,
            "depth": self.depth,
            "rank": self.rank,
            "contact": self.is_contact,
        }


class ActionReport:
    """Made by `BestActions.report`. Rows are in the order of the palettes, each before those within it, then
    `(other)` and `(no action)`. Over the rows of depth 0 cases add up to `base`, actions to `actions` and amounts
    to `amount`; over the rows within a row they add up to that row, `contacted` too. Rounded percentages need
    not. Actions of several palettes with equal paths of names are one row, under the first one's labels."""

    def __init__(
        self,
        core: "_core.ActionReport",
        name: str = "",
        by: str | None = None,
        branch: tuple[str, ...] | None = None,
    ) -> None:
        self._core = core
        #: The value of the field `by` that its cases have.
        self.name = name
        self.by = by
        #: The row that its cases are of; None: all cases.
        self.branch = branch
        #: Cases in scope.
        self.base: int = core.base
        #: Actions on them, in the window.
        self.actions: int = core.actions
        self.amount: Decimal | None = decimal_of(core.amount)

    @cached_property
    def rows(self) -> tuple[ReportRow, ...]:
        return tuple(_row(told) for told in self._core.rows())

    def place_of(self, path: "Path") -> int:
        """The number of the row of a path: of labels, names or aliases; as text they are parted by ` / `."""
        if not isinstance(path, str) and not (
            isinstance(path, Sequence) and path and all(isinstance(part, str) for part in path)
        ):
            raise TypeError(f"a row's path is text such as 'A / B' or a list of labels, not {path!r}")
        for parts in [list(path)] if not isinstance(path, str) else [[path], parts_of(path)]:
            place = self._core.row_of(parts)
            if place is None:
                place = next((i for i, row in enumerate(self.rows) if list(row.path) == parts), None)
            if place is not None:
                return place
        raise LookupError(self._no_row(path))

    def row(self, path: "Path") -> ReportRow:
        """The row of a path, such as `"COMPROMISO DE PAGO / RETIRO DE CHEQUE"`, or `["(other)"]`. LookupError when
        there is none."""
        return self.rows[self.place_of(path)]

    def within(self, path: "Path | None" = None) -> tuple[ReportRow, ...]:
        """The rows right within a row; those of depth 0 without one."""
        above = self.row(path).path if path is not None else ()
        return tuple(
            row for row in self.rows if len(row.path) == len(above) + 1 and row.path[:-1] == above
        )

    @cached_property
    def table(self) -> Columns:
        """The rows: path, depth, kind, rank, contact, actions, cases, ratio, percent, actions_on_cases,
        ratio_on_cases, contacted and, where amounts were summed, amount and amount_percent."""
        return Columns(self._core.table())

    def to_dict(self) -> dict[str, Any]:
        """The base, the actions and every row; amounts where they were summed."""
        amounts = {} if self.amount is None else {"amount": str(self.amount)}
        rows = [row.to_dict() for row in self.rows]
        return {"base": self.base, "actions": self.actions, "rows": rows, **amounts}

    def to_json(self) -> str:
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False)

    def to_csv(self) -> str:
        from .action_text import report_csv

        return report_csv([self])

    def to_html(self) -> str:
        """A page that stands alone."""
        from .action_html import report_page

        return report_page([self])

    def text(self) -> str:
        """The rows in columns, those within a row indented."""
        from .action_text import report_text

        return report_text(self)

    def plot_pie(self, path: str | os.PathLike[str] | None = None) -> "Figure":
        """Contactability: the cases by best action, contacts in blues and greens, attempts in reds, the rest grey;
        an action some of whose responses are contacts and others not has a slice of each; of a branch the answers
        within it. Written to `path` (.png or .svg) where one is given. Needs matplotlib."""
        from .action_figures import pie_figure, saved

        return saved(pie_figure(self), path)

    def plot_tree(self, path: str | os.PathLike[str] | None = None) -> "Figure":
        """A bar for each row, as long as its cases are many; likewise."""
        from .action_figures import saved, tree_figure

        return saved(tree_figure(self), path)

    def plot(self, path: str | os.PathLike[str] | None = None) -> "Figure":
        """Both beside each other; likewise."""
        from .action_figures import report_figure, saved

        return saved(report_figure(self), path)

    def _no_row(self, path: "Path") -> str:
        from difflib import get_close_matches

        asked = path if isinstance(path, str) else BETWEEN.join(path)
        # A label without those above it is what people forget most.
        paths = {row.label.casefold(): BETWEEN.join(row.path) for row in reversed(self.rows)}
        paths |= {BETWEEN.join(row.path).casefold(): BETWEEN.join(row.path) for row in self.rows}
        near = get_close_matches(asked.casefold(), paths, n=1)
        if near:
            return f"the report has no row {asked!r}; is {paths[near[0]]!r} meant?"
        there = ", ".join(repr(row.label) for row in self.rows if row.depth == 0)
        return f"the report has no row {asked!r}; there are: {there}"

    def __repr__(self) -> str:
        return f"<ActionReport: {counted(self.base, 'case')}, {counted(self.actions, 'action')}>"

    def _repr_html_(self) -> str:
        from .action_html import report_html

        return report_html(self)


def parts_of(path: str) -> list[str]:
    """`COMPROMISO DE PAGO / RETIRO DE CHEQUE` as its labels; a stroke without blanks is part of a label."""
    return [part.strip() for part in path.split(BETWEEN)]


def _row(told: tuple[Any, ...]) -> ReportRow:
    row = ReportRow(*told)
    return row._replace(
        ratio=Decimal(row.ratio),
        percent=Decimal(row.percent),
        ratio_on_cases=Decimal(row.ratio_on_cases),
        amount=decimal_of(row.amount),
        amount_percent=decimal_of(row.amount_percent),
        rank=row.rank or None,
    )
