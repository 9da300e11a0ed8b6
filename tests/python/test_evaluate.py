# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Records in, verdicts out: Python's own values are read exactly or not at all.

import datetime
import enum
import math
import pickle
import sys
from collections import OrderedDict, UserDict
from decimal import Decimal
from typing import Any

import pytest
import tramo
from conftest import AS_OF, POLICY, ROWS, row

ONE_FIELD = "tramo 1 en\nfield value : {type} optional\nsegment hit = {condition}\n"


def verdict(kind: str, condition: str, value: Any) -> bool | str | None:
    """What one field makes of a value: true, false, None for unknown, or the reason it is set apart."""
    policy = tramo.loads(ONE_FIELD.format(type=kind, condition=condition))
    result = policy.evaluate([{"value": value}])
    if result.data_errors:
        return result.errors[0].reason
    count = result.segments["hit"]
    return True if count.true else None if count.unknown else False


def test_counts_and_amounts_add_up(policy: tramo.Policy) -> None:
    result = policy.evaluate(ROWS, as_of=AS_OF, sum="balance")
    assert (result.rows, result.data_errors) == (5, 1)
    assert result.segments["late"] == tramo.SegmentCount(2, 0, Decimal("249.99"), Decimal("0.00"))
    assert result.segments["recent"] == tramo.SegmentCount(1, 2, Decimal("99.99"), Decimal("150.10"))
    assert result.segments["dear"].true == 1 and result.segments["dear"].unknown == 2
    assert result.strategies["daily"] == {
        "blocked": tramo.QueueCount(1, Decimal("150.00")),
        "late": tramo.QueueCount(1, Decimal("99.99")),
        "small": tramo.QueueCount(1, Decimal("0.10")),
        "others": tramo.QueueCount(1, Decimal("100.00")),
    }
    assert result.rows == result.data_errors + sum(
        count.rows for count in result.strategies["daily"].values()
    )
    assert result.to_dict() == {
        "rows": 5,
        "data_errors": 1,
        "segments": {
            "late": {"true": 2, "unknown": 0},
            "large": {"true": 2, "unknown": 0},
            "recent": {"true": 1, "unknown": 2},
            "dear": {"true": 1, "unknown": 2},
        },
        "strategies": {"daily": {"blocked": 1, "late": 1, "small": 1, "others": 1}},
    }


def test_sums_are_none_unless_a_field_is_named(policy: tramo.Policy) -> None:
    result = policy.evaluate(ROWS, as_of=AS_OF)
    assert result.segments["late"].amount is None
    with pytest.raises(tramo.QuestionError, match="balance"):
        policy.evaluate(ROWS, as_of=AS_OF, sum="balanc")
    with pytest.raises(tramo.QuestionError):
        policy.evaluate(ROWS, as_of=AS_OF, sum="days")


def test_counts_are_a_small_table(policy: tramo.Policy) -> None:
    counts = policy.evaluate(ROWS, as_of=AS_OF, sum="balance").counts()
    assert counts[0] == {
        "kind": "segment", "strategy": None, "name": "late", "rows": 2, "unknown": 0,
        "amount": Decimal("249.99"), "unknown_amount": Decimal("0.00"),
    }  # fmt: skip
    first_queue = next(one for one in counts if one["kind"] == "queue")
    assert (first_queue["strategy"], first_queue["name"]) == ("daily", "blocked")
    assert counts.to_arrow().to_pylist() == list(counts)
    plain = policy.evaluate(ROWS, as_of=AS_OF).counts()
    assert plain.to_arrow().to_pylist() == list(plain)


def test_a_row_set_apart_is_named_with_field_and_value(policy: tramo.Policy) -> None:
    result = policy.evaluate(ROWS, as_of=AS_OF)
    (error,) = result.errors
    assert (error.row, error.key, error.field, error.reason) == (2, "C-3", "product", "not_a_member")
    assert "NNN" in error.value and "NNN" in error.message
    assert len(result.errors) == 1 and result.errors[-1] == result.errors[0] and result.errors[:] == [error]
    with pytest.raises(IndexError):
        result.errors[1]
    assert [(one.field, one.reason, one.count) for one in result.error_summary] == [
        ("product", "not_a_member", 1)
    ]
    assert result.errors_not_listed == 0


def test_many_errors_are_read_page_by_page(policy: tramo.Policy) -> None:
    result = policy.evaluate([row(str(number), days=None) for number in range(25_000)], as_of=AS_OF)
    assert [error.row for error in result.errors] == list(range(25_000))
    assert result.errors[24_999].key == "24999" and len(result.errors[5:9:2]) == 2


