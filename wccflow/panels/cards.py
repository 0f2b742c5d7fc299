"""What the case page shows of a panel, and the sentences that tell people about it."""

from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles.cards import Card
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.notices.rules import Notice
from wccflow.panels import facts, queries
from wccflow.people.rights import Reach

FACTS_BEHIND = ("panel_size", "panel_conflicts", "panel_skills", "panel_date")


def card(case: Case, reach: Reach) -> Card | None:
    """The panel's tile: members confirmed of those needed, until its day is over; then its report."""
    panel = queries.panel_of(case)
    if panel is not None and panel.frozen_at is not None:
        if not queries.sees_report(panel, reach):
            return Card("panel", "Panel report", "being written", "open", f"{case.address}/panel")
        value = "final" if panel.report_fixed_at else "draft"
        return Card("panel", "Panel report", value, "done", f"{panel.address}/report")
    have, needed = facts.panel_size([case])[case.id], definition_of(case).panel.size
    state = "done" if isinstance(have, int) and have >= needed else "open"
    return Card("panel", "Panel", f"{have}/{needed}", state, f"{case.address}/panel", FACTS_BEHIND)


def seated(event: Event) -> list[Notice]:
    """Told to whoever was put on a panel."""
    case = _case(event)
    sentence = f"You are invited to the panel of {case.organisation.name}. Say whether you take the seat."
    person = frozenset({UUID(event.payload["person"])})
    return [Notice(sentence, f"{case.address}/panel", people=person, only_you=True)]


def conflict(event: Event) -> list[Notice]:
    """Told to those who put the panel together: a conflict waits for their decision."""
    case = _case(event)
    sentence = f"A conflict of interest is declared for the panel of {case.organisation.name}."
    return [Notice(sentence, f"{case.address}/panel", roles=_overseers(case, "manage_panel"))]


def point(event: Event) -> list[Notice]:
    """Told to those who write the report: the organisation raised a point."""
    case = _case(event)
    panel = queries.panel_of(case)
    address = f"{panel.address}/report#points" if panel else case.address
    sentence = f"{case.organisation.name} raises a point on the draft report."
    return [Notice(sentence, address, roles=_holders(case, "write_report"))]


def answered(event: Event) -> list[Notice]:
    """Told to those who check the report: the panel has answered."""
    case = _case(event)
    panel = queries.panel_of(case)
    address = f"{panel.address}/report#points" if panel else case.address
    sentence = "The panel has answered a point that you raised on the draft report."
    return [Notice(sentence, address, roles=_holders(case, "check_facts"))]


def _case(event: Event) -> Case:
    if event.case_id is None:
        raise ValueError("an event of a panel belongs to a case")
    return case_by_id(event.case_id)


def _holders(case: Case, ability: str) -> frozenset[tuple[str, str, UUID | None]]:
    roles = definition_of(case).roles.values()
    return frozenset(
        (role.key, role.scope, case.place.scope_id(role.scope)) for role in roles if ability in role.may
    )


def _overseers(case: Case, ability: str) -> frozenset[tuple[str, str, UUID | None]]:
    return frozenset(each for each in _holders(case, ability) if each[1] == "overseer")
