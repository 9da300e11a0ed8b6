# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# JSON knows no decimals, days or moments: they are text, and the types stand beside.
"""Snapshots of alerts as JSON, and back, without loss."""

import json
import re
from typing import TYPE_CHECKING, Any

from .alert_state import FORMAT, AlertState, _one_table, _standing_types, _without_dictionaries
from .columns import library

if TYPE_CHECKING:
    import pyarrow


def state_to_json(state: AlertState) -> str:
    """An object: what it speaks of, the standings, and the events kept with the types of their columns."""
    standings, events = state._parts()
    plain = _without_dictionaries(events)
    return json.dumps(
        {
            "format": FORMAT,
            "policy_hash": state.policy_hash,
            "alerts": [one._asdict() for one in state.alerts],
            "horizon": state.horizon,
            "migrations": state.migrations,
            "standings": [_standing(row) for row in standings.to_pylist()],
            "events": {
                "columns": [{"name": field.name, "type": str(field.type)} for field in plain.schema],
                "rows": [list(row) for row in zip(*map(_cells, plain.columns), strict=True)],
            },
        },
        ensure_ascii=False,
    )


def state_from_json(text: str | bytes) -> AlertState:
    """Reads what `state_to_json` wrote. ValueError when it is something else."""
    pa = library("pyarrow")
    try:
        found = json.loads(text)
        types = _standing_types()
        rows = found["standings"]
        standings = pa.table(
            {name: _array([row[name] for row in rows], type) for name, type in types.items()},
            schema=pa.schema(types.items()),
        )
        columns = [(one["name"], _type_named(one["type"])) for one in found["events"]["columns"]]
        cells = list(zip(*found["events"]["rows"], strict=True)) or [()] * len(columns)
        events = pa.table(
            [_array(list(column), type) for column, (_, type) in zip(cells, columns, strict=True)],
            schema=pa.schema(columns),
        )
        about = {
            "tramo.format": found["format"],
            "tramo.policy_hash": found["policy_hash"],
            "tramo.alerts": json.dumps(
                [(one["alert"], one["version"], one["hash"]) for one in found["alerts"]]
            ),
            "tramo.horizon": found["horizon"],
        }
        return AlertState(_one_table(standings, events, about), found.get("migrations"))
    except (AttributeError, KeyError, TypeError, ValueError, pa.ArrowException) as error:
        raise ValueError(f"no snapshot of alerts: {error}") from None


def _standing(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "since": row["since"] and row["since"].isoformat(),
        "applied_until": row["applied_until"].isoformat(),
        "deadlines": [moment and moment.isoformat() for moment in row["deadlines"] or []],
    }


def _is_written_as_text(type: "pyarrow.DataType") -> bool:
    types = library("pyarrow").types
    return bool(types.is_decimal(type) or types.is_temporal(type))


def _cells(column: "pyarrow.ChunkedArray") -> list[Any]:
    """JSON's own values; floats as Python writes them, which is without loss."""
    if _is_written_as_text(column.type):
        column = column.cast(library("pyarrow").string())
    cells: list[Any] = column.to_pylist()
    return cells


def _array(cells: list[Any], type: "pyarrow.DataType") -> "pyarrow.Array":
    pa = library("pyarrow")
    if pa.types.is_large_list(type):
        items = pa.array([cell for cells_of_row in cells for cell in cells_of_row], pa.string())
        ends = [0]
        for row in cells:
            ends.append(ends[-1] + len(row))
        return pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), items.cast(type.value_type)).cast(
            type
        )
    if _is_written_as_text(type):
        return pa.array(cells, pa.string()).cast(type)
    return pa.array(cells, type)


def _type_named(text: str) -> "pyarrow.DataType":
    """A type from what Arrow calls it."""
    pa = library("pyarrow")
    if match := re.fullmatch(r"decimal128\((\d+), (-?\d+)\)", text):
        return pa.decimal128(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"timestamp\[(s|ms|us|ns)(?:, tz=(.+))?\]", text):
        return pa.timestamp(match[1], match[2])
    plain = [
        pa.null(), pa.bool_(), pa.int8(), pa.int16(), pa.int32(), pa.int64(),
        pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(), pa.float32(), pa.float64(),
        pa.date32(), pa.date64(), pa.string(), pa.large_string(), pa.string_view(),
    ]  # fmt: skip
    for type in plain:
        if str(type) == text:
            return type
    raise ValueError(f"no column of events is of the type {text!r}")
