"""When the board meets, on the case page, in "my work", in calendars, and told to those who prepare it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from wccflow.base.clock import business_day, today
from wccflow.base.log import Event
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import calendar_of, case_by_id, cases_for, definition_of
from wccflow.engine.facts import Fact
from wccflow.engine.refusals import day as in_words
from wccflow.notices.entries import Entry
from wccflow.notices.rules import Notice
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can, is_open
from wccflow.ratings import facts, meetings
from wccflow.ratings.board import may_make
from wccflow.ratings.meeting_rules import CANCELLED, MOVED, PUT_OFF, SET, papers_due, papers_in_words
from wccflow.ratings.meetings import Meeting

ARRANGE_ORDER, PAPERS_ORDER = 16, 14
DECIDED = "Record what the board decided"


def board(case: Case, reach: Reach) -> Card | None:
    """Whether the board has ratified, else when it meets and when its papers are due."""
    if not definition_of(case).anyone_may("ratify"):
        return None
    behind = ("board_ratified", "board_papers_made", "board_meeting")
    address = f"{case.address}/board"
    if facts.ratified([case])[case.id]:
        return Card("board", "Board", "ratified", "done", address, behind)
    day = meetings.meeting_days([case])[case.id]
    if not isinstance(day, date):
        return Card("board", "Board", "not yet", "open", address, behind, "no meeting is recorded")
    papers = papers_due(definition_of(case), calendar_of(case.cycle), day)
    made = bool(meetings.papers_made([case])[case.id])
    note, state = _note(day, papers, made, today())
    return Card("board", "Board", f"{day.day} {day:%B}", state, address, behind, note)


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What those who prepare the board are to do: say when it meets, make its papers, say what it decided."""
    mine = [case for case in cases if _is_preparing(case) and may_make(case, reach)]
    if not mine:
        return []
    ids, on = [case.id for case in mine], business_day(now)
    found, decided = meetings.meetings_of(ids), meetings.decisions_of(ids)
    made, ratified = meetings.papers_made(mine), facts.ratified(mine)
    open_ones = [case for case in mine if not ratified[case.id]]
    asked = [_task(case, found[case.id], decided[case.id], made, on) for case in open_ones]
    told = (_for_whom(each, case, reach) for case, each in zip(open_ones, asked, strict=True))
    return [each for each in told if each is not None]


def days(reach: Reach, now: datetime) -> list[Entry]:
    """Each meeting of the board of a case for those who prepare it; one called off keeps its place."""
    mine = [case for case in cases_for(reach) if may_make(case, reach)]
    found = meetings.meetings_of([case.id for case in mine])
    return [_entry(case, each) for case in mine for each in found[case.id]]


def told(event: Event) -> list[Notice]:
    """Those who prepare the board are told of its days by whoever records, moves or cancels them."""
    if event.case_id is None or event.by_id is None:
        return []
    case = case_by_id(event.case_id)
    definition = definition_of(case)
    on = date.fromisoformat(event.payload["day"])
    papers = papers_due(definition, calendar_of(case.cycle), on)
    who = names([event.by_id]).get(event.by_id, "Somebody")
    what = event.payload["what"]
    by = f" Its papers are due on {in_words(papers)}." if papers and what in (SET, MOVED) else ""
    sentence = f"{_said(what, case.organisation.name, in_words(on))}{by} Recorded by {who}."
    topic = f"board-{event.subject_id}"
    return [Notice(sentence, f"{case.address}/board", roles=_preparers(case), topic=topic)]


def _said(what: str, organisation: str, on: str) -> str:
    return {
        SET: f"The board of {organisation} meets on {on}.",
        MOVED: f"The board of {organisation} meets on another day: {on}.",
        CANCELLED: f"The meeting of the board of {organisation} on {on} is cancelled.",
        PUT_OFF: f"The board of {organisation} met on {on} and did not ratify.",
    }[what]


def _preparers(case: Case) -> frozenset[tuple[str, str, UUID | None]]:
    roles = definition_of(case).roles.values()
    return frozenset(
        (role.key, role.scope, case.place.scope_id(role.scope))
        for role in roles
        if role.scope == "organisation" and not role.may.isdisjoint({"rate_self", "ratify"})
    )


def _note(day: date, papers: date | None, made: bool, on: date) -> tuple[str, str]:
    """What the tile says below the day, and its state."""
    if day < on:
        return "what it decided is not recorded", "late"
    if made or papers is None:
        return "the papers are made" if made else "the board meets", "open"
    if papers < on:
        return f"papers were due on {papers.day} {papers:%B}", "late"
    return f"papers due on {papers.day} {papers:%B}", "open"


def _is_preparing(case: Case) -> bool:
    """Whether the organisation still works at what the board is to ratify."""
    definition = definition_of(case)
    return any(is_open(each, definition, case.state) for each in ("rate_self", "ratify"))


def _task(
    case: Case,
    found: Sequence[Meeting],
    decided: Sequence[tuple[date, datetime | None]],
    made: Mapping[UUID, Fact],
    on: date,
) -> Task | None:
    name, address = case.organisation.name, f"{case.address}/board"
    meeting = meetings.decisive(found, decided)
    if not isinstance(meeting, Meeting):
        why = f"The board of {name} ratifies the self-assessment; its papers are due before it meets"
        return Task("Record when the board meets", address, why, minutes=2, order=ARRANGE_ORDER)
    if meeting.day < on:
        why = f"The board of {name} was to meet on {in_words(meeting.day)}: did it ratify?"
        return Task(DECIDED, address, why, meeting.day, 5, PAPERS_ORDER)
    if made[case.id]:
        return None
    definition = definition_of(case)
    papers = papers_due(definition, calendar_of(case.cycle), meeting.day)
    if papers is None:
        return None
    why = f"The board of {name} meets on {in_words(meeting.day)}; papers {papers_in_words(definition)} before"
    return Task("Make the board's papers", address, why, papers, 10, PAPERS_ORDER)


def _for_whom(task: Task | None, case: Case, reach: Reach) -> Task | None:
    """The task, unless it is to record a decision and ratifying is a task of hers already."""
    definition = definition_of(case)
    ratifies = can(reach, "ratify", place=case.place, definition=definition, state=case.state)
    return None if task and task.title == DECIDED and ratifies else task


def _entry(case: Case, meeting: Meeting) -> Entry:
    papers = papers_due(definition_of(case), calendar_of(case.cycle), meeting.day)
    until = f" Its papers are due on {in_words(papers)}." if papers and meeting.stands else ""
    return Entry(
        key=f"board-{meeting.id}",
        title=f"Board meeting: {case.organisation.name}",
        begins=meeting.day,
        ends=meeting.day,
        demonstration=case.cycle.demonstration,
        changed_at=meeting.last.at,
        changes=meeting.last.number - 1,
        words=f"The board is to ratify the self-assessment.{until}",
        address=f"{case.address}/board",
        called_off=meeting.last.what == CANCELLED,
    )
