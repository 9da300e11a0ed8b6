# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The interpreter's lock is free while the engine works, and results do not depend on who works.

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
import tramo
from conftest import AS_OF, POLICY, ROWS

pa = pytest.importorskip("pyarrow")
numpy = pytest.importorskip("numpy")

ROW_COUNT = 1_000_000


@pytest.fixture(scope="module")
def million() -> Any:
    draw = numpy.random.default_rng(7)
    cents = draw.integers(0, 1_000_000, ROW_COUNT)
    return pa.table(
        {
            "account": pa.array(numpy.arange(ROW_COUNT)).cast(pa.string()),
            "product": pa.array(draw.integers(0, 2, ROW_COUNT)).cast(pa.string()).dictionary_encode(),
            "days": pa.array(draw.integers(-5, 400, ROW_COUNT), mask=draw.random(ROW_COUNT) < 0.01),
            "balance": pa.array([Decimal(int(each)).scaleb(-2) for each in cents], pa.decimal128(18, 2)),
            "rate": pa.array(
                draw.integers(0, 30, ROW_COUNT).astype("float64"), mask=draw.random(ROW_COUNT) < 0.1
            ),
            "last_payment": pa.array(
                draw.integers(20_000, 20_800, ROW_COUNT).astype("int32"), pa.int32()
            ).cast(pa.date32()),
            "blocked": pa.array(draw.random(ROW_COUNT) < 0.05),
        }
    )


MILLION_POLICY = POLICY.replace('"Gold" (alias "AU"), "Silver"', '"0", "1"')


def test_a_million_rows_are_quick_and_right(million: Any) -> None:
    import pyarrow.compute as compute

    policy = tramo.loads(MILLION_POLICY)
    begun = time.perf_counter()
    result = policy.evaluate(million, as_of=AS_OF, sum="balance")
    seconds = time.perf_counter() - begun
    assert seconds < 5, "a million rows in seconds even on a busy machine"
    sound = million.filter(compute.is_valid(million["days"]))
    late = sound.filter(compute.greater(sound["days"], 30))
    assert result.data_errors == ROW_COUNT - len(sound)
    assert result.segments["late"].true == len(late)
    assert result.segments["late"].amount == compute.sum(late["balance"]).as_py()
    assert sum(count.rows for count in result.strategies["daily"].values()) == len(sound)


def test_results_do_not_depend_on_threads_or_blocks(million: Any) -> None:
    policy = tramo.loads(MILLION_POLICY)
    part = million.slice(12_345, 100_001)
    one = policy.evaluate(part, as_of=AS_OF, sum="balance")
    for threads, block_rows in [(2, 0), (7, 64), (None, 1000)]:
        other = policy.evaluate(part, as_of=AS_OF, sum="balance", threads=threads, _block_rows=block_rows)
        assert other.counts() == one.counts()
        assert list(other.errors) == list(one.errors)
        assert other.to_arrow() == one.to_arrow()


def ticks_during(work: Any) -> tuple[int, float]:
    """How often another thread came to its turn while `work` ran, and how long that took."""
    stop = threading.Event()
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        while not stop.is_set():
            ticks += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    interval = sys.getswitchinterval()
    thread.start()
    try:
        ticks = 0
        begun = time.perf_counter()
        work()
        seconds = time.perf_counter() - begun
        seen = ticks
    finally:
        stop.set()
        thread.join()
        sys.setswitchinterval(interval)
    return seen, seconds


def test_other_threads_go_on_while_a_policy_is_loaded() -> None:
    text = POLICY + "".join(f"segment s{number} = days > {number}\n" for number in range(20_000))
    ticks, seconds = ticks_during(lambda: tramo.loads(text))
    assert seconds > 0.05 and ticks > seconds / 0.001 / 20


def test_other_threads_go_on_while_a_table_is_evaluated(million: Any) -> None:
    policy = tramo.loads(
        MILLION_POLICY + "".join(f"segment s{n} = balance * {n} > limit * days\n" for n in range(40))
    )
    ticks, seconds = ticks_during(lambda: policy.evaluate(million, as_of=AS_OF))
    assert seconds > 0.05 and ticks > seconds / 0.001 / 20


def test_a_policy_serves_many_threads_at_once(policy: tramo.Policy) -> None:
    due = [policy.evaluate(ROWS, as_of=AS_OF, parameters={"limit": limit}).to_dict() for limit in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(
            lambda limit: policy.evaluate(ROWS, as_of=AS_OF, parameters={"limit": Decimal(limit)}).to_dict(),
            range(40),
        )
    assert list(found) == due
