"""How far a person has read a long thread of which her page leaves messages out: to the first of those."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import dropwhile
from uuid import UUID

from wccflow.people.rights import Reach
from wccflow.review import queries, windows
from wccflow.review.models import Thread
from wccflow.review.windowed import Gap, Shown


def reached(thread: Thread, reach: Reach) -> int | None:
    """The place to which she can have read when she opens the thread; None for its end."""
    unread = queries.first_unread(thread, reach)
    if unread is None or queries.last_place(thread, reach) - unread < windows.SIZE:
        return None
    places = queries.places_in(thread, reach)
    last = windows.unbroken(len(places), bisect_left(places, unread))
    return None if last == len(places) - 1 else places[last]


def read_until(lines: Sequence[Shown], first_unread: UUID | None) -> UUID | None:
    """The last message before what the page leaves out of the unread ones; None where it shows them all."""
    if first_unread is None:
        return None
    unread = dropwhile(lambda line: getattr(line, "id", None) != first_unread, lines)
    return next((line.after for line in unread if isinstance(line, Gap)), None)
