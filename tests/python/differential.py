# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Random policies over fields of every type, and random tables for them, for tests that compare engines.

import datetime
import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

AS_OF = datetime.date(2026, 11, 21)

HEAD = """tramo 1 en
policy "random" { currency BRL  zone "UTC" }
field account : text key
field n       : integer
field m       : integer optional
field term    : duration optional
field b       : money
field c       : money optional
field d       : decimal(4) optional
field r       : percent
field s       : percent optional
field due     : date
field paid    : date optional
field at      : timestamp
field seen    : timestamp optional
field flag    : boolean
field vip     : boolean optional
field tier    : one of "Gold" (alias "VIP"), "Silver", "Basic"
field level   : one of "Gold" (alias "VIP"), "Silver", "Basic" optional
field channel : one of "phone", "mail" open optional
field town    : text
field city    : text optional
parameter least : money = BRL 100
value net "Net" = b - coalesce(c, 0)
# The engine sets rows apart for any of these; SQL looks at those that some rule reads.
segment reads_all = n > 0 or b > 0 or r > 0% or due > as_of or date(at) > as_of or flag or tier = "Gold" or town = "a"
"""

# Bounds that values come to lie on as well as beside.
INTEGERS = [-31, -1, 0, 1, 2, 29, 30, 31, 60, 1000]
AMOUNTS = ["-5.00", "0.00", "0.01", "33.33", "99.99", "100.00", "100.01", "12345678.90"]
DECIMALS = ["-1.5000", "0.0000", "0.0001", "0.3333", "2.5000", "100.0000"]
PERCENTS = ["0.0000", "0.5000", "12.5000", "12.5001", "33.3333", "100.0000"]
DAYS = [AS_OF - datetime.timedelta(days) for days in (-40, -1, 0, 1, 29, 30, 31, 365, 294)]
DAYS += [datetime.date(2024, 2, 29), datetime.date(2025, 1, 31), datetime.date(1969, 12, 31)]
CLOCKS = [datetime.time(), datetime.time(0, 0, 0, 1), datetime.time(10, 30), datetime.time(23, 59, 59, 999_999)]
TEXTS = ["Lima", "lima", "Li", "L_ma", "50%", "São", "Sa", "ñandú", "a\\b", "'q'", "!x", "a", "z", "漢字", "🙂x"]
PATTERNS = ["L%", "%a", "_i%", "L\\_ma", "%\\%", "S_o", "__", "%", "a\\\\b", "!%", "%'%", "_x", "Lima"]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Words:
    """A way to write something at random. Cheaper than strategies, of which these grammars would take thousands."""

    def __init__(self, write: Callable[[random.Random], str]) -> None:
        self.write = write

    def __or__(self, other: "Words") -> "Words":
        return one_of(self, other)


def pick(*items: str) -> Words:
    return Words(lambda draw: draw.choice(items))


def one_of(*ways: Words) -> Words:
    return Words(lambda draw: draw.choice(ways).write(draw))


def filled(template: str, **parts: Words) -> Words:
    """Each name in braces stands for a draw of its own."""
    return Words(lambda draw: template.format(**{name: part.write(draw) for name, part in parts.items()}))


def nested(leaf: Words, larger: Callable[[Words], Words], depth: int) -> Words:
    """At most so deep; two of three are leaves."""
    if depth == 0:
        return leaf
    return one_of(leaf, leaf, larger(nested(leaf, larger, depth - 1)))


WHOLE = pick(*[str(one) for one in INTEGERS])
AMOUNT = pick(*[f"BRL {one}" if one[0] != "-" else f"-BRL {one[1:]}" for one in AMOUNTS] + ["least"])
SHARE = pick(*[f"{Decimal(one).normalize():f}%" for one in PERCENTS])
NUMBER = pick(*DECIMALS)
DAY = one_of(pick(*[day.isoformat() for day in DAYS]), pick("as_of", "as_of - 30 days", "as_of - 1 month"))
MOMENT = pick(*[f"{day.isoformat()}T10:30" for day in DAYS])
TEXT = pick(*map(quoted, TEXTS))
ORDER = pick("=", "!=", "<", "<=", ">", ">=")
EQUAL = pick("=", "!=")
NOT = pick("", "not ")

