"""Who is asking: the signed-in person of the request, read once and told to the views."""

from flask import current_app, g, request
from flask import session as cookie

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.work import Database
from wccflow.people import queries, signing_in
from wccflow.people.models import Person
from wccflow.people.rights import Reach

SECRET = "browser"
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


def is_signed_in() -> bool:
    """Whether anybody is signed in."""
    return g.get("person") is not None
