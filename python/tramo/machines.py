# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The machines of a policy's alerts, for whoever draws, lists or explains them.
"""States and transitions as declared."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from . import _core
from .result import Named


class MachineState(NamedTuple):
    """A state of an alert."""

    name: str
    label: str
    colour: str
    severity: int
    stops_treatment: bool
    is_manual_only: bool


class MachineTransition(NamedTuple):
    """What leads from some states (none named: from any) to another; `to` is None where it restores."""

    rule: str
    line: int
    caption: str
    trigger: str  # on, after, when
    days: int  # after
    slot: int  # when: which of the machine's deadlines
    from_states: tuple[str, ...]
    to: str | None


class AlertMachine(NamedTuple):
    """An alert of the policy; `collection` names the children that it is about, if not the account."""

    name: str
    label: str
    version: str
    collection: str | None
    states: tuple[MachineState, ...]
    transitions: tuple[MachineTransition, ...]
    clears_by_hand: bool
    needs_confirmation: bool
    raised_by_hand: tuple[str, ...]

    def label_of(self, state: str) -> str:
        """What people call a state."""
        return next((one.label or one.name for one in self.states if one.name == state), state)


def machines_of(core: _core.Policy) -> "Named[AlertMachine]":
    """The machines by name, in the policy's order."""
    return Named("alert", ((machine.name, machine) for machine in map(_machine, _core.machines(core))))


def _machine(row: tuple[Any, ...]) -> AlertMachine:
    name, label, version, collection, states, transitions, clears, confirms, raised = row
    return AlertMachine(
        name,
        label,
        version,
        collection,
        tuple(MachineState(*one) for one in states),
        tuple(map(_transition, transitions)),
        clears,
        confirms,
        tuple(raised),
    )


def _transition(row: tuple[Any, ...]) -> MachineTransition:
    rule, line, caption, trigger, days, slot, from_states, to = row
    return MachineTransition(rule, line, caption, trigger, days, slot, tuple(from_states), to)


def place_of(machines: Mapping[str, AlertMachine], name: str) -> int:
    """The number of an alert; KeyError that says which may be meant."""
    machines[name]
    return list(machines).index(name)


def diagram(policy: _core.Policy, alert: str, format: str) -> str:
    """A machine drawn in the words of Mermaid or Graphviz."""
    if format not in ("mermaid", "dot"):
        raise ValueError(f"format is mermaid or dot, not {format!r}")
    return _core.diagram(policy, place_of(machines_of(policy), alert), format)
