"""What the pages before the board show: its meetings, packs and decisions, and what has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Case
from wccflow.cycles.queries import calendar_of, definition_of
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.calendars import Calendar
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can
from wccflow.ratings import board, meetings
from wccflow.ratings.board_changes import KINDS, Change, Held, changes_between, changes_since
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.meeting_rules import SAID, papers_due, papers_in_words, submissions, warnings
from wccflow.ratings.meetings import Meeting
from wccflow.web.formats import moment

Shown = dict[str, Any]
NOW = "now"


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting with the day on which its papers are due, and what should be known of both."""

    meeting: Meeting
    papers: date | None
    warnings: Sequence[str]
    state: str  # to come, today, over

    @property
    def is_over(self) -> bool:
        """Whether its day is over and nobody has said what came of it."""
        return self.state == "over"


def before_the_board(case: Case, reach: Reach, today: date) -> Shown:
    """The board's meetings, packs and ratifications, and what has changed since. Raises NotFound."""
    if not definition_of(case).anyone_may("ratify"):
        raise NotFound
    packs, decisions = board.packs(case, reach), board.ratifications(case, reach)
    standing = next((each for each in decisions if each.set_aside_at is None), None)
    pack = next((each for each in packs if standing and each.id == standing.pack_id), None)
    sees = sees_drafts(case, reach)
    changes = changes_since(case, pack, reach) if pack and sees else []
    makes = board.may_make(case, reach)
    return {
        "case": case,
        **_meetings(case, reach, today, makes),
        "packs": packs,
        "decisions": decisions,
        "earlier": [each for each in decisions if each is not standing],
        "numbers": {each.id: each.number for each in packs},
        "standing": standing,
        "pack": pack,
        "changes": by_kind(changes),
        "pack_choices": [(each.id, f"Board pack {each.number} of {moment(each.at)}") for each in packs],
        "people": names([*(each.by_id for each in packs), *(each.by_id for each in decisions)]),
        "sees": sees or bool(decisions),
        "makes": makes,
        "ratifies": can(reach, "ratify", place=case.place, definition=definition_of(case), state=case.state),
        "today": today,
        "met_default": _met_default(case, today),
    }


def compared(case: Case, reach: Reach, before_id: UUID, after_id: str) -> Shown:
    """One pack beside another, or beside what stands now. Raises NotFound."""
    if not sees_drafts(case, reach) and not board.ratifications(case, reach):
        raise NotFound
    packs = board.packs(case, reach)
    before = board.pack_of(case, before_id, reach)
    after = next((each for each in packs if str(each.id) == after_id), None)
    if after is None and after_id != NOW:
        raise NotFound
    held = Held.of(after) if after else Held.now(case, reach)
    changes = changes_between(case, Held.of(before), held, reach)
    others = [(str(each.id), f"Board pack {each.number} of {moment(each.at)}") for each in packs]
    return {
        "case": case,
        "before": before,
        "after": after,
        "changes": by_kind(changes),
        "befores": others,
        "afters": [(NOW, "What stands now"), *others],
        "not_kept": before.citations is None or (after is not None and after.citations is None),
        "people": names([before.by_id, *([after.by_id] if after else [])]),
    }


def by_kind(changes: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """The changes under what they are changes of, in one order; kinds without any are left out."""
    found = [(kind, [each for each in changes if each.kind == kind]) for kind in KINDS]
    return [(kind, mine) for kind, mine in found if mine]


def _meetings(case: Case, reach: Reach, today: date, makes: bool) -> Shown:
    definition, calendar = definition_of(case), calendar_of(case.cycle)
    found = meetings.meetings_of([case.id])[case.id]
    deadline = _deadline(case, today)
    own = sees_drafts(case, reach) or makes
    rows = [row for each in found for row in each.rows] if own else []
    return {
        "meetings": [_met(case, each, deadline, calendar, today) for each in found if each.stands],
        "history": sorted(rows, key=lambda row: (row.at, row.number), reverse=True),
        "saids": SAID,
        "packs_made": bool(meetings.papers_made([case])[case.id]),
        "papers_rule": papers_in_words(definition),
        "deadline": deadline,
        "arranges": makes and not definition.states[case.state].final,
        "arrangers": names([row.by_id for row in rows]),
    }


def _met(case: Case, meeting: Meeting, deadline: date | None, calendar: Calendar, today: date) -> Met:
    papers = papers_due(definition_of(case), calendar, meeting.day)
    state = "over" if meeting.day < today else "today" if meeting.day == today else "to come"
    return Met(meeting, papers, warnings(meeting.day, papers, deadline, calendar), state)


def _met_default(case: Case, today: date) -> date:
    """The day that the form of a ratification proposes: of the last meeting that has come, else today."""
    found = meetings.meetings_of([case.id])[case.id]
    return max((each.day for each in found if each.stands and each.day <= today), default=today)


def _deadline(case: Case, today: date) -> date | None:
    """The last day on which what the board ratifies can be submitted."""
    keys = submissions(definition_of(case))
    if not keys:
        return None
    dues = [each.due for each in milestones_of([case], today)[case.id] if each.key in keys]
    return max((each for each in dues if each is not None), default=None)
