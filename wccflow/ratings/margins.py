"""What stands beside the passages of a document: the items for which they are cited."""

from collections.abc import Iterator
from uuid import UUID

from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence.queries import version_by_id
from wccflow.people.rights import Reach
from wccflow.ratings.queries import cited_in


def cited(version_id: UUID, reach: Reach) -> Iterator[tuple[str, str, int]]:
    """Each cited passage of a version with the item it is cited for, as far as the person may read it."""
    rows = cited_in(version_id, reach)
    if not rows:
        return
    items = definition_of(case_by_id(version_by_id(version_id).case_id)).items
    for key, item in sorted({(row.passage, row.item) for row in rows}):
        yield key, items[item].called if item in items else item, 1
