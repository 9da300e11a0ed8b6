# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Offers on the command line: files in, exactly one object or tables out, and exit codes.

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jsonschema")
pytest.importorskip("typer")
pa = pytest.importorskip("pyarrow")

import pyarrow.feather  # noqa: E402
import pyarrow.parquet  # noqa: E402
from test_cli_alerts import rows_in  # noqa: E402
from test_command_line import as_csv, run, valid  # noqa: E402

POLICY = """tramo 1 en
policy "Offers" version "1" { currency BRL  zone "America/Sao_Paulo" }
field debtor : text key
field balance : money
field days_late : integer optional
field vip : boolean optional
collection loans "Loans" {
  field amount : money
}
log {
  account   client
  event     kind
  happened  at
}
event refusal from kind = "refusal"
alert problem "Payment problem" {
  state refuses "Refuses to pay"
  on refusal => refuses
}
debt {
  principal balance
  overdue   days_late
}
condition cash "Cash" {
  interest 1%
  fine 2%
  requires willing "Does not refuse" = alert.problem = none
  lump sum now
    discount interest 50%
    discount total 10%
    discount total 30% for "supervisor"
}
condition plan "In parts" {
  requires old = days_late > 30
  requires borrower = any(loans where amount > 0)
  first after 10 days
  installments spread 2..4 every 1 month entry 30%
}
condition special {
  requires important "Only important clients" = vip
  lump sum then
}
"""
DAY = ["--as-of", "2024-01-15"]
ACCOUNTS = [
    {"debtor": "D-1", "balance": "1000.00", "days_late": "45", "vip": "false"},
    {"debtor": "D-2", "balance": "1000.00", "days_late": "30", "vip": "true"},
    {"debtor": "D-3", "balance": "ten", "days_late": "45", "vip": "false"},
    {"debtor": "D-4", "balance": "0", "days_late": "", "vip": ""},
]
LOANS = [{"debtor": name, "amount": "500.00"} for name in ("D-1", "D-2", "D-9")]
EVENTS = [
    {"client": "D-2", "kind": "refusal", "at": "2024-01-10"},
    {"client": "D-7", "kind": "refusal", "at": "2024-01-10"},
]
#: What V-14 to V-16 say of a debt of 1,000.00 with 1 % interest and a fine of 2 %.
CASH = {
    "account": "D-1",
    "condition": "cash",
    "alternative": "now",
    "total": "922.00",
    "discounts": {"principal": "100.00", "interest": "6.00", "fine": "2.00"},
    "entry": "0.00",
    "installments": [{"due": "2024-01-15", "amount": "922.00"}],
    "effective_rate": "0.00000000",
    "saving": "108.00",
    "rule": "cash.now",
}


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    path = tmp_path / "offers.tramo"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.csv"
    path.write_text(as_csv(ACCOUNTS), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[object]:
    """The options that bring children and events."""
    loans, events = tmp_path / "loans.csv", tmp_path / "events.csv"
    loans.write_text(as_csv(LOANS), encoding="utf-8")
    events.write_text(as_csv(EVENTS), encoding="utf-8")
    return ["--children", f"loans={loans}", "--events", events]


@pytest.fixture
def asked(policy_file: Path, data: Path, files: list[object]) -> list[object]:
    return ["offers", policy_file, data, *files, *DAY]


def told(*arguments: object) -> Any:
    found = run(*arguments, "--format", "json")
    assert found.exit_code == 0, found.output
    return valid("offers.json", found.stdout)


def made(found: Any) -> list[tuple[str, str, int]]:
    return [(one["account"], one["rule"], len(one["installments"])) for one in found["offers"]]


def test_offers_prints_exactly_one_object(asked: list[object]) -> None:
    found = run(*asked, "--format", "json")
    assert found.exit_code == 0 and found.stdout.count("\n") == 1
    about = valid("offers.json", found.stdout)
    assert list(about) == ["accounts", "data_errors", "offers", "refused"]
    assert (about["accounts"], about["data_errors"]) == (4, 1)
    assert about["offers"][0] == CASH
    assert made(about) == [
        ("D-1", "cash.now", 1),
        ("D-1", "plan.spread", 2),
        ("D-1", "plan.spread", 3),
        ("D-1", "plan.spread", 4),
        ("D-2", "special.then", 1),
    ]
    against = {(one["account"], one["condition"]): one["reason"] for one in about["refused"]}
    assert against["D-2", "cash"] == "the requirement `willing` (Does not refuse) does not hold"
    assert against["D-2", "plan"] == "the requirement `old` does not hold"
    reasons = against["D-4", "plan"].split("; ")
    assert reasons[0].startswith("the requirement `old` is unknown") and "`borrower`" in reasons[1]
    assert not any(account == "D-3" for account, _ in against)


def test_an_entry_is_first_and_not_among_the_installments(asked: list[object]) -> None:
    found = told(*asked, "--condition", "plan", "--installments", 3)
    [one] = found["offers"]
    assert one["entry"] == "300.00" and one["total"] == "1000.00" and one["saving"] == "0.00"
    assert one["installments"] == [
        {"due": "2024-02-25", "amount": "233.33"},
        {"due": "2024-03-25", "amount": "233.33"},
        {"due": "2024-04-25", "amount": "233.34"},
    ]
    agreed = told(*asked, "--alternative", "spread", "--installments", 2, "--entry", "500")
    [one] = agreed["offers"]
    assert one["entry"] == "500.00"
    assert [paid["amount"] for paid in one["installments"]] == ["250.00", "250.00"]


def test_a_role_has_its_own_ceilings(asked: list[object]) -> None:
    found = told(*asked, "--role", "supervisor", "--condition", "cash")
    assert [one["total"] for one in found["offers"]] == ["716.00"]  # 1030 − 30 % of it − half of 10


def test_text_counts_offers_and_reasons_and_the_rows_set_apart(asked: list[object]) -> None:
    found = run(*asked)
    assert found.exit_code == 0
    words = " ".join(found.stdout.split())
    for due in (
        "Offers: 4 accounts, 1 set apart, 2 with an offer, 5 offers",
        "condition alternative offers cash now 1 plan spread 3 special then 1",
        "not offered accounts why",
        "Only important clients",
        "ten",
        "D-3",
    ):
        assert due in words, due
    assert "1 event set apart" in found.stderr
    assert "1 child set apart, without an account: D-9" in found.stderr
    assert run(*asked, "--strict").exit_code == 1


def test_the_reasons_met_most_come_first(policy_file: Path, tmp_path: Path, files: list[object]) -> None:
    path = tmp_path / "many.csv"
    rows = [{**ACCOUNTS[0], "debtor": f"D-{number}", "vip": str(number < 1)} for number in range(5)]
    path.write_text(as_csv(rows), encoding="utf-8")
    lines = run("offers", policy_file, path, *files, *DAY).stdout.splitlines()
    begin = next(place for place, line in enumerate(lines) if line.startswith("not offered"))
    counts = [line.split()[1] for line in lines[begin + 1 :] if line[:1].isalpha()]
    assert counts == ["4", "3", "1"]


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "jsonl", "json"])
def test_offers_payments_and_reasons_go_into_files(asked: list[object], tmp_path: Path, ending: str) -> None:
    out, payments, refused = (tmp_path / f"{name}.{ending}" for name in ("out", "payments", "refused"))
    assert run(*asked, "--out", out, "--payments", payments, "--refused", refused).exit_code == 0
    about = told(*asked)
    rows = rows_in(out)
    assert [(row["debtor"], row["rule"], int(row["installments"])) for row in rows] == made(about)
    assert [str(row["total"]) for row in rows] == [one["total"] for one in about["offers"]]
    rates = [format(Decimal(row["effective_rate"]), "f") for row in rows]
    assert rates == [one["effective_rate"] for one in about["offers"]]
    if ending in ("csv", "json", "jsonl"):
        assert [row["effective_rate"] for row in rows] == rates  # not 0E-8
    paid = [(str(row["due"]), str(row["amount"])) for row in rows_in(payments) if int(row["number"])]
    assert paid == [
        (one["due"], one["amount"]) for each in about["offers"] for one in each["installments"]
    ]
    reasons = [(row["debtor"], row["condition"], row["reason"]) for row in rows_in(refused)]
    joined: dict[tuple[str, str], list[str]] = {}
    for account, condition, reason in reasons:
        joined.setdefault((account, condition), []).append(reason)
    assert {key: "; ".join(each) for key, each in joined.items()} == {
        (one["account"], one["condition"]): one["reason"] for one in about["refused"]
    }


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "jsonl", "json"])
def test_accounts_are_read_from_every_kind_of_file(
    policy_file: Path, asked: list[object], files: list[object], tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"other.{ending}"
    if ending == "csv":
        path.write_text(as_csv(ACCOUNTS, delimiter=";"), encoding="utf-8")
    elif ending in ("json", "jsonl"):
        lines = [json.dumps({name: cell or None for name, cell in row.items()}) for row in ACCOUNTS]
        path.write_text("\n".join(lines) if ending == "jsonl" else f"[{', '.join(lines)}]", encoding="utf-8")
    else:
        table = pa.table({name: [row[name] for row in ACCOUNTS] for name in ACCOUNTS[0]})
        (pa.parquet.write_table if ending == "parquet" else pa.feather.write_feather)(table, path)
    assert told("offers", policy_file, path, *files, *DAY) == told(*asked)
    alone = told("offers", policy_file, path, *files, *DAY, "--account", "D-2")
    assert made(alone) == [("D-2", "special.then", 1)] and alone["accounts"] == 1


def test_lines_with_other_cells_than_the_header_are_set_apart(
    asked: list[object], data: Path, tmp_path: Path
) -> None:
    before = told(*asked)
    with data.open("a", encoding="utf-8") as file:
        file.write("short,line\nD-5,1,2,true,too many\n")
    errors = tmp_path / "errors.jsonl"
    found = told(*asked, "--errors", errors)
    assert (found["accounts"], found["data_errors"]) == (6, 3)
    assert found["offers"] == before["offers"]
    rows = [valid("data_error.json", line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [(row["row"], row["key"], row["reason"]) for row in rows] == [
        (2, "D-3", "wrong_type"),
        (4, "", "wrong_cells"),
        (5, "", "wrong_cells"),
    ]
    assert rows[1]["value"] == "short,line"
    words = " ".join(run(*asked).stdout.split())
    assert "a line of the file 2" in words and "has not as many cells as the file has columns" in words


def test_an_account_is_shown_with_its_offers_side_by_side(asked: list[object], tmp_path: Path) -> None:
    found = run(*asked, "--account", "D-1")
    words = " ".join(found.stdout.split())
    assert found.exit_code == 0 and "Offers: D-1: 4 offers for a debt of 1,030.00, 1,000.00" in words
    assert "cash.now 1 922.00 2024-01-15 922.00 108.00 0.00 %" in words
    assert "plan.spread 3 300.00 233.33 … 233.34 2024-01-25 1000.00 0.00 0.00 %" in words
    assert "special the requirement `important` (Only important clients) does not hold" in words
    assert "D-9" not in found.stderr
    about = told(*asked, "--account", "D-1")
    assert about["accounts"] == 1 and about["offers"][0] == CASH and len(about["offers"]) == 4
    out = tmp_path / "out.csv"
    run(*asked, "--account", "D-2", "--out", out)
    assert [row["debtor"] for row in rows_in(out)] == ["D-2"]


def test_an_account_that_is_set_apart_says_why(asked: list[object], tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    found = run(*asked, "--account", "D-3", "--errors", errors)
    assert found.exit_code == 0 and "D-3: set apart" in found.stdout and "ten" in found.stdout
    assert [row["row"] for row in rows_in(errors)] == [2]
    none = run(*asked, "--account", "D-4")
    assert "D-4: 0 offers" in none.stdout and "nothing is owed" in none.stdout


def test_an_account_is_drawn(asked: list[object], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    png = tmp_path / "d1.png"
    assert run(*asked, "--account", "D-1", "--plot", png).exit_code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    for arguments, words in (
        (["--plot", png], "give --account too"),
        (["--account", "D-1", "--plot", tmp_path / "d1.gif"], "ends with .png"),
        (["--account", "D-1", "--plot", tmp_path / "no" / "d1.png"], "does not exist"),
    ):
        found = run(*asked, *arguments)
        assert found.exit_code == 2 and words in found.stderr, arguments


def test_names_that_the_policy_does_not_know_are_told(asked: list[object], tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    for option, name, words in (
        ("--condition", "cach", "did you mean `cash`?"),
        ("--alternative", "spred", "did you mean `spread`?"),
        ("--role", "supervisr", "did you mean `supervisor`?"),
        ("--account", "D-77", "no row whose debtor is 'D-77' among 4 rows"),
        ("--entry", "much", "--entry takes an amount such as 300.00, not 'much'"),
        ("--installments", "0", "--installments"),
        ("--as-of", "hop", "--as-of takes a day"),
        ("--set", "hop", "NAME=VALUE"),
        ("--out", tmp_path / "x.foo", "known endings"),
        ("--payments", out, "would overwrite"),
    ):
        found = run(*asked, "--out", out, option, name)
        assert found.exit_code == 2 and words in found.stderr, (option, found.stderr)
        assert not list(tmp_path.glob("out*"))
    found = run(*asked, "--condition", "cach", "--format", "json")
    assert found.exit_code == 2
    assert [one["code"] for one in valid("failure.json", found.stdout)["diagnostics"]] == ["T5007"]


def test_a_day_and_conditions_are_needed(
    policy_file: Path, data: Path, files: list[object], tmp_path: Path
) -> None:
    found = run("offers", policy_file, data, *files)
    assert found.exit_code == 2 and "T4010" in found.stderr and "give --as-of: the day" in found.stderr
    bare = tmp_path / "bare.tramo"
    bare.write_text(POLICY[: POLICY.index("debt {")], encoding="utf-8")
    found = run("offers", bare, data, *files, *DAY)
    assert found.exit_code == 2 and "condition" in found.stderr


def test_what_cannot_be_read_ends_with_1_and_says_why(
    policy_file: Path, files: list[object], tmp_path: Path
) -> None:
    empty, wrong, header = (tmp_path / f"{name}.csv" for name in ("empty", "wrong", "header"))
    empty.write_text("", encoding="utf-8")
    found = run("offers", policy_file, empty, *files, *DAY)
    assert found.exit_code == 1 and "is empty" in found.stderr
    wrong.write_text("debtor,balanse,days_late,vip\nD-1,1,1,true\n", encoding="utf-8")
    found = run("offers", policy_file, wrong, *files, *DAY)
    assert found.exit_code == 1 and "`balance`" in found.stderr and "`balanse`?" in found.stderr
    found = run("offers", policy_file, wrong, *files, *DAY, "--format", "json")
    assert valid("failure.json", found.stdout)["diagnostics"][0]["code"] == "T5004"
    header.write_text("debtor,balance,days_late,vip\n", encoding="utf-8")
    about = told("offers", policy_file, header, *files, *DAY)
    assert about == {"accounts": 0, "data_errors": 0, "offers": [], "refused": []}
    out = tmp_path / "none.csv"
    assert run("offers", policy_file, header, *files, *DAY, "--out", out).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith('"debtor","condition","alternative"')
    assert run("offers", policy_file, tmp_path / "missing.csv", *DAY).exit_code == 2


def test_without_a_key_accounts_have_numbers(policy_file: Path, data: Path, files: list[object]) -> None:
    text = POLICY.replace("text key", "text").replace(" any(loans where amount > 0)", " true")
    text = text[: text.index("collection")] + text[text.index("debt {") :]
    text = text.replace('  requires willing "Does not refuse" = alert.problem = none\n', "")
    policy_file.write_text(text, encoding="utf-8")
    found = told("offers", policy_file, data, *DAY, "--condition", "cash")
    assert [one["account"] for one in found["offers"]] == ["0", "1"]
    alone = run("offers", policy_file, data, *DAY, "--account", "1")
    assert alone.exit_code == 2 and "no field as key" in alone.stderr


def test_tables_of_many_accounts_are_written_whole(
    policy_file: Path, files: list[object], tmp_path: Path
) -> None:
    path, out = tmp_path / "many.parquet", tmp_path / "out.parquet"
    count = 70_000
    pa.parquet.write_table(
        pa.table(
            {
                "debtor": [f"D-{number}" for number in range(count)],
                "balance": [str(number + 1) for number in range(count)],
                "days_late": [0] * count,
                "vip": [True] * count,
            }
        ),
        path,
    )
    assert run("offers", policy_file, path, *files, *DAY, "--out", out).exit_code == 0
    with pa.parquet.ParquetFile(out) as file:
        assert file.metadata.num_rows == 2 * count - 2  # two refuse
        assert file.metadata.num_row_groups <= 4
    table = pa.parquet.read_table(out, columns=["debtor", "rule"])
    assert table.column("debtor").to_pylist()[-1] == f"D-{count - 1}"
