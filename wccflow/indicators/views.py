"""The page of outcomes: choose from the menu, say what is aimed at, compare with nation and best quarter."""

from dataclasses import asdict

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.cycles.queries import definition_of
from wccflow.indicators import actions, queries
from wccflow.indicators.forms import read_aim
from wccflow.indicators.rules import POLARITIES, YEARS
from wccflow.indicators.scorecard import scorecard_of
from wccflow.people import visitor
from wccflow.web.forms import require_unchanged, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("indicators", __name__)

OUTCOMES = "/cycles/<cycle>/<organisation>/outcomes"
CHANGED = "Somebody else has changed this outcome while you were writing. Choose what to keep."


@route(blueprint, OUTCOMES, may="see")
def outcomes(cycle: str, organisation: str) -> ResponseReturnValue:
    """The outcomes that are chosen, where each stands, and what may still be chosen."""
    case = entry.case_here(cycle, organisation)
    scorecard = scorecard_of(case, visitor.reach())
    if scorecard is None:
        raise NotFound
    return page(
        "indicators/outcomes.html",
        case=case,
        card=scorecard,
        chooses=entry.may("choose_outcomes", case),
        polarities=[(key, words.capitalize()) for key, words in POLARITIES.items()],
        years=range(1, YEARS + 1),
    )


@route(blueprint, f"{OUTCOMES}/<item>/choice", may="choose_outcomes", methods=("PUT",))
def choose(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Choose an outcome from the menu."""
    case = entry.case_here(cycle, organisation)
    actions.choose(case, item, by=visitor.reach(), now=clock.now())
    tell(f"Chosen: {definition_of(case).items[item].title}.")
    return redirect_to(f"{case.address}/outcomes#{item}")


@route(blueprint, f"{OUTCOMES}/<item>/choice", may="choose_outcomes", methods=("DELETE",))
def drop(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Take a chosen outcome back."""
    case = entry.case_here(cycle, organisation)
    actions.drop(case, item, by=visitor.reach(), now=clock.now())
    tell(f"Taken back: {definition_of(case).items[item].title}.")
    return redirect_to(f"{case.address}/outcomes")


@route(blueprint, f"{OUTCOMES}/<item>/aim", may="choose_outcomes", methods=("PUT",))
def aim(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Keep where an outcome starts and where it is to be."""
    case = entry.case_here(cycle, organisation)
    given = read_aim()
    there = queries.aims([case.id], visitor.reach()).get((case.id, item))
    theirs = " → ".join(f"{each:g}" for each in there.trajectory) if there else "Nothing."
    require_unchanged(there.version if there else 0, mine=text("source"), theirs=theirs, sentence=CHANGED)
    actions.aim(case, item, by=visitor.reach(), now=clock.now(), **asdict(given))
    tell(f"Kept: {definition_of(case).items[item].title}.")
    return redirect_to(f"{case.address}/outcomes#{item}")
