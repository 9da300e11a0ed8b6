# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Best actions in Python: whatever the feed holds, every row of it is somewhere, and each case counts once.

import random
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import tramo

DAY = "2026-11-21"
POLICY = """tramo 1 en
policy "Best action" version "1" { currency CLP  zone "America/Santiago" }
field case_id : text key
field creditor : one of "CLARO", "OTHER"
field balance : money
field days_past_due : integer optional
field assigned_on : date optional
field owner : text optional
actions {
  code kind, response
  happened at
  id number
  agent user
}
palette claro "Palette of Claro" {
  action promise "COMPROMISO DE PAGO" rank 10 right party channel "phone" opens promise alias "CP" {
    response pickup "RETIRO DE CHEQUE"
    response whole "SIN CAMPAÑA"
  }
  action call "LLAMADA TELEFONICA" rank 50 contact channel "phone"
  action email "ENVIO EMAIL" rank 60 no contact channel "email"
}
segment promised = best.action = promise
segment mailed = best.code = email
segment unknown_code = last.code = other
segment untouched = best.code is unknown and attempts.total = 0
strategy daily {
  queue talk if contacts.total > 0
  rest others
}
worklist calls "Calls of the day" version "1" {
  candidate call "Call" channel "phone" skill "voice" minutes 7 cost 350 value balance * 20%
    if days_past_due > 0 and attempts.day < 3
  candidate mail "Mail" channel "email" skill "mail" minutes 1 cost 5 value balance * 1%
  order days_past_due descending, balance descending
  agent owner
}
"""


def case(name: str, creditor: str, balance: int, days: int | None, **more: Any) -> dict[str, Any]:
    return {"case_id": name, "creditor": creditor, "balance": balance, "days_past_due": days, **more}


CASES = [
    case("C-1", "CLARO", 1000, 40, assigned_on=date(2026, 11, 3)),
    case("C-2", "CLARO", 2000, 10, assigned_on=date(2026, 11, 3)),
    case("C-3", "OTHER", 3000, 100, assigned_on=date(2026, 11, 1)),
    case("C-4", "OTHER", 500, None, assigned_on=date(2026, 11, 1)),
]
NAMES = ("case_id", "kind", "response", "at", "number", "user")
ACTIONS = [
    dict(zip(NAMES, row, strict=True))
    for row in [
        ("C-1", "ENVIO EMAIL", None, "2026-11-02T09:00", "A-1", "ana"),
        ("C-1", " compromiso de pago", "sin campana", "2026-11-03T10:00", "A-2", "ana"),
        ("C-2", "ENVIO EMAIL", None, "2026-11-02T09:00", "A-3", "luis"),
        ("C-2", "Envío Email", None, "2026-11-04T09:00", "A-4", "luis"),
        ("C-3", "LLAMADA TELEFONICA", None, "2026-11-05T09:00", "A-5", "ana"),
        ("C-3", "VISITA", None, "2026-11-06T09:00", "A-6", "luis"),
        ("C-9", "ENVIO EMAIL", None, "2026-11-05T09:00", "A-7", "ana"),
        ("C-1", "ENVIO EMAIL", None, "2026-12-01T09:00", "A-8", "ana"),
        ("C-1", "ENVIO EMAIL", None, "yesterday", "A-9", "ana"),
    ]
]


@pytest.fixture(scope="session")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "best.tramo")


def rows_of(columns: Any) -> list[dict[str, Any]]:
    pytest.importorskip("pyarrow")
    return columns.to_arrow().to_pylist()


def best_of(found: tramo.BestActions) -> dict[str, str | None]:
    return {row["case_id"]: row["best.code"] for row in rows_of(found.cases)}


def adds_up(found: tramo.BestActions) -> None:
    """Every row of the feed is somewhere, and every case in one row of each level."""
    assert found.ledger.rows == sum(found.ledger[1:])
    reports = found.reports().values()
    assert sum(report.actions for report in reports) == found.counted
    for report in reports:
        top = report.within()
        assert sum(row.cases for row in top) == report.base
        assert sum(row.actions for row in top) == report.actions
        assert sum(row.actions_on_cases for row in top) == report.actions
        for row in report.rows:
            within = report.within(row.path)
            if within:
                assert sum(one.cases for one in within) == row.cases
                assert sum(one.actions for one in within) == row.actions


def test_each_case_counts_once_under_its_best_action(policy: tramo.Policy) -> None:
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY)
    assert best_of(found) == {"C-1": "whole", "C-2": "email", "C-3": "call", "C-4": None}
    adds_up(found)


