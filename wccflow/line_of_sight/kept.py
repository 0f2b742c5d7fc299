"""What lines of sight keep under the items of a definition."""

from collections.abc import Sequence

from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case
from wccflow.line_of_sight.models import Line


def lines(cases: Sequence[Case]) -> Kept:
    """How many lines lead to each item."""
    return kept_under("items", Line.item, Line.case_id, cases)
