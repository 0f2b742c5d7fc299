"""Walking through hits in the reader: which comes before and after the one that is open."""

from dataclasses import dataclass

from wccflow.base.errors import Refused
from wccflow.finding.queries import find
from wccflow.finding.shown import Found
from wccflow.people.rights import Reach
from wccflow.search.port import SearchIndex

FARTHEST = 200_000  # as far as the pages of hits go


@dataclass(frozen=True, slots=True)
class Around:
    """The place of a hit among all, its neighbours, and the words of it that are lit."""

    place: int
    total: int
    hit: Found | None
    before: Found | None
    after: Found | None
    lit: list[str]


def around(query: str, place: int, *, kind: str, newest: bool, reach: Reach, index: SearchIndex) -> Around:
    """What stands around one hit, of what the person may read now. Raises Refused as a search does."""
    if not 0 < place <= FARTHEST:
        raise Refused("There is no such hit. Go back to the search.")
    start = max(0, place - 2)
    found = find(
        query, reach=reach, index=index, kind=kind, newest=newest, limit=3, offset=start, narrowing=False
    )
    at = {each.place: each for each in found.hits}
    here = at.get(place)
    lit = [words for words, is_lit in here.pieces if is_lit] if here else []
    return Around(place, found.total, here, at.get(place - 1), at.get(place + 1), list(dict.fromkeys(lit)))
