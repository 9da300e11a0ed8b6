# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Records the descriptions that test_describe.py holds the package to.
"""usage: write_descriptions.py     writes tests/python/descriptions/ anew; read the difference before committing it"""

from pathlib import Path

import tramo

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "tests" / "python" / "descriptions"
POLICIES = ("call_campaign", "promises_and_holds")
LANGUAGES = ("en", "es", "pt")


def described(name: str, language: str) -> str:
    return tramo.load(ROOT / "examples" / "policies" / f"{name}.tramo").describe(language)


def recorded(name: str, language: str) -> Path:
    return RECORDED / f"{name}.{language}.md"


if __name__ == "__main__":
    for name in POLICIES:
        for language in LANGUAGES:
            recorded(name, language).write_text(described(name, language), encoding="utf-8", newline="\n")
            print(recorded(name, language).relative_to(ROOT))
