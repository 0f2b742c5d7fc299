"""What triangulation keeps under the items of a definition, so that no word is left without a place."""

from collections.abc import Sequence

from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case
from wccflow.triangulation.models import TriangulationReply


def replies(cases: Sequence[Case]) -> Kept:
    """How many replies there are to each item."""
    return kept_under(
        "items", TriangulationReply.item, TriangulationReply.case_id, cases, TriangulationReply.item != ""
    )
