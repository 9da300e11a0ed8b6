# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The contactability pie and the tree of best actions, for a notebook and for the command line.
"""Pictures of reports."""

import os
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .action_colours import GREYS, colours_of, is_mostly_contact, of_other_family
from .action_text import title_of
from .columns import library

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from .action_report import ActionReport, ReportRow

ENDINGS = (".png", ".svg")
MOST_BARS = 60  # more cannot be read beside each other
SHORTEST = 34  # characters of a label


def saved(figure: "Figure", path: str | os.PathLike[str] | None) -> "Figure":
    """The figure, written to the file where one is named. ValueError when its ending is not known."""
    if path is None:
        return figure
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(f"{path}: a picture's file ends with .png or .svg")
    # A picture of the same report has the same bytes: no date, no random ids.
    metadata = {"Date": None} if ending == ".svg" else None
    with library("matplotlib").rc_context({"svg.hashsalt": "tramo"}):
        figure.savefig(path, dpi=150, bbox_inches="tight", metadata=metadata)
    return figure


def pie_figure(report: "ActionReport") -> "Figure":
    figure: Figure = library("matplotlib.figure").Figure(figsize=(9, 5))
    _pie(figure.subplots(), report)
    return figure


def tree_figure(report: "ActionReport") -> "Figure":
    shown = _shown(report)
    figure: Figure = library("matplotlib.figure").Figure(figsize=(9, 1.2 + 0.28 * len(shown)))
    _tree(figure.subplots(), report, shown)
    return figure


def report_figure(report: "ActionReport") -> "Figure":
    """The tree, and the pie at its right."""
    shown = _shown(report)
    figure: Figure = library("matplotlib.figure").Figure(figsize=(15, max(5.0, 1.2 + 0.28 * len(shown))))
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    _tree(left, report, shown)
    _pie(right, report)
    figure.subplots_adjust(wspace=0.1)
    return figure


def slices_of(report: "ActionReport") -> "list[ReportRow]":
    """What the pie shows: best actions of depth 0, of a branch the answers within it. Only rows with cases."""
    rows: Sequence[ReportRow] = report.within()
    if report.branch is not None:
        rows = report.within(report.branch) or [report.row(report.branch)]
    return [row for row in rows if row.cases]


class Slice(NamedTuple):
    """The cases of a row whose best action is a contact, or those whose is none."""

    label: str
    cases: int
    percent: Decimal
    colour: str
    place: int  # contacts beside contacts, so that their share is one arc


def pie_of(report: "ActionReport") -> list[Slice]:
    """The slices of the pie: two of a row some of whose cases were contacted and others not."""
    colours = _colours(report)
    slices = []
    for row in slices_of(report):
        colour, rest = colours[row.path], row.cases - row.contacted
        if row.kind in GREYS or not row.contacted or not rest:
            place = {"other": 2, "no_action": 3}.get(row.kind, int(not row.contacted))
            slices.append(Slice(row.label, row.cases, row.percent, colour, place))
            continue
        contact, none = (colour, of_other_family(colour))[:: 1 if is_mostly_contact(row) else -1]
        slices.append(Slice(f"{row.label}: contact", row.contacted, _share(row.contacted, report), contact, 0))
        slices.append(Slice(f"{row.label}: no contact", rest, _share(rest, report), none, 1))
    return sorted(slices, key=lambda one: (one.place, -one.cases))


def _share(cases: int, report: "ActionReport") -> Decimal:
    return (Decimal(100 * cases) / report.base).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _pie(axes: "Axes", report: "ActionReport") -> None:
    rows = pie_of(report)
    if not rows:
        axes.text(0.5, 0.5, "no cases", ha="center", va="center", transform=axes.transAxes)
        axes.set_axis_off()
        return
    patches = axes.pie(
        [row.cases for row in rows],
        colors=[row.colour for row in rows],
        startangle=90,
        counterclock=False,
        wedgeprops={"linewidth": 0.5, "edgecolor": "white"},
    )[0]
    labels = [f"{_short(row.label)}  {row.cases:,} · {row.percent} %" for row in rows]
    axes.legend(patches, labels, fontsize=8, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    reached = sum(row.cases for row in rows if row.place == 0)
    words = f"the best action is a contact in {reached:,} of {report.base:,} cases"
    axes.set_title(f"{_short(title_of(report), 80)}\n{words}", loc="left", fontsize=10)


def _colours(report: "ActionReport") -> dict[tuple[str, ...], str]:
    """An action has one colour in the pie and in the tree."""
    return dict(zip((row.path for row in report.rows), colours_of(report.rows), strict=True))


def _tree(axes: "Axes", report: "ActionReport", rows: "Sequence[ReportRow]") -> None:
    places = range(len(rows))
    colours = _colours(report)
    axes.barh(places, [row.cases for row in rows], color=[colours[row.path] for row in rows], height=0.7)
    most = max((row.cases for row in rows), default=0)
    for place, row in zip(places, rows, strict=True):
        words = f" {row.cases:,} · {row.percent} % · {row.actions:,} actions"
        axes.text(row.cases, place, words, va="center", fontsize=7)
    axes.set_yticks(places, ["    " * row.depth + _short(row.label) for row in rows], fontsize=8)
    for tick in axes.get_yticklabels():
        tick.set_horizontalalignment("left")
    axes.tick_params(axis="y", length=0, pad=230)
    axes.invert_yaxis()
    axes.set_xlim(0, (most or 1) * 1.35)
    axes.set_xticks([])
    hidden = len(report.rows) - len(rows)
    rest = f" · {hidden} further rows" if hidden else ""
    axes.set_title(_short(title_of(report), 80) + rest, loc="left", fontsize=10)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)


def _shown(report: "ActionReport") -> "list[ReportRow]":
    """All rows where they fit, else those with most cases."""
    if len(report.rows) <= MOST_BARS:
        return list(report.rows)
    often = sorted(report.rows, key=lambda row: -row.cases)[:MOST_BARS]
    kept = {row.path for row in often}
    return [row for row in report.rows if row.path in kept]


def _short(label: str, most: int = SHORTEST) -> str:
    # matplotlib reads what stands between two dollars as a formula.
    text = label if len(label) <= most else label[: most - 1] + "…"
    return text.replace("$", r"\$")
