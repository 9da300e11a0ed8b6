# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Decisions on a table of accounts: tables, counts and errors out, the same as of each account alone.

import json
from datetime import date, datetime

import pytest
import tramo
from letters_and_cuts import DAY, FEED, HOLIDAYS, MANY, rows
from tramo.result import DataErrors


def test_many_accounts_come_as_tables(many: tramo.Decisions) -> None:
    assert isinstance(many, tramo.Decisions) and len(many) == 5
    assert (many.data_errors, [one.field for one in many.errors]) == (1, ["balance"])
    assert [row["client"] for row in rows(many.decisions)] == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    assert {row["client"] for row in rows(many.tasks) if row["type"] == "task"} == {"C-1", "C-3", "C-5"}
    assert [row["refused"] for row in rows(many.holds)].count(None) == 1  # C-5 says no owner
    assert [row["client"] for row in rows(many.promises)] == ["C-1"]
    assert {row["channel"] for row in rows(many.contacts)} == {"phone", "email"}
    assert {row["client"] for row in rows(many.messages)} == {"C-1", "C-3", "C-5"}
    assert rows(many.advice) == []


def test_counts_are_those_of_the_tables(many: tramo.Decisions) -> None:
    told = many.to_dict()
    assert (told["accounts"], told["data_errors"], told["events"], told["event_errors"]) == (5, 1, 3, 1)
    counted = [(row["kind"], row["status"]) for row in rows(many.effects)]
    assert told["effects"] == {
        kind: {status: counted.count((kind, status)) for other, status in counted if other == kind}
        for kind, _ in counted
    }
    assert told["holds"] == {"whitelist": 1} and told["promises"]["open"] == 1
    allowed = [row["channel"] for row in rows(many.contacts) if row["allowed"]]
    assert told["contacts"] == {name: allowed.count(name) for name in ("phone", "email")}
    assert (told["tasks"], told["messages"]) == (len(many.tasks), len(many.messages))
    assert json.loads(many.to_json()) == told and "5 accounts" in repr(many)


def test_what_is_shown_of_many_counts_only_what_is_in_force(many: tramo.Decisions) -> None:
    told = many.to_dict()["effects"]
    assert "in_force" not in told["cut"] and "cut" not in repr(many)
    assert f"in force: {told['block']['in_force']} block, " in repr(many)


def test_an_account_is_found_by_its_key(many: tramo.Decisions) -> None:
    assert many.of("C-3").holds[0]["hold"] == "whitelist"
    assert [each.account for each in many] == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    with pytest.raises(LookupError, match="no account 'C-8' among the 5"):
        many.of("C-8")


def test_one_and_many_agree(letters: tramo.Policy, many: tramo.Decisions) -> None:
    for record in MANY:
        history = [{**event} for event in FEED if event["client"] == record["client"]]
        alone = letters.decide(record, history, DAY, holidays=HOLIDAYS).to_dict()
        among = many.of(record["client"]).to_dict()
        for each in (alone, among):
            each["errors"] = [{**error, "row": 0} for error in each["errors"]]
        assert alone == among


def test_a_hold_keeps_a_cut_and_stops_the_count(many: tramo.Decisions) -> None:
    held = many.of("C-3")
    assert next(one["status"] for one in held.effects if one["effect"] == "administrative") == "held"
    assert held.days == {"past_due": 40, "delinquent": 17, "paused": 20}


def test_events_of_no_account_are_set_apart(many: tramo.Decisions) -> None:
    assert many.alerts is not None and [one.value for one in many.alerts.errors] == ['"C-9"']


def test_results_carry_the_verdicts(many: tramo.Decisions) -> None:
    assert many.result.segments["late"].true == 3 and many.result.rows == 5


def test_tables_without_rows_are_decided_too(letters: tramo.Policy) -> None:
    found = letters.decide([], [], DAY, holidays=HOLIDAYS)
    assert len(found) == 0 and rows(found.effects) == [] and found.to_dict()["tasks"] == 0
    assert "client" in found.tasks.column_names


