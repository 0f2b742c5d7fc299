"""The dossier of a case as one person may see it: every slot with what fills it, in constant queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of, standing, standings
from wccflow.engine.content import Slot
from wccflow.engine.definition import Definition
from wccflow.evidence import queries
from wccflow.evidence.facts import unopened
from wccflow.evidence.models import Document
from wccflow.evidence.queries import Filled
from wccflow.evidence.reading.outcomes import PICTURES
from wccflow.evidence.rules import READABLE, READING, STATES, UNREADABLE, pages_in_words
from wccflow.evidence.track import track_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach, audience_tokens

TONES = {READING: "info", READABLE: "good", UNREADABLE: "late"}


@dataclass(frozen=True, slots=True)
class Line:
    """One slot: what fills it, what did before, and how it stands in words."""

    slot: Slot
    state: str
    tone: str
    current: Filled | None
    earlier: Sequence[Filled]
    owners: Sequence[str]
    frozen: bool
    wanted_why: str
    is_answered: bool  # whether a new version was filed since a reviewer asked for it

    @property
    def pages(self) -> str:
        """Which pages of the file count for this slot; nothing for all of them."""
        return (
            pages_in_words(self.current.filling.first_page, self.current.filling.last_page)
            if self.current
            else ""
        )

    @property
    def being_read(self) -> bool:
        """Whether its passages are still to come."""
        return self.current is not None and self.current.version.state == READING

    @property
    def awaits_board(self) -> bool:
        """Whether the board's approval is asked for and not recorded for this version."""
        filled = self.current
        return filled is not None and self.slot.board_approved and filled.filling.board_approved_on is None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All slots of a case as one person may see them; the counts are for everyone who sees the case."""

    lines: Sequence[Line]
    have: int
    total: int
    sees_drafts: bool
    people: dict[UUID, str]

    @property
    def being_read(self) -> bool:
        """Whether any document is still being read."""
        return any(line.being_read for line in self.lines)

    @property
    def versions(self) -> list[Filled]:
        """What stands in the slots, each version once: what may fill another slot too."""
        filled = [line.current for line in self.lines if line.current]
        return list({each.version.id: each for each in filled}.values())


def dossier_of(case: Case, reach: Reach) -> Dossier:
    """The dossier of a case as this person may see it."""
    definition = definition_of(case)
    filled = queries.fillings([case.id], reach)
    documents = queries.documents(case)
    sees_drafts = bool(reach.tokens & audience_tokens(definition, definition.sharing["drafts"], case.place))
    states = _states(case, definition) if sees_drafts else {}
    have, total = counts([case])[case.id]
    lines = [
        _line(
            definition,
            slot,
            [each for each in filled if each.slot == slot.key],
            documents.get(slot.key),
            states,
        )
        for slot in definition.slots.values()
    ]
    return Dossier(lines, have, total, sees_drafts, names(each.version.filed_by_id for each in filled))


def counts(cases: Sequence[Case]) -> dict[UUID, tuple[int, int]]:
    """How many of the required documents are filed and can be opened, and how many are required."""
    found = {}
    where, closed = standings(cases), unopened(cases)
    for case in cases:
        definition = definition_of(case)
        required = [slot.key for slot in definition.slots.values() if slot.required]
        track = track_of(definition)
        states = where[case.id].tracks[track.key] if track else {}
        there = set(required) - closed.get(case.id, frozenset())
        filed = [slot for slot in there if track and states.get(slot) != track.track.initial]
        found[case.id] = (len(filed), len(required))
    return found


def _states(case: Case, definition: Definition) -> dict[str, str]:
    track = track_of(definition)
    if track is None:
        return {}
    return {slot: track.in_words(state) for slot, state in standing(case).tracks[track.key].items()}


def _line(
    definition: Definition,
    slot: Slot,
    filled: Sequence[Filled],
    document: Document | None,
    states: dict[str, str],
) -> Line:
    current = next((each for each in reversed(filled) if each.stands), None)
    words, tone = _in_words(slot, current, states)
    return Line(
        slot=slot,
        state=words,
        tone=tone,
        current=current,
        earlier=[each for each in reversed(filled) if each is not current],
        owners=definition.titles(slot.owners),
        frozen=document is not None and document.frozen_at is not None,
        wanted_why=document.wanted_why if document else "",
        is_answered=document is not None and not queries.still_wanted(document, current),
    )


def _in_words(slot: Slot, current: Filled | None, states: dict[str, str]) -> tuple[str, str]:
    if current is None:
        return ("missing", "warning") if slot.required else ("not filed", "quiet")
    if current.version.outcome_kind == PICTURES:
        return f"{states.get(slot.key, 'filed')}, no searchable text", "info"
    if current.version.state != READABLE:
        return STATES[current.version.state], TONES[current.version.state]
    return states.get(slot.key, "filed"), "good"
