# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Clocks and holidays of places from packages that bear a version, never from the machine's own tables.
"""Zones and holidays as data.

```python
from tramo import zones
santiago = zones.zone("America/Santiago")
print(santiago.release)                           # tzdata 2026.6
print(santiago.to_utc("2026-04-04 23:30"))        # shown twice that night: the earlier one
calendar = zones.holidays("BR-SP", range(2024, 2028))
```

The rules are those of the PyPI package `tzdata`, the holidays those of the package `holidays`."""

import os
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from . import _core
from .columns import library
from .errors import Error
from .offers.calendars import Calendar

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["ClockReading", "CountryCalendar", "UnknownName", "Zone", "ZoneError", "holidays", "zone"]

KNOWN_YEARS = (1970, 2100)  # the second not included
STEP = 2 * 86400  # America/Boa_Vista was ahead for the 7 days from 2000-10-08 on, and nobody for fewer
MOST_NAMED = 30
CLOCK = r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)"
WITH_OFFSET = re.compile(CLOCK + r"(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))")
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class ZoneError(Error, ValueError):
    """A moment that the rules of a zone do not cover, or rules that cannot be read."""


class UnknownName(Error, LookupError):
    """No zone, or no holidays, of that name; it says which may be meant."""


class ClockReading(NamedTuple):
    """What a clock means: "one" instant; "skipped": the clock jumped over it, `first` is when; or "twice": it was
    set back, and `first` and `second` are the two. In UTC."""

    kind: str
    first: datetime
    second: datetime


class Zone:
    """The clock of a place, by the rules of a named release, from 1970 to 2099."""

    def __init__(self, core: _core.Zone) -> None:
        self._core = core

    @property
    def name(self) -> str:
        return self._core.name

    @property
    def release(self) -> str:
        """Of the rules: "tzdata 2026.6"; empty for a fixed offset."""
        return self._core.release

    def to_utc(self, clock: datetime | str) -> datetime:
        """The instant of what the clock shows: of what it shows twice the earlier, of what it jumped over the jump.
        ZoneError outside of the years known."""
        return self.reading(clock).first

    def from_utc(self, at: datetime | str) -> datetime:
        """What the clock shows, without a zone. `at` is an instant; without a zone or an offset it is read as UTC."""
        told = self._ask(self._core.wall_clock({"instant": _utc_text(at)}), at)
        return moment_of(told)

    def reading(self, clock: datetime | str) -> ClockReading:
        """All that a clock means."""
        if isinstance(clock, datetime) and clock.tzinfo is not None:
            raise TypeError("clock is what the clock shows, without a zone; an instant goes to from_utc")
        text = clock.isoformat() if isinstance(clock, datetime) else clock
        if not isinstance(text, str):
            raise TypeError(f"clock is a datetime or text such as 2026-11-21T10:30, not {type(clock).__name__}")
        kind, first, second = self._ask(self._core.read_wall_clock({"clock": text}), clock)
        return ClockReading(kind, _utc(first), _utc(second))

    def _ask(self, told: tuple[Any, Any, Any], moment: datetime | str) -> Any:
        value, objections, _ = told
        if objections:
            raise ZoneError("; ".join(f"{name}: {text}" for name, text in objections))
        if value is None:
            first, end = KNOWN_YEARS
            raise ZoneError(f"the rules of {self.name} are known from {first} to {end - 1} only, not at {moment}")
        return value

    def __repr__(self) -> str:
        return f"<Zone {self.name}: {self.release or 'fixed'}>"


class CountryCalendar(Calendar):
    """A calendar with the release of the package that its holidays are from."""

    release: str = ""

    def __repr__(self) -> str:
        return f"{super().__repr__()[:-1]}, {self.release}>"


def zone(name: str, *, source: str | os.PathLike[str] | None = None) -> Zone:
    """The clock of a place ("America/Santiago"), or of an offset ("-03:00", "UTC").

    source: a folder of compiled rules instead of those of the package `tzdata`; its release is read there, in
    tzdata.zi or +VERSION. UnknownName where there is none of that name; ImportError without the package."""
    if not isinstance(name, str):
        raise TypeError(f"name is text such as America/Santiago, not {type(name).__name__}")
    return _zone(name, None if source is None else os.fspath(source))


@lru_cache(maxsize=1024)
def _zone(name: str, source: str | None) -> Zone:
    fixed = _core.fixed_zone(name)
    if fixed is not None:
        return Zone(fixed)
    files, known, release = _packaged() if source is None else _folder(Path(source))
    if name not in known:
        raise UnknownName(_no_such("zone", name, known, release))
    with files.joinpath(*name.split("/")).open("rb") as file:
        rules = ZoneInfo.from_file(file, key=name)
    first, end = (int(datetime(year, 1, 1, tzinfo=timezone.utc).timestamp()) for year in KNOWN_YEARS)
    offset, changes = _changes(rules, first, end)
    given = {"name": name, "release": release, "first_offset": offset}
    core, objections, _ = _core.zone_from(given, changes, first, end)
    if core is None:
        raise ZoneError("; ".join(text for _, text in objections))
    return Zone(core)


def packaged_names() -> frozenset[str]:
    """The zones that the package `tzdata` has. ImportError without it."""
    return _packaged()[1]


