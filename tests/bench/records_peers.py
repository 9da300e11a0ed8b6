# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Rule engines that take one record at a time, each in the forms that it is fastest in: which segment holds first.
"""Peers are given what costs them least: codes and days as numbers, `not` pushed to the leaves, and only the fields
that the rules read. Each tells for every record the number of the first segment, or how many there are where none
holds."""

import json
from importlib.metadata import version

import pyarrow as pa
import rule_engine
import tramo
import zen
from cel_expr_python import cel
from segments_data import AS_OF, OPTIONAL, touched
from segments_rules import Leaf, Words, trees_of

LOOP_SIZE = 1000  # records in one call of zen-engine: faster than 100


class Tramo:
    """One record at a time, as a dictionary of Python's own values."""

    name = f"tramo {tramo.__version__}"

    def __init__(self, policy_text, names):
        self.queue = tramo.loads(policy_text).matcher(as_of=AS_OF).queue
        self.number = {name: i for i, name in enumerate(names)}

    def first(self, record):
        """The one place where Python decides a record."""
        return self.number[self.queue(record)]

    def firsts(self, records):
        first = self.first
        return [first(record) for record in records]


class TramoBatch:
    """All records at once, as a table: bitmaps of all segments, the first queue of each, and counts."""

    name = Tramo.name

    def __init__(self, policy_text, names):
        self.policy = tramo.loads(policy_text)
        self.number = {name: i for i, name in enumerate(names)}

    def evaluate(self, table):
        return self.policy.evaluate(table, as_of=AS_OF)

    def firsts(self, table):
        queues = pa.table(self.evaluate(table)).column("first").to_pylist()
        return [self.number[name] for name in queues]


def chain(conditions, begin, otherwise):
    """`a ? 0 : b ? 1 : … : otherwise`, which stops at the first that holds."""
    return "".join(f"{one} ? {begin + i} : " for i, one in enumerate(conditions)) + str(otherwise)


class Cel:
    """Google's own runtime in C++, with declared types. It takes chains of 24: one expression for each, in turn."""

    name = f"cel-expr-python {version('cel-expr-python')}"
    words = Words(" && ", " || ", "!", "null")
    longest = 24

    def __init__(self, policy_text):
        conditions = [self.words.write(tree) for tree in trees_of(policy_text)]
        kinds = {"score": cel.Type.DOUBLE, "whitelisted": cel.Type.BOOL}
        types = {name: cel.Type.DYN if name in OPTIONAL else kinds.get(name, cel.Type.INT)
                 for name in touched(policy_text)}
        self.environment, self.count = cel.NewEnv(variables=types), len(conditions)
        self.chains = [self.environment.compile(chain(conditions[i : i + self.longest], i, -1))
                       for i in range(0, self.count, self.longest)]

    def first(self, record):
        given = self.environment.Activation(record)
        for one in self.chains:
            if (found := one.eval(given).value()) >= 0:
                return found
        return self.count

    def firsts(self, records):
        first = self.first
        return [first(record) for record in records]


class ZenExpression:
    """A compiled expression of zen-engine without the engine: the least that it can be asked."""

    name = f"zen-engine {version('zen-engine')}, compiled expression"
    words = Words(" and ", " or ", "not ", "null", not_in_list="{column} not in [{codes}]")

    def __init__(self, policy_text):
        conditions = [self.words.write(tree) for tree in trees_of(policy_text)]
        self.compiled = zen.compile_expression(chain(conditions, 0, len(conditions)))

    def firsts(self, records):
        evaluate = self.compiled.evaluate
        return [evaluate(record) for record in records]


class ZenTable:
    """A decision table of which the first row is taken; asked record by record."""

    name = f"zen-engine {version('zen-engine')}, decision table"
    how = {}

    def __init__(self, policy_text):
        columns, trees = touched(policy_text), trees_of(policy_text)
        lines = [{"_id": str(i), "q": str(i)} | cells_of(tree, columns) for i, tree in enumerate(trees)]
        lines.append({"_id": "rest", "q": str(len(trees))} | dict.fromkeys(columns, ""))
        table = {
            "hitPolicy": "first",
            "inputs": [{"id": name, "name": name, "field": name} for name in columns],
            "outputs": [{"id": "q", "name": "q", "field": "q"}],
            "rules": lines,
        }
        self.engine = zen.ZenEngine()
        self.decision = self.engine.create_decision(graph_of(table | self.how))

    def firsts(self, records):
        evaluate = self.decision.evaluate
        return [evaluate(record)["result"]["q"] for record in records]


class ZenLoop(ZenTable):
    name = f"zen-engine {version('zen-engine')}, decision table, {LOOP_SIZE} in a call"
    how = {"inputField": "rows", "outputPath": "rows", "executionMode": "loop"}

    def firsts(self, records):
        found = []
        for begin in range(0, len(records), LOOP_SIZE):
            answer = self.decision.evaluate({"rows": records[begin : begin + LOOP_SIZE]})
            found += [one["q"] for one in answer["result"]["rows"]]
        return found


def graph_of(table):
    """The graph in the peer's format (JDM)."""
    kinds = {"inputNode": {}, "decisionTableNode": table, "outputNode": {}}
    nodes = [{"id": kind, "name": kind, "type": kind, "position": {"x": 0, "y": 0}, "content": content}
             for kind, content in kinds.items()]
    names = list(kinds)
    edges = [{"id": to, "type": "edge", "sourceId": origin, "targetId": to} for origin, to in zip(names, names[1:])]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def cells_of(tree, columns):
    """A cell for each column, of all its leaves; only trees that are conditions side by side have such cells."""
    leaves = [tree] if isinstance(tree, Leaf) else tree.parts
    assert all(isinstance(leaf, Leaf) for leaf in leaves) and (len(leaves) == 1 or tree.is_all)
    return {name: " and ".join(cell_parts([leaf for leaf in leaves if leaf.column == name])) for name in columns}


def cell_parts(leaves):
    if leaves and leaves[0].column in OPTIONAL and any(leaf.kind != "known" for leaf in leaves):
        yield "$ != null"
    for leaf in leaves:
        if leaf.kind == "known":
            yield "$ != null" if leaf.first else "$ == null"
        elif leaf.kind == "flag":
            yield f"$ == {str(leaf.first).lower()}"
        elif leaf.kind == "in":
            yield f"$ {'in' if leaf.second else 'not in'} [{', '.join(map(str, leaf.first))}]"
        else:
            limits = ((">=", leaf.first), ("<=", leaf.second))
            yield from (f"$ {order} {limit}" for order, limit in limits if limit is not None)


class RuleEngine:
    """A rule for each segment, tried in order: the language has no way to say several at once."""

    name = f"rule-engine {version('rule-engine')}"
    words = Words(" and ", " or ", "not ", "null", not_in_list="not ({column} in [{codes}])")

    def __init__(self, policy_text):
        context = rule_engine.Context(resolver=rule_engine.resolve_item)
        self.rules = [rule_engine.Rule(self.words.write(tree), context=context) for tree in trees_of(policy_text)]

    def firsts(self, records):
        rules, none = self.rules, len(self.rules)
        return [next((i for i, rule in enumerate(rules) if rule.matches(record)), none) for record in records]
