# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Data files in, batch by batch; columns of CSV files stay text, for the engine to read exactly.
"""CSV, Parquet, Arrow and JSON files as tables."""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import tramo
from tramo.frame import JsonRecords, to_core

from . import csv_files
from .failures import UnreadableFile, WrongUse

CSV = {".csv", ".tsv", ".txt"}
PARQUET = {".parquet", ".pq"}
ARROW = {".arrow", ".feather", ".ipc"}
JSON = {".json"}
JSON_LINES = {".jsonl", ".ndjson"}

LINES_AT_ONCE = 1 << 24  # bytes
QUIET_SECONDS = 0.7


def read(
    path: Path,
    policy: tramo.Policy,
    key: str | None,
    encoding: str,
    with_children: bool,
    on_bad_line: csv_files.BadLine | None = None,
) -> Iterator[Any]:
    """The tables of a file, as they come; with a progress bar on a terminal when it takes long."""
    tables = _tables(
        path, wanted_columns(policy, key), encoding, as_records=with_children, on_bad_line=on_bad_line
    )
    yield from _watched(tables, path.name)


def read_events(path: Path, encoding: str, on_bad_line: csv_files.BadLine | None = None) -> Any:
    """A feed of events as one table, all columns: a table of pyarrow, or a list of dicts."""
    tables = _tables(path, None, encoding, as_records=True, on_bad_line=on_bad_line)
    return as_one(_watched(tables, path.name), path)


def read_actions(path: Path | None, encoding: str) -> tuple[Any, list[str]]:
    """A feed of actions likewise, and the lines that have other cells than the header; nothing without a file."""
    bad_lines: list[str] = []
    if path is None:
        return None, bad_lines
    return read_events(path, encoding, on_bad_line=bad_lines.append), bad_lines


def read_cases(
    path: Path, policy: tramo.Policy, encoding: str, with_children: bool, key: str | None = None
) -> tuple[Any, list[str]]:
    """The accounts of a file as one table, and the lines that have other cells than the header."""
    bad_lines: list[str] = []
    tables = read(path, policy, key, encoding, with_children, on_bad_line=bad_lines.append)
    parts = list(tables)
    # Records of JSON stay text, which is the smallest.
    if parts and all(isinstance(part, JsonRecords) for part in parts):
        return JsonRecords(b"\n".join(part.text for part in parts)), bad_lines
    return as_one(parts, path), bad_lines


def as_one(tables: Iterable[Any], path: Path) -> Any:
    """The tables of a file as one, for what must be seen whole."""
    parts = list(tables)
    if any(isinstance(part, JsonRecords) for part in parts):
        is_lines = path.suffix.lower() in JSON_LINES
        parts = [_as_records(part.text, path, is_lines) for part in parts]
    if all(isinstance(part, list) for part in parts):
        return [row for part in parts for row in part]
    import pyarrow

    return pyarrow.Table.from_batches(parts)


def wanted_columns(policy: tramo.Policy, key: str | None) -> set[str]:
    """The columns that the policy names; others need not be read."""
    names = {field.name for field in policy.fields} | {collection.name for collection in policy.collections}
    return names | ({key} if key else set())


def read_whole(path: Path, encoding: str) -> Any:
    """A file as one table: a table of pyarrow, or a list of dicts."""
    if not path.is_file():
        raise WrongUse(f"there is no file {path}")
    return as_one((table for _, table in _tables(path, None, encoding, as_records=True)), path)


class FoundRow(NamedTuple):
    """A row's table, its number there, and how many rows came before that table."""

    table: Any
    place: int
    first_row: int


def find_row(tables: Iterable[Any], policy: tramo.Policy, row: str, key: str | None) -> FoundRow:
    """The first row of that key; where rows have no key, the row of that number."""
    column = key or policy.key
    first_row = 0
    for table in tables:
        core = to_core(table, policy._core, key or "")
        rows = core.rows
        if column is not None:
            found = core.find(column, row)
            if found is None:
                raise tramo.DataError(
                    f"the data has no column `{column}`, by which rows are called; use --key COLUMN"
                )
            if found[1] > 0:
                return FoundRow(table, found[0], first_row)
        elif not row.isdecimal():
            raise WrongUse(
                f"the policy has no key, so --row takes a number from 0, or --key names a column; not {row!r}"
            )
        elif int(row) < first_row + rows:
            return FoundRow(table, int(row) - first_row, first_row)
        first_row += rows
    what = f"no row whose {column} is {row!r}" if column else f"no row number {row}, counted from 0"
    raise WrongUse(f"{what} among {first_row:,} rows")


