# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Data files as they really come: separators, marks, encodings, quotes, broken ends.

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tramo
from conftest import AS_OF, ROWS
from test_command_line import DAY, as_csv, run

pa = pytest.importorskip("pyarrow")

TEXT = as_csv(ROWS)


@pytest.fixture(scope="module")
def due(policy: tramo.Policy) -> dict[str, Any]:
    return policy.evaluate(ROWS, as_of=AS_OF).to_dict()


def counts(policy_file: Path, data: Path, *more: str) -> dict[str, Any]:
    found = run("segment", policy_file, data, *DAY, "--format", "json", *more)
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        as_csv(ROWS, quoting=1).encode(),
        TEXT.rstrip().encode(),
        TEXT.replace("\r\n", "\r\n\r\n", 1).encode(),
        b"\r\n\r\n" + TEXT.encode(),
        b"\xef\xbb\xbf\n" + TEXT.encode(),
        TEXT.replace("account,", "account ,").encode(),
    ],
    ids=[
        "crlf",
        "mark",
        "lf",
        "semicolon",
        "tab",
        "quoted",
        "no last line end",
        "blank line",
        "blank lines first",
        "mark and blank line",
        "blank in name",
    ],
)
def test_csv_comes_in_many_shapes(
    policy_file: Path, tmp_path: Path, due: dict[str, Any], content: bytes
) -> None:
    data = tmp_path / "data.csv"
    data.write_bytes(content)
    assert counts(policy_file, data) == due


