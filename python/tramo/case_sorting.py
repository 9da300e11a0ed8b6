# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# A list of cases shows what it is sorted by, whether the table of cases has it or the feed of actions.
"""Sorted cases."""

from collections.abc import Set
from difflib import get_close_matches
from typing import Any

from . import _core
from .columns import Columns, library
from .errors import QuestionError


def sorted_by(cases: _core.Table, column: str, descending: bool) -> Columns:
    """The cases by one of their columns, unknown ones last, equal ones by their key, the first column."""
    data = library("pyarrow").table(Columns(cases))
    if column not in data.column_names:
        near = get_close_matches(column, data.column_names, n=1)
        there = f"is {near[0]!r} meant?" if near else f"there are: {', '.join(data.column_names[1:])}"
        raise QuestionError(f"cases have no column {column!r} to be sorted by; {there}")
    keys = library("pyarrow").table({"key": data.column(0), "by": _plain(data.column(column))})
    order = [("by", "descending" if descending else "ascending"), ("key", "ascending")]
    places = library("pyarrow.compute").sort_indices(keys, sort_keys=order)
    return _as_columns(data.take(places))


def with_column_of(cases: _core.Table, known: _core.Table, name: str, apart: Set[int]) -> Columns:
    """The cases with a column of the table of cases, some of whose rows were set apart, behind their key; as they
    are without pyarrow."""
    try:
        data, whole = (library("pyarrow").table(Columns(one)) for one in (cases, known))
    except ImportError:
        return Columns(cases)
    key = data.column_names[0]
    if name in data.column_names or not {key, name} <= set(whole.column_names):
        return Columns(cases)
    places: dict[str, int] = {}
    for place, value in enumerate(_plain(whole.column(key)).to_pylist()):
        if place not in apart:
            places.setdefault(str(value), place)
    rows = library("pyarrow").array([places.get(str(value)) for value in data.column(0).to_pylist()], "int64")
    return _as_columns(data.add_column(1, name, _plain(whole.column(name)).take(rows)))


def _plain(column: Any) -> Any:
    """Dictionaries spelled out."""
    types = library("pyarrow.types")
    return column.cast(column.type.value_type) if types.is_dictionary(column.type) else column


def _as_columns(data: Any) -> Columns:
    table, _, _ = _core.table_from_stream(data.__arrow_c_stream__(), None)
    assert table is not None
    return Columns(table)
