# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Snapshots of alerts: a replay that goes on from one is the replay of everything.

from pathlib import Path

import pytest
import tramo
from test_alerts import DAY, EVENTS, LATER, POLICY, as_table, event, states

pa = pytest.importorskip("pyarrow")

END = "2026-02-01"


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "alerts.tramo")


@pytest.fixture(scope="module")
def kept(policy: tramo.Policy) -> tramo.AlertState:
    return policy.alerts(EVENTS, as_of=DAY).snapshot()


def test_going_on_from_a_snapshot_is_replaying_everything(
    policy: tramo.Policy, kept: tramo.AlertState
) -> None:
    whole = policy.alerts([*EVENTS, *LATER], as_of=END)
    went_on = policy.alerts(LATER, as_of=END, state=kept)
    assert states(went_on) == states(whole) and states(went_on, "broken") == states(whole, "broken")
    assert went_on.states.column("paid").to_pylist() == whole.states.column("paid").to_pylist()
    later = whole.transitions.to_arrow()
    later = later.filter(
        pa.compute.greater(later["recorded"], pa.scalar(kept.horizon).cast(later["recorded"].type))
    )
    assert went_on.transitions.to_arrow().equals(later.combine_chunks())
    assert went_on.events == len(LATER)


def test_a_snapshot_can_be_taken_after_every_event(policy: tramo.Policy) -> None:
    in_order = sorted([*EVENTS, *LATER], key=lambda one: one["at"])
    whole = policy.alerts(in_order, as_of=END)
    for split in range(len(in_order) + 1):
        last = in_order[split - 1]["at"][:10] if split else "2026-01-01"
        early = [one for one in in_order if one["at"][:10] <= last]
        late = [one for one in in_order if one["at"][:10] > last]
        state = policy.alerts(early, as_of=last).snapshot()
        went_on = policy.alerts(late, as_of=END, state=state)
        assert states(went_on) == states(whole), split
        assert states(went_on, "broken") == states(whole, "broken"), split


@pytest.mark.parametrize("ending", [".parquet", ".arrow", ".json"])
def test_a_snapshot_is_kept_in_a_file_without_loss(
    policy: tramo.Policy, kept: tramo.AlertState, tmp_path: Path, ending: str
) -> None:
    moved = kept.migrated({"problem": {"cannot": None}})
    for number, state in enumerate((kept, moved)):
        path = tmp_path / f"{number}{ending}"
        state.save(path)
        again = tramo.AlertState.load(path)
        assert again == state and again.migrations == state.migrations
    again = tramo.AlertState.load(tmp_path / f"0{ending}")
    due = policy.alerts(LATER, as_of=END, state=kept)
    assert (
        policy.alerts(LATER, as_of=END, state=again).transitions.to_arrow().equals(due.transitions.to_arrow())
    )


def test_json_keeps_the_types_of_events(policy: tramo.Policy) -> None:
    table = as_table(EVENTS)
    moments = pa.compute.cast(pa.array([text[:10] for text in table["at"].to_pylist()]), pa.date32())
    zoned = moments.cast(pa.timestamp("ms")).cast(pa.timestamp("ms", "UTC"))
    table = table.set_column(table.column_names.index("known"), "known", moments.cast(pa.timestamp("ns")))
    table = table.set_column(table.column_names.index("kind"), "kind", table["kind"].dictionary_encode())
    extra = {"share": pa.array([0.1 + 0.2] * len(table)), "day": moments, "zoned": zoned, "flag": [True] * 9}
    for name, column in extra.items():
        table = table.append_column(name, pa.array(column) if isinstance(column, list) else column)
    state = policy.alerts(table, as_of=DAY).snapshot()
    again = tramo.AlertState.from_json(state.to_json())
    for field in state.table.schema:
        assert again.table.schema.field(field.name).type == field.type, field.name
        assert again.table[field.name].equals(state.table[field.name]), field.name


