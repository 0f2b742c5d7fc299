"""What the pages of sessions show, gathered for one person in constant queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.hearings import queries
from wccflow.hearings.acts import may_ask, moderates
from wccflow.hearings.models import Answer, Hearing, Note, Question
from wccflow.hearings.rules import (
    ANSWERED,
    ASIDE,
    CLOSED,
    LIFE_TONES,
    LIVES,
    MERGED,
    SECOND_THOUGHTS,
    TAKEN,
    WAITING,
    life,
    queue,
    seconds_left,
)
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review.readers import Readers, people_by_id, readers, writable
from wccflow.review.topics import topics

LINE_OF_ENQUIRY = "line_of_enquiry"

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One question as pages show it."""

    question: Question
    asker: str
    votes: int
    mine: bool  # I asked it
    supported: bool  # I support it
    asks: str  # who asks it aloud
    left: int | None  # seconds that are left for it
    merged: Sequence[int]  # the numbers of what was merged with it
    answer: Answer | None = None
    notes: Sequence[Note] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One session in the list of a case."""

    hearing: Hearing
    state: str
    tone: str
    readers: Readers
    asked: int
    answered: int


def listed(case: Case, reach: Reach) -> Shown:
    """The sessions of a case, and what the form for another one offers."""
    found = queries.hearings([case.id], reach)
    asked = queries.questions([each.id for each in found])
    return {
        "case": case,
        "rows": [_row(case, each, [one for one in asked if one.hearing_id == each.id]) for each in found],
        "moderates": moderates(case, reach) and may_ask(case, reach),
        "audiences": [(each.key, each.title) for each in writable(case, reach)],
    }


def one_session(case: Case, hearing: Hearing, reach: Reach, now: datetime) -> Shown:
    """A session with its queue, what is on the table, and what was answered."""
    lines = lines_of(hearing, reach, now)
    stands = life(hearing.begun_at, hearing.closed_at)
    is_over = stands == CLOSED
    return {
        "case": case,
        "hearing": hearing,
        "state": LIVES[stands],
        "tone": LIFE_TONES[stands],
        "stands": stands,
        "readers": readers(case, hearing.audience_id),
        "left": None if is_over else seconds_left(hearing.begun_at, hearing.minutes, now),
        "taken": _at(lines, TAKEN),
        "waiting": _at(lines, WAITING),
        "answered": _at(lines, ANSWERED),
        "aside": _at(lines, ASIDE, MERGED),
        "may_ask": not is_over and may_ask(case, reach),
        "moderates": moderates(case, reach) and may_ask(case, reach),
        "may_resume": hearing.closed_at is not None and now - hearing.closed_at <= SECOND_THOUGHTS,
        "people": people_by_id(readers(case, hearing.audience_id), now),
        "enquiries": _enquiries(case, reach, lines) if not is_over else [],
    }


def lines_of(hearing: Hearing, reach: Reach, now: datetime) -> list[Line]:
    """Every question of a session, in the moderator's order."""
    asked = queries.questions([hearing.id])
    given = queries.answers([hearing.id])
    noted = queries.notes([each.id for each in given.values()])
    votes, supported = queries.votes(hearing.id), queries.supported(hearing.id, reach.person_id)
    people = names(who for each in asked for who in (each.asked_by_id, each.taken_by_id))
    return [
        Line(
            question=each,
            asker=people.get(each.asked_by_id, "Someone"),
            votes=votes.get(each.id, 0),
            mine=each.asked_by_id == reach.person_id,
            supported=each.id in supported,
            asks=people.get(each.taken_by_id, "") if each.taken_by_id else "",
            left=seconds_left(each.taken_at, hearing.minutes_each, now) if each.state == TAKEN else None,
            merged=[other.number for other in asked if other.into_id == each.id],
            answer=given.get(each.id),
            notes=noted.get(given[each.id].id, ()) if each.id in given else (),
        )
        for each in queue(asked)
    ]


def one_question(case: Case, hearing: Hearing, question: Question, reach: Reach, now: datetime) -> Shown:
    """One question with everything that may be done with it."""
    shown = one_session(case, hearing, reach, now)
    lines = lines_of(hearing, reach, now)
    others = [each for each in lines if each.question.state in (WAITING, TAKEN)]
    line = next(each for each in lines if each.question.id == question.id)
    return {
        **shown,
        "line": line,
        "into": next((each for each in lines if each.question.id == question.into_id), None),
        "others": [
            (each.question.id, f"{each.question.number}. {each.question.words[:90]}")
            for each in others
            if each is not line and each.question.id != question.id
        ],
        "note_people": names(each.by_id for each in line.notes),
    }


def _row(case: Case, hearing: Hearing, asked: Sequence[Question]) -> Row:
    stands = life(hearing.begun_at, hearing.closed_at)
    told = sum(each.state == ANSWERED for each in asked)
    who = readers(case, hearing.audience_id)
    return Row(hearing, LIVES[stands], LIFE_TONES[stands], who, len(asked), told)


def _at(lines: Sequence[Line], *states: str) -> list[Line]:
    return [each for each in lines if each.question.state in states]


def _enquiries(case: Case, reach: Reach, lines: Sequence[Line]) -> list[Mapping[str, object]]:
    """The open lines of enquiry that this person reads, and whether each was asked here."""
    asked: set[UUID | None] = {each.question.enquiry_id for each in lines}
    return [
        {"topic": each, "asked": each.thread.id in asked}
        for each in topics(reach, [case])
        if each.thread.kind == LINE_OF_ENQUIRY and each.fits("open")
    ]
