"""What wants a person's attention: all her threads in one place, following and muting, marking as read."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cycles import entry
from wccflow.cycles.queries import case_by_id
from wccflow.people import visitor
from wccflow.review import attending, following_cases, inbox, marking, queries, unread
from wccflow.review.cards import address_of
from wccflow.review.homes import home_of
from wccflow.review.models import Thread
from wccflow.web.forms import DAMAGED, identity, text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.paging import PER_PAGE, Slice, offset, page_number
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("attention", __name__)

HERE, CASE = "/threads", "/cycles/<cycle>/<organisation>/threads"
THREAD = "/threads/<uuid:thread_id>"
TOLD = {
    unread.FOLLOWING: "You are told of this thread from now on.",
    unread.MUTED: "You are told nothing of this thread any more, unless somebody mentions or asks you.",
    "": "You are told of this thread only while you take part in it, or follow its whole case.",
}
FOLLOWED = "You are told of every thread of {case} that you may read. Threads that you mute stay muted."
LEFT = "You are told of threads of {case} only where you take part, or follow them one by one."


@route(blueprint, HERE, may=SIGNED_IN)
def threads() -> ResponseReturnValue:
    """All threads of the person who is asking: what needs her first, then what she has not read."""
    reach, now, number = visitor.reach(), clock.now(), page_number()
    show = request.args.get("show", "")
    show = show if show in inbox.SECTIONS else ""
    found = inbox.inbox_of(reach, now)
    shown = found.page_of(show, offset(number), PER_PAGE) if show else found.beginnings()
    total = len(found.ids[show]) if show else 0
    return page(
        "review/inbox.html",
        show=show,
        filters=[("All", HERE, found.total, not show), *_filters(found, show)],
        sections=inbox.drawn(reach, shown, found),
        slice=Slice(shown.get(show, ()), number, total),
        today=clock.business_day(now),
        total=unread.in_all(reach),
        undo=marking.undoable(reach, now),
    )


@route(blueprint, f"{HERE}/unread", may=SIGNED_IN)
def count() -> ResponseReturnValue:
    """How many messages are unread in all, for the navigation of an open page."""
    return page("review/unread_count.html", unread_messages=unread.in_all(visitor.reach()))


@route(blueprint, f"{HERE}/reading", may=SIGNED_IN, methods=("PUT",))
def read_all() -> ResponseReturnValue:
    """Mark everything as read, everywhere."""
    _mark(None)
    return redirect_to(HERE)


@route(blueprint, f"{HERE}/reading", may=SIGNED_IN, methods=("DELETE",))
def unread_again() -> ResponseReturnValue:
    """Put the marks back as they stood before everything was marked as read."""
    restored = marking.undo(by=visitor.reach(), now=clock.now())
    tell("Your marks stand as before. What you read meanwhile stays read.")
    return redirect_to(address_of(case_by_id(restored.case_id)) if restored.case_id else HERE)


@route(blueprint, f"{CASE}/reading", may="see", methods=("PUT",))
def read_case(cycle: str, organisation: str) -> ResponseReturnValue:
    """Mark every thread of a case as read."""
    case = entry.case_here(cycle, organisation)
    _mark(case.id)
    return redirect_to(address_of(case))


@route(blueprint, f"{THREAD}/reading", may="see", methods=("PUT",))
def read(thread_id: UUID) -> ResponseReturnValue:
    """Note that the person has read the thread, or all up to the message before a gap on her page."""
    found, reach = _admitted(thread_id), visitor.reach()
    answer = page("review/reading.html", thread=found)
    until = queries.place_of_message(found, reach, identity("until")) if text("until") else None
    if attending.mark_read(found, by=reach, now=clock.now(), until=until):
        answer.headers["HX-Trigger"] = "threads-read"  # the navigation counts again
    return answer


@route(blueprint, f"{THREAD}/wish", may="see", methods=("PUT",))
def wish(thread_id: UUID) -> ResponseReturnValue:
    """Follow a thread, or mute it."""
    found, wanted = _admitted(thread_id), text("wish", missing=DAMAGED)
    if wanted not in (unread.FOLLOWING, unread.MUTED):
        raise Refused(DAMAGED)
    attending.wish(found, wanted, by=visitor.reach(), now=clock.now())
    tell(TOLD[wanted])
    return redirect_to(local_address(text("back")) if text("back") else found.address)


@route(blueprint, f"{THREAD}/wish", may="see", methods=("DELETE",))
def unwish(thread_id: UUID) -> ResponseReturnValue:
    """Neither follow nor mute a thread any more."""
    found = _admitted(thread_id)
    attending.wish(found, "", by=visitor.reach(), now=clock.now())
    tell(TOLD[""])
    return redirect_to(local_address(text("back")) if text("back") else found.address)


@route(blueprint, f"{CASE}/wish", may="see", methods=("PUT",))
def follow(cycle: str, organisation: str) -> ResponseReturnValue:
    """Follow every thread of a case."""
    case = entry.case_here(cycle, organisation)
    following_cases.follow(case, by=visitor.reach(), now=clock.now())
    tell(FOLLOWED.format(case=case.organisation.name))
    return redirect_to(local_address(text("back")) if text("back") else address_of(case))


@route(blueprint, f"{CASE}/wish", may="see", methods=("DELETE",))
def leave(cycle: str, organisation: str) -> ResponseReturnValue:
    """Follow a case no more; threads followed one by one stay so."""
    case = entry.case_here(cycle, organisation)
    following_cases.leave(case, by=visitor.reach())
    tell(LEFT.format(case=case.organisation.name))
    return redirect_to(local_address(text("back")) if text("back") else address_of(case))


def _mark(case_id: UUID | None) -> None:
    marked = marking.mark_all(by=visitor.reach(), now=clock.now(), case_id=case_id)
    if marked is None:
        tell("There was nothing unread.", "information")


def _admitted(thread_id: UUID) -> Thread:
    found = queries.thread_for(visitor.reach(), thread_id)
    entry.admitted(home_of(found))
    return found


def _filters(found: inbox.Inbox, show: str) -> list[tuple[str, str, int, bool]]:
    return [
        (title, f"{HERE}?show={key}", len(found.ids[key]), key == show)
        for key, title in inbox.SECTIONS.items()
    ]
