"""When the words of a message stay as they are: somebody has answered them, or built on them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from wccflow.base.work import offers, session
from wccflow.review import queries
from wccflow.review.models import Comment, Thread
from wccflow.review.rules import was_answered

ANSWERED = "Somebody has answered since, so your words stay as they are. Write another message instead."
CITED = "Other words rest on these, so they stay as they are. Write another message instead."


def fixed_because(comment: Comment, thread: Thread) -> str:
    """Why a message cannot be changed any more, in a sentence that names nobody; empty when it can."""
    if was_answered(comment, queries.comments_of(thread), thread.audience_id):
        return ANSWERED
    return CITED if is_cited(comment) else ""


def is_cited(comment: Comment) -> bool:
    """Whether another message names this one, or a later room's record does."""
    query = select(Comment.id).where(
        Comment.author_id != comment.author_id,
        Comment.deleted_at.is_(None),
        names_one_of(Comment.body, [comment.id]),
    )
    if session().scalar(query.limit(1)) is not None:
        return True
    return any(comment.id in found({comment.id}) for found in offers().cited.values())


def names_one_of(text: InstrumentedAttribute[str], comment_ids: Collection[UUID]) -> ColumnElement[bool]:
    """The condition that a text names one of these messages by its address."""
    return or_(
        *(text.contains(f"{way}{each}") for each in comment_ids for way in ("/comments/", "#comment-"))
    )
