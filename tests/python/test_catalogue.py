# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds the page of diagnostics, its examples and the codes of the library equal, both ways.

import importlib.util
import re
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[1] / "diagnostics" / "write_catalogue.py"


def script():
    found = importlib.util.spec_from_file_location("write_catalogue", SCRIPT)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_page_is_what_the_script_writes():
    catalogue = script()
    assert catalogue.PAGE.read_text(encoding="utf-8") == catalogue.page()


def test_every_code_has_a_meaning_and_every_meaning_a_code():
    catalogue = script()
    assert set(catalogue.MEANINGS) == {code for code, _, _ in catalogue.catalogue()}


def test_no_row_of_the_catalogue_is_overlooked():
    catalogue = script()
    rows = re.findall(r"^TRAMO_DIAGNOSTIC\(", catalogue.CODES.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == len(catalogue.catalogue()) > 50


def test_every_example_shows_a_code_of_the_catalogue():
    catalogue = script()
    assert set(catalogue.examples()) <= {code for code, _, _ in catalogue.catalogue()}


def test_every_code_without_an_example_says_why():
    catalogue = script()
    shown = catalogue.examples()
    for code, _, _ in catalogue.catalogue():
        says_why = "no text alone draws it" in catalogue.MEANINGS[code] or "No example" in catalogue.MEANINGS[code]
        assert says_why != (code in shown), code


def test_the_examples_shown_first_exist():
    catalogue = script()
    for code, name in catalogue.FIRST_EXAMPLE.items():
        assert catalogue.examples()[code][0][0] == name


def test_every_code_on_the_page_is_in_the_catalogue_and_in_its_order():
    catalogue = script()
    on_page = re.findall(r"^### (T\d{4}): (.+)$", catalogue.PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert on_page == [(code, title) for code, _, title in catalogue.catalogue()]
