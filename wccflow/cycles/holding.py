"""What a person holds across all cycles."""

from wccflow.cycles.queries import definitions
from wccflow.people.rights import Holding, Reach


def places_held(reach: Reach, ability: str) -> frozenset[Holding]:
    """Where this person holds a role that has this ability in some cycle."""
    able = {role.key for each in definitions() for role in each.roles.values() if ability in role.may}
    return frozenset(each for each in reach.holdings if each.role in able)
