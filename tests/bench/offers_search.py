#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Measures a policy's offers through Python, in a process of its own, so that its memory can be told.
"""usage: offers_search.py FOLDER ACCOUNTS table|payments

FOLDER holds the policy and the accounts that `tramo_offer_search_bench --write` writes; these are taken over and over,
each time as other debtors. The answer's stream is read to its end, batch by batch. Prints one JSON object."""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import tramo

AS_OF = "2026-11-21"  # as in offer_search_bench.cpp


def accounts_of(path, count):
    money = pa.decimal128(18, 2)
    told = pyarrow.csv.ConvertOptions(column_types={"balance": money, "accrued": money})
    few = pyarrow.csv.read_csv(path, convert_options=told)
    all_of_them = few.take(pa.array(np.arange(count) % len(few)))
    return all_of_them.set_column(0, "debtor", pa.array(np.arange(count))).combine_chunks()


def largest_memory_mb():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError("the system does not tell VmHWM")


def main():
    folder, count, what = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    policy = tramo.load(folder / "policy.tramo")
    accounts = accounts_of(folder / "accounts.csv", count)
    before, begin, rows = largest_memory_mb(), time.perf_counter(), 0
    answer = policy.offers(accounts, as_of=AS_OF)
    for batch in pa.RecordBatchReader.from_stream(getattr(answer, what)):
        rows += batch.num_rows
    seconds, after = time.perf_counter() - begin, largest_memory_mb()
    assert answer.data_errors == 0
    print(json.dumps({"seconds": seconds, "rows": rows, "memory_mb": after - before}))


if __name__ == "__main__":
    main()
