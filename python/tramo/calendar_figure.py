# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What the coming month holds for one account, day by day, for a notebook and for the command line.
"""The calendar of a decision."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from .action_colours import ATTEMPTS, CONTACTS, GREYS
from .columns import library
from .decision_asking import ask_on
from .surroundings import needs_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from .decisions import Decision

MOST_MONTHS = 6
MOST_EFFECTS = 3  # of a day; more cannot be read
SHORTEST = 22  # characters of a label

ALLOWED, REFUSED, INK = CONTACTS[1], GREYS["no_action"], "#37474f"
HOLDS = ("#f6d743", "#f0932b", "#c9a7eb", "#9ad1d4", "#e7b7c8")
KINDS = {  # the rarest first: of many, the first are shown
    "cut": ATTEMPTS[3],
    "escalate": ATTEMPTS[1],
    "notify": CONTACTS[0],
    "task": CONTACTS[4],
    "block": ATTEMPTS[0],
}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class CalendarDay(NamedTuple):
    """A day as it comes if nothing further happens before it."""

    day: date
    contacts: dict[str, str | None]  # by channel: the first hour of the day at which it may be used, or None
    effects: list[tuple[str, str]]  # kind and label of what may be done then, and of blocks that hold
    holds: list[str]
    promises: list[str]  # amounts due


def days_of(decision: "Decision", months: int = 1) -> list[CalendarDay]:
    """The days from the one asked for on. ValueError where months is no number from 1 to 6."""
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= MOST_MONTHS:
        raise ValueError(f"months is a whole number from 1 to {MOST_MONTHS}, not {months!r}")
    begin = date.fromisoformat(decision.as_of)
    labels = {name: label or name for name, label, *_ in needs_of(decision._all._asked.policy).effects}
    found = []
    for place in range((_months_later(begin, months) - begin).days):
        day = begin + timedelta(days=place)
        told = ask_on(decision._all, decision._row, day.isoformat())
        found.append(_day(day, told, labels))
    return found


def _day(day: date, told: dict[str, Any], labels: dict[str, str]) -> CalendarDay:
    text = day.isoformat()
    hours = {one["channel"]: _hour(one, text) for one in told["contacts"]}
    done = [one for one in told["effects"] if one["status"] == "in_force"]
    done.sort(key=lambda one: list(KINDS).index(one["kind"]))
    effects = [(one["kind"], labels.get(one["effect"], one["effect"])) for one in done]
    holds = [one["hold"] for one in told["holds"] if one["in_force"]]
    due = [str(one["amount"]) for one in told["promises"] if one["due"] == text]
    return CalendarDay(day, hours, effects, list(dict.fromkeys(holds)), due)


def _hour(contact: dict[str, Any], day: str) -> str | None:
    first = str(contact["first_allowed"] or "")
    return (first[11:16] or "00:00") if first.startswith(day) else None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    last = (date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(day.year + year, month + 1, min(day.day, last))


def calendar_figure(decision: "Decision", months: int = 1) -> "Figure":
    """A row for each week, Monday first."""
    days = days_of(decision, months)
    first = days[0].day - timedelta(days=days[0].day.weekday())
    weeks = (days[-1].day - first).days // 7 + 1
    channels = list(dict.fromkeys(name for one in days for name in one.contacts))
    holds = list(dict.fromkeys(name for one in days for name in one.holds))
    cell = 1.05 + 0.14 * len(channels)
    figure: Figure = library("matplotlib.figure").Figure(figsize=(14, 1.4 + cell * weeks))
    axes = figure.subplots()
    axes.set_xlim(0, 7)
    axes.set_ylim(weeks, -0.35)
    axes.set_axis_off()
    for place, name in enumerate(WEEKDAYS):
        axes.text(place + 0.5, -0.12, name, ha="center", fontsize=9, color=INK)
    for one in days:
        week, weekday = divmod((one.day - first).days, 7)
        _draw_day(axes, one, weekday, week, channels, holds)
    _draw_legend(axes, channels, holds, days)
    title = f"{_plain(decision.account or 'the account')}: {days[0].day} to {days[-1].day}"
    axes.set_title(f"{title}\nif nothing further happens", loc="left", fontsize=10)
    return figure


def _draw_day(
    axes: "Axes", one: CalendarDay, x: int, y: int, channels: Sequence[str], holds: Sequence[str]
) -> None:
    rectangle = library("matplotlib.patches").Rectangle
    axes.add_patch(rectangle((x, y), 1, 1, facecolor="white", edgecolor=REFUSED, linewidth=0.8))
    number = f"{one.day:%d %b}" if one.day.day == 1 or (x, y) == (one.day.weekday(), 0) else str(one.day.day)
    axes.text(x + 0.04, y + 0.04, number, va="top", fontsize=8, color=INK, fontweight="bold")
    for place, amount in enumerate(one.promises):
        words = f"◆ {_plain(amount)}"
        axes.text(x + 0.96, y + 0.04 + 0.11 * place, words, va="top", ha="right", fontsize=7, color=ATTEMPTS[5])
    step = 0.42 / max(3, len(channels))
    for place, channel in enumerate(channels):
        top, hour = y + 0.2 + step * place, one.contacts.get(channel)
        colour = REFUSED if hour is None else ALLOWED
        axes.add_patch(rectangle((x + 0.04, top), 0.06, step * 0.8, facecolor=colour, edgecolor="none"))
        words = f"{_plain(channel)} {hour or '–'}"
        axes.text(x + 0.13, top + step * 0.4, words, va="center", fontsize=6.5, color=INK if hour else "#8d99a6")
    _draw_effects(axes, one, x, y)
    for name in one.holds:  # beside each other they make a band
        place = holds.index(name)
        height = min(0.06, 0.18 / len(holds))
        bottom = y + 0.98 - height * (place + 1)
        axes.add_patch(rectangle((x, bottom), 1, height * 0.85, facecolor=HOLDS[place % len(HOLDS)], edgecolor="none"))


def _draw_effects(axes: "Axes", one: CalendarDay, x: int, y: int) -> None:
    shown = one.effects[:MOST_EFFECTS]
    words = [(_plain(label), KINDS.get(kind, INK)) for kind, label in shown]
    if len(one.effects) > MOST_EFFECTS:
        words[-1] = (f"and {len(one.effects) - MOST_EFFECTS + 1} more", INK)
    for place, (label, colour) in enumerate(words):
        axes.text(x + 0.04, y + 0.66 + 0.075 * place, f"■ {label}", va="center", fontsize=6.5, color=colour)


def _draw_legend(
    axes: "Axes", channels: Sequence[str], holds: Sequence[str], days: Sequence[CalendarDay]
) -> None:
    patch = library("matplotlib.patches").Patch
    kinds = dict.fromkeys(kind for one in days for kind, _ in one.effects)
    entries = []
    if channels:
        entries += [patch(color=ALLOWED, label="may be used from"), patch(color=REFUSED, label="may not be used")]
    entries += [patch(color=KINDS.get(kind, INK), label=kind) for kind in kinds]
    entries += [
        patch(color=HOLDS[place % len(HOLDS)], label=_plain(f"hold {name}")) for place, name in enumerate(holds)
    ]
    if any(one.promises for one in days):
        entries.append(patch(color=ATTEMPTS[5], label="promise due"))
    if entries:
        axes.legend(
            handles=entries,
            ncols=min(8, len(entries)),
            fontsize=7,
            loc="upper left",
            bbox_to_anchor=(0, 0),
            frameon=False,
        )


def _plain(label: str) -> str:
    # matplotlib reads what stands between two dollars as a formula.
    text = label if len(label) <= SHORTEST else label[: SHORTEST - 1] + "…"
    return text.replace("$", r"\$")
