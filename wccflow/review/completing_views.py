"""What can be put into a message: the list that opens after @, # or [[, and all of it as a page."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.cycles.home import Home
from wccflow.people import visitor
from wccflow.review import completing, forms, queries
from wccflow.review.actions import chosen
from wccflow.review.homes import home_by_id, home_of
from wccflow.review.readers import Readers, for_reply
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("completing", __name__)

LONGEST_ASKED = 80
SIGNS = {"@": "People and roles", "#": "Items", "[[": "Documents and threads"}


@route(blueprint, "/threads/<uuid:thread_id>/offers", may="comment")
def offers(thread_id: UUID) -> ResponseReturnValue:
    """What can be put into a message of this thread."""
    thread, reach = queries.thread_for(visitor.reach(), thread_id), visitor.reach()
    case = entry.admitted(home_of(thread))
    choices, audience = for_reply(case, thread, reach), request.args.get("audience", "")
    return _offered(case, chosen(choices, audience, _ids("person"), reach, clock.now()))


@route(blueprint, "/threads/offers", may="comment")
def offers_for_new() -> ResponseReturnValue:
    """What can be put into the first message of a thread."""
    homes = _ids("home")
    if not homes:
        raise NotFound
    case = entry.admitted(home_by_id(homes[0], visitor.reach()))
    kind, audience = request.args.get("kind", ""), request.args.get("audience", "")
    who = forms.readers_for(case, kind, audience, _ids("person"), visitor.reach(), clock.now())
    return _offered(case, who)


def _offered(case: Home, who: Readers) -> ResponseReturnValue:
    asked, wanted = request.args.get("q", "")[:LONGEST_ASKED], request.args.get("sign", "")
    found = [
        (title, completing.offers_of(sign, asked, case, who, visitor.reach(), clock.now()))
        for sign, title in SIGNS.items()
        if wanted in ("", sign)
    ]
    return page("review/offers.html", case=case, who=who, asked=asked, found=found)


def _ids(name: str) -> list[UUID]:
    try:
        return [UUID(each) for each in request.args.getlist(name)]
    except ValueError:
        raise NotFound from None
