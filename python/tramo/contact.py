# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Limits of contact without a policy: packs of jurisdictions as data, and whether somebody may be contacted now.
"""Who may be contacted when, by which rule.

```python
from tramo import contact, zones
pack = contact.pack_for("CL", "2026-03-02")
calendar = zones.holidays("CL", 2026)
told = contact.may_contact(pack, "phone", "2026-03-05 09:00", [("2026-03-02 09:00", "phone")], calendar)
print(told.allowed, told.binding, told.first)     # False ('cl_calls',) 2026-03-09 08:00:00
```

Packs are readings of the law, not advice: what is marked `verify` is to be checked before it is relied upon.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from . import _core
from .errors import Error, raise_errors
from .offers.calendars import Calendar
from .offers.inputs import Day, core_calendar, day, flag, record, word
from .zones import moment_of

__all__ = [
    "ContactError",
    "Limit",
    "Made",
    "Pack",
    "Permission",
    "load_pack",
    "may_contact",
    "pack_for",
    "packs",
]

Moment = datetime | str  # on the clock of the person's zone: without a zone; text is ISO, 2026-11-21T10:30
SCHEMA = "tramo-contact-pack/1"


class ContactError(Error, ValueError):
    """A pack with mistakes, all of them in `diagnostics`; or a question with some, all in `objections`."""

    objections: list[tuple[str, str]]

    def __init__(
        self, text: str, diagnostics: Sequence[Any] = (), objections: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(text, diagnostics)
        self.objections = list(objections)


class Limit(NamedTuple):
    """One rule of a pack; `written` is all of it as the pack has it."""

    id: str
    label: str
    source: str
    kind: str
    strictness: str  # cap, or presumption: a warning of the law that can be rebutted
    verify: bool
    written: Mapping[str, Any]


class Source(NamedTuple):
    """Where the limits of a pack stand."""

    norm: str
    url: str


class Made(NamedTuple):
    """A contact that was made. `counts` is False for one that the law leaves out. Without `debt` or `creditor` it
    counts for all of them."""

    at: Moment
    channel: str
    unit: str = "attempt"  # attempt, conversation or message; a conversation was an attempt too
    counts: bool = True
    debt: Any = None
    creditor: Any = None


class Permission(NamedTuple):
    """Whether somebody may be contacted; true where it is allowed."""

    allowed: bool  # by caps and presumptions
    allowed_by_caps: bool  # presumptions left out
    binding: tuple[str, ...]  # ids of the limits that say no now
    first: datetime | None  # the first moment from now on that all allow; None: not within 400 days, or never
    left: int | None  # how many more the tightest count allows in its window; None: no count applies
    tightest: str | None  # the id of that limit
    unanswered: str  # what could not be told: holidays that are not known

    def __bool__(self) -> bool:
        return self.allowed


class Pack:
    """Limits of one jurisdiction, with the days on which they hold and their sources."""

    def __init__(self, core: _core.ContactPack, written: Mapping[str, Any]) -> None:
        self._core = core
        self.sources = tuple(Source(*one) for one in core.sources())
        self.notes = tuple(core.notes)
        self.limits = tuple(
            Limit(
                one["id"],
                one.get("label", ""),
                one.get("source", ""),
                one["kind"],
                one.get("strictness", "cap"),
                one.get("verify", False),
                one,
            )
            for one in written["limits"]
        )

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "Pack":
        """From a file. ContactError with every mistake found; OSError where there is no file."""
        return cls.loads(Path(path).read_bytes(), os.path.basename(os.fspath(path)))

    @classmethod
    def loads(cls, text: str | bytes, name: str = "pack") -> "Pack":
        """From JSON text; `name` is what messages call it."""
        core, findings, drawing = _core.contact_pack(text, name)
        raise_errors(ContactError, findings, drawing)
        assert core is not None
        return cls(core, json.loads(text))

    @property
    def id(self) -> str:
        return self._core.id

    @property
    def jurisdiction(self) -> str:
        return self._core.jurisdiction

    @property
    def label(self) -> str:
        return self._core.label

    @property
    def version(self) -> str:
        return self._core.version

    @property
    def from_(self) -> date | None:
        """The first day on which it holds."""
        return _date(self._core.from_)

    @property
    def until(self) -> date | None:
        """The last day on which it holds."""
        return _date(self._core.until)

    @property
    def zone(self) -> str:
        """Its own clock, where there is one: "America/Santiago"."""
        return self._core.zone

    @property
    def holidays(self) -> str:
        """Whose holidays are meant: "CL"; empty where none are."""
        return self._core.holidays

    @property
    def rests_on_holidays(self) -> bool:
        """Whether it needs a calendar."""
        return any(one.written.get("holidays_rest", False) for one in self.limits)

    @property
    def verify(self) -> bool:
        """Not read in the law itself: have it checked before relying on it. Limits say it of themselves too."""
        return self._core.verify

    def __repr__(self) -> str:
        return f"<Pack {self.id} {self.version}: {', '.join(one.id for one in self.limits)}>"


def load_pack(path_or_text: str | bytes | os.PathLike[str]) -> Pack:
    """A pack from a file, or from JSON text, which begins with a brace. ContactError with every mistake found."""
    if isinstance(path_or_text, bytes):
        return Pack.loads(path_or_text)
    if isinstance(path_or_text, str) and path_or_text.lstrip("\ufeff \t\r\n").startswith("{"):
        return Pack.loads(path_or_text)
    return Pack.load(path_or_text)


def packs() -> dict[str, Pack]:
    """The packs that come with tramo, by id."""
    return dict(_shipped())


@cache
def _shipped() -> dict[str, Pack]:
    files = resources.files(__package__) / "packs"
    found = sorted((file for file in files.iterdir() if file.name.endswith(".json")), key=lambda one: one.name)
    made = [Pack.loads(file.read_bytes(), file.name) for file in found]
    return {one.id: one for one in made}


def pack_for(jurisdiction: str, on: Day, packs: Iterable[Pack] | None = None) -> Pack | None:
    """The pack that holds in a jurisdiction on a day, the most specific one: "BR-SP" before "BR". None where none
    does. `packs`: among which; None: those that come with tramo."""
    among = list(_shipped().values() if packs is None else packs)
    given = {"jurisdiction": word(jurisdiction, "jurisdiction"), "day": day(on, "day")}
    place = _ask(_core.pack_for([one._core for one in among], given))
    return None if place is None else among[place]


def may_contact(
    by: Pack | Iterable[Limit | Mapping[str, Any]],
    channel: str,
    now: Moment,
    made: Iterable[Made | Mapping[str, Any] | Sequence[Any]] = (),
    calendar: Calendar | None = None,
    consent: bool = True,
    unit: str = "attempt",
    debt: Any = None,
    creditor: Any = None,
) -> Permission:
    """Whether somebody may be contacted through a channel now, and when first.

    by: a pack, or limits as a pack has them. now, and the moments in `made`: on the clock of the person's zone
    (`tramo.zones.zone(name).from_utc(moment)`). made: what was done so far, in any order; what lies after now does
    not count. calendar: for limits with holidays; without it they are not answered and nothing is allowed.
    unit: attempt, or message. debt, creditor: whose contacts limits by debt or creditor count; None: all.
    ContactError for what cannot be read."""
    if isinstance(by, str | bytes | Mapping):
        raise TypeError(f"by is a Pack, or limits, not {by!r}; of a jurisdiction there is pack_for(jurisdiction, day)")
    pack = by if isinstance(by, Pack) else _pack_of(by)
    given = {
        "channel": word(channel, "channel"),
        "now": _moment(now, "now"),
        "made": [_made(one, f"made[{place}]", debt, creditor) for place, one in enumerate(made)],
        "calendar": core_calendar(calendar),
        "consent": flag(consent, "consent"),
        "unit": word(unit, "unit"),
    }
    allowed, by_caps, binding, first, left, tightest, unanswered = _ask(pack._core.may_contact(given))
    ids = [one.id for one in pack.limits]
    return Permission(
        allowed,
        by_caps,
        tuple(ids[place] for place in binding),
        None if first is None else moment_of(first),
        left,
        None if tightest is None else ids[tightest],
        unanswered,
    )


def _pack_of(limits: Iterable[Limit | Mapping[str, Any]]) -> Pack:
    written = [dict(one.written if isinstance(one, Limit) else one) for one in limits]
    head = {"schema": SCHEMA, "id": "limits", "jurisdiction": "limits", "version": ""}
    return Pack.loads(json.dumps({**head, "limits": written}), "limits")


def _made(one: Any, name: str, debt: Any, creditor: Any) -> dict[str, Any]:
    """A contact as the core takes it: number 0 is the debt asked for, 1 any other."""
    told = record(Made, one, name, lambda *objection: ContactError(": ".join(objection), (), [objection]))
    return {
        "at": _moment(told.at, f"{name}.at"),
        "channel": word(told.channel, f"{name}.channel"),
        "unit": word(told.unit, f"{name}.unit"),
        "counts": flag(told.counts, f"{name}.counts"),
        "debt": _is_another(told.debt, debt),
        "creditor": _is_another(told.creditor, creditor),
    }


def _is_another(one: Any, asked: Any) -> int:
    """What is not told may be the same: it counts."""
    return 0 if one is None or asked is None or str(one) == str(asked) else 1


def _moment(value: Moment, name: str) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, datetime):
        raise TypeError(f"{name} is a datetime or text such as 2026-11-21T10:30, not {type(value).__name__}")
    if value.tzinfo is not None:
        raise TypeError(
            f"{name} has a zone; give what the clock of the person shows: tramo.zones.zone(…).from_utc({name})"
        )
    return value.isoformat()


def _ask(answer: tuple[Any, Sequence[tuple[str, str]], Sequence[str]]) -> Any:
    value, objections, _ = answer
    if objections:
        raise ContactError("; ".join(f"{name}: {text}" for name, text in objections), (), objections)
    return value


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
