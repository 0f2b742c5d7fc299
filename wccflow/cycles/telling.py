"""Telling people of a case's moves: the effect `notify` of a workflow, with the role that is to be told."""

from datetime import datetime
from uuid import UUID, uuid4

from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles import deadlines
from wccflow.cycles.countersigning import still_to_sign
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle, Signature, WindowChange
from wccflow.cycles.queries import case_by_id, definition_of, windows_at
from wccflow.cycles.signatures import lapses_after
from wccflow.engine.calendars import Window
from wccflow.engine.definition import Definition, Stage
from wccflow.engine.refusals import day
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.people.models import Organisation
from wccflow.people.rights import Place, Reach

EVERYONE = "everyone"


def notify(case: Case, *, by: Reach | None, now: datetime, argument: str) -> None:
    """Tell everybody who holds this role at the case (or everyone of the case) where it stands now.

    Whoever has a day to keep now learns it at once, with what silence will mean.
    """
    definition = definition_of(case)
    roles = tuple(definition.roles) if argument == EVERYONE else (argument,)
    where = f"{case.organisation.name} is now at “{definition.states[case.state].title}”."
    notice = Notice(
        sentence=" ".join([where, *deadlines.of_state(case, roles, now)]),
        address=case.address,
        roles=frozenset(holders(definition, case, role) for role in roles),
        only_you=argument != EVERYONE and _is_to_act(definition, case.state, argument),
    )
    tell(
        notice,
        event_id=uuid4(),
        but=by.person_id if by else None,
        now=now,
        audience_id=case.audience_id,
        case_id=case.id,
    )


def _is_to_act(definition: Definition, state: str, role: str) -> bool:
    """Whether a move onward from this state is for this role, and not only news to it."""
    moves = definition.moves_from.get(state, ())
    return any(role in move.by for move in moves if not move.reason_required)


def of_proposed_window(event: Event) -> list[Notice]:
    """Tell those who can give the second signature that a window waits for it."""
    change = session().get(WindowChange, event.subject_id)
    if change is None or change.countersigned_at is not None:
        return []
    cycle, overseer = (
        session().get_one(Cycle, change.cycle_id),
        session().get_one(Organisation, change.overseer_id),
    )
    definition = pinned(cycle.digest)
    stage = definition.stages[change.stage]
    signatures = stage.early if change.opens else stage.late
    window = windows_at(cycle, overseer.id)[change.stage]
    place = Place(None, overseer.id, None)
    scopes = {role: definition.roles[role].scope for role in (signatures.countersign if signatures else ())}
    return [
        Notice(
            sentence=f"{overseer.name}: {_other_days(change, stage)} waits for a second signature. "
            f"Without it the stage {_as_planned(change, window)}.",
            address=f"/cycles/{cycle.key}/windows/{overseer.code}",
            roles=frozenset((role, scope, place.scope_id(scope)) for role, scope in scopes.items()),
            only_you=True,
            kind="role",
            topic=f"window:{change.id.hex}",
        )
    ]


def of_signature(event: Event) -> list[Notice]:
    """Tell those who can give the other signature that one waits for it, until when, and what then holds."""
    signature = session().get(Signature, event.subject_id)
    if signature is None or signature.spent_at is not None or signature.withdrawn_at is not None:
        return []
    case = case_by_id(signature.case_id)
    definition = definition_of(case)
    verb, _, name = signature.purpose.partition(" ")
    what = definition.moves[name].label if verb == "move" else _exception(definition, name)
    holds = "is not done" if verb == "move" else "is not made, and what is missing stays in the way"
    sentence = (
        f"{case.organisation.name}: {what} is signed by one and waits for another person's signature. "
        f"If none comes by {day(lapses_after(definition, signature))}, it lapses and {holds}."
    )
    roles = frozenset(holders(definition, case, role) for role in still_to_sign(definition, signature))
    return [Notice(sentence, case.address, roles=roles, only_you=True, kind="role")] if roles else []


def _exception(definition: Definition, gate: str) -> str:
    return f"an exception about {definition.facts[definition.gates[gate].fact].title}"


def _other_days(change: WindowChange, stage: Stage) -> str:
    if change.opens:
        return f"opening “{stage.title}” early, on {day(change.opens)},"
    return f"holding “{stage.title}” open until {day(change.closes)}" if change.closes else stage.title


def _as_planned(change: WindowChange, window: Window) -> str:
    return f"opens on {day(window.first)}" if change.opens else f"closes on {day(window.last)}"


def holders(definition: Definition, case: Case, role: str) -> tuple[str, str, UUID | None]:
    """Who holds this role at the case, in the words of a notice."""
    scope = definition.roles[role].scope
    return role, scope, case.place.scope_id(scope)
