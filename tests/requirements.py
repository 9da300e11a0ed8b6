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
# Lines that put something off: there may be none.
LATER = re.compile(r"Left for later|Queda para después|Fica para depois", re.IGNORECASE)
# The part of examples/README.md whose table says what is the host's, and why.
HOST_PAGE = ROOT / "examples" / "README.md"
HOST_TITLE = "## The host's"
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


def find_ids() -> dict[str, list[str]]:
    """Each id with the files that show it."""
    shown: dict[str, list[str]] = {}
    for path in sorted({path for pattern in SHOWING for path in ROOT.glob(pattern)} - {OWN}):
        name = path.relative_to(ROOT).as_posix()
        for one in sorted(set(ids_in(path.read_text(encoding="utf-8", errors="replace")))):
            shown.setdefault(one, []).append(name)
    return shown


def host() -> dict[str, str]:
    """What is the host's: each id of the table of the page, with the reason in its row."""
    part = HOST_PAGE.read_text(encoding="utf-8").partition(HOST_TITLE)[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]*) \| ([^|]*) \|$", part, re.MULTILINE)
    return {one: reason.strip() for ids, reason in rows for one in ids_in(ids)}


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
    skip_without_list()
    named = {**find_ids(), **dict.fromkeys(host(), [HOST_PAGE.name])}
    unknown = {one: files for one, files in named.items() if one not in known()}
    assert not unknown, f"ids that no document defines: {unknown}"


def test_every_requirement_is_shown_or_is_the_hosts() -> None:
    skip_without_list()
    shown, left_out = find_ids(), host()
    missing = [one for one in required() if one not in shown and one not in left_out]
    assert not missing, f"neither shown nor named as the host's in {HOST_PAGE.name}: {missing}"


def test_what_is_the_hosts_has_a_reason_and_is_shown_nowhere() -> None:
    shown, left_out = find_ids(), host()
    assert left_out, f"{HOST_PAGE.name} has no table under {HOST_TITLE!r}"
    assert not [one for one, reason in left_out.items() if len(reason.split()) < 2]
    assert not {one: shown[one] for one in left_out if one in shown}


def test_nothing_is_left_for_later() -> None:
    pages = {path for pattern in SHOWING for path in ROOT.glob(pattern)} - {OWN} | {HOST_PAGE}
    assert not [path.name for path in pages if LATER.search(path.read_text(encoding="utf-8", errors="replace"))]


def skip_without_list() -> None:
    import pytest

    if not required():
        pytest.skip(f"no list of requirements at {LISTS[0]}")


def print_table(with_missing: bool) -> None:
    shown, left_out = find_ids(), host()
    for one in sorted(shown):
        print(f"{one:6}  {', '.join(shown[one])}")
    for one, reason in sorted(left_out.items()):
        print(f"{one:6}  the host's: {reason}")
    everything = required()
    if not everything:
        print(f"\n{len(shown)} ids shown; no list of requirements at {LISTS[0]} to count them against")
        return
    print(f"\n{'source':16}{'required':>9}{'shown':>7}{'host':>7}{'open':>6}")
    open_ids = [one for one in everything if one not in shown and one not in left_out]
    for letter, source in SOURCES.items():
        of_source = [one for one in everything if one.startswith(letter)]
        print_counts(f"{letter} {source}", of_source, shown, left_out)
    print_counts("all", everything, shown, left_out)
    if open_ids and with_missing:
        print("\nneither shown nor the host's:", " ".join(open_ids))


def print_counts(title: str, of: list[str], shown: dict[str, list[str]], left_out: dict[str, str]) -> None:
    is_shown = [one for one in of if one in shown]
    is_host = [one for one in of if one not in shown and one in left_out]
    is_open = len(of) - len(is_shown) - len(is_host)
    print(f"{title:16}{len(of):9}{len(is_shown):7}{len(is_host):7}{is_open:6}")


if __name__ == "__main__":
    layout = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    options.add_argument("--missing", action="store_true", help="name those that nothing speaks of")
    print_table(options.parse_args().missing)
