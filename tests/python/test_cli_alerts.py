# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command line on alerts: files in, exactly one object or a table for people out, and exit codes.

import json
from pathlib import Path
from typing import Any

import pytest
import tramo
from test_alerts import DAY, EVENTS, LADDER, LATER, POLICY

pytest.importorskip("jsonschema")
pytest.importorskip("typer")
pa = pytest.importorskip("pyarrow")

import pyarrow.feather  # noqa: E402
import pyarrow.parquet  # noqa: E402
from test_command_line import as_csv, run, valid  # noqa: E402

AS_OF = ["--as-of", DAY]


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    path = tmp_path / "alerts.tramo"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(as_csv(EVENTS), encoding="utf-8")
    return path


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.csv"
    path.write_text("client,weight\nC-1,1\nC-3,\nC-5,2\n", encoding="utf-8")
    return path


@pytest.fixture
def points(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text("client,contact,channel\nC-3,555-1,phone\nC-5,555-1,phone\n", encoding="utf-8")
    return path


def test_alerts_prints_exactly_one_object(policy_file: Path, events: Path) -> None:
    found = run("alerts", policy_file, events, *AS_OF, "--format", "json")
    assert found.exit_code == 0 and found.stdout.count("\n") == 1
    assert valid("alerts.json", found.stdout) == {
        "events": 9,
        "data_errors": 1,
        "transitions": 5,
        "alerts": {"problem": {"refuses": 1, "cannot": 1, "none": 2}, "broken": {"bad": 1, "none": 3}},
    }


def test_alerts_tells_states_and_the_events_set_apart(policy_file: Path, events: Path) -> None:
    found = run("alerts", policy_file, events, *AS_OF, "--threads", 2)
    assert found.exit_code == 0
    for words in (
        "9 events, 1 set apart, 5 transitions",
        "1 met before",
        "Refuses to pay",
        "none",
        "C-3",
        '"hop"',
        "is no event that the policy knows",
    ):
        assert words in " ".join(found.stdout.split()), words
    assert run("alerts", policy_file, events, *AS_OF, "--strict").exit_code == 1


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "jsonl", "json"])
def test_events_are_read_from_every_kind_of_file(
    policy: tramo.Policy, policy_file: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"feed.{ending}"
    texts = [{name: str(value) for name, value in row.items()} for row in EVENTS]
    if ending == "csv":
        path.write_text(as_csv(texts, delimiter=";"), encoding="utf-8")
    elif ending in ("json", "jsonl"):
        lines = [json.dumps(row) for row in texts]
        path.write_text("\n".join(lines) if ending == "jsonl" else f"[{', '.join(lines)}]", encoding="utf-8")
    else:
        names = dict.fromkeys(name for row in texts for name in row)
        table = pa.table({name: [row.get(name) for row in texts] for name in names})
        write = pa.parquet.write_table if ending == "parquet" else pa.feather.write_feather
        write(table, path)
    found = run("alerts", policy_file, path, *AS_OF, "--format", "json")
    assert json.loads(found.stdout)["alerts"]["problem"] == {"refuses": 1, "cannot": 1, "none": 2}


@pytest.fixture
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "alerts.tramo")


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "jsonl", "json"])
def test_transitions_and_states_go_into_files(
    policy: tramo.Policy, policy_file: Path, events: Path, tmp_path: Path, ending: str
) -> None:
    out, states = tmp_path / f"out.{ending}", tmp_path / f"states.{ending}"
    assert run("alerts", policy_file, events, *AS_OF, "--out", out, "--states", states).exit_code == 0
    due = policy.alerts(EVENTS, as_of=DAY)
    for path, table in ((out, due.transitions), (states, due.states)):
        assert [str(row["client"]) for row in rows_in(path)] == table.column("client").to_pylist()
    assert [row["to"] for row in rows_in(out)] == due.transitions.column("to").to_pylist()


def rows_in(path: Path) -> list[dict[str, Any]]:
    import csv

    text = path.read_text(encoding="utf-8") if path.suffix in (".csv", ".json", ".jsonl") else ""
    match path.suffix:
        case ".csv":
            return list(csv.DictReader(text.splitlines()))
        case ".json":
            return json.loads(text)
        case ".jsonl":
            return [json.loads(line) for line in text.splitlines()]
        case ".parquet":
            return pa.parquet.read_table(path).to_pylist()
        case _:
            return pa.feather.read_table(path).to_pylist()


