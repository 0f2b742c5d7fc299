"""The door of a document: a view gets it only when the person may read it and do there what is declared."""

from uuid import UUID

from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.evidence import queries
from wccflow.evidence.models import Version
from wccflow.people import visitor


def admitted(version_id: UUID) -> tuple[Version, Case]:
    """The version and its case, when the person may read the one and do there what the address declares."""
    version = queries.version(visitor.reach(), version_id)
    return version, entry.admitted(case_by_id(version.case_id))
