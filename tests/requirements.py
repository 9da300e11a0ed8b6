# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Which requirement is shown where: run it for the table, or let pytest hold the ids to the list.
"""Requirement ids named in example policies and tests, against the list beside the repository.

    python tests/requirements.py [--missing]
"""

import argparse
import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = Path(os.environ.get("TRAMO_SHARED", ROOT.parent / "shared")) / "domain"
LISTS = [DOMAIN / "requirements.md", DOMAIN / "readings.md"]
SOURCES = {"F": "manual", "C": "services", "A": "alerts", "T": "B2B procedure", "E": "integrator"}

# `F-016` and, for all between, `F-001..F-005`; `V-21`; the tables `T-T1`. An account may be called `C-1`.
ID = re.compile(
    r"""(?<![\w-])(?:
        ([FCATE])-(\d{3})(?:\.\.(?:\1-)?(\d{3}))?
      | ([VQ])-(\d\d)(?:\.\.(?:\4-)?(\d\d))?
      | ([FCATE]-T\d)
    )(?![\w-])""",
    re.VERBOSE,
)
# Lines that name what a policy leaves out.
LATER = re.compile(r"Left for later|Queda para después|Fica para depois", re.IGNORECASE)
SHOWING = ["examples/**/*.tramo", "tests/**/*.tramo", "tests/**/*.cpp", "tests/**/*.py"]
OWN = Path(__file__).resolve()


def ids_in(text: str) -> Iterator[str]:
    for kind, first, last, short_kind, short_first, short_last, table in ID.findall(text):
        if table:
            yield table
            continue
        kind, first, last = kind or short_kind, first or short_first, last or short_last
        for number in range(int(first), int(last or first) + 1):
            yield f"{kind}-{number:0{len(first)}d}"


def read_ids(path: Path) -> tuple[set[str], set[str]]:
    """What a file shows, and what it says it leaves for later."""
    shown: set[str] = set()
    later: set[str] = set()
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        (later if LATER.search(line) else shown).update(ids_in(line))
    return shown, later


def find_ids() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Each id with the files that show it, and with those that leave it for later."""
    shown: dict[str, list[str]] = {}
    later: dict[str, list[str]] = {}
    for path in sorted({path for pattern in SHOWING for path in ROOT.glob(pattern)} - {OWN}):
        name = path.relative_to(ROOT).as_posix()
        found = read_ids(path)
        for ids, files in zip(found, (shown, later), strict=True):
            for one in ids:
                files.setdefault(one, []).append(name)
    return shown, later


def required() -> list[str]:
    """The requirements: table rows that begin with an id. Empty where the list is not there."""
    if not LISTS[0].exists():
        return []
    text = LISTS[0].read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"^\| ([FCATE]-\d+) \|", text, re.MULTILINE)))


def known() -> set[str]:
    """Every id that the documents define: requirements, questions, test vectors and tables."""
    documents = "\n".join(path.read_text(encoding="utf-8") for path in LISTS if path.exists())
    in_rows = re.findall(r"^\| ([FCATEVQ]-\d+) \|", documents, re.MULTILINE)
    tables = re.findall(r"^### Table ([FCATE]-T\d+)\.", documents, re.MULTILINE)
    return set(in_rows) | set(tables)


def test_every_id_named_in_examples_and_tests_exists() -> None:
    import pytest

    if not required():
        pytest.skip(f"no list of requirements at {LISTS[0]}")
    shown, later = find_ids()
    named = {**shown, **later}
    unknown = {one: files for one, files in named.items() if one not in known()}
    assert not unknown, f"ids that no document defines: {unknown}"


def test_no_requirement_is_both_shown_and_left_for_later_by_one_policy() -> None:
    for path in sorted(ROOT.glob("examples/**/*.tramo")):
        shown, later = read_ids(path)
        assert not shown & later, f"{path.name}: {sorted(shown & later)}"


def print_table(with_missing: bool) -> None:
    shown, later = find_ids()
    for one in sorted(shown):
        print(f"{one:6}  {', '.join(shown[one])}")
    everything = required()
    if not everything:
        print(f"\n{len(shown)} ids shown; no list of requirements at {LISTS[0]} to count them against")
        return
    print(f"\n{'source':16}{'required':>9}{'shown':>7}{'later':>7}{'open':>6}")
    open_ids = [one for one in everything if one not in shown and one not in later]
    for letter, source in SOURCES.items():
        of_source = [one for one in everything if one.startswith(letter)]
        print_counts(f"{letter} {source}", of_source, shown, later)
    print_counts("all", everything, shown, later)
    if open_ids and with_missing:
        print("\nneither shown nor named for later:", " ".join(open_ids))


def print_counts(title: str, of: list[str], shown: dict[str, list[str]], later: dict[str, list[str]]) -> None:
    is_shown = [one for one in of if one in shown]
    is_later = [one for one in of if one not in shown and one in later]
    is_open = len(of) - len(is_shown) - len(is_later)
    print(f"{title:16}{len(of):9}{len(is_shown):7}{len(is_later):7}{is_open:6}")


if __name__ == "__main__":
    layout = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    options.add_argument("--missing", action="store_true", help="name those that nothing speaks of yet")
    print_table(options.parse_args().missing)
