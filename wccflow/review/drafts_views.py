"""Saving what a person is writing: the answer says when it was saved, or shows what stands in the way."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.people import visitor
from wccflow.review import attending, drafts, forms, queries, themes
from wccflow.review.anchoring import Anchor
from wccflow.review.homes import home_of
from wccflow.web.forms import text
from wccflow.web.pages import page
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("drafts", __name__)


@route(blueprint, "/threads/<uuid:thread_id>/draft", may="comment", methods=("PUT",))
def keep(thread_id: UUID) -> ResponseReturnValue:
    """Keep the words that the person is writing in a thread."""
    thread = queries.thread_for(visitor.reach(), thread_id)
    entry.admitted(home_of(thread))
    return _kept(attending.place_of(thread))


@route(blueprint, "/cycles/<cycle>/<organisation>/threads/draft", may="comment", methods=("PUT",))
def keep_new(cycle: str, organisation: str) -> ResponseReturnValue:
    """Keep the words with which the person is about to begin a thread."""
    case = entry.case_here(cycle, organisation)
    return _kept(forms.draft_place(case, forms.anchor_sent(), asking=bool(text("ask"))))


@route(blueprint, "/themes/<uuid:theme_id>/threads/draft", may=SIGNED_IN, methods=("PUT",))
def keep_in_theme(theme_id: UUID) -> ResponseReturnValue:
    """Keep the words with which the person is about to begin a thread in a theme."""
    theme = themes.theme_for(visitor.reach(), theme_id)
    themes.demand_writing(theme, visitor.reach())
    return _kept(forms.draft_place(theme, Anchor(), asking=False))


def _kept(place: str) -> ResponseReturnValue:
    body, seen = request.form.get("body", ""), text("draft_seen")
    kept = drafts.keep(place, body, seen=seen, by=visitor.reach(), now=clock.now())
    return page("review/draft.html", saved=kept.saved, other=kept.other)
