"""The sheet of all items as one person may see it: what each channel says, what is cited, what is missing."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of, standings
from wccflow.engine.content import Element, Item
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale
from wccflow.evidence.models import Document, Version
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.answers import CitedAnswer, cited_answers
from wccflow.ratings.hanging import notes
from wccflow.ratings.lines import Cited, Line, Section
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import (
    DOCUMENTS,
    SELF,
    grouped,
    item_in_words,
    sheet_elements,
)

SHOWN = (SELF, DOCUMENTS)


def sheet_of(case: Case, reach: Reach, channels: Collection[str] = SHOWN) -> list[Section]:
    """Every rated element of a case with what this person may read, in constant queries."""
    definition = definition_of(case)
    states = _states(case, definition)
    found: dict[str, dict[str, Rating]] = {}
    for row in queries.current([case.id], reach=reach, channels=channels):
        found.setdefault(row.item, {})[row.channel] = row
    cited: dict[str, list[Cited]] = {}
    for each in cited_of(case, reach, channels):
        cited.setdefault(each.citation.item, []).append(each)
    told: dict[str, list[CitedAnswer]] = {}
    for answer in cited_answers([case.id], reach=reach, channels=channels):
        told.setdefault(answer.citation.item, []).append(answer)
    sections = [_section(definition, each, states, found, cited) for each in sheet_elements(definition)]
    return [section.with_answers(told) for section in sections] if told else sections


def place_of(sections: Sequence[Section], item: str) -> tuple[Line | None, str, str]:
    """The line of one item, or None; and the items before and after it, empty at the ends."""
    lines = [line for section in sections for line in section.lines]
    keys = [line.item.key for line in lines]
    if item not in keys:
        return None, "", ""
    place = keys.index(item)
    after = keys[place + 1] if place + 1 < len(keys) else ""
    return lines[place], keys[place - 1] if place else "", after


def cited_of(case: Case, reach: Reach | None, channels: Collection[str] = SHOWN) -> list[Cited]:
    """What is cited in a case, with where it stands."""
    rows = queries.citations([case.id], reach=reach, channels=channels)
    homes = _homes(case, {row.version_id for row in rows})
    said = notes(rows, reach) if reach else {}
    return [Cited(row, *homes[row.version_id], said.get(row.id, "")) for row in rows]


def done_of(cases: Sequence[Case]) -> dict[UUID, dict[str, tuple[int, int]]]:
    """By case and element how many items have left the first state of their track, of how many."""
    where = standings(cases)
    found: dict[UUID, dict[str, tuple[int, int]]] = {}
    for case in cases:
        definition = definition_of(case)
        found[case.id] = {}
        for element in sheet_elements(definition):
            track = next((each for each in definition.tracks.values() if each.of == element.key), None)
            states = where[case.id].tracks[track.key] if track else {}
            begun = [item for item in element.items if track and states[item] != track.initial]
            found[case.id][element.key] = (len(begun), len(element.items))
    return found


def _states(case: Case, definition: Definition) -> dict[str, tuple[str, bool]]:
    """Each item's state in words, and whether it has left the first."""
    tracks = standings([case])[case.id].tracks
    return {
        item: (track.states[state], state != track.initial)
        for track in definition.tracks.values()
        for item, state in tracks[track.key].items()
    }


def _section(
    definition: Definition,
    element: Element,
    states: Mapping[str, tuple[str, bool]],
    found: Mapping[str, Mapping[str, Rating]],
    cited: Mapping[str, Sequence[Cited]],
) -> Section:
    scale = definition.scales[element.scale]
    groups = [
        (group, [_line(definition, scale, item, states, found, cited) for item in items])
        for group, items in grouped(definition, element)
    ]
    have = sum(line.is_begun for _, lines in groups for line in lines)
    return Section(element, scale, groups, have)


def _line(
    definition: Definition,
    scale: Scale,
    item: Item,
    states: Mapping[str, tuple[str, bool]],
    found: Mapping[str, Mapping[str, Rating]],
    cited: Mapping[str, Sequence[Cited]],
) -> Line:
    words, begun = states.get(item.key, ("", item.key in found))
    title = item_in_words(definition, item.key)
    return Line(item, title, scale, words, begun, found.get(item.key, {}), cited.get(item.key, ()))


def _homes(case: Case, version_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """The title of these versions' documents, and what they are called."""
    query = select(Version.id, Document.slot, Version.called).join(
        Document, Document.id == Version.document_id
    )
    slots = definition_of(case).slots
    rows = session().execute(query.where(Version.id.in_(version_ids)))
    return {row.id: (slots[row.slot].title if row.slot in slots else row.slot, row.called) for row in rows}
