# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Makes an invented portfolio of companies and what happened to them, dirt included, so that decisions can be shown.
"""Clients and events for examples/policies/b2b_procedure.tramo: the same seed gives the same files.

    python examples/data/generate_b2b.py --accounts 20000 --events 200000 --seed 7 \\
           --out EVENTS.parquet|.csv --accounts-out ACCOUNTS.parquet

Each client has its services and its claims as lists. Needs numpy and pyarrow."""

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
from generate_events import AS_OF, DAY, FIRST_MOMENT, SECOND, Columns, cents, keys, lists, texts, write

DAYS = 540
TODAY = int(np.datetime64(AS_OF, "D").astype(np.int64))
SEGMENTS = ["Enterprise", "Large", "Wholesale", "Multinacional", "Gobierno", "lLarge", "NNN", ""]
SEGMENT_SHARES = [0.26, 0.38, 0.10, 0.16, 0.06, 0.037, 0.002, 0.001]
KINDS_OF_SERVICE = ["telefonía", "fijo", "digital"]
FAMILIES = ["Telefonía", "Fijo", "Digital", "Google Workspace", "Microsoft 365"]
CAUSES = [
    "Conciliaciones pendientes",
    "Transferencias Bancarias sin aplicar",
    "Análisis de facturación pendientes",
    "Errores de sistema",
    "Facturas Especiales",
]
STATES_OF_CLAIM = ["abierto", "en análisis", "resuelto"]
# Of a thousand events: most of the work is to call and to write.
KINDS = {
    "llamada": 430,
    "correo": 290,
    "pago": 130,
    "promesa": 80,
    "alarma": 40,
    "alarma validada": 20,
    "escalado": 10,
}
RESULTS = ["habló", "no respondió", "número equivocado"]
RESULT_SHARES = [0.30, 0.68, 0.02]
EXECUTIVES, HEADS = 40, 12
DIRTY_SHARE = 0.0005
DIRT = ["unknown event", "no account", "bad amount", "no due day"]


def some(draw: np.random.Generator, count: int, share: float) -> np.ndarray:
    return draw.random(count) < share


def day_column(days: np.ndarray, known: np.ndarray) -> pa.Array:
    return pa.array(days.astype(np.int32), pa.int32(), mask=~known).cast(pa.date32())


def days_back(draw: np.random.Generator, count: int, most: int) -> np.ndarray:
    return TODAY - draw.integers(0, most, count)


def services_table(draw: np.random.Generator, counts: np.ndarray) -> tuple[pa.Table, np.ndarray]:
    """The services of all clients, and what each owes in guaraníes."""
    total = int(counts.sum())
    owner = np.repeat(np.arange(len(counts)), counts)
    # A client pays all its services at about the same time; three of ten are up to date.
    behind = np.where(some(draw, len(counts), 0.3), -15.0, draw.exponential(48, len(counts)))
    due = TODAY - (behind[owner] - draw.integers(0, 30, total)).astype(np.int64)
    owed = np.where(some(draw, total, 0.25), 0, np.exp(draw.normal(14.5, 1.1, total)).astype(np.int64))
    table = pa.table(
        {
            "servicio": keys("S-", np.arange(1, total + 1), 7),
            "familia": texts(FAMILIES, draw.choice(5, total, p=[0.4, 0.2, 0.2, 0.08, 0.12]).astype(np.int16)),
            "vencimiento": day_column(due, np.full(total, True)),
            "saldo": cents(owed, 0),
        }
    )
    return table, np.bincount(owner, owed, len(counts)).astype(np.int64)


def claims_table(draw: np.random.Generator, counts: np.ndarray) -> pa.Table:
    total = int(counts.sum())
    opened = days_back(draw, total, 90)
    is_closed = some(draw, total, 0.6)
    state = np.where(is_closed, STATES_OF_CLAIM.index("resuelto"), draw.integers(0, 2, total))
    return pa.table(
        {
            "reclamo": keys("R-", np.arange(1, total + 1), 7),
            "estado_reclamo": texts(STATES_OF_CLAIM, state.astype(np.int16)),
            "abierto_el": day_column(opened, np.full(total, True)),
            "cerrado_el": day_column(np.minimum(opened + draw.integers(1, 30, total), TODAY), is_closed),
            "a_cargo": texts(["Back office"], np.zeros(total, np.int16)),
        }
    )


def accounts_table(draw: np.random.Generator, count: int) -> pa.Table:
    services = 1 + draw.poisson(1.6, count)
    claims = draw.poisson(0.12, count)
    service_rows, owed = services_table(draw, services)
    off = np.where(some(draw, count, 0.03), 1000, 0)  # the board is wrong about some
    numbers = np.arange(1, count + 1)
    columns = {
        "cliente": keys("C-", numbers, 7),
        "nombre": keys("Empresa ", numbers, 7),
        "segmento": texts(SEGMENTS, draw.choice(len(SEGMENTS), count, p=SEGMENT_SHARES).astype(np.int16)),
        "cartera": texts(KINDS_OF_SERVICE, draw.integers(0, 3, count).astype(np.int16)),
        "saldo_tablero": cents(owed + off, 0),
        "momento": texts(["días", "tardes"], draw.integers(0, 2, count).astype(np.int16)),
        "ejecutivo": keys("EDS-", 1 + numbers % EXECUTIVES, 2),
        "ejecutivo_cuenta": keys("EC-", 1 + numbers % HEADS, 2),
        **hold_columns(draw, count),
        **request_columns(draw, count),
        "servicios": lists(service_rows, services),
        "reclamos": lists(claims_table(draw, claims), claims),
    }
    return pa.table(columns)


