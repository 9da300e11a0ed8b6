# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Why an account carries an alert, told from its transitions and from the machine.
"""The chain of events that led to a state, and what would clear it."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from .machines import AlertMachine, MachineTransition

if TYPE_CHECKING:
    from .alerts import Alerts

NONE = "none"


class Transition(NamedTuple):
    """A change of state; `event` is None where time alone led to it."""

    alert: str
    child: str | None
    from_state: str
    to_state: str
    event: str | None
    event_id: str | None
    rule: str
    line: int | None
    happened: datetime
    recorded: datetime
    user: str | None

    @property
    def cause(self) -> str:
        """What happened, in words."""
        if self.event is None:
            return "time passed"
        if self.user is not None:
            return f"{self.rule.rpartition('.')[2].replace('_', ' ')}: {self.user} (event {self.event_id})"
        return f"{self.event} (event {self.event_id})"


class WayOut(NamedTuple):
    """What leads out of the present state; `on` is the day of a timer, as far as it is known."""

    what: str
    to: str | None  # None: back to what was before
    on: date | None
    rule: str
    line: int | None


class AlertStory:
    """Where an account, or a child, stands with an alert. `children` tells of each child where the alert is
    about them and none was named."""

    def __init__(
        self,
        key: str,
        child: str,
        machine: AlertMachine,
        standing: tuple[str, str | None, int, bool],
        chain: list[Transition],
        ways_out: list[WayOut],
        children: "list[AlertStory]",
    ) -> None:
        self.key = key
        self.child = child or None
        self.alert = machine.name
        self.label = machine.label or machine.name
        self.state, since, self.times, self.clear_pending = standing
        self.state_label = machine.label_of(self.state)
        self.since = None if since is None else datetime.fromisoformat(since)
        self.chain = chain
        self.ways_out = ways_out
        self.children = children

    @property
    def text(self) -> str:
        return "\n".join(_lines_of(self))

    def to_dict(self) -> dict[str, Any]:
        return {
            "account": self.key,
            "child": self.child,
            "alert": self.alert,
            "state": self.state,
            "since": self.since and self.since.isoformat(),
            "times": self.times,
            "clear_pending": self.clear_pending,
            "chain": [
                {**one._asdict(), "happened": one.happened.isoformat(), "recorded": one.recorded.isoformat()}
                for one in self.chain
            ],
            "ways_out": [{**one._asdict(), "on": one.on and one.on.isoformat()} for one in self.ways_out],
            "children": [one.to_dict() for one in self.children],
        }

    def to_json(self) -> str:
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<AlertStory: {self.text.splitlines()[0]}>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(self.text)}</pre>"


def transition_from(alert: str, row: tuple[Any, ...]) -> Transition:
    """A transition from what the core tells."""
    _, child, before, after, event, event_id, rule, line, happened, recorded, user = row
    return Transition(
        alert,
        child,
        before,
        after,
        event,
        event_id,
        rule,
        None if line is None else int(line),
        datetime.fromisoformat(happened),
        datetime.fromisoformat(recorded),
        user,
    )


def tell(alerts: "Alerts", place: int, key: str, child: str, children: list[str]) -> AlertStory:
    """The story of an account and one alert. LookupError where there is no such account or child."""
    machine = list(alerts.machines.values())[place]
    standing = alerts._core.standing(place, key, child)
    if standing is None:
        what = f"no child {child!r} of account {key!r}" if child else f"no account {key!r}"
        raise LookupError(f"{what} in the feed or among the accounts")
    if machine.collection is not None and not child:
        stories = [tell(alerts, place, key, one, []) for one in children]
        return AlertStory(key, "", machine, standing, [], [], stories)
    history = alerts.history(key, machine.name, child or None)
    # What a reversal brings back was raised before it.
    restoring = {one.rule for one in machine.transitions if one.to is None}
    raised = [
        at
        for at, one in enumerate(history)
        if one.from_state == NONE != one.to_state and one.rule not in restoring
    ]
    begin = raised[-1] if raised else 0
    ways = _ways_out(alerts, machine, standing, place, key, child) if standing[0] != NONE else []
    return AlertStory(key, child, machine, standing, history[begin:], ways, [])


def _ways_out(
    alerts: "Alerts",
    machine: AlertMachine,
    standing: tuple[str, str | None, int, bool],
    place: int,
    key: str,
    child: str,
) -> list[WayOut]:
    state, since, _, is_pending = standing
    open_now = [
        one
        for one in machine.transitions
        if one.to != state and (not one.from_states or state in one.from_states)
    ]
    has_deadlines = any(one.trigger == "when" for one in open_now)
    deadlines = alerts._core.deadlines(place, key, child) if has_deadlines else []
    ways = [
        WayOut(_words_of(one, deadlines), one.to, _day_of(one, since, deadlines), one.rule, one.line)
        for one in open_now
    ]
    if machine.clears_by_hand:
        words = "a clear by hand"
        if machine.needs_confirmation:
            words = (
                "the confirmation of the clear by hand" if is_pending else "a clear by hand, once confirmed"
            )
        ways.append(WayOut(words, NONE, None, f"{machine.name}.by_hand", None))
    return ways


def _words_of(one: MachineTransition, deadlines: list[str | None]) -> str:
    is_unset = one.trigger == "when" and one.slot < len(deadlines) and deadlines[one.slot] is None
    return f"{one.caption} (no such day is set)" if is_unset else one.caption


def _day_of(one: MachineTransition, since: str | None, deadlines: list[str | None]) -> date | None:
    if one.trigger == "after" and since is not None:
        return datetime.fromisoformat(since).date() + timedelta(days=one.days)
    if one.trigger == "when" and one.slot < len(deadlines):
        day = deadlines[one.slot]
        return None if day is None else date.fromisoformat(day)
    return None


def _moment(when: datetime) -> str:
    is_midnight = when.time() == datetime.min.time()
    return when.date().isoformat() if is_midnight else when.isoformat(sep=" ", timespec="minutes")


def _lines_of(story: AlertStory) -> list[str]:
    who = story.key + (f", {story.child}" if story.child else "")
    if story.state == NONE:
        carries = f"carries no {story.label!r}" + (
            f"; it was raised {_times(story.times)}" if story.times else ""
        )
    else:
        since = f" since {_moment(story.since)}" if story.since else ""
        carries = f"carries {story.label!r}: {story.state_label}{since}, raised {_times(story.times)}"
    lines = [f"{who} {carries}"]
    if story.chain:
        lines.append("  because")
        if story.chain[0].from_state != NONE:
            lines.append("    (it was raised before the snapshot that this goes on from)")
    for one in story.chain:
        line = f", line {one.line}" if one.line else ""
        lines.append(
            f"    {_moment(one.happened)}  {one.from_state} → {one.to_state}  {one.cause}  [{one.rule}{line}]"
        )
    if story.state != NONE and not story.chain and not story.children:
        lines.append("  because of events before the snapshot that this goes on from")
    if story.ways_out:
        lines.append("  what leads out of it")
    for way in story.ways_out:
        target = "what it was before" if way.to is None else way.to
        day = f", on {way.on.isoformat()}" if way.on else ""
        line = f", line {way.line}" if way.line else ""
        lines.append(f"    → {target}  {way.what}{day}  [{way.rule}{line}]")
    for one_child in story.children:
        lines += ["  " + line for line in _lines_of(one_child)]
    return lines


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")
