"""The panel's report as one person may read it: what the panel wrote, and what follows from its ratings."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.engine.reports import ReportPart
from wccflow.engine.rollups import roll_up
from wccflow.panels import models, narrated, queries
from wccflow.panels.agenda import items_of
from wccflow.panels.facts import narratives
from wccflow.panels.models import Panel, PanelSeat
from wccflow.panels.report_content import Part, RatedElement, RatedGroup, RatedItem, Report
from wccflow.panels.rules import ABSENT, CHAIR, CONFIRMED, PARTS_IN_WORDS
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import PANEL, SELF, element_of, grouped, in_words, item_in_words

__all__ = ["Part", "Report", "report_of"]


def report_of(case: Case, panel: Panel, reach: Reach | None = None) -> Report:
    """The report; with `reach` its ratings are those that the person may read."""
    definition = definition_of(case)
    parts = queries.parts_of(panel)
    elements = _elements(case, panel, definition, reach)
    rated = [item for element in elements for group in element.groups for item in group.items]
    present, absent = _attendance(definition, panel)
    return Report(
        organisation=case.organisation.name,
        overseer=case.overseer.name,
        cycle=case.cycle.title,
        demonstration=case.cycle.demonstration,
        held_on=panel.held_on,
        form=definition.report,
        has_panel=bool(definition.seats),
        written=[_part(parts, each) for each in definition.report.parts.values()],
        narratives=[
            _part(parts, ReportPart(key, definition.elements[key].title)) for key in narratives(definition)
        ],
        told=narrated.told(case, reach),
        elements=elements,
        present=present,
        absent=absent,
        fixed_at=panel.report_fixed_at,
        differing=sorted((each for each in rated if each.steps), key=lambda each: -abs(each.steps or 0)),
    )


def _part(rows: Mapping[str, models.ReportPart], part: ReportPart) -> Part:
    row = rows.get(part.key)
    return Part(
        key=part.key,
        heading=part.title,
        title=row.title if row else "",
        text=row.text if row else "",
        version=row.version if row else 0,
        is_titled=part.titled,
        is_last=part.last,
        hint=part.hint,
    )


def _elements(case: Case, panel: Panel, definition: Definition, reach: Reach | None) -> list[RatedElement]:
    rows = ratings.current([case.id], channels=[SELF, PANEL], reach=reach)
    found = {(row.item, row.channel): row for row in rows}
    dissent = _dissent(panel)
    made = []
    rated = set(items_of(definition))
    for element in definition.elements.values():
        if not rated.intersection(element.items):
            continue
        groups = []
        for group, items in grouped(definition, element):
            lines = [_rated(definition, item.key, found, dissent) for item in items]
            agreed = [found[item.key, PANEL].value for item in items if (item.key, PANEL) in found]
            scale = definition.scales[element.scale]
            level = roll_up(element.rollup, scale, agreed) if len(agreed) == len(items) else None
            said = in_words(scale, level) if level else ""
            groups.append(RatedGroup(group.title if group else "", said, [each for each in lines if each]))
        groups = [each for each in groups if each.items]
        if groups:
            words = [each.title for each in definition.scales[element.scale].values]
            made.append(RatedElement(element.title, groups, words))
    return made


def _rated(
    definition: Definition,
    item: str,
    found: Mapping[tuple[str, str], Rating],
    dissent: Mapping[str, Sequence[str]],
) -> RatedItem | None:
    agreed, own, element = found.get((item, PANEL)), found.get((item, SELF)), element_of(definition, item)
    if agreed is None or element is None:
        return None
    scale = definition.scales[element.scale]
    return RatedItem(
        key=item,
        title=item_in_words(definition, item),
        level=in_words(scale, agreed.value),
        reason=agreed.rationale,
        own=in_words(scale, own.value) if own else "",
        steps=scale.rank(own.value) - scale.rank(agreed.value) if own else None,
        dissent=dissent.get(item, ()),
    )


def _dissent(panel: Panel) -> dict[str, list[str]]:
    agreements = queries.agreements_of(panel)
    rows = queries.dissents_of([each.id for each in agreements.values()])
    people = names(row.person_id for mine in rows.values() for row in mine)
    return {
        item: [f"{people.get(row.person_id, 'A member')}: {row.words}" for row in rows[agreement.id]]
        for item, agreement in agreements.items()
    }


def _attendance(
    definition: Definition, panel: Panel
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    seats = queries.seats_of(panel)
    people = names(seat.person_id for seat in seats)
    here = [
        (people[seat.person_id], definition.seats[seat.seat].title, PARTS_IN_WORDS[seat.part])
        for seat in sorted(seats, key=lambda each: each.part != CHAIR)
        if seat.state == CONFIRMED
    ]
    away = [
        (people[seat.person_id], definition.seats[seat.seat].title, _absence(seat, seats, people))
        for seat in seats
        if seat.state == ABSENT
    ]
    return here, away


def _absence(away: PanelSeat, seats: Sequence[PanelSeat], people: Mapping[UUID, str]) -> str:
    """Why somebody was not there, and who took the seat on the day."""
    instead = [
        people[each.person_id]
        for each in seats
        if each.state == CONFIRMED and each.seat == away.seat and each.state_at > away.state_at
    ]
    told = f"{' and '.join(instead)} took the seat." if instead else "Nobody took the seat."
    return f"{away.why} {told}".strip()
