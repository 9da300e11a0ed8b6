# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a person reads on the terminal.
"""Results as text."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

import tramo
from tramo._core import action_fields
from tramo.offers import Offers, Refusal, Schedule, ScheduleRow
from tramo.offers.comparison import percent
from tramo.result import Reading
from tramo.words import counted

MOST_ERRORS = 10
MOST_REASONS = 10


def checked(policy: tramo.Policy | None, diagnostics: list[tramo.Diagnostic]) -> dict[str, Any]:
    """The object that `check --format json` prints."""
    about = None
    if policy is not None:
        about = {
            "name": policy.name,
            "title": policy.title,
            "version": policy.version,
            "language": policy.language,
            "hash": policy.hash,
            "reads_as_of": policy.reads_as_of,
            "key": policy.key,
            "segments": [rule.name for rule in policy.segments],
            "strategies": {one.name: [queue.name for queue in one.queues] for one in policy.strategies},
            "conditions": {one.rule.name: [way.name for way in one.alternatives] for one in policy.conditions},
            "palettes": {one.name: [kind.name for kind in one.actions] for one in policy.palettes},
            "worklists": list(dict.fromkeys(one.name for one in policy.declared_worklists)),
        }
    return {"ok": policy is not None, "policy": about, "diagnostics": [one.to_dict() for one in diagnostics]}


def checked_text(policy: tramo.Policy, warnings: list[tramo.Diagnostic]) -> str:
    drawn = "".join(one.rendering + "\n" for one in warnings)
    parts = [
        counted(len(policy.fields), "field"),
        counted(len(policy.segments), "segment"),
        counted(len(policy.strategies), "strategy", "strategies"),
        *([counted(len(policy.conditions), "payment condition")] if policy.conditions else []),
        *([counted(len(policy.palettes), "palette")] if policy.palettes else []),
        *([counted(len(policy.declared_worklists), "worklist")] if policy.declared_worklists else []),
        counted(len(warnings), "warning"),
    ]
    return f"{drawn}{policy.name}: {', '.join(parts)}; content {policy.hash[:12]}"


def orphans_text(name: str, orphans: tramo.Orphans) -> str:
    named = ", ".join(orphans.keys[:MOST_ERRORS])
    dots = ", …" if len(orphans.keys) > MOST_ERRORS else ""
    return (
        f"{name}: {counted(orphans.count, 'child', 'children')} set apart, without an account: {named}{dots}"
    )


def events_text(path: Any, found: tramo.Alerts) -> str:
    words = ", ".join(f"{one.count:,} {one.place} {one.message}" for one in found.error_summary[:MOST_ERRORS])
    return f"{path}: {counted(found.data_errors, 'event')} set apart: {words}"


def actions_text(path: Any, found: tramo.BestActions, bad_lines: int) -> str:
    """How many actions were set apart, lines of their file among them, and why; empty where none was."""
    parts = [f"{one.count:,} {one.place} {one.message}" for one in found.error_summary[:MOST_ERRORS]]
    parts += [counted(bad_lines, "line") + " with other cells than the header"] if bad_lines else []
    apart = found.data_errors + bad_lines
    return f"{path}: {counted(apart, 'action')} set apart: {', '.join(parts)}" if apart else ""


def without_feeds(policy: tramo.Policy, found: Any, has_events: bool, has_actions: bool) -> list[str]:
    """What to do about columns that only events or actions bring; nothing where none is missing."""
    told = " ".join(one.message for one in found.warnings if one.code == "T5004")
    missing = [field.name for field in policy.fields if field.is_computed and f"`{field.name}`" in told]
    of_actions = set(action_fields())
    by_feed = (
        ("events", "--events", has_events, [name for name in missing if name not in of_actions]),
        ("actions", "--actions", has_actions, [name for name in missing if name in of_actions]),
    )
    return [
        f"{', '.join(names)}: {feed} bring {'it' if len(names) == 1 else 'them'}, give {option} FILE"
        for feed, option, is_given, names in by_feed
        if names and not is_given
    ]


def not_listed_text(path: Any, result: Reading | Offers) -> str:
    rest = counted(result.errors_not_listed, "further data error")
    return f"{path}: the first {len(result.errors):,} data errors are listed, {rest} are not"


def show_result(policy: tramo.Policy, result: tramo.Result) -> None:
    """Segments, queues, and the rows set apart with the reasons."""
    console = Console(highlight=False, soft_wrap=False)
    has_amounts = any(count.amount is not None for count in result.segments.values()) or any(
        count.amount is not None for queues in result.strategies.values() for count in queues.values()
    )
    console.print(
        Text(
            f"{policy.title or policy.name}: {counted(result.rows, 'row')}, {result.data_errors:,} set apart"
        )
    )
    if result.segments:
        console.print("", _segments(result, has_amounts), sep="\n")
    for name, queues in result.strategies.items():
        console.print("", _queues(name, queues, has_amounts), sep="\n")
    if result.data_errors:
        console.print()
        show_errors(console, result)
    for field, values in result.new_values.items():
        console.print(Text(_new_values(field, values)))


def show_alerts(policy: tramo.Policy, found: tramo.Alerts) -> None:
    """Accounts in each state of each alert, and the events set apart with the reasons."""
    console = Console(highlight=False, soft_wrap=False)
    parts = [
        counted(found.events, "event"),
        f"{found.data_errors:,} set apart",
        counted(found.to_dict()["transitions"], "transition"),
        counted(found.accounts, "account"),
    ]
    parts += [f"{found.duplicates:,} met before"] if found.duplicates else []
    parts += [f"{found.not_yet_known:,} not yet known"] if found.not_yet_known else []
    parts += [f"{found.not_yet_happened:,} not yet happened"] if found.not_yet_happened else []
    console.print(Text(f"{policy.title or policy.name}: {', '.join(parts)}"))
    for alert, states in found.counts.items():
        machine = found.machines[alert]
        table = plain_table(alert, "accounts", "", numbers=1)
        for state, accounts in states.items():
            label = machine.label_of(state)
            table.add_row(Text(state), number_text(accounts), Text(label if label != state else ""))
        console.print("", table, sep="\n")
    if found.data_errors:
        console.print()
        show_errors(console, found)
    for field, values in found.new_values.items():
        console.print(Text(_new_values(field, values)))


def show_offers(policy: tramo.Policy, found: Offers) -> None:
    """Offers by condition and alternative, the most frequent reasons against, and the rows set apart."""
    console = Console(highlight=False, soft_wrap=False)
    parts = [
        counted(found.accounts, "account"),
        f"{found.data_errors:,} set apart",
        f"{found.accounts_with_offers:,} with an offer",
        counted(sum(found.counts.values()), "offer"),
    ]
    console.print(Text(f"{policy.title or policy.name}: {', '.join(parts)}"))
    if found.counts:
        made = plain_table("condition", "alternative", "offers", numbers=0)
        made.columns[-1].justify = "right"
        for (condition, way), count in found.counts.items():
            made.add_row(Text(condition), Text(way), number_text(count))
        console.print("", made, sep="\n")
    if found.refusals:
        console.print()
        _show_reasons(console, found.refusals)
    if found.data_errors:
        console.print()
        show_errors(console, found)


def _show_reasons(console: Console, refusals: dict[tuple[str, str], int]) -> None:
    against = plain_table("not offered", "accounts", "why", numbers=1)
    often = sorted(refusals.items(), key=lambda one: -one[1])
    for (condition, reason), count in often[:MOST_REASONS]:
        against.add_row(Text(condition), number_text(count), Text(reason))
    console.print(against)
    if len(often) > MOST_REASONS:
        console.print(Text(f"and {counted(len(often) - MOST_REASONS, 'more reason')}"))


def show_account(policy: tramo.Policy, found: Offers, account: str) -> None:
    """One account's offers side by side, and every reason against the others."""
    console = Console(highlight=False, soft_wrap=False)
    offers = found.of(account)
    debt = f" for a debt of {', '.join(dict.fromkeys(f'{one.debt:,}' for one in offers))}" if offers else ""
    words = "set apart" if found.data_errors else counted(len(offers), "offer") + debt
    console.print(Text(f"{policy.title or policy.name}: {account}: {words}"))
    if offers:
        print(f"\n{found.compare(account)}")  # its columns are as wide as they are
    if refused := found.why_not(account):
        console.print("", _refused(refused), sep="\n")
    if found.data_errors:
        console.print()
        show_errors(console, found)


