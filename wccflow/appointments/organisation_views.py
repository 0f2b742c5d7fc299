"""The pages of organisations: a list to find one in, and one page for each with its names and successors."""

from datetime import date

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.appointments import queries, registering
from wccflow.appointments.authority import MANAGE, Authority, authority_of, demanded
from wccflow.appointments.forms import day_in
from wccflow.appointments.heading import posts_of
from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.people import register, visitor
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation as called
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.paging import PER_PAGE, Slice, offset, page_number
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("organisations", __name__)


@route(blueprint, "/organisations", may=SIGNED_IN)
def organisations() -> ResponseReturnValue:
    """Every organisation, found by a code, a name or another name, of now or of before."""
    words, state = request.args.get("q", "").strip(), request.args.get("state", "")
    found, total = registering.found(
        words, ended=state == "ended", offset=offset(page_number()), limit=PER_PAGE
    )
    return page(
        "people/organisations.html",
        slice=Slice(found, page_number(), total),
        words=words,
        state=state,
        told=register.told_of(words),
        today=clock.today(),
    )


@route(blueprint, "/organisations/<organisation>", may=SIGNED_IN)
def organisation(organisation: str) -> ResponseReturnValue:
    """One organisation: its names, days, predecessors and successor, its cases, its people."""
    place = called(organisation)
    if place.code != organisation.upper():
        return redirect_to(f"/organisations/{place.code}")
    authority, now = authority_of(visitor.reach()), clock.now()
    belongs = authority.scopes_at(place) or any(
        each.scope_id == place.id or each.scope == "nation" for each in visitor.reach().holdings
    )
    return page(
        "people/organisation.html",
        place=place,
        shown=registering.shown(place, visitor.reach()),
        people=queries.people_at(authority, place, now) if belongs else None,
        manages=bool(authority.scopes_at(place)),
        keeps=authority.keeps_register(place),
        today=clock.today(),
        sees_packs=place.level == "organisation" and posts_of(visitor.reach()).sees,
    )


@route(blueprint, "/organisations/<organisation>/names", may=MANAGE, methods=("POST",))
def rename(organisation: str) -> ResponseReturnValue:
    """Let an organisation bear another name from a day on."""
    authority, place = _kept(organisation)
    made = register.rename(
        place,
        text("name"),
        begins_on=day_in(text("begins_on")) or clock.today(),
        why=text("why", missing="Say why the name changes: the reason is kept."),
        by_id=authority.reach.person_id,
        now=clock.now(),
    )
    tell(f"It bears the name {made.name} from the day you gave, and is still found under the earlier one.")
    return redirect_to(f"/organisations/{place.code}")


@route(blueprint, "/organisations/<organisation>/aliases", may=MANAGE, methods=("POST",))
def add_alias(organisation: str) -> ResponseReturnValue:
    """Let an organisation be found under another name."""
    authority, place = _kept(organisation)
    if not register.add_alias(place, text("name"), by_id=authority.reach.person_id, now=clock.now()):
        raise Refused("It is found under that name already.")
    tell(f"{place.name} is found under “{text('name')}” as well.")
    return redirect_to(f"/organisations/{place.code}")


@route(blueprint, "/organisations/<organisation>/aliases", may=MANAGE, methods=("DELETE",))
def remove_alias(organisation: str) -> ResponseReturnValue:
    """Let an organisation be found under another name no more."""
    authority, place = _kept(organisation)
    register.remove_alias(place, text("name"), by_id=authority.reach.person_id, now=clock.now())
    tell(f"{place.name} is not found under “{text('name')}” any more.")
    return redirect_to(f"/organisations/{place.code}")


@route(blueprint, "/organisations/<organisation>/successor", may=MANAGE, methods=("PUT",))
def succeed(organisation: str) -> ResponseReturnValue:
    """Let an organisation go on in another from a day on: under another code, or merged with others."""
    authority, place = _kept(organisation)
    heir = registering.heir(
        authority, place, text("code"), text("name"), effective=_effective(), now=clock.now()
    )
    register.succeed(
        place,
        heir,
        effective=_effective(),
        why=text("why", missing="Say why: the reason is kept."),
        by_id=authority.reach.person_id,
        now=clock.now(),
    )
    tell(f"{register.told(place)} Its running cases are carried over on their own pages.")
    return redirect_to(f"/organisations/{place.code}")


def _kept(code: str) -> tuple[Authority, Organisation]:
    authority, place = demanded(visitor.reach()), called(code)
    if not authority.keeps_register(place):
        raise NotFound
    return authority, place


def _effective() -> date:
    day = day_in(text("effective"))
    if day is None:
        raise Refused("Give the first day on which the successor is there.")
    return day
