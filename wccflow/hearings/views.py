"""The pages of sessions: a case's list, the room itself, one question with what the moderator may do."""

from typing import Literal
from uuid import UUID

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id
from wccflow.hearings import actions, answering, asking, forms, fragments, moderating, queries, shown
from wccflow.hearings.cards import address_of
from wccflow.hearings.models import Hearing, Question
from wccflow.live.application import cursors_of
from wccflow.people import visitor
from wccflow.review import queries as threads
from wccflow.review.topics import title_of
from wccflow.web.forms import identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("hearings", __name__)

LIST = "/cycles/<cycle>/<organisation>/sessions"
SESSION = "/sessions/<uuid:hearing_id>"
QUESTION = f"{SESSION}/questions/<uuid:question_id>"
WAYS: dict[str, Literal["up", "down", "first"]] = {"up": "up", "down": "down", "first": "first"}


@route(blueprint, LIST, may="see")
def sessions(cycle: str, organisation: str) -> ResponseReturnValue:
    """The sessions of a case to which the person is admitted."""
    case = entry.case_here(cycle, organisation)
    return page("hearings/list.html", address=address_of(case), **shown.listed(case, visitor.reach()))


@route(blueprint, LIST, may="close_thread", methods=("POST",))
def open_session(cycle: str, organisation: str) -> ResponseReturnValue:
    """Open a session for an audience of the case."""
    case = entry.case_here(cycle, organisation)
    made = actions.open_session(
        case,
        title=text("title"),
        audience=text("audience", missing="Choose who is admitted."),
        begins_at=forms.begins_at(),
        minutes=forms.minutes("minutes"),
        minutes_each=forms.minutes("minutes_each"),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("The session is open for questions. Begin it when everyone is there.")
    return redirect_to(made.address)


@route(blueprint, SESSION, may="see")
def room(hearing_id: UUID) -> ResponseReturnValue:
    """The room: what is on the table, the queue, what was answered, and the form to ask."""
    held, case = _admitted(hearing_id)
    live = cursors_of(current_app).here(session())
    asked, enquiry = _prefilled()
    return page(
        "hearings/room.html",
        live=live,
        name=fragments.name_of(held.id),
        asked=asked,
        enquiry=enquiry,
        **shown.one_session(case, held, visitor.reach(), clock.now()),
    )


@route(blueprint, f"{SESSION}/beginning", may="close_thread", methods=("PUT",))
def begin(hearing_id: UUID) -> ResponseReturnValue:
    """Let the session begin."""
    held, _ = _admitted(hearing_id)
    actions.begin(held, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{SESSION}/time", may="close_thread", methods=("PUT",))
def set_time(hearing_id: UUID) -> ResponseReturnValue:
    """Set the clocks of the session anew."""
    held, _ = _admitted(hearing_id)
    whole, each = forms.minutes("minutes"), forms.minutes("minutes_each")
    actions.set_time(held, minutes=whole, minutes_each=each, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{SESSION}/closure", may="close_thread", methods=("PUT",))
def close(hearing_id: UUID) -> ResponseReturnValue:
    """Close the session; its record stays."""
    held, _ = _admitted(hearing_id)
    actions.close(held, by=visitor.reach(), now=clock.now())
    tell(
        "The session is closed and its record stays. If that was a mistake, let it go on within ten minutes."
    )
    return redirect_to(held.address)


@route(blueprint, f"{SESSION}/closure", may="close_thread", methods=("DELETE",))
def resume(hearing_id: UUID) -> ResponseReturnValue:
    """Let a session go on that was closed by mistake."""
    held, _ = _admitted(hearing_id)
    actions.resume(held, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{SESSION}/order", may="close_thread", methods=("PUT",))
def order(hearing_id: UUID) -> ResponseReturnValue:
    """Put the questions with the most support first."""
    held, _ = _admitted(hearing_id)
    moderating.order_by_support(held, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{SESSION}/questions", may="comment", methods=("POST",))
def ask(hearing_id: UUID) -> ResponseReturnValue:
    """Ask a question."""
    held, _ = _admitted(hearing_id)
    enquiry, reach = forms.person("enquiry"), visitor.reach()
    asking.ask(held, words=text("body"), enquiry_id=enquiry, by=reach, now=clock.now())
    return redirect_to(held.address)


@route(blueprint, QUESTION, may="see")
def question(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """One question and its answer, with everything that this person may do with it."""
    held, case = _admitted(hearing_id)
    found = queries.question(held, question_id)
    return page(
        "hearings/question.html", **shown.one_question(case, held, found, visitor.reach(), clock.now())
    )


@route(blueprint, QUESTION, may="comment", methods=("DELETE",))
def retract(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Take one's own question back."""
    held, found = _question(hearing_id, question_id)
    asking.retract(held, found, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/support", may="comment", methods=("PUT",))
def support(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Support a question."""
    held, found = _question(hearing_id, question_id)
    asking.support(held, found, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/support", may="comment", methods=("DELETE",))
def unsupport(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Take one's support back."""
    held, found = _question(hearing_id, question_id)
    asking.unsupport(held, found, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/turn", may="close_thread", methods=("PUT",))
def take(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Put a question on the table."""
    held, found = _question(hearing_id, question_id)
    moderating.take(held, found, asks=forms.person("asks"), by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/turn", may="close_thread", methods=("DELETE",))
def put_back(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Let a question wait again."""
    held, found = _question(hearing_id, question_id)
    moderating.put_back(held, found, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/place", may="close_thread", methods=("PUT",))
def move(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Ask a question earlier or later."""
    held, found = _question(hearing_id, question_id)
    way = WAYS.get(text("way"))
    if way is None:
        raise Refused("Say whether the question goes up, down or first.")
    moderating.move(held, found, way, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/merger", may="close_thread", methods=("PUT",))
def merge(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Count a question as the same as another."""
    held, found = _question(hearing_id, question_id)
    into = identity("into", missing="Choose the question with which this one is merged.")
    moderating.merge(held, found, into, by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/setting-aside", may="close_thread", methods=("PUT",))
def set_aside(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Leave a question out, with a reason."""
    held, found = _question(hearing_id, question_id)
    moderating.set_aside(held, found, why=text("why"), by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/answer", may="close_thread", methods=("PUT",))
def answer(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Record what was answered, by whom and when."""
    held, found = _question(hearing_id, question_id)
    now = clock.now()
    answering.give(
        held,
        found,
        words=text("body"),
        given_by=text("given_by"),
        given_at=forms.given_at(now),
        by=visitor.reach(),
        now=now,
    )
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/answer", may="close_thread", methods=("DELETE",))
def take_back(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Take an answer back that was recorded by mistake."""
    held, found = _question(hearing_id, question_id)
    answering.take_back(held, found, why=text("why"), by=visitor.reach(), now=clock.now())
    return redirect_to(held.address)


@route(blueprint, f"{QUESTION}/notes", may="close_thread", methods=("POST",))
def note(hearing_id: UUID, question_id: UUID) -> ResponseReturnValue:
    """Correct an answer of a closed session by a dated note."""
    held, found = _question(hearing_id, question_id)
    answering.note(held, found, words=text("body"), by=visitor.reach(), now=clock.now())
    tell("The note stands below the answer.")
    return redirect_to(f"{held.address}/questions/{found.id}")


def _admitted(hearing_id: UUID) -> tuple[Hearing, Case]:
    """The session and its case, when the person is admitted and may do there what the address declares."""
    held = queries.hearing(visitor.reach(), hearing_id)
    return held, entry.admitted(case_by_id(held.case_id))


def _question(hearing_id: UUID, question_id: UUID) -> tuple[Hearing, Question]:
    held, _ = _admitted(hearing_id)
    return held, queries.question(held, question_id)


def _prefilled() -> tuple[str, str]:
    """The words and the id of the line of enquiry from which the person is about to ask."""
    try:
        thread = threads.thread_for(visitor.reach(), UUID(request.args.get("from", "")))
    except (ValueError, NotFound):
        return "", ""
    first = threads.first_said([thread.id]).get(thread.id)
    words = first.body if first and first.deleted_at is None else title_of(thread, first)
    return words, str(thread.id)
