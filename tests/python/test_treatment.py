# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The calculators of treatment as Python calls them: numbers of others, and mistakes by name.

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

import pytest
from tramo import treatment
from tramo.offers import Calendar, OfferError
from tramo.treatment import Class, Payment, Promise

PARAGUAY = Calendar("PY", ["2026-11-23", "2026-12-08"], "2026-01-01", "2026-12-31", weekend=[7])


def objections(call: Callable[..., Any], *args: Any, **named: Any) -> dict[str, str]:
    """What an OfferError says, by input."""
    with pytest.raises(OfferError) as error:
        call(*args, **named)
    return dict(error.value.objections)


# ---- Days past due


def test_days_past_due_and_delinquent_days_are_two_numbers() -> None:
    # Apache Fineract, LoanDelinquency.feature:537
    pauses = [("2023-10-06", "2023-10-30")]
    assert treatment.count_days("2023-10-01", "2023-10-06", 3, pauses) == (5, 0, 2)
    assert treatment.count_days("2023-10-01", date(2023, 10, 31), 3, pauses) == (30, 24, 3)
    assert treatment.count_days(None, "2023-10-31", 3, pauses) == (0, 0, 0)


def test_a_pause_before_the_due_day_counts_only_as_a_whole() -> None:
    # Apache Fineract, LoanDelinquency.feature:865
    pauses = [("2023-10-06", "2023-10-25")]
    assert treatment.count_days("2023-10-16", "2023-11-15", 3, pauses).delinquent == 18
    assert treatment.count_days("2023-10-16", "2023-11-15", 3, pauses, "whole").delinquent == 8


def test_a_pause_of_no_day_a_grace_below_0_and_a_reading_that_there_is_not_are_all_named() -> None:
    found = objections(
        treatment.count_days,
        "2026-01-01",
        "2026-03-01",
        -1,
        [("2026-02-01", None), ("2026-02-05", "2026-02-01")],
        "half",
    )
    assert found == {
        "grace": "it is -1; it must be 0 or more",
        "pauses[1].end": "ends on 2026-02-01, before it begins on 2026-02-05",
        "reading": "'half' is not known; known are overlap, whole",
    }


def test_days_that_several_intervals_cover_count_once() -> None:
    covered = [("2028-02-25", "2028-03-01"), ("2028-02-28", None)]
    assert treatment.days_covered(covered, "2028-02-01", "2028-03-02") == 6
    assert treatment.days_covered([], "2028-02-01", "2028-03-02") == 0


def test_classes_hold_their_bounds() -> None:
    classes = [Class("early", 1, 30), ("late", 31, 60), Class("lost", 61)]
    assert [treatment.classify(days, classes) for days in (0, 1, 30, 31, 60, 61)] == [
        None,
        "early",
        "early",
        "late",
        "late",
        "lost",
    ]


def test_a_gap_or_an_overlap_of_classes_is_named_with_its_first_day() -> None:
    gap = objections(treatment.classify, 5, [("early", 1, 30), ("lost", 32, None)])
    assert gap == {"classes": "no class holds 31 days"}
    overlap = objections(treatment.classify, 5, [("early", 1, 30), ("lost", 30, None)])
    assert overlap == {"classes": "classes 'early' and 'lost' both hold 30 days"}


# ---- Promises


def test_a_promise_kept_with_its_tolerance_says_when_and_with_how_much() -> None:
    (found,) = treatment.settle_promises(
        [Promise("2026-11-02T10:00", "2026-11-10", Decimal("100.00"))],
        [Payment(datetime(2026, 11, 12, 9), "95.50")],
        "2026-11-21",
        tolerance_days=3,
        tolerance_share="5%",
    )
    assert (found.state, found.decided, found.last_day) == ("kept", date(2026, 11, 12), date(2026, 11, 13))
    assert str(found.paid) == "95.50"


def test_a_payment_taken_back_leaves_the_promise_broken_with_both_dates() -> None:
    (found,) = treatment.settle_promises(
        [{"made": "2026-11-02", "due": "2026-11-10", "amount": 100}],
        [{"at": "2026-11-05", "amount": 100, "reversed": "2026-11-20T08:30"}],
        "2026-11-21",
        currency="PYG",
    )
    assert found.state == "broken" and str(found.paid) == "0"
    assert (found.kept_once, found.undone) == (date(2026, 11, 5), date(2026, 11, 20))


def test_payments_are_first_in_first_out_or_directed() -> None:
    promises = [Promise("2026-11-01", due, 100) for due in ("2026-11-20", "2026-11-10")]
    paid = [Payment("2026-11-05", 130)]
    assert [one.paid for one in treatment.settle_promises(promises, paid, "2026-11-05")] == [30, 100]
    paid = [Payment("2026-11-05", 130, promise=0)]
    assert [one.paid for one in treatment.settle_promises(promises, paid, "2026-11-05")] == [100, 30]


def test_a_withdrawn_promise_is_reversed_and_an_open_one_stays_open() -> None:
    promises = [
        Promise("2026-11-01", "2026-11-10", 100, withdrawn="2026-11-03"),
        Promise("2026-11-01", "2026-11-10", 5),
    ]
    found = treatment.settle_promises(promises, [], "2026-11-10")
    assert [one.state for one in found] == ["reversed", "open"]
    assert found[0].decided == date(2026, 11, 3)


