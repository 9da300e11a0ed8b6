# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Decisions beside zen-engine, which evaluates only the thresholds on the same records in the same run.
"""usage: decide_bench.py [--accounts N] [--events M] [--sample K]     prints the rows that bench.py reports

Tramo reads the events, settles promises, counts days with their pauses, looks at holds and contact limits, and tells
every effect. The peer is given days and tier as numbers and text, made ready before the clock starts, and evaluates a
decision table and three expressions: asked record by record, and many records in one call. Both must find the same."""

import argparse
import datetime
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pyarrow as pa
import tramo
import zen

SEED = 7
PROGRAM = Path(__file__).resolve().parents[2] / "build" / "release" / "tests" / "tramo_decisions_bench"
AS_OF = datetime.date(2026, 11, 21)
TODAY = int(np.datetime64(AS_OF, "D").astype(np.int64))
DAY = 86_400_000_000
TIERS = ["Enterprise", "Large", "Wholesale", "Multinational"]
KINDS = ["call", "mail", "promise", "payment"]
THRESHOLDS = ("overdue", "requests", "executive")
LOOP_SIZE = 1000  # records in one call of the peer: the fastest of 100, 1,000 and 10,000
EVENTS_OF_ONE = 20

POLICY = """tramo 1 en
policy "Decisions" version "1" { currency PYG  zone "-03:00" }
field account : integer key
field tier : one of "Enterprise", "Large", "Wholesale", "Multinational"
field balance : money
field oldest_due : date optional
field listed_until : date optional
log {
  account account
  event kind
  happened at
}
event call
event mail
event promise {
  field due_on : date
  field amount : money
}
event payment { field amount : money }
table cuts by tier {
  column block : integer
  column executive : integer
  row ("Enterprise", "Large", "Wholesale") => 60, 66 inferred
  row "Multinational" => 90, 98 inferred
}
hold whitelist {
  until listed_until
  from listed_until - 365 days
  freezes cuts, blocks
}
arrears { due oldest_due }
promises {
  made on promise due due_on amount amount
  paid on payment amount amount
}
contact limits {
  on call => attempt by "phone"
  on mail => message by "email"
  limit daily 1 attempt by "phone" within 1 day
}
task overdue {
  if arrears.past_due > 30
  owner "executive"
}
block requests {
  if arrears.past_due > cuts.block
  stops "shipment", "plan_change"
}
escalate executive {
  if arrears.past_due >= cuts.executive
  to "executive"
}
segment promised = promises.open > 0
"""


def accounts_of(count):
    """Accounts, and what the peer is told of them."""
    draw = np.random.default_rng(SEED)
    tiers = draw.integers(0, len(TIERS), count).astype(np.int8)
    late = np.maximum(0, draw.exponential(45, count).astype(np.int64) - 10)
    listed = draw.random(count) < 0.02
    table = pa.table(
        {
            "account": np.arange(count, dtype=np.int64),
            "tier": pa.DictionaryArray.from_arrays(pa.array(tiers), pa.array(TIERS)),
            "balance": np.exp(draw.normal(14, 1, count)).astype(np.int64),
            "oldest_due": pa.array((TODAY - late).astype(np.int32), pa.int32()).cast(pa.date32()),
            "listed_until": pa.array(np.full(count, TODAY + 90, np.int32), pa.int32(), mask=~listed).cast(pa.date32()),
        }
    )
    return table, tiers, late


