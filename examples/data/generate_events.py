# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Makes an invented log of a collections team, dirt included, so that alerts can be shown on millions of events.
"""Events and accounts for examples/policies/alerts.tramo: the same seed gives the same files.

    python examples/data/generate_events.py --accounts 200000 --events 2000000 --seed 7 \\
           --out EVENTS.parquet|.csv [--accounts-out ACCOUNTS.parquet|.csv] [--contacts-out CONTACTS.parquet|.csv]

A Parquet file of accounts holds each one's tags as a list, and its contact points, unless --contacts-out is given;
a CSV file holds neither. Needs numpy and pyarrow."""

import argparse
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

AS_OF = date(2026, 11, 21)
DAYS = 540
SECOND = np.int64(1_000_000)
DAY = 86_400 * SECOND
FIRST_MOMENT = np.datetime64(AS_OF, "D").astype("datetime64[us]").astype(np.int64) - DAYS * DAY

# Of a thousand rows: most of what a team does is to send and to call, few calls end in money.
SENT = ["entregado", "bounce", "Contact not found", ""]
RESULTS = ["Sin respuesta", "No puede pagar", "No quiere pagar", "Reestructuración", "Refinanciación", "Cuelga"]
KINDS = {
    "envío": 520,
    "gestión": 290,
    "compromiso de pago": 55,
    "pago": 75,
    "pago a verificar": 15,
    "promesa incumplida": 15,
    "equivocado o suspendido": 20,
    "contacto reemplazado": 6,
    "manual": 4,
}
SENT_SHARES = [0.62, 0.06, 0.04, 0.28]
RESULT_SHARES = [0.70, 0.16, 0.09, 0.03, 0.015, 0.005]
TAGS = ["Campaña fin de año", "Cliente antiguo"]
CHANNELS = ["teléfono", "WhatsApp", "correo"]
POINTS = {1: 0.3, 2: 0.35, 3: 0.25, 4: 0.1}
USERS = 120
REVERSED_SHARE = 0.03
LATE_SHARE = 0.05
DIRTY_SHARE = 0.0005
DIRT = ["unknown event", "no account", "bad amount", "no day of payment"]

Columns = dict[str, np.ndarray]


def texts(values: list[str], codes: np.ndarray) -> pa.Array:
    """Texts by their number; the empty one and those numbered -1 are unknown."""
    words = pa.array([value or None for value in values])
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int16(), mask=codes < 0), words).cast(pa.string())


def keys(prefix: str, numbers: np.ndarray, width: int, known: np.ndarray | None = None) -> pa.Array:
    """`C-0000017`: keys of one width, so that they sort as their numbers."""
    digits = np.char.zfill(numbers.astype(f"U{width}"), width)
    return pa.array(np.char.add(prefix, digits), pa.string(), mask=None if known is None else ~known)


def contact_points(draw: np.random.Generator, accounts: int) -> tuple[np.ndarray, np.ndarray]:
    """How many contact points each account has, and the channel of each."""
    counts = draw.choice(list(POINTS), accounts, p=list(POINTS.values()))
    return counts, draw.choice(len(CHANNELS), int(counts.sum()), p=[0.5, 0.3, 0.2])


def accounts_table(draw: np.random.Generator, accounts: int) -> pa.Table:
    late = np.maximum(0, draw.exponential(45, accounts).astype(np.int64) - 10)
    owed = np.exp(draw.normal(6.5, 1.2, accounts)).round(2)
    return pa.table(
        {
            "cliente": keys("C-", np.arange(1, accounts + 1), 7),
            "clase": texts(["persona", "empresa"], (draw.random(accounts) < 0.2).astype(np.int16)),
            "dias_atraso": pa.array(late, pa.int64(), mask=draw.random(accounts) < 0.02),
            "monto_deuda": cents(np.rint(owed * 100).astype(np.int64), 2),
        }
    )


