"""Questions about common cases: which there are, how far each overseer has come, what was given."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.errors import NotFound
from wccflow.base.work import remembered, session
from wccflow.calibration.common_models import CommonCase, CommonRating, CommonSheet
from wccflow.calibration.common_rules import items_rated
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import cases_of, definition_of
from wccflow.engine.definition import Definition
from wccflow.panels.models import Panel, Reveal
from wccflow.people.models import Organisation
from wccflow.people.rights import Place, Reach, holds
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import PANEL_MEMBER

ENDING = "archive_case"
NAMES_THEM = "agree_result"
RATE_THEM = ("rate_panel", "rate_documents", "moderate")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one overseer has come with one common case; `own` when its own panel's day stands for it."""

    common: CommonCase
    overseer: Organisation
    have: int
    need: int
    own: bool

    @property
    def is_done(self) -> bool:
        """Whether enough people have handed in."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True)
class Standing:
    """How far all overseers have come with the common cases of a cycle."""

    asked: int
    opened: Sequence[CommonCase]
    overseers: Sequence[Organisation]
    progress: Sequence[Progress]

    @property
    def are_all_in(self) -> bool:
        """Whether every overseer has had every common case rated, so that what was given may be shown."""
        enough = len(self.opened) >= self.asked
        return bool(self.opened) and enough and all(each.is_done for each in self.progress)

    def of(self, overseer_id: UUID) -> list[Progress]:
        """How far one overseer has come."""
        return [each for each in self.progress if each.overseer.id == overseer_id]


def every(cycle_id: UUID) -> Sequence[CommonCase]:
    """All that were ever made, by number."""
    query = select(CommonCase).where(CommonCase.cycle_id == cycle_id)
    return session().scalars(query.order_by(CommonCase.number)).all()


def common_cases(cycle_id: UUID) -> Sequence[CommonCase]:
    """Those of a cycle that are not withdrawn, by number."""
    query = select(CommonCase).where(CommonCase.cycle_id == cycle_id, CommonCase.withdrawn_at.is_(None))
    return session().scalars(query.order_by(CommonCase.number)).all()


def opened(cycle_id: UUID) -> list[CommonCase]:
    """Those that are open for rating."""
    return [each for each in common_cases(cycle_id) if each.opened_at]


def opened_in(cycle_ids: Collection[UUID]) -> Sequence[CommonCase]:
    """Those of several cycles that are open for rating, by number; one query."""
    query = select(CommonCase).where(
        CommonCase.cycle_id.in_(cycle_ids),
        CommonCase.opened_at.is_not(None),
        CommonCase.withdrawn_at.is_(None),
    )
    return session().scalars(query.order_by(CommonCase.cycle_id, CommonCase.number)).all()


def due_between(first: date, last: date) -> Sequence[CommonCase]:
    """Those that are open for rating and due on one of these days."""
    query = select(CommonCase).where(
        CommonCase.opened_at.is_not(None),
        CommonCase.withdrawn_at.is_(None),
        CommonCase.due_on.between(first, last),
    )
    return session().scalars(query.order_by(CommonCase.due_on, CommonCase.number)).all()


def common_case(cycle: Cycle, common_id: UUID) -> CommonCase:
    """This one of the cycle, not withdrawn; the caller asks who may see it. Raises NotFound."""
    found = session().get(CommonCase, common_id)
    if found is None or found.cycle_id != cycle.id or found.withdrawn_at:
        raise NotFound
    return found


def last_number(cycle_id: UUID) -> int:
    """The number of the last that was made; 0 before the first."""
    query = select(func.max(CommonCase.number)).where(CommonCase.cycle_id == cycle_id)
    return session().scalar(query) or 0


def sheets(common_ids: Collection[UUID]) -> Sequence[CommonSheet]:
    """Every person's sheet of these, by who began first."""
    query = select(CommonSheet).where(CommonSheet.common_case_id.in_(common_ids))
    return session().scalars(query.order_by(CommonSheet.begun_at, CommonSheet.id)).all()


def sheet_of(common: CommonCase, person_id: UUID) -> CommonSheet | None:
    """This person's sheet, once begun."""
    query = select(CommonSheet).where(
        CommonSheet.common_case_id == common.id, CommonSheet.person_id == person_id
    )
    return session().scalar(query)


def given(sheet_ids: Collection[UUID]) -> dict[UUID, dict[str, CommonRating]]:
    """By sheet and item what was given, in one query."""
    found: dict[UUID, dict[str, CommonRating]] = {each: {} for each in sheet_ids}
    for row in session().scalars(select(CommonRating).where(CommonRating.sheet_id.in_(sheet_ids))):
        found[row.sheet_id][row.item] = row
    return found


def rated(sheet: CommonSheet | None) -> dict[str, CommonRating]:
    """What a sheet gives a level, by item; words without a level are no rating yet."""
    rows = given([sheet.id])[sheet.id] if sheet else {}
    return {item: row for item, row in rows.items() if row.value}


