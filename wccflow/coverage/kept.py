"""What coverage keeps under the items of a definition, so that no word is left without a place."""

from collections.abc import Sequence

from wccflow.coverage.models import SuggestionLabel
from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case


def labels(cases: Sequence[Case]) -> Kept:
    """How much was said of passages suggested for each item."""
    return kept_under("items", SuggestionLabel.item, SuggestionLabel.case_id, cases)