@pytest.mark.parametrize(
    "as_of",
    [AS_OF, "2026-11-21", datetime.datetime(2026, 11, 21, 23, 59), "2026-11-21T08:00:00"],
)
def test_the_day_may_be_said_in_several_ways(policy: tramo.Policy, as_of: Any) -> None:
    assert policy.evaluate(ROWS, as_of=as_of).segments["recent"].true == 1


def test_a_day_that_is_none_is_refused(policy: tramo.Policy) -> None:
    for wrong in ("2026-02-30", "tomorrow"):
        with pytest.raises(ValueError):
            policy.evaluate(ROWS, as_of=wrong)
    with pytest.raises(TypeError):
        policy.evaluate(ROWS, as_of=20261121)  # type: ignore[arg-type]


def test_parameters_bound_at_loading_give_way_to_the_questions_own() -> None:
    policy = tramo.loads(POLICY, parameters={"limit": Decimal("0.10")})
    assert policy.evaluate(ROWS, as_of=AS_OF).segments["large"].true == 4
    assert policy.evaluate(ROWS, as_of=AS_OF, parameters={"limit": "1000"}).segments["large"].true == 0


def test_a_dict_is_one_record_and_mappings_are_records(policy: tramo.Policy) -> None:
    assert policy.evaluate(ROWS[0], as_of=AS_OF).rows == 1
    assert policy.evaluate([UserDict(ROWS[0]), OrderedDict(ROWS[1])], as_of=AS_OF).data_errors == 0
    assert policy.evaluate((one for one in ROWS), as_of=AS_OF).rows == 5
    assert policy.evaluate([], as_of=AS_OF).to_dict()["strategies"]["daily"]["others"] == 0
    for wrong in ("text", 5, None):
        with pytest.raises(TypeError, match="no table"):
            policy.evaluate(wrong, as_of=AS_OF)


def test_a_row_that_is_no_record_is_set_apart(policy: tramo.Policy) -> None:
    result = policy.evaluate([ROWS[0], 5, ROWS[1]], as_of=AS_OF)
    assert (result.rows, result.data_errors) == (3, 1) and result.errors[0].row == 1


class Level(enum.IntEnum):
    HIGH = 7


@pytest.mark.parametrize(
    ("kind", "condition", "value", "due"),
    [
        ("money(BRL)", "value = 0.1", Decimal("0.10"), True),
        ("money(BRL)", "value = 0.1", 0.1, True),
        ("money(BRL)", "value = 0.3", 0.1 + 0.2, "too_precise"),
        ("money(BRL)", "value = 0.1", "0.10", True),
        ("money(BRL)", "value = 1000", Decimal("1E+3"), True),
        ("money(BRL)", "value > 0", Decimal("12345678901234567890123456789.12"), True),
        ("money(BRL)", "value > 0", 10**60, "overflow"),
        pytest.param("money(BRL)", "value > 0", 10**6000, "wrong_type", id="more digits than Python writes"),
        ("money(BRL)", "value > 0", Decimal("NaN"), None),
        ("money(BRL)", "value > 0", Decimal("Infinity"), "wrong_type"),
        ("money(BRL)", "value > 0", math.nan, None),
        ("money(BRL)", "value > 0", math.inf, "wrong_type"),
        ("money(BRL)", "value > 0", -math.inf, "wrong_type"),
        ("money(BRL)", "value > 0", None, None),
        ("money(BRL)", "value > 0", "", None),
        ("money(BRL)", "value > 0", b"1", "wrong_type"),
        ("integer", "value = 9007199254740993", 9007199254740993, True),
        ("integer", "value = 7", Level.HIGH, True),
        ("integer", "value = 1", 1.0, True),
        ("integer", "value = 1", 1.5, "wrong_type"),
        ("integer", "value = 1", [1], "wrong_type"),
        ("percent", "value = 12.5%", 12.5, True),
        ("decimal", "value = 0.000000000000000001", Decimal("1e-18"), True),
        ("boolean", "value", True, True),
        ("boolean", "value", False, False),
        ("date", "value = 2026-02-28", datetime.date(2026, 2, 28), True),
        ("date", "value = 2026-02-28", "2026-02-28", True),
        ("date", "value = 2026-02-28", "28/02/2026", "wrong_type"),
        ("timestamp", "value = 2026-02-28T10:30", datetime.datetime(2026, 2, 28, 10, 30), True),
        ("duration", "value = 3 days", datetime.timedelta(days=3), True),
        ("duration", "value = 3 days", datetime.timedelta(hours=3), "wrong_type"),
        ("text", 'value = "São"', "Sa\u0303o", True),
        ("text", 'value = "5"', 5, True),
        ("text", 'value = "x"', ["x"], "invalid_text"),
        ("text", 'value = "x"', "\ud800", "invalid_text"),
        ('one of "A", "B"', 'value = "A"', "a", True),
        ('one of "A", "B"', 'value = "A"', {"A": 1}, "invalid_text"),
    ],
)
def test_a_python_value_is_read_exactly_or_set_apart(kind: str, condition: str, value: Any, due: Any) -> None:
    assert verdict(kind, condition, value) == due


