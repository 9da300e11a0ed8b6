# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Exact numbers come out of the core as text.
"""Exact numbers."""

from decimal import Decimal


def decimal_of(text: str | Decimal | None) -> Decimal | None:
    """None where there is no number."""
    return None if text is None else Decimal(text)
