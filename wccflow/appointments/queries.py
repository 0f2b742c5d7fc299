"""Questions about people and their posts; every list costs the same number of queries at 8 and at 800."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from wccflow.appointments.authority import NATION, ORGANISATION, OVERSEER, Authority, places_of
from wccflow.appointments.inviting import pending
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.queries import titles_of
from wccflow.people.models import Grant, Invitation, Organisation, Person
from wccflow.people.queries import names
from wccflow.people.signing_in import last_seen

PANEL = "panel"
STATES = {
    "": "In post",
    "pending": "Invited, not here yet",
    "deputies": "Deputies",
    "suspended": "Suspended",
    "ended": "Ended",
}


@dataclass(frozen=True, slots=True)
class Post:
    """One role of one person, in words."""

    grant: Grant
    title: str
    place: str
    code: str
    state: str
    tone: str
    for_name: str
    arranged: bool  # whether the person who looks may change it

    @property
    def words(self) -> str:
        """The role and the place in one line."""
        here = f"{self.title}, {self.place}" if self.place else self.title
        return f"{here}, for {self.for_name}" if self.for_name else here


@dataclass(frozen=True, slots=True)
class Row:
    """One person as a list shows her."""

    person: Person
    posts: list[Post]
    seen_at: datetime | None
    invited_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is asked for."""

    text: str = ""
    state: str = ""
    role: str = ""
    place: UUID | None = None


def people(
    authority: Authority, wish: Wish, *, offset: int, limit: int, now: datetime
) -> tuple[list[Row], int]:
    """One page of the people whom this person may arrange, by name, and how many there are in all."""
    chosen = _chosen(authority, wish, now)
    total = session().scalar(select(func.count()).where(Person.id.in_(chosen)).select_from(Person)) or 0
    page = select(Person).where(Person.id.in_(chosen)).order_by(func.lower(Person.name), Person.id)
    found = session().scalars(page.offset(offset).limit(limit)).all()
    return rows(authority, found, now), total


def rows(authority: Authority, found: Sequence[Person], now: datetime) -> list[Row]:
    """These people with their posts as far as this person may know them."""
    ids = [each.id for each in found]
    query = select(Grant).where(Grant.person_id.in_(ids), _within(authority)).order_by(Grant.begins_at)
    held: dict[UUID, list[Grant]] = {each: [] for each in ids}
    for grant in session().scalars(query):
        held[grant.person_id].append(grant)
    posts = in_words(authority, [grant for theirs in held.values() for grant in theirs], now)
    seen, invited = last_seen(ids), pending(ids)
    return [
        Row(each, [posts[grant.id] for grant in held[each.id]], seen.get(each.id), invited.get(each.id))
        for each in found
    ]


def in_words(authority: Authority, grants: Sequence[Grant], now: datetime) -> dict[UUID, Post]:
    """These roles in words, by id."""
    places = places_of(grants)
    panels = titles_of({each.scope_id for each in grants if each.scope == PANEL and each.scope_id})
    said = {case_id: f"panel of {name}" for case_id, name in panels.items()}
    said |= {place.id: place.name for place in places.values()}
    principals = names(each.on_behalf_of_id for each in grants)
    return {each.id: _post(authority, each, places, said, principals, now) for each in grants}


def person_for(authority: Authority, person_id: UUID) -> Person:
    """The person of this id, when some post of hers is this person's to arrange. Raises NotFound."""
    found = session().get(Person, person_id)
    known = select(Grant.id).where(Grant.person_id == person_id, _within(authority)).limit(1)
    if found is None or not (authority.nation or session().scalar(known)):
        raise NotFound
    return found


def place_for(authority: Authority, found: Organisation) -> Organisation:
    """This place, when the person may give some role there. Raises NotFound."""
    if not authority.scopes_at(found):
        raise NotFound
    return found


def places(authority: Authority) -> Sequence[Organisation]:
    """Every place at which the person may arrange people and that has not ended, by name."""
    order = (Organisation.level == ORGANISATION, Organisation.level == OVERSEER, Organisation.name)
    query = select(Organisation).where(_places(authority), Organisation.successor_id.is_(None))
    return session().scalars(query.order_by(*order)).all()


