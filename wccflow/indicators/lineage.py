"""Whose values belong with an organisation's own: those under its other codes, and those beside a merger."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.people.models import Succession
from wccflow.people.queries import organisations


@dataclass(frozen=True, slots=True)
class Kin:
    """An organisation whose values belong with another's; `words` is empty where it is the very same."""

    organisation_id: UUID
    words: str = ""


def kin_of(organisation_ids: Collection[UUID]) -> dict[UUID, tuple[Kin, ...]]:
    """For each organisation itself, what it was or is called by another code, then who merged. Two queries.

    An organisation that alone goes on in another is the same under a new code. Where several go on in one,
    their values are those from before the merger, and the one's are those since.
    """
    heirs = {row.predecessor_id: row.successor_id for row in session().scalars(select(Succession))}
    forebears: dict[UUID, list[UUID]] = {}
    for predecessor, successor in heirs.items():
        forebears.setdefault(successor, []).append(predecessor)
    found = {each: _around(each, heirs, forebears) for each in organisation_ids}
    others = {one for kin in found.values() for one, merged in kin if merged}
    names = {each.id: each.name for each in organisations(others).values()} if others else {}
    return {
        each: tuple(Kin(one, f"{merged}, {names[one]}" if merged else "") for one, merged in kin)
        for each, kin in found.items()
    }


def _around(
    organisation_id: UUID, heirs: Mapping[UUID, UUID], forebears: Mapping[UUID, list[UUID]]
) -> list[tuple[UUID, str]]:
    """Everyone along the line, each with how it is told apart; nothing tells the same one apart."""
    same, seen = [organisation_id], {organisation_id}
    before: list[UUID] = []
    since: list[UUID] = []
    waiting = [organisation_id]
    while waiting:
        one = waiting.pop()
        earlier = forebears.get(one, [])
        alone = len(earlier) == 1
        for each in earlier:
            if each not in seen:
                seen.add(each)
                (same if alone else before).append(each)
                waiting += [each] if alone else []
        heir = heirs.get(one)
        if heir is not None and heir not in seen:
            seen.add(heir)
            renamed = len(forebears[heir]) == 1
            (same if renamed else since).append(heir)
            waiting += [heir] if renamed else []
    told = [(each, "before the merger") for each in before] + [(each, "since the merger") for each in since]
    return [(each, "") for each in same] + told
