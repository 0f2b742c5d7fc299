"""Who is asking: the signed-in person of the request, read once and told to the views."""

from contextlib import suppress

from flask import Response, current_app, g, request
from flask import session as cookie
from sqlalchemy.exc import OperationalError

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.work import Database
from wccflow.people import queries, signing_in
from wccflow.people.models import Person
from wccflow.people.rights import Reach

SECRET = "browser"
NOTED = "noted"
NOTE_SECONDS = 300
DATABASE = "wccflow.database"


def database() -> Database:
    """The database of this application."""
    found: Database = current_app.extensions[DATABASE]
    return found


def recognise() -> None:
    """Find out who is asking, in a short reading of its own, before anything else happens."""
    g.person, g.reach = None, None
    secret = cookie.get(SECRET, "")
    if not secret or request.endpoint == "static":
        return
    now = clock.now()
    with database().reading():
        try:
            g.person = signing_in.signed_in(secret, now)
        except NotFound:
            cookie.pop(SECRET, None)
            return
        g.reach = queries.reach_of(g.person.id, now)


def note_visit(response: Response) -> Response:
    """Note after the answer, at most once in five minutes, that the person was here and stays signed in."""
    now, secret = clock.now(), cookie.get(SECRET)
    if is_signed_in() and secret and now.timestamp() - float(cookie.get(NOTED, 0)) > NOTE_SECONDS:
        cookie[NOTED] = now.timestamp()
        # The answer is made already; a database that cannot be written to now must not spoil it.
        with suppress(OperationalError), database().writing():
            signing_in.seen(secret, now)
    return response


def reach() -> Reach:
    """Everything that the person who is asking holds now. Raises NotFound when nobody is signed in."""
    found: Reach | None = g.get("reach")
    if found is None:
        raise NotFound
    return found


def person() -> Person:
    """The person who is asking. Raises NotFound when nobody is signed in."""
    found: Person | None = g.get("person")
    if found is None:
        raise NotFound
    return found


def key() -> str:
    """What the browser of the request is known by; nobody can sign in with it."""
    return signing_in.key_of(cookie.get(SECRET, ""))


def is_signed_in() -> bool:
    """Whether anybody is signed in."""
    return g.get("person") is not None
