"""The sheet of all items as one person may see it: what each channel says, what is cited, what is missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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
from wccflow.ratings.models import Citation, Rating
from wccflow.ratings.rules import (
    DOCUMENTS,
    SELF,
    grouped,
    in_words,
    is_told,
    item_in_words,
    sheet_elements,
    takes,
)

SHOWN = (SELF, DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited passage and where it stands, in words."""

    citation: Citation
    document: str
    number: int
    note: str = ""  # where it stands in a newer version, in a sentence

    @property
    def where(self) -> str:
        """Document, version and page."""
        page = f", page {self.citation.page}" if self.citation.page else ""
        return f"{self.document}, version {self.number}{page}"

    @property
    def place(self) -> str:
        """Document and page, for a reader who has only one version before her; else with the version."""
        if self.note:
            return self.where
        return f"{self.document}, page {self.citation.page}" if self.citation.page else self.document

    @property
    def address(self) -> str:
        """The path of the passage in the reader."""
        return f"/evidence/{self.citation.version_id}/passages/{self.citation.passage}"


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its state, and what the channels say that the person may read."""

    item: Item
    title: str
    scale: Scale
    state: str
    is_begun: bool
    ratings: Mapping[str, Rating]
    cited: Sequence[Cited]
    answers: Sequence[CitedAnswer] = ()

    @property
    def own(self) -> Rating | None:
        """What the organisation says of itself."""
        return self.ratings.get(SELF)

    @property
    def reviewed(self) -> Rating | None:
        """What a reviewer says that the documents show."""
        return self.ratings.get(DOCUMENTS)

    def said(self, channel: str) -> str:
        """A channel's value in words; nothing when there is none."""
        found = self.ratings.get(channel)
        return in_words(self.scale, found.value) if found else ""

    def cited_by(self, channel: str) -> list[Cited]:
        """What one channel cites."""
        return [each for each in self.cited if each.citation.channel == channel]

    @property
    def options(self) -> list[tuple[str, ...]]:
        """The values of the scale, each with its words and what it means for this item."""
        return [
            (level.key, level.title, self.item.descriptors.get(level.key, "") or level.statement)
            for level in self.scale.values
        ]

    @property
    def is_told(self) -> bool:
        """Whether the item is told in words alone."""
        return is_told(self.scale)

    @property
    def lacks(self) -> str:
        """What the organisation still owes for this item, in words; nothing when it is whole.

        Passages are asked for where items have levels.
        """
        if self.is_told:
            return "" if self.own else "nothing is written"
        if self.own is None:
            return "no rating"
        if not self.own.rationale:
            return "no rationale"
        if self.scale.kind == "levels" and not self.cited_by(SELF):
            return "no passage cited"
        return ""


@dataclass(frozen=True, slots=True)
class Section:
    """One element with its lines below their groups, and how many of its items are done."""

    element: Element
    scale: Scale
    groups: Sequence[tuple[Item | None, Sequence[Line]]]
    have: int

    def with_answers(self, told: Mapping[str, Sequence[CitedAnswer]]) -> "Section":
        """The same with the answers that are cited for its items."""
        groups = [
            (group, [replace(line, answers=told.get(line.item.key, ())) for line in lines])
            for group, lines in self.groups
        ]
        return replace(self, groups=groups)

    @property
    def by_self(self) -> bool:
        """Whether the organisation itself says something of these items."""
        return takes(self.element, SELF)

    @property
    def by_documents(self) -> bool:
        """Whether its assessors say something of them."""
        return takes(self.element, DOCUMENTS)

    @property
    def is_told(self) -> bool:
        """Whether its items are told in words alone."""
        return is_told(self.scale)

    @property
    def lines(self) -> list[Line]:
        """Every line of the section."""
        return [line for _, lines in self.groups for line in lines]


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


def line_of(case: Case, reach: Reach, item: str) -> tuple[Line | None, str, str]:
    """The line of one item, or None; and the items before and after it, empty at the ends."""
    lines = [line for section in sheet_of(case, reach) for line in section.lines]
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


def _homes(case: Case, version_ids: Collection[UUID]) -> dict[UUID, tuple[str, int]]:
    """The title and number of these versions."""
    query = select(Version.id, Document.slot, Version.number).join(
        Document, Document.id == Version.document_id
    )
    slots = definition_of(case).slots
    rows = session().execute(query.where(Version.id.in_(version_ids)))
    return {row.id: (slots[row.slot].title if row.slot in slots else row.slot, row.number) for row in rows}
