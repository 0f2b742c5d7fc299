"""Reminding of milestones before their day, telling once of those missed, and settling those met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from wccflow.base import log
from wccflow.cycles.deadlines import (
    day_or_none,
    escalation_day,
    silence,
    title_of,
    working_day_before,
    working_day_from,
)
from wccflow.cycles.hindrances import Ahead, ahead_of, in_words
from wccflow.cycles.models import Case
from wccflow.cycles.outlook import Outlook
from wccflow.cycles.queries import definition_of
from wccflow.cycles.telling import holders
from wccflow.engine.calendars import Due
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice

REMINDED, MISSED, ESCALATED = "milestone.reminded", "milestone.missed", "milestone.escalated"
TOPIC = "milestone:"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for everyone who holds one of these roles at the case."""

    roles: tuple[str, ...]
    sentence: str
    only_you: bool = True


@dataclass(frozen=True, slots=True)
class Tiding:
    """One thing to tell of a milestone, once for its day: the day reminded on, or the one missed."""

    kind: str
    key: str
    day: date
    messages: tuple[Message, ...]

    @property
    def mark(self) -> tuple[str, str, str]:
        """What makes it the same thing."""
        return self.kind, self.key, self.day.isoformat()


def untold(found: Sequence[Outlook], on: date) -> dict[UUID, list[Tiding]]:
    """What nobody has been told yet of each of these cases' milestones, in one query."""
    told = _told([each.case.id for each in found])
    return {
        each.case.id: [tiding for tiding in _tidings(each, on) if tiding.mark not in told[each.case.id]]
        for each in found
    }


def tell_of(case: Case, tiding: Tiding, now: datetime) -> None:
    """Note that it was told, and tell those who hold its roles at the case."""
    event_id = log.record(
        tiding.kind,
        at=now,
        by_id=None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=case.audience_id,
        milestone=tiding.key,
        day=tiding.day.isoformat(),
    )
    for message in tiding.messages:
        notice = Notice(
            sentence=message.sentence,
            address=case.address,
            roles=frozenset(holders(definition_of(case), case, role) for role in message.roles),
            only_you=message.only_you,
            kind="reminder",
            topic=topic_of(case, tiding.key),
        )
        tell(notice, event_id=event_id, but=None, now=now, audience_id=case.audience_id, case_id=case.id)


def topic_of(case: Case, key: str) -> str:
    """What every notice about a milestone of a case is about."""
    return f"{TOPIC}{case.id.hex}:{key}"


def case_of(topic: str) -> UUID:
    """The case to whose milestone a topic belongs."""
    return UUID(topic.removeprefix(TOPIC).partition(":")[0])


def settled(found: Sequence[Outlook]) -> set[str]:
    """The milestones of these cases of which nobody need be reminded: met, or the case is over."""
    return {
        topic_of(each.case, due.key)
        for each in found
        for due in each.milestones
        if due.met is not None or each.is_over
    }


def _told(case_ids: Sequence[UUID]) -> dict[UUID, set[tuple[str, str, str]]]:
    told: dict[UUID, set[tuple[str, str, str]]] = {each: set() for each in case_ids}
    for event in log.events_of(case_ids, REMINDED, MISSED, ESCALATED):
        if event.case_id is not None:
            told[event.case_id].add((event.kind, event.payload["milestone"], event.payload["day"]))
    return told


def _tidings(found: Outlook, on: date) -> Iterator[Tiding]:
    for due in found.milestones:
        if due.met is None and due.due is not None and not found.is_over:
            ahead = ahead_of(found, due, on)
            yield from (
                _of_missed(found, due, due.due, ahead, on)
                if due.due < on
                else _of_coming(found, due, ahead, on)
            )


def _of_coming(found: Outlook, due: Due, ahead: Ahead, on: date) -> Iterator[Tiding]:
    """The last day of reminding that has come; an earlier one that was slept through is not made up for.

    What would fall on a weekend or a bank holiday is told on the working day before.
    """
    passed = [each for each in due.remind_on if working_day_before(found.case, each) <= on]
    actors = ahead.actors(due.owner)
    if passed and actors:
        sentences = [
            f"{_what(found, due)} is due on {day_or_none(due.due)}.",
            in_words(found.definition, ahead),
        ]
        message = Message(actors, " ".join(filter(None, [*sentences, silence(found.case, due)])))
        yield Tiding(REMINDED, due.key, max(passed), (message,))


def _of_missed(found: Outlook, due: Due, missed: date, ahead: Ahead, on: date) -> Iterator[Tiding]:
    """On the first working day after it; the next one up is told on a working day, too, and once."""
    was = f"{_what(found, due)} was due on {day_or_none(missed)} and is not done."
    missing = in_words(found.definition, ahead)
    escalated = escalation_day(found.case, due)
    if working_day_from(found.case, missed + timedelta(days=1)) <= on:
        after = silence(found.case, due) if escalated and on < escalated else ""
        sentence = " ".join(filter(None, (was, missing, after)))
        actors = ahead.actors(due.owner)
        to_owner = () if due.owner in actors else (Message((due.owner,), sentence, only_you=False),)
        yield Tiding(MISSED, due.key, missed, (Message(actors, sentence), *to_owner))
    if due.escalate_to and escalated and escalated <= on:
        yield Tiding(ESCALATED, due.key, missed, _escalation(found, due, was, missing, on))


def _escalation(found: Outlook, due: Due, was: str, missing: str, on: date) -> tuple[Message, ...]:
    """The next one up learns what is missing; the owner, that the next one up was told."""
    above = due.escalate_to or due.owner
    to_owner = f"{was} The {title_of(found.case, above)} was told of it on {day_or_none(on)}."
    return (
        Message((above,), " ".join(filter(None, (was, missing))), only_you=False),
        Message((due.owner,), to_owner, only_you=False),
    )


def _what(found: Outlook, due: Due) -> str:
    return f"{found.case.organisation.name}: “{due.title}”"
