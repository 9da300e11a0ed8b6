# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What to do next with whom, and who does it today, in Python's own types.
"""Next actions and worklists."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .capacity import MOST_MINUTES, Shift, shifts_of
from .children import Children
from .columns import Columns
from .errors import Diagnostic, QuestionError, raise_either
from .evaluation import children_of
from .feeds import Feeds, feeds_of
from .frame import to_core
from .question import Day, Parameters, name_text
from .result import Orphans, Reading
from .words import counted

if TYPE_CHECKING:
    import pyarrow

    from .alerts import Alerts
    from .best_actions import BestActions
    from .policy import Policy

# What is wrong with the question, and not with the table.
OF_THE_QUESTION = {"T4010", "T5007", "T5015", "T5016"}
LEFT_OUT = ("no_skill", "full", "owner_full", "owner_no_skill")

MOST_CHOICES = 2**31 - 1  # more than an account has

# Children, events, actions, and lines of the file of cases that could not be laid into columns.
Fed = tuple[Mapping[str, Any] | None, Any, Any, list[str]]


class ShiftUse(NamedTuple):
    """How far a shift is filled."""

    agent: str
    shift: str
    minutes: int
    minutes_used: int
    calls: int


class Ranked(Reading):
    """What next actions and worklists have in common: the accounts read."""

    def __init__(self, core: "_core.Worklists", feeds: Feeds, joined: Sequence[Children]) -> None:
        self._answer = core
        self.warnings: list[Diagnostic] = []
        #: Those that the accounts were ranked with.
        self.alerts: Alerts | None = feeds.alerts
        self.best_actions: BestActions | None = feeds.best
        self.orphans: dict[str, Orphans] = {one.collection: one.orphans() for one in joined}

    @property
    def _apart(self) -> _core.RowsApart:
        return self._answer.apart

    @property
    def accounts(self) -> int:
        """How many rows were read: `data_errors` and all `counts` are in it."""
        return self._answer.rows

    def _with_nothing(self, found: dict[str, int]) -> int:
        ranked = found["taken"] + sum(found[why] for why in LEFT_OUT)
        return self.accounts - self.data_errors - ranked


class NextActions(Columns, Ranked):
    """The ranked list: a row for each account and what may be done with it, accounts in their ranking, the best
    choice first: key, place, choice, action, label, channel, skill, minutes, value, cost, score, reason, runner_up
    and runner_up_score."""

    def __init__(
        self, core: "_core.Worklists", most: int, feeds: Feeds, joined: Sequence[Children]
    ) -> None:
        Ranked.__init__(self, core, feeds, joined)
        Columns.__init__(self, core.next(most))

    @property
    def counts(self) -> dict[str, int]:
        """Accounts with something to do, and with nothing; with `data_errors` they are the accounts read."""
        nothing = self._with_nothing(self._answer.counts())
        return {
            "something_to_do": self.accounts - self.data_errors - nothing,
            "nothing_to_do": nothing,
        }

    def __repr__(self) -> str:
        some = self.counts["something_to_do"]
        return f"<NextActions: {counted(self.accounts, 'account')}, {some:,} with something to do>"

    def _repr_html_(self) -> str:
        from .action_html import next_actions_html

        return next_actions_html(self)


class Worklists(Ranked):
    """The answer of `Policy.worklists`: no account is on two lists, and each that is on none says why."""

    @cached_property
    def lists(self) -> Columns:
        """A row for each account taken: agent, shift, position, key, action, label, channel, skill, minutes, score,
        place, reason; by agent, shift and position."""
        return Columns(self._answer.lists())

    @cached_property
    def left_out(self) -> Columns:
        """A row for each account with something to do that was not taken: key, place, action, skill, score, why,
        missed_by_places, cut_score, missed_by_score, and the reason in words."""
        return Columns(self._answer.left_out())

    @cached_property
    def next(self) -> Columns:
        """The ranked list, with the best choice of each account: the columns of `NextActions`."""
        return Columns(self._answer.next(1))

    @property
    def shifts(self) -> list[ShiftUse]:
        """In the order given."""
        return [ShiftUse(*told) for told in self._answer.shifts()]

    @property
    def counts(self) -> dict[str, int]:
        """Accounts taken; left out because no shift has the skill, all that have it are full, those of their own
        agent are, or none of these has the skill; with nothing to do. With `data_errors` they are the accounts read."""
        found = self._answer.counts()
        return {
            "taken": found["taken"],
            **{why: found[why] for why in LEFT_OUT},
            "nothing_to_do": self._with_nothing(found),
        }

    def for_agent(self, agent: str) -> "pyarrow.Table":
        """An agent's list of the day. LookupError when no shift is of that agent. Needs pyarrow."""
        if not isinstance(agent, str):
            raise TypeError(f"agent is text, not {agent!r}")
        names = list(dict.fromkeys(shift.agent for shift in self.shifts))
        found = [name for name in names if name.casefold() == agent.strip().casefold()]
        if not found:
            from difflib import get_close_matches

            near = get_close_matches(agent, names, n=1)
            raise LookupError(f"no shift of {agent!r}" + (f"; is {near[0]!r} meant?" if near else ""))
        data = self.lists.to_arrow()
        keep = [value in found for value in data.column("agent").to_pylist()]
        return data.filter(keep)

    def to_dict(self) -> dict[str, Any]:
        """What was taken by whom, in counts."""
        return {
            "accounts": self.accounts,
            "data_errors": self.data_errors,
            **self.counts,
            "shifts": [shift._asdict() for shift in self.shifts],
        }

    def to_json(self) -> str:
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False)

    def __repr__(self) -> str:
        taken = counted(self.counts["taken"], "account")
        out = sum(self.counts[why] for why in LEFT_OUT)
        return f"<Worklists: {taken} in {counted(len(self.shifts), 'shift')}, {out:,} left out>"

    def _repr_html_(self) -> str:
        from .action_html import worklists_html

        return worklists_html(self)


