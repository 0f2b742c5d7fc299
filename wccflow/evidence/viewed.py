"""Which sections of a document a person has viewed: her own marks, that last until the words change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.evidence import pages
from wccflow.evidence.models import SectionViewed, Version
from wccflow.evidence.sections import Section

VIEWED, CHANGED, NOT_VIEWED = "viewed", "changed", ""


@dataclass(frozen=True, slots=True)
class Viewed:
    """What one person has viewed of one document, in whichever version."""

    digests: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()

    def state(self, section: Section) -> str:
        """Whether she has viewed it as it stands, or as it stood before it changed, or never."""
        if section.digest in self.digests:
            return VIEWED
        return CHANGED if section.path in self.paths else NOT_VIEWED

    def count(self, sections: Sequence[Section]) -> int:
        """How many of these she has viewed as they stand."""
        return sum(section.digest in self.digests for section in sections)

    def next(self, sections: Sequence[Section], after: Section | None = None) -> Section | None:
        """The next one that she has not viewed, after this one and then from the beginning."""
        begins = after.first if after else -1
        turned = sorted(sections, key=lambda each: (each.first <= begins, each.first))
        return next((each for each in turned if each.digest not in self.digests), None)


def viewed_by(person_id: UUID, document_id: UUID) -> Viewed:
    """What this person has viewed of this document."""
    query = select(SectionViewed.digest, SectionViewed.path).where(
        SectionViewed.person_id == person_id, SectionViewed.document_id == document_id
    )
    rows = session().execute(query).all()
    return Viewed(frozenset(row.digest for row in rows), frozenset(row.path for row in rows))


def mark(version: Version, key: str, *, person_id: UUID, now: datetime) -> Section:
    """Keep that the person has viewed the section that begins with this passage. Raises NotFound."""
    section = _section(version, key)
    session().merge(
        SectionViewed(
            person_id=person_id,
            document_id=version.document_id,
            digest=section.digest,
            path=section.path,
            at=now,
        )
    )
    session().flush()
    return section


def unmark(version: Version, key: str, *, person_id: UUID) -> Section:
    """Forget that the person has viewed this section. Raises NotFound."""
    section = _section(version, key)
    session().execute(
        delete(SectionViewed).where(
            SectionViewed.person_id == person_id,
            SectionViewed.document_id == version.document_id,
            SectionViewed.path == section.path,
        )
    )
    return section


def _section(version: Version, key: str) -> Section:
    found = next((each for each in pages.whole_of(version).sections if each.key == key), None)
    if found is None:
        raise NotFound
    return found