def contacts_table(accounts: pa.Table, counts: np.ndarray, channels: np.ndarray) -> pa.Table:
    owners = np.repeat(np.arange(len(counts)), counts)
    return pa.table(
        {
            "cliente": accounts.column("cliente").combine_chunks().take(pa.array(owners)),
            "contacto": point_names(place_in_group(counts)),
            "canal": texts(CHANNELS, channels.astype(np.int16)),
        }
    )


def place_in_group(counts: np.ndarray) -> np.ndarray:
    """1, 2, 3 for a group of three, then 1 again."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + 1


def point_names(places: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    return keys("contacto ", places, 1, known)


def with_contacts(accounts: pa.Table, contacts: pa.Table, counts: np.ndarray) -> pa.Table:
    """The accounts with one more column: the list of each one's contact points."""
    return accounts.append_column("contactos", lists(contacts.drop_columns(["cliente"]), counts))


def with_tags(accounts: pa.Table) -> pa.Table:
    """One more column: the list of each one's tags; every tenth account has the first, some others the second."""
    numbers = np.arange(accounts.num_rows)
    tags = np.where(numbers % 10 == 0, 0, np.where(numbers % 7 == 0, 1, -1))
    table = pa.table({"etiqueta": texts(TAGS, tags[tags >= 0].astype(np.int16))})
    return accounts.append_column("etiquetas", lists(table, (tags >= 0).astype(np.int64)))


def lists(children: pa.Table, counts: np.ndarray) -> pa.Array:
    """A list of records for each account, from the records of all."""
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]), pa.int32())
    columns = [column.combine_chunks() for column in children.columns]
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(columns, names=children.column_names))


def cents(whole: np.ndarray, scale: int, known: np.ndarray | None = None) -> pa.Array:
    """Amounts from whole numbers of their last decimal, exact."""
    as_decimal = np.zeros((len(whole), 2), np.int64)
    as_decimal[:, 0] = whole
    as_decimal[:, 1] = whole >> 63
    validity = None
    if known is not None:
        validity = pa.py_buffer(np.packbits(known, bitorder="little").tobytes())
    kind = pa.decimal128(15, scale)
    return pa.Array.from_buffers(kind, len(whole), [validity, pa.py_buffer(as_decimal.tobytes())])


def events_table(draw: np.random.Generator, count: int, counts: np.ndarray, channels: np.ndarray) -> pa.Table:
    """The log in the order in which it was written: nearly that in which things happened."""
    # A few accounts take most of the work: whoever does not pay is called again.
    accounts = np.minimum((draw.random(count) ** 1.7 * len(counts)).astype(np.int64), len(counts) - 1)
    weights = np.array(list(KINDS.values()), float)
    kinds = draw.choice(len(KINDS), count, p=weights / weights.sum())
    happened = FIRST_MOMENT + draw.integers(8 * 3600, 20 * 3600, count) * SECOND + draw.integers(0, DAYS, count) * DAY
    order = np.argsort(happened, kind="stable")
    made = {"account": accounts[order], "kind": kinds[order], "happened": happened[order]}
    made["id"] = np.arange(1, count + 1)
    made["undoes"] = np.zeros(count, np.int64)
    made = with_reversals(draw, with_confirmations(draw, made))
    made["recorded"] = made["happened"] + lateness(draw, len(made["kind"]))
    order = np.argsort(made["recorded"], kind="stable")
    made = {name: values[order] for name, values in made.items()}
    return lay_out(draw, made, counts, channels)


def names_of_kinds() -> list[str]:
    return [*KINDS, "confirmación", "pago anulado", "pago rechazado"]


def number_of(kind: str) -> int:
    return names_of_kinds().index(kind)


def with_confirmations(draw: np.random.Generator, made: Columns) -> Columns:
    """Three of four who ask for an alert to be cleared confirm it a minute later."""
    asked = np.flatnonzero((made["kind"] == number_of("manual")) & (draw.random(len(made["kind"])) < 0.75))
    return appended(made, asked, number_of("confirmación"), made["happened"][asked] + 60 * SECOND, 0)


