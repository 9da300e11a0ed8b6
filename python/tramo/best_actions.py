# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What came out of a feed of actions, in Python's own types.
"""Each case's best action, and the reports that add up."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .action_report import ActionReport
from .columns import Columns
from .case_sorting import sorted_by, with_column_of
from .errors import Diagnostic, raise_either
from .question import name_text
from .result import DataErrors, Orphans, Reading, RowsApart
from .words import counted

MOST_NAMED = 20  # groups, where one is asked for that is not there
COMPUTED = ("best", "last", "attempts", "contacts")  # what columns of a table of cases begin with, before a point

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .best_asking import Path


class Ledger(NamedTuple):
    """Where the rows of the feed are: `rows` is the sum of the others, each row in one."""

    rows: int
    counted: int  # in a report: the sum of the actions of all reports
    outside_window: int
    too_late: int  # after the day asked for
    without_case: int  # of no case, or of none that is known; told in `errors`
    out_of_scope: int  # of a case, or by an agent, that was not asked for
    case_set_apart: int  # of a case that was set apart for a data error of its own, told in `case_errors`
    set_apart: int  # rows that could not be read, however many faults they have; told in `errors`


class BestActions(Reading):
    """The answer of `Policy.best_actions`. Every row of the feed is in the `ledger`. Rows that could not be read
    (`set_apart`) and those of no case that is known (`without_case`) are together `data_errors`, told in `errors`;
    codes that no palette knows are in `others`."""

    def __init__(
        self,
        core: "_core.BestActions",
        policy: _core.Policy,
        as_of: str = "",
        by: str | None = None,
        warnings: Sequence[Diagnostic] = (),
    ) -> None:
        self._core, self._policy = core, policy
        self.as_of = as_of or None
        #: The field that makes several reports.
        self.by = by
        self.warnings = list(warnings)
        self.orphans: dict[str, Orphans] = {}
        self.ledger = Ledger(**core.ledger())
        self.rows, self.counted, self.outside_window, self.too_late = self.ledger[:4]
        self.without_case, self.out_of_scope, self.case_set_apart, self.set_apart = self.ledger[4:]
        #: What it was asked with, and the table of cases.
        self._parameters: dict[str, str] = {}
        self._known: _core.Table | None = None

    # What was read.

    @property
    def _apart(self) -> _core.RowsApart:
        return self._core.actions_apart

    @property
    def case_errors(self) -> DataErrors:
        """Why rows of the table of cases were set apart: they are in no report."""
        return DataErrors(self._core.cases_apart)

    @property
    def cases_apart(self) -> RowsApart:
        """The same with its counts and summary."""
        return RowsApart(self._core.cases_apart)

    @cached_property
    def others(self) -> dict[str, int]:
        """Codes that no palette knows and how many rows bear them, the most frequent first; at most 1,000."""
        return dict(self._core.others())

    @property
    def others_not_listed(self) -> int:
        """How many rows bear codes that are not in `others`."""
        return self._core.others_not_listed

    # What came out.

    @cached_property
    def cases(self) -> Columns:
        """A row for each case in scope: key, `best.code`, `best.label` and what else is known of its best action,
        of its `last`, and its `attempts` and `contacts`."""
        return Columns(self._core.cases())

    @cached_property
    def groups(self) -> list[str]:
        """The names of the reports: the values of `by`, in the order met; one empty name without."""
        return self._core.groups()

    @property
    def activity(self) -> dict[str, int]:
        """How many cases there are, were attempted and reached; attempts, contacts, those with the right party,
        and promises: of the window."""
        return self._core.activity()

    def report(self, group: str | None = None, branch: "Path | None" = None) -> ActionReport:
        """The report of a group, or of the cases of one row of it.

        LookupError when there is no such group or row."""
        place = self._group(group)
        whole = ActionReport(self._core.report(place), name=self.groups[place], by=self.by)
        if branch is None:
            return whole
        row = whole.place_of(branch)
        return ActionReport(
            self._core.narrowed(place, row), name=whole.name, by=self.by, branch=whole.rows[row].path
        )

    def reports(self) -> dict[str, ActionReport]:
        """The report of each group."""
        return {name: self.report(name) for name in self.groups}

    def cases_of(
        self, path: "Path", group: str | None = None, sort: str | None = None, descending: bool = True
    ) -> Columns:
        """The cases of a row of the report, and of the rows within it; the columns are those of `cases`.

        sort: what they are sorted by, largest first: a number or day of the table of cases, which then is a column
        of the result too, or a column of `cases` such as `best.day` or `attempts.total` (needs pyarrow). Unknown
        ones come last, and equal ones by their key. LookupError when there is no such row, QuestionError no such
        field."""
        place, by = self._group(group), name_text(sort, "sort")
        row = ActionReport(self._core.report(place)).place_of(path)
        is_computed = by.partition(".")[0] in COMPUTED
        found, findings, drawing = self._core.cases_of(place, row, "" if is_computed else by, descending)
        raise_either(findings, drawing, {"T5007"})
        assert found is not None
        if is_computed:
            return sorted_by(found, by, descending)
        if not by or self._known is None:
            return Columns(found)
        return with_column_of(found, self._known, by, {one.row for one in self.case_errors})

    def plot(
        self,
        path: str | os.PathLike[str] | None = None,
        group: str | None = None,
        branch: "Path | None" = None,
    ) -> "Figure":
        """The pie and the tree of a report, written to `path` (.png or .svg) where one is given. Needs
        matplotlib."""
        return self.report(group, branch).plot(path)

    def _group(self, name: str | None) -> int:
        if name is None and len(self.groups) == 1:
            return 0
        if name is not None and not isinstance(name, str):
            raise TypeError(f"group is text, a value of the field {self.by or 'asked for with by='}, not {name!r}")
        place = self._places.get(name) if name is not None else None
        if place is not None:
            return place
        shown = ", ".join(map(repr, self.groups[:MOST_NAMED])) or "none"
        there = f"{shown}, …" if len(self.groups) > MOST_NAMED else shown
        if name is None:
            raise LookupError(f"which of the reports by {self.by}? group= is one of {there}")
        near = get_close_matches(name, self.groups, n=1)
        raise LookupError(f"no report {name!r}; " + (f"is {near[0]!r} meant?" if near else f"there are {there}"))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.groups)}

    def __repr__(self) -> str:
        cases = counted(self.activity["cases"], "case")
        return f"<BestActions: {counted(self.rows, 'action')} on {cases}, {counted(self.data_errors, 'data error')}>"

    def _repr_html_(self) -> str:
        from .action_html import best_actions_html

        return best_actions_html(self)
