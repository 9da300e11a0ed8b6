# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The part of the engine's stub that is about single accounts.
"""No module of its own: tramo._core has these names, and its stub brings them from here."""

from typing import Any

from ._core import PreparedPolicy, _Finding

class Matcher:
    def queue_of_dict(self, record: dict[str, Any]) -> str | None: ...
    def queue_of_json(self, text: str | bytes) -> tuple[str | None, list[_Finding], str]: ...
    @property
    def is_laid_out(self) -> bool: ...

def matcher_of(prepared: PreparedPolicy, strategy: int) -> Matcher: ...
