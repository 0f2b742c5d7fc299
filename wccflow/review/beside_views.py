"""The threads that stand beside one passage of a document."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.cycles import entry
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import queries as evidence
from wccflow.people import visitor
from wccflow.review import forms, hanging, pending, topics
from wccflow.review.anchoring import Anchor
from wccflow.review.cards import address_of
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("beside", __name__)


@route(blueprint, "/evidence/<uuid:version_id>/threads", may="see")
def beside(version_id: UUID) -> ResponseReturnValue:
    """The threads on one passage of a document, and the form to begin another."""
    reach = visitor.reach()
    version = evidence.version(reach, version_id)
    case = entry.admitted(case_by_id(version.case_id))
    key, words = request.args.get("passage", ""), request.args.get("quote", "")
    quoted = evidence.quote(version.id, key, words)
    return page(
        "review/passage.html",
        case=case,
        address=address_of(case),
        version=version,
        document=definition_of(case).slots[evidence.home(version).slot].title,
        quoted=quoted,
        topics=topics.topics(reach, [case], hanging.beside(version.id, key)),
        unplaced=topics.topics(reach, [case], hanging.unplaced(version.id)),
        waiting=hanging.waiting(version.id),
        form=forms.new_thread(case, Anchor(version.id, quoted.key, words), reach),
        may_write=entry.may("comment", case),
        gathered=pending.count_in(reach, case.id),
    )
