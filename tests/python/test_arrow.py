# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Tables in and out through Arrow's capsules: every layout and library says the same.

import datetime
from decimal import Decimal
from typing import Any

import pytest
import tramo
from conftest import AS_OF, ROWS

pa = pytest.importorskip("pyarrow")

NAMES = ["account", "product", "days", "balance", "rate", "last_payment", "blocked"]
COLUMNS: dict[str, list[Any]] = {name: [row.get(name) for row in ROWS] for name in NAMES}


def table(**changed: Any) -> "pa.Table":
    types = {
        "days": pa.int64(),
        "balance": pa.decimal128(18, 2),
        "rate": pa.decimal128(9, 4),
        "last_payment": pa.date32(),
    }
    arrays = {name: pa.array(values, types.get(name)) for name, values in COLUMNS.items()}
    return pa.table({**arrays, **changed})


@pytest.fixture(scope="module")
def due(policy: tramo.Policy) -> dict[str, Any]:
    """What the list of dicts gives."""
    return everything(policy.evaluate(ROWS, as_of=AS_OF, sum="balance"))


def everything(result: tramo.Result) -> dict[str, Any]:
    return {
        "counts": result.to_dict(),
        "amounts": [(one["amount"], one["unknown_amount"]) for one in result.counts()],
        "rows": result.to_arrow().to_pylist(),
        "errors": [(one.row, one.key, one.field, one.reason) for one in result.errors],
    }


def test_pyarrow_says_what_dicts_say(policy: tramo.Policy, due: dict[str, Any]) -> None:
    for data in [
        table(),
        table().combine_chunks().to_batches()[0],
        pa.RecordBatchReader.from_batches(table().schema, table().to_batches()),
    ]:
        assert everything(policy.evaluate(data, as_of=AS_OF, sum="balance")) == due


def text(values: list[Any]) -> list[str | None]:
    return [
        None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
        for value in values
    ]


LAYOUTS: dict[str, list[Any]] = {
    "account": [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())],
    "product": [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.dictionary(pa.uint16(), pa.large_string()),
    ],
    "days": [
        pa.int16(),
        pa.int32(),
        pa.int64(),
        pa.uint16(),
        pa.uint32(),
        pa.uint64(),
        pa.float32(),
        pa.float64(),
        pa.decimal128(20, 3),
        pa.string(),
        pa.dictionary(pa.int32(), pa.string()),
        pa.dictionary(pa.int32(), pa.int64()),
    ],
    "balance": [pa.decimal128(38, 2), pa.decimal128(20, 4), pa.float64(), pa.string(), pa.string_view()],
    "rate": [pa.decimal128(5, 2), pa.float64(), pa.string()],
    "last_payment": [
        pa.date32(),
        pa.date64(),
        pa.timestamp("s"),
        pa.timestamp("ms"),
        pa.timestamp("us"),
        pa.timestamp("ns"),
        pa.string(),
    ],
    "blocked": [pa.bool_(), pa.string(), pa.int8()],
}


def as_layout(name: str, kind: Any) -> Any:
    values = COLUMNS[name]
    value_type = kind.value_type if pa.types.is_dictionary(kind) else kind
    if (
        pa.types.is_string(value_type)
        or pa.types.is_large_string(value_type)
        or pa.types.is_string_view(value_type)
    ):
        return (
            pa.array(text(values), value_type).dictionary_encode().cast(kind)
            if kind != value_type
            else pa.array(text(values), kind)
        )
    if pa.types.is_floating(kind):
        return pa.array([None if value is None else float(value) for value in values], kind)
    if pa.types.is_timestamp(kind):
        return pa.array(values, pa.date32()).cast(kind)
    if pa.types.is_decimal(kind):
        return pa.array([None if value is None else Decimal(value) for value in values], kind)
    if kind != value_type:
        return pa.array(values, value_type).dictionary_encode().cast(kind)
    return (
        pa.array([int(value) if isinstance(value, bool) else value for value in values], kind)
        if name == "blocked" and pa.types.is_integer(kind)
        else pa.array(values, kind)
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, kind) for name, kinds in LAYOUTS.items() for kind in kinds],
    ids=lambda value: str(value),
)
def test_a_column_says_the_same_in_every_layout(
    policy: tramo.Policy, due: dict[str, Any], name: str, kind: Any
) -> None:
    data = table(**{name: as_layout(name, kind)})
    assert data.schema.field(name).type == kind
    assert everything(policy.evaluate(data, as_of=AS_OF, sum="balance")) == due


