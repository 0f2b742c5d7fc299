"""What is claimed and found of a case's items, as far as one person may read it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.coverage import rules
from wccflow.coverage.models import SuggestionLabel
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.evidence import queries as evidence
from wccflow.evidence.following_models import Following
from wccflow.evidence.models import Document, PassageRow, Version
from wccflow.evidence.queries import Filled
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Citation, Verification
from wccflow.ratings.rules import CITING, DOCUMENTS, SELF, sheet_elements, takes


@dataclass(frozen=True, slots=True)
class Claim:
    """One cited passage: the documents to which it belongs, who found what in it, and what it amounts to.

    `followed` is where it has come to stand in the version that fills the slot now, if that is another one.
    """

    citation: Citation
    verdict: Verification | None
    slots: tuple[str, ...]
    version: str
    state: str
    followed: Following | None = None

    @property
    def place(self) -> tuple[UUID, str]:
        """The version and the passage in which it stands now; where it was made, when it stands nowhere."""
        if self.followed is not None and self.followed.place:
            return self.followed.version_id, self.followed.place
        return self.citation.version_id, self.citation.passage

    @property
    def is_touched(self) -> bool:
        """Whether its sentence was changed or is gone, and nobody has said yet what becomes of it."""
        return self.followed is not None and self.followed.touched

    @property
    def address(self) -> str:
        """The path at which the passage is shown lit."""
        version_id, passage = self.place
        return f"/evidence/{version_id}/passages/{passage}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may show an item."""

    version_id: UUID
    slot: str
    ordinal: int
    key: str
    kind: str
    text: str
    heading: str | None
    page: int | None
    level: int | None = None

    @property
    def address(self) -> str:
        """The path at which the passage is shown lit."""
        return f"/evidence/{self.version_id}/passages/{self.key}"


def claims(case: Case, reach: Reach, filled: Sequence[Filled]) -> list[Claim]:
    """Everything cited in a case that the person may read, with what reviewers found in it."""
    rows = ratings.citations([case.id], reach=reach, channels=CITING)
    verdicts = ratings.verdicts({row.id for row in rows}, reach)
    fills, homes = _fills(filled), _homes({row.version_id for row in rows})
    moved = followings(case.id, filled)
    return [_claim(row, verdicts.get(row.id), moved.get(row.id), fills, homes) for row in rows]


def followings(case_id: UUID, filled: Sequence[Filled]) -> dict[UUID, Following]:
    """By thread or citation, where it has come to stand in these documents."""
    versions = {each.version.id for each in filled}
    query = select(Following).where(Following.case_id == case_id, Following.version_id.in_(versions))
    return {row.subject_id: row for row in session().scalars(query.order_by(Following.at))}


def counted(cases: Sequence[Case]) -> dict[UUID, tuple[int, int]]:
    """For how many items somebody who is asked to cites a passage, of how many; counts are for everyone."""
    query = (
        select(Citation.case_id, Citation.item, Citation.channel)
        .join(Version, Version.id == Citation.version_id)
        .where(Citation.case_id.in_([case.id for case in cases]), Citation.channel.in_((SELF, DOCUMENTS)))
        .where(Citation.withdrawn_at.is_(None), Version.withdrawn_at.is_(None))
        .distinct()
    )
    found = {(case_id, item, channel) for case_id, item, channel in session().execute(query)}
    return {case.id: _count(case, found) for case in cases}


def labels(
    case_id: UUID, reach: Reach, *, channel: str, items: Collection[str] = ()
) -> Sequence[SuggestionLabel]:
    """What this side said of suggested passages and has not taken back, newest first."""
    query = select(SuggestionLabel).where(
        SuggestionLabel.case_id == case_id,
        SuggestionLabel.channel == channel,
        SuggestionLabel.undone_at.is_(None),
        audiences.visible(SuggestionLabel.audience_id, reach.tokens),
    )
    if items:
        query = query.where(SuggestionLabel.item.in_(items))
    return session().scalars(query.order_by(SuggestionLabel.at.desc(), SuggestionLabel.id)).all()


def label(reach: Reach, label_id: UUID) -> SuggestionLabel:
    """The label of this id, when the person may read it. Raises NotFound."""
    found = session().scalar(
        select(SuggestionLabel).where(
            SuggestionLabel.id == label_id, audiences.visible(SuggestionLabel.audience_id, reach.tokens)
        )
    )
    if found is None:
        raise NotFound
    return found


def candidates(filled: Sequence[Filled], beginnings: Collection[str] = ()) -> list[Candidate]:
    """The passages of these documents in order; with `beginnings` of words, those in which one stands."""
    fills = _fills(filled)
    query = select(PassageRow).where(PassageRow.version_id.in_(fills))
    if beginnings:
        query = query.where(
            or_(
                *(PassageRow.text.icontains(each, autoescape=True) for each in beginnings),
                *(PassageRow.heading.icontains(each, autoescape=True) for each in beginnings),
            )
        )
    places = {version_id: place for place, version_id in enumerate(fills)}
    rows = session().scalars(query).all()
    return [
        Candidate(
            row.version_id,
            rules.slots_of(row.page, fills[row.version_id], fills[row.version_id][0][0])[0],
            row.ordinal,
            row.key,
            row.kind,
            row.text,
            row.heading,
            row.page,
            row.level,
        )
        for row in sorted(rows, key=lambda row: (places[row.version_id], row.ordinal))
    ]


def readable(case: Case, reach: Reach) -> list[Filled]:
    """What fills the slots of a case now and the person may read, in the order of the slots."""
    found = evidence.current(evidence.fillings([case.id], reach))
    return [found[case.id, slot] for slot in definition_of(case).slots if (case.id, slot) in found]


def items_of(definition: Definition) -> list[str]:
    """The items that coverage speaks of: those rated or written of by the organisation or its assessors."""
    return [item for element in sheet_elements(definition) for item in element.items]


def _claim(
    row: Citation,
    verdict: Verification | None,
    followed: Following | None,
    fills: Mapping[UUID, Sequence[tuple[str, int | None, int | None]]],
    homes: Mapping[UUID, tuple[str, str]],
) -> Claim:
    home, version = homes[row.version_id]
    stands = followed.version_id if followed else row.version_id
    slots = rules.slots_of(None if followed else row.page, fills.get(stands, ()), home)
    said = verdict.stance if verdict else ""
    state = rules.state_of(row.stance, said, by_reviewer=row.channel != SELF)
    return Claim(row, verdict, slots, version, state, followed)


def _fills(filled: Sequence[Filled]) -> dict[UUID, list[tuple[str, int | None, int | None]]]:
    """By version the slots that it fills, with the pages that count for each."""
    found: dict[UUID, list[tuple[str, int | None, int | None]]] = {}
    for each in filled:
        pages = (each.slot, each.filling.first_page, each.filling.last_page)
        found.setdefault(each.version.id, []).append(pages)
    return found


def _homes(version_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """The slot for which each of these versions came, and what it is called."""
    query = select(Version.id, Document.slot, Version.called).join(
        Document, Document.id == Version.document_id
    )
    rows = session().execute(query.where(Version.id.in_(version_ids)))
    return {version_id: (slot, called) for version_id, slot, called in rows}


def _count(case: Case, found: set[tuple[UUID, str, str]]) -> tuple[int, int]:
    definition = definition_of(case)
    asked = [
        (case.id, item, SELF if takes(element, SELF) else DOCUMENTS)
        for element in sheet_elements(definition)
        for item in element.items
    ]
    return sum(each in found for each in asked), len(asked)
