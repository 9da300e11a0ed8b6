# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a policy names and the world decides is found once, and its versions are told with every result.
"""Zones, holidays and packs of limits for decisions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .errors import QuestionError
from .offers.calendars import Calendar

if TYPE_CHECKING:
    from .contact import Pack
    from .policy import Policy
    from .zones import Zone

FIXED = re.compile(r"(Z|UTC|Etc/UTC|[+-]\d{2}(:?\d{2})?)?")
INSTANT = re.compile(r"\d:\d.*(Z|[+-]\d{2}(:?\d{2})?)$")  # a time with an offset behind
YEARS_BEFORE, YEARS_AFTER = 12, 2  # debts are old, and days are looked for up to 400 ahead
MOST_KEPT = 64


class Given(NamedTuple):
    """What a question brings of the world; None: found by the packages that are installed."""

    zones: "Mapping[str, Zone] | None" = None
    holidays: "Mapping[str, Calendar] | None" = None
    packs: "Sequence[Pack | str] | None" = None


class Around(NamedTuple):
    """As the core takes it, and what it was taken from."""

    core: _core.Surroundings
    sources: dict[str, Any]
    kept: tuple[Any, ...]  # what the key of the cache knows by its id alone


class Needs:
    """What a policy asks of the world, and of its own accounts to know it."""

    def __init__(self, policy: _core.Policy) -> None:
        told = _core.treatment(policy)
        contact = told["contact"] or {}
        self.zone: str = policy.zone
        self.account_column: str = told["account_column"]
        self.has_events: bool = told["has_events"]
        self.calendars: list[str] = list(dict.fromkeys(key for _, _, key in told["calendars"] if key))
        self.has_contact = bool(contact)
        self.has_calendar: bool = contact.get("has_calendar", False)
        self.zone_field: str | None = contact.get("zone_field")
        self.jurisdiction_fields: list[str] = contact.get("jurisdiction_fields", [])
        self.packs: list[str] = contact.get("packs", [])
        self.channels: list[str] = contact.get("channels", [])
        self.holds: list[tuple[str, str, list[str]]] = told["holds"]
        self.effects: list[tuple[str, str, str, str, str]] = told["effects"]


def needs_of(policy: "Policy") -> Needs:
    """Asked of the core once for each policy."""
    found: Needs | None = policy.__dict__.get("_needs")
    if found is None:
        found = policy.__dict__["_needs"] = Needs(policy._core)
    return found


def find_surroundings(
    policy: "Policy", day: str, now: str, accounts: _core.Table, contacts: bool, given: Given
) -> Around:
    """What decisions of that day and moment need; QuestionError where it is not to be had. Nothing without a day, for
    then nothing can be decided."""
    if not day:
        return Around(_core.surroundings_from([], [], []), {}, ())
    needs = needs_of(policy)
    given = given._replace(packs=_listed(given.packs))
    shown = _shown_zones(needs, accounts) if contacts and given.zones is None else ()
    needs_clock = INSTANT.search(now) is not None
    key = (day[:4], needs_clock, contacts, shown, _key(given.zones), _key(given.holidays), _ids(given.packs))
    cache: dict[Any, Around] = policy.__dict__.setdefault("_around", {})
    found = cache.get(key)
    if found is None:
        if len(cache) >= MOST_KEPT:
            cache.clear()
        found = cache[key] = _find(needs, day, shown if contacts else None, needs_clock, given)
    return found


def _shown_zones(needs: Needs, accounts: _core.Table) -> tuple[str, ...]:
    """The zones that the accounts themselves name; what is none there is told by the engine, with its row."""
    if needs.zone_field is None:
        return ()
    texts = [text for text in _core.distinct_texts(accounts, needs.zone_field) if not FIXED.fullmatch(text)]
    if not texts:
        return ()
    from .zones import packaged_names

    try:
        known = packaged_names()
    except ImportError:
        return tuple(sorted(texts))  # the first of them is told to be not to be had
    return tuple(sorted(known.intersection(texts)))


def _key(given: Mapping[str, Any] | None) -> Any:
    if given is None:
        return None
    if not isinstance(given, Mapping):
        raise TypeError(f"zones and holidays are dicts by name, not {type(given).__name__}")
    return tuple((name, id(one)) for name, one in given.items())


def _listed(packs: "Sequence[Pack | str] | None") -> "tuple[Pack | str, ...] | None":
    if packs is None:
        return None
    if isinstance(packs, (str, bytes)) or not isinstance(packs, Iterable):
        raise TypeError(f"packs is a list of packs or of their ids, not {type(packs).__name__}")
    return tuple(packs)


def _ids(packs: "Sequence[Pack | str] | None") -> Any:
    return None if packs is None else tuple(one if isinstance(one, str) else id(one) for one in packs)


def _find(needs: Needs, day: str, shown: tuple[str, ...] | None, needs_clock: bool, given: Given) -> Around:
    """`shown`: None where nobody asks about contacts."""
    about_contacts = shown is not None and needs.has_contact
    packs = _packs(needs, given.packs) if about_contacts else []
    zones: dict[str, Any] = dict(given.zones or {})
    if given.zones is None:
        own = [needs.zone] if needs_clock and not FIXED.fullmatch(needs.zone) else []
        named = _named_zones(needs, packs) if about_contacts else []
        zones = _zones([*own, *named], shown or ())
    calendars: dict[str, Any] = dict(given.holidays or {})
    if given.holidays is None:
        keys = list(needs.calendars)
        if about_contacts and not needs.has_calendar:
            keys += [pack.holidays for pack in packs if pack.holidays and pack.rests_on_holidays]
        calendars = _calendars(list(dict.fromkeys(keys)), day)
    _check_kinds(zones, calendars)
    sources = {
        "zones": _release_of(zones),
        "holidays": _release_of(calendars),
        "packs": {pack.id: pack.version for pack in packs},
    }
    core = _core.surroundings_from(
        [(name, one._core) for name, one in calendars.items()],
        [one._core for one in zones.values()],
        [one._core for one in packs],
    )
    return Around(core, sources, (given, zones, calendars, packs))


def _named_zones(needs: Needs, packs: "Sequence[Pack]") -> list[str]:
    """Of the policy and of packs. Where everybody has the policy's clock, nobody need know how it goes."""
    named = list(dict.fromkeys([needs.zone, *(pack.zone for pack in packs if pack.zone)]))
    if needs.zone_field is None and len(named) == 1:
        return []
    return [name for name in named if not FIXED.fullmatch(name)]


