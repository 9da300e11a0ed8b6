# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The part of the engine's stub that is about SQL.
"""No module of its own: tramo._core has these names, and its stub brings them from here."""

from ._core import PreparedPolicy, _Finding

def to_sql(
    with_: PreparedPolicy, segment: str, dialect: str, table: str, select: str
) -> tuple[str | None, list[_Finding], str]: ...
def to_sql_condition(
    with_: PreparedPolicy, segment: str, dialect: str
) -> tuple[str | None, list[_Finding], str]: ...
