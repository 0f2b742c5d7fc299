"""What calibration keeps under the items of a definition, so that no change is left without a place."""

from collections.abc import Sequence

from wccflow.calibration.models import Adjustment
from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case


def changes(cases: Sequence[Case]) -> Kept:
    """How many changes calibration has made to each item."""
    return kept_under("items", Adjustment.item, Adjustment.case_id, cases)