@pytest.mark.parametrize("size", [1, 2, 3])
def test_slices_and_chunks_say_the_same(policy: tramo.Policy, due: dict[str, Any], size: int) -> None:
    padded = pa.concat_tables([table().slice(3), table(), table().slice(0, 2)]).combine_chunks()
    middle = padded.slice(2, len(ROWS))
    assert everything(policy.evaluate(middle, as_of=AS_OF, sum="balance")) == due
    chunks = pa.Table.from_batches(middle.to_batches(max_chunksize=size))
    assert everything(policy.evaluate(chunks, as_of=AS_OF, sum="balance")) == due
    empty = pa.Table.from_batches(
        [*chunks.slice(0, 0).to_batches(), *chunks.to_batches()], schema=chunks.schema
    )
    assert everything(policy.evaluate(empty, as_of=AS_OF, sum="balance")) == due


def test_polars_says_the_same(policy: tramo.Policy, due: dict[str, Any]) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(
        ROWS,
        schema={
            "account": polars.String,
            "product": polars.Categorical,
            "days": polars.Int32,
            "balance": polars.Decimal(18, 2),
            "rate": polars.Decimal(9, 4),
            "last_payment": polars.Date,
            "blocked": polars.Boolean,
        },
    )
    assert everything(policy.evaluate(frame, as_of=AS_OF, sum="balance")) == due
    assert (
        everything(
            policy.evaluate(
                frame.with_columns(polars.col("product").cast(polars.String)), as_of=AS_OF, sum="balance"
            )
        )
        == due
    )


def test_pandas_says_the_same(policy: tramo.Policy, due: dict[str, Any]) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(COLUMNS)
    frame["product"] = frame["product"].astype("category")
    frame["last_payment"] = pandas.to_datetime(frame["last_payment"])
    assert everything(policy.evaluate(frame, as_of=AS_OF, sum="balance")) == due
    assert isinstance(policy.evaluate(frame, as_of=AS_OF).to_pandas(), pandas.DataFrame)


def test_duckdb_says_the_same(policy: tramo.Policy, due: dict[str, Any]) -> None:
    duckdb = pytest.importorskip("duckdb")
    source = table()
    relation = duckdb.sql("select * from source")
    assert everything(policy.evaluate(relation, as_of=AS_OF, sum="balance")) == due
    assert len(source) == 5


def test_results_go_back_into_every_library(policy: tramo.Policy) -> None:
    polars = pytest.importorskip("polars")
    duckdb = pytest.importorskip("duckdb")
    result = policy.evaluate(ROWS, as_of=AS_OF)
    rows = result.to_arrow().to_pylist()
    assert rows[1] == {
        "account": "C-2",
        "late": False,
        "large": True,
        "recent": False,
        "dear": True,
        "daily": "others",
        "daily_rule": "daily.others",
        "data_error": None,
    }
    assert rows[2]["data_error"] == "product: not_a_member" and rows[2]["late"] is None
    assert rows[3]["recent"] is None and rows[3]["data_error"] is None
    assert result.to_polars().to_dicts() == rows
    assert polars.DataFrame(result)["daily"].to_list() == [row["daily"] for row in rows]
    arrow = pa.table(result)
    assert duckdb.sql("select count(*) from arrow where late").fetchall() == [(2,)]
    assert arrow.validate(full=True) is None


def test_a_result_is_exported_as_often_as_asked_and_outlives_its_owner(policy: tramo.Policy) -> None:
    result = policy.evaluate(table(), as_of=AS_OF)
    first, second = result.to_arrow(), result.to_arrow()
    reader = pa.RecordBatchReader.from_stream(result)
    unused = result.__arrow_c_stream__()
    del result
    assert first == second == reader.read_all()
    del unused, first, second


def test_a_wish_for_a_schema_is_checked(policy: tramo.Policy) -> None:
    result = policy.evaluate(ROWS, as_of=AS_OF)
    schema = result.to_arrow().schema
    assert pa.RecordBatchReader.from_stream(result, schema=schema).read_all().num_rows == 5
    with pytest.raises(ValueError, match="columns"):
        result.__arrow_c_stream__(pa.schema([("a", pa.int8())]).__arrow_c_schema__())
    with pytest.raises(ValueError):
        result.__arrow_c_stream__(table().__arrow_c_stream__())


class Once:
    """Hands the same capsules out again and again, as no producer should."""

    def __init__(self, capsule: Any) -> None:
        self._capsule = capsule

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._capsule


def test_a_capsule_is_consumed_once(policy: tramo.Policy) -> None:
    once = Once(table().__arrow_c_stream__())
    assert policy.evaluate(once, as_of=AS_OF).rows == 5
    with pytest.raises(tramo.DataError) as caught:
        policy.evaluate(once, as_of=AS_OF)
    assert [one.code for one in caught.value.diagnostics] == ["T5008"]
    schema, array = table().to_batches()[0].__arrow_c_array__()
    twice = type("Twice", (), {"__arrow_c_array__": lambda self: (schema, array)})()
    assert policy.evaluate(twice, as_of=AS_OF).rows == 5
    with pytest.raises(ValueError, match="consumed"):
        policy.evaluate(twice, as_of=AS_OF)


