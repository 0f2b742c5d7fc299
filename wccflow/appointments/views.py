"""The pages on which people are invited, suspended, stood in for, and followed in a post."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.appointments import deputising, handing_over, inviting, keeping, queries, telling
from wccflow.appointments.authority import MANAGE, Authority, Offered, authority_of, demanded
from wccflow.appointments.forms import day_in
from wccflow.appointments.queries import STATES, Wish
from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.people import visitor
from wccflow.people.models import Grant, Organisation
from wccflow.people.queries import organisation
from wccflow.web.forms import text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.paging import PER_PAGE, Slice, offset, page_number
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("appointments", __name__)


@route(blueprint, "/people", may=MANAGE)
def people() -> ResponseReturnValue:
    """Everybody who holds a role where I arrange people, found by words, role, place and state."""
    authority = demanded(visitor.reach())
    places = queries.places(authority)
    chosen = next((each for each in places if each.code == request.args.get("at", "").upper()), None)
    state = request.args.get("state", "")
    wish = Wish(
        text=request.args.get("q", "").strip(),
        state=state if state in STATES else "",
        role=request.args.get("role", ""),
        place=chosen.id if chosen else None,
    )
    shown, total = queries.people(
        authority, wish, offset=offset(page_number()), limit=PER_PAGE, now=clock.now()
    )
    return page(
        "people/list.html",
        slice=Slice(shown, page_number(), total),
        wish=wish,
        places=[(each.code, each.name) for each in places],
        chosen=chosen,
        roles=[(role.key, role.title) for role in _roles(authority, places)],
        offered=[(role.key, role.title) for role in authority.roles_at(chosen)] if chosen else [],
        filters=_by_state(wish.state),
        now=clock.now(),
    )


@route(blueprint, "/people", may=MANAGE, methods=("POST",))
def invite() -> ResponseReturnValue:
    """Give somebody a role at a place; a mail invites whoever is new."""
    authority = demanded(visitor.reach())
    place = queries.place_for(authority, organisation(text("place")))
    made = inviting.invite(
        authority,
        place,
        email=text("email", missing="Give the e-mail address."),
        name=text("name"),
        role=text("role", missing="Choose the role."),
        until=day_in(text("until")),
        now=clock.now(),
    )
    how = "A link to sign in goes out by mail." if made.by_mail else "A notice tells them."
    tell(f"{made.person.name} is {authority.title(made.grant.role)} at {place.name}. {how}")
    return redirect_to(f"/people/{made.person.id}")


@route(blueprint, "/people/<uuid:person>", may=MANAGE)
def person(person: UUID) -> ResponseReturnValue:
    """One person: her posts as far as I arrange them, and what happened to them."""
    authority, now = demanded(visitor.reach()), clock.now()
    found = queries.person_for(authority, person)
    (row,) = queries.rows(authority, [found], now)
    going_on = [each for each in row.posts if each.state != "Ended"]
    return page(
        "people/person.html",
        row=row,
        posts=going_on,
        ended=[each for each in row.posts if each.state == "Ended"],
        open={each.grant.id: handing_over.open_in(each.grant, now) for each in going_on if each.arranged},
        history=telling.history(authority, found),
        is_me=found.id == visitor.person().id,
    )


@route(blueprint, "/people/<uuid:person>/links", may=MANAGE, methods=("POST",))
def send_link(person: UUID) -> ResponseReturnValue:
    """Send somebody a new link to sign in; nobody but the person sees it."""
    authority = demanded(visitor.reach())
    found = queries.person_for(authority, person)
    said = "Somebody who manages people asked for a link for you."
    inviting.write_to(found, said, leads_to="/", by_id=visitor.person().id, now=clock.now())
    tell(f"A link to sign in goes out to {found.email}.")
    return redirect_to(f"/people/{found.id}")


@route(blueprint, "/people/grants/<uuid:grant>/suspension", may=MANAGE, methods=("PUT",))
def suspend(grant: UUID) -> ResponseReturnValue:
    """Take a role away for the time being."""
    authority, held = _covered(grant)
    keeping.suspend(authority, held, why=text("why"), now=clock.now())
    tell(f"{held.person.name} is suspended as {authority.title(held.role)}.")
    return redirect_to(f"/people/{held.person_id}")


@route(blueprint, "/people/grants/<uuid:grant>/suspension", may=MANAGE, methods=("DELETE",))
def resume(grant: UUID) -> ResponseReturnValue:
    """Give a suspended role back."""
    authority, held = _covered(grant)
    keeping.resume(authority, held, why=text("why"), now=clock.now())
    tell(f"{held.person.name} is {authority.title(held.role)} again.")
    return redirect_to(f"/people/{held.person_id}")


@route(blueprint, "/people/grants/<uuid:grant>", may=MANAGE, methods=("DELETE",))
def end(grant: UUID) -> ResponseReturnValue:
    """End a role, now or with a last day."""
    authority, held = _covered(grant)
    keeping.end(authority, held, last=day_in(text("last")), why=text("why"), now=clock.now())
    tell(f"The role of {held.person.name} as {authority.title(held.role)} has its end.")
    return redirect_to(f"/people/{held.person_id}")


@route(blueprint, "/people/grants/<uuid:grant>/handovers", may=MANAGE, methods=("POST",))
def hand_over(grant: UUID) -> ResponseReturnValue:
    """Let somebody else take a post over."""
    authority, held = _covered(grant)
    made = handing_over.hand_over(
        authority,
        held,
        email=text("email", missing="Give the successor's e-mail address."),
        name=text("name"),
        begins=day_in(text("begins")),
        why=text("why"),
        note=text("note"),
        now=clock.now(),
    )
    tell("The post is handed over. The successor is told, with the page on which to begin.")
    return redirect_to(made.address)


@route(blueprint, "/people/grants/<uuid:grant>/deputies", may=SIGNED_IN, methods=("POST",))
def name_deputy(grant: UUID) -> ResponseReturnValue:
    """Name a deputy in a post, for a time: the holder does, or who manages people there."""
    held = session().get(Grant, grant)
    if held is None:
        raise NotFound
    made = deputising.name_deputy(
        authority_of(visitor.reach()),
        held,
        email=text("email", missing="Say who deputises."),
        begins=day_in(text("begins")),
        until=day_in(text("until")),
        why=text("why", missing="Say why a deputy is needed: the reason is kept."),
        now=clock.now(),
    )
    tell(f"{made.person.name} deputises until the last day. It ends by itself.")
    return redirect_to(local_address(text("back") or "/me"))


@route(blueprint, "/people/deputies/<uuid:grant>", may=SIGNED_IN, methods=("DELETE",))
def end_deputation(grant: UUID) -> ResponseReturnValue:
    """End a deputation before its day."""
    held = session().get(Grant, grant)
    if held is None:
        raise NotFound
    deputising.end_deputation(authority_of(visitor.reach()), held, why=text("why"), now=clock.now())
    tell("The deputation has ended.")
    return redirect_to(local_address(text("back") or "/me"))


def _covered(grant: UUID) -> tuple[Authority, Grant]:
    authority = demanded(visitor.reach())
    return authority, keeping.covered(authority, grant)


def _by_state(present: str) -> list[tuple[str, str, None, bool]]:
    kept = {name: given for name in ("q", "role", "at") if (given := request.args.get(name, ""))}
    return [
        (words, f"/people?{urlencode({**kept, 'state': state})}", None, state == present)
        for state, words in STATES.items()
    ]


def _roles(authority: Authority, places: Sequence[Organisation]) -> list[Offered]:
    """The roles by which the list can be narrowed: those that can be given at one of the places."""
    levels = {(each.level, each.parent_id in authority.overseers): each for each in places}
    found = {role.key: role for place in levels.values() for role in authority.roles_at(place)}
    return sorted(found.values(), key=lambda role: role.title)
