"""What ratings keep under the items of a definition, so that nothing said of one is left without a place."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.keeping import Kept, Under, kept_under
from wccflow.cycles.models import Case
from wccflow.ratings.models import Citation, PartnerReply, Rating, RatingDraft


def ratings(cases: Sequence[Case]) -> Kept:
    """How many ratings each item has, by everyone and of all times."""
    return kept_under("items", Rating.item, Rating.case_id, cases)


def drafts(cases: Sequence[Case]) -> Kept:
    """How many drafts of ratings each item has."""
    return kept_under("items", RatingDraft.item, RatingDraft.case_id, cases)


def citations(cases: Sequence[Case]) -> Kept:
    """How many passages are cited for each item."""
    return kept_under("items", Citation.item, Citation.case_id, cases)


def answers(cases: Sequence[Case]) -> Kept:
    """How many partners have answered the question on each item."""
    found: dict[UUID, Counter[Under]] = {each.id: Counter() for each in cases}
    query = select(PartnerReply.case_id, PartnerReply.answers).where(PartnerReply.case_id.in_(found))
    for case_id, given in session().execute(query):
        found[case_id].update(Under("items", key) for key in given)
    return found
