# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Debts that come as a table of their own are laid beside their accounts, as a column of lists.
"""Joins a second table to the accounts by the key column."""

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from . import _core
from .errors import DataError
from .frame import is_arrow, records_of
from .result import Orphans

if TYPE_CHECKING:
    import pyarrow

MOST_ORPHANS_NAMED = 1000


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError(
            "children as a table of their own need pyarrow, which is not installed: "
            'pip install ".[cli]" in the clone'
        ) from error
    return pyarrow


class Children:
    """The children of one collection, to be attached to one table of accounts after another.

    A child whose key no account has is an orphan; an account that comes twice has its children twice."""

    def __init__(self, collection: str, data: Any, key: str) -> None:
        self.collection = collection
        self.key = key
        self._data = data
        self._by_key: dict[str, list[dict[str, Any]]] | None = None
        self._grouped: tuple[Any, Any, list[int]] | None = None
        self._met: set[str] = set()
        self._without_key = 0

    def attach(self, accounts: Any) -> Any:
        """The accounts with one more column: the lists of their children."""
        if is_arrow(accounts):
            return self._attach_to_table(accounts)
        rows = records_of(accounts)
        if rows is None:
            raise TypeError(f"children can be joined to tables and dicts, not to {type(accounts).__name__}")
        by_key = self._records_by_key()
        return [self._attach_to_record(row, by_key) if isinstance(row, dict) else row for row in rows]

    def orphans(self) -> Orphans:
        """Children whose account was in none of the tables."""
        if self._by_key is not None:
            sizes = {key: len(rows) for key, rows in self._by_key.items()}
        elif self._grouped is not None:
            keys, _, counts = self._grouped
            sizes = dict(zip(keys.to_pylist(), counts, strict=True))
        else:
            sizes = {}
        lost = [key for key in sizes if key not in self._met]
        count = sum(sizes[key] for key in lost) + self._without_key
        return Orphans(count, tuple(lost[:MOST_ORPHANS_NAMED]))

    # Dictionaries.

    def _records_by_key(self) -> dict[str, list[dict[str, Any]]]:
        if self._by_key is None:
            rows = _arrow().table(self._data).to_pylist() if is_arrow(self._data) else records_of(self._data)
            if rows is None:
                raise TypeError(f"children {self.collection!r}: no table: {type(self._data).__name__}")
            if rows and not any(self.key in row for row in rows):
                raise self._no_key(rows[0])
            self._by_key = {}
            for row in rows:
                key = _core.cell_text(row.get(self.key))
                if key:
                    self._by_key.setdefault(key, []).append(row)
                else:
                    self._without_key += 1
        return self._by_key

    def _attach_to_record(
        self, row: dict[str, Any], by_key: dict[str, list[dict[str, Any]]]
    ) -> dict[str, Any]:
        key = _core.cell_text(row.get(self.key)) or ""
        self._met.add(key)
        return {**row, self.collection: by_key.get(key, [])}

    # Tables.

    def _attach_to_table(self, accounts: Any) -> "pyarrow.Table":
        pa = _arrow()
        import pyarrow.compute as compute

        table = _without_views(pa.table(accounts))
        if self.key not in table.column_names:
            raise DataError(
                f"the column `{self.key}`, by which children are joined, is missing among the accounts"
            )
        keys, lists, _ = self._lists()
        places = compute.index_in(_key_texts(table.column(self.key)), value_set=keys)
        found = lists.take(places)
        self._met.update(keys.take(compute.unique(places).drop_null()).to_pylist())
        # An account without children has an empty list: it has none, it is not unknown.
        empty = pa.array([[]], type=lists.type)
        found = compute.if_else(compute.is_valid(found), found, empty[0])
        if self.collection in table.column_names:
            table = table.drop_columns([self.collection])
        return table.append_column(self.collection, found)

    def _lists(self) -> tuple[Any, Any, list[int]]:
        """The keys, the list of children of each, and how many those are."""
        if self._grouped is None:
            pa = _arrow()
            import pyarrow.compute as compute

            table = self._as_table()
            if self.key not in table.column_names:
                raise self._no_key(table.column_names)
            texts = _key_texts(table.column(self.key))
            is_named = compute.fill_null(compute.not_equal(texts, ""), False)
            self._without_key = len(table) - (compute.sum(is_named).as_py() or 0)
            table, texts = table.filter(is_named), texts.filter(is_named)
            keys = compute.unique(texts)
            places = compute.index_in(texts, value_set=keys)
            order = compute.sort_indices(places)
            sizes = Counter(places.to_pylist())
            counts = [sizes[place] for place in range(len(keys))]
            offsets = pa.array([0, *accumulate(counts)], pa.int64())
            items = table.take(order).combine_chunks()
            columns = [_one_chunk(items.column(name)) for name in items.column_names]
            structure = pa.StructArray.from_arrays(columns, names=items.column_names)
            self._grouped = keys, pa.LargeListArray.from_arrays(offsets, structure), counts
        return self._grouped

    def _as_table(self) -> "pyarrow.Table":
        pa = _arrow()
        if is_arrow(self._data):
            return _without_views(pa.table(self._data))
        rows = records_of(self._data) or []
        names = list(dict.fromkeys(name for row in rows for name in row))
        return pa.table(
            {name: pa.array([_core.cell_text(row.get(name)) for row in rows], pa.string()) for name in names}
        )

    def _no_key(self, columns: Any) -> DataError:
        there = ", ".join(map(str, columns))
        return DataError(f"children `{self.collection}` have no column `{self.key}`; their columns: {there}")


def _without_views(table: Any) -> Any:
    """Polars hands out views of texts, which pyarrow's kernels cannot take apart."""
    import pyarrow as pa

    schema = pa.schema([field.with_type(_without_view(field.type)) for field in table.schema])
    return table if schema.equals(table.schema) else table.cast(schema)


def _without_view(of: Any) -> Any:
    import pyarrow as pa
    from pyarrow import types

    if types.is_string_view(of):
        return pa.large_string()
    if types.is_binary_view(of):
        return pa.large_binary()
    if types.is_struct(of):
        return pa.struct([field.with_type(_without_view(field.type)) for field in of])
    if types.is_dictionary(of):
        return pa.dictionary(of.index_type, _without_view(of.value_type), of.ordered)
    if types.is_fixed_size_list(of):
        return pa.list_(of.value_field.with_type(_without_view(of.value_type)), of.list_size)
    for is_kind, make in ((types.is_large_list, pa.large_list), (types.is_list, pa.list_)):
        if is_kind(of):
            return make(of.value_field.with_type(_without_view(of.value_type)))
    return of


def _key_texts(column: Any) -> Any:
    import pyarrow as pa

    return _one_chunk(column.cast(pa.large_string()))


def _one_chunk(column: Any) -> Any:
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        return (
            column.chunk(0)
            if column.num_chunks == 1
            else pa.concat_arrays(column.chunks or [pa.array([], column.type)])
        )
    return column
