"""The pages of what was told: notices by day and case, and marking them as read."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.notices import actions, queries
from wccflow.notices.rules import KINDS
from wccflow.notices.shown import grouped
from wccflow.people import visitor
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.paging import PER_PAGE, Slice, offset, page_number
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("notices", __name__)

HERE = "/notices"


@route(blueprint, HERE, may=SIGNED_IN)
def notices() -> ResponseReturnValue:
    """What was told to me, newest first: all of it, what is new, or of one kind."""
    show, reach, number = request.args.get("show", ""), visitor.reach(), page_number()
    kind = show if show in KINDS else ""
    counts = queries.notices_by_kind(reach)
    unread = show == "unread"
    rows = queries.notices_of(reach, PER_PAGE, kind=kind, unread=unread, offset=offset(number))
    new = sum(each for _, each in counts.values())
    total = (
        new if unread else counts.get(kind, (0, 0))[0] if kind else sum(all_ for all_, _ in counts.values())
    )
    return page(
        "notices/notices.html",
        groups=grouped(rows),
        filters=_filters(counts, show),
        slice=Slice(rows, number, total),
        new=new,
        has_any=bool(counts),
        now=clock.now(),
    )


@route(blueprint, HERE, may=SIGNED_IN, methods=("PUT",))
def read() -> ResponseReturnValue:
    """Mark everything as read."""
    actions.mark_read(visitor.person().id, clock.now())
    tell("Everything is marked as read.")
    return redirect_to(HERE)


@route(blueprint, f"{HERE}/<uuid:notice_id>/reading", may=SIGNED_IN, methods=("PUT",))
def read_one(notice_id: UUID) -> ResponseReturnValue:
    """Mark one notice as read."""
    actions.mark_one_read(visitor.person().id, notice_id, clock.now())
    show = request.form.get("show", "")
    return redirect_to(f"{HERE}?show={show}" if show in KINDS or show == "unread" else HERE)


def _filters(counts: dict[str, tuple[int, int]], show: str) -> list[tuple[str, str, int | None, bool]]:
    total, new = (sum(each[place] for each in counts.values()) for place in (0, 1))
    kinds = [
        (title, f"{HERE}?show={kind}", counts[kind][0], show == kind)
        for kind, title in KINDS.items()
        if kind in counts
    ]
    chosen = {"unread", *counts}
    return [
        ("All", HERE, total, show not in chosen),
        ("New", f"{HERE}?show=unread", new, show == "unread"),
        *kinds,
    ]
