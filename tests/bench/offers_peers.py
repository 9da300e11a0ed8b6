# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What offers are measured beside: level schedules by two others' means, and flows of money for XIRR.
"""Loans are columns: principals and dates of the first payment, and rates a month in 10^-9, drawn as the C++ program
draws its own. A peer's `rows` gives the due date, payment, principal, interest and balance of every month."""

import calendar
import decimal
import platform
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import numpy as np
import numpy_financial
import pyxirr
import tramo.offers

COUNT = 12
CENT = Decimal("0.01")


class Loans(NamedTuple):
    cents: np.ndarray
    rates: np.ndarray  # 10^-9
    first: np.ndarray

    def part(self, begin, end):
        return Loans(*(column[begin:end] for column in self))


def drawn_loans(count):
    """As in offers_bench.cpp: 81.03 to 32,690.17 at 0 to 3 % a month, every other rate a round one."""
    draw = np.random.default_rng(1)
    steps = draw.integers(0, 60, count) * 500 + np.where(draw.random(count) < 0.5, 0, draw.integers(0, 500, count))
    cents = np.exp(9 + 6 * draw.random(count)).astype(np.int64)
    return Loans(cents, steps * 1000, np.datetime64("2026-01-01", "D") + draw.integers(0, 365, count))


class NumpyFinancial:
    """Nothing is rounded, and what rounding would leave is not placed: less than what the others do."""

    name = "numpy-financial"
    version = f"{numpy_financial.__version__}, numpy {np.__version__}"
    AT_ONCE = 1000  # the fastest of 256 to 200,000: the columns of more leave the cache

    def __init__(self, loans):
        self.parts = [loans.part(i, i + self.AT_ONCE) for i in range(0, len(loans.cents), self.AT_ONCE)]
        self.parts = [Loans(part.cents / 100, part.rates / 1e9, part.first) for part in self.parts]

    def run(self):
        with np.errstate(invalid="ignore", divide="ignore"):  # divides by rates of 0, takes the other branch
            for part in self.parts:
                self.rows(part)

    @staticmethod
    def rows(loans):
        number, rate, lent = np.arange(1, COUNT + 1), loans.rates[:, None], -loans.cents[:, None]
        payment = numpy_financial.pmt(loans.rates, COUNT, -loans.cents)
        interest = numpy_financial.ipmt(rate, number, COUNT, lent)
        principal = numpy_financial.ppmt(rate, number, COUNT, lent)
        balance = loans.cents[:, None] - np.cumsum(principal, axis=1)
        return due_dates(loans.first), payment, principal, interest, balance


def due_dates(first):
    """The 31st is the last day of shorter months."""
    months = first.astype("M8[M]")
    behind = (first - months.astype("M8[D]"))[:, None]
    months = months[:, None] + np.arange(COUNT)
    begins = months.astype("M8[D]")
    return begins + np.minimum(behind, (months + 1).astype("M8[D]") - begins - 1)


class PythonDecimal:
    """The loop that one would write, at 28 digits."""

    name = "decimal"
    version = f"Python {platform.python_version()}"

    def __init__(self, loans):
        cents, rates, first = (column.tolist() for column in loans)
        self.loans = [(Decimal(c).scaleb(-2), Decimal(r).scaleb(-9), f) for c, r, f in zip(cents, rates, first)]

    def run(self):
        with decimal.localcontext(prec=28, rounding=ROUND_HALF_UP):
            for principal, rate, first in self.loans:
                self.rows(principal, rate, first)

    @staticmethod
    def rows(lent, rate, first):
        regular = (lent * rate / (1 - (1 + rate) ** -COUNT) if rate else lent / COUNT).quantize(CENT)
        balance, rows = lent, []
        for k in range(COUNT):
            years, month = divmod(first.month - 1 + k, 12)
            year, month = first.year + years, month + 1
            due = date(year, month, min(first.day, calendar.monthrange(year, month)[1]))
            interest = (balance * rate).quantize(CENT)
            owed = balance + interest
            payment = owed if k + 1 == COUNT else min(regular, owed)
            balance = owed - payment
            rows.append((due, payment, payment - interest, interest, balance))
        return rows