def test_a_moment_with_an_offset_is_read_where_the_policy_knows_its_own() -> None:
    text = ONE_FIELD.format(type="timestamp", condition="value = 2026-02-28T07:30")
    policy = tramo.loads(text.replace("field", 'policy "" {\n  zone "-03:00"\n}\nfield', 1))
    moment = datetime.datetime(2026, 2, 28, 10, 30, tzinfo=datetime.timezone.utc)
    result = policy.evaluate([{"value": moment}])
    assert result.segments["hit"].true == 1


def test_values_of_numpy_and_pandas_are_read_as_what_they_hold() -> None:
    numpy = pytest.importorskip("numpy")
    pandas = pytest.importorskip("pandas")
    assert verdict("integer", "value = 7", numpy.int16(7)) is True
    assert verdict("decimal", "value = 0.1", numpy.float32(0.5)) is False
    assert verdict("boolean", "value", numpy.bool_(True)) is True
    assert verdict("date", "value = 2026-02-28", numpy.datetime64("2026-02-28")) is True
    assert verdict("timestamp", "value = 2026-02-28T10:30", pandas.Timestamp("2026-02-28 10:30")) is True
    assert verdict("timestamp", "value = 2026-02-28T10:30", pandas.NaT) is None
    assert verdict("integer", "value = 7", pandas.NA) is None
    assert verdict("integer", "value = 7", numpy.array([7, 8])) == "wrong_type"


def test_new_values_of_an_open_enumeration_are_kept_and_told() -> None:
    policy = tramo.loads('tramo 1 en\nfield tag : one of "VIP" open\nsegment vip = tag = "VIP"\n')
    result = policy.evaluate([{"tag": "vip"}, {"tag": "new"}, {"tag": "new"}])
    assert result.data_errors == 0 and result.new_values == {"tag": {"new": 2}}


def test_rows_can_be_called_by_another_column(policy: tramo.Policy) -> None:
    rows = [{**one, "document": 1000 + number} for number, one in enumerate(ROWS)]
    result = policy.evaluate(rows, as_of=AS_OF, key="document")
    assert result.errors[0].key == "1002"
    assert (
        policy.explain(rows, row=1000, segment="late", as_of=AS_OF, key="document").to_dict()["key"] == "1000"
    )


def test_a_portfolio_may_come_table_by_table(policy: tramo.Policy) -> None:
    run = policy.start(as_of=AS_OF, sum="balance")
    run.add(ROWS[:2], keep=True)
    first = run.take()
    run.add(ROWS[2:], keep=True)
    second = run.take()
    whole = policy.evaluate(ROWS, as_of=AS_OF, sum="balance")
    assert run.rows == 5 and run.finish().to_dict() == whole.to_dict()
    parts = first.to_arrow().to_pylist() + second.to_arrow().to_pylist()
    assert parts == whole.to_arrow().to_pylist()


def test_threads_are_at_least_one(policy: tramo.Policy) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        policy.evaluate(ROWS, as_of=AS_OF, threads=0)


def test_what_cannot_be_meant_is_said_in_words(policy: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="as_of is a day such as 2026-11-21, not '21/11/2026'"):
        policy.evaluate(ROWS, as_of="21/11/2026")
    with pytest.raises(TypeError, match="tramo.loads"):
        tramo.load(policy.source)
    result = policy.evaluate(ROWS, as_of=AS_OF)
    with pytest.raises(KeyError, match="no segment 'lat'; is 'late' meant"):
        result.segments["lat"]
    with pytest.raises(KeyError, match="no segment 'xyz'; there are: late, large"):
        result.segments["xyz"]
    with pytest.raises(KeyError, match="no queue 'bloked'; is 'blocked' meant"):
        result.strategies["daily"]["bloked"]
    assert "lat" not in result.segments and result.segments.get("lat") is None
    assert pickle.loads(pickle.dumps(result.segments)) == result.segments


@pytest.mark.parametrize(
    ("name", "ask"), [("polars", "to_polars"), ("pandas", "to_pandas"), ("pyarrow", "to_arrow")]
)
def test_a_library_that_is_not_there_is_named(
    policy: tramo.Policy, monkeypatch: pytest.MonkeyPatch, name: str, ask: str
) -> None:
    result = policy.evaluate(ROWS, as_of=AS_OF)
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=f"this needs {name}, which is not installed"):
        getattr(result, ask)()
