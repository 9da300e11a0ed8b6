# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Decisions on the command line: accounts and events in, tables, objects and a picture out, and exit codes.

import json
from pathlib import Path
from typing import Any

import pytest
from letters_and_cuts import DAY, FEED, MANY, POLICY

pytest.importorskip("jsonschema")
pytest.importorskip("typer")
pytest.importorskip("pyarrow")

from test_cli_alerts import rows_in  # noqa: E402
from test_command_line import as_csv, run, valid  # noqa: E402


@pytest.fixture
def asked(tmp_path: Path) -> list[object]:
    policy, accounts, events = (tmp_path / name for name in ("letters.tramo", "accounts.csv", "events.csv"))
    holidays = tmp_path / "py.csv"
    policy.write_text(POLICY, encoding="utf-8")
    accounts.write_text(as_csv(MANY), encoding="utf-8")
    events.write_text(as_csv(FEED), encoding="utf-8")
    holidays.write_text("day,name\n2026-12-08,Virgin of Caacupé\n2026-12-25;Christmas\n", encoding="utf-8")
    given = f"PY={holidays}"
    return ["decide", policy, accounts, "--events", events, "--as-of", DAY, "--holidays", given]


def test_a_summary_says_how_many_of_what(asked: list[object]) -> None:
    found = run(*asked)
    assert found.exit_code == 0, found.output
    lines = [" ".join(line.split()) for line in found.stdout.splitlines()]
    assert lines[0] == "Letters and cuts: 5 accounts on 2026-11-21, 1 set apart"
    assert "effects in force waiting held" in lines and "cut 0 2 1" in lines and "block 3 0 0" in lines
    for line in ("whitelist 1", "open 1", "phone 3", "email 4", "tasks 6", "messages 3"):
        assert line in lines, found.stdout
    assert "1 event set apart" in found.stderr and "balance" in found.stdout


def test_an_account_is_told_at_length(asked: list[object]) -> None:
    found = run(*asked, "--account", "C-1")
    assert found.exit_code == 0, found.output
    assert "C-1 on 2026-11-21" in found.stdout and "block requests (Shipments): in force" in found.stdout
    about = run(*asked, "--account", "C-1", "--format", "json")
    assert valid("decide.json", about.stdout)["blocked"] == ["shipment", "plan_change"]
    assert run(*asked, "--account", "C-8").exit_code == 2
    assert "no account 'C-8'" in run(*asked, "--account", "C-8").stderr


def test_whole_decisions_are_one_document_or_one_a_line(asked: list[object], tmp_path: Path) -> None:
    printed = json.loads(run(*asked, "--format", "json").stdout)
    assert [one["account"] for one in printed] == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    for name in ("all.jsonl", "all.json"):
        assert run(*asked, "--out", tmp_path / name).exit_code == 0
        written = rows_in(tmp_path / name)
        assert written == printed
        for one in written:
            valid("decide.json", json.dumps(one))


@pytest.mark.parametrize(
    ("what", "count"),
    [
        ("decisions", 5),
        ("effects", 12),
        ("tasks", 6),
        ("holds", 2),
        ("promises", 1),
        ("contacts", 8),
        ("messages", 3),
        ("advice", 0),
    ],
)
def test_each_table_is_printed_and_written(asked: list[object], tmp_path: Path, what: str, count: int) -> None:
    as_json = run(*asked, "--what", what, "--format", "json")
    assert as_json.exit_code == 0, as_json.output
    assert len(json.loads(as_json.stdout)) == count
    printed = run(*asked, "--what", what, "--format", "csv").stdout
    assert printed.splitlines()[0].startswith('"client"') or '"idempotency_key","client"' in printed
    assert f"{count:,} row" in run(*asked, "--what", what).stdout
    for ending in (".csv", ".parquet", ".jsonl"):
        path = tmp_path / f"table{ending}"
        assert run(*asked, "--what", what, "--out", path).exit_code == 0
        assert len(rows_in(path)) == count


def test_a_table_of_one_account_has_its_rows_only(asked: list[object]) -> None:
    for what, count in (("tasks", 2), ("effects", 4), ("contacts", 2)):
        found = run(*asked, "--account", "C-3", "--what", what, "--format", "json")
        rows = json.loads(found.stdout)
        assert {row["client"] for row in rows} == {"C-3"} and len(rows) == count


def test_running_twice_gives_tasks_the_same_keys(asked: list[object]) -> None:
    def keys(*options: object) -> list[str]:
        rows = json.loads(run(*asked, *options, "--what", "tasks", "--format", "json").stdout)
        return [row["idempotency_key"] for row in rows]

    assert keys() == keys() and len(set(keys())) == 6
    assert not set(keys()) & set(keys("--as-of", "2026-11-23"))


