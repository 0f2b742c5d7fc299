"""Who leads the panel's talk of each item, and who is second: named one by one, or shared out evenly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.panels import agenda, queries
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import panel_here, record
from wccflow.panels.room_models import ItemLead
from wccflow.panels.room_rules import Pair, shared_out
from wccflow.panels.rules import ABSENT, CHAIR, WITHDRAWN
from wccflow.people.rights import Reach, demand

LED = "panel.led"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of items in a list of who leads what."""

    key: str
    title: str
    items: int
    pairs: Sequence[Pair]

    @property
    def pair(self) -> Pair | None:
        """The one pair that leads all its items; None where there are several."""
        return self.pairs[0] if len(self.pairs) == 1 else None


NOBODY: Pair = (None, None)


def leads_of(panel: Panel) -> dict[str, ItemLead]:
    """Who leads and is second, by item."""
    rows = session().scalars(select(ItemLead).where(ItemLead.panel_id == panel.id))
    return {row.item: row for row in rows}


def standing(panel: Panel) -> dict[str, Pair]:
    """The same as far as those people still sit on the panel."""
    here = set(members_of(panel))
    found = {item: (row.lead_id, row.second_id) for item, row in leads_of(panel).items()}
    return {
        item: (lead if lead in here else None, second if second in here else None)
        for item, (lead, second) in found.items()
    }


def members_of(panel: Panel) -> list[UUID]:
    """Those who may lead: everyone who sits or is asked to sit, the chair last."""
    seats = [each for each in queries.seats_of(panel) if each.state not in (WITHDRAWN, ABSENT)]
    return [each.person_id for each in sorted(seats, key=lambda seat: (seat.part == CHAIR, seat.seat))]


def groups_of(definition: Definition) -> dict[str, list[str]]:
    """The items that the panel rates below their groups; those without a group below their element."""
    found: dict[str, list[str]] = {}
    for key in agenda.items_of(definition):
        item = definition.items[key]
        found.setdefault(item.parent or item.element, []).append(key)
    return found


def groups_of_case(case: Case) -> dict[str, list[str]]:
    """The same for a case."""
    return groups_of(definition_of(case))


def rows_of(case: Case, panel: Panel) -> list[GroupRow]:
    """Who leads each group; where its items are led by several, it says so."""
    definition, there = definition_of(case), standing(panel)
    return [
        GroupRow(
            group,
            _title(definition, group),
            len(items),
            sorted({there.get(each, NOBODY) for each in items}, key=str),
        )
        for group, items in groups_of(definition).items()
    ]


def version_of(panel: Panel) -> int:
    """What a form that names all leads carries: it grows with every change of any of them."""
    return sum(row.version for row in leads_of(panel).values())


def set_leads(case: Case, chosen: Mapping[str, Pair], *, by: Reach, now: datetime) -> int:
    """Let these people lead these items; gives how many items have others now. Raises Refused."""
    panel = _managed(case, by)
    known, here = set(agenda.items_of(definition_of(case))), set(members_of(panel))
    for item, pair in chosen.items():
        if item not in known or any(each is not None and each not in here for each in pair):
            raise Refused("Choose people who sit on this panel.")
        if pair[0] is not None and pair[0] == pair[1]:
            raise Refused("Choose two different people: a lead and a second.")
    changed = _keep(panel, chosen)
    if changed:
        record(LED, case, panel, by=by, now=now, items=sorted(changed))
    return len(changed)


def share_out(case: Case, *, by: Reach, now: datetime) -> int:
    """Give every item without a lead who sits a lead and a second; gives how many items that were."""
    panel = _managed(case, by)
    there, members = standing(panel), members_of(panel)
    if not members:
        raise Refused("Nobody sits on this panel yet.")
    fair = shared_out(groups_of(definition_of(case)), members)
    wanted = {item: pair for item, pair in fair.items() if there.get(item, NOBODY)[0] is None}
    if not wanted:
        raise Refused("Every item has a lead already.")
    return set_leads(case, wanted, by=by, now=now)


def _keep(panel: Panel, chosen: Mapping[str, Pair]) -> Sequence[str]:
    rows = leads_of(panel)
    changed = []
    for item, (lead, second) in chosen.items():
        row = rows.get(item) or ItemLead(panel_id=panel.id, item=item)
        if (row.lead_id, row.second_id) != (lead, second):
            row.lead_id, row.second_id = lead, second
            session().add(row)
            changed.append(item)
    session().flush()
    return changed


def _managed(case: Case, by: Reach) -> Panel:
    demand(by, "manage_panel", place=case.place, definition=definition_of(case), state=case.state)
    return panel_here(case)


def _title(definition: Definition, group: str) -> str:
    if group in definition.elements:
        return definition.elements[group].title
    return definition.items[group].title
