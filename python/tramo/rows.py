# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Which row of a table is meant.
"""Rows by their key or number."""

from typing import Any

from . import _core


def find_row(table: _core.Table, row: Any, index: int | None, column: str | None) -> int:
    """The number of the row that is called `row` in a column, or of row `index`; a table of one row needs
    neither. LookupError when there is none, TypeError when it is not said which."""
    if row is not None and index is not None:
        raise TypeError("explain takes one of row= and index=")
    if row is None:
        if index is None and table.rows != 1:
            raise TypeError(f"which of the {table.rows} rows? Give row= (a key) or index= (a number from 0)")
        place = index or 0
        if not 0 <= place < table.rows:
            raise LookupError(f"no row number {place}: the table has {table.rows}, counted from 0")
        return place
    if column is None:
        raise TypeError("the policy has no key, so rows have no names: give key= or index=")
    text = _core.cell_text(row)
    found = table.find(column, text or "")
    if found is None:
        raise LookupError(f"the table has no column {column!r} to find the row by")
    if found[1] == 0:
        raise LookupError(f"no row whose {column} is {text!r}")
    return found[0]
