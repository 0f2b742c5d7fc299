"""Carrying a case over to the successor of its organisation, with two signatures and a preview."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import actions, inheriting, queries
from wccflow.cycles.models import Carrying, Case
from wccflow.cycles.signatures import signatures
from wccflow.cycles.signing import sign
from wccflow.engine.definition import Definition, Move
from wccflow.engine.refusals import day, either
from wccflow.people.models import Grant, Organisation
from wccflow.people.queries import one_post, reach_of
from wccflow.people.register import succession_of
from wccflow.people.rights import Reach

PROPOSED, CARRIED, DROPPED = "carrying.proposed", "case.carried", "carrying.dropped"
MANAGE = "manage_people"
SCOPES = ("overseer", "nation")


@dataclass(frozen=True, slots=True)
class Preview:
    """What would follow from carrying a case over."""

    case: Case
    successor: Organisation
    effective: date
    into: Case | None  # the successor's own case, which goes on instead of this one
    endings: tuple[Move, ...]  # the moves that could end this case; none when it goes on
    grants: tuple[Grant, ...]  # what people hold at the predecessor
    signers: tuple[str, ...]  # the roles that may sign
    proposal: Carrying | None  # what has one signature and waits for the second

    @property
    def goes_on(self) -> bool:
        """Whether this very case goes on under the successor."""
        return self.into is None

    @property
    def definition(self) -> Definition:
        """The definition that the case has pinned."""
        return queries.definition_of(self.case)


def preview(case: Case, now: datetime) -> Preview:
    """What would follow. Raises Refused when there is nobody to carry the case over to, or not yet."""
    found = succession_of(case.organisation_id)
    if found is None:
        raise Refused(f"{case.organisation.name} has no successor. It is noted on the organisation's page.")
    if found.effective > business_day(now):
        raise Refused(f"{case.organisation.name} goes on in another only from {day(found.effective)} on.")
    if queries.definition_of(case).states[case.state].final:
        raise Refused("This case is finished, so there is nothing to carry over.")
    successor = session().get_one(Organisation, found.successor_id)
    into = session().scalar(
        select(Case).where(Case.cycle_id == case.cycle_id, Case.organisation_id == successor.id)
    )
    endings = _endings(case) if into else ()
    return Preview(
        case=case,
        successor=successor,
        effective=found.effective,
        into=into,
        endings=endings,
        grants=tuple(inheriting.grants_at(case.organisation_id, now)),
        signers=signers_of(case, endings),
        proposal=proposal_of(case),
    )


def proposal_of(case: Case) -> Carrying | None:
    """The carrying over that has one signature and waits for the second."""
    query = select(Carrying).where(
        Carrying.case_id == case.id, Carrying.countersigned_at.is_(None), Carrying.dropped_at.is_(None)
    )
    return session().scalar(query)


def carried(case: Case) -> list[Carrying]:
    """Each time that this case was carried over, or ended for the sake of another, oldest first."""
    query = select(Carrying).where(Carrying.case_id == case.id, Carrying.countersigned_at.is_not(None))
    return list(session().scalars(query.order_by(Carrying.countersigned_at)))


def could_sign(case: Case, by: Reach) -> bool:
    """Whether this person could ever sign for carrying this case over, whatever stands in the way now."""
    endings = [each for each in queries.definition_of(case).moves.values() if _withdraws(each, case)]
    return not by.roles_at(case.place).isdisjoint(signers_of(case, tuple(endings)))


def propose(case: Case, *, ending: str, keeps_people: bool, why: str, by: Reach, now: datetime) -> Carrying:
    """Sign first for carrying a case over. Raises Refused; NotFound when it is not this person's to do."""
    held = queries.locked(case, exclusively=True)
    shown = preview(held, now)
    role = _role(shown, by)
    if shown.proposal is not None:
        raise Refused("This has one signature already and waits for the second.")
    if not why.strip():
        raise Refused("Say why the case is carried over: the reason is kept with it.")
    if not shown.goes_on and ending not in {each.event for each in shown.endings}:
        raise Refused("Choose the move by which this case ends.")
    made = Carrying(
        case_id=held.id,
        from_id=held.organisation_id,
        to_id=shown.successor.id,
        ending="" if shown.goes_on else ending,
        keeps_people=keeps_people,
        why=why.strip(),
        by_id=by.person_id,
        role=role,
        at=now,
    )
    session().add(made)
    session().flush()
    _record(PROPOSED, held, made, by=by, now=now)
    return made


def drop(case: Case, proposal: Carrying, *, by: Reach, now: datetime) -> None:
    """Take back a proposal that waits for its second signature."""
    shown = preview(case, now)
    _role(shown, by)
    waiting = _still_open(case, proposal)
    waiting.dropped_at = now
    _record(DROPPED, case, waiting, by=by, now=now)


