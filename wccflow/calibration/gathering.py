"""Gathers what the model is fitted to: what people gave alone, before any discussion, as far as revealed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.calibration import common_queries
from wccflow.calibration.common_models import CommonCase
from wccflow.calibration.common_rules import groups_of, items_rated, scale_rated
from wccflow.calibration.model import RatingRow
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import cases_of, definition_of
from wccflow.engine.definition import Definition
from wccflow.panels.models import Panel, Reveal
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import PANEL_MEMBER


@dataclass(frozen=True, slots=True)
class Gathered:
    """The ratings of panels, and of each common case everybody else's; overseers by code, cases by id."""

    panels: Sequence[RatingRow]
    common: Mapping[str, Sequence[RatingRow]]
    names: Mapping[str, str]
    groups: Mapping[str, str]
    ranks: Sequence[int]
    cases: frozenset[str]

    @property
    def rows(self) -> list[RatingRow]:
        """All of them, without one person's second rating of the same thing."""
        found = {(row.rater, row.overseer, row.case, row.item): row for row in self._all()}
        return list(found.values())

    def without(self, title: str, rows: Sequence[RatingRow]) -> list[RatingRow]:
        """Of all these rows those but what others than its own panel gave of one common case."""
        left_out = set(self.common[title])
        return [row for row in rows if row not in left_out]

    def _all(self) -> Iterator[RatingRow]:
        for rows in self.common.values():
            yield from rows
        yield from self.panels


def gathered(cycle: Cycle) -> Gathered:
    """Everything of a cycle that may be fitted; constant queries."""
    definition = pinned(cycle.digest)
    cases = [each for each in cases_of(cycle.id) if not _left(each)]
    ranks = _ranks(definition)
    codes = {each.overseer_id: each.overseer.code for each in cases}
    panels = list(_panels(cases, definition, ranks))
    common = _common(cycle, codes, ranks)
    return Gathered(
        panels=panels,
        common=common,
        names={each.overseer.code: each.overseer.name for each in cases},
        groups=groups_of(definition),
        ranks=sorted(set(ranks.values())),
        cases=frozenset(row.case for row in panels),
    )


def name_of(common: CommonCase) -> str:
    """How the model knows the case that is rated: by the id of the cycle's case, if it is one."""
    return common.case_id.hex if common.case_id else f"common {common.id.hex}"


def _left(case: Case) -> bool:
    return case.state in common_queries.left(definition_of(case))


def _ranks(definition: Definition) -> dict[str, int]:
    scale = scale_rated(definition)
    return {each.key: each.rank for each in scale.values} if scale else {}


def _panels(cases: Sequence[Case], definition: Definition, ranks: Mapping[str, int]) -> Iterator[RatingRow]:
    """What members gave alone and the chair has revealed; the newest of each."""
    codes = {each.id: each.overseer.code for each in cases}
    query = (
        select(Rating.case_id, Rating.item, Rating.line, Rating.value)
        .join(Panel, Panel.case_id == Rating.case_id)
        .join(Reveal, (Reveal.panel_id == Panel.id) & (Reveal.item == Rating.item))
        .where(Rating.channel == PANEL_MEMBER, Rating.case_id.in_(codes))
        .where(Rating.item.in_(items_rated(definition)))
        .order_by(Rating.case_id, Rating.item, Rating.line, Rating.number)
    )
    newest: dict[tuple[UUID, str, str], str] = {}
    for case_id, item, line, value in session().execute(query):
        newest[case_id, item, line] = value
    for (case_id, item, line), value in newest.items():
        if value in ranks:
            yield RatingRow(line, codes[case_id], case_id.hex, item, float(ranks[value]))


def _common(cycle: Cycle, codes: Mapping[UUID, str], ranks: Mapping[str, int]) -> dict[str, list[RatingRow]]:
    """What was handed in of each common case, by its title."""
    there = {each.id: each for each in common_queries.opened(cycle.id)}
    sheets = [each for each in common_queries.sheets(list(there)) if each.handed_in_at]
    given = common_queries.given([each.id for each in sheets])
    found: dict[str, list[RatingRow]] = {each.title: [] for each in there.values()}
    for sheet in sheets:
        common, code = there[sheet.common_case_id], codes.get(sheet.overseer_id)
        if code is None:
            continue
        found[common.title] += [
            RatingRow(sheet.person_id.hex, code, name_of(common), item, float(ranks[row.value]))
            for item, row in given[sheet.id].items()
            if row.value in ranks
        ]
    return found
