# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Makes an invented call campaign, dirt included, so that best actions and worklists can be shown on millions of rows.
"""Accounts and actions for examples/policies/call_campaign.tramo: the same seed gives the same files.

    python examples/data/generate_campaign.py --accounts 200000 --actions 3000000 --seed 7 \\
           --out ACTIONS.parquet|.csv [--accounts-out ACCOUNTS.parquet|.csv] [--shifts-out SHIFTS.csv]

The shifts are those of examples/data/shifts.csv, whatever the seed. Needs numpy and pyarrow."""

import argparse
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from generate_events import cents, keys, texts, write

AS_OF = date(2026, 11, 21)
DAYS = 60
SECOND = np.int64(1_000_000)
DAY = 86_400 * SECOND
LAST_DAY = int(np.datetime64(AS_OF, "D").astype(np.int64))

# What was done, level by level, and how often of a thousand: most of a campaign is to send and to ring in vain.
RESULTS = {
    ("Message", "SMS", "Delivered"): 205,
    ("Message", "SMS", "Failed"): 32,
    ("Message", "E-mail", "Delivered"): 118,
    ("Message", "E-mail", "Opened"): 41,
    ("Message", "E-mail", "Bounced"): 17,
    ("Call", "", ""): 9,
    ("Call", "No answer", "Rings out"): 214,
    ("Call", "No answer", "Busy"): 66,
    ("Call", "No answer", "Voicemail"): 121,
    ("Call", "Wrong number", ""): 28,
    ("Call", "Third party", "Message left"): 37,
    ("Call", "Third party", "Will not help"): 16,
    ("Call", "Debtor", ""): 12,
    ("Call", "Debtor", "Says it is paid"): 7,
    ("Call", "Debtor", "Disputes the debt"): 6,
    ("Call", "Debtor", "Cannot pay"): 19,
    ("Call", "Debtor", "Refuses to pay"): 11,
    ("Promise", "Whole debt", ""): 11,
    ("Promise", "In installments", "With an entry"): 6,
    ("Promise", "In installments", "Without an entry"): 5,
    ("Promise", "Part of the debt", ""): 5,
    ("Paid", "In full", ""): 8,
    ("Paid", "Part", ""): 6,
}
LEVELS = ["kind", "result", "detail"]
CREDITORS = {"Andina": 0.7, "Boreal": 0.3}
PORTFOLIOS = {"current": 0.6, "churned": 0.25, "written off": 0.15}
TIERS = {"key": 0.05, "standard": 0.35, "mass": 0.6}
AGENTS = 60
OWNED_SHARE = 0.3
DIRTY_SHARE = 0.0005
DIRT = ["unknown code", "lower case", "no account", "unknown account", "tomorrow"]


def accounts_table(draw: np.random.Generator, accounts: int) -> pa.Table:
    """Two creditors' accounts, in the campaign since one of its first forty days."""
    late = np.minimum(draw.exponential(95, accounts).astype(np.int64) + 6, 1_800)
    owed = np.rint(np.exp(draw.normal(6.4, 1.1, accounts)) * 100).astype(np.int64) + 1_00
    assigned = LAST_DAY - draw.integers(20, DAYS, accounts)
    owners = np.where(draw.random(accounts) < OWNED_SHARE, draw.integers(0, AGENTS, accounts), -1)
    return pa.table(
        {
            "account": keys("C-", np.arange(1, accounts + 1), 7),
            "creditor": chosen(draw, CREDITORS, accounts),
            "portfolio": chosen(draw, PORTFOLIOS, accounts),
            "tier": chosen(draw, TIERS, accounts),
            "balance": cents(owed, 2),
            "days_past_due": pa.array(late),
            "assigned_on": pa.array(assigned.astype(np.int32)).cast(pa.date32()),
            "owner": texts(agents(), owners.astype(np.int16)),
        }
    )


def chosen(draw: np.random.Generator, shares: dict[str, float], count: int) -> pa.Array:
    return texts(list(shares), draw.choice(len(shares), count, p=list(shares.values())).astype(np.int16))


def agents() -> list[str]:
    return [f"A-{number:02d}" for number in range(1, AGENTS + 1)]


