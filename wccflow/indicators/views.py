"""The scorecard of a case: what it is measured by, where each outcome stands, and the same as a file."""

from flask import Blueprint, Response, make_response, request
from flask.typing import ResponseReturnValue

from wccflow.base.errors import NotFound, Refused
from wccflow.base.spreadsheets import XLSX
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.indicators import outcome, showing
from wccflow.indicators.export import spreadsheet_of
from wccflow.indicators.menu import selection_of
from wccflow.indicators.outcome_page import OUTCOMES, shown
from wccflow.indicators.scorecard import Scorecard, scorecard_of
from wccflow.people import visitor
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("indicators", __name__)

NOT_YET = "You see which outcomes are chosen and what is aimed at once the case is submitted."


@route(blueprint, OUTCOMES, may="see")
def outcomes(cycle: str, organisation: str) -> ResponseReturnValue:
    """The scorecard: each chosen outcome with value, trend, comparison and the five years ahead."""
    case = entry.case_here(cycle, organisation)
    card = _card(case)
    chooses = entry.may("choose_outcomes", case)
    return page(
        "indicators/outcomes.html",
        case=case,
        card=card,
        chooses=chooses,
        undo=_undo(case) if chooses else None,
        sparks={
            row.item.key: showing.small_trend(f"spark-{row.item.key}", row.standing.points)
            for row in card.rows
            if row.standing
        },
    )


@route(blueprint, f"{OUTCOMES}.xlsx", may="see")
def spreadsheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """The scorecard as a spreadsheet, with every value by period."""
    case = entry.case_here(cycle, organisation)
    card = _card(case)
    if not card.sees:
        raise Refused(NOT_YET)
    answer: Response = make_response(spreadsheet_of(case, card))
    answer.mimetype = XLSX
    name = f"outcomes-{case.organisation.code}.xlsx"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@route(blueprint, f"{OUTCOMES}/<item>", may="see")
def one(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """One outcome: where it stands, its pictures and tables, what is aimed at and what came of it."""
    case = entry.case_here(cycle, organisation)
    how, start = request.args.get("propose", ""), request.args.get("start", "")
    return page(
        "indicators/outcome.html",
        **shown(case, **outcome.outcome_of(case, visitor.reach(), item, how=how, start=start)),
    )


def _card(case: Case) -> Scorecard:
    card = scorecard_of(case, visitor.reach())
    if card is None:
        raise NotFound
    return card


def _undo(case: Case) -> list[str] | None:
    """What was chosen before the choice just made, when going back to it would change anything."""
    before = request.args.getlist("before")
    found = selection_of(case, before) if before else None
    return before if found is not None and found.changes and not found.obstacle else None
