"""Conflicts of interest that show by themselves: posts held now or before, neighbours, feedback given."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, or_, select

from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.refusals import day
from wccflow.panels import queries
from wccflow.panels.pool_models import ConflictDismissal, PoolMember
from wccflow.panels.rules import DISMISSED, plain
from wccflow.panels.timetable_models import TimetableRules
from wccflow.panels.timetable_rules import NEIGHBOURS, SAME_OVERSEER, neighbours_in
from wccflow.partners.models import PartnerInvitation
from wccflow.people.models import Grant, Organisation, Person
from wccflow.review.models import Interest

Posts: TypeAlias = Mapping[UUID, Sequence[Grant]]
Pair: TypeAlias = tuple[Case, UUID]


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict of one person with one case: what it rests on (`reason`) and in words."""

    case_id: UUID
    person_id: UUID
    reason: str
    words: str


def found_in(pairs: Collection[Pair], now: datetime) -> list[Found]:
    """Every conflict of these people with these cases, dismissed or not; constant queries for any number."""
    if not pairs:
        return []
    known = _Known(list({case.id: case for case, _ in pairs}.values()), {who for _, who in pairs})
    return [found for case, person_id in pairs for found in known.between(case, person_id, now)]


def standing(pairs: Collection[Pair], now: datetime) -> list[Found]:
    """The conflicts that show by themselves and that nobody has dismissed."""
    ended = {
        (each.case_id, each.person_id, each.reason) for each in dismissals({case.id for case, _ in pairs})
    }
    return [each for each in found_in(pairs, now) if (each.case_id, each.person_id, each.reason) not in ended]


def against(
    cases: Sequence[Case], person_ids: Collection[UUID], now: datetime
) -> dict[tuple[UUID, UUID], list[str]]:
    """Why which of these people may not sit for which of these cases: what shows, and what was declared."""
    found: dict[tuple[UUID, UUID], list[str]] = {}
    for each in standing([(case, who) for case in cases for who in person_ids], now):
        found.setdefault((each.case_id, each.person_id), []).append(each.words)
    for declared in queries.conflicts_of([case.id for case in cases]):
        if declared.person_id in person_ids and declared.outcome != DISMISSED and not declared.reason:
            say = f"declared a conflict: {declared.what}"
            found.setdefault((declared.case_id, declared.person_id), []).append(say)
    return found


def dismissals(case_ids: Collection[UUID]) -> Sequence[ConflictDismissal]:
    """The dismissals that hold in these cases."""
    query = select(ConflictDismissal).where(
        ConflictDismissal.case_id.in_(case_ids), ConflictDismissal.ended_at.is_(None)
    )
    return session().scalars(query.order_by(ConflictDismissal.at, ConflictDismissal.id)).all()


class _Known:
    """What is known of these people and these cases, read at once."""

    def __init__(self, cases: Sequence[Case], person_ids: Collection[UUID]) -> None:
        self.places = _organisations(cases)
        self.posts = _posts(person_ids)
        self.homes = _homes(cases, person_ids)
        self.interests = _interests(cases, person_ids)
        self.partners = _partners(cases, person_ids)
        self.kin = _kin(cases)

    def between(self, case: Case, person_id: UUID, now: datetime) -> Iterator[Found]:
        """Each conflict of this person with this case, one of a kind."""
        for reason, words in self._reasons(case, person_id, now):
            yield Found(case.id, person_id, reason, words)

    def _reasons(self, case: Case, person_id: UUID, now: datetime) -> Iterator[tuple[str, str]]:
        mine, name = self.places.theirs(case), case.organisation.name
        yield from _of_posts(case, self.posts[person_id], mine, now)
        homes = self.homes.get((case.overseer_id, person_id), set())
        if homes & mine:
            yield "home", f"works for {name}"
        near = {each.scope_id for each in self.posts[person_id] if _holds(each, now)} | homes
        yield from self._of_kin(case, {each for each in near if each} - mine)
        for each in self.interests.get((case.organisation_id, person_id), ()):
            yield f"interest {each.id.hex}", f"declared an interest in {name}: {each.what}"
        if (case.id, person_id) in self.partners:
            yield "partner", f"was asked for feedback as a partner of {name}, and would be on both sides"

    def _of_kin(self, case: Case, near: Collection[UUID]) -> Iterator[tuple[str, str]]:
        rule, groups = self.kin.get((case.cycle_id, case.overseer_id), (NEIGHBOURS, ()))
        code = case.organisation.code
        for other in sorted(
            (self.places.by_id[each] for each in near if each in self.places.by_id), key=_code
        ):
            if rule == SAME_OVERSEER and other.parent_id == case.overseer_id:
                yield f"kin {other.code}", f"works for {other.name}, which has the same overseer"
            elif rule == NEIGHBOURS and any({code, other.code} <= group for group in groups):
                yield f"kin {other.code}", f"works for {other.name}, a neighbour of {case.organisation.name}"


