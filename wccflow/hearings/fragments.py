"""What open pages of a session are sent as it happens: in one sentence what is new, the same for everyone."""

from uuid import UUID

from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.hearings import actions, answering, asking, moderating
from wccflow.hearings.models import Hearing
from wccflow.live.fragments import Fragment

NEWS = "hearings/news.html"
SENTENCES = {
    actions.BEGUN: "The session has begun.",
    actions.TIMED: "The time was set anew.",
    actions.CLOSED: "The session is closed.",
    actions.RESUMED: "The session goes on.",
    asking.ASKED: "There is a new question.",
    asking.RETRACTED: "A question was taken back.",
    moderating.TAKEN_UP: "A question is on the table.",
    moderating.SET_ASIDE: "A question was set aside.",
    answering.GIVEN: "An answer is recorded.",
    answering.TAKEN_BACK: "An answer was taken back.",
    answering.NOTED: "An answer has a note.",
}


def news(event: Event) -> Fragment | None:
    """That something has happened in a session; the page asks for what it is."""
    held = session().get(Hearing, UUID(event.payload["hearing"]))
    if held is None:
        return None
    sentence = SENTENCES.get(event.kind, "")
    return Fragment(name_of(held.id), held.id, NEWS, {"sentence": sentence})


def name_of(hearing_id: UUID) -> str:
    """The name under which a page waits for what happens in a session."""
    return f"session-{hearing_id}"
