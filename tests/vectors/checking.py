# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What every check of a vector shares: how two numbers are compared, and what came of it.
"""Comparing with published numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Vector = dict[str, Any]
Check = Callable[[Vector], str | None]  # a note where there is something to say; Differs where it fails

PASSED, FAILED, NOT_APPLICABLE = "passed", "failed", "not applicable"


class Differs(AssertionError):
    """Ours is not the published number."""


@dataclass(frozen=True)
class Outcome:
    """What came of a vector; `note` is a reason where it did not pass, else what is worth saying."""

    id: str
    status: str
    note: str = ""


def same(what: str, ours: Any, published: Any) -> None:
    """Equal to the last digit; amounts by value, so that 3984.0 is 3984.00."""
    if isinstance(published, str) and isinstance(ours, Decimal | int):
        equal = Decimal(ours) == Decimal(published)
    else:
        equal = type(ours) is type(published) and ours == published
    if not equal:
        raise Differs(f"{what}: published {published}, ours {ours}")


def same_at_printed_scale(what: str, ours: Decimal, published: str) -> None:
    """Equal once ours is rounded, half up, to the decimals of the published number."""
    same(what, ours.quantize(Decimal(published), ROUND_HALF_UP), published)


def near(what: str, ours: float, published: Any, *, within: float = 0, relative: float = 0) -> None:
    wanted = float(published)
    if not abs(ours - wanted) <= within + relative * abs(wanted):
        raise Differs(f"{what}: published {published}, ours {ours!r}")


def differs(what: str, ours: Any, wrong: str) -> None:
    """Ours does not repeat what is known to be wrong."""
    if Decimal(ours) == Decimal(wrong):
        raise Differs(f"{what}: ours is {wrong}, which is wrong")


def all_known(expected: dict[str, Any], known: set[str]) -> None:
    """No published value is passed over."""
    if strange := sorted(set(expected) - known):
        raise Differs(f"nothing compares {', '.join(strange)}")


def note_on(vector: Vector) -> str:
    """What a vector says of its own published value. Differs for a status that is not known."""
    status = str(vector.get("status", ""))
    if "wrong" in status.lower():
        return "the published value is wrong, ours equals the right one"
    if "verify" in status.lower():
        return "equal; to verify against the statute"
    if status:
        raise Differs(f"nothing is known of the status '{status}'")
    if vector.get("matches_published") is False or "caution" in vector:
        return "the published value is not exact, ours equals the one recomputed"
    return ""
