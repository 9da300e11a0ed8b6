# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Numbers with their nouns.
"""English for people."""


def counted(count: int, one: str, more: str = "") -> str:
    """`1 row`, `2,000 rows`; `more` where the plural is not made with an s."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
