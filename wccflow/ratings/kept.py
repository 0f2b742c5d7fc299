"""What ratings keep under the items of a definition, so that nothing said of one is left without a place."""

from collections.abc import Sequence

from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case
from wccflow.ratings.giving_models import Giving
from wccflow.ratings.models import Citation, Rating, RatingDraft


def ratings(cases: Sequence[Case]) -> Kept:
    """How many ratings each item has, by everyone and of all times."""
    return kept_under("items", Rating.item, Rating.case_id, cases)


def drafts(cases: Sequence[Case]) -> Kept:
    """How many drafts of ratings each item has."""
    return kept_under("items", RatingDraft.item, RatingDraft.case_id, cases)


def citations(cases: Sequence[Case]) -> Kept:
    """How many passages are cited for each item."""
    return kept_under("items", Citation.item, Citation.case_id, cases)


def givings(cases: Sequence[Case]) -> Kept:
    """How often each item was given to somebody."""
    return kept_under("items", Giving.item, Giving.case_id, cases)
