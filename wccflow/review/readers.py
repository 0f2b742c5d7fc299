"""Who reads what a person writes: the audiences that stand open to her, in words, from narrow to wide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.models import AudienceMember
from wccflow.base.work import remembered, session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.people.queries import names, people_holding, reaches
from wccflow.people.rights import Reach, audience_tokens, can, holds
from wccflow.review.models import Theme, Thread
from wccflow.review.rules import THEME_USES, USES, is_shared

NAMED_PEOPLE, NAMED = "Named people", "named"  # in words, and as the key with which forms choose them


@dataclass(frozen=True, slots=True)
class Readers:
    """An audience of a case, as pages show it and forms choose it by `key`."""

    id: UUID
    key: str
    title: str
    tone: str
    tokens: frozenset[str]
    roles: tuple[str, ...] = ()

    def includes(self, other: "Readers") -> bool:
        """Whether everyone of the other reads along here."""
        return self.tokens >= other.tokens


def readers_called(case: Home, key: str) -> Readers:
    """The case's audience of this key; writes nothing, for its id follows from who belongs to it."""
    definition = definition_of(case)
    kind = definition.audiences[key]
    tokens = audience_tokens(definition, key, case.place)
    title = _above(case, key, kind.title) if isinstance(case, Theme) else kind.title
    return Readers(
        audiences.audience_id([f"class:{key}", *tokens]), key, title, kind.tone, tokens, kind.roles
    )


def readers_of(case: Home) -> dict[UUID, Readers]:
    """Every audience that the case's definition names, by id."""
    return {each.id: each for each in (readers_called(case, key) for key in definition_of(case).audiences)}


def readers_by_id(case: Home, ids: Collection[UUID]) -> dict[UUID, Readers]:
    """These audiences of a case, also those of named people, in one query at most."""
    known = readers_of(case)
    tokens: dict[UUID, set[str]] = {each: set() for each in ids if each not in known}
    columns = (AudienceMember.audience_id, AudienceMember.token)
    if tokens:
        for audience_id, each in session().execute(select(*columns).where(columns[0].in_(tokens))):
            tokens[audience_id].add(each)
    named = {each: Readers(each, "", NAMED_PEOPLE, "grey", frozenset(own)) for each, own in tokens.items()}
    return {each: known.get(each) or named[each] for each in ids}


def readers(case: Home, audience_id: UUID) -> Readers:
    """One audience of a case, also one of named people."""
    known = readers_of(case).get(audience_id)
    return known or Readers(audience_id, "", NAMED_PEOPLE, "grey", audiences.tokens_of(audience_id))


def writable(case: Home, reach: Reach) -> list[Readers]:
    """The audiences for which the person may begin a thread now, her default first; she reads them all."""
    definition = definition_of(case)
    found: dict[str, Readers] = {}
    for use in uses_in(case):
        key = definition.sharing.get(use)
        if key is None or key in found or (use == "shared" and not _may_share(case, reach, definition)):
            continue
        each = readers_called(case, key)
        if not each.tokens.isdisjoint(reach.tokens):
            found[key] = each
    return list(found.values())


def uses_in(home: Home) -> tuple[str, ...]:
    """The uses of an audience for which one may begin a thread there."""
    return THEME_USES if isinstance(home, Theme) else USES


def shared(case: Home) -> Readers:
    """Those before whom the organisation is asked and answers."""
    return readers_called(case, definition_of(case).sharing["shared"])


def for_reply(case: Home, thread: Thread, reach: Reach) -> list[Readers]:
    """The audiences of a reply: the thread's own first, then the narrower ones of the person."""
    own = readers(case, thread.audience_id)
    narrower = [each for each in writable(case, reach) if own.tokens > each.tokens]
    return [own, *narrower]


def wider(case: Home, thread: Thread, reach: Reach, now: datetime) -> list[Readers]:
    """The audiences to which the person may open the thread: those that hold all its readers and more."""
    own = readers(case, thread.audience_id)
    return [
        each
        for each in writable(case, reach)
        if each.tokens != own.tokens and reads_along(own, each.tokens, now)
    ]


