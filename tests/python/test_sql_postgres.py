# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# PostgreSQL, where one is installed, finds what the engine finds.

import os
import random
from collections.abc import Iterator

import pytest
import tramo

pa = pytest.importorskip("pyarrow")

from differential import AS_OF, policy_text, table_of  # noqa: E402
from postgres import Postgres, programs, running, somebody  # noqa: E402

NAMES = [f"s{place}" for place in range(6)]
TRUTH = {"t": True, "f": False, "": None}


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    folder = programs()
    if folder is None:
        pytest.skip("no PostgreSQL is installed: neither initdb on the PATH nor /usr/lib/postgresql")
    if os.geteuid() == 0 and somebody() is None:
        pytest.skip("PostgreSQL does not run as root, and there is nobody else")
    with running(folder) as started:
        yield started


@pytest.mark.parametrize("seed", range(20))
def test_postgresql_finds_the_same_true_and_the_same_unknown(server: Postgres, seed: int) -> None:
    policy, accounts = tramo.loads(policy_text(random.Random(seed))), table_of(seed % 4, 130)
    server.load("accounts", accounts)
    verdicts = {row["account"]: row for row in policy.evaluate(accounts, as_of=AS_OF).to_arrow().to_pylist()}
    asked = []
    columns = ""
    for name in NAMES:
        try:
            columns += f",\n{policy.to_sql_condition(name, 'postgresql', as_of=AS_OF)} AS {name}"
            asked.append(name)
        except tramo.QuestionError:
            continue
    for row in server.ask(f"SELECT account{columns} FROM accounts;"):
        verdict = verdicts[row[0]]
        if verdict["data_error"] is None:
            assert [TRUTH[one] for one in row[1:]] == [verdict[name] for name in asked]
    for name in asked:
        sql = policy.to_sql(name, "postgresql", as_of=AS_OF, select="account")
        chosen = sorted(row[0] for row in server.ask(sql + ";"))
        assert chosen == sorted(account for account, row in verdicts.items() if row[name] is True)
