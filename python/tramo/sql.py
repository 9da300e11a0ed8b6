# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Segments as SQL, for tables that stay where they are.
"""What a policy says of its segments to DuckDB and PostgreSQL."""

from typing import TYPE_CHECKING, Any

from . import _core
from .errors import QuestionError, raise_errors
from .question import Day, Parameters

if TYPE_CHECKING:
    Finding = tuple[str | None, list[tuple[Any, ...]], str]


class SqlQuestions:
    """The part of `Policy` that writes SQL."""

    def _prepare(self, as_of: Day, parameters: Parameters) -> _core.PreparedPolicy:
        raise NotImplementedError

    def to_sql(
        self,
        segment: str,
        dialect: str = "duckdb",
        *,
        table: str = "accounts",
        as_of: Day = None,
        parameters: Parameters = None,
        select: str = "*",
    ) -> str:
        """A query for exactly the rows that the segment holds for, null logic included.

        dialect: `duckdb` or `postgresql`.
        table: the name of the table, `schema.table` too; its columns are named and typed as the policy's fields:
        the comment above the query lists them.
        select: what stands behind SELECT, written as given.

        QuestionError for a name that is no segment, and for what SQL cannot say exactly: nothing is approximated."""
        if not isinstance(dialect, str):
            raise TypeError(f"dialect takes duckdb or postgresql, not {dialect!r}")
        ready = self._prepare(as_of, parameters)
        return _text(_core.to_sql(ready, segment, dialect, table, select))

    def to_sql_condition(
        self, segment: str, dialect: str = "duckdb", *, as_of: Day = None, parameters: Parameters = None
    ) -> str:
        """The condition alone: TRUE, FALSE or NULL where the engine says true, false or unknown, of every row that
        it does not set apart."""
        return _text(_core.to_sql_condition(self._prepare(as_of, parameters), segment, dialect))


def _text(answer: "Finding") -> str:
    text, findings, drawing = answer
    raise_errors(QuestionError, findings, drawing)
    assert text is not None
    return text
