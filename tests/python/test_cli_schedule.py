# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Schedules on the command line: exact numbers as text, every wrong option named.

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jsonschema")
pytest.importorskip("typer")
pa = pytest.importorskip("pyarrow")

import pyarrow.parquet  # noqa: E402
from test_command_line import run, valid  # noqa: E402

LOAN = {
    "--method": "level",
    "--principal": "10000",
    "--rate": "2%",
    "--count": "10",
    "--first": "2026-12-21",
    "--every": "1 month",
}


def schedule(**changed: str | Path | int | None) -> Any:
    """The loan with other options; None leaves one out."""
    options = {**LOAN, **{f"--{name.replace('_', '-')}": value for name, value in changed.items()}}
    return run("schedule", *(word for pair in options.items() if pair[1] is not None for word in pair))


def told(**changed: str | Path | int | None) -> Any:
    found = schedule(**changed, format="json")
    assert found.exit_code == 0, found.output
    assert found.stdout.count("\n") == 1
    return valid("schedule.json", found.stdout)


def column(about: Any, name: str) -> list[str]:
    return [row[name] for row in about["rows"]]


def test_schedule_prints_exactly_one_object() -> None:
    about = told()
    assert list(about) == ["rows", "total", "effective_rate"]
    assert about["rows"][0] == {
        "number": 1,
        "due": "2026-12-21",
        "payment": "1113.27",
        "principal": "913.27",
        "interest": "200.00",
        "balance": "9086.73",
    }
    # 10,000 · 0.02 / (1 − 1.02^−10) = 1,113.2652…; what nine of them leave is 1,113.22.
    assert column(about, "payment") == [*["1113.27"] * 9, "1113.22"]
    assert about["rows"][-1]["balance"] == "0.00" and about["rows"][-1]["due"] == "2027-09-21"
    assert about["total"] == "11132.65"
    assert about["effective_rate"].startswith("0.2682") and len(about["effective_rate"]) == 10


def test_text_is_a_table_with_what_it_comes_to() -> None:
    found = schedule()
    lines = found.stdout.splitlines()
    assert found.exit_code == 0 and found.stderr == ""
    assert lines[0].split() == ["number", "due", "payment", "principal", "interest", "balance"]
    assert lines[1].split() == ["1", "2026-12-21", "1,113.27", "913.27", "200.00", "9,086.73"]
    assert lines[-1] == "total 11,132.65, interest 1,132.65; 26.82 % a year"


def test_no_digit_of_a_large_amount_is_cut() -> None:
    lines = schedule(principal="1000000000000000", count=1).stdout.splitlines()
    assert lines[1].split()[2:4] == ["1,020,000,000,000,000.00", "1,000,000,000,000,000.00"]


def test_a_currency_sets_the_smallest_unit() -> None:
    about = told(currency="CLP", principal="1000000")
    assert all("." not in payment for payment in column(about, "payment"))
    assert sum(map(int, column(about, "principal"))) == 1_000_000
    assert column(told(unit="1"), "payment")[:2] == ["1113.00", "1113.00"]
    assert column(told(unit="1", rounding="up"), "payment")[:2] == ["1114.00", "1114.00"]


def test_the_methods_of_the_field_are_there() -> None:
    assert column(told(method="sac"), "principal") == ["1000.00"] * 10
    assert column(told(method="constant-principal"), "payment")[:2] == ["1200.00", "1180.00"]
    assert column(told(method="bullet"), "payment") == [*["200.00"] * 9, "10200.00"]
    assert column(told(method="flat"), "payment") == ["1200.00"] * 10
    assert told(method="price") == told(method="LEVEL") == told()


def test_grace_balloon_and_down_payment_are_taken() -> None:
    grace = told(grace=2)
    assert column(grace, "payment")[:3] == ["200.00", "200.00", "1113.27"] and len(grace["rows"]) == 12
    assert column(told(grace=2, grace_interest="capitalized"), "payment")[:2] == ["0.00", "0.00"]
    assert Decimal(column(told(balloon="5000"), "payment")[-1]) > 5000
    by_amount, by_share = told(down_payment="1000"), told(down_payment="10%")
    assert by_amount == by_share and by_amount["rows"][0]["number"] == 0
    assert by_amount["rows"][0]["payment"] == "1000.00"
    assert column(told(residual="first"), "payment")[:2] != column(told(), "payment")[:2]


def test_days_are_counted_and_adjusted_by_holidays(tmp_path: Path) -> None:
    holidays = tmp_path / "feriados.csv"
    holidays.write_text(
        'day,name\n# Natal\n2026-12-25,Natal\n\n"2027-01-01";"Ano Novo"\n2027-12-25\n', encoding="utf-8"
    )
    about = told(first="2026-12-25", adjust="following", holidays=holidays)
    assert column(about, "due")[:2] == ["2026-12-28", "2027-01-25"]  # Christmas is a Friday
    assert told(first="2026-12-25", adjust="modified-following", holidays=holidays) == about
    business = told(rate="12%", start="2026-11-23", day_count="BUS/252", holidays=holidays)
    assert len(business["rows"]) == 10
    by_days = told(rate="12%", start="2026-11-21", day_count="ACT/365F", count=1)
    assert column(by_days, "interest") == ["98.63"]  # 10,000 · 12 % · 30 / 365
    late = schedule(first="2027-12-25", adjust="following", holidays=holidays)
    assert late.exit_code == 2 and "2028" in late.stderr


