# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Tables of discounts and what is wrong with them, in Python's own types.
"""Settlement matrices."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from .. import _core
from .found import OfferError
from .inputs import Amount, Rate, amount, ask, flag, rate_if, whole, word
from .inputs import rate as exact_rate


class Axis(NamedTuple):
    """An axis of a matrix: numbers of so many decimals from `lowest` on, or one of `texts`. Along a rising
    axis the discount must not fall."""

    name: str
    texts: Sequence[str] | None = None
    scale: int = 0
    lowest: Amount = 0
    is_rising: bool = False


class Between(NamedTuple):
    """What a row admits of an axis of numbers; None: no end. Both ends are included, but with `half_open`
    the upper one."""

    from_: Rate | None = None
    until: Rate | None = None
    half_open: bool = False


Admitted = str | Sequence[str] | Between
Point = dict[str, Decimal | str]


class MatrixFinding(NamedTuple):
    """What is wrong: hole, falling, hidden, empty_range, bad_share, splitting, unfinished (there is too
    much to look at). `witness` is a point that shows it, `before` the one it is compared with; rows count
    from 0."""

    flaw: str
    witness: Point
    before: Point
    row: int
    row_before: int
    message: str

    def __str__(self) -> str:
        return self.message


class SettlementMatrix:
    """Discounts by role, age, balance, segment: the first row that admits a point decides.

    rows: pairs of what a row admits and its share, `({"role": "manager", "age": Between(91)}, "40%")`; an
    axis that is not named admits all. Texts of an axis are one or a list."""

    def __init__(self, axes: Iterable[Axis], rows: Iterable[tuple[Mapping[str, Admitted], Rate]]) -> None:
        self.axes = tuple(Axis(*one) for one in axes)
        given = {
            "axes": [_axis_members(axis, f"axes[{place}]") for place, axis in enumerate(self.axes)],
            "rows": [self._row_members(where, share, place) for place, (where, share) in enumerate(rows)],
        }
        self._core: _core.SettlementMatrix = ask(_core.settlement_matrix_from, given, without=".where.").value

    def discount(self, **point: Rate) -> Decimal | None:
        """The share at a point, which names every axis; None where no row admits it."""
        found = self._decide(point)
        return None if found is None else Decimal(found[1])

    def deciding_row(self, **point: Rate) -> int | None:
        """The number of the row that decides, counted from 0; None where none does."""
        found = self._decide(point)
        return None if found is None else found[0]

    def verify(self, most: int = 10) -> list[MatrixFinding]:
        """Holes, falls along rising axes, rows that never decide, ranges and shares that are none: at most
        so many of each, each with a witness. Exact: nothing is sampled."""
        if whole(most, "most") < 1:
            raise ValueError(f"most is at least 1, not {most}")
        return [_finding(told) for told in self._core.verify(most)]

    def gain_from_splitting(self, axis: str) -> MatrixFinding | None:
        """Whether some debt gets more off as two than as one; `axis` is the one whose number is the
        debt."""
        names = [one.name for one in self.axes]
        if axis not in names or self.axes[names.index(axis)].texts is not None:
            numbers = ", ".join(one.name for one in self.axes if one.texts is None)
            raise OfferError([("axis", f"'{axis}' is no axis of numbers; there are {numbers or 'none'}")])
        found = self._core.gain_from_splitting(names.index(axis))
        return None if found is None else _finding(found)

    def __repr__(self) -> str:
        return f"<SettlementMatrix {' × '.join(axis.name for axis in self.axes)}>"

    def _decide(self, point: Mapping[str, Rate]) -> tuple[int, str] | None:
        names = {axis.name for axis in self.axes}
        if missing := sorted(names - point.keys()):
            raise TypeError(f"a point names every axis; missing: {', '.join(missing)}")
        if strange := sorted(point.keys() - names):
            raise TypeError(f"no axis of this matrix: {', '.join(strange)}")
        found: tuple[int, str] | None = ask(self._core.decide, _exact(point)).value
        return found

    def _row_members(self, where: Mapping[str, Admitted], share: Rate, place: int) -> dict[str, Any]:
        names = [axis.name for axis in self.axes]
        strange = [name for name in where if name not in names]
        if strange:
            raise OfferError([(f"rows[{place}].{name}", "no axis is called so") for name in strange])
        admitted = {name: _range_members(one, f"rows[{place}].{name}") for name, one in where.items()}
        return {"where": admitted, "share": exact_rate(share, f"rows[{place}].share")}


def _exact(point: Mapping[str, Rate]) -> dict[str, str]:
    return {name: exact_rate(value, name) for name, value in point.items()}


def _axis_members(axis: Axis, name: str) -> dict[str, Any]:
    return {
        "name": word(axis.name, f"{name}.name"),
        "texts": None if axis.texts is None else [word(one, f"{name}.texts") for one in axis.texts],
        "scale": whole(axis.scale, f"{name}.scale"),
        "lowest": amount(axis.lowest, f"{name}.lowest"),
        "is_rising": flag(axis.is_rising, f"{name}.is_rising"),
    }


def _range_members(admitted: Admitted, name: str) -> dict[str, Any]:
    if isinstance(admitted, str):
        return {"texts": [admitted]}
    if isinstance(admitted, Between):
        begin, end = rate_if(admitted.from_, name), rate_if(admitted.until, name)
        return {"from_": begin, "until": end, "half_open": flag(admitted.half_open, f"{name}.half_open")}
    return {"texts": [word(one, name) for one in admitted]}


def _finding(told: tuple[Any, ...]) -> MatrixFinding:
    flaw, witness, before, row, row_before, message = told
    return MatrixFinding(flaw, _point(witness), _point(before), row, row_before, message)


def _point(told: dict[str, tuple[bool, str]]) -> Point:
    return {name: text if is_text else Decimal(text) for name, (is_text, text) in told.items()}