def test_tables_of_arrow_and_threads_change_nothing(letters: tramo.Policy, many: tramo.Decisions) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    texts = [{name: None if value is None else str(value) for name, value in row.items()} for row in MANY]
    names = list(dict.fromkeys(name for row in texts for name in row))
    table = pyarrow.table({name: pyarrow.array([row.get(name) for row in texts], "string") for name in names})
    feed = pyarrow.Table.from_pylist([{**dict.fromkeys(("result", "due_on", "amount")), **row} for row in FEED])
    found = letters.decide(table, feed, DAY, holidays=HOLIDAYS, threads=2)
    assert rows(found.effects) == rows(many.effects) and rows(found.contacts) == rows(many.contacts)


def test_a_hundred_thousand_accounts_are_decided_at_once(letters: tramo.Policy) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    count = 100_000
    numbers = range(count)
    table = pyarrow.table(
        {
            "client": pyarrow.array([f"C-{number}" for number in numbers]),
            "balance": pyarrow.array([number % 1000 for number in numbers]),
            "oldest_due": pyarrow.array([date(2026, 11, 20 - number % 20) for number in numbers]),
            "email_ok": pyarrow.array([number % 2 == 0 for number in numbers]),
            **dict.fromkeys(("listed_from", "listed_until"), pyarrow.nulls(count, pyarrow.date32())),
            "listed_by": pyarrow.nulls(count, pyarrow.string()),
        }
    )
    feed = pyarrow.table(
        {
            "client": pyarrow.array([f"C-{number}" for number in range(0, count, 2)]),
            "kind": pyarrow.array(["call"] * (count // 2)),
            "at": pyarrow.array([datetime(2026, 11, 20, 10)] * (count // 2)),
            "result": pyarrow.array(["talked"] * (count // 2)),
            "due_on": pyarrow.nulls(count // 2, pyarrow.date32()),
            "amount": pyarrow.nulls(count // 2, pyarrow.int64()),
        }
    )
    found = letters.decide(table, feed, DAY, holidays=HOLIDAYS)
    late = sum(1 + number % 20 > 5 for number in numbers)
    assert found.to_dict()["effects"]["task"] == {"in_force": late}
    assert found.to_dict()["contacts"] == {"phone": count, "email": count // 2}
    assert found.of(f"C-{count - 1}").days == {"past_due": 20, "delinquent": 17, "paused": 0}


def test_errors_are_read_page_by_page(many: tramo.Decisions) -> None:
    assert isinstance(many.errors, DataErrors) and many.errors[0].message and many.error_summary[0].count == 1


def test_actions_bring_the_next_one_and_what_of_them_was_set_apart() -> None:
    from test_best_actions import ACTIONS, CASES
    from test_best_actions import POLICY as WORKLISTS

    found = tramo.loads(WORKLISTS).decide(CASES, None, DAY, actions=ACTIONS)
    ranked = tramo.loads(WORKLISTS).next_actions(CASES, ACTIONS, as_of=DAY)
    due = {row["case_id"]: row["action"] for row in rows(ranked)}
    assert {each.account: each.next_action for each in found} == due
    assert found.best_actions is not None and found.best_actions.data_errors == 2
    assert found.alerts is None and found.to_dict()["events"] == 0


def test_accounts_are_called_by_another_column_where_there_is_no_key() -> None:
    nameless = "tramo 1 en\nfield balance : money(PYG)\ntask pay { if balance > PYG 100 }\n"
    table = [{"number": 7, "balance": 500}, {"number": 8, "balance": 50}]
    found = tramo.loads(nameless).decide(table, None, DAY, key="number")
    assert [one["effect"] for one in found.of(7).effects] == ["pay"] and found.of("8").effects == []
    with pytest.raises(LookupError, match="no account '9'"):
        found.of(9)