def _refused(refused: Sequence[Refusal]) -> Table:
    table = plain_table("not offered", "alternative", "why", numbers=0)
    for one in refused:
        table.add_row(Text(one.condition), Text(one.alternative or ""), Text(one.reason))
    return table


def show_schedule(made: Schedule) -> None:
    """A line for each payment, as wide as its amounts are, and what they come to."""
    rows: list[tuple[str, ...]] = [ScheduleRow._fields]
    for row in made:
        amounts = (row.payment, row.principal, row.interest, row.balance)
        rows.append((str(row.number), str(row.due or ""), *map(number_text, amounts)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)))
    rate = "" if made.effective_rate is None else f"; {percent(made.effective_rate)} a year"
    print(f"\ntotal {made.total:,}, interest {made.total_interest:,}{rate}")


def _new_values(field: str, values: dict[str, int]) -> str:
    named = ", ".join(f"{value!r} ({count:,})" for value, count in list(values.items())[:MOST_ERRORS])
    return f"new values of {field}: {named}{', …' if len(values) > MOST_ERRORS else ''}"


def _segments(result: tramo.Result, has_amounts: bool) -> Table:
    table = plain_table("segment", "rows", "unknown", *(["amount", "of unknown"] if has_amounts else []))
    for name, count in result.segments.items():
        amounts = [number_text(count.amount), number_text(count.unknown_amount)] if has_amounts else []
        table.add_row(Text(name), number_text(count.true), number_text(count.unknown), *amounts)
    return table