def test_a_snapshot_spells_dictionaries_out(policy: tramo.Policy, kept: tramo.AlertState) -> None:
    table = as_table(EVENTS)
    named = table["outcome"].to_pylist()
    values = list(dict.fromkeys(named))
    assert None in values
    codes = pa.array([values.index(one) for one in named], pa.int32())
    column = pa.DictionaryArray.from_arrays(codes, pa.array(values))
    table = table.set_column(table.column_names.index("outcome"), "outcome", column)
    chunks = pa.concat_tables([table.slice(0, 4), table.slice(4)])
    for feed in (table, chunks):
        state = policy.alerts(feed, as_of=DAY).snapshot()
        assert state.table["event.outcome"].type == pa.string()
        assert state.table["event.outcome"].to_pylist() == kept.table["event.outcome"].to_pylist()
        assert states(policy.alerts(LATER, as_of=END, state=state)) == states(
            policy.alerts(LATER, as_of=END, state=kept)
        )


def test_a_snapshot_is_one_table_of_standings_and_events(kept: tramo.AlertState) -> None:
    assert kept.table.column_names[:4] == ["part", "account", "child", "alert"]
    assert kept.standings + kept.kept_events == kept.table.num_rows
    assert {"event.number", "event.kind"} <= set(kept.table.column_names)
    assert kept.horizon == "2026-01-12T23:59:59.999999"
    assert [(one.alert, one.version) for one in kept.alerts] == [("problem", "1"), ("broken", "")]
    assert "until 2026-01-12" in repr(kept)


def test_what_happened_before_the_horizon_comes_too_late(
    policy: tramo.Policy, kept: tramo.AlertState
) -> None:
    late = [*LATER, event(30, "C-1", "payment", "2026-01-02", known="2026-01-25", amount="1")]
    found = policy.alerts(late, as_of=END, state=kept)
    [error] = found.errors
    assert (error.row, error.key, error.reason) == (3, "C-1", "before_horizon")
    assert (found.events, found.data_errors) == (4, 1)


def test_the_horizon_of_a_snapshot_can_lie_earlier(policy: tramo.Policy) -> None:
    state = policy.alerts(EVENTS, as_of=DAY, horizon="2026-01-06").snapshot()
    assert state.horizon == "2026-01-06T23:59:59.999999"
    went_on = policy.alerts([], as_of=DAY, state=state)
    assert states(went_on)["C-1"] == "cannot" and states(went_on)["C-2"] == "refuses"


@pytest.fixture(scope="module")
def other() -> tramo.Policy:
    """The policy with another name for the state `cannot`."""
    renamed = POLICY.replace("state cannot ", "state unable ").replace("=> cannot", "=> unable")
    renamed = renamed.replace("in cannot", "in unable").replace("from cannot", "from unable")
    renamed = renamed.replace("refuses, cannot =>", "refuses, unable =>").replace("= cannot\n", "= unable\n")
    renamed = renamed.replace("segment unable =", "segment cannot_pay =")
    return tramo.loads(renamed, "renamed")


def test_a_snapshot_of_another_version_is_refused_or_moved(policy: tramo.Policy, other: tramo.Policy) -> None:
    without_promises = [one for one in EVENTS if one["kind"] != "promise"]
    kept = policy.alerts(without_promises, as_of=DAY).snapshot()
    with pytest.raises(tramo.QuestionError, match=r"T5010.*alert `problem` is not what it was"):
        other.alerts(LATER, as_of=DAY, state=kept)
    moved = kept.migrated({"problem": {"cannot": "unable"}})
    assert states(other.alerts([], as_of=DAY, state=moved))["C-1"] == "unable"
    cleared = kept.migrated({"problem": {"cannot": None}})
    assert states(other.alerts([], as_of=DAY, state=cleared))["C-1"] == "none"


def test_a_snapshot_of_another_version_whose_deadlines_are_pending_is_refused(
    policy: tramo.Policy, other: tramo.Policy, kept: tramo.AlertState
) -> None:
    moved = kept.migrated({"problem": {"cannot": "unable"}})
    with pytest.raises(tramo.QuestionError, match=r"T5010.*deadlines of another version of the alert"):
        other.alerts([], as_of=DAY, state=moved)
    unchanged = kept.migrated({"problem": {"cannot": None}})
    assert states(policy.alerts([], as_of=DAY, state=unchanged))["C-1"] == "none"


