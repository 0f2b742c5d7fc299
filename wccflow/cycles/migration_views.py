"""The page on which a cycle's running cases are brought to a changed definition, and taken back.

Whose it is the views ask themselves: by the definition that holds, or by the one to come, which may be the
first that knows of it.
"""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import migrating, queries
from wccflow.cycles.definitions import pinned
from wccflow.cycles.migrating_preview import Target, plan, plan_back
from wccflow.cycles.migrating_target import target_of, workflow_of
from wccflow.cycles.models import Cycle
from wccflow.engine.definition import Workflow
from wccflow.engine.differing import differences
from wccflow.people import visitor
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("migration", __name__)

WHY = "Say why: the reason is kept with every case."


@route(blueprint, "/cycles/<cycle>/migration", may=SIGNED_IN)
def preview(cycle: str) -> ResponseReturnValue:
    """What would happen to each running case, and what the last migration did."""
    found = queries.cycle(cycle)
    workflow, target, without = _target(found, request.args.get("edition", ""))
    migrating.demand(found, visitor.reach(), *([target.definition] if target else []))
    return page(
        "cycles/migration.html",
        cycle=found,
        now=pinned(found.digest),
        editions=list(workflow.editions) if workflow else [],
        without=without,
        plan=plan(found, target) if target else None,
        differences=differences(pinned(found.digest), target.definition) if target else (),
        back=plan_back(found),
    )


@route(blueprint, "/cycles/<cycle>/migration", may=SIGNED_IN, methods=("POST",))
def migrate(cycle: str) -> ResponseReturnValue:
    """Bring every running case to the definition that was previewed."""
    found = queries.cycle(cycle)
    target = target_of(found, workflow_of(found), text("edition"))
    migrating.demand(found, visitor.reach(), target.definition)
    reason = text("reason", missing=WHY)
    text("confirmed", missing="Tick that you have looked at what happens to each case.")
    done = migrating.migrate(
        found, target, by=visitor.reach(), reason=reason, seen=text("seen"), now=clock.now()
    )
    count = len(done.comings)
    tell(f"{count} case{'' if count == 1 else 's'} brought to the new definition.")
    return redirect_to(f"/cycles/{found.key}/migration")


@route(blueprint, "/cycles/<cycle>/migration", may=SIGNED_IN, methods=("DELETE",))
def undo(cycle: str) -> ResponseReturnValue:
    """Take the last migration back."""
    found = queries.cycle(cycle)
    migrating.demand(found, visitor.reach())
    reason = text("reason", missing=WHY)
    migrating.undo(found, by=visitor.reach(), reason=reason, seen=text("seen"), now=clock.now())
    tell("Every case has the definition that it had before.")
    return redirect_to(f"/cycles/{found.key}/migration")


def _target(cycle: Cycle, edition: str) -> tuple[Workflow | None, Target | None, str]:
    """The files' workflow and its edition, or why there is none to come to."""
    try:
        workflow = workflow_of(cycle)
    except Refused as refused:
        return None, None, str(refused)
    if edition and edition not in workflow.editions:
        raise NotFound
    try:
        return workflow, target_of(cycle, workflow, edition), ""
    except NotFound as missing:
        return workflow, None, str(missing)
