"""Quoting words of a document: the page on which one chooses the thread that is to hold them."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.cycles import entry
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import queries as evidence
from wccflow.people import visitor
from wccflow.review import quoting
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("quoting", __name__)


@route(blueprint, "/evidence/<uuid:version_id>/quotations", may="see")
def choose(version_id: UUID) -> ResponseReturnValue:
    """The threads into which words of a passage can be quoted."""
    reach, version = visitor.reach(), evidence.version(visitor.reach(), version_id)
    case = entry.admitted(case_by_id(version.case_id))
    key, words = request.args.get("passage", ""), request.args.get("quote", "")
    quoted = evidence.quote(version.id, key, words)
    may_write = entry.may("comment", case)
    found = quoting.quotable(case, version, quoted.key, reach) if may_write else []
    return page(
        "review/quoting.html",
        case=case,
        version=version,
        document=definition_of(case).slots[evidence.home(version).slot].title,
        quoted=quoted,
        offered=[(each, quoting.address_in(each, quoted)) for each in found[: quoting.MOST_OFFERED]],
        more=max(0, len(found) - quoting.MOST_OFFERED),
        may_write=may_write,
    )
