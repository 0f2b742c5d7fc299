"""What is told of cases carried over: to those who sign, to everyone of the case, and in its history."""

from wccflow.base import log
from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles import queries
from wccflow.cycles.carrying import CARRIED, signers_of
from wccflow.cycles.models import Carrying, Case
from wccflow.cycles.telling import holders
from wccflow.cycles.words import names_spoken
from wccflow.notices.rules import Notice


def of_proposed(event: Event) -> list[Notice]:
    """Tell those who can give the second signature that a case waits to be carried over."""
    proposal = session().get(Carrying, event.subject_id)
    if proposal is None or proposal.countersigned_at or proposal.dropped_at:
        return []
    case = queries.case_by_id(proposal.case_id)
    definition = queries.definition_of(case)
    ending = definition.moves.get(proposal.ending)
    roles = signers_of(case, (ending,) if ending else ())
    sentence = f"{case.organisation.name}: the case is to be carried over and waits for a second signature."
    where = frozenset(holders(definition, case, role) for role in roles)
    return [Notice(sentence=sentence, address=f"{case.address}/carrying", roles=where, only_you=True)]


def of_carried(event: Event) -> list[Notice]:
    """Tell everyone of the case where it has gone."""
    if event.case_id is None:
        return []
    case = queries.case_by_id(event.case_id)
    definition = queries.definition_of(case)
    roles = frozenset(holders(definition, case, each.key) for each in definition.roles.values())
    return [Notice(sentence=sentence_of(event), address=case.address, roles=roles)]


def sentence_of(event: Event) -> str:
    """What happened, in a sentence."""
    said, place = event.payload, f"{event.payload['name']} ({event.payload['to']})"
    if said["ending"]:
        return f"The case of {said['from']} has ended; that of {place} goes on."
    return f"The case of {said['from']} goes on as that of {place}."


def history(case: Case) -> list[Event]:
    """The lines of the log that tell of this case being carried over, oldest first."""
    return log.events_of([case.id], CARRIED)


def told(case: Case) -> list[tuple[str, Event, str]]:
    """Each line of that history in words, with who did it, newest first."""
    events = history(case)
    who = names_spoken(events)
    return [(sentence_of(each), each, who[each.id]) for each in reversed(events)]