def test_every_event_set_apart_goes_into_a_file(policy_file: Path, events: Path, tmp_path: Path) -> None:
    with events.open("a", encoding="utf-8") as file:
        file.write("short,line\n")
    errors = tmp_path / "errors.jsonl"
    found = run("alerts", policy_file, events, *AS_OF, "--errors", errors, "--format", "json")
    assert json.loads(found.stdout)["events"] == 10 and json.loads(found.stdout)["data_errors"] == 2
    rows = [valid("data_error.json", line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [(row["row"], row["reason"]) for row in rows] == [(6, "unknown_event"), (9, "wrong_cells")]


@pytest.mark.parametrize("ending", ["parquet", "arrow", "json"])
def test_a_snapshot_goes_from_day_to_day_under_one_name(
    policy: tramo.Policy, policy_file: Path, events: Path, tmp_path: Path, ending: str
) -> None:
    state, later = tmp_path / f"state.{ending}", tmp_path / "later.csv"
    later.write_text(as_csv(LATER), encoding="utf-8")
    assert run("alerts", policy_file, events, *AS_OF, "--save-state", state).exit_code == 0
    found = run(
        "alerts", policy_file, later, "--as-of", "2026-02-01", "--state", state, "--save-state", state,
        "--format", "json",
    )  # fmt: skip
    whole = policy.alerts([*EVENTS, *LATER], as_of="2026-02-01")
    assert json.loads(found.stdout)["alerts"] == whole.counts
    assert tramo.AlertState.load(state).horizon.startswith("2026-02-01")
    assert not list(tmp_path.glob("*unfinished*"))
    earlier = run(
        "alerts", policy_file, events, "--as-of", "2026-02-02", "--state", state, "--format", "json"
    )
    assert json.loads(earlier.stdout)["data_errors"] == 9


def test_accounts_and_children_come_from_files(
    policy_file: Path, events: Path, accounts: Path, points: Path
) -> None:
    files = ["--accounts", accounts, "--children", f"contact_points={points}"]
    found = run("alerts", policy_file, events, *AS_OF, *files, "--format", "json")
    assert json.loads(found.stdout)["alerts"]["broken"] == {"bad": 1, "none": 2}
    assert json.loads(found.stdout)["data_errors"] == 6
    alone = run("alerts", policy_file, events, *AS_OF, *files[2:])
    assert alone.exit_code == 2 and "give --accounts too" in alone.stderr


def test_moments_and_days_are_read_from_options(policy_file: Path, events: Path) -> None:
    found = run("alerts", policy_file, events, *AS_OF, "--known-at", "2026-01-09")
    assert "1 not yet known" in " ".join(found.stdout.split())
    for option in ("--known-at", "--as-of", "--horizon"):
        wrong = run("alerts", policy_file, events, *AS_OF, option, "hop")
        assert wrong.exit_code == 2 and "'hop'" in wrong.stderr, option


def test_what_cannot_be_read_ends_with_1_and_says_why(policy_file: Path, tmp_path: Path) -> None:
    empty, wrong = tmp_path / "empty.csv", tmp_path / "wrong.csv"
    empty.write_text("", encoding="utf-8")
    wrong.write_text("client_id,kin,at,known,number\nC-1,contact,2026-01-05,2026-01-05,1\n", encoding="utf-8")
    found = run("alerts", policy_file, empty, *AS_OF)
    assert found.exit_code == 1 and "is empty" in found.stderr
    found = run("alerts", policy_file, wrong, *AS_OF)
    assert found.exit_code == 1 and "no column `kind`" in found.stderr and "`kin`?" in found.stderr
    found = run("alerts", policy_file, wrong, *AS_OF, "--format", "json")
    assert valid("failure.json", found.stdout)["diagnostics"][0]["code"] == "T5004"
    found = run("alerts", policy_file, tmp_path / "missing.csv")
    assert found.exit_code == 2


def test_wrong_use_ends_with_2(policy_file: Path, events: Path, tmp_path: Path) -> None:
    for arguments, words in (
        (["--out", tmp_path / "x.foo"], "known endings"),
        (["--out", events], "would overwrite"),
        (["--state", events], "--state"),
        (["--save-state", tmp_path / "x.csv"], ".parquet, .arrow or .json"),
        (["--save-state", tmp_path / "no" / "x.json"], "does not exist"),
        (["--set", "hop"], "NAME=VALUE"),
    ):
        found = run("alerts", policy_file, events, *AS_OF, *arguments)
        assert found.exit_code == 2 and words in found.stderr, arguments
    found = run("alerts", policy_file, events)
    assert found.exit_code == 2 and "T4010" in found.stderr and "give --as-of: the day" in found.stderr
    found = run("alerts", policy_file, events, "--format", "json")
    [missing] = valid("failure.json", found.stdout)["diagnostics"]
    assert missing["help"][0].startswith("give --as-of: ")
    assert "as_of" not in json.loads(found.stdout)["message"]
    assert [path.name for path in tmp_path.iterdir() if "x." in path.name] == []


def test_segment_and_explain_take_events(
    policy_file: Path, events: Path, accounts: Path, points: Path
) -> None:
    files = [policy_file, accounts, "--children", f"contact_points={points}", "--events", events, *AS_OF]
    found = run("segment", *files, "--format", "json")
    assert valid("segment.json", found.stdout)["segments"]["unable"] == {"true": 1, "unknown": 0}
    assert valid("segment.json", found.stdout)["segments"]["unreachable"]["true"] == 2
    assert "6 events set apart" in found.stderr and "5 client_id is not among the accounts" in found.stderr
    assert run("segment", *files, "--strict").exit_code == 1
    found = run("explain", *files, "--row", "C-1", "--segment", "unable")
    assert found.exit_code == 0 and "C-1 is in segment unable" in found.stdout


def test_segment_says_what_brings_the_columns_that_are_missing(
    policy_file: Path, accounts: Path, points: Path
) -> None:
    found = run("segment", policy_file, accounts, "--children", f"contact_points={points}", *AS_OF)
    assert found.exit_code == 0 and "events bring them, give --events FILE" in found.stderr


def test_check_reads_alerts_as_ladders_on_request(tmp_path: Path) -> None:
    path = tmp_path / "steps.tramo"
    path.write_text(LADDER, encoding="utf-8")
    found = run("check", path)
    assert found.exit_code == 0 and "T4027" not in found.stdout and "0 warnings" in found.stdout
    found = run("check", path, "--ladders")
    assert found.exit_code == 0 and "warning[T4027]" in found.stdout and "1 warning;" in found.stdout
    about = valid("check.json", run("check", path, "--ladders", "--format", "json").stdout)
    assert about["ok"] and [(one["code"], one["severity"]) for one in about["diagnostics"]] == [
        ("T4027", "warning")
    ]


def test_diagram_draws_machines(policy_file: Path) -> None:
    one = run("diagram", policy_file, "problem")
    assert one.exit_code == 0 and one.stdout.startswith("stateDiagram-v2\n")
    both = run("diagram", policy_file)
    assert both.stdout.count("```mermaid\n") == 2 and "## broken: Broken contact" in both.stdout
    assert run("diagram", policy_file, "--format", "dot").stdout.count("digraph") == 2
    wrong = run("diagram", policy_file, "problm")
    assert wrong.exit_code == 2 and wrong.stderr == "no alert 'problm'; is 'problem' meant?\n"


def test_diagram_draws_the_timeline_of_an_account(policy_file: Path, events: Path, tmp_path: Path) -> None:
    line = [policy_file, "problem", "--events", events, "--account", "C-2", *AS_OF]
    found = run("diagram", *line)
    assert found.exit_code == 0 and "Refuses to pay → none: payment (event 4)" in found.stdout
    pytest.importorskip("matplotlib")
    png = tmp_path / "c2.png"
    assert run("diagram", *line, "--png", png).exit_code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    for wrong, words in (
        ([policy_file, "--events", events], "both --events and --account"),
        ([policy_file, "--png", png], "give --events and --account too"),
        ([*line, "--png", tmp_path / "c2.gif"], "ends with .png"),
        ([policy_file, "--events", events, "--account", "C-9", *AS_OF], "no account 'C-9'"),
    ):
        found = run("diagram", *wrong)
        assert found.exit_code == 2 and words in found.stderr, wrong
