# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What questions are asked with, as the core takes it.
"""Days, parameters and threads."""

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from . import _core
from .errors import QuestionError

Day = date | str | None  # a datetime is a date
Parameters = Mapping[str, Any] | None

BEGINS_WITH_A_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}(?!\d)")


def texts_of(parameters: Parameters) -> dict[str, str]:
    """Parameters as the text that the engine reads like a cell: 12.5 for a percent parameter is 12.5 %."""
    texts: dict[str, str] = {}
    for name, value in (parameters or {}).items():
        text = _core.cell_text(value)
        if text is None:
            raise ValueError(f"parameter {name!r} has no value; leave it out to use the policy's own")
        texts[name] = text
    return texts


def name_text(value: str | None, name: str) -> str:
    """A name that narrows the question; empty without one. TypeError for what is no text, QuestionError for empty
    text, which would be no narrowing at all."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"{name} is text, not {type(value).__name__}")
    if not value.strip():
        raise QuestionError(f"{name} is empty text; leave it out where nothing is to be narrowed")
    return value


def day_text(day: Day, name: str = "as_of") -> str:
    if day is None:
        return ""
    if isinstance(day, str):
        try:
            if not BEGINS_WITH_A_DAY.match(day):  # Python reads weeks too: 2026-W45
                raise ValueError
            day = datetime.fromisoformat(day)  # reads a day alone too
        except ValueError:
            raise QuestionError(f"{name} is a day such as 2026-11-21, not {day!r}") from None
    if isinstance(day, datetime):
        day = day.date()
    if not isinstance(day, date):
        raise TypeError(f"{name} is a date, a datetime or text such as 2026-11-21, not {type(day).__name__}")
    return day.isoformat()


def thread_count(threads: int | None) -> int:
    count = threads if threads is not None else _cores()
    if count < 1:
        raise ValueError(f"threads is at least 1, not {count}")
    return count


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