def test_the_ledger_says_where_every_row_is(policy: tramo.Policy) -> None:
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY)
    assert found.ledger._asdict() == {
        "rows": 9,
        "counted": 6,
        "outside_window": 0,
        "too_late": 1,
        "without_case": 1,
        "out_of_scope": 0,
        "case_set_apart": 0,
        "set_apart": 1,
    }
    assert found.others == {"VISITA": 1}
    stray, wrong = found.errors
    assert (stray.row, stray.key, stray.reason) == (6, "C-9", "unknown_account")
    assert (wrong.row, wrong.field) == (8, "at") and "yesterday" in wrong.value
    assert found.data_errors == 2 == found.set_apart + found.without_case
    assert sorted((one.field, one.count) for one in found.error_summary) == [("at", 1), ("case_id", 1)]


def test_without_cases_they_are_those_of_the_actions(policy: tramo.Policy) -> None:
    found = policy.best_actions(ACTIONS, as_of=DAY)
    assert best_of(found) == {"C-1": "whole", "C-2": "email", "C-3": "call", "C-9": "email"}
    assert found.without_case == 0
    adds_up(found)


def test_the_order_of_rows_does_not_matter_where_there_are_ids(policy: tramo.Policy) -> None:
    due = rows_of(policy.best_actions(ACTIONS, CASES, as_of=DAY).cases)
    shuffled = list(ACTIONS)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert rows_of(policy.best_actions(shuffled, CASES, as_of=DAY).cases) == due


def test_of_two_at_one_instant_the_smaller_id_stands(policy: tramo.Policy) -> None:
    twins = [
        {**ACTIONS[0], "number": number}
        for number in ("A-3", "A-1", "A-2")
    ]
    rows = rows_of(policy.best_actions(twins, CASES[:1], as_of=DAY).cases)
    assert [(row["best.code"], row["best.id"], row["attempts.total"]) for row in rows] == [("email", "A-1", 3)]


@pytest.mark.parametrize(
    ("window", "outside", "of_the_second"),
    [
        ("policy", 0, 2),
        (None, 0, 2),
        ("all", 0, 2),
        ("month", 0, 2),
        (18, 3, 1),  # the 21st is the last of them, the 4th the first
        ("18 days", 3, 1),
        ("2026-11-04", 3, 1),
        ("since 2026-11-04", 3, 1),
        (date(2026, 11, 4), 3, 1),
        (datetime(2026, 11, 4, 12), 3, 1),
        (17, 4, 0),
    ],
)
def test_a_window_chooses_the_actions_that_may_be_best(
    policy: tramo.Policy, window: Any, outside: int, of_the_second: int
) -> None:
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY, window=window)
    assert found.outside_window == outside
    adds_up(found)
    second = next(row for row in rows_of(found.cases) if row["case_id"] == "C-2")
    assert second["attempts.window"] == of_the_second and second["attempts.total"] == 2


def test_a_window_of_the_policy_may_begin_with_the_assignment() -> None:
    policy = tramo.loads(POLICY.replace("  agent user\n}", "  agent user\n  window since assigned_on\n}", 1))
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY)
    assert found.outside_window == 2 and best_of(found)["C-1"] == "whole"
    adds_up(found)
    with pytest.raises(tramo.QuestionError, match="no cases were given"):
        policy.best_actions(ACTIONS, as_of=DAY)
    assert policy.best_actions(ACTIONS, as_of=DAY, window="all").outside_window == 0


def test_what_is_no_window_is_refused(policy: tramo.Policy) -> None:
    for wrong in ("year", "30 weeks", 0, "0", "2026-02-30"):
        with pytest.raises(tramo.QuestionError, match="window"):
            policy.best_actions(ACTIONS, CASES, as_of=DAY, window=wrong)
    with pytest.raises(TypeError, match="window"):
        policy.best_actions(ACTIONS, CASES, as_of=DAY, window=1.5)  # type: ignore[arg-type]
    with pytest.raises(tramo.QuestionError, match="T4010"):
        policy.best_actions(ACTIONS, CASES, window="month")


def test_a_scope_leaves_out_and_counts(policy: tramo.Policy) -> None:
    of_ana = policy.best_actions(ACTIONS, CASES, as_of=DAY, agent="ANA")
    assert best_of(of_ana) == {"C-1": "whole", "C-2": None, "C-3": "call", "C-4": None}
    assert of_ana.out_of_scope == 3
    claro = policy.best_actions(ACTIONS, CASES, as_of=DAY, where={"creditor": "claro"})
    assert list(best_of(claro)) == ["C-1", "C-2"] and claro.out_of_scope == 2
    large = policy.best_actions(ACTIONS, CASES, as_of=DAY, where={"balance": Decimal(3000)})
    assert list(best_of(large)) == ["C-3"]
    talked = policy.best_actions(ACTIONS, CASES, as_of=DAY, queue="daily.talk")
    assert list(best_of(talked)) == ["C-1", "C-3"]
    promised = policy.best_actions(ACTIONS, CASES, as_of=DAY, segment="promised")
    assert list(best_of(promised)) == ["C-1"]
    for found in (of_ana, claro, large, talked, promised):
        adds_up(found)


