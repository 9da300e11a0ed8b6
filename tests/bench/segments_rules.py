# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Conditions of the measured policies as trees without `not`, for peers that know two truth values only.
"""A tree is ("all", parts), ("any", parts) or a leaf: ("known", column, is_known), ("flag", column, is_set),
("in", column, codes, is_in), or ("range", column, low, high) with both ends within, None where it is open.
`not` is pushed down to the leaves, which is exact where unknown is neither: a leaf is true or it is not."""

import re
from typing import NamedTuple

from segments_data import ENUMERATIONS, OPTIONAL, TODAY

WORD = re.compile(r'\s*(>=|<=|[()=<>,]|"[A-Z]+\d+"|-|[\w.]+)')
STEP = 0.01  # of a score, which has two decimals


class Leaf(NamedTuple):
    kind: str
    column: str
    first: object
    second: object = None


class Tree(NamedTuple):
    is_all: bool
    parts: tuple


def opposite(tree):
    """Of a range there are two sides; nothing is outside of one that nobody ends."""
    if isinstance(tree, Tree):
        return Tree(not tree.is_all, tuple(opposite(part) for part in tree.parts))
    if tree.kind in ("known", "flag"):
        return tree._replace(first=not tree.first)
    if tree.kind == "in":
        return tree._replace(second=not tree.second)
    step = STEP if tree.column == "score" else 1
    sides = []
    if tree.first is not None:
        sides.append(Leaf("range", tree.column, None, rounded(tree.first - step)))
    if tree.second is not None:
        sides.append(Leaf("range", tree.column, rounded(tree.second + step), None))
    return sides[0] if len(sides) == 1 else Tree(False, tuple(sides))


def rounded(number):
    return round(number, 2) if isinstance(number, float) else number


class Reader:
    """Reads what rules.hpp writes, and nothing else."""

    def __init__(self, text):
        self.words, self.at = WORD.findall(text), 0

    def next(self):
        self.at += 1
        return self.words[self.at - 1]

    def takes(self, *words):
        if tuple(self.words[self.at : self.at + len(words)]) != words:
            return False
        self.at += len(words)
        return True

    def expression(self):
        parts, is_all = [self.part()], True
        while self.at < len(self.words) and self.words[self.at] in ("and", "or"):
            is_all = self.next() == "and"
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else Tree(is_all, tuple(parts))

    def part(self):
        if self.takes("not"):
            return opposite(self.part())
        if self.takes("("):
            inner = self.expression()
            assert self.takes(")")
            return inner
        return self.leaf()

    def leaf(self):
        column = self.next()
        if self.takes("is", "known"):
            return Leaf("known", column, True)
        if self.takes("is", "unknown"):
            return Leaf("known", column, False)
        if column == "whitelisted":
            return Leaf("flag", column, True)
        if column in ENUMERATIONS:
            return self.member(column)
        if self.takes("between"):
            low = self.number(column)
            assert self.takes("and")
            return Leaf("range", column, low, self.number(column))
        return self.comparison(column)

    def member(self, column):
        if self.takes("="):
            return Leaf("in", column, (self.code(),), True)
        is_in = not self.takes("not")
        assert self.takes("in", "(")
        codes = [self.code()]
        while self.takes(","):
            codes.append(self.code())
        assert self.takes(")")
        return Leaf("in", column, tuple(sorted(set(codes))), is_in)

    def code(self):
        return int(re.sub(r"\D", "", self.next()))

    def comparison(self, column):
        order, limit = self.next(), self.number(column)
        step = STEP if column == "score" else 1
        if order in (">", ">="):
            return Leaf("range", column, rounded(limit + step) if order == ">" else limit, None)
        return Leaf("range", column, None, rounded(limit - step) if order == "<" else limit)

    def number(self, column):
        if self.takes("as_of", "-"):
            days = int(self.next())
            assert self.takes("days")
            return TODAY - days
        word = self.next()
        return float(word) if column == "score" else int(word)


def conditions_of(policy_text):
    return re.findall(r"^segment \w+ = (.*)$", policy_text, re.MULTILINE)


def trees_of(policy_text):
    return [Reader(text).expression() for text in conditions_of(policy_text)]


class Words(NamedTuple):
    """How a language that knows `null` writes trees."""

    all: str
    any: str
    no: str
    null: str
    range_open: str = "{column} {order} {limit}"
    in_list: str = "{column} in [{codes}]"
    not_in_list: str = "!({column} in [{codes}])"
    is_null: str = "{column} == {null}"
    is_not_null: str = "{column} != {null}"

    def write(self, tree):
        if isinstance(tree, Tree):
            return "(" + (self.all if tree.is_all else self.any).join(self.write(part) for part in tree.parts) + ")"
        written = self.leaf(tree)
        if tree.column in OPTIONAL and tree.kind != "known":
            known = self.is_not_null.format(column=tree.column, null=self.null)
            return f"({known}{self.all}{written})"
        return written

    def leaf(self, leaf):
        if leaf.kind == "known":
            return (self.is_not_null if leaf.first else self.is_null).format(column=leaf.column, null=self.null)
        if leaf.kind == "flag":
            return leaf.column if leaf.first else self.no + leaf.column
        if leaf.kind == "in":
            return self.member(leaf)
        limits = [(order, limit) for order, limit in ((">=", leaf.first), ("<=", leaf.second)) if limit is not None]
        sides = [self.range_open.format(column=leaf.column, order=order, limit=limit) for order, limit in limits]
        return sides[0] if len(sides) == 1 else f"({self.all.join(sides)})"

    def member(self, leaf):
        codes = ", ".join(map(str, leaf.first))
        if len(leaf.first) == 1:
            return f"{leaf.column} {'==' if leaf.second else '!='} {codes}"
        return (self.in_list if leaf.second else self.not_in_list).format(column=leaf.column, codes=codes)
