"""The application: Flask with every room's pages, and the ASGI application that adds live streams."""

import gc
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from threading import Thread
from uuid import UUID

from flask import Blueprint, Flask, current_app, request
from flask.typing import ResponseReturnValue

from wccflow.appointments import heading
from wccflow.base import audiences, clock, log
from wccflow.base.errors import NotFound
from wccflow.base.settings import Settings
from wccflow.base.work import Database, session
from wccflow.blueprints import BLUEPRINTS
from wccflow.cycles import queries as cycle_queries
from wccflow.finding.pace import PACE, Pace
from wccflow.finding.rules import INDEX
from wccflow.frameworks import queries as frameworks_queries
from wccflow.indicators.withdrawing import may_load
from wccflow.jobs.leader import somebody_leads
from wccflow.live import application as live
from wccflow.live import polling
from wccflow.live.fragments import Fragment
from wccflow.live.listeners import Application as Asgi
from wccflow.live.listeners import Environ, Listener
from wccflow.live.making import APART
from wccflow.live.telling import Teller
from wccflow.monitor import queries as monitor_queries
from wccflow.notices.queries import unread_count
from wccflow.people import listening, visitor
from wccflow.people.rights import ABILITIES
from wccflow.review import unread
from wccflow.web import pages, routes
from wccflow.web import set_up as set_up_web
from wccflow.web.errors import alone
from wccflow.web.routes import PUBLIC, SIGNED_IN, route
from wccflow.wiring import House, open_house

house_blueprint = Blueprint("house", __name__)

NAVIGATION = (("My work", "/"), ("Cycles", "/cycles"), ("Threads", "/threads"), ("Search", "/search"))
READS = frozenset({"GET", "HEAD", "OPTIONS"})
HOUSE = "wccflow.house"
MAKES_PAGES_APART = "wccflow.makes_pages_apart"
PAGE_PROCESS = (sys.executable, "-m", "wccflow.cli.page_process")


class Application(Flask):
    """Flask in which a reading request reads, and any other is one unit of work: kept whole or not at all."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer the request inside its unit of work."""
        database: Database = self.extensions[visitor.DATABASE]
        unit = database.reading() if request.method in READS else database.writing()
        with unit:
            return super().dispatch_request()


class Keeper:
    """The guard at the door: knows who is asking and whether they hold an ability anywhere."""

    def person_id(self) -> UUID | None:
        """The person who is signed in, or None."""
        return visitor.person().id if visitor.is_signed_in() else None

    def check(self, ability: str) -> None:
        """Raise NotFound when no role of the person has this ability in any cycle."""
        if ability not in ABILITIES:
            raise NotFound
        if ability == frameworks_queries.OPEN:
            return  # the first cycle is opened before any definition is pinned: its pages ask themselves
        held = {each.role for each in visitor.reach().holdings}
        with visitor.database().reading():
            definitions = cycle_queries.definitions()
        roles = (definition.roles.get(role) for definition in definitions for role in held)
        if not any(role is not None and ability in role.may for role in roles):
            raise NotFound


def create_app(settings: Settings | None = None, house: House | None = None) -> Flask:
    """The application of these settings, which are the environment's when none are given."""
    settings = settings or Settings.read()
    house = house or open_house(settings)
    app = Application("wccflow", static_folder=None)
    app.permanent_session_lifetime = timedelta(days=14)
    app.before_request(visitor.recognise)
    app.after_request(visitor.note_visit)
    set_up_web(app, settings)
    routes.guard(app, Keeper())
    pages.context_from(app, around)
    for blueprint in (house_blueprint, *BLUEPRINTS):
        app.register_blueprint(blueprint)
    move_in(app, house)
    return app


def move_in(app: Flask, house: House) -> None:
    """Let the application answer from this house: its key, its database, its index, its pace."""
    app.secret_key = house.settings.secret()
    app.extensions[visitor.DATABASE] = house.database
    app.extensions[HOUSE] = house
    app.extensions[INDEX] = house.index
    app.extensions[PACE] = Pace(house.settings.searches_per_minute)


