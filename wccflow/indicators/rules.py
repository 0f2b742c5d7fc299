"""Indicators without a database: reading numbers and periods, quartiles, and which way is better."""

import re
from collections.abc import Sequence
from math import isfinite
from statistics import quantiles

from wccflow.engine.content import Element
from wccflow.engine.definition import Definition

LOWER, HIGHER = "lower_is_better", "higher_is_better"
POLARITIES = {LOWER: "lower is better", HIGHER: "higher is better", "": "neither way is better"}

SUPPRESSED = "*"
LEAST_AREAS = 4  # fewer areas have no quartile worth showing
YEARS = 5  # of a trajectory

_PERIOD = re.compile(r"(?:19|20)\d\d(?:/\d\d|-(?:19|20)?\d\d)?")


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
    """The number that is written; None for nothing. Raises ValueError for words, infinities and formulas."""
    plain = text.strip().replace(",", "")
    if not plain:
        return None
    found = float(plain)
    if not isfinite(found):
        raise ValueError(text)
    return found


def is_period(text: str) -> bool:
    """Whether a text is a calendar year, a financial year like 2011/12, or pooled years like 2008-10."""
    return _PERIOD.fullmatch(text) is not None


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