def test_quotes_hold_separators_and_line_ends(policy_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_bytes(as_csv([{**ROWS[0], "account": 'a,"b"\nc;d', "note; of\nmany": "x"}]).encode())
    found = run("explain", policy_file, data, *DAY, "--row", 'a,"b"\nc;d', "--segment", "late")
    assert found.exit_code == 0 and "days = 31" in found.stdout


def test_money_in_csv_is_read_to_the_cent(policy_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text(
        as_csv([{**ROWS[0], "balance": "90071992547409.93"}, {**ROWS[1], "balance": "0.07"}]),
        encoding="utf-8",
    )
    found = run("segment", policy_file, data, *DAY, "--sum", "balance")
    assert "90,071,992,547,410.00" not in found.stdout and "90,071,992,547,409.93" in found.stdout


def test_other_encodings_are_named_or_asked_for(policy_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    for encoding, hint in [("latin-1", "--encoding latin-1"), ("utf-16", "--encoding utf-16")]:
        data.write_bytes(as_csv([{**ROWS[0], "account": "São"}]).encode(encoding))
        found = run("segment", policy_file, data, *DAY)
        assert found.exit_code == 1 and hint in found.output.replace("\n", " ")
        found = run(
            "explain", policy_file, data, *DAY, "--encoding", encoding, "--row", "São", "--segment", "late"
        )
        assert found.exit_code == 0, found.output
    data.write_bytes(
        TEXT.encode() * 1
        + (TEXT.split("\r\n", 1)[1] * 20_000).encode()
        + "S\xe3o,Gold,1,1,,,\r\n".encode("latin-1")
    )
    found = run("segment", policy_file, data, *DAY)
    assert found.exit_code == 1 and "--encoding" in found.output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n\n", "no header"),
        (b"\x00\x01\x02PNG" * 50, "binary file"),
        (b'"' + b"x" * 200_000, "names of columns"),
        (b"account,product\n1,Gold\n", "`days` is missing"),
        (b'account,product,days,balance,blocked\n"open,Gold,1,1,true\n' + b"x" * (40 << 20), "quote"),
        (b"account,account,product,days,balance\n1,1,Gold,1,1\n", "two columns"),
    ],
    ids=["empty", "no header", "binary", "endless name", "missing column", "open quote", "twins"],
)
def test_a_file_that_cannot_be_read_ends_with_1(
    policy_file: Path, tmp_path: Path, content: bytes, words: str
) -> None:
    data = tmp_path / "data.csv"
    data.write_bytes(content)
    found = run("segment", policy_file, data, *DAY)
    assert found.exit_code == 1 and words in found.output.replace("\n", " "), found.output


def test_a_line_with_too_few_or_too_many_cells_is_set_apart_and_the_others_go_on(
    policy_file: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data.csv"
    sound = TEXT.count("\r\n") - 1
    data.write_bytes(TEXT.encode() + b"short,Gold\r\n" + b"long,Gold,1,1,true,,,\r\n" * 2)
    found = counts(policy_file, data)
    before = tmp_path / "before.csv"
    before.write_bytes(TEXT.encode())
    alone = counts(policy_file, before)
    assert found["rows"] == sound + 3 and found["data_errors"] == alone["data_errors"] + 3
    assert found["segments"] == alone["segments"]
    shown = run("segment", policy_file, data, *DAY).output
    assert "cells" in shown and "short,Gold" in shown
    assert run("segment", policy_file, data, *DAY, "--strict").exit_code == 1


def test_a_quote_left_open_in_the_last_cell_does_not_swallow_lines_in_silence(
    policy_file: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data.csv"
    head, first = TEXT.split("\r\n")[:2]
    lines = [head + ",note", first + ",a", first + ',"b', first + ",c", first + ",d"]
    data.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    found = run("segment", policy_file, data, *DAY)
    assert found.exit_code == 1 and "quote is not closed" in found.output.replace("\n", " ")
    lines[2] = first + ',5" wide'
    lines[3:3] = ["", "short"]
    data.write_text("\r\n".join(lines) + "\r\n\r\n", encoding="utf-8", newline="")
    assert counts(policy_file, data)["rows"] == 5


def test_a_header_alone_is_zero_rows(policy_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    for end in ("", "\r\n"):
        data.write_text(TEXT.split("\r\n")[0] + end, encoding="utf-8")
        out = tmp_path / "out.csv"
        assert counts(policy_file, data, "--out", str(out))["rows"] == 0
        assert out.read_text().startswith('"account","late"')


def test_a_long_line_is_read(policy_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text(as_csv([{**ROWS[0], "account": "x" * 10_000_000}, ROWS[1]]), encoding="utf-8")
    assert counts(policy_file, data)["rows"] == 2


def typed() -> "pa.Table":
    types = pa.schema(
        [
            ("account", pa.string()),
            ("product", pa.string()),
            ("days", pa.int32()),
            ("balance", pa.decimal128(18, 2)),
            ("rate", pa.decimal128(9, 2)),
            ("last_payment", pa.date32()),
            ("blocked", pa.bool_()),
        ]
    )
    return pa.Table.from_pylist(ROWS, schema=types)


def test_parquet_and_arrow_files_say_the_same(policy_file: Path, tmp_path: Path, due: dict[str, Any]) -> None:
    import pyarrow.feather
    import pyarrow.parquet

    parquet = tmp_path / "data.parquet"
    pyarrow.parquet.write_table(typed(), parquet, row_group_size=2)
    assert counts(policy_file, parquet) == due
    pyarrow.parquet.write_table(typed().slice(0, 0), parquet)
    assert counts(policy_file, parquet)["rows"] == 0
    pyarrow.parquet.write_table(typed().drop_columns(["days"]), parquet)
    assert run("segment", policy_file, parquet, *DAY).exit_code == 1
    arrow = tmp_path / "data.arrow"
    pyarrow.feather.write_feather(typed(), arrow)
    assert counts(policy_file, arrow) == due
    for path in (parquet, arrow):
        path.write_bytes(b"no such thing")
        assert run("segment", policy_file, path, *DAY).exit_code == 1


def as_json(row: dict[str, Any]) -> str:
    return json.dumps(
        row, default=lambda value: float(value) if isinstance(value, Decimal) else value.isoformat()
    )


def test_json_and_json_lines_say_the_same(policy_file: Path, tmp_path: Path, due: dict[str, Any]) -> None:
    lines = [as_json(row) for row in ROWS]
    array = tmp_path / "data.json"
    array.write_text("[" + ",".join(lines) + "]", encoding="utf-8")
    assert counts(policy_file, array) == due
    jsonl = tmp_path / "data.jsonl"
    jsonl.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    assert counts(policy_file, jsonl) == due
    for path, text in [(array, "[1"), (array, "{"), (jsonl, "x\n"), (array, "")]:
        path.write_text(text, encoding="utf-8")
        assert run("segment", policy_file, path, *DAY).exit_code == 1
    assert datetime.date.fromisoformat(DAY[1]) == AS_OF


def test_an_unknown_ending_is_wrong_use(policy_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.xlsx"
    data.write_bytes(b"x")
    found = run("segment", policy_file, data, *DAY)
    assert found.exit_code == 2 and ".csv" in found.output


DEBTS_POLICY = """tramo 1 en
field account : text key
collection debts {
  field amount : money(BRL)
}
segment debtor = sum(debts.amount) > 100
"""


@pytest.mark.parametrize("accounts", ["accounts.csv", "accounts.json"])
@pytest.mark.parametrize("debts", ["debts.csv", "debts.json", "debts.jsonl"])
def test_children_come_as_a_file_of_their_own(tmp_path: Path, accounts: str, debts: str) -> None:
    policy = tmp_path / "debts.tramo"
    policy.write_text(DEBTS_POLICY, encoding="utf-8")
    rows = [
        {"account": "1", "amount": "60.00"},
        {"account": "1", "amount": "40.01"},
        {"account": "9", "amount": "1.00"},
    ]
    for name, content in [(accounts, [{"account": "1"}, {"account": "2"}]), (debts, rows)]:
        text = as_csv(content) if name.endswith(".csv") else "\n".join(map(json.dumps, content))
        (tmp_path / name).write_text(
            json.dumps(content) if name.endswith(".json") else text, encoding="utf-8"
        )
    found = run(
        "segment", policy, tmp_path / accounts, "--children", f"debts={tmp_path / debts}", "--format", "json"
    )
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["segments"]["debtor"] == {"true": 1, "unknown": 0}
    assert "1 child set apart, without an account: 9" in found.stderr
    found = run(
        "explain",
        policy,
        tmp_path / accounts,
        "--children",
        f"debts={tmp_path / debts}",
        "--row",
        "1",
        "--segment",
        "debtor",
    )
    assert found.exit_code == 0 and "100.01" in found.stdout
    assert (
        run("segment", policy, tmp_path / accounts, "--children", f"dets={tmp_path / debts}").exit_code == 2
    )


def test_long_work_is_shown_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tramo.cli import reading

    monkeypatch.setattr(reading, "QUIET_SECONDS", -1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    shown = list(reading._watched(iter([(0.5, "one"), (1.0, "two")]), "accounts.csv"))
    assert shown == ["one", "two"]
    assert "accounts.csv" in capsys.readouterr().err


def test_short_work_and_work_without_a_terminal_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    from tramo.cli import reading

    assert list(reading._watched(iter([(1.0, "one")]), "accounts.csv")) == ["one"]
    assert capsys.readouterr().err == ""


def test_a_quote_left_open_does_not_swallow_lines_in_silence(policy_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    lines = ["C-1,Gold,31,1.00,,,", 'A499998,"lLarge,5,1.00,,,', *["C-2,Gold,31,1.00,,,"] * 3]
    data.write_text("\n".join([TEXT.split("\r\n")[0], *lines, ""]), encoding="utf-8")
    begin = 'A499998,"lLarge,5,1.00,,,'
    due = f"a quote opened in the line that begins `{begin}` is not closed: 3 lines are inside it"
    for more in ([], ["--strict"]):
        found = run("segment", policy_file, data, *DAY, *more)
        assert found.exit_code == 1 and due in found.output, found.output
    data.write_text(data.read_text().replace('"lLarge', '"' + "x" * 50), encoding="utf-8")
    found = run("explain", policy_file, data, *DAY, "--row", "C-9", "--segment", "late")
    assert found.exit_code == 1 and f'`A499998,"{"x" * 31}…`' in found.output, found.output


@pytest.mark.parametrize("option", ["--out", "--errors"])
def test_no_result_is_written_over_a_file_that_is_read(
    policy_file: Path, tmp_path: Path, option: str
) -> None:
    data = tmp_path / "data.csv"
    data.write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.csv").symlink_to(data)
    children = tmp_path / "debts.csv"
    children.write_text("account,amount\n", encoding="utf-8")
    for path in (data, tmp_path / "other.csv", tmp_path / "." / "data.csv", policy_file, children):
        before = path.read_bytes()
        found = run("segment", policy_file, data, *DAY, "--children", f"debts={children}", option, path)
        assert found.exit_code == 2 and "would overwrite" in found.output, found.output
        assert path.read_bytes() == before
    same = ["--out", tmp_path / "new.csv", "--errors", tmp_path / "new.csv"]
    assert run("segment", policy_file, data, *DAY, *same).exit_code == 2


@pytest.mark.parametrize("option", ["--out", "--errors"])
def test_a_folder_that_does_not_exist_is_named(policy_file: Path, tmp_path: Path, option: str) -> None:
    data = tmp_path / "data.csv"
    data.write_text(TEXT, encoding="utf-8")
    path = tmp_path / "nope" / "o.csv"
    found = run("segment", policy_file, data, *DAY, option, path)
    assert found.exit_code == 2
    assert f"{option} {path}: the folder {path.parent} does not exist" in found.output


def test_a_header_alone_must_name_every_column(policy_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text("account,product\n", encoding="utf-8")
    found = run("segment", policy_file, data, *DAY)
    assert found.exit_code == 1 and "`days` is missing" in found.output
    policy = tmp_path / "debts.tramo"
    policy.write_text(DEBTS_POLICY, encoding="utf-8")
    for rows in ("", "1,x\n"):
        data.write_text("account,product\n" + rows, encoding="utf-8")
        found = run("segment", policy, data)
        assert found.exit_code == 1 and "help: give --children debts=FILE" in found.output
        told = json.loads(run("segment", policy, data, "--format", "json").stdout)
        assert "give --children debts=FILE" in told["diagnostics"][0]["help"]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "parquet"])
def test_every_data_error_can_be_written_to_a_file(policy_file: Path, tmp_path: Path, ending: str) -> None:
    import pyarrow.csv
    import pyarrow.parquet

    def read(path: Path) -> list[dict[str, Any]]:
        if ending == "csv":
            options = pyarrow.csv.ConvertOptions(column_types={"key": pa.string(), "value": pa.string()})
            return pyarrow.csv.read_csv(path, convert_options=options).to_pylist()
        if ending == "parquet":
            return pyarrow.parquet.read_table(path).to_pylist()
        text = path.read_text(encoding="utf-8")
        return json.loads(text) if ending == "json" else [json.loads(line) for line in text.splitlines()]

    data, path = tmp_path / "data.csv", tmp_path / f"errors.{ending}"
    data.write_text(TEXT + "short,Gold\r\n", encoding="utf-8")
    found = run("segment", policy_file, data, *DAY, "--errors", path)
    assert found.exit_code == 0, found.output
    first, second = read(path)
    assert list(first) == ["row", "key", "field", "value", "reason", "message"]
    assert (first["row"], first["key"], first["field"]) == (2, "C-3", "product")
    assert first["reason"] == "not_a_member"
    assert "NNN" in first["value"] and "NNN" in first["message"]
    assert (second["row"], second["value"], second["reason"]) == (5, "short,Gold", "wrong_cells")
    assert "a line of the file" in found.output and "an expression" not in found.output
    data.write_text("\r\n".join(TEXT.split("\r\n")[:2]), encoding="utf-8")
    assert run("segment", policy_file, data, *DAY, "--errors", path).exit_code == 0
    assert read(path) == []