def test_what_is_no_capsule_is_refused(policy: tramo.Policy) -> None:
    for wrong in (None, 5, table().schema.__arrow_c_schema__()):
        with pytest.raises((TypeError, ValueError)):
            policy.evaluate(Once(wrong), as_of=AS_OF)


def test_a_stream_that_fails_says_why(policy: tramo.Policy) -> None:
    def batches() -> Any:
        yield table().to_batches()[0]
        raise RuntimeError("the disk is gone")

    with pytest.raises(tramo.DataError, match="the disk is gone"):
        policy.evaluate(pa.RecordBatchReader.from_batches(table().schema, batches()), as_of=AS_OF)


def test_a_missing_column_is_named_with_the_one_that_may_be_meant(policy: tramo.Policy) -> None:
    data = table().rename_columns(
        ["account", "product", "dias", "balanse", "rate", "last_payment", "blocked"]
    )
    with pytest.raises(tramo.DataError) as caught:
        policy.evaluate(data, as_of=AS_OF)
    assert {one.code for one in caught.value.diagnostics if one.is_error} == {"T5004"}
    assert "`balanse`" in str(caught.value)


def test_an_optional_column_may_be_missing_and_is_warned_of(policy: tramo.Policy) -> None:
    result = policy.evaluate(table().drop_columns(["rate"]), as_of=AS_OF)
    assert result.segments["dear"].unknown == 4
    assert [(one.code, one.severity) for one in result.warnings] == [("T5004", "warning")]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([[1]] * 5),
        pa.array([b"1"] * 5),
        pa.array([{"a": 1}] * 5),
        pa.array([datetime.date(2026, 1, 1)] * 5),
    ],
    ids=lambda column: str(column.type),
)
def test_a_column_of_the_wrong_type_is_refused(policy: tramo.Policy, column: Any) -> None:
    with pytest.raises(tramo.DataError) as caught:
        policy.evaluate(table(days=column), as_of=AS_OF)
    assert [one.code for one in caught.value.diagnostics] == ["T5002"]


def test_a_column_of_nulls_is_unknown_or_set_apart(policy: tramo.Policy) -> None:
    for nulls in (pa.nulls(5), pa.nulls(5, pa.date32()), pa.array([""] * 5)):
        assert policy.evaluate(table(last_payment=nulls), as_of=AS_OF).segments["recent"].unknown == 4
    result = policy.evaluate(table(days=pa.nulls(5)), as_of=AS_OF)
    assert result.data_errors == 5
    assert {one.reason for one in result.errors if one.field == "days"} == {"missing"}


def test_zero_rows_give_zeros(policy: tramo.Policy) -> None:
    for data in (
        table().slice(0, 0),
        table().schema.empty_table(),
        pa.Table.from_batches([], schema=table().schema),
    ):
        result = policy.evaluate(data, as_of=AS_OF)
        assert (result.rows, result.data_errors) == (0, 0)
        assert result.strategies["daily"]["others"].rows == 0
        assert result.to_arrow().column_names == policy.evaluate(ROWS, as_of=AS_OF).to_arrow().column_names


def test_two_columns_of_one_name_are_refused(policy: tramo.Policy) -> None:
    with pytest.raises(tramo.DataError) as caught:
        policy.evaluate(table().append_column("days", table()["days"]), as_of=AS_OF)
    assert "T5006" in [one.code for one in caught.value.diagnostics]


def test_columns_that_the_policy_does_not_know_are_no_matter(
    policy: tramo.Policy, due: dict[str, Any]
) -> None:
    data = table().append_column("extra", pa.array([b"x"] * 5)).append_column("more", pa.array([[1]] * 5))
    assert everything(policy.evaluate(data, as_of=AS_OF, sum="balance")) == due


def test_what_is_no_record_batch_is_refused(policy: tramo.Policy) -> None:
    with pytest.raises(tramo.DataError):
        policy.evaluate(pa.chunked_array([[1, 2]]), as_of=AS_OF)


def test_a_table_without_rows_must_have_the_columns_too(policy: tramo.Policy) -> None:
    polars = pytest.importorskip("polars")
    bare = table().slice(0, 0).drop_columns(["days"])
    from_polars = polars.DataFrame({"account": []}, schema={"account": polars.String})
    for given in (bare, bare.to_reader(), from_polars):
        with pytest.raises(tramo.DataError, match="`days` is missing"):
            policy.evaluate(given, as_of=AS_OF)