whole = nested(
    pick("n", "m", "day(paid)", "month(due)", "year(paid)", "weekday(due)"),
    lambda of: one_of(
        filled("({a} {o} {b})", a=of, o=pick("+", "-", "*"), b=of | WHOLE),
        filled("abs({a})", a=of),
        filled("(-{a})", a=of),
        filled("{f}({a}, {b})", f=pick("max", "min", "coalesce"), a=of, b=of | WHOLE),
    ),
    depth=2,
)
amount = nested(
    pick("b", "c", "net"),
    lambda of: one_of(
        filled("({a} {o} {b})", a=of, o=pick("+", "-"), b=of | AMOUNT),
        filled("({a} * {b})", a=of, b=pick("2", "0.5", "r", "s", "12.5%", "n")),
        filled("round({a}, {k})", a=of, k=pick("0", "1", "2")),
        filled("{f}({a}, {b})", f=pick("max", "min", "coalesce"), a=of, b=of | AMOUNT),
        filled("abs({a})", a=of),
    ),
    depth=2,
)
day = nested(
    pick("due", "paid", "date(at)", "as_of"),
    lambda of: one_of(
        filled("({a} {o} {n} {u})", a=of, o=pick("+", "-"), n=pick("1", "3", "30"), u=pick("days", "weeks")),
        filled("({a} {o} {n} {u})", a=of, o=pick("+", "-"), n=pick("1", "13"), u=pick("months", "years")),
        filled("({a} {o} term)", a=of, o=pick("+", "-")),
        filled("{f}({a})", f=pick("start_of_month", "end_of_month"), a=of),
        filled("{f}({a}, {b})", f=pick("max", "min", "coalesce"), a=of, b=of),
    ),
    depth=2,
)
quotient = filled("round({a} / {b}, {k})", a=amount, b=amount, k=pick("0", "2", "4"))
ratio = filled("round({a} / {b}, {k})", a=whole, b=whole, k=pick("0", "1", "3"))


def ranged(of: Words, bound: Words) -> Words:
    return filled("{a} {n}in ({x}, {y}{to}{z})", a=of, n=NOT, x=bound, y=bound, to=pick("..", "..<"), z=bound)


def one_kind(of: Words, bound: Words) -> Words:
    return one_of(
        filled("{a} {o} {b}", a=of, o=ORDER, b=bound),
        filled("{a} {o} {b}", a=of, o=ORDER, b=of),
        ranged(of, bound),
        filled("{a} is {k}", a=of, k=pick("known", "unknown")),
    )


LEAF = one_of(
    one_kind(pick("n", "m"), WHOLE),
    one_kind(pick("b", "c"), AMOUNT),
    one_kind(pick("d", "d + 1", "d * 2"), NUMBER),
    one_kind(pick("r", "s", "r + s", "r - s"), SHARE),
    one_kind(pick("due", "paid"), DAY),
    one_kind(pick("at", "seen", "at + 3 days", "seen - 1 week"), MOMENT),
    one_kind(pick("term", "as_of - due", "paid - due"), pick("0 days", "30 days", "4 weeks")),
    one_kind(whole, WHOLE),
    one_kind(amount, AMOUNT),
    one_kind(day, DAY),
    one_kind(quotient, pick("0", "1", "0.5", "0.33")),
    one_kind(ratio, pick("0", "1", "-1", "0.5")),
    pick("flag", "vip", "flag = vip", "flag != vip", "vip is unknown", "vip = true", "(n > 30) = vip"),
    filled("{f} {o} {v}", f=pick("tier", "level"), o=EQUAL, v=pick('"Gold"', '"Silver"', '"Basic"')),
    filled("{f} {n}in ({v}, {w})", f=pick("tier", "level"), n=NOT, v=pick('"Gold"', '"Basic"'), w=pick('"Silver"')),
    filled("channel {o} {v}", o=EQUAL, v=pick('"phone"', '"mail"')),
    filled("{f} {k}", f=pick("level", "channel", "city", "vip"), k=pick("is known", "is unknown")),
    filled('channel {n}in ("phone", "mail")', n=NOT),
    filled("tier {o} level", o=EQUAL),
    filled("{f} {o} {v}", f=pick("town", "city"), o=ORDER, v=TEXT),
    filled("town {o} city", o=ORDER),
    filled("{f} {n}in ({v}, {w})", f=pick("town", "city"), n=NOT, v=TEXT, w=TEXT),
    filled("{f} {n}like {p}", f=pick("town", "city"), n=NOT, p=pick(*map(quoted, PATTERNS))),
    filled("{f} {n}starts with {p}", f=pick("town", "city"), n=NOT, p=TEXT),
    filled('level {n}like "%l%"', n=NOT),
)
CONDITION = nested(
    LEAF,
    lambda of: one_of(
        filled("not ({a})", a=of),
        filled("({a}) and ({b})", a=of, b=of),
        filled("({a}) or ({b})", a=of, b=of),
        filled("({a}) or ({b}) or not ({c})", a=of, b=of, c=of),
    ),
    depth=3,
)


