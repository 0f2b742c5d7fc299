"""What gates may ask of publication."""

from collections.abc import Sequence
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.engine.facts import Fact
from wccflow.publication import queries


def embargo_lifted(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """Whether the nation has approved that the cycle's results are published."""
    approved = queries.approved({each.cycle_id for each in cases})
    return {each.id: each.cycle_id in approved for each in cases}
