# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
"""Real actions: the log of 10,000 fines reported by best action, by the engine, by dicts and by DuckDB."""

import csv
import os
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow.csv
import pytest
import tramo

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TRAMO_SHARED", ROOT.parent / "shared")) / "data" / "traffic_fine_events.csv"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")

# Best first, as the policy ranks them.
RANKS = [
    "Payment",
    "Send for Credit Collection",
    "Appeal to Judge",
    "Notify Result Appeal to Offender",
    "Receive Result Appeal from Prefecture",
    "Send Appeal to Prefecture",
    "Insert Date Appeal to Prefecture",
    "Insert Fine Notification",
    "Add penalty",
    "Send Fine",
    "Create Fine",
]
APPEALS = RANKS[2:7]


@pytest.fixture(scope="module")
def log() -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def found() -> "tramo.BestActions":
    policy = tramo.load(ROOT / "examples" / "policies" / "traffic_fine_actions.tramo")
    names = DATA.open(encoding="utf-8").readline().strip().split(",")
    texts = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pyarrow.string()), strings_can_be_null=True)
    return policy.best_actions(pyarrow.csv.read_csv(DATA, convert_options=texts))


def best_by_hand(log: list[dict[str, str]]) -> dict[str, int]:
    """The number of the row that each fine counts under: by rank, the latest day, the first written."""
    best: dict[str, tuple[int, str, int]] = {}
    for number, row in enumerate(log):
        one = (-RANKS.index(row["activity"]), row["timestamp"], -number)
        best[row["case_id"]] = max(one, best.get(row["case_id"], one))
    return {case: -number for case, (_, _, number) in best.items()}


def test_every_fine_counts_under_the_row_that_dicts_find(
    found: "tramo.BestActions", log: list[dict[str, str]]
) -> None:
    by_hand = {case: (log[row]["activity"], log[row]["timestamp"]) for case, row in best_by_hand(log).items()}
    rows = found.cases.to_arrow().to_pylist()
    assert {row["case_id"]: (row["best.label"], str(row["best.day"])) for row in rows} == by_hand
    assert len(rows) == 10_000


def test_the_report_holds_every_row_and_every_fine_once(
    found: "tramo.BestActions", log: list[dict[str, str]]
) -> None:
    report = found.report()
    of_kind = Counter(row["activity"] for row in log)
    of_best = Counter(log[row]["activity"] for row in best_by_hand(log).values())
    engine = {row.label: (row.actions, row.cases) for row in report.rows if row.kind == "node"}
    appeals = engine.pop("Appeal")
    assert engine == {label: (of_kind[label], of_best[label]) for label in RANKS}
    assert appeals == (sum(of_kind[one] for one in APPEALS), sum(of_best[one] for one in APPEALS))
    assert (report.base, report.actions) == (10_000, len(log))


def test_duckdb_counts_the_same(found: "tramo.BestActions") -> None:
    ranks = ", ".join(f"('{label}', {place})" for place, label in enumerate(RANKS))
    rows = duckdb.sql(
        f"""select activity, count(*) from (
              select arg_min(activity, rank) as activity
              from read_csv('{DATA}', all_varchar = true) join (values {ranks}) ranked(label, rank) on activity = label
              group by case_id)
            group by activity"""
    ).fetchall()
    engine = {row.label: row.cases for row in found.report().rows if row.kind == "node" and row.label != "Appeal"}
    assert {label: cases for label, cases in engine.items() if cases} == dict(rows)
