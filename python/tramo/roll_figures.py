# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Roll rates as a picture, for a notebook and for a report.
"""The heat map of a roll matrix."""

from typing import TYPE_CHECKING

from .columns import library

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .roll_rates import RollRates

HALF = 50  # percent: above it, words are white


def roll_figure(rolled: "RollRates") -> "Figure":
    """From which bucket (rows) to which (columns): percent of the row's balance, and the accounts."""
    columns = [*rolled.buckets, "gone"]
    size = (1.5 + 1.2 * len(columns), 1.5 + 0.7 * len(columns))
    figure: Figure = library("matplotlib.figure").Figure(figsize=size)
    axes = figure.subplots()
    cells = [[rolled.cell(begin, end) for end in columns] for begin in rolled.buckets]
    shares = [[float(cell["percent"] or 0) for cell in row] for row in cells]
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=100, aspect="auto")
    for place, row in enumerate(cells):
        for column, cell in enumerate(row):
            if not cell["accounts"]:
                continue
            share = "–" if cell["percent"] is None else f"{cell['percent']} %"
            colour = "white" if shares[place][column] > HALF else "black"
            words = f"{share}\n{cell['accounts']:,}"
            axes.text(column, place, words, ha="center", va="center", fontsize=8, color=colour)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rolled.buckets)), rolled.buckets)
    axes.set_xlabel("days past due on the second day")
    axes.set_ylabel("on the first")
    axes.tick_params(length=0)
    cured = "" if rolled.cure_rate is None else f" · cured {rolled.cure_rate} %"
    axes.set_title(f"balance by bucket, and accounts{cured}", loc="left", fontsize=10)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure
