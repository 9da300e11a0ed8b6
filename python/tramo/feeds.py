# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Accounts are read with what was done and what happened: both feeds come to them in one place.
"""What events and actions bring to accounts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import _core
from .errors import DataError, QuestionError, raise_errors
from .frame import feed_to_core
from .question import Day, Parameters, day_text

if TYPE_CHECKING:
    from .alerts import Alerts
    from .best_actions import BestActions
    from .policy import Policy

FindAlerts = Callable[[_core.Table], "Alerts"]
FindBest = Callable[[_core.Table], "BestActions"]


class Feeds:
    """Adds alerts and counters from events, best actions and attempts from actions, then holds and promises."""

    def __init__(
        self,
        find_alerts: FindAlerts | None,
        find_best: FindBest | None,
        day: Day,
        prepare: Callable[[], _core.PreparedPolicy] | None = None,
    ) -> None:
        self._find_alerts, self._find_best, self._prepare = find_alerts, find_best, prepare
        #: The day asked for: where none was given, that of the alerts or best actions found.
        self.day = day
        #: What was found for the accounts of the last table.
        self.alerts: Alerts | None = None
        self.best: BestActions | None = None

    def attach(self, accounts: _core.Table) -> _core.Table:
        """The accounts with the computed fields."""
        if self._find_alerts is not None:
            self.alerts = self._find_alerts(accounts)
            accounts = self.alerts._core.attach(accounts)
        if self._find_best is not None:
            self.best = self._find_best(accounts)
            accounts = self.best._core.attach(accounts)
        return self._attach_treatment(accounts)

    def _attach_treatment(self, accounts: _core.Table) -> _core.Table:
        """Holds, days past due and promises, where the policy declares any and the day is known."""
        if self._prepare is None or self.day is None:
            return accounts
        alerts = self.alerts._core if self.alerts is not None else None
        attached, findings, drawing = _core.attach_treatment(self._prepare(), accounts, alerts)
        raise_errors(DataError, findings, drawing)
        assert attached is not None
        return attached


def feeds_of(
    policy: "Policy",
    what: str,
    events: Any,
    alerts: "Alerts | None",
    actions: Any,
    as_of: Day,
    parameters: Parameters = None,
    threads: int | None = 1,
) -> Feeds:
    """What brings a table's accounts their alerts and best actions. `what` is the name of the question."""
    from .best_actions import BestActions

    if events is not None and alerts is not None:
        raise TypeError(f"{what} takes one of events= and alerts=")
    best = actions if isinstance(actions, BestActions) else None
    for found, name in ((alerts, "alerts"), (best, "best actions")):
        if found is None:
            continue
        if found._policy.hash != policy.hash:
            raise QuestionError(f"these {name} are of another policy")
        if as_of is None:
            as_of = found.as_of
        elif day_text(as_of) != (found.as_of or ""):
            raise QuestionError(f"these {name} are as of {found.as_of}, not {day_text(as_of)}")
    if best is not None:
        _check_scope(policy, best, parameters)
    return Feeds(
        _alert_finder(policy, events, alerts, as_of, parameters, threads),
        _best_finder(policy, actions, best, as_of, parameters),
        as_of,
        (lambda: policy._prepare(as_of, parameters)) if _core.treatment(policy._core)["has_fields"] else None,
    )


def _check_scope(policy: "Policy", best: "BestActions", parameters: Parameters) -> None:
    """What was found of some actions or cases only would be taken for what is true of all."""
    if best._core.is_scoped:
        raise QuestionError(
            "these best actions are of some actions or cases only: agent, segment, queue, where, or a window other "
            "than the policy's was asked for. Give best actions found without them, or the actions themselves"
        )
    given, found = policy._given(parameters), best._parameters
    if given != found:
        names = sorted(name for name in given.keys() | found.keys() if given.get(name) != found.get(name))
        raise QuestionError(
            f"these best actions were found with other parameters: {', '.join(names)}. Give parameters= the same "
            "values here and there"
        )


def _alert_finder(
    policy: "Policy",
    events: Any,
    alerts: "Alerts | None",
    as_of: Day,
    parameters: Parameters,
    threads: int | None,
) -> FindAlerts | None:
    if alerts is not None:
        return lambda accounts: alerts
    if events is None:
        return None
    return lambda accounts: policy.alerts(
        events, accounts, as_of=as_of, parameters=parameters, threads=threads
    )


def _best_finder(
    policy: "Policy", actions: Any, best: "BestActions | None", as_of: Day, parameters: Parameters
) -> FindBest | None:
    if best is not None:
        return lambda accounts: best
    if actions is None:
        return None
    feed = feed_to_core(actions, "actions")  # several tables of accounts may ask for it
    return lambda accounts: policy.best_actions(feed, accounts, as_of=as_of, parameters=parameters)
