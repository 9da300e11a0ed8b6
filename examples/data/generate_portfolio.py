# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Makes an invented business portfolio, dirt included, so that the demo and the examples need nobody's data.
"""Accounts for examples/policies/demo_portfolio.tramo: the same seed gives the same file.

    python examples/data/generate_portfolio.py --rows 200000 --seed 7 --out FILE.csv|.parquet [--debts FILE]

Without --debts a Parquet file holds each account's debts as a list; a CSV file holds none.
Parquet needs pyarrow."""

import argparse
import math
import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

AS_OF = date(2026, 11, 21)
SEGMENTS = {"Small": 46, "Large": 21, "lLarge": 2, "Enterprise": 16, "Wholesale": 9, "Multinational": 6}
# Days since the oldest open debt fell due, by bucket: most accounts are in order or a few days late.
DAYS_LATE = {(-20, -8): 22, (-7, 0): 18, (1, 30): 30, (31, 60): 13, (61, 90): 8, (91, 180): 6, (181, 720): 3}
DEBTS = {1: 55, 2: 22, 3: 12, 4: 7, 5: 4}
DIRTY_SHARE = 0.002
DIRT = [
    ("segment", "NNN"),
    ("segment", "NN"),
    ("segment", ""),
    ("last_payment", "2026-02-30"),
    ("phone", "5550100"),
]

Columns = dict[str, list[str]]


def choose(random_numbers: random.Random, weights: dict, count: int) -> list:
    return random_numbers.choices(list(weights), list(weights.values()), k=count)


def day_texts() -> list[str]:
    """Each day by its distance from the first: a look-up is cheaper than a date."""
    return [(AS_OF + timedelta(days)).isoformat() for days in range(-1500, 61)]


def make_portfolio(rows: int, seed: int) -> tuple[Columns, Columns]:
    """The accounts and their debts, every cell as text; an empty one is unknown."""
    draw = random.Random(seed)
    days, uniform = day_texts(), draw.random
    keys = [f"A{number:07d}" for number in range(1, rows + 1)]
    late = [low + int(uniform() * (high - low + 1)) for low, high in choose(draw, DAYS_LATE, rows)]
    # Amounts spread over powers of ten, as balances do.
    cents = [int(math.exp(draw.gauss(9.1, 1.4)) * 100) for _ in range(rows)]
    limits = [int(balance * (0.8 + 4 * uniform())) for balance in cents]
    promises = [days[1485 + int(uniform() * 30)] if days_late > 0 else "" for days_late in late]
    debts = make_debts(draw, keys, late, cents, days)
    accounts = {
        "account": keys,
        "segment": choose(draw, SEGMENTS, rows),
        "balance": [money(value) for value in cents],
        "credit_limit": [money(limit) if uniform() < 0.85 else "" for limit in limits],
        "oldest_due": [days[1500 - value] if uniform() < 0.97 else "" for value in late],
        "last_payment": [days[1500 - int(uniform() * 120)] if uniform() < 0.7 else "" for _ in late],
        "promise_due": [day if uniform() < 0.2 else "" for day in promises],
        "disputed": ["true" if uniform() < 0.03 else "false" if uniform() < 0.9 else "" for _ in late],
        "whitelisted": ["true" if uniform() < 0.02 else "false" for _ in late],
        "phone": [f"11{int(9e8 + uniform() * 1e8)}" if uniform() < 0.93 else "" for _ in late],
    }
    make_dirty(draw, accounts)
    return accounts, debts


def make_debts(
    draw: random.Random, keys: list[str], late: list[int], cents: list[int], days: list[str]
) -> Columns:
    """One to five debts, the oldest due first and then month by month; their sum is exactly the balance."""
    counts, uniform = choose(draw, DEBTS, len(keys)), draw.random
    owners, due, amounts = [], [], []
    for key, first, total, count in zip(keys, late, cents, counts, strict=True):
        for place in range(1, count):
            part = int(total * uniform())
            total -= part
            owners.append(key)
            due.append(days[min(1500 - first + 30 * (place - 1), 1560)])
            amounts.append(money(part))
        owners.append(key)
        due.append(days[min(1500 - first + 30 * (count - 1), 1560)])
        amounts.append(money(total))
    return {"account": owners, "due": due, "amount": amounts}


