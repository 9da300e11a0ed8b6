# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The package's front door.
"""Debt collection policy as code: segments, queues and explanations, exact to the cent.

```python
policy = tramo.load("early.tramo")
result = policy.evaluate(table, as_of="2026-11-21")   # pyarrow, polars, pandas, duckdb, a list of dicts
result.segments["late"].true
print(policy.explain(table, row="C-17", queue="calls", as_of="2026-11-21"))
found = policy.alerts(events, as_of="2026-11-21")      # which alerts the accounts carry
print(found.why("C-17", "payment_problem"))
print(policy.report(actions, cases, as_of="2026-11-21").text())  # each case under its best action
print(policy.decide(record, history, as_of="2026-11-21"))        # what must, may and must not be done
```
"""

from ._core import version as __version__
from .action_report import ActionReport
from .alert_state import AlertState
from .alerts import Alerts
from .best_actions import BestActions
from .decisions import Decision, Decisions
from .errors import DataError, Diagnostic, Error, Label, PolicyError, QuestionError
from .evaluation import Evaluation
from .explanation import Explanation
from .interchange import from_json, json_schema
from .loading import load, loads
from .machines import AlertMachine
from .policy import Policy
from .promise_events import promise_events
from .query_builder import from_query_builder
from .result import DataErrorRow, Orphans, QueueCount, Result, SegmentCount
from .story import AlertStory, Transition
from .worklists import NextActions, Worklists

__all__ = [
    "ActionReport",
    "AlertMachine",
    "AlertState",
    "AlertStory",
    "Alerts",
    "BestActions",
    "DataError",
    "DataErrorRow",
    "Decision",
    "Decisions",
    "Diagnostic",
    "Error",
    "Evaluation",
    "Explanation",
    "Label",
    "NextActions",
    "Orphans",
    "Policy",
    "PolicyError",
    "QuestionError",
    "QueueCount",
    "Result",
    "SegmentCount",
    "Transition",
    "Worklists",
    "__version__",
    "from_json",
    "from_query_builder",
    "json_schema",
    "load",
    "loads",
    "promise_events",
]
