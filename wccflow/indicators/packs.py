"""What the pages of data packs show: the packs with who loaded them, and what each revised."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.indicators.models import DataPack, IndicatorValue, PackWithdrawal
from wccflow.people import queries as people

COMMAND = "the command line"


@dataclass(frozen=True, slots=True)
class Listed:
    """One pack with who loaded it and, where it counts no more, who said so."""

    pack: DataPack
    by: str
    withdrawal: PackWithdrawal | None
    withdrawn_by: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """How much a pack has of one indicator."""

    indicator: str
    title: str
    first: str
    last: str
    values: int
    not_shown: int
    revised: int


def listed() -> list[Listed]:
    """Every pack, the newest first, in three queries."""
    rows = session().scalars(select(DataPack).order_by(DataPack.loaded_at.desc(), DataPack.id)).all()
    return _listed(rows)


def pack_of(pack_id: UUID) -> Listed:
    """One pack. Raises NotFound."""
    found = session().get(DataPack, pack_id)
    if found is None:
        raise NotFound
    return _listed([found])[0]


def contents(pack_id: UUID) -> list[Content]:
    """What a pack holds, indicator by indicator, in the file's order. One query."""
    columns = (IndicatorValue.indicator, IndicatorValue.title)
    query = select(
        *columns,
        func.min(IndicatorValue.period),
        func.max(IndicatorValue.period),
        func.count(),
        func.count().filter(IndicatorValue.value.is_(None)),
        func.count().filter(IndicatorValue.is_revised),
    ).where(IndicatorValue.pack_id == pack_id)
    rows = session().execute(query.group_by(*columns).order_by(func.min(IndicatorValue.row)))
    return [Content(*row) for row in rows]


def values_of(
    pack_id: UUID, indicator: str, *, is_revised: bool, start: int, most: int
) -> tuple[Sequence[IndicatorValue], int]:
    """One page of a pack's values, of one indicator or all, or what it revised; and how many there are."""
    conditions: list[ColumnElement[bool]] = [IndicatorValue.pack_id == pack_id]
    if indicator:
        conditions.append(IndicatorValue.indicator == indicator)
    if is_revised:
        conditions.append(IndicatorValue.is_revised.is_(True))
    total = session().scalar(select(func.count()).select_from(IndicatorValue).where(*conditions)) or 0
    query = select(IndicatorValue).where(*conditions).order_by(IndicatorValue.row)
    return session().scalars(query.offset(start).limit(most)).all(), total


def _listed(packs: Sequence[DataPack]) -> list[Listed]:
    ids = [each.id for each in packs]
    query = select(PackWithdrawal).where(PackWithdrawal.pack_id.in_(ids))
    gone = {row.pack_id: row for row in session().scalars(query)}
    names = people.names([*(each.by_id for each in packs), *(each.by_id for each in gone.values())])
    found = []
    for each in packs:
        by = names.get(each.by_id, COMMAND) if each.by_id else COMMAND
        withdrawal = gone.get(each.id)
        found.append(Listed(each, by, withdrawal, names.get(withdrawal.by_id, "") if withdrawal else ""))
    return found
