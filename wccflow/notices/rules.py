"""What a notice is, and when it goes out by mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

PATIENCE = timedelta(minutes=10)  # what was read on the page within it needs no mail
LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for people: named ones, and everyone who holds a (role, scope, place).

    `only_you` marks what nobody else can do, which is mailed at once; the rest waits for the daily digest.
    """

    sentence: str
    address: str
    people: frozenset[UUID] = frozenset()
    roles: frozenset[tuple[str, str, UUID | None]] = frozenset()
    only_you: bool = False


def is_due(*, only_you: bool, at: datetime, now: datetime) -> bool:
    """Whether an unread notice goes out by mail now, without waiting for the digest."""
    return only_you and now - at >= PATIENCE


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time, up to six hours."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_PAUSE)


def digest_subject(count: int) -> str:
    """The subject of a digest."""
    return "One thing happened" if count == 1 else f"{count} things happened"


def digest_body(name: str, lines: list[tuple[str, str]], base_url: str, *, demonstration: bool) -> str:
    """The text of a mail: greeting, a sentence and a link for each notice, and where all of them are."""
    head = ["This is a demonstration: everything but the organisations' names is invented.", ""]
    said = [f"- {_on_one_line(sentence)}\n  {base_url}{address}" for sentence, address in lines]
    foot = ["", f"Everything that was told you: {base_url}/notices"]
    return "\n".join([*(head if demonstration else []), f"For {_on_one_line(name)}", "", *said, *foot])


def _on_one_line(words: str) -> str:
    """The words without breaks of lines, so that nobody's name or title adds lines of its own to a mail."""
    return " ".join(words.split())
