"""The record of a panel's day: how it went, what was asked and answered, agreed and not shared, and fed back.

For those who write the report: it holds what the panel alone may read, so whoever shows it asks first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.hearings import queries as sessions
from wccflow.hearings.rules import ANSWERED
from wccflow.panels import agenda, feedback, queries, questions, screens, timing
from wccflow.panels.models import Panel
from wccflow.panels.room_models import DayPoint, FeedbackPoint
from wccflow.panels.room_rules import REPLY, STRENGTH, WORK_ON, minutes_between
from wccflow.people.queries import names
from wccflow.ratings.rules import item_in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked aloud and answered; `item` is in words, empty where it was of none."""

    number: int
    words: str
    asked_by: str
    answer: str
    given_by: str
    given_at: datetime
    item_key: str
    item: str
    address: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed of an item, with why, who does not share it, and how many minutes it took."""

    item_key: str
    item: str
    level: str
    reason: str
    dissent: Sequence[tuple[str, str]]
    together: bool
    spread: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DayRecord:
    """Everything that was written down on the day."""

    points: Sequence[DayPoint]
    asked: Sequence[Asked]
    agreed: Sequence[Agreed]
    strengths: Sequence[FeedbackPoint]
    work_on: Sequence[FeedbackPoint]
    replies: Sequence[FeedbackPoint]
    not_probed: Sequence[str]  # items in words that were neither on the table nor asked about

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written down."""
        return not (self.points or self.asked or self.agreed or self.strengths or self.work_on)


def record_of(case: Case, panel: Panel) -> DayRecord:
    """The record of the day; constant queries."""
    given = [each for each in feedback.feedback_of(panel) if each.given_at is not None]
    lines = agenda.agenda_of(case, panel).lines
    probed = probed_items(panel)
    return DayRecord(
        points=[each for each in timing.points_of(panel) if each.begun_at is not None],
        asked=_asked(case, panel),
        agreed=_agreed(panel, lines),
        strengths=[each for each in given if each.kind == STRENGTH],
        work_on=[each for each in given if each.kind == WORK_ON],
        replies=[each for each in given if each.kind == REPLY],
        not_probed=[line.title for line in lines if line.item.key not in probed],
    )


def probed_items(panel: Panel) -> set[str]:
    """The items that were on the table, or of which something was asked aloud or shown."""
    return {each.item for each in screens.turns_of(panel)} | questions.probed_by(panel)


def minutes_on(panel: Panel) -> dict[str, int]:
    """By item how many minutes it was on the table, as far as that is over."""
    spent: dict[str, float] = {}
    for each in screens.turns_of(panel):
        if each.ended_at is not None:
            spent[each.item] = spent.get(each.item, 0) + (each.ended_at - each.begun_at).total_seconds()
    return {item: minutes_between(seconds) for item, seconds in spent.items()}


def _asked(case: Case, panel: Panel) -> list[Asked]:
    held, known = questions.queue_of(panel), questions.known_of(panel)
    if held is None:
        return []
    answers = sessions.answers([held.id])
    rows = [each for each in sessions.questions([held.id]) if each.state == ANSWERED and each.id in answers]
    people = names(each.taken_by_id or each.asked_by_id for each in rows)
    definition = definition_of(case)
    found = []
    for each in sorted(rows, key=lambda row: answers[row.id].given_at):
        given, item = answers[each.id], known[each.id].item if each.id in known else ""
        found.append(
            Asked(
                number=each.number,
                words=each.words,
                asked_by=people.get(each.taken_by_id or each.asked_by_id, "A member"),
                answer=given.words,
                given_by=given.given_by,
                given_at=given.given_at,
                item_key=item,
                item=item_in_words(definition, item) if item else "",
                address=given.address,
            )
        )
    return found


def _agreed(panel: Panel, lines: Sequence[agenda.Line]) -> list[Agreed]:
    held, spent = queries.agreements_of(panel), minutes_on(panel)
    apart = queries.dissents_of([each.id for each in held.values()])
    people: dict[UUID, str] = names(row.person_id for rows in apart.values() for row in rows)
    found = []
    for line in lines:
        mine = held.get(line.item.key)
        if mine is None or line.agreed is None:
            continue
        found.append(
            Agreed(
                item_key=line.item.key,
                item=line.title,
                level=line.agreed_in_words,
                reason=line.agreed.rationale,
                dissent=[(people[row.person_id], row.words) for row in apart[mine.id]],
                together=mine.together,
                spread=line.spread,
                minutes=spent.get(line.item.key, 0),
            )
        )
    return found