def test_the_month_of_an_account_is_drawn(asked: list[object], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "month.png"
    found = run(*asked, "--account", "C-1", "--calendar", path)
    assert found.exit_code == 0 and path.read_bytes().startswith(b"\x89PNG"), found.output


def test_a_moment_and_parameters_change_what_comes_out(asked: list[object]) -> None:
    def allowed(*options: object) -> Any:
        about = run(*asked, "--account", "C-1", "--format", "json", *options)
        return json.loads(about.stdout)

    early = allowed("--now", "09:00")
    assert next(one for one in early["contacts"] if one["channel"] == "phone")["allowed"] is True
    assert allowed("--set", "enough=600")["blocked"] == []


def test_packs_come_from_files(asked: list[object], tmp_path: Path) -> None:
    pack = tmp_path / "own.json"
    pack.write_text(
        json.dumps(
            {
                "schema": "tramo-contact-pack/1",
                "id": "own",
                "jurisdiction": "PY",
                "version": "1",
                "limits": [{"id": "never", "label": "Never", "kind": "forbidden", "channels": ["email"]}],
            }
        ),
        encoding="utf-8",
    )
    policy = Path(str(asked[1]))
    policy.write_text(POLICY.replace("contact limits {", 'contact limits {\n  pack "own"'), encoding="utf-8")
    found = run(*asked, "--pack", pack, "--account", "C-1", "--format", "json")
    email = next(one for one in json.loads(found.stdout)["contacts"] if one["channel"] == "email")
    assert (email["allowed"], email["binding"], email["pack"]) == (False, ["never"], ["own"])
    assert run(*asked).exit_code == 2  # nobody gave it
    pack.write_text('{"schema": "tramo-contact-pack/1", "limts": []}', encoding="utf-8")
    wrong = run(*asked, "--pack", pack)
    assert wrong.exit_code == 1 and "limts" in wrong.stderr


def test_use_that_cannot_be_meant_is_told(asked: list[object], tmp_path: Path) -> None:
    bad, empty = tmp_path / "bad.csv", tmp_path / "empty.csv"
    bad.write_text("2026-12-08\n2026-13-01\n", encoding="utf-8")
    empty.write_text("day\n", encoding="utf-8")
    without_day = [one for one in asked if one not in ("--as-of", DAY)]
    other = [*asked[:-2], "--holidays", f"CL={str(asked[-1]).partition('=')[2]}"]
    for arguments, words in (
        (without_day, "give --as-of"),
        ([*asked, "--as-of", "hop"], "--as-of takes a day"),
        ([*asked, "--now", "soon"], "now is a moment such as 10:30"),
        ([*asked, "--set", "enoug=1"], "enoug"),
        ([*asked, "--calendar", tmp_path / "x.png"], "give --account too"),
        ([*asked, "--account", "C-1", "--calendar", tmp_path / "x.pdf"], "ends with .png or .svg"),
        ([*asked, "--out", tmp_path / "x.csv"], "say which with --what"),
        ([*asked, "--out", tmp_path / "x.foo"], "known endings"),
        ([*asked, "--what", "tasks", "--out", asked[2]], "would overwrite"),
        ([*asked[:-1], f"PY={bad}"], "line 2: '2026-13-01' is no day"),
        ([*asked[:-1], f"PY={empty}"], "holds no day"),
        ([*asked[:-1], f"PY={tmp_path / 'none.csv'}"], "there is no file"),
        (other, "but for PY"),
    ):
        found = run(*arguments)
        assert found.exit_code == 2 and words in found.stderr, (arguments, found.output, found.stderr)


def test_accounts_set_apart_are_told_beside_every_output(asked: list[object]) -> None:
    words = "accounts.csv: 1 account set apart: 1 balance cannot be read as the field's type"
    for more in (["--what", "tasks"], ["--format", "json"], ["--account", "C-1"]):
        assert words in run(*asked, *more).stderr
    assert words not in run(*asked).stderr  # the summary has it


def test_contacts_that_cannot_be_told_are_counted(asked: list[object]) -> None:
    pytest.importorskip("tzdata")
    policy, accounts = Path(str(asked[1])), Path(str(asked[2]))
    placed = POLICY.replace("limits {\n  calendar", "limits {\n  zone place\n  calendar")
    placed = placed.replace("field email_ok", "field place : text optional\nfield email_ok")
    policy.write_text(placed.replace('zone "-03:00"', 'zone "America/Asuncion"'), encoding="utf-8")
    accounts.write_text(as_csv([{**row, "place": "America/Santjago"} for row in MANY]), encoding="utf-8")
    told = "8 contacts not told: the zone `America/Santjago` is unknown"
    assert told in run(*asked).stderr and told in run(*asked, "--what", "contacts").stderr
    assert told not in run(*asked, "--what", "tasks").stderr


def test_the_summary_says_of_which_hour_it_is(asked: list[object]) -> None:
    assert "may be reached at some hour of the day" in run(*asked).stdout
    assert "may be reached now" in run(*asked, "--now", "10:30").stdout


def test_what_cannot_be_read_is_set_apart_and_strict_says_so(asked: list[object], tmp_path: Path) -> None:
    with Path(str(asked[2])).open("a", encoding="utf-8") as file:
        file.write("short\n")
    with Path(str(asked[4])).open("a", encoding="utf-8") as file:
        file.write("short too\n")
    errors = tmp_path / "errors.jsonl"
    found = run(*asked, "--errors", errors)
    assert found.exit_code == 0 and "6 accounts" in found.stdout and "2 set apart" in found.stdout
    assert "2 events set apart" in found.stderr
    rows = [valid("data_error.json", line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert sorted(row["reason"] for row in rows) == ["wrong_cells", "wrong_type"]
    assert run(*asked, "--strict").exit_code == 1


def test_holidays_come_as_json_too(asked: list[object], tmp_path: Path) -> None:
    days = tmp_path / "py.json"
    for written in (["2026-12-08"], {"2026-12-08": "Virgin of Caacupé"}):
        days.write_text(json.dumps(written), encoding="utf-8")
        assert run(*asked[:-1], f"PY={days}").exit_code == 0
    days.write_text("12", encoding="utf-8")
    assert "no array of days" in run(*asked[:-1], f"PY={days}").stderr
