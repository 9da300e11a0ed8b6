# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Worklists on the command line: accounts, actions and shifts in, lists out, and exit codes.

import json
from pathlib import Path
from typing import Any

import pytest
from test_best_actions import ACTIONS, CASES, POLICY

pytest.importorskip("jsonschema")
pytest.importorskip("typer")
pytest.importorskip("pyarrow")

from test_cli_alerts import rows_in  # noqa: E402
from test_command_line import as_csv, run, valid  # noqa: E402

DAY = ["--as-of", "2026-11-21"]
CAPACITY = "agent,minutes,shift,skills\nana,7,,voice\nluis,2,late,mail;chat\n"


@pytest.fixture
def asked(tmp_path: Path) -> list[object]:
    policy, cases, actions = (tmp_path / name for name in ("best.tramo", "cases.csv", "actions.csv"))
    policy.write_text(POLICY, encoding="utf-8")
    cases.write_text(as_csv(CASES), encoding="utf-8")
    actions.write_text(as_csv(ACTIONS), encoding="utf-8")
    return ["worklist", policy, cases, "--actions", actions, *DAY]


@pytest.fixture
def capacity(tmp_path: Path) -> Path:
    path = tmp_path / "shifts.csv"
    path.write_text(CAPACITY, encoding="utf-8")
    return path


def told(*arguments: object) -> Any:
    found = run(*arguments, "--format", "json")
    assert found.exit_code == 0, found.output
    assert found.stdout.count("\n") == 1
    return valid("worklist.json", found.stdout)


def test_without_shifts_accounts_are_ranked(asked: list[object]) -> None:
    about = told(*asked)
    assert (about["accounts"], about["something_to_do"], about["nothing_to_do"]) == (4, 4, 0)
    assert [(row["case_id"], row["action"]) for row in about["next_actions"]] == [
        ("C-3", "call"),
        ("C-1", "mail"),
        ("C-2", "call"),
        ("C-4", "mail"),
    ]
    assert len(told(*asked, "--choices", 0)["next_actions"]) > 4
    text = run(*asked)
    assert text.exit_code == 0 and "4 accounts, 4 with something to do" in text.stdout
    assert "2 actions set apart" in text.stderr and "runner_up" in text.stdout


def test_with_shifts_lists_are_filled(asked: list[object], capacity: Path) -> None:
    about = told(*asked, "--capacity", capacity)
    assert [(row["agent"], row["case_id"]) for row in about["lists"]] == [
        ("ana", "C-3"),
        ("luis", "C-1"),
        ("luis", "C-4"),
    ]
    assert [(row["case_id"], row["why"]) for row in about["left_out"]] == [("C-2", "full")]
    assert [(one["agent"], one["calls"], one["minutes_used"]) for one in about["shifts"]] == [
        ("ana", 1, 7),
        ("luis", 2, 2),
    ]
    words = " ".join(run(*asked, "--capacity", capacity).stdout.split())
    for due in ("4 accounts: 3 taken, 1 full", "ana 1 7 7", "luis 2 2 2 late", "left out: 1 account", "C-2"):
        assert due in words, due


def test_the_list_of_one_agent(asked: list[object], capacity: Path) -> None:
    about = told(*asked, "--capacity", capacity, "--agent", "luis")
    assert [row["case_id"] for row in about["lists"]] == ["C-1", "C-4"]
    text = run(*asked, "--capacity", capacity, "--agent", "luis").stdout
    assert "luis: 2 accounts" in text and "C-3" not in text
    found = run(*asked, "--capacity", capacity, "--agent", "luiz")
    assert found.exit_code == 2 and "is 'luis' meant" in found.stderr


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "jsonl", "json"])
def test_lists_go_into_files(asked: list[object], capacity: Path, tmp_path: Path, ending: str) -> None:
    out, left = tmp_path / f"out.{ending}", tmp_path / f"left.{ending}"
    assert run(*asked, "--capacity", capacity, "--out", out, "--left-out", left).exit_code == 0
    assert [(row["agent"], row["case_id"]) for row in rows_in(out)][0] == ("ana", "C-3")
    assert [row["case_id"] for row in rows_in(left)] == ["C-2"]
    assert run(*asked, "--out", out).exit_code == 0
    assert [row["case_id"] for row in rows_in(out)] == ["C-3", "C-1", "C-2", "C-4"]
    assert run(*asked, "--format", "csv").stdout.startswith('"case_id"')


