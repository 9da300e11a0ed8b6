# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Published numbers, each a test: the calculators against others' tables, laws and manuals.
"""What a vector is and how it is compared stands in tests/vectors/README.md."""

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from vectors import run  # noqa: E402
from vectors.checking import FAILED, NOT_APPLICABLE, PASSED, Vector  # noqa: E402
from vectors.not_applicable_table import CHARGE_OFF, OTHER_LOAN, PAID_INTEREST, RE_AGE  # noqa: E402

# Of each shared file: how many vectors, and how many of them are not applicable.
COUNTS = {
    "br_amortization": (37, 0),
    "br_mora": (25, 0),
    "br_cet": (14, 0),
    "cl_gastos_cobranza": (49, 0),
    "day_count": (97, 0),
    "numpy_financial": (79, 0),
    "fineract_schedules": (146, 35),
    "eu_apr_ec_examples": (22, 0),
    "settlement_and_uk_apr": (22, 0),
    "kpi": (32, 0),
    "fineract_delinquency": (27, 7),
    "contact_caps": (49, 0),
}
SHARED = {path.stem: run.read(path) for path in run.shared_files()}
OWN = {path.stem: run.read(path) for path in run.own_files()}


def cases(files: dict[str, list[Vector]]) -> list[Any]:
    return [
        pytest.param(name, vector, id=f"{name}-{vector['id']}")
        for name, vectors in files.items()
        for vector in vectors
    ]


def absent(name: str) -> Any:
    """Marks what needs a shared file."""
    return pytest.mark.skipif(name not in SHARED, reason=f"{name}.json is not beside the project")


def hold(name: str, vector: Vector) -> None:
    found = run.outcome_of(name, vector)
    if found.status == NOT_APPLICABLE:
        pytest.skip(found.note)
    assert found.status == PASSED, found.note


@pytest.mark.parametrize(("name", "vector"), cases(OWN))
def test_a_vector_of_our_own_holds(name: str, vector: Vector) -> None:
    hold(name, vector)


@pytest.mark.skipif(not SHARED, reason=f"{run.SHARED} is not beside the project")
@pytest.mark.parametrize(("name", "vector"), cases(SHARED))
def test_a_shared_vector_holds(name: str, vector: Vector) -> None:
    hold(name, vector)


@pytest.mark.parametrize("name", [pytest.param(name, marks=absent(name)) for name in COUNTS])
def test_as_many_vectors_are_not_applicable_as_are_written_down(name: str) -> None:
    reasons = run.REASONS.get(name, {})
    found = [run.outcome_of(name, vector) for vector in SHARED[name]]
    told = {one.id: one.note for one in found if one.status == NOT_APPLICABLE}
    assert told == reasons
    assert (len(found), len(told)) == COUNTS[name]
    assert all(len(reason) > 20 for reason in told.values())


def test_the_counts_are_those_of_all_shared_files() -> None:
    assert tuple(COUNTS) == run.SHARED_NAMES
    assert set(run.REASONS) <= set(COUNTS)


@absent("fineract_schedules")
def test_every_initial_schedule_passes_and_every_one_with_interest_but_for_ledgers() -> None:
    reasons = run.REASONS["fineract_schedules"]
    for vector in SHARED["fineract_schedules"]:
        reason = reasons.get(vector["id"])
        if "initial" in vector["tags"]:
            assert reason is None, vector["id"]
        elif "interest" in vector["tags"]:
            assert reason in (None, PAID_INTEREST, CHARGE_OFF, RE_AGE, OTHER_LOAN), vector["id"]


@pytest.mark.skipif(not SHARED, reason=f"{run.SHARED} is not beside the project")
def test_a_published_value_that_is_wrong_or_to_verify_is_said_to_be() -> None:
    notes = {
        vector["id"]: run.outcome_of(name, vector).note
        for name, vectors in SHARED.items()
        for vector in vectors
        if "status" in vector or vector.get("matches_published") is False
    }
    assert sum("is wrong" in note for note in notes.values()) == 2
    assert sum("to verify" in note for note in notes.values()) == 6
    assert sum("not exact" in note for note in notes.values()) == 1
    assert all(notes.values())


# Members of `expected` that are told for the reader, or are a ledger's.
NOT_COMPARED = {"kind", "nr", "date", "amount", "fees", "penalties", "meaning", "note"}


def leaves(expected: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value that is compared."""
    if isinstance(expected, dict | list):
        pairs = expected.items() if isinstance(expected, dict) else enumerate(expected)
        for key, value in pairs:
            if key not in NOT_COMPARED:
                yield from leaves(value, (*path, key))
    else:
        yield path


def changed(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    try:
        number = Decimal(value)
    except InvalidOperation:
        return f"{value}+1"
    return str(number + 1) if number.is_finite() else "1"


@pytest.mark.parametrize(("name", "vector"), cases(OWN))
def test_each_value_of_a_vector_is_compared(name: str, vector: Vector) -> None:
    """Changed by one, it makes the vector fail."""
    for path in leaves(vector["expected"]):
        other = copy.deepcopy(vector)
        *way, last = path
        place = other["expected"]
        for key in way:
            place = place[key]
        place[last] = changed(place[last])
        assert run.outcome_of(name, other).status == FAILED, path


def test_every_own_vector_names_its_source() -> None:
    for vectors in OWN.values():
        for vector in vectors:
            source = vector["source"]
            assert "url" in source or source["kind"].startswith("computed"), vector["id"]
    assert set(OWN) == set(run.CHECKS)


def runner(*arguments: str, shared: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tests" / "vectors" / "run.py"), *arguments]
    environment = {"TRAMO_SHARED": shared, "PATH": ""}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_the_runner_says_what_was_not_run_where_the_shared_files_are_absent(tmp_path: Path) -> None:
    done = runner(shared=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"0 of {len(run.SHARED_NAMES)} shared files" in done.stdout
    vectors = sum(map(len, OWN.values()))
    assert f"{vectors:7}  {vectors:6}  {0:6}" in done.stdout.splitlines()[len(OWN) + 1]


def test_the_runner_fails_with_the_vector_that_does(tmp_path: Path) -> None:
    vector = copy.deepcopy(OWN["br_mora"][0])
    vector["expected"]["total"] = "0.01"
    path = tmp_path / "br_mora.json"
    path.write_text(json.dumps({"count": 1, "vectors": [vector]}), encoding="utf-8")
    done = runner(str(path), shared=str(tmp_path))
    assert done.returncode == 1
    assert "total: published 0.01" in done.stdout and vector["id"] in done.stdout


def test_a_vector_with_a_value_that_nothing_compares_fails() -> None:
    vector = copy.deepcopy(OWN["br_mora"][0])
    vector["expected"]["another"] = "1"
    assert "another" in run.outcome_of("br_mora", vector).note


def test_a_reason_that_no_longer_holds_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    vector = OWN["br_mora"][0]
    monkeypatch.setitem(run.REASONS, "br_mora", {vector["id"]: "of another matter"})
    found = run.outcome_of("br_mora", vector)
    assert found.status == FAILED and "yet it comes out as published" in found.note


def test_a_file_that_holds_fewer_vectors_than_it_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "br_mora.json"
    path.write_text(json.dumps({"count": 2, "vectors": OWN["br_mora"][:1]}), encoding="utf-8")
    with pytest.raises(ValueError, match="says 2 vectors and holds 1"):
        run.read(path)