def names_them(cycle: Cycle, reach: Reach) -> bool:
    """Whether this person makes and opens the common cases of the cycle."""
    return holds(reach, NAMES_THEM, place=Place(), definition=pinned(cycle.digest))


def may_rate(reach: Reach, case: Case) -> bool:
    """Whether this person has a part in rating cases such as this one."""
    return any(holds(reach, can, place=case.place, definition=definition_of(case)) for can in RATE_THEM)


def rates_for(reach: Reach, cases: Sequence[Case], common: CommonCase) -> UUID | None:
    """The overseer for whom this person may rate a common case; None where she may not.

    Whose own case it is rates it on its panel's day, and not a second time.
    """
    homes = {each.overseer_id for each in cases if each.id == common.case_id}
    able = {each.overseer_id: each.overseer.name for each in cases if may_rate(reach, each)}
    able = {key: name for key, name in able.items() if key not in homes}
    return min(able, key=lambda key: able[key], default=None)


def regions_of(cases: Sequence[Case], reach: Reach) -> set[UUID]:
    """The overseers whose progress this person follows: those for which she calibrates."""
    return {
        each.overseer_id
        for each in cases
        if any(each.overseer_id == held.scope_id for held in reach.holdings)
        and holds(reach, "adjust", place=Place(overseer_id=each.overseer_id), definition=definition_of(each))
    }


def standing_of(cycle: Cycle) -> Standing:
    """How far all overseers have come; constant queries."""
    return remembered((standing_of, cycle.id), lambda: _standing_of(cycle))


def _standing_of(cycle: Cycle) -> Standing:
    definition = pinned(cycle.digest)
    there, wanted = opened(cycle.id), definition.panel.common
    if not there:
        return Standing(wanted.cases, (), (), ())
    cases = cases_of(cycle.id)
    overseers = _taking_part(cases)
    counts = _counted(there, cases, definition)
    progress = [counts.of(common, overseer) for common in there for overseer in overseers]
    return Standing(wanted.cases, there, overseers, progress)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Who has rated what: panels on their day, people by their sheets, and how many people are asked."""

    homes: Mapping[UUID, Case]
    sat: Mapping[UUID, int]
    handed_in: Mapping[tuple[UUID, UUID], int]
    raters: int

    def of(self, common: CommonCase, overseer: Organisation) -> Progress:
        home = self.homes.get(common.case_id) if common.case_id else None
        if home is not None and home.overseer_id == overseer.id:
            return Progress(common, overseer, min(self.sat.get(home.id, 0), 1), 1, own=True)
        have = self.handed_in.get((common.id, overseer.id), 0)
        return Progress(common, overseer, have, self.raters, own=False)


def _taking_part(cases: Sequence[Case]) -> list[Organisation]:
    """The overseers of the cases that have not left the cycle, by name."""
    taking = [each for each in cases if each.state not in left(definition_of(each))]
    return sorted({each.overseer_id: each.overseer for each in taking}.values(), key=_name)


def _counted(there: Sequence[CommonCase], cases: Sequence[Case], definition: Definition) -> _Counts:
    homes = {each.id: each for each in cases if each.id in {one.case_id for one in there}}
    rows = sheets([each.id for each in there])
    return _Counts(homes, _sat(homes, definition), handed_in(rows), raters_needed(definition))


def _name(overseer: Organisation) -> str:
    return overseer.name


def handed_in(rows: Sequence[CommonSheet]) -> dict[tuple[UUID, UUID], int]:
    """How many people have handed in, by common case and overseer, of these sheets."""
    found: dict[tuple[UUID, UUID], int] = {}
    for sheet in rows:
        key = (sheet.common_case_id, sheet.overseer_id)
        found[key] = found.get(key, 0) + bool(sheet.handed_in_at)
    return found


def raters_needed(definition: Definition) -> int:
    """How many people of each overseer are asked to rate each common case."""
    return max(definition.panel.common.raters, 1)


def left(definition: Definition) -> frozenset[str]:
    """The states of cases that have left the cycle."""
    return frozenset(
        move.to
        for move in definition.moves.values()
        if any(effect.partition(":")[0] == ENDING for effect in move.effects)
    )


def _sat(homes: Mapping[UUID, Case], definition: Definition) -> dict[UUID, int]:
    """By case whose panel's day is over how many of its members rated alone what was revealed."""
    query = (
        select(Rating.case_id, func.count(Rating.line.distinct()))
        .join(Panel, Panel.case_id == Rating.case_id)
        .join(Reveal, (Reveal.panel_id == Panel.id) & (Reveal.item == Rating.item))
        .where(Rating.case_id.in_(homes), Rating.channel == PANEL_MEMBER, Panel.closed_at.is_not(None))
        .where(Rating.item.in_(items_rated(definition)))
        .group_by(Rating.case_id)
    )
    return {row[0]: row[1] for row in session().execute(query)}
