"""Who holds which role at a case, by name, as far as the reader is told names."""

from collections.abc import Collection, Mapping
from datetime import datetime

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.queries import people_holding, reaches
from wccflow.people.rights import Reach

# Who sits on a panel is told to those who put panels together or sit on them, not to the assessed.
_DISCREET, _TOLD = "panel", frozenset(("panel", "overseer", "nation"))


def names_at(
    case: Case, roles: Collection[str], reader: Reach | None, now: datetime
) -> Mapping[str, tuple[str, ...]]:
    """The names of those who hold each of these roles at the case now; two queries for any number of roles.

    A role whose holders this reader is not told of has none; for nobody in particular all are told.
    """
    known = definition_of(case).roles
    asked = {role for role in roles if role in known and _is_told(case, known[role].scope, reader)}
    wanted = {(role, known[role].scope, case.place.scope_id(known[role].scope)) for role in asked}
    names = people_holding(wanted, now) if wanted else {}
    found: dict[str, list[str]] = {role: [] for role in asked}
    for person_id, reach in reaches(names, now).items():
        for role in reach.roles_at(case.place) & asked:
            found[role].append(names[person_id])
    return {role: tuple(sorted(people)) for role, people in found.items()}


def _is_told(case: Case, scope: str, reader: Reach | None) -> bool:
    if reader is None or scope != _DISCREET:
        return True
    roles = definition_of(case).roles
    return any(roles[role].scope in _TOLD for role in reader.roles_at(case.place) if role in roles)
