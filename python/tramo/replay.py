# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The way from a feed of events, a snapshot and accounts to the core, and to alerts.
"""Replays events."""

import os
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from . import _core
from .alerts import Alerts
from .errors import QuestionError, raise_either
from .evaluation import children_of
from .frame import feed_to_core, to_core

if TYPE_CHECKING:
    from .alert_state import AlertState

Moment = date | str | None  # a datetime is a date

# What is wrong with the question, and not with the feed.
OF_THE_QUESTION = {"T4010", "T5009", "T5010"}


def find_alerts(
    policy: _core.Policy,
    prepared: _core.PreparedPolicy,
    events: Any,
    accounts: Any,
    *,
    as_of: str,
    known_at: Moment,
    state: "AlertState | Alerts | str | os.PathLike[str] | None",
    horizon: str,
    children: Mapping[str, Any] | None,
    threads: int,
    bad_lines: list[str],
) -> Alerts:
    """What `Policy.alerts` does once its question is ready."""
    of_actions = set(_core.action_fields())
    if not _core.machines(policy) and not any(
        computed and name not in of_actions for name, *_, computed in policy.fields()
    ):
        raise QuestionError(
            "the policy declares neither alerts nor counters, so there is nothing to replay events for"
        )
    feed, known = feed_to_core(events), None
    snapshot: _core.Snapshot | None = None
    migrations: list[tuple[str, list[tuple[str, str]]]] = []
    if state is not None:
        snapshot, kept, migrations = _as_state(state)._to_core()
        feed = _core.joined(kept, feed) if kept.rows else feed
    if accounts is not None:
        for child in children_of(policy, "", children or {}):
            accounts = child.attach(accounts)
        known = to_core(accounts, policy)
    elif children:
        raise TypeError("children are those of accounts: give accounts= too")
    found, findings, drawing = _core.find_alerts(
        prepared, feed, known, _moment_text(known_at), horizon, threads, snapshot, migrations, bad_lines
    )
    warnings = raise_either(findings, drawing, OF_THE_QUESTION)
    assert found is not None
    return Alerts(found, policy, as_of, warnings)


def _as_state(state: Any) -> "AlertState":
    """A snapshot, the alerts that one is taken of, or the path of a file that holds one."""
    from .alert_state import AlertState

    if isinstance(state, AlertState):
        return state
    if isinstance(state, Alerts):
        return state.snapshot()
    if isinstance(state, (str, os.PathLike)):
        return AlertState.load(state)
    raise TypeError(
        f"state takes an AlertState, as Alerts.snapshot() gives it, or the path of a saved one, "
        f"not {type(state).__name__}"
    )


def _moment_text(moment: Moment) -> str:
    if moment is None:
        return ""
    if isinstance(moment, str):
        return moment
    if isinstance(moment, (date, datetime)):
        return moment.isoformat()
    raise TypeError(f"known_at is a datetime, a date or text, not {type(moment).__name__}")
