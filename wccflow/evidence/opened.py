"""A document opened by a person at some place of it: all that the reader shows, without the web."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.evidence import pages, within
from wccflow.evidence.models import PassageRow, RemarkRow, Version
from wccflow.evidence.pages import Marks, Part, Whole
from wccflow.evidence.queries import Filled
from wccflow.evidence.sections import Branch, Section, section_at, tree
from wccflow.evidence.viewed import Viewed, viewed_by
from wccflow.people.rights import Reach

HITS_SHOWN = 50
ONLY = {"threads": "with threads", "cited": "cited for an item"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a person wants to be in a document, and what she looks for."""

    part: int = 1
    key: str = ""
    find: str = ""
    hit: int = 0
    only: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A passage as it is looked through."""

    ordinal: int
    key: str
    text: str
    heading: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the words were found, as it is listed; numbers count from 1."""

    number: int
    passage: Spoken
    part: int
    hit: within.Hit


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in the whole document, and at which place the reader is."""

    found: within.Found
    now: Place | None
    listed: Sequence[Place]
    before: int | None  # the number of the place before this one, which turns round at the ends
    after: int | None

    @property
    def total(self) -> int:
        """How many passages have the words."""
        return len(self.found.hits)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document at one of its parts, with what stands beside it for this person."""

    whole: Whole
    part: Part
    outline: Sequence[Branch]
    here: Section | None
    viewed: Viewed
    marks: Mapping[str, Marks]
    remarks: Sequence[RemarkRow]
    remarked: Mapping[str, int]
    finding: Finding | None
    only: Sequence[PassageRow]

    @property
    def with_threads(self) -> int:
        """How many passages have threads."""
        return sum(1 for key, mark in self.marks.items() if key and mark.threads)

    @property
    def cited(self) -> int:
        """How many passages are cited for an item."""
        return sum(1 for key, mark in self.marks.items() if key and mark.cited)

    @property
    def to_view(self) -> list[Section]:
        """The sections that have more than a heading."""
        return [section for section in self.whole.sections if not section.bare]

    def ends(self) -> dict[str, Section]:
        """The sections that can be viewed, by their last passage."""
        return {section.end: section for section in self.to_view}

    def parts_of(self) -> dict[str, int]:
        """The part in which each section begins."""
        return {each.key: pages.part_number(each.first) for each in self.whole.sections}


def open_at(version: Version, asked: Asked, reach: Reach) -> Opened:
    """The document at the place that was asked for. Raises NotFound for a passage that is not in it."""
    whole = pages.whole_of(version)
    at = pages.part_number(whole.ordinal(asked.key)) if asked.key else asked.part
    finding = _finding(version, asked, at) if asked.find.strip() else None
    if finding and finding.now:
        at = finding.now.part
    part = pages.part_of(version, whole, at)
    marks, remarks = pages.marks_beside(version.id, reach), pages.remarks_in(version.id)
    return Opened(
        whole=whole,
        part=part,
        outline=tree(whole.sections),
        here=section_at(whole.sections, _ordinal(whole, asked, finding, part)),
        viewed=viewed_by(reach.person_id, version.document_id),
        marks=marks,
        remarks=remarks,
        remarked=Counter(row.passage for row in remarks if row.passage),
        finding=finding,
        only=_only(version.id, asked.only, marks),
    )


def successor(version: Version, beside: Sequence[Filled]) -> Filled | None:
    """What stands in the slot in the place of this version; nothing when this one does."""
    standing = [each for each in beside if each.stands]
    return standing[-1] if standing and standing[-1].version.id != version.id else None


def _ordinal(whole: Whole, asked: Asked, finding: Finding | None, part: Part) -> int:
    if finding and finding.now:
        return finding.now.passage.ordinal
    return whole.ordinal(asked.key) if asked.key else (part.number - 1) * pages.PART


def _finding(version: Version, asked: Asked, part: int) -> Finding:
    columns = (PassageRow.ordinal, PassageRow.key, PassageRow.text, PassageRow.heading, PassageRow.page)
    query = select(*columns).where(PassageRow.version_id == version.id).order_by(PassageRow.ordinal)
    spoken = [Spoken(*row) for row in session().execute(query)]
    found = within.find(asked.find, spoken)
    total = len(found.hits)
    if not total:
        return Finding(found, None, (), None, None)
    number = _number(found, asked.hit, (part - 1) * pages.PART)
    places = [_place(at, hit, spoken) for at, hit in enumerate(found.hits, start=1)]
    first = (number - 1) // HITS_SHOWN * HITS_SHOWN
    return Finding(
        found,
        now=places[number - 1],
        listed=places[first : first + HITS_SHOWN],
        before=(number - 2) % total + 1 if total > 1 else None,
        after=number % total + 1 if total > 1 else None,
    )


def _number(found: within.Found, wanted: int, first: int) -> int:
    """The place that was asked for; else the first one from the part on in which the reader is."""
    if wanted:
        return min(max(wanted, 1), len(found.hits))
    return next((at for at, hit in enumerate(found.hits, start=1) if hit.place >= first), 1)


def _place(number: int, hit: within.Hit, spoken: Sequence[Spoken]) -> Place:
    passage = spoken[hit.place]
    return Place(number, passage, pages.part_number(passage.ordinal), hit)


def _only(version_id: UUID, which: str, marks: Mapping[str, Marks]) -> Sequence[PassageRow]:
    if which not in ONLY:
        return ()
    keys = [key for key, mark in marks.items() if (mark.threads if which == "threads" else mark.cited)]
    return pages.only(version_id, keys)
