# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Next actions and worklists in Python: ranked with reasons, dealt to shifts, and every account accounted for.

from typing import Any

import pytest
import tramo
from test_best_actions import ACTIONS, CASES, DAY, POLICY, case, rows_of

SHIFTS = [
    {"agent": "ana", "minutes": 7, "skills": "voice"},
    {"agent": "luis", "minutes": "2", "shift": "late", "skills": "mail; chat"},
]


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "best.tramo")


def test_accounts_come_in_their_ranking_with_the_best_choice(policy: tramo.Policy) -> None:
    found = policy.next_actions(CASES, ACTIONS, as_of=DAY)
    rows = rows_of(found)
    # The call to C-1 is worth 200 and costs 350: the mail is better. Of C-4 the days are not known.
    assert [(row["place"], row["case_id"], row["action"]) for row in rows] == [
        (1, "C-3", "call"),
        (2, "C-1", "mail"),
        (3, "C-2", "call"),
        (4, "C-4", "mail"),
    ]
    first = rows[0]
    assert (first["choice"], first["label"], first["minutes"]) == (1, "Call", 7)
    assert (int(first["score"]), first["runner_up"], int(first["runner_up_score"])) == (250, "mail", 25)
    assert found.counts == {"something_to_do": 4, "nothing_to_do": 0} and found.accounts == 4
    assert found.best_actions is not None and found.best_actions.rows == 9


def test_further_choices_stand_behind_the_best(policy: tramo.Policy) -> None:
    rows = rows_of(policy.next_actions(CASES, ACTIONS, as_of=DAY, choices=0))
    assert [(row["case_id"], row["choice"], row["action"]) for row in rows[:4]] == [
        ("C-3", 1, "call"),
        ("C-3", 2, "mail"),
        ("C-1", 1, "mail"),
        ("C-1", 2, "call"),
    ]
    with pytest.raises(ValueError, match="choices"):
        policy.next_actions(CASES, ACTIONS, as_of=DAY, choices=-1)


def test_shifts_are_filled_and_those_left_out_say_by_how_much(policy: tramo.Policy) -> None:
    found = policy.worklists(CASES, SHIFTS, ACTIONS, as_of=DAY)
    lists = [(row["agent"], row["position"], row["case_id"]) for row in rows_of(found.lists)]
    assert lists == [("ana", 1, "C-3"), ("luis", 1, "C-1"), ("luis", 2, "C-4")]
    (missed,) = rows_of(found.left_out)
    assert (missed["case_id"], missed["why"], missed["missed_by_places"]) == ("C-2", "full", 2)
    others = dict.fromkeys(("no_skill", "owner_full", "owner_no_skill", "nothing_to_do"), 0)
    assert found.counts == {"taken": 3, "full": 1, **others}
    assert [tuple(shift) for shift in found.shifts] == [("ana", "", 7, 7, 1), ("luis", "late", 2, 2, 2)]
    assert found.to_dict()["shifts"][0]["calls"] == 1
    assert found.for_agent("LUIS").num_rows == 2
    with pytest.raises(LookupError, match="is 'luis' meant"):
        found.for_agent("luiz")


def test_floor_of_minutes_by_minutes_a_call() -> None:
    policy = tramo.loads(POLICY.replace(" minutes 7", "").replace(" minutes 1", ""))
    many = [case(f"D-{number:03}", "CLARO", 100_000, 5) for number in range(50)]
    shift = [{"agent": "ana", "minutes": 240}]
    found = policy.worklists(many, shift, [], as_of=DAY, minutes_per_call=7)
    assert found.shifts[0].calls == 34 and found.counts["full"] == 16  # V-22
    with pytest.raises(tramo.QuestionError, match="T5015"):
        policy.worklists(many, shift, [], as_of=DAY)
    with pytest.raises(ValueError, match="minutes_per_call"):
        policy.worklists(many, shift, [], as_of=DAY, minutes_per_call=0)


def test_an_account_stays_with_its_agent(policy: tramo.Policy) -> None:
    owned = [{**CASES[2], "owner": "luis"}, CASES[1]]
    shifts = [{"agent": "ana", "minutes": 70}, {"agent": "Luis", "minutes": 7}]
    found = policy.worklists(owned, shifts, ACTIONS, as_of=DAY)
    assert {(row["agent"], row["case_id"]) for row in rows_of(found.lists)} == {("Luis", "C-3"), ("ana", "C-2")}


