# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What became of promises, as events that a policy's alerts hear.
"""promise_events."""

from typing import Any

from .decisions import Decisions


def promise_events(found: Decisions) -> list[dict[str, Any]]:
    """A row for each change of a promise's state, by account and promise: the account under the name of the feed's
    column, promise (its id), event, happened (a day), id. The events are promise_kept, promise_partly_kept,
    promise_broken and promise_reversed; promise_undone where a payment that kept one was taken back.

    Given with the other events they drive alerts: `event promise_broken` in the policy, `on promise_broken =>
    broken` in an alert. Needs pyarrow."""
    from .surroundings import needs_of

    policy = found._asked.policy
    table = found.promises.to_arrow()
    account = table.column_names[0]
    column = needs_of(policy).account_column or account
    rows = []
    for one in table.to_pylist():
        told = []
        if one["kept_once"] is not None:
            told = [("kept", one["kept_once"]), ("undone", one["undone"])]
        if one["decided"] is not None:
            told.append((one["state"], one["decided"]))
        for number, (event, day) in enumerate(told):
            rows.append(
                {
                    column: one[account],
                    "promise": one["promise"],
                    "event": f"promise_{event}",
                    "happened": day,
                    "id": f"{one['promise']}/{number}",
                }
            )
    return rows
