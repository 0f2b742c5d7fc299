"""The agenda of a panel's day and its clock: parts in order, one of them on, over when the next begins."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import led, prepared, record
from wccflow.panels.room_models import DayPoint
from wccflow.panels.room_rules import LONGEST_TITLE, MOST_MINUTES
from wccflow.people.rights import Reach

CHANGED, BEGUN, ENDED = "panel.agenda_changed", "panel.part_begun", "panel.part_ended"


def points_of(panel: Panel) -> Sequence[DayPoint]:
    """The parts of the day in order, as they were last set."""
    query = select(DayPoint).where(DayPoint.panel_id == panel.id)
    return session().scalars(query.order_by(DayPoint.place, DayPoint.id)).all()


def planned(case: Case, panel: Panel) -> Sequence[DayPoint]:
    """The same; those of the workflow, kept nowhere yet, where nobody has set any."""
    return points_of(panel) or _usual(case, panel)


def on_now(points: Sequence[DayPoint]) -> DayPoint | None:
    """The part that is on."""
    return next((each for each in points if each.begun_at is not None and each.ended_at is None), None)


def add(case: Case, *, title: str, minutes: int, shared: bool, by: Reach, now: datetime) -> DayPoint:
    """One more part at the end of the day. Raises Refused."""
    panel = prepared(case, by)
    points = ensured(case, panel)
    place = points[-1].place + 1 if points else 1
    made = DayPoint(panel_id=panel.id, place=place, **_content(title, minutes, shared))
    session().add(made)
    _tell(CHANGED, case, panel, [made], by=by, now=now)
    return made


def change(
    case: Case, point_id: UUID, *, title: str, minutes: int, shared: bool, by: Reach, now: datetime
) -> None:
    """Call a part otherwise, give it another time, or share it with the organisation or not."""
    panel, point = _point(case, point_id, by)
    was_shared = point.is_shared
    for name, value in _content(title, minutes, shared).items():
        setattr(point, name, value)
    _tell(CHANGED, case, panel, [point], by=by, now=now, shared=was_shared)


def move(case: Case, point_id: UUID, *, by: Reach, now: datetime) -> None:
    """Put a part one earlier. Does nothing with the first."""
    panel, point = _point(case, point_id, by)
    row = list(points_of(panel))
    here = row.index(point)
    row.insert(max(here - 1, 0), row.pop(here))
    for place, each in enumerate(row, 1):
        each.place = place
    _tell(CHANGED, case, panel, [point], by=by, now=now)


def remove(case: Case, point_id: UUID, *, by: Reach, now: datetime) -> None:
    """Take a part off the agenda that has not begun. Raises Refused."""
    panel, point = _point(case, point_id, by)
    if point.begun_at is not None:
        raise Refused("This part has begun, so it stays in the record of the day.")
    session().delete(point)
    _tell(CHANGED, case, panel, [point], by=by, now=now)


def begin(case: Case, point_id: UUID, *, by: Reach, now: datetime) -> None:
    """Let a part begin; its clock runs from here, and what was on before is over."""
    panel = led(case, by)
    points = ensured(case, panel)
    point = _among(points, point_id)
    before = on_now(points)
    if before is point:
        raise Refused("This part is on already.")
    if before is not None:
        before.ended_at = now
    point.begun_at, point.ended_at = now, None
    _tell(BEGUN, case, panel, [point, *([before] if before else [])], by=by, now=now)


def end(case: Case, *, by: Reach, now: datetime) -> None:
    """End the part that is on. Raises Refused when none is."""
    panel = led(case, by)
    point = on_now(points_of(panel))
    if point is None:
        raise Refused("No part of the day is on.")
    point.ended_at = now
    _tell(ENDED, case, panel, [point], by=by, now=now)


def ensured(case: Case, panel: Panel) -> Sequence[DayPoint]:
    """The parts of the day; those of the workflow are kept now, where nobody has set any."""
    found = points_of(panel)
    if not found:
        session().add_all(_usual(case, panel))
        session().flush()
        found = points_of(panel)
    return found


def point_called(case: Case, panel: Panel, place: int) -> UUID:
    """The id of the part at this place of the agenda. Raises NotFound."""
    found = next((each.id for each in ensured(case, panel) if each.place == place), None)
    if found is None:
        raise NotFound
    return found


def _usual(case: Case, panel: Panel) -> list[DayPoint]:
    parts = definition_of(case).panel.agenda
    return [
        DayPoint(
            panel_id=panel.id, place=place, title=part.title, minutes=part.minutes, is_shared=part.shared
        )
        for place, part in enumerate(parts, 1)
    ]


def _point(case: Case, point_id: UUID, by: Reach) -> tuple[Panel, DayPoint]:
    panel = prepared(case, by)
    return panel, _among(ensured(case, panel), point_id)


def _among(points: Sequence[DayPoint], point_id: UUID) -> DayPoint:
    found = next((each for each in points if each.id == point_id), None)
    if found is None:
        raise NotFound
    return found


def _content(title: str, minutes: int, shared: bool) -> dict[str, str | int | bool]:
    words = " ".join(title.split())
    if not words or len(words) > LONGEST_TITLE:
        raise Refused(f"Say what this part of the day is, in up to {LONGEST_TITLE} characters.")
    if not 0 < minutes <= MOST_MINUTES:
        raise Refused("Give the time in minutes, from 1 to a day.")
    return {"title": words, "minutes": minutes, "is_shared": shared}


def _tell(
    kind: str,
    case: Case,
    panel: Panel,
    points: Sequence[DayPoint],
    *,
    by: Reach,
    now: datetime,
    shared: bool = False,
) -> None:
    """The organisation hears of what is, or was, on its own agenda, and of nothing else."""
    theirs = shared or any(each.is_shared for each in points)
    readers = audience_of(case, "shared") if theirs else None
    record(kind, case, panel, by=by, now=now, audience_id=readers, place=points[0].place)
