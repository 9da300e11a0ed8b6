# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holidays and packs of limits may come as files instead of from packages.
"""Surroundings from files."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import tramo
from tramo.offers import Calendar
from tramo.surroundings import needs_of, shipped_packs

from .failures import WrongUse

if TYPE_CHECKING:
    from tramo.contact import Pack

MOST_SHOWN = 60


def holidays(
    files: dict[str, str], policy: tramo.Policy, packs: "list[Pack] | None"
) -> dict[str, Calendar] | None:
    """Calendars by name; None where none was given. A file holds whole years: from the first day's to the last's."""
    if not files:
        return None
    needs = needs_of(policy)
    packs = shipped_packs(needs) if packs is None else packs
    asked = dict.fromkeys([*needs.calendars, *(one.holidays for one in packs if one.holidays)])
    for key in files:
        if key not in asked:
            known = ", ".join(asked) or "none"
            raise WrongUse(f"--holidays {key}: the policy asks for no such holidays, but for {known}")
    return {key: _calendar(key, Path(path)) for key, path in files.items()}


def packs(files: list[Path] | None, policy: tramo.Policy) -> "list[Pack] | None":
    """Those of the files, and the shipped ones that the policy asks for; a file takes the place of a shipped one."""
    if not files:
        return None
    from tramo.contact import Pack

    given = [Pack.load(path) for path in files]
    ids = {one.id for one in given}
    return [*(one for one in shipped_packs(needs_of(policy)) if one.id not in ids), *given]


def _calendar(key: str, path: Path) -> Calendar:
    if not path.is_file():
        raise WrongUse(f"--holidays {key}: there is no file {path}")
    text = path.read_text("utf-8-sig")
    days = _of_json(key, path, text) if path.suffix.lower() == ".json" else _of_lines(key, path, text)
    if not days:
        raise WrongUse(f"--holidays {key}: {path} holds no day")
    return Calendar(key, days, date(min(days).year, 1, 1), date(max(days).year, 12, 31))


def _of_json(key: str, path: Path, text: str) -> list[date]:
    try:
        read = json.loads(text)
    except json.JSONDecodeError as error:
        raise WrongUse(f"--holidays {key}: {path} cannot be read as JSON: {error}") from None
    if not isinstance(read, (list, dict)):  # days, or names by day
        raise WrongUse(f"--holidays {key}: {path} holds no array of days such as 2026-11-21")
    return [_day(key, path, place, str(one)) for place, one in enumerate(read, 1)]


def _of_lines(key: str, path: Path, text: str) -> list[date]:
    """A day a line, in front of a comma or a semicolon; the first line may be a header."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        cell = line.replace(";", ",").partition(",")[0].strip()
        is_header = number == 1 and not any(mark.isdigit() for mark in cell)
        if cell and not cell.startswith("#") and not is_header:
            found.append(_day(key, path, number, cell))
    return found


def _day(key: str, path: Path, number: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        shown = text[:MOST_SHOWN]
        raise WrongUse(f"--holidays {key}: {path}, line {number}: {shown!r} is no day such as 2026-11-21") from None
