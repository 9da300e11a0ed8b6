# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The policies of tests/cases and examples/policies do what their own comments say.

from pathlib import Path

import pytest
import tramo
from expectations import failures, policies, read

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", policies(ROOT), ids=lambda path: path.name)
def test_a_policy_does_what_its_cases_say(path: Path) -> None:
    policy = tramo.load(path)
    cases = list(read(path.read_text(encoding="utf-8")))
    assert cases, "a policy among the cases has expectations"
    wrong = [f"{path.name}:{case.line}: {failure}" for case in cases for failure in failures(policy, case)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", policies(ROOT), ids=lambda path: path.name)
@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_a_policy_prints_in_three_languages_and_stays_the_same(path: Path, language: str) -> None:
    policy = tramo.load(path)
    printed = tramo.loads(policy.format(language))
    assert printed == policy
    assert printed.language == language
    assert printed.format() == policy.format(language)


POLICY = """tramo 1 en
field days : integer optional
segment late = days > 30
strategy daily {
  queue late if late
  rest others
}
"""


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("not late", "found: true"),
        ("unknown late", "found: true"),
        ("daily = others", "found: late"),
        ("error days", "no field"),
        ("error", "sound"),
        ("early", "names no segment"),
        ("weekly = late", "no strategy"),
    ],
)
def test_a_wrong_expectation_fails(due: str, words: str) -> None:
    (case,) = read(f'# expect: {{"days": 31}} => {due}')
    (wrong,) = failures(tramo.loads(POLICY), case)
    assert words in wrong


def test_a_right_expectation_holds() -> None:
    (case,) = read('# expect: {"days": 31} => late; daily = late')
    assert failures(tramo.loads(POLICY), case) == []


@pytest.mark.parametrize(
    "line", ['# expect: {"a": } => b', '# expect: {"a": 1}', '# expect: {"a": 1} =>', "# set: a"]
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(read(line))
