"""The sentences that tell people about panels: seats, the day, and conflicts."""

from datetime import date
from uuid import UUID

from wccflow.base import log
from wccflow.base.log import Event
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.engine.refusals import day
from wccflow.notices.rules import Notice
from wccflow.panels import queries, seating
from wccflow.panels.rules import CONFIRMED, INVITED, WITHDRAWN


def seated(event: Event) -> list[Notice]:
    """Told to whoever was put on a panel."""
    case = _case(event)
    sentence = (
        f"You are invited to the panel of {case.organisation.name}{_meeting(case)}. "
        "Say whether you take the seat: until you do, it counts as not filled."
    )
    person = frozenset({UUID(event.payload["person"])})
    return [_notice(sentence, f"{case.address}/panel", people=person, only_you=True)]


def reminded(event: Event) -> list[Notice]:
    """Told to whoever was invited and has not answered."""
    case = _case(event)
    sentence = (
        f"Your invitation to the panel of {case.organisation.name}{_meeting(case)} waits for your answer. "
        "Say whether you take the seat, so that somebody else can be asked in time."
    )
    person = frozenset({UUID(event.payload["person"])})
    return [_notice(sentence, f"{case.address}/panel", people=person, only_you=True)]


def seat_taken_back(event: Event) -> list[Notice]:
    """Told to whoever no longer sits on a panel because somebody else decided so."""
    person_id = UUID(event.payload["person"])
    if event.payload["state"] != WITHDRAWN or event.by_id == person_id:
        return []
    case = _case(event)
    sentence = f"You no longer sit on the panel of {case.organisation.name}. {event.words}".strip()
    return [_notice(sentence, "/panels/availability", people=frozenset({person_id}))]


def day_set(event: Event) -> list[Notice]:
    """Told to everyone who sits or is asked to sit, and to those who answer for the organisation."""
    case, on = _case(event), event.payload["day"]
    before = [each for each in log.events_of([case.id], seating.SET) if each.seq < event.seq]
    earlier = before[-1].payload["day"] if before else ""
    if not on or (on == earlier and event.words == before[-1].words):
        return []
    where = f", {event.words}" if event.words else ""
    moved = f" It was to meet on {day(date.fromisoformat(earlier))}." if earlier not in ("", on) else ""
    sentence = f"The panel of {case.organisation.name} meets on {day(date.fromisoformat(on))}{where}.{moved}"
    people = {
        seat.person_id
        for seat in queries.seats_by_case([case.id])[case.id]
        if seat.state in (CONFIRMED, INVITED)
    }
    return [
        _notice(
            sentence, f"{case.address}/panel", people=frozenset(people), roles=_holders(case, "check_facts")
        )
    ]


def conflict(event: Event) -> list[Notice]:
    """Told to those who put the panel together: a conflict waits for their decision."""
    case = _case(event)
    sentence = (
        f"A conflict of interest is declared for the panel of {case.organisation.name}{_meeting(case)}. "
        "Until you decide about it, whoever declared it stands aside."
    )
    return [_notice(sentence, f"{case.address}/panel", roles=_overseers(case, "manage_panel"))]


def _notice(
    sentence: str,
    address: str,
    *,
    people: frozenset[UUID] = frozenset(),
    roles: frozenset[tuple[str, str, UUID | None]] = frozenset(),
    only_you: bool = False,
) -> Notice:
    return Notice(sentence, address, people=people, roles=roles, only_you=only_you, kind="panel")


def _meeting(case: Case) -> str:
    panel = queries.panel_of(case)
    return f", which meets on {day(panel.held_on)}" if panel is not None and panel.held_on else ""


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
