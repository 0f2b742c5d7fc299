"""The page of what changed from one version of a document to another."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base.errors import NotFound
from wccflow.cycles.queries import definition_of
from wccflow.evidence import difference, queries
from wccflow.evidence.entry import admitted
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("differences", __name__)


@route(blueprint, "/evidence/<uuid:version_id>/difference", may="see")
def compare(version_id: UUID) -> ResponseReturnValue:
    """What changed from this version to another, passage by passage."""
    version, case = admitted(version_id)
    other, _ = admitted(_id_in_address("to"))
    if other.case_id != version.case_id:
        raise NotFound
    return page(
        "evidence/difference.html",
        case=case,
        before=version,
        after=other,
        title=definition_of(case).slots[queries.home(other).slot].title,
        changes=difference.changes(queries.passages_of(version.id), queries.passages_of(other.id)),
    )


def _id_in_address(name: str) -> UUID:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        raise NotFound from None
