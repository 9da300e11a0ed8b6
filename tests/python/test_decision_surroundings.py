# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What decisions need of the world: where it comes from, and what is said where it is missing; and the coming month.

from datetime import date
from typing import Any

import pytest
import tramo
from letters_and_cuts import DAY, HOLIDAYS, MANY, ONE, POLICY, one_of

PLACES = POLICY.replace("field email_ok", "field place : text optional\nfield email_ok").replace(
    'zone "-03:00"', 'zone "America/Asuncion"'
)
PLACES = PLACES.replace("limits {\n  calendar", "limits {\n  zone place\n  calendar")


def test_holidays_that_were_not_given_are_named_with_those_that_were(letters: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="`PY`") as caught:
        one_of(letters, holidays={"CL": HOLIDAYS["PY"]})
    assert "CL" in str(caught.value)
    with pytest.raises(TypeError, match="holidays\\['PY'\\] is a Calendar"):
        one_of(letters, holidays={"PY": ["2026-12-08"]})
    with pytest.raises(TypeError, match="dicts by name"):
        one_of(letters, holidays=[HOLIDAYS["PY"]])


def test_holidays_that_nobody_knows_are_named(letters: tramo.Policy) -> None:
    pytest.importorskip("holidays")
    unknown = tramo.loads(POLICY.replace('holidays "PY"', 'holidays "PZ"'))
    with pytest.raises(tramo.QuestionError, match="'PZ'"):
        unknown.decide(ONE, [], DAY)
    assert letters.decide(ONE, [], DAY).sources["holidays"].startswith("holidays ")


def test_packages_that_are_missing_are_told(letters: tramo.Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    from tramo import zones

    def missing(*_: Any) -> Any:
        raise ImportError("this needs holidays, which is not installed")

    monkeypatch.setattr(zones, "holidays", missing)
    with pytest.raises(tramo.QuestionError, match="not installed; or give holidays="):
        tramo.loads(POLICY).decide(ONE, [], DAY)


def test_zones_of_the_accounts_are_found_and_their_release_told() -> None:
    pytest.importorskip("tzdata")
    asked = tramo.loads(PLACES)
    found = asked.decide(
        [{**ONE, "place": "America/Santiago"}, {**ONE, "client": "C-2", "place": "America/Santjago"}],
        [],
        DAY,
        holidays=HOLIDAYS,
    )
    assert found.zones_release.startswith("tzdata ")
    assert found.of("C-1").contacts[0]["zone"] == "America/Santiago"
    assert "Santjago" in found.of("C-2").contacts[0]["unanswered"] and not found.of("C-2").contacts[0]["allowed"]


def test_texts_that_are_no_zones_keep_nobody_from_the_zones_among_them() -> None:
    pytest.importorskip("tzdata")
    strangers = [{**ONE, "client": f"S-{number}", "place": f"Street {number}"} for number in range(3000)]
    there = [{**ONE, "place": "America/Santiago"}, {**ONE, "client": "C-2", "place": "-03:00"}]
    found = tramo.loads(PLACES).decide([*strangers, *there], [], DAY, holidays=HOLIDAYS)
    assert found.of("S-2999").contacts[0]["unanswered"] and found.of("C-1").contacts[0]["unanswered"] is None
    assert found.of("C-2").contacts[0]["unanswered"] is None


def test_zones_given_are_all_that_is_asked() -> None:
    zones = pytest.importorskip("tramo.zones")
    asked = tramo.loads(PLACES)
    with pytest.raises(tramo.QuestionError, match="America/Asuncion"):
        asked.decide(ONE, [], DAY, holidays=HOLIDAYS, zones={})
    given = {"America/Asuncion": zones.zone("America/Asuncion")}
    assert asked.decide(ONE, [], DAY, holidays=HOLIDAYS, zones=given).sources["zones"].startswith("tzdata ")
    with pytest.raises(TypeError, match="is a Zone"):
        asked.decide(ONE, [], DAY, holidays=HOLIDAYS, zones={"America/Asuncion": "-03:00"})


def test_a_moment_with_an_offset_is_read_by_the_rules_of_the_policys_zone() -> None:
    pytest.importorskip("tzdata")
    asked = tramo.loads(POLICY.replace('zone "-03:00"', 'zone "America/Asuncion"'))
    found = asked.decide(ONE, [], DAY, holidays=HOLIDAYS, now=f"{DAY}T13:30Z")
    assert found.contacts[0]["first_allowed"] == f"{DAY}T10:30:00"
    assert found.sources["zones"].startswith("tzdata ")
    assert asked.decide(ONE, [], DAY, holidays=HOLIDAYS, now="10:30").sources["zones"] == ""
    with pytest.raises(tramo.QuestionError, match="not on 2026-11-21"):
        asked.decide(ONE, [], DAY, holidays=HOLIDAYS, now="2026-11-22T03:30Z")


def test_a_pack_that_the_policy_names_and_nobody_ships_is_told_with_those_that_there_are() -> None:
    asked = tramo.loads(POLICY.replace("contact limits {", 'contact limits {\n  pack "BR"'))
    with pytest.raises(tramo.QuestionError, match="the policy: no pack 'BR' is shipped; there are: BR-AL, .*packs="):
        one_of(asked)
    assert one_of(asked, contacts=False).blocked


def test_packs_are_given_by_id_or_as_they_are(letters: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="no pack 'ZZ' is shipped"):
        one_of(letters, packs=["ZZ"])
    with pytest.raises(TypeError, match="list of packs"):
        one_of(letters, packs="PY")
    assert list(one_of(letters, packs=["PY"], zones={}).sources["packs"]) == ["PY"]


def test_the_calendar_says_of_each_day_what_may_be_done(letters: tramo.Policy) -> None:
    from tramo.calendar_figure import days_of

    days = days_of(one_of(letters, record=MANY[2]))
    assert (days[0].day, days[-1].day, len(days)) == (date(2026, 11, 21), date(2026, 12, 20), 30)
    by_day = {one.day.isoformat(): one for one in days}
    assert by_day[DAY].contacts == {"phone": None, "email": "00:00"}
    assert by_day["2026-11-22"].contacts["phone"] == "00:00"
    assert by_day["2026-11-30"].holds == ["whitelist"] and by_day["2026-12-01"].holds == []
    cuts = [day for day, one in by_day.items() if ("cut", "Administrative cut") in one.effects]
    assert cuts == ["2026-12-07", "2026-12-14"]  # Mondays behind the hold
    assert by_day["2026-12-01"].promises == ["300"]
    with pytest.raises(ValueError, match="months is a whole number"):
        days_of(one_of(letters), 0)


def test_the_calendar_of_one_of_many_is_that_of_the_account_alone(
    letters: tramo.Policy, many: tramo.Decisions
) -> None:
    from tramo.calendar_figure import days_of

    assert days_of(many.of("C-1")) == days_of(one_of(letters))


def test_the_calendar_is_drawn(letters: tramo.Policy, tmp_path: Any) -> None:
    pytest.importorskip("matplotlib")
    for name in ("month.png", "month.svg"):
        one_of(letters).calendar(path=tmp_path / name)
        assert (tmp_path / name).stat().st_size > 10_000
    text = (tmp_path / "month.svg").read_text(encoding="utf-8")
    one_of(letters).calendar(path=tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text(encoding="utf-8") == text
    with pytest.raises(ValueError, match=".png or .svg"):
        one_of(letters).calendar(path=tmp_path / "month.pdf")
