"""The page on which a survey of partners is loaded from a file."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.cycles import entry
from wccflow.partners import shown, surveys
from wccflow.partners.forms import table
from wccflow.people import visitor
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("surveys", __name__)

PAGE = "/cycles/<cycle>/<organisation>/partners/surveys"


@route(blueprint, PAGE, may="invite_partners")
def loading(cycle: str, organisation: str) -> ResponseReturnValue:
    """Where a survey is sent, and every version of those that were."""
    case = entry.case_here(cycle, organisation)
    return page("partners/surveys.html", **shown.surveys(case))


@route(blueprint, PAGE, may="invite_partners", methods=("POST",))
def load(cycle: str, organisation: str) -> ResponseReturnValue:
    """Load a survey; or only tell what would come of it."""
    case, source, trying = entry.case_here(cycle, organisation), text("source"), text("how") != "load"
    found = surveys.load(case, table(), source=source, dry_run=trying, by=visitor.reach(), now=clock.now())
    if found.faults or trying:
        return page("partners/surveys.html", **{**shown.surveys(case), "loaded": found, "source": source})
    tell(f"Version {found.number} of “{source}” is loaded: {sum(found.respondents.values())} respondents.")
    return redirect_to(f"{case.address}/partners/surveys")
