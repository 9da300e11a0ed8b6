# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a policy's `# decide:` lines say of one account on a day, and what came out otherwise.
"""The decision that is due.

    # as_of: 2026-11-21                    the day asked for, until it is set anew; likewise:
    # set: tolerance=1000
    # history: [{"kind": "promise", ...}]  the account's events; without the key, which is given to them
    # actions: code, happened              columns of the feed of actions
    # done: [["E-mail", "2026-11-01"]]     its actions: a cell for each column
    # decide: {"customer": "C-1", "days": 61} => requests in_force, blocked shipment, not blocked visit

Behind `=>`, between commas:

    RULE STATUS, RULE waiting 2026-12-07  an effect by its name or id, and the first day on which it may be done
    no RULE                               its condition is not true: nothing is told of it
    task RULE                             it is in force and among the day's tasks
    blocked ACTION, not blocked ACTION    an action of the host
    hold NAME, no hold NAME               in force on the day
    promise STATE                         of the last promise
    contact CHANNEL yes, contact … no     whether the day has a moment at which it may be used
    message TEMPLATE, no message TEMPLATE
    days PAST_DUE DELINQUENT
    strategy = queue, next CANDIDATE      where the account goes, and the best next action
    error FIELD                           the row is set apart because of that field

A line in which no error is due fails where the account or one of its events is set apart."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import tramo

LINE = re.compile(r"^\s*#\s*(as_of|set|history|actions|done|decide):\s*(.*?)\s*$")
Record = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What is known of accounts beside their fields, until it is set anew."""

    as_of: str | None = None
    parameters: dict[str, str] = field(default_factory=dict)
    history: list[Record] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    done: list[list[Any]] = field(default_factory=list)


@dataclass(frozen=True)
class DecideCase:
    line: int
    record: Record
    due: list[str]
    known: Known

    def events(self) -> list[Record]:
        return [{**self.key(), **event} for event in self.known.history]

    def actions(self) -> list[Record]:
        return [
            {**self.key(), **dict(zip(self.known.columns, cells, strict=True))} for cells in self.known.done
        ]

    def key(self) -> Record:
        """The first field of a record is its key."""
        return dict([next(iter(self.record.items()))])


def read(text: str) -> Iterator[DecideCase]:
    """The cases of a policy, in order. ValueError names the line that cannot be read."""
    known = Known()
    for number, line in enumerate(text.splitlines(), 1):
        found = LINE.match(line)
        if not found:
            continue
        what, rest = found.groups()
        try:
            if what == "decide":
                yield _case(number, rest, known)
            else:
                known = _set_anew(known, what, rest)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None


def _set_anew(known: Known, what: str, rest: str) -> Known:
    if what == "as_of":
        return replace(known, as_of=rest or None)
    if what == "set":
        name, sign, value = rest.partition("=")
        if not sign:
            raise ValueError("# set: name=value is due")
        return replace(known, parameters={**known.parameters, name.strip(): value.strip()})
    if what == "actions":
        return replace(known, columns=[one.strip() for one in rest.split(",") if one.strip()])
    told = json.loads(rest)
    if not isinstance(told, list):
        raise ValueError(f"# {what}: a list is due")
    if what == "history":
        return replace(known, history=told)
    if any(not isinstance(cells, list) or len(cells) != len(known.columns) for cells in told):
        raise ValueError(f"# done: a cell for each of {', '.join(known.columns) or 'no columns'} is due")
    return replace(known, done=told)


def _case(number: int, text: str, known: Known) -> DecideCase:
    record, end = json.JSONDecoder().raw_decode(text)
    arrow, sign, due = text[end:].partition("=>")
    parts = [part.strip() for part in due.split(",") if part.strip()]
    if not isinstance(record, dict) or not record:
        raise ValueError("a record is due, its key first")
    if arrow.strip() or not sign or not parts:
        raise ValueError("=> and what is due must follow the record")
    return DecideCase(number, record, parts, known)


def failures(policy: tramo.Policy, case: DecideCase) -> list[str]:
    """What came out otherwise than due, in words."""
    known = case.known
    more: Record = {"actions": case.actions()} if known.done else {}
    if known.parameters:
        more["parameters"] = known.parameters
    decision = policy.decide(case.record, case.events(), as_of=known.as_of, **more)
    apart = [{"field": error.field, "message": error.message} for error in decision.event_errors or ()]
    if decision.is_set_apart:
        apart += decision.errors
    return wrong_in(decision.to_dict(), case.due, apart)


