# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The accounts and policies that the C++ program writes, as the tables that tramo and its peers are given.
"""The same rows and rules for everybody: values as they lie in memory, mapped and not copied."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

AS_OF = date(2024, 10, 4)
TODAY = (AS_OF - date(1970, 1, 1)).days
COLUMNS = {
    "days_overdue": pa.int32(),
    "balance": pa.int64(),
    "last_payment": pa.date32(),
    "invoices": pa.int32(),
    "score": pa.float64(),
    "broken_promises": pa.int32(),
    "whitelisted": pa.bool_(),
    "segment_of": pa.int8(),
    "city": pa.int16(),
    "product": pa.int8(),
    "alert": pa.int8(),
    "contact": pa.int8(),
}
ENUMERATIONS = {"segment_of": (10, "SEG"), "city": (300, "CITY"), "product": (12, "PROD"), "alert": (4, "ALERT"),
                "contact": (5, "CONTACT")}
OPTIONAL = ("last_payment", "alert")


def mapped(path):
    return pa.py_buffer(np.memmap(path, dtype=np.uint8, mode="r"))


def coded_table(folder, rows):
    """With the codes of enumerations as numbers, which is fastest for the peers."""
    columns = {}
    for name, kind in COLUMNS.items():
        there = mapped(Path(folder) / f"{name}.there.bin") if name in OPTIONAL else None
        columns[name] = pa.Array.from_buffers(kind, rows, [there, mapped(Path(folder) / f"{name}.bin")])
    return pa.table(columns)


def named_table(coded):
    """With the values of enumerations as dictionaries, as data come."""
    columns = {name: coded[name].combine_chunks() for name in coded.column_names}
    for name, (count, prefix) in ENUMERATIONS.items():
        if name in columns:
            texts = pa.array([f"{prefix}{i}" for i in range(count)])
            columns[name] = pa.DictionaryArray.from_arrays(columns[name], texts)
    return pa.table(columns)


def policy_text(folder, rule_set, segments):
    return (Path(folder) / f"{rule_set}_{segments}.tramo").read_text()


def touched(text):
    """The columns that a policy declares are those that it reads."""
    return [name for name in COLUMNS if f"\nfield {name} :" in text]
