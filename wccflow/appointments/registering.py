"""Finding organisations, and what the page of one shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from wccflow.appointments.authority import Authority
from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import definition_of
from wccflow.cycles.words import state_titles
from wccflow.engine.refusals import day
from wccflow.people import actions as people
from wccflow.people import register
from wccflow.people.models import Alias, Organisation, OrganisationName, Succession
from wccflow.people.queries import known_as, names
from wccflow.people.rights import Reach

HISTORY = (
    "organisation.founded",
    register.RENAMED,
    register.NAMED_ALSO,
    register.NAMED_NO_MORE,
    register.SUCCEEDED,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what happened to an organisation."""

    what: str
    who: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of an organisation, and the cases that the one who asks may see."""

    aliases: Sequence[str]
    to_come: Sequence[OrganisationName]
    predecessors: Sequence[tuple[Organisation, Succession]]
    successor: Organisation | None
    succession: Succession | None
    below: int
    cases: Sequence[tuple[Case, str, bool]]  # with its state, and whether it can be carried over
    history: Sequence[Told]


def found(
    words: str, *, ended: bool, offset: int, limit: int
) -> tuple[Sequence[tuple[Organisation, str]], int]:
    """One page of the organisations that match every word, with the code of the successor, and how many."""
    conditions: list[ColumnElement[bool]] = [Organisation.successor_id.is_not(None)] if ended else []
    conditions += [_matches(each) for each in words.split()]
    total = session().scalar(select(func.count()).select_from(Organisation).where(*conditions)) or 0
    query = select(Organisation).where(*conditions).order_by(Organisation.name, Organisation.code)
    rows = session().scalars(query.offset(offset).limit(limit)).all()
    heirs = {each.successor_id for each in rows if each.successor_id}
    codes = session().execute(select(Organisation.id, Organisation.code).where(Organisation.id.in_(heirs)))
    by_id = {row.id: row.code for row in codes}
    return [(each, by_id.get(each.successor_id, "") if each.successor_id else "") for each in rows], total


def heir(
    authority: Authority, place: Organisation, code: str, name: str, *, effective: date, now: datetime
) -> Organisation:
    """The successor of this code; one that is not known yet is founded. Raises Refused."""
    if not code:
        raise Refused("Give the successor's code.")
    known = known_as(code)
    if known is not None:
        if not authority.keeps_register(known):
            raise NotFound
        return known
    if not register.CODE.fullmatch(code.upper()):
        raise Refused(f"“{code}” is not a code. A code has letters and figures only.")
    parent = session().get(Organisation, place.parent_id) if place.parent_id else None
    return people.found_organisation(
        code,
        name=" ".join(name.split()) or place.name,
        level=place.level,
        parent=parent,
        by_id=authority.reach.person_id,
        now=now,
        valid_from=effective,
    )


def shown(place: Organisation, reach: Reach) -> Shown:
    """What is known of this organisation, in a constant number of queries."""
    succession = register.succession_of(place.id)
    aliases = select(Alias.name).where(Alias.organisation_id == place.id).order_by(Alias.name)
    below = select(func.count()).select_from(Organisation).where(Organisation.parent_id == place.id)
    to_come = select(OrganisationName).where(
        OrganisationName.organisation_id == place.id, OrganisationName.taken_at.is_(None)
    )
    return Shown(
        aliases=session().scalars(aliases).all(),
        to_come=session().scalars(to_come.order_by(OrganisationName.begins_on)).all(),
        predecessors=_predecessors(place.id),
        successor=session().get(Organisation, place.successor_id) if place.successor_id else None,
        succession=succession,
        below=session().scalar(below) or 0,
        cases=_cases(place, reach),
        history=_history(place.id),
    )


def _matches(word: str) -> ColumnElement[bool]:
    alias = select(Alias.organisation_id).where(Alias.name.icontains(word, autoescape=True))
    return or_(
        Organisation.name.icontains(word, autoescape=True),
        Organisation.code == word.upper(),
        Organisation.id.in_(alias),
    )


def _predecessors(identifier: UUID) -> Sequence[tuple[Organisation, Succession]]:
    query = (
        select(Organisation, Succession)
        .join(Succession, Succession.predecessor_id == Organisation.id)
        .where(Succession.successor_id == identifier)
        .order_by(Succession.effective, Organisation.code)
    )
    return [(row[0], row[1]) for row in session().execute(query)]


def _cases(place: Organisation, reach: Reach) -> Sequence[tuple[Case, str, bool]]:
    theirs = or_(
        Case.organisation_id == place.id, and_(Case.origin_id == place.id, Case.organisation_id != place.id)
    )
    query = (
        select(Case)
        .join(Cycle, Cycle.id == Case.cycle_id)
        .where(theirs, audiences.visible(Case.audience_id, reach.tokens))
        .order_by(Cycle.opened_at.desc(), Case.id)
    )
    cases = session().scalars(query).all()
    titles = state_titles(cases)
    return [(each, titles[each.id], _waits(each, place)) for each in cases]


def _waits(case: Case, place: Organisation) -> bool:
    """Whether a case of an organisation that goes on in another still waits to be carried over."""
    final = definition_of(case).states[case.state].final
    return place.successor_id is not None and case.organisation_id == place.id and not final


def _history(identifier: UUID) -> list[Told]:
    events = log.events_about([identifier], *HISTORY)
    who = names(each.by_id for each in events)
    return [
        Told(
            _said(each),
            who.get(each.by_id, "Someone") if each.by_id else "A command",
            each.at,
            each.words,
        )
        for each in reversed(events)
    ]


def _said(event: log.Event) -> str:
    said = {
        name: day(date.fromisoformat(value)) if name in ("begins_on", "effective") else value
        for name, value in event.payload.items()
    }
    return {
        "organisation.founded": "Entered with the code {code}",
        register.RENAMED: "Renamed “{name}” from {begins_on}; before that “{was}”",
        register.NAMED_ALSO: "Found under “{name}” as well",
        register.NAMED_NO_MORE: "Not found under “{name}” any more",
        register.SUCCEEDED: "Goes on as {successor} from {effective}",
    }[event.kind].format(**said)
