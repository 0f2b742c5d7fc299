"""A small application with nothing but the web room, and a gallery that shows every component once."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, request
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, FileSystemLoader
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.test import TestResponse

from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.places import templates_folder
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.web import forms, pages, routes, set_up
from wccflow.web.paging import Slice

TEMPLATES = Path(__file__).parent / "templates"
SOMEBODY = UUID(int=7)
INSTANT = datetime(2009, 11, 12, 14, 2, tzinfo=UTC)

GALLERY: Mapping[str, object] = {
    "now": INSTANT,
    "obstacles": [
        {
            "say": "2 of 12 required documents are missing: financial plan, OD plan.",
            "who": "you",
            "by": "27 Nov",
        },
        {"say": "The board has not ratified.", "who": "chief executive"},
    ],
    "marks": [
        ("self", 3, None, None, ""),
        ("360°", 2.2, 1.8, 2.6, "11 replies"),
        ("evidence", 2, None, None, "4 verified, 1 contradicted"),
        ("panel", None, None, None, "not in yet"),
    ],
    "milestones": [
        {
            "label": "Submission",
            "due": date(2009, 12, 31),
            "state": "at risk",
            "tone": "warning",
            "owner": "PCT lead",
        },
        {"label": "Panel day", "due": None, "state": "not yet", "tone": "quiet", "owner": "SHA"},
    ],
    "slice": Slice(rows=range(50), number=2, total=152),
}


class SmallApp(Flask):
    """Flask in which every request is one unit of work, when there is a database."""

    database: Database | None = None

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer inside the unit of work."""
        if self.database is None:
            return super().dispatch_request()
        with self.database.writing():
            return super().dispatch_request()


class Keeper:
    """A guard who lets `SOMEBODY` in when the header says so, and knows one ability."""

    def person_id(self) -> UUID | None:
        """The person whom the header names."""
        return SOMEBODY if request.headers.get("X-Somebody") else None

    def check(self, ability: str) -> None:
        """Only `read` is held."""
        if ability != "read":
            raise NotFound


def small_app(database: Database | None = None, proof: bool = False, **settings: object) -> Flask:
    """The small application; `proof` asks for the proof that forms carry."""
    app = SmallApp("small", static_folder=None)
    app.secret_key = "only for tests"
    app.database = database
    app.config["WTF_CSRF_ENABLED"] = proof
    set_up(app, Settings(instance=Path("unused"), **settings))  # type: ignore[arg-type]  # given by name
    app.jinja_loader = ChoiceLoader([FileSystemLoader(templates_folder()), FileSystemLoader(TEMPLATES)])
    pages.context_from(app, around)
    app.register_blueprint(_blueprint())
    return app


def around() -> Mapping[str, object]:
    """Somebody with a role, three places to go, and the demonstration's label."""
    return {
        "current": {"name": "Ann Example", "role": "PCT lead"},
        "navigation": (("My work", "/"), ("Cycles", "/cycles"), ("Search", "/search")),
        "demonstration": True,
    }


def gallery() -> TestResponse:
    """The gallery as the small application answers it."""
    return small_app().test_client().get("/")


def _blueprint() -> Blueprint:
    blueprint = Blueprint("small", __name__)
    told: list[str] = []

    @routes.route(blueprint, "/", may="public")
    def show() -> ResponseReturnValue:
        return pages.page("gallery.html", **GALLERY)

    @routes.route(blueprint, "/told", may="public", methods=("GET", "POST"))
    def tell() -> ResponseReturnValue:
        if request.method == "POST":
            told.append(forms.text("body", missing="Write something before you post it."))
            pages.tell("Your answer was sent.")
            return pages.redirect_to(request.form.get("to", "/"))
        return {"told": told}

    @routes.route(blueprint, "/threads/1/comments", may="public", methods=("POST",))
    def comment() -> ResponseReturnValue:
        told.append(forms.text("body", missing="Write something before you post it."))
        pages.tell("Your answer was sent.")
        return pages.redirect_to("/")

    @routes.route(blueprint, "/events", may="public")
    def events() -> ResponseReturnValue:
        told.append(request.args.get("last", "from the beginning"))
        return Response("retry: 600000\nid: seven\ndata: hello\n\n", mimetype="text/event-stream")

    @routes.route(blueprint, "/private/<name>", may="read")
    def private(name: str) -> ResponseReturnValue:
        if name == "hidden":
            raise NotFound
        return name

    @routes.route(blueprint, "/forbidden", may="publish")
    def forbidden() -> ResponseReturnValue:
        return "never shown"

    @routes.route(blueprint, "/refused", may="public", methods=("GET", "POST"))
    def refuse() -> ResponseReturnValue:
        raise Refused("The board has not ratified.", "Two documents are missing.")

    @routes.route(blueprint, "/stale", may="public", methods=("PUT",))
    def stale() -> ResponseReturnValue:
        raise Stale(
            "Somebody was quicker.", mine=request.form["body"], theirs="Their <b>words</b>", version=9
        )

    @routes.route(blueprint, "/raced", may="public")
    def race() -> ResponseReturnValue:
        raise StaleDataError("two rows wanted, one found")

    @routes.route(blueprint, "/gone", may="public", methods=("GET", "POST"))
    def gone() -> ResponseReturnValue:
        if request.method == "POST":
            told.append("gone")
            return "It is gone.", 410
        return abort(Response("Gone to lunch.", 503))

    @routes.route(blueprint, "/broken", may="public")
    def break_down() -> ResponseReturnValue:
        raise ZeroDivisionError("a secret of the house")

    @routes.route(blueprint, "/method", may="public", methods=("POST", "PUT", "PATCH", "DELETE"))
    def method() -> ResponseReturnValue:
        return {"method": request.method, "files": sorted(request.files)}

    return blueprint
