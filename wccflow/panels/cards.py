"""What the case page shows of a panel, and the sentences that tell people about it."""

from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles.cards import Card
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.notices.rules import Notice
from wccflow.panels import facts, queries
from wccflow.panels.models import Panel
from wccflow.people.rights import Reach

FACTS_BEHIND = ("panel_size", "panel_conflicts", "panel_skills", "panel_date")
REPORT_FACTS = ("potential_written", "report_written", "disputes_open")


def card(case: Case, reach: Reach) -> Card | None:
    """The panel's tile: members confirmed of those needed, until its day is over; then its report."""
    panel, definition = queries.panel_of(case), definition_of(case)
    if panel is not None and panel.frozen_at is not None:
        return _report_card(case, panel, reach)
    if not definition.seats:
        return None
    have, needed = facts.panel_size([case])[case.id], definition_of(case).panel.size
    state = "done" if isinstance(have, int) and have >= needed else "open"
    return Card("panel", "Panel", f"{have}/{needed}", state, f"{case.address}/panel", FACTS_BEHIND)


def _report_card(case: Case, panel: Panel, reach: Reach) -> Card:
    definition = definition_of(case)
    title = definition.report.title[:1].upper() + definition.report.title[1:]
    if not queries.sees_report(panel, reach):
        address = f"{case.address}/panel" if definition.seats else case.address
        return Card("panel", title, "being written", "open", address)
    value = "final" if panel.report_fixed_at else "draft"
    state = "done" if panel.report_fixed_at else "open"
    return Card("panel", title, value, state, f"{panel.address}/report", REPORT_FACTS)


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
    sentence = f"{case.organisation.name} raises a point on the draft {definition_of(case).report.noun}."
    return [Notice(sentence, address, roles=_holders(case, "write_report"))]


def answered(event: Event) -> list[Notice]:
    """Told to those who check the report: the panel has answered."""
    case = _case(event)
    panel = queries.panel_of(case)
    address = f"{panel.address}/report#points" if panel else case.address
    form = definition_of(case).report
    author = form.author[:1].upper() + form.author[1:]
    sentence = f"{author} has answered a point that you raised on the draft {form.noun}."
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
