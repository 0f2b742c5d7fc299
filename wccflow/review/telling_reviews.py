"""Telling of a review that was sent together: each reader once, of as much of it as that reader may read."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles.queries import case_by_id
from wccflow.notices.gathering import in_words
from wccflow.notices.rules import Notice
from wccflow.people.queries import names
from wccflow.review import queries
from wccflow.review.attending import REVIEW
from wccflow.review.attention_models import SentReview
from wccflow.review.cards import address_of
from wccflow.review.models import Comment, Thread
from wccflow.review.rules import GRACE
from wccflow.review.telling import hearing
from wccflow.review.topics import title_of


def sent(event: Event) -> list[Notice]:
    """One notice for each group of people who are told of the same comments of a review."""
    review = session().get_one(SentReview, event.subject_id)
    comments = session().scalars(_comments(review.id)).all()
    threads = {each.id: each for each in session().scalars(_threads(comments))}
    told: dict[UUID, list[Comment]] = {}
    named: set[UUID] = set()
    for each in comments:
        by_name, others = hearing(each, threads[each.thread_id], event)
        named |= by_name
        for person_id in by_name | others:
            told.setdefault(person_id, []).append(each)
    groups: dict[tuple[tuple[UUID, ...], bool], set[UUID]] = {}
    for person_id, mine in told.items():
        groups.setdefault((tuple(each.id for each in mine), person_id in named), set()).add(person_id)
    by_id = {each.id: each for each in comments}
    return [
        _notice(review, [by_id[each] for each in ids], threads, frozenset(people), is_named=is_named)
        for (ids, is_named), people in groups.items()
    ]


def _notice(
    review: SentReview,
    comments: Sequence[Comment],
    threads: dict[UUID, Thread],
    people: frozenset[UUID],
    *,
    is_named: bool,
) -> Notice:
    case = case_by_id(review.case_id)
    who = names([review.person_id]).get(review.person_id, "Someone")
    first = queries.first_said({each.thread_id for each in comments})
    titles = [
        f"“{title_of(threads[each], first.get(each))}”"
        for each in dict.fromkeys(comment.thread_id for comment in comments)
    ]
    count = f"{len(comments)} comment{'' if len(comments) == 1 else 's'}"
    also = ", and mentions you" if is_named else ""
    return Notice(
        f"{who} sent a review of {case.organisation.name}: {count}, in {in_words(titles)}{also}.",
        threads[comments[0].thread_id].address if len(titles) == 1 else f"{address_of(case)}?show=unread",
        people,
        kind="mention" if is_named else "question",
        topic=f"{REVIEW}{review.id.hex}",
        who=who,
        audience_id=comments[0].audience_id,
        held=GRACE,
    )


def _comments(review_id: UUID) -> Select[Comment]:
    query = select(Comment).where(Comment.review_id == review_id, Comment.deleted_at.is_(None))
    return query.order_by(Comment.at, Comment.thread_id, Comment.ordinal)


def _threads(comments: Sequence[Comment]) -> Select[Thread]:
    return select(Thread).where(Thread.id.in_({each.thread_id for each in comments}))
