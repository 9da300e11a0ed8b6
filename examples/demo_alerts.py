# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The demo's second half: two million events, the alerts they leave behind, and how one account came to its own.
"""Alerts on an invented log of events, and on a real one where it is at hand. Called by demo.py."""

import hashlib
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from demo_screen import AS_OF, HERE, SHARED, beside, count, errors, excerpt, grid, shown, title
from rich.console import Console
from rich.table import Table
from rich.text import Text

import tramo

POLICY = HERE / "policies" / "alerts.tramo"
GENERATED = HERE / "data" / "generated"
EVENTS, CLIENTS = GENERATED / "events.parquet", GENERATED / "clients.parquet"
FINES_POLICY = HERE / "policies" / "traffic_fines.tramo"
FINES = SHARED / "data" / "traffic_fine_events.csv"
FINES_AS_OF = "2012-03-31"
MADE_BY = b"made by"

sys.path.insert(0, str(HERE / "data"))
import generate_events  # noqa: E402


def make_feed(console: Console, accounts: int, events: int, seed: int) -> tuple[pa.Table, pa.Table]:
    """The events and accounts, from the files of an earlier run where those are of the same making."""
    code = hashlib.sha256(Path(generate_events.__file__).read_bytes()).hexdigest()[:12]
    made_by = f"{accounts} accounts, {events} events, seed {seed}, generator {code}".encode()
    if all(is_made_by(path, made_by) for path in (EVENTS, CLIENTS)):
        console.print(Text(f"reading {shown(EVENTS)} and {shown(CLIENTS)} of an earlier run", "dim"))
        return pyarrow.parquet.read_table(EVENTS), pyarrow.parquet.read_table(CLIENTS)
    console.print(Text(f"inventing {count(events)} events into {shown(EVENTS)}", "dim"))
    tables = generate_events.make_tables(accounts, events, seed)
    GENERATED.mkdir(exist_ok=True)
    for path, table in zip((EVENTS, CLIENTS), tables, strict=True):
        unfinished = path.with_suffix(".part")
        pyarrow.parquet.write_table(table.replace_schema_metadata({MADE_BY: made_by}), unfinished)
        unfinished.replace(path)
    return tables


def is_made_by(path: Path, made_by: bytes) -> bool:
    try:
        return (pyarrow.parquet.read_schema(path).metadata or {}).get(MADE_BY) == made_by
    except (OSError, pa.ArrowException):
        return False


def states(found: tramo.Alerts) -> Table:
    """How many accounts are in each state of each alert."""
    table = grid("alert", "state", "accounts")
    table.columns[1].justify = "left"
    for alert, counts in found.counts.items():
        for place, (state, accounts) in enumerate(counts.items()):
            table.add_row("" if place else alert, state, count(accounts))
    return table


def segments(result: tramo.Result, strategy: str) -> Table:
    left = grid("segment", "count", "unknown")
    for name, found in result.segments.items():
        left.add_row(name, count(found.true), count(found.unknown))
    right = grid(f"queue of {strategy}", "count")
    for name, found in result.strategies[strategy].items():
        right.add_row(name, count(found.rows))
    right.add_row("[dim]set apart[/]", count(result.data_errors))
    right.add_row("[dim]all rows read[/]", count(result.rows), style="bold")
    return beside(left, right)


def last_in(result: tramo.Result, *segments: str) -> str:
    """The key of the last account that is in all of them: the first ones are those with the most events."""
    rows = result.to_arrow()
    inside = zip(*(rows.column(segment).to_pylist() for segment in segments), strict=True)
    return rows.column("cliente")[max((place for place, holds in enumerate(inside) if all(holds)), default=0)].as_py()


def show_invented(console: Console, accounts: int, events: int, seed: int) -> None:
    title(console, "Alerts: what happened, and what follows from it")
    policy = tramo.load(POLICY)
    feed, clients = make_feed(console, accounts, events, seed)
    console.print(Text(excerpt(policy, ("alerta promesa ",))), soft_wrap=True)
    console.print(Text(f"replaying {count(feed.num_rows)} events", "dim"))
    start = time.perf_counter()
    found = policy.alerts(feed, clients, as_of=AS_OF)
    replayed = time.perf_counter() - start
    result = policy.evaluate(clients, alerts=found)
    seconds = time.perf_counter() - start

    transitions = found.to_dict()["transitions"]
    title(console, f"{count(found.events)} events of {count(found.accounts)} accounts, on {AS_OF}")
    console.print(states(found))
    console.print(
        Text(
            f"{count(transitions)} transitions, each with its event and rule. Replayed in {replayed:.1f} s "
            f"({found.events / replayed / 1e6:.1f} million events a second), with segments {seconds:.1f} s; "
            "one thread, data in memory."
        )
    )
    title(console, f"{count(found.data_errors)} events set apart, the others went on")
    console.print(errors(found))
    title(console, "Segments and queues that read alerts, counters and the indicator")
    console.print(segments(result, "flujo"))
    account = last_in(result, "recae", "promesa_rota")
    title(console, f"One account, {account}, and why")
    for alert in ("problema_de_pago", "promesa"):
        console.print(Text(found.timeline(account, alert) + "\n"), soft_wrap=True)
    console.print(Text(found.why(account, "promesa").text), soft_wrap=True)


def show_real(console: Console) -> None:
    """The life of real fines, where the file is at hand."""
    if not FINES.exists():
        return
    policy = tramo.load(FINES_POLICY)
    start = time.perf_counter()
    found = policy.alerts(pyarrow.csv.read_csv(FINES), as_of=FINES_AS_OF)
    seconds = time.perf_counter() - start
    title(console, f"Real events: {shown(FINES)}")
    fines = (f"{state} {count(accounts)}" for state, accounts in found.counts["fine"].items() if accounts)
    console.print(Text(f"{count(found.events)} events of {count(found.accounts)} fines: {', '.join(fines)}"))
    apart = (f"{one.field} {one.message}: {count(one.count)}" for one in found.error_summary)
    console.print(Text(f"set apart: {'; '.join(apart)}. Read and replayed in {seconds:.2f} s"))
    moves = pa.table(found.transitions).column("case_id").value_counts().to_pylist()
    busiest = max(moves, key=lambda one: one["counts"])["values"]
    console.print(Text(f"\nThe one that moved most, {busiest}\n{found.timeline(busiest, 'fine')}"), soft_wrap=True)
