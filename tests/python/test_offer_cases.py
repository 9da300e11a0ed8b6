# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The `# offer:` lines of policies can fail, and say why.

import pytest
import tramo
from expectations import failures, read

POLICY = """tramo 1 en
policy "Offers" version "1" { currency BRL  zone "America/Sao_Paulo" }
field account : text key
field balance : money
field costs : money
field days_late : integer optional
debt {
  principal balance
  fees costs
  overdue days_late
}
condition cash "Cash" from 2026-11-01 until 2026-11-30 default {
  first after 2 days
  fine 2%
  approval "Credit team" if balance > 5000
  discount fine 50%
  lump sum now
    discount total 10%
    discount total 20% for "supervisor"
}
condition plan {
  overdue from 30
  billing "Boleto"
  installments spread 2..4 every 1 month entry 10%
}
"""
D = '{"account": "D-1", "balance": 900.00, "costs": 100.00, "days_late": 45}'
EARLY = D.replace("45", "29")


def wrong(line: str, before: str = "") -> list[str]:
    (case,) = read(f"# as_of: 2026-11-21\n{before}\n# offer: {line}")
    return failures(tramo.loads(POLICY), case)


@pytest.mark.parametrize(
    "line",
    [
        f"{D} => cash.now; plan.spread counts 2 3 4",
        # 1000 + 2 % = 1020; half of the fine and a tenth of 1020 off: 1020 - 10 - 102.
        f"{D} => cash.now debt 1020.00 net 908 total 908.00 saving 112 interest 0 rate 0",
        f"{D} => cash.now owed principal 900 owed fees 100 owed fine 20 owed interest 0",
        f"{D} => cash.now counts 1 pays 908.00 due 2026-11-23 default yes approval none billing none",
        f"{D} => cash.now until 2026-11-30 agreed 2026-11-23T23:59 lapsed 2026-11-24T00:00",
        f"{D} => plan.spread 3 entry 100.00 pays 100 300 300 300 default no billing Boleto until none",
        f"{D} => plan.spread 2 due 2026-11-21 2026-12-21 2027-01-21; not plan.quick",
        f"{EARLY} => not plan; not plan.spread; not plan because fewer than 30; cash.now",
        '{"account": "D-1", "balance": 0, "costs": 0, "days_late": 45} => none; not cash because nothing is owed',
        '{"account": "D-1", "balance": 1.001, "costs": 0} => error balance; error',
        '{"account": "D-1", "balance": 5000.01, "costs": 0} => cash.now approval Credit team',
    ],
)
def test_what_is_due_of_offers_holds(line: str) -> None:
    assert wrong(line) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{D} => cash.later", "offered is ['cash.now', 'plan.spread']"),
        (f"{D} => cash.now 2", "offered in [1] installments"),
        (f"{D} => cash.now total 907.99", "total 907.99; found: 908.00"),
        (f"{D} => cash.now owed fine 19", "found: fine 20.00"),
        (f"{D} => cash.now forgiven fees 1", "found: fees"),
        (f"{D} => cash.now default no", "found: yes"),
        (f"{D} => cash.now approval Credit team", "found: none"),
        (f"{D} => cash.now until none", "found: 2026-11-30"),
        (f"{D} => cash.now agreed 2026-12-01T00:00", "2026-11-23"),
        (f"{D} => cash.now lapsed 2026-11-23T00:00", "it can be accepted"),
        (f"{D} => plan.spread counts 2 3", "found: 2 3 4"),
        (f"{D} => plan.spread total 1000", "in how many installments?"),
        (f"{D} => plan.spread 3 pays 100 300 300", "found: 100.00 300.00 300.00 300.00"),
        (f"{D} => plan.spread 2 due 2026-11-21", "found: 2026-11-21 2026-12-21 2027-01-21"),
        (f"{D} => not plan", "plan.spread"),
        (f"{D} => not plan.quick because 30", "no reason"),
        (f"{EARLY} => not plan because more than", "found: ['the days overdue are fewer than 30']"),
        (f"{D} => not plans", "no reason"),
        (f"{D} => none", "found: ['cash.now'"),
        (f"{D} => error", "no field"),
        ('{"account": "D-1", "balance": 1.001, "costs": 0} => none', "set apart"),
    ],
)
def test_what_is_due_of_offers_can_fail(line: str, words: str) -> None:
    (found,) = wrong(line)
    assert words in found


def test_a_role_and_an_entry_hold_until_they_are_set_anew() -> None:
    # 1020 - 10 - 204 for a supervisor.
    assert wrong(f"{D} => cash.now total 806.00", "# role: supervisor") == []
    assert wrong(f"{D} => cash.now total 908.00", "# role: supervisor\n# role:") == []
    assert wrong(f"{D} => plan.spread 2 pays 500 250 250; cash.now", "# entry: 500") == []
    assert wrong(f"{D} => not plan.spread because less than 10 %", "# entry: 99.99") == []
    assert wrong(f"{D} => plan.spread 2 entry 100", "# entry: 500\n# entry:") == []


@pytest.mark.parametrize("words", ["totals 5", "owed 5", "forgiven total 5"])
def test_a_word_that_no_offer_has_is_named(words: str) -> None:
    with pytest.raises(ValueError, match="is no word of an offer|of what"):
        wrong(f"{D} => cash.now {words}")


@pytest.mark.parametrize("line", [f"# offer: [{D}] => cash.now", f"# offer: {D}", f"# offer: {D} => ;"])
def test_an_offer_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(read(line))
