"""How each person wants to be told by mail: asked for many at once, and kept."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.notices.models import MailWishes
from wccflow.notices.rules import HOURS, KINDS, MOST_A_DAY, Often, Wishes, usually

OFTEN: Mapping[Often, str] = {
    "once": "At once",
    "daily": "Daily",
    "weekly": "On Mondays",
    "none": "Not by mail",
}


def choices(kind: str) -> list[tuple[Often, str]]:
    """How often notices of this kind can be mailed, in words."""
    return [(word, title) for word, title in OFTEN.items() if word != "once" or usually(kind) == "once"]


def wishes_of(people: Collection[UUID]) -> dict[UUID, Wishes]:
    """The wishes of each of these people, in one query; the defaults of whoever never said."""
    rows = session().scalars(select(MailWishes).where(MailWishes.person_id.in_(people)))
    said = {row.person_id: _wishes(row) for row in rows}
    return {each: said.get(each, Wishes()) for each in people}


def kept_wishes(person_id: UUID) -> MailWishes | None:
    """What a person has said, as it is kept; None when they never said anything."""
    return session().get(MailWishes, person_id)


def keep(
    person_id: UUID,
    *,
    hour: int,
    often: Mapping[str, str],
    at_once: bool,
    paused_until: date | None,
    most_a_day: int,
    now: datetime,
) -> MailWishes:
    """Keep how a person wants to be told. Raises Refused for what cannot be wished."""
    if hour not in HOURS:
        raise Refused(f"Choose an hour of the morning, from {HOURS[0]} to {HOURS[-1]}.")
    if most_a_day not in MOST_A_DAY:
        raise Refused(f"Choose between {MOST_A_DAY[0]} and {MOST_A_DAY[-1]} mails a day.")
    if paused_until is not None and paused_until < clock.business_day(now):
        raise Refused("The last day without mail has passed. Choose a later one, or none.")
    found = kept_wishes(person_id) or MailWishes(person_id=person_id)
    found.hour, found.at_once = hour, at_once
    found.paused_until, found.most_a_day = paused_until, most_a_day
    found.often = json.dumps(_sound(often), sort_keys=True)
    session().add(found)
    session().flush()
    return found


def forget(person_id: UUID) -> None:
    """Let a person be told as by default again; does nothing when they never said anything."""
    found = kept_wishes(person_id)
    if found is not None:
        session().delete(found)
        session().flush()


def _sound(often: Mapping[str, str]) -> dict[str, str]:
    offered = {kind: {word for word, _ in choices(kind)} for kind in KINDS}
    if any(word not in offered.get(kind, ()) for kind, word in often.items()):
        raise Refused("Choose how often you want mail from the choices that are offered.")
    return {kind: word for kind, word in often.items() if word != usually(kind)}


def _wishes(row: MailWishes) -> Wishes:
    until = clock.end_of(row.paused_until) if row.paused_until else None
    return Wishes(row.hour, json.loads(row.often), row.at_once, until, row.most_a_day)
