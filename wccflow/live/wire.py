"""The words of `text/event-stream`, as bytes."""

import re
from collections.abc import Iterable
from uuid import UUID

HEADERS = (
    ("content-type", "text/event-stream; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-accel-buffering", "no"),
    ("x-content-type-options", "nosniff"),
)
RESET = "Too much has happened to be told piece by piece."  # a browser may pass over an event without words
HEARTBEAT = b": still here\n"
MOST_TOPICS = 50
NO_TOPICS = f"Name between 1 and {MOST_TOPICS} topics to listen to."

_LINE_END = re.compile(r"\r\n|\r|\n")


def event(name: str, html: str) -> bytes:
    """One event without its end, so that an id may still be added."""
    lines = [f"event: {_LINE_END.sub(' ', name)}"]
    lines += [f"data: {line}" for line in _LINE_END.split(html)]
    return "\n".join(lines).encode() + b"\n"


def place(token: str) -> bytes:
    """Where the stream stands now: the browser says it again when it comes back."""
    return f"id: {token}\n".encode()


def reset(token: str) -> bytes:
    """Tells the page to load itself anew: too much happened to be told piece by piece."""
    return event("reset", RESET) + place(token) + b"\n"


def retry(milliseconds: int) -> bytes:
    """How long the browser waits before it comes back."""
    return f"retry: {milliseconds}\n\n".encode()


def topics(words: Iterable[str]) -> frozenset[UUID] | None:
    """The topics asked for, or None when they cannot be understood or are too many."""
    asked = set(words)
    try:
        return frozenset(map(UUID, asked)) if 0 < len(asked) <= MOST_TOPICS else None
    except ValueError:
        return None