Tables = Iterator[tuple[float, Any]]  # how much of the file is read, from 0 to 1, and a table


def _tables(
    path: Path,
    wanted: set[str] | None,
    encoding: str,
    as_records: bool,
    on_bad_line: csv_files.BadLine | None = None,
) -> Tables:
    suffix = path.suffix.lower()
    if path.stat().st_size == 0:
        raise UnreadableFile(f"{path} is empty: it has no columns, not even a header")
    if suffix in CSV:
        return csv_files.read(path, wanted, encoding, on_bad_line)
    if suffix in PARQUET:
        return _parquet(path, wanted)
    if suffix in ARROW:
        return _arrow(path)
    if suffix in JSON | JSON_LINES:
        return _json(path, suffix in JSON_LINES, as_records)
    known = " ".join(sorted(CSV | PARQUET | ARROW | JSON | JSON_LINES))
    raise WrongUse(f"{path}: what kind of file is {suffix or 'one without an ending'!r}? Known are {known}")


def _parquet(path: Path, wanted: set[str] | None) -> Tables:
    import pyarrow
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            # Where a column is missing, all are read: the message then can say which one may be meant.
            columns = (
                None if wanted is None or wanted - set(names) else [name for name in names if name in wanted]
            )
            done, rows = 0, max(1, file.metadata.num_rows)
            if file.metadata.num_rows == 0:
                yield 1.0, pyarrow.RecordBatch.from_pylist([], schema=file.schema_arrow)
            for batch in file.iter_batches(batch_size=1 << 17, columns=columns):
                done += batch.num_rows
                yield done / rows, batch
    except pyarrow.ArrowException as error:
        raise UnreadableFile(f"{path} cannot be read as Parquet: {error}") from None


def _arrow(path: Path) -> Tables:
    import pyarrow
    import pyarrow.feather

    try:
        table = pyarrow.feather.read_table(path)
    except pyarrow.ArrowException as error:
        raise UnreadableFile(f"{path} cannot be read as an Arrow file: {error}") from None
    batches = table.to_batches() or [pyarrow.RecordBatch.from_pylist([], schema=table.schema)]
    for number, batch in enumerate(batches, 1):
        yield number / len(batches), batch


def _json(path: Path, is_lines: bool, as_records: bool) -> Tables:
    size = path.stat().st_size
    with path.open("rb") as file:
        done = 0
        while chunk := file.read(LINES_AT_ONCE) if is_lines else file.read():
            chunk += file.readline()
            done += len(chunk)
            if is_lines and not chunk.strip():
                continue
            yield done / size, _as_records(chunk, path, is_lines) if as_records else JsonRecords(chunk)


def _as_records(text: bytes, path: Path, is_lines: bool) -> list[Any]:
    """JSON as dicts, numbers exact: children can then be laid beside them."""
    import json
    from decimal import Decimal

    try:
        pieces = [line for line in text.splitlines() if line.strip()] if is_lines else [text]
        rows = [json.loads(piece, parse_float=Decimal) for piece in pieces]
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{path} cannot be read as JSON: {error}") from None
    if not is_lines and isinstance(rows[0], list):
        rows = rows[0]
    if not all(isinstance(row, dict) for row in rows):
        raise UnreadableFile(f"{path}: an object, or an array of objects, is due")
    return rows


def _watched(tables: Tables, name: str) -> Iterator[Any]:
    begun = time.monotonic()
    bar = task = None
    try:
        for share, table in tables:
            if bar is None and sys.stderr.isatty() and time.monotonic() - begun > QUIET_SECONDS:
                bar = _progress()
                task = bar.add_task(name, total=1.0)
                bar.start()
            if bar is not None and task is not None:
                bar.update(task, completed=share)
            yield table
    finally:
        if bar is not None:
            bar.stop()


def _progress() -> Any:
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)