def reads_along(who: Readers, tokens: Collection[str], now: datetime) -> bool:
    """Whether everyone of an audience belongs to these readers: by role, or by name as things are now."""
    others = who.tokens - frozenset(tokens)
    if any(person_in(each) is None for each in others):
        return False
    return not others or people_by_id(who, now).keys() <= belonging(tokens, now).keys()


def people_of(who: Readers, now: datetime) -> list[str]:
    """The names of everyone who belongs to an audience now, in order."""
    return sorted(_named(who, now).values())


def people_by_id(who: Readers, now: datetime) -> dict[UUID, str]:
    """The same by id, in the order of their names."""
    return dict(sorted(_named(who, now).items(), key=lambda pair: pair[1]))


def default_of(choices: Sequence[Readers], key: str) -> Readers | None:
    """The chosen audience, the first when none is named, None when the choice is not open."""
    if not key:
        return choices[0] if choices else None
    return next((each for each in choices if each.key == key), None)


def _above(theme: Theme, key: str, title: str) -> str:
    """What an audience is called above the organisations, where none of their people belongs to it."""
    if key == definition_of(theme).sharing.get("oversight"):
        return title
    return (
        f"{theme.overseer.name} and the nation" if theme.overseer.level == "overseer" else theme.overseer.name
    )


def _may_share(case: Home, reach: Reach, definition: Definition) -> bool:
    answers = holds(reach, "answer", place=case.place, definition=definition)
    if isinstance(case, Theme):
        return True  # no organisation reads a theme, so nothing is kept back from one
    asks = can(reach, "ask", place=case.place, definition=definition, state=case.state)
    return asks or (answers and is_shared(definition, case.state))


def belonging(tokens: Collection[str], now: datetime) -> dict[UUID, Reach]:
    """Everyone who belongs to these readers now, by role or by name, with all they hold; few queries.

    Within one page whoever was found among more readers at this instant is not looked for again.
    """
    asked, kept = (
        frozenset(tokens),
        remembered((belonging, now), list[tuple[frozenset[str], dict[UUID, Reach]]]),
    )
    for known, found in kept:
        if asked <= known:
            return {each: reach for each, reach in found.items() if not reach.tokens.isdisjoint(asked)}
    kept.append((asked, _belonging(asked, now)))
    return kept[-1][1]


def _belonging(tokens: Collection[str], now: datetime) -> dict[UUID, Reach]:
    named = {person for each in tokens if (person := person_in(each)) is not None}
    places = [place for each in tokens if person_in(each) is None and (place := _place_in(each))]
    held = people_holding(places, now) if places else {}
    found = reaches({*held, *named}, now)
    return {each: reach for each, reach in found.items() if not reach.tokens.isdisjoint(tokens)}


def names_by_audience(audiences_shown: Iterable[Readers], now: datetime) -> dict[UUID, list[str]]:
    """By audience the names of everyone who belongs to it now, in order; constant queries for all of them."""
    known = {each.id: each.tokens for each in audiences_shown}
    found = belonging(frozenset[str]().union(*known.values()), now)
    called = names(found)
    return {
        audience_id: sorted(
            called[each] for each, reach in found.items() if not reach.tokens.isdisjoint(tokens)
        )
        for audience_id, tokens in known.items()
    }


def person_in(token: str) -> UUID | None:
    """The person whom a token names; None when it stands for whoever holds a role."""
    kind, _, person = token.partition("@")[0].partition(":")
    return UUID(person) if kind == "person" and person else None


def _named(who: Readers, now: datetime) -> dict[UUID, str]:
    return names(belonging(who.tokens, now))


def _place_in(token: str) -> tuple[str, str, UUID | None] | None:
    """The role, scope and place that a token stands for; None for a person wherever she is."""
    role, _, place = token.partition("@")
    scope, _, scope_id = place.partition(":")
    return (role, scope, None if scope_id == "*" else UUID(scope_id)) if place else None
