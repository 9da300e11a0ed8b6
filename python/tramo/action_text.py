# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Reports of best actions as people and spreadsheets read them.
"""Reports as text and CSV."""

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .words import counted

if TYPE_CHECKING:
    from .action_report import ActionReport, ReportRow

HEADS = ("best action", "actions", "cases", "ratio", "%", "on cases", "ratio on cases", "contacted")
COLUMNS = ("path", "depth", "kind", "rank", "contact", "actions", "cases", "ratio", "percent")
AMOUNTS = ("amount", "amount_percent")


def title_of(report: "ActionReport") -> str:
    """What the report is of, and its base."""
    from .action_report import BETWEEN

    parts = [counted(report.base, "case"), counted(report.actions, "action")]
    parts += [f"amount {report.amount:,}"] if report.amount is not None else []
    of = [f"{report.by} = {report.name or '(none)'}"] if report.by else []
    of += [BETWEEN.join(report.branch)] if report.branch else []
    return f"{', '.join(of)}: {', '.join(parts)}" if of else ", ".join(parts)


def cells_of(row: "ReportRow") -> tuple[str, ...]:
    """The cells under `HEADS`, and those of the amounts where they were summed."""
    cells = (
        row.label,
        f"{row.actions:,}",
        f"{row.cases:,}",
        f"{row.ratio}",
        f"{row.percent}",
        f"{row.actions_on_cases:,}",
        f"{row.ratio_on_cases}",
        f"{row.contacted:,}",
    )
    return cells if row.amount is None else (*cells, f"{row.amount:,}", f"{row.amount_percent}")


def heads_of(report: "ActionReport") -> tuple[str, ...]:
    return HEADS if report.amount is None else (*HEADS, "amount", "% of amount")


def report_text(report: "ActionReport", with_empty: bool = True) -> str:
    """Columns under their heads, numbers to the right, rows within a row indented; rows that have neither
    actions nor cases only where asked for."""
    rows = [heads_of(report)]
    for row in report.rows:
        if not with_empty and not row.actions and not row.cases:
            continue
        label, *numbers = cells_of(row)
        rows.append(("  " * row.depth + label, *numbers))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [title_of(report), ""]
    for cells in rows:
        line = [cells[0].ljust(widths[0])]
        line += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        lines.append("  ".join(line).rstrip())
    return "\n".join(lines)


def report_csv(reports: "Sequence[ActionReport]") -> str:
    """A line for each row; of several reports with the value that each is of."""
    from .action_report import BETWEEN

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    by = reports[0].by if reports else None
    has_amounts = any(report.amount is not None for report in reports)
    rest = ("actions_on_cases", "ratio_on_cases", "contacted", *(AMOUNTS if has_amounts else ()))
    writer.writerow([*([by] if by else []), *COLUMNS, *rest])
    for report in reports:
        for row in report.rows:
            told: dict[str, Any] = {**row.to_dict(), "path": BETWEEN.join(row.path), "kind": row.kind}
            told["contact"] = str(row.is_contact).lower()
            cells = [told.get(name) for name in (*COLUMNS, *rest)]
            writer.writerow([*([report.name] if by else []), *cells])
    return out.getvalue()
