"""What stands beside each document of a dossier: its dates in words, what is weak, what can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base.clock import business_day
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries
from wccflow.evidence.again import may_read_again
from wccflow.evidence.dates import Dates, dates_in_words, weakness
from wccflow.evidence.queries import Filled
from wccflow.evidence.reading_queue import progress
from wccflow.evidence.rules import READING, fault_of_pages
from wccflow.evidence.slots import dates_of
from wccflow.evidence.track import WITHDRAW, track_of
from wccflow.evidence.withdrawing import can_undo
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Beside:
    """By the id of a version what is said of it, and of which versions what may be done."""

    dates: Mapping[UUID, Dates]
    in_words: Mapping[UUID, str]
    weak: Mapping[UUID, Sequence[str]]
    progress: Mapping[UUID, tuple[int, int]]
    home: Mapping[UUID, str]  # the slot for which it was filed
    undo: frozenset[UUID]
    again: frozenset[UUID]


def beside(case: Case, filled: Sequence[Filled], reach: Reach, now: datetime) -> Beside:
    """What stands beside these fillings, of which the newest of each slot are its present document."""
    versions = {each.version.id: each.version for each in filled}
    dates = {key: dates_of(version) for key, version in versions.items()}
    months, on = definition_of(case).dossier_checks.document_months, business_day(now)
    return Beside(
        dates=dates,
        in_words={key: dates_in_words(each) for key, each in dates.items()},
        weak={key: list(filter(None, [weakness(each, on, months)])) for key, each in dates.items()},
        progress=progress([key for key, version in versions.items() if version.state == READING]),
        home=_homes(case, filled),
        undo=_undone(case, filled, reach, now),
        again=frozenset(key for key, each in versions.items() if may_read_again(each, case, reach)),
    )


def beyond(filled: Filled) -> str:
    """That pages count which the document has not, in a sentence: known only once it is read."""
    filling = filled.filling
    return fault_of_pages(filling.first_page, filling.last_page, filled.version.pages)


def leaves_others(theirs: Sequence[Filled], filled: Sequence[Filled]) -> bool:
    """Whether in every slot of a version another one would stand in its place."""
    standing = {each.slot for each in filled if each.stands and each.version.id != theirs[0].version.id}
    return standing.issuperset(each.slot for each in theirs)


def _homes(case: Case, filled: Sequence[Filled]) -> dict[UUID, str]:
    slots = {document.id: slot for slot, document in queries.documents(case).items()}
    return {each.version.id: slots[each.version.document_id] for each in filled}


def _undone(case: Case, filled: Sequence[Filled], reach: Reach, now: datetime) -> frozenset[UUID]:
    """Of which versions the filing can still be undone by this person."""
    mine = [each for each in filled if each.version.filed_by_id == reach.person_id and each.stands]
    if not mine:
        return frozenset()
    drafts, track = audience_of(case, "drafts"), track_of(definition_of(case))
    may_be_empty = track is None or WITHDRAW in track.moves
    theirs = {
        each.version.id: [other for other in filled if other.version.id == each.version.id] for each in mine
    }
    return frozenset(
        each.version.id
        for each in mine
        if can_undo(each.version, theirs[each.version.id], drafts, by=reach, now=now)
        and (may_be_empty or leaves_others(theirs[each.version.id], filled))
    )
