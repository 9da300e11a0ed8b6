# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The command line: what it prints, and with which exit code it ends.

import csv
import io
import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import tramo
from conftest import POLICY, ROWS

jsonschema = pytest.importorskip("jsonschema")
pytest.importorskip("typer")
pa = pytest.importorskip("pyarrow")

from referencing import Registry, Resource  # noqa: E402
from tramo.cli.commands import app  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

runner = CliRunner()
DAY = ["--as-of", "2026-11-21"]


def run(*arguments: object) -> Any:
    return runner.invoke(app, [str(argument) for argument in arguments])


def valid(schema: str, text: str) -> Any:
    """The JSON text as an object that the published schema allows."""
    files = resources.files(tramo) / "schemas"
    all_schemas = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files.iterdir()}
    registry = Registry().with_resources(
        (name, Resource.from_contents(one)) for name, one in all_schemas.items()
    )
    found = json.loads(text)
    validator = jsonschema.Draft202012Validator(all_schemas[schema], registry=registry)
    validator.validate(found)
    return found


def as_csv(rows: list[dict[str, Any]], **options: Any) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, **options)
    writer.writeheader()
    writer.writerows(
        {name: str(value).lower() if isinstance(value, bool) else value for name, value in row.items()}
        for row in rows
    )
    return out.getvalue()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.csv"
    path.write_text(as_csv(ROWS), encoding="utf-8")
    return path


def test_the_schemas_are_schemas() -> None:
    for file in (resources.files(tramo) / "schemas").iterdir():
        jsonschema.Draft202012Validator.check_schema(json.loads(file.read_text(encoding="utf-8")))


def test_check_says_that_a_policy_is_sound(policy_file: Path) -> None:
    found = run("check", policy_file)
    assert found.exit_code == 0 and "4 segments, 1 strategy, 0 warnings" in found.output
    about = valid("check.json", run("check", policy_file, "--format", "json").stdout)
    assert about["ok"] and about["policy"]["strategies"] == {"daily": ["blocked", "late", "small", "others"]}


def test_check_draws_mistakes_and_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "wrong.tramo"
    path.write_text(POLICY.replace("days > 30", "dais > 30"), encoding="utf-8")
    found = run("check", path)
    assert found.exit_code == 1 and "error[T3001]" in found.output and "wrong.tramo:16" in found.output
    found = run("check", path, "--format", "json")
    about = valid("check.json", found.stdout)
    assert found.exit_code == 1 and not about["ok"] and about["policy"] is None
    assert about["diagnostics"][0]["labels"][0]["line"] == 16


def test_format_prints_writes_and_translates(policy_file: Path) -> None:
    policy = tramo.load(policy_file)
    assert run("format", policy_file).stdout == policy.format()
    assert run("format", policy_file, "--language", "pt").stdout == policy.format("pt")
    found = valid("format.json", run("format", policy_file, "--language", "es", "--format", "json").stdout)
    assert found["language"] == "es" and found["changed"] and found["text"] == policy.format("es")
    written = run("format", policy_file, "--write")
    assert written.exit_code == 0 and written.stdout == ""
    assert policy_file.read_text(encoding="utf-8") == policy.format()
    assert not valid("format.json", run("format", policy_file, "--format", "json").stdout)["changed"]
    assert run("format", policy_file, "--language", "fr").exit_code == 2


def test_segment_prints_exactly_one_object(policy: tramo.Policy, policy_file: Path, data: Path) -> None:
    found = run("segment", policy_file, data, *DAY, "--format", "json")
    assert found.exit_code == 0 and found.stdout.count("\n") == 1
    due = policy.evaluate(ROWS, as_of="2026-11-21").to_dict()
    assert valid("segment.json", found.stdout) == due
    assert list(json.loads(found.stdout)) == ["rows", "data_errors", "segments", "strategies"]


def test_segment_tells_counts_sums_and_the_rows_set_apart(policy_file: Path, data: Path) -> None:
    found = run("segment", policy_file, data, *DAY, "--sum", "balance", "--threads", 2)
    assert found.exit_code == 0
    for words in (
        "5 rows, 1 set apart",
        "249.99",
        "others",
        "product",
        "NNN",
        "C-3",
        "is not one of the declared values",
    ):
        assert words in found.stdout


