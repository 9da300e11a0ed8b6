# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Tables that the engine made, for whatever library reads them.
"""Results as columns."""

from typing import TYPE_CHECKING, Any

from . import _core
from .words import counted

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


def library(name: str) -> Any:
    """A library that only this needs; ImportError that says what to do where it is not there."""
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name.partition(".")[0]:
            raise
        message = f"this needs {error.name}, which is not installed: pip install {error.name}"
        raise ImportError(message, name=error.name) from None


class ArrowOut:
    """What hands out its rows through `__arrow_c_stream__`."""

    def to_arrow(self) -> "pyarrow.Table":
        return library("pyarrow").table(self)

    def to_polars(self) -> "polars.DataFrame":
        return library("polars").DataFrame(self)

    def to_pandas(self) -> "pandas.DataFrame":
        library("pandas")
        return self.to_arrow().to_pandas()


class Columns(ArrowOut):
    """A table as it lies in the engine; nothing is copied until another library asks for it."""

    def __init__(self, core: _core.Table) -> None:
        self._core = core

    @property
    def column_names(self) -> list[str]:
        return self._core.columns

    def column(self, name: str) -> "pyarrow.ChunkedArray":
        return self.to_arrow().column(name)

    def __len__(self) -> int:
        return self._core.rows

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._core.export_stream(requested_schema)

    def __repr__(self) -> str:
        return f"<{counted(len(self), 'row')}: {', '.join(self.column_names)}>"
