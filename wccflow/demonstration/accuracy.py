"""The round of factual accuracy of the demonstration: a point on a sentence, its answer, and the sign-off."""

from datetime import date, timedelta

from wccflow.demonstration.panelling import CHAIR, IMPRESSION
from wccflow.demonstration.scene import Journey
from wccflow.panels import accuracy, signing_off
from wccflow.panels.anchors import sentences_of

WHAT = "The board met the panel with all its members; please say so."
WHY = "The attendance is named in the report as well; the rest of the sentence is the panel's view."
NOTE = "Read beside the record of the day, with the answer to the point."


def check_facts(journey: Journey, day: date) -> None:
    """Raise one point of accuracy, which the panel accepts in part and takes into the report."""
    now = journey.scene.at(day, 10)
    said = sentences_of(journey.writer.impression())[0]
    point = accuracy.raise_point(
        journey.case,
        IMPRESSION,
        sentence=said.key,
        what=WHAT,
        by=journey.by("chief", now),
        now=now,
    )
    later = journey.scene.at(day + timedelta(days=2), 10)
    by = journey.by(CHAIR, later)
    wording = f"{said.words.rstrip('.')}, and all its members met the panel."
    accuracy.answer(journey.case, point, "partly", why=WHY, wording=wording, by=by, now=later)
    accuracy.carry(journey.case, point, by=by, now=later + timedelta(minutes=5))


def sign_off(journey: Journey, day: date) -> None:
    """Let the overseer's manager, who had no hand in the report, sign it off."""
    now = journey.scene.at(day, 15)
    signing_off.sign(journey.case, note=NOTE, by=journey.by("manager", now), now=now)
