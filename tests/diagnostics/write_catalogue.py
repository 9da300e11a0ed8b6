#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Writes grammar/diagnostics.md from the catalogue of codes, the meanings below it, and the examples beside this file.
"""usage: write_catalogue.py [--check]     --check writes nothing and exits 1 where the page is not what it should be"""

import re
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from catalogue_meanings_table import FIRST_EXAMPLE, MEANINGS  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
CODES = ROOT / "include" / "tramo" / "text" / "diagnostic_codes.def"
EXAMPLES = ROOT / "tests" / "diagnostics"
PAGE = ROOT / "grammar" / "diagnostics.md"

AREAS = {
    "T1": "Reading the text",
    "T2": "Types",
    "T3": "Names",
    "T4": "Meaning",
    "T5": "Preparing a policy, and data",
    "T7": "Exchange with other systems",
}
LONGEST_LINE = 110
WIDTH = 120

HEAD = """# What tramo says, and what to do about it

Every diagnostic has a code that never changes its meaning. An *error* means that the policy, the parameters or the data
cannot be used as they are; a *warning* that they can, and that something is worth a second look. All mistakes are
reported, each once and each with its place.

This page is written by `tests/diagnostics/write_catalogue.py` from the examples beside it, which the tests compare with
the program to the character.
"""


def catalogue():
    """All codes in order: (code, severity, title)."""
    row = re.compile(r'^TRAMO_DIAGNOSTIC\((T\d{4}), (error|warning), "([^"]+)"\)$', re.MULTILINE)
    return row.findall(CODES.read_text(encoding="utf-8"))


def examples():
    """By code, the examples: (name, bad, drawing, good)."""
    found = {}
    for path in sorted(EXAMPLES.glob("T*.tramo")):
        bad, rest = path.read_text(encoding="utf-8").split("\n=== diagnostics\n", 1)
        drawing, good = rest.split("\n=== good\n", 1)
        found.setdefault(path.name[:5], []).append((path.stem, bad, drawing, good))
    for code, all_of_code in found.items():
        all_of_code.sort(key=lambda one: one[0] != FIRST_EXAMPLE.get(code))
    return found


def short(text):
    """Lines that only a machine would write are cut."""
    return "\n".join(line if len(line) <= LONGEST_LINE else line[:60] + " …" for line in text.strip("\n").split("\n"))


def block(language, text):
    return f"```{language}\n{short(text)}\n```"


def message_of(drawing):
    return re.match(r"(?:error|warning)\[T\d{4}\]: (.*)", drawing).group(1)


def entry(code, severity, title, shown):
    meaning = textwrap.fill(f"*{severity}* · {MEANINGS[code]}", WIDTH, break_long_words=False, break_on_hyphens=False)
    parts = [f"### {code}: {title}", meaning]
    if shown:
        _, bad, drawing, good = shown[0]
        drawing = re.sub(r"\n\n\d+ (error|warning)s?\s*$", "", drawing)
        parts += [block("tramo", bad), block("text", drawing), "Mended:", block("tramo", good)]
        others = list(dict.fromkeys(message_of(one[2]) for one in shown[1:]))
        others = [one for one in others if one != message_of(drawing)]
        if others:
            parts.append("Also:\n" + "\n".join(f"- {one}" for one in others))
    return "\n\n".join(parts)


def page():
    shown = examples()
    parts = [HEAD.strip()]
    area = None
    for code, severity, title in catalogue():
        if code[:2] != area:
            area = code[:2]
            parts.append(f"## {AREAS[area]}")
        parts.append(entry(code, severity, title, shown.get(code, [])))
    return "\n\n".join(parts) + "\n"


def main(arguments):
    due = page()
    if "--check" not in arguments:
        PAGE.write_text(due, encoding="utf-8")
        return 0
    is_due = PAGE.exists() and PAGE.read_text(encoding="utf-8") == due
    print("grammar/diagnostics.md: as it should be" if is_due else "run tests/diagnostics/write_catalogue.py")
    return 0 if is_due else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
