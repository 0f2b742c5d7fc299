"""Named people as readers: who may be chosen, and the audience that they make."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base.audiences import audience_id, named_token, token
from wccflow.base.errors import Refused
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review.models import Thread
from wccflow.review.readers import NAMED, NAMED_PEOPLE, Readers, belonging, readers, wider, writable

NOBODY = "Choose at least one person who is to read along."
NOT_THIS_PERSON = "Not everyone whom you chose may read this. Open the page again and choose from the list."


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be named as a reader, with what she is in this case."""

    id: UUID
    name: str
    roles: str


def candidates(
    case: Home,
    within: Collection[Readers],
    by: Reach,
    now: datetime,
    document: frozenset[str] | None = None,
) -> list[Candidate]:
    """Who else belongs to one of these audiences now, and may read the document if one is given; by name."""
    roles = definition_of(case).roles
    found = belonging(_all(within), now)
    chosen = {
        each: held
        for each, reach in found.items()
        if each != by.person_id
        and (held := reach.roles_at(case.place))
        and (document is None or not reach.tokens.isdisjoint(document))
    }
    called = names(chosen)
    made = [
        Candidate(each, called[each], ", ".join(roles[key].title for key in roles if key in held))
        for each, held in chosen.items()
    ]
    return sorted(made, key=lambda each: each.name)


def readers_named(people: Sequence[UUID], within: Collection[Readers], by: Reach, now: datetime) -> Readers:
    """The audience of these people with the one who writes; all belong to one of `within`. Raises Refused."""
    if not set(people) - {by.person_id}:
        raise Refused(NOBODY)
    tokens, chosen = _all(within), {*people, by.person_id}
    found = belonging(tokens, now)
    if not chosen <= found.keys():
        raise Refused(NOT_THIS_PERSON)
    own = frozenset(each for person in chosen for each in _tokens_of(found[person], tokens))
    return Readers(audience_id([f"class:{NAMED}", *own]), NAMED, NAMED_PEOPLE, "grey", own)


def _all(within: Collection[Readers]) -> frozenset[str]:
    return frozenset[str]().union(*(each.tokens for each in within))


def _tokens_of(reach: Reach, tokens: frozenset[str]) -> set[str]:
    """The person by name at each place for whose sake she belongs to these readers."""
    found = set()
    for each in reach.holdings:
        own = named_token(reach.person_id, each.scope, each.scope_id)
        if own in tokens or token(each.role, each.scope, each.scope_id) in tokens:
            found.add(own)
    return found


def wider_called(
    case: Home, thread: Thread, key: str, people: Sequence[UUID], by: Reach, now: datetime
) -> Readers | None:
    """The wider audience of this key to which the person may open a thread; None when there is none such.

    With the key of named people, a thread of named people is opened to these as well. Raises Refused.
    """
    if key != NAMED:
        return next((each for each in wider(case, thread, by, now) if each.key == key), None)
    own = readers(case, thread.audience_id)
    if own.roles or not own.tokens:
        return None
    added = readers_named(people, writable(case, by), by, now)
    tokens = own.tokens | added.tokens
    return Readers(audience_id([f"class:{NAMED}", *tokens]), NAMED, NAMED_PEOPLE, "grey", tokens)
