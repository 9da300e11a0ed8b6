# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Reports of best actions, best actions and worklists in a notebook, and as pages that stand alone.
"""HTML of actions, with nothing to load."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from .action_colours import colours_of
from .action_text import cells_of, heads_of, title_of
from .columns import Columns
from .html import table
from .words import counted

if TYPE_CHECKING:
    from .action_report import ActionReport, ReportRow
    from .best_actions import BestActions
    from .worklists import NextActions, Worklists

MOST_CASES = 20  # of a table of cases, in a notebook


def report_html(report: "ActionReport") -> str:
    """All rows, indented, each with a bar as long as its share of the base."""
    heads = "".join(f"<th style='text-align:left'>{escape(head)}</th>" for head in heads_of(report))
    colours = colours_of(report.rows)
    rows = "".join(_row(row, colour) for row, colour in zip(report.rows, colours, strict=True))
    title = f"<p>{escape(title_of(report))}</p>"
    return f"{title}<table><thead><tr>{heads}<th></th></tr></thead><tbody>{rows}</tbody></table>"


def _row(row: "ReportRow", colour: str) -> str:
    label, *numbers = cells_of(row)
    name = f"<td style='text-align:left;padding-left:{row.depth + 0.5:g}em'>{escape(label)}</td>"
    cells = "".join(f"<td style='text-align:right'>{escape(number)}</td>" for number in numbers)
    bar = f"<div style='background:{colour};height:0.8em;width:{row.percent}%'></div>"
    return f"<tr>{name}{cells}<td style='min-width:12em'>{bar}</td></tr>"


def report_page(reports: "Sequence[ActionReport]") -> str:
    """A document of its own, with all reports."""
    body = "\n".join(report_html(report) for report in reports)
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>Best actions</title>"
        f"<style>body{{font-family:sans-serif}}td,th{{padding:0.1em 0.5em}}</style></head>\n<body>{body}</body>"
        "</html>\n"
    )


def best_actions_html(found: "BestActions") -> str:
    """Where the rows are, the reports, and codes that no palette knows."""
    parts = [counted(found.rows, "action")]
    parts += [f"{count:,} {name.replace('_', ' ')}" for name, count in _left_out(found)]
    html = f"<p>{escape(', '.join(parts))}</p>"
    html += "".join(report_html(report) for report in found.reports().values())
    if found.others:
        html += table(["code that no palette knows", "rows"], list(found.others.items()))
    for name, apart in (("actions", found), ("cases", found.cases_apart)):
        if apart.data_errors:
            rows = [(one.place, one.message, one.count) for one in apart.error_summary]
            html += table([f"{name}: column", "set apart because it", "count"], rows)
    return html


def _left_out(found: "BestActions") -> list[tuple[str, int]]:
    return [(name, count) for name, count in list(found.ledger._asdict().items())[2:] if count]


def next_actions_html(found: "NextActions") -> str:
    head = f"{counted(found.accounts, 'account')}, {found.counts['something_to_do']:,} with something to do"
    return f"<p>{head}, {counted(found.data_errors, 'data error')}</p>" + _first_rows(found)


def worklists_html(found: "Worklists") -> str:
    """The shifts, the first of those taken, and the first of those left out."""
    parts = [f"{count:,} {name.replace('_', ' ')}" for name, count in found.counts.items() if count]
    head = f"<p>{counted(found.accounts, 'account')}: {', '.join(parts)}</p>"
    shifts = [(one.agent, one.shift, one.calls, one.minutes_used, one.minutes) for one in found.shifts]
    html = head + table(["agent", "shift", "calls", "minutes used", "minutes"], shifts)
    for title, rows in (("taken", found.lists), ("left out", found.left_out)):
        if len(rows):
            html += f"<p>{title}</p>" + _first_rows(rows)
    return html


def _first_rows(rows: Columns) -> str:
    """The first rows of a table; nothing where the library that reads it is not there."""
    try:
        data = rows.to_arrow()
    except ImportError:
        return ""
    shown = data.slice(0, MOST_CASES).to_pylist()
    cells = [[None if cell is None else str(cell) for cell in row.values()] for row in shown]
    rest = data.num_rows - len(shown)
    return table(data.column_names, cells) + (f"<p>and {rest:,} more</p>" if rest else "")
