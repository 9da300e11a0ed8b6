# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# One account at a time costs what its conditions cost, not what a table costs.
"""The queue of single accounts, for services that ask as calls come in."""

from typing import Any

from . import _core
from .errors import DataError, QuestionError, raise_errors


class Matcher:
    """Made by `Policy.matcher`: one strategy for one day and one set of parameters, ready for single accounts.

    Answers are those of `Policy.evaluate`. Not to be shared by threads: each makes its own."""

    def __init__(self, prepared: _core.PreparedPolicy, strategy: int) -> None:
        self._core = _core.matcher_of(prepared, strategy)
        self.strategy = prepared.strategies()[strategy][0]

    @property
    def is_laid_out(self) -> bool:
        """Whether accounts are looked up in an index. Else (a condition computes, or looks at free text) each is
        evaluated like a table of one row: the same answer, in tens of microseconds."""
        return self._core.is_laid_out

    def queue(self, record: "dict[str, Any] | str | bytes") -> str | None:
        """The account's queue; None where its data are wrong (`Policy.evaluate` then tells why).

        record: a dict of values, or one JSON object as text. Keys that name no field are passed over, fields without a
        key are unknown. DataError where the text is no JSON object."""
        if isinstance(record, dict):
            return self._core.queue_of_dict(record)
        if not isinstance(record, str | bytes):
            raise TypeError(f"queue takes a dict or JSON text, not {type(record).__name__}")
        found, findings, drawing = self._core.queue_of_json(record)
        raise_errors(DataError, findings, drawing)
        return found

    def __repr__(self) -> str:
        return f"<tramo.Matcher of strategy {self.strategy}>"


def make_matcher(core: _core.Policy, prepared: _core.PreparedPolicy, strategy: str | None) -> Matcher:
    """QuestionError where there is no such strategy on that day, or accounts have children."""
    if core.collections():
        raise QuestionError("accounts of this policy have children: ask `evaluate`, which takes them too")
    names = [one[0] for one in prepared.strategies()]
    if strategy is None and len(names) == 1:
        return Matcher(prepared, 0)
    if strategy not in names:
        asked = "which strategy? " if strategy is None else f"the policy has no strategy `{strategy}` on that day; "
        raise QuestionError(f"{asked}it has: {', '.join(names) or 'none'}")
    return Matcher(prepared, names.index(strategy))
