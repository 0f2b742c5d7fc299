"""What later rooms hang on passages, threads and citations: they offer it, and here it is followed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base import audiences
from wccflow.base.work import offers
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Hanging:
    """One thing that hangs on words of a passage, where it was made and for whom."""

    kind: str
    id: UUID
    case_id: UUID
    version_id: UUID
    passage: str
    quote: str
    prefix: str
    suffix: str
    heading: str | None
    page: int | None
    audience_id: UUID
    by_id: UUID
    at: datetime
    item: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """What a person calls one of them, and its page."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Source:
    """How a room hands over what it hangs on passages.

    hanging  everything of these cases, in one query
    decides  whether a person may say where one of them belongs in a later version
    asked    whether it is this person who is asked to
    called   what they are called and where their pages are, in constant queries
    one      what one of them is called, such as `comment`
    made     the kind of the event that makes a new one
    many     what several of them are called, where an s does not do
    """

    hanging: Callable[[Collection[UUID]], Sequence[Hanging]]
    decides: Callable[[Hanging, Case, Reach], bool]
    asked: Callable[[Hanging, Case, Reach], bool]
    called: Callable[[Sequence[Hanging], Case], Mapping[UUID, Called]]
    one: str
    made: str
    many: str = ""


def sources() -> Mapping[str, Source]:
    """What the rooms offer, by kind."""
    return offers().anchors


def hanging_in(case_ids: Collection[UUID], reach: Reach | None = None) -> list[Hanging]:
    """Everything that hangs on passages in these cases; with `reach` what she may read."""
    found = [each for source in sources().values() for each in source.hanging(case_ids)]
    if reach is None:
        return found
    readable = audiences.readable(reach.tokens)
    return [each for each in found if each.audience_id in readable]


def counted(hangings: Sequence[Hanging]) -> str:
    """How many of which these are, such as `3 of your comments and citations`."""
    kinds = {each.kind for each in hangings}
    words = [source.many or f"{source.one}s" for kind, source in sources().items() if kind in kinds]
    *rest, last = words
    return (
        f"{len(hangings)} of your {', '.join(rest)} and {last}" if rest else f"{len(hangings)} of your {last}"
    )
