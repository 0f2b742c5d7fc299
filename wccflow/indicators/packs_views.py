"""The pages of data packs: which there are, bringing a file with a dry run, and withdrawing one."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.tables import ENCODINGS, IN_WORDS
from wccflow.indicators import arriving, packs, withdrawing
from wccflow.indicators.cells import why_not_shown
from wccflow.people import visitor
from wccflow.web.forms import day_or_none, text, uploads
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.paging import PER_PAGE, Slice, offset, page_number
from wccflow.web.routes import route

blueprint = Blueprint("packs", __name__)

MAY = withdrawing.LOAD
PACKS = "/data-packs"
ARRIVAL = f"{PACKS}/arrivals/<uuid:arrival_id>"
PACK = f"{PACKS}/<uuid:pack_id>"


@route(blueprint, PACKS, may=MAY)
def overview() -> ResponseReturnValue:
    """Every pack with its source, rows, who and when; and where to bring another."""
    withdrawing.demand(visitor.reach())
    return page(
        "indicators/packs.html",
        packs=packs.listed(),
        waiting=arriving.waiting_of(visitor.reach()),
        encodings=[(key, IN_WORDS[key]) for key in ENCODINGS],
        address=PACKS,
    )


@route(blueprint, PACKS, may=MAY, methods=("POST",))
def bring() -> ResponseReturnValue:
    """Take a file in, and show what would come of it."""
    (upload, *_) = uploads("file", missing="Choose a file first.")
    made = arriving.bring(
        upload,
        source=text("source"),
        published_on=day_or_none("published"),
        licence=text("licence")[:500],
        url=text("url")[:500],
        encoding=text("encoding"),
        by=visitor.reach(),
        now=clock.now(),
    )
    return redirect_to(f"{PACKS}/arrivals/{made.id}")


@route(blueprint, ARRIVAL, may=MAY)
def arrival(arrival_id: UUID) -> ResponseReturnValue:
    """What would come of a file, or how far it is read."""
    found = arriving.arrival_of(arrival_id, visitor.reach())
    return page(
        "indicators/arrival.html",
        arrival=found,
        answer=arriving.answer_of(found),
        under_way=found.stage in arriving.UNDER_WAY,
        is_ready=found.stage == arriving.LOOKED_AT and not (found.answer or {}).get("fault_count"),
        stage=found.stage,
        address=PACKS,
    )


@route(blueprint, ARRIVAL, may=MAY, methods=("PUT",))
def confirm(arrival_id: UUID) -> ResponseReturnValue:
    """Load what was looked at."""
    found = arriving.arrival_of(arrival_id, visitor.reach())
    arriving.confirm(found, by=visitor.reach(), now=clock.now())
    if found.pack_id is None:
        return redirect_to(f"{PACKS}/arrivals/{found.id}")
    tell(f"Loaded: {found.file}, {found.rows_seen:,} rows. Its values count from now on.")
    return redirect_to(f"{PACKS}/{found.pack_id}")


@route(blueprint, ARRIVAL, may=MAY, methods=("DELETE",))
def leave_out(arrival_id: UUID) -> ResponseReturnValue:
    """Put a file away."""
    found = arriving.arrival_of(arrival_id, visitor.reach())
    arriving.leave_out(found, by=visitor.reach())
    tell(f"Left out: {found.file}. Nothing of it is kept.")
    return redirect_to(PACKS)


@route(blueprint, PACK, may=MAY)
def pack(pack_id: UUID) -> ResponseReturnValue:
    """One pack: where it comes from, what it holds, and what it revised."""
    withdrawing.demand(visitor.reach())
    shown, number = packs.pack_of(pack_id), page_number()
    indicator, is_revised = request.args.get("indicator", ""), request.args.get("show", "") == "revised"
    rows, total = packs.values_of(
        pack_id, indicator, is_revised=is_revised, start=offset(number), most=PER_PAGE
    )
    return page(
        "indicators/pack.html",
        shown=shown,
        contents=packs.contents(pack_id),
        values=Slice(rows, number, total),
        reasons={each.suppression: why_not_shown(each.suppression) for each in rows if each.suppression},
        indicator=indicator,
        is_revised=is_revised,
        address=f"{PACKS}/{pack_id}",
    )


@route(blueprint, f"{PACK}/withdrawal", may=MAY, methods=("PUT",))
def withdraw(pack_id: UUID) -> ResponseReturnValue:
    """Take a pack out of every scorecard."""
    found = packs.pack_of(pack_id)
    withdrawing.withdraw(found.pack, text("why"), by=visitor.reach(), now=clock.now())
    tell("Withdrawn. Its values stand in no scorecard any more.")
    return redirect_to(f"{PACKS}/{pack_id}")


@route(blueprint, f"{PACK}/withdrawal", may=MAY, methods=("DELETE",))
def count_again(pack_id: UUID) -> ResponseReturnValue:
    """Let a withdrawn pack count again."""
    found = packs.pack_of(pack_id)
    withdrawing.count_again(found.pack, by=visitor.reach(), now=clock.now())
    tell("The pack counts again.")
    return redirect_to(f"{PACKS}/{pack_id}")
