"""The messages of threads on which reports rest: those that a part of one names by their address."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.panels.models import ReportPart
from wccflow.review.fixed import names_one_of


def named(comment_ids: Collection[UUID]) -> set[UUID]:
    """Those of these messages that a part of a report names."""
    query = select(ReportPart.text).where(names_one_of(ReportPart.text, comment_ids))
    written = " ".join(session().scalars(query))
    return {each for each in comment_ids if str(each) in written}
