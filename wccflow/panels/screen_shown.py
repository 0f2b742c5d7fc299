"""What is on everybody's screen, the organisation's too: the part of the day, the question, the passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.hearings.models import Question
from wccflow.hearings.rules import seconds_left
from wccflow.panels import feedback, questions, screens, timing
from wccflow.panels.models import Panel
from wccflow.panels.room_models import DayPoint, FeedbackPoint, ShownPassage
from wccflow.panels.room_rules import KINDS_OF_FEEDBACK


@dataclass(frozen=True, slots=True)
class Screen:
    """The same for everyone in the case, whoever looks."""

    part: DayPoint | None
    left: int | None
    asked: Sequence[Question]
    passage: ShownPassage | None
    document: str
    feedback: Sequence[tuple[str, Sequence[FeedbackPoint]]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on it."""
        return not (self.part or self.asked or self.passage)


def screen_of(case: Case, panel: Panel, now: datetime) -> Screen:
    """What is on the screens now; a part that the organisation does not share in is on none."""
    part = timing.on_now(timing.points_of(panel))
    if part is not None and not part.is_shared:
        part = None
    passage = screens.shown(panel)
    given = [each for each in feedback.feedback_of(panel) if each.given_at is not None]
    return Screen(
        part=part,
        left=seconds_left(part.begun_at, part.minutes, now) if part else None,
        asked=questions.asked_aloud(panel),
        passage=passage,
        document=_document(case, passage.version_id) if passage else "",
        feedback=[
            (title, mine)
            for kind, title in KINDS_OF_FEEDBACK.items()
            if (mine := [each for each in given if each.kind == kind])
        ],
    )


def own_agenda(case: Case, panel: Panel) -> list[DayPoint]:
    """The parts of the day that the organisation has on its own agenda."""
    return [each for each in timing.planned(case, panel) if each.is_shared]


def _document(case: Case, version_id: UUID) -> str:
    slots = definition_of(case).slots
    filled = evidence.slots_filled_by(version_id)
    titles = [slots[each.document.slot].title for each in filled if each.document.slot in slots]
    return titles[-1] if titles else evidence.version_by_id(version_id).file_name
