# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Best actions on the command line: files in, one report out in each of its forms, and exit codes.

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import tramo
from test_best_actions import ACTIONS, CASES, POLICY

pytest.importorskip("jsonschema")
pytest.importorskip("typer")
pa = pytest.importorskip("pyarrow")

import pyarrow.feather  # noqa: E402
import pyarrow.parquet  # noqa: E402
from test_cli_alerts import rows_in  # noqa: E402
from test_command_line import as_csv, run, valid  # noqa: E402

DAY = ["--as-of", "2026-11-21"]


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    path = tmp_path / "best.tramo"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_text(as_csv(CASES), encoding="utf-8")
    return path


@pytest.fixture
def actions(tmp_path: Path) -> Path:
    path = tmp_path / "actions.csv"
    path.write_text(as_csv(ACTIONS), encoding="utf-8")
    return path


@pytest.fixture
def asked(policy_file: Path, actions: Path, cases: Path) -> list[object]:
    return ["best", policy_file, actions, "--cases", cases, *DAY]


def told(*arguments: object) -> Any:
    found = run(*arguments, "--format", "json")
    assert found.exit_code == 0, found.output
    return valid("best.json", found.stdout)


def cases_by(report: Any) -> dict[str, int]:
    return {" / ".join(row["path"]): row["cases"] for row in report["rows"] if row["cases"]}


def test_best_prints_exactly_one_object(asked: list[object]) -> None:
    found = run(*asked, "--format", "json")
    assert found.exit_code == 0 and found.stdout.count("\n") == 1
    about = valid("best.json", found.stdout)
    assert list(about)[:3] == ["base", "actions", "rows"]
    assert (about["base"], about["actions"]) == (4, 6)
    assert cases_by(about) == {
        "COMPROMISO DE PAGO": 1,
        "COMPROMISO DE PAGO / SIN CAMPAÑA": 1,
        "LLAMADA TELEFONICA": 1,
        "ENVIO EMAIL": 1,
        "(no action)": 1,
    }
    mail = next(row for row in about["rows"] if row["path"] == ["ENVIO EMAIL"])
    assert (mail["ratio"], mail["percent"], mail["actions_on_cases"]) == ("3.00", "25.00", 2)
    assert about["ledger"]["rows"] == 9 == sum(about["ledger"].values()) - 9
    assert about["others"] == {"VISITA": 1}


def test_text_shows_base_rows_ledger_and_reasons(asked: list[object]) -> None:
    found = run(*asked)
    assert found.exit_code == 0
    words = " ".join(found.stdout.split())
    for due in (
        "4 cases, 6 actions",
        "best action actions cases ratio % on cases ratio on cases",
        "SIN CAMPAÑA 1 1 1.00 25.00 2 2.00",
        "(no action) 0 1 0.00 25.00 0 0.00",
        "9 rows of actions read: 6 counted, 1 after the day asked for, 1 on no case",
        "1 set apart",
        "codes that no palette knows: 'VISITA' (1)",
        "yesterday",
    ):
        assert due in words, due
    assert run(*asked, "--strict").exit_code == 1


def test_csv_and_html_are_printed_too(asked: list[object]) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert [row["cases"] for row in rows if row["path"] == "ENVIO EMAIL"] == ["1"]
    assert run(*asked, "--format", "html").stdout.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "jsonl", "json", "html"])
