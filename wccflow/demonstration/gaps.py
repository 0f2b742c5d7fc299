"""Who in the demonstration puts itself higher or lower than the others do, and what it says to that."""

from datetime import date
from typing import Any

from wccflow.demonstration.scene import Journey
from wccflow.demonstration.texts import words
from wccflow.triangulation import actions


def lifted(journey: Journey) -> int:
    """By how many levels an organisation rates itself higher than partners and reviewers do."""
    return int(_told(journey).get("levels", 0))


def reply(journey: Journey, day: date) -> None:
    """Reply to what stands beside its self-assessment, where there is something to reply to."""
    said = _told(journey).get("reply")
    if said:
        now = journey.scene.at(day, 11)
        actions.reply(journey.case, words=str(said), by=journey.by("lead", now), now=now)


def _told(journey: Journey) -> dict[str, Any]:
    found: dict[str, Any] = words("journeys").get("gaps", {}).get(journey.part.code, {})
    return found
