# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The report of best actions, to the digit: as objects, JSON, CSV, HTML, Arrow, text and pictures.

import csv
import io
import json
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import tramo
from conftest import ROOT
from test_best_actions import ACTIONS, CASES, DAY, POLICY

FOCO = ROOT / "examples" / "policies" / "foco_best_action.tramo"


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "best.tramo")


@pytest.fixture(scope="module")
def found(policy: tramo.Policy) -> tramo.BestActions:
    return policy.best_actions(ACTIONS, CASES, as_of=DAY, amount="balance")


@pytest.fixture(scope="module")
def report(found: tramo.BestActions) -> tramo.ActionReport:
    return found.report()


def told(report: tramo.ActionReport) -> dict[str, tuple[Any, ...]]:
    return {
        " / ".join(row.path): (row.actions, row.cases, str(row.ratio), str(row.percent), row.actions_on_cases)
        for row in report.rows
    }


def test_every_row_is_right_to_the_digit(report: tramo.ActionReport) -> None:
    assert (report.base, report.actions, report.amount) == (4, 6, Decimal(6500))
    assert told(report) == {
        "COMPROMISO DE PAGO": (1, 1, "1.00", "25.00", 2),
        "COMPROMISO DE PAGO / RETIRO DE CHEQUE": (0, 0, "0.00", "0.00", 0),
        "COMPROMISO DE PAGO / SIN CAMPAÑA": (1, 1, "1.00", "25.00", 2),
        "LLAMADA TELEFONICA": (1, 1, "1.00", "25.00", 2),
        "ENVIO EMAIL": (3, 1, "3.00", "25.00", 2),
        "(other)": (1, 0, "0.00", "0.00", 0),
        "(no action)": (0, 1, "0.00", "25.00", 0),
    }
    row = report.row("COMPROMISO DE PAGO")
    assert (row.ratio_on_cases, row.amount, row.amount_percent) == (Decimal("2.00"), 1000, Decimal("15.38"))
    assert (row.rank, row.is_contact, row.kind, row.depth) == (10, True, "node", 0)
    assert report.row("(no action)").rank is None


def test_the_rows_of_the_manual_come_out_of_its_data() -> None:
    from tramo.cli import reading

    policy = tramo.load(FOCO)
    data = ROOT / "examples" / "data"
    cases = reading.read_whole(data / "foco_cases.csv", "utf-8")
    actions = reading.read_whole(data / "foco_actions.csv", "utf-8")
    rows = told(policy.report(actions, cases, as_of=DAY))
    due = {
        "ENVIO EMAIL": (184, 60, "3.07", "23.08"),
        "LLAMADA TELEFONICA": (294, 93, "3.16", "35.77"),
        "TELEFONO NO CORRESPONDE": (23, 8, "2.88", "3.08"),
        "CLIENTE NO PUEDE PAGAR": (6, 2, "3.00", "0.77"),
        "CLIENTE INDICA QUE YA PAGO": (3, 3, "1.00", "1.15"),
        "COMPROMISO DE PAGO": (40, 37, "1.08", "14.23"),
        "ENVIO DEUDA": (8, 3, "2.67", "1.15"),
        "CLIENTE YA PAGO": (21, 11, "1.91", "4.23"),
        "RECADO CON TERCERO VALIDO": (7, 0, "0.00", "0.00"),
        "COMPROMISO DE PAGO / SIN CAMPAÑA ESPECIAL DE COBRANZA": (39, 36, "1.08", "13.85"),
        "COMPROMISO DE PAGO / RETIRO DE CHEQUE": (1, 1, "1.00", "0.38"),
    }
    assert {path: row[:4] for path, row in rows.items() if path in due} == due


def test_json_has_every_node_and_the_two_rows_of_none(report: tramo.ActionReport) -> None:
    about = json.loads(report.to_json())
    assert about == report.to_dict()
    assert list(about) == ["base", "actions", "rows", "amount"]
    assert list(about["rows"][0])[:7] == [
        "path",
        "actions",
        "cases",
        "ratio",
        "percent",
        "actions_on_cases",
        "ratio_on_cases",
    ]
    first = about["rows"][0]
    assert first["path"] == ["COMPROMISO DE PAGO"] and first["ratio"] == "1.00" and first["amount"] == "1000"
    assert [row["path"] for row in about["rows"][-2:]] == [["(other)"], ["(no action)"]]


def test_without_amounts_none_are_told(policy: tramo.Policy) -> None:
    about = policy.report(ACTIONS, CASES, as_of=DAY).to_dict()
    assert list(about) == ["base", "actions", "rows"]
    assert not any("amount" in row for row in about["rows"])


def test_a_branch_narrows_all_the_rest(found: tramo.BestActions, policy: tramo.Policy) -> None:
    narrowed = found.report(branch="LLAMADA TELEFONICA")
    assert narrowed.branch == ("LLAMADA TELEFONICA",)
    assert (narrowed.base, narrowed.actions, narrowed.amount) == (1, 2, Decimal(3000))
    assert narrowed.row("LLAMADA TELEFONICA").percent == Decimal("100.00")
    assert narrowed.row("(other)").actions == 1 and narrowed.row("ENVIO EMAIL").actions == 0
    by_name = policy.report(ACTIONS, CASES, as_of=DAY, branch=["promise", "whole"], amount="balance")
    assert by_name.branch == ("COMPROMISO DE PAGO", "SIN CAMPAÑA") and by_name.base == 1
    none = found.report(branch="(no action)")
    assert (none.base, none.actions) == (1, 0)