def test_the_report_goes_into_files(asked: list[object], tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    assert run(*asked, "--amount", "balance", "--out", out).exit_code == 0
    about = told(*asked, "--amount", "balance")
    if ending == "html":
        assert "SIN CAMPAÑA" in out.read_text(encoding="utf-8")
    elif ending == "json":
        assert json.loads(out.read_text(encoding="utf-8")) == about
    else:
        rows = rows_in(out)
        assert [row["path"] for row in rows] == [" / ".join(row["path"]) for row in about["rows"]]
        assert [str(row["amount"]) for row in rows] == [row["amount"] for row in about["rows"]]
        assert [str(row["ratio"]) for row in rows] == [row["ratio"] for row in about["rows"]]


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "jsonl", "json"])
def test_actions_are_read_from_every_kind_of_file(
    policy_file: Path, asked: list[object], cases: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"other.{ending}"
    if ending == "csv":
        path.write_text(as_csv(ACTIONS, delimiter=";"), encoding="utf-8")
    elif ending in ("json", "jsonl"):
        lines = [json.dumps(row) for row in ACTIONS]
        path.write_text("\n".join(lines) if ending == "jsonl" else f"[{', '.join(lines)}]", encoding="utf-8")
    else:
        table = pa.Table.from_pylist(ACTIONS)
        (pa.parquet.write_table if ending == "parquet" else pa.feather.write_feather)(table, path)
    assert told("best", policy_file, path, "--cases", cases, *DAY) == told(*asked)


def test_scopes_and_windows_come_through(asked: list[object]) -> None:
    assert told(*asked, "--agent", "ana")["base"] == 4
    assert told(*asked, "--where", "creditor=CLARO")["base"] == 2
    assert told(*asked, "--segment", "promised")["base"] == 1
    assert told(*asked, "--queue", "daily.talk")["base"] == 2
    assert told(*asked, "--window", "2026-11-04")["ledger"]["outside_window"] == 3
    assert told(*asked, "--branch", "ENVIO EMAIL")["base"] == 1


def test_a_report_for_each_creditor(asked: list[object], tmp_path: Path) -> None:
    about = told(*asked, "--by", "creditor")
    assert about["by"] == "creditor"
    assert {one["group"]: one["base"] for one in about["groups"]} == {"CLARO": 2, "OTHER": 2}
    alone = told(*asked, "--by", "creditor", "--group", "CLARO")
    assert [one["group"] for one in alone["groups"]] == ["CLARO"]
    for ending in ("csv", "parquet"):
        out = tmp_path / f"out.{ending}"
        assert run(*asked, "--by", "creditor", "--out", out).exit_code == 0
        rows = rows_in(out)
        assert {row["creditor"] for row in rows} == {"CLARO", "OTHER"} and len(rows) == 14
    text = run(*asked, "--by", "creditor").stdout
    assert "creditor = CLARO: 2 cases" in text and "creditor = OTHER: 2 cases" in text


def test_a_row_opens_to_its_cases(asked: list[object], tmp_path: Path) -> None:
    found = run(*asked, "--drill", "COMPROMISO DE PAGO / SIN CAMPAÑA")
    assert found.exit_code == 0 and "1 case" in found.stdout and "C-1" in found.stdout
    rows = json.loads(run(*asked, "--drill", "CP", "--format", "json").stdout)
    assert [row["case_id"] for row in rows] == ["C-1"]
    out = tmp_path / "cases.csv.parquet"
    assert run(*asked, "--drill", "(no action)", "--sort", "balance", "--out", out).exit_code == 0
    assert [row["case_id"] for row in rows_in(out)] == ["C-4"]
    listed = run(*asked, "--drill", "(other)", "--format", "csv")
    assert listed.exit_code == 0 and listed.stdout.startswith('"case_id"') and listed.stdout.count("\n") == 1


def test_every_case_and_every_error_go_into_files(asked: list[object], tmp_path: Path) -> None:
    per_case, errors, wrong = (tmp_path / name for name in ("each.csv", "errors.jsonl", "wrong.jsonl"))
    found = run(*asked, "--per-case", per_case, "--errors", errors, "--case-errors", wrong)
    assert found.exit_code == 0
    assert [(row["case_id"], row["best.code"]) for row in rows_in(per_case)] == [
        ("C-1", "whole"),
        ("C-2", "email"),
        ("C-3", "call"),
        ("C-4", ""),
    ]
    lines = [valid("data_error.json", line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [(line["row"], line["reason"]) for line in lines] == [(6, "unknown_account"), (8, "wrong_type")]
    assert wrong.read_text(encoding="utf-8").strip() == ""


def test_lines_with_other_cells_than_the_header_are_set_apart(
    asked: list[object], actions: Path, cases: Path, tmp_path: Path
) -> None:
    before = told(*asked)
    with actions.open("a", encoding="utf-8") as file:
        file.write("short,line\n")
    with cases.open("a", encoding="utf-8") as file:
        file.write("C-8,too,few\nC-1,CLARO,5,5,\n")
    errors, wrong = tmp_path / "errors.jsonl", tmp_path / "wrong.jsonl"
    about = told(*asked, "--errors", errors, "--case-errors", wrong)
    assert about["rows"] == before["rows"]
    assert about["ledger"]["rows"] == 10 and about["ledger"]["set_apart"] == 2
    assert [(row["row"], row["reason"]) for row in rows_in(errors)][1:] == [
        (8, "wrong_type"),
        (9, "wrong_cells"),
    ]
    told_of = [valid("data_error.json", line) for line in wrong.read_text(encoding="utf-8").splitlines()]
    assert [(row["row"], row["reason"]) for row in told_of] == [(4, "repeated_key"), (5, "wrong_cells")]
    assert run(*asked, "--strict").exit_code == 1


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_report_is_drawn(asked: list[object], tmp_path: Path, ending: str) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / f"report.{ending}"
    assert run(*asked, "--plot", path).exit_code == 0
    assert path.read_bytes().startswith(b"\x89PNG" if ending == "png" else b"<?xml")


def test_cases_need_not_be_given(policy_file: Path, actions: Path) -> None:
    about = told("best", policy_file, actions, *DAY)
    assert about["base"] == 4 and about["ledger"]["without_case"] == 0


def test_what_cannot_be_meant_is_told(asked: list[object], policy_file: Path, actions: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    for options, words in (
        (["--segment", "promissed"], "promised"),
        (["--by", "creditr"], "creditor"),
        (["--amount", "balanse"], "balance"),
        (["--where", "creditor"], "NAME=VALUE"),
        (["--window", "year"], "window is policy, all, month"),
        (["--branch", "ENVIO EMAL"], "is 'ENVIO EMAIL' meant"),
        (["--drill", "ENVIO EMAL"], "is 'ENVIO EMAIL' meant"),
        (["--drill", "CP", "--sort", "balanse"], "balance"),
        (["--sort", "balance"], "give --drill too"),
        (["--group", "CLARO"], "give --by FIELD too"),
        (["--by", "creditor", "--drill", "CP"], "Give --group VALUE too"),
        (["--drill", "CP", "--branch", "CP"], "one of --branch and --drill"),
        (["--as-of", "hop"], "--as-of takes a day"),
        (["--plot", tmp_path / "x.gif"], "ends with .png or .svg"),
        (["--out", tmp_path / "x.foo"], "known endings"),
        (["--out", actions], "would overwrite"),
    ):
        found = run(*asked, "--per-case", out, *options)
        assert found.exit_code == 2 and words in found.stderr, (options, found.stderr)
        assert not out.exists()
    found = run(*asked, "--segment", "promissed", "--format", "json")
    assert [one["code"] for one in valid("failure.json", found.stdout)["diagnostics"]] == ["T5007"]
    found = run("best", policy_file, actions, "--window", "month")
    assert found.exit_code == 2 and "give --as-of: " in found.stderr


def test_what_cannot_be_read_ends_with_1_and_says_why(
    asked: list[object], policy_file: Path, actions: Path, cases: Path, tmp_path: Path
) -> None:
    empty, wrong, header = (tmp_path / f"{name}.csv" for name in ("empty", "wrong", "header"))
    empty.write_text("", encoding="utf-8")
    found = run("best", policy_file, empty, "--cases", cases, *DAY)
    assert found.exit_code == 1 and "is empty" in found.stderr
    wrong.write_text("case_id,knd,response,at\nC-1,x,,2026-11-01\n", encoding="utf-8")
    found = run("best", policy_file, wrong, "--cases", cases, *DAY)
    assert found.exit_code == 1 and "`kind`" in found.stderr and "`knd`" in found.stderr
    header.write_text("case_id,kind,response,at,number,user\n", encoding="utf-8")
    about = told("best", policy_file, header, "--cases", cases, *DAY)
    assert (about["base"], about["actions"], cases_by(about)) == (4, 0, {"(no action)": 4})
    header.write_text("case_id,creditor,balance\n", encoding="utf-8")
    about = told("best", policy_file, actions, "--cases", header, *DAY)
    assert (about["base"], about["actions"]) == (0, 0) and about["ledger"]["without_case"] > 0
    bare = tmp_path / "bare.tramo"
    bare.write_text('tramo 1 en\nfield a : text key\nsegment b = a = "1"\n', encoding="utf-8")
    found = run("best", bare, actions)
    assert found.exit_code == 2 and "T5014" in found.stderr
    assert run("best", policy_file, tmp_path / "missing.csv").exit_code == 2


def test_other_commands_take_actions_too(policy_file: Path, actions: Path, cases: Path) -> None:
    found = run("segment", policy_file, cases, "--actions", actions, *DAY, "--format", "json")
    about = valid("segment.json", found.stdout)
    assert about["segments"]["promised"]["true"] == 1 and "2 actions set apart" in found.stderr
    without = run("segment", policy_file, cases, *DAY)
    assert without.exit_code == 0 and "give --actions FILE" in without.stderr
    assert "give --events FILE" not in without.stderr
    told_why = run("explain", policy_file, cases, "--row", "C-1", "--segment", "promised", "--actions", actions, *DAY)
    assert told_why.exit_code == 0 and "best.action" in told_why.stdout
    strict = run("segment", policy_file, cases, "--actions", actions, *DAY, "--strict")
    assert strict.exit_code == 1


def test_check_counts_palettes_and_worklists(policy_file: Path) -> None:
    assert "1 palette, 1 worklist" in run("check", policy_file).stdout
    about = valid("check.json", run("check", policy_file, "--format", "json").stdout)
    assert about["policy"]["palettes"] == {"claro": ["promise", "pickup", "whole", "call", "email"]}
    assert about["policy"]["worklists"] == ["calls"]


def test_the_command_says_what_the_package_says(asked: list[object]) -> None:
    report = tramo.loads(POLICY).report(ACTIONS, CASES, as_of="2026-11-21")
    about = told(*asked)
    assert {name: about[name] for name in ("base", "actions", "rows")} == report.to_dict()


def test_a_drill_shows_what_it_is_sorted_by(asked: list[object], actions: Path, tmp_path: Path) -> None:
    for sort, due in (("balance", "500"), ("attempts.total", "0")):
        options = ["--drill", "(no action)", "--sort", sort]
        header, row = run(*asked, *options).stdout.splitlines()[2:4]
        assert sort in header and due in row.split()
        listed = json.loads(run(*asked, *options, "--format", "json").stdout)
        assert str(listed[0][sort]) == due
        out = tmp_path / f"{sort}.csv"
        assert run(*asked, *options, "--out", out).exit_code == 0 and rows_in(out)[0][sort] == due
    found = run(*asked, "--drill", "CP", "--sort", "best.dya")
    assert found.exit_code == 2 and "is 'best.day' meant" in found.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--where", "creditor=CLARO", "--where", "creditor=OTHER"], "--where creditor is given twice"),
        (["--set", "a=1", "--set", "a=2"], "--set a is given twice"),
        (["--children", "a=x.csv", "--children", "a=y.csv"], "--children a is given twice"),
        (["--agent", ""], "agent is empty text"),
        (["--segment", ""], "segment is empty text"),
        (["--window", "2026-W45"], "a number of days from 1 to 36,500"),
        (["--as-of", "2026-W45"], "--as-of takes a day"),
    ],
)
def test_options_that_would_be_dropped_in_silence_are_refused(
    asked: list[object], options: list[str], words: str
) -> None:
    found = run(*asked, *options)
    assert found.exit_code == 2 and words in found.stderr, found.stderr


def test_an_agent_of_no_action_is_warned_of(asked: list[object]) -> None:
    found = run(*asked, "--agent", "anna")
    assert found.exit_code == 0 and "by the agent 'anna'" in found.stderr


def test_a_picture_that_cannot_be_drawn_is_told_first(
    asked: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    found = run(*asked, "--plot", tmp_path / "x.png", "--segment", "promissed")
    assert found.exit_code == 2 and "--plot: this needs matplotlib" in found.stderr


def test_rows_of_nothing_are_left_out_behind_the_first_reports(asked: list[object], cases: Path) -> None:
    lines = cases.read_text(encoding="utf-8").splitlines()
    cases.write_text("\n".join(lines), encoding="utf-8")
    text = run(*asked, "--by", "balance").stdout
    assert text.count("balance = ") == 4 and "Behind the first 3 reports" in text
    assert text.count("RETIRO DE CHEQUE") == 3
    assert all(len(one["rows"]) == 7 for one in told(*asked, "--by", "balance")["groups"])
