"""The messages of threads on which ratings rest: those that a reason names by their address."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.ratings.models import Rating
from wccflow.review.fixed import names_one_of


def named(comment_ids: Collection[UUID]) -> set[UUID]:
    """Those of these messages that the reason of a rating names."""
    query = select(Rating.rationale).where(names_one_of(Rating.rationale, comment_ids))
    reasons = " ".join(session().scalars(query))
    return {each for each in comment_ids if str(each) in reasons}
