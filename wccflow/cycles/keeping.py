"""What the rooms keep of cases under the names of items, slots and seats, so that none is orphaned."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from wccflow.base.work import offers, session
from wccflow.cycles.models import Case


class Under(NamedTuple):
    """A name of the definition: what kind of thing (items, slots or seats), and its key."""

    kind: str
    key: str


Kept: TypeAlias = Mapping[UUID, Counter[Under]]
"""How many things a room keeps of each case under each name."""


def kept_under(
    kind: str,
    column: InstrumentedAttribute[Any],
    case: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None],
    cases: Sequence[Case],
    *also: ColumnElement[bool],
) -> Kept:
    """How many rows name each key, by case, in one query; `also` tells how the case's table belongs to it."""
    found: dict[UUID, Counter[Under]] = {each.id: Counter() for each in cases}
    query = select(case, column, func.count()).where(case.in_(found), column.is_not(None), *also)
    for case_id, key, count in session().execute(query.group_by(case, column)):
        found[case_id][Under(kind, key)] += count
    return found


def everything_kept(cases: Sequence[Case]) -> dict[UUID, dict[str, Counter[Under]]]:
    """What every room keeps of each of these cases, by the words for it; one query for each source."""
    found: dict[UUID, dict[str, Counter[Under]]] = {each.id: {} for each in cases}
    for words, source in offers().kept.items():
        for case_id, counts in source(cases).items():
            if counts:
                found[case_id][words] = counts
    return found
