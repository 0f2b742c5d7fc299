"""Correcting what is published: a change with its reason and two signatures, carried by the next release."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of, locked
from wccflow.people.queries import one_post
from wccflow.people.rights import Reach, holds
from wccflow.publication import standing
from wccflow.publication.correct import RATING, WORDS, Change, Section, corrected, sections
from wccflow.publication.models import Correction, PublishedResult
from wccflow.publication.rules import items_of

PROPOSED, SIGNED, DROPPED = "correction.proposed", "correction.signed", "correction.dropped"
MAY = ("publish", "adjust")  # whoever publishes, or changes ratings in calibration


def may_correct(case: Case, by: Reach) -> bool:
    """Whether this person corrects what is published of this case."""
    return any(holds(by, each, place=case.place, definition=definition_of(case)) for each in MAY)


def correctable(case: Case, by: Reach) -> dict[str, Any]:
    """The result as the next release would carry it. Raises NotFound for others, or where there is none."""
    query = select(PublishedResult).where(PublishedResult.case_id == case.id)
    published = session().scalar(query)
    if published is None or not may_correct(case, by):
        raise NotFound
    waiting = standing.signed([case.id]).get(case.id, ())
    content: dict[str, Any] = json.loads(published.content)
    if waiting:
        content = corrected(published.content, [Change(x.kind, x.target, x.after, x.reason) for x in waiting])
    return content


def sections_of(content: dict[str, Any]) -> list[Section]:
    """The passages of words that can be corrected."""
    return sections(content)


def correct(
    case: Case, *, kind: str, target: str, after: str, reason: str, by: Reach, now: datetime
) -> Correction:
    """Propose a correction; it counts once somebody else has signed it. Raises NotFound or Refused."""
    case = locked(case, exclusively=True)
    content = correctable(case, by)
    if not reason.strip():
        raise Refused("Say why it is corrected: everybody reads it.")
    before, wanted = _before(content, kind, target), after.strip()
    if not wanted:
        raise Refused("Say what it is to be instead.")
    if before == wanted:
        raise Refused("That is what is published already.")
    if kind == RATING:
        _level(content, target, wanted)
    number = session().scalar(select(func.max(Correction.number)).where(Correction.case_id == case.id)) or 0
    made = Correction(
        case_id=case.id,
        number=number + 1,
        kind=kind,
        target=target,
        before=before,
        after=wanted,
        reason=reason.strip(),
        by_id=by.person_id,
        at=now,
    )
    session().add(made)
    session().flush()
    _record(case, made, PROPOSED, by=by, now=now)
    return made


def sign(case: Case, made: Correction, *, by: Reach, now: datetime) -> None:
    """Sign a correction as the second: the next release carries it. Raises NotFound or Refused."""
    case = locked(case, exclusively=True)
    content = correctable(case, by)
    if made.signed_at is not None:
        raise Refused("This correction is signed already.")
    if made.dropped_at is not None:
        raise Refused("This correction was dropped.")
    if made.by_id == by.person_id:
        raise Refused("The second signature must be another person's.")
    if one_post(made.by_id, by.person_id, since=made.at, now=now):
        raise Refused("One of you deputises for the other: the second signature must be another post's.")
    if _before(content, made.kind, made.target) != made.before:
        raise Refused("Something else was corrected there since. Drop this one, and correct what stands now.")
    made.signed_by_id, made.signed_at = by.person_id, now
    session().flush()
    _record(case, made, SIGNED, by=by, now=now)


def drop(case: Case, made: Correction, *, by: Reach, now: datetime) -> None:
    """Drop a correction that nobody has signed. Raises NotFound or Refused."""
    correctable(case, by)
    if made.signed_at is not None:
        raise Refused("This correction is signed; correct it by another.")
    made.dropped_at = now
    session().flush()
    _record(case, made, DROPPED, by=by, now=now)


def corrections(case: Case) -> list[Correction]:
    """Every correction of a case that was not dropped, oldest first."""
    query = select(Correction).where(Correction.case_id == case.id, Correction.dropped_at.is_(None))
    return list(session().scalars(query.order_by(Correction.number)))


def correction_in(case: Case, correction_id: UUID) -> Correction:
    """The correction of this id in the case. Raises NotFound."""
    found = session().get(Correction, correction_id)
    if found is None or found.case_id != case.id:
        raise NotFound
    return found


def _before(content: dict[str, Any], kind: str, target: str) -> str:
    """What is published now: the key of a level, or the words of a section."""
    if kind == RATING:
        for _, _, item in items_of(content):
            if item["key"] == target:
                return str(item.get("value", item["level"]))
    if kind == WORDS:
        for section in sections(content):
            if section.key == target:
                return section.text
    raise NotFound


def _level(content: dict[str, Any], target: str, wanted: str) -> None:
    element = next(element for element, _, item in items_of(content) if item["key"] == target)
    keys = [each.get("key", each["title"]) for each in element["scale"]]
    if wanted not in keys:
        raise Refused(f"“{wanted}” is not on the scale. Choose one of these: {', '.join(keys)}.")


def _record(case: Case, made: Correction, kind: str, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=audience_of(case, "oversight"),
        words=made.reason,
        number=made.number,
        target=made.target,
    )