def people_at(authority: Authority, place: Organisation, now: datetime) -> list[tuple[Person, Post]]:
    """Who holds a role at this place now or later, by name."""
    scopes = (ORGANISATION, OVERSEER)
    mine = and_(Grant.scope.in_(scopes), Grant.scope_id == place.id)
    if place.level == NATION:
        mine = or_(mine, Grant.scope == NATION)
    mine = and_(mine, Grant.role.not_in(authority.strange))
    query = (
        select(Grant)
        .join(Person, Person.id == Grant.person_id)
        .where(mine, or_(Grant.until.is_(None), Grant.until > now))
        .order_by(func.lower(Person.name), Grant.begins_at)
    )
    grants = session().scalars(query).all()
    posts = in_words(authority, grants, now)
    ids = {each.person_id for each in grants}
    people_by_id = {row.id: row for row in session().scalars(select(Person).where(Person.id.in_(ids)))}
    return [(people_by_id[each.person_id], posts[each.id]) for each in grants]


def _chosen(authority: Authority, wish: Wish, now: datetime) -> ColumnElement[UUID]:
    going_on = or_(Grant.until.is_(None), Grant.until > now)
    conditions = [_within(authority)]
    if wish.state == "ended":
        conditions.append(Grant.until <= now)
    elif wish.state == "suspended":
        conditions += [going_on, Grant.suspended_at.is_not(None)]
    elif wish.state == "deputies":
        conditions += [going_on, Grant.on_behalf_of_id.is_not(None)]
    else:
        conditions.append(going_on)
    if wish.state == "pending":
        waiting = select(Invitation.person_id).where(Invitation.accepted_at.is_(None))
        conditions.append(Grant.person_id.in_(waiting))
    if wish.role:
        conditions.append(Grant.role == wish.role)
    if wish.place is not None:
        conditions.append(Grant.scope_id == wish.place)
    if wish.text:
        conditions.append(_matches(wish.text))
    query = select(Grant.person_id).join(Person, Person.id == Grant.person_id)
    joined = query.outerjoin(Organisation, Organisation.id == Grant.scope_id)
    chosen: ColumnElement[UUID] = joined.where(*conditions).scalar_subquery()
    return chosen


def _matches(words: str) -> ColumnElement[bool]:
    """Every word is somewhere in the name, the address, or the place."""
    columns = (Person.name, Person.email, Organisation.name, Organisation.code)
    return and_(
        *(or_(*(each.icontains(word, autoescape=True) for each in columns)) for word in words.split())
    )


def _within(authority: Authority) -> ColumnElement[bool]:
    """The condition that a role is held where this person may arrange people, and is hers to know of."""
    known = Grant.role.not_in(authority.strange)
    if authority.nation:
        return known
    places_ = select(Organisation.id).where(_places(authority))
    here = or_(
        and_(Grant.scope == ORGANISATION, Grant.scope_id.in_(places_)),
        and_(Grant.scope == OVERSEER, Grant.scope_id.in_(authority.overseers | authority.own)),
    )
    return and_(known, here)


def _places(authority: Authority) -> ColumnElement[bool]:
    if authority.nation:
        return true()
    overseers = authority.overseers
    mine = Organisation.id.in_(authority.organisations | overseers | authority.own)
    return or_(mine, Organisation.parent_id.in_(overseers) if overseers else false())


def _post(
    authority: Authority,
    grant: Grant,
    places_: dict[UUID, Organisation],
    said: dict[UUID, str],
    principals: dict[UUID, str],
    now: datetime,
) -> Post:
    place = places_.get(grant.scope_id) if grant.scope_id else None
    state, tone = _state(grant, now)
    return Post(
        grant=grant,
        title=authority.title(grant.role),
        place=said.get(grant.scope_id, "") if grant.scope_id else "the nation",
        code=place.code if place else "",
        state=state,
        tone=tone,
        for_name=principals.get(grant.on_behalf_of_id, "") if grant.on_behalf_of_id else "",
        arranged=grant.scope != PANEL and authority.covers(grant, place),
    )


def _state(grant: Grant, now: datetime) -> tuple[str, str]:
    if grant.until is not None and grant.until <= now:
        return "Ended", "quiet"
    if grant.suspended_at is not None:
        return "Suspended", "late"
    if grant.begins_at > now:
        return "To come", "info"
    return ("Until a day", "warning") if grant.until is not None else ("In post", "good")
