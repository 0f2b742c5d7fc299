"""The search page: one box, explained; results that lead to the lit passage; more like one of them."""

from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.base.spreadsheets import XLSX
from wccflow.finding import addresses, saving, suggesting, who
from wccflow.finding.export import MOST_EXPORTED, workbook
from wccflow.finding.glance import glance
from wccflow.finding.helping import help_of
from wccflow.finding.likeness import more_like
from wccflow.finding.pace import PACE, SUGGESTIONS, Pace
from wccflow.finding.queries import fields_of, find, offered_fields, totals
from wccflow.finding.rules import INDEX, KINDS
from wccflow.finding.shown import Findings
from wccflow.finding.vocabulary import vocabulary, words_of
from wccflow.finding.walking import around
from wccflow.people import register, visitor
from wccflow.search.port import SearchIndex
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, shown_around, tell
from wccflow.web.paging import Slice, offset, page_number
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("finding", __name__)

AT_ONCE = 20


@route(blueprint, "/search", may=SIGNED_IN)
def search() -> ResponseReturnValue:
    """What a search finds among everything that the person may read."""
    query, kind = request.args.get("q", "").strip(), _kind()
    found, counts, fault = Findings(query, kind), dict[str, int](), ""
    reach = visitor.reach()
    known = vocabulary(reach)
    if query:
        try:
            found = _find(query, kind, limit=AT_ONCE)
            counts = totals(query, reach=reach, index=_index(), known=found) | _people(query)
        except Refused as refused:
            fault = str(refused)
    return page(
        "finding/search.html",
        status=422 if fault else 200,
        found=found,
        fault=fault,
        told=[] if fault else register.told_of(query),
        kinds=addresses.kinds(query, kind, counts),
        orders=addresses.orders(found),
        chips=addresses.chips(found),
        facets=addresses.facets(found, fields_of(kind, reach), words_of(known, "item")),
        nearer=addresses.address(found.nearer, kind) if found.nearer else "",
        help=help_of(offered_fields(kind, reach), known),
        carried=addresses.carried(query, kind, newest=found.newest),
        saved=[(each, saving.address_of(each)) for each in saving.saved(visitor.person().id)],
        spreadsheet=f"/search/hits.xlsx?{urlencode({'q': query, 'kind': kind})}",
        slice=Slice(found.hits, page_number(), found.total, AT_ONCE),
    )


@route(blueprint, "/search/saved", may=SIGNED_IN, methods=("POST",))
def save() -> ResponseReturnValue:
    """Keep a search under a name, to be told of new hits or not."""
    _keep_pace()
    kept = saving.save(
        text("q"),
        kind=text("kind"),
        name=text("name"),
        alert=text("alert") == "yes",
        by=visitor.reach(),
        index=_index(),
        now=clock.now(),
    )
    tell(f"Kept as “{kept.name}”." + (" You are told when it finds more." if kept.alert else ""))
    return redirect_to(saving.address_of(kept))


@route(blueprint, "/search/saved/<uuid:search_id>", may=SIGNED_IN, methods=("DELETE",))
def forget(search_id: UUID) -> ResponseReturnValue:
    """Keep a search no longer."""
    search = saving.own(search_id, visitor.person().id)
    saving.forget(search)
    tell(f"“{search.name}” is kept no longer.")
    return redirect_to("/search")


@route(blueprint, "/search/suggestions", may=SIGNED_IN)
def suggestions() -> ResponseReturnValue:
    """Queries that the one being typed may become, from words that the person may read."""
    _keep_pace("suggestions", times=SUGGESTIONS)
    query = request.args.get("q", "")
    offered = suggesting.suggestions(query, _kind(), reach=visitor.reach(), index=_index())
    return page("finding/suggestions.html", offered=offered)