def countersign(case: Case, proposal: Carrying, *, by: Reach, now: datetime) -> Case:
    """Sign second, and carry the case over. Raises Refused with every reason why not."""
    held = queries.locked(case, exclusively=True)
    shown = preview(held, now)
    proposal = _still_open(held, proposal)
    role = _second_role(shown, proposal, by, now)
    if shown.goes_on != (proposal.ending == "") or shown.successor.id != proposal.to_id:
        raise Refused("Things have changed since the first signature. Take it back, and sign again.")
    proposal.countersigned_by_id, proposal.countersigned_role = by.person_id, role
    proposal.countersigned_at = now
    predecessor = held.organisation
    if shown.goes_on:
        held.origin_id = held.origin_id or held.organisation_id
        held.organisation_id = shown.successor.id
        session().flush()
        session().refresh(held)
    else:
        _end(shown, proposal, by=by, now=now)
    inheriting.inherit(shown.successor, predecessor.id, now)
    inheriting.move_people(
        predecessor, shown.successor, keep=proposal.keeps_people, by_id=by.person_id, now=now
    )
    _record(CARRIED, held, proposal, by=by, now=now)
    return held


def _end(shown: Preview, proposal: Carrying, *, by: Reach, now: datetime) -> None:
    """End the case by the workflow's own move, each of the two signing it in the role that the move asks."""
    case, move = shown.case, shown.definition.moves[proposal.ending]
    reason = f"Carried over to {shown.successor.name} ({shown.successor.code}): {proposal.why}"
    both = [reach_of(proposal.by_id, now), by]
    for each in both:
        for role in sorted(each.roles_at(case.place).intersection(move.signed_by))[:1]:
            if all(known.person_id != each.person_id for known in signatures(case)):
                sign(case, f"move {move.event}", role=role, by=each, why=reason, now=now)
    mover = next((each for each in both if not each.roles_at(case.place).isdisjoint(move.by)), None)
    if mover is None:
        wanted = either(shown.definition.titles(move.by))
        raise Refused(f"“{move.label}” is for the {wanted}: one of the two signatures must be theirs.")
    actions.move(case, move.event, by=mover, now=now, reason=reason)


def _endings(case: Case) -> tuple[Move, ...]:
    """The moves that lead from here to an end and need a reason: withdrawing, not finishing."""
    found = [each for each in queries.definition_of(case).moves.values() if _withdraws(each, case)]
    if not found:
        raise Refused("The workflow knows no move that would end this case here. It must move on first.")
    return tuple(found)


def _withdraws(move: Move, case: Case) -> bool:
    ends = queries.definition_of(case).states[move.to].final
    return case.state in move.sources and ends and move.reason_required


def signers_of(case: Case, endings: tuple[Move, ...]) -> tuple[str, ...]:
    """The roles that may sign for carrying a case over, which could end by one of these moves."""
    definition = queries.definition_of(case)
    named = {role for each in endings for role in (*each.by, *each.signed_by)}
    return tuple(
        role.key
        for role in definition.roles.values()
        if role.scope in SCOPES and not role.automatic and (MANAGE in role.may or role.key in named)
    )


def _role(shown: Preview, by: Reach) -> str:
    mine = by.roles_at(shown.case.place)
    found = next((role for role in shown.signers if role in mine), None)
    if found is None:
        raise NotFound
    log.speak_for(by.person_id, by.acts_for(shown.case.place, [found]))
    return found


def _second_role(shown: Preview, proposal: Carrying, by: Reach, now: datetime) -> str:
    role = _role(shown, by)
    if one_post(proposal.by_id, by.person_id, since=proposal.at, now=now):
        raise Refused("The second signature must be another person's, and of another post.")
    if proposal.role not in reach_of(proposal.by_id, now).roles_at(shown.case.place):
        raise Refused("Who signed first no longer holds that role. Take it back, and sign again.")
    roles = shown.definition.roles
    scopes = {roles[each].scope for each in shown.signers}
    missing = scopes - {roles[proposal.role].scope}
    mine = [each for each in shown.signers if each in by.roles_at(shown.case.place)]
    fitting = next((each for each in mine if not missing or roles[each].scope in missing), None)
    if fitting is None:
        wanted = [each for each in shown.signers if roles[each].scope in missing]
        raise Refused(f"The second signature is for the {either(shown.definition.titles(tuple(wanted)))}.")
    return fitting or role


def _still_open(case: Case, proposal: Carrying) -> Carrying:
    """The proposal as it is now, held against others, while it waits for its second signature."""
    query = select(Carrying).where(Carrying.id == proposal.id, Carrying.case_id == case.id).with_for_update()
    found = session().scalar(query)
    if found is None:
        raise NotFound
    if found.countersigned_at is not None or found.dropped_at is not None:
        raise Refused("This has been signed or taken back already.")
    return found


def _record(kind: str, case: Case, made: Carrying, *, by: Reach, now: datetime) -> None:
    predecessor = session().get_one(Organisation, made.from_id)
    successor = session().get_one(Organisation, made.to_id)
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=case.audience_id,
        words=made.why,
        **{"from": predecessor.code, "to": successor.code, "name": successor.name},
        ending=made.ending,
        keeps_people=made.keeps_people,
        first_signature=made.by_id.hex,
    )
