# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a policy declares, for whoever lists it.
"""Fields, collections, parameters, rules and strategies; palettes of actions and worklists."""

from typing import TYPE_CHECKING, NamedTuple

from . import _core

if TYPE_CHECKING:
    from .machines import AlertMachine


class Field(NamedTuple):
    """A field of the account, or of a child; a computed one comes from the log of events, or from actions."""

    name: str
    label: str
    type: str
    is_optional: bool
    is_key: bool
    is_computed: bool = False


class Collection(NamedTuple):
    """Children of an account."""

    name: str
    label: str
    fields: tuple[Field, ...]


class Parameter(NamedTuple):
    """What a tenant may set."""

    name: str
    label: str
    type: str
    has_initial: bool


class Rule(NamedTuple):
    """A segment or queue as declared, whatever the day."""

    name: str
    label: str
    rule_id: str
    version: str
    is_active: bool


class Strategy(NamedTuple):
    """Queues in order; the rest is the last."""

    name: str
    label: str
    version: str
    queues: tuple[Rule, ...]


class Condition(NamedTuple):
    """A payment condition in one of its versions, and its ways to pay."""

    rule: Rule
    is_default: bool
    alternatives: tuple[Rule, ...]


class ActionKind(NamedTuple):
    """What an action can be; `parent` is the name of the one around it. Rank 1 is best."""

    name: str
    label: str
    parent: str | None
    depth: int
    rank: int
    is_contact: bool
    is_right_party: bool
    channel: str
    closes: bool
    opens_promise: bool
    raises_claim: bool
    state: str
    substate: str
    aliases: tuple[str, ...]


class Palette(NamedTuple):
    """A creditor's tree of actions, each before those within it."""

    name: str
    label: str
    actions: tuple[ActionKind, ...]


class Candidate(NamedTuple):
    """Something that may be done next; `minutes` is None where it does not say."""

    name: str
    label: str
    rule_id: str
    channel: str
    skill: str
    minutes: int | None


class Worklist(NamedTuple):
    """What to do next with whom, in one of its versions."""

    name: str
    label: str
    version: str
    rule_id: str
    candidates: tuple[Candidate, ...]


class Declared:
    """What a policy says of itself."""

    _core: _core.Policy

    @property
    def title(self) -> str:
        return self._core.title

    @property
    def version(self) -> str:
        return self._core.version

    @property
    def language(self) -> str:
        """`en`, `es` or `pt`."""
        return self._core.language

    @property
    def hash(self) -> str:
        """SHA-256 of its content: the same for its translations."""
        return self._core.hash

    @property
    def currency(self) -> str:
        return self._core.currency

    @property
    def zone(self) -> str:
        return self._core.zone

    @property
    def name(self) -> str:
        """What messages call it: the file's path, usually."""
        return self._core.name

    @property
    def source(self) -> str:
        """The document as it was read."""
        return self._core.source

    @property
    def key(self) -> str | None:
        """The field declared key."""
        return self._core.key

    @property
    def reads_as_of(self) -> bool:
        """Whether questions must say `as_of`."""
        return self._core.reads_as_of

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(Field(*each) for each in self._core.fields())

    @property
    def collections(self) -> tuple[Collection, ...]:
        return tuple(
            Collection(name, label, tuple(Field(*each) for each in fields))
            for name, label, fields in self._core.collections()
        )

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(Parameter(*each) for each in self._core.parameters())

    @property
    def segments(self) -> tuple[Rule, ...]:
        return tuple(Rule(*each) for each in self._core.segments())

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        return strategies_of(self._core)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return conditions_of(self._core)

    @property
    def palettes(self) -> tuple[Palette, ...]:
        """The trees of actions, the first whose condition is true being the account's."""
        return palettes_of(self._core)

    @property
    def declared_worklists(self) -> tuple[Worklist, ...]:
        """In the order declared, versions of one name among them."""
        return worklists_of(self._core)

    @property
    def alert_machines(self) -> "dict[str, AlertMachine]":
        """The alerts by name: their states, what leads from one to another, and what hands may do."""
        from .machines import machines_of

        return machines_of(self._core)


def strategies_of(policy: _core.Policy) -> tuple[Strategy, ...]:
    return tuple(
        Strategy(name, label, version, tuple(Rule(*each) for each in queues))
        for name, label, version, queues in policy.strategies()
    )


def conditions_of(policy: _core.Policy) -> tuple[Condition, ...]:
    return tuple(
        Condition(Rule(*rule), is_default, tuple(Rule(*way) for way in ways))
        for rule, is_default, ways in policy.conditions()
    )


def palettes_of(policy: _core.Policy) -> tuple[Palette, ...]:
    found = []
    for name, label, kinds in _core.palettes(policy):
        names = [kind[0] for kind in kinds]
        actions = tuple(
            ActionKind(*kind[:2], names[kind[2]] if kind[2] >= 0 else None, *kind[3:-1], tuple(kind[-1]))
            for kind in kinds
        )
        found.append(Palette(name, label, actions))
    return tuple(found)


def worklists_of(policy: _core.Policy) -> tuple[Worklist, ...]:
    return tuple(
        Worklist(name, label, version, rule, tuple(Candidate(*one[:-1], one[-1] or None) for one in ways))
        for name, label, version, rule, ways in _core.worklists(policy)
    )
