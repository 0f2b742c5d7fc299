"""What gates may ask of a panel: its size, conflicts, skills and day, its commentary, points unanswered."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Tally
from wccflow.panels import queries
from wccflow.panels.models import Panel, ReportPart
from wccflow.panels.rules import CONFIRMED
from wccflow.ratings.rules import is_told


def panel_size(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many members of each panel are confirmed."""
    seats = queries.seats_by_case([each.id for each in cases])
    return {case_id: sum(seat.state == CONFIRMED for seat in mine) for case_id, mine in seats.items()}


def panel_conflicts(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many people on each panel have a conflict of interest that nobody has decided."""
    ids = [each.id for each in cases]
    seats = queries.seats_by_case(ids)
    seated = {case_id: {seat.person_id for seat in mine} for case_id, mine in seats.items()}
    waiting: dict[UUID, set[UUID]] = {each: set() for each in ids}
    for declared in queries.conflicts_of(ids):
        if not declared.outcome and declared.person_id in seated[declared.case_id]:
            waiting[declared.case_id].add(declared.person_id)
    return {case_id: len(people) for case_id, people in waiting.items()}


def panel_skills(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """Which of the skills that the whole panel must have are covered by its confirmed members."""
    seats = queries.seats_by_case([each.id for each in cases])
    people = {seat.person_id for mine in seats.values() for seat in mine}
    skills = queries.skills_of(people)
    found: dict[UUID, Fact] = {}
    for case in cases:
        confirmed = [seat for seat in seats[case.id] if seat.state == CONFIRMED]
        found[case.id] = _covered(definition_of(case), [skills[seat.person_id] for seat in confirmed])
    return found


def panel_date(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """The day of each panel; None where none is set."""
    panels = queries.panels_of([each.id for each in cases])
    return {each.id: panels[each.id].held_on if each.id in panels else None for each in cases}


def potential_written(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """Whether every element that is told in words alone has its words."""
    written = _written(cases)
    return {
        each.id: all((each.id, key) in written for key in narratives(definition_of(each))) for each in cases
    }


def report_written(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many parts of the report have their words."""
    written = _written(cases)
    found: dict[UUID, Fact] = {}
    for each in cases:
        wanted = parts(definition_of(each))
        missing = tuple(title for key, title in wanted.items() if (each.id, key) not in written)
        found[each.id] = Tally(len(wanted) - len(missing), len(wanted), missing)
    return found


def disputes_open(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many points of factual accuracy nobody has answered."""
    waiting = queries.unanswered_points([each.id for each in cases])
    return {each.id: waiting.get(each.id, 0) for each in cases}


def report_signed(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """Whether somebody with no hand in the report has signed it off as it stands."""
    signed = queries.signed_off([each.id for each in cases])
    return {each.id: each.id in signed for each in cases}


def narratives(definition: Definition) -> list[str]:
    """The elements without items that are told in words alone: each is a part of the report."""
    return [
        element.key
        for element in definition.elements.values()
        if not element.items and is_told(definition.scales[element.scale])
    ]


def parts(definition: Definition) -> dict[str, str]:
    """What is written for the report and has to be, with its heading."""
    found = {part.key: part.title for part in definition.report.parts.values()}
    return found | {key: definition.elements[key].title for key in narratives(definition)}


def _written(cases: Sequence[Case]) -> set[tuple[UUID, str]]:
    query = select(Panel.case_id, ReportPart.key).join(ReportPart, ReportPart.panel_id == Panel.id)
    query = query.where(Panel.case_id.in_([each.id for each in cases]), ReportPart.text != "")
    return {(row[0], row[1]) for row in session().execute(query)}


def _covered(definition: Definition, members: Collection[set[str]]) -> Tally:
    needed = definition.panel.skills
    lacking = tuple(
        skill.title
        for skill in needed.values()
        if sum(skill.key in mine for mine in members) < skill.at_least
    )
    return Tally(len(needed) - len(lacking), len(needed), lacking)
