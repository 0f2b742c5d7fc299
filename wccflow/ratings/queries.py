"""Questions about ratings and what they cite; each row's audience decides who may read it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Row, Select, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.evidence.following_models import Following
from wccflow.evidence.models import Version
from wccflow.hearings.models import Answer
from wccflow.people.rights import Reach
from wccflow.ratings.models import AnswerCitation, Citation, Rating, RatingDraft, Verification
from wccflow.ratings.rules import OF_ONE_PERSON


def line_of(channel: str, person_id: UUID) -> str:
    """The line to which a person's rating by this channel belongs."""
    return person_id.hex if channel in OF_ONE_PERSON else ""


def ratings(
    case_ids: Collection[UUID],
    *,
    reach: Reach | None = None,
    channels: Collection[str] = (),
    items: Collection[str] = (),
) -> Sequence[Rating]:
    """Every rating of these cases, oldest first; with `reach` those that she may read. One query."""
    query = select(Rating).where(Rating.case_id.in_(case_ids)).order_by(Rating.at, Rating.number)
    if channels:
        query = query.where(Rating.channel.in_(channels))
    if items:
        query = query.where(Rating.item.in_(items))
    if reach is not None:
        query = query.where(audiences.visible(Rating.audience_id, reach.tokens))
    return session().scalars(query).all()


def newest(rows: Sequence[Rating]) -> list[Rating]:
    """The newest of each line among these ratings."""
    found: dict[tuple[UUID, str, str, str], Rating] = {}
    for row in rows:
        key = (row.case_id, row.item, row.channel, row.line)
        if key not in found or found[key].number < row.number:
            found[key] = row
    return list(found.values())


def current(
    case_ids: Collection[UUID],
    *,
    reach: Reach | None = None,
    channels: Collection[str] = (),
    items: Collection[str] = (),
) -> list[Rating]:
    """What each channel says of each item now; with `reach` the newest that she may read. One query."""
    return newest(ratings(case_ids, reach=reach, channels=channels, items=items))


def standing(
    case_id: UUID, item: str, channel: str, line: str = "", *, reach: Reach | None = None
) -> Rating | None:
    """The newest rating of one line, or None when there is none."""
    query = select(Rating).where(
        Rating.case_id == case_id, Rating.item == item, Rating.channel == channel, Rating.line == line
    )
    if reach is not None:
        query = query.where(audiences.visible(Rating.audience_id, reach.tokens))
    return session().scalar(query.order_by(Rating.number.desc()).limit(1))


def standing_of(case_id: UUID, channel: str, line: str, items: Collection[str]) -> dict[str, Rating]:
    """By item the newest rating of one line. One query."""
    query = select(Rating).where(
        Rating.case_id == case_id, Rating.item.in_(items), Rating.channel == channel, Rating.line == line
    )
    return {row.item: row for row in session().scalars(query.order_by(Rating.number))}


def rating(reach: Reach, rating_id: UUID) -> Rating:
    """The rating of this id, when the person may read it. Raises NotFound."""
    found = session().scalar(
        select(Rating).where(Rating.id == rating_id, audiences.visible(Rating.audience_id, reach.tokens))
    )
    if found is None:
        raise NotFound
    return found


def citations(
    case_ids: Collection[UUID],
    *,
    reach: Reach | None = None,
    channels: Collection[str] = (),
    items: Collection[str] = (),
) -> Sequence[Citation]:
    """The passages cited in these cases and not taken back, oldest first. One query."""
    query = (
        _cited().where(Citation.case_id.in_(case_ids)).order_by(Citation.at, Citation.passage, Citation.id)
    )
    if channels:
        query = query.where(Citation.channel.in_(channels))
    if items:
        query = query.where(Citation.item.in_(items))
    if reach is not None:
        query = query.where(audiences.visible(Citation.audience_id, reach.tokens))
    return session().scalars(query).all()


def citations_seen(reach: Reach) -> Sequence[Citation]:
    """The passages cited in the cases that she sees, as far as she may read them. One query."""
    return session().scalars(_seen(_cited(), reach)).all()


