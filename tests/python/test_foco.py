# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
"""Table F-T1 of the manual, row by row, out of a feed of actions; and the same counted with dicts alone."""

import csv
import random
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import tramo

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"
AS_OF = "2026-11-21"
PROMISE = "COMPROMISO DE PAGO"

# As printed: actions, cases, ratio and percentage of each row, in the order of the manual. F-056..F-070.
TYPES = {
    "ENVIO EMAIL": (184, 60, "3.07", "23.08"),
    "LLAMADA TELEFONICA": (294, 93, "3.16", "35.77"),
    "TELEFONO NO CORRESPONDE": (23, 8, "2.88", "3.08"),  # V-02
    "CLIENTE NO PUEDE PAGAR": (6, 2, "3.00", "0.77"),
    "CLIENTE INDICA QUE YA PAGO": (3, 3, "1.00", "1.15"),
    PROMISE: (40, 37, "1.08", "14.23"),  # V-03
    "CLIENTE NO QUIERE PAGAR": (0, 0, "0.00", "0.00"),
    "NO CONOCEN LA EMPRESA": (0, 0, "0.00", "0.00"),
    "ENVIO DEUDA": (8, 3, "2.67", "1.15"),
    "ENVIO AVISO BLOQUEO": (0, 0, "0.00", "0.00"),
    "ENVIO AVISO DICOM": (0, 0, "0.00", "0.00"),
    "CLIENTE YA PAGO": (21, 11, "1.91", "4.23"),
    "CLIENTE PAGA SI SE SOLUCIONA PROBLEMA": (0, 0, "0.00", "0.00"),
    "POSTVENTA REALIZA ACOTACION": (0, 0, "0.00", "0.00"),
    "RECADO CON TERCERO VALIDO": (7, 0, "0.00", "0.00"),  # V-04
}
# F-075..F-081.
PROMISES = {
    "RETIRO DE CHEQUE PENDIENTE DE CLARO": (0, 0, "0.00", "0.00"),
    "ALGUNAS FACTURAS DEL TOTAL DE LAS ADEUDADAS": (0, 0, "0.00", "0.00"),
    "CLIENTE ACEPTA CAMPAÑA COBRANZA DESCUENTO": (0, 0, "0.00", "0.00"),
    "SIN CAMPAÑA ESPECIAL DE COBRANZA": (39, 36, "1.08", "13.85"),
    "CLIENTE SOLICITA RECARGO PAC/PAT": (0, 0, "0.00", "0.00"),
    "CLIENTE SOLICITA PAGAR CON CHEQUES": (0, 0, "0.00", "0.00"),
    "RETIRO DE CHEQUE": (1, 1, "1.00", "0.38"),
}
# Labels of the palette, best first, as the policy ranks those that are in the feed.
RANKS = [
    "CLIENTE YA PAGO",
    "RETIRO DE CHEQUE",
    "SIN CAMPAÑA ESPECIAL DE COBRANZA",
    "CLIENTE INDICA QUE YA PAGO",
    "CLIENTE NO PUEDE PAGAR",
    "TELEFONO NO CORRESPONDE",
    "LLAMADA TELEFONICA",
    "RECADO CON TERCERO VALIDO",
    "ENVIO DEUDA",
    "ENVIO EMAIL",
]

Row = dict[str, str | None]


