# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The types of what the engine writes of a policy for people.
"""No module of its own: tramo._core has these names, and its stub brings them from here."""

from ._core import Policy

def describe(policy: Policy, language: str, pictures: bool) -> str: ...
def flow(policy: Policy, strategy: str, segment: str, form: str, language: str) -> str | None: ...
