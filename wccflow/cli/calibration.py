"""`wccflow calibration`: how severe each overseer is, and what ratings would be without it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from wccflow.base import clock
from wccflow.calibration import background, fits
from wccflow.calibration.agreement import alpha, gwet, units_of
from wccflow.calibration.document import document_of, lines_of
from wccflow.calibration.model import Adjusted, Fitted, Leniency, NotConnected, RatingRow
from wccflow.calibration.model import fit as fitted_to
from wccflow.calibration.models import CalibrationFit
from wccflow.calibration.proposing import levels_of, proposal
from wccflow.calibration.ratings_file import read
from wccflow.cli.answers import No, answer
from wccflow.cli.opening import the_house
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.wiring import House


@click.group()
def calibration() -> None:
    """Ratings made comparable: proposals, never changes."""


@calibration.command()
@click.argument("cycle", required=False)
@click.option(
    "--ratings",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Instead of a cycle: a CSV file of rater, sha, case, item, value; shared cases link them.",
)
def fit(cycle: str | None, file: Path | None) -> None:
    """Leniency with its interval, and for every item of every case what it would be without.

    Of a cycle, what its panels' members gave alone is compared by way of the common cases.
    """
    if (cycle is None) == (file is None):
        raise click.UsageError("Name a cycle, or a file with --ratings: one of the two.")
    if file:
        _fit_file(file)
    else:
        _fit_cycle(cycle or "")


def _fit_cycle(key: str) -> None:
    with the_house() as house:
        fresh = _fresh(house, key)
        if fresh is None:
            with house.database.writing():
                fresh = fits.ask(cycle_called(key), by=None, now=clock.now())
            background.fit_now(house.database, fresh, told=_show)
        with house.database.reading():
            there = cycle_called(key)
            found = fits.newest(there.id) or fresh
            told = document_of(there, found)
            if not found.summary["connected"]:
                raise No(found.say, told)
            answer(told, lines_of(found, told))


def _fresh(house: House, key: str) -> CalibrationFit | None:
    """The fit that is kept, where no rating has come since."""
    with house.database.reading():
        there = cycle_called(key)
        found = fits.newest(there.id)
        return None if found is None or fits.is_behind(found, there.id) else found


def _show(step: int, steps: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rcomparing the ratings: step {step} of {steps}", nl=step >= steps, err=True)


def _fit_file(file: Path) -> None:
    rows = read(file.read_bytes())
    agreement = _agreement(rows)
    try:
        fitted = fitted_to(rows)
    except NotConnected as apart:
        told = {"connected": False, "shas": [], "results": [], "agreement": agreement}
        raise No(str(apart), {**told, "parts": [list(part) for part in apart.parts]}) from None
    levels = levels_of([row.value for row in rows])
    told = {
        "connected": True,
        "shas": [_overseer(each) for each in fitted.overseers],
        "results": [_result(each, levels) for each in fitted.results],
        "agreement": agreement,
    }
    answer(told, _lines(fitted, levels, agreement))


def _agreement(rows: Sequence[RatingRow]) -> dict[str, float | None]:
    units = units_of(rows)
    return {"alpha": _digits(alpha(units)), "ac2": _digits(gwet(units))}


def _overseer(each: Leniency) -> dict[str, Any]:
    return {
        "sha": each.name,
        "leniency": _digits(each.leniency),
        "low": _digits(each.low),
        "high": _digits(each.high),
    }


def _result(each: Adjusted, levels: Sequence[int]) -> dict[str, Any]:
    found = proposal(each, levels)
    return {
        "case": each.case,
        "item": each.item,
        "raw": _digits(each.raw),
        "adjusted": _digits(each.adjusted),
        "error": _digits(each.error),
        "level": found.level,
        "proposed": found.proposed,
        "probability": _digits(found.probability),
    }


def _lines(fitted: Fitted, levels: Sequence[int], agreement: dict[str, float | None]) -> list[str]:
    lines = [
        f"{each.name}: {each.leniency:+.2f} ({each.low:+.2f} to {each.high:+.2f})"
        for each in fitted.overseers
    ]
    for each in fitted.results:
        found = proposal(each, levels)
        if found.proposed is not None:
            was, now = f"mean {each.raw:.2f}", f"{each.adjusted:.2f} ± {each.error:.2f}"
            step = f"level {found.level} → {found.proposed}, P = {found.probability:.2f}"
            lines.append(f"{each.case}, {each.item}: {was} → {now} ({step})")
    said = ", ".join(f"{name} {value}" for name, value in agreement.items() if value is not None)
    return [*lines, f"Agreement: {said or 'nothing was rated twice'}."]


def _digits(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
