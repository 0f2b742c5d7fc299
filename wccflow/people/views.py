"""The pages on which people sign in and out."""

from flask import Blueprint, request
from flask import session as cookie
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.people import signing_in, visitor
from wccflow.web.forms import text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import PUBLIC, SIGNED_IN, route

blueprint = Blueprint("people", __name__)


@route(blueprint, "/sign-in", may=PUBLIC)
def sign_in() -> ResponseReturnValue:
    """How to sign in; with a link's secret, the button that uses it (mail scanners follow links)."""
    secret = request.args.get("link", "")
    if visitor.is_signed_in() and not secret:
        return redirect_to("/")
    good = bool(secret) and signing_in.link_is_good(secret, clock.now())
    return page(
        "people/sign_in.html", secret=secret, good=good, to=local_address(request.args.get("to", "/"))
    )


@route(blueprint, "/sign-in", may=PUBLIC, methods=("POST",))
def confirm() -> ResponseReturnValue:
    """Use a sign-in link, which works once."""
    now = clock.now()
    _, secret = signing_in.sign_in(text("link", missing="Open the sign-in link again."), now)
    cookie.clear()
    cookie[visitor.SECRET], cookie[visitor.NOTED] = secret, now.timestamp()
    cookie.permanent = True
    return redirect_to(local_address(text("to") or "/"))


@route(blueprint, "/session", may=SIGNED_IN, methods=("DELETE",))
def sign_out() -> ResponseReturnValue:
    """End this browser's session for good."""
    signing_in.sign_out(cookie.get(visitor.SECRET, ""), clock.now())
    cookie.clear()
    tell("You are signed out.")
    return redirect_to("/sign-in")
