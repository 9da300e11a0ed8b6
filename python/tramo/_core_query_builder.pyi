# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The part of the engine's stub that is about react-querybuilder.
"""No module of its own: tramo._core has these names, and its stub brings them from here."""

from ._core import Policy, _Finding

def to_query_builder(policy: Policy, segment: str, as_of: str) -> tuple[str | None, list[_Finding], str]: ...
def query_builder_fields(policy: Policy) -> str: ...
def from_query_builder(
    query: str | bytes, fields: Policy | str | bytes, name: str, language: str
) -> tuple[Policy | None, list[_Finding], str]: ...
