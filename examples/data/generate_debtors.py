# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Makes the invented debtors of an internet provider, dirt included, so that offers need nobody's data.
"""Accounts for examples/policies/payment_conditions.tramo: the same seed gives the same file.

    python examples/data/generate_debtors.py --rows 1000000 --seed 7 --out DEBTORS.parquet|.csv \\
           [--receivables FILE --agreements FILE]

A Parquet file of debtors holds each one's accounts receivable and earlier agreements as lists, unless they are given
files of their own; a CSV file holds neither. Needs numpy and pyarrow."""

import argparse
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from generate_events import cents, keys, lists, place_in_group, texts, write

AS_OF = date(2026, 11, 21)
KINDS = ["mensalidade", "serviço", "NNN"]
STATES = ["aberta", "recebida", "negociada", "negativada", "em disputa"]
STATE_SHARES = [0.66, 0.25, 0.02, 0.068, 0.002]
RECEIVABLES = {1: 0.4, 2: 0.25, 3: 0.15, 4: 0.1, 5: 0.06, 6: 0.04}
MONTHLY_FEES = np.array([79_90, 99_90, 119_90, 149_90, 249_90])
SERVICE_SHARE = 0.12
AGREED_SHARE = 0.05
AGREEMENT_STATES = ["kept", "late", "broken"]
DIRTY_SHARE = 0.001
DIRT = ["unknown kind", "part of a cent", "no due day"]

Columns = dict[str, np.ndarray]


def make_receivables(draw: np.random.Generator, counts: np.ndarray) -> Columns:
    """What each debtor has to pay, month by month, with the interest and the fine that the system has added."""
    total = int(counts.sum())
    newest = np.repeat(np.minimum(draw.exponential(70, len(counts)).astype(np.int64) - 12, 900), counts)
    late = newest + 30 * (place_in_group(counts) - 1)
    is_service = draw.random(total) < SERVICE_SHARE
    fees = np.repeat(draw.choice(MONTHLY_FEES, len(counts)), counts)
    value = np.where(is_service, draw.integers(30_00, 400_00, total), fees)
    overdue = np.maximum(late, 0)
    return {
        "kind": is_service.astype(np.int16),
        "due": np.datetime64(AS_OF, "D").astype(np.int64) - late,
        "value": value,
        "interest": (value * overdue + 1500) // 3000,  # 1 % a month, by the day
        "fine": np.where(overdue > 0, (value * 2 + 50) // 100, 0),
        "state": draw.choice(len(STATES), total, p=STATE_SHARES).astype(np.int16),
    }


def receivables_table(draw: np.random.Generator, made: Columns) -> pa.Table:
    """What feeds bring, too: kinds nobody declared, parts of a cent, days that are missing."""
    total = len(made["kind"])
    dirt = np.full(total, -1)
    soiled = draw.random(total) < DIRTY_SHARE
    dirt[soiled] = draw.integers(0, len(DIRT), int(soiled.sum()))
    kinds = np.where(dirt == DIRT.index("unknown kind"), KINDS.index("NNN"), made["kind"]).astype(np.int16)
    has_no_day = dirt == DIRT.index("no due day")
    days = pa.array(made["due"].astype(np.int32), pa.int32(), mask=has_no_day)
    return pa.table(
        {
            "tipo": texts(KINDS, kinds),
            "vencimento": days.cast(pa.date32()),
            "valor": cents(made["value"] * 10 + (dirt == DIRT.index("part of a cent")), 3),
            "juros": cents(made["interest"], 2),
            "multa": cents(made["fine"], 2),
            "situacao": texts(STATES, made["state"]),
        }
    )


def agreements_table(draw: np.random.Generator, counts: np.ndarray) -> pa.Table:
    """What became of earlier agreements: half of them are kept, a few of these paid off."""
    total = int(counts.sum())
    states = draw.choice(len(AGREEMENT_STATES), total, p=[0.5, 0.2, 0.3]).astype(np.int16)
    is_paid_off = (states == 0) & (draw.random(total) < 0.3)
    return pa.table(
        {
            "agreement": keys("A-", np.arange(1, total + 1), 7),
            "state": texts(AGREEMENT_STATES, states),
            "is_paid_off": pa.array(is_paid_off),
            "outstanding": cents(np.where(is_paid_off, 0, draw.integers(10_00, 900_00, total)), 2),
        }
    )


def make_tables(rows: int, seed: int) -> tuple[pa.Table, dict[str, tuple[pa.Table, np.ndarray]]]:
    """The debtors, and by collection their children in the same order with how many of them each has."""
    draw = np.random.default_rng(seed)
    debtors = pa.table({"cliente": keys("D-", np.arange(1, rows + 1), 7)})
    counts = draw.choice(list(RECEIVABLES), rows, p=list(RECEIVABLES.values()))
    receivables = receivables_table(draw, make_receivables(draw, counts))
    agreed = (draw.random(rows) < AGREED_SHARE).astype(np.int64) + (draw.random(rows) < AGREED_SHARE / 5)
    return debtors, {"contas": (receivables, counts), "acordos": (agreements_table(draw, agreed), agreed)}


def make_table(rows: int, seed: int) -> pa.Table:
    """The debtors with one more column for each collection: the list of each one's children."""
    debtors, children = make_tables(rows, seed)
    for name, (table, counts) in children.items():
        debtors = debtors.append_column(name, lists(table, counts))
    return debtors


def with_owners(debtors: pa.Table, children: pa.Table, counts: np.ndarray) -> pa.Table:
    """Children as a table of their own: the key of each one's debtor before them."""
    owners = pa.array(np.repeat(np.arange(debtors.num_rows), counts))
    return children.add_column(0, "cliente", debtors.column("cliente").combine_chunks().take(owners))


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, required=True, help="the debtors: .csv or .parquet")
    options.add_argument("--receivables", type=Path, help="their accounts receivable as a table of their own")
    options.add_argument("--agreements", type=Path, help="their earlier agreements as a table of their own")
    given = options.parse_args()
    for path in filter(None, [given.out, given.receivables, given.agreements]):
        if path.suffix not in (".csv", ".parquet"):
            options.error(f"{path}: the name is due to end in .csv or .parquet")
    debtors, children = make_tables(given.rows, given.seed)
    written = debtors
    for name, path in (("contas", given.receivables), ("acordos", given.agreements)):
        table, counts = children[name]
        if path:
            write(path, with_owners(debtors, table, counts))
        elif given.out.suffix == ".parquet":
            written = written.append_column(name, lists(table, counts))
    write(given.out, written)
    told = (f"{table.num_rows:,} {name}" for name, (table, _) in children.items())
    print(f"{given.rows:,} debtors, {', '.join(told)}")


if __name__ == "__main__":
    main()
