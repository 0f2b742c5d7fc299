"""A hit beside the list: its passage whole and lit, with what stands before and after it."""

from dataclasses import dataclass
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import PassageRow
from wccflow.finding.queries import tree_of
from wccflow.finding.shown import Snippet
from wccflow.people.rights import Reach
from wccflow.search.snippets import snippet

LONGEST = 4_000  # characters of a passage beside a list


@dataclass(frozen=True, slots=True)
class Glance:
    """A passage with its neighbours."""

    passage: PassageRow
    pieces: Snippet
    before: str
    after: str


def glance(version_id: UUID, key: str, query: str, *, reach: Reach) -> Glance:
    """The passage with the query's words lit. Raises NotFound when it is not for this person."""
    passage = evidence.visible_passage(reach, version_id, key)
    first = max(0, passage.ordinal - 1)
    beside = {row.ordinal: row.text for row in evidence.passages_of(version_id, first, passage.ordinal + 2)}
    return Glance(
        passage,
        _lit(passage.text, query, reach),
        beside.get(passage.ordinal - 1, ""),
        beside.get(passage.ordinal + 1, ""),
    )


def _lit(text: str, query: str, reach: Reach) -> Snippet:
    try:
        return snippet(text, tree_of(query, "passages", reach), length=LONGEST)
    except Refused:
        return [(text[:LONGEST], False)]  # The address was changed by hand: the passage is shown unlit.
