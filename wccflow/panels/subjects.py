"""What threads may hang on here: the day of a panel."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.engine.refusals import day
from wccflow.panels.models import Panel
from wccflow.people.rights import Reach
from wccflow.review.models import Thread
from wccflow.review.subjects import Subject
from wccflow.review.topics import Topic, topics

SUBJECT = "panel"


def days(keys: Collection[str]) -> dict[str, Subject]:
    """The panel days of these keys, such as `panel:<id>`; the caller checks who reads them."""
    ids = {key: found for key in keys if (found := _id_in(key)) is not None}
    rows = {row.id: row for row in session().scalars(select(Panel).where(Panel.id.in_(ids.values())))}
    return {key: _subject(key, rows[each]) for key, each in ids.items() if each in rows}


def subject_of(panel: Panel) -> str:
    """The key under which threads hang on the panel's day."""
    return f"{SUBJECT}:{panel.id.hex}"


def threads_on(case: Case, panel: Panel | None, reach: Reach) -> Sequence[Topic]:
    """The threads on the panel's day that the person may read."""
    return topics(reach, [case], Thread.subject == subject_of(panel)) if panel else ()


def _id_in(key: str) -> UUID | None:
    try:
        return UUID(hex=key.partition(":")[2])
    except ValueError:
        return None


def _subject(key: str, panel: Panel) -> Subject:
    case = case_by_id(panel.case_id)
    words = definition_of(case).words.get("panel", "panel")
    title = words[:1].upper() + words[1:] + (f", {day(panel.held_on)}" if panel.held_on else "")
    # The room is for the panel alone; the page of who sits on it, and when, is for everyone in the case.
    return Subject(key, panel.case_id, title, f"{case.address}/panel", case.audience_id)
