"""Partners without a database: which kinds there are, what they are asked, when answers are shown."""

from collections.abc import Mapping, Sequence

from wccflow.engine.content import Item
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale

LEAST_SHOWN = 5  # replies below which nothing is shown, so that nobody can tell who said what
DO_NOT_KNOW = "unknown"
PARTNER_KINDS: Mapping[str, str] = {
    "authority": "Local authority",
    "clinicians": "Clinicians",
    "provider": "Provider of services",
    "public": "Patients and the public",
    "voluntary": "Voluntary organisation",
    "other": "Another partner",
}


def asks_partners(definition: Definition) -> bool:
    """Whether partners are asked for feedback at all."""
    return any("partners" in element.channels for element in definition.elements.values())


def questions(definition: Definition) -> list[tuple[Item, Scale]]:
    """What partners are asked: the groups of the elements that they rate, each on its scale."""
    return [
        (definition.items[key], definition.scales[element.scale])
        for element in definition.elements.values()
        if "partners" in element.channels
        for key in element.groups or element.items
    ]


def shown_together(ranks: Sequence[int]) -> float | None:
    """The mean of answers, to one digit; None when fewer have answered than may be shown."""
    return round(sum(ranks) / len(ranks), 1) if len(ranks) >= LEAST_SHOWN else None
