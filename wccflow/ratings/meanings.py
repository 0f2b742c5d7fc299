"""What a search means by what passages are cited for, the level claimed with them, and what came of it."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definitions
from wccflow.evidence import following
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.hanging import hanging_of
from wccflow.ratings.models import Citation
from wccflow.ratings.rules import SELF, STANCES
from wccflow.search.meaning import Meaning, Named, chosen
from wccflow.search.port import KEY
from wccflow.search.words import same_value

NOBODY = "none"
VERDICTS = (*STANCES, NOBODY)


def _for_item(named: Named, reach: Reach) -> set[str]:
    """The passages cited for an item, by its key or its title."""
    known = ((key, item.title) for each in definitions() for key, item in each.items.items())
    keys = chosen(named, dict.fromkeys(known))
    return _places(reach, lambda citation: citation.item in keys)


def _claimed(named: Named, reach: Reach) -> set[str]:
    """The passages that an organisation cites for items which it rates at this level itself."""
    wanted = same_value(str(named.value))
    rated = queries.current(_cases(reach), reach=reach, channels=[SELF])
    held = {(each.case_id, each.item) for each in rated if same_value(each.value) == wanted}
    return _places(reach, lambda each: each.channel == SELF and (each.case_id, each.item) in held)


def _verified(named: Named, reach: Reach) -> set[str]:
    """The cited passages of which a reviewer has found this, or of which none has said anything."""
    (wanted,) = chosen(named, ((key, STANCES.get(key, key)) for key in VERDICTS))
    found = queries.verdicts([each.id for each in _cited(reach)], reach)
    stances = {citation_id: verdict.stance for citation_id, verdict in found.items()}
    return _places(reach, lambda each: stances.get(each.id, NOBODY) == wanted)


def _places(reach: Reach, fits: Callable[[Citation], bool]) -> set[str]:
    """Where these citations were made, and where they stand now."""
    meant = [each for each in _cited(reach) if fits(each)]
    standing = following.of([hanging_of(each) for each in meant], reach).values()
    made = {f"{each.version_id}#{each.passage}" for each in meant}
    return made | {f"{each.version_id}#{each.passage}" for each in standing if each.stands}


def _cited(reach: Reach) -> Sequence[Citation]:
    return queries.citations(_cases(reach), reach=reach)


def _cases(reach: Reach) -> Sequence[UUID]:
    query = select(Case.id).where(audiences.visible(Case.audience_id, reach.tokens))
    return session().scalars(query).all()


MEANINGS: Mapping[str, Meaning] = {
    "passages item": Meaning("cited for", KEY, _for_item),
    "passages claimed": Meaning("claimed level", KEY, _claimed),
    "passages verified": Meaning("verified", KEY, _verified, values=VERDICTS),
}
