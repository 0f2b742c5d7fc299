"""What has been submitted to an overseer: what is complete, who reads it, and what nobody has touched."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.clock import business_day
from wccflow.base.models import Event
from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.outlook import Outlook, outlooks
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Tally
from wccflow.monitor.dossier_rules import SERIOUS, Finding
from wccflow.monitor.dossiers import checked
from wccflow.monitor.histories import histories
from wccflow.people.queries import names, organisations
from wccflow.people.rights import Reach
from wccflow.review import assigning
from wccflow.review.assigning import REVIEW
from wccflow.review.models import Assignment, Interest
from wccflow.review.queries import open_questions


@dataclass(frozen=True, slots=True)
class Arrived:
    """One submitted case: since when it stands there, what is wrong with it, who reads it, who touched it."""

    case: Case
    state_title: str
    since: date
    days: int
    untouched: int | None  # days since anybody at the overseer did anything; None when nobody ever did
    serious: tuple[Finding, ...]
    readers: tuple[tuple[UUID, str], ...]  # the assignment, and whose it is
    conflicts: tuple[str, ...]

    @property
    def is_untouched(self) -> bool:
        """Whether nobody at the overseer has done anything with it."""
        return self.untouched is None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """One person who may review here, with what lies before her."""

    person_id: UUID
    name: str
    cases: int
    items: int
    questions: int
    interests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """An interest in one of these organisations, in words, and whether this person may decide it."""

    interest: Interest
    who: str
    organisation: str
    decided: str
    may_decide: bool


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything on the page."""

    arrived: tuple[Arrived, ...]
    reviewers: tuple[Reviewer, ...]
    declared: tuple[Declared, ...]
    organisations: tuple[tuple[str, str], ...]
    may_assign: bool


def intake(reach: Reach, cycle: Cycle, overseer_id: UUID, now: datetime) -> Intake:
    """What has arrived at this overseer, untouched and oldest first; constant queries for any number."""
    definition, on = pinned(cycle.digest), business_day(now)
    cases = [each for each in cycles.cases_for(reach, cycle.id) if each.overseer_id == overseer_id]
    there = [each for each in outlooks(cases, on) if each.case.state in _review_states(definition)]
    people = assigning.reviewers(definition, overseer_id, now)
    given = assigning.assigned([each.id for each in cases])
    known = {
        (each.person_id, each.organisation_id): each.say for each in assigning.conflicts_of(cases, people)
    }
    may_assign = assigning.may_assign(reach, definition, overseer_id)
    return Intake(
        arrived=tuple(_arrived(there, reach, given, people, known, on)),
        reviewers=tuple(_reviewers(people, there, given, known)),
        declared=tuple(_declared(cases, reach)) if may_assign else (),
        organisations=tuple((each.organisation.code, each.organisation.name) for each in cases),
        may_assign=may_assign,
    )


def _review_states(definition: Definition) -> set[str]:
    """The states in which items are reviewed, and those of no later stage from which one move leads there."""
    reviewed = {key for key, state in definition.states.items() if REVIEW in state.opens}
    order = list(definition.stages)
    last = max((order.index(definition.states[key].stage) for key in reviewed), default=-1)
    before = {
        source
        for move in definition.moves.values()
        if move.to in reviewed and not move.reason_required  # what needs a reason leads back
        for source in move.sources
        if order.index(definition.states[source].stage) <= last and not _is_authors(definition, source)
    }
    return reviewed | before


def _is_authors(definition: Definition, state: str) -> bool:
    """Whether the authors still write in this state before anything was ever submitted."""
    return state == definition.initial


def _arrived(
    there: Sequence[Outlook],
    reach: Reach,
    given: Mapping[UUID, Sequence[Assignment]],
    people: Mapping[UUID, str],
    known: Mapping[tuple[UUID, UUID], str],
    on: date,
) -> list[Arrived]:
    cases = [each.case for each in there]
    past, found, touched = histories(cases), checked(there, reach, on), _touched(cases, people)
    rows = []
    for each in there:
        case, since = each.case, past[each.case.id].here_since
        last = touched.get(case.id)
        readers = [(one.id, people.get(one.person_id, "Somebody")) for one in given[case.id]]
        barred = [(one.person_id, case.organisation_id) for one in given[case.id]]
        rows.append(
            Arrived(
                case=case,
                state_title=each.definition.states[case.state].title,
                since=since,
                days=(on - since).days,
                untouched=(on - last).days if last and last >= since else None,
                serious=tuple(one for one in found[case.id].findings if one.severity == SERIOUS)
                if found[case.id].may_read
                else (),
                readers=tuple(readers),
                conflicts=tuple(known[pair] for pair in barred if pair in known),
            )
        )
    return sorted(rows, key=lambda row: (not row.is_untouched, row.since, row.case.organisation.name))


def _reviewers(
    people: Mapping[UUID, str],
    there: Sequence[Outlook],
    given: Mapping[UUID, Sequence[Assignment]],
    known: Mapping[tuple[UUID, UUID], str],
) -> list[Reviewer]:
    asked = open_questions([each.case.id for each in there])
    cases: Counter[UUID] = Counter()
    items: Counter[UUID] = Counter()
    questions: Counter[UUID] = Counter()
    for each in there:
        for one in given[each.case.id]:
            cases[one.person_id] += 1
            items[one.person_id] += _unreviewed(each)
            questions[one.person_id] += asked[each.case.id]
    rows = [
        Reviewer(
            person_id=who,
            name=name,
            cases=cases[who],
            items=items[who],
            questions=questions[who],
            interests=tuple(say for (person, _), say in known.items() if person == who),
        )
        for who, name in people.items()
    ]
    return sorted(rows, key=lambda row: (row.items, row.cases, row.name))


def _unreviewed(found: Outlook) -> int:
    """How many items the review's own gates still miss."""
    definition = found.definition
    able = {key for key, role in definition.roles.items() if REVIEW in role.may}
    short = 0
    for gate in definition.gates.values():
        fact = found.facts.get(gate.fact)
        if isinstance(fact, Tally) and not able.isdisjoint(gate.who):
            short += fact.short
    return short


def _touched(cases: Sequence[Case], people: Collection[UUID]) -> dict[UUID, date]:
    """The last day on which one of these people did anything with each case."""
    query = (
        select(Event.case_id, func.max(Event.at))
        .where(Event.case_id.in_([each.id for each in cases]), Event.by_id.in_(people))
        .where(Event.kind.not_like("review.%assigned"))
        .group_by(Event.case_id)
    )
    rows = session().execute(query)
    return {case_id: business_day(datetime.fromisoformat(at)) for case_id, at in rows if case_id and at}


def _declared(cases: Sequence[Case], reach: Reach) -> Iterable[Declared]:
    rows = assigning.interests_at([each.organisation_id for each in cases])
    people = names([each for row in rows for each in (row.person_id, row.dismissed_by_id)])
    places = organisations({row.organisation_id for row in rows})
    for row in rows:
        decided = ""
        if row.dismissed_at is not None and row.dismissed_by_id is not None:
            decided = f"Does not stand in the way: {row.dismissed_why} ({people[row.dismissed_by_id]})"
        yield Declared(
            interest=row,
            who=people[row.person_id],
            organisation=places[row.organisation_id].name,
            decided=decided,
            may_decide=not decided and reach.person_id not in (row.person_id, row.declared_by_id),
        )
