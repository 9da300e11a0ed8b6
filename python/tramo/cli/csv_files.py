# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# CSV is where real portfolios come from: separators, marks and encodings are found out or asked for.
"""CSV files as record batches whose columns are all text."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..words import counted
from .failures import UnreadableFile, WrongUse

BLOCK = 1 << 24  # bytes; a row must fit into two of them
HEADER = 1 << 20
SEPARATORS = ",;\t|"
SHOWN_BEGIN = 40  # characters of a line whose quote is open
BadLine = Callable[[str], None]
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(
    path: Path, wanted: set[str] | None, encoding: str, on_bad_line: BadLine | None = None
) -> Iterator[tuple[float, Any]]:
    """Record batches, each with the share of the file that is read.

    Columns outside `wanted` are left out, unless one of those is missing: the message then can say which one
    may be meant. A line with more or fewer cells than the header is handed to `on_bad_line` and left out;
    without one it is an error of the file."""
    import pyarrow
    import pyarrow.csv

    names, separator, blank_lines, is_alone = _header(path, encoding)
    if is_alone:
        yield (
            1.0,
            pyarrow.RecordBatch.from_pylist(
                [], schema=pyarrow.schema([(n, pyarrow.string()) for n in names])
            ),
        )
        return
    columns = (
        [] if wanted is None or wanted - set(names) else list(dict.fromkeys(n for n in names if n in wanted))
    )
    if len(set(names)) != len(names):
        columns = []

    open_quotes: list[str] = []
    rows = 0

    def told(row: Any) -> str:
        nonlocal rows
        if _lines_inside(row.text):
            open_quotes.append(row.text)
            return "error"
        if on_bad_line is None:
            return "error"
        rows += 1
        on_bad_line(row.text)
        return "skip"

    file = pyarrow.OSFile(str(path))
    try:
        reader = pyarrow.csv.open_csv(
            file,
            read_options=pyarrow.csv.ReadOptions(
                block_size=BLOCK, column_names=names, skip_rows_after_names=blank_lines + 1, encoding=encoding
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=separator,
                newlines_in_values=True,
                invalid_row_handler=told,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=[(name, pyarrow.string()) for name in names], include_columns=columns
            ),
        )
        size = path.stat().st_size
        for batch in reader:
            rows += batch.num_rows
            yield min(1.0, file.tell() / size), batch
        _refuse_swallowed_lines(path, rows)
    except pyarrow.ArrowException as error:
        words = _open_quote(path, open_quotes[0]) if open_quotes else _in_words(path, str(error), len(names))
        raise UnreadableFile(words) from None
    finally:
        file.close()


def _header(path: Path, encoding: str) -> tuple[list[str], str, int, bool]:
    """The columns' names, what separates them, the blank lines before, and whether nothing follows."""
    with path.open("rb") as file:
        begin = file.read(HEADER)
    try:
        codec = codecs.lookup(encoding).name
    except LookupError:
        raise WrongUse(f"unknown encoding {encoding!r}") from None
    if begin.startswith(UTF_16) and codec == "utf-8":
        raise UnreadableFile(f"{path} is UTF-16 text: use --encoding utf-16")
    if b"\0" in begin and not codec.startswith(("utf-16", "utf-32")):
        raise UnreadableFile(f"{path} is a binary file, no CSV")
    try:
        text = codecs.getincrementaldecoder("utf-8-sig" if codec == "utf-8" else encoding)().decode(begin)
    except UnicodeDecodeError as error:
        raise UnreadableFile(_not_text(path, encoding, error.start)) from None
    separator = _separator(text)
    # The mark of a line's end must stay as it is inside quotes.
    from_names = text.lstrip("\r\n")
    blank_lines = len(text[: len(text) - len(from_names)].splitlines())
    lines = io.StringIO(from_names, newline="")
    try:
        names = next(csv.reader(lines, delimiter=separator), [])
    except csv.Error as error:
        raise UnreadableFile(
            f"{path}: its first line cannot be read as the names of columns: {error}"
        ) from None
    if not any(name.strip() for name in names):
        raise UnreadableFile(f"{path} has no header: its first line is due to name the columns")
    is_alone = len(begin) < HEADER and not lines.read().strip()
    return [name.strip() for name in names], separator, blank_lines, is_alone


def _separator(text: str) -> str:
    line = text.lstrip("\r\n").splitlines()[:1] or [""]
    outside = "".join(line[0].split('"')[::2])
    return max(SEPARATORS, key=lambda sign: (outside.count(sign), -SEPARATORS.index(sign)))


def _not_text(path: Path, encoding: str, place: int | None = None) -> str:
    where = "" if place is None else f" (byte {place:,})"
    hint = "If it comes from Excel or an older system, try --encoding latin-1"
    return f"{path} is not {encoding} text{where}. {hint}"


def _lines_inside(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text.rstrip("\r\n")))


def _refuse_swallowed_lines(path: Path, rows: int) -> None:
    """A quote that opens in the last cell and never closes makes one row of all that follows."""
    with path.open("rb") as file:
        quotes = sum(chunk.count(b'"') for chunk in iter(lambda: file.read(BLOCK), b""))
        file.seek(0)
        lines = sum(1 for line in file if line.strip()) if quotes % 2 else 0
    if lines > rows + 1:
        raise UnreadableFile(
            f"{path}: a quote is not closed: the file has {lines:,} lines and only {rows:,} rows below its header"
        )


def _open_quote(path: Path, text: str) -> str:
    """A line that goes on over others has a quote too many: it must not swallow them in silence."""
    inside = _lines_inside(text)
    begin = text.splitlines()[0]
    shown = begin[:SHOWN_BEGIN] + ("…" if len(begin) > SHOWN_BEGIN else "")
    lines = f"{counted(inside, 'line')} {'is' if inside == 1 else 'are'} inside it"
    return f"{path}: a quote opened in the line that begins `{shown}` is not closed: {lines}"


def _in_words(path: Path, message: str, columns: int) -> str:
    lowered = message.lower()
    if "invalid utf8" in lowered or "invalid utf-8" in lowered or "codec can't decode" in lowered:
        return _not_text(path, "utf-8")
    if "straddling" in lowered:
        return f"{path}: a row is longer than {BLOCK >> 20} MB; is a quote left open?"
    if "expected" in lowered and "columns" in lowered:
        return f"{path}: a row has not the {columns} cells that the header names: {message}"
    return f"{path} cannot be read as CSV: {message}"
