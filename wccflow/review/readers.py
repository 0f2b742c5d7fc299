"""Who reads what a person writes: the audiences that stand open to her, in words, from narrow to wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base import audiences
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.people.queries import people_holding
from wccflow.people.rights import Reach, audience_tokens, can, holds
from wccflow.review.models import Theme, Thread
from wccflow.review.rules import THEME_USES, USES, is_shared

NAMED_PEOPLE = "Named people"


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


def wider(case: Home, thread: Thread, reach: Reach) -> list[Readers]:
    """The audiences to which the person may open the thread: those that hold all its readers and more."""
    own = readers(case, thread.audience_id)
    return [each for each in writable(case, reach) if each.tokens > own.tokens]


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


def _named(who: Readers, now: datetime) -> dict[UUID, str]:
    places = []
    for each in who.tokens:
        role, _, place = each.partition("@")
        scope, _, scope_id = place.partition(":")
        if place:
            places.append((role, scope, None if scope_id == "*" else UUID(scope_id)))
    return people_holding(places, now) if places else {}
