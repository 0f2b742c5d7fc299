"""What the case page and "my work" show of calibration, and whom its events concern."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wccflow.base.log import Event
from wccflow.calibration import queries
from wccflow.calibration.meeting import calibrates
from wccflow.cycles import deadlines
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.engine.refusals import day
from wccflow.notices.rules import Notice
from wccflow.panels.queries import panel_of
from wccflow.people.rights import Reach, can

MODERATE_ORDER, SIGN_ORDER, REPLY_ORDER = 30, 15, 12


def card(case: Case, reach: Reach) -> Card | None:
    """How many ratings calibration changed: for those who calibrate, and for others once they may read it."""
    changed = {each.item for each in queries.adjustments([case.id], reach)}
    panel = panel_of(case)
    if calibrates(case, reach) and panel is not None and panel.report_fixed_at is not None:
        value = f"{len(changed)} changed"
        return Card("calibration", "Calibration", value, "none", meeting_address(case))
    if not changed:
        return None
    return Card("calibration", "Changed in calibration", str(len(changed)), "none", address_of(case))


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """Cases to moderate, far changes to sign, changes to reply to; constant queries."""
    ids = [each.id for each in cases]
    moderated, unsigned, replied = queries.moderations(ids), queries.unsigned(ids), queries.replied(ids)
    shown = {each.case_id for each in queries.adjustments(ids, reach) if each.shown_at}
    found: list[Task] = []
    for case in cases:
        name = case.organisation.name
        if case.id not in moderated and _may(reach, "moderate", case):
            why = "Its report is accepted."
            found.append(Task(f"Moderate {name}", meeting_address(case), why, order=MODERATE_ORDER))
        mine = [each for each in unsigned[case.id] if each.by_id != reach.person_id]
        if mine and _may(reach, "adjust", case):
            why = "Going more than one level from what the panel agreed needs a second person."
            title = f"Sign {changes_in_words(len(mine))} of {name}"
            found.append(Task(title, meeting_address(case), why, order=SIGN_ORDER))
        if case.id in shown and case.id not in replied and _may_reply(reach, case):
            why = "Calibration changed some; you may reply before the result is published."
            found.append(Task("Look at your changed ratings", address_of(case), why, order=REPLY_ORDER))
    return found


def shown(event: Event) -> list[Notice]:
    """Told to the organisation: its ratings were changed, and it may reply."""
    if event.case_id is None or not event.payload["changes"]:
        return []
    case = case_by_id(event.case_id)
    made = changes_in_words(len(event.payload["changes"]))
    sentence = (
        f"Calibration made {made} to your panel's ratings. Read why, and reply if you wish.{_until(case)}"
    )
    return [Notice(sentence, address_of(case), roles=_holders(case, "answer"), only_you=True, kind="result")]


def replied(event: Event) -> list[Notice]:
    """Told to those who agree and publish: the organisation has replied."""
    if event.case_id is None:
        return []
    case = case_by_id(event.case_id)
    sentence = f"{case.organisation.name} has replied to its changed ratings."
    return [Notice(sentence, meeting_address(case), roles=_holders(case, "agree_result"), kind="result")]


def _until(case: Case) -> str:
    """The last day for a reply, and what silence will mean."""
    until = deadlines.waits_until(case)
    return f" You have until {day(until)}; without a reply the result stands as it is." if until else ""


def address_of(case: Case) -> str:
    """The path at which an organisation reads what was changed."""
    return f"{case.address}/changes"


def meeting_address(case: Case) -> str:
    """The path of a case at the calibration meeting."""
    return f"/calibration/{case.cycle.key}/{case.organisation.code}"


def is_repliable(case: Case) -> bool:
    """Whether the result is agreed and not published yet, so that the organisation may still reply."""
    return "publish" in definition_of(case).states[case.state].opens


def changes_in_words(count: int) -> str:
    """How many changes, in words: `1 change`, `2 changes`."""
    return f"{count} change{'' if count == 1 else 's'}"


def _may(reach: Reach, ability: str, case: Case) -> bool:
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)


def _may_reply(reach: Reach, case: Case) -> bool:
    return is_repliable(case) and _may(reach, "answer", case)


def _holders(case: Case, ability: str) -> frozenset[tuple[str, str, UUID | None]]:
    roles = definition_of(case).roles.values()
    return frozenset(
        (role.key, role.scope, case.place.scope_id(role.scope)) for role in roles if ability in role.may
    )
