"""What the gates of a workflow may ask of threads."""

from collections.abc import Sequence
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.engine.facts import Fact
from wccflow.review.queries import open_questions


def queries_open(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many questions to each organisation are not closed; lines of enquiry do not count."""
    return dict(open_questions([each.id for each in cases]))
