# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Makes invented cases and actions whose report of best actions is that of the manual, number by number.
"""Cases and actions for examples/policies/foco_best_action.tramo: table F-T1 comes out of them.

    python examples/data/generate_foco.py [--out-dir DIR]

writes foco_cases.csv (260 cases, 43 of them without an action) and foco_actions.csv (586 actions), the same at every
run, and counts them once more before it does. The manual tells sums only: who has which actions is invented here."""

import argparse
import csv
import random
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

SEED = 260
AS_OF = date(2026, 11, 21)  # a Saturday: who works then is done at one
BASE = 260


class Row(NamedTuple):
    """A row of table F-T1 that is not all zeros: a type, its response, its actions, the cases whose best it is."""

    kind: str
    response: str
    actions: int
    cases: int


# Best first, as the policy ranks them: an action more than its cases need goes to a case that has as good a one.
ROWS = [
    Row("CLIENTE YA PAGO", "", 21, 11),
    Row("COMPROMISO DE PAGO", "RETIRO DE CHEQUE", 1, 1),
    Row("COMPROMISO DE PAGO", "SIN CAMPAÑA ESPECIAL DE COBRANZA", 39, 36),
    Row("CLIENTE INDICA QUE YA PAGO", "", 3, 3),
    Row("CLIENTE NO PUEDE PAGAR", "", 6, 2),
    Row("TELEFONO NO CORRESPONDE", "", 23, 8),
    Row("LLAMADA TELEFONICA", "", 294, 93),
    Row("RECADO CON TERCERO VALIDO", "", 7, 0),
    Row("ENVIO DEUDA", "", 8, 3),
    Row("ENVIO EMAIL", "", 184, 60),
]
# Portfolios, how many of a hundred cases they hold, and how late these are.
PORTFOLIOS = {
    "Fijo vigente": (38, 5, 90),
    "Móvil vigente": (34, 5, 90),
    "Móvil churn": (18, 60, 240),
    "Móvil castigo": (10, 181, 900),
}
SEGMENTS = {"Empresa": 12, "Preferente": 28, "Masivo": 60}
AGENTS = [f"A-{number:02d}" for number in range(1, 13)]


class Action(NamedTuple):
    case: str
    kind: str
    response: str
    moment: datetime


def make_cases(draw: random.Random) -> list[dict[str, str]]:
    """The portfolio as it was assigned, none of it earlier than October."""
    cases = []
    for number in range(1, BASE + 1):
        weights = [share for share, _, _ in PORTFOLIOS.values()]
        (portfolio,) = draw.choices(list(PORTFOLIOS), weights)
        _, fewest, most = PORTFOLIOS[portfolio]
        (segment,) = draw.choices(list(SEGMENTS), list(SEGMENTS.values()))
        assigned = date(2026, 10, 1) if draw.random() < 0.7 else date(2026, 11, 2)
        cases.append(
            {
                "caso": f"C-{number:04d}",
                "cartera": portfolio,
                "saldo": str(10 * int(10 ** (3.1 + 1.6 * draw.random()))),
                "dias_mora": str(fewest + int(draw.random() * (most - fewest + 1))),
                "fecha_asignacion": assigned.isoformat(),
                "ejecutivo": draw.choice(AGENTS),
                "segmento": segment,
            }
        )
    return cases


def make_actions(draw: random.Random, cases: list[dict[str, str]]) -> list[Action]:
    """First to each case its best one, then all others to cases that have at least as good a one."""
    assigned = {case["caso"]: date.fromisoformat(case["fecha_asignacion"]) for case in cases}
    free = list(assigned)
    draw.shuffle(free)
    actions: list[Action] = []
    as_good: list[str] = []
    for row in ROWS:
        own = [free.pop() for _ in range(row.cases)]
        as_good += own
        # A case of that best is worked on more than one that has got further.
        chances = [4.0 if case in own else 1.0 for case in as_good]
        more = draw.choices(as_good, chances, k=row.actions - row.cases)
        actions += [Action(case, row.kind, row.response, moment(draw, assigned[case])) for case in own + more]
    return sent_twice(actions)


