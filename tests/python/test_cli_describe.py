# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Descriptions and flows on the command line: what is printed, what is written, and exit codes.

from pathlib import Path

import pytest

pytest.importorskip("typer")
pytest.importorskip("pyarrow")

from test_command_line import run  # noqa: E402
from write_descriptions import described, recorded  # noqa: E402

POLICY = Path(__file__).resolve().parents[2] / "examples" / "policies" / "call_campaign.tramo"


def test_prose_is_printed_in_the_language_asked_for() -> None:
    shown = run("describe", POLICY, "--language", "es")
    assert shown.exit_code == 0
    assert shown.stdout == recorded("call_campaign", "es").read_text(encoding="utf-8")


def test_prose_is_written_to_a_file(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    shown = run("describe", POLICY, "--language", "pt", "--output", page)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert page.read_text(encoding="utf-8") == described("call_campaign", "pt")


def test_pictures_can_be_left_out() -> None:
    assert "```mermaid" not in run("describe", POLICY, "--no-pictures").stdout


def test_flows_are_drawn_as_mermaid_and_as_bpmn() -> None:
    assert run("describe", POLICY, "--format", "mermaid").stdout.startswith("flowchart TD\n")
    assert run("describe", POLICY, "--format", "bpmn").stdout.startswith("<?xml version")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--strategy", "x"], "--strategy names what is drawn: give --format mermaid or --format bpmn too"),
        (["--segment", "x"], "--segment names what is drawn: give --format mermaid or --format bpmn too"),
        (["--format", "bpmn", "--strategy", "nothing"], "no strategy 'nothing'"),
        (["--output", str(POLICY)], "would overwrite"),
        (["--language", "fr"], "fr"),
    ],
)
def test_wrong_use_is_told(options: list[str], message: str) -> None:
    shown = run("describe", POLICY, *options)
    assert shown.exit_code == 2
    assert message in shown.stderr


def test_a_wrong_policy_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "wrong.tramo"
    path.write_text("tramo 1 en\nsegment s = nothing > 1\n", encoding="utf-8")
    shown = run("describe", path)
    assert shown.exit_code == 1
    assert "wrong.tramo:2" in shown.stderr