def asgi_application() -> Asgi:
    """The whole application with live streams, for `wccflow serve` and any ASGI server."""
    settings = Settings.read()
    clock.pretend_today(settings.today)
    house = open_house(settings)
    app = create_app(settings, house)
    if not settings.page_processes:
        warm(house)
    set_aside()
    app.extensions[MAKES_PAGES_APART] = bool(settings.page_processes)
    return live.asgi(
        app,
        database=house.database,
        may_listen=lambda environ: _listener(app, environ),
        still_listen=lambda listeners: _still_listening(house.database, listeners),
        render=lambda fragment: _rendered(app, fragment),
        folder=settings.instance,
        page_saying=lambda title, sentence: alone(app, title, sentence),
        page_process=PAGE_PROCESS if settings.page_processes else (),
    )


def warm(house: House) -> None:
    """Open the index in a thread, so that the first search need not wait for it."""
    Thread(target=house.index.warm, name="warming the index", daemon=True).start()


def _listener(app: Flask, environ: Environ) -> Listener | None:
    """Who is asking for a stream, and what she may hear at this instant."""
    with app.request_context(environ):
        visitor.recognise()
        return listening.listener()


def _still_listening(database: Database, listeners: Sequence[Listener]) -> list[Listener | None]:
    """What those who listen may hear at this instant."""
    with database.reading():
        return listening.still(listeners, clock.now())


def _rendered(app: Flask, fragment: Fragment) -> str:
    return app.jinja_env.get_template(fragment.template).render(**fragment.context)


def set_aside() -> None:
    """Search for garbage only in what comes from now on: in the program itself it takes 130 ms each time."""
    gc.collect()
    gc.freeze()


@route(house_blueprint, "/events", may=SIGNED_IN)
def events() -> ResponseReturnValue:
    """What is new, answered at once: where no stream can be held, the browser asks again."""
    app = current_app._get_current_object()  # type: ignore[attr-defined] # the proxy's own way
    teller = Teller(visitor.database(), lambda fragment: _rendered(app, fragment), live.cursors_of(app))
    reach = visitor.reach()
    return polling.answer(teller, Listener(reach.person_id, audiences.readable(reach.tokens)))


@route(house_blueprint, "/health", may=PUBLIC)
def health() -> ResponseReturnValue:
    """Whether the service stands: the database, the index's lag, who leads the jobs and makes pages."""
    house: House = current_app.extensions[HOUSE]
    lag = log.head(session()) - house.index.watermark()
    told = {"database": "ok", "index_lag": lag, "leader": somebody_leads(house.settings)}
    if request.environ.get(APART):
        told["page_process"] = "here"
    elif current_app.extensions.get(MAKES_PAGES_APART):  # never so under a plain WSGI server
        told["page_process"] = "away"
    return told


def around() -> Mapping[str, object]:
    """What every page shows around its content: who is signed in, where to go, the demonstration's label."""
    if not visitor.is_signed_in():
        return {"demonstration": _demonstrates()}
    with visitor.database().reading():
        posts = heading.posts_of(visitor.reach())
    return {
        "current": {
            "key": visitor.person().id.hex,
            "name": visitor.person().name,
            "role": posts.words,
            "places": posts.places,
        },
        "unread": _unread(),
        "unread_messages": _unread_messages(),
        "navigation": _navigation(posts.manages, posts.sees),
        "demonstration": _demonstrates(),
    }


def _unread() -> int:
    with visitor.database().reading():
        return unread_count(visitor.reach())


def _unread_messages() -> int:
    with visitor.database().reading():
        return unread.in_all(visitor.reach())


def _navigation(manages: bool, sees: bool) -> tuple[tuple[str, str], ...]:
    with visitor.database().reading():
        watches = monitor_queries.watches_anything(visitor.reach())
        loads = may_load(visitor.reach())
    monitor = (("Monitor", "/monitor"), ("Rehearsals", "/rehearsals")) if watches else ()
    figures = (("Indicators", "/indicators"),) if sees else ()
    packs = (("Data packs", "/data-packs"),) if loads else ()
    return (
        *NAVIGATION,
        *figures,
        *monitor,
        *packs,
        ("People", "/people") if manages else ("Organisations", "/organisations"),
    )


def _demonstrates() -> bool:
    with visitor.database().reading():
        return any(cycle.demonstration for cycle in cycle_queries.cycles())
