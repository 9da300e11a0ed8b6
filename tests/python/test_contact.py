# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Packs, permissions, zones and holidays as Python calls them.

import json
from datetime import date, datetime, timedelta, timezone
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
import tramo
from tramo import contact, zones
from tramo.offers import Calendar

CALENDAR = Calendar("CL", ["2026-05-01"], "2026-01-01", "2026-12-31")
SHIPPED = {"US", "CL", "CO", "PY", "PE", "MX", "BR-SP", "BR-AL", "BR-RJ"}


def pack_text(**changed: Any) -> str:
    sound = {
        "schema": "tramo-contact-pack/1",
        "id": "own",
        "jurisdiction": "CL",
        "version": "1",
        "limits": [{"id": "daily", "kind": "count", "most": 1, "within": "day"}],
    }
    return json.dumps({**sound, **changed})


def schema() -> Any:
    return json.loads((resources.files(tramo) / "schemas" / "contact_pack.json").read_text("utf-8"))


# ---- Packs


def test_the_packs_that_come_along_say_where_they_stand_and_what_is_to_be_verified() -> None:
    packs = contact.packs()
    assert set(packs) == SHIPPED
    for name, one in packs.items():
        assert one.id == one.jurisdiction == name
        assert one.sources and one.notes and one.version and one.limits
        assert one.from_ is not None and one.until is None
        assert one.rests_on_holidays == bool(one.holidays)
        assert one.verify or not any(limit.verify for limit in one.limits)
    assert {name for name, one in packs.items() if not one.verify} == {"BR-SP"}
    assert [limit.strictness for limit in packs["US"].limits] == ["presumption", "presumption", "cap"]
    assert any("why payment was missed" in note for note in packs["CO"].notes)
    packs.clear()
    assert set(contact.packs()) == SHIPPED


def test_the_schema_takes_the_packs_that_come_along() -> None:
    for file in (resources.files(tramo) / "packs").iterdir():
        jsonschema.validate(json.loads(file.read_text("utf-8")), schema())


WRONG = [
    {"langage": "es"},
    {"limits": [{"id": "a", "kind": "consent", "most": 3}]},
    {"limits": [{"id": "a", "kind": "count", "most": 0, "within": "day"}]},
    {"limits": [{"id": "a", "kind": "count", "most": 1, "within": {"days": 0}}]},
    {"limits": [{"id": "a", "kind": "quiet_after", "days": 367}]},
    {"limits": [{"id": "a", "kind": "hours", "hours": {"monday": ["8:00-20:00"]}}]},
    {"limits": [{"id": "a", "kind": "hours", "hours": {}}]},
    {"limits": [{"kind": "forbidden"}]},
    {"limits": [{"id": "", "kind": "forbidden"}]},
    {"id": ""},
    {"schema": "tramo-contact-pack/2"},
    {"sources": [{"url": "https://example.org"}]},
]


@pytest.mark.parametrize("changed", WRONG)
def test_what_the_schema_refuses_the_reader_refuses(changed: dict[str, Any]) -> None:
    text = pack_text(**changed)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(text), schema())
    with pytest.raises(contact.ContactError) as error:
        contact.load_pack(text)
    assert len(error.value.diagnostics) == 1
    assert error.value.diagnostics[0].code == "T5020"


