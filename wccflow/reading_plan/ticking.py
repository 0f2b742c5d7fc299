"""What was read on a plan is viewed in the reader too: a section once every passage of it was read."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.evidence import pages, viewed
from wccflow.evidence.models import Version
from wccflow.evidence.sections import Section, section_at
from wccflow.reading_plan.models import ReadingEntry, ReadingPlan


def tick(entries: Iterable[ReadingEntry], *, now: datetime) -> None:
    """Keep whether the owner of a plan has viewed the sections in which these stretches of it stand."""
    for version_id, here in groupby(sorted(entries, key=_place), lambda each: each.version_id):
        version = session().get_one(Version, version_id)
        sections = pages.whole_of(version).sections
        for entry in here:
            section = section_at(sections, entry.first)
            if section is not None and not section.bare:
                _tick(version, section, entry, now)


def _place(entry: ReadingEntry) -> tuple[UUID, int]:
    return entry.version_id, entry.first


def _tick(version: Version, section: Section, entry: ReadingEntry, now: datetime) -> None:
    person_id = session().get_one(ReadingPlan, entry.plan_id).person_id
    if set(range(section.first, section.last + 1)) <= _read_places(person_id, version.id):
        viewed.mark(version, section.key, person_id=person_id, now=now)
    elif entry.is_open:
        viewed.unmark(version, section.key, person_id=person_id)


def _read_places(person_id: UUID, version_id: UUID) -> set[int]:
    """The places of the passages of a version that the person read on her plans."""
    query = select(ReadingEntry.first, ReadingEntry.last).join(
        ReadingPlan, ReadingPlan.id == ReadingEntry.plan_id
    )
    mine = (ReadingPlan.person_id == person_id, ReadingEntry.version_id == version_id)
    rows = session().execute(query.where(*mine, ReadingEntry.read_at.is_not(None)))
    return {place for first, last in rows for place in range(first, last + 1)}
