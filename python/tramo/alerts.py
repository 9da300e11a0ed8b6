# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What the machines of a policy made of a feed of events, in Python's own types.
"""Which alerts accounts carry, since when, and by which events."""

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import _core
from .alert_state import AlertState
from .columns import Columns
from .errors import Diagnostic
from .machines import AlertMachine, machines_of, place_of
from .result import Named, Reading
from .story import AlertStory, Transition, tell, transition_from
from .words import counted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NONE = "none"


class Alerts(Reading):
    """The answer: states, transitions, and the events that could not be read. Made by `Policy.alerts`.

    Every row of the feed is in `events`; those in `data_errors` were set apart, `duplicates` came again with
    the id of an event met before, `not_yet_known` was recorded and `not_yet_happened` happens later than was
    asked for."""

    _core: "_core.Alerts"

    def __init__(
        self, core: _core.Alerts, policy: _core.Policy, as_of: str, warnings: Sequence[Diagnostic] = ()
    ) -> None:
        self._core = core
        self._policy = policy
        self.as_of = as_of or None
        self.warnings = list(warnings)
        self.machines: dict[str, AlertMachine] = machines_of(policy)
        self.counts: dict[str, dict[str, int]] = Named(
            "alert", ((alert, Named("state", states)) for alert, states in core.counts())
        )

    # What was read.

    @property
    def events(self) -> int:
        """How many rows were read; those that a snapshot kept are not among them."""
        return self._core.rows

    @property
    def accounts(self) -> int:
        return self._core.accounts

    @property
    def duplicates(self) -> int:
        return self._core.duplicates

    @property
    def not_yet_known(self) -> int:
        return self._core.not_yet_known

    @property
    def not_yet_happened(self) -> int:
        return self._core.not_yet_happened

    # What came out.

    @cached_property
    def states(self) -> Columns:
        """A row for each account: its key, for each alert `alert.<name>` with `.since`, `.days` and `.times`,
        and the counters."""
        return Columns(self._core.states())

    @cached_property
    def transitions(self) -> Columns:
        """A row for each change of state: key, child, alert, from, to, event, event_id, rule, line, happened,
        recorded, user, policy_hash."""
        return Columns(self._core.transitions())

    @cached_property
    def children(self) -> dict[str, Columns]:
        """A row for each child, by collection: those that some alert is about."""
        about = {machine.collection for machine in self.machines.values()}
        names = [name for name, _, _ in self._policy.collections()]
        return Named(
            "collection",
            (
                (name, Columns(self._core.child_states(place)))
                for place, name in enumerate(names)
                if name in about
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """The object that `tramo alerts --format json` prints."""
        return {
            "events": self.events,
            "data_errors": self.data_errors,
            "transitions": self._core.transition_count,
            "alerts": {alert: dict(states) for alert, states in self.counts.items()},
        }

    def to_json(self) -> str:
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False)

    def snapshot(self) -> AlertState:
        """What to keep to go on from: give it back as `state` with later events. Needs pyarrow.

        It stands at the horizon asked for in `Policy.alerts`, else at the end of the day, else at the last
        event."""
        return AlertState._made_from(self._core.snapshot())

    # One account.

    def history(self, key: Any, alert: str | None = None, child: Any = None) -> list[Transition]:
        """Every change of state of an account, in order; of one alert, and of one child, where named.

        LookupError when the account is in neither the feed nor the accounts."""
        found: list[Transition] = []
        text, child_text = _text(key), _text(child)
        for name in [alert] if alert is not None else list(self.machines):
            rows = self._core.history(place_of(self.machines, name), text)
            if rows is None:
                raise LookupError(f"no account {text!r} in the feed or among the accounts")
            found += [transition_from(name, row) for row in rows if not child_text or row[1] == child_text]
        return sorted(found, key=lambda one: one.happened)

    def why(self, key: Any, alert: str, child: Any = None) -> AlertStory:
        """Why an account, or its child, carries an alert or none: the events, and what would clear it."""
        place = place_of(self.machines, alert)
        if self.machines[alert].collection is not None and child is None:
            return tell(self, place, _text(key), "", self._child_keys(place, _text(key)))
        return tell(self, place, _text(key), _text(child), [])

    def timeline(self, key: Any, alert: str | None = None, child: Any = None, width: int = 80) -> str:
        """How an account went through an alert's states, or through those of all alerts, as text."""
        from .timeline import timeline_text

        return timeline_text(self, self._lines(key, alert, child), width)

    def plot_timeline(
        self,
        key: Any,
        path: str | os.PathLike[str] | None = None,
        alert: str | None = None,
        child: Any = None,
    ) -> "Figure":
        """The same as a picture, written to `path` where one is given. Needs matplotlib."""
        from .timeline import timeline_figure

        figure = timeline_figure(self, _text(key), self._lines(key, alert, child))
        if path is not None:
            figure.savefig(path, dpi=150, bbox_inches="tight")
        return figure

    def _child_keys(self, place: int, key: str) -> list[str]:
        children = self._core.children(place, key)
        if children is None:
            raise LookupError(f"no account {key!r} in the feed or among the accounts")
        return children

    def _lines(self, key: Any, alert: str | None, child: Any) -> list[tuple[str, str, list[Transition]]]:
        """Alert, child and history: one for each machine of the account, and of each of its children."""
        lines: list[tuple[str, str, list[Transition]]] = []
        for name in [alert] if alert is not None else list(self.machines):
            history = self.history(key, name, child)
            if self.machines[name].collection is None:
                lines.append((name, "", history))
                continue
            children = (
                [_text(child)]
                if child is not None
                else self._child_keys(place_of(self.machines, name), _text(key))
            )
            lines += [(name, one, [row for row in history if row.child == one]) for one in children]
        return lines

    def __repr__(self) -> str:
        events, errors = counted(self.events, "event"), counted(self.data_errors, "data error")
        return f"<Alerts: {events}, {errors}, {counted(self.accounts, 'account')}, {', '.join(self.counts)}>"

    def _repr_html_(self) -> str:
        from .html import alerts_html

        return alerts_html(self)


def _text(key: Any) -> str:
    return (_core.cell_text(key) or "").strip()
