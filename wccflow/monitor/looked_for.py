"""Which of the checks can find anything by a definition: what it does not have is not looked for."""

from collections.abc import Callable, Mapping

from wccflow.engine.definition import Definition
from wccflow.indicators.rules import measured_element
from wccflow.monitor.dossier_rules import CATALOGUE
from wccflow.partners.rules import asks_partners
from wccflow.ratings.rules import is_told, rated_elements


def looked_for(definition: Definition) -> list[str]:
    """The checks of the catalogue that are made of cases of this definition, in words."""
    return [words for words in CATALOGUE if words not in _NEEDS or _NEEDS[words](definition)]


def _rates(definition: Definition) -> bool:
    return any(not is_told(definition.scales[each.scale]) for each in rated_elements(definition))


def _claims(definition: Definition) -> bool:
    return _rates(definition) and bool(definition.dossier_checks.proof_from)


def _asks_boards(definition: Definition) -> bool:
    return any(slot.board_approved for slot in definition.slots.values())


_NEEDS: Mapping[str, Callable[[Definition], bool]] = {
    "a good level is claimed with no passage": _claims,
    "a rating has no reason": _rates,
    "the same reason stands under several items": _rates,
    "a cited passage is gone": _rates,
    "a document cannot be read": lambda definition: bool(definition.slots),
    "the board approved before the plan was written": _asks_boards,
    "a document is old or has no date": lambda definition: bool(definition.slots),
    "something has changed since the board ratified": lambda definition: definition.anyone_may("ratify"),
    "partners have not been heard": asks_partners,
    "a chosen outcome lacks its aim or its data": lambda definition: measured_element(definition) is not None,
    "a question waits": lambda definition: definition.anyone_may("ask"),
}