def hold_columns(draw: np.random.Generator, count: int) -> dict[str, pa.Array]:
    """Two of a hundred are on the whitelist, some of them for too long or without an owner."""
    listed, agreed, unapplied = some(draw, count, 0.02), some(draw, count, 0.02), some(draw, count, 0.01)
    begun = days_back(draw, count, 200)
    sent = days_back(draw, count, 20)
    return {
        "lista_blanca_desde": day_column(begun, listed),
        "lista_blanca_hasta": day_column(begun + 240, listed),
        "lista_blanca_motivo": texts(["Licitación"], np.where(listed, 0, -1)),
        "lista_blanca_responsable": texts(["JC-02"], np.where(listed & some(draw, count, 0.9), 0, -1)),
        "convenio_desde": day_column(begun, agreed),
        "convenio_hasta": day_column(begun + 90, agreed),
        "sin_aplicar_desde": day_column(sent, unapplied),
        "aplicada_el": day_column(np.minimum(sent + 5, TODAY), unapplied & some(draw, count, 0.5)),
    }


def request_columns(draw: np.random.Generator, count: int) -> dict[str, pa.Array]:
    blocked, asked, moved = some(draw, count, 0.05), some(draw, count, 0.02), some(draw, count, 0.01)
    approved, caused, restored = some(draw, count, 0.5), some(draw, count, 0.03), some(draw, count, 0.01)
    return {
        "bloqueado_el": day_column(days_back(draw, count, 30), blocked),
        "pedido": texts(["envio_equipos", "cambio_de_plan"], np.where(blocked, draw.integers(0, 2, count), -1)),
        "excepcion_pedida_el": day_column(days_back(draw, count, 5), asked),
        "segmento_pedido": texts(["Multinational"], np.where(moved, 0, -1)),
        "subcategoria": texts(["Cambio de segmento"], np.where(moved, 0, -1)),
        "dentro_de_criterios": pa.array(some(draw, count, 0.5), mask=~moved),
        "aprobado_por": texts(["Jefe de Cartera"], np.where(moved & approved, 0, -1)),
        "aprobacion_adjunta": texts(["aprobacion.pdf"], np.where(moved & approved, 0, -1)),
        "causa": texts(CAUSES, np.where(caused, draw.integers(0, len(CAUSES), count), -1)),
        "causa_desde": day_column(days_back(draw, count, 20), caused),
        "reactivado_con_promesa": day_column(days_back(draw, count, 6), restored),
    }


def events_table(draw: np.random.Generator, count: int, accounts: int) -> pa.Table:
    """What happened, in the order in which it did."""
    weights = np.array(list(KINDS.values()), float)
    happened = FIRST_MOMENT + draw.integers(8 * 3600, 18 * 3600, count) * SECOND + draw.integers(0, DAYS, count) * DAY
    made = {
        "account": np.minimum((draw.random(count) ** 1.5 * accounts).astype(np.int64), accounts - 1),
        "kind": draw.choice(len(KINDS), count, p=weights / weights.sum()),
        "happened": np.sort(happened),
    }
    return lay_out(draw, made)


def lay_out(draw: np.random.Generator, made: Columns) -> pa.Table:
    """The columns of the feed."""
    kinds, total = made["kind"], len(made["kind"])
    dirt = np.full(total, -1)
    soiled = some(draw, total, DIRTY_SHARE)
    dirt[soiled] = draw.integers(0, len(DIRT), int(soiled.sum()))
    names = [*KINDS, "evento de prueba"]
    told = np.where(dirt == DIRT.index("unknown event"), len(KINDS), kinds)
    days = made["happened"] // DAY
    is_promise, is_call, is_alarm = (kinds == names.index(kind) for kind in ("promesa", "llamada", "alarma"))
    # Guaraníes have no decimals: a tenth of one is what no payment has.
    tenths = np.exp(draw.normal(14.2, 1.0, total)).astype(np.int64) * 10 + (dirt == DIRT.index("bad amount"))
    results = draw.choice(len(RESULTS), total, p=RESULT_SHARES)
    return pa.table(
        {
            "id": keys("E-", np.arange(1, total + 1), 9),
            "cliente": keys("C-", made["account"] + 1, 7, dirt != DIRT.index("no account")),
            "tipo": texts(names, told.astype(np.int16)),
            "fecha": pa.array(made["happened"], pa.timestamp("us")),
            "importe": cents(tenths, 1, is_promise | (kinds == names.index("pago"))),
            "vence_el": day_column(
                days + draw.integers(3, 21, total), is_promise & (dirt != DIRT.index("no due day"))
            ),
            "promesa": pa.nulls(total, pa.string()),
            "resultado": texts(RESULTS, np.where(is_call, results, -1)),
            "alarma_el": day_column(days, is_alarm),
        }
    )


def make_tables(accounts: int, events: int, seed: int) -> tuple[pa.Table, pa.Table]:
    """The events, and the clients with their services and claims."""
    draw = np.random.default_rng(seed)
    clients = accounts_table(draw, accounts)
    return events_table(draw, events, accounts), clients


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    options.add_argument("--accounts", type=int, default=20_000)
    options.add_argument("--events", type=int, default=200_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, required=True, help="the events: .csv or .parquet")
    options.add_argument("--accounts-out", type=Path, required=True, help="the clients: .parquet")
    given = options.parse_args()
    if given.out.suffix not in (".csv", ".parquet"):
        options.error(f"{given.out}: the name is due to end in .csv or .parquet")
    if given.accounts_out.suffix != ".parquet":
        options.error(f"{given.accounts_out}: clients have lists, so the name is due to end in .parquet")
    log, clients = make_tables(given.accounts, given.events, given.seed)
    write(given.out, log)
    write(given.accounts_out, clients)
    print(f"{log.num_rows:,} events, {clients.num_rows:,} clients")


if __name__ == "__main__":
    main()
