# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What may be asked of a policy about actions; each question has its own file behind it.
"""Best actions, their reports, next actions and worklists: the questions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _core
from .question import Day, Parameters

if TYPE_CHECKING:
    from .action_report import ActionReport
    from .best_actions import BestActions
    from .best_asking import Path, Window
    from .policy import Policy
    from .worklists import NextActions, Worklists


class ActionQuestions:
    """The part of `Policy` that is about actions."""

    _core: _core.Policy

    def best_actions(
        self: "Policy",
        actions: Any,
        cases: Any = None,
        *,
        as_of: Day = None,
        window: "Window" = "policy",
        agent: str | None = None,
        segment: str | None = None,
        queue: str | None = None,
        where: Mapping[str, Any] | None = None,
        by: str | None = None,
        amount: str | None = None,
        parameters: Parameters = None,
        children: Mapping[str, Any] | None = None,
        events: Any = None,
        _bad_lines: Sequence[str] = (),
        _bad_case_lines: Sequence[str] = (),
        _details: bool = True,
    ) -> "BestActions":
        """The best action of each case: by rank, then the latest, then the smallest id.

        actions: a table like those of `evaluate`, of whatever columns the policy's actions are read from.
        cases: the cases there are, with the fields that palettes and the scope read; actions on others are left
        out, and counted. Without it the cases are those of the actions. children, events: as in `evaluate`.
        as_of: the day asked for, up to its end; needed where the window or the policy reads it.
        window: `policy` (as it says), `all`, `month`, so many days (30, "30 days"), or a day that begins it.
        agent: only actions of this agent. segment, queue (`strategy.queue`), where (field: value): only these
        cases; what is found then answers for these alone, and no other question takes it.
        by: a report for each value of this field. amount: the money field of the cases that reports add up; else
        the principal of the debt, if there is one.

        QuestionError when the policy has no palette, or the day or a name is missing or wrong; DataError when
        a table cannot be read."""
        from .best_asking import Scope, find_best_actions

        return find_best_actions(
            self,
            actions,
            cases,
            Scope(as_of, window, agent, segment, queue, where, by, amount, _details),
            parameters,
            children,
            events,
            (list(_bad_lines), list(_bad_case_lines)),
        )

    def report(
        self: "Policy",
        actions: Any,
        cases: Any = None,
        *,
        branch: "Path | None" = None,
        group: str | None = None,
        **asked: Any,
    ) -> "ActionReport":
        """The report of `best_actions(…)`, which takes the other arguments: cases by their best action.

        branch: only the cases of this row of it, such as `"COMPROMISO DE PAGO / RETIRO DE CHEQUE"`.
        group: where `by` makes several reports, which."""
        return self.best_actions(actions, cases, _details=False, **asked).report(group, branch)

    def next_actions(
        self: "Policy",
        cases: Any,
        actions: Any = None,
        *,
        as_of: Day = None,
        worklist: str | None = None,
        choices: int = 1,
        parameters: Parameters = None,
        children: Mapping[str, Any] | None = None,
        events: Any = None,
        _bad_lines: Sequence[str] = (),
    ) -> "NextActions":
        """What to do next with whom, accounts in their ranking: why, and what comes second.

        cases, children, events: as in `evaluate`. actions: the feed that best actions and attempts come from, or
        what `best_actions` found.
        worklist: its name; else the first that holds on the day. choices: so many for each account, 0 all.

        QuestionError when no worklist holds, or the day or a name is missing or wrong; DataError when the table
        cannot be read."""
        from .worklists import find_next_actions

        fed = (children, events, actions, list(_bad_lines))
        return find_next_actions(self, cases, as_of, worklist, choices, parameters, fed)

    def worklists(
        self: "Policy",
        cases: Any,
        capacity: Any,
        actions: Any = None,
        *,
        as_of: Day = None,
        worklist: str | None = None,
        minutes_per_call: int | None = None,
        parameters: Parameters = None,
        children: Mapping[str, Any] | None = None,
        events: Any = None,
        _bad_lines: Sequence[str] = (),
    ) -> "Worklists":
        """Who does what today: the ranking of `next_actions`, dealt to shifts until they are full.

        capacity: a table or dicts with agent, minutes, and where there are any shift and skills (a list, or text
        such as "voice; mail" or "voice|mail", while "voice, mail" is one skill; none: all skills).
        minutes_per_call: for candidates that say no minutes. The rest as in `next_actions`.

        QuestionError also where a shift cannot be read: the row and the column are named."""
        from .worklists import find_worklists

        fed = (children, events, actions, list(_bad_lines))
        return find_worklists(self, cases, capacity, as_of, worklist, minutes_per_call, parameters, fed)
