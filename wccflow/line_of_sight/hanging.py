"""Passages that show steps, as they are handed to evidence so that they follow to the next version."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.hanging import Called, Hanging, Source
from wccflow.line_of_sight.actions import SHOWN
from wccflow.line_of_sight.models import Line, StepPassage
from wccflow.line_of_sight.subjects import address_of
from wccflow.people.rights import Reach, holds
from wccflow.ratings.rules import ABILITY_OF

KIND = "step"


def hanging(case_ids: Collection[UUID]) -> list[Hanging]:
    """Every passage that shows a step in these cases and was not taken back."""
    query = (
        select(StepPassage, Line)
        .join(Line, Line.id == StepPassage.line_id)
        .where(StepPassage.case_id.in_(case_ids), StepPassage.withdrawn_at.is_(None))
        .where(Line.withdrawn_at.is_(None))
    )
    return [hanging_of(shown, line) for shown, line in session().execute(query)]


def hanging_of(shown: StepPassage, line: Line) -> Hanging:
    """What a passage of a step hangs on."""
    return Hanging(
        kind=KIND,
        id=shown.id,
        case_id=shown.case_id,
        version_id=shown.version_id,
        passage=shown.passage,
        quote=shown.quote,
        prefix=shown.prefix,
        suffix=shown.suffix,
        heading=shown.heading,
        page=shown.page,
        audience_id=shown.audience_id,
        by_id=shown.by_id,
        at=shown.at,
        channel=line.channel,
    )


def decides(hanging: Hanging, case: Case, reach: Reach) -> bool:
    """Whether the person may say where such a passage belongs: whoever draws lines of its channel there."""
    ability = ABILITY_OF.get(hanging.channel, "")
    return holds(reach, ability, place=case.place, definition=definition_of(case))


def called(hangings: Sequence[Hanging], case: Case) -> Mapping[UUID, Called]:
    """The steps and lines that these passages show, and their pages."""
    query = (
        select(StepPassage.id, StepPassage.step, Line)
        .join(Line, Line.id == StepPassage.line_id)
        .where(StepPassage.id.in_([each.id for each in hangings]))
    )
    steps = definition_of(case).line_of_sight.steps
    return {
        key: Called(
            f"{steps[step].title if step in steps else step} of “{line.title}”", address_of(line, step)
        )
        for key, step, line in session().execute(query)
    }


SOURCE = Source(
    hanging,
    decides,
    asked=decides,
    called=called,
    one="step of a line of sight",
    many="steps of lines of sight",
    made=SHOWN,
)
