# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Policies that come in the forms of others.
"""Policies as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from . import _core
from .errors import PolicyError, raise_errors
from .loading import loads
from .policy import Policy


def from_json(document: str | bytes | Mapping[str, Any], name: str = "policy") -> Policy:
    """The policy that `Policy.to_json` wrote, as text or as what json.loads made of it. PolicyError with
    every mistake found, by its JSON pointer; mistakes of meaning are those of the policy's text in canonical form,
    which is the `source` of what is returned. `name` is what messages call it."""
    text = document if isinstance(document, (str, bytes)) else _as_text(document)
    written, findings, drawing = _core.policy_from_json(text, name)
    raise_errors(PolicyError, findings, drawing)
    assert written is not None
    return loads(written, name)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `Policy.to_json` writes; also grammar/policy.schema.json."""
    schema: dict[str, Any] = json.loads(_core.policy_json_schema())
    return schema


def _as_text(document: Mapping[str, Any]) -> str:
    if not isinstance(document, Mapping):
        raise TypeError(f"from_json takes the text of JSON or a dict, not {type(document).__name__}")
    try:
        return json.dumps(dict(document), ensure_ascii=False, indent=2, allow_nan=False)
    except RecursionError:
        raise ValueError(
            "the dict is nested too deep for Python, or holds itself: give the JSON's text"
        ) from None
