"""The pages of the way through a cycle: the workflow drawn, for the screen, for paper, for the wall."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from wccflow.base.errors import NotFound
from wccflow.cycles import drawing, entry, queries
from wccflow.people import visitor
from wccflow.web.pages import page
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("way", __name__)


@route(blueprint, "/cycles/<cycle>/way", may=SIGNED_IN)
def of_cycle(cycle: str) -> ResponseReturnValue:
    """The workflow of a cycle in which the person sees a case, with its planned days."""
    found = queries.cycle(cycle)
    if not queries.cases_for(visitor.reach(), found.id):
        raise NotFound
    drawn = drawing.of_cycle(found)
    return page(
        "cycles/way.html",
        cycle=found,
        case=None,
        drawn=drawn,
        pictures=[Markup(each) for each in drawn.sheets],
    )


@route(blueprint, "/cycles/<cycle>/<organisation>/way", may="see")
def of_case(cycle: str, organisation: str) -> ResponseReturnValue:
    """The workflow with where this case is and was."""
    found = entry.case_here(cycle, organisation)
    drawn = drawing.of_case(found, headed=True)
    return page(
        "cycles/way.html",
        cycle=found.cycle,
        case=found,
        drawn=drawn,
        pictures=[Markup(each) for each in drawn.sheets],
    )