def _queues(name: str, queues: dict[str, tramo.QueueCount], has_amounts: bool) -> Table:
    table = plain_table(name, "rows", *(["amount"] if has_amounts else []))
    for queue, count in queues.items():
        table.add_row(Text(queue), number_text(count.rows), *([number_text(count.amount)] if has_amounts else []))
    return table


def show_errors(console: Console, result: Reading | Offers, what: str = "set apart") -> None:
    """The faults by field and reason, and the first rows that have them."""
    summary = plain_table(f"{what}: field", "faults", "why", numbers=1)
    for found in result.error_summary[:MOST_ERRORS]:
        summary.add_row(Text(found.place), number_text(found.count), Text(found.message))
    console.print(summary)
    console.print()
    words = {found.reason: found.message for found in result.error_summary}
    first = plain_table("row", "key", "field", "value", "why", numbers=0)
    for error in result.errors[:MOST_ERRORS]:
        cells = (str(error.row), error.key or "", error.field or "", error.value or "", words[error.reason])
        first.add_row(*(Text(cell) for cell in cells))
    console.print(first)
    rest = len(result.errors) + result.errors_not_listed - MOST_ERRORS
    if rest > 0:
        console.print(Text(f"and {rest:,} more"))


def plain_table(title: str, *columns: str, numbers: int | None = None) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(title, overflow="fold")
    for place, name in enumerate(columns):
        is_number = numbers is None or place < numbers
        table.add_column(name, justify="right" if is_number else "left", overflow="fold", no_wrap=is_number)
    return table


def number_text(value: Any) -> str:
    return "" if value is None else f"{value:,}"