def test_what_is_no_snapshot_is_told(tmp_path: Path, kept: tramo.AlertState) -> None:
    for text in ("{}", "[]", "no JSON", '{"format": "x"}', kept.to_json().replace("standings", "sittings")):
        with pytest.raises(ValueError, match="no snapshot of alerts"):
            tramo.AlertState.from_json(text)
    with pytest.raises(ValueError, match="no snapshot of alerts"):
        tramo.AlertState(pa.table({"a": [1]}))
    with pytest.raises(ValueError, match=r"\.parquet, \.arrow or \.json"):
        kept.save(tmp_path / "state.csv")
    (tmp_path / "broken.parquet").write_text("hop")
    with pytest.raises(ValueError, match="cannot be read as a snapshot"):
        tramo.AlertState.load(tmp_path / "broken.parquet")
    with pytest.raises(FileNotFoundError, match="missing"):
        tramo.AlertState.load(tmp_path / "missing.arrow")


def test_events_put_off_are_kept_for_the_next_day(policy: tramo.Policy) -> None:
    early = policy.alerts([*EVENTS, *LATER], as_of=DAY)
    assert early.not_yet_happened == 3
    went_on = policy.alerts([], as_of=END, state=early.snapshot())
    assert states(went_on) == states(policy.alerts([*EVENTS, *LATER], as_of=END))


def test_why_says_that_the_reason_lies_before_the_snapshot(
    policy: tramo.Policy, kept: tramo.AlertState
) -> None:
    found = policy.alerts([], as_of="2026-01-13", state=kept)
    assert "before the snapshot" in found.why("C-1", "problem").text


def test_a_snapshot_is_taken_as_itself_as_alerts_or_as_a_path(tmp_path):
    policy = tramo.loads(
        "tramo 1 en\nfield client : text key\nevent call\nevent pay\n"
        "alert problem { state up red  on call => up  on pay => clear }\n"
    )
    first = policy.alerts([{"client": "C-1", "event": "call", "happened": "2026-01-02"}], as_of="2026-01-03")
    path = tmp_path / "state.parquet"
    first.snapshot().save(path)
    later = [{"client": "C-2", "event": "call", "happened": "2026-01-05"}]
    for state in (first.snapshot(), first, path, str(path)):
        assert policy.alerts(later, as_of="2026-01-06", state=state).counts["problem"] == {"up": 2, "none": 0}
    with pytest.raises(TypeError, match="state takes an AlertState"):
        policy.alerts(later, as_of="2026-01-06", state={"C-1": "up"})


def test_a_snapshot_is_not_asked_for_a_day_before_it():
    policy = tramo.loads(
        "tramo 1 en\nfield client : text key\nevent call\nalert problem { state up red  on call => up  manual clear }\n"
    )
    state = policy.alerts(
        [{"client": "C-1", "event": "call", "happened": "2026-01-02"}], as_of="2026-01-10"
    ).snapshot()
    with pytest.raises(tramo.QuestionError, match=r"T5010.*as far back as the snapshot remembers"):
        policy.alerts([], as_of="2026-01-05", state=state)


def test_what_conditions_on_events_cannot_look_at_is_told():
    policy = tramo.loads(
        "tramo 1 en\nfield client : text key\nfield balance : decimal\nevent call\n"
        "alert problem { state up red  on call where balance > 100 => up  manual clear }\n"
    )
    call = [{"client": "C-1", "event": "call", "happened": "2026-01-02"}]
    unreadable = policy.alerts(call, [{"client": "C-1", "balance": "abc"}])
    assert [one.code for one in unreadable.warnings if one.code == "T5011"] == ["T5011"]
    twice = policy.alerts(call, [{"client": "C-1", "balance": 500}, {"client": "C-1", "balance": 5}])
    assert any("came before" in one.message for one in twice.warnings)
    sound = policy.alerts(call, [{"client": "C-1", "balance": 500}])
    assert not [one for one in sound.warnings if one.code == "T5011"]
    assert sound.counts["problem"] == {"up": 1, "none": 0}