def test_shifts_may_be_json_and_bad_ones_are_named(asked: list[object], capacity: Path, tmp_path: Path) -> None:
    rows = [
        {"agent": "ana", "minutes": 7, "skills": ["voice"]},
        {"agent": "luis", "minutes": 2, "shift": "late", "skills": ["mail"]},
    ]
    path = tmp_path / "shifts.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert told(*asked, "--capacity", path)["lists"] == told(*asked, "--capacity", capacity)["lists"]
    for text, words in (
        ("agent,minutes\nana,many\n", "row 0, column `minutes`"),
        ("agent,minuts\nana,7\n", "is the column `minuts` meant"),
        ("agent,minutes\nana,7,9\n", "line 2 has other cells"),
        ("agent,minutes\n", "no shift"),
    ):
        capacity.write_text(text, encoding="utf-8")
        found = run(*asked, "--capacity", capacity)
        assert found.exit_code == 2 and words in found.stderr, (text, found.stderr)


def test_without_actions_it_is_said_that_they_are_missing(asked: list[object]) -> None:
    bare = [*asked[:3], *DAY]
    found = run(*bare)
    assert found.exit_code == 0 and "give --actions FILE" in found.stderr


def test_what_cannot_be_meant_is_told(asked: list[object], capacity: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    for options, words in (
        (["--worklist", "cals"], "calls"),
        (["--left-out", out], "give --capacity too"),
        (["--agent", "ana"], "give --capacity too"),
        (["--capacity", capacity, "--choices", 2], "--choices is for the ranked list"),
        (["--as-of", "hop"], "--as-of takes a day"),
        (["--out", tmp_path / "x.foo"], "known endings"),
        (["--out", capacity, "--capacity", capacity], "would overwrite"),
    ):
        found = run(*asked, *options)
        assert found.exit_code == 2 and words in found.stderr, (options, found.stderr)
        assert not out.exists()


def test_what_cannot_be_read_ends_with_1_and_is_set_apart(asked: list[object], tmp_path: Path) -> None:
    cases = Path(str(asked[2]))
    with cases.open("a", encoding="utf-8") as file:
        file.write("C-8,CLARO,ten,1,,\nshort\n")
    errors = tmp_path / "errors.jsonl"
    about = told(*asked, "--errors", errors)
    assert (about["accounts"], about["data_errors"]) == (6, 2)
    rows = [valid("data_error.json", line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [row["reason"] for row in rows] == ["wrong_cells", "wrong_cells"]
    assert run(*asked, "--strict").exit_code == 1
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("case_id,creditor,balanse\nC-1,CLARO,1\n", encoding="utf-8")
    found = run("worklist", asked[1], wrong, *DAY)
    assert found.exit_code == 1 and "`balance`" in found.stderr


def test_files_and_shifts_that_cannot_be_are_told_before_anything_is_read(
    asked: list[object], capacity: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.tramo"
    wrong.write_text("no policy", encoding="utf-8")
    for option in ("--out", "--left-out", "--errors"):
        found = run("worklist", wrong, asked[2], "--capacity", capacity, option, tmp_path / "lists.foo")
        assert found.exit_code == 2 and f"{option} {tmp_path / 'lists.foo'}: known endings" in found.stderr
    capacity.write_text(CAPACITY + "\nana,7\n", encoding="utf-8")
    found = run(*asked, "--capacity", capacity)
    number = len((CAPACITY + "\nana,7").splitlines())
    assert found.exit_code == 2 and f"line {number} has other cells" in found.stderr, found.stderr
