"""How each item stands for one reader: what is claimed, what is said last, what was found in its passages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case
from wccflow.engine.vocabulary import Level, Scale
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.models import Citation, Rating
from wccflow.ratings.rules import DOCUMENTS, MODERATED, NATIONAL, PANEL, SELF, element_of

# From the first word on an item to the last; what one panel member thinks alone is no answer to all.
SPOKEN = (SELF, DOCUMENTS, PANEL, MODERATED, NATIONAL)

Place = tuple[UUID, str]  # a case, and an item of it


@dataclass(frozen=True, slots=True)
class Said:
    """A level that one channel gives an item, on its scale."""

    level: Level
    scale: Scale


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a reader may know of one item, or of one passage that is cited for it."""

    item: str
    claimed: Said | None
    standing: Said | None
    found: frozenset[str]  # what reviewers found in its passages


def items(reach: Reach) -> dict[Place, Weighed]:
    """Every item of which the person may read a rating, or a passage that is cited for it; three queries."""
    cited = queries.citations_seen(reach)
    stances = _stances(cited, reach)
    found: dict[Place, set[str]] = defaultdict(set)
    for each in cited:
        found[each.case_id, each.item] |= stances[each.id]
    levels = _levels(reach)
    return {
        place: Weighed(place[1], *_two(levels.get(place, {})), frozenset(found.get(place, ())))
        for place in levels.keys() | found.keys()
    }


def citations(reach: Reach) -> list[tuple[Citation, Weighed]]:
    """Every citation that the person may read, and how its own item stands; only what claims is claimed."""
    cited = queries.citations_seen(reach)
    stances, levels = _stances(cited, reach), _levels(reach)
    weighed = []
    for each in cited:
        claimed, standing = _two(levels.get((each.case_id, each.item), {}))
        own = claimed if each.channel == SELF else None
        weighed.append((each, Weighed(each.item, own, standing, stances[each.id])))
    return weighed


def _stances(cited: Collection[Citation], reach: Reach) -> dict[UUID, frozenset[str]]:
    verdicts = queries.verdicts([each.id for each in cited], reach)
    return {
        each.id: frozenset({verdicts[each.id].stance}) if each.id in verdicts else frozenset()
        for each in cited
    }


def _levels(reach: Reach) -> dict[Place, dict[str, Said]]:
    """By item and channel the newest level that the person may read."""
    query = (
        select(Rating.case_id, Case.digest, Rating.item, Rating.channel, Rating.value)
        .join(Case, Case.id == Rating.case_id)
        .where(
            Rating.channel.in_(SPOKEN),
            audiences.visible(Rating.audience_id, reach.tokens),
            audiences.visible(Case.audience_id, reach.tokens),
        )
        .order_by(Rating.number)
    )
    scales: dict[tuple[str, str], Mapping[str, Said]] = {}
    found: dict[Place, dict[str, Said]] = defaultdict(dict)
    for case_id, digest, item, channel, value in session().execute(query):
        if (digest, item) not in scales:
            scales[digest, item] = _scale(digest, item)
        if value in scales[digest, item]:
            found[case_id, item][channel] = scales[digest, item][value]
    return found


def _scale(digest: str, item: str) -> Mapping[str, Said]:
    """What can be said of an item, by key; nothing where it is told in numbers or words."""
    definition = pinned(digest)
    element = element_of(definition, item)
    scale = definition.scales[element.scale] if element else None
    return {each.key: Said(each, scale) for each in scale.values} if scale else {}


def _two(by_channel: Mapping[str, Said]) -> tuple[Said | None, Said | None]:
    """What is claimed, and what is said last."""
    said: Iterable[str] = (channel for channel in reversed(SPOKEN) if channel in by_channel)
    last = next(iter(said), None)
    return by_channel.get(SELF), by_channel[last] if last else None
