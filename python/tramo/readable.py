# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What of a policy is written for people: prose, and flows of its strategies.
"""Descriptions and flows."""

from . import _core
from .result import Named

FORMS = ("mermaid", "bpmn")


def describe(core: _core.Policy, language: str, pictures: bool) -> str:
    """The policy as Markdown."""
    return _core.describe(core, language, pictures)


def flow(core: _core.Policy, strategy: str | None, segment: str | None, form: str, language: str) -> str:
    """A flow in the words of Mermaid or BPMN; KeyError that says which name may be meant."""
    if form not in FORMS:
        raise ValueError(f"form is mermaid or bpmn, not {form!r}")
    if strategy is not None and segment is not None:
        raise ValueError("a flow is of a strategy or of a segment: name one of them")
    if strategy is not None:
        Named("strategy", ((one[0], None) for one in core.strategies()))[strategy]
    if segment is not None:
        Named("segment", ((one[0], None) for one in core.segments()))[segment]
    text = _core.flow(core, strategy or "", segment or "", form, language)
    if text is None:
        raise ValueError(f"segment {segment!r} asks more questions than a picture can show")
    return text
