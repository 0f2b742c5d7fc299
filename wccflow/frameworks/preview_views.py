"""The pages on which a cycle is looked at before it is opened: its days, its way, and each page it makes."""

from uuid import UUID

from flask import Blueprint, Response, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.work import files, offers
from wccflow.engine.picture_svg import svg
from wccflow.frameworks import pages, queries
from wccflow.frameworks.actions import names_of
from wccflow.frameworks.harmless import harmless
from wccflow.frameworks.pages import address_of, planned
from wccflow.frameworks.previewing import Seen, pretended, standpoint, viewing_roles
from wccflow.people import visitor
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("frameworks_preview", __name__)

MAY = queries.OPEN
PREVIEW = "/cycles/new/<uuid:draft_id>/preview"
# The pages of a case that a preview shows; every other address of a case leads nowhere there.
SHOWN = frozenset(
    (
        *("cycles.case", "cycles.history", "evidence.dossier", "ratings.sheet", "ratings.item"),
        *("way.of_case", "review.threads", "panels.setup", "indicators.outcomes", "board.before_the_board"),
        *("partners.feedback", "dossier_checks.of_case", "extending.extensions"),
    )
)


@route(blueprint, PREVIEW, may=MAY)
def preview(draft_id: UUID) -> ResponseReturnValue:
    """The days, the way, and the pages that the cycle will make."""
    found = queries.draft(draft_id, visitor.reach())
    source, plan = planned(found)
    drawn = Markup(svg(plan.definition))  # the engine has escaped every word of it
    return page(
        "frameworks/preview.html",
        drawn=drawn,
        **pages.preview_page(found, source, plan, clock.today()),
    )


@route(blueprint, f"{PREVIEW}/case", may=MAY)
@route(blueprint, f"{PREVIEW}/case/<path:where>", may=MAY)
def pretend(draft_id: UUID, where: str = "") -> ResponseReturnValue:
    """One page of the first case as it will be, in the role and state that are asked for."""
    found = queries.draft(draft_id, visitor.reach())
    source, plan = planned(found)
    usual_role, usual_state = standpoint(plan.definition)
    roles, role = viewing_roles(plan.definition), request.args.get("as", usual_role)
    state = request.args.get("at", usual_state)
    if role not in roles or state not in plan.definition.states:
        raise NotFound
    key, title = names_of(found, source)
    base, asked = f"{address_of(found)}/preview/case", f"?as={role}&at={state}"
    banner = render_template(
        "frameworks/banner.html",
        address=address_of(found),
        here=f"{base}/{where}" if where else base,
        roles=list(roles.items()),
        states=[(one.key, one.title) for one in plan.definition.states.values()],
        role=role,
        state=state,
    )
    offered, store, now = offers(), files(), clock.now()
    with pretended(plan, key, title, role=role, state=state, offers=offered, files=store, now=now) as seen:
        html = _page_of(seen, where)
        own = seen.case.address
    return harmless(html, banner, lambda link: _led(link, own, base, asked))


def _page_of(seen: Seen, where: str) -> str:
    """The page of the pretended case at this address, made by the very view that will make it."""
    path = f"{seen.case.address}/{where}" if where else seen.case.address
    environ = {name: each for name, each in request.environ.items() if not name.startswith("HTTP_HX")}
    environ |= {"PATH_INFO": path, "QUERY_STRING": "", "REQUEST_METHOD": "GET", "SCRIPT_NAME": ""}
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own way
    with app.request_context(environ):
        g.person, g.reach = seen.person, seen.reach
        if request.endpoint not in SHOWN:
            raise NotFound
        try:
            made = app.ensure_sync(app.view_functions[request.endpoint])(**(request.view_args or {}))
        except HTTPException as fault:
            raise NotFound from fault
    if not isinstance(made, Response):
        raise NotFound
    return made.get_data(as_text=True)


def _led(link: str, own: str, base: str, asked: str) -> str:
    """Where a link of a pretended page leads: to another page of the preview, or nowhere."""
    path, _, place = link.partition("#")
    path = path.partition("?")[0]
    if (path != own and not path.startswith(f"{own}/")) or not _is_shown(path):
        return ""
    return f"{base}{path.removeprefix(own)}{asked}{'#' + place if place else ''}"


def _is_shown(path: str) -> bool:
    """Whether a preview has the page of this address."""
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, "GET")
    except HTTPException:
        return False
    return endpoint in SHOWN
