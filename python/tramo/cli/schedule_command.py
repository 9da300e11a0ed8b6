# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The calculator of schedules on the command line: options are text, so that every number stays exact.
"""schedule."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from tramo.offers import Calendar, OfferError
from tramo.offers import schedule as make_schedule
from tramo.offers.schedule_figure import schedule_figure

from . import showing, writing
from .failures import OutputFormat, WrongUse, told
from .options import Format
from .pictures import check_picture, drawn

OPTIONS = {"convention": "day_count", "down_payment_share": "down_payment", "calendar": "holidays"}
AMOUNT = {"metavar": "AMOUNT"}


def schedule(
    principal: Annotated[str, typer.Option("--principal", **AMOUNT, help="What is lent.")],
    rate: Annotated[
        str,
        typer.Option(
            "--rate", metavar="RATE", help="Per period: 2%, or 0.02. With --day-count a year's, such as 12%."
        ),
    ],
    count: Annotated[int, typer.Option("--count", metavar="N", help="How many payments.")],
    first: Annotated[
        str | None,
        typer.Option("--first", metavar="DATE", help="The first due date; without it rows have no dates."),
    ] = None,
    every: Annotated[
        str, typer.Option("--every", metavar="STEP", help='"1 month", "2 weeks", "20 days".')
    ] = "1 month",
    method: Annotated[
        str,
        typer.Option(
            "--method",
            metavar="NAME",
            help="level (price, french), constant-principal (sac), mixed (sam), flat, interest-only "
            "(american, bullet), single-payment, level-in-advance.",
        ),
    ] = "level",
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="The day the principal is owed from.")
    ] = None,
    currency: Annotated[
        str | None,
        typer.Option("--currency", metavar="CODE", help="Sets the smallest unit: BRL 0.01, CLP 1."),
    ] = None,
    rounding: Annotated[
        str,
        typer.Option(
            "--rounding",
            metavar="HOW",
            help="Of payments: half-up, half-even, half-down, up, down, ceiling, floor.",
        ),
    ] = "half-up",
    unit: Annotated[
        str | None,
        typer.Option("--unit", **AMOUNT, help="Payments are multiples of it; else of the smallest unit."),
    ] = None,
    residual: Annotated[
        str,
        typer.Option(
            "--residual",
            metavar="WHERE",
            help="Which payment takes what the others leave: last, first, largest, spread.",
        ),
    ] = "last",
    grace: Annotated[
        int, typer.Option("--grace", metavar="N", help="Periods before the first of the payments.")
    ] = 0,
    grace_interest: Annotated[
        str,
        typer.Option(
            "--grace-interest", metavar="HOW", help="Their interest: paid, capitalized, deferred, free."
        ),
    ] = "paid",
    down_payment: Annotated[
        str, typer.Option("--down-payment", **AMOUNT, help="Paid at once: an amount, or a share such as 10%.")
    ] = "0",
    balloon: Annotated[
        str, typer.Option("--balloon", **AMOUNT, help="Principal paid with the last payment.")
    ] = "0",
    day_count: Annotated[
        str | None,
        typer.Option(
            "--day-count",
            metavar="NAME",
            help="Interest by days, at a rate a year: ACT/365F, 30E/360, BUS/252 …",
        ),
    ] = None,
    adjust: Annotated[
        str,
        typer.Option(
            "--adjust",
            metavar="HOW",
            help="Of due dates without work: unadjusted, following, modified-following, preceding, "
            "modified-preceding, nearest. Needs --holidays.",
        ),
    ] = "unadjusted",
    holidays: Annotated[
        Path | None,
        typer.Option(
            "--holidays",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="A day such as 2026-12-25 a line, or in the first column; complete for the years from the "
            "first to the last of them. Saturdays and Sundays are without work anyway.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The rows: .csv .parquet .arrow .json .jsonl"),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Payments and the balance over time, as a picture."),
    ] = None,
    output: Format = OutputFormat.text,
) -> None:
    """Say what is paid when, how much of it is interest, and what it costs a year."""
    with told(output):
        writing.refuse_to_overwrite({"--out": out, "--plot": plot}, [holidays] if holidays else [])
        check_picture(plot)
        if holidays is not None and adjust == "unadjusted" and day_count is None:
            raise WrongUse("--holidays move no date and count no day: give --adjust or --day-count too")
        is_share = down_payment.strip().endswith("%")
        with named():
            made = make_schedule(
                method=_word(method),
                principal=principal,
                rate=rate,
                count=count,
                first=first,
                every=every,
                start=start,
                adjust=_word(adjust),
                calendar=_calendar(holidays) if holidays else None,
                convention=day_count,
                down_payment="0" if is_share else down_payment,
                down_payment_share=down_payment if is_share else "0",
                balloon=balloon,
                grace=grace,
                grace_interest=_word(grace_interest),
                rounding=_word(rounding),
                unit=unit,
                currency=currency,
                residual=_word(residual),
            )
        for line in (*_doubts(rate, day_count), *made.caveats):
            print(line, file=sys.stderr)
        with writing.open_writer(out) as writer:
            if writer is not None:
                writer.write(made)
            if plot is not None:
                with drawn():
                    schedule_figure(made).savefig(plot, dpi=150, bbox_inches="tight")
        if output is OutputFormat.json:
            print(made.to_json())
        else:
            showing.show_schedule(made)


def _word(given: str) -> str:
    """`half-up` is written `half_up` in Python."""
    return given.strip().lower().replace("-", "_")


@contextmanager
def named() -> Iterator[None]:
    """Objections under the names of options, each on a line of its own."""
    try:
        yield
    except OfferError as error:
        lines = [f"{_option(name)}: {_with_meant(message)}" for name, message in error.objections]
        raise WrongUse("\n".join(lines)) from None


def _option(name: str) -> str:
    return "--" + OPTIONS.get(name, name).replace("_", "-")


def _with_meant(message: str) -> str:
    """`'levl' is not known; known are …`, with the one that may be meant."""
    found = re.fullmatch(r"'(.*)' is not known; known are (.*)", message)
    near = get_close_matches(found[1], found[2].split(", "), n=1) if found else []
    if not found or not near:
        return message
    return f"'{found[1]}' is not known; is '{near[0]}' meant? Known are {found[2]}"


def _doubts(rate: str, day_count: str | None) -> list[str]:
    """A rate without its sign is a fraction: 2 is 200 %, which few mean."""
    try:
        fraction = Decimal(rate.strip())
    except InvalidOperation:
        return []
    if abs(fraction) < 1:
        return []
    period = "a year" if day_count else "a period"
    return [f"--rate {rate} is a fraction, {fraction * 100:,f} % {period}; {rate} % is written {rate}%"]


def _calendar(path: Path) -> Calendar:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    cells = [re.split(r"[,;\t|]", line, maxsplit=1)[0].strip(' "') for line in lines]
    days = []
    for number, cell in enumerate(cells, 1):
        is_heading = number == 1 and not cell[:1].isdigit()
        if not cell or cell.startswith("#") or is_heading:
            continue
        try:
            days.append(date.fromisoformat(cell))
        except ValueError:
            where = f"--holidays {path}, line {number}"
            raise WrongUse(f"{where}: {cell!r} is no day such as 2026-12-25") from None
    if not days:
        raise WrongUse(f"--holidays {path}: there is no day in it")
    return Calendar(path.stem, days, date(min(days).year, 1, 1), date(max(days).year, 12, 31))
