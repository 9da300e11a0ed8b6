# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The one question that brings all others together; the way to its answer has files of its own.
"""decide."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from . import _core
from .question import Day, Parameters

if TYPE_CHECKING:
    from .contact import Pack
    from .decisions import Decision, Decisions, Moment
    from .offers import Calendar
    from .policy import Policy
    from .zones import Zone


class DecisionQuestions:
    """The part of `Policy` that is about treatment."""

    _core: _core.Policy

    @overload
    def decide(
        self, records: Mapping[str, Any], history: Any = None, as_of: Day = None, **asked: Any
    ) -> "Decision": ...
    @overload
    def decide(self, records: Any, history: Any = None, as_of: Day = None, **asked: Any) -> "Decisions": ...
    def decide(  # type: ignore[misc]
        self: "Policy",
        records: Any,
        history: Any = None,
        as_of: Day = None,
        *,
        actions: Any = None,
        children: Mapping[str, Any] | None = None,
        key: str | None = None,
        parameters: Parameters = None,
        now: "Moment" = None,
        zones: "Mapping[str, Zone] | None" = None,
        holidays: "Mapping[str, Calendar] | None" = None,
        packs: "Sequence[Pack | str] | None" = None,
        contacts: bool = True,
        messages: bool = True,
        threads: int | None = 1,
        _bad_lines: Sequence[str] = (),
        _bad_event_lines: Sequence[str] = (),
    ) -> "Decision | Decisions":
        """What must, may and must not be done to accounts on a day: segments, alerts, holds, promises, permitted
        contacts with the first allowed instant, effects, tasks, messages, the next action, and the reasons.

        records: a dict, for one `Decision`; or a table as in `evaluate`, for `Decisions`. children, key: as there.
        history: the events: for one account a list of dicts, which need not name it; else a feed as in `alerts`.
        Give an empty one where nothing happened. actions: the feed that best actions and attempts come from.
        now: the moment of the question, on the clock of the policy's zone and on the day asked for: "10:30", a
        datetime, or one with an offset; else the question is about the day, and some hour of it is enough.
        zones, holidays, packs: by name, Zones of `tramo.zones`, Calendars of `tramo.offers`; a list of Packs of
        `tramo.contact` or of their ids. Without them the installed packages tzdata and holidays are asked, and
        the shipped packs; with all of them given the result depends on nothing installed. `sources` has the versions.
        contacts, messages: False leaves them out, which takes less time.

        QuestionError when the day is missing, a parameter wrong, or a zone, holidays or a pack not to be had;
        DataError when a table cannot be read."""
        from .decision_asking import find_decisions
        from .decisions import Wish
        from .surroundings import Given

        wish = Wish(as_of, now, contacts, messages, threads, parameters, key)
        given = Given(zones, holidays, packs)
        set_apart = (list(_bad_lines), list(_bad_event_lines))
        return find_decisions(self, records, history, actions, children, wish, given, set_apart)