@route(blueprint, "/search/people", may=SIGNED_IN)
def people() -> ResponseReturnValue:
    """The people whom the person may see: those she arranges, else her colleagues."""
    query, fault = request.args.get("q", "").strip(), ""
    found, total, counts = list[who.Who](), 0, dict[str, int]()
    if query:
        _keep_pace()
        try:
            found, total = who.people(query, reach=visitor.reach(), now=clock.now())
            counts = totals(query, reach=visitor.reach(), index=_index())
        except Refused as refused:
            fault = str(refused)
    return page(
        "finding/people.html",
        status=422 if fault else 200,
        query=query,
        found=found,
        total=total,
        fault=fault,
        kinds=addresses.kinds(query, "people", counts | {"people": total}),
    )


@route(blueprint, "/search/like/<uuid:version_id>/<key>", may=SIGNED_IN)
def like(version_id: UUID, key: str) -> ResponseReturnValue:
    """More that speaks of what one passage speaks of."""
    _keep_pace()
    start = offset(page_number(), AT_ONCE)
    found = more_like(version_id, key, reach=visitor.reach(), index=_index(), limit=AT_ONCE, offset=start)
    return page(
        "finding/like.html",
        found=found,
        passage=f"/evidence/{version_id}/passages/{key}",
        slice=Slice(found.hits, page_number(), found.total, AT_ONCE),
    )


@route(blueprint, "/search/preview/<uuid:version_id>/<key>", may=SIGNED_IN)
def preview(version_id: UUID, key: str) -> ResponseReturnValue:
    """One passage beside the list of hits."""
    _keep_pace("walking", times=SUGGESTIONS)
    seen = glance(version_id, key, request.args.get("q", ""), reach=visitor.reach())
    return page("finding/preview.html", seen=seen, passage=f"/evidence/{version_id}/passages/{key}")


@route(blueprint, "/search/around", may=SIGNED_IN)
def beside() -> ResponseReturnValue:
    """The way to the hits before and after the one that is open in the reader."""
    _keep_pace("walking", times=SUGGESTIONS)
    query, kind, place = request.args.get("q", "").strip(), _kind(), request.args.get("n", "")
    newest = request.args.get("order") == addresses.NEWEST
    here, fault = None, ""
    try:
        number = int(place) if place.isdecimal() and place.isascii() and len(place) < 7 else 0
        here = around(query, number, kind=kind, newest=newest, reach=visitor.reach(), index=_index())
    except Refused as refused:
        fault = str(refused)
    return page(
        "finding/around.html",
        here=here,
        fault=fault,
        back=addresses.address(query, kind, addresses.NEWEST if newest else ""),
        carried=addresses.carried(query, kind, newest=newest),
    )


@route(blueprint, "/search/hits.xlsx", may=SIGNED_IN)
def hits() -> ResponseReturnValue:
    """The hits of a search as a spreadsheet."""
    found = _find(request.args.get("q", "").strip(), _kind(), limit=MOST_EXPORTED, narrowing=False)
    answer = Response(workbook(found, demonstration=shown_around()["demonstration"]))
    answer.headers["Content-Type"] = XLSX
    answer.headers["Content-Disposition"] = 'attachment; filename="search.xlsx"'
    return answer


def _people(query: str) -> dict[str, int]:
    """How many people the query finds, where it can be asked of people."""
    try:
        return {"people": who.people(query, reach=visitor.reach(), now=clock.now())[1]}
    except Refused:
        return {}


def _find(query: str, kind: str, *, limit: int, narrowing: bool = True) -> Findings:
    _keep_pace()
    return find(
        query,
        reach=visitor.reach(),
        index=_index(),
        kind=kind,
        limit=limit,
        offset=offset(page_number(), limit),
        newest=request.args.get("order") == addresses.NEWEST,
        narrowing=narrowing,
    )


def _keep_pace(what: str = "searches", *, times: int = 1) -> None:
    """Answer 429, and when to come again, when the person asks more often than anybody reads."""
    pace = cast(Pace, current_app.extensions[PACE])
    seconds = pace.wait(what, visitor.person().id, times=times)
    if seconds:
        raise TooManyRequests(retry_after=seconds)


def _index() -> SearchIndex:
    return cast(SearchIndex, current_app.extensions[INDEX])


def _kind() -> str:
    kind = request.args.get("kind", "passages")
    return kind if kind in KINDS else "passages"
