# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# One small policy and portfolio that most tests speak of.

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import letters_and_cuts
import pytest
import tramo

ROOT = Path(__file__).resolve().parents[2]

POLICY = """tramo 1 en
policy "Card arrears" version "3" {
  currency BRL
  zone "America/Sao_Paulo"
}
field account : text key
field product : one of "Gold" (alias "AU"), "Silver"
field days : integer "Days past due"
field balance : money
field rate : percent optional
field last_payment : date optional
field blocked : boolean optional

parameter limit : money = BRL 100

segment late "Late payers" = days > 30
segment large id "R-7" = balance >= limit
segment recent = last_payment >= as_of - 30 days
segment dear = rate > 12.5%

strategy daily {
  queue blocked if blocked
  queue late if late
  queue small if not large
  rest others
}
"""

AS_OF = date(2026, 11, 21)


def row(account: str, **changed: Any) -> dict[str, Any]:
    """An account in order, but for what is said."""
    sound = {"account": account, "product": "Gold", "days": 0, "balance": Decimal("150.00"), "blocked": False}
    return {**sound, **changed}


ROWS = [
    row("C-1", days=31, balance=Decimal("99.99"), rate=Decimal("12.5"), last_payment=date(2026, 10, 22)),
    row("C-2", days=30, balance=Decimal("100.00"), rate=Decimal("12.51"), last_payment=date(2026, 10, 21)),
    row("C-3", product="NNN"),
    row("C-4", blocked=None, balance=Decimal("0.10")),
    row("C-5", blocked=True, days=400),
]


@pytest.fixture(scope="session")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "arrears.tramo")


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    path = tmp_path / "arrears.tramo"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def letters() -> tramo.Policy:
    return tramo.loads(letters_and_cuts.POLICY, "letters.tramo")


@pytest.fixture(scope="session")
def many(letters: tramo.Policy) -> tramo.Decisions:
    day, holidays = letters_and_cuts.DAY, letters_and_cuts.HOLIDAYS
    return letters.decide(letters_and_cuts.MANY, letters_and_cuts.FEED, day, holidays=holidays)
