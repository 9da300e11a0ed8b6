# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a host keeps overnight: where everybody stands, and the events that must be seen again.
"""Snapshots of alerts as one Arrow table, in Parquet, Arrow or JSON."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .columns import library
from .words import counted

if TYPE_CHECKING:
    import pyarrow

FORMAT = "tramo alerts 1"
STANDING, EVENT = "standing", "event"
PREFIX = "event."
Migrations = Mapping[str, Mapping[str, str | None]]


class AlertVersion(NamedTuple):
    """Which version of an alert a snapshot speaks of."""

    alert: str
    version: str
    hash: str


class AlertState:
    """Made by `Alerts.snapshot`, `load` and `from_json`; goes into `Policy.alerts(state=…)`.

    `table` holds a row for each standing (`part` = standing) and a row for each event that a later replay
    must see again (`part` = event; its columns are called `event.…`); its schema's metadata says the rest."""

    def __init__(self, table: "pyarrow.Table", migrations: Migrations | None = None) -> None:
        import json

        about = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        if about.get("tramo.format") != FORMAT:
            found = about.get("tramo.format", "no word of it")
            raise ValueError(f"no snapshot of alerts: its metadata say {found!r}, {FORMAT!r} is due")
        self.policy_hash = about["tramo.policy_hash"]
        self.alerts = tuple(AlertVersion(*one) for one in json.loads(about["tramo.alerts"]))
        self.horizon = about["tramo.horizon"]
        given = migrations if migrations is not None else json.loads(about.get("tramo.migrations", "{}"))
        self.migrations: dict[str, dict[str, str | None]] = {
            alert: dict(states) for alert, states in given.items()
        }
        about["tramo.migrations"] = json.dumps(self.migrations)
        self.table = table.replace_schema_metadata(about)

    @classmethod
    def _made_from(cls, parts: tuple[Any, ...]) -> "AlertState":
        import json

        pa = library("pyarrow")
        policy_hash, alerts, horizon, standings, kept = parts
        about = {
            "tramo.format": FORMAT,
            "tramo.policy_hash": policy_hash,
            "tramo.alerts": json.dumps(alerts),
            "tramo.horizon": horizon,
        }
        return cls(_one_table(pa.table(_Stream(standings)), pa.table(_Stream(kept)), about))

    @property
    def standings(self) -> int:
        return self.table.num_rows - self.kept_events

    @property
    def kept_events(self) -> int:
        """How many events it still needs: those that counts, windows and reversals look back at."""
        import pyarrow.compute as compute

        count: int | None = compute.sum(compute.equal(self.table.column("part"), EVENT)).as_py()
        return count or 0

    def migrated(self, states: Migrations) -> "AlertState":
        """The same for alerts whose text has changed since: for each of them which state is which now, None
        for none; states that are not named keep their names. Deadlines have no such names: where one of a
        changed alert is pending, the whole feed must be replayed."""
        return AlertState(self.table, {**self.migrations, **states})

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes it by the file's ending: .parquet, .arrow or .json."""
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix == ".json":
            path.write_text(self.to_json() + "\n", encoding="utf-8", newline="\n")
        elif suffix in (".parquet", ".pq"):
            library("pyarrow.parquet").write_table(self.table, path)
        elif suffix in (".arrow", ".feather", ".ipc"):
            pa = library("pyarrow")
            with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, self.table.schema) as writer:
                writer.write_table(self.table)
        else:
            raise ValueError(f"{path}: a snapshot is kept as .parquet, .arrow or .json")

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "AlertState":
        """Reads what `save` wrote. ValueError when it is no snapshot; OSError when there is no file."""
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix == ".json":
            return cls.from_json(path.read_text(encoding="utf-8"))
        if suffix not in (".parquet", ".pq", ".arrow", ".feather", ".ipc"):
            raise ValueError(f"{path}: a snapshot is kept as .parquet, .arrow or .json")
        pa = library("pyarrow")
        path.stat()  # a file that is missing is told by its name
        try:
            if suffix in (".parquet", ".pq"):
                return cls(library("pyarrow.parquet").read_table(path))
            with pa.OSFile(str(path)) as file:  # no map: the next snapshot may take its place
                return cls(pa.ipc.open_file(file).read_all())
        except pa.ArrowException as error:
            raise ValueError(f"{path} cannot be read as a snapshot of alerts: {error}") from None

    def to_json(self) -> str:
        from .alert_state_json import state_to_json

        return state_to_json(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> "AlertState":
        """Reads what `to_json` made."""
        from .alert_state_json import state_from_json

        return state_from_json(text)

    def _parts(self) -> "tuple[pyarrow.Table, pyarrow.Table]":
        """Standings and events, with the columns that each has alone."""
        import pyarrow.compute as compute

        is_event = compute.equal(self.table.column("part"), EVENT)
        names = self.table.column_names
        standings = self.table.filter(compute.invert(is_event))
        events = self.table.filter(is_event).select([name for name in names if name.startswith(PREFIX)])
        events = events.rename_columns([name.removeprefix(PREFIX) for name in events.column_names])
        return standings.select([name for name in names if name in _standing_types()]), events

    def _to_core(self) -> tuple[_core.Snapshot, _core.Table, list[tuple[str, list[tuple[str, str]]]]]:
        """The snapshot, the events that it kept, and what its states are called now."""
        pa = library("pyarrow")
        standings, events = self._parts()
        try:
            standings = standings.select(list(_standing_types())).cast(pa.schema(_standing_types().items()))
        except (pa.ArrowException, KeyError) as error:
            raise ValueError(f"no snapshot of alerts: {error}") from None
        snapshot = _core.snapshot_from(
            self.policy_hash,
            list(self.alerts),
            self.horizon,
            _table(standings),
            events.num_rows,
        )
        migrations = [
            (alert, [(old, new or "") for old, new in states.items()])
            for alert, states in self.migrations.items()
        ]
        return snapshot, _table(events), migrations

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AlertState):
            return NotImplemented
        return bool(self.table.equals(other.table, check_metadata=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        parts = f"{counted(self.standings, 'standing')}, {counted(self.kept_events, 'event')} kept"
        return f"<AlertState: {parts}, until {self.horizon}>"


class _Stream:
    """A table of the core as pyarrow reads it."""

    def __init__(self, core: _core.Table) -> None:
        self._core = core

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._core.export_stream(requested_schema)


def _table(data: "pyarrow.Table") -> _core.Table:
    from .frame import feed_to_core

    return feed_to_core(data)


def _standing_types() -> "dict[str, pyarrow.DataType]":
    pa = library("pyarrow")
    text, moment = pa.large_string(), pa.timestamp("us")
    return {
        "account": text,
        "child": text,
        "alert": text,
        "state": text,
        "clear_pending": pa.bool_(),
        "since": moment,
        "times": pa.uint32(),
        "deadlines": pa.large_list(pa.field("element", moment)),
        "applied_until": moment,
    }


def _without_dictionaries(table: "pyarrow.Table") -> "pyarrow.Table":
    """Spelled out: Arrow brings no dictionaries together that have a null among their values."""
    pa = library("pyarrow")
    fields = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def _one_table(standings: "pyarrow.Table", events: "pyarrow.Table", about: dict[str, str]) -> "pyarrow.Table":
    """Standings above, events below, in columns of their own."""
    pa = library("pyarrow")
    events = _without_dictionaries(events)
    first, second = standings.num_rows, events.num_rows
    columns: dict[str, Any] = {"part": pa.array([STANDING] * first + [EVENT] * second, pa.string())}
    for name, type in _standing_types().items():
        column = standings.column(name).cast(type)
        columns[name] = pa.chunked_array([*column.chunks, pa.nulls(second, type)], type)
    for name in events.column_names:
        column = events.column(name)
        columns[PREFIX + name] = pa.chunked_array([pa.nulls(first, column.type), *column.chunks], column.type)
    return pa.table(columns).combine_chunks().replace_schema_metadata(about)
