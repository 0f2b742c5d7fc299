"""Whether what somebody gives as ratings may be kept: values, reasons, clauses ticked, passages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from wccflow.base.errors import Refused
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.clauses import Clause, clauses_of
from wccflow.engine.content import Element
from wccflow.engine.vocabulary import Scale
from wccflow.ratings import queries
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import (
    CITING,
    REASON_REQUIRED,
    SELF,
    UNGROUNDED,
    element_of,
    fault_of,
    is_above_lowest,
    is_told,
    item_in_words,
)

STRANGE = "One of the clauses is not asked any more. Open the page again to see which are."


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gives for one item; what is None stays as it was.

    `clauses` are the keys of those that are met; `no_passage` says why no passage is cited.
    `seen` is the number of the rating that she saw, 0 for none, None where nobody was looking.
    """

    item: str
    value: str
    rationale: str = ""
    clauses: Collection[str] | None = None
    no_passage: str | None = None
    seen: int | None = None


def whole(given: Given, earlier: Rating | None) -> Given:
    """The same without blanks around, and with what is not told as it stood before."""
    met, reason = given.clauses, given.no_passage
    return replace(
        given,
        value=given.value.strip(),
        rationale=given.rationale.strip(),
        clauses=(tuple(earlier.clauses) if earlier else ()) if met is None else tuple(met),
        no_passage=(earlier.no_passage if earlier else "") if reason is None else reason.strip(),
    )


def demand_sound(case: Case, given: Sequence[Given], channel: str, standing: Mapping[str, Rating]) -> None:
    """Raise Refused with every fault; where there are several items, each with its name."""
    found = {item: say for item, say in faults(case, given, channel, standing).items() if say}
    if found and len(given) == 1:
        raise Refused(*found.values())
    if found:
        definition = definition_of(case)
        raise Refused(*(f"{item_in_words(definition, item)}: {say}" for item, say in found.items()))


def faults(
    case: Case, given: Sequence[Given], channel: str, standing: Mapping[str, Rating]
) -> dict[str, str]:
    """By item why what is given cannot be kept, in a sentence; empty where it can."""
    grounded = _grounded(case, given, channel)
    return {
        each.item: _fault(case, each, channel, standing.get(each.item), is_grounded=each.item in grounded)
        for each in given
    }


def lacking(case: Case, made: Rating) -> str:
    """What a kept rating still wants, in a sentence: a passage, or the reason why there is none."""
    scale = scale_of(case, made.item)
    if made.channel not in CITING or made.no_passage or not is_above_lowest(scale, made.value):
        return ""
    channels = [SELF] if made.channel == SELF else CITING
    return "" if made.item in queries.cited_items(case.id, channels) else UNGROUNDED


def words_of(case: Case, given: Given) -> dict[str, str]:
    """The clauses that are met, by key, as they are said now; those of another year are left behind."""
    met = set(given.clauses or ())
    return {each.key: each.words for each in asked_of(case, given.item) if each.key in met}


def asked_of(case: Case, item: str) -> tuple[Clause, ...]:
    """The clauses of an item in the definition of a case."""
    return clauses_of(scale_of(case, item), definition_of(case).items.get(item))


def scale_of(case: Case, item: str) -> Scale:
    """The scale on which an item of a case is rated."""
    definition = definition_of(case)
    return definition.scales[_element(case, item).scale]


def _element(case: Case, item: str) -> Element:
    found = element_of(definition_of(case), item)
    if found is None:
        raise Refused(f"{item} is not rated here.")
    return found


def _fault(case: Case, given: Given, channel: str, earlier: Rating | None, *, is_grounded: bool) -> str:
    element, scale = _element(case, given.item), scale_of(case, given.item)
    fault = fault_of(scale, given.value)
    if fault or is_told(scale):  # what is written is its own reason
        return fault
    if not given.rationale and channel in REASON_REQUIRED:
        return "Say why: the reason is kept with the rating."
    if not given.rationale and earlier is not None and earlier.rationale:
        return "Write a rationale: this item had one, and a rating without it does not count."
    kept = set(earlier.clauses) if earlier else set()
    if set(given.clauses or ()) - kept - {each.key for each in asked_of(case, given.item)}:
        return STRANGE
    needs = element.passages == "needed" and channel in CITING and is_above_lowest(scale, given.value)
    return UNGROUNDED if needs and not given.no_passage and not is_grounded else ""


def _grounded(case: Case, given: Sequence[Given], channel: str) -> set[str]:
    """The items that rest on something cited; not asked where no element of theirs needs it.

    The organisation rests on what it cites itself, a reviewer on what both cite.
    """
    if not any(_element(case, each.item).passages == "needed" for each in given):
        return set()
    return queries.cited_items(case.id, [SELF] if channel == SELF else CITING)
