"""The page of what changed from one version of a document to another."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import differences, queries
from wccflow.evidence.cards import address_of
from wccflow.evidence.difference import Change
from wccflow.evidence.entry import admitted
from wccflow.evidence.models import Version
from wccflow.people import visitor
from wccflow.web.pages import page, redirect_to
from wccflow.web.paging import Slice, offset, page_number
from wccflow.web.routes import route

blueprint = Blueprint("differences", __name__)

FILTERS = (
    (differences.ALL, "Everything"),
    (differences.NUMBERS, "Numbers only"),
    (differences.TABLES, "Tables only"),
    (differences.MOVED, "Moved"),
    (differences.MARKED, "Changed and commented or cited"),
)


@route(blueprint, "/evidence/<uuid:version_id>/difference", may="see")
def compare(version_id: UUID) -> ResponseReturnValue:
    """What changed from this version to another, passage by passage."""
    version, case = admitted(version_id)
    if "from" in request.args:
        start, _ = admitted(_id_in_address("from"))
        return redirect_to(f"/evidence/{start.id}/difference?to={_id_in_address('to')}")
    other, _ = admitted(_id_in_address("to"))
    if other.case_id != version.case_id:
        raise NotFound
    reach = visitor.reach()
    before = (version, differences.marked(version, reach))
    after = (other, differences.marked(other, reach))
    found = differences.comparison(version, other)
    chosen = differences.chosen(found, before[1], after[1])
    wanted = request.args.get("only", "") if request.args.get("only", "") in chosen else differences.ALL
    part = _part(chosen[wanted])
    return page(
        "evidence/difference.html",
        case=case,
        dossier=address_of(case),
        before=version,
        after=other,
        title=definition_of(case).slots[queries.home(other).slot].title,
        found=found,
        only=wanted,
        filters=_filters(version, other, chosen, wanted),
        part=part,
        changes=differences.shown(part.rows, before, after),
        **_others(case, version, other),
    )


def _part(changes: Sequence[Change]) -> Slice[Change]:
    last = max(1, -(-len(changes) // differences.SHOWN))
    number = min(max(page_number(), 1), last)
    start = offset(number, differences.SHOWN)
    return Slice(changes[start : start + differences.SHOWN], number, len(changes), differences.SHOWN)


def _filters(
    before: Version, after: Version, chosen: Mapping[str, Sequence[Change]], wanted: str
) -> list[tuple[str, str, int, bool]]:
    """The links to what may be seen alone, with how many changes each has."""
    here = f"/evidence/{before.id}/difference?"
    return [
        (
            words,
            here + urlencode({"to": after.id} | ({"only": key} if key else {})),
            len(chosen[key]),
            key == wanted,
        )
        for key, words in FILTERS
    ]


def _others(case: Case, before: Version, after: Version) -> dict[str, Any]:
    """The versions that may be chosen instead, and the one that the person last read."""
    reach = visitor.reach()
    slots = {queries.home(before).slot, queries.home(after).slot}
    filled = [each.version for each in queries.fillings([case.id], reach) if each.slot in slots]
    beside = list({each.id: each for each in filled}.values())
    read = differences.last_read(visitor.person().id, beside)
    newest = beside[-1] if beside else after
    since = read if read is not None and read.id != newest.id else None
    return {"versions": beside, "newest": newest, "since": since}


def _id_in_address(name: str) -> UUID:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        raise NotFound from None
