# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# How policies and results look in a notebook.
"""Small HTML tables, with nothing to load."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from .words import counted

if TYPE_CHECKING:
    from .alerts import Alerts
    from .policy import Policy
    from .result import Result

MOST_ROWS = 60


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """An HTML table; numbers stand at the right, None is blank, at most sixty rows."""
    lines = list(rows)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in lines[:MOST_ROWS])
    if len(lines) > MOST_ROWS:
        body += f"<tr><td colspan='{len(head)}'>and {len(lines) - MOST_ROWS} more</td></tr>"
    header = "".join(f"<th style='text-align:left'>{escape(name)}</th>" for name in head)
    return f"<table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    if value is None:
        return "<td></td>"
    is_number = not isinstance(value, (str, bool))
    text = f"{value:,}" if is_number else escape(str(value))
    return f"<td style='text-align:{'right' if is_number else 'left'}'>{text}</td>"


def result_html(result: "Result") -> str:
    """Counts and amounts; the columns of amounts only where a field was summed."""
    counts = result.counts()
    names = ["strategy", "name", "rows", "unknown", "amount", "unknown_amount"]
    shown = [
        name for name in names if any(row[name] is not None for row in counts) or name in ("name", "rows")
    ]
    head = f"<p>{counted(result.rows, 'row')}, {counted(result.data_errors, 'data error')}</p>"
    errors = ""
    if result.data_errors:
        rows = [(one.place, one.message, one.count) for one in result.error_summary]
        errors = table(["field", "set apart because it", "count"], rows)
    return head + table(shown, ([row[name] for name in shown] for row in counts)) + errors


def alerts_html(alerts: "Alerts") -> str:
    """Accounts by alert and state, and why events were set apart."""
    parts = [counted(alerts.events, "event"), counted(alerts.data_errors, "data error")]
    parts += [f"{alerts.duplicates:,} met before"] if alerts.duplicates else []
    rows = [
        (alert, alerts.machines[alert].label_of(state), accounts)
        for alert, states in alerts.counts.items()
        for state, accounts in states.items()
    ]
    errors = ""
    if alerts.data_errors:
        lines = [(one.place, one.message, one.count) for one in alerts.error_summary]
        errors = table(["column", "set apart because it", "count"], lines)
    return f"<p>{', '.join(parts)}</p>" + table(["alert", "state", "accounts"], rows) + errors


def policy_html(policy: "Policy") -> str:
    """What the policy declares, in short; the document itself can be unfolded."""
    title = f"<b>{escape(policy.title or policy.name)}</b> {escape(policy.version)}"
    head = f"<p>{title} <code>{policy.hash[:12]}</code></p>"
    rows: list[tuple[str, str, str]] = [("segment", rule.name, rule.label) for rule in policy.segments]
    for strategy in policy.strategies:
        rows += [("queue", f"{strategy.name}.{queue.name}", queue.label) for queue in strategy.queues]
    document = f"<details><summary>document</summary><pre>{escape(policy.source)}</pre></details>"
    return head + table(["", "name", "label"], rows) + document
