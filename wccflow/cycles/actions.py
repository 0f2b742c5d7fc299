"""What is done to a case: its moves, its items' moves, signatures, windows opened early or held late."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import offers, session
from wccflow.cycles import queries
from wccflow.cycles.models import Case, Signature, TrackItem
from wccflow.cycles.opening import audience_of
from wccflow.cycles.signatures import signatures
from wccflow.engine import decisions
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Tally
from wccflow.people.queries import one_post
from wccflow.people.rights import Place, Reach

ITEM_MOVED = "item.moved"


def move(case: Case, event: str, *, by: Reach | None, now: datetime, reason: str = "") -> Case:
    """Make the move `event`; `by` None is the calendar itself.

    Raises Refused with every obstacle when the move is not open, NotFound when the workflow has no such move.
    """
    held = queries.locked(case, exclusively=True)
    definition = queries.definition_of(held)
    if event not in definition.moves:
        raise NotFound(f"There is no move called {event}.")
    facts = queries.facts_of([held])[held.id]
    given = signatures(held, business_day(now))
    roles = roles_of(definition, by, held.place)
    answer = decisions.decide(
        definition,
        queries.standing(held),
        event,
        roles=roles,
        facts=facts,
        on=business_day(now),
        windows=queries.windows([held])[held.id],
        reason=reason.strip(),
        signed=signed_by_others(_of_other_posts(given, by, now), by.person_id if by else None, event),
        waived=waived(given),
    )
    if isinstance(answer, decisions.Refused):
        raise Refused(*[each.say for each in answer.refusals], details=answer.refusals)
    _speak(by, held.place, definition.moves[event].by)
    _keep_move(held, answer, by=by, roles=roles, now=now, reason=reason.strip(), facts=facts)
    _spend(given, answer, now)
    _carry_out(held, answer.effects, by=by, now=now)
    return held


def move_items(
    case: Case,
    track: str,
    items: Collection[str],
    event: str,
    *,
    by: Reach | None,
    now: datetime,
    reason: str = "",
    audience_id: UUID | None = None,
) -> None:
    """Make the move `event` of these items. Raises Refused, and moves none, when one is not open."""
    held = queries.locked(case, exclusively=False)
    definition, rows = queries.definition_of(held), queries.track_items(held.id, track)
    standing, roles = queries.standing_on(held, track, rows), roles_of(definition, by, held.place)
    for item in items:
        answer = decisions.item_decide(
            definition, standing, event, item=(track, item), roles=roles, reason=reason
        )
        if isinstance(answer, decisions.Refused):
            raise Refused(*[each.say for each in answer.refusals], details=answer.refusals)
        _settle_item(rows, held, track, item, answer.to)
    _speak(by, held.place, {role for each in definition.item_moves[track, event] for role in each.by})
    log.record(
        ITEM_MOVED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=held.id,
        case_id=held.id,
        audience_id=audience_id or audience_of(held, "drafts"),
        words=reason,
        track=track,
        items=sorted(items),
        event=event,
    )


def follow_items(
    case: Case,
    of: str,
    items: Collection[str],
    event: str,
    *,
    by: Reach | None,
    now: datetime,
    reason: str = "",
    audience_id: UUID | None = None,
) -> None:
    """Let items follow what a room did with them, on the track of `of` ("slots", or an element's key).

    Does nothing where the definition has no such track, or the track no such event.
    """
    definition = queries.definition_of(case)
    for track in definition.tracks.values():
        known = [item for item in items if item in track.items]
        if track.of == of and known and (track.key, event) in definition.item_moves:
            move_items(case, track.key, known, event, by=by, now=now, reason=reason, audience_id=audience_id)


def roles_of(definition: Definition, by: Reach | None, place: Place) -> frozenset[str]:
    """The roles in which the person acts at this place; the automatic ones when it is the calendar."""
    if by is None:
        return frozenset(role.key for role in definition.roles.values() if role.automatic)
    return by.roles_at(place)


def waived(signatures: Collection[Signature]) -> dict[str, frozenset[str]]:
    """The gates that signatures waive, with the roles that signed for each."""
    gates: dict[str, set[str]] = {}
    for each in signatures:
        verb, _, gate = each.purpose.partition(" ")
        if verb == "waive":
            gates.setdefault(gate, set()).add(each.role)
    return {gate: frozenset(roles) for gate, roles in gates.items()}


def signed_by_others(given: Iterable[Signature], mover_id: UUID | None, event: str = "") -> frozenset[str]:
    """The roles that have signed for this move, or for any; a signature never counts for its own maker."""
    signed = (each for each in given if each.person_id != mover_id)
    purpose = f"move {event}"
    return frozenset(
        each.role
        for each in signed
        if each.purpose == purpose or (not event and each.purpose.startswith(purpose))
    )


def _of_other_posts(given: Collection[Signature], by: Reach | None, now: datetime) -> list[Signature]:
    """The signatures of others than the mover and those for whom she deputises, or who deputise for her."""
    moving = by.person_id if by else None
    return [
        each
        for each in given
        if moving is None or not one_post(each.person_id, moving, since=each.at, now=now)
    ]


def _speak(by: Reach | None, place: Place, roles: Collection[str]) -> None:
    """Let the log say for whom the person moves, where only a deputy's role lets her."""
    if by is not None:
        log.speak_for(by.person_id, by.acts_for(place, roles))


def _keep_move(
    case: Case,
    answer: decisions.Moved,
    *,
    by: Reach | None,
    roles: frozenset[str],
    now: datetime,
    reason: str,
    facts: Mapping[str, Fact],
) -> None:
    case.state = answer.to
    session().flush()
    log.record(
        queries.MOVED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=case.audience_id,
        words=reason,
        event=answer.event,
        **{"from": answer.source, "to": answer.to},
        roles=sorted(roles),
        waived=list(answer.waived),
        facts={name: _as_json(fact) for name, fact in facts.items()},
    )


def _as_json(fact: Fact) -> Any:
    return {"have": fact.have, "total": fact.total} if isinstance(fact, Tally) else fact


def _spend(signatures: Collection[Signature], answer: decisions.Moved, now: datetime) -> None:
    used = {f"move {answer.event}"} | {f"waive {gate}" for gate in answer.waived}
    for each in signatures:
        if each.purpose in used:
            each.spent_at = now


def _carry_out(case: Case, effects: Collection[str], *, by: Reach | None, now: datetime) -> None:
    offered = offers().effects
    for effect in effects:
        name, _, argument = effect.partition(":")
        if name not in offered:
            raise RuntimeError(f"no room offers the effect {name!r}")
        for carry_out in offered[name]:
            carry_out(case, by=by, now=now, argument=argument)


def _settle_item(rows: dict[str, TrackItem], case: Case, track: str, item: str, state: str) -> None:
    if item in rows:
        rows[item].state = state
    else:
        session().add(TrackItem(case_id=case.id, track=track, item=item, state=state))
