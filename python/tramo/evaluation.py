# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Portfolios larger than memory come table by table.
"""An evaluation that goes on while tables come in."""

from collections.abc import Mapping
from typing import Any

from . import _core
from .children import Children
from .errors import DataError, Diagnostic, QuestionError, raise_errors
from .feeds import Feeds
from .frame import to_core
from .result import Result


class Evaluation:
    """Made by `Policy.start`: `add` tables with the same columns, then `finish`.

    Totals are kept; rows are kept only where asked, until they are taken."""

    def __init__(
        self,
        policy: _core.Policy,
        prepared: _core.PreparedPolicy,
        amount: str,
        threads: int,
        block_rows: int,
        key: str,
        children: Mapping[str, Any],
        feeds: Feeds,
    ) -> None:
        core, findings, drawing = _core.begin(prepared, threads, block_rows, amount, key)
        raise_errors(QuestionError, findings, drawing)
        assert core is not None
        self._core = core
        self._policy = policy
        self._key = key
        self._children = children_of(policy, key, children)
        self._feeds = feeds
        self.warnings: list[Diagnostic] = []

    @property
    def rows(self) -> int:
        """How many rows were read so far."""
        return self._core.rows

    def add(self, table: Any, *, keep: bool = False) -> None:
        """Evaluates a further table. With `keep` each row's verdict is kept for `take` or `finish`.

        DataError when it lacks a column that the policy needs, or has one that cannot be read."""
        for child in self._children:
            table = child.attach(table)
        accounts = self._feeds.attach(to_core(table, self._policy, self._key))
        _, findings, drawing = self._core.add(accounts, keep)
        self.warnings += raise_errors(DataError, findings, drawing)

    def set_apart(self, key: str, line: str) -> None:
        """Counts a line of a file that has more or fewer cells than the file has columns, as a row set apart."""
        self._core.set_apart(key, line)

    def take(self) -> Result:
        """The rows kept since the last call: verdicts and errors of each, but no totals."""
        return Result(self._core.take())

    def finish(self) -> Result:
        """The totals, and the rows that were kept and not taken."""
        orphans = {child.collection: child.orphans() for child in self._children}
        return Result(self._core.finish(), self.warnings, orphans, self._feeds.alerts, self._feeds.best)


def children_of(policy: _core.Policy, key: str, children: Mapping[str, Any]) -> list[Children]:
    """Children by their collection's name. QuestionError where there is none of that name, or no key."""
    declared = [name for name, _, _ in policy.collections()]
    joined_by = key or policy.key or ""
    for name in children:
        if name not in declared:
            there = ", ".join(declared) or "none"
            raise QuestionError(f"the policy has no collection `{name}`; it has: {there}")
        if not joined_by:
            raise QuestionError(
                f"by which column are the children `{name}` joined? The policy has no key: give key="
            )
    return [Children(name, data, joined_by) for name, data in children.items()]
