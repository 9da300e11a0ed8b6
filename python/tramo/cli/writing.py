# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Verdicts and faults go into files batch by batch; a file that could not be finished is not left behind.
"""CSV, Parquet, Arrow and JSON files out."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import tramo
from tramo.offers import Offers
from tramo.result import PAGE, Reading

from .failures import WrongUse

ROWS = (".csv", ".parquet", ".pq", ".arrow", ".json", ".jsonl")  # endings of tables
ROWS_AT_ONCE = 1 << 16
MOST_ZEROS = 6  # behind the point, up to which Arrow writes a number without an exponent


class Writer(Protocol):
    """Takes results, or tables of pyarrow, in the order of the rows."""

    def write(self, result: Any) -> None: ...
    def close(self) -> None: ...


@contextmanager
def open_writer(path: Path | None, option: str = "--out") -> Iterator[Writer | None]:
    """A writer by the file's ending; the file appears under its name only when all is written."""
    if path is None:
        yield None
        return
    kinds: dict[str, type[ParquetWriter] | type[JsonWriter]] = {
        ".csv": CsvWriter,
        ".parquet": ParquetWriter,
        ".pq": ParquetWriter,
        ".arrow": ArrowWriter,
        ".json": JsonWriter,
        ".jsonl": JsonWriter,
    }
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise WrongUse(f"{option} {path}: known endings are {' '.join(kinds)}")
    if not path.parent.is_dir():
        raise WrongUse(f"{option} {path}: the folder {path.parent} does not exist")
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        writer = kind(unfinished, path.suffix.lower() == ".json")
    except OSError as error:
        raise WrongUse(f"{option} {path}: {error.strerror}") from None
    try:
        yield writer
        writer.close()
        os.replace(unfinished, path)
    except BaseException:
        writer.close()
        unfinished.unlink(missing_ok=True)
        raise


def check_ending(path: Path | None, endings: tuple[str, ...], option: str = "--out") -> None:
    """Before anything is read: whether a result can go there."""
    if path is None:
        return
    if path.suffix.lower() not in endings:
        raise WrongUse(f"{option} {path}: known endings are {' '.join(endings)}")
    if not path.parent.is_dir():
        raise WrongUse(f"{option} {path}: the folder {path.parent} does not exist")


