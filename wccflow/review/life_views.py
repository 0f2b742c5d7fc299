"""What becomes of a thread: verified, closed, reopened, given to somebody; and undone within a minute."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.people import visitor
from wccflow.review import actions, forms, undoable, undoing, verifying
from wccflow.review.entry import comment_here, thread_here
from wccflow.review.standing import standing_of
from wccflow.web.forms import day_or_none, identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("life", __name__)

THREAD = "/threads/<uuid:thread_id>"


@route(blueprint, f"{THREAD}/verification", may="comment", methods=("PUT",))
def verify(thread_id: UUID) -> ResponseReturnValue:
    """Confirm that the answer holds, and close the thread with it when that is asked for."""
    found, _ = thread_here(thread_id)
    reach, now = visitor.reach(), clock.now()
    also_close = text("close")
    if also_close:
        undoable.together()
    verifying.verify(found, why=text("why"), passage=text("passage"), by=reach, now=now)
    if also_close:
        actions.close(found, by=reach, now=now)
    tell("The answer is verified, and the thread is closed." if also_close else "The answer is verified.")
    return redirect_to(found.address)


@route(blueprint, f"{THREAD}/verification", may="comment", methods=("DELETE",))
def unverify(thread_id: UUID) -> ResponseReturnValue:
    """Say that the answer does not hold after all."""
    found, _ = thread_here(thread_id)
    verifying.unverify(found, by=visitor.reach(), now=clock.now())
    tell("The verification is taken back. The answer waits to be verified again.")
    return redirect_to(found.address)


@route(blueprint, f"{THREAD}/closure", may="comment", methods=("PUT",))
def close(thread_id: UUID) -> ResponseReturnValue:
    """Close a thread."""
    found, _ = thread_here(thread_id)
    actions.close(found, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("The thread is closed.")
    return redirect_to(found.address)


@route(blueprint, f"{THREAD}/closure", may="comment", methods=("DELETE",))
def reopen(thread_id: UUID) -> ResponseReturnValue:
    """Let a closed thread go on."""
    found, _ = thread_here(thread_id)
    actions.reopen(found, by=visitor.reach(), now=clock.now())
    tell("The thread is open again.")
    return redirect_to(found.address)


@route(blueprint, f"{THREAD}/assignment", may="comment", methods=("PUT",))
def assign(thread_id: UUID) -> ResponseReturnValue:
    """Say who is to see to a thread, and by when."""
    found, _ = thread_here(thread_id)
    to = identity("person") if text("person") else None
    forms.require_assignment_unchanged(found, to, text("due_on"))
    actions.assign(found, to=to, due_on=day_or_none("due_on"), by=visitor.reach(), now=clock.now())
    tell("It is noted who sees to it." if to else "Nobody is asked to see to it any more.")
    return redirect_to(found.address)


@route(blueprint, f"{THREAD}/undo", may="see")
def offer(thread_id: UUID) -> ResponseReturnValue:
    """What the person may still undo in this thread."""
    found, case = thread_here(thread_id)
    may_write = entry.may("comment", case)
    standing = standing_of(case, found, visitor.reach(), clock.now(), may_write=may_write)
    return page("review/undo.html", thread=found, case=case, standing=standing)


@route(blueprint, "/acts/<uuid:batch_id>", may="comment", methods=("DELETE",))
def undo(batch_id: UUID) -> ResponseReturnValue:
    """Undo what one did a moment ago, all of it together."""
    reach = visitor.reach()
    for act in undoable.batch_of(reach, batch_id):
        thread_here(act.thread_id)
    threads = undoing.undo(batch_id, by=reach, now=clock.now())
    tell("Undone. Nobody was told.")
    return redirect_to(threads[0].address if len({each.id for each in threads}) == 1 else "/threads")


@route(blueprint, "/comments/<uuid:comment_id>/sending", may="comment", methods=("DELETE",))
def take_back(comment_id: UUID) -> ResponseReturnValue:
    """Take back that one sent a message just now."""
    said, thread, _ = comment_here(comment_id)
    if said.author_id != visitor.reach().person_id:
        raise NotFound
    undoing.take_back(said, thread, by=visitor.reach(), now=clock.now())
    tell("Undone. Your words wait below as a draft; nobody was told of them.")
    return redirect_to(thread.address)
