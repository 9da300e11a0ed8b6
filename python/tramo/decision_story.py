# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# A decision as a person tells it to another: what holds, what to do, what not, and why.
"""Decisions as text."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .policy import Policy
    from .result import DataErrorRow

Row = dict[str, Any]

STATUS_WORDS = {
    "in_force": "to be done today",
    "waiting": "not today",
    "held": "held back",
    "lacking": "a requirement is not met",
    "unapproved": "an approval is missing",
    "released": "released",
    "unknown": "cannot be told",
}


def story_of(told: Row, policy: "Policy", is_set_apart: bool, events_apart: Iterable["DataErrorRow"]) -> str:
    """All of a decision, but what is empty; and events of its history that could not be read."""
    title = policy.title or policy.name
    lines = [f"{told.get('account') or 'the account'} on {told['as_of']}: {title} {policy.version}".rstrip()]
    lines += _where_it_stands(told)
    wrong = "set apart, so nothing was decided" if is_set_apart else "data that does not count"
    parts = (
        (wrong, map(_error if is_set_apart else _remark, told["errors"])),
        ("events set apart", (f"row {one.row}: {_error(one._asdict())}" for one in events_apart)),
        ("holds", map(_hold, told["holds"])),
        ("promises", map(_promise, told["promises"])),
        ("effects", map(_effect, told["effects"])),
        ("contacts", map(_contact, told["contacts"])),
        ("tasks", map(_task, told["tasks"])),
        ("messages", (line for one in told["messages"] for line in _message(one))),
        ("advice", map(_advice, told["advice"])),
    )
    for name, rows in parts:
        lines += _part(name, rows)
    if told["next_action"]:
        lines.append(f"next action: {_words(told['next_action'])}")
    return "\n".join(lines)


def _part(name: str, rows: Iterable[str]) -> list[str]:
    found = [f"  {row}" for row in rows]
    return [f"{name}:", *found] if found else []


def _where_it_stands(told: Row) -> list[str]:
    queues = [f"{strategy} → {queue}" for strategy, queue in told["queues"].items() if queue]
    alerts = [f"{name} {one['state']} since {one['since']}" for name, one in told["alerts"].items()]
    words = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in (told["days"] or {}).items())
    indicators = [f"{name} {value}" for name, value in told["indicators"].items() if value is not None]
    rows = (
        ("segments", told["segments"]),
        ("queues", queues),
        ("indicators", indicators),
        ("alerts", alerts),
        ("days", [words] if words else []),
        ("blocked", told["blocked"]),
    )
    return [f"{name}: {', '.join(map(str, values))}" for name, values in rows if values]


def _error(row: Row) -> str:
    """Its message says the field and the value."""
    return str(row["message"])


def _remark(row: Row) -> str:
    return f"{row['field']}: {row['value']}" if row["field"] and row["value"] else str(row["message"])


def _hold(row: Row) -> str:
    state = "in force" if row.get("in_force") else "not in force"
    if row.get("refused"):
        state = f"does not count: {row['refused']}"
    until = f" until {row['until']}" if row.get("until") else ""
    since = f" from {row['from']}" if row.get("from") else ""
    freezes = f"; freezes {_words(row['freezes'])}" if row.get("freezes") else ""
    owner = f"; {row['owner']}" if row.get("owner") else ""
    return f"{_named(row, 'hold')}{since}{until}: {state}{freezes}{owner}{_why(row)}"


def _promise(row: Row) -> str:
    name = f"{row['promise']}: " if row.get("promise") else ""
    paid = f", {row['paid']} paid" if row.get("paid") else ""
    decided = f" on {row['decided']}" if row.get("decided") else ""
    state = str(row["state"]).replace("_", " ")
    return f"{name}{row['amount']} due {row['due']}{paid}: {state}{decided}"


def _effect(row: Row) -> str:
    status = str(row["status"])
    words = STATUS_WORDS.get(status, status)
    if row["kind"] == "block" and status == "in_force":
        words = "in force"
    if row["kind"] == "cut" and status == "in_force":
        words = "may be done today"
    held = f"{' by' if status == 'held' else '; held back by'} {_words(row['holds'])}" if row.get("holds") else ""
    is_why = status in ("lacking", "unapproved")
    missing = f"{':' if is_why else '; missing'} {_words(row['missing'])}" if row.get("missing") else ""
    following = f", next {row['next']}" if row.get("next") and status != "in_force" else ""
    late = ", its last day has passed" if row.get("late") else ""
    stops = f"; stops {_words(row['stops'])}" if row.get("stops") else ""
    return f"{row['kind']} {_named(row, 'effect')}: {words}{held}{missing}{following}{late}{stops}{_why(row)}"


def _contact(row: Row) -> str:
    zone = f" ({row['zone']})" if row["zone"] else ""
    first = f"{_moment(row['first_allowed'])}{zone}" if row["first_allowed"] else ""
    if row["allowed"]:
        left = f", {row['left']} left" if row["left"] is not None else ""
        return f"{row['channel']}: yes{' from ' + first if first else ''}{left}"
    held = f"held by {row['held_by']}" if row["held_by"] else ""
    why = row["unanswered"] or held or row["label"] or _words(row["binding"])
    return f"{row['channel']}: no{', first ' + first if first else ''}{' — ' + why if why else ''}"


def _task(row: Row) -> str:
    owner = f" for {row['owner']}" if row.get("owner") else ""
    due = f", due {row['due']}" if row.get("due") else ""
    route = f", {row['route']}" if row.get("route") else ""
    to = f", to {_words(row['to'])}" if row.get("to") else ""
    copy = f", copy {_words(row['copy'])}" if row.get("copy") else ""
    return f"{row['type']}: {row['title']}{owner}{due}{route}{to}{copy}{_why(row)}"


def _message(row: Row) -> list[str]:
    to = f" to {_words(row['to'])}" if row.get("to") else ""
    copy = f", copy {_words(row['copy'])}" if row.get("copy") else ""
    subject = f": {row['subject']}" if row.get("subject") else ""
    problem = f": not written, for it says what is unknown: {_words(row['problem'])}" if row.get("problem") else ""
    head = f"{row['template']} by {_words(row.get('channel')) or 'any channel'}{to}{copy}{subject}{problem}"
    return [head, *(f"  | {line}" for line in str(row.get("text") or "").splitlines())]


def _advice(row: Row) -> str:
    late = "" if row.get("in_time", True) else ", too late now"
    until = f" to {row['until']}" if row.get("until") else ""
    return f"{row['advice']} before {row['effect']}: {row.get('from') or 'now'}{until}{late}"


def _named(row: Row, name: str) -> str:
    label = row.get("label")
    return f"{row[name]} ({label})" if label and label != row[name] else str(row[name])


def _why(row: Row) -> str:
    return f" — {row['reason']}" if row.get("reason") else ""


def _words(value: Any) -> str:
    """Lists with commas; an object by its name."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("label") or value.get("name") or next(iter(value.values()), ""))
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_words, value))
    return str(value)


def _moment(moment: Any) -> str:
    return str(moment).replace("T", " ")[:16]