def find_next_actions(
    policy: "Policy",
    cases: Any,
    as_of: Day,
    worklist: str | None,
    choices: int,
    parameters: Parameters,
    fed: Fed,
) -> NextActions:
    """What `Policy.next_actions` does."""
    if isinstance(choices, bool) or not isinstance(choices, int) or choices < 0:
        raise ValueError(f"choices is a number from 0 (all) on, not {choices!r}")
    core, warnings, feeds, joined = _find(policy, "next_actions", cases, as_of, worklist, [], 0, parameters, fed)
    made = NextActions(core, min(choices, MOST_CHOICES), feeds, joined)
    made.warnings = warnings
    return made


def find_worklists(
    policy: "Policy",
    cases: Any,
    capacity: Any,
    as_of: Day,
    worklist: str | None,
    minutes_per_call: int | None,
    parameters: Parameters,
    fed: Fed,
) -> Worklists:
    """What `Policy.worklists` does."""
    shifts = shifts_of(capacity)
    if not shifts:
        raise QuestionError("capacity has no shift: whose lists are to be filled?")
    minutes = 0
    if minutes_per_call is not None:
        minutes = minutes_per_call
        if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= MOST_MINUTES:
            raise ValueError(f"minutes_per_call is a whole number from 1 to {MOST_MINUTES:,}, not {_shown(minutes)}")
    core, warnings, feeds, joined = _find(
        policy, "worklists", cases, as_of, worklist, shifts, minutes, parameters, fed
    )
    made = Worklists(core, feeds, joined)
    made.warnings = warnings
    return made


def _shown(number: Any) -> str:
    return "a number of that size" if isinstance(number, int) and abs(number) > MOST_CHOICES else repr(number)


def _find(
    policy: "Policy",
    what: str,
    cases: Any,
    as_of: Day,
    worklist: str | None,
    shifts: list[Shift],
    minutes_per_call: int,
    parameters: Parameters,
    fed: Fed,
) -> tuple["_core.Worklists", list[Diagnostic], Feeds, list[Children]]:
    children, events, actions, bad_lines = fed
    feeds = feeds_of(policy, what, events, None, actions, as_of, parameters)
    prepared = policy._prepare(feeds.day, parameters)
    joined = children_of(policy._core, "", children or {})
    for child in joined:
        cases = child.attach(cases)
    accounts = feeds.attach(to_core(cases, policy._core))
    core, findings, drawing = _core.find_worklists(
        prepared, accounts, name_text(worklist, "worklist"), shifts, minutes_per_call, bad_lines
    )
    warnings = raise_either(findings, drawing, OF_THE_QUESTION)
    assert core is not None
    return core, warnings, feeds, joined
