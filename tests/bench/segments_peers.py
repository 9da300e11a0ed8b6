# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Engines that take columns, on the same accounts and rules, each in its best form, on one thread.
"""Each counts the accounts of all segments (`counts`); those that are asked for the first match tell how many accounts
each queue takes (`queues`), the rest at last. The peers are given codes as numbers and thresholds as constants."""

import datetime
import os
import re

os.environ["POLARS_MAX_THREADS"] = "1"  # polars reads it once, when it is imported

import chdb
import duckdb
import numpy as np
import polars as pl
import tramo
from chdb.session import Session
from segments_data import AS_OF, OPTIONAL, touched
from segments_rules import Leaf, conditions_of, trees_of


def in_sql(policy_text, day):
    """Each segment's condition as SQL over codes; `day` writes a date."""
    found = []
    for condition in conditions_of(policy_text):
        day_of = lambda match: day(AS_OF - datetime.timedelta(days=int(match[1])))
        sql = re.sub(r"as_of - (\d+) days", day_of, condition)
        sql = re.sub(r'"[A-Z]+(\d+)"', r"\1", sql)
        found.append(sql.replace("is unknown", "IS NULL").replace("is known", "IS NOT NULL"))
    return found


def complete(rows, queues):
    """Accounts by queue, from rows of the queue's number and a count."""
    found = dict(rows)
    return [int(found.get(queue, 0)) for queue in range(queues)]


class Tramo:
    """Always everything that an evaluation gives: bitmaps, what is unknown, the first queue of each, and counts."""

    name = f"tramo {tramo.__version__}"

    def __init__(self, policy_text, named, coded):
        self.policy = tramo.loads(policy_text)
        self.table = named.select(touched(policy_text))

    def evaluated(self):
        result = self.policy.evaluate(self.table, as_of=AS_OF, threads=1)
        assert result.data_errors == 0
        return result

    def counts(self):
        return [count.true for count in self.evaluated().segments.values()]

    def queues(self):
        return [count.rows for count in self.evaluated().strategies["first"].values()]


class DuckDB:
    name = f"duckdb {duckdb.__version__}"

    def __init__(self, policy_text, named, coded):
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.register("arrow", coded.select(touched(policy_text)))
        self.connection.execute("CREATE TABLE accounts AS SELECT * FROM arrow")
        self.conditions = in_sql(policy_text, lambda day: f"DATE '{day}'")

    def counts(self):
        counted = ", ".join(f"count_if({one})" for one in self.conditions)
        return list(self.connection.execute(f"SELECT {counted} FROM accounts").fetchone())

    def queues(self):
        cases = " ".join(f"WHEN {one} THEN {i}" for i, one in enumerate(self.conditions))
        first = f"CASE {cases} ELSE {len(self.conditions)} END::UTINYINT"
        rows = self.connection.execute(f"SELECT {first} AS queue, count(*) FROM accounts GROUP BY queue").fetchall()
        return complete(rows, len(self.conditions) + 1)


class ClickHouse:
    """Days as `Date`, which is compared faster than `Date32`; expressions are compiled from the first on."""

    name = f"clickhouse (chdb {chdb.__version__})"
    session = None
    SETTINGS = ("max_threads = 1, compile_expressions = 1, min_count_to_compile_expression = 0, "
                "max_query_size = 100000000, max_ast_elements = 10000000, max_expanded_ast_elements = 10000000, "
                "max_ast_depth = 100000, max_parser_depth = 100000")

    def __init__(self, policy_text, named, coded):
        if ClickHouse.session is None:  # a process has one at most
            ClickHouse.session = Session()
        arrow = coded.select(touched(policy_text))
        listed = ", ".join("CAST(last_payment, 'Nullable(Date)') AS last_payment" if name == "last_payment" else name
                           for name in arrow.column_names)
        self.session.query("DROP TABLE IF EXISTS accounts")
        self.session.query(f"CREATE TABLE accounts ENGINE = Memory AS SELECT {listed} FROM Python(arrow)")
        self.conditions = in_sql(policy_text, lambda day: f"toDate('{day}')")

    def answer(self, query):
        told = self.session.query(f"{query} SETTINGS {self.SETTINGS}", "CSV").bytes().decode()
        return [[int(cell) for cell in line.split(",")] for line in told.splitlines()]

    def counts(self):
        counted = ", ".join(f"countIf({one})" for one in self.conditions)
        return self.answer(f"SELECT {counted} FROM accounts")[0]

    def queues(self):
        cases = ", ".join(f"{one}, {i}" for i, one in enumerate(self.conditions))
        first = f"multiIf({cases}, {len(self.conditions)})"
        rows = self.answer(f"SELECT {first} AS queue, count() FROM accounts GROUP BY queue")
        return complete(rows, len(self.conditions) + 1)


class Polars:
    name = f"polars {pl.__version__}"

    def __init__(self, policy_text, named, coded):
        self.frame = pl.from_arrow(coded.select(touched(policy_text)))
        conditions = in_sql(policy_text, lambda day: f"DATE '{day}'")
        self.expressions = [pl.sql_expr(one).sum().alias(f"s{i}") for i, one in enumerate(conditions)]

    def counts(self):
        return list(self.frame.lazy().select(self.expressions).collect().row(0))


class Numpy:
    """Masks as a careful hand writes them: sets by a look-up of the code, `not` pushed to the leaves, each leaf once,
    and blocks whose masks stay in the cache."""

    name = f"numpy {np.__version__}"
    BLOCK = 1 << 15

    def __init__(self, policy_text, named, coded):
        self.columns = {}
        for name in touched(policy_text):
            column = coded[name].combine_chunks()
            if name == "last_payment":
                column = column.view("int32")
            there = None
            if name in OPTIONAL:
                there, column = column.is_valid().to_numpy(zero_copy_only=False), column.fill_null(0)
            self.columns[name] = (column.to_numpy(zero_copy_only=False), there)
        self.rows, self.trees = coded.num_rows, trees_of(policy_text)

    def counts(self):
        found = np.zeros(len(self.trees), dtype=np.int64)
        for begin in range(0, self.rows, self.BLOCK):
            masks = Masks(self.columns, slice(begin, begin + self.BLOCK))
            found += [np.count_nonzero(masks.of(tree)) for tree in self.trees]
        return found.tolist()


class Masks:
    """Of the rows of one block; what was made once is kept."""

    def __init__(self, columns, rows):
        self.columns, self.rows, self.made = columns, rows, {}

    def of(self, tree):
        if isinstance(tree, Leaf):
            if tree not in self.made:
                self.made[tree] = self.leaf(tree)
            return self.made[tree]
        first, *others = (self.of(part) for part in tree.parts)
        join = np.logical_and if tree.is_all else np.logical_or
        mask = join(first, others[0])
        for other in others[1:]:
            join(mask, other, out=mask)
        return mask

    def leaf(self, leaf):
        values, there = (None if one is None else one[self.rows] for one in self.columns[leaf.column])
        if leaf.kind == "known":
            return there if leaf.first else ~there
        if leaf.kind == "flag":
            return values if leaf.first else ~values
        mask = table_of(leaf)[values] if leaf.kind == "in" else in_range(values, leaf)
        return mask if there is None else mask & there


def in_range(values, leaf):
    if leaf.first is None:
        return values <= leaf.second
    return values >= leaf.first if leaf.second is None else (values >= leaf.first) & (values <= leaf.second)


def table_of(leaf):
    table = np.full(512, not leaf.second)
    table[list(leaf.first)] = leaf.second
    return table