def test_all_accounts_read_are_somewhere(policy: tramo.Policy) -> None:
    wrong = [*CASES, case("C-7", "NOBODY", 1, 1), case("C-8", "CLARO", 100, 0)]
    found = policy.worklists(wrong, SHIFTS, ACTIONS, as_of=DAY)
    assert found.data_errors == 1 and found.errors[0].key == "C-7"
    assert found.accounts == 6 == found.data_errors + sum(found.counts.values())
    ranked = policy.next_actions(wrong, ACTIONS, as_of=DAY)
    assert ranked.accounts == 6 == ranked.data_errors + sum(ranked.counts.values())
    keys = [row["case_id"] for table in (found.lists, found.left_out) for row in rows_of(table)]
    assert len(keys) == len(set(keys))


def test_without_actions_a_warning_says_what_is_missing(policy: tramo.Policy) -> None:
    for found in (policy.next_actions(CASES, as_of=DAY), policy.worklists(CASES, SHIFTS, as_of=DAY)):
        assert any("`attempts.day`" in one.message for one in found.warnings)


def test_names_and_days_that_are_wrong_are_told(policy: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="T5007"):
        policy.next_actions(CASES, ACTIONS, as_of=DAY, worklist="cals")
    plain = tramo.loads('tramo 1 en\nfield a : text key\nsegment b = a = "1"\n')
    with pytest.raises(tramo.QuestionError, match="T5016"):
        plain.next_actions([{"a": "1"}])
    with pytest.raises(TypeError, match="no table"):
        policy.next_actions(5, ACTIONS, as_of=DAY)


@pytest.mark.parametrize(
    ("shifts", "words"),
    [
        ([], "no shift"),
        ([{"agent": "", "minutes": 7}], "row 0, column `agent`"),
        ([{"agent": "ana", "minutes": 7}, {"agent": "eva", "minutes": "many"}], "row 1, column `minutes`.*'many'"),
        ([{"agent": "ana", "minutes": -7}], "row 0, column `minutes`.*'-7'"),
        ([{"agent": "ana", "minutes": 7.5}], "row 0, column `minutes`.*'7.5'"),
        ([{"agent": "ana", "minutes": None}], "row 0, column `minutes`.*nothing"),
        ([{"agent": "ana", "minuts": 7}], "no column `minutes`; is the column `minuts` meant"),
        ([{"agent": "ana", "minutes": 7, "skill": "voice"}], "no column `skills`; is the column `skill` meant"),
        ([{"minutes": 7}], "no column `agent`; its columns are `minutes`"),
        ([{"agent": "ana", "minutes": 7}, {"agent": "Ana", "minutes": 9}], "row 1: the agent 'Ana' has a shift"),
        ([5], "row 0 is no record"),
    ],
)
def test_a_shift_that_cannot_be_read_is_named(policy: tramo.Policy, shifts: Any, words: str) -> None:
    with pytest.raises(tramo.QuestionError, match=words):
        policy.worklists(CASES, shifts, ACTIONS, as_of=DAY)


def test_shifts_may_come_in_several_shapes(policy: tramo.Policy) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    due = rows_of(policy.worklists(CASES, SHIFTS, ACTIONS, as_of=DAY).lists)
    listed = [{**SHIFTS[0], "skills": ["voice"]}, {**SHIFTS[1], "minutes": 2, "skills": ["mail", "chat"]}]
    barred = [{**SHIFTS[0]}, {**SHIFTS[1], "skills": "chat|mail"}]
    table = pyarrow.table({"agent": ["ana", "luis"], "minutes": [7.0, 2.0], "shift": [None, "late"]})
    table = table.append_column("skills", pyarrow.array([["voice"], ["mail"]]))
    for shifts in (listed, barred, table, tuple(listed)):
        assert rows_of(policy.worklists(CASES, shifts, ACTIONS, as_of=DAY).lists) == due
    with pytest.raises(TypeError, match="no capacity"):
        policy.worklists(CASES, 5, ACTIONS, as_of=DAY)


def test_a_notebook_shows_shifts_and_lists(policy: tramo.Policy) -> None:
    shifts = [{"agent": "<i>ana</i>", "minutes": 7}]
    found = policy.worklists(CASES, shifts, ACTIONS, as_of=DAY)
    assert "&lt;i&gt;ana" in found._repr_html_() and "<i>" not in found._repr_html_()
    assert "1 account in 1 shift, 3 left out" in repr(found)
    ranked = policy.next_actions(CASES, ACTIONS, as_of=DAY)
    assert "C-3" in ranked._repr_html_() and "4 with something to do" in repr(ranked)
