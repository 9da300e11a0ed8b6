# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The way in: says what to install where the command line's libraries are missing.
"""The command `tramo`."""

import sys

NEEDS = ("typer", "rich", "pyarrow")


def main() -> None:
    """Runs the command line; the console script `tramo`."""
    try:
        from .commands import app
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in NEEDS:
            raise
        print(missing(error.name or ""), file=sys.stderr)
        raise SystemExit(2) from None
    app()


def missing(module: str) -> str:
    """What to do about a library that is not there."""
    return (
        f"The command line needs the package {module!r}, which is not installed: "
        'pip install ".[cli]" in the clone'
    )
