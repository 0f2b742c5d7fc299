"""Finding people: those whom a person arranges, or her colleagues where she holds a role herself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_

from wccflow.appointments import queries as appointments
from wccflow.appointments.authority import Authority, authority_of
from wccflow.base.work import session
from wccflow.cycles.queries import definitions
from wccflow.people.models import Grant, Organisation, Person
from wccflow.people.queries import in_force
from wccflow.people.rights import Reach
from wccflow.search.grammar import parse
from wccflow.search.saying import says
from wccflow.search.tree import And, Near, Not, Or, Phrase, Prefix, Tree, Word
from wccflow.search.words import printable

MOST_PEOPLE = 50
SHARED = ("organisation", "overseer")  # where people are each other's colleagues


@dataclass(frozen=True, slots=True)
class Who:
    """One person: her name, what she is and where, and her page where there is one to see."""

    name: str
    posts: list[str]
    address: str = ""


def people(query: str, *, reach: Reach, now: datetime) -> tuple[list[Who], int]:
    """The first of those who are meant, by name, and how many there are. Raises Refused in a sentence."""
    query = printable(query)
    tree = parse(query, fields={})
    authority = authority_of(reach)
    if authority.anywhere:
        return _arranged(authority, query, now)
    found = [each for each in _colleagues(reach, now) if _fits(tree, each)]
    return found[:MOST_PEOPLE], len(found)


def _arranged(authority: Authority, query: str, now: datetime) -> tuple[list[Who], int]:
    """As the page of people finds them."""
    wish = appointments.Wish(text=query)
    rows, total = appointments.people(authority, wish, offset=0, limit=MOST_PEOPLE, now=now)
    shown = [
        Who(row.person.name, [post.words for post in row.posts], f"/people/{row.person.id}") for row in rows
    ]
    return shown, total


def _colleagues(reach: Reach, now: datetime) -> list[Who]:
    """Everybody in post where this person holds a role, by name, in two queries."""
    places = {(each.scope, each.scope_id) for each in reach.holdings if each.scope in SHARED}
    titles = {role.key: role.title for each in definitions() for role in each.roles.values()}
    query = (
        select(Person.id, Person.name, Grant.role, Organisation.name)
        .join(Grant, Grant.person_id == Person.id)
        .join(Organisation, Organisation.id == Grant.scope_id)
        .where(tuple_(Grant.scope, Grant.scope_id).in_(places), *in_force(now), Person.disabled_at.is_(None))
        .order_by(Person.name, Person.id, Grant.role)
    )
    found: dict[UUID, Who] = {}
    for person_id, name, role, place in session().execute(query):
        found.setdefault(person_id, Who(name, [])).posts.append(f"{titles.get(role, role)}, {place}")
    return list(found.values())


def _fits(tree: Tree, who: Who) -> bool:
    text = " ".join([who.name, *who.posts])
    match tree:
        case And(parts):
            return all(_fits(part, who) for part in parts)
        case Or(parts):
            return any(_fits(part, who) for part in parts)
        case Not(part):
            return not _fits(part, who)
        case Word() | Phrase() | Near() | Prefix():
            return says(tree, text)
        case _:
            return False
