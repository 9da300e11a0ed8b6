# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# How one account went through its alerts, for a terminal and as a picture.
"""Timelines."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from . import _core
from .columns import library
from .machines import AlertMachine, place_of
from .story import NONE, Transition

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from .alerts import Alerts

Lines = list[tuple[str, str, list[Transition]]]  # alert, child, history

COLOURS = {
    "red": "#d9534f",
    "orange": "#f0932b",
    "yellow": "#f6d743",
    "green": "#58b368",
    "blue": "#4a90d9",
    "grey": "#9aa0a6",
}
UNCOLOURED = ["#7e57c2", "#26a69a", "#8d6e63", "#5c6bc0", "#ec407a"]
NO_STATE = "#eceff1"


def timeline_text(alerts: "Alerts", lines: Lines, width: int) -> str:
    """A bar and a list of what happened for each machine, and each child, that has a history."""
    if width < 40:
        raise ValueError(f"width is at least 40 columns, not {width}")
    parts: list[str] = []
    for alert, child, history in lines:
        machine = alerts.machines[alert]
        title = (machine.label or machine.name) + (f" · {child}" if child else "")
        if not history:
            parts.append(f"{title}\nnothing happened")
            continue
        entries = [(one.happened.isoformat(), one.from_state, one.to_state, one.cause) for one in history]
        place = place_of(alerts.machines, alert)
        drawn = _core.timeline(alerts._policy, place, entries, alerts.as_of or "", width)
        parts.append(
            "\n".join([title, *drawn.rstrip().splitlines()[1:]])
        )  # the first line names the alert only
    return "\n\n".join(parts)


def timeline_figure(alerts: "Alerts", key: str, lines: Lines) -> "Figure":
    """A lane for each machine: states as bars in their colours, events as marks."""
    figure: Figure = library("matplotlib.figure").Figure(figsize=(10, 1.2 + 0.9 * max(1, len(lines))))
    axes = figure.subplots()
    moments = [one.happened for _, _, history in lines for one in history]
    until = _end(alerts, moments)
    if not moments:
        axes.text(0.5, 0.5, "nothing happened", ha="center", va="center", transform=axes.transAxes)
        axes.set_axis_off()
    begin = min(moments, default=until)
    for lane, (alert, _, history) in enumerate(lines):
        _draw_lane(axes, lane, alerts.machines[alert], history, begin, until)
    axes.set_yticks(range(len(lines)), [_title(alerts.machines[alert], child) for alert, child, _ in lines])
    axes.set_ylim(len(lines) - 0.5, -0.75)
    axes.use_sticky_edges = False
    axes.margins(x=0.03)
    axes.xaxis_date()
    figure.autofmt_xdate()
    axes.set_title(key, loc="left")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


def _title(machine: AlertMachine, child: str) -> str:
    return (machine.label or machine.name) + (f"\n{child}" if child else "")


def _end(alerts: "Alerts", moments: list[datetime]) -> datetime:
    last = max(moments, default=datetime(1970, 1, 1))
    if alerts.as_of is None:
        return last + timedelta(days=1)
    return max(last, datetime.fromisoformat(alerts.as_of) + timedelta(days=1))


def colour_of(machine: AlertMachine, state: str) -> str:
    """The colour declared, else one by the state's place."""
    for place, one in enumerate(machine.states):
        if one.name == state:
            return COLOURS.get(one.colour, UNCOLOURED[place % len(UNCOLOURED)])
    return NO_STATE


def _draw_lane(
    axes: "Axes",
    lane: int,
    machine: AlertMachine,
    history: list[Transition],
    begin: datetime,
    until: datetime,
) -> None:
    date2num = library("matplotlib.dates").date2num
    span = date2num(until) - date2num(begin)
    state, since = (history[0].from_state if history else NONE), begin
    for moment, after in [*((one.happened, one.to_state) for one in history), (until, NONE)]:
        left, width = date2num(since), date2num(moment) - date2num(since)
        axes.barh(lane, width, left=left, height=0.5, color=colour_of(machine, state), edgecolor="white")
        if state != NONE and width > span / 12:
            axes.text(left + width / 2, lane, machine.label_of(state), ha="center", va="center", fontsize=8)
        state, since = after, moment
    for one in history:
        axes.plot([date2num(one.happened)], [lane - 0.32], marker="v", color="#37474f", markersize=5)
        if one.event is not None:
            axes.annotate(
                one.event,
                (date2num(one.happened), lane - 0.4),
                fontsize=7,
                ha="center",
                va="bottom",
                color="#37474f",
            )