def test_names_that_the_policy_does_not_know_are_told(policy: tramo.Policy) -> None:
    for asked in (
        {"segment": "promissed"},
        {"queue": "daily.talks"},
        {"where": {"creditorr": "CLARO"}},
        {"by": "creditorr"},
        {"amount": "balanse"},
    ):
        with pytest.raises(tramo.QuestionError, match="T5007"):
            policy.best_actions(ACTIONS, CASES, as_of=DAY, **asked)
    with pytest.raises(tramo.QuestionError, match="no value"):
        policy.best_actions(ACTIONS, CASES, as_of=DAY, where={"creditor": None})


def test_a_report_for_each_value_of_a_field(policy: tramo.Policy) -> None:
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY, by="creditor")
    assert found.groups == ["CLARO", "OTHER"] and found.by == "creditor"
    assert {name: report.base for name, report in found.reports().items()} == {"CLARO": 2, "OTHER": 2}
    assert found.report("CLARO").row("ENVIO EMAIL").actions == 3
    adds_up(found)
    with pytest.raises(LookupError, match="is 'CLARO' meant"):
        found.report("CLARA")
    with pytest.raises(LookupError, match="which of the reports by creditor"):
        found.report()


def test_a_row_opens_to_its_cases_in_a_stable_order(policy: tramo.Policy) -> None:
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY)
    assert [row["case_id"] for row in rows_of(found.cases_of("COMPROMISO DE PAGO"))] == ["C-1"]
    assert [row["case_id"] for row in rows_of(found.cases_of(["(no action)"]))] == ["C-4"]
    assert len(found.cases_of("(other)")) == 0
    same = [case(f"D-{number}", "CLARO", amount, 5) for number, amount in enumerate([30, 10, 20, 20])]
    mailed = policy.best_actions(
        [{**ACTIONS[0], "case_id": one["case_id"]} for one in reversed(same)],
        [*same, case("D-9", "CLARO", 0, None)],
        as_of=DAY,
    )
    for sort, descending, due in (
        (None, True, ["D-0", "D-1", "D-2", "D-3"]),
        ("balance", True, ["D-0", "D-2", "D-3", "D-1"]),
        ("balance", False, ["D-1", "D-2", "D-3", "D-0"]),
        ("days_past_due", True, ["D-0", "D-1", "D-2", "D-3"]),
    ):
        rows = mailed.cases_of("ENVIO EMAIL", sort=sort, descending=descending)
        assert [row["case_id"] for row in rows_of(rows)] == due, (sort, descending)
    with pytest.raises(tramo.QuestionError, match="T5007"):
        mailed.cases_of("ENVIO EMAIL", sort="balanse")
    with pytest.raises(LookupError, match="is 'ENVIO EMAIL' meant"):
        mailed.cases_of("ENVIO EMAL")


def test_segments_read_what_actions_bring(policy: tramo.Policy) -> None:
    result = policy.evaluate(CASES, as_of=DAY, actions=ACTIONS)
    counts = {name: (one.true, one.unknown) for name, one in result.segments.items()}
    # What has no action has no best code: that is unknown, not other.
    assert counts == {"promised": (1, 1), "mailed": (1, 1), "unknown_code": (1, 1), "untouched": (1, 0)}
    assert result.strategies["daily"]["talk"].rows == 2
    assert result.best_actions is not None and result.best_actions.data_errors == 2
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY)
    again = policy.evaluate(CASES, actions=found)
    assert again.to_dict() == result.to_dict()
    run = policy.start(as_of=DAY, actions=ACTIONS)
    run.add(CASES[:2])
    run.add(CASES[2:])
    assert run.finish().to_dict() == result.to_dict()
    told = str(policy.explain(CASES, row="C-1", segment="promised", as_of=DAY, actions=ACTIONS))
    assert "best.action" in told
    other = tramo.loads(POLICY.replace("rank 60", "rank 70"))
    with pytest.raises(tramo.QuestionError, match="of another policy"):
        other.evaluate(CASES, actions=found)
    with pytest.raises(tramo.QuestionError, match="as of 2026-11-21"):
        policy.evaluate(CASES, as_of="2026-11-20", actions=found)


