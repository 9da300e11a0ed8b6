# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The demo's third part: what may be agreed with fifty thousand debtors, one of them closely, and what became of it.
"""Offers and agreements of invented debtors. Called by demo.py."""

import sys
import time
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet
from demo_screen import AS_OF, HERE, beside, count, errors, excerpt, grid, shown, title
from rich.console import Console
from rich.table import Table
from rich.text import Text

import tramo
from tramo.offers import Agreement, Offer, Offers, agreement_states

POLICY = HERE / "policies" / "payment_conditions.tramo"
GENERATED = HERE / "data" / "generated"
DEBTORS, PICTURE = GENERATED / "debtors.parquet", GENERATED / "offers.png"
ROLE = "atendente"
LATER = date.fromisoformat(AS_OF) + timedelta(days=40)
AGREEMENTS = 400
MOST_REASONS = 8
# The debtor of V-14 to V-17: what the system has charged is replaced by the condition's own interest and fine.
KNOWN = {
    "cliente": "V-14",
    "contas": [
        {
            "tipo": "mensalidade",
            "vencimento": "2023-12-01",
            "valor": "1000.00",
            "juros": "80.00",
            "multa": "20.00",
            "situacao": "aberta",
        }
    ],
}

sys.path.insert(0, str(HERE / "data"))
import generate_debtors  # noqa: E402


def made(offers: Offers) -> Table:
    table = grid("condition", "alternative", "offers")
    table.columns[1].justify = "left"
    for (condition, way), number in offers.counts.items():
        table.add_row(condition, way, count(number))
    return table


def reasons(offers: Offers, conditions: tuple[str, ...]) -> Table:
    """The commonest reasons against some conditions."""
    table = grid("not offered", "because", "debtors")
    table.columns[1].justify = "left"
    table.columns[1].no_wrap = False
    refusals = [(number, *what) for what, number in offers.refusals.items() if what[0] in conditions]
    for number, condition, reason in sorted(refusals, reverse=True)[:MOST_REASONS]:
        table.add_row(condition, Text(reason), count(number))
    return table


def show_readings(console: Console, policy: tramo.Policy) -> None:
    """One debt under the three readings of what a discount is taken from (V-14), and with an entry (V-15, V-16)."""
    title(console, "1000.00 owed, under the three readings of the document (V-14)")
    table = grid("discount on", "cash", "entry", "three installments")
    for reading in ("total", "em cadeia", "principal"):
        offers = policy.offers(KNOWN, as_of="2024-01-15", parameters={"leitura": reading}).of()
        (cash,) = (one for one in offers if one.alternative == "a_vista" and not one.is_default)
        (spread,) = (one for one in offers if one.alternative == "com_entrada" and one.installments == 3)
        entry, *rest = spread.payments
        table.add_row(reading, str(cash.total), str(entry.amount), " ".join(str(one.amount) for one in rest))
    console.print(table)
    console.print(Text(f"due on {', '.join(str(one.due) for one in spread.payments)} (V-15, V-16)"))


def accounts_of(offers: Offers, rule: str) -> list[str]:
    """Those to whom it is offered, each once."""
    table = pa.table(offers.table)
    rows = table.filter(pyarrow.compute.equal(table.column("rule"), rule))
    return list(dict.fromkeys(rows.column("cliente").to_pylist()))


def stages(agreement: Agreement, offer: Offer) -> Table:
    """An agreement as the days go by: the first payment in time, the second a week late, then none."""
    first, second, third = offer.payments[:3]
    late = second.due + timedelta(days=7)
    paid = [(first.due, first.amount), (late, second.amount)]
    table = grid("on", "it is", "since", "paid", "overdue", "outstanding", "next due")
    table.columns[1].justify = "left"
    days = (first.due, second.due + timedelta(days=1), late, third.due + timedelta(days=75))
    for day in days:
        at = agreement.standing(paid, as_of=day)
        cells = (at.since, at.paid, at.overdue, at.outstanding, at.next_due or "")
        table.add_row(str(day), at.state, *map(str, cells))
    return table


def what_if(agreement: Agreement, offer: Offer) -> str:
    first, second = offer.payments[:2]
    paid, day = [(first.due, first.amount)], second.due + timedelta(days=5)
    half = (second.amount / 2).quantize(Decimal("0.01"))
    told = []
    for pays in (half, second.amount, agreement_total(offer) - first.amount):
        at = agreement.simulate(paid, pays=pays, on=day)
        told.append(f"{pays}: {'paid off' if at.is_paid_off else at.state}, {at.outstanding} outstanding")
    return f"What if on {day} the debtor pays … " + "; ".join(told)