def places_seen(reach: Reach, *, most: int) -> Sequence[Row[str, UUID, str]]:
    """Of so many of them the item, the version and the passage. One query."""
    columns = _seen(_cited(), reach).with_only_columns(Citation.item, Citation.version_id, Citation.passage)
    return session().execute(columns.limit(most)).all()


def citations_followed(reach: Reach) -> Sequence[Citation]:
    """Those of them that were looked for in a later version. One query."""
    followed = select(Following.id).where(Following.subject_id == Citation.id).exists()
    return session().scalars(_seen(_cited(), reach).where(followed)).all()


def cited_in(version_id: UUID, reach: Reach) -> Sequence[Citation]:
    """What is cited of one document, for a person who may read it."""
    query = _cited().where(Citation.version_id == version_id)
    return session().scalars(query.where(audiences.visible(Citation.audience_id, reach.tokens))).all()


def _seen(query: Select[Citation], reach: Reach) -> Select[Citation]:
    return query.join(Case, Case.id == Citation.case_id).where(
        audiences.visible(Citation.audience_id, reach.tokens),
        audiences.visible(Case.audience_id, reach.tokens),
    )


def citations_called(ids: Collection[UUID], reach: Reach) -> Sequence[Citation]:
    """Those of these citations that stand and that the person may read."""
    if not ids:
        return []
    query = _cited().where(Citation.id.in_(ids), audiences.visible(Citation.audience_id, reach.tokens))
    return session().scalars(query).all()


def citation(reach: Reach, citation_id: UUID) -> Citation:
    """The citation of this id, when the person may read it. Raises NotFound."""
    query = select(Citation).where(
        Citation.id == citation_id, audiences.visible(Citation.audience_id, reach.tokens)
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def verdicts(citation_ids: Collection[UUID], reach: Reach) -> dict[UUID, Verification]:
    """What reviewers found in these passages, by citation, for a person who may read it."""
    query = (
        select(Verification)
        .where(Verification.citation_id.in_(citation_ids))
        .where(audiences.visible(Verification.audience_id, reach.tokens))
        .order_by(Verification.at)
    )
    return {row.citation_id: row for row in session().scalars(query)}


def draft(case: Case, item: str, channel: str, person_id: UUID) -> RatingDraft | None:
    """What this person has written of an item and not kept yet."""
    return session().scalar(
        select(RatingDraft).where(
            RatingDraft.case_id == case.id,
            RatingDraft.item == item,
            RatingDraft.channel == channel,
            RatingDraft.person_id == person_id,
        )
    )


def drafts(case: Case, channel: str, person_id: UUID) -> dict[str, RatingDraft]:
    """By item what this person has written in a case and not kept yet. One query."""
    query = select(RatingDraft).where(
        RatingDraft.case_id == case.id, RatingDraft.channel == channel, RatingDraft.person_id == person_id
    )
    return {row.item: row for row in session().scalars(query)}


def cited_items(case_id: UUID, channels: Collection[str]) -> set[str]:
    """The items of a case for which one of these channels cites a passage, or an answer. Two queries."""
    passages = (
        select(Citation.item)
        .join(Version, Version.id == Citation.version_id)
        .where(Citation.case_id == case_id, Citation.channel.in_(channels))
        .where(Citation.withdrawn_at.is_(None), Version.withdrawn_at.is_(None))
    )
    answers = (
        select(AnswerCitation.item)
        .join(Answer, Answer.id == AnswerCitation.answer_id)
        .where(AnswerCitation.case_id == case_id, AnswerCitation.channel.in_(channels))
        .where(AnswerCitation.withdrawn_at.is_(None), Answer.withdrawn_at.is_(None))
    )
    return {*session().scalars(passages), *session().scalars(answers)}


def _cited() -> Select[Citation]:
    """Citations that stand, of documents that stand."""
    return (
        select(Citation)
        .join(Version, Version.id == Citation.version_id)
        .where(Citation.withdrawn_at.is_(None), Version.withdrawn_at.is_(None))
    )
