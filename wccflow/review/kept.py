"""What review keeps under the items and slots of a definition, so that no thread is left without a place."""

from collections.abc import Sequence

from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case
from wccflow.review.models import Thread


def threads_on_items(cases: Sequence[Case]) -> Kept:
    """How many threads are about each item."""
    return kept_under("items", Thread.item, Thread.case_id, cases)


def threads_on_documents(cases: Sequence[Case]) -> Kept:
    """How many threads are about each slot."""
    return kept_under("slots", Thread.slot, Thread.case_id, cases)
