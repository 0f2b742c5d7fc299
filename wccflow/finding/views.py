"""The search page: one box, explained; results that lead to the lit passage."""

from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from wccflow.base.errors import Refused
from wccflow.finding.queries import Findings, find, organisations_called
from wccflow.finding.rules import FACETS, INDEX, KINDS
from wccflow.people import register, visitor
from wccflow.search.port import SearchIndex
from wccflow.web.pages import page
from wccflow.web.paging import Slice, offset, page_number
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("finding", __name__)

AT_ONCE = 20
CODED = ("organisation", "overseer")  # facets whose values are codes of organisations


@route(blueprint, "/search", may=SIGNED_IN)
def search() -> ResponseReturnValue:
    """What a search finds among everything that the person may read."""
    query, kind = request.args.get("q", "").strip(), request.args.get("kind", "passages")
    kind = kind if kind in KINDS else "passages"
    found, fault = Findings(query, kind), ""
    if query:
        try:
            found = _find(query, kind)
        except Refused as refused:
            fault = str(refused)
    return page(
        "finding/search.html",
        status=422 if fault else 200,
        found=found,
        fault=fault,
        told=register.told_of(query),
        kinds=_kinds(query, kind),
        narrower=_narrower(found),
        slice=Slice(found.hits, page_number(), found.total, AT_ONCE),
    )


def _find(query: str, kind: str) -> Findings:
    index = cast(SearchIndex, current_app.extensions[INDEX])
    start = offset(page_number(), AT_ONCE)
    return find(query, reach=visitor.reach(), index=index, kind=kind, limit=AT_ONCE, offset=start)


def _kinds(query: str, chosen: str) -> list[tuple[str, str, None, bool]]:
    return [
        (words, f"/search?{urlencode({'q': query, 'kind': kind})}", None, kind == chosen)
        for kind, words in KINDS.items()
    ]


def _narrower(found: Findings) -> dict[str, list[tuple[str, str, int]]]:
    """For each facet its values, with the address of the search narrowed to each."""
    codes = {value for name in CODED for value, _ in found.facets.get(name, [])}
    called = organisations_called(codes)
    return {
        name: [
            (called.get(value, value) if name in CODED else value, _with(found, FACETS[name], value), count)
            for value, count in values
        ]
        for name, values in found.facets.items()
        if len(values) > 1
    }


def _with(found: Findings, field: str, value: str) -> str:
    narrowed = f'{found.query} {field}:"{value}"' if " " in value else f"{found.query} {field}:{value}"
    return f"/search?{urlencode({'q': narrowed, 'kind': found.kind})}"