def events_of(count, accounts):
    """Events of half a year, in the order in which they happened."""
    draw = np.random.default_rng(SEED + 1)
    at = np.sort(draw.integers((TODAY - 180) * DAY, TODAY * DAY, count, dtype=np.int64))
    kinds = draw.choice(len(KINDS), count, p=[0.55, 0.3, 0.07, 0.08]).astype(np.int8)
    is_promise, has_amount = kinds == KINDS.index("promise"), kinds >= KINDS.index("promise")
    due = (at // DAY + draw.integers(3, 21, count)).astype(np.int32)
    return pa.table(
        {
            "account": draw.integers(0, accounts, count, dtype=np.int64),
            "kind": pa.DictionaryArray.from_arrays(pa.array(kinds), pa.array(KINDS)),
            "at": pa.array(at, pa.timestamp("us")),
            "due_on": pa.array(due, pa.int32(), mask=~is_promise).cast(pa.date32()),
            "amount": pa.array(np.exp(draw.normal(13, 1, count)).astype(np.int64), mask=~has_amount),
        }
    )


class Zen:
    """A decision table for the parameters of the tier, and an expression for each threshold."""

    name = f"zen-engine {version('zen-engine')}"

    def __init__(self):
        self.engine = zen.ZenEngine()
        self.decision = self.engine.create_decision(json.dumps(graph({})))
        many = {"inputField": "rows", "outputPath": "rows", "executionMode": "loop"}
        self.loop = self.engine.create_decision(json.dumps(graph(many)))

    def one_by_one(self, records):
        return [self.decision.evaluate(record)["result"] for record in records]

    def in_loops(self, records):
        found = []
        for begin in range(0, len(records), LOOP_SIZE):
            found += self.loop.evaluate({"rows": records[begin : begin + LOOP_SIZE]})["result"]["rows"]
        return found


def graph(how):
    """The graph in the peer's format (JDM)."""
    small = ", ".join(f'"{tier}"' for tier in TIERS[:3])
    table = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": "tier", "name": "tier", "field": "tier"}],
        "outputs": [{"id": one, "name": one, "field": one} for one in ("block", "boss")],
        "rules": [
            {"_id": "1", "tier": small, "block": "60", "boss": "66"},
            {"_id": "2", "tier": f'"{TIERS[3]}"', "block": "90", "boss": "98"},
        ],
    }
    wanted = ("late > 30", "late > block", "late >= boss")
    expressions = [{"id": key, "key": key, "value": value} for key, value in zip(THRESHOLDS, wanted, strict=True)]
    contents = {
        "inputNode": {},
        "decisionTableNode": {**table, **how},
        "expressionNode": {"expressions": expressions, **how},
        "outputNode": {},
    }
    nodes = [
        {"id": kind, "name": kind, "type": kind, "position": {"x": 0, "y": 0}, "content": content}
        for kind, content in contents.items()
    ]
    kinds = list(contents)
    edges = [
        {"id": to, "type": "edge", "sourceId": origin, "targetId": to} for origin, to in zip(kinds, kinds[1:])
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def peer_records(tiers, late, count):
    return [{"tier": TIERS[tiers[row]], "late": int(late[row])} for row in range(count)]


def told_in_batch(found, sample):
    """For each account of the sample the thresholds that it is past, held or not."""
    past = [dict.fromkeys(THRESHOLDS, False) for _ in range(sample)]
    effects = found.effects.to_arrow()
    keys = effects.column(effects.column_names[0]).to_pylist()
    for key, effect in zip(keys, effects.column("effect").to_pylist(), strict=True):
        past[int(key)][effect] = True
    return past


def check_equal(ours, theirs, who):
    for row, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        if one != other:
            sys.exit(f"account {row}: tramo finds {one}, {who} {other}: nothing is reported")


def median_seconds(work, repetitions):
    seconds = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def measured(name, rate, peer, peer_rate):
    versions = f"tramo {tramo.__version__}, {Zen.name}"
    return {"name": name, "value": rate, "unit": "decisions/s", "peer": peer, "ratio": rate / peer_rate,
            "versions": versions}


def rate_in_cpp():
    """Decisions a second on one record with its history, by the program beside; none where it was not built."""
    if not PROGRAM.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.tramo"
        path.write_text(POLICY, encoding="utf-8")
        done = subprocess.run([PROGRAM, path, "0", "0", "5"], check=True, capture_output=True, text=True)
    found = re.search(r"events: ([\d.e+]+) us each", done.stdout)
    assert found is not None, done.stdout
    return 1e6 / float(found[1])


def history_of_one():
    moments = events_of(EVENTS_OF_ONE, 1).to_pylist()
    return [{name: value for name, value in event.items() if name != "account"} for event in moments]


def with_history(records):
    """The peer's records with the same twenty events in them, which none of its expressions looks at."""
    history = [{name: str(value) for name, value in event.items() if value is not None} for event in history_of_one()]
    return [{**record, "history": history} for record in records]


def one_by_one_rate(policy, accounts, count):
    """Decisions a second on records with a history of twenty events each, and the thresholds they are past."""
    records = accounts.slice(0, count).to_pylist()
    history = history_of_one()
    begin = time.perf_counter()
    found = [policy.decide(record, history, as_of=AS_OF) for record in records]
    rate = count / (time.perf_counter() - begin)
    past = [{name: name in {effect["effect"] for effect in one.effects} for name in THRESHOLDS} for one in found]
    return rate, past


def measure(accounts_count, events_count, sample):
    policy, peer = tramo.loads(POLICY), Zen()
    accounts, tiers, late = accounts_of(accounts_count)
    sample = min(sample, accounts_count)
    records = peer_records(tiers, late, sample)
    theirs = peer.one_by_one(records)
    check_equal(theirs, peer.in_loops(records), "its own loop")
    check_equal(told_in_batch(policy.decide(accounts.slice(0, sample), [], as_of=AS_OF), sample), theirs, peer.name)

    alone = sample / median_seconds(lambda: peer.one_by_one(records), 3)
    looped = sample / median_seconds(lambda: peer.in_loops(records), 3)
    events = events_of(events_count, accounts_count)
    batch = accounts_count / median_seconds(lambda: policy.decide(accounts, events, as_of=AS_OF), 3)
    name = f"python/decide/batch/accounts:{accounts_count}/events:{events_count}"
    yield measured(name, batch, "zen-engine, thresholds only, record by record", alone)
    yield measured(name, batch, f"zen-engine, thresholds only, {LOOP_SIZE} in a call", looped)

    few = min(sample, 2_000)
    single, past = one_by_one_rate(policy, accounts, few)
    check_equal(past, theirs[:few], peer.name)
    name = f"python/decide/one by one/events:{EVENTS_OF_ONE}"
    yield measured(name, single, "zen-engine, thresholds only, record by record", alone)
    if (in_cpp := rate_in_cpp()) is not None:
        cpp = f"cpp/decide/one by one/events:{EVENTS_OF_ONE}"
        yield measured(cpp, in_cpp, "zen-engine, thresholds only, record by record", alone)
    whole = with_history(records[:few])
    carried = few / median_seconds(lambda: peer.one_by_one(whole), 3)
    yield measured(name, single, "zen-engine, thresholds only, records with their history", carried)


def rows(quick):
    if quick:
        return list(measure(50_000, 1_000_000, 10_000))
    return list(measure(1_000_000, 20_000_000, 50_000))


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--accounts", type=int, default=1_000_000)
    options.add_argument("--events", type=int, default=20_000_000)
    options.add_argument("--sample", type=int, default=50_000, help="records that the peer evaluates")
    given = options.parse_args()
    for row in measure(given.accounts, given.events, given.sample):
        print(f"{row['name']}: {row['value']:,.0f}/s, {row['ratio']:.1f} times {row['peer']}")


if __name__ == "__main__":
    main()
