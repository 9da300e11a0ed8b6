# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# An explanation as Python holds it: data, and the text that a person reads.
"""Why an account is, or is not, in a segment or queue."""

from typing import Any


class Explanation:
    """The answer about one row and one segment or queue."""

    __slots__ = ("_json", "_text")

    def __init__(self, json_text: str, text: str) -> None:
        self._json = json_text
        self._text = text.rstrip("\n")

    @property
    def holds(self) -> bool | None:
        """Whether the row is in it; None where that is unknown."""
        holds: bool | None = self.to_dict()["holds"]
        return holds

    @property
    def text(self) -> str:
        """The tree of conditions, with the values used and the lines of the policy."""
        return self._text

    def to_json(self) -> str:
        return self._json

    def to_dict(self) -> dict[str, Any]:
        import json

        found: dict[str, Any] = json.loads(self._json)
        return found

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Explanation: {self._text.splitlines()[0]}>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(self._text)}</pre>"
