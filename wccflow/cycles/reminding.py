"""Reminding of milestones before their day, and telling once of those that were missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.base import log
from wccflow.cycles.models import Case
from wccflow.cycles.outlook import Outlook
from wccflow.cycles.queries import definition_of
from wccflow.cycles.telling import holders
from wccflow.engine.calendars import Due
from wccflow.engine.refusals import day
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice

REMINDED, MISSED, ESCALATED = "milestone.reminded", "milestone.missed", "milestone.escalated"


@dataclass(frozen=True, slots=True)
class Tiding:
    """One thing to tell of a milestone, once for its day: the day reminded on, or the one missed."""

    kind: str
    key: str
    day: date
    role: str
    sentence: str

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
    """Note that it was told, and tell those who hold its role at the case."""
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
    notice = Notice(
        sentence=tiding.sentence,
        address=case.address,
        roles=frozenset({holders(definition_of(case), case, tiding.role)}),
        only_you=tiding.kind != ESCALATED,
    )
    tell(notice, event_id=event_id, but=None, now=now, audience_id=case.audience_id)


def _told(case_ids: Sequence[UUID]) -> dict[UUID, set[tuple[str, str, str]]]:
    told: dict[UUID, set[tuple[str, str, str]]] = {each: set() for each in case_ids}
    for event in log.events_of(case_ids, REMINDED, MISSED, ESCALATED):
        if event.case_id is not None:
            told[event.case_id].add((event.kind, event.payload["milestone"], event.payload["day"]))
    return told


def _tidings(found: Outlook, on: date) -> Iterator[Tiding]:
    for due in found.milestones:
        if due.met is None and due.due is not None and not found.is_over:
            yield from _of_missed(found, due, due.due, on) if due.due < on else _of_coming(found, due, on)


def _of_coming(found: Outlook, due: Due, on: date) -> Iterator[Tiding]:
    """The last day of reminding that has come; an earlier one that was slept through is not made up for."""
    passed = [each for each in due.remind_on if each <= on]
    if passed:
        sentence = f"{_what(found, due)} is due on {_day(due.due)}. {_silence(found, due)}"
        yield Tiding(REMINDED, due.key, max(passed), due.owner, sentence)


def _of_missed(found: Outlook, due: Due, missed: date, on: date) -> Iterator[Tiding]:
    was = f"{_what(found, due)} was due on {_day(missed)} and is not done."
    if due.escalate_to is None or due.escalate_on is None:
        yield Tiding(MISSED, due.key, missed, due.owner, was)
        return
    after = f" The {_title(found, due.escalate_to)} is told on {_day(due.escalate_on)}."
    yield Tiding(MISSED, due.key, missed, due.owner, was + (after if on < due.escalate_on else ""))
    if due.escalate_on <= on:
        yield Tiding(ESCALATED, due.key, missed, due.escalate_to, was)


def _silence(found: Outlook, due: Due) -> str:
    """What happens when nobody does anything, and when."""
    if due.lapse_say:
        return due.lapse_say.format(due=_day(due.due))
    if due.escalate_to and due.escalate_on:
        title = _title(found, due.escalate_to)
        return f"If it is not done by then, the {title} is told on {_day(due.escalate_on)}."
    return "If it is not done by then, it is shown as late from the day after."


def _what(found: Outlook, due: Due) -> str:
    return f"{found.case.organisation.name}: “{due.title}”"


def _title(found: Outlook, role: str) -> str:
    return found.definition.titles((role,))[0]


def _day(when: date | None) -> str:
    return day(when) if when else "no day yet"
