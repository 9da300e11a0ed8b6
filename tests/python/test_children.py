# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Debts of an account: as lists in a column, as JSON, as a table of their own.

import datetime
from decimal import Decimal
from typing import Any

import pytest
import tramo
from tramo.frame import JsonRecords

pa = pytest.importorskip("pyarrow")

POLICY = """tramo 1 en
policy "Debts" {
  currency BRL
}
field account : text key
collection debts {
  field amount : money
  field due : date optional
}
segment debtor = sum(debts.amount) > 100
segment several = count(debts) >= 2
segment oldest_known = oldest(debts.due) is known
strategy daily {
  queue debtors if debtor
  rest others
}
"""

ACCOUNTS = [{"account": "1"}, {"account": "2"}, {"account": "3"}]
DEBTS = [
    {"account": "2", "amount": Decimal("60.00"), "due": datetime.date(2026, 1, 5)},
    {"account": "9", "amount": Decimal("1.00"), "due": None},
    {"account": "1", "amount": Decimal("100.01"), "due": None},
    {"account": "2", "amount": Decimal("40.00"), "due": None},
    {"account": None, "amount": Decimal("5.00"), "due": None},
    {"account": "9", "amount": Decimal("2.00"), "due": None},
]
NESTED = [
    {
        **account,
        "debts": [
            {name: debt[name] for name in ("amount", "due")}
            for debt in DEBTS
            if debt["account"] == account["account"]
        ],
    }
    for account in ACCOUNTS
]


@pytest.fixture(scope="module")
def debts_policy() -> tramo.Policy:
    return tramo.loads(POLICY)


@pytest.fixture(scope="module")
def due(debts_policy: tramo.Policy) -> list[dict[str, Any]]:
    return debts_policy.evaluate(NESTED).to_arrow().to_pylist()


def test_nested_dicts_are_children(due: list[dict[str, Any]]) -> None:
    assert [(row["debtor"], row["several"], row["oldest_known"]) for row in due] == [
        (True, False, False), (False, True, False), (False, False, False),
    ]  # fmt: skip


DEBT_TYPES = pa.schema([("account", pa.string()), ("amount", pa.decimal128(18, 2)), ("due", pa.date32())])


@pytest.mark.parametrize("accounts", [ACCOUNTS, pa.Table.from_pylist(ACCOUNTS)], ids=["dicts", "arrow"])
@pytest.mark.parametrize(
    "debts", [DEBTS, pa.Table.from_pylist(DEBTS, schema=DEBT_TYPES)], ids=["dicts", "arrow"]
)
def test_a_second_table_is_joined_by_the_key(
    debts_policy: tramo.Policy, due: list[dict[str, Any]], accounts: Any, debts: Any
) -> None:
    result = debts_policy.evaluate(accounts, children={"debts": debts})
    assert result.to_arrow().to_pylist() == due
    assert result.orphans == {"debts": tramo.Orphans(3, ("9",))}
    assert result.rows == 3 and result.data_errors == 0


def test_lists_of_structures_and_json_text_say_the_same(
    debts_policy: tramo.Policy, due: list[dict[str, Any]]
) -> None:
    import json

    item = pa.struct([("amount", pa.decimal128(18, 2)), ("due", pa.date32())])
    for kind in (pa.list_(item), pa.large_list(item)):
        column = pa.array([row["debts"] for row in NESTED], kind)
        data = pa.table({"account": ["1", "2", "3"], "debts": column})
        assert debts_policy.evaluate(data).to_arrow().to_pylist() == due
        assert debts_policy.evaluate(pa.concat_tables([data, data]).slice(3)).to_arrow().to_pylist() == due
    as_text = [json.dumps(row["debts"], default=str) for row in NESTED]
    data = pa.table({"account": ["1", "2", "3"], "debts": as_text})
    assert debts_policy.evaluate(data).to_arrow().to_pylist() == due
    lines = "\n".join(json.dumps(row, default=str) for row in NESTED).encode()
    assert debts_policy.evaluate(JsonRecords(lines)).to_arrow().to_pylist() == due


def test_keys_of_different_types_meet_as_text(debts_policy: tramo.Policy) -> None:
    accounts = pa.table({"account": pa.array([1, 2], pa.int64())})
    result = debts_policy.evaluate(
        accounts, children={"debts": pa.Table.from_pylist(DEBTS, schema=DEBT_TYPES)}
    )
    assert result.segments["debtor"].true == 1 and result.orphans["debts"].count == 3


