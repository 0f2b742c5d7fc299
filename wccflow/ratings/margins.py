"""What stands beside the passages of a document: the items for which they are cited, and by whom."""

from collections.abc import Iterator
from uuid import UUID

from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import following
from wccflow.evidence.following import WAITS
from wccflow.evidence.queries import version_by_id
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.hanging import KIND
from wccflow.ratings.queries import citations_called, cited_in


def cited(version_id: UUID, reach: Reach) -> Iterator[tuple[str, str, int]]:
    """Each cited passage of a version with the item and who cites it for that, those from before included."""
    items = definition_of(case_by_id(version_by_id(version_id).case_id)).items
    said = {(row.passage, row.item, "", row.by_id) for row in cited_in(version_id, reach)}
    came = {row.subject_id: row for row in following.into(version_id, KIND) if row.place or row.is_lost}
    for row in citations_called(came, reach):
        mine = came[row.id]
        said.add((mine.place or "", row.item, f" ({WAITS})" if mine.waits else "", row.by_id))
    people = names(by_id for *_, by_id in said)
    for key, item, note, who in sorted((*told, people.get(by_id, "somebody")) for *told, by_id in said):
        yield key, f"{items[item].called if item in items else item} by {who}{note}", 1
