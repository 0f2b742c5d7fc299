"""Choosing outcomes, several at once after a look at what would change, and saying what is aimed at."""

from collections.abc import Sequence
from dataclasses import asdict
from urllib.parse import urlencode

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.indicators import actions, outcome, queries
from wccflow.indicators.forms import read_aim
from wccflow.indicators.menu import menu_of, selection_of
from wccflow.indicators.outcome_page import OUTCOMES, shown
from wccflow.indicators.selections import Selection
from wccflow.people import visitor
from wccflow.web.forms import require_unchanged, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("choosing", __name__)

CHANGED = "Somebody else has changed this outcome while you were writing. Choose what to keep."


@route(blueprint, f"{OUTCOMES}/menu", may="choose_outcomes")
def menu(cycle: str, organisation: str) -> ResponseReturnValue:
    """Everything that may be chosen, with what is known of this organisation in each."""
    case = entry.case_here(cycle, organisation)
    found = menu_of(case)
    if found is None:
        raise NotFound
    wanted = request.args.getlist("choose") or found.chosen
    return page("indicators/menu.html", case=case, menu=found, wanted=wanted)


@route(blueprint, f"{OUTCOMES}/choices", may="choose_outcomes")
def preview(cycle: str, organisation: str) -> ResponseReturnValue:
    """What would change if these outcomes were chosen: nothing is changed yet."""
    case = entry.case_here(cycle, organisation)
    found = _selection(case, request.args.getlist("choose"))
    aims = queries.aims([case.id], visitor.reach())
    return page(
        "indicators/choices.html",
        case=case,
        found=found,
        items=definition_of(case).items,
        aimed=[item for item in found.dropped if (case.id, item) in aims],
        back=urlencode([("choose", item) for item in found.chosen]),
    )


@route(blueprint, f"{OUTCOMES}/choices", may="choose_outcomes", methods=("PUT",))
def settle(cycle: str, organisation: str) -> ResponseReturnValue:
    """Be measured by exactly these outcomes; the answer offers to undo it."""
    case = entry.case_here(cycle, organisation)
    wanted = request.form.getlist("choose")
    before = queries.chosen([case])[case.id]
    whys = {item: text(f"why-{item}") for item in wanted}
    found = actions.settle(case, wanted, by=visitor.reach(), now=clock.now(), whys=whys)
    tell(_told(case, found))
    undo = urlencode([("before", item) for item in before]) if found.changes else ""
    return redirect_to(f"{case.address}/outcomes?{undo}" if undo else f"{case.address}/outcomes")


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
    before = queries.chosen([case])[case.id]
    actions.drop(case, item, by=visitor.reach(), now=clock.now())
    tell(f"Taken back: {definition_of(case).items[item].title}.")
    return redirect_to(f"{case.address}/outcomes?{urlencode([('before', each) for each in before])}")


@route(blueprint, f"{OUTCOMES}/<item>/reason", may="choose_outcomes", methods=("PUT",))
def explain(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Say why an outcome is chosen."""
    case = entry.case_here(cycle, organisation)
    there = queries.reasons([case.id], visitor.reach()).get((case.id, item))
    theirs = there.why if there else ""
    require_unchanged(there.version if there else 0, mine=text("why"), theirs=theirs, sentence=CHANGED)
    actions.explain(case, item, text("why"), by=visitor.reach(), now=clock.now())
    tell(f"Kept: why {definition_of(case).items[item].title} is chosen.")
    return redirect_to(f"{case.address}/outcomes/{item}")


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
    return redirect_to(f"{case.address}/outcomes/{item}")


@route(blueprint, f"{OUTCOMES}/<item>/aim/preview", may="choose_outcomes", methods=("PUT",), acts=False)
def try_aim(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """The page with what was written, drawn and looked at, before it is kept."""
    case = entry.case_here(cycle, organisation)
    found = outcome.outcome_of(case, visitor.reach(), item, given=read_aim())
    return page("indicators/outcome.html", **shown(case, **found))


def _selection(case: Case, wanted: Sequence[str]) -> Selection:
    found = selection_of(case, wanted)
    if found is None:
        raise NotFound
    return found


def _told(case: Case, found: Selection) -> str:
    items = definition_of(case).items
    parts = [
        f"{words}: {', '.join(items[item].title for item in which)}."
        for words, which in (("Chosen", found.added), ("Taken back", found.dropped))
        if which
    ]
    return " ".join(parts) or "Nothing has changed: these are chosen already."
