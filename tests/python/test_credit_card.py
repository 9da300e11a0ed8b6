# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
"""Real input: 30,000 card accounts, counted by the engine and, independently, by DuckDB."""

import os
from pathlib import Path

import duckdb
import pyarrow.csv
import pytest

import tramo

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("TRAMO_SHARED", ROOT.parent / "shared")) / "data" / "credit_card_accounts.csv"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")

LATE = "PAY_0 >= 1"
BROKEN = "PAY_AMT4 > 0 and PAY_AMT3 > 0 and PAY_AMT2 > 0 and PAY_AMT1 = 0 and BILL_AMT2 > 0"
NEAR = "LIMIT_BAL <> 0 and BILL_AMT1 * 10 >= LIMIT_BAL * 9 and BILL_AMT1 <= LIMIT_BAL"
SEGMENTS = {
    "current": "PAY_0 <= 0",
    "bucket_1": "PAY_0 = 1",
    "bucket_2": "PAY_0 = 2",
    "bucket_3_or_more": "PAY_0 >= 3",
    "late": LATE,
    "roll_forward": f"{LATE} and PAY_0 > PAY_2",
    "cured": "PAY_0 <= 0 and PAY_2 >= 1",
    "rolled_back": f"{LATE} and PAY_0 < PAY_2",
    "relapsed": f"{LATE} and PAY_2 <= 0 and PAY_3 >= 1",
    "always_late": f"{LATE} and PAY_2 >= 1 and PAY_3 >= 1 and PAY_4 >= 1 and PAY_5 >= 1 and PAY_6 >= 1",
    "high_balance_late": f"{LATE} and BILL_AMT1 >= 100000",
    "broken_payer": BROKEN,
    "pays_little": "BILL_AMT2 > 0 and PAY_AMT1 * 10 < BILL_AMT2",
    "near_limit": NEAR,
    "over_limit": "BILL_AMT1 > LIMIT_BAL",
    "in_credit": "BILL_AMT1 < 0",
}
QUEUES = {
    "late_stage_high": f"PAY_0 >= 3 and {LATE} and BILL_AMT1 >= 100000",
    "late_stage": "PAY_0 >= 3",
    "stopped_paying": f"{LATE} and {BROKEN}",
    "high_balance": f"{LATE} and BILL_AMT1 >= 100000",
    "rolling": f"{LATE} and PAY_0 > PAY_2",
    "early": LATE,
    "cured": "PAY_0 <= 0 and PAY_2 >= 1",
    "watch": f"({NEAR}) or BILL_AMT1 > LIMIT_BAL",
}
SOUND = "MARRIAGE in (1, 2, 3)"


@pytest.fixture(scope="module")
def counted() -> tramo.Result:
    policy = tramo.load(ROOT / "examples" / "policies" / "credit_card.tramo")
    texts = pyarrow.csv.ConvertOptions(column_types={"ID": "string", "MARRIAGE": "string", "EDUCATION": "string"})
    return policy.evaluate(pyarrow.csv.read_csv(DATA, convert_options=texts), sum="BILL_AMT1")


def ask(expression: str, where: str = SOUND) -> int:
    return duckdb.sql(f"select {expression} from read_csv('{DATA}') where {where}").fetchall()[0][0]


def test_every_segment_has_the_rows_and_the_amount_that_duckdb_finds(counted: tramo.Result) -> None:
    assert set(counted.segments) == set(SEGMENTS)
    for name, condition in SEGMENTS.items():
        rows = ask(f"count(*) filter (where {condition})")
        amount = ask(f"coalesce(sum(BILL_AMT1) filter (where {condition}), 0)::bigint")
        assert (counted.segments[name].true, counted.segments[name].amount) == (rows, amount), name
        assert rows > 0, name


def test_every_queue_takes_the_rows_that_a_case_expression_gives_it(counted: tramo.Result) -> None:
    branches = " ".join(f"when {condition} then '{queue}'" for queue, condition in QUEUES.items())
    queue = f"case {branches} else 'standing' end"
    expected = dict(duckdb.sql(f"select {queue}, count(*) from read_csv('{DATA}') where {SOUND} group by 1").fetchall())
    found = {name: count.rows for name, count in counted.strategies["collections"].items()}
    assert {name: rows for name, rows in found.items() if rows} == expected
    assert set(found) == {*QUEUES, "standing"}


def test_undocumented_codes_are_set_apart_or_reported_as_declared(counted: tramo.Result) -> None:
    assert counted.data_errors == ask("count(*)", f"not ({SOUND})") == 54
    assert {(error.field, error.reason) for error in counted.errors} == {("MARRIAGE", "not_a_member")}
    assert counted.rows == 30_000
    assert sum(count.rows for count in counted.strategies["collections"].values()) + counted.data_errors == 30_000
