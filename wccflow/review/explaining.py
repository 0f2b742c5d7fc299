"""Who can see a thread or a message: everyone by name with the reason, who cannot, and what was widened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.audiences import token
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.people.queries import names
from wccflow.people.rights import Holding, Reach
from wccflow.review import queries
from wccflow.review.actions import WIDENED
from wccflow.review.models import Comment, Thread
from wccflow.review.readers import Readers, belonging, readers_by_id


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads along: why, and how many messages to fewer readers she does not read."""

    name: str
    why: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Widening:
    """That more people were let in: when, by whom, from which readers to which, with how many messages."""

    at: datetime
    by: str
    was: str
    now: str
    messages: int


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer to “Who can see this?” as far as the one who asks may know it."""

    who: Readers
    readers: Sequence[Reader]
    empty_roles: Sequence[str]
    shut_out: Sequence[str]
    asides: Sequence[tuple[Readers, int]]
    widenings: Sequence[Widening]


def explained(
    home: Home, thread: Thread, reach: Reach, now: datetime, comment: Comment | None = None
) -> Explained:
    """Who can see the thread, or this message of it; of narrower messages only what she herself reads."""
    asides = {} if comment is not None else queries.asides(thread, reach)
    events = log.events_about([thread.id], WIDENED)
    wanted = {(comment or thread).audience_id, *asides, *_audiences_in(events)}
    known = readers_by_id(home, wanted)
    who = known[(comment or thread).audience_id]
    people = belonging(who.tokens, now)
    shown = [(known[each], count) for each, count in asides.items()]
    return Explained(
        who=who,
        readers=_readers(home, who, people, shown),
        empty_roles=_empty_roles(home, who, people),
        shut_out=_shut_out(home, who),
        asides=shown,
        widenings=list(_widenings(events, known)),
    )


def _readers(
    home: Home, who: Readers, people: Mapping[UUID, Reach], asides: Sequence[tuple[Readers, int]]
) -> list[Reader]:
    principals = (each.for_id for reach in people.values() for each in reach.holdings)
    called = names([*people, *principals])
    return sorted(
        (
            Reader(
                called[each],
                _why(home, who, reach, called),
                sum(count for aside, count in asides if reach.tokens.isdisjoint(aside.tokens)),
            )
            for each, reach in people.items()
        ),
        key=lambda reader: reader.name,
    )


def _why(home: Home, who: Readers, reach: Reach, called: Mapping[UUID, str]) -> str:
    """For the sake of which roles a person belongs to these readers, or that she is named among them."""
    roles = definition_of(home).roles
    held = sorted(_held(who, reach), key=lambda each: list(roles).index(each.role))
    said = [
        roles[each.role].title + (f", for {called.get(each.for_id, 'somebody')}" if each.for_id else "")
        for each in held
    ]
    if said:
        return "; ".join(dict.fromkeys(said))
    own = [roles[key].title for key in roles if key in reach.roles_at(home.place)]
    return f"by name ({', '.join(own)})" if own else "by name"


def _held(who: Readers, reach: Reach) -> list[Holding]:
    return [each for each in reach.holdings if token(each.role, each.scope, each.scope_id) in who.tokens]


def _empty_roles(home: Home, who: Readers, people: Mapping[UUID, Reach]) -> list[str]:
    """The roles that read along and that nobody holds now: whoever gets one of them will read it."""
    roles = definition_of(home).roles
    held = {each.role for reach in people.values() for each in _held(who, reach)}
    return [roles[key].title for key in who.roles if key not in held]


def _shut_out(home: Home, who: Readers) -> list[str]:
    """The roles that do not read along."""
    roles = definition_of(home).roles.items()
    return [role.title for key, role in roles if "see" in role.may and key not in who.roles]


def _audiences_in(events: Sequence[log.Event]) -> Iterator[UUID]:
    for each in events:
        yield UUID(each.payload["was"])
        if each.audience_id is not None:
            yield each.audience_id


def _widenings(events: Sequence[log.Event], known: Mapping[UUID, Readers]) -> Iterator[Widening]:
    people = names(each.by_id for each in events)
    for each in events:
        if each.by_id is not None and each.audience_id is not None:
            was, now = known[UUID(each.payload["was"])], known[each.audience_id]
            by = people.get(each.by_id, "Someone")
            yield Widening(each.at, by, was.title, now.title, each.payload["messages"])