def test_a_pack_is_read_from_a_file_from_text_and_from_bytes(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(pack_text(label="Año"), encoding="utf-8")
    for one in (path, str(path), pack_text(label="Año"), path.read_bytes(), "\n " + pack_text(label="Año")):
        found = contact.load_pack(one)
        assert (found.id, found.label, found.limits[0].id) == ("own", "Año", "daily")
        assert found.limits[0].written["most"] == 1
    assert contact.Pack.load(path).id == "own"
    with pytest.raises(FileNotFoundError):
        contact.load_pack(tmp_path / "none.json")


def test_each_mistake_of_a_pack_is_told_with_the_name_of_the_file_and_its_path(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    hours = {"monday": ["22:00-06:00"]}
    limits = [{"id": "a", "kind": "hours", "hours": hours}, {"id": "b", "kind": "spacing", "days": 0}]
    path.write_text(pack_text(**{"from": "2023-02-29", "limits": limits, "nots": []}), encoding="utf-8")
    with pytest.raises(contact.ContactError) as error:
        contact.load_pack(path)
    assert [one.message for one in error.value.diagnostics] == [
        "own.json: the key 'nots' is not known",
        'own.json: from: it is "2023-02-29", no day of the calendar; write one such as "2026-11-21"',
        "own.json: limits[0].hours.monday: 22:00-06:00 runs over midnight; write 22:00-24:00 on this day and "
        "00:00-06:00 on the next",
        "own.json: limits[1].days: it is 0; it must be 1 to 366",
    ]
    assert error.value.diagnostics[0].help[0] == "did you mean 'notes'?"


def test_the_most_specific_pack_of_the_day_wins() -> None:
    assert contact.pack_for("BR-SP", "2026-03-02").id == "BR-SP"
    assert contact.pack_for("BR-SP", date(2014, 5, 22)) is None
    assert contact.pack_for("BR", "2026-03-02") is None
    assert contact.pack_for("US-NY", "2026-03-02").id == "US"
    own = contact.load_pack(pack_text(**{"from": "2026-01-01", "until": "2026-03-01"}))
    among = [*contact.packs().values(), own]
    assert contact.pack_for("CL", "2026-03-01", among) is own
    assert contact.pack_for("CL", "2026-03-02", among).id == "CL"
    assert contact.pack_for("CL", "2026-03-02", [own]) is None
    with pytest.raises(contact.ContactError, match="day: '2026-02-30' is no day"):
        contact.pack_for("CL", "2026-02-30")


# ---- Permissions


def test_a_permission_names_the_limits_that_say_no_and_when_they_do_not_any_more() -> None:
    pack = contact.packs()["CL"]
    made = [("2026-04-27 09:00", "visit")]
    told = contact.may_contact(pack, "phone", datetime(2026, 4, 30, 20, 0), made, CALENDAR)
    assert not told and not told.allowed_by_caps
    assert told.binding == ("cl_calls", "cl_hours")
    assert told.first == datetime(2026, 5, 4, 8, 0)
    assert (told.left, told.tightest, told.unanswered) == (0, "cl_calls", "")
    told = contact.may_contact(pack, "email", "2026-04-30 19:59", made, CALENDAR)
    assert told and told.binding == () and told.first == datetime(2026, 4, 30, 19, 59)
    assert (told.left, told.tightest) == (2, "cl_written")


def test_without_a_calendar_nothing_is_allowed_where_holidays_matter() -> None:
    told = contact.may_contact(contact.packs()["CL"], "phone", "2026-03-02 10:00")
    assert not told.allowed and told.binding == () and told.first is None
    assert "'cl_hours' rests on holidays, and no calendar was given" in told.unanswered
    told = contact.may_contact(contact.packs()["CL"], "phone", "2027-03-02 10:00", calendar=CALENDAR)
    assert "known from 2026-01-01 to 2026-12-31 only, not on 2027-03-02" in told.unanswered
    assert contact.may_contact(contact.packs()["PY"], "phone", "2026-03-02 10:00").allowed


def test_contacts_are_dicts_or_tuples_and_what_is_not_told_counts() -> None:
    pack = contact.packs()["US"]
    now = "2026-04-07 12:00"
    at = "2026-04-06 12:00"

    def left(made: list[Any], **asked: Any) -> int | None:
        return contact.may_contact(pack, "phone", now, made, **asked).left

    assert left([(at, "phone"), {"at": at, "channel": "phone"}, contact.Made(at, "phone")]) == 4
    assert left([(at, "phone", "attempt", False), {"at": at, "channel": "phone", "counts": False}]) == 7
    assert left([contact.Made(at, "phone", debt=one) for one in ("A", "B", None)], debt="A") == 5
    assert left([contact.Made(at, "phone", debt=one) for one in (1, "1", 2)], debt=1) == 5
    assert left([contact.Made(at, "phone", debt=one) for one in ("A", "B")]) == 5
    assert left([("2026-04-07 12:01", "phone"), (at, "email")]) == 7
    spoken = contact.may_contact(pack, "phone", now, [(at, "phone", "conversation")])
    assert spoken.binding == ("us_after_conversation",)
    assert contact.may_contact(pack, "phone", now, unit="message").left is None


def test_a_presumption_leaves_the_caps_content() -> None:
    made = [("2026-04-07 09:00", "phone")] * 7
    told = contact.may_contact(contact.packs()["US"], "phone", "2026-04-07 12:00", made)
    assert not told.allowed and told.allowed_by_caps


def test_limits_may_be_written_out_without_a_pack() -> None:
    limits = [{"id": "weekly", "kind": "count", "most": 1, "within": "week"}, *contact.packs()["US"].limits]
    told = contact.may_contact(limits, "sms", "2026-04-05 12:00", [("2026-03-30 12:00", "phone")])
    assert (told.binding, told.first) == (("weekly",), datetime(2026, 4, 6, 8, 0))
    without = contact.may_contact(contact.packs()["CO"], "sms", "2026-04-05 12:00", calendar=CALENDAR, consent=False)
    assert "co_consent" in without.binding and without.first is None


def test_what_cannot_be_read_is_told_by_its_name() -> None:
    pack = contact.packs()["US"]
    with pytest.raises(contact.ContactError, match="now: 'noon' is no moment such as 2026-11-21T10:30"):
        contact.may_contact(pack, "phone", "noon")
    with pytest.raises(contact.ContactError, match=r"made\[1\].at: '2026-02-30 10:00' is no moment"):
        contact.may_contact(pack, "phone", "2026-04-07 12:00", [("2026-02-03 10:00", "a"), ("2026-02-30 10:00", "a")])
    with pytest.raises(contact.ContactError, match=r"made\[0\].unit: 'call' is not known; known are attempt"):
        contact.may_contact(pack, "phone", "2026-04-07 12:00", [("2026-02-03 10:00", "a", "call")])
    with pytest.raises(contact.ContactError, match=r"unit: 'conversation' is not known; known are attempt, message"):
        contact.may_contact(pack, "phone", "2026-04-07 12:00", unit="conversation")
    with pytest.raises(contact.ContactError, match=r"made\[0\]: the key 'chanel' is not known; did you mean 'channel'"):
        contact.may_contact(pack, "phone", "2026-04-07 12:00", [{"at": "2026-02-03 10:00", "chanel": "a"}])
    with pytest.raises(contact.ContactError, match=r"made\[0\]: 'channel' is missing"):
        contact.may_contact(pack, "phone", "2026-04-07 12:00", [{"at": "2026-02-03 10:00"}])
    with pytest.raises(TypeError, match=r"made\[0\] is a dict, or a tuple \(at, channel"):
        contact.may_contact(pack, "phone", "2026-04-07 12:00", ["2026-02-03 10:00"])
    with pytest.raises(TypeError, match="now has a zone"):
        contact.may_contact(pack, "phone", datetime(2026, 4, 7, tzinfo=timezone.utc))
    with pytest.raises(contact.ContactError, match=r"limits: limits\[0\].kind"):
        contact.may_contact([{"id": "a", "kind": "consend"}], "phone", "2026-04-07 12:00")
    with pytest.raises(TypeError, match=r"by is a Pack, or limits, not 'US'; of a jurisdiction there is pack_for"):
        contact.may_contact("US", "phone", "2026-04-07 12:00")


# ---- Zones


def test_a_zone_is_that_of_the_package_and_says_of_which_release() -> None:
    import tzdata

    santiago = zones.zone("America/Santiago")
    assert santiago.release == f"tzdata {tzdata.__version__}"
    assert zones.zone("America/Santiago") is santiago
    assert santiago.from_utc("2026-07-01T12:00") == datetime(2026, 7, 1, 8, 0)
    assert santiago.from_utc(datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=-3)))) == datetime(2026, 1, 1, 9)
    assert santiago.from_utc("2026-01-01 09:00-03:00") == datetime(2026, 1, 1, 9)
    assert santiago.from_utc("2026-07-01T12:00:00Z") == santiago.from_utc("2026-07-01T12:00")
    assert santiago.from_utc("2026-07-01T12:00:00.5") == datetime(2026, 7, 1, 8, 0, 0, 500_000)
    assert santiago.to_utc("2026-07-01T08:00") == datetime(2026, 7, 1, 12, tzinfo=timezone.utc)


