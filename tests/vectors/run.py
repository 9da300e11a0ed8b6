#!/usr/bin/env python3
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Holds tramo's calculators to published numbers and says of each vector what came of it.
"""usage: run.py [FILES…]

Without FILES: those beside this script, and those in ../shared/vectors (or $TRAMO_SHARED/vectors) where these
are present. Exits 1 where a vector failed. The name of a file says how it is read."""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from tramo.offers import OfferError  # noqa: E402

from vectors import (  # noqa: E402
    charges,
    contacts,
    day_counts,
    delinquency,
    financial,
    fineract,
    key_figures,
    rates,
    schedules,
    settlement,
)
from vectors.checking import (  # noqa: E402
    FAILED,
    NOT_APPLICABLE,
    PASSED,
    Check,
    Differs,
    Outcome,
    Vector,
    note_on,
)
from vectors.not_applicable_table import NOT_APPLICABLE as REASONS  # noqa: E402

SHARED = Path(os.environ.get("TRAMO_SHARED", HERE.parents[2] / "shared")) / "vectors"
SHARED_NAMES = (
    "br_amortization",
    "br_mora",
    "br_cet",
    "cl_gastos_cobranza",
    "day_count",
    "numpy_financial",
    "fineract_schedules",
    "eu_apr_ec_examples",
    "settlement_and_uk_apr",
    "kpi",
    "fineract_delinquency",
    "contact_caps",
)
CHECKS: dict[str, Check] = {
    "br_amortization": schedules.amortization,
    "br_mora": charges.mora,
    "br_cet": rates.cet,
    "cl_gastos_cobranza": charges.chile,
    "day_count": day_counts.interval,
    "numpy_financial": financial.function,
    "fineract_schedules": fineract.table,
    "eu_apr_ec_examples": rates.eu,
    "settlement_and_uk_apr": settlement.settlement,
    "us_apr": rates.us,
    "kpi": key_figures.figure,
    "fineract_delinquency": delinquency.delinquency,
    "contact_caps": contacts.permission,
}


def read(path: Path) -> list[Vector]:
    """ValueError for a file that does not hold as many vectors as it says, each under an id of its own."""
    content = json.loads(path.read_text(encoding="utf-8"))
    vectors: list[Vector] = content["vectors"]
    twice = [one for one, times in Counter(vector["id"] for vector in vectors).items() if times > 1]
    if twice or content["count"] != len(vectors):
        told = f"says {content['count']} vectors and holds {len(vectors)}"
        raise ValueError(f"{path} {told}; twice: {', '.join(twice) or 'none'}")
    return vectors


def outcome_of(name: str, vector: Vector) -> Outcome:
    """`name` is that of the vector's file, without folder and .json."""
    reason = REASONS.get(name, {}).get(vector["id"])
    try:
        note = CHECKS[name](vector) or note_on(vector)
    except (Differs, OfferError) as error:
        if reason:
            return Outcome(vector["id"], NOT_APPLICABLE, reason)
        return Outcome(vector["id"], FAILED, str(error))
    except Exception as error:  # a vector that cannot be read must not hide the others
        return Outcome(vector["id"], FAILED, f"{type(error).__name__}: {error}")
    if reason:
        return Outcome(
            vector["id"], FAILED, f"listed as not applicable ({reason}), yet it comes out as published"
        )
    return Outcome(vector["id"], PASSED, note)


def run(path: Path) -> list[Outcome]:
    return [outcome_of(path.stem, vector) for vector in read(path)]


def own_files() -> list[Path]:
    return sorted(HERE.glob("*.json"))


def shared_files() -> list[Path]:
    """Those that are there."""
    return [path for path in (SHARED / f"{name}.json" for name in SHARED_NAMES) if path.is_file()]


def print_table(found: dict[Path, list[Outcome]]) -> None:
    names = {path: "own/" + path.name if path.parent == HERE else "shared/" + path.name for path in found}
    width = max(map(len, names.values()))
    print(f"{'file':{width}}  vectors  passed  failed  not applicable")
    total: Counter[str] = Counter()
    for path, outcomes in found.items():
        count = Counter(outcome.status for outcome in outcomes)
        total.update(count)
        print(_line(names[path], width, count))
    print(_line("all", width, total))
    for status, title in (
        (FAILED, "failed"),
        (NOT_APPLICABLE, "not applicable"),
        (PASSED, "passed, with a note"),
    ):
        _print_notes(title, [one for outcomes in found.values() for one in outcomes if one.status == status])


def _line(name: str, width: int, count: Counter[str]) -> str:
    numbers = f"{sum(count.values()):7}  {count[PASSED]:6}  {count[FAILED]:6}  {count[NOT_APPLICABLE]:14}"
    return f"{name:{width}}  {numbers}"


def _print_notes(title: str, outcomes: list[Outcome]) -> None:
    """Each note once, with the ids that it stands for."""
    notes: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.note:
            notes.setdefault(outcome.note, []).append(outcome.id)
    if notes:
        print(f"\n{title}:")
    for note, ids in notes.items():
        print(f"- {note}\n  {len(ids)}: {', '.join(ids)}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[1])
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILES", help=f"named {', '.join(CHECKS)}.json"
    )
    asked: list[Path] = parser.parse_args(arguments).files
    for path in asked:
        if not path.is_file() or path.stem not in CHECKS:
            parser.error(f"{path} is no file of vectors that there is a check for")
    files = [path.resolve() for path in asked] or [*own_files(), *shared_files()]
    found = {path: run(path) for path in files}
    print_table(found)
    if not asked and len(shared_files()) < len(SHARED_NAMES):
        there = f"{len(shared_files())} of {len(SHARED_NAMES)} shared files"
        print(f"\n{there} are in {SHARED}; the others were not run")
    return 1 if any(one.status == FAILED for outcomes in found.values() for one in outcomes) else 0


if __name__ == "__main__":
    raise SystemExit(main())
