"""Who holds which role where, for many places at once."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from wccflow.people.queries import people_holding, reaches

Holder: TypeAlias = tuple[str, str, UUID | None]
"""A role, its scope, and the place: as a notice names those whom it is for."""


def holders_of(wanted: Collection[Holder], now: datetime) -> Mapping[Holder, dict[UUID, str]]:
    """The names of everyone who holds each of these roles now, by id; two queries for any number."""
    found: dict[Holder, dict[UUID, str]] = {each: {} for each in wanted}
    names = people_holding(wanted, now) if wanted else {}
    for person_id, reach in reaches(names, now).items():
        for held in reach.holdings:
            holder = held.role, held.scope, held.scope_id
            if holder in found:
                found[holder][person_id] = names[person_id]
    return found