def money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def make_dirty(draw: random.Random, accounts: Columns) -> None:
    """What feeds bring: segments nobody declared, days no calendar has, parts of a cent, short phones."""
    rows = len(accounts["account"])
    for row in draw.sample(range(rows), round(rows * DIRTY_SHARE)):
        kind = draw.randrange(len(DIRT) + 1)
        if kind == len(DIRT):
            accounts["balance"][row] += "5"
        else:
            field, value = DIRT[kind]
            accounts[field][row] = value


def column(cells: list[str], kind: "pyarrow.DataType | None" = None) -> "pyarrow.Array":
    import pyarrow
    import pyarrow.compute

    texts = pyarrow.array(cells, pyarrow.string())
    known = pyarrow.compute.if_else(pyarrow.compute.equal(texts, ""), None, texts)
    return known if kind is None else known.cast(kind)


def accounts_table(accounts: Columns) -> "pyarrow.Table":
    """Typed where every cell fits its type, text where the dirt does not."""
    import pyarrow as pa

    types = {
        "balance": pa.decimal128(16, 3),
        "credit_limit": pa.decimal128(15, 2),
        "oldest_due": pa.date32(),
        "promise_due": pa.date32(),
        "disputed": pa.bool_(),
        "whitelisted": pa.bool_(),
    }
    table = pa.table({name: column(cells, types.get(name)) for name, cells in accounts.items()})
    place = table.column_names.index("segment")
    return table.set_column(place, "segment", table.column("segment").dictionary_encode())


def debts_table(debts: Columns) -> "pyarrow.Table":
    import pyarrow as pa

    types = {"due": pa.date32(), "amount": pa.decimal128(15, 2)}
    return pa.table({name: column(cells, types.get(name)) for name, cells in debts.items()})


def with_debts(accounts: "pyarrow.Table", debts: "pyarrow.Table") -> "pyarrow.Table":
    """The accounts with one more column: the list of each one's debts."""
    import pyarrow as pa

    # The debts stand in the order of their accounts, so the lists are cuts.
    counts = dict.fromkeys(accounts.column("account").to_pylist(), 0)
    for owner in debts.column("account").to_pylist():
        counts[owner] += 1
    offsets = pa.array([0, *accumulate(counts.values())], pa.int32())
    fields = {name: debts.column(name).combine_chunks() for name in ("due", "amount")}
    structure = pa.StructArray.from_arrays(list(fields.values()), names=list(fields))
    return accounts.append_column("debts", pa.ListArray.from_arrays(offsets, structure))


def make_table(rows: int, seed: int) -> "pyarrow.Table":
    accounts, debts = make_portfolio(rows, seed)
    return with_debts(accounts_table(accounts), debts_table(debts))


def write_csv(path: Path, columns: Columns) -> None:
    # No cell holds a comma, a quote or a line's end.
    lines = map(",".join, zip(*columns.values(), strict=True))
    path.write_text("\n".join([",".join(columns), *lines, ""]), encoding="utf-8")


def write(path: Path, columns: Columns, as_table: Callable[[], "pyarrow.Table"]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        write_csv(path, columns)
    else:
        import pyarrow.parquet

        pyarrow.parquet.write_table(as_table(), path)


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, required=True, help="the accounts: .csv or .parquet")
    options.add_argument("--debts", type=Path, help="the debts as a table of their own: .csv or .parquet")
    given = options.parse_args()
    for path in filter(None, [given.out, given.debts]):
        if path.suffix not in (".csv", ".parquet"):
            options.error(f"{path}: the name is due to end in .csv or .parquet")
    accounts, debts = make_portfolio(given.rows, given.seed)
    if given.debts:
        write(given.out, accounts, lambda: accounts_table(accounts))
        write(given.debts, debts, lambda: debts_table(debts))
    else:
        write(given.out, accounts, lambda: with_debts(accounts_table(accounts), debts_table(debts)))
    print(f"{given.rows:,} accounts, {len(debts['account']):,} debts")


if __name__ == "__main__":
    main()
