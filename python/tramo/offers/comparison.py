# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# An account's offers side by side, for a terminal, a notebook and as a picture.
"""Comparisons of offers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from ..columns import library

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .found import Offer, Offers

HEADS = ("offer", "installments", "entry", "installment", "first due", "total", "saving", "a year")
COLOURS = 10  # before matplotlib begins anew
MOST_LINES = 12  # in a picture; more cannot be told apart


def percent(rate: Decimal | None) -> str:
    """A fraction as a percentage with two decimals, half up; a dash where there is none."""
    if rate is None:
        return "–"
    from decimal import ROUND_HALF_UP

    return f"{(rate * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)} %"


def rows_of(offers: "Sequence[Offer]") -> list[tuple[str, ...]]:
    """The cells under `HEADS`."""
    rows = []
    for one in offers:
        regular = [payment for payment in one.payments if payment.number > 0]
        shown = str(regular[0].amount) if regular else ""
        if len({payment.amount for payment in regular}) > 1:
            shown += f" … {regular[-1].amount}"
        rows.append(
            (
                one.rule,
                str(one.installments),
                str(one.entry) if one.entry else "",
                shown,
                str(one.payments[0].due),
                str(one.total),
                str(one.saving),
                percent(one.effective_rate),
            )
        )
    return rows


def comparison_text(offers: "Sequence[Offer]") -> str:
    """Columns under their heads, numbers to the right."""
    if not offers:
        return "no offer"
    rows = [HEADS, *rows_of(offers)]
    if any(one.approval for one in offers):
        told = ["approval", *(one.approval or "" for one in offers)]
        rows = [(*row, cell) for row, cell in zip(rows, told)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines)


def comparison_figure(offers: "Sequence[Offer]", as_of: str) -> "Figure":
    """A falling step for each offer: what is left to pay after each payment."""
    figure: Figure = library("matplotlib.figure").Figure(figsize=(9, 5))
    axes = figure.subplots()
    if not offers:
        axes.text(0.5, 0.5, "no offer", ha="center", va="center", transform=axes.transAxes)
        axes.set_axis_off()
        return figure
    shown = _spread(offers)
    for place, one in enumerate(shown):
        left = sum((payment.amount for payment in one.payments), Decimal(0))
        days, balances = [date.fromisoformat(as_of)], [float(left)]
        for payment in one.payments:
            left -= payment.amount
            days.append(payment.due)
            balances.append(float(left))
        style = "-" if place < COLOURS else "--"
        label = f"{one.rule} × {one.installments}: {one.total}"
        axes.step(days, balances, linestyle=style, where="post", label=label)
    axes.set_ylabel("left to pay")
    axes.set_ylim(bottom=0)
    debts = sorted({one.debt for one in offers})
    title = f"debt {debts[0]}" + (f" to {debts[-1]}" if len(debts) > 1 else "")
    if len(shown) < len(offers):
        title += f" · {len(shown)} of {len(offers)} offers"
    axes.set_title(title, loc="left")
    axes.legend(fontsize=8, frameon=False)
    figure.autofmt_xdate()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure


def _spread(offers: "Sequence[Offer]") -> "list[Offer]":
    """Few enough to be told apart: the first, the last, and some between."""
    if len(offers) <= MOST_LINES:
        return list(offers)
    step = (len(offers) - 1) / (MOST_LINES - 1)
    return [offers[round(place * step)] for place in range(MOST_LINES)]


def offers_html(offers: "Offers") -> str:
    """Counts by condition and alternative, for a notebook."""
    rows = "".join(
        f"<tr><td>{escape(condition)}</td><td>{escape(way)}</td><td style='text-align:right'>{count:,}</td></tr>"
        for (condition, way), count in offers.counts.items()
    )
    head = "<tr><th>condition</th><th>alternative</th><th>offers</th></tr>"
    caption = f"{offers.accounts_with_offers:,} of {offers.accounts:,} accounts have an offer"
    return f"<table><caption>{caption}</caption>{head}{rows}</table>"
