"""What open pages are sent of threads as it happens: the page's own markup, the same for all readers."""

from collections.abc import Sequence
from uuid import UUID

from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.live.fragments import Fragment
from wccflow.review.conversation import Line, said_alone, turns_in
from wccflow.review.homes import home_of
from wccflow.review.models import Comment, Thread
from wccflow.review.rules import TONES
from wccflow.review.topics import life_now, state_in_words

LINES = "review/lines.html"
NEWS = "review/news.html"


def message(event: Event) -> Fragment | None:
    """A message that was written."""
    return _message(event, changed=False)


def changed_message(event: Event) -> Fragment | None:
    """A message that was changed or deleted; a page that leaves it out goes on leaving it out."""
    return _message(event, changed=True)


def turn(event: Event) -> Fragment | None:
    """A thread that was closed or reopened, an answer that was verified, and either taken back."""
    thread = _thread(event)
    turns = [turn for turn in turns_in(thread) if turn.at == event.at]
    return _piece(home_of(thread), thread, turns)


def news(event: Event) -> Fragment | None:
    """For lists of a case: that there is a new thread."""
    if event.case_id is None:
        return None
    return Fragment(list_name(event.case_id), event.case_id, NEWS, {})


def thread_name(thread_id: UUID) -> str:
    """The name under which a page waits for what happens in a thread."""
    return f"thread-{thread_id}"


def list_name(case_id: UUID) -> str:
    """The name under which lists wait for new threads of a case."""
    return f"threads-{case_id}"


def state_of(case: Home, thread: Thread) -> tuple[str, str]:
    """How the thread stands, in words and tone."""
    state, _ = life_now(case, thread)
    return state_in_words(thread, state, definition_of(case)), TONES[state]


def _message(event: Event, *, changed: bool) -> Fragment:
    comment, thread = session().get_one(Comment, event.subject_id), _thread(event)
    case = home_of(thread)
    # Of an aside the others know nothing, so it changes nothing in how the thread stands.
    is_aside = comment.audience_id != thread.audience_id
    return _piece(case, thread, [said_alone(case, thread, comment)], is_aside=is_aside, changed=changed)


def _piece(
    case: Home, thread: Thread, lines: Sequence[Line], *, is_aside: bool = False, changed: bool = False
) -> Fragment:
    context = {
        "lines": list(lines),
        "thread": thread.id,
        "changed": changed,
        "state": None if is_aside else state_of(case, thread),
    }
    return Fragment(thread_name(thread.id), thread.id, LINES, context)


def _thread(event: Event) -> Thread:
    return session().get_one(Thread, UUID(event.payload["thread"]))