def _of_posts(
    case: Case, posts: Iterable[Grant], mine: Collection[UUID], now: datetime
) -> Iterator[tuple[str, str]]:
    roles, name = definition_of(case).roles, case.organisation.name
    told: set[str] = set()
    here = [each for each in posts if each.scope == "organisation" and each.scope_id in mine]
    for each in sorted(here, key=lambda post: (not _holds(post, now), post.begins_at)):
        title = roles[each.role].title if each.role in roles else each.role
        reason = f"post {each.role}" if _holds(each, now) else f"former {each.role}"
        if each.role in told:
            continue
        told.add(each.role)
        if _holds(each, now):
            yield reason, f"is {title} of {name}"
        elif each.until is not None:
            yield reason, f"was {title} of {name} until {day(business_day(each.until))}"


def _holds(post: Grant, now: datetime) -> bool:
    return post.until is None or post.until > now


def _code(organisation: Organisation) -> str:
    return organisation.code


@dataclass(frozen=True, slots=True)
class _Places:
    by_id: Mapping[UUID, Organisation]

    def theirs(self, case: Case) -> set[UUID]:
        """The organisation of a case with all that went on in it."""
        mine = {case.organisation_id, *([case.origin_id] if case.origin_id else [])}
        while more := {each.id for each in self.by_id.values() if each.successor_id in mine} - mine:
            mine |= more
        return mine


def _organisations(cases: Sequence[Case]) -> _Places:
    query = select(Organisation).where(Organisation.level == "organisation")
    return _Places({each.id: each for each in session().scalars(query)})


def _posts(person_ids: Collection[UUID]) -> dict[UUID, list[Grant]]:
    found: dict[UUID, list[Grant]] = {each: [] for each in person_ids}
    query = select(Grant).where(Grant.person_id.in_(person_ids), Grant.scope == "organisation")
    for each in session().scalars(query):
        found[each.person_id].append(each)
    return found


def _homes(cases: Sequence[Case], person_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], set[UUID]]:
    query = select(PoolMember.overseer_id, PoolMember.person_id, PoolMember.home_id).where(
        PoolMember.cycle_id.in_({each.cycle_id for each in cases}),
        PoolMember.person_id.in_(person_ids),
        PoolMember.home_id.is_not(None),
    )
    found: dict[tuple[UUID, UUID], set[UUID]] = {}
    for overseer_id, person_id, home_id in session().execute(query):
        if home_id:
            found.setdefault((overseer_id, person_id), set()).add(home_id)
    return found


def _interests(
    cases: Sequence[Case], person_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], list[Interest]]:
    query = select(Interest).where(
        Interest.organisation_id.in_({each.organisation_id for each in cases}),
        Interest.person_id.in_(person_ids),
        Interest.dismissed_at.is_(None),
    )
    found: dict[tuple[UUID, UUID], list[Interest]] = {}
    for each in session().scalars(query.order_by(Interest.declared_at, Interest.id)):
        found.setdefault((each.organisation_id, each.person_id), []).append(each)
    return found


def _partners(cases: Sequence[Case], person_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Who was asked for feedback where: by address, or by the same name; never whether they answered."""
    people = session().scalars(select(Person).where(Person.id.in_(person_ids))).all()
    emails, names = {each.email: each.id for each in people}, {plain(each.name): each.id for each in people}
    query = select(PartnerInvitation.case_id, PartnerInvitation.email, PartnerInvitation.name).where(
        PartnerInvitation.case_id.in_([each.id for each in cases]),
        PartnerInvitation.revoked_at.is_(None),
        or_(PartnerInvitation.email.in_(emails), func.lower(PartnerInvitation.name).in_(names)),
    )
    found = set()
    for case_id, email, name in session().execute(query):
        who = emails.get(email) or names.get(plain(name))
        if who:
            found.add((case_id, who))
    return found


def _kin(cases: Sequence[Case]) -> dict[tuple[UUID, UUID], tuple[str, tuple[frozenset[str], ...]]]:
    query = select(TimetableRules).where(TimetableRules.cycle_id.in_({each.cycle_id for each in cases}))
    return {
        (each.cycle_id, each.overseer_id): (each.kin, neighbours_in(each.neighbours))
        for each in session().scalars(query)
    }
