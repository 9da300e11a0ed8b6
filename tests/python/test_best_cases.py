# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The `# best:` lines of policies can fail, and say why.

import pytest
import tramo
from expectations import failures, read

POLICY = """tramo 1 en
field case : text key
field late : integer
field assigned : date optional
actions {
  code kind, response
  window since assigned
}
palette answers {
  action promise "Promise" rank 10 right party opens promise {
    response whole "Whole debt"
    response part "A part of it" rank 11
  }
  action mail "E-mail" rank 60 no contact channel "email" alias "Mail"
}
segment promised = best.action = promise
segment worked = attempts.window > 0 and late > 30
strategy daily {
  queue promised if promised
  rest others
}
"""
HEAD = """# as_of: 2026-11-21
# account: {"case": "C-1", "late": 40}
# actions: kind, response, happened
# best: """
MAIL = '["E-MAIL", null, "2026-11-20T10:00"]'
PROMISE = '["promise", "Whole debt", "2026-11-02T09:30"]'


def wrong(line: str) -> list[str]:
    (case,) = read(HEAD + line)
    return failures(tramo.loads(POLICY), case)


@pytest.mark.parametrize(
    "line",
    [
        f'{{"actions": [{MAIL}, {PROMISE}]}} => whole',  # V-01
        f'{{"actions": [{MAIL}, {PROMISE}]}} => whole; best.action = promise; best.rank = 10; last.code = mail',
        f'{{"actions": [{MAIL}, {PROMISE}]}} => whole; best.at = 2026-11-02T09:30; best.day = 2026-11-02',
        f'{{"actions": [{MAIL}]}} => mail; best.contact = false; contacts.total = 0; contacts.first = null',
        f'{{"actions": [{MAIL}]}} => mail; worked; not promised; daily = others',
        f'{{"actions": [{MAIL}], "late": 30}} => mail; not worked',
        f'{{"actions": [{PROMISE}], "assigned": "2026-11-03"}} => none; attempts.total = 1; attempts.window = 0',
        f'{{"actions": [["Letter", null, "2026-11-02"], {MAIL}]}} => mail; attempts.total = 2',
        '{"actions": [["Letter", null, "2026-11-02"]]} => other; not promised',
        '{"actions": []} => none; attempts.total = 0; unknown promised; daily = others',
        f'{{"actions": [["Mail", null, "2026-11-31"], {MAIL}]}} => mail; error happened',
    ],
)
def test_what_is_due_of_actions_holds(line: str) -> None:
    assert wrong(line) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f'{{"actions": [{MAIL}, {PROMISE}]}} => mail', "found: whole"),
        (f'{{"actions": [{MAIL}]}} => none', "found: mail"),
        ('{"actions": []} => mail', "found: none"),
        (f'{{"actions": [{MAIL}]}} => mail; best.rank = 61', "found: 60"),
        (f'{{"actions": [{MAIL}]}} => mail; best.contact = true', "found: false"),
        (f'{{"actions": [{MAIL}]}} => mail; best.at = 2026-11-20T10:01', "found: 2026-11-20T10:00:00"),
        (f'{{"actions": [{MAIL}]}} => mail; contacts.first = 2026-11-20', "found: null"),
        (f'{{"actions": [{MAIL}]}} => mail; promised', "found: false"),
        (f'{{"actions": [{MAIL}]}} => mail; daily = promised', "found: others"),
        (f'{{"actions": [{MAIL}]}} => mail; best.colour = red', "neither a column nor a strategy"),
        (f'{{"actions": [{MAIL}]}} => mail; early', "names no segment"),
        (f'{{"actions": [{MAIL}]}} => mail; error happened', "no field"),
        (f'{{"actions": [["Mail", null, "2026-11-31"], {MAIL}]}} => mail', "set apart"),
        (f'{{"actions": [{MAIL}], "late": null}} => mail; worked', "set apart"),
    ],
)
def test_what_is_due_of_actions_can_fail(line: str, words: str) -> None:
    (found,) = wrong(line)
    assert words in found


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}[{MAIL}] => mail",
        f'{HEAD}{{"late": 40}} => mail',
        f'{HEAD}{{"actions": [{MAIL}]}}',
        f'{HEAD}{{"actions": [["Mail", "2026-11-02"]]}} => mail',
        f'{HEAD.replace("kind, response, happened", "")}{{"actions": [{MAIL}]}} => mail',
    ],
)
def test_a_best_line_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="line 4"):
        list(read(text))
