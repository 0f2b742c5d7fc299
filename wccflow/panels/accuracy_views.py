"""The page of the report and its round of accuracy: points on sentences, answers, signatures, deputies."""

from datetime import date
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles import entry
from wccflow.panels import accuracy, accuracy_word, deputies, queries, report_page, signing_off
from wccflow.panels.entry import reported
from wccflow.panels.models import Panel
from wccflow.people import visitor
from wccflow.ratings.forms import passage_linked
from wccflow.web.downloads import word_file
from wccflow.web.forms import day_given, identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("accuracy", __name__)

REPORT = "/panels/<uuid:panel_id>/report"
POINT = "/panels/<uuid:panel_id>/points/<uuid:point_id>"


@route(blueprint, REPORT, may="see")
def report(panel_id: UUID) -> ResponseReturnValue:
    """The report as it stands, sentence by sentence, with the points beside them."""
    case, panel = reported(panel_id)
    chosen = request.args.get("section", ""), request.args.get("sentence", "")
    shown = report_page.shown(case, panel, visitor.reach(), entry.may, chosen, clock.now())
    return page("panels/report.html", **shown)


@route(blueprint, "/panels/<uuid:panel_id>/points.docx", may="see")
def annex(panel_id: UUID) -> ResponseReturnValue:
    """Every point with its answer, as a Word file to go with the report."""
    case, panel = reported(panel_id)
    shown = report_page.shown(case, panel, visitor.reach(), entry.may, ("", ""), clock.now())
    content = accuracy_word.written(shown["report"], shown["points"])
    return word_file(content, f"factual-accuracy-{case.organisation.code.lower()}.docx")


@route(blueprint, "/panels/<uuid:panel_id>/points", may="check_facts", methods=("POST",))
def raise_point(panel_id: UUID) -> ResponseReturnValue:
    """Raise a point of factual accuracy, or come back to one that was answered."""
    case, panel = reported(panel_id)
    link, follows = text("link"), text("follows")
    made = accuracy.raise_point(
        case,
        text("section"),
        sentence=text("sentence"),
        what=text("what"),
        passage=passage_linked(link) if link else None,
        follows=queries.point_of(case, identity("follows")) if follows else None,
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("Your point will be answered.")
    return redirect_to(_at(panel, made.id))


@route(blueprint, POINT, may="check_facts", methods=("DELETE",))
def withdraw(panel_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Take a point back that nobody has answered."""
    case, panel = reported(panel_id)
    accuracy.withdraw(case, queries.point_of(case, point_id), by=visitor.reach(), now=clock.now())
    tell("The point is taken back.")
    return redirect_to(_at(panel, point_id))


@route(blueprint, f"{POINT}/answer", may="write_report", methods=("PUT",))
def answer(panel_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Answer a point of factual accuracy."""
    case, panel = reported(panel_id)
    accuracy.answer(
        case,
        queries.point_of(case, point_id),
        text("answer"),
        why=text("why"),
        wording=text("wording"),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("Your answer is kept.")
    return redirect_to(_at(panel, point_id))


@route(blueprint, f"{POINT}/sentence", may="write_report", methods=("PUT",))
def carry(panel_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Put the new sentence of an accepted point into the report."""
    case, panel = reported(panel_id)
    accuracy.carry(case, queries.point_of(case, point_id), by=visitor.reach(), now=clock.now())
    tell("The report says so now.")
    return redirect_to(_at(panel, point_id))


@route(blueprint, f"{POINT}/rating", may="write_report", methods=("PUT",))
def correct(panel_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Correct a rating because of an accepted point."""
    case, panel = reported(panel_id)
    item, _, value = text("level", missing="Choose the rating and its level.").partition(" ")
    accuracy.correct(
        case,
        queries.point_of(case, point_id),
        item,
        value,
        reason=text("reason"),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("The rating is corrected; what was agreed on the day is kept.")
    return redirect_to(_at(panel, point_id))


@route(blueprint, f"{REPORT}/signature", may="sign_report", methods=("POST",))
def sign(panel_id: UUID) -> ResponseReturnValue:
    """Sign the report off."""
    case, panel = reported(panel_id)
    signing_off.sign(case, note=text("note"), by=visitor.reach(), now=clock.now())
    tell("The report is signed off, as it stands now.")
    return redirect_to(f"{panel.address}/report#sign-off")


@route(blueprint, f"{REPORT}/signature", may="sign_report", methods=("DELETE",))
def unsign(panel_id: UUID) -> ResponseReturnValue:
    """Take one's signature back."""
    case, panel = reported(panel_id)
    signing_off.take_back(case, by=visitor.reach(), now=clock.now())
    tell("Your signature is taken back.")
    return redirect_to(f"{panel.address}/report#sign-off")


@route(blueprint, f"{REPORT}/deputies", may="see", methods=("POST",))
def name_deputy(panel_id: UUID) -> ResponseReturnValue:
    """Name a deputy for the chair."""
    case, panel = reported(panel_id)
    until: date = day_given("until", missing="Say until which day: a deputy is for a time.")
    email = text("email", missing="Give the deputy's e-mail address.")
    deputies.name_deputy(case, email=email, until=until, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("The deputy is named. What they do here, the log says for whom.")
    return redirect_to(f"{panel.address}/report#deputies")


@route(blueprint, f"{REPORT}/deputies/<uuid:deputy_id>", may="see", methods=("DELETE",))
def end_deputy(panel_id: UUID, deputy_id: UUID) -> ResponseReturnValue:
    """End a deputation before its day."""
    panel = queries.panel_by_id(panel_id)
    case = entry.case_of(panel.case_id)
    if panel.frozen_at is None:
        raise NotFound
    deputies.end(case, deputy_id, by=visitor.reach(), now=clock.now())
    tell("The deputation has ended.")
    may_stay = queries.sees_report(panel, visitor.reach())
    return redirect_to(f"{panel.address}/report#deputies" if may_stay else "/")


def _at(panel: Panel, point_id: UUID) -> str:
    return f"{panel.address}/report#point-{point_id}"
