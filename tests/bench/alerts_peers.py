# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The alert that is measured, as a policy and as the state machines of two Python libraries.
"""Each engine answers how many accounts end in which state; `prepare` is not part of what is measured.

The peers have neither a log nor timers over facts, so they are helped: a loop made for this machine looks whether time
has led to another state before it tells a model of the next event, and notes nothing but the day of the last change."""

from collections import Counter
from datetime import date

import pyarrow as pa
import statemachine
import tramo
import transitions

BEGIN, DAYS, AS_OF = date(2024, 1, 1), 180, date(2024, 6, 30)
LAST_DAY = (AS_OF - BEGIN).days
KINDS = ["said_refuses", "said_cannot", "said_restructuring", "promised", "paid", "broke_promise", "called", "wrote",
         "bounced", "visited"]
STATES = ["none", "refuses", "cannot", "broken", "restructured"]
ENOUGH = 100  # a payment below this clears nothing
WAITS = {"cannot": 30, "broken": 60}  # days

POLICY = f"""tramo 1 en
policy "Alerts as they are measured" version "1" {{ currency USD  zone "UTC" }}
field account : integer key
log {{
  account  account
  event    kind
  happened happened
}}
{"".join(f'event {kind} from kind = "{kind}"' + (" { field amount : integer }" if kind == "paid" else "") + chr(10)
         for kind in KINDS)}
alert payment_problem "Payment problem" version "1" {{
  state refuses      "Refuses" red
  state cannot       "Cannot pay" yellow
  state broken       "Broke a promise" orange
  state restructured "Restructured" blue manual only
  on said_refuses from none, cannot, broken => refuses
  on said_cannot from none, refuses, broken => cannot
  on said_restructuring => restructured
  on promised from refuses, cannot, broken => clear
  on paid where amount >= {ENOUGH} from refuses, cannot, broken => clear
  on paid where amount < {ENOUGH} from refuses => cannot
  on broke_promise from none, cannot => broken
  after {WAITS["cannot"]} days in cannot => refuses
  after {WAITS["broken"]} days in broken => clear
  manual clear
}}
"""


class Tramo:
    name = "tramo"
    version = tramo.__version__

    def __init__(self, events, accounts, threads=1):
        self.policy = tramo.loads(POLICY)
        self.events, self.accounts, self.threads = events, accounts, threads

    def prepare(self):
        pass

    def counts(self):
        """All that a replay makes: states, since when, how often, and the log of transitions."""
        found = self.policy.alerts(self.events, self.accounts, as_of=AS_OF, threads=self.threads)
        assert found.data_errors == 0 and found.events == self.events.num_rows
        return {state: found.counts["payment_problem"][state] for state in STATES}


class Peer:
    """One model for each account, made beforehand, told of the events one after the other."""

    def __init__(self, events, accounts):
        self.accounts = accounts.num_rows
        days = pa.compute.cast(events["happened"], pa.int64()).to_numpy() // 86_400_000_000
        days -= (BEGIN - date(1970, 1, 1)).days
        self.rows = list(zip(events["account"].to_pylist(), events["kind"].cast(pa.string()).to_pylist(),
                             days.tolist(), events["amount"].to_pylist()))

    def counts(self):
        models, self.models = self.models, None  # they are used up
        for account, kind, day, amount in self.rows:
            model = models[account]
            wait = WAITS.get(model.state)
            if wait is not None and day - model.since >= wait:
                self.tell(model, "time_passed", 0)
                model.since = day
            before = model.state
            self.tell(model, kind, amount)
            if model.state != before:
                model.since = day
        for model in models:
            wait = WAITS.get(model.state)
            if wait is not None and LAST_DAY - model.since >= wait:
                self.tell(model, "time_passed", 0)
        found = Counter(model.state for model in models)
        return {state: found[state] for state in STATES}


class Account:
    def __init__(self):
        self.state = "none"
        self.since = 0

    def is_enough(self, amount):
        return amount >= ENOUGH

    def is_too_little(self, amount):
        return amount < ENOUGH


class Transitions(Peer):
    name = "transitions"
    version = transitions.__version__

    def prepare(self):
        self.models = [Account() for _ in range(self.accounts)]
        machine = transitions.Machine(model=None, states=STATES, initial="none", auto_transitions=False,
                                      ignore_invalid_triggers=True)
        add = machine.add_transition
        add("said_refuses", ["none", "cannot", "broken"], "refuses")
        add("said_cannot", ["none", "refuses", "broken"], "cannot")
        add("said_restructuring", "*", "restructured")
        add("promised", ["refuses", "cannot", "broken"], "none")
        add("paid", ["refuses", "cannot", "broken"], "none", conditions="is_enough")
        add("paid", "refuses", "cannot", conditions="is_too_little")
        add("broke_promise", ["none", "cannot"], "broken")
        add("time_passed", "cannot", "refuses")
        add("time_passed", "broken", "none")
        machine.add_model(self.models)

    def tell(self, model, kind, amount):
        model.trigger(kind, amount)


class PaymentProblem(statemachine.StateMachine):
    allow_event_without_transition = True
    none = statemachine.State(initial=True, value="none")
    refuses = statemachine.State(value="refuses")
    cannot = statemachine.State(value="cannot")
    broken = statemachine.State(value="broken")
    restructured = statemachine.State(value="restructured")

    said_refuses = none.to(refuses) | cannot.to(refuses) | broken.to(refuses)
    said_cannot = none.to(cannot) | refuses.to(cannot) | broken.to(cannot)
    said_restructuring = (none.to(restructured) | refuses.to(restructured) | cannot.to(restructured)
                          | broken.to(restructured) | restructured.to.itself())
    promised = refuses.to(none) | cannot.to(none) | broken.to(none)
    paid = (refuses.to(none, cond="is_enough") | cannot.to(none, cond="is_enough")
            | broken.to(none, cond="is_enough") | refuses.to(cannot, cond="is_too_little"))
    broke_promise = none.to(broken) | cannot.to(broken)
    time_passed = cannot.to(refuses) | broken.to(none)


class PythonStatemachine(Peer):
    name = "python-statemachine"
    version = statemachine.__version__

    def prepare(self):
        self.models = [Account() for _ in range(self.accounts)]
        for model in self.models:
            model.machine = PaymentProblem(model)

    def tell(self, model, kind, amount):
        model.machine.send(kind, amount)
