# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The `# log:` lines of policies can fail, and say why.

import pytest
import tramo
from expectations import failures, read

POLICY = """tramo 1 en
field account : text key
event call { field result : text }
event payment { field amount : integer }
counter paid = sum(payment.amount)
alert refusal {
  state refuses
  on call where result = "no" => refuses
  on payment => clear
  manual clear
}
segment refusing = alert.refusal = refuses
segment paying = paid > 10
"""
CALL = '{"account": "C-1", "event": "call", "happened": "2026-11-02", "result": "no"}'
PAYMENT = '{"account": "C-1", "event": "payment", "happened": "2026-11-03", "amount": 11}'
NONSENSE = '{"account": "C-1", "event": "visit", "happened": "2026-11-04"}'


def wrong(line: str) -> list[str]:
    (case,) = read(f"# as_of: 2026-11-21\n# log: {line}")
    return failures(tramo.loads(POLICY), case)


@pytest.mark.parametrize(
    "line",
    [
        f"[{CALL}] => refusal = refuses, refusing, refusal.since = 2026-11-02, refusal.days = 19, refusal.times = 1",
        f"[{CALL}, {PAYMENT}] => refusal = none; not refusing; paid = 11; paying",
        f"[{CALL}, {NONSENSE}] => error event, refusal = refuses",
    ],
)
def test_what_is_due_of_a_log_holds(line: str) -> None:
    assert wrong(line) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"[{CALL}] => refusal = none", "found: refuses"),
        (f"[{CALL}] => not refusing", "found: true"),
        (f"[{CALL}] => refusal.days = 18", "found: 19"),
        (f"[{CALL}, {PAYMENT}] => paid = 12", "found: 11"),
        (f"[{CALL}] => error event", "no field"),
        (f"[{CALL}, {NONSENSE}] => refusing", "set apart"),
        (f"[{CALL}] => refusals = none", "no strategy"),
        (f"[{CALL}, {CALL.replace('C-1', 'C-2')}] => refusing", "2 accounts"),
    ],
)
def test_what_is_due_of_a_log_can_fail(line: str, words: str) -> None:
    (found,) = wrong(line)
    assert words in found


@pytest.mark.parametrize(
    "line", [f"# log: {CALL} => refusing", f"# expect: [{CALL}] => refusing", f"# log: [{CALL}]", "# log: [{] => a"]
)
def test_a_log_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(read(line))


def test_columns_named_in_one_log_are_there_in_all() -> None:
    first, second = read(f"# log: [{CALL}] => refusing\n# log: [{PAYMENT}] => paying")
    assert first.events[0]["amount"] is None
    assert second.events[0]["result"] is None
