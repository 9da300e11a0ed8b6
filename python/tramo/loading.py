# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# From a file or text to a policy.
"""Load a policy."""

import os
from pathlib import Path

from . import _core
from .errors import PolicyError, raise_errors
from .policy import Policy
from .question import Parameters, texts_of


def load(path: str | os.PathLike[str], parameters: Parameters = None) -> "Policy":
    """Reads a policy from a file. PolicyError with every mistake found; OSError when there is no file."""
    if "\n" in os.fspath(path):
        raise TypeError("load takes the path of a file; a policy's text is read by tramo.loads")
    return _load(Path(path).read_bytes(), os.fspath(path), parameters)


def loads(text: str | bytes, name: str = "policy", parameters: Parameters = None) -> "Policy":
    """Reads a policy from text; `name` is what messages call it. PolicyError with every mistake found."""
    return _load(text, name, parameters)


def _load(text: str | bytes, name: str, parameters: Parameters) -> "Policy":
    core, findings, drawing = _core.load(text, name)
    warnings = raise_errors(PolicyError, findings, drawing)
    assert core is not None
    return Policy(core, warnings, texts_of(parameters))
