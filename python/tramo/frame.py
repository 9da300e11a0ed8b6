# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What counts as a table: whatever speaks Arrow's capsule protocol, dictionaries, JSON text.
"""Tables in, for the core."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from . import _core
from .columns import library
from .errors import DataError, Error, raise_errors


class JsonRecords:
    """Accounts as JSON text: an object, an array of objects, or objects one a line; amounts stay exact."""

    __slots__ = ("text",)

    def __init__(self, text: bytes) -> None:
        self.text = text


def is_arrow(data: Any) -> bool:
    """Whether an object hands out its columns through Arrow's capsule protocol."""
    return hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")


def records_of(data: Any) -> list[Any] | None:
    """The rows of a dictionary or a list of dictionaries; None for other things.

    What is no mapping stays as it is: the engine sets such a row apart."""
    if isinstance(data, Mapping):
        data = [data]
    if isinstance(data, (str, bytes)) or not hasattr(data, "__iter__"):
        return None
    return [dict(row) if isinstance(row, Mapping) and not isinstance(row, dict) else row for row in data]


def rows_of(data: Any) -> list[Any] | None:
    """The rows of a small table, of Arrow or of dictionaries; None for other things."""
    if not is_arrow(data):
        return records_of(data)
    rows: list[Any] = library("pyarrow").table(data).to_pylist()
    return rows


def check_columns(
    what: str, rows: Sequence[Mapping[Any, Any]], known: Sequence[str], needed: Sequence[str], error: type[Error]
) -> None:
    """Of a small table: a column that is called almost like one that is read would else be passed over."""
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    for due in known:
        if due in names:
            continue
        near = get_close_matches(due, [name for name in names if name not in known], n=1, cutoff=0.75)
        if near:
            raise error(f"{what}: there is no column `{due}`; is the column `{near[0]}` meant? Rename it")
        if due in needed and rows:
            there = ", ".join(f"`{name}`" for name in names) or "none"
            raise error(f"{what}: there is no column `{due}`; its columns are {there}")


def _columns_without_rows(data: Any, policy: _core.Policy | None) -> Any:
    """A stream without rows has no batches, and with them its columns would be lost; None where unknown."""
    try:
        import pyarrow
    except ImportError:
        return None
    try:
        schema = data.schema if isinstance(data, pyarrow.RecordBatchReader) else pyarrow.table(data).schema
    except (pyarrow.ArrowException, RuntimeError, TypeError, ValueError):  # it could be read only once
        return None
    batch = pyarrow.RecordBatch.from_arrays([pyarrow.nulls(0, type) for type in schema.types], schema=schema)
    return _core.table_from_array(*batch.__arrow_c_array__(), policy)


def _from_arrow(data: Any, policy: _core.Policy | None) -> Any:
    if not hasattr(data, "__arrow_c_stream__"):
        return _core.table_from_array(*data.__arrow_c_array__(), policy)
    answer = _core.table_from_stream(data.__arrow_c_stream__(), policy)
    if answer[0] is not None and answer[0].rows == 0:
        answer = _columns_without_rows(data, policy) or answer
    return answer


def _sound(answer: Any) -> _core.Table:
    table, findings, drawing = answer
    raise_errors(DataError, findings, drawing)
    assert table is not None
    return table


def to_core(data: Any, policy: _core.Policy, key: str = "") -> _core.Table:
    """Hands a table to the core. DataError when it cannot be read; TypeError when it is no table at all."""
    if isinstance(data, _core.Table):
        return data
    if isinstance(data, JsonRecords):
        answer = _core.table_from_json(data.text, policy, key)
    elif is_arrow(data):
        answer = _from_arrow(data, policy)
    else:
        records = records_of(data)
        if records is None:
            raise TypeError(
                f"no table: {type(data).__name__}. Give an object with __arrow_c_stream__ or "
                "__arrow_c_array__ (pyarrow, polars, pandas 2.2 or later, duckdb), a list of dicts, or a dict"
            )
        answer = _core.table_from_records(records, policy, key)
    return _sound(answer)


def feed_to_core(data: Any, what: str = "events") -> _core.Table:
    """Hands events, or actions, to the core: any columns, for the policy says which it reads.

    Dictionaries become columns of text, without loss. DataError when it cannot be read; TypeError when it is
    no table at all."""
    if isinstance(data, _core.Table):
        return data
    if is_arrow(data):
        answer = _from_arrow(data, None)
    else:
        records = records_of(data)
        if records is None:
            raise TypeError(
                f"no {what}: {type(data).__name__}. Give an object with __arrow_c_stream__ or "
                "__arrow_c_array__ (pyarrow, polars, pandas 2.2 or later, duckdb), or a list of dicts"
            )
        # Of events, what is no value is set apart by whatever reads it.
        answer = _core.table_from_rows(records, what if what == "actions" else "")
    return _sound(answer)