@lru_cache(maxsize=1)
def _packaged() -> "tuple[Traversable, frozenset[str], str]":
    library("tzdata")
    package = resources.files("tzdata")
    names = (package / "zones").read_text("utf-8").split()
    return package / "zoneinfo", frozenset(names), f"tzdata {version('tzdata')}"


def _folder(folder: Path) -> tuple[Path, frozenset[str], str]:
    names = {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and file.open("rb").read(4) == b"TZif"
    }
    if not names:
        raise ZoneError(f"{folder} holds no compiled rules of zones")
    for told in ("tzdata.zi", "+VERSION"):
        if (folder / told).is_file():
            release = (folder / told).read_text("utf-8").splitlines()[0].removeprefix("# version").strip()
            return folder, frozenset(names), f"tzdata {release}"
    raise ZoneError(f"{folder} does not say its release: neither tzdata.zi nor +VERSION is there")


def _changes(rules: ZoneInfo, first: int, end: int) -> tuple[int, list[tuple[int, int]]]:
    """The offset at the beginning, and each change of it: looked for every other day, then halved."""

    def offset_at(second: int) -> int:
        offset = (EPOCH + timedelta(seconds=second)).astimezone(rules).utcoffset()
        return 0 if offset is None else int(offset.total_seconds())

    begin = before = offset_at(first)
    found = []
    at = first
    while at < end:
        until = min(at + STEP, end - 1)
        after = offset_at(until)
        if after != before:
            low, high = at, until
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset_at(middle) == before else (low, middle)
            after = offset_at(high)
            found.append((high, after))
            until = high  # there may be another one soon
        before = after
        at = until if until < end - 1 else end
    return begin, found


def holidays(key: str, years: int | Iterable[int]) -> CountryCalendar:
    """The holidays of a country ("PY") or of a part of one ("BR-SP") by the package `holidays`, known for those
    years as far as the package knows the place. UnknownName where it does not; ImportError without it."""
    if not isinstance(key, str):
        raise TypeError(f"key is text such as PY or BR-SP, not {type(key).__name__}")
    all_years = [years] if isinstance(years, int) else list(years)
    if not all_years or not all(isinstance(one, int) and not isinstance(one, bool) for one in all_years):
        raise TypeError("years is a year, or some years: 2026, range(2024, 2028)")
    return _holidays(key, min(all_years), max(all_years))


@lru_cache(maxsize=1024)
def _holidays(key: str, first: int, last: int) -> CountryCalendar:
    package = library("holidays")
    release = f"holidays {version('holidays')}"
    country, _, part = key.partition("-")
    places = package.list_supported_countries()
    known = [*places, *(f"{one}-{each}" for one, parts in places.items() for each in parts)]
    if key not in known:
        beside = [one for one in known if one.startswith(f"{country}-")]
        raise UnknownName(_no_such("holidays", key, beside or known, release))
    asked = package.country_holidays(country, subdiv=part or None)
    begin, end = max(first, asked.start_year), min(last, asked.end_year)
    if begin > end:
        told = f"{asked.start_year} to {asked.end_year}"
        raise ZoneError(f"the holidays of {key} are known from {told} only ({release}), not {first} to {last}")
    days = package.country_holidays(country, subdiv=part or None, years=range(begin, end + 1))
    inside = sorted(one for one in days if begin <= one.year <= end)
    made = CountryCalendar(key, inside, date(begin, 1, 1), date(end, 12, 31))
    made.release = release
    return made


def _no_such(what: str, name: str, known: Iterable[str], release: str) -> str:
    """In words, with the names that may be meant."""
    folded = {one.casefold(): one for one in known}
    last = {one.rpartition("/")[2]: folded[one] for one in sorted(folded, reverse=True)}
    near = [folded[one] for one in get_close_matches(name.casefold(), folded, n=3)]
    near += [last[one] for one in get_close_matches(name.casefold(), last, n=1) if last[one] not in near]
    if near:
        return f"no {what} {name!r} in {release}; did you mean {', '.join(near)}?"
    all_known = sorted(folded.values())
    some = f"; known are {', '.join(all_known)}" if len(all_known) <= MOST_NAMED else ""
    return f"no {what} {name!r} in {release}{some}"


def moment_of(text: str) -> datetime:
    """What the core writes; Python 3.10 reads no fraction of a second such as .5."""
    whole, _, fraction = text.partition(".")
    return datetime.fromisoformat(whole).replace(microsecond=int(fraction.ljust(6, "0")) if fraction else 0)


def _utc(text: str) -> datetime:
    return moment_of(text).replace(tzinfo=timezone.utc)


def _without_offset(text: str) -> str:
    """In UTC; the core says what is wrong with a text that is no moment."""
    told = WITH_OFFSET.fullmatch(text)
    if told is None:
        return text
    clock, sign, hours, minutes = told.groups()
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        return (moment_of(clock) - (-ahead if sign == "-" else ahead)).isoformat()
    except (ValueError, OverflowError):
        return text


def _utc_text(at: datetime | str) -> str:
    if isinstance(at, str):
        return _without_offset(at)
    if not isinstance(at, datetime):
        raise TypeError(f"at is a datetime or text such as 2026-11-21T10:30, not {type(at).__name__}")
    if at.tzinfo is not None:
        at = at.astimezone(timezone.utc).replace(tzinfo=None)
    return at.isoformat()