def _packs(needs: Needs, given: "Sequence[Pack | str] | None") -> "list[Pack]":
    """Those given, else shipped ones."""
    from .contact import Pack

    if given is not None:
        return [_shipped(one) if isinstance(one, str) else _pack(one, Pack) for one in given]
    for name in needs.packs:
        _shipped(name, "the policy", "; give one of your own with packs= (--pack FILE)")
    return shipped_packs(needs)


def shipped_packs(needs: Needs) -> "list[Pack]":
    """All where accounts say their jurisdiction, else those that the policy names."""
    from .contact import packs

    shipped = packs()
    if needs.jurisdiction_fields:
        return list(shipped.values())
    return [shipped[name] for name in needs.packs if name in shipped]


def _shipped(name: str, who: str = "packs", else_: str = "") -> "Pack":
    from .contact import packs

    there = packs()
    if name not in there:
        raise QuestionError(f"{who}: no pack {name!r} is shipped; there are: {', '.join(there)}{else_}")
    return there[name]


def _pack(one: Any, kind: type) -> Any:
    if not isinstance(one, kind):
        raise TypeError(f"packs holds packs of tramo.contact or their ids, not {type(one).__name__}")
    return one


def _zones(named: list[str], shown: Iterable[str]) -> "dict[str, Zone]":
    """The rules of each zone."""
    names = dict.fromkeys([*named, *shown])
    found: dict[str, Zone] = {}
    if not names:
        return found
    from .zones import zone

    for name in names:
        try:
            found[name] = zone(name)
        except ImportError as error:
            raise QuestionError(
                f"the rules of the zone {name!r} are not to be had: {error}; or give zones="
            ) from None
        except (LookupError, ValueError) as error:
            raise QuestionError(f"the policy, or a pack, names the zone {name!r}: {error}") from None
    return found


def _calendars(keys: list[str], day: str) -> dict[str, Calendar]:
    found: dict[str, Calendar] = {}
    if not keys:
        return found
    from .zones import holidays

    year = date.fromisoformat(day).year
    for key in keys:
        try:
            found[key] = holidays(key, range(year - YEARS_BEFORE, year + YEARS_AFTER + 1))
        except ImportError as error:
            raise QuestionError(
                f"the holidays {key!r} are not to be had: {error}; or give holidays="
            ) from None
        except (LookupError, ValueError) as error:
            raise QuestionError(f"the policy, or a pack, names the holidays {key!r}: {error}") from None
    return found


def _release_of(them: Mapping[str, Any]) -> str:
    """`tzdata 2026.6`; of several all, and nothing where none bears one."""
    releases = (getattr(one, "release", "") for one in them.values())
    return ", ".join(dict.fromkeys(release for release in releases if release))


def _check_kinds(zones: Mapping[str, Any], calendars: Mapping[str, Any]) -> None:
    if zones:
        from .zones import Zone

        for name, one in zones.items():
            if not isinstance(one, Zone):
                raise TypeError(f"zones[{name!r}] is a Zone of tramo.zones, not {type(one).__name__}")
    for name, one in calendars.items():
        if not isinstance(one, Calendar):
            raise TypeError(f"holidays[{name!r}] is a Calendar of tramo.offers, not {type(one).__name__}")