def agreement_total(offer: Offer) -> Decimal:
    return sum((payment.amount for payment in offer.payments), Decimal(0))


def agree_with_some(offers: Offers, accounts: list[str]) -> tuple[list[Agreement], list[tuple[str, date, Decimal]]]:
    """Agreements with some debtors, and what they pay: the first all of it, the second the entry alone, the third
    nothing, and so on."""
    agreements, payments = [], []
    for number, account in enumerate(accounts):
        chosen = next(one for one in offers.of(account) if one.rule == "campanha.parcelado")
        agreement = chosen.accept(id=f"A-{number:05d}", at=f"{AS_OF}T10:00")
        agreements.append(agreement)
        paid = chosen.payments[: (len(chosen.payments), 1, 0)[number % 3]]
        payments += [(agreement.id, payment.due, payment.amount) for payment in paid]
    return agreements, payments


def show_agreements(console: Console, policy: tramo.Policy, debtors: pa.Table, offers: Offers) -> None:
    """The states of agreements, joined as children, and the segments and queues that read them."""
    accounts = accounts_of(offers, "campanha.parcelado")[:AGREEMENTS]
    agreements, payments = agree_with_some(offers, accounts)
    states = agreement_states(agreements, payments, as_of=LATER)
    rows = [{"cliente": row.pop("account"), **row} for row in states]
    result = policy.evaluate(debtors.drop_columns(["acordos"]), children={"acordos": rows}, as_of=LATER)
    title(console, f"{count(len(agreements))} agreements on {LATER}, and the rule that reads them")
    kinds = Counter("paid off" if row["is_paid_off"] else row["state"] for row in rows)
    console.print(Text(", ".join(f"{state} {count(number)}" for state, number in kinds.items())))
    queues = (f"{name} {count(found.rows)}" for name, found in result.strategies["regra"].items())
    console.print(Text(f"{count(result.rows)} debtors, by queue: {', '.join(queues)}"), soft_wrap=True)


def show(console: Console, rows: int, seed: int) -> None:
    title(console, "Offers: what may be agreed with whom, and why nothing else")
    policy = tramo.load(POLICY)
    console.print(Text(excerpt(policy, ("matriz ", 'condição campanha "Campanha de novembro"'))), soft_wrap=True)
    console.print(Text(f"inventing {count(rows)} debtors into {shown(DEBTORS)}", "dim"))
    debtors = generate_debtors.make_table(rows, seed)
    GENERATED.mkdir(exist_ok=True)
    pyarrow.parquet.write_table(debtors, DEBTORS)
    start = time.perf_counter()
    offers = policy.offers(debtors, as_of=AS_OF, role=ROLE)
    number = sum(offers.counts.values())
    seconds = time.perf_counter() - start
    who = f"{count(offers.accounts_with_offers)} of {count(offers.accounts)} debtors"
    title(console, f"{count(number)} offers to {who}, on {AS_OF}")
    console.print(beside(made(offers), reasons(offers, ("acordo", "quitacao", "campanha"))))
    console.print(Text(f"{seconds:.1f} s, one thread, data in memory"))
    title(console, f"{count(offers.data_errors)} debtors set apart, the others went on")
    console.print(errors(offers))
    show_readings(console, policy)
    show_one(console, policy, debtors, offers)
    show_agreements(console, policy, debtors, offers)


def show_one(console: Console, policy: tramo.Policy, debtors: pa.Table, offers: Offers) -> None:
    """One debtor's offers side by side, one of them accepted, and how it stands as payments come in."""
    account = accounts_of(offers, "campanha.parcelado")[0]
    title(console, f"The offers to {account} side by side")
    console.print(Text(offers.compare(account)), soft_wrap=True)
    console.print(Text(f"what is left to pay as time goes by: {shown(PICTURE)}", "dim"))
    offers.plot(account, PICTURE)
    for one in offers.why_not(account):
        console.print(Text(f"not {one.condition}: {one.reason}", "dim"), soft_wrap=True)
    chosen = [one for one in offers.of(account) if one.rule == "campanha.parcelado"][-1]
    agreement = chosen.accept(id="A-1", at=f"{AS_OF}T10:42")
    title(console, f"{agreement.rule} × {chosen.installments} accepted at {agreement.accepted_at}")
    console.print(stages(agreement, chosen))
    console.print(Text(what_if(agreement, chosen)), soft_wrap=True)
