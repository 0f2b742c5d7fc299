"""Several threads at once: what would become of each, doing it, and undoing all of it together."""

from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.people import visitor
from wccflow.review import bulk, labels, undoable
from wccflow.review.entry import thread_here
from wccflow.review.rules import in_grace
from wccflow.web.forms import DAMAGED, day_in, day_or_none, identities, identity, text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("bulk", __name__)

SEVERAL = "/threads/several"


@route(blueprint, SEVERAL, may=SIGNED_IN)
def choose() -> ResponseReturnValue:
    """What would become of each of these threads, and what could not be done to which and why."""
    reach, now = visitor.reach(), clock.now()
    wanted = _wanted()
    found = bulk.chosen(_threads_asked(), reach)
    ready = wanted.act in bulk.ACTS and not wanted.missing
    return page(
        "review/several.html",
        topics=found,
        wanted=wanted,
        acts=bulk.ACTS,
        back=local_address(request.args.get("back", "/threads")),
        outcomes=bulk.preview(visitor.database(), found, wanted, by=reach, now=now) if ready else [],
        assignees=bulk.assignees(found, now) if wanted.act == bulk.ASSIGN else {},
        audiences=bulk.audiences_for(found, reach, now) if wanted.act == bulk.WIDEN else {},
        known=labels.known_labels(reach) if wanted.act == bulk.LABEL else [],
    )


@route(blueprint, SEVERAL, may=SIGNED_IN, methods=("POST",))
def carry_out() -> ResponseReturnValue:
    """Do to these threads what was shown before: to all of them, or to none."""
    threads = [thread_here(each)[0] for each in identities("thread")]
    if not threads:
        raise Refused(bulk.NONE)
    wanted = bulk.Wanted(
        text("act"),
        why=text("why"),
        person=identity("person") if text("person") else None,
        due_on=day_or_none("due_on"),
        label=text("label"),
        audience=text("audience"),
    )
    batch = bulk.carry_out(threads, wanted, by=visitor.reach(), now=clock.now())
    count = "1 thread" if len(threads) == 1 else f"{len(threads)} threads"
    tell(f"Done to {count}.")
    back = local_address(text("back") or "/threads")
    return redirect_to(back if wanted.act == bulk.WIDEN else f"/acts/{batch}?{urlencode({'back': back})}")


@route(blueprint, "/acts/<uuid:batch_id>", may="comment")
def done(batch_id: UUID) -> ResponseReturnValue:
    """What was done together, and the button that undoes it within a minute."""
    reach = visitor.reach()
    acts = undoable.batch_of(reach, batch_id)
    if not acts:
        raise NotFound
    for each in acts:
        thread_here(each.thread_id)
    return page(
        "review/done.html",
        batch_id=batch_id,
        acts=acts,
        titles={each.thread.id: each.title for each in bulk.chosen([act.thread_id for act in acts], reach)},
        undone=all(act.undone_at for act in acts),
        open=in_grace(acts[0].at, clock.now()),
        back=local_address(request.args.get("back", "/threads")),
    )


def _wanted() -> bulk.Wanted:
    given = request.args.get
    try:
        person = UUID(given("person", "")) if given("person") else None
    except ValueError:
        raise Refused(DAMAGED) from None
    return bulk.Wanted(
        given("act", ""),
        why=given("why", "").strip(),
        person=person,
        due_on=day_in(given("due_on", "")),
        label=given("label", "").strip(),
        audience=given("audience", ""),
    )


def _threads_asked() -> list[UUID]:
    try:
        return [UUID(each) for each in request.args.getlist("thread")]
    except ValueError:
        raise Refused(DAMAGED) from None