def policy_text(draw: random.Random) -> str:
    """Six segments, of which some are made of those before."""
    conditions = [CONDITION.write(draw) for _ in range(4)]
    pair = filled("{n}s0 {o} {m}", n=NOT, o=pick("and", "or", "="), m=pick("s1", "(not s1)"))
    joined = [pair.write(draw), f"s2 and not ({conditions[3]})"]
    return HEAD + "".join(f"segment s{place} = {one}\n" for place, one in enumerate([*conditions, *joined]))


def policies() -> st.SearchStrategy[str]:
    return st.randoms(use_true_random=True).map(policy_text)


SCHEMA = pa.schema(
    [
        ("account", pa.string()), ("n", pa.int64()), ("m", pa.int64()), ("term", pa.int64()),
        ("b", pa.decimal128(18, 2)), ("c", pa.decimal128(18, 2)), ("d", pa.decimal128(18, 4)),
        ("r", pa.decimal128(10, 4)), ("s", pa.decimal128(10, 4)), ("due", pa.date32()), ("paid", pa.date32()),
        ("at", pa.timestamp("us")), ("seen", pa.timestamp("us")), ("flag", pa.bool_()), ("vip", pa.bool_()),
        ("tier", pa.string()), ("level", pa.string()), ("channel", pa.string()), ("town", pa.string()),
        ("city", pa.string()),
    ]
)  # fmt: skip
REQUIRED = {"account", "n", "b", "r", "due", "at", "flag", "tier", "town"}
POOLS: dict[str, list[Any]] = {
    "n": INTEGERS, "m": INTEGERS, "term": [0, 1, 30, -3],
    "b": [Decimal(one) for one in AMOUNTS], "c": [Decimal(one) for one in AMOUNTS],
    "d": [Decimal(one) for one in DECIMALS],
    "r": [Decimal(one) for one in PERCENTS], "s": [Decimal(one) for one in PERCENTS],
    "due": DAYS, "paid": DAYS,
    "at": [datetime.datetime.combine(day, clock) for day in DAYS for clock in CLOCKS],
    "seen": [datetime.datetime.combine(day, clock) for day in DAYS for clock in CLOCKS],
    "flag": [True, False], "vip": [True, False],
    "tier": ["Gold", "Silver", "Basic"], "level": ["Gold", "Silver", "Basic", ""],
    "channel": ["phone", "mail", "fax", ""], "town": [*TEXTS, TEXTS[0], TEXTS[1]], "city": [*TEXTS, ""],
}  # fmt: skip


def table_of(seed: int, rows: int) -> pa.Table:
    """Rows at random, some of them without what is not optional."""
    draw = random.Random(seed)
    columns: dict[str, list[Any]] = {"account": [f"A-{row}" for row in range(rows)]}
    for name, pool in POOLS.items():
        missing = 0.02 if name in REQUIRED else 0.25
        columns[name] = [None if draw.random() < missing else draw.choice(pool) for _ in range(rows)]
        if name == "town":
            columns[name] = ["" if draw.random() < 0.02 else one for one in columns[name]]
    return pa.table(columns, schema=SCHEMA)
