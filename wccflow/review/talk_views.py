"""A message before it is sent: how it will look, who will read it, and whom it tells at once."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.cycles.home import Home
from wccflow.people import visitor
from wccflow.review import forms, queries
from wccflow.review.actions import chosen
from wccflow.review.acts import demand_ability
from wccflow.review.cards import address_of
from wccflow.review.homes import home_by_id, home_of
from wccflow.review.readers import Readers, for_reply
from wccflow.review.references import item_marks
from wccflow.review.speech import speech
from wccflow.web.forms import identities, identity, text
from wccflow.web.pages import page
from wccflow.web.routes import SIGNED_IN, route
from wccflow.web.text import Mark

blueprint = Blueprint("talk", __name__)

WRITTEN_ANEW = {"csrf_token", "key", "body"}


@route(blueprint, "/threads/<uuid:thread_id>/preview", may="comment", methods=("POST",), acts=False)
def preview(thread_id: UUID) -> ResponseReturnValue:
    """A message of a thread as its readers would see it."""
    thread = queries.thread_for(visitor.reach(), thread_id)
    case = entry.admitted(home_of(thread))
    reach, now = visitor.reach(), clock.now()
    choices = for_reply(case, thread, reach)
    return _shown(case, chosen(choices, text("audience"), identities("person"), reach, now), thread.address)


@route(blueprint, "/threads/preview", may=SIGNED_IN, methods=("POST",), acts=False)
def preview_new() -> ResponseReturnValue:
    """The first message of a thread as its readers would see it."""
    reach, people = visitor.reach(), identities("person")
    case = home_by_id(identity("home"), reach)
    demand_ability(case, reach, "comment")
    who = forms.readers_for(case, text("kind"), text("audience"), people, reach, clock.now())
    return _shown(case, who, address_of(case))


def _shown(case: Home, who: Readers, address: str) -> ResponseReturnValue:
    said = speech(case, who, text("body"), by=visitor.reach(), now=clock.now())
    return page(
        "review/preview.html",
        case=case,
        who=who,
        body=said.words,
        marks=[*(Mark(f"@{each.words}") for each in said.named), *item_marks(said.words, case)],
        told=[one.called for each in said.named for one in each.meant],
        kept=[(name, value) for name, value in request.form.items(multi=True) if name not in WRITTEN_ANEW],
        address=address,
        sends=f"{address}/comments" if request.view_args else address,
        previews=request.path,
    )
