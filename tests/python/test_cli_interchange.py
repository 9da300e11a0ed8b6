# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Policies out of and into other forms on the command line: which option means what, and how it fails.

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jsonschema")
pytest.importorskip("typer")

import tramo  # noqa: E402
from conftest import POLICY  # noqa: E402
from test_command_line import run  # noqa: E402
from tramo.cli import export_command, import_command  # noqa: E402


def told(*arguments: Any, code: int = 2) -> str:
    """What a command says that fails."""
    found = run(*arguments)
    assert found.exit_code == code, found.output
    assert not found.stdout
    return str(found.stderr)


def test_a_policy_goes_to_json_and_comes_back(policy_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "arrears.json"
    assert run("export", policy_file, "--to", "json", "--output", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == tramo.load(policy_file).to_json()
    found = run("import", out)
    assert found.exit_code == 0
    assert found.stdout == tramo.load(policy_file).format()


def test_without_a_file_json_is_printed(policy_file: Path) -> None:
    found = run("export", policy_file, "--to", "json")
    assert found.stdout == tramo.load(policy_file).to_json()


def test_both_ways_the_language_can_be_another(policy_file: Path, tmp_path: Path) -> None:
    found = run("export", policy_file, "--to", "json", "--language", "pt")
    assert json.loads(found.stdout)["language"] == "pt"
    path = tmp_path / "p.json"
    path.write_text(found.stdout, encoding="utf-8")
    assert run("import", path, "--language", "es").stdout == tramo.loads(POLICY).format("es")
    assert "no such language: 'fr'" in told("export", policy_file, "--to", "json", "--language", "fr")
    assert "--language takes en, es or pt, not 'fr'" in told("import", path, "--language", "fr")


def test_mistakes_in_json_are_drawn_and_exit_with_one(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"tramo": 1, "language": "en", "declarations": [{}]}', encoding="utf-8")
    assert '/declarations/0: the member "declaration" is missing' in told("import", path, code=1)
    path.write_text('{"tramo": 1,', encoding="utf-8")
    assert "T7001" in told("import", path, code=1)


def test_a_file_that_could_be_anything_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("[1]", encoding="utf-8")
    assert "say which with --from json or --from querybuilder" in told("import", path)
    assert "T7002" in told("import", path, "--from", "json", code=1)


@pytest.mark.parametrize(
    "option",
    [
        ("--segment", "late"),
        ("--dialect", "duckdb"),
        ("--table", "t"),
        ("--as-of", "2026-11-21"),
        ("--param", "limit=1"),
    ],
)
def test_options_that_say_nothing_to_json_are_refused(policy_file: Path, option: tuple[str, str]) -> None:
    assert f"{option[0]} says nothing to --to json" in told("export", policy_file, "--to", "json", *option)


def test_sql_needs_a_segment_that_there_is(policy_file: Path) -> None:
    assert "give --segment NAME" in told("export", policy_file, "--to", "sql")
    words = told("export", policy_file, "--to", "sql", "--segment", "lat")
    assert "Is 'late' meant? Its segments: late, large, recent, dear" in words
    assert "--language says nothing to --to sql" in told(
        "export", policy_file, "--to", "sql", "--segment", "late", "--language", "en"
    )


def test_a_file_that_is_read_is_not_written_over(policy_file: Path) -> None:
    assert "would overwrite" in told("export", policy_file, "--to", "json", "--output", policy_file)


class Answering:
    """A policy that says what it was asked."""

    segments = tramo.loads(POLICY).segments
    warnings: list[tramo.Diagnostic] = []

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}

    def to_sql(self, segment: str, **asked: Any) -> str:
        self.asked = asked
        return f"SELECT {segment}"

    def to_query_builder(self, segment: str, **asked: Any) -> dict[str, Any]:
        self.asked = asked
        return {"rules": [segment, "ñ"]}

    def query_builder_fields(self) -> list[dict[str, Any]]:
        return [{"name": "days"}]

    def format(self, language: str | None) -> str:
        return f"in {language}\n"


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    made = Answering()
    monkeypatch.setattr(export_command.tramo, "load", lambda path: made)
    return made


def test_sql_is_asked_for_with_what_was_given(policy_file: Path, answering: Answering) -> None:
    options = ("--dialect", "postgresql", "--table", "t", "--as-of", "2026-11-21", "--param", "limit=5")
    found = run("export", policy_file, "--to", "sql", "--segment", "late", *options)
    assert found.stdout == "SELECT late\n"
    assert answering.asked == {
        "dialect": "postgresql",
        "table": "t",
        "as_of": "2026-11-21",
        "parameters": {"limit": "5"},
    }
    run("export", policy_file, "--to", "sql", "--segment", "late")
    assert answering.asked == {}


def test_a_query_builder_gets_a_segment_or_the_fields(policy_file: Path, answering: Answering) -> None:
    found = run("export", policy_file, "--to", "querybuilder", "--segment", "late", "--as-of", "2026-11-21")
    assert json.loads(found.stdout) == {"rules": ["late", "ñ"]} and "ñ" in found.stdout
    assert answering.asked == {"as_of": "2026-11-21"}
    assert json.loads(run("export", policy_file, "--to", "querybuilder").stdout) == [{"name": "days"}]
    assert "give --segment NAME too" in told(
        "export", policy_file, "--to", "querybuilder", "--param", "limit=5"
    )


def test_a_query_is_known_by_its_rules_and_read_with_its_fields(
    policy_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def from_query_builder(query: Any, fields: Any = None, **given: Any) -> Answering:
        asked.append((query, fields, given))
        return Answering()

    monkeypatch.setattr(import_command.tramo, "from_query_builder", from_query_builder, raising=False)
    query, fields = tmp_path / "query.json", tmp_path / "fields.json"
    query.write_text('{"combinator": "and", "rules": []}', encoding="utf-8")
    fields.write_text('[{"name": "a"}]', encoding="utf-8")
    policy_as_json = tmp_path / "policy.json"
    policy_as_json.write_text(tramo.load(policy_file).to_json(), encoding="utf-8")

    assert run("import", query).stdout == "in None\n"
    assert run("import", query, "--fields", fields, "--language", "es", "--name", "mine").stdout == "in es\n"
    run("import", query, "--fields", policy_file)
    run("import", query, "--fields", policy_as_json)
    sound = {"combinator": "and", "rules": []}
    assert asked[:2] == [(sound, None, {}), (sound, [{"name": "a"}], {"name": "mine", "language": "es"})]
    assert asked[2][1] == asked[3][1] == tramo.load(policy_file)

    fields.write_text("{}", encoding="utf-8")
    assert "a list of fields is due" in told("import", query, "--fields", fields, code=1)
    fields.write_text("[", encoding="utf-8")
    assert "cannot be read as JSON" in told("import", query, "--fields", fields, code=1)
    assert "--fields and --name are for a query" in told("import", policy_as_json, "--name", "x")
