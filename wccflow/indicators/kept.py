"""What indicators keep under the items of a definition, so that no aim is left without a place."""

from collections.abc import Sequence

from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case
from wccflow.indicators.models import Aim, OutcomeReason


def aims(cases: Sequence[Case]) -> Kept:
    """How many aims are set for each outcome."""
    return kept_under("items", Aim.item, Aim.case_id, cases)


def reasons(cases: Sequence[Case]) -> Kept:
    """How many reasons are given for each outcome."""
    return kept_under("items", OutcomeReason.item, OutcomeReason.case_id, cases)
