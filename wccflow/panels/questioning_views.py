"""The questions of the day and one's own notes: what everyone in the room does, and what its chair does."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.panels import forms, notes, questions
from wccflow.panels.entry import in_room
from wccflow.panels.models import Panel
from wccflow.people import visitor
from wccflow.web.forms import identities, text
from wccflow.web.pages import redirect_to
from wccflow.web.routes import route

blueprint = Blueprint("questioning", __name__)

ROOM = "/panels/<uuid:panel_id>"
QUESTION = f"{ROOM}/questions/<uuid:question_id>"
NOTE = f"{ROOM}/notes/<uuid:note_id>"


@route(blueprint, f"{ROOM}/queue", may="close_thread", methods=("PUT",))
def open_queue(panel_id: UUID) -> ResponseReturnValue:
    """Open the queue of questions."""
    case, panel = in_room(panel_id)
    questions.open_queue(case, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/questions", may="comment", methods=("POST",))
def ask(panel_id: UUID) -> ResponseReturnValue:
    """Put a question into the queue."""
    case, panel = in_room(panel_id)
    questions.ask(case, text("body"), by=visitor.reach(), now=clock.now(), item=text("item"))
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/enquiries", may="comment", methods=("POST",))
def draw(panel_id: UUID) -> ResponseReturnValue:
    """Put open lines of enquiry into the queue."""
    case, panel = in_room(panel_id)
    questions.draw(case, identities("threads"), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{QUESTION}/claim", may="comment", methods=("PUT",))
def claim(panel_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Say that one asks a question."""
    case, panel = in_room(panel_id)
    asked = questions.question_here(panel, question_id)
    questions.claim(case, asked, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{QUESTION}/claim", may="comment", methods=("DELETE",))
def unclaim(panel_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Leave a question to others again."""
    case, panel = in_room(panel_id)
    asked = questions.question_here(panel, question_id)
    questions.unclaim(case, asked, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{QUESTION}/turn", may="agree_ratings", methods=("PUT",))
def take(panel_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Let a question be asked aloud."""
    case, panel = in_room(panel_id)
    asked = questions.question_here(panel, question_id)
    questions.take(case, asked, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{QUESTION}/turn", may="agree_ratings", methods=("DELETE",))
def put_back(panel_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Let a question wait again."""
    case, panel = in_room(panel_id)
    asked = questions.question_here(panel, question_id)
    questions.put_back(case, asked, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{QUESTION}/setting-aside", may="agree_ratings", methods=("PUT",))
def set_aside(panel_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Leave a question out, with a reason."""
    case, panel = in_room(panel_id)
    asked = questions.question_here(panel, question_id)
    questions.set_aside(case, asked, text("why"), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{QUESTION}/answer", may="agree_ratings", methods=("PUT",))
def answer(panel_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Record what was answered."""
    case, panel = in_room(panel_id)
    asked = questions.question_here(panel, question_id)
    words, given_by = text("body"), text("given_by")
    questions.answer(case, asked, words=words, given_by=given_by, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/notes", may="see", methods=("POST",))
def write_note(panel_id: UUID) -> ResponseReturnValue:
    """Write a note for oneself."""
    case, panel = in_room(panel_id)
    notes.write(case, panel, text("body"), by=visitor.reach(), now=clock.now(), item=text("item"))
    return redirect_to(_back(panel, text("from")))


@route(blueprint, NOTE, may="see", methods=("PUT",))
def change_note(panel_id: UUID, note_id: UUID) -> ResponseReturnValue:
    """Write a note anew; beside what stands there now, when the writer chose to keep both."""
    case, panel = in_room(panel_id)
    found = notes.note_of(panel, visitor.reach(), note_id)
    if text("beside"):
        notes.write(case, panel, text("body"), by=visitor.reach(), now=clock.now(), item=found.item)
    else:
        forms.require_words_unchanged(found.version, found.body)
        notes.change(found, text("body"), now=clock.now())
    return redirect_to(_back(panel, text("from")))


@route(blueprint, NOTE, may="see", methods=("DELETE",))
def discard_note(panel_id: UUID, note_id: UUID) -> ResponseReturnValue:
    """Throw a note away."""
    _, panel = in_room(panel_id)
    notes.discard(notes.note_of(panel, visitor.reach(), note_id))
    return redirect_to(_back(panel, text("from")))


def _back(panel: Panel, item: str) -> str:
    return f"{panel.address}/items/{item}" if item else panel.address
