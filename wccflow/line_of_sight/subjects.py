"""What threads may hang on here: a step of a line."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.models import Line
from wccflow.review.subjects import Subject


def steps(keys: Collection[str]) -> dict[str, Subject]:
    """The steps of these keys, such as `line:<id>:money`; the caller checks who reads them."""
    named = {key: _parts(key) for key in keys}
    ids = {place[0] for place in named.values() if place}
    rows = {row.id: row for row in session().scalars(select(Line).where(Line.id.in_(ids)))}
    found = ((key, _subject(key, rows.get(place[0]), place[1])) for key, place in named.items() if place)
    return {key: subject for key, subject in found if subject is not None}


def address_of(line: Line, step: str = "") -> str:
    """The path of a line's page, at one of its steps if one is named."""
    path = f"/lines/{line.id}"
    return f"{path}#{step}" if step else path


def _parts(key: str) -> tuple[UUID, str] | None:
    pieces = key.split(":")
    if len(pieces) != 3:
        return None
    try:
        return UUID(hex=pieces[1]), pieces[2]
    except ValueError:
        return None


def _subject(key: str, line: Line | None, step: str) -> Subject | None:
    if line is None or key != queries.subject_of(line.id, step):
        return None
    sight = definition_of(case_by_id(line.case_id)).line_of_sight
    if step not in sight.steps:
        return None
    title = f"{sight.title}, {sight.steps[step].title.lower()} of “{line.title}”"
    return Subject(key, line.case_id, title, address_of(line, step), line.audience_id)