def wrong_in(found: Record, due: list[str], apart: list[Record] | None = None) -> list[str]:
    """The same of a decision as `Decision.to_dict()` tells it, and of what was set apart."""
    if apart and not any(one.split()[0] == "error" for one in due):
        return [f"something is set apart: {[error['message'] for error in apart]}"]
    return [wrong for one in due if (wrong := _wrong({**found, "apart": apart or []}, one))]


def _wrong(found: Record, due: str) -> str | None:
    strategy, sign, queue = (part.strip() for part in due.partition("="))
    if sign:
        return _differs(due, queue, found["queues"].get(strategy, f"no strategy {strategy}"))
    is_not = due.startswith(("no ", "not "))
    words = due.split()[is_not:]
    reader = READERS.get(words[0])
    if reader and len(words) > 1:
        told = reader(found, words[1:])
        return f"due: {due}; found: {told or 'it'}" if (told is None) == is_not else None
    if is_not:
        effect = _effect(found, words[0])
        return f"due: {due}; found: {effect['status']}" if effect else None
    return _effect_wrong(found, due, words)


def _differs(due: str, wanted: str, told: object) -> str | None:
    return None if wanted == told else f"due: {due}; found: {told}"


def _effect(found: Record, name: str) -> Record | None:
    return next((one for one in found["effects"] if name in (one["effect"], one["rule"])), None)


def _effect_wrong(found: Record, due: str, words: list[str]) -> str | None:
    """RULE STATUS [NEXT_DAY]"""
    effect = _effect(found, words[0])
    if len(words) not in (2, 3):
        return f"{due!r} says nothing that a decision tells"
    if effect is None:
        return f"due: {due}; nothing is told of {words[0]}: {_names(found)}"
    told = [effect["status"], *([str(effect["next"])[:10]] if len(words) == 3 else [])]
    return _differs(due, " ".join(words[1:]), " ".join(told))


def _names(found: Record) -> str:
    return ", ".join(f"{one['effect']} {one['status']}" for one in found["effects"]) or "no effect is"


# Each tells what was found instead, and nothing where it is so.
def _task(found: Record, words: list[str]) -> str | None:
    effect = _effect(found, words[0])
    if effect is None or effect["status"] != "in_force":
        return f"{words[0]} {effect['status']}" if effect else _names(found)
    rules = [task["rule"] for task in found["tasks"]]
    return None if effect["rule"] in rules or effect["effect"] in rules else f"tasks {rules}"


def _one_of(wanted: str, told: list[str]) -> str | None:
    return None if wanted in told else str(told or "none")


def _hold(found: Record, words: list[str]) -> str | None:
    return _one_of(words[0], [one["hold"] for one in found["holds"] if one["in_force"]])


def _blocked(found: Record, words: list[str]) -> str | None:
    return _one_of(words[0], found["blocked"])


def _message(found: Record, words: list[str]) -> str | None:
    return _one_of(words[0], [one["template"] for one in found["messages"]])


def _promise(found: Record, words: list[str]) -> str | None:
    return _one_of(words[0], [one["state"] for one in found["promises"]][-1:])


def _days(found: Record, words: list[str]) -> str | None:
    told = [str((found["days"] or {}).get(name)) for name in ("past_due", "delinquent")]
    return None if words == told else " ".join(told)


def _contact(found: Record, words: list[str]) -> str | None:
    channel = next((one for one in found["contacts"] if one["channel"] == words[0]), None)
    if channel is None or len(words) != 2:
        return f"nothing of {words[0]}"
    day = str(channel["first_allowed"])[:10]
    told = "yes" if channel["allowed"] or day == found["as_of"] else "no"
    return None if words[1] == told else f"{told}, first on {day}, {channel['binding'] or 'no limit'}"


def _next(found: Record, words: list[str]) -> str | None:
    return None if found["next_action"] == words[0] else str(found["next_action"])


def _error(found: Record, words: list[str]) -> str | None:
    fields = [re.sub(r"\[\d+\]", "", str(error.get("field"))) for error in found["apart"]]
    return _one_of(words[0], fields)


READERS: dict[str, Callable[[Record, list[str]], str | None]] = {
    "task": _task,
    "hold": _hold,
    "blocked": _blocked,
    "message": _message,
    "promise": _promise,
    "days": _days,
    "contact": _contact,
    "next": _next,
    "error": _error,
}