def test_hours_that_do_not_exist_and_hours_that_exist_twice_are_told_apart() -> None:
    new_york = zones.zone("America/New_York")
    found = new_york.reading("2026-03-08T02:30")
    assert (found.kind, found.first.isoformat()) == ("skipped", "2026-03-08T07:00:00+00:00")
    found = new_york.reading(datetime(2026, 11, 1, 1, 30))
    assert (found.kind, found.second - found.first) == ("twice", timedelta(hours=1))
    assert new_york.to_utc("2026-11-01T01:30").isoformat() == "2026-11-01T05:30:00+00:00"
    assert new_york.reading("2026-11-01T02:00").kind == "one"


@pytest.mark.parametrize(
    "name", ["America/Asuncion", "America/Boa_Vista", "Africa/Casablanca", "Australia/Lord_Howe"]
)
def test_the_clock_is_that_of_the_rules_in_every_week_of_130_years(name: str) -> None:
    found = zones.zone(name)
    with (resources.files("tzdata") / "zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        rules = ZoneInfo.from_file(file)
    at = datetime(1970, 1, 1, tzinfo=timezone.utc)
    while at.year < 2100:
        assert found.from_utc(at) == at.astimezone(rules).replace(tzinfo=None), at
        at += timedelta(days=3, hours=5, minutes=17)


def test_offsets_are_zones_and_need_no_rules() -> None:
    fixed = zones.zone("-03:00")
    assert fixed.release == "" and fixed.from_utc("1850-07-01T12:00") == datetime(1850, 7, 1, 9)
    assert zones.zone("UTC").to_utc("2026-07-01T12:00") == datetime(2026, 7, 1, 12, tzinfo=timezone.utc)


def test_a_zone_that_is_not_known_is_told_with_those_that_may_be_meant() -> None:
    with pytest.raises(zones.UnknownName, match="no zone 'America/Santigo' in tzdata .*did you mean America/Santiago"):
        zones.zone("America/Santigo")
    with pytest.raises(LookupError, match="did you mean America/Asuncion"):
        zones.zone("asuncion")
    for name in ("", "../../etc/passwd", "America", "/etc/localtime"):
        with pytest.raises(zones.UnknownName):
            zones.zone(name)


def test_outside_of_the_years_known_there_is_no_clock() -> None:
    santiago = zones.zone("America/Santiago")
    with pytest.raises(zones.ZoneError, match="known from 1970 to 2099 only, not at 2150-01-01T00:00"):
        santiago.to_utc("2150-01-01T00:00")
    with pytest.raises(zones.ZoneError, match="known from 1970"):
        santiago.from_utc("1969-12-31T23:59")
    with pytest.raises(zones.ZoneError, match="'soon' is no moment"):
        santiago.to_utc("soon")
    with pytest.raises(TypeError, match="goes to from_utc"):
        santiago.to_utc(datetime(2026, 1, 1, tzinfo=timezone.utc))


def test_rules_of_another_release_come_from_a_folder_that_says_which(tmp_path: Path) -> None:
    rules = (resources.files("tzdata") / "zoneinfo" / "America" / "Santiago").read_bytes()
    (tmp_path / "Own").mkdir()
    (tmp_path / "Own" / "Place").write_bytes(rules)
    with pytest.raises(zones.ZoneError, match="does not say its release"):
        zones.zone("Own/Place", source=tmp_path)
    (tmp_path / "tzdata.zi").write_text("# version 2020a\n", encoding="utf-8")
    found = zones.zone("Own/Place", source=tmp_path)
    assert (found.name, found.release) == ("Own/Place", "tzdata 2020a")
    assert found.from_utc("2026-07-01T12:00") == datetime(2026, 7, 1, 8, 0)
    with pytest.raises(zones.UnknownName):
        zones.zone("America/Santiago", source=tmp_path)
    with pytest.raises(zones.ZoneError, match="holds no compiled rules"):
        zones.zone("Own/Place", source=tmp_path / "Own" / "none")


# ---- Holidays


def test_holidays_are_known_for_the_years_asked_for_and_say_their_release() -> None:
    sao_paulo = zones.holidays("BR-SP", range(2025, 2027))
    assert not sao_paulo.is_business_day("2026-07-09")  # of the state
    assert zones.holidays("BR", 2026).is_business_day("2026-07-09")
    assert not sao_paulo.is_business_day("2026-01-01") and sao_paulo.is_business_day("2025-12-26")
    assert sao_paulo.name == "BR-SP" and sao_paulo.release.startswith("holidays 0.")
    assert "2025-01-01 to 2026-12-31" in repr(sao_paulo) and sao_paulo.release in repr(sao_paulo)
    for outside in ("2024-12-31", "2027-01-01"):
        with pytest.raises(ValueError):
            sao_paulo.is_business_day(outside)


def test_holidays_are_known_only_as_far_as_the_package_knows_the_place() -> None:
    early = zones.holidays("PY", range(1980, 1993))
    assert "1991-01-01 to 1992-12-31" in repr(early)
    with pytest.raises(zones.ZoneError, match="known from 1991 to"):
        zones.holidays("PY", 1980)


def test_holidays_that_are_not_known_are_told_with_those_that_may_be_meant() -> None:
    with pytest.raises(zones.UnknownName, match="no holidays 'BR-SPP' in holidays .*did you mean BR-SP"):
        zones.holidays("BR-SPP", 2026)
    with pytest.raises(zones.UnknownName, match="no holidays 'py' in holidays .*did you mean PY"):
        zones.holidays("py", 2026)
    with pytest.raises(zones.UnknownName):
        zones.holidays("", 2026)
    for years in ([], ["2026"], [True]):
        with pytest.raises(TypeError, match="years is a year"):
            zones.holidays("PY", years)


def test_every_pack_finds_its_zone_and_its_holidays() -> None:
    for one in contact.packs().values():
        assert not one.zone or zones.zone(one.zone).name == one.zone
        calendar = zones.holidays(one.holidays, range(2026, 2028)) if one.holidays else None
        told = contact.may_contact(one, "phone", "2026-03-03 10:00", calendar=calendar)
        assert told.allowed, one.id
