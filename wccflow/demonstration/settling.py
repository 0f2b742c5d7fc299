"""How results are settled in the demonstration: moderated, here and there changed, approved."""

from datetime import date

from wccflow.calibration import actions as calibration
from wccflow.cycles.queries import definition_of
from wccflow.demonstration.panelling import agreed_level
from wccflow.demonstration.scene import Journey
from wccflow.publication import actions as publication
from wccflow.publication.queries import approval

ADJUSTED = "6.2"
NOTE = "Read beside the region's other cases: the levels are given as elsewhere, with one exception at most."
APPROVED = "The first results are sealed and were shown to their organisations; they may be published."
REASON = (
    "The passages cited show the same practice as in two other cases of the region, which were placed "
    "differently; the level is brought into line with them."
)


def record_moderation(journey: Journey, day: date) -> None:
    """Record that the region looked at the case beside its others."""
    now = journey.scene.at(day, 11)
    calibration.moderate(journey.case, note=NOTE, by=journey.by("manager", now), now=now)


def adjust(journey: Journey, day: date) -> None:
    """Change one agreed level by one step, with a reason."""
    now = journey.scene.at(day, 11, 30)
    item = definition_of(journey.case).items[ADJUSTED]
    level = agreed_level(journey, item)
    changed = str(level - 1 if level > 2 else level + 1)
    calibration.adjust(journey.case, item.key, changed, REASON, by=journey.by("manager", now), now=now)


def approve_publication(journey: Journey, day: date) -> None:
    """Approve, once for the whole cycle, that its results are published."""
    now, cycle = journey.scene.at(day, 9), journey.case.cycle
    if approval(cycle.id) is None:
        publication.approve(cycle, note=APPROVED, by=journey.by("nation", now), now=now)
