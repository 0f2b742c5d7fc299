"""The pages about myself: my roles, my deputies, where I am signed in, and the post that I take over."""

from uuid import UUID

from flask import Blueprint
from flask import session as cookie
from flask.typing import ResponseReturnValue

from wccflow.appointments import deputising, inviting, queries, taking_over
from wccflow.appointments.authority import authority_of
from wccflow.base import clock
from wccflow.people import signing_in, visitor
from wccflow.people.queries import grants_of
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import PUBLIC, SIGNED_IN, route

blueprint = Blueprint("me", __name__)


@route(blueprint, "/me", may=SIGNED_IN)
def me() -> ResponseReturnValue:
    """My roles and places, who deputises for me and for whom I do, where I am signed in."""
    authority, now, mine = authority_of(visitor.reach()), clock.now(), visitor.person()
    grants = [each for each in grants_of(mine.id) if each.on_behalf_of_id is None]
    deputations = deputising.deputations_of(mine.id, now)
    return page(
        "people/me.html",
        me=mine,
        posts=list(queries.in_words(authority, grants, now).values()),
        deputations=[
            (queries.in_words(authority, [each], now)[each.id], each.person.name) for each in deputations
        ],
        colleagues={
            post: [(each.email, each.name) for each in others]
            for post, others in deputising.colleagues(grants, mine.id, now).items()
        },
        sessions=signing_in.sessions_of(mine.id, cookie.get(visitor.SECRET, ""), now),
        handovers=taking_over.taken_over(authority, mine.id),
        manages=authority.anywhere,
        now=now,
    )


@route(blueprint, "/me/sessions", may=SIGNED_IN, methods=("DELETE",))
def sign_out_elsewhere() -> ResponseReturnValue:
    """End my sessions in every other browser."""
    secret = cookie.get(visitor.SECRET, "")
    count = signing_in.sign_out_elsewhere(visitor.person().id, secret, clock.now())
    tell(f"You are signed out of {count} other {'browser' if count == 1 else 'browsers'}.")
    return redirect_to("/me")


@route(blueprint, "/handovers/<uuid:handover>", may=SIGNED_IN)
def handover(handover: UUID) -> ResponseReturnValue:
    """The page on which somebody begins who takes a post over; others see who, when and why."""
    authority = authority_of(visitor.reach())
    found = taking_over.handover_for(authority, handover)
    return page("people/handover.html", shown=taking_over.shown(authority, found, clock.now()))


@route(blueprint, "/sign-in/links", may=PUBLIC, methods=("POST",))
def ask_for_link() -> ResponseReturnValue:
    """Send a link to whoever asks; the answer is the same whether or not the address is known."""
    inviting.send_link(text("email", missing="Give your e-mail address."), clock.now())
    tell("If the address is known here, a link is on its way to it. It works once.")
    return redirect_to("/sign-in")