def test_rows_go_into_files(tmp_path: Path) -> None:
    about = told()
    for ending in ("csv", "parquet", "arrow", "json", "jsonl"):
        assert schedule(out=tmp_path / f"rows.{ending}").exit_code == 0, ending
    with (tmp_path / "rows.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["payment"] for row in rows] == column(about, "payment")
    assert [row["due"] for row in rows] == column(about, "due")
    listed = json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))
    assert [row["balance"] for row in listed] == column(about, "balance")
    table = pa.parquet.read_table(tmp_path / "rows.parquet")
    assert pa.types.is_decimal(table.schema.field("payment").type)


def test_a_schedule_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    png = tmp_path / "loan.png"
    for first in (LOAN["--first"], None):
        assert schedule(plot=png, first=first).exit_code == 0
        assert png.read_bytes().startswith(b"\x89PNG")
        png.unlink()
    wrong = schedule(plot=tmp_path / "loan.svg")
    assert wrong.exit_code == 2 and "ends with .png" in wrong.stderr


def test_a_rate_without_its_sign_is_a_fraction_and_says_so_where_few_mean_it() -> None:
    assert told(rate="0.02") == told()
    plain = schedule(rate="2")
    assert plain.exit_code == 0
    assert plain.stderr == "--rate 2 is a fraction, 200 % a period; 2 % is written 2%\n"
    assert schedule(rate="200%").stderr == "" and told(rate="200%") == told(rate="2")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"method": "levl"}, "--method: 'levl' is not known; is 'level' meant? Known are level,"),
        ({"count": 0}, "--count: "),
        ({"count": -1}, "--count: "),
        ({"count": 10**30}, "--count"),
        ({"rate": "hop"}, "--rate: 'hop' is no number"),
        ({"rate": "-101%"}, "--rate: "),
        ({"principal": "-5"}, "--principal: "),
        ({"principal": "10.001"}, "--principal: "),
        ({"principal": "1,000"}, "--principal: "),
        ({"first": "hop"}, "--first: 'hop' is no day such as 2026-11-21"),
        ({"every": "hop"}, "--every: "),
        ({"start": "2027-12-21"}, "--"),
        ({"currency": "REAIS"}, "--currency: 'REAIS' is no code of ISO 4217"),
        ({"rounding": "half-upp"}, "--rounding: 'half_upp' is not known; is 'half_up' meant?"),
        ({"residual": "lst"}, "--residual: 'lst' is not known; is 'last' meant?"),
        ({"unit": "0"}, "--unit: "),
        ({"down_payment": "10001"}, "--down-payment: "),
        ({"down_payment": "110%"}, "--down-payment: "),
        ({"balloon": "20000"}, "--balloon: "),
        ({"grace": -1}, "--grace: "),
        ({"grace_interest": "payed"}, "--grace-interest: 'payed' is not known; is 'paid' meant?"),
        ({"day_count": "ACT/361", "start": "2026-11-21"}, "--day-count: 'ACT/361' is not known"),
        ({"day_count": "ACT/365F"}, "--start: "),
        ({"adjust": "following"}, "--"),
        ({"adjust": "folowing"}, "--adjust: 'folowing' is not known; is 'following' meant?"),
    ],
)
def test_every_wrong_option_is_named(changed: dict[str, Any], words: str) -> None:
    found = schedule(**changed)
    assert found.exit_code == 2 and found.stdout == "", found.output
    assert words in found.stderr, found.stderr


def test_a_caveat_is_no_part_of_the_result() -> None:
    found = schedule(principal="0", format="json")
    assert found.exit_code == 0 and valid("schedule.json", found.stdout)["effective_rate"] is None
    assert "no effective rate" in found.stderr


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = schedule(count=0, method="levl", currency="REAIS")
    named = {line.split(":")[0] for line in found.stderr.splitlines()}
    assert found.exit_code == 2 and {"--method", "--currency"} <= named
    failed = schedule(count=0, method="levl", format="json")
    assert failed.exit_code == 2 and "--method: " in valid("failure.json", failed.stdout)["message"]


def test_files_that_are_wrong_are_named(tmp_path: Path) -> None:
    holidays = tmp_path / "holidays.txt"
    holidays.write_text("2026-12-25\nChristmas\n", encoding="utf-8")
    for changed, words in (
        ({"holidays": holidays}, "give --adjust or --day-count too"),
        ({"holidays": holidays, "adjust": "following"}, "line 2: 'Christmas' is no day"),
        ({"holidays": holidays, "adjust": "following", "out": holidays}, "would overwrite"),
        ({"out": tmp_path / "x.foo"}, "known endings"),
    ):
        found = schedule(**changed)
        assert found.exit_code == 2 and words in found.stderr, changed
    holidays.write_text("day\n", encoding="utf-8")
    found = schedule(holidays=holidays, adjust="following")
    assert found.exit_code == 2 and "there is no day in it" in found.stderr
    holidays.write_text("2026-13-25\n", encoding="utf-8")
    found = schedule(holidays=holidays, adjust="following")
    assert found.exit_code == 2 and "line 1: '2026-13-25'" in found.stderr