def write_text(text: str, path: Path, option: str = "--out") -> None:
    """A file that appears under its name only when all is written."""
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        os.replace(unfinished, path)
    except OSError as error:
        raise WrongUse(f"{option} {path}: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def write_lines(lines: Iterable[str], path: Path, option: str = "--out") -> None:
    """Text as it is made, likewise."""
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        os.replace(unfinished, path)
    except OSError as error:
        raise WrongUse(f"{option} {path}: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def write_rows(rows: Any, writer: Writer) -> None:
    """A table that is made as it is read. Its batches are small; a file is better off with larger ones."""
    import pyarrow

    reader = pyarrow.RecordBatchReader.from_stream(rows)
    waiting: list[Any] = []
    is_begun = False
    for batch in reader:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= ROWS_AT_ONCE:
            writer.write(pyarrow.Table.from_batches(waiting))
            waiting, is_begun = [], True
    if waiting or not is_begun:
        writer.write(pyarrow.Table.from_batches(waiting, schema=reader.schema))


def write_errors(result: Reading | Offers, writer: Writer) -> None:
    """Every data error as a row; a table without any still has its columns."""
    import pyarrow

    names = tramo.DataErrorRow._fields
    types = pyarrow.schema([(name, pyarrow.int64() if name == "row" else pyarrow.string()) for name in names])
    errors = result.errors
    for begin in range(0, max(1, len(errors)), PAGE):
        rows = [error._asdict() for error in errors[begin : begin + PAGE]]
        writer.write(pyarrow.Table.from_pylist(rows, schema=types))


def refuse_to_overwrite(written: dict[str, Path | None], read: list[Path]) -> None:
    """A file that is read, or written by another option, is no place for a result."""
    others = list(read)
    for option, path in written.items():
        if path is None:
            continue
        for other in others:
            if path.absolute() == other.absolute() or (
                path.exists() and other.exists() and os.path.samefile(path, other)
            ):
                raise WrongUse(f"{option} {path} would overwrite {other}, which this command uses too")
        others.append(path)


def plain(result: Any) -> Any:
    """As a table whose dictionaries are spelled out: CSV knows none, and codes differ between batches."""
    import pyarrow

    table = pyarrow.table(result)
    fields = [
        field.with_type(field.type.value_type) if pyarrow.types.is_dictionary(field.type) else field
        for field in table.schema
    ]
    return table.cast(pyarrow.schema(fields))


def as_plain_rows(result: Any) -> list[dict[str, Any]]:
    """The rows as dictionaries."""
    rows: list[dict[str, Any]] = plain(result).to_pylist()
    return rows


def as_text(value: Any) -> str:
    """Days, moments and amounts, of which JSON knows none."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _with_digits(table: Any) -> Any:
    """Numbers as text with all their digits: Arrow writes a rate of 0 as 0E-8."""
    import pyarrow
    import pyarrow.compute

    for place, field in enumerate(table.schema):
        if not pyarrow.types.is_decimal(field.type) or field.type.scale <= MOST_ZEROS:
            continue
        texts = table.column(place).cast(pyarrow.string())
        short = texts.filter(pyarrow.compute.match_substring(texts, "E")).unique()
        if len(short):
            spelled = pyarrow.array([format(Decimal(one), "f") for one in short.to_pylist()])
            longer = spelled.take(pyarrow.compute.index_in(texts, value_set=short))
            texts = pyarrow.compute.coalesce(longer, texts)
        table = table.set_column(place, field.name, texts)
    return table


def save_state(state: tramo.AlertState, path: Path) -> None:
    """The snapshot's file, which appears under its name only when all is written."""
    if not path.parent.is_dir():
        raise WrongUse(f"--save-state {path}: the folder {path.parent} does not exist")
    unfinished = path.with_name(f"{path.stem}.unfinished{path.suffix}")
    try:
        state.save(unfinished)
        os.replace(unfinished, path)
    except ValueError as error:
        raise WrongUse(f"--save-state {str(error).replace(str(unfinished), str(path))}") from None
    finally:
        unfinished.unlink(missing_ok=True)


class ParquetWriter:
    def __init__(self, path: Path, is_array: bool) -> None:
        self._path = path
        self._writer: Any = None

    def _open(self, schema: Any) -> Any:
        import pyarrow.parquet

        return pyarrow.parquet.ParquetWriter(self._path, schema)

    def _laid_out(self, result: Any) -> Any:
        return plain(result)

    def write(self, result: Any) -> None:
        table = self._laid_out(result)
        if self._writer is None:
            self._writer = self._open(table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        elif not self._path.exists():
            self._path.touch()


class CsvWriter(ParquetWriter):
    def _laid_out(self, result: Any) -> Any:
        return _with_digits(plain(result))

    def _open(self, schema: Any) -> Any:
        import pyarrow.csv

        return pyarrow.csv.CSVWriter(self._path, schema)


class ArrowWriter(ParquetWriter):
    def _open(self, schema: Any) -> Any:
        import pyarrow

        return pyarrow.ipc.new_file(str(self._path), schema)


class JsonWriter:
    """One object a line; with `is_array` as one array."""

    def __init__(self, path: Path, is_array: bool) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._is_array = is_array
        self._separator = "[\n" if is_array else ""

    def write(self, result: Any) -> None:
        for row in plain(result).to_pylist():
            self._file.write(self._separator + json.dumps(row, ensure_ascii=False, default=as_text))
            self._separator = ",\n" if self._is_array else "\n"

    def close(self) -> None:
        if self._file.closed:
            return
        if self._is_array:
            self._file.write("\n]" if self._separator == ",\n" else "[]")
        self._file.write("\n" if self._is_array or self._separator else "")
        self._file.close()