def test_an_account_that_comes_twice_has_its_debts_twice(debts_policy: tramo.Policy) -> None:
    for accounts in (["1", "1"], pa.table({"account": ["1", "1"]})):
        rows = [{"account": key} for key in accounts] if isinstance(accounts, list) else accounts
        assert debts_policy.evaluate(rows, children={"debts": DEBTS}).segments["debtor"].true == 2


def test_a_broken_child_sets_its_account_apart(debts_policy: tramo.Policy) -> None:
    rows = [
        {"account": "1", "debts": [{"amount": 1}, {"amount": "much"}]},
        {"account": "2", "debts": "none"},
        {"account": "3", "debts": [5]},
        {"account": "4", "debts": [{"due": None}]},
        {"account": "5", "debts": None},
    ]
    result = debts_policy.evaluate(rows)
    assert result.data_errors == 4
    assert (result.errors[0].row, result.errors[0].field) == (0, "debts[1].amount")
    assert {error.row for error in result.errors} == {0, 1, 2, 3}
    assert result.strategies["daily"]["others"].rows == 1


def test_no_children_at_all_is_none_owed(debts_policy: tramo.Policy) -> None:
    empty = pa.Table.from_pylist([], schema=DEBT_TYPES)
    for accounts in (ACCOUNTS, pa.Table.from_pylist(ACCOUNTS)):
        result = debts_policy.evaluate(accounts, children={"debts": empty})
        assert result.strategies["daily"]["others"].rows == 3 and result.orphans["debts"] == tramo.Orphans(
            0, ()
        )


def test_what_is_wrong_with_children_is_said(debts_policy: tramo.Policy) -> None:
    table = pa.Table.from_pylist(ACCOUNTS)
    with pytest.raises(tramo.QuestionError, match="no collection `debt`"):
        debts_policy.evaluate(table, children={"debt": DEBTS})
    with pytest.raises(tramo.DataError, match="no column `account`"):
        debts_policy.evaluate(table, children={"debts": pa.table({"amount": [1]})})
    with pytest.raises(tramo.DataError, match="no column `account`"):
        debts_policy.evaluate(ACCOUNTS, children={"debts": [{"amount": 1}]})
    with pytest.raises(tramo.DataError, match="missing among the accounts"):
        debts_policy.evaluate(pa.table({"id": ["1"]}), children={"debts": DEBTS})
    keyless = tramo.loads(POLICY.replace(" key", ""))
    with pytest.raises(tramo.QuestionError, match="by which column"):
        keyless.evaluate(table, children={"debts": DEBTS})
    assert keyless.evaluate(table, children={"debts": DEBTS}, key="account").segments["debtor"].true == 1


def test_orphans_are_counted_over_all_tables(debts_policy: tramo.Policy) -> None:
    run = debts_policy.start(children={"debts": pa.Table.from_pylist(DEBTS, schema=DEBT_TYPES)})
    for account in ACCOUNTS:
        run.add(pa.Table.from_pylist([account]))
    result = run.finish()
    assert result.segments["debtor"].true == 1 and result.orphans["debts"] == tramo.Orphans(3, ("9",))


def test_children_are_explained(debts_policy: tramo.Policy) -> None:
    explanation = debts_policy.explain(ACCOUNTS, row="1", segment="debtor", children={"debts": DEBTS})
    assert explanation.holds is True and "100.01" in explanation.text


def test_polars_accounts_and_polars_children_are_joined(debts_policy: tramo.Policy) -> None:
    polars = pytest.importorskip("polars")
    accounts = polars.DataFrame({"account": ["1", "2"]})
    debts = polars.DataFrame(
        {
            "account": ["1", "1", "9"],
            "amount": ["60.00", "40.01", "1"],
            "tags": [["a"], [], None],
            "inside": [{"text": "b"}] * 3,
            "kind": polars.Series(["x", "y", "x"], dtype=polars.Categorical),
            "pair": polars.Series([["c", "d"]] * 3, dtype=polars.Array(polars.String, 2)),
        }
    )
    for data in (accounts, pa.table(accounts), accounts.to_dicts()):
        for children in (debts, debts.to_arrow(), debts.select("account", "amount").to_dicts()):
            result = debts_policy.evaluate(data, children={"debts": children})
            assert result.segments["debtor"].true == 1 and result.orphans["debts"] == tramo.Orphans(1, ("9",))
        none = debts_policy.evaluate(data, children={"debts": debts.head(0)})
        assert none.rows == 2 and none.segments["debtor"] == tramo.SegmentCount(0, 0)
