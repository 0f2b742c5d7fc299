"""The panel-day room for one person; each part is asked for when its region is drawn, and only then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.hearings.models import Hearing
from wccflow.hearings.rules import ANSWERED, ASIDE, CLOSED, MERGED, TAKEN, WAITING, life, seconds_left
from wccflow.hearings.shown import Line as QuestionLine
from wccflow.hearings.shown import lines_of
from wccflow.panels import (
    feedback,
    leading,
    notes,
    queries,
    questions,
    record,
    screens,
    subjects,
    timing,
)
from wccflow.panels.agenda import Agenda, Line, agenda_of, items_of, own
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import is_sitting, leads, may
from wccflow.panels.room_models import DayPoint, DayQuestion, FeedbackPoint, ItemTurn, PanelNote
from wccflow.panels.room_rules import KINDS_OF_FEEDBACK, TO_GIVE, Pair
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.rules import in_words, item_in_words
from wccflow.review.readers import writable
from wccflow.review.topics import Topic


@dataclass(frozen=True, slots=True)
class InQueue:
    """One question of the day, as the panel sees it."""

    line: QuestionLine
    item: str
    item_key: str
    claimed_by: str
    is_mine: bool  # I said that I ask it


class Room:
    """What the page of the room asks for; whatever is not drawn costs nothing."""

    def __init__(self, case: Case, panel: Panel, reach: Reach, now: datetime) -> None:
        self.case, self.panel, self._reach, self._now = case, panel, reach, now
        self.is_sitting = is_sitting(panel)
        self.is_over = panel.frozen_at is not None
        self.may_rate = may(case, reach, "rate_panel") and not self.is_over
        self.may_lead = may(case, reach, "agree_ratings") and self.is_sitting
        self.may_prepare = leads(case, reach) and not self.is_over
        self.may_manage = may(case, reach, "manage_panel")
        self.may_join = not self.is_over
        self.kinds_of_feedback = [(kind, KINDS_OF_FEEDBACK[kind]) for kind in TO_GIVE]

    @cached_property
    def agenda(self) -> Agenda:
        """The items, in the order that this person may know."""
        return agenda_of(self.case, self.panel, self._reach)

    @cached_property
    def own(self) -> dict[str, str]:
        """What the person gave, in words."""
        given = own(self.case, self._reach)
        scales = {line.item.key: line.scale for line in self.agenda.lines}
        return {item: in_words(scales[item], row.value) for item, row in given.items() if item in scales}

    @cached_property
    def left(self) -> int:
        """How many items the person has still to rate."""
        return sum(line.reveal is None and line.item.key not in self.own for line in self.agenda.lines)

    @cached_property
    def people(self) -> dict[UUID, str]:
        """Everyone who was ever put on the panel, by name."""
        return names(seat.person_id for seat in queries.seats_of(self.panel))

    @cached_property
    def present(self) -> list[str]:
        """Who is there."""
        return sorted(self.people[seat.person_id] for seat in queries.present(self.panel))

    @cached_property
    def leading(self) -> Mapping[str, Pair]:
        """Who leads each item and is second, as far as they sit."""
        return leading.standing(self.panel)

    def mine_leads(self, item: str) -> bool:
        """Whether the person leads this item herself."""
        return self.leading.get(item, leading.NOBODY)[0] == self._reach.person_id

    @cached_property
    def points(self) -> Sequence[DayPoint]:
        """The parts of the day."""
        return timing.planned(self.case, self.panel)

    @cached_property
    def point(self) -> DayPoint | None:
        """The part that is on."""
        return timing.on_now(self.points)

    @cached_property
    def point_left(self) -> int | None:
        """How many seconds are left for it."""
        return seconds_left(self.point.begun_at, self.point.minutes, self._now) if self.point else None

    @cached_property
    def turn(self) -> ItemTurn | None:
        """The item on the table."""
        return screens.on_table(self.panel)

    @cached_property
    def turn_title(self) -> str:
        """The same in words."""
        return item_in_words(definition_of(self.case), self.turn.item) if self.turn else ""

    @cached_property
    def not_probed(self) -> list[Line]:
        """The items, not agreed yet, that were neither on the table nor asked about."""
        probed = record.probed_items(self.panel)
        return [line for line in self.agenda.lines if line.agreed is None and line.item.key not in probed]

    @cached_property
    def hearing(self) -> Hearing | None:
        """The session of the day's questions."""
        return questions.queue_of(self.panel)

    @cached_property
    def is_asking(self) -> bool:
        """Whether questions may still be asked."""
        held = self.hearing
        return held is not None and life(held.begun_at, held.closed_at) != CLOSED and not self.is_over

    @property
    def may_ask(self) -> bool:
        """Whether the form for a question is there: also where the queue may open at any moment."""
        return self.is_asking or (self.hearing is None and not self.is_over)

    @cached_property
    def enquiries(self) -> list[Topic]:
        """The open lines of enquiry that are not in the queue."""
        return questions.enquiries(self.case, self.panel, self._reach)

    @property
    def enquiry_options(self) -> list[tuple[UUID, str]]:
        """The same, for choosing some."""
        return [(each.thread.id, each.title) for each in self.enquiries]

    @cached_property
    def queue(self) -> list[InQueue]:
        """Every question."""
        if self.hearing is None:
            return []
        known = questions.known_of(self.panel)
        definition = definition_of(self.case)
        found = []
        for line in lines_of(self.hearing, self._reach, self._now):
            row = known.get(line.question.id) or DayQuestion(item="", claimed_by_id=None)
            who = row.claimed_by_id
            item = item_in_words(definition, row.item) if row.item else ""
            mine = who == self._reach.person_id
            found.append(InQueue(line, item, row.item, self.people.get(who, "") if who else "", mine))
        return found

    def asked(self, *states: str) -> list[InQueue]:
        """The questions in these states."""
        return [each for each in self.queue if each.line.question.state in states]

    @property
    def taken(self) -> list[InQueue]:
        """What is being asked."""
        return self.asked(TAKEN)

    @property
    def waiting(self) -> list[InQueue]:
        """What waits, what somebody claimed first among equals of its place."""
        return self.asked(WAITING)

    @property
    def answered(self) -> list[InQueue]:
        """What was answered."""
        return self.asked(ANSWERED)

    @property
    def aside(self) -> list[InQueue]:
        """What was set aside or merged."""
        return self.asked(ASIDE, MERGED)

    @cached_property
    def feedback(self) -> Sequence[FeedbackPoint]:
        """The points of the feedback that the person may read."""
        return feedback.feedback_of(self.panel, self._reach)

    def title_of(self, kind: str) -> str:
        """A kind of feedback in words."""
        return KINDS_OF_FEEDBACK[kind]

    @cached_property
    def notes(self) -> Sequence[PanelNote]:
        """The person's own notes."""
        return notes.notes_of(self.panel, self._reach)

    @cached_property
    def threads(self) -> Sequence[Topic]:
        """The threads on the day that the person may read."""
        return subjects.threads_on(self.case, self.panel, self._reach)

    @cached_property
    def may_talk(self) -> bool:
        """Whether the person may begin a thread on the day."""
        return may(self.case, self._reach, "comment") and bool(writable(self.case, self._reach))

    @property
    def subject(self) -> str:
        """On what such a thread hangs."""
        return subjects.subject_of(self.panel)

    @cached_property
    def sees_report(self) -> bool:
        """Whether the report as it stands is for this person."""
        return self.panel.opened_at is not None and queries.sees_report(self.panel, self._reach)

    @property
    def may_write(self) -> bool:
        """Whether the person writes the report now."""
        return may(self.case, self._reach, "write_report") and self.panel.report_fixed_at is None

    @cached_property
    def items(self) -> list[tuple[str, str]]:
        """The items, for choosing one."""
        return [("", "The day as a whole"), *((line.item.key, line.title) for line in self.agenda.lines)]

    @cached_property
    def item_words(self) -> dict[str, str]:
        """The items in words."""
        definition = definition_of(self.case)
        return {item: item_in_words(definition, item) for item in items_of(definition)}