def with_reversals(draw: np.random.Generator, made: Columns) -> Columns:
    """Some payments turn out to be none, days later; a reversal names what it undoes."""
    for paid, undone in (("pago", "pago anulado"), ("pago a verificar", "pago rechazado")):
        is_paid = made["kind"] == number_of(paid)
        chosen = np.flatnonzero(is_paid & (draw.random(len(is_paid)) < REVERSED_SHARE))
        when = made["happened"][chosen] + draw.integers(1, 20, len(chosen)) * DAY
        soon = when < FIRST_MOMENT + DAYS * DAY
        made = appended(made, chosen[soon], number_of(undone), when[soon], made["id"][chosen][soon])
    return made


def appended(
    made: Columns, rows: np.ndarray, kind: int, happened: np.ndarray, undoes: np.ndarray | int
) -> Columns:
    """The events and, behind them, one that follows from each of some rows."""
    more = {
        "account": made["account"][rows],
        "kind": np.full(len(rows), kind),
        "happened": happened,
        "id": len(made["id"]) + 1 + np.arange(len(rows)),
        "undoes": np.full(len(rows), undoes),
    }
    return {name: np.concatenate([values, more[name]]) for name, values in made.items()}


def lateness(draw: np.random.Generator, count: int) -> np.ndarray:
    """Most is written down within the hour, some days later."""
    seconds = draw.integers(0, 3600, count)
    is_late = draw.random(count) < LATE_SHARE
    return np.where(is_late, seconds + draw.integers(1, 12, count) * 86_400, seconds) * SECOND


def lay_out(draw: np.random.Generator, made: Columns, counts: np.ndarray, channels: np.ndarray) -> pa.Table:
    """The columns of the feed."""
    kinds, total = made["kind"], len(made["kind"])
    dirt = np.full(total, -1)
    soiled = draw.random(total) < DIRTY_SHARE
    dirt[soiled] = draw.integers(0, len(DIRT), int(soiled.sum()))
    is_hand = np.isin(kinds, [number_of("manual"), number_of("confirmación")])
    is_talk = kinds == number_of("gestión")
    is_sent = kinds == number_of("envío")
    of_point = is_sent | np.isin(kinds, [number_of("equivocado o suspendido"), number_of("contacto reemplazado")])
    points = (draw.random(total) * counts[made["account"]]).astype(np.int64)
    channel = channels[np.cumsum(counts)[made["account"]] - counts[made["account"]] + points]
    results = draw.choice(len(RESULTS), total, p=RESULT_SHARES)
    return pa.table(
        {
            "id": keys("E-", made["id"], 9),
            "cliente": keys("C-", made["account"] + 1, 7, dirt != DIRT.index("no account")),
            "tipo": told_kinds(kinds, dirt),
            "fecha": pa.array(made["happened"], pa.timestamp("us")),
            "fecha_de_registro": pa.array(made["recorded"], pa.timestamp("us")),
            "contacto": point_names(points + 1, of_point),
            "respuesta": texts(SENT, np.where(is_sent, answers(draw, channel), -1)),
            "resultado": texts(RESULTS, np.where(is_talk, results, -1)),
            "medio": texts(
                ["llamada", "conversación"], np.where(is_talk, draw.random(total) < 0.4, -1).astype(np.int16)
            ),
            "monto": amounts(draw, kinds, dirt),
            "vence": due_days(draw, made, dirt),
            "anula": keys("E-", made["undoes"], 9, made["undoes"] > 0),
            "alert": texts(["problema_de_pago"], np.where(is_hand, 0, -1)),
            "action": texts(["quitar", "confirmar"], np.where(is_hand, kinds == number_of("confirmación"), -1)),
            "user": keys("U-", 1 + made["account"] % USERS, 3, is_hand | is_talk),
        }
    )


