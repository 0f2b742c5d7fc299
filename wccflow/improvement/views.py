"""The page of actions that follow from recommendations, or from what an organisation finds of itself."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.improvement import actions, promises, queries, targets
from wccflow.improvement.rules import KINDS, SHORT
from wccflow.people import visitor
from wccflow.web.forms import day_given, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("improvement", __name__)

ACTIONS = "/cycles/<cycle>/<organisation>/actions"


@route(blueprint, ACTIONS, may="see")
def plans(cycle: str, organisation: str) -> ResponseReturnValue:
    """What was recommended or found, and what is done about it."""
    case, reach = entry.case_here(cycle, organisation), visitor.reach()
    return page(
        "improvement/actions.html",
        case=case,
        address=f"{case.address}/actions",
        recommended=actions.recommended(case, reach),
        follows_report=actions.follows_report(case),
        actions=queries.actions([case.id], reach),
        kinds=list(KINDS.items()),
        items=[(aim.item, aim.title) for aim in targets.aims_of(case, reach)],
        has_promises=promises.promises_of(case, reach) is not None,
        short=SHORT,
        today=clock.today(),
        may_plan=entry.may("answer", case),
    )


@route(blueprint, ACTIONS, may="answer", methods=("POST",))
def plan(cycle: str, organisation: str) -> ResponseReturnValue:
    """Undertake something."""
    case = entry.case_here(cycle, organisation)
    actions.plan(
        case,
        text("recommendation"),
        title=text("title"),
        owner=text("owner"),
        kind=text("kind"),
        due_on=day_given("due", missing="Choose the day by which it is done."),
        item=text("item"),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("The action is planned.")
    return redirect_to(f"{case.address}/actions")


@route(blueprint, f"{ACTIONS}/<uuid:action_id>/completion", may="answer", methods=("PUT",))
def finish(cycle: str, organisation: str, action_id: UUID) -> ResponseReturnValue:
    """Note that an action is done."""
    case, reach = entry.case_here(cycle, organisation), visitor.reach()
    actions.finish(case, queries.action_in(case, action_id, reach), by=reach, now=clock.now())
    tell("Done.")
    return redirect_to(f"{case.address}/actions")
