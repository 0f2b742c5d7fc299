"""The ranked list of an overseer or the nation: whom to ask first, as far as one person may know."""

from collections.abc import Sequence
from dataclasses import dataclass

from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import cases_for
from wccflow.people.rights import Reach
from wccflow.triangulation.gathering import spans, table_of
from wccflow.triangulation.nation import said_in
from wccflow.triangulation.queries import enquired, replied
from wccflow.triangulation.sight import is_watched, locked, seen
from wccflow.triangulation.told import Told, footnotes, ranked, told_of


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation of the list; `place` is its rank among those that have a gap, 0 without one."""

    case: Case
    told: Told
    place: int
    replies: int
    enquiries: int

    @property
    def address(self) -> str:
        """Where its items stand."""
        return f"{self.case.address}/triangulation"


@dataclass(frozen=True, slots=True)
class Ranking:
    """The list, how many are not in it yet, and what is to be noted."""

    rows: Sequence[Row]
    waiting: int
    withheld: int
    notes: Sequence[str]


def ranking_of(cycle: Cycle, reach: Reach, overseer_code: str = "") -> Ranking | None:
    """The list for a person; None when nothing of it is hers to watch. Constant queries."""
    if not spans(cycle.digest):
        return None
    cases = [
        each
        for each in cases_for(reach, cycle.id)
        if is_watched(each, reach) and overseer_code in ("", each.overseer.code)
    ]
    if not cases:
        return None
    kept = locked(cases, reach)
    open_ones = [each for each in cases if not kept.get(each.id)]
    known, footing = said_in(cycle)
    figures = seen(open_ones, reach, known)
    there = [each for each in open_ones if figures.get(each.id)]
    definition = pinned(cycle.digest)
    table = table_of(there, figures, definition)
    found = told_of(table, footing, definition.triangulation, spans(cycle.digest))
    return Ranking(
        rows=_rows(there, found, reach),
        waiting=len(open_ones) - len(there),
        withheld=len(cases) - len(open_ones),
        notes=footnotes(footing, definition.triangulation),
    )


def _rows(cases: Sequence[Case], found: Sequence[Told], reach: Reach) -> list[Row]:
    by_code = {each.organisation.code: each for each in cases}
    said, asked = replied([each.id for each in cases], reach), enquired(cases, reach)
    rows = []
    for place, told in enumerate(ranked(found), start=1):
        case = by_code[told.organisation]
        rank = place if told.gap else 0
        rows.append(Row(case, told, rank, said.get(case.id, 0), asked.get(case.id, 0)))
    return rows
