# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What counts as a table: whatever speaks Arrow's capsule protocol, dictionaries, JSON text.
"""Tables in, for the core."""

from collections.abc import Mapping
from typing import Any

from . import _core
from .errors import DataError, raise_errors


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
        answer = _core.table_from_rows(records)
    return _sound(answer)
