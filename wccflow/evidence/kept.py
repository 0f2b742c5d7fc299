"""What evidence keeps under the slots of a definition, so that no document is left without a place."""

from collections.abc import Sequence

from wccflow.cycles.keeping import Kept, kept_under
from wccflow.cycles.models import Case
from wccflow.evidence.models import Document, Filling


def documents(cases: Sequence[Case]) -> Kept:
    """How many filed documents each slot holds, with all their versions."""
    return kept_under("slots", Document.slot, Document.case_id, cases, Filling.document_id == Document.id)