def test_segment_with_strict_ends_with_1_when_rows_are_set_apart(policy_file: Path, data: Path) -> None:
    found = run("segment", policy_file, data, *DAY, "--strict", "--format", "json")
    assert found.exit_code == 1 and valid("segment.json", found.stdout)["data_errors"] == 1
    data.write_text(as_csv(ROWS[:2]), encoding="utf-8")
    assert run("segment", policy_file, data, *DAY, "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ([], "asks for the day"),
        (["--as-of", "21/11/2026"], "--as-of takes a day"),
        ([*DAY, "--set", "limit"], "NAME=VALUE"),
        ([*DAY, "--set", "limt=5"], "limit"),
        ([*DAY, "--set", "limit=much"], "limit"),
        ([*DAY, "--sum", "balanc"], "balance"),
        ([*DAY, "--sum", "days"], "money field"),
        ([*DAY, "--children", "debts=none.csv"], "none.csv"),
        ([*DAY, "--out", "result.xlsx"], "known endings"),
        ([*DAY, "--threads", "0"], "threads"),
        ([*DAY, "--formt", "json"], "formt"),
        ([*DAY, "--encoding", "klingon"], "klingon"),
    ],
)
def test_wrong_use_ends_with_2(policy_file: Path, data: Path, changed: list[str], words: str) -> None:
    found = run("segment", policy_file, data, *changed)
    assert found.exit_code == 2 and words in found.output.replace("\n", " ")


def test_files_that_are_not_there_are_wrong_use(policy_file: Path, data: Path, tmp_path: Path) -> None:
    assert run("check", tmp_path / "none.tramo").exit_code == 2
    assert run("segment", policy_file, tmp_path / "none.csv", *DAY).exit_code == 2
    assert run("segment", tmp_path / "none.tramo", data, *DAY).exit_code == 2
    assert run("segment", policy_file, tmp_path, *DAY).exit_code == 2
    assert run("nonsense").exit_code == 2


def test_a_failure_is_one_object_too_when_json_is_asked_for(policy_file: Path, data: Path) -> None:
    found = run("segment", policy_file, data, "--format", "json")
    assert found.exit_code == 2
    assert [one["code"] for one in valid("failure.json", found.stdout)["diagnostics"]] == ["T4010"]
    data.write_text("account,product\n1,Gold\n", encoding="utf-8")
    found = run("segment", policy_file, data, *DAY, "--format", "json")
    assert found.exit_code == 1
    assert {one["code"] for one in valid("failure.json", found.stdout)["diagnostics"]} == {"T5004"}


def test_segment_takes_parameters(policy_file: Path, data: Path) -> None:
    found = run("segment", policy_file, data, *DAY, "--set", "limit=150.00", "--format", "json")
    assert json.loads(found.stdout)["segments"]["large"]["true"] == 1


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "jsonl"])
def test_segment_writes_each_rows_verdict(
    policy: tramo.Policy, policy_file: Path, data: Path, ending: str
) -> None:
    out = data.with_name(f"result.{ending}")
    found = run("segment", policy_file, data, *DAY, "--out", out)
    assert found.exit_code == 0, found.output
    due = policy.evaluate(ROWS, as_of="2026-11-21").to_arrow().to_pylist()
    if ending == "csv":
        rows = list(csv.DictReader(out.open(encoding="utf-8", newline="")))
        assert [row["account"] for row in rows] == [row["account"] for row in due]
        assert [row["daily"] or None for row in rows] == [row["daily"] for row in due]
    elif ending == "parquet":
        import pyarrow.parquet

        assert pyarrow.parquet.read_table(out).to_pylist() == due
    else:
        text = out.read_text(encoding="utf-8")
        assert (
            json.loads(text) if ending == "json" else [json.loads(line) for line in text.splitlines()]
        ) == due
    assert [path.name for path in out.parent.glob("*.unfinished")] == []


def test_a_file_that_could_not_be_finished_is_not_left_behind(policy_file: Path, data: Path) -> None:
    data.write_bytes(as_csv(ROWS).encode() + "S\xe3o".encode("latin-1") + b"\n")
    out = data.with_name("result.csv")
    assert run("segment", policy_file, data, *DAY, "--out", out).exit_code == 1
    assert sorted(path.name for path in data.parent.iterdir()) == ["accounts.csv", "arrears.tramo"]