def test_without_actions_a_warning_says_what_is_missing(policy: tramo.Policy) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    for cases in (CASES, pyarrow.Table.from_pylist(CASES)):
        result = policy.evaluate(cases, as_of=DAY)
        told = [one.message for one in result.warnings if one.code == "T5004"]
        assert any("`best.action`" in one for one in told)


def test_bad_input_is_told_or_counted(policy: tramo.Policy) -> None:
    misspelt = [{("knd" if name == "kind" else name): cell for name, cell in row.items()} for row in ACTIONS]
    with pytest.raises(tramo.DataError, match="no column `kind`"):
        policy.best_actions(misspelt, CASES, as_of=DAY)
    wrong_case = [{("case" if name == "case_id" else name): cell for name, cell in row.items()} for row in ACTIONS]
    with pytest.raises(tramo.DataError, match="case_id"):
        policy.best_actions(wrong_case, CASES, as_of=DAY)
    for wrong in (5, "text", None):
        with pytest.raises(TypeError, match="no actions"):
            policy.best_actions(wrong, CASES, as_of=DAY)
    with pytest.raises(TypeError, match="give cases="):
        policy.best_actions(ACTIONS, as_of=DAY, children={"debts": []})
    plain = tramo.loads("tramo 1 en\nfield a : text key\nsegment b = a = \"1\"\n")
    with pytest.raises(tramo.QuestionError, match="T5014"):
        plain.best_actions(ACTIONS)
    with pytest.raises(tramo.QuestionError, match="neither alerts nor counters"):
        policy.alerts(ACTIONS, as_of=DAY)


def test_an_empty_feed_leaves_every_case_without_action(policy: tramo.Policy) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    empty = pyarrow.table({name: pyarrow.array([], pyarrow.string()) for name in NAMES})
    for feed in ([], empty):
        found = policy.best_actions(feed, CASES, as_of=DAY)
        assert found.rows == 0 and best_of(found) == dict.fromkeys(("C-1", "C-2", "C-3", "C-4"))
        row = found.report().row("(no action)")
        assert (row.cases, row.ratio, row.percent) == (4, Decimal("0.00"), Decimal("100.00"))
        adds_up(found)
    nothing = policy.best_actions([], [], as_of=DAY)
    assert nothing.report().base == 0
    adds_up(nothing)


def test_cases_that_come_twice_or_cannot_be_read_are_in_no_report(policy: tramo.Policy) -> None:
    wrong = [*CASES, case("C-1", "CLARO", 1, 1), case("C-7", "NOBODY", 1, 1)]
    found = policy.best_actions(ACTIONS, wrong, as_of=DAY, by="creditor")
    reasons = {(one.row, one.reason) for one in found.case_errors}
    assert (4, "repeated_key") in reasons and (5, "not_a_member") in reasons
    assert found.cases_apart.data_errors == 2
    assert sum(report.base for report in found.reports().values()) == 4
    adds_up(found)


def test_palettes_and_worklists_are_listed(policy: tramo.Policy) -> None:
    (palette,) = policy.palettes
    assert (palette.name, palette.label) == ("claro", "Palette of Claro")
    kinds = {kind.name: kind for kind in palette.actions}
    assert list(kinds) == ["promise", "pickup", "whole", "call", "email"]
    whole = kinds["whole"]
    assert (whole.parent, whole.depth, whole.rank, whole.is_right_party) == ("promise", 1, 10, True)
    assert kinds["promise"].aliases == ("CP",) and kinds["promise"].opens_promise
    assert not kinds["email"].is_contact and kinds["email"].parent is None
    (listed,) = policy.declared_worklists
    assert [(one.name, one.skill, one.minutes) for one in listed.candidates] == [
        ("call", "voice", 7),
        ("mail", "mail", 1),
    ]


def test_a_notebook_shows_no_code_of_the_feed_as_markup(policy: tramo.Policy) -> None:
    found = policy.best_actions([{**ACTIONS[0], "kind": "<b>x</b>"}], CASES, as_of=DAY)
    shown = found._repr_html_()
    assert "&lt;b&gt;x&lt;/b&gt;" in shown and "<b>x" not in shown
    assert "BestActions" in repr(found)


def test_rows_without_a_case_are_told_each(policy: tramo.Policy) -> None:
    strays = [{**ACTIONS[0], "case_id": name} for name in (None, "", "C-9", "C-1", " C-1 ")]
    found = policy.best_actions(strays, CASES, as_of=DAY)
    assert (found.counted, found.without_case, found.set_apart) == (2, 1, 2)
    assert [(one.row, one.reason) for one in found.errors] == [
        (0, "missing"),
        (1, "missing"),
        (2, "unknown_account"),
    ]
    assert found.data_errors == len(found.errors)