def test_what_is_wrong_with_promises_and_payments_is_named_by_its_place() -> None:
    found = objections(
        treatment.settle_promises,
        [Promise("2026-11-31", "2026-11-10", "10.005"), Promise("2026-11-01", "2026-11-10", 0)],
        [Payment(datetime(2026, 11, 5, tzinfo=timezone.utc), 1, promise=2)],
        "2026-11-21",
        tolerance_share=2,
    )
    assert set(found) == {
        "promises[0].made",
        "promises[0].amount",
        "promises[1].amount",
        "payments[0].at",
        "payments[0].promise",
        "tolerance_share",
    }
    assert found["promises[0].amount"] == "it is 10.005; its decimals are at most 2"
    assert found["payments[0].promise"] == "it is 2; there are 2 promises, counted from 0"


def test_records_come_as_dicts_and_tuples_and_a_member_that_there_is_not_is_named() -> None:
    as_dict = [{"made": "2026-11-02", "due": "2026-11-10", "amount": 100}]
    as_tuple = [("2026-11-02", "2026-11-10", 100)]
    paid = [("2026-11-05", 100)]
    assert treatment.settle_promises(as_tuple, paid, "2026-11-21") == treatment.settle_promises(
        as_dict, [{"at": "2026-11-05", "amount": 100}], "2026-11-21"
    )
    assert treatment.classify(31, [{"name": "late", "from_": 31}]) == "late"
    misspelt = objections(treatment.settle_promises, [{**as_dict[0], "withdrawm": None}], [], "2026-11-21")
    assert misspelt == {"promises[0]": "the key 'withdrawm' is not known; did you mean 'withdrawn'?"}
    missing = objections(treatment.settle_promises, as_dict, [{"at": "2026-11-05"}], "2026-11-21")
    assert missing == {"payments[0]": "'amount' is missing; needed are at, amount"}


def test_what_is_no_pair_or_no_list_is_named() -> None:
    with pytest.raises(TypeError, match=r"pauses\[0\] is a pair \(first day, first day behind it or None\)"):
        treatment.count_days("2026-10-01", "2026-11-21", pauses=["2026-10-06"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"month_days is a pair \(first, last\), not 5"):
        treatment.permitted_days("2026-11-01", "2026-11-21", month_days=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="weekdays is a list, not 1"):
        treatment.permitted_days("2026-11-01", "2026-11-21", weekdays=1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"promises\[0\] is a dict, or a tuple \(made, due, amount, withdrawn\)"):
        treatment.settle_promises(["2026-11-02"], [], "2026-11-21")


def test_a_float_is_no_amount_and_a_number_no_moment() -> None:
    with pytest.raises(TypeError, match="binary float"):
        treatment.settle_promises([{"made": "2026-11-01", "due": "2026-11-10", "amount": 0.1}], [], "2026-11-21")
    with pytest.raises(TypeError, match="made is a datetime"):
        treatment.settle_promises([{"made": 20261101, "due": "2026-11-10", "amount": 1}], [], "2026-11-21")


# ---- Permitted days


def test_statements_are_sent_from_day_1_to_day_10() -> None:  # V-13
    def on(day: str) -> treatment.PermittedDays:
        return treatment.permitted_days(day, day, month_days=(1, 10))

    assert on("2026-11-10").is_today
    assert not on("2026-11-11").is_today
    assert on("2026-11-11").next == date(2026, 12, 1)


def test_a_reactivation_is_late_behind_the_third_day() -> None:  # V-18
    third = treatment.permitted_days("2026-11-27", "2026-11-30", within=3)
    assert third.is_today and not third.is_late and third.last == date(2026, 11, 30)
    fourth = treatment.permitted_days("2026-11-27", "2026-12-01", within=3)
    assert fourth.is_late and fourth.next is None


def test_the_monday_behind_the_alarm_stays_or_moves_with_its_holiday() -> None:
    def first(holidays: str) -> date | None:
        return treatment.permitted_days(
            "2026-11-18", "2026-11-18", after=1, weekdays=[1], holidays=holidays, calendar=PARAGUAY
        ).first

    assert first("keep") == date(2026, 11, 23)
    assert first("following") == date(2026, 11, 24)
    assert first("preceding") == date(2026, 11, 21)


def test_working_days_need_a_calendar_that_reaches_far_enough() -> None:
    found = treatment.permitted_days(
        "2026-11-20", "2026-11-20", after=3, after_business=True, calendar=PARAGUAY
    )
    assert found.first == date(2026, 11, 25)
    missing = objections(treatment.permitted_days, "2026-11-20", "2026-11-20", after=3, after_business=True)
    assert missing == {"calendar": "working days are counted, and there is no calendar that names them"}
    short = objections(
        treatment.permitted_days, "2026-12-30", "2026-12-30", after=3, after_business=True, calendar=PARAGUAY
    )
    assert short == {"calendar": "the holidays of 'PY' are known from 2026-01-01 to 2026-12-31 only"}


def test_a_rule_out_of_bounds_is_refused_in_each_of_its_parts() -> None:
    found = objections(
        treatment.permitted_days,
        "2026-11-20",
        "2026-11-20",
        after=-1,
        month_days=(0, 32),
        weekdays=[0],
        holidays="skip",
    )
    assert set(found) == {"after", "month_from", "month_until", "weekdays", "holidays"}


# ---- Keys


def test_a_task_is_named_by_a_hash_that_anybody_can_compute() -> None:
    parts = ("abc", "Ñandú 1", "overdue", "2028-02-29")
    told = b"".join(b"%d:%s" % (len(part.encode()), part.encode()) for part in parts)
    assert treatment.task_key(*parts) == hashlib.sha256(told).hexdigest()[:32]
    of_a_day = treatment.task_key("abc", "A", "overdue", "2026-11-21")
    assert treatment.task_key("abc", "A", "overdue", None) != of_a_day
