"""Indicators without a database: numbers as written, quartiles, and which way is better."""

from collections.abc import Mapping, Sequence
from statistics import quantiles

from wccflow.engine.content import Area, Element
from wccflow.engine.definition import Definition
from wccflow.indicators.cells import read_number

LOWER, HIGHER = "lower_is_better", "higher_is_better"
POLARITIES = {LOWER: "lower is better", HIGHER: "higher is better", "": "neither way is better"}

LEAST_AREAS = 4  # fewer areas have no quartile worth showing
YEARS = 5  # of a trajectory


def measured_element(definition: Definition) -> Element | None:
    """The element whose items are measured by numbers and chosen from a menu, or None."""
    return next(
        (
            each
            for each in definition.elements.values()
            if definition.scales[each.scale].kind == "number" and each.items
        ),
        None,
    )


def pages_of_items(definition: Definition) -> dict[str, str]:
    """Where below a case's address the measured items stand."""
    element = measured_element(definition)
    return dict.fromkeys(element.items, "/outcomes") if element else {}


def number(text: str) -> float | None:
    """The number that is written; None for nothing. Raises ValueError with what is wrong."""
    plain = text.strip()
    return read_number(plain) if plain else None


def area_of(indicator: str, given: str, areas: Mapping[str, Area]) -> str:
    """The key of the area where an indicator belongs: as its file says, else the definition; or nothing."""
    if given in areas:
        return given
    return next((area.key for area in areas.values() if area.holds(indicator)), "")


def upper_quartile(values: Sequence[float], polarity: str) -> float | None:
    """The value that the best quarter reaches (inclusive method); None for too few areas."""
    if len(values) < LEAST_AREAS:
        return None
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    return lower if polarity == LOWER else upper


def compared(value: float, other: float, polarity: str) -> str:
    """How a value stands to another: better, worse, the same; or only higher or lower."""
    if value == other:
        return "the same"
    if polarity not in (LOWER, HIGHER):
        return "higher" if value > other else "lower"
    return "better" if (value < other) == (polarity == LOWER) else "worse"
