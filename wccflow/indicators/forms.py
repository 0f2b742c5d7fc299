"""Reading the form of an outcome's aim: numbers as people write them."""

from dataclasses import dataclass

from wccflow.base.errors import Refused
from wccflow.indicators.rules import YEARS, number
from wccflow.web.forms import text


@dataclass(frozen=True, slots=True)
class AimForm:
    """What the form says."""

    baseline: float | None
    trajectory: list[float]
    period: str
    unit: str
    polarity: str
    national_average: float | None
    upper_quartile: float | None
    source: str


def read_aim() -> AimForm:
    """What was written of an outcome. Raises Refused for words where numbers belong."""
    years = [_number(f"year-{year}", f"Year {year}") for year in range(1, YEARS + 1)]
    given = [each for each in years if each is not None]
    if given and len(given) != YEARS:
        raise Refused(f"Give a value for each of the {YEARS} years, or for none.")
    return AimForm(
        baseline=_number("baseline", "Baseline"),
        trajectory=given,
        period=text("period"),
        unit=text("unit"),
        polarity=text("polarity"),
        national_average=_number("national_average", "National average"),
        upper_quartile=_number("upper_quartile", "Upper quartile"),
        source=text("source"),
    )


def _number(name: str, label: str) -> float | None:
    try:
        return number(text(name))
    except ValueError:
        raise Refused(f"{label}: give a number, not “{text(name)[:20]}”.") from None
