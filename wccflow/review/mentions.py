"""Whom a message names: who can be, who is kept as named, and whom that tells."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.people.models import Person
from wccflow.people.queries import people, roles_held
from wccflow.people.rights import Reach
from wccflow.review.homes import home_of
from wccflow.review.models import Comment, Mention, Thread
from wccflow.review.naming import Nameable, Named, form_for, named_in
from wccflow.review.readers import Readers, person_in, readers, writable
from wccflow.review.rules import speaks_for_organisation

SEVERAL = "“@{words}” may mean several people. Write {forms} instead."
NOT_A_READER = (
    "{called} cannot read this: it is for “{audience}”. Choose readers among whom {called} is, such as "
    "“{wider}”, or let more people read the thread first; or write the name without @."
)
NOBODY = (
    "Nobody who reads this is called “{words}”. Take a name from the list that opens after @, or write it "
    "without @. For the sign alone put a backslash before it: \\@"
)


def nameable(case: Home, who: Readers, now: datetime) -> list[Nameable]:
    """The people who read along, the roles that they hold, and the organisation when it reads along too."""
    definition = definition_of(case)
    held = roles_held(_places(who), now)
    named = [person for each in who.tokens if (person := person_in(each)) is not None]
    there = people([*held, *named])
    holders = dict.fromkeys(definition.roles, 0)
    for each in there:
        holders |= {role: holders[role] + 1 for role in held.get(each.id, ()) if role in holders}
    titles = {role: definition.roles[role].title for role, count in holders.items() if count}
    found = [
        _person(each, [titles[role] for role in held.get(each.id, ()) if role in titles]) for each in there
    ]
    found += [_role(role, title, holders[role]) for role, title in titles.items()]
    own = tuple(role for role in titles if speaks_for_organisation(definition, role))
    return [
        *found,
        *([Nameable(case.organisation.name, (case.organisation.name,), roles=own)] if own else []),
    ]


def named(case: Home, who: Readers, texts: Sequence[str], *, by: Reach, now: datetime) -> list[Named]:
    """Whom these texts name among the readers. Raises Refused for anybody else, and for whom it is unsure."""
    readers_of_it = nameable(case, who, now)
    found = named_in(texts, readers_of_it)
    for each in found:
        if not each.meant:
            raise Refused(_nobody(case, who, texts, each, by=by, now=now))
        if len(each.meant) > 1:
            forms = " or ".join(f"@{form_for(one, readers_of_it)}" for one in each.meant)
            raise Refused(SEVERAL.format(words=each.words, forms=forms))
    return found


def keep(comment: Comment, found: Iterable[Named]) -> None:
    """Keep whom a message names, instead of whom it named before."""
    session().execute(delete(Mention).where(Mention.comment_id == comment.id))
    for each in found:
        (one,) = each.meant
        for role in one.roles or ("",):
            session().add(
                Mention(comment_id=comment.id, words=each.words, person_id=one.person_id, role=role)
            )
    session().flush()


def mentioned(comment: Comment) -> set[UUID]:
    """The people whom a message names, by themselves or by role, and who can read it; not its author."""
    rows = session().scalars(select(Mention).where(Mention.comment_id == comment.id)).all()
    if not rows:
        return set()
    case = home_of(session().get_one(Thread, comment.thread_id))
    now = comment.edited_at or comment.at
    who, roles = readers(case, comment.audience_id), {row.role for row in rows if row.role}
    may_read = {each.person_id for each in nameable(case, who, now) if each.person_id}
    by_role = {person_id for person_id, held in roles_held(_places(who), now).items() if roles & set(held)}
    return (({row.person_id for row in rows if row.person_id} | by_role) & may_read) - {comment.author_id}


def words_by_comment(comment_ids: Sequence[UUID]) -> Mapping[UUID, list[str]]:
    """By message, the words by which it names people, in one query."""
    query = select(Mention.comment_id, Mention.words).where(Mention.comment_id.in_(comment_ids))
    found: dict[UUID, list[str]] = {}
    for comment_id, words in session().execute(query.distinct()):
        found.setdefault(comment_id, []).append(f"@{words}")
    return found


def _nobody(case: Home, who: Readers, texts: Sequence[str], lone: Named, *, by: Reach, now: datetime) -> str:
    """Why a name means nobody here; says of a person that she exists only to those who see her elsewhere."""
    for wider in writable(case, by):
        for each in named_in(texts, nameable(case, wider, now)):
            if each.meant and _begins_alike(each.words, lone.words) and not who.includes(wider):
                called = each.meant[0].called
                return NOT_A_READER.format(called=called, audience=who.title, wider=wider.title)
    return NOBODY.format(words=lone.words)


def _begins_alike(one: str, other: str) -> bool:
    return one.lower().startswith(other.lower()) or other.lower().startswith(one.lower())


def _places(who: Readers) -> list[tuple[str, str, UUID | None]]:
    ordered = sorted(who.tokens, key=lambda each: _rank(each, who.roles))
    found = []
    for each in ordered:
        role, _, place = each.partition("@")
        scope, _, scope_id = place.partition(":")
        if place and person_in(each) is None:
            found.append((role, scope, None if scope_id == "*" else UUID(scope_id)))
    return found


def _rank(token: str, roles: Sequence[str]) -> int:
    role = token.partition("@")[0]
    return roles.index(role) if role in roles else len(roles)


def _person(person: Person, titles: Sequence[str]) -> Nameable:
    local = person.email.partition("@")[0]
    return Nameable(person.name, (person.name, local, person.email), person.id, note=", ".join(titles))


def _role(role: str, title: str, holders: int) -> Nameable:
    forms = (title, role.replace("_", "-"), role)
    return Nameable(title, forms, roles=(role,), note=f"{holders} {'person' if holders == 1 else 'people'}")
