# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The way of a calculator's arguments to the core, and of its answer back: exact numbers go as text.
"""What calculators take: exact numbers, days, calendars."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .found import OfferError

if TYPE_CHECKING:
    from .calendars import Calendar

Amount = Decimal | int | str  # an amount of money; a float carries none exactly
Rate = Decimal | int | str  # a fraction, 0.02, or text such as "2%"
Day = date | str  # a datetime is its date; text is ISO, 2026-11-21

LONGEST_FRACTION = 60  # characters

COMPONENTS = ("principal", "interest", "fine", "fees")


class Told(NamedTuple):
    """What the core answered."""

    value: Any
    caveats: tuple[str, ...]


def amount(value: Amount, name: str) -> str:
    """An exact number as text. TypeError for what is none, floats among them."""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Integral) and not isinstance(value, bool):
        return _digits(int(value), name)
    if isinstance(value, Real) and not isinstance(value, Rational):
        raise TypeError(
            f"{name} is a binary float, which carries no exact amount (0.1 is a little more than a tenth): "
            f'give a Decimal, an int or text such as "{float(value)!r}"'
        )
    raise TypeError(f"{name} is a Decimal, an int or text such as '12.50', not {type(value).__name__}")


def _digits(value: int, name: str) -> str:
    if abs(value) >= 10**38:  # Python refuses to write down the very long ones
        raise OfferError([(name, "it has more than 38 digits")])
    return str(value)


def amount_if(value: Amount | None, name: str) -> str | None:
    return None if value is None else amount(value, name)


rate, rate_if = amount, amount_if  # the core reads "2%" where a rate is due


def day(value: Day, name: str) -> str:
    """A day as ISO text; TypeError for what is none. The core says what is wrong with a text."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        raise TypeError(f"{name} is a date or text such as 2026-11-21, not {type(value).__name__}")
    return value.isoformat()


def day_if(value: Day | None, name: str) -> str | None:
    return None if value is None else day(value, name)


def whole(value: int, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} is an int, not {type(value).__name__}")
    return int(value)


def whole_if(value: int | None, name: str) -> int | None:
    return None if value is None else whole(value, name)


def flag(value: bool, name: str) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{name} is True or False, not {type(value).__name__}")
    return value


def word(value: str, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} is text, not {type(value).__name__}")
    return value


def word_if(value: str | None, name: str) -> str | None:
    return None if value is None else word(value, name)


def part(value: Fraction | Decimal | int | str, name: str) -> tuple[int, int]:
    """An exact fraction: `Fraction(12, 30)`, `"12/30"`."""
    if isinstance(value, float | bool):
        raise TypeError(f'{name} is a Fraction, a Decimal, an int or text such as "12/30", no float')
    try:
        text = str(value)
        if len(text) > LONGEST_FRACTION or "e" in text.lower():
            raise ValueError  # a power of ten could be of any size
        made = Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise OfferError([(name, "it is no fraction of a few digits, such as 12/30")]) from None
    return made.numerator, made.denominator


def number(value: Any, name: str) -> float:
    """For the functions that compute with floats: any number but a bool; "2%" too."""
    if isinstance(value, str):
        text = value.strip()
        try:
            return float(Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text))
        except ArithmeticError:
            raise OfferError([(name, f"'{value}' is no number")]) from None
    if isinstance(value, bool):
        raise TypeError(f"{name} is a number, not bool")
    try:
        return float(value)
    except OverflowError:
        raise OfferError([(name, "it is too large for a float")]) from None


Record = TypeVar("Record", bound=tuple[Any, ...])


def record(
    kind: type[Record], one: Any, name: str, error: Callable[[str, str], Exception] = lambda *told: OfferError([told])
) -> Record:
    """A named tuple from itself, from a tuple or from a dict of its members; `error` for a dict with others."""
    members: Any = kind
    known, needed = members._fields, [each for each in members._fields if each not in members._field_defaults]
    if isinstance(one, Mapping):
        for key in one:
            if key not in known:
                near = get_close_matches(str(key), known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
                raise error(name, f"the key {key!r} is not known; {hint}")
        missing = [key for key in needed if key not in one]
        if missing:
            raise error(name, f"{missing[0]!r} is missing; needed are {', '.join(needed)}")
        return kind(**one)
    if isinstance(one, str | bytes) or not isinstance(one, Sequence) or not len(needed) <= len(one) <= len(known):
        raise TypeError(f"{name} is a dict, or a tuple ({', '.join(known)}), not {one!r}")
    return kind(*one)


def pair(one: Any, name: str, what: str) -> tuple[Any, Any]:
    """Two that belong together; TypeError that says which where they are not two."""
    if isinstance(one, str | bytes) or not isinstance(one, Sequence) or len(one) != 2:
        raise TypeError(f"{name} is a pair ({what}), not {one!r}")
    return one[0], one[1]


def core_calendar(value: "Calendar | None") -> Any:
    return None if value is None else value._core


def rounding_members(
    rounding: str,
    currency: str | None,
    decimals: int | None,
    **others: Any,
) -> dict[str, Any]:
    """The arguments of a policy that every calculator shares."""
    return {
        "rounding": word(rounding, "rounding"),
        "currency": word_if(currency, "currency"),
        "decimals": whole_if(decimals, "decimals"),
        **others,
    }


def parts_of(values: Any, name: str) -> dict[str, str]:
    """A mapping from components to amounts or shares."""
    strange = [key for key in values if key not in COMPONENTS]
    if strange:
        known = ", ".join(COMPONENTS)
        raise OfferError([(f"{name}.{key}", f"it is no component; they are {known}") for key in strange])
    return {key: amount(value, f"{name}.{key}") for key, value in values.items()}


def flows_of(
    flows: Iterable[tuple[Day, Amount]], name: str, may_be_float: bool = False
) -> list[dict[str, str]]:
    """Pairs of a day and an amount. A float, where one may be, is the number that it is written as."""
    made = []
    for place, pair in enumerate(flows):
        when, value = pair
        is_float = may_be_float and isinstance(value, float)
        text = repr(float(value)) if is_float else amount(value, f"{name}[{place}]")
        made.append({"day": day(when, f"{name}[{place}]"), "amount": text})
    return made


def ask(
    function: Callable[..., tuple[Any, Sequence[Any], Sequence[str]]],
    *given: Any,
    without: str = "",
) -> Told:
    """Asks the core. OfferError with all that speaks against the question; `without` is a step in the names
    of inputs that Python's own names lack."""
    value, objections, caveats = function(*given)
    if objections:
        said = [(name.replace(without, "."), text) for name, text in objections] if without else objections
        raise OfferError(said)
    return Told(value, tuple(caveats))


def decimals_of(texts: dict[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(text) for name, text in texts.items()}


def date_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