def test_explain_says_why(policy_file: Path, data: Path) -> None:
    found = run("explain", policy_file, data, *DAY, "--row", "C-1", "--segment", "late")
    assert found.exit_code == 0 and "days = 31" in found.stdout
    found = run("explain", policy_file, data, *DAY, "--row", "C-4", "--segment", "dear", "--format", "json")
    about = valid("explain.json", found.stdout)
    assert about["holds"] is None and about["row"] == 3
    found = run("explain", policy_file, data, *DAY, "--row", "C-2", "--queue", "others", "--format", "json")
    assert valid("explain.json", found.stdout)["holds"] is True
    found = run("explain", policy_file, data, *DAY, "--row", "C-3", "--queue", "others", "--format", "json")
    assert valid("explain.json", found.stdout)["errors"][0]["field"] == "product"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--row", "C-9", "--segment", "late"], "no row whose account is 'C-9' among 5 rows"),
        (["--row", "C-1", "--segment", "lat"], "did you mean"),
        (["--row", "C-1", "--queue", "nobody"], "no queue"),
        (["--row", "C-1"], "one of --segment and --queue"),
        (["--row", "C-1", "--segment", "late", "--queue", "others"], "one of --segment and --queue"),
        (["--segment", "late"], "row"),
    ],
)
def test_explain_names_what_is_not_there(
    policy_file: Path, data: Path, arguments: list[str], words: str
) -> None:
    found = run("explain", policy_file, data, *DAY, *arguments)
    assert found.exit_code == 2 and words in found.output.replace("\n", " ")


def test_rows_can_be_called_by_another_column(policy_file: Path, data: Path) -> None:
    data.write_text(
        as_csv([{**row, "document": f"D{number}"} for number, row in enumerate(ROWS)]), encoding="utf-8"
    )
    found = run(
        "segment", policy_file, data, *DAY, "--key", "document", "--out", data.with_name("result.jsonl")
    )
    assert found.exit_code == 0 and "D2" in found.stdout and "C-3" not in found.stdout
    assert (
        json.loads(data.with_name("result.jsonl").read_text(encoding="utf-8").splitlines()[0])["document"]
        == "D0"
    )
    found = run("explain", policy_file, data, *DAY, "--key", "document", "--row", "D1", "--segment", "late")
    assert found.exit_code == 0 and "D1" in found.stdout
    assert run("segment", policy_file, data, *DAY, "--key", "dokument").exit_code == 1


def test_rows_without_a_key_are_called_by_their_number(tmp_path: Path) -> None:
    policy = tmp_path / "keyless.tramo"
    policy.write_text("tramo 1 en\nfield days : integer\nsegment late = days > 30\n", encoding="utf-8")
    data = tmp_path / "data.csv"
    data.write_text("days\n1\n31\n", encoding="utf-8")
    found = run("explain", policy, data, "--row", "1", "--segment", "late", "--format", "json")
    assert found.exit_code == 0 and json.loads(found.stdout)["row"] == 1
    assert run("explain", policy, data, "--row", "2", "--segment", "late").exit_code == 2
    assert run("explain", policy, data, "--row", "x", "--segment", "late").exit_code == 2


def test_the_real_command_runs(policy_file: Path, data: Path) -> None:
    command = Path(sys.executable).with_name("tramo")
    found = subprocess.run(
        [command, "segment", policy_file, data, *DAY, "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stderr == "" and valid("segment.json", found.stdout)["rows"] == 5
    found = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert found.stdout == f"tramo {tramo.__version__}\n"
    assert subprocess.run([command, "nonsense"], capture_output=True).returncode == 2
    module = subprocess.run(
        [sys.executable, "-m", "tramo.cli", "check", policy_file], capture_output=True, check=True
    )
    assert b"sound" in module.stdout or b"segments" in module.stdout


@pytest.mark.parametrize("missing", ["typer", "rich", "pyarrow"])
def test_a_missing_library_is_named(policy_file: Path, data: Path, tmp_path: Path, missing: str) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / f"{missing}.py").write_text(
        f"raise ModuleNotFoundError('hidden', name='{missing}')\n"
    )
    found = subprocess.run(
        [sys.executable, "-m", "tramo.cli", "segment", policy_file, data, *DAY],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "hidden")},
    )
    assert (
        found.returncode == 2
        and f"'{missing}'" in found.stderr
        and 'pip install ".[cli]"' in found.stderr
    )
    assert "Traceback" not in found.stderr