def moment(draw: random.Random, assigned: date) -> datetime:
    """In working hours, from the day of assignment to noon of the last day."""
    while True:
        day = assigned + timedelta(int(draw.random() * ((AS_OF - assigned).days + 1)))
        if day.weekday() < 5 or day == AS_OF:
            hours = 4 if day == AS_OF else 9
            seconds = int(draw.random() * hours * 3600)
            return datetime(day.year, day.month, day.day, 9) + timedelta(seconds=seconds)


def sent_twice(actions: list[Action]) -> list[Action]:
    """A last e-mail left twice in the same second: then the id decides."""
    *mails, spare = [place for place, one in enumerate(actions) if one.kind == "ENVIO EMAIL"]
    of_first = [actions[place] for place in mails if actions[place].case == actions[mails[0]].case]
    actions[spare] = max(of_first, key=lambda one: one.moment)
    return actions


def lay_out(draw: random.Random, actions: list[Action], owners: dict[str, str]) -> list[dict[str, str]]:
    """As agents and systems write it down: mostly in order, not always in capitals, at times without the tilde."""
    numbers = count(1)
    rows = [
        {
            "caso": one.case,
            "tipo": spelled(draw, one.kind),
            "respuesta": spelled(draw, one.response),
            "fecha": one.moment.isoformat(),
            "gestion": f"G-{next(numbers):05d}",
            "usuario": owners[one.case] if draw.random() < 0.8 else draw.choice(AGENTS),
        }
        for one in sorted(actions, key=lambda one: (one.moment, one.case, one.kind))
    ]
    for place in range(0, len(rows) - 40, 17):
        other = place + 1 + int(draw.random() * 39)
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def spelled(draw: random.Random, code: str) -> str:
    habit = draw.random()
    if habit < 0.04:
        return code.lower()
    return without_marks(code).capitalize() if habit < 0.10 else code


def without_marks(text: str) -> str:
    """`Campaña` becomes `Campana`."""
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def check(cases: list[dict[str, str]], rows: list[dict[str, str]]) -> None:
    """Counts what was made against the manual's table, from the texts alone. ValueError says what differs."""
    known = {(plain(row.kind), plain(row.response)): place for place, row in enumerate(ROWS)}
    places = [known[plain(row["tipo"]), plain(row["respuesta"])] for row in rows]
    best: dict[str, int] = {}
    for row, place in zip(rows, places, strict=True):
        best[row["caso"]] = min(place, best.get(row["caso"], place))
    of_kind, of_best = Counter(places), Counter(best.values())
    found = [Row(row.kind, row.response, of_kind[place], of_best[place]) for place, row in enumerate(ROWS)]
    told = [(one, other) for one, other in zip(found, ROWS, strict=True) if one != other]
    sizes = (len(cases), len(cases) - len(best), len(rows), len({row["gestion"] for row in rows}))
    if told or sizes != (260, 43, 586, 586):
        raise ValueError(f"made, and due: {told}; cases, without an action, actions, ids: {sizes}")
    since = {case["caso"]: case["fecha_asignacion"] for case in cases}
    if any(not since[row["caso"]] <= row["fecha"][:10] <= AS_OF.isoformat() for row in rows):
        raise ValueError("an action lies before its case was assigned, or after the last day")


def plain(code: str) -> str:
    return without_marks(code).upper()


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def make() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The cases and their actions, checked."""
    draw = random.Random(SEED)
    cases = make_cases(draw)
    owners = {case["caso"]: case["ejecutivo"] for case in cases}
    rows = lay_out(draw, make_actions(draw, cases), owners)
    check(cases, rows)
    return cases, rows


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    options.add_argument("--out-dir", type=Path, default=Path(__file__).parent, help="else beside this program")
    given = options.parse_args()
    given.out_dir.mkdir(parents=True, exist_ok=True)
    cases, rows = make()
    write(given.out_dir / "foco_cases.csv", cases)
    write(given.out_dir / "foco_actions.csv", rows)
    print(f"{len(cases)} cases, {len(rows)} actions")


if __name__ == "__main__":
    main()
