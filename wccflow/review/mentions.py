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
from wccflow.people.queries import people
from wccflow.people.rights import Reach
from wccflow.review.homes import home_of
from wccflow.review.models import Comment, Mention, Thread
from wccflow.review.naming import Nameable, Named, form_for, named_in
from wccflow.review.readers import Readers, belonging, readers, writable
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
    held = {each: reach.roles_at(case.place) for each, reach in belonging(who.tokens, now).items()}
    titles = {role: definition.roles[role].title for role in definition.roles}
    found = [
        _person(each, [title for role, title in titles.items() if role in held[each.id]])
        for each in people(held)
    ]
    holders = {role: sum(role in roles for roles in held.values()) for role in who.roles}
    roles = [role for role, count in holders.items() if count]
    found += [_role(role, titles[role], holders[role]) for role in roles]
    own = tuple(role for role in roles if speaks_for_organisation(definition, role))
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
    reading = belonging(readers(case, comment.audience_id).tokens, now)
    named_, roles = {row.person_id for row in rows}, {row.role for row in rows if row.role}
    meant = {each for each, reach in reading.items() if each in named_ or roles & reach.roles_at(case.place)}
    return meant - {comment.author_id}


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


def _person(person: Person, titles: Sequence[str]) -> Nameable:
    local = person.email.partition("@")[0]
    return Nameable(person.name, (person.name, local, person.email), person.id, note=", ".join(titles))


def _role(role: str, title: str, holders: int) -> Nameable:
    forms = (title, role.replace("_", "-"), role)
    return Nameable(title, forms, roles=(role,), note=f"{holders} {'person' if holders == 1 else 'people'}")