def told_kinds(kinds: np.ndarray, dirt: np.ndarray) -> pa.Array:
    names = [*names_of_kinds(), "evento de prueba"]
    names[number_of("confirmación")] = "manual"
    return texts(names, np.where(dirt == DIRT.index("unknown event"), len(names) - 1, kinds).astype(np.int16))


def answers(draw: np.random.Generator, channel: np.ndarray) -> np.ndarray:
    """What came back from each message: only mail bounces, only WhatsApp finds no contact."""
    answer = draw.choice(len(SENT), len(channel), p=SENT_SHARES)
    is_mail, is_whatsapp = channel == CHANNELS.index("correo"), channel == CHANNELS.index("WhatsApp")
    bounces, not_found = answer == SENT.index("bounce"), answer == SENT.index("Contact not found")
    misfits = (bounces & ~is_mail) | (not_found & ~is_whatsapp)
    return np.where(misfits, SENT.index("entregado"), answer)


def amounts(draw: np.random.Generator, kinds: np.ndarray, dirt: np.ndarray) -> pa.Array:
    """Tenths of a cent are what no payment has: the dirt."""
    whole = np.exp(draw.normal(5.0, 1.0, len(kinds))).astype(np.int64) * 1000 + 500
    whole = np.where(dirt == DIRT.index("bad amount"), whole + 1, whole)
    bears = [number_of(kind) for kind in ("pago", "pago a verificar", "compromiso de pago")]
    return cents(whole, 3, np.isin(kinds, bears))


def due_days(draw: np.random.Generator, made: Columns, dirt: np.ndarray) -> pa.Array:
    days = made["happened"] // DAY + draw.integers(3, 21, len(dirt))
    known = (made["kind"] == number_of("compromiso de pago")) & (dirt != DIRT.index("no day of payment"))
    return pa.array(days.astype(np.int32), pa.int32(), mask=~known).cast(pa.date32())


def make_events(accounts: int, events: int, seed: int) -> tuple[pa.Table, pa.Table, pa.Table, np.ndarray]:
    """The events, the accounts, their contact points and how many of these each account has."""
    draw = np.random.default_rng(seed)
    counts, channels = contact_points(draw, accounts)
    made = accounts_table(draw, accounts)
    return events_table(draw, events, counts, channels), made, contacts_table(made, counts, channels), counts


def make_tables(accounts: int, events: int, seed: int) -> tuple[pa.Table, pa.Table]:
    """The events, and the accounts with their contact points and tags."""
    log, made, contacts, counts = make_events(accounts, events, seed)
    return log, with_tags(with_contacts(made, contacts, counts))


def write(path: Path, table: pa.Table) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        pyarrow.csv.write_csv(table, path)
    else:
        pyarrow.parquet.write_table(table, path)


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    options.add_argument("--accounts", type=int, default=200_000)
    options.add_argument("--events", type=int, default=2_000_000, help="before reversals and confirmations")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, required=True, help="the events: .csv or .parquet")
    options.add_argument("--accounts-out", type=Path, help="the accounts: .csv or .parquet")
    options.add_argument("--contacts-out", type=Path, help="their contact points as a table of their own")
    given = options.parse_args()
    for path in filter(None, [given.out, given.accounts_out, given.contacts_out]):
        if path.suffix not in (".csv", ".parquet"):
            options.error(f"{path}: the name is due to end in .csv or .parquet")
    log, accounts, contacts, counts = make_events(given.accounts, given.events, given.seed)
    write(given.out, log)
    if given.accounts_out:
        made = accounts
        if given.accounts_out.suffix == ".parquet":
            made = with_tags(accounts if given.contacts_out else with_contacts(accounts, contacts, counts))
        write(given.accounts_out, made)
    if given.contacts_out:
        write(given.contacts_out, contacts)
    print(f"{log.num_rows:,} events, {accounts.num_rows:,} accounts, {contacts.num_rows:,} contact points")


if __name__ == "__main__":
    main()
