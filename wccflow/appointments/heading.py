"""What the head of every page says of the person's posts, and the places between which she can switch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.appointments.authority import MANAGE
from wccflow.cycles.queries import definitions
from wccflow.engine.definition import Definition
from wccflow.people.models import Organisation
from wccflow.people.queries import organisations
from wccflow.people.rights import Holding, Reach


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of a person in a few words; `places` only where there is more than one to switch between."""

    words: str
    places: tuple[tuple[str, str], ...]  # code and name
    manages: bool
    sees: bool = False  # any case at all, and so the data packs


def posts_of(reach: Reach) -> Posts:
    """The posts of this person, in two queries."""
    own = sorted((each for each in reach.holdings if each.heir_id is None), key=_order)
    known = definitions()
    places = organisations({each.scope_id for each in own if each.scope_id})
    said = list(dict.fromkeys(_words(each, known, places) for each in own))
    mine = {each.scope_id for each in own if each.scope == "organisation"}
    to_switch = sorted((places[each].name, places[each].code) for each in mine if each in places)
    able, seeing = _roles_that(MANAGE, known), _roles_that("see", known)
    return Posts(
        words=_briefly(said),
        places=tuple((code, name) for name, code in to_switch) if len(to_switch) > 1 else (),
        manages=any(each.role in able for each in reach.holdings),
        sees=any(each.role in seeing for each in reach.holdings),
    )


def _roles_that(ability: str, known: Sequence[Definition]) -> set[str]:
    return {role.key for each in known for role in each.roles.values() if ability in role.may}


def _words(held: Holding, known: Sequence[Definition], places: Mapping[UUID, Organisation]) -> str:
    title = next((each.roles[held.role].title for each in known if held.role in each.roles), held.role)
    place = places.get(held.scope_id) if held.scope_id else None
    return f"{title}, {place.name}" if place else title


def _briefly(said: Sequence[str]) -> str:
    if not said:
        return ""
    return said[0] if len(said) == 1 else f"{said[0]}, and {len(said) - 1} more"


def _order(held: Holding) -> tuple[bool, int, str, str]:
    """Her own posts before those of others, wide ones first; always in the same order."""
    scopes = ("nation", "overseer", "organisation", "panel")
    return held.for_id is not None, scopes.index(held.scope), held.role, str(held.scope_id)
