"""The labels of a thread: put on, taken off, before all who read it or for oneself alone."""

from uuid import UUID

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.people import visitor
from wccflow.review import labelling, labels, queries
from wccflow.review.homes import home_of
from wccflow.review.models import Thread
from wccflow.web.forms import text
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("labels", __name__)

LABELS = "/threads/<uuid:thread_id>/labels"
FLAGS = "/threads/<uuid:thread_id>/flags"


@route(blueprint, LABELS, may="see")
def of_thread(thread_id: UUID) -> ResponseReturnValue:
    """The labels of a thread, to put some on and take some off."""
    found = _admitted(thread_id)
    case, reach = home_of(found), visitor.reach()
    there = labels.labels_on(reach, [found.id]).get(found.id, ())
    return page(
        "review/labels.html",
        case=case,
        thread=found,
        labels=there,
        takes={each.id for each in there if labelling.may_take(found, each.by_id, reach)},
        known=labels.known_labels(reach),
        shares=entry.may("comment", case),
        longest=labelling.LONGEST_LABEL,
    )


@route(blueprint, LABELS, may="comment", methods=("POST",))
def put(thread_id: UUID) -> ResponseReturnValue:
    """Put labels on a thread, for all who read it."""
    return _put(thread_id, private=False)


@route(blueprint, FLAGS, may="see", methods=("POST",))
def flag(thread_id: UUID) -> ResponseReturnValue:
    """Put labels on a thread that only oneself sees."""
    return _put(thread_id, private=True)


@route(blueprint, f"{LABELS}/<uuid:label_id>", may="comment", methods=("DELETE",))
def take(thread_id: UUID, label_id: UUID) -> ResponseReturnValue:
    """Take a label off a thread."""
    return _take(thread_id, label_id, private=False)


@route(blueprint, f"{FLAGS}/<uuid:label_id>", may="see", methods=("DELETE",))
def unflag(thread_id: UUID, label_id: UUID) -> ResponseReturnValue:
    """Take a label off that only oneself sees."""
    return _take(thread_id, label_id, private=True)


def _put(thread_id: UUID, *, private: bool) -> ResponseReturnValue:
    found = _admitted(thread_id)
    labelling.put_labels(found, text("label"), private=private, by=visitor.reach(), now=clock.now())
    return redirect(f"{found.address}/labels", 303)


def _take(thread_id: UUID, label_id: UUID, *, private: bool) -> ResponseReturnValue:
    found = _admitted(thread_id)
    label = labels.label_for(visitor.reach(), found, label_id)
    if (label.only_for_id is not None) != private:
        raise NotFound
    labelling.take_label(found, label, by=visitor.reach(), now=clock.now())
    return redirect(f"{found.address}/labels", 303)


def _admitted(thread_id: UUID) -> Thread:
    """The thread, when the person may read it and see its case."""
    found = queries.thread_for(visitor.reach(), thread_id)
    entry.admitted(home_of(found))
    return found
