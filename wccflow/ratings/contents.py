"""What a board pack says, gathered from the rooms: ratings, reasons, passages, gaps, outcomes, documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.queries import Filled
from wccflow.indicators import queries as indicators
from wccflow.indicators.models import Aim
from wccflow.indicators.scorecard import scorecard_of
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.answers import cited_answers
from wccflow.ratings.lines import Section
from wccflow.ratings.rules import SELF
from wccflow.ratings.sheet import sheet_of


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One chosen outcome in words: why it was chosen, and under each name what the scorecard says of it."""

    title: str
    why: str
    told: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in words: its slot, and what fills it."""

    title: str
    file: str
    approved: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything in a board pack, and the ids of what it was made from."""

    organisation: str
    cycle: str
    demonstration: bool
    sections: Sequence[Section]
    gaps: Sequence[tuple[str, str]]
    outcomes: Sequence[OutcomeLine]
    documents: Sequence[DocumentLine]
    signers: Sequence[str]
    ratings: Sequence[str]
    versions: Sequence[str]


def contents_of(case: Case, reach: Reach) -> Contents:
    """What the board is to read of a case now."""
    sections = [each for each in sheet_of(case, reach, channels=(SELF,)) if each.by_self]
    lines = [line for section in sections for line in section.lines]
    filled = evidence.current(evidence.fillings([case.id], reach))
    return Contents(
        organisation=case.organisation.name,
        cycle=case.cycle.title,
        demonstration=case.cycle.demonstration,
        sections=sections,
        gaps=_gaps(sections),
        outcomes=_outcomes(case, reach),
        documents=_documents(case, {slot: each for (_, slot), each in filled.items()}),
        signers=_signers(case),
        ratings=sorted(line.own.id.hex for line in lines if line.own),
        versions=versions_now(case.id),
    )


def versions_now(case_id: UUID) -> list[str]:
    """The versions that fill the slots of a case now."""
    filled = evidence.current(evidence.fillings([case_id]))
    return sorted({each.version.id.hex for each in filled.values()})


def cited_now(case: Case, reach: Reach) -> list[str]:
    """What the organisation itself cites now, passages and answers, as far as the person may read it."""
    passages = queries.citations([case.id], reach=reach, channels=[SELF])
    answers = cited_answers([case.id], reach=reach, channels=[SELF])
    return sorted([*(each.id.hex for each in passages), *(each.citation.id.hex for each in answers)])


def aims_in_words(case: Case, reach: Reach) -> dict[str, str]:
    """What each chosen outcome is to reach, in words; empty for one without an aim."""
    aims = indicators.aims([case.id], reach)
    chosen = indicators.chosen([case])[case.id]
    return {item: _trajectory(aims.get((case.id, item))) for item in chosen}


def _trajectory(aim: Aim | None) -> str:
    return " → ".join(f"{each:g}" for each in aim.trajectory) if aim else ""


def _gaps(sections: Sequence[Section]) -> list[tuple[str, str]]:
    return [(line.title, line.lacks) for section in sections for line in section.lines if line.lacks]


def _outcomes(case: Case, reach: Reach) -> list[OutcomeLine]:
    """The outcomes chosen, in the words of the scorecard."""
    card = scorecard_of(case, reach)
    return [OutcomeLine(row.item.title, row.why, row.told) for row in card.rows] if card else []


def _documents(case: Case, filled: dict[str, Filled]) -> list[DocumentLine]:
    found = []
    for slot in definition_of(case).slots.values():
        there = filled.get(slot.key)
        if there is None:
            file = "not filed" if slot.required else "not filed (not required)"
            found.append(DocumentLine(slot.title, file, "–"))
            continue
        approved = there.filling.board_approved_on
        words = f"{approved.day} {approved:%B %Y}" if approved else ""
        file = f"{there.version.file_name}, {there.version.called}"
        found.append(DocumentLine(slot.title, file, words if slot.board_approved else "not asked for"))
    return found


def _signers(case: Case) -> list[str]:
    roles = definition_of(case).roles.values()
    return ["Chair of the board", *(role.title for role in roles if "ratify" in role.may)]