class TramoFromPython:
    """A call and its Decimals for each schedule, and the effective rate, which the others do not tell."""

    name = "tramo.offers.schedule"

    def __init__(self, loans):
        self.loans = PythonDecimal(loans).loans

    def run(self):
        for loan in self.loans:
            self.rows(*loan)

    @staticmethod
    def rows(lent, rate, first):
        made = tramo.offers.schedule(principal=lent, rate=rate, count=COUNT, first=first)
        return [tuple(row)[1:] for row in made]


def disagreement(loans):
    """Where the peers tell other rows than tramo: in words, or None. What numpy-financial does not round is close."""
    with np.errstate(invalid="ignore", divide="ignore"):
        due, payment, *_ = NumpyFinancial.rows(NumpyFinancial(loans).parts[0])
    for i, loan in enumerate(TramoFromPython(loans).loans):
        rows = TramoFromPython.rows(*loan)
        with decimal.localcontext(prec=28, rounding=ROUND_HALF_UP):
            if PythonDecimal.rows(*loan) != rows:
                return f"decimal tells other rows of {loan}"
        if due[i].tolist() != [row[0] for row in rows]:
            return f"numpy tells other dates of {loan}"
        if abs(payment[i] - float(rows[0][1])) > 0.00501:
            return f"numpy-financial tells another payment of {loan}"
    return None


# Flows for XIRR


def repaid(draw, count):
    """A loan: money out, and back at intervals of all lengths."""
    gaps = draw.integers(1, 61 if count < 300 else 13, count - 1)
    back = np.round(10_000 / (count - 1) * draw.uniform(0.7, 1.9, count - 1), 2)
    return np.concatenate([[0], np.cumsum(gaps)]), np.concatenate([[-10_000.0], back])


def redeemed(draw, count):
    """Savings: money in and out on any days of ten years, and all of it back on the last."""
    days, amounts = np.sort(draw.integers(0, 3650, count)), np.round(draw.uniform(-1000, 400, count), 2)
    amounts[0] = -1000
    days[-1], amounts[-1] = 3651, round(-1.2 * amounts[:-1].sum() + 50, 2)
    return days, amounts


class Flows:
    """Of one kind and size, in the forms that pyxirr takes: arrays are the faster for many flows, pairs for few."""

    def __init__(self, kind, count, cases):
        draw = np.random.default_rng(count)
        drawn = [kind(draw, count) for _ in range(cases)]
        self.name = f"{kind.__name__}/flows:{count}"
        self.arrays = [(np.datetime64("2015-01-01", "D") + days, amounts) for days, amounts in drawn]
        self.pairs = [in_pairs(*case) for case in self.arrays]
        one_way = [(days, np.abs(amounts)) for days, amounts in self.arrays]
        self.one_way = {"arrays": one_way, "pairs": [in_pairs(*case) for case in one_way]}

    def lines(self):
        """For the C++ program."""
        for days, amounts in self.arrays:
            cells = (f"{day} {amount:.2f}" for day, amount in zip(days.astype(int), amounts))
            yield f"{self.name} {' '.join(cells)}\n"


def in_pairs(days, amounts):
    return (list(zip(days.tolist(), amounts.tolist())),)


class Pyxirr:
    name = "pyxirr"
    version = pyxirr.__version__

    @staticmethod
    def rates(cases):
        """By each case's arguments."""
        return [pyxirr.xirr(*case) for case in cases]

    @staticmethod
    def taken(cases):
        """Of flows that all go one way: the arguments are taken, and nothing is searched."""
        return [pyxirr.xirr(*case, silent=True) for case in cases]
