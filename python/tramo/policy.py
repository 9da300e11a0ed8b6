# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The policy as Python holds it.
"""A policy: evaluate, explain and format it; alerts, offers, best actions, worklists and decisions."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from . import _core
from .action_questions import ActionQuestions
from .decision_questions import DecisionQuestions
from .declared import Declared
from .errors import Diagnostic, QuestionError, diagnostics_of, raise_either, raise_errors
from .evaluation import Evaluation, children_of
from .explanation import Explanation
from .feeds import Feeds, feeds_of
from .frame import to_core
from .question import Day, Parameters, day_text, texts_of, thread_count
from .result import Result
from .rows import find_row
from .sql import SqlQuestions
from .words import counted

if TYPE_CHECKING:
    from .alert_state import AlertState
    from .alerts import Alerts
    from .matcher import Matcher
    from .offers import Offers

MOST_PREPARED = 16


class Policy(Declared, ActionQuestions, DecisionQuestions, SqlQuestions):
    """A policy, compiled once; immutable, and safe to use from many threads. Made by `load` and `loads`.

    Two policies are equal when their content is, whatever their language and comments, and the parameters
    bound to them; they pickle by their source."""

    def __init__(self, core: _core.Policy, warnings: list[Diagnostic], parameters: dict[str, str]) -> None:
        self._core = core
        self._warnings = warnings
        self._bound = parameters
        self._prepared: dict[tuple[str, tuple[tuple[str, str], ...]], _core.PreparedPolicy] = {}

    @property
    def warnings(self) -> list[Diagnostic]:
        return list(self._warnings)

    def skipped_states(self) -> tuple[Diagnostic, ...]:
        """Where an alert's transitions pass over states, as warnings: every alert read as a ladder, whether or
        not it says `without skipping`."""
        return tuple(diagnostics_of(_core.skipped_states(self._core)))

    def diagram(self, alert: str, format: str = "mermaid") -> str:
        """An alert's machine in the words of Mermaid (`mermaid`) or Graphviz (`dot`)."""
        from .machines import diagram

        return diagram(self._core, alert, format)

    def describe(self, language: str | None = None, *, pictures: bool = True) -> str:
        """The policy as numbered prose in Markdown, in `en`, `es` or `pt`; in its own language unless one is
        named. pictures: of the policy, its strategies and alerts, as Mermaid."""
        from .readable import describe

        return describe(self._core, language or self.language, pictures)

    def flow(
        self,
        strategy: str | None = None,
        form: str = "mermaid",
        *,
        segment: str | None = None,
        language: str | None = None,
    ) -> str:
        """A strategy as a flow, a segment's condition question by question, or without either the whole policy, in
        the words of Mermaid (`mermaid`) or as BPMN 2.0 XML (`bpmn`: of the policy with a diagram for each chapter)."""
        from .readable import flow

        return flow(self._core, strategy, segment, form, language or self.language)

    def format(self, language: str | None = None) -> str:
        """The document in canonical form, in `en`, `es` or `pt`; in its own language unless one is named."""
        return self._core.format(language or self.language)

    def to_query_builder(self, segment: str, *, as_of: Day = None) -> dict[str, Any]:
        """A segment's condition as react-querybuilder's RuleGroupType, ready for `json.dumps`.

        What its core operators cannot say is a rule of the field `$expr`, as text of the language. as_of: the
        day that picks one of several versions. QuestionError when there is no such segment."""
        from .query_builder import to_query_builder

        return to_query_builder(self._core, segment, day_text(as_of))

    def query_builder_fields(self) -> list[dict[str, Any]]:
        """The fields of an account as react-querybuilder's `fields`; `from_query_builder` takes them back."""
        from .query_builder import query_builder_fields

        return query_builder_fields(self._core)
    def to_json(self, indent: int | None = 2) -> str:
        """The document as JSON (`tramo.json_schema()`), exact with its comments; `tramo.from_json` reads it.
        Without an indent all stands on one line."""
        return _core.policy_to_json(self._core, indent or 0)

    def evaluate(
        self,
        table: Any,
        *,
        as_of: Day = None,
        parameters: Parameters = None,
        children: Mapping[str, Any] | None = None,
        key: str | None = None,
        sum: str | None = None,
        events: Any = None,
        alerts: "Alerts | None" = None,
        actions: Any = None,
        threads: int | None = 1,
        _block_rows: int = 0,
    ) -> Result:
        """Who is in which segment, and in which queue of each strategy.

        table: anything with `__arrow_c_stream__` or `__arrow_c_array__`, a list of dicts, or one dict.
        children: tables of children by their collection's name, joined by the key column.
        key: the column that rows are called by, where it is not the field declared key.
        sum: the money field to add up for each segment and queue.
        events: the feed that the accounts' alerts and counters come from, or alerts: as `alerts` found them.
        actions: the feed that their best actions and attempts come from, or what `best_actions` found.
        threads: None takes all cores; the result does not depend on it.

        QuestionError when `as_of` or a parameter is missing or wrong; DataError when no row can be read."""
        feeds = feeds_of(self, "evaluate", events, alerts, actions, as_of, parameters, threads)
        evaluation = self._start(feeds, parameters, children, key, sum, threads, _block_rows)
        evaluation.add(table, keep=True)
        return evaluation.finish()

    def start(
        self,
        *,
        as_of: Day = None,
        parameters: Parameters = None,
        children: Mapping[str, Any] | None = None,
        key: str | None = None,
        sum: str | None = None,
        alerts: "Alerts | None" = None,
        actions: Any = None,
        threads: int | None = 1,
        _block_rows: int = 0,
    ) -> Evaluation:
        """Like `evaluate`, for portfolios that come table by table."""
        feeds = feeds_of(self, "start", None, alerts, actions, as_of, parameters, threads)
        return self._start(feeds, parameters, children, key, sum, threads, _block_rows)

    def _start(
        self,
        feeds: Feeds,
        parameters: Parameters,
        children: Mapping[str, Any] | None,
        key: str | None,
        sum: str | None,
        threads: int | None,
        block_rows: int,
    ) -> Evaluation:
        prepared, count = self._prepare(feeds.day, parameters), thread_count(threads)
        return Evaluation(
            self._core, prepared, sum or "", count, block_rows, key or "", children or {}, feeds
        )

    def matcher(
        self, strategy: str | None = None, *, as_of: Day = None, parameters: Parameters = None
    ) -> "Matcher":
        """For single accounts: `matcher.queue(record)` is the queue of a dict or of JSON text, in microseconds.

        strategy: its name, where the policy has several. QuestionError as in `evaluate`."""
        from .matcher import make_matcher

        return make_matcher(self._core, self._prepare(as_of, parameters), strategy)

    def alerts(
        self,
        events: Any,
        accounts: Any = None,
        *,
        as_of: Day = None,
        known_at: Day = None,
        state: "AlertState | Alerts | str | os.PathLike[str] | None" = None,
        horizon: Day = None,
        parameters: Parameters = None,
        children: Mapping[str, Any] | None = None,
        threads: int | None = 1,
        _bad_lines: Sequence[str] = (),
    ) -> "Alerts":
        """Which alerts accounts carry: replays a feed of events.

        events: a table like those of `evaluate`, of whatever columns the policy's events are read from.
        accounts: the accounts there are, with fields that conditions on events read; events of others are
        then set apart. Without it the accounts are those of the feed. children: as in `evaluate`.
        as_of: the day asked for, up to its end; needed where alerts change with time.
        known_at: only what was recorded by then; a day means its end.
        state: a snapshot to go on from (`Alerts.snapshot`), or the path of a saved one; events are then the rows
        that were not given before. Without a column of ids, rows given twice count twice.
        horizon: the day at whose end a snapshot of the result will stand; else as_of, else the last event.

        QuestionError when the day or a parameter is missing or wrong, or the snapshot is of another version;
        DataError when the events cannot be read at all."""
        from .replay import find_alerts

        return find_alerts(
            self._core,
            self._prepare(as_of, parameters),
            events,
            accounts,
            as_of=day_text(as_of),
            known_at=known_at,
            state=state,
            horizon=day_text(horizon, "horizon"),
            children=children,
            threads=thread_count(threads),
            bad_lines=list(_bad_lines),
        )

    def offers(
        self,
        table: Any,
        *,
        as_of: Day,
        role: str | None = None,
        condition: str | None = None,
        alternative: str | None = None,
        installments: int | None = None,
        entry: Any = None,
        parameters: Parameters = None,
        children: Mapping[str, Any] | None = None,
        events: Any = None,
        alerts: "Alerts | None" = None,
        actions: Any = None,
        _bad_lines: Sequence[str] = (),
        _first_row: int = 0,
    ) -> "Offers":
        """Which payment agreements accounts may be offered, on which terms, and why no others.

        table, children, events, alerts, actions: as in `evaluate`. as_of: the day of the negotiation.
        role: whose ceilings of discounts hold; without one those of everybody.
        condition, alternative, installments: only offers of these. entry: the one agreed with the debtor, for
        alternatives with an entry; without it the least the policy asks for.

        QuestionError when the day or a parameter is missing, or a name is not the policy's; DataError when the
        table cannot be read."""
        from .offers.asking import find_offers

        feeds = feeds_of(self, "offers", events, alerts, actions, as_of, parameters)
        joined = children_of(self._core, "", children or {})
        for child in joined:
            table = child.attach(table)
        core = feeds.attach(to_core(table, self._core))
        prepared = self._prepare(as_of, parameters)
        wanted = (role or "", condition or "", alternative or "", installments or 0)
        set_apart = (_bad_lines, _first_row)
        found = find_offers(self._core, prepared, core, day_text(as_of), wanted, entry, *set_apart)
        found.orphans = {child.collection: child.orphans() for child in joined}
        found.best_actions = feeds.best
        return found

    def explain(
        self,
        table: Any,
        *,
        row: Any = None,
        index: int | None = None,
        segment: str | None = None,
        queue: str | None = None,
        as_of: Day = None,
        parameters: Parameters = None,
        children: Mapping[str, Any] | None = None,
        key: str | None = None,
        events: Any = None,
        alerts: "Alerts | None" = None,
        actions: Any = None,
        _first_row: int = 0,
    ) -> Explanation:
        """Why a row is, or is not, in a segment or queue.

        row: the value of the key field, or of the column `key`; the first row that has it is explained.
        index: the row's number from 0, instead. A table of one row needs neither.
        queue: its name, or `strategy.queue` where two strategies have one of that name.
        events, alerts, actions: as in `evaluate`.

        LookupError when there is no such row."""
        if (segment is None) == (queue is None):
            raise TypeError("explain takes one of segment= and queue=")
        feeds = feeds_of(self, "explain", events, alerts, actions, as_of, parameters)
        prepared = self._prepare(feeds.day, parameters)
        for child in children_of(self._core, key or "", children or {}):
            table = child.attach(table)
        core = feeds.attach(to_core(table, self._core, key or ""))
        place = find_row(core, row, index, key or self.key)
        answer = _core.explain(prepared, core, place, _first_row, key or "", segment or "", queue or "")
        found, findings, drawing = answer
        raise_either(findings, drawing, {"T5007"})
        assert found is not None
        return Explanation(*found)

    def _prepare(self, as_of: Day, parameters: Parameters) -> _core.PreparedPolicy:
        given = self._given(parameters)
        question = (day_text(as_of), tuple(sorted(given.items())))
        ready = self._prepared.get(question)
        if ready is None:
            ready, findings, drawing = self._core.prepare(question[0], list(question[1]))
            raise_errors(QuestionError, findings, drawing)
            assert ready is not None
            if len(self._prepared) >= MOST_PREPARED:
                self._prepared.clear()
            self._prepared[question] = ready
        return ready

    def _given(self, parameters: Parameters) -> dict[str, str]:
        """The parameters bound and given, as text."""
        return {**self._bound, **texts_of(parameters)}

    def __reduce__(self) -> tuple[Any, ...]:
        from .loading import loads

        return loads, (self.source, self.name, self._bound)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Policy):
            return NotImplemented
        return self.hash == other.hash and self._bound == other._bound

    def __hash__(self) -> int:
        return hash(self.hash)

    def __repr__(self) -> str:
        title = self.title or self.name
        segments = counted(len(self.segments), "segment")
        strategies = counted(len(self.strategies), "strategy", "strategies")
        return f"<Policy {title!r}: {segments}, {strategies}, {self.hash[:12]}>"

    def _repr_html_(self) -> str:
        from .html import policy_html

        return policy_html(self)