def test_rows_are_found_by_label_name_and_alias(report: tramo.ActionReport) -> None:
    for path in ("COMPROMISO DE PAGO", "compromiso de pago", "promise", "CP", ["CP"], ("promise",)):
        assert report.row(path).path == ("COMPROMISO DE PAGO",)
    for path in ("COMPROMISO DE PAGO / SIN CAMPAÑA", "cp / sin campana", ["promise", "whole"]):
        assert report.row(path).label == "SIN CAMPAÑA"
    with pytest.raises(LookupError, match="is 'LLAMADA TELEFONICA' meant"):
        report.row("LAMADA TELEFONICA")
    with pytest.raises(LookupError, match="there are"):
        report.row("xyz")


def test_the_table_has_the_same_rows(report: tramo.ActionReport) -> None:
    pytest.importorskip("pyarrow")
    rows = report.table.to_arrow().to_pylist()
    assert [row["path"] for row in rows] == [" / ".join(row.path) for row in report.rows]
    for row, due in zip(rows, report.rows, strict=True):
        assert (row["actions"], row["cases"], row["ratio"], row["percent"]) == due[2:6]
        assert (row["amount"], row["rank"], row["contact"], row["kind"]) == (
            due.amount,
            due.rank,
            due.is_contact,
            due.kind,
        )


def test_csv_can_be_read_back(report: tramo.ActionReport) -> None:
    rows = list(csv.DictReader(io.StringIO(report.to_csv())))
    assert [row["path"] for row in rows] == [" / ".join(row.path) for row in report.rows]
    assert rows[0]["ratio_on_cases"] == "2.00" and rows[0]["amount_percent"] == "15.38"
    assert rows[-1]["rank"] == "" and rows[0]["contact"] == "true"


def test_text_indents_what_is_within_a_row(report: tramo.ActionReport) -> None:
    lines = report.text().splitlines()
    assert lines[0] == "4 cases, 6 actions, amount 6,500"
    assert any(line.startswith("  RETIRO DE CHEQUE ") for line in lines)
    promise = next(line for line in lines if line.startswith("COMPROMISO"))
    assert promise.split()[-9:] == ["1", "1", "1.00", "25.00", "2", "2.00", "1", "1,000", "15.38"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.met: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.met.append(tag)


def test_html_shows_labels_as_text() -> None:
    policy = tramo.loads(POLICY.replace('"LLAMADA TELEFONICA"', '"<script>x</script>"'))
    report = policy.report(ACTIONS, CASES, as_of=DAY)
    for text in (report.to_html(), report._repr_html_()):
        tags = Tags()
        tags.feed(text)
        assert "script" not in tags.met and "&lt;script&gt;" in text
        assert tags.met.count("tr") == len(report.rows) + 1
    assert report.to_html().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_pictures_are_drawn(found: tramo.BestActions, tmp_path: Path, ending: str) -> None:
    pytest.importorskip("matplotlib")
    begins = b"\x89PNG" if ending == ".png" else b"<?xml"
    report = found.report()
    for name, draw in (
        ("pie", report.plot_pie),
        ("tree", report.plot_tree),
        ("both", found.plot),
        ("branch", found.report(branch="COMPROMISO DE PAGO").plot),
    ):
        path = tmp_path / f"{name}{ending}"
        draw(path)
        assert path.read_bytes().startswith(begins)
        first = path.read_bytes()
        draw(path)
        assert path.read_bytes() == first
    with pytest.raises(ValueError, match="ends with .png or .svg"):
        report.plot_pie(tmp_path / "pie.gif")


def test_the_pie_shows_the_rows_of_one_level(found: tramo.BestActions) -> None:
    from tramo.action_figures import slices_of

    whole = [row.label for row in slices_of(found.report())]
    assert whole == ["COMPROMISO DE PAGO", "LLAMADA TELEFONICA", "ENVIO EMAIL", "(no action)"]
    assert [row.label for row in slices_of(found.report(branch="CP"))] == ["SIN CAMPAÑA"]
    assert [row.label for row in slices_of(found.report(branch="email"))] == ["ENVIO EMAIL"]


def test_contacts_are_told_from_attempts_by_colour(report: tramo.ActionReport) -> None:
    from tramo.action_colours import ATTEMPTS, CONTACTS, GREYS, colours_of

    colours = dict(zip([row.label for row in report.rows], colours_of(report.rows), strict=True))
    assert colours["LLAMADA TELEFONICA"] in CONTACTS and colours["ENVIO EMAIL"] in ATTEMPTS
    assert colours["(other)"] == GREYS["other"] and colours["(no action)"] == GREYS["no_action"]


def test_a_report_without_cases_is_drawn_and_told(policy: tramo.Policy, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    report = policy.report([], [], as_of=DAY)
    assert report.base == 0 and report.text().startswith("0 cases, 0 actions")
    assert all((str(row.ratio), str(row.percent)) == ("0.00", "0.00") for row in report.rows)
    report.plot(tmp_path / "none.svg")
