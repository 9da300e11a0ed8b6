# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a policy declares, for whoever lists it.
"""Fields, collections, parameters, rules and strategies."""

from typing import NamedTuple

from . import _core


class Field(NamedTuple):
    """A field of the account, or of a child; a computed one comes from the log of events."""

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
