# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds the packs of contact limits to scenarios written from the law.
"""contact_caps: how often, how far apart, at which hours, through which channel."""

from collections.abc import Callable
from typing import Any

from tramo import contact, zones

from vectors.checking import Differs, Vector, all_known, same

YEAR = 2026
NOON, MORNING = " 12:00", " 09:00"
FREQUENCY, QUIET = "us_calls", "us_after_conversation"
# Calls that Regulation F leaves out: whoever keeps the log gives them as contacts that do not count.
EXCLUDED = ("direct_prior_consent", "not_connected", "to_attorney_etc")
COUNTED = ("limited-content voicemail left",)


def permission(vector: Vector) -> str | None:
    """What is expected says what is asked for."""
    inputs, expected = vector["inputs"], vector["expected"]
    for key, check in CHECKS.items():
        if key in inputs:
            check(vector, inputs, expected)
            return None
    raise Differs(f"nothing is known of {', '.join(inputs)}")


def _pack(vector: Vector, inputs: dict[str, Any], on: str) -> contact.Pack:
    """The pack that the id, or the inputs, name; its clock is the one that is told."""
    jurisdiction = inputs.get("jurisdiction") or vector["id"].partition("_")[0].upper()
    found = contact.pack_for(jurisdiction, on)
    if found is None:
        raise Differs(f"no pack holds for {jurisdiction} on {on}")
    if found.zone and "timezone" in inputs:
        same("zone", found.zone, inputs["timezone"])
    return found


def _asked(pack: contact.Pack, channel: str, now: str, made: Any, **more: Any) -> contact.Permission:
    calendar = zones.holidays(pack.holidays, YEAR) if pack.holidays else None
    return contact.may_contact(pack, channel, now, made, calendar, **more)


def _calls(vector: Vector, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """Days of calls and conversations, and of the call in question."""
    all_known(expected, {"within_frequency", "outside_conversation_window", "presumed_compliant"})
    on = inputs["new_call"]
    made = [(day + MORNING, "phone") for day in inputs["calls_placed"]]
    made += [(day + MORNING, "phone", "conversation", True) for day in inputs["conversations"]]
    told = _asked(_pack(vector, inputs, on), "phone", on + NOON, made)
    same("frequency", FREQUENCY not in told.binding, expected["within_frequency"])
    same("quiet", QUIET not in told.binding, expected["outside_conversation_window"])
    same("presumed", told.allowed, expected["presumed_compliant"])
    same("caps", told.allowed_by_caps, True)


def _debts(vector: Vector, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """The last call about each debt, all others having been made."""
    all_known(expected, {"presumed_compliant"})
    on = "2026-04-07"
    pack = _pack(vector, inputs, on)
    calls = [debt for debt, count in enumerate(inputs["calls_placed_per_debt"]) for _ in range(count)]
    found = []
    for debt in range(inputs["debts"]):
        others = list(calls)
        others.remove(debt)
        made = [contact.Made(on + MORNING, "phone", debt=one) for one in others]
        found.append(_asked(pack, "phone", on + NOON, made, debt=debt).allowed)
    same("presumed", all(found), expected["presumed_compliant"])


def _call_type(vector: Vector, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """Seven such calls, and one more."""
    all_known(expected, {"counts_toward_cap", "is_conversation"})
    kind, on = inputs["call_type"], "2026-04-07"
    if kind not in (*EXCLUDED, *COUNTED):
        raise Differs(f"nothing is known of a call that is {kind}")
    made = [contact.Made(on + MORNING, "phone", counts=kind in COUNTED)] * 7
    told = _asked(_pack(vector, inputs, on), "phone", on + NOON, made)
    same("counts", FREQUENCY in told.binding, expected["counts_toward_cap"])
    if "is_conversation" in expected:
        same("conversation", QUIET in told.binding, expected["is_conversation"])


def _hours(vector: Vector, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    all_known(expected, {"convenient"})
    on = "2026-04-01"
    told = _asked(_pack(vector, inputs, on), "phone", f"{on} {inputs['local_time']}", [])
    same("convenient", told.allowed, expected["convenient"])


def _moment(vector: Vector, inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    """A contact after others, at a moment on the person's clock."""
    all_known(expected, {"allowed", "first", "left", "binding"})
    new = inputs.get("new", inputs)
    channel, at = new.get("channel", "phone"), new["at"]
    made = [_made(one) for one in inputs.get("previous", [])]
    told = _asked(_pack(vector, inputs, at[:10]), channel, at, made, consent=inputs.get("consent", True))
    same("unanswered", told.unanswered, "")
    same("allowed", told.allowed, expected["allowed"])
    if "first" in expected:
        same("first", told.first and told.first.isoformat(" ", "minutes"), expected["first"])
    if "left" in expected:
        same("left", told.left, expected["left"])
    if "binding" in expected:
        same("binding", list(told.binding), expected["binding"])


def _made(one: dict[str, Any]) -> contact.Made:
    return contact.Made(one["at"], one["channel"], "conversation" if one.get("direct_contact") else "attempt")


CHECKS: dict[str, Callable[[Vector, dict[str, Any], dict[str, Any]], None]] = {
    "new_call": _calls,
    "calls_placed_per_debt": _debts,
    "call_type": _call_type,
    "local_time": _hours,
    "new": _moment,
    "at": _moment,
}
