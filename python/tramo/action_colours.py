# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# One place decides how contacts are told from attempts at a glance.
"""Colours of actions."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .action_report import ReportRow

CONTACTS = ("#1b6ca8", "#2a9d8f", "#4ba3c7", "#6bbf8a", "#155e75", "#8ac6d1", "#3d7a5f", "#a3d9c9")
ATTEMPTS = ("#d1495b", "#edae49", "#e07a5f", "#b5533c", "#f2cc8f", "#9c2f3f", "#c98a3b", "#f4a595")
GREYS = {"other": "#8d99a6", "no_action": "#c9ced4"}


def is_mostly_contact(row: "ReportRow") -> bool:
    """By its cases, for its responses may differ from it; where it has none, as it is declared."""
    return 2 * row.contacted >= row.cases if row.cases else row.is_contact


def colours_of(rows: "Sequence[ReportRow]") -> list[str]:
    """Blues and greens for contacts, reds and yellows for attempts, grey for what is neither; those within a row
    have its family, each its own tone."""
    next_of: Counter[tuple[int, bool]] = Counter()  # by level, so that those beside each other differ
    colours: list[str] = []
    for row in rows:
        if row.kind in GREYS:
            colours.append(GREYS[row.kind])
            continue
        is_contact = is_mostly_contact(row)
        family = CONTACTS if is_contact else ATTEMPTS
        colours.append(family[next_of[row.depth, is_contact] % len(family)])
        next_of[row.depth, is_contact] += 1
    return colours


def of_other_family(colour: str) -> str:
    """The tone that stands in the same place for the cases of a row that are not as most of them."""
    for family, other in ((CONTACTS, ATTEMPTS), (ATTEMPTS, CONTACTS)):
        if colour in family:
            return other[family.index(colour)]
    return colour
