# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What commands that draw have in common: the file's name, and the library that may be missing.
"""Pictures out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..columns import library
from .failures import WrongUse


def check_picture(path: Path | None, option: str = "--plot", endings: tuple[str, ...] = (".png",)) -> None:
    """Before anything is read: whether a picture can go there."""
    if path is None:
        return
    if path.suffix.lower() not in endings:
        raise WrongUse(f"{option} {path}: a picture's file ends with {' or '.join(endings)}")
    if not path.parent.is_dir():
        raise WrongUse(f"{option} {path}: the folder {path.parent} does not exist")
    with drawn(option):
        library("matplotlib")


@contextmanager
def drawn(option: str = "--plot") -> Iterator[None]:
    """Says what to install where the library that draws is not there."""
    try:
        yield
    except ImportError as error:
        raise WrongUse(f"{option}: {error}") from None
    except OSError as error:
        raise WrongUse(f"{option} {error.filename}: {error.strerror}") from None
