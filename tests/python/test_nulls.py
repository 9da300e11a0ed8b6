# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The page on nulls says what the engine and DuckDB say.

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="the page has DuckDB's answers")
pytest.importorskip("pyarrow")

SCRIPT = Path(__file__).resolve().parents[1] / "nulls" / "write_nulls.py"


def test_the_page_on_nulls_says_what_the_engine_and_duckdb_say() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_on_nulls_has_two_dozen_operators() -> None:
    page = (SCRIPT.parents[2] / "grammar" / "nulls.md").read_text(encoding="utf-8")
    first = page.split("Over the records")[0]
    assert sum(line.startswith("| `") for line in first.splitlines()) == 24