def actions_table(draw: np.random.Generator, count: int, accounts: pa.Table) -> pa.Table:
    """The feed in the order of time; what lies before an account's assignment is of an earlier campaign."""
    # Some accounts take most of the work, and a few none.
    places = np.minimum((draw.random(count) ** 1.3 * accounts.num_rows).astype(np.int64), accounts.num_rows - 1)
    days = LAST_DAY - draw.integers(0, DAYS, count)
    happened = days * DAY + draw.integers(8 * 3600, 20 * 3600, count) * SECOND
    order = np.argsort(happened, kind="stable")
    weights = np.array(list(RESULTS.values()), float)
    results = draw.choice(len(RESULTS), count, p=weights / weights.sum())
    dirt = np.full(count, -1)
    soiled = draw.random(count) < DIRTY_SHARE
    dirt[soiled] = draw.integers(0, len(DIRT), int(soiled.sum()))
    happened = happened[order] + np.where(dirt == DIRT.index("tomorrow"), DAYS * DAY, 0)
    columns = {
        "id": pa.array(np.arange(1, count + 1)),
        "account": owners(accounts, places[order], dirt),
        "happened": pa.array(happened, pa.timestamp("us")),
    }
    for level, name in enumerate(LEVELS):
        columns[name] = codes(level, results, dirt)
    columns["agent"] = texts(agents(), draw.integers(0, AGENTS, count).astype(np.int16))
    return pa.table(columns)


def owners(accounts: pa.Table, places: np.ndarray, dirt: np.ndarray) -> pa.Array:
    """The key of each action's account; some name none, or one that is not in the campaign."""
    known = accounts.column("account").combine_chunks()
    words = pa.concat_arrays([known, pa.array(["C-NNN"])])
    found = np.where(dirt == DIRT.index("unknown account"), len(known), places)
    return words.take(pa.array(found, mask=dirt == DIRT.index("no account")))


def codes(level: int, results: np.ndarray, dirt: np.ndarray) -> pa.Array:
    """One level's column. Behind the codes themselves: the same in lower case, and one that nobody declared."""
    written = [path[level] for path in RESULTS]
    undeclared = "Letter" if level == 0 else ""
    words = [*written, *(word.lower() for word in written), undeclared]
    is_lower, is_unknown = dirt == DIRT.index("lower case"), dirt == DIRT.index("unknown code")
    numbers = np.where(is_unknown, len(words) - 1, results + np.where(is_lower, len(written), 0))
    return texts(words, numbers.astype(np.int16))


def make_tables(accounts: int, actions: int, seed: int) -> tuple[pa.Table, pa.Table]:
    """The actions, and the accounts."""
    draw = np.random.default_rng(seed)
    made = accounts_table(draw, accounts)
    return actions_table(draw, actions, made), made


def make_shifts() -> list[tuple[str, str, int, str]]:
    """Sixty agents: mornings, afternoons and full days; a few write or trace besides, or do nothing else."""
    shifts = []
    for place, agent in enumerate(agents()):
        name, minutes = [("morning", 240), ("afternoon", 240), ("full day", 450)][place % 3]
        skills = {9: "digital", 4: "voice;trace", 7: "voice;digital"}.get(place % 10, "voice")
        shifts.append((agent, name, minutes, skills))
    return shifts


def write_shifts(path: Path) -> None:
    lines = [",".join(map(str, shift)) for shift in make_shifts()]
    path.write_text("\n".join(["agent,shift,minutes,skills", *lines, ""]), encoding="utf-8")


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    options.add_argument("--accounts", type=int, default=200_000)
    options.add_argument("--actions", type=int, default=3_000_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, required=True, help="the actions: .csv or .parquet")
    options.add_argument("--accounts-out", type=Path, help="the accounts: .csv or .parquet")
    options.add_argument("--shifts-out", type=Path, help="the shifts of the day: .csv")
    given = options.parse_args()
    for path in filter(None, [given.out, given.accounts_out]):
        if path.suffix not in (".csv", ".parquet"):
            options.error(f"{path}: the name is due to end in .csv or .parquet")
    actions, accounts = make_tables(given.accounts, given.actions, given.seed)
    write(given.out, actions)
    if given.accounts_out:
        write(given.accounts_out, accounts)
    if given.shifts_out:
        write_shifts(given.shifts_out)
    print(f"{actions.num_rows:,} actions, {accounts.num_rows:,} accounts")


if __name__ == "__main__":
    main()
