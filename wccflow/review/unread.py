"""What a person has not read: by thread, by case and in all; exact, and without opening what she has read.

Read threads and threads never opened are counted from their tallies; only what was said since a person last
read a thread is looked at message by message.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, select
from sqlalchemy.orm import aliased

from wccflow.base import audiences
from wccflow.base.work import remembered, session
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.review.attention_models import CaseWish, ThreadWish
from wccflow.review.models import Comment, Mention, ReadMark, Theme, Thread, ThreadTally

FOLLOWING, MUTED = "following", "muted"
WITH_CASE = "case"  # what a person wants of a thread by following its case
FOLLOWED = frozenset((FOLLOWING, WITH_CASE))


def in_all(reach: Reach) -> int:
    """How many messages of others the person has not read, in all cases she sees; muted threads aside."""
    query = counting(reach, func.coalesce(func.sum(count(reach)), 0)).where(is_seen(reach), ~is_muted())
    return remembered(("unread in all", reach), lambda: session().scalar(query) or 0)


def by_case(reach: Reach, case_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many messages of others the person has not read yet, by case; muted threads aside."""
    query = (
        counting(reach, Thread.case_id, func.sum(count(reach)))
        .where(Thread.case_id.in_(case_ids), ~is_muted())
        .group_by(Thread.case_id)
    )
    counted = {row[0]: row[1] for row in session().execute(query)}
    return {each: counted.get(each, 0) for each in case_ids}


def spoken(reach: Reach, thread_ids: Collection[UUID]) -> dict[UUID, tuple[int, int, int, str]]:
    """By thread what the person may read of it: messages, those unread, those by or for her; her wish."""
    hers = own(reach) + case((is_named(reach), 1), else_=0)
    query = counting(reach, Thread.id, _messages(reach), count(reach), hers, wish(reach))
    found = session().execute(query.where(Thread.id.in_(thread_ids)))
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in found}


def counting(reach: Reach, *columns: Any) -> Select[Any]:
    """A query over the threads that a person may read, with her mark and her wish of each."""
    return (
        select(*columns)
        .select_from(Thread)
        .outerjoin(ReadMark, and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == reach.person_id))
        .outerjoin(
            ThreadWish, and_(ThreadWish.thread_id == Thread.id, ThreadWish.person_id == reach.person_id)
        )
        .where(audiences.visible(Thread.audience_id, reach.tokens))
    )


def count(reach: Reach) -> ColumnElement[int]:
    """How many unread messages of others a thread of `counting` holds."""
    mark, last = func.coalesce(ReadMark.ordinal, 0), _last(reach)
    return case(
        (last <= mark, 0),
        (and_(mark == 0, last.is_not(None)), _tallied(reach) - own(reach)),
        else_=_beyond(reach, func.count()).scalar_subquery(),
    )


def is_unread(reach: Reach) -> ColumnElement[bool]:
    """Whether a thread of `counting` holds anything unread; stops at the first message."""
    return _beyond(reach, Comment.id).exists()


def wish(reach: Reach) -> ColumnElement[str]:
    """What the person wants of a thread of `counting`: of itself, else of its case; nothing where neither."""
    followed = select(CaseWish.case_id).where(
        CaseWish.person_id == reach.person_id, CaseWish.case_id == Thread.case_id
    )
    with_case = case((followed.correlate(Thread).exists(), WITH_CASE), else_="")
    return func.coalesce(ThreadWish.wish, with_case)


def is_muted() -> ColumnElement[bool]:
    """Whether the person wants to hear nothing of a thread of `counting`."""
    return func.coalesce(ThreadWish.wish, "") == MUTED


def is_seen(reach: Reach) -> ColumnElement[bool]:
    """Whether the person sees the case, or the theme, of a thread."""
    cases = select(Case.id).where(audiences.visible(Case.audience_id, reach.tokens))
    themes = select(Theme.id).where(audiences.visible(Theme.audience_id, reach.tokens))
    return Thread.case_id.in_(cases) | Thread.theme_id.in_(themes)


def last_place(reach: Reach) -> ColumnElement[int]:
    """The place of the last message of a thread of `counting` that the person may read."""
    readable = audiences.visible(Comment.audience_id, reach.tokens)
    looked_up = select(func.max(Comment.ordinal)).where(Comment.thread_id == Thread.id, readable)
    return func.coalesce(_last(reach), looked_up.correlate(Thread).scalar_subquery(), 0)


def named_unanswered(reach: Reach) -> set[UUID]:
    """The threads in which the person, or a role of hers, was named and she has not written since."""
    since = aliased(Comment)
    answered = select(since.id).where(
        since.thread_id == Comment.thread_id,
        since.author_id == reach.person_id,
        since.ordinal > Comment.ordinal,
    )
    roles = {each.role for each in reach.holdings}
    query = (
        select(Comment.thread_id, Comment.audience_id)
        .join(Mention, Mention.comment_id == Comment.id)
        .where(
            (Mention.person_id == reach.person_id) | Mention.role.in_(roles),
            Comment.author_id != reach.person_id,
            Comment.deleted_at.is_(None),
            ~answered.exists(),
        )
    )
    # Who reads is asked last, so that the database begins with the few mentions and not with all messages.
    found = session().execute(query).all()
    mine = audiences.readable(reach.tokens) if found else ()
    return {thread_id for thread_id, audience_id in found if audience_id in mine}


def is_named(reach: Reach) -> ColumnElement[bool]:
    """Whether a thread of `counting` names the person."""
    named = (
        select(Mention.id)
        .join(Comment, Comment.id == Mention.comment_id)
        .where(Mention.person_id == reach.person_id, Comment.thread_id == Thread.id, *_readable(reach))
    )
    return named.correlate(Thread).exists()


def own(reach: Reach) -> ScalarSelect[int]:
    """How many messages of a thread of `counting` are the person's own."""
    return (
        select(func.count())
        .where(Comment.author_id == reach.person_id, Comment.thread_id == Thread.id, *_readable(reach))
        .correlate(Thread)
        .scalar_subquery()
    )


def _beyond(reach: Reach, what: Any) -> Select[Any]:
    """The messages of others beyond the person's mark."""
    return (
        select(what)
        .where(
            Comment.thread_id == Thread.id,
            Comment.ordinal > func.coalesce(ReadMark.ordinal, 0),
            Comment.author_id != reach.person_id,
            *_readable(reach),
        )
        .correlate(Thread, ReadMark)
    )


def _messages(reach: Reach) -> ColumnElement[int]:
    """How many messages of a thread the person may read; counted one by one where there is no tally yet."""
    one_by_one = select(func.count()).where(Comment.thread_id == Thread.id, *_readable(reach))
    return func.coalesce(_tallied(reach), one_by_one.correlate(Thread).scalar_subquery())


def _tallied(reach: Reach) -> ScalarSelect[Any]:
    return _tally(reach, func.sum(ThreadTally.said))


def _last(reach: Reach) -> ScalarSelect[Any]:
    return _tally(reach, func.max(ThreadTally.last_ordinal))


def _tally(reach: Reach, what: Any) -> ScalarSelect[Any]:
    return (
        select(what)
        .where(ThreadTally.thread_id == Thread.id, audiences.visible(ThreadTally.audience_id, reach.tokens))
        .correlate(Thread)
        .scalar_subquery()
    )


def _readable(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    return Comment.deleted_at.is_(None), audiences.visible(Comment.audience_id, reach.tokens)