def rows_of(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [{column: cell or None for column, cell in row.items()} for row in csv.DictReader(file)]


ACTIONS, CASES = rows_of("foco_actions.csv"), rows_of("foco_cases.csv")


def plain(text: str | None) -> str:
    marks = unicodedata.normalize("NFD", text or "")
    return "".join(one for one in marks if not unicodedata.combining(one)).upper()


def best_by_hand() -> dict[str, Row]:
    """Each case's best action: by rank, then the latest, then the smallest id."""
    places = {plain(label): place for place, label in enumerate(RANKS)}
    best: dict[str, Row] = {}
    # The last one written stays: so from the worst to the best, and within them from the first to the last.
    by_id = sorted(ACTIONS, key=lambda row: row["gestion"] or "", reverse=True)
    by_moment = sorted(by_id, key=lambda row: row["fecha"] or "")
    for row in sorted(by_moment, key=lambda row: -places[plain(row["respuesta"] or row["tipo"])]):
        best[row["caso"] or ""] = row
    return best


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.load(ROOT / "examples" / "policies" / "foco_best_action.tramo")


@pytest.fixture(scope="module")
def found(policy: tramo.Policy) -> "tramo.BestActions":
    return policy.best_actions(ACTIONS, CASES, as_of=AS_OF)


def printed(report: "tramo.ActionReport") -> dict[tuple[str, ...], tuple[int, int, str, str]]:
    return {row.path: (row.actions, row.cases, str(row.ratio), str(row.percent)) for row in report.rows}


def due() -> Iterator[tuple[tuple[str, ...], tuple[int, int, str, str]]]:
    for label, numbers in TYPES.items():
        yield (label,), numbers
        if label == PROMISE:
            yield from (((PROMISE, response), of) for response, of in PROMISES.items())


def test_the_report_is_the_table_of_the_manual_row_by_row(found: "tramo.BestActions") -> None:
    """F-055, F-071, F-072: the manual's rows in its order, and behind them what it does not show."""
    rows = printed(found.report())
    table = dict(due())
    behind = {path: of for path, of in rows.items() if path not in table}
    assert list(rows)[: len(table)] == list(table)
    assert {path: rows[path] for path in table} == table
    assert behind.pop(("(no action)",)) == (0, 43, "0.00", "16.54")
    assert set(behind.values()) <= {(0, 0, "0.00", "0.00")}, "other and unspecified rows hold nothing"


def test_the_base_and_the_sums_are_those_of_the_manual(found: "tramo.BestActions") -> None:
    """Q-03: 217 cases in the rows shown, 43 in none; 586 actions."""
    report = found.report()
    top = [row for row in report.rows if row.depth == 0]
    assert (report.base, report.actions) == (260, 586)
    assert sum(row.cases for row in top) == 260
    assert sum(row.actions for row in top) == 586
    assert sum(row.actions_on_cases for row in top) == 586
    assert found.ledger.counted == found.ledger.rows == 586


def test_the_responses_add_up_to_the_promise_and_keep_the_base(found: "tramo.BestActions") -> None:
    """F-082, V-05: 39 + 1 = 40 actions, 36 + 1 = 37 cases, 13.85 + 0.38 = 14.23 of the 260."""
    report = found.report()
    promise = report.row(PROMISE)
    within = [row for row in report.rows if row.depth == 1 and row.path[0] == PROMISE]
    assert sum(row.actions for row in within) == promise.actions == 40
    assert sum(row.cases for row in within) == promise.cases == 37
    assert sum(row.percent for row in within) == promise.percent == Decimal("14.23")


def test_each_case_has_the_best_action_that_dicts_find(found: "tramo.BestActions") -> None:
    by_hand = best_by_hand()
    engine = {row["caso"]: row["best.id"] for row in found.cases.to_arrow().to_pylist()}
    assert len(by_hand) == 217
    assert engine == {row["caso"]: by_hand.get(row["caso"] or "", {}).get("gestion") for row in CASES}


def test_both_ratios_are_those_that_dicts_find(found: "tramo.BestActions") -> None:
    """Q-05: the manual's counts all actions of a type, the pure one those on the cases of that best."""
    of_kind = Counter(plain(row["tipo"]) for row in ACTIONS)
    best = {case: plain(row["tipo"]) for case, row in best_by_hand().items()}
    cases = Counter(best.values())
    on_cases = Counter(best[row["caso"] or ""] for row in ACTIONS)
    report = found.report()
    for label in TYPES:
        row, key = report.row([label]), plain(label)
        assert (row.actions, row.cases, row.actions_on_cases) == (of_kind[key], cases[key], on_cases[key]), label
        pure = Decimal(on_cases[key]) / cases[key] if cases[key] else Decimal(0)
        assert abs(row.ratio_on_cases - pure) <= Decimal("0.005"), label


def test_attempts_contacts_and_those_of_the_day_are_those_that_dicts_find(found: "tramo.BestActions") -> None:
    """F-040, F-042, F-043, Q-10: a message is an attempt and no contact."""
    no_contact = {"ENVIO EMAIL", "ENVIO DEUDA", "LLAMADA TELEFONICA", "TELEFONO NO CORRESPONDE"}
    total = Counter(row["caso"] for row in ACTIONS)
    day = Counter(row["caso"] for row in ACTIONS if (row["fecha"] or "").startswith(AS_OF))
    contacts = Counter(row["caso"] for row in ACTIONS if plain(row["tipo"]) not in no_contact)
    assert day, "some actions are of the day asked for"
    for row in found.cases.to_arrow().to_pylist():
        case = row["caso"]
        counted = (row["attempts.total"], row["attempts.day"], row["contacts.total"])
        assert counted == (total[case], day[case], contacts[case]), case


def test_the_order_of_rows_does_not_matter(policy: tramo.Policy, found: "tramo.BestActions") -> None:
    shuffled = list(ACTIONS)
    random.Random(7).shuffle(shuffled)
    again = policy.best_actions(shuffled, CASES, as_of=AS_OF)
    assert shuffled != ACTIONS
    assert again.cases.to_arrow() == found.cases.to_arrow()
    assert printed(again.report()) == printed(found.report())


def test_some_codes_are_written_otherwise_than_the_palette_has_them() -> None:
    codes = {code for row in ACTIONS for code in (row["tipo"], row["respuesta"]) if code}
    assert any(code.islower() for code in codes)
    assert "Sin campana especial de cobranza" in codes


def test_a_branch_narrows_the_report_to_its_cases(found: "tramo.BestActions") -> None:
    """F-054: the promise selected, its 37 cases are the base, and all that was done on them is told."""
    of_promises = {case for case, row in best_by_hand().items() if plain(row["tipo"]) == PROMISE}
    report = found.report(branch=PROMISE)
    assert report.base == report.row(PROMISE).cases == 37
    assert report.actions == sum(row["caso"] in of_promises for row in ACTIONS)
    mails = sum(row["caso"] in of_promises and plain(row["tipo"]) == "ENVIO EMAIL" for row in ACTIONS)
    assert (report.row("ENVIO EMAIL").actions, report.row("ENVIO EMAIL").cases) == (mails, 0)


def test_a_row_opens_to_its_cases_sorted(found: "tramo.BestActions") -> None:
    """F-073, F-074, F-083, A-051: largest amount first, and equal ones by their key."""
    owed = {row["caso"]: int(row["saldo"] or 0) for row in CASES}
    listed = [row["caso"] for row in found.cases_of(PROMISE, sort="saldo").to_arrow().to_pylist()]
    of_promises = [case for case, row in best_by_hand().items() if plain(row["tipo"]) == PROMISE]
    assert listed == sorted(of_promises, key=lambda case: (-owed[case], case))


def test_amounts_add_up_beside_the_cases(policy: tramo.Policy) -> None:
    report = policy.best_actions(ACTIONS, CASES, as_of=AS_OF, amount="saldo").report()
    owed = {row["caso"]: int(row["saldo"] or 0) for row in CASES}
    paid = [case for case, row in best_by_hand().items() if plain(row["tipo"]) == "CLIENTE YA PAGO"]
    assert report.amount == sum(owed.values()) == sum(row.amount or 0 for row in report.rows if row.depth == 0)
    assert report.row("CLIENTE YA PAGO").amount == sum(owed[case] for case in paid)


def test_each_portfolio_has_its_report_and_they_add_up(policy: tramo.Policy) -> None:
    """F-047: the scope is one portfolio, or all of them."""
    by = policy.best_actions(ACTIONS, CASES, as_of=AS_OF, by="cartera").reports()
    counted = Counter(row["cartera"] for row in CASES)
    assert {name: report.base for name, report in by.items()} == counted
    for label, (actions, cases, *_) in TYPES.items():
        rows = [report.row([label]) for report in by.values()]
        assert (sum(row.actions for row in rows), sum(row.cases for row in rows)) == (actions, cases)
    alone = policy.best_actions(ACTIONS, CASES, as_of=AS_OF, where={"cartera": "Móvil"}).report()
    assert printed(alone) == printed(by["Móvil castigo"])


def test_accounts_are_ranked_by_age_then_amount_then_segment(policy: tramo.Policy) -> None:
    """T-028..T-030: an order without weights, that of the criteria as written."""
    segments = ["Empresa", "Preferente", "Masivo"]
    keys = {
        row["caso"]: (-int(row["dias_mora"] or 0), -int(row["saldo"] or 0), segments.index(row["segmento"] or ""))
        for row in CASES
    }
    ranked = [row["caso"] for row in policy.next_actions(CASES, ACTIONS, as_of=AS_OF).to_arrow().to_pylist()]
    paid = {case for case, row in best_by_hand().items() if plain(row["tipo"]) == "CLIENTE YA PAGO"}
    assert set(keys) - set(ranked) == paid, "all but the paid ones have something to do"
    assert [keys[case] for case in ranked] == sorted(keys[case] for case in ranked)


def test_a_shift_of_240_minutes_makes_34_calls_of_7(policy: tramo.Policy) -> None:
    """Q-48, V-22; and the case after the last one says that it missed by one place."""
    shift = [{"agent": "A-99", "shift": "tarde", "minutes": 240, "skills": "voz"}]
    answer = policy.worklists(CASES, shift, ACTIONS, as_of=AS_OF)
    taken = answer.lists.to_arrow().to_pylist()
    full = [row for row in answer.left_out.to_arrow().to_pylist() if row["why"] == "full"]
    assert [row["position"] for row in taken] == list(range(1, 35))
    assert {(row["agent"], row["action"], row["minutes"]) for row in taken} == {("A-99", "llamar", 7)}
    assert all(row["place"] < full[0]["place"] for row in taken)
    assert full[0]["missed_by_places"] == full[0]["place"] - taken[-1]["place"]
    assert answer.counts["taken"] + sum(answer.counts[why] for why in tramo.worklists.LEFT_OUT) == 249


def test_the_program_makes_the_very_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DATA / "generate_foco.py", "--out-dir", tmp_path], check=True)
    for name in ("foco_actions.csv", "foco_cases.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name
