# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Who was reached, where a response says otherwise than the action around it, or than that of another palette.

import csv
import io
from decimal import Decimal

import pytest
import tramo

POLICY = """tramo 1 en
policy "Reached" version "1"
field case_id : text key
field creditor : one of "A", "B"
actions { code kind, response  happened at  id number }
palette first "First" if creditor = "A" {
  action call "CALL" rank 10 contact {
    response talked "TALKED"
    response silent "SILENT" no contact
  }
  action mail "MAIL" rank 60 no contact
}
palette second "Second" if creditor = "B" {
  action call "LLAMADA" rank 30 no contact
}
"""
CASES = [{"case_id": f"C-{n}", "creditor": "B" if n == 5 else "A"} for n in range(1, 7)]
ROWS = [("C-1", "CALL", "TALKED"), ("C-2", "CALL", "SILENT"), ("C-3", "CALL", "SILENT"), ("C-4", "MAIL", None)]
ACTIONS = [
    {"case_id": case, "kind": kind, "response": response, "at": "2026-11-02T09:00", "number": str(place)}
    for place, (case, kind, response) in enumerate([*ROWS, ("C-5", "CALL", None)])
]


@pytest.fixture(scope="module")
def report() -> tramo.ActionReport:
    return tramo.loads(POLICY, "reached.tramo").report(ACTIONS, CASES)


def test_cases_are_contacted_by_their_own_best_action(report: tramo.ActionReport) -> None:
    told = {" / ".join(row.path): (row.cases, row.contacted) for row in report.rows if row.cases}
    assert told["CALL"] == (4, 1)
    assert told["CALL / TALKED"] == (1, 1) and told["CALL / SILENT"] == (2, 0)
    assert told["MAIL"] == (1, 0) and told["(no action)"] == (1, 0)
    for row in report.rows:
        if within := report.within(row.path):
            assert sum(one.contacted for one in within) == row.contacted


def test_contacted_cases_are_in_every_form_of_the_report(report: tramo.ActionReport) -> None:
    pytest.importorskip("pyarrow")
    due = [row.contacted for row in report.rows]
    assert sum(due) == 2  # of CALL, and of TALKED within it
    assert [row["contacted"] for row in report.to_dict()["rows"]] == due
    assert [int(row["contacted"]) for row in csv.DictReader(io.StringIO(report.to_csv()))] == due
    assert report.table.column("contacted").to_pylist() == due
    assert "contacted" in report.text().splitlines()[2] and ">contacted<" in report.to_html()


def test_an_action_that_palettes_rank_differently_has_no_rank(report: tramo.ActionReport) -> None:
    row = report.row("CALL")
    assert row.rank is None and row.is_contact
    assert report.row("MAIL").rank == 60 and report.to_dict()["rows"][0]["rank"] is None


def test_the_pie_parts_the_contacts_of_an_action_from_the_rest(report: tramo.ActionReport) -> None:
    from tramo.action_colours import ATTEMPTS, CONTACTS
    from tramo.action_figures import pie_of

    told = {one.label: (one.cases, one.percent) for one in pie_of(report)}
    assert told == {
        "CALL: contact": (1, Decimal("16.67")),
        "CALL: no contact": (3, Decimal("50.00")),
        "MAIL": (1, Decimal("16.67")),
        "(no action)": (1, Decimal("16.67")),
    }
    colours = {one.label: one.colour for one in pie_of(report)}
    assert colours["CALL: contact"] in CONTACTS
    assert colours["CALL: no contact"] in ATTEMPTS and colours["MAIL"] in ATTEMPTS


def test_the_title_of_the_pie_counts_the_cases_contacted(report: tramo.ActionReport) -> None:
    pytest.importorskip("matplotlib")
    title = report.plot_pie().axes[0].get_title(loc="left")
    assert "the best action is a contact in 1 of 6 cases" in title
