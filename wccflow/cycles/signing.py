"""Signatures: two people together waive a gate, make a grave move possible, or change a window's dates."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import queries
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle, Signature, WindowChange
from wccflow.cycles.signatures import signature, signatures
from wccflow.engine.calendars import Window
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import day
from wccflow.people.models import Organisation
from wccflow.people.queries import one_post
from wccflow.people.rights import Place, Reach


def sign(case: Case, purpose: str, *, role: str, by: Reach, why: str, now: datetime) -> Signature:
    """Sign a waiver ("waive <gate>") or a move ("move <event>") in a role that the person holds here."""
    case = queries.locked(case, exclusively=True)
    if role not in by.roles_at(case.place):
        raise NotFound
    _demand_wanted(queries.definition_of(case), case, purpose, role)
    if not why.strip():
        raise Refused("Say why you sign: the reason is kept with the move.")
    others = [each for each in signatures(case, business_day(now)) if each.purpose == purpose]
    if any(each.person_id == by.person_id for each in others):
        raise Refused("You have signed this already; the second signature must be another person's.")
    _refuse_one_post([(each.person_id, each.at) for each in others], by, now)
    log.speak_for(by.person_id, by.acts_for(case.place, [role]))
    made = Signature(
        case_id=case.id, purpose=purpose, person_id=by.person_id, role=role, why=why.strip(), at=now
    )
    session().add(made)
    session().flush()
    _record_signature(case, made, now)
    return made


def withdraw_signature(case: Case, signature_id: UUID, *, by: Reach, now: datetime) -> None:
    """Take back one's own signature while no move has used it."""
    held = signature(queries.locked(case, exclusively=True), signature_id)
    if held is None or held.person_id != by.person_id:
        raise NotFound
    if held.spent_at is not None:
        raise Refused("A move has used this signature, so it stays where it is.")
    if held.withdrawn_at is not None:
        raise Refused("You have withdrawn this signature already.")
    held.withdrawn_at = now
    log.record(
        "signature.withdrawn",
        at=now,
        by_id=by.person_id,
        subject_id=held.id,
        case_id=case.id,
        audience_id=case.audience_id,
        purpose=held.purpose,
        role=held.role,
    )


def change_window(
    cycle: Cycle,
    overseer: Organisation,
    stage: str,
    *,
    opens: date | None,
    closes: date | None,
    why: str,
    by: Reach,
    now: datetime,
) -> WindowChange:
    """Propose other dates for an overseer's window; they hold once somebody else has countersigned.

    Exactly one of the two days is given: who must sign may differ. Raises Refused when it widens nothing.
    """
    _demand_signatory(cycle, overseer, stage, by, first=True, early=opens is not None)
    _demand_wider(queries.windows_at(cycle, overseer.id).get(stage), opens, closes)
    if not why.strip():
        raise Refused("Say why the window is to change: the reason is kept with it.")
    made = WindowChange(
        cycle_id=cycle.id,
        overseer_id=overseer.id,
        stage=stage,
        opens=opens,
        closes=closes,
        why=why.strip(),
        by_id=by.person_id,
        at=now,
    )
    session().add(made)
    session().flush()
    log.record(
        "window.proposed",
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        words=made.why,
        stage=stage,
        opens=str(opens or ""),
        closes=str(closes or ""),
        overseer=overseer.code,
    )
    return made


def countersign_window(change: WindowChange, *, by: Reach, now: datetime) -> None:
    """Put the second signature under a changed window. Raises Refused when it is the first person's own."""
    cycle = session().get_one(Cycle, change.cycle_id)
    overseer = session().get_one(Organisation, change.overseer_id)
    _demand_signatory(cycle, overseer, change.stage, by, first=False, early=change.opens is not None)
    if change.countersigned_at is not None:
        raise Refused("This change has both its signatures already.")
    if change.by_id == by.person_id:
        raise Refused("The second signature must be another person's.")
    _refuse_one_post([(change.by_id, change.at)], by, now)
    change.countersigned_by_id, change.countersigned_at = by.person_id, now
    log.record("window.changed", at=now, by_id=by.person_id, subject_id=change.id, stage=change.stage)


def _demand_wanted(definition: Definition, case: Case, purpose: str, role: str) -> None:
    """Raise Refused unless a signature in this role under this purpose can help the case from where it is."""
    verb, _, name = purpose.partition(" ")
    moves = definition.moves_from.get(case.state, ())
    if verb == "waive":
        pair = definition.gates[name].override if any(name in move.when for move in moves) else None
        wanted = (*pair.by, *pair.countersign) if pair else ()
    else:
        found = [move.signed_by for move in moves if verb == "move" and move.event == name]
        wanted = found[0] if found else ()
    if role not in wanted:
        raise Refused("There is nothing here for your signature. The case may have moved on.")


def _refuse_one_post(signed: Sequence[tuple[UUID, datetime]], by: Reach, now: datetime) -> None:
    """A deputy and whom she stands for are one post, and a post signs once."""
    if any(one_post(person_id, by.person_id, since=at, now=now) for person_id, at in signed):
        raise Refused(
            "One of you deputises for the other, so you sign as one post. "
            "The second signature must be another post's."
        )


def _record_signature(case: Case, made: Signature, now: datetime) -> None:
    log.record(
        "case.signed",
        at=now,
        by_id=made.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=case.audience_id,
        words=made.why,
        purpose=made.purpose,
        role=made.role,
    )


def _demand_wider(window: Window | None, opens: date | None, closes: date | None) -> None:
    if window is None:
        raise Refused("This stage has no dates in the calendar, so there is nothing to change.")
    if (opens is None) == (closes is None):
        raise Refused("Give either an earlier first day or a later last day.")
    if opens is not None and opens >= window.first:
        raise Refused(f"The stage opens on {day(window.first)}; choose an earlier day.")
    if closes is not None and closes <= window.last:
        raise Refused(f"The stage closes on {day(window.last)}; choose a later day.")


def _demand_signatory(
    cycle: Cycle, overseer: Organisation, stage: str, by: Reach, *, first: bool, early: bool
) -> None:
    definition = pinned(cycle.digest)
    if stage not in definition.stages:
        raise NotFound
    signatures = definition.stages[stage].early if early else definition.stages[stage].late
    if signatures is None:
        raise Refused(f"The window of {definition.stages[stage].title} cannot be changed.")
    wanted = signatures.by if first else signatures.countersign
    place = Place(None, overseer.id, None)
    if by.roles_at(place).isdisjoint(wanted):
        raise NotFound
    log.speak_for(by.person_id, by.acts_for(place, wanted))
