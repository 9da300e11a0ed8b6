# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What must, may and must not be done, of one account and of many, in Python's own types.
"""Decisions."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .columns import Columns
from .errors import Diagnostic
from .question import Day, Parameters
from .result import DataErrors, Orphans, Reading, Result, RowsApart
from .words import counted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .alerts import Alerts
    from .best_actions import BestActions
    from .policy import Policy
    from .surroundings import Around

Moment = datetime | time | str | None

TABLES = ("decisions", "effects", "tasks", "holds", "promises", "contacts", "messages", "advice")


class Wish(NamedTuple):
    """How a question is asked, besides its tables."""

    as_of: Day = None
    now: Moment = None
    contacts: bool = True
    messages: bool = True
    threads: int | None = 1
    parameters: Parameters = None
    key: str | None = None


class Asked(NamedTuple):
    """A question with what was found for it, so that it can be asked of other days."""

    policy: "Policy"
    day: str
    wish: Wish
    around: "Around"

    @property
    def parameters(self) -> dict[str, str]:
        return self.policy._given(self.wish.parameters)


class Decisions(Reading):
    """What must, may and must not be done to each account of a table. Made by `Policy.decide`.

    Every table has a row for each thing told, with the account's key, and hands itself out through
    `__arrow_c_stream__`. `len` is the accounts read: `data_errors` of them were set apart."""

    _core: "_core.Decisions"

    def __init__(self, core: "_core.Decisions", asked: Asked) -> None:
        self._core = core
        self._asked = asked
        self.as_of = asked.day
        self.warnings: list[Diagnostic] = []
        self.orphans: dict[str, Orphans] = {}

    @property
    def _apart(self) -> _core.RowsApart:
        return self._core.apart

    @property
    def sources(self) -> dict[str, Any]:
        """Where zones, holidays and packs came from, with their versions."""
        return dict(self._asked.around.sources)

    @property
    def zones_release(self) -> str:
        """The release of the time-zone rules; empty where none was needed."""
        release: str = self._asked.around.sources["zones"]
        return release

    @property
    def now(self) -> Moment:
        """The moment asked for; None: the question is about the day."""
        return self._asked.wish.now

    # Tables.

    @cached_property
    def decisions(self) -> Columns:
        """A row for each account: key, segments, each strategy's queue, indicators, alerts, past_due, delinquent,
        paused, holds, blocked, effects, tasks (a number), next_action."""
        return self._table("decisions")

    @cached_property
    def effects(self) -> Columns:
        """A row for each effect whose condition is true: key, rule, kind, effect, label, status, first, next, last,
        late, holds, missing, stops, inferred, reason, policy_hash."""
        return self._table("effects")

    @cached_property
    def tasks(self) -> Columns:
        """The day's tasks as a CRM takes them: idempotency_key, key, type, title, owner, due, cause, route, to, copy,
        channel, template, reason, rule, day, policy_hash."""
        return self._table("tasks")

    @cached_property
    def holds(self) -> Columns:
        """A row for each hold, in force or not: key, hold, label, from, until, freezes, reason, owner, in_force,
        refused."""
        return self._table("holds")

    @cached_property
    def promises(self) -> Columns:
        """A row for each promise: key, promise, state, amount, paid, made, due, last_day, decided, kept_once,
        undone."""
        return self._table("promises")

    @cached_property
    def contacts(self) -> Columns:
        """A row for each account and channel: key, channel, allowed, first_allowed, zone, binding, label,
        presumption, left, tightest, held_by, unanswered, pack."""
        return self._table("contacts")

    @cached_property
    def messages(self) -> Columns:
        """A row for each message to be sent: key, template, channel, subject, text, language, to, copy, effect,
        locked, problem: what is unknown that it would say, and then it has no text."""
        return self._table("messages")

    @cached_property
    def advice(self) -> Columns:
        """What should be done before an effect: key, effect, advice, from, until, in_time."""
        return self._table("advice")

    def _table(self, name: str) -> Columns:
        return Columns(self._core.table(name))

    # What went into them.

    @cached_property
    def alerts(self) -> "Alerts | None":
        """Those that the accounts were decided with; None where the policy declares no event, or none was given."""
        core = self._core.alerts
        if core is None:
            return None
        from .alerts import Alerts

        return Alerts(core, self._asked.policy._core, self.as_of)

    @cached_property
    def best_actions(self) -> "BestActions | None":
        """Those that the accounts were decided with; None where no actions were given."""
        core = self._core.best
        if core is None:
            return None
        from .best_actions import BestActions

        found = BestActions(core, self._asked.policy._core, self.as_of, None, [])
        found._parameters = self._asked.parameters
        return found

    @cached_property
    def result(self) -> Result:
        """The verdicts: segments and queues, as `Policy.evaluate` tells them."""
        return Result(self._core.verdicts(), self.warnings, self.orphans, self.alerts, self.best_actions)

    @property
    def remarks(self) -> DataErrors:
        """What is wrong with data that set no row apart: a hold that does not count, a payment of nothing. A zone that
        is unknown is told by `contacts`, as unanswered."""
        return RowsApart(self._core.remarks).errors

    # One account.

    def of(self, key: Any) -> "Decision":
        """The decision on an account, the first of that key. LookupError when there is none."""
        text = (_core.cell_text(key) or "").strip()
        row = self._core.row_of(text)
        if row is None:
            raise LookupError(f"no account {text!r} among the {len(self):,} decided on")
        return Decision(self, row)

    def __iter__(self) -> "Iterator[Decision]":
        """The decisions in the order of the table, those set apart among them."""
        return (Decision(self, row) for row in range(self._core.decided))

    def __len__(self) -> int:
        return self._core.rows

    # All of them.

    def to_dict(self) -> dict[str, Any]:
        """How many of what: effects by kind and status, holds in force, promises by state, accounts that may be
        contacted by channel."""
        return {
            "accounts": len(self),
            "data_errors": self.data_errors,
            "events": self.alerts.events if self.alerts is not None else 0,
            "event_errors": self.alerts.data_errors if self.alerts is not None else 0,
            "effects": self._effects(),
            "tasks": len(self.tasks),
            "holds": {name: count for name, _, count in self._core.hold_counts()},
            "promises": {state: count for state, _, count in self._core.promise_counts()},
            "contacts": {name: count for name, _, count in self._core.contact_counts()},
            "messages": len(self.messages),
            "remarks": len(self.remarks),
            "sources": self.sources,
        }

    def _effects(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for kind, status, count in self._core.effect_counts():
            found.setdefault(kind, {})[status] = count
        return found

    def to_json(self) -> str:
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False)

    def __repr__(self) -> str:
        accounts, errors = counted(len(self), "account"), counted(self.data_errors, "data error")
        in_force = {kind: by.get("in_force", 0) for kind, by in self._effects().items()}
        parts = [f"{count:,} {kind}" for kind, count in in_force.items() if count]
        return f"<Decisions on {self.as_of}: {accounts}, {errors}; in force: {', '.join(parts) or 'nothing'}>"


class Decision(Mapping[str, Any]):
    """What must, may and must not be done to one account, and why: the object that `tramo decide --format json`
    prints, read like a dict or by its members. `str()` tells it to a person."""

    def __init__(self, all: Decisions, row: int) -> None:
        self._all = all
        self._row = row

    @cached_property
    def _told(self) -> dict[str, Any]:
        import json

        told: dict[str, Any] = json.loads(self.to_json())
        return told

    def to_json(self) -> str:
        return self._all._core.json(self._row)

    def to_dict(self) -> dict[str, Any]:
        """A copy of its own."""
        import json

        told: dict[str, Any] = json.loads(self.to_json())
        return told

    def __getitem__(self, member: str) -> Any:
        return self._told[member]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    @property
    def account(self) -> str | None:
        found: str | None = self._told["account"]
        return found

    @property
    def as_of(self) -> str:
        return self._all.as_of

    @property
    def segments(self) -> list[str]:
        return list(self._told["segments"])

    @property
    def queues(self) -> dict[str, str | None]:
        return dict(self._told["queues"])

    @property
    def alerts(self) -> dict[str, dict[str, Any]]:
        return dict(self._told["alerts"])

    @property
    def days(self) -> dict[str, int] | None:
        """past_due, delinquent and paused: three numbers, none for another; None where the policy counts none."""
        found: dict[str, int] | None = self._told["days"]
        return found

    @property
    def holds(self) -> list[dict[str, Any]]:
        return list(self._told["holds"])

    @property
    def promises(self) -> list[dict[str, Any]]:
        return list(self._told["promises"])

    @property
    def effects(self) -> list[dict[str, Any]]:
        return list(self._told["effects"])

    @property
    def blocked(self) -> list[str]:
        """Actions of the host that a block stops."""
        return list(self._told["blocked"])

    @property
    def contacts(self) -> list[dict[str, Any]]:
        return list(self._told["contacts"])

    @property
    def tasks(self) -> list[dict[str, Any]]:
        return list(self._told["tasks"])

    @property
    def messages(self) -> list[dict[str, Any]]:
        return list(self._told["messages"])

    @property
    def advice(self) -> list[dict[str, Any]]:
        return list(self._told["advice"])

    @property
    def next_action(self) -> str | None:
        found: str | None = self._told["next_action"]
        return found

    @property
    def errors(self) -> list[dict[str, Any]]:
        """What is wrong with its data: why it `is_set_apart`, or else what was passed over."""
        return list(self._told["errors"])

    @property
    def is_set_apart(self) -> bool:
        """Whether its data cannot be read, so that nothing was decided."""
        return self._all._core.is_apart(self._row)

    @property
    def event_errors(self) -> DataErrors | None:
        """Events of the history that were set apart; None without a history."""
        return self._all.alerts.errors if self._all.alerts is not None else None

    @property
    def sources(self) -> dict[str, Any]:
        return self._all.sources

    def calendar(self, months: int = 1, path: str | os.PathLike[str] | None = None) -> "Figure":
        """The coming month as a picture, written to `path` (.png, .svg) where one is given: on each day from which
        hour each channel may be used, what may be done, holds and promises due, if nothing further happens. Needs
        matplotlib."""
        from .action_figures import saved
        from .calendar_figure import calendar_figure

        return saved(calendar_figure(self, months), path)

    def __str__(self) -> str:
        from .decision_story import story_of

        events = self.event_errors if len(self._all) == 1 else None
        return story_of(self._told, self._all._asked.policy, self.is_set_apart, events or ())

    def __repr__(self) -> str:
        return f"<Decision on {self._told['account']!r}, {self.as_of}: {len(self.effects)} effects>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(str(self))}</pre>"
