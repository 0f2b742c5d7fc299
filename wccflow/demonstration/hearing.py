"""A session of the demonstration: the board was asked and answered, some days before its panel day."""

from datetime import date, datetime, timedelta
from typing import Any

from wccflow.cycles.queries import definition_of
from wccflow.demonstration.scene import Journey
from wccflow.demonstration.texts import words
from wccflow.hearings import actions, answering, asking, moderating
from wccflow.hearings.models import Hearing, Question

MODERATOR = "manager"


def hold_session(journey: Journey, day: date) -> None:
    """Open a session for everyone in the case, let them ask, support and answer, and close it."""
    told, now = words("session"), journey.scene.at(day, 14)
    by = journey.by(MODERATOR, now)
    held = actions.open_session(
        journey.case,
        title=told["title"],
        audience=definition_of(journey.case).sharing["shared"],
        begins_at=now,
        minutes=told["minutes"],
        minutes_each=told["minutes_each"],
        by=by,
        now=now - timedelta(days=2),
    )
    asked = [_asked(journey, held, row, now - timedelta(hours=4)) for row in told["question"]]
    actions.begin(held, by=by, now=now)
    for number, (row, question) in enumerate(zip(told["question"], asked, strict=True)):
        _settle(journey, held, question, row, now + timedelta(minutes=6 * number))
    actions.close(held, by=by, now=now + timedelta(minutes=told["minutes"]))


def _asked(journey: Journey, held: Hearing, row: dict[str, Any], now: datetime) -> Question:
    made = asking.ask(held, words=row["words"], by=journey.by(row["by"], now), now=now)
    for who in row.get("support", ()):
        asking.support(held, made, by=journey.by(who, now), now=now)
    return made


def _settle(journey: Journey, held: Hearing, question: Question, row: dict[str, Any], now: datetime) -> None:
    by = journey.by(MODERATOR, now)
    if "answer" in row:
        moderating.take(held, question, by=by, now=now)
        answering.give(held, question, words=row["answer"], given_by=row["given_by"], by=by, now=now)
    elif "aside" in row:
        moderating.set_aside(held, question, why=row["aside"], by=by, now=now)
