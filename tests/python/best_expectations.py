# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a policy's `# best:` lines say of one account's actions, and what came out otherwise.
"""The best action that is due.

    # as_of: 2026-11-21                     the day asked for
    # account: {"case": "C-1", "late": 40}  its fields, the key first, until they are set anew
    # actions: code, happened               columns of the feed, until they are set anew
    # best: {"actions": [["E-mail", "2026-11-01"], ["Promise", "2026-11-02"]]} => promise; best.rank = 10

Fields beside "actions" are the account's in that line. Each action is a list of cells, one for each column; the key
is given to it under the key's own name. Behind `=>` stands the name of the best action first, `none` where there is
none, `other` for one that no palette knows; and then, between semicolons:

    best.day = 2026-11-02               any column of the table of cases: null where there is nothing
    segment, not segment, unknown segment   what the account is in, with what its actions say
    strategy = queue                    and where it goes
    error field, error                  a row of the feed is set apart because of that field

A line in which no error is due fails where a row is set apart, and each line where the account is."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import pyarrow
import tramo

Record = dict[str, Any]
Feed = dict[str, list[Any]]


def parts_of(record: Record, columns: list[str]) -> tuple[Record, Feed]:
    """The account, and its actions as columns of a feed. ValueError where they do not fit their columns."""
    account = {name: value for name, value in record.items() if name != "actions"}
    actions = record.get("actions")
    if not account or not columns or not isinstance(actions, list):
        raise ValueError('a key, here or in # account:, the columns in # actions:, and "actions", a list, are due')
    for cells in actions:
        if not isinstance(cells, list) or len(cells) != len(columns):
            raise ValueError(f"a cell for each of {', '.join(columns)} is due: {cells}")
    key, value = next(iter(account.items()))
    return account, {
        key: [value] * len(actions),
        **{column: [cells[place] for cells in actions] for place, column in enumerate(columns)},
    }


def failures(policy: tramo.Policy, account: Record, actions: Feed, due: list[str], **asked: Any) -> list[str]:
    """What came out otherwise than due, in words."""
    cases = [{**{field.name: None for field in policy.fields if "." not in field.name}, **account}]
    # Cells are texts, as in a file: a list of no rows has columns, too.
    feed = pyarrow.table({name: pyarrow.array(cells, pyarrow.string()) for name, cells in actions.items()})
    found = policy.best_actions(feed, cases, **asked)
    errors = {re.sub(r"\[\d+\]", "", error.field or "") for error in found.errors}
    if found.case_errors:
        return [f"the account is set apart: {[error.message for error in found.case_errors]}"]
    table = found.cases.to_arrow().to_pylist()
    if len(table) != 1:
        return [f"the actions are of {len(table)} accounts: one is due"]
    code, *rest = due
    wrong = [best_failure(table[0], code)]
    if any(one.split()[0] != "error" for one in rest):
        result = policy.evaluate(cases, actions=found, **asked)
    wrong += [error_failure(errors, one) for one in rest if one.split()[0] == "error"]
    wrong += [case_failure(table[0], result, one) for one in rest if one.split()[0] != "error"]
    if errors and not any(one.split()[0] == "error" for one in rest):
        wrong.append(f"rows are set apart: {[error.message for error in found.errors]}")
    return [one for one in wrong if one]


def best_failure(case: Record, code: str) -> str | None:
    found = case.get("best.code")
    wanted = None if code == "none" else code
    return None if found == wanted else f"due: the best action is {code}; found: {found or 'none'}"


def error_failure(errors: set[str], due: str) -> str | None:
    field = due.partition(" ")[2].strip()
    is_found = field in errors if field else bool(errors)
    return None if is_found else f"due: {due}; found errors in {errors or 'no field'}"


def case_failure(case: Record, result: tramo.Result, due: str) -> str | None:
    name, sign, wanted = (part.strip() for part in due.partition("="))
    if sign and name in case:
        found = case[name]
        return None if is_same(found, wanted) else f"due: {due}; found: {told(found)}"
    return rule_failure(result, due)


def rule_failure(result: tramo.Result, due: str) -> str | None:
    """A segment or queue of the account, whose other fields have to be sound."""
    name, sign, queue = (part.strip() for part in due.partition("="))
    if sign:
        queues = result.strategies.get(name)
        if queues is None:
            return f"{due!r} names neither a column nor a strategy"
        found = next((one for one, count in queues.items() if count.rows), "the row is set apart")
        return None if found == queue else f"due: {due}; found: {found}"
    word, _, name = due.rpartition(" ")
    wanted = {"": "true", "not": "false", "unknown": "unknown"}.get(word.strip())
    if wanted is None or name not in result.segments:
        return f"{due!r} names no segment"
    if result.data_errors:
        return f"due: {due}; but the row is set apart: {[error.message for error in result.errors]}"
    count = result.segments[name]
    found = "true" if count.true else "unknown" if count.unknown else "false"
    return None if found == wanted else f"due: {due}; found: {found}"


def is_same(found: Any, wanted: str) -> bool:
    """Numbers by their value, moments by the time they name, all else letter by letter."""
    if found is None:
        return wanted == "null"
    if isinstance(found, datetime):
        return found.replace(tzinfo=None) == datetime.fromisoformat(wanted)
    try:
        return Decimal(str(found)) == Decimal(wanted)
    except InvalidOperation:
        return told(found) == wanted


def told(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
