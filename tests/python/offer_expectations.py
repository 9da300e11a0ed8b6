# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What a policy's `# offer:` lines say of one account's offers, and what came out otherwise.
"""Offers that are due.

    # as_of: 2026-11-21                 the day of the negotiation
    # role: supervisor                  whose ceilings hold, until it is set anew; nobody's without a name
    # entry: 300                        agreed with the debtor, until it is set anew; the least without an amount
    # offer: {"customer": "C-1", "debt": 1000} => cash.now total 922.00; plan.spread 3 pays 300 300 322; not other

Behind `=>` stand, between semicolons:

    condition.alternative               it is offered
    condition.alternative 3 WORDS       with three installments, and as the words say; without the number there
                                        must be one offer of it, unless the only words are `counts …`
    not condition                       no alternative of it is offered
    not condition.alternative           that one is not
    not … because WORDS                 and a reason against it has these words
    none                                nothing at all is offered
    error field, error                  the row is set apart, because of that field

The words, as many as one likes:

    debt, net, entry, interest, total, saving    an amount
    rate                                the effective rate, a year, as a fraction
    owed COMPONENT, forgiven COMPONENT  an amount of principal, interest, fine or fees
    pays, due                           what is paid and when: the entry, if any, and every installment
    counts                              all numbers of installments that are offered
    default yes, default no             whether it is shown at once
    billing, approval, until            a form, who approves, the last day; `none` where there is none
    agreed MOMENT, lapsed MOMENT        it can be accepted then, and keeps the moment; it cannot"""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import tramo
from tramo.offers import Offer, OfferError, Offers

COMPONENTS = ("principal", "interest", "fine", "fees")
AMOUNTS = ("debt", "net", "entry", "interest", "total", "saving")
WORDS = (*AMOUNTS, *"rate owed forgiven pays due counts default billing approval until agreed lapsed".split())


def failures(offers: Offers, due: list[str]) -> list[str]:
    """What came out otherwise than due, in words."""
    fields = {re.sub(r"\[\d+\]", "", error.field or "") for error in offers.errors}
    wrong = [_failure(offers, fields, one) for one in due]
    if fields and not any(one.split()[0] == "error" for one in due):
        wrong.append(f"the row is set apart: {[error.message for error in offers.errors]}")
    return [one for one in wrong if one]


def _failure(offers: Offers, fields: set[str], due: str) -> str | None:
    word, _, rest = due.partition(" ")
    if word == "error":
        found = rest.strip() in fields if rest else bool(fields)
        return None if found else f"due: {due}; found errors in {fields or 'no field'}"
    if due == "none":
        made = [one.rule for one in offers.of()]
        return f"due: none; found: {made}" if made else None
    if word == "not":
        return _refusal_failure(offers, rest.strip(), due)
    return _offer_failure(offers.of(), due)


def _refusal_failure(offers: Offers, rest: str, due: str) -> str | None:
    name, _, words = (part.strip() for part in rest.partition(" because "))
    condition, _, way = name.partition(".")
    made = [one for one in offers.of() if one.condition == condition and way in ("", one.alternative)]
    if made:
        return f"due: {due}; found: {made}"
    against = [one.reason for one in offers.why_not() if one.condition == condition and _is_of(one, way)]
    # An alternative may be missing because today's version of the condition has none of that name.
    if not against and (words or not way):
        return f"due: {due}; no reason against {name!r} is given"
    return None if any(words in reason for reason in against or [""]) else f"due: {due}; found: {against}"


def _is_of(refused: tramo.offers.Refusal, way: str) -> bool:
    return not way or refused.alternative in (None, way)


def _offer_failure(offers: list[Offer], due: str) -> str | None:
    name, *words = due.split()
    made = [one for one in offers if f"{one.condition}.{one.alternative}" == name]
    if not made:
        return f"due: {due}; offered is {sorted({one.rule for one in offers}) or 'nothing'}"
    counts = [one.installments for one in made]
    if words and words[0].isdigit():
        made = [one for one in made if one.installments == int(words[0])]
        words = words[1:]
    if not made:
        return f"due: {due}; offered in {counts} installments"
    wanted = _groups(words)
    if any(word != "counts" for word, _ in wanted) and len(made) > 1:
        return f"due: {due}; in how many installments? Offered in {counts}"
    for word, values in wanted:
        found = " ".join(map(str, counts)) if word == "counts" else _found(made[0], word, values)
        if not _is_same(found, " ".join(values)):
            return f"due: {name} {word} {' '.join(values)}; found: {found}"
    return None


def _groups(words: list[str]) -> list[tuple[str, list[str]]]:
    """Each word with its values. ValueError where a value stands first."""
    groups: list[tuple[str, list[str]]] = []
    for word in words:
        is_component = bool(groups) and groups[-1][0] in ("owed", "forgiven") and not groups[-1][1]
        if word in WORDS and not is_component:
            groups.append((word, []))
        elif groups:
            groups[-1][1].append(word)
        else:
            raise ValueError(f"{word!r} is no word of an offer: {', '.join(WORDS)}")
    return groups


def _found(offer: Offer, word: str, values: list[str]) -> str:
    """What the offer says under a word, as one would write it."""
    if word in ("owed", "forgiven"):
        of = offer.owed if word == "owed" else offer.discounts
        if not values or values[0] not in COMPONENTS:
            raise ValueError(f"{word} of what? {', '.join(COMPONENTS)}")
        return f"{values[0]} {of.get(values[0], Decimal(0))}"
    if word in ("agreed", "lapsed"):
        return _moment_found(offer, word, " ".join(values))
    tell: dict[str, Callable[[Offer], object]] = {
        "rate": lambda one: one.effective_rate,
        "pays": lambda one: " ".join(str(payment.amount) for payment in one.payments),
        "due": lambda one: " ".join(str(payment.due) for payment in one.payments),
        "default": lambda one: "yes" if one.is_default else "no",
        "billing": lambda one: one.billing or None,
        "until": lambda one: one.valid_until,
    }
    value = tell[word](offer) if word in tell else getattr(offer, word)
    return "none" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _moment_found(offer: Offer, word: str, moment: str) -> str:
    try:
        agreement = offer.accept(id="A-1", at=moment)
    except OfferError as error:
        return moment if word == "lapsed" else str(error)
    if word == "lapsed":
        return f"it can be accepted at {moment}"
    kept = agreement.accepted_at
    return moment if kept == datetime.fromisoformat(moment) else kept.isoformat()


def _is_same(found: str, wanted: str) -> bool:
    """Numbers by their value, all else word by word."""
    ours, theirs = found.split(), wanted.split()
    return len(ours) == len(theirs) and all(map(_is_same_word, ours, theirs))


def _is_same_word(found: str, wanted: str) -> bool:
    is_number = all(re.fullmatch(r"-?\d+(\.\d+)?", one) for one in (found, wanted))
    return Decimal(found) == Decimal(wanted) if is_number else found == wanted
