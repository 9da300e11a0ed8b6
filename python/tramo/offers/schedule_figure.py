# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# A schedule as a picture, for a notebook and for the command line.
"""The picture of a schedule."""

from typing import TYPE_CHECKING

from ..columns import library

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from .schedules import Schedule

MOST_TICKS = 12  # more days cannot be read beside each other


def schedule_figure(schedule: "Schedule") -> "Figure":
    """Above, each payment's principal and interest; below, the balance that falls. Needs matplotlib."""
    figure: Figure = library("matplotlib.figure").Figure(figsize=(9, 6))
    above, below = figure.subplots(2, 1, sharex=True)
    places = range(1, len(schedule) + 1)
    principals = [float(row.principal) for row in schedule]
    above.bar(places, principals, label="principal")
    above.bar(places, [float(row.interest) for row in schedule], bottom=principals, label="interest")
    above.set_ylabel("payment")
    above.legend(fontsize=8, frameon=False, ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
    before = float(schedule[0].balance + schedule[0].principal) if schedule else 0.0
    balances = [before, *(float(row.balance) for row in schedule)]
    below.step(range(len(balances)), balances, where="post")
    below.fill_between(range(len(balances)), balances, step="post", alpha=0.2)
    below.set_ylabel("balance")
    below.set_ylim(bottom=0)
    rest = "" if schedule.effective_rate is None else f" · {schedule.effective_rate * 100:.2f} % a year"
    above.set_title(f"total {schedule.total:,} · interest {schedule.total_interest:,}{rest}", loc="left")
    _label(below, schedule)
    for axes in (above, below):
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
    return figure


def _label(axes: "Axes", schedule: "Schedule") -> None:
    """Due dates where there are any, else the payments' numbers."""
    step = -(-len(schedule) // MOST_TICKS) or 1
    shown = range(0, len(schedule), step)
    names = [str(schedule[place].due or schedule[place].number) for place in shown]
    has_dates = any(schedule[place].due for place in shown)
    angle = {"rotation": 30, "ha": "right"} if has_dates else {}
    axes.set_xticks([place + 1 for place in shown], names, **angle)
