# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Conditions to and from the JSON of react-querybuilder.
"""Segments as queries of react-querybuilder, and its queries as policies."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from . import _core
from .errors import PolicyError, QuestionError, raise_errors
from .policy import Policy


def to_query_builder(policy: _core.Policy, segment: str, as_of: str) -> dict[str, Any]:
    text, findings, drawing = _core.to_query_builder(policy, segment, as_of)
    raise_errors(QuestionError, findings, drawing)
    assert text is not None
    query: dict[str, Any] = json.loads(text)
    return query


def query_builder_fields(policy: _core.Policy) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = json.loads(_core.query_builder_fields(policy))
    return fields


def from_query_builder(
    query: Mapping[str, Any] | str | bytes,
    fields: Policy | Sequence[Mapping[str, Any]] | str | bytes | None = None,
    name: str = "imported",
    language: str | None = None,
) -> Policy:
    """A policy with one segment, made of a query of react-querybuilder (RuleGroupType or RuleGroupTypeIC).

    query: a dict, or JSON text, whose numbers are read exactly as they are written.
    fields: a policy, whose fields, parameters and values rules may name; or react-querybuilder's own list of
    fields; without either they are inferred from the values, all optional, with a warning.
    name: what the segment and the policy are called. language: of the policy's text; that of `fields` where they are a
    policy, else English.

    PolicyError with every mistake found, each with its JSON pointer; warnings are the policy's."""
    known = fields._core if isinstance(fields, Policy) else json_text(fields)
    language = language or (fields.language if isinstance(fields, Policy) else "en")
    core, findings, drawing = _core.from_query_builder(json_text(query), known, name, language)
    warnings = raise_errors(PolicyError, findings, drawing)
    assert core is not None
    return Policy(core, warnings, {})


def json_text(of: Any) -> str | bytes:
    if of is None:
        return ""
    return of if isinstance(of, str | bytes) else json.dumps(of, default=plain, ensure_ascii=False)


def plain(value: Any) -> Any:
    """What JSON has no word for, as text: a Decimal's digits, a day."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
